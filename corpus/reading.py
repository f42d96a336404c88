"""Sources -> documents, read by processes of their own that may fail without harm."""

import json
import logging
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import IO, Self

from corpus.errors import Problem, ReadError
from corpus.record import pack_origin, unpack
from corpus.types import Document, Source
from corpus.worker import DOCUMENT, MEMORY, READY, REFUSED, SECONDS, put, take

LATE = b"L"  # in place of what should have come
STARTS_WITHIN = 120  # seconds: a cold, busy machine needs 5
AHEAD = 16  # sources that a process knows of: it never waits, and little is held in memory
STARTING = 4  # sources that wait for one process before another is worth its start, 0.1 s

_log = logging.getLogger(__name__)
_SERVE = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from corpus.worker import serve; serve(*map(int, sys.argv[2:]))"
)
_TOO_LONG = "Filen tog over {} sekunder at læse. Del den i mindre filer, eller gem den igen."
_CRASHED = "Filen er beskadiget eller for stor til at kunne læses. Gem den igen, og prøv på ny."


@dataclass(frozen=True, slots=True)
class _Process:
    """A process that runs, and the frames that have come from it; an empty one is the last."""

    running: subprocess.Popen[bytes]
    incoming: IO[bytes]
    answers: SimpleQueue[bytes]


class Reading:
    """A process that reads one file after another within limits; a context manager.

    The process starts with the first file, and anew after a file that it could not survive.
    """

    def __init__(self, seconds: int = SECONDS, memory: int = MEMORY) -> None:
        self._seconds, self._memory = seconds, memory
        self._waiting: deque[Source] = deque()
        self._process: _Process | None = None
        self._is_ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop()

    def document(self, source: Source) -> Document:
        """Return the document that a source holds; ReadError, in Danish, when it cannot be read."""
        assert not self._waiting, "those asked before come first"
        self.ask(source)
        return self.answer()

    def ask(self, source: Source) -> None:
        """Have a source read; `answer` gives its document once those asked before are given."""
        self._waiting.append(source)
        if self._process and len(self._waiting) == 1 and self._process.running.poll() is not None:
            self._stop()  # the system ended it while it had nothing to do
        if self._process is None:
            self._start()
        else:
            self._send(self._process, source)

    def answer(self) -> Document:
        """Return the document of the source asked for first; ReadError as for `document`."""
        assert self._process is not None
        if not self._is_ready:
            self._meet(self._process.answers)
        try:
            frame = self._process.answers.get(timeout=self._seconds)
        except Empty:
            frame = LATE + _TOO_LONG.format(self._seconds).encode()
        source, kind, told = self._waiting.popleft(), frame[:1], frame[1:]
        if kind == DOCUMENT:
            return unpack(told)
        if kind != REFUSED:
            self._renew(source, kind)
        raise ReadError(told.decode() or _CRASHED)

    @property
    def busy(self) -> int:
        """The number of sources that were asked for and not read yet."""
        return len(self._waiting) - (self._process.answers.qsize() if self._process else 0)

    def _meet(self, answers: SimpleQueue[bytes]) -> None:
        """Wait until the process runs; one that cannot start is no fault of a file."""
        try:
            is_there = answers.get(timeout=STARTS_WITHIN) == READY
        except Empty:
            is_there = False
        if not is_there:
            raise RuntimeError(f"The process that reads files does not start: {sys.executable}")
        self._is_ready = True

    def _renew(self, source: Source, kind: bytes) -> None:
        """Let another process take the place of the one that a file was too much for."""
        name = source.path.name
        _log.warning("Reading of %s ended: %s", name, kind.decode() or "it died")
        self._stop()
        if self._waiting:
            self._start()

    def _start(self) -> None:
        running = subprocess.Popen(
            [
                *(sys.executable, "-c", _SERVE, json.dumps(sys.path)),
                *(str(self._memory), str(self._seconds)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert running.stdin and running.stdout
        answers = SimpleQueue[bytes]()
        Thread(target=_listen, args=(running.stdout, answers), daemon=True).start()
        self._process = _Process(running, running.stdin, answers)
        for source in self._waiting:
            self._send(self._process, source)

    def _stop(self) -> None:
        if self._process is None:
            return
        with suppress(BrokenPipeError):
            self._process.incoming.close()
        self._process.running.kill()
        self._process.running.wait()
        self._process, self._is_ready = None, False

    def _send(self, process: _Process, source: Source) -> None:
        row = (source.id, source.file, source.stamp, pack_origin(source.origin))
        with suppress(BrokenPipeError):  # it died, and the answer will tell
            put(process.incoming, json.dumps(row).encode())


def documents(
    sources: Iterable[Source], workers: int = 2
) -> Iterator[tuple[Source, Document | Problem]]:
    """Yield each source, in order, with its document or why there is none.

    Up to `workers` processes read, and never many more sources than were taken.
    """
    readings: list[Reading] = []
    pending: deque[tuple[Source, Reading]] = deque()
    with ExitStack() as stack:
        for source in sources:
            reading = min(readings, key=lambda each: each.busy, default=None)
            if reading is None or (reading.busy >= STARTING and len(readings) < workers):
                reading = stack.enter_context(Reading())
                readings.append(reading)
            reading.ask(source)
            pending.append((source, reading))
            if len(pending) >= AHEAD * len(readings):
                yield _next(pending)
        while pending:
            yield _next(pending)


def _next(pending: deque[tuple[Source, Reading]]) -> tuple[Source, Document | Problem]:
    source, reading = pending.popleft()
    try:
        return source, reading.answer()
    except ReadError as error:
        return source, Problem(source.path.name, str(error))


def _listen(outgoing: IO[bytes], answers: SimpleQueue[bytes]) -> None:
    with outgoing:
        while frame := take(outgoing):
            answers.put(frame)
    answers.put(b"")
