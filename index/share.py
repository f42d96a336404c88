"""An index that several machines share: one pushes it to a Chroma server, the others pull it.

A version that was pulled is made by the same code from the same records, with the server's vectors
in place of embedding; its documents, passages and vectors are those that were pushed, bit for bit.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import numpy as np

from corpus.errors import Problem, UserError
from corpus.record import unpack
from corpus.types import Document, Origin, Source
from index import records, verify, version
from index.assemble import Assembly
from index.build import AS_USUAL, How, writing
from index.embed import Embedder, Vectors
from index.opened import KEYS, Opened, differs, key, open_version
from index.records import Listing
from index.retrieve import StoreError
from index.server import Progress, Server, reached
from index.version import IndexDamagedError, IndexMissingError, Made, Manifest, made_by

NOTE = "shared.txt"  # in a version that was pulled: its name on the server
_MANIFEST, _LISTING = "/manifest", "/documents"  # no document's id holds a slash
_SAME = (records.LIST, records.BYTES, records.STARTS, records.PASSAGES, KEYS, "vectors.npy")
_SAMPLE = 48  # passages, and documents, that are looked up
_RECORDS = 100  # read at a time

Read: TypeAlias = Iterator[tuple[Source, Document | Problem]]


class ShareError(UserError):
    """The version on the server cannot be used by this program, as it is set up."""


def push(
    folder: Path,
    embedding: Embedder,
    server: Server,
    progress: Progress = lambda done, total: None,
) -> bool:
    """Have the server name the published version; return whether it did not before.

    The version is named once all of it is there and right; all are deleted but it and the one that
    was named before. Raises StoreError, after which the server names what it did, IndexBusyError
    when another process builds, and what `open_version` does.
    """
    with writing(folder):
        found = open_version(folder, embedding)
        name, before = name_of(found.path), _named(server)
        if name == before and not _fault(found, server, name):
            return False
        server.drop(name)
        server.put_rows(name, _rows(found))
        server.put_vectors(name, found, progress)
        fault = _fault(found, server, name)
        if fault:
            server.drop(name)
            raise StoreError(fault)
        server.point(name)
        for other in server.names() - {name, before}:
            server.drop(other)
    return True


def pull(server: Server, folder: Path, embedding: Embedder, how: How = AS_USUAL) -> str:
    """Bring the index in `folder` to the version that the server names, and return its name.

    Returns '' where none has been pushed. Only what is not here yet is read from the server, with
    `how.anew` everything. Raises StoreError, ShareError, and what `index.build.update` does; the
    index that was there before goes on as it was.
    """
    name = server.current()
    if not name or (name == here(folder) and not how.anew):
        return name
    manifest = _manifest(server, name, embedding)
    with writing(folder, how.wait):
        if name == here(folder) and not how.anew:  # another process was quicker
            return name
        before = None if how.anew else _before(folder, embedding)
        for known in [before, None] if before else [None]:
            with version.building(folder) as path:
                (path / NOTE).write_text(name, encoding="utf-8")
                _assemble(path, known, _Shared(server, name, embedding), how)
                made = version.manifest_of(path)
                if all(made.sha256[file] == manifest.sha256.get(file) for file in _SAME):
                    verify.in_child(path)
                    version.publish(folder, path)
                    return name
    raise StoreError("what was pulled is not what was pushed")


def here(folder: Path) -> str:
    """Return what the published version is called on a server, '' where nothing is published."""
    name = version.name(folder)
    return name_of(folder / name) if name else ""


def was_pulled(folder: Path) -> bool:
    """Return whether the published version came from a server."""
    name = version.name(folder)
    return bool(name) and (folder / name / NOTE).is_file()


def name_of(path: Path) -> str:
    """Return what the version in `path` is called on a server."""
    try:
        return (path / NOTE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return path.name.rpartition("-")[2]


class _Shared:
    """An embedding whose passages have their vectors on a server already."""

    def __init__(self, server: Server, name: str, embedding: Embedder) -> None:
        self.server, self.name, self._embedding = server, name, embedding
        self.model_name, self.digest = embedding.model_name, embedding.digest

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages by what they hold."""
        return self.server.vectors(self.name, [key(text) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return what the embedding does."""
        return self._embedding.question(text)

    def probe(self) -> Vectors:
        """Return what the embedding does."""
        return self._embedding.probe()


def _assemble(path: Path, before: Opened | None, shared: _Shared, how: How) -> None:
    """Write a version from what a server holds of it."""
    with reached():
        listing = records.parsed_listing(shared.server.rows(shared.name, [_LISTING])[0])

    def read(sources: Iterable[Source]) -> Read:
        waiting = iter(sources)
        while some := list(islice(waiting, _RECORDS)):
            broken = {id: problem for id, (_, problem) in listing.problems.items()}
            ids = [source.id for source in some if source.id not in broken]
            found = dict(zip(ids, shared.server.rows(shared.name, ids), strict=True))
            for source in some:
                yield source, broken.get(source.id) or _document(found[source.id])

    Assembly(path, before, shared).write(_sources(listing), read, how.progress)


def _document(record: bytes) -> Document:
    with reached():
        return unpack(record)


def _sources(listing: Listing) -> list[Source]:
    stamps = dict(zip(listing.ids, listing.stamps, strict=True))
    stamps |= {id: stamp for id, (stamp, _) in listing.problems.items()}
    return [Source(id, id, stamp, Origin(id)) for id, stamp in stamps.items()]


def _rows(found: Opened) -> Iterator[tuple[str, bytes]]:
    """Yield what a version is made of beside its vectors: its documents, and their list."""
    for row, id in enumerate(found.documents.listing.ids):
        yield id, found.documents.record(row)
    yield _LISTING, (found.path / records.LIST).read_bytes()
    yield _MANIFEST, (found.path / version.MANIFEST).read_bytes()


def _fault(found: Opened, server: Server, name: str) -> str:
    """Return what a server holds wrong of a version, an empty string for nothing."""
    sizes = len(found.passages), len(found.documents) + 2
    if server.sizes(name) != sizes:
        return f"{server.sizes(name)} rows in place of {sizes}"
    ids = found.documents.listing.ids[:: max(1, len(found.documents) // _SAMPLE)]
    if server.rows(name, ids) != [found.documents.record(found.documents.row(id)) for id in ids]:
        return "other documents"
    if not sizes[0]:
        return ""
    search, keys = server.search(name, found.keys), found.keys
    sample = np.arange(0, sizes[0], max(1, sizes[0] // _SAMPLE))
    vectors = found.dense.vectors[sample]
    if not np.array_equal(server.vectors(name, [keys[row] for row in sample]), vectors):
        return "other vectors"
    probe = np.array([found.manifest.probe], dtype=np.float32)
    recall = verify.recall(found.dense, np.concatenate([vectors, probe]), search)
    return "" if recall >= verify.RECALL else f"recall@{verify.NEAREST} {recall:.3f}"


def _named(server: Server) -> str:
    """Return the version that a server names; '' also where it names what is none."""
    try:
        return server.current()
    except StoreError:
        return ""


def _manifest(server: Server, name: str, embedding: Embedder) -> Manifest:
    """Return the manifest of a version as it was pushed; raises ShareError when it is of no use."""
    raw = server.rows(name, [_MANIFEST])[0]
    edition, cause = "en anden udgave af programmet", ""
    try:
        stored = json.loads(raw)
        made, probe = Made(**stored["made"]), tuple(stored["probe"])
        manifest = Manifest(**stored | {"made": made, "probe": probe})
        own = made_by(embedding.model_name, embedding.digest)
        is_ours = (made.format, made.reading) == (own.format, own.reading)
        cause = differs(manifest, embedding) or ("" if is_ours else edition)
    except (ValueError, LookupError, TypeError) as error:
        raise _of_no_use(server, edition) from error
    if cause:
        raise _of_no_use(server, cause)
    return manifest


def _of_no_use(server: Server, cause: str) -> ShareError:
    return ShareError(
        f"Indekset på Chroma-serveren {server.address} er lavet med {cause}. Brug den samme her "
        "(programmets udgave, INITIATIV_EMBEDDING), eller kør initiativ index, hvor dokumenterne "
        "er."
    )


def _before(folder: Path, embedding: Embedder) -> Opened | None:
    """Return the published version where it is sound."""
    try:
        return open_version(folder, embedding, anew=True)
    except (IndexMissingError, IndexDamagedError):
        return None
