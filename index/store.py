"""The vectors in an embedded Chroma store, which is made from the index and can be thrown away.

Opening one writes to its files, two processes on one disagree, and a damaged one may end the
process. So a store is filled aside, checked by a process of its own, and moved into its version
with the digests of its files; a reader opens a copy of files whose digests are right.
"""

import json
import logging
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError
from tempfile import TemporaryDirectory
from typing import cast
from weakref import finalize

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
from index.version import IndexDamagedError

log = logging.getLogger(__name__)

FOLDER, _DIGESTS = "chroma", "store.json"
COLLECTION = "passages"
# Of 85,475 passages alike, recall@10 of passages by their own vectors is .996 with these (122 s of
# CPU time), .993 with 32 neighbours and ef 200 (84 s), which a store of 5,000 needs, .986 with 24
# and 100 (53 s), whatever ef_search is; the library's defaults left 68 of those 5,000 unreachable.
HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 48,
    "ef_construction": 300,
    "ef_search": 300,
}
_BATCH = 2_000  # rows a call; Chroma takes 5,461 at most
# Rows taken out leave their places behind; with more than this share a store is made anew.
_LEFT_OVER = 0.2
# Of 85,475 passages, 48 as a sample told .990 where 480 tell .996, and refused a sound store.
_SAMPLE = 480
_UNREADABLE = (OSError, ValueError, LookupError, TypeError, AttributeError, IndexDamagedError)

Progress = Callable[[int, int], None]


class Store:
    """A copy of the store of one version, searched by cosine."""

    def __init__(self, path: Path, keys: Sequence[bytes]) -> None:
        """Open the store of the version in `path`; raises StoreError when it is not sound."""
        check(path)
        with failing():
            self._copy = TemporaryDirectory(prefix="initiativ-", ignore_cleanup_errors=True)
            copy = shutil.copytree(path / FOLDER, Path(self._copy.name) / FOLDER)
            self._client = _client(copy)
            finalize(self, self._client.close)  # Chroma itself keeps every client it has made
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
    if before is not None and _is_of_use(before, opened):
        try:
            _fill(opened, before, progress)
            return True
        except StoreError as error:
            log.info("The store of %s is made anew (%s)", opened.path.name, error)
    _fill(opened, None, progress)
    return True


def is_sound(path: Path) -> bool:
    """Return whether the version in `path` has a store whose files are as they were written."""
    try:
        check(path)
    except StoreError:
        return False
    return True


def check(path: Path) -> None:
    """Raise StoreError unless the store of the version in `path` is as this Chroma wrote it for it.

    A store of another version is whole as well, and finds what is gone and nothing that is new.
    """
    folder = path / FOLDER
    try:
        content = json.loads((folder / _DIGESTS).read_bytes())
        digests, made = content["sha256"], (content["chromadb"], content["version"])
        wrong = [
            name for name, digest in digests.items() if version.digest(folder / name) != digest
        ]
        own = chromadb.__version__, version.digest(path / version.MANIFEST)
    except _UNREADABLE as error:
        raise StoreError(f"no sound store in {folder}") from error
    if wrong or made != own:
        raise StoreError(f"{wrong or made} in {folder}")


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


def _fill(opened: Opened, before: Opened | None, progress: Progress) -> None:
    """Make the store of a version, from a copy of that of the version `before` where there is one.

    Raises StoreError.
    """
    aside = opened.path.parent / f"building-{uuid.uuid4().hex[:12]}"
    try:
        with failing():
            known = None if before is None else _copied(before, aside)
            client = _client(aside)
            _write(client, opened, known, progress)
            client.close()
            verify.store_in_child(aside, opened.path)
            _seal(aside, opened.path)
            version.remove(opened.path / FOLDER)
            aside.rename(opened.path / FOLDER)
            version.sync(opened.path)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _seal(folder: Path, path: Path) -> None:
    """Write which version a store is of, and the digests of its files; bring all to the disk."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    digests = {file.relative_to(folder).as_posix(): version.digest(file) for file in files}
    of = version.digest(path / version.MANIFEST)
    content = {"chromadb": chromadb.__version__, "version": of, "sha256": digests}
    (folder / _DIGESTS).write_text(json.dumps(content), encoding="utf-8")
    folders = {file.parent for file in files} | {folder}
    for part in (*files, folder / _DIGESTS, *sorted(folders)):
        version.sync(part)


def _is_of_use(before: Opened, opened: Opened) -> bool:
    """Return whether a version has a sound store, of vectors of the same model."""
    is_alike = before.manifest.made.digest == opened.manifest.made.digest
    return is_alike and is_sound(before.path)


def _copied(before: Opened, aside: Path) -> list[str]:
    """Copy the store of a version; return its ids."""
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
