"""A real HTTP server on loopback that stands in for the web, and time that passes when told to."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore

from corpus.wire import Wire

PUBLIC = "93.184.216.34"  # any address that is public
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Reply:
    """What a path answers; with `drip` a byte at a time, that many seconds apart."""

    body: bytes = b""
    status: int = 200
    type: str = HTML
    headers: Mapping[str, str | None] = field(default_factory=dict)  # None is not sent at all
    drip: float = 0.0


@dataclass
class Site:
    """The pages of all hosts by `host/path`, else by path, and what was asked for, in order."""

    pages: dict[str, Reply] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    port: int = 0

    def reply(self, host: str, path: str) -> Reply:
        return self.pages.get(f"{host}{path}") or self.pages.get(path) or Reply(status=404)


class Clock:
    """Time that passes only by sleeping; keeps how long each sleep was."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


class Loop(httpcore.SyncBackend):
    """Connects to the server on loopback, whatever machine is asked for; keeps which were."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port
        self.dialled: list[tuple[str, int]] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        self.dialled.append((host, port))
        return super().connect_tcp("127.0.0.1", self.port, timeout)


@contextmanager
def serving() -> Iterator[Site]:
    """Give a site that answers until the end of the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"]
            site.asked.append(f"{host}{self.path}")
            site.headers.append(dict(self.headers))
            answer(self, site.reply(host, self.path))

        def log_message(self, format: str, *args: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def answer(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    etag = reply.headers.get("ETag")
    same = etag is not None and handler.headers.get("If-None-Match") == etag
    handler.send_response(304 if same else reply.status)
    for name, value in reply.headers.items():
        if value is not None:
            handler.send_header(name, value)
    if not same:
        handler.send_header("Content-Type", reply.type)
        if "Content-Length" not in reply.headers:
            handler.send_header("Content-Length", str(len(reply.body)))
    handler.end_headers()
    if same:
        return
    try:
        for byte in reply.body if reply.drip else ():
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(reply.drip)
        handler.wfile.write(b"" if reply.drip else reply.body)
    except OSError:  # the client has had enough
        handler.close_connection = True


def wire(site: Site, names: Mapping[str, str] | None = None, clock: Clock | None = None) -> Wire:
    """Return a wire that finds every host at a public address, or where `names` says, and connects
    to the site instead."""
    clock = clock or Clock()
    known = names or {}
    return Wire(
        resolve=lambda host, port: [known.get(host, host if _is_number(host) else PUBLIC)],
        backend=Loop(site.port),
        clock=clock,
        sleep=clock.sleep,
    )


def _is_number(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()
