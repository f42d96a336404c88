"""How many questions may be inside at a time, those that wait among them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from corpus.errors import UserError
from prompts.render import render

SECONDS = 0.05  # that an answer takes, about: who is refused is told when to try again


class BusyError(UserError):
    """So many questions wait that no other may; `seconds` is when to try again."""

    def __init__(self, waiting: int) -> None:
        super().__init__(render("busy"))
        self.seconds = max(1, round(waiting * SECONDS))


class Door:
    """Lets at most `most` questions in at a time, those that are being answered among them."""

    def __init__(self, most: int) -> None:
        self._most, self._inside = most, 0
        self._left = time.monotonic()
        self._lock = Lock()

    def idle(self) -> float:
        """Return for how many seconds nobody has been inside."""
        with self._lock:
            return 0.0 if self._inside else time.monotonic() - self._left

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Let one in until it is answered; raises BusyError when it is full."""
        with self._lock:
            if self._inside >= self._most:
                raise BusyError(self._inside)
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                self._left = time.monotonic()
