"""Documents -> an index on disk, of which only what changed is computed again.

An index is a folder of versions that are never changed once published:

    CURRENT            the name of the published version
    writer.lock        held by the one process that builds
    <version>/         manifest.json, passages.jsonl, vectors.npy, chroma/

A version is written aside and published by replacing CURRENT, so that a reader sees either the
old index or the new one. The version before the published one stays until the next is built,
for readers that still have it open.
"""

import hashlib
import json
import logging
import os
import shutil
import uuid
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from corpus.types import Document
from index import store
from index.chunk import PASSAGE_WORDS, chunk
from index.embed import Embedding, Vectors
from index.retrieve import Retriever
from index.types import Passage

log = logging.getLogger(__name__)

FORMAT = 1  # raise when passages or files change their meaning
_BATCH = 256  # passages embedded between two steps of the progress bar
_PROBE_TOLERANCE = 1e-3

Progress = Callable[[int, int], None]
"""Called with the passages done and the passages to do."""


class IndexMissingError(Exception):
    """There is no index yet."""


class IndexDamagedError(Exception):
    """The index cannot be read as it was written. The message is in Danish."""


class IndexBusyError(Exception):
    """Another process is building the index. The message is in Danish."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: passages in the index, and how many of them had to be embedded."""

    passages: int
    embedded: int
    changed: bool


def build(
    documents: Sequence[Document],
    folder: Path,
    embedding: Embedding,
    progress: Progress = lambda done, total: None,
    wait: float = 0.0,
) -> Built:
    """Bring the index in `folder` up to date with the documents and say what was done.

    Waits up to `wait` seconds for another builder, then raises IndexBusyError. A damaged index is
    built again from the documents.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "writer.lock", timeout=wait):
            return _build(documents, folder, embedding, progress)
    except Timeout as error:
        raise IndexBusyError(
            f"En anden proces er ved at bygge indekset i {folder}. Vent, til den er færdig, og prøv igen."
        ) from error


def open_index(folder: Path, embedding: Embedding) -> Retriever:
    """Return a retriever over the published index.

    Raises IndexMissingError when nothing is published and IndexDamagedError when a file is not what
    was written or the index was built with another embedding model.
    """
    version = _published(folder)
    manifest = _manifest(version)
    if manifest["model"] != embedding.model_name or not np.allclose(
        manifest["probe"], embedding.probe(), atol=_PROBE_TOLERANCE
    ):
        raise IndexDamagedError(
            f"Indekset i {folder} er bygget med en anden embedding-model "
            f"({manifest['model']}). Byg det igen med: initiativ index"
        )
    passages, vectors = _read(version, manifest)
    try:
        opened = store.Store(version / "chroma")
    except store.StoreError as error:
        raise _damaged(version, "chroma") from error
    if opened.size != len(passages):
        raise _damaged(version, "chroma")
    return Retriever(passages, vectors, opened, embedding)


def is_current(documents: Sequence[Document], folder: Path, embedding_name: str) -> bool:
    """Return whether the published index was built from exactly these documents and this model.

    Raises IndexDamagedError when the published manifest cannot be read.
    """
    try:
        manifest = _manifest(_published(folder))
    except IndexMissingError:
        return False
    return bool(manifest["source"] == _source(documents, embedding_name))


def _build(
    documents: Sequence[Document], folder: Path, embedding: Embedding, progress: Progress
) -> Built:
    passages = [passage for document in documents for passage in chunk(document)]
    source = _source(documents, embedding.model_name)
    known, is_sound = _known_vectors(folder, embedding)
    if is_sound and _manifest(_published(folder))["source"] == source:
        return Built(len(passages), 0, changed=False)
    vectors, embedded = _embed(passages, known, embedding, progress)
    version = folder / f"version-{uuid.uuid4().hex[:12]}"
    version.mkdir()
    try:
        _write(version, passages, vectors, embedding, source)
    except BaseException:
        shutil.rmtree(version, ignore_errors=True)
        raise
    _publish(folder, version)
    return Built(len(passages), embedded, changed=True)


def _embed(
    passages: list[Passage], known: dict[str, Vectors], embedding: Embedding, progress: Progress
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


def _known_vectors(folder: Path, embedding: Embedding) -> tuple[dict[str, Vectors], bool]:
    """Return vectors of the published index by content, and whether that index is sound."""
    try:
        open_index(folder, embedding)
        version = _published(folder)
        passages, vectors = _read(version, _manifest(version))
    except IndexMissingError:
        return {}, False
    except IndexDamagedError as error:
        log.warning("%s Det bygges nu igen ud fra dokumenterne.", error)
        return {}, False
    pairs = zip(passages, vectors, strict=True)
    return {_key(passage.context): vector for passage, vector in pairs}, True


def _write(
    version: Path, passages: list[Passage], vectors: Vectors, embedding: Embedding, source: str
) -> None:
    rows = "".join(json.dumps(asdict(passage), ensure_ascii=False) + "\n" for passage in passages)
    (version / "passages.jsonl").write_text(rows, encoding="utf-8")
    np.save(version / "vectors.npy", vectors)
    store.create(version / "chroma", passages, vectors)
    manifest = {
        "source": source,
        "model": embedding.model_name,
        "probe": [round(float(value), 6) for value in embedding.probe()],
        "sha256": {name: _digest(version / name) for name in ("passages.jsonl", "vectors.npy")},
    }
    (version / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def _publish(folder: Path, version: Path) -> None:
    """Point CURRENT to the version and remove all but it and the one before it."""
    try:
        previous = _published(folder)
    except (IndexMissingError, IndexDamagedError):
        previous = version
    aside = folder / "CURRENT.new"
    with aside.open("w", encoding="utf-8") as pointer:
        pointer.write(version.name)
        pointer.flush()
        os.fsync(pointer.fileno())
    aside.replace(folder / "CURRENT")
    for old in folder.glob("version-*"):
        if old not in (version, previous):
            shutil.rmtree(old, ignore_errors=True)


def _published(folder: Path) -> Path:
    try:
        name = (folder / "CURRENT").read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise IndexMissingError(f"No index in {folder}. Run: initiativ index") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _damaged(folder, "CURRENT") from error
    if not name.startswith("version-") or not (folder / name).is_dir():
        raise _damaged(folder, "CURRENT")
    return folder / name


def _manifest(version: Path) -> dict[str, object]:
    try:
        manifest = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _damaged(version, "manifest.json") from error
    if not isinstance(manifest, dict) or manifest.keys() != {"source", "model", "probe", "sha256"}:
        raise _damaged(version, "manifest.json")
    return manifest


def _read(version: Path, manifest: dict[str, object]) -> tuple[list[Passage], Vectors]:
    sums = manifest["sha256"]
    for name in ("passages.jsonl", "vectors.npy"):
        if not isinstance(sums, dict) or _digest(version / name) != sums.get(name):
            raise _damaged(version, name)
    rows = (version / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    passages = [Passage(**json.loads(row)) for row in rows]
    return passages, np.load(version / "vectors.npy", mmap_mode="r")


def _source(documents: Sequence[Document], embedding_name: str) -> str:
    """Return a digest of all that the passages and their vectors depend on."""
    digest = hashlib.sha256(f"{FORMAT} {PASSAGE_WORDS} {embedding_name}".encode())
    for document in documents:
        digest.update(f"\0{document.id}\0{document.title}\0".encode())
        digest.update(document.text.encode())
    return digest.hexdigest()


def _key(context: str) -> str:
    return hashlib.sha256(context.encode()).hexdigest()


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise _damaged(path.parent, path.name) from error


def _damaged(version: Path, part: str) -> IndexDamagedError:
    return IndexDamagedError(
        f"Indekset i {version} er beskadiget ({part}). Byg det igen med: initiativ index"
    )
