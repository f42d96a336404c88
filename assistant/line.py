"""One request to a model's server: what came of it, and its end from another thread."""

import logging
import math
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Any

import httpx

from assistant.model import Fault

THREAD = "model-answer"  # the name of the threads that read answers
MOST_BYTES = 2_000_000  # an answer of 512 tokens, one a chunk with its likelihoods, is half of it
# The headers that are sent. Without the rest no library tells what machine this is, or takes a key
# for another server out of the environment.
_HEADERS = ("host", "accept", "connection", "content-type", "content-length")
_STATUS: Mapping[int, Fault] = {401: "key", 403: "key", 404: "no_model", 429: "busy"}
_LOGGERS = ("httpcore", "httpx", "llama_index", "llama_index_instrumentation", "ollama", "openai")
_END = b"[DONE]"

CURRENT: ContextVar["Line"] = ContextVar("line")
"""The request of the thread that reads it."""


class Line:
    """A request under way. Its own thread writes it; whoever waits for it may end it."""

    def __init__(self) -> None:
        self.fault: Fault | None = None  # what the server's status, or too long an answer, means
        self.wait: float | None = None  # seconds after which the server asks to be asked again
        self.connected = False
        self.heard = False  # anything but comments
        self.done = False  # the protocol's own mark of the end
        self._size = 0
        self._tail = b""
        self.response: httpx.Response | None = None
        self._socket: socket.socket | None = None
        self._ended = False
        self._lock = threading.Lock()

    def end(self) -> None:
        """End the request: the server sees the connection closed, and the thread wakes."""
        with self._lock:
            self._ended = True
            found = self._socket
        if found is not None:
            _shut(found)

    def close(self) -> None:
        """End the request and its connection; only for the thread that reads it.

        The client of OpenAI leaves a stream that was not read to its end to the garbage collector.
        """
        self.end()
        if self.response is not None:
            self.response.close()

    def trace(self, name: str, info: Mapping[str, Any]) -> None:
        """Note how far httpcore has come with the connection."""
        if name in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            found = info["return_value"].get_extra_info("socket")
            with self._lock:
                self._socket = found
                ended = self._ended
            if ended:
                _shut(found)
        elif name == "http11.send_request_headers.started":
            self.connected = True

    def hear(self, part: bytes) -> None:
        """Note bytes of the answer; raises httpx.ReadError when there are too many."""
        self._size += len(part)
        if self._size > MOST_BYTES:
            self.fault = "endless"
            raise httpx.ReadError("too long an answer")
        self.heard = self.heard or any(
            line.strip() and not line.startswith(b":") for line in part.splitlines()
        )
        self._tail = (self._tail + part)[-200:]
        self.done = self.done or _END in self._tail


class _Heard(httpx.SyncByteStream):
    """The body of an answer, which its line hears along."""

    def __init__(self, body: httpx.SyncByteStream, line: Line) -> None:
        self._body = body
        self._line = line

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._line.hear(part)
            yield part

    def close(self) -> None:
        self._body.close()


def options(key: str, connect: float, first: float) -> dict[str, Any]:
    """Return what an httpx client is made with, so that each of its requests has a line.

    `key` goes in the requests' headers, and nowhere else. `connect` and `first` are seconds; they
    only make sure that a thread ends, since whoever waits for it holds the exact limits. Every
    request has a connection of its own. Proxies and keys of the environment are not used: passages
    and the key go to the address of the settings and nowhere else, so redirects are not followed.
    """

    def ask(request: httpx.Request) -> None:
        for name in set(request.headers) - set(_HEADERS):
            del request.headers[name]
        if key:
            request.headers["Authorization"] = f"Bearer {key}"
        request.extensions["trace"] = CURRENT.get().trace

    trusted = httpx.create_ssl_context(trust_env=False)
    trusted.load_default_certs()  # an organisation's own authority is in the system's store
    return {
        "event_hooks": {"request": [ask], "response": [_look]},
        "follow_redirects": False,
        "limits": httpx.Limits(max_keepalive_connections=0),
        "timeout": httpx.Timeout(first, connect=connect),
        "trust_env": False,
        "verify": trusted,
    }


def keep_out_of_logs() -> None:
    """Have libraries log nothing from the threads that read answers.

    They log questions, addresses and what servers say, which may be the key.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in _LOGGERS:
            logging.getLogger(name).addFilter(_is_elsewhere)


def _is_elsewhere(record: logging.LogRecord) -> bool:
    return record.threadName != THREAD


def _look(response: httpx.Response) -> None:
    """Have the line hear the body; raises httpx.ReadError unless the status is 200.

    The body of an error is never read: it may hold the key.
    """
    line = CURRENT.get()
    line.response = response
    if response.status_code != 200:
        line.fault = _STATUS.get(response.status_code, "server")
        line.wait = _seconds(response.headers.get("Retry-After", ""))
        raise httpx.ReadError("no answer")
    if isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Heard(response.stream, line)


def _seconds(text: str) -> float | None:
    """Return the seconds of a Retry-After header, None where it is empty, a date or no number."""
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= 0 else None


def _shut(found: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        # Of a TLS socket too: its own method would take away what another thread reads with.
        socket.socket.shutdown(found, socket.SHUT_RDWR)
