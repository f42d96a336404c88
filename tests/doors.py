"""A shield before an application that is none, and requests that come to it."""

import asyncio
import json
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from ipaddress import ip_network
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from assistant.shield import Rules, Shield

KEY = "en-noegle-paa-mange-tegn"
PROXY = "10.0.0.1"
FREE = Rules(rate=0, burst=1)
KEYED = replace(FREE, access="keys", keys=(sha256(KEY.encode()).digest(),))
BROUGHT = replace(
    FREE, access="header", header="x-user", proxies=(ip_network("10.0.0.0/24"), ip_network("::1"))
)
ASK = "/gradio_api/queue/join"
SENT = (("Content-Type", "application/json"),)

Pairs = Iterable[tuple[str, str]]


@dataclass
class Inside:
    """An application that says ok, and remembers what reached it."""

    headers: Pairs = ()
    kind: str = "application/json"
    content: bytes = b"{}"
    scopes: list[Scope] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        if scope["method"] == "POST":
            self.bodies.append((await receive())["body"])
        headers = [("Content-Type", self.kind), ("Server", "x"), *self.headers]
        await send({"type": "http.response.start", "status": 200, "headers": raw(headers)})
        await send({"type": "http.response.body", "body": self.content})


@dataclass(frozen=True)
class Came:
    """What came back: `problem` is the body where it is one."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        return dict(self.headers).get(name)

    @property
    def problem(self) -> dict[str, Any]:
        assert self.header("content-type") == "application/problem+json"
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Door:
    """A shield before an application, with a clock that stands still."""

    rules: Rules = FREE
    inside: Inside = field(default_factory=Inside)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.shield = Shield(self.inside, self.rules, lambda: self.now)

    def get(self, path: str, *headers: tuple[str, str], **changes: Any) -> Came:
        return self.send(path, headers, None, method="GET", **changes)

    def post(self, path: str, *headers: tuple[str, str], **changes: Any) -> Came:
        return self.send(path, (*SENT, *headers), (b"{}",), method="POST", **changes)

    def send(
        self, path: str, headers: Pairs, chunks: Iterable[bytes] | None, **changes: Any
    ) -> Came:
        """Send a request; of a body, the chunks, and after them nothing if they do not end."""
        length = [] if chunks is None else [("Transfer-Encoding", "chunked")]
        given = [*headers, *length]
        if not any(name.lower() == "host" for name, _ in given):
            given.append(("Host", "localhost:7860"))
        scope = {
            **{"type": "http", "path": path, "raw_path": path.encode(), "scheme": "http"},
            **{"client": ("192.0.2.7", 4), "query_string": b"", "headers": raw(given)},
            **changes,
        }
        return asyncio.run(self._sent(scope, list(chunks or ())))

    async def _sent(self, scope: Scope, chunks: list[bytes]) -> Came:
        messages: list[Message] = []

        async def receive() -> Message:
            if not chunks:
                await asyncio.sleep(60)
            body = chunks.pop(0)
            return {"type": "http.request", "body": body, "more_body": not body.endswith(b"}")}

        async def send(message: Message) -> None:
            messages.append(message)

        await asyncio.wait_for(self.shield(scope, receive, send), 5)
        start, *rest = messages
        headers = [(name.decode(), value.decode()) for name, value in start["headers"]]
        return Came(start["status"], headers, b"".join(one["body"] for one in rest))


def raw(headers: Pairs) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]


def bearer(key: str, way: str = "Bearer") -> tuple[str, str]:
    return "Authorization", f"{way} {key}"


def basic(key: str) -> tuple[str, str]:
    return bearer(b64encode(f"navn:{key}".encode()).decode(), "Basic")
