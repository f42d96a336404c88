"""Leaves a model alone for a while that has failed several times in a row."""

import threading
from collections.abc import Callable

FAILURES = 3  # in a row: one may be chance, and the third question should not wait for a fourth
REST = 30.0  # seconds: a server that was started again has its model loaded by then


class Breaker:
    """Whether a model may be asked now; one for all questions of the process, from any thread."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._until = 0.0
        self._trying = False  # one was let through after the rest, and has not told yet

    def admit(self) -> bool:
        """Return whether a question may go to the model.

        After the rest one may; the others rest on until it has told how it went, or as long as a
        rest again should it never tell.
        """
        with self._lock:
            if self._failures < FAILURES:
                return True
            now = self._clock()
            if now < self._until:
                return False
            self._until, self._trying = now + REST, True
            return True

    def succeeded(self) -> None:
        """Note a whole answer."""
        with self._lock:
            self._failures, self._trying = 0, False

    def failed(self) -> None:
        """Note a question that got no whole answer."""
        with self._lock:
            self._failures += 1
            self._until, self._trying = self._clock() + REST, False

    def left(self) -> None:
        """Note a question that its reader stopped: the next one may try in its place."""
        with self._lock:
            if self._trying:
                self._until, self._trying = self._clock(), False
