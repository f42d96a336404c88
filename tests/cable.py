"""A connection to a server that can be cut, mended, and led to another server."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from urllib.parse import urlsplit


class Cable:
    """Passes on what comes to `address` to the server at `to`, unless it is cut."""

    def __init__(self, to: str) -> None:
        self.to = to
        self._is_cut = False
        self._ends: list[socket.socket] = []
        self._lock = Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listening.getsockname()[1]}/"
        Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and let no other come about."""
        with self._lock:
            self._is_cut = True
            self._end_all()

    def mend(self, to: str = "") -> None:
        """Let connections come about again, to another server if one is named."""
        with self._lock:
            self.to, self._is_cut = to or self.to, False

    def close(self) -> None:
        """End it for good."""
        self.cut()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _end_all(self) -> None:
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._ends.clear()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                here, _ = self._listening.accept()
                self._join(here)

    def _join(self, here: socket.socket) -> None:
        parts = urlsplit(self.to)
        with self._lock:
            if self._is_cut:
                here.close()
                return
            there = socket.create_connection((parts.hostname or "", parts.port or 0), 5)
            there.settimeout(None)
            self._ends += [here, there]
        for source, target in ((here, there), (there, here)):
            Thread(target=_pump, args=(source, target), daemon=True).start()


def _pump(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(65536):
            target.sendall(piece)
        target.shutdown(socket.SHUT_WR)


@contextmanager
def cabled(to: str) -> Iterator[Cable]:
    """Give a cable to a server until the end of the block."""
    cable = Cable(to)
    try:
        yield cable
    finally:
        cable.close()
