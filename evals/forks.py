"""Functions in processes that may crash or be killed, forked from one that has all loaded."""

import os
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from signal import SIGKILL
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

CAP = 256 << 20  # bytes that a file may have, and all files of a trial together
_SECONDS = 120.0  # for what takes some seconds
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    # All that every process would load by itself; pytest is the main module of those in tests.
    [
        "evals.loaded",
        "assistant.opening",
        "index.store",
        "chromadb.api.rust",
        "numpy.ma",
        "pytest",
    ]
)

Case = TypeVar("Case")
Result = TypeVar("Result")


class ChildError(Exception):
    """A process ended without a result; the message says how."""


@dataclass(frozen=True, slots=True)
class Running(Generic[Result]):
    """A process that runs a function, and the end of the pipe that its results come through."""

    process: ForkServerProcess
    results: "Connection[Any, Result]"

    def kill(self) -> None:
        """Kill it, as the system does when memory is short; what it started goes on."""
        self.process.kill()
        self.process.join()

    def result(self, seconds: float = _SECONDS) -> Result:
        """Return its next result; raises ChildError when none comes."""
        try:
            if self.results.poll(seconds):
                return self.results.recv()
        except EOFError:
            self.process.join()
            raise ChildError(f"exit code {self.process.exitcode}") from None
        raise ChildError(f"no result in {seconds:.0f} seconds")

    def end(self) -> None:
        """End it, and all that it started."""
        pid = self.process.pid or 0
        with suppress(ProcessLookupError):
            os.killpg(pid, SIGKILL)
        self.kill()
        self.results.close()


@contextmanager
def running(function: Callable[..., Any], *arguments: Any) -> Iterator[Running[Any]]:
    """Give a process that runs a function in a session of its own; at the end it is no more.

    The function's first argument is a callable that sends a result. Its temporary files go too.
    """
    with TemporaryDirectory(prefix="initiativ-fork-", ignore_cleanup_errors=True) as temporary:
        receiver, sender = _CONTEXT.Pipe(duplex=False)
        process = _CONTEXT.Process(target=_run, args=(sender, temporary, function, arguments))
        process.start()
        sender.close()
        started = Running(process, receiver)
        try:
            started.result()  # its session is its own from here on
            yield started
        finally:
            started.end()


def called(function: Callable[..., Result], *arguments: Any) -> Result:
    """Return what a function returns in a process of its own; raises ChildError."""
    with running(_send, function, arguments) as child:
        result: Result = child.result()
        return result


def each(
    function: Callable[[Case], Result], cases: Sequence[Case]
) -> Iterator[tuple[Case, Result | ChildError]]:
    """Yield for each case what a function returns in a process; one that dies is made again."""
    place = 0
    while place < len(cases):
        with running(_send_each, function, cases[place:]) as child:
            result: Result | ChildError = ChildError("not asked")
            while place < len(cases):
                try:
                    result = child.result()
                except ChildError as error:
                    result = error
                yield cases[place], result
                place += 1
                if isinstance(result, ChildError):
                    break


@contextmanager
def capped(is_mounted: bool) -> Iterator[Path]:
    """Give an empty folder; where it `is_mounted` it is a file system that holds CAP bytes.

    Mounting takes root, on Linux; raises CalledProcessError or FileNotFoundError without.
    """
    with TemporaryDirectory(prefix="initiativ-endurance-") as folder:
        if not is_mounted:
            yield Path(folder)
            return
        mount = ["mount", "-t", "tmpfs", "-o", f"size={CAP}", "tmpfs", folder]
        run(mount, check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            run(["umount", "--lazy", folder], check=True, capture_output=True)


def _run(
    sender: "Connection[Any, Any]",
    temporary: str,
    function: Callable[..., None],
    arguments: Sequence[Any],
) -> None:
    os.setsid()
    tempfile.tempdir = temporary
    resource.setrlimit(resource.RLIMIT_FSIZE, (CAP, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sender.send(None)
    function(sender.send, *arguments)


def _send(send: Callable[[Any], None], function: Callable[..., Any], arguments: Any) -> None:
    send(function(*arguments))


def _send_each(
    send: Callable[[Any], None], function: Callable[[Any], Any], cases: Sequence[Any]
) -> None:
    for case in cases:
        send(function(case))
