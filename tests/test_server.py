"""A Chroma server, and what is asked of it while questions wait."""

import logging
import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic

import numpy as np
import pytest

from index.build import build
from index.embed import Vectors
from index.opened import Opened
from index.retrieve import Retriever, StoreAwayError, StoreError, open_index
from index.server import PAUSE, Server, ServerStore
from index.share import name_of, push
from tests.chroma import Chroma, free_port
from tests.fakes import FakeEmbedding, page

EMBEDDING = FakeEmbedding()
VECTOR = EMBEDDING.question("Hvem har behov for arbejde?")
Caught = pytest.LogCaptureFixture


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def server(chroma: Chroma) -> Server:
    return Server(chroma.address)


@pytest.fixture
def retriever(tmp_path: Path, server: Server) -> Retriever:
    """Over three pages, which the server has too."""
    build([page("hus", "bolig"), page("job", "arbejde"), page("kor", "sang")], tmp_path, EMBEDDING)
    push(tmp_path, EMBEDDING, server)
    return open_index(tmp_path, EMBEDDING)


@pytest.fixture
def deaf() -> Iterator[str]:
    """The address of what takes calls and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def store_of(found: Opened, address: str, clock: Clock | None = None) -> ServerStore:
    place = Server(address), name_of(found.path), found.keys
    return ServerStore(*place, clock) if clock else ServerStore(*place)


def fails(store: ServerStore, vector: Vectors = VECTOR) -> bool:
    try:
        store.nearest(vector, 5)
    except StoreAwayError:
        return True
    return False


def test_server_that_nothing_was_pushed_to_names_nothing(server: Server) -> None:
    assert (server.current(), server.names()) == ("", set())


def test_pointer_is_changed_in_place(server: Server) -> None:
    for name in ("0123456789ab", "ba9876543210"):
        server.point(name)
        assert Server(server.address).current() == name


@pytest.mark.parametrize("named", [{"version": "../andet"}, {"version": 7}, {"andet": "x"}])
def test_pointer_to_what_is_no_version_is_an_error(
    chroma: Chroma, server: Server, named: dict[str, str]
) -> None:
    chroma.client.create_collection("initiativ", metadata=named, embedding_function=None)
    with pytest.raises(StoreError, match="is no version"):
        server.current()


def test_rows_come_back_as_they_were_in_the_order_asked_for(server: Server) -> None:
    rows = {"a": b"", "å": "Blåbærgrød\u2028\x00".encode(), "c": bytes(range(256)) * 40_000}
    server.put_rows("0123456789ab", rows.items())
    assert server.rows("0123456789ab", ["c", "a", "å"]) == [rows["c"], rows["a"], rows["å"]]
    with pytest.raises(StoreError):
        server.rows("0123456789ab", ["a", "findes-ikke"])


def test_names_are_those_of_versions_and_a_dropped_one_is_gone(
    chroma: Chroma, server: Server
) -> None:
    for other in ("andet", "initiativ-andet", "initiativ-0123456789ab-andet"):
        chroma.client.create_collection(other, embedding_function=None)
    server.put_rows("ba9876543210", [("a", b"1")])
    server.point("ba9876543210")
    assert server.names() == {"ba9876543210"}
    for _ in range(2):
        server.drop("ba9876543210")
    assert server.names() == set()
    assert len(chroma.client.list_collections()) == 4


def test_vectors_come_back_bit_for_bit_and_are_searched(
    server: Server, retriever: Retriever
) -> None:
    found, name = retriever.opened, name_of(retriever.opened.path)
    backwards = found.keys[::-1]
    assert np.array_equal(server.vectors(name, backwards), found.dense.vectors[::-1])
    near = server.search(name, found.keys)(VECTOR, 9)
    assert near.tolist() == found.dense.nearest(VECTOR, 9).tolist()
    with pytest.raises(StoreError, match="9 rows in place of 8"):
        server.search(name, found.keys[:8])
    with pytest.raises(StoreError, match="dimension of 64, got 3"):
        server.search(name, found.keys)(VECTOR[:3], 9)


def test_hits_are_the_same_with_the_server_and_without(
    retriever: Retriever, chroma: Chroma
) -> None:
    question = "Hvem har behov for arbejde?"
    alone = retriever.hits(question)
    store = store_of(retriever.opened, chroma.address)
    retriever.attach(store)
    assert retriever.hits(question) == alone
    assert not fails(store)


def test_server_that_was_killed_rests_and_is_used_again_once_it_is_back(
    retriever: Retriever, chroma: Chroma, caplog: Caught
) -> None:
    clock = Clock()
    store = store_of(retriever.opened, chroma.address, clock)
    retriever.attach(store)
    alone = retriever.hits("Hvem har behov for arbejde?")
    chroma.kill()
    with caplog.at_level(logging.WARNING):
        assert [retriever.hits("Hvem har behov for arbejde?") for _ in range(3)] == [alone] * 3
    assert len(caplog.records) == 1  # it was asked once
    chroma.start()
    assert fails(store)
    clock.now += PAUSE
    assert not fails(store)
    assert retriever.hits("Hvem har behov for arbejde?") == alone


def test_pause_grows_while_a_server_goes_on_failing_up_to_ten_minutes(
    retriever: Retriever, caplog: Caught
) -> None:
    clock = Clock()
    store = store_of(retriever.opened, f"http://127.0.0.1:{free_port()}", clock)
    pauses = list[float]()
    for _ in range(7):
        assert fails(store)
        began = clock.now
        while clock.now < began + 3_600 and len(caplog.records) == len(pauses) + 1:
            clock.now += 30
            fails(store)
        pauses.append(clock.now - began)
    assert pauses == [30, 60, 120, 240, 480, 600, 600]


@pytest.mark.parametrize("other", ["gone", "emptied", "smaller"])
def test_server_that_has_another_version_is_not_used(
    retriever: Retriever, chroma: Chroma, other: str
) -> None:
    name = f"initiativ-{name_of(retriever.opened.path)}"
    store = store_of(retriever.opened, chroma.address)
    client = chroma.client
    if other == "emptied":
        ids = client.get_collection(name, embedding_function=None).get(include=[])["ids"]
        client.get_collection(name, embedding_function=None).delete(ids=ids)
    else:
        client.delete_collection(name)
    if other == "smaller":
        made = client.create_collection(name, embedding_function=None)
        made.add(
            ids=[key.hex() for key in retriever.opened.keys],
            embeddings=np.eye(9, 2, dtype=np.float32),
        )
    assert fails(store)


def test_empty_version_has_no_nearest_passage(tmp_path: Path, server: Server) -> None:
    build([], tmp_path, EMBEDDING)
    push(tmp_path, EMBEDDING, server)
    found = open_index(tmp_path, EMBEDDING).opened
    assert store_of(found, server.address).nearest(VECTOR, 5).tolist() == []


@pytest.mark.slow
def test_server_that_never_answers_is_waited_for_three_seconds_once(
    retriever: Retriever, deaf: str
) -> None:
    store = store_of(retriever.opened, deaf)
    began = monotonic()
    assert fails(store)
    assert 2.5 < monotonic() - began < 10
    began = monotonic()
    assert all(fails(store) for _ in range(100))
    assert monotonic() - began < 1


@pytest.mark.parametrize("answer", [b"<html>Nej</html>", b'{"collections": 3}', b"[1, 2]", b""])
def test_what_is_no_chroma_server_is_an_error(answer: bytes) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        do_POST = do_GET

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Other) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        other = Server(f"http://127.0.0.1:{listening.server_port}")
        for ask in (other.current, other.names, lambda: other.rows("0123456789ab", ["a"])):
            with pytest.raises(StoreError):
                ask()
        listening.shutdown()
