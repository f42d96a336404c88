"""Servers that nginx stands before: their processes, and upstreams of the tests' own."""

import http.client
import json
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.installed import environment

_WITHIN = 120.0  # seconds for a start, on a busy machine too


class Upstream:
    """Answers a request with its headers as JSON, or takes it and drops the connection."""

    def __init__(self, *, drops: bool = False) -> None:
        self.heard: list[str] = []
        """The method and the path of each request, in order."""
        heard = self.heard

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                heard.append(f"{self.command} {self.path}")
                if drops:
                    self.close_connection = True
                    return
                content = json.dumps(dict(self.headers)).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.do_GET()

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]

    def __enter__(self) -> "Upstream":
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


def asked(
    port: int, path: str, body: str = "", headers: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """Return the status and the content of an answer; raises OSError or HTTPException for none."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    told = {**(headers or {}), **({"Content-Type": "application/json"} if body else {})}
    try:
        method = "POST" if body else "GET"
        connection.request(method, path, body.encode() or None, told)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


@contextmanager
def running(
    command: Sequence[str], folder: Path, **settings: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Give a process that runs in a folder; it is ended afterwards."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment(**settings), stderr=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(port: int, path: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a path of a port is answered well."""
    until = time.monotonic() + _WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if asked(port, path)[0] < 300:
                return
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.05)
    pytest.fail(f"Nothing at {path}: {process.args!r} ended with {process.poll()}.")
