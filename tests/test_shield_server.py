"""The shield before the real page, and connections that no browser makes."""

import json
import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.limits import HEADERS
from assistant.shield import BODY
from tests.asking import waited
from tests.browsing import serve
from tests.shielded_app import SHIELDED
from tests.test_shield import FORBIDDEN

SECONDS = 1.0  # that the server waits for what does not come
JOIN = "/gradio_api/queue/join"
SERVER = "/gradio_api/component_server/"
JSON = "Content-Type: application/json\r\n"
SECRET = "en-hemmelighed-paa-disken"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("data"))
    free = {"INITIATIV_RATE_PER_MINUTE": "0", "SECONDS": str(SECONDS)}
    yield from serve(SHIELDED, INITIATIV_DATA=data, **free)


class Wire:
    """A connection of which every byte is ours."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.name = parts.netloc
        self._socket = socket.create_connection((parts.hostname or "", parts.port or 0), 10)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *args: object) -> None:
        self._socket.close()

    def send(self, text: str | bytes) -> None:
        self._socket.sendall(text.encode("latin-1") if isinstance(text, str) else text)

    def request(self, line: str, headers: str = "", body: str = "") -> int:
        """Send a request, and return the status of its answer."""
        host = "" if "host:" in headers.lower() else f"Host: {self.name}\r\n"
        self.send(f"{line} HTTP/1.1\r\n{host}{headers}\r\n{body}")
        return self.status()

    def status(self) -> int:
        """Return the status of the answer that comes, 0 when the connection is closed."""
        found = re.match(rb"HTTP/1\.1 (\d{3}) ", self.read())
        return int(found[1]) if found else 0

    def is_answered_no_more(self) -> bool:
        """Read until the connection is closed; return whether no other answer came."""
        came = b""
        while piece := self.read():
            came += piece
        return b"HTTP/1.1" not in came

    def read(self) -> bytes:
        """Return a piece of what comes, nothing when the connection is closed."""
        try:
            return self._socket.recv(65536)
        except ConnectionResetError:
            return b""


def once(address: str, line: str, headers: str = "", body: str = "") -> int:
    with Wire(address) as wire:
        return wire.request(line, headers, body)


def posted(address: str, path: str, headers: str, body: str) -> int:
    return once(address, f"POST {path}", f"{JSON}Content-Length: {len(body)}\r\n{headers}", body)


def require_alive(address: str) -> None:
    """The server still answers others, and at once."""
    start = time.monotonic()
    assert once(address, "GET /healthz") == 200
    assert time.monotonic() - start < 5 * SECONDS


# Paths and hosts


def test_what_the_page_does_not_use_is_not_there(address: str) -> None:
    own = ("\\", "http://localhost/")  # no path at all, and another way to write the page's
    found = {path: once(address, f"GET {path}") for path in FORBIDDEN if path not in own}
    assert {path: status for path, status in found.items() if status not in (400, 404)} == {}
    posts = {path: posted(address, path, "", "{}") for path in FORBIDDEN if "gradio_api" in path}
    assert set(posts.values()) == {404}


@pytest.mark.parametrize(
    "path",
    [
        *("/%67radio_api/info", "/gradio_api%2finfo", "/assets/..%2f..%2fconfig", "//config"),
        *("/assets/%2e%2e/config", "/./config", "/healthz/../config", "/config;/assets/a.js"),
        *("/config?/assets/a.js", "/config%00/assets/a.js", "/gradio_api/FILE=/etc/passwd"),
        *("/gradio_api/file%3d/etc/passwd", "/assets/../../../../etc/passwd", "/\\config"),
    ],
)
def test_path_cannot_be_written_another_way(address: str, path: str) -> None:
    assert once(address, f"GET {path}") in (400, 404)


def test_path_of_another_host_is_of_none(address: str) -> None:
    assert once(address, "GET http://evil.dk/config") == 404
    assert once(address, "GET http://evil.dk/", "Host: evil.dk\r\n") == 400


@pytest.mark.parametrize(
    "headers",
    [
        *(
            "Host: evil.dk\r\n",
            "Host: evil.dk:7860\r\n",
            "Host:\r\n",
            "Host: localhost.evil.dk\r\n",
        ),
        *("Host: localhost\r\nHost: evil.dk\r\n", "Host: evil.dk\r\nHost: localhost\r\n"),
        *("Host: localhost evil.dk\r\n", "Host: \xe6\r\n"),
    ],
)
def test_another_host_gets_no_page(address: str, headers: str) -> None:
    assert once(address, "GET /", headers) == 400


def test_no_host_gets_no_page(address: str) -> None:
    with Wire(address) as wire:
        wire.send("GET / HTTP/1.1\r\n\r\n")
        assert wire.status() == 400
    with Wire(address) as wire:
        wire.send("GET / HTTP/1.0\r\n\r\n")
        assert wire.status() == 400


@pytest.mark.parametrize("origin", ["null", "http://evil.dk", "http://localhost", "", "*"])
def test_another_site_gets_nothing(address: str, origin: str) -> None:
    for line in (f"POST {JOIN}", "GET /", f"OPTIONS {JOIN}"):
        with Wire(address) as wire:
            body = "Content-Length: 2\r\n" if line.startswith("POST") else ""
            wire.send(
                f"{line} HTTP/1.1\r\nHost: {wire.name}\r\nOrigin: {origin}\r\n{JSON}{body}\r\n"
                + ("{}" if body else "")
            )
            came = wire.read()
            assert came.startswith(b"HTTP/1.1 403 ")
            assert b"access-control" not in came.lower()
            assert b"application/problem+json" in came


def test_own_site_is_told_of_no_other(address: str) -> None:
    with Wire(address) as wire:
        wire.send(f"GET / HTTP/1.1\r\nHost: {wire.name}\r\nOrigin: http://{wire.name}\r\n\r\n")
        came = wire.read()
    assert came.startswith(b"HTTP/1.1 200 ")
    assert b"access-control" not in came.lower()
    assert b"\r\nserver:" not in came.lower()


# Headers


def test_headers_without_an_end_are_not_read_to_it(address: str) -> None:
    with Wire(address) as wire:
        wire.send(f"GET / HTTP/1.1\r\nHost: {wire.name}\r\n")
        with pytest.raises(OSError):
            for number in range(1000):
                wire.send(f"X-{number}: {'x' * (HEADERS // 10)}\r\n")
                time.sleep(0.001)
        assert wire.status() in (431, 0)
    require_alive(address)


@pytest.mark.parametrize(
    "headers",
    [
        "Content-Length: 2\r\nContent-Length: 3\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
        "Content-Length: -1\r\n",
        "Content-Length: +2\r\n",
        "Content-Length: 0x2\r\n",
        "Content-Length: 99999999999999999999999\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding : chunked\r\n",
        "Transfer-Encoding: \x0bchunked\r\n",
        "X: a\r\n b\r\nContent-Length : 2\r\n",
        "X\x00: a\r\n",
        ": a\r\n",
        "X: a\x00b\r\n",
    ],
)
def test_headers_that_two_readers_read_otherwise_are_refused(address: str, headers: str) -> None:
    status = once(address, f"POST {JOIN}", f"{JSON}{headers}", "{}")
    assert status in (400, 413)
    require_alive(address)


def test_second_request_is_not_hidden_in_the_first(address: str) -> None:
    hidden = "GET /config HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with Wire(address) as wire:
        assert wire.request("GET /healthz", f"Content-Length: {len(hidden)}\r\n", hidden) == 415
        assert wire.is_answered_no_more()


# Slow and broken connections


def test_headers_that_trickle_are_not_waited_for(address: str) -> None:
    wires = [Wire(address) for _ in range(200)]
    start = time.monotonic()
    for wire in wires:
        wire.send("GET / HTTP/1.1\r\nX: ")
    require_alive(address)
    for _ in range(6):
        time.sleep(SECONDS / 5)
        for wire in wires:
            with suppress(OSError):
                wire.send("x")
    assert {wire.read() for wire in wires} == {b""}
    assert time.monotonic() - start < 10 * SECONDS
    for wire in wires:
        wire.__exit__()


def test_connection_that_asks_nothing_is_closed(address: str) -> None:
    with Wire(address) as wire:
        assert wire.read() == b""


def test_second_request_may_not_trickle_either(address: str) -> None:
    with Wire(address) as wire:
        assert wire.request("GET /healthz") == 200
        wire.send("GET /healthz HTTP/1.1\r\n")
        start = time.monotonic()
        assert wire.is_answered_no_more()
        assert time.monotonic() - start < 5 * SECONDS


def test_body_that_stops_half_way_is_answered(address: str) -> None:
    with Wire(address) as wire:
        assert wire.request(f"POST {JOIN}", f"{JSON}Content-Length: 100\r\n", '{"data": ["') == 408
        assert wire.is_answered_no_more()
    require_alive(address)


def test_bodies_that_trickle_hold_up_nobody(address: str) -> None:
    head = f"POST {JOIN} HTTP/1.1\r\nHost: localhost\r\n{JSON}Content-Length: 60000\r\n\r\n"
    wires = [Wire(address) for _ in range(200)]
    for wire in wires:
        wire.send(head)
    for _ in range(6):
        for wire in wires:
            with suppress(OSError):
                wire.send("x")
        require_alive(address)
        time.sleep(SECONDS / 5)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(Wire.status, wires)) <= {408, 0}
    for wire in wires:
        wire.__exit__()


def test_sender_who_leaves_half_way_is_forgotten(address: str) -> None:
    for _ in range(100):
        with Wire(address) as wire:
            wire.send(f"POST {JOIN} HTTP/1.1\r\nHost: {wire.name}\r\n{JSON}")
            wire.send('Content-Length: 100\r\n\r\n{"data')
    require_alive(address)


@pytest.mark.parametrize("path", [JOIN, SERVER, "/api/ask", "/gradio_api/run/predict"])
def test_body_is_too_large_however_it_is_sent(address: str, path: str) -> None:
    with Wire(address) as wire:
        assert wire.request(f"POST {path}", f"{JSON}Content-Length: {BODY + 1}\r\n") == 413
    with Wire(address) as wire:
        wire.send(f"POST {path} HTTP/1.1\r\nHost: {wire.name}\r\n{JSON}")
        wire.send("Transfer-Encoding: chunked\r\n\r\n")
        with pytest.raises(OSError):
            for _ in range(1000):
                wire.send(b"1000\r\n" + b"x" * 0x1000 + b"\r\n")
                time.sleep(0.001)
    with Wire(address) as wire:
        chunk = f"{BODY + 1:x}\r\n{'x' * (BODY + 1)}\r\n"
        assert wire.request(f"POST {path}", f"{JSON}Transfer-Encoding: chunked\r\n", chunk) == 413
    require_alive(address)


def test_reader_who_takes_nothing_is_left(address: str) -> None:
    with Wire(address) as wire:
        wire._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with pytest.raises(OSError):
            for _ in range(10_000):
                wire.send(f"GET / HTTP/1.1\r\nHost: {wire.name}\r\n\r\n")
                time.sleep(0.001)
    require_alive(address)


def test_streams_that_are_left_hold_up_nobody(address: str) -> None:
    for number in range(50):
        session = f"a{number}"
        body = json.dumps({"data": [], "fn_index": 0, "session_hash": session})
        posted(address, JOIN, "", body)
        with Wire(address) as wire:
            path = f"/gradio_api/queue/data?session_hash={session}"
            wire.send(f"GET {path} HTTP/1.1\r\nHost: {wire.name}\r\n\r\n")
        with Wire(address) as wire:
            wire.request(f"GET /gradio_api/heartbeat/{session}")
    require_alive(address)


# Gradio's own holes


def test_file_of_the_server_is_not_given(address: str, tmp_path: Path) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text(SECRET)
    file = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    for number in range(6):
        body = {"data": [file, file], "fn_index": number, "session_hash": f"s{number}"}
        for path in (JOIN, "/gradio_api/run/predict"):
            with Wire(address) as wire:
                text = json.dumps({**body, "event_data": file})
                wire.send(f"POST {path} HTTP/1.1\r\nHost: {wire.name}\r\n{JSON}")
                wire.send(f"Content-Length: {len(text)}\r\n\r\n{text}")
                assert SECRET.encode() not in wire.read()
        with Wire(address) as wire:
            path = f"/gradio_api/queue/data?session_hash=s{number}"
            wire.send(f"GET {path} HTTP/1.1\r\nHost: {wire.name}\r\nConnection: close\r\n\r\n")
            wire._socket.settimeout(SECONDS)
            with suppress(TimeoutError):
                assert SECRET.encode() not in wire.read() + wire.read()
    for way in ("file=", "file/", "proxy=file://"):
        assert once(address, f"GET /gradio_api/{way}{secret}") == 404


@pytest.mark.parametrize("name", ["__init__", "preprocess", "postprocess", "get_config", "x", ""])
def test_only_functions_of_the_page_are_called(address: str, name: str) -> None:
    for component in (1, 2, 3):
        sent: dict[str, Any] = {"data": {}, "component_id": component, "session_hash": "s"}
        assert posted(address, SERVER, "", json.dumps({**sent, "fn_name": name})) == 404


# Many connections


@pytest.fixture
def narrow(tmp_path: Path) -> Iterator[str]:
    yield from serve(SHIELDED, INITIATIV_DATA=str(tmp_path), MOST="5")


def test_one_address_has_so_many_connections_and_no_more(narrow: str) -> None:
    wires = [Wire(narrow) for _ in range(5)]
    assert {wire.request("GET /healthz") for wire in wires} == {200}
    with Wire(narrow) as more:
        assert more.status() == 503
        assert more.read() == b""
    wires.pop().__exit__()
    assert waited(lambda: once(narrow, "GET /healthz") == 200)
    for wire in wires:
        wire.__exit__()
