"""A scripted language model on loopback: OpenAI's and Ollama's protocols over real HTTP.

`with serving(lambda messages: "Svar [1].") as server:` streams that text to every question that is
asked at `server.url`. A `Reply` in place of the text says how it comes, and what goes wrong.
"""

import json
import math
import re
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

MODEL = "scripted"
Said = Sequence[dict[str, str]]
"""The messages of a request, each with `role` and `content`."""

_JSON = "application/json"
_PIECE = re.compile(r".{1,4}", re.DOTALL)  # as short as tokens are


@dataclass(frozen=True)
class Reply:
    """What a question gets: `pieces` one by one, each after `delay` seconds.

    `pings` comments come before all, `thoughts` before the pieces as a reasoning model's do.
    `after` is what happens after the pieces: the protocol's end; the end of the connection; that of
    the body, without the protocol's; an error as the server tells it; nothing; or the pieces for
    ever. `body` is sent in place of all that, as it is; `silent` sends nothing, or half of the
    headers.
    """

    pieces: Sequence[str] = ()
    delay: float = 0.0
    thoughts: Sequence[str] = ()
    after: Literal["end", "cut", "unfinished", "error", "stall", "again"] = "end"
    finish: str = "stop"
    pings: int = 0
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    silent: Literal["", "connection", "headers"] = ""


def pieces(text: str) -> tuple[str, ...]:
    """Return the text cut every four characters."""
    return tuple(_PIECE.findall(text))


def said(text: str, delay: float = 0.0) -> Reply:
    """Return the text as a whole answer."""
    return Reply(pieces(text), delay)


def status(code: int, message: str = "No.", **headers: str) -> Reply:
    """Return an error with a message in OpenAI's form."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": code}})
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Reply(status=code, body=body.encode(), headers=named)


def too_many(retry_after: str | None = None) -> Reply:
    """Return a 429, which says when to come again or does not."""
    return status(429) if retry_after is None else status(429, Retry_After=retry_after)


def no_model() -> Reply:
    """Return the 404 of a model that the server does not have."""
    return status(404, "model 'x' not found")


def not_json() -> Reply:
    """Return a stream whose parts are no JSON."""
    return Reply(body=b'data: {"choices": [{"del\n\n')


def page() -> Reply:
    """Return a web page, as a wrong address or a login in between does."""
    return Reply(
        body=b"<!doctype html><title>Log ind</title>", headers=(("Content-Type", "text/html"),)
    )


def error_inside(text: str = "") -> Reply:
    """Return the text, and an error in place of the rest."""
    return Reply(pieces(text), after="error")


def drip(delay: float = 0.05) -> Reply:
    """Return comments, and never a token."""
    return Reply(delay=delay, pings=1_000_000)


def stall(text: str = "") -> Reply:
    """Return the text and then nothing, with the connection open."""
    return Reply(pieces(text), after="stall")


def silence(until: Literal["connection", "headers"] = "connection") -> Reply:
    """Return nothing at all, or half of the headers, with the connection open."""
    return Reply(silent=until)


def cut(text: str = "") -> Reply:
    """Return the text, and the end of the connection in place of the answer's."""
    return Reply(pieces(text), after="cut")


def unfinished(text: str = "") -> Reply:
    """Return the text in a whole body that does not say that the answer is whole."""
    return Reply(pieces(text), after="unfinished")


def empty() -> Reply:
    """Return a whole answer without a word."""
    return Reply()


def endless(text: str = "igen og ", delay: float = 0.0) -> Reply:
    """Return the text over and over."""
    return Reply(pieces(text), delay, after="again")


@dataclass
class Server:
    """A server that runs: `requests` are the bodies of the questions, in order.

    `url` is where OpenAI's paths begin and `root` where Ollama's do. `keys` are the Authorization
    headers, `heads` all headers, `closed_early` how many streams the client ended.
    """

    root: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    heads: list[dict[str, str]] = field(default_factory=list)
    closed_early: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"{self.root}/v1"

    @property
    def keys(self) -> list[str]:
        return [head.get("authorization", "") for head in self.heads]


@contextmanager
def serving(reply: Callable[[Said], str | Reply]) -> Iterator[Server]:
    """Give a server that answers as `reply` says until the end of the block."""

    class Handler(_Handler):
        def answer(self, messages: Said) -> Reply:
            made = reply(messages)
            return said(made) if isinstance(made, str) else made

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Handler.server_here = Server(f"http://127.0.0.1:{listening.server_address[1]}")
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        listening.shutdown()
        listening.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_here: Server

    def answer(self, messages: Said) -> Reply:
        raise NotImplementedError

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            self._send({"object": "list", "data": [{"id": MODEL, "object": "model"}]})
        elif self.path == "/api/tags":
            self._send({"models": [{"name": MODEL, "model": MODEL}]})
        else:
            self._send({"error": {"message": "Not Found"}}, 404)

    def do_POST(self) -> None:
        form = _FORMS.get(self.path)
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if form is None:
            self._send({"error": {"message": "Not Found"}}, 404)
            return
        server = self.server_here
        server.requests.append(asked)
        server.heads.append({name.lower(): value for name, value in self.headers.items()})
        reply = self.answer(asked["messages"])
        # Ollama streams unless it is told not to, the others if they are told to.
        streams = asked.get("stream", form is _Ollama)
        try:
            if reply.silent or reply.body is not None:
                self._raw(reply, form.type)
            elif streams:
                self._stream(reply, form())
            else:
                self._send(form().whole(reply))
        except OSError:
            server.closed_early += not server.over.is_set()
            self.close_connection = True

    def _send(self, told: object, status: int = 200) -> None:
        body = json.dumps(told).encode()
        self._head(status, (("Content-Type", _JSON), ("Content-Length", str(len(body)))))
        self.wfile.write(body)

    def _head(self, status: int, headers: Sequence[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()

    def _raw(self, reply: Reply, kind: str) -> None:
        """Send what is no answer, then nothing or the end of the connection."""
        if reply.silent == "headers":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: ")
        if reply.silent:
            self._hold()
            return
        body = reply.body or b""
        told = dict((("Content-Type", kind if reply.status == 200 else _JSON), *reply.headers))
        self._head(reply.status, (*told.items(), ("Content-Length", str(len(body)))))
        self.wfile.write(body)

    def _stream(self, reply: Reply, form: "_OpenAI | _Ollama") -> None:
        self._head(200, (("Content-Type", form.type), ("Transfer-Encoding", "chunked")))
        for part in _parts(reply, form):
            self._rest(reply.delay)
            self._chunk(part)
        if reply.after == "stall":
            self._hold()
        elif reply.after == "cut":
            self.close_connection = True
        else:
            with suppress(OSError):  # who has read the answer's end need not wait for the body's
                for part in form.end(reply.finish) if reply.after == "end" else ():
                    self._chunk(part)
                self.wfile.write(b"0\r\n\r\n")

    def _chunk(self, part: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        self.wfile.flush()

    def _hold(self) -> None:
        """Say nothing until the client has gone, or the server ends."""
        self.close_connection = True
        self._rest(math.inf)

    def _rest(self, seconds: float) -> None:
        """Wait; raises ConnectionResetError as soon as the client has gone or the server ends."""
        until = time.monotonic() + seconds
        ready = select.poll()  # select.select knows no descriptor above 1,023
        ready.register(self.connection, select.POLLIN)
        while True:
            left = until - time.monotonic()
            readable = ready.poll(1000 * max(0.0, min(left, 0.02)))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise ConnectionResetError
            if self.server_here.over.is_set():
                raise ConnectionAbortedError
            if left <= 0:
                return

    def handle(self) -> None:
        with suppress(ConnectionError):  # between two questions
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        return None


def _parts(reply: Reply, form: "_OpenAI | _Ollama") -> Iterator[bytes]:
    """Yield what is sent before the end of the answer."""
    for _ in range(reply.pings):
        yield form.ping
    yield from form.begin()
    for thought in reply.thoughts:
        yield form.piece("", thought)
    while True:
        for text in reply.pieces:
            yield form.piece(text, "")
        if reply.after != "again":
            break
    if reply.after == "error":
        yield form.error("CUDA error: out of memory")


class _OpenAI:
    """Chat completions as vLLM and llama.cpp send them: events, `[DONE]` last."""

    type = "text/event-stream"
    ping = b": ping\n\n"

    def begin(self) -> Iterator[bytes]:
        yield self._event({"role": "assistant", "content": ""}, None)

    def piece(self, text: str, thought: str) -> bytes:
        return self._event({"reasoning_content": thought} if thought else {"content": text}, None)

    def end(self, finish: str) -> Iterator[bytes]:
        yield self._event({}, finish)
        yield b"data: [DONE]\n\n"

    def error(self, message: str) -> bytes:
        return f"data: {json.dumps({'error': {'message': message}})}\n\n".encode()

    def whole(self, reply: Reply) -> dict[str, Any]:
        message = {"role": "assistant", "content": "".join(reply.pieces)}
        if reply.thoughts:
            message["reasoning_content"] = "".join(reply.thoughts)
        choice = {"index": 0, "message": message, "finish_reason": reply.finish}
        return self._form("chat.completion", choice)

    def _event(self, delta: dict[str, str], finish: str | None) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        told = json.dumps(self._form("chat.completion.chunk", choice), ensure_ascii=False)
        return f"data: {told}\n\n".encode()

    def _form(self, kind: str, choice: dict[str, Any]) -> dict[str, Any]:
        made = {"id": "chatcmpl-1", "object": kind, "created": 1_700_000_000, "model": MODEL}
        return made | {"choices": [choice]}


class _Ollama:
    """Ollama's own chat: a line of JSON a part, `done` in the last."""

    type = "application/x-ndjson"
    ping = b" "  # it has no comments; this is what JSON may begin with

    def begin(self) -> Iterator[bytes]:
        yield from ()

    def piece(self, text: str, thought: str) -> bytes:
        return self._line(text, thought, {"done": False})

    def end(self, finish: str) -> Iterator[bytes]:
        yield self._line("", "", {"done": True, "done_reason": finish})

    def error(self, message: str) -> bytes:
        return json.dumps({"error": message}).encode() + b"\n"

    def whole(self, reply: Reply) -> dict[str, Any]:
        made = {"done": True, "done_reason": reply.finish}
        return self._form("".join(reply.pieces), "".join(reply.thoughts), made)

    def _line(self, text: str, thought: str, more: dict[str, Any]) -> bytes:
        return json.dumps(self._form(text, thought, more), ensure_ascii=False).encode() + b"\n"

    def _form(self, text: str, thought: str, more: dict[str, Any]) -> dict[str, Any]:
        message = {"role": "assistant", "content": text} | (
            {"thinking": thought} if thought else {}
        )
        return {"model": MODEL, "created_at": "2024-06-01T12:00:00Z", "message": message} | more


_FORMS: dict[str, type[_OpenAI] | type[_Ollama]] = {
    "/v1/chat/completions": _OpenAI,
    "/api/chat": _Ollama,
}
