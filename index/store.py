"""The vectors in an embedded Chroma store, which is made from the index and can be thrown away.

Opening one writes to its files, two processes on one disagree, and a damaged one may end the
process. So a store is filled aside, checked by a process of its own, and moved into its version
with the digests of its files; a reader opens a copy of files whose digests are right.
"""

import json
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError
from tempfile import TemporaryDirectory
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.api.models.Collection import Collection
from chromadb.config import Settings
from chromadb.errors import ChromaError

from index import verify, version
from index.dense import Dense, Rows
from index.embed import Vectors
from index.opened import Opened
from index.retrieve import StoreError

FOLDER, _DIGESTS = "chroma", "store.json"
COLLECTION = "passages"
# The library's defaults (M = 16, ef = 100) left 68 of 5,000 vectors unreachable; these left none.
HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
_BATCH = 2_000  # rows a call; Chroma takes 5,461 at most
# Rows taken out leave their places behind; with more than this share a store is made anew.
_LEFT_OVER = 0.2
_SAMPLE = 48

Progress = Callable[[int, int], None]


class Store:
    """A copy of the store of one version, searched by cosine."""

    def __init__(self, path: Path, keys: Sequence[bytes]) -> None:
        """Open the store of the version in `path`; raises StoreError when it is not sound."""
        check(path / FOLDER)
        self._copy = TemporaryDirectory(prefix="initiativ-", ignore_cleanup_errors=True)
        with failing():
            copy = shutil.copytree(path / FOLDER, Path(self._copy.name) / FOLDER)
            self._client = _client(copy)
            self._collection = self._client.get_collection(COLLECTION, embedding_function=None)
            size = self._collection.count()
        if size != len(keys):
            raise StoreError(f"{size} rows in place of {len(keys)}")
        self._row_of = {id: row for row, id in enumerate(ids_of(keys))}

    def nearest(self, vector: Vectors, count: int) -> Rows:
        """Return the rows of the `count` nearest vectors, best first; raises StoreError."""
        with failing():
            return nearest(self._collection, self._row_of, vector, count)

    def close(self) -> None:
        """Give back the copy and what Chroma holds of it."""
        self._client.close()
        self._copy.cleanup()


def fill(
    opened: Opened, before: Opened | None = None, progress: Progress = lambda done, total: None
) -> bool:
    """Make the store of a version, from that of the version `before` where it is of use.

    Returns whether there was anything to do. Raises StoreError when it comes out wrong; the caller
    holds the writer's lock.
    """
    if is_sound(opened.path):
        return False
    aside = opened.path.parent / f"building-{uuid.uuid4().hex[:12]}"
    try:
        known = _copied(before, aside)
        client = _client(aside)
        with failing():
            _write(client, opened, known, progress)
            client.close()
        verify.store_in_child(aside, opened.path)
        files = sorted(file for file in aside.rglob("*") if file.is_file())
        digests = {file.relative_to(aside).as_posix(): version.digest(file) for file in files}
        content = {"chromadb": chromadb.__version__, "sha256": digests}
        (aside / _DIGESTS).write_text(json.dumps(content), encoding="utf-8")
        for file in (*files, aside / _DIGESTS, aside):
            version.sync(file)
        shutil.rmtree(opened.path / FOLDER, ignore_errors=True)
        aside.rename(opened.path / FOLDER)
        version.sync(opened.path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return True


def is_sound(path: Path) -> bool:
    """Return whether the version in `path` has a store whose files are as they were written."""
    try:
        check(path / FOLDER)
    except StoreError:
        return False
    return True


def check(folder: Path) -> None:
    """Raise StoreError unless a store's files are as they were written by this Chroma."""
    try:
        content = json.loads((folder / _DIGESTS).read_bytes())
        digests, made_by = content["sha256"], content["chromadb"]
        wrong = [
            name for name, digest in digests.items() if version.digest(folder / name) != digest
        ]
    except (OSError, ValueError, KeyError, TypeError, version.IndexDamagedError) as error:
        raise StoreError(f"no sound store in {folder}") from error
    if wrong or made_by != chromadb.__version__:
        raise StoreError(f"{wrong or made_by} in {folder}")


def fault_of(folder: Path, dense: Dense, keys: Sequence[bytes]) -> str:
    """Return what is wrong with a store that was filled, by opening it; else an empty string."""
    client = _client(folder)
    collection = client.get_collection(COLLECTION, embedding_function=None)
    if collection.count() != len(keys):
        return f"{collection.count()} rows in place of {len(keys)}"
    row_of = {id: row for row, id in enumerate(ids_of(keys))}
    sample = np.arange(0, len(keys), max(1, len(keys) // _SAMPLE))
    found = verify.recall(
        dense,
        dense.vectors[sample],
        lambda vector, count: nearest(collection, row_of, vector, count),
    )
    client.close()
    return "" if found >= verify.RECALL else f"recall@{verify.NEAREST} {found:.3f}"


def nearest(collection: Collection, row_of: dict[str, int], vector: Vectors, count: int) -> Rows:
    """Return the rows of the nearest vectors of a collection, best first."""
    if not row_of:
        return np.zeros(0, dtype=np.int64)
    asked = vector.tolist()
    result = collection.query(query_embeddings=asked, n_results=min(count, len(row_of)), include=[])
    return np.array([row_of[id] for id in result["ids"][0]], dtype=np.int64)


def ids_of(keys: Sequence[bytes]) -> list[str]:
    """Return the id of each passage in a store: what it holds, and its number among its equals."""
    seen: Counter[bytes] = Counter()
    ids = []
    for key in keys:
        ids.append(f"{key.hex()}-{seen[key]}" if seen[key] else key.hex())
        seen[key] += 1
    return ids


def add(collection: Collection, opened: Opened, rows: Sequence[int], progress: Progress) -> None:
    """Put the vectors of some passages into a collection, each with its document's id."""
    ids, listed = ids_of(opened.keys), opened.documents.listing.ids
    for first in range(0, len(rows), _BATCH):
        some = rows[first : first + _BATCH]
        documents = opened.passages.rows[some, 0].tolist()
        collection.upsert(
            ids=[ids[row] for row in some],
            embeddings=list(opened.dense.vectors[some]),
            metadatas=[{"document": listed[document]} for document in documents],
        )
        progress(first + len(some), len(rows))


@contextmanager
def failing() -> Iterator[None]:
    """Make every way in which Chroma fails a StoreError, its panics too."""
    try:
        yield
    except (ChromaError, DatabaseError, ValueError, KeyError, OSError, RuntimeError) as error:
        raise StoreError(f"{type(error).__name__}: {error}") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Chroma's Rust; no Exception, no name
            raise StoreError(f"Chroma: {error}") from error
        raise


def _copied(before: Opened | None, aside: Path) -> list[str] | None:
    """Copy the store of a version where it is sound; return its ids, None where it is not."""
    if before is None or not is_sound(before.path):
        return None
    shutil.copytree(before.path / FOLDER, aside)
    (aside / _DIGESTS).unlink()
    return ids_of(before.keys)


def _write(client: Client, opened: Opened, known: list[str] | None, progress: Progress) -> None:
    """Bring a store to hold the passages of a version; `known` are the ids that it holds."""
    ids = ids_of(opened.keys)
    gone = sorted(set(known or ()) - set(ids))
    if known is not None and _left_over(client) + len(gone) > _LEFT_OVER * len(ids):
        client.delete_collection(COLLECTION)
        known = None
    if known is None:
        collection = client.create_collection(
            COLLECTION, configuration={"hnsw": HNSW}, embedding_function=None, metadata={"gone": 0}
        )
        add(collection, opened, range(len(ids)), progress)
        return
    collection = client.get_collection(COLLECTION, embedding_function=None)
    held = set(known)
    for first in range(0, len(gone), _BATCH):
        collection.delete(ids=gone[first : first + _BATCH])
    collection.modify(metadata={"gone": _left_over(client) + len(gone)})
    add(collection, opened, [row for row, id in enumerate(ids) if id not in held], progress)


def _left_over(client: Client) -> int:
    collection = client.get_collection(COLLECTION, embedding_function=None)
    return int((collection.metadata or {}).get("gone", 0))


def _client(folder: Path) -> Client:
    settings = Settings(anonymized_telemetry=False, is_persistent=True)
    return cast(Client, chromadb.PersistentClient(path=str(folder), settings=settings))
