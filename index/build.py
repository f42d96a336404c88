"""Documents -> an index on disk, of which only what changed is computed again."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.errors import UserError, reason
from corpus.types import Document
from index import version
from index.chunk import PASSAGE_WORDS, chunk
from index.embed import Embedder, Vectors
from index.retrieve import Retriever
from index.store import Store, StoreError
from index.types import Passage
from index.version import FORMAT, IndexDamagedError, IndexMissingError, Manifest

log = logging.getLogger(__name__)

_BATCH = 256  # passages embedded between two steps of the progress bar
_PROBE_TOLERANCE = 1e-3

Progress = Callable[[int, int], None]
"""Called with the passages done and the passages to do."""


class IndexBusyError(UserError):
    """Another process is building the index."""


class IndexUnwritableError(UserError):
    """The index cannot be written where it should be."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: passages in the index, and how many of them had to be embedded."""

    passages: int
    embedded: int
    changed: bool


@dataclass(frozen=True, slots=True)
class _Opened:
    """A published version whose files are as they were written; `source` is what it is made of."""

    passages: list[Passage]
    vectors: Vectors
    store: Store
    source: str


def build(
    documents: Sequence[Document],
    folder: Path,
    embedding: Embedder,
    progress: Progress = lambda done, total: None,
    wait: float = 0.0,
) -> Built:
    """Bring the index in `folder` up to date with the documents and say what was done.

    Waits up to `wait` seconds for another builder, then raises IndexBusyError. A damaged index is
    built again from the documents. Raises IndexUnwritableError where no file can be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "writer.lock", timeout=wait):
            return _build(documents, folder, embedding, progress)
    except Timeout as error:
        raise IndexBusyError(
            f"En anden proces er ved at bygge indekset i {folder}. "
            "Vent, til den er færdig, og prøv igen."
        ) from error
    except OSError as error:
        raise IndexUnwritableError(
            f"Indekset kan ikke skrives i {folder} ({reason(error)}). "
            "Giv skriveadgang og plads dér, eller peg på en anden mappe med INITIATIV_DATA."
        ) from error


def open_index(folder: Path, embedding: Embedder, measure: Embedder | None = None) -> Retriever:
    """Return a retriever over the published index.

    Raises IndexMissingError when nothing is published and IndexDamagedError when a file is not what
    was written or the index was built with another embedding model.
    """
    opened = _open(folder, embedding)
    return Retriever(opened.passages, opened.vectors, opened.store, embedding, measure)


def is_current(documents: Sequence[Document], folder: Path, embedding_name: str) -> bool:
    """Return whether the published index was built from exactly these documents and this model.

    Raises IndexDamagedError when the published manifest cannot be read.
    """
    try:
        _, manifest = version.published(folder)
    except IndexMissingError:
        return False
    return manifest.source == _source(documents, embedding_name)


def _build(
    documents: Sequence[Document], folder: Path, embedding: Embedder, progress: Progress
) -> Built:
    passages = [passage for document in documents for passage in chunk(document)]
    source = _source(documents, embedding.model_name)
    known, known_source = _known_vectors(folder, embedding)
    if known_source == source:
        return Built(len(passages), 0, changed=False)
    vectors, embedded = _embed(passages, known, embedding, progress)
    probe = tuple(round(float(value), 6) for value in embedding.probe())
    manifest = Manifest(FORMAT, source, embedding.model_name, probe, sha256={})
    version.publish(folder, version.write(folder, passages, vectors, manifest))
    return Built(len(passages), embedded, changed=True)


def _embed(
    passages: list[Passage], known: dict[str, Vectors], embedding: Embedder, progress: Progress
) -> tuple[Vectors, int]:
    """Return the vector of every passage, shape (passages, dimension), and how many are new."""
    keys = [_key(passage.context) for passage in passages]
    new = [row for row, key in enumerate(keys) if key not in known]
    vectors = np.zeros((len(passages), len(embedding.probe())), dtype=np.float32)
    for row, key in enumerate(keys):
        if key in known:
            vectors[row] = known[key]
    progress(0, len(new))
    for first in range(0, len(new), _BATCH):
        rows = new[first : first + _BATCH]
        vectors[rows] = embedding.passages([passages[row].context for row in rows])
        progress(first + len(rows), len(new))
    return vectors, len(new)


def _known_vectors(folder: Path, embedding: Embedder) -> tuple[dict[str, Vectors], str]:
    """Return the vectors of the published index by content, and its source; '' without a sound one.

    The store is opened too: an index that this edition of Chroma cannot read is not sound.
    """
    try:
        opened = _open(folder, embedding)
    except IndexMissingError:
        return {}, ""
    except IndexDamagedError as error:
        log.warning("%s Det bygges nu igen ud fra dokumenterne.", error)
        return {}, ""
    opened.store.close()
    pairs = zip(opened.passages, opened.vectors, strict=True)
    return {_key(passage.context): vector for passage, vector in pairs}, opened.source


def _open(folder: Path, embedding: Embedder) -> _Opened:
    path, manifest = version.published(folder)
    probe = embedding.probe()
    if (
        manifest.model != embedding.model_name
        or len(manifest.probe) != len(probe)
        or not np.allclose(manifest.probe, probe, atol=_PROBE_TOLERANCE)
    ):
        raise IndexDamagedError(
            f"Indekset i {folder} er bygget med en anden embedding-model "
            f"({manifest.model}). Byg det igen med: initiativ index"
        )
    passages, vectors = version.read(path, manifest)
    try:
        opened = Store(path / "chroma")
    except StoreError as error:
        raise version.damaged(path, "chroma") from error
    if opened.size != len(passages):
        raise version.damaged(path, "chroma")
    return _Opened(passages, vectors, opened, manifest.source)


def _source(documents: Sequence[Document], embedding_name: str) -> str:
    """Return a digest of all that the passages and their vectors depend on."""
    digest = hashlib.sha256(f"{FORMAT} {PASSAGE_WORDS} {embedding_name}".encode())
    for document in documents:
        digest.update(f"\0{document.id}\0{document.title}\0".encode())
        digest.update(document.text.encode())
    return digest.hexdigest()


def _key(context: str) -> str:
    return hashlib.sha256(context.encode()).hexdigest()
