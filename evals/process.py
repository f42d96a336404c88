"""A server that runs in a process of its own, and what that process holds."""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_START_SECONDS = 120
_READY = ("/readyz", "/config")  # ours, and Gradio's


@dataclass(frozen=True, slots=True)
class Held:
    """What a process holds: bytes of memory that are its own, open files and threads."""

    memory: int
    handles: int
    threads: int


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers on a port of this machine."""

    port: int
    process: int

    def held(self) -> Held:
        """Return what the process holds now; on Linux alone.

        Pages of files do not count: the system fetches them and takes them back as it likes.
        """
        proc = Path(f"/proc/{self.process}")
        rows = (proc / "smaps_rollup").read_text().splitlines()
        own = [row.split()[1] for row in rows if row.startswith(("Anonymous:", "Swap:"))]
        handles, threads = (len(os.listdir(proc / name)) for name in ("fd", "task"))
        return Held(1024 * sum(map(int, own)), handles, threads)


@contextmanager
def served(*command: str, **settings: str) -> Iterator[Served]:
    """Give a server once it answers: Python's `command`, with the port as its last argument.

    It has an index of its own, which goes with it. Exits the program when nothing answers.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(
            ["env", f"INITIATIV_DATA={data}", *(f"{k}={v}" for k, v in settings.items()),
             sys.executable, *command, str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait(port, process)
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(20)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if any(_status(port, path) == 200 for path in _READY):
            return
        time.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")


def _status(port: int, path: str) -> int:
    """Return the status of a page; 0 when there is no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
