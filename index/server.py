"""A Chroma server, which holds versions of an index for several machines.

A version is two collections: `initiativ-<name>` with the vectors of its passages, and
`initiativ-<name>-rows` with the bytes that it is made of otherwise. The metadata of a third,
`initiativ`, names the version that is answered from; changing it is one call.
"""

import logging
import re
import time
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from threading import Lock
from weakref import finalize

import httpx
import numpy as np
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.fastapi import FastAPI
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings, System
from chromadb.errors import NotFoundError

from index import store
from index.dense import Rows
from index.embed import Vectors
from index.opened import Opened
from index.retrieve import StoreAwayError, StoreError

log = logging.getLogger(__name__)

_POINTER, _VERSION = "initiativ", "version"
_NAME = re.compile(r"[0-9a-f]{12}")  # as versions on disk are named
# Unit vectors are as near by their inner product as by their cosine, but for the cosine Chroma
# scales them again, so that a third of 1,500 did not come back bit for bit.
_HNSW: CreateHNSWConfiguration = {**store.HNSW, "space": "ip"}
_CONNECT = 1.0  # seconds; a machine on the same net answers in a thousandth of that
_QUICK = 3.0  # seconds without a byte of an answer, where somebody waits for it
_PATIENT = 60.0  # the same where vectors are written or many are read
_PART = 4_000_000  # characters a call; `chroma run` takes 40 MB
# Seconds for which a server that failed is not asked, at first and at most: a search here is
# exact, so that nothing is lost but time, of which a server that hangs costs a question _QUICK.
PAUSE, _LONGEST = 30.0, 600.0

Progress = Callable[[int, int], None]


class Server:
    """The server at an address, which is not asked anything before a method is called.

    Each method raises StoreError when the server does not answer in time or otherwise than it
    should.
    """

    def __init__(self, address: str) -> None:
        self.address = address

    def current(self) -> str:
        """Return the name of the version that is answered from, '' where none has been pushed."""
        with reached():
            try:
                found = self._quick.get_collection(_POINTER).metadata or {}
            except NotFoundError:
                return ""
        name = found.get(_VERSION)
        if not isinstance(name, str) or not _NAME.fullmatch(name):
            raise StoreError(f"{name!r} is no version")
        return name

    def point(self, name: str) -> None:
        """Name the version that is answered from now on."""
        with reached():
            named = {_VERSION: name}
            found = self._api.create_collection(_POINTER, metadata=named, get_or_create=True)
            _collection(self._api, found.name).modify(metadata=named)

    def names(self) -> set[str]:
        """Return the names of all versions, also of those that were pushed by half."""
        with reached():
            every = [found.name for found in self._api.list_collections()]
        parts = [name.removeprefix(f"{_POINTER}-")[:12] for name in every]
        found = zip(parts, every, strict=True)
        return {part for part, name in found if _NAME.fullmatch(part) and name in _both(part)}

    def drop(self, name: str) -> None:
        """Delete a version, or what there is of it."""
        with reached():
            for part in _both(name):
                with suppress(NotFoundError):
                    self._api.delete_collection(part)

    def put_vectors(self, name: str, found: Opened, progress: Progress) -> None:
        """Create the vectors of a version."""
        with reached():
            self._api.create_collection(_both(name)[0], configuration={"hnsw": _HNSW})
            collection = _collection(self._api, _both(name)[0])
            store.add(collection, found, range(len(found.passages)), progress)

    def put_rows(self, name: str, rows: Iterable[tuple[str, bytes]]) -> None:
        """Create the rows of a version, each by an id of its own."""
        with reached():
            self._api.create_collection(_both(name)[1], configuration={"hnsw": {"space": "l2"}})
            collection, number = _collection(self._api, _both(name)[1]), 0
            for some in _parts(rows):
                numbers = np.arange(number, number + len(some), dtype=np.float32)
                collection.upsert(
                    ids=[id for id, _ in some],
                    embeddings=numbers[:, None],  # Chroma wants a vector
                    metadatas=[{"bytes": text} for _, text in some],
                )
                number += len(some)

    def sizes(self, name: str) -> tuple[int, int]:
        """Return how many vectors and rows a version has."""
        with reached():
            vectors, rows = (_collection(self._api, part).count() for part in _both(name))
        return vectors, rows

    def vectors(self, name: str, keys: Sequence[bytes]) -> Vectors:
        """Return the vectors of passages by their keys, shape (keys, dimension)."""
        ids = [key.hex() for key in keys]
        if not ids:
            return np.zeros((0, 0), dtype=np.float32)
        with reached():
            collection = _collection(self._api, _both(name)[0])
            found = collection.get(ids=list(dict.fromkeys(ids)), include=["embeddings"])
            vectors = np.asarray(found["embeddings"], dtype=np.float32)
            row_of = {id: row for row, id in enumerate(found["ids"])}
            return np.asarray(vectors[[row_of[id] for id in ids]], dtype=np.float32)

    def rows(self, name: str, ids: Sequence[str]) -> list[bytes]:
        """Return rows of a version by their ids."""
        if not ids:
            return []
        with reached():
            collection = _collection(self._api, _both(name)[1])
            found = collection.get(ids=list(ids), include=["metadatas"])
            rows = dict(zip(found["ids"], found["metadatas"] or (), strict=True))
            return [_unpacked(str(rows[id]["bytes"])) for id in ids]

    def search(self, name: str, keys: Sequence[bytes]) -> Callable[[Vectors, int], Rows]:
        """Return what searches the vectors of a version; it raises StoreError.

        `keys` are those of its passages in order; StoreError where it has more or fewer.
        """
        row_of = {id: row for row, id in enumerate(store.ids_of(keys))}
        with reached():
            collection = _collection(self._quick, _both(name)[0])
            size = collection.count()
        if size != len(keys):
            raise StoreError(f"{size} rows in place of {len(keys)}")

        def nearest(vector: Vectors, count: int) -> Rows:
            with reached():
                found = store.nearest(collection, row_of, vector, count)
            if len(found) < min(count, size):
                raise StoreError(f"{len(found)} of {count} rows from {self.address}")
            return found

        return nearest

    @cached_property
    def _quick(self) -> FastAPI:
        return self._client(_QUICK)

    @cached_property
    def _api(self) -> FastAPI:
        return self._client(_PATIENT)

    def _client(self, seconds: float) -> FastAPI:
        client = _api(self.address, seconds)
        finalize(self, client._session.close)  # its connections
        return client


class ServerStore:
    """The vectors of one version on a server; nobody waits long for them.

    A server that fails is asked again after a pause, which grows while it goes on failing.
    """

    def __init__(
        self,
        server: Server,
        name: str,
        keys: Sequence[bytes],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`keys` are those of the version's passages, in order. The server is not asked yet."""
        self._server, self._name, self._keys, self._clock = server, name, keys, clock
        self._search: Callable[[Vectors, int], Rows] | None = None
        self._pause, self._until = 0.0, 0.0
        self._turn = Lock()

    def nearest(self, vector: Vectors, count: int) -> Rows:
        """Return the rows of the `count` nearest vectors; raises StoreAwayError."""
        pause = self._begin()
        try:
            search = self._search or self._server.search(self._name, self._keys)
            found = search(vector, count)
        except StoreError as error:
            self._search = None  # what is there afterwards is looked at anew
            self._pause = max(self._pause, min(2 * pause or PAUSE, _LONGEST))
            self._until = self._clock() + self._pause
            log.warning("%s is not used for %.0f s (%s)", self._server.address, self._pause, error)
            raise StoreAwayError(str(error)) from error
        self._search, self._pause, self._until = search, 0.0, 0.0
        return found

    @property
    def is_used(self) -> bool:
        """Whether the server answered when it was last asked."""
        return self._search is not None

    def _begin(self) -> float:
        """Return the pause before this question; raises StoreAwayError while it lasts."""
        with self._turn:
            now = self._clock()
            if now < self._until:
                raise StoreAwayError(f"{self._server.address} rests")
            if self._pause:
                self._until = now + self._pause  # one question tries; others do without meanwhile
            return self._pause


@contextmanager
def reached() -> Iterator[None]:
    """Make every way in which a server fails, or answers what is none, a StoreError."""
    try:
        with store.failing():
            yield
    except (httpx.HTTPError, zlib.error, TypeError, AttributeError, LookupError) as error:
        raise StoreError(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        if type(error) is Exception:  # what the client makes of an error that it has no name for
            raise StoreError(str(error)) from error
        raise


def _api(address: str, seconds: float) -> FastAPI:
    """Return a client; chromadb.HttpClient has no time-out, and asks the server when it is made."""
    settings = Settings(
        chroma_api_impl="chromadb.api.fastapi.FastAPI",
        chroma_server_host=address,
        chroma_server_http_port=8000,  # asked for; of an address that begins with http the own is
        anonymized_telemetry=False,
    )
    client = System(settings).instance(FastAPI)
    client._session.timeout = httpx.Timeout(seconds, connect=_CONNECT)
    return client


def _collection(client: FastAPI, name: str) -> Collection:
    found = client.get_collection(name)
    return Collection(client=client, model=found, embedding_function=None)


def _both(name: str) -> tuple[str, str]:
    return f"{_POINTER}-{name}", f"{_POINTER}-{name}-rows"


def _parts(rows: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, str]]]:
    """Yield some rows at a time, packed as text: Chroma looks through texts, never through these.

    1,000 records of 4 KB took .4 s and 13 MB so, 2.8 s and 26 MB as texts.
    """
    some, size = list[tuple[str, str]](), 0
    for id, row in rows:
        text = b64encode(zlib.compress(row)).decode()
        if some and size + len(text) > _PART:
            yield some
            some, size = [], 0
        some.append((id, text))
        size += len(text)
    if some:
        yield some


def _unpacked(text: str) -> bytes:
    return zlib.decompress(b64decode(text))
