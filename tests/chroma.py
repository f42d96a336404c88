"""A Chroma server of the tests' own, on this machine, which may be killed and started again."""

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

import chromadb
from chromadb.api.client import AdminClient, Client
from chromadb.api.fastapi import FastAPI
from chromadb.config import Settings

from index.retrieve import StoreError
from index.server import Server

_WITHIN = 60.0  # seconds in which it must have started, on a busy machine too
_RUN = "import sys; from chromadb.cli.cli import app; sys.exit(app())"  # what `chroma` is


class Chroma:
    """`chroma run` over a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None
        self._client: Client | None = None

    def start(self) -> None:
        """Start it, over what it held when it was killed, and wait until it answers."""
        place = ["--path", str(self._folder), "--host", "127.0.0.1", "--port", str(self.port)]
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN, "run", *place],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + _WITHIN
        while not self._answers():
            assert self._process.poll() is None and time.monotonic() < until, "chroma run"
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, without a word to those who ask it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._client is not None:
            self._client.close()  # which leaves the connections open
            for part in (self._client, cast(AdminClient, self._client._admin_client)):
                cast(FastAPI, part._server)._session.close()
            self._client = None

    def empty(self) -> None:
        """Have it run, and hold nothing."""
        if self._process is None:
            self.start()
        for found in self.client.list_collections():
            self.client.delete_collection(found.name)

    @property
    def client(self) -> Client:
        """What the server, while it runs, can be changed by."""
        if self._client is None:
            settings = Settings(anonymized_telemetry=False)
            made = chromadb.HttpClient("127.0.0.1", self.port, settings=settings)
            self._client = cast(Client, made)
        return self._client

    def _answers(self) -> bool:
        try:
            Server(self.address).names()
        except StoreError:
            return False
        return True


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port
