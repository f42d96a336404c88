"""One version of an index on disk: written once, checked whenever it is opened.

An index is a folder of versions that are never changed once published:

    CURRENT            the name of the published version, and the SHA-256 of its manifest
    writer.lock        held by the one process that builds
    <version>/         manifest.json, passages.jsonl, vectors.npy, chroma/

A version is written aside and published by replacing CURRENT, so that a reader sees either the
old index or the new one. The version before the published one stays until the next is built,
for readers that still have it open.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from corpus.errors import UserError
from index import store
from index.embed import Vectors
from index.types import Passage

FORMAT = 5  # raise when passages or files change their meaning


class IndexMissingError(Exception):
    """There is no index yet."""


class IndexDamagedError(UserError):
    """The index cannot be read as it was written."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version was made from and with, and the digest of every file of it by name."""

    format: int
    source: str
    model: str
    probe: tuple[float, ...]
    sha256: dict[str, str]


def published(folder: Path) -> tuple[Path, Manifest]:
    """Return the folder of the published version and its manifest.

    Raises IndexMissingError when nothing is published and IndexDamagedError when the manifest is
    not the one that was written, or is from another edition of this program.
    """
    try:
        pointer = (folder / "CURRENT").read_text(encoding="utf-8").split()
    except FileNotFoundError as error:
        raise IndexMissingError(f"No index in {folder}. Run: initiativ index") from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(folder, "CURRENT") from error
    if len(pointer) != 2 or not (folder / pointer[0]).is_dir():
        raise damaged(folder, "CURRENT")
    path = folder / pointer[0]
    if _digest(path / "manifest.json") != pointer[1]:
        raise damaged(path, "manifest.json")
    stored = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    if stored.get("format") != FORMAT:
        raise damaged(path, "format")
    return path, Manifest(**stored)


def read(path: Path, manifest: Manifest) -> tuple[list[Passage], Vectors]:
    """Return the passages of a version and their vectors, shape (passages, dimension).

    Raises IndexDamagedError unless every file of the version is the one that was written.
    """
    for name, digest in manifest.sha256.items():
        if _digest(path / name) != digest:
            raise damaged(path, name)
    with (path / "passages.jsonl").open(encoding="utf-8") as rows:
        passages = [Passage(**json.loads(row)) for row in rows]
    return passages, np.load(path / "vectors.npy", mmap_mode="r")


def write(folder: Path, passages: Sequence[Passage], vectors: Vectors, manifest: Manifest) -> Path:
    """Write a new version beside the published one and return its folder.

    The manifest is written with the digests of the files in place of its own.
    """
    path = folder / f"version-{uuid.uuid4().hex[:12]}"
    path.mkdir()
    try:
        with (path / "passages.jsonl").open("w", encoding="utf-8") as rows:
            rows.writelines(json.dumps(asdict(passage)) + "\n" for passage in passages)
        np.save(path / "vectors.npy", vectors)
        store.create(path / "chroma", passages, vectors)
        files = [file for file in sorted(path.rglob("*")) if file.is_file()]
        digests = {file.relative_to(path).as_posix(): _digest(file) for file in files}
        written = asdict(replace(manifest, sha256=digests))
        (path / "manifest.json").write_text(json.dumps(written), encoding="utf-8")
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    return path


def publish(folder: Path, path: Path) -> None:
    """Point CURRENT to the version at `path`; remove all but it and the one before it."""
    try:
        previous, _ = published(folder)
    except (IndexMissingError, IndexDamagedError):
        previous = path
    aside = folder / "CURRENT.new"
    with aside.open("w", encoding="utf-8") as pointer:
        pointer.write(f"{path.name} {_digest(path / 'manifest.json')}\n")
        pointer.flush()
        os.fsync(pointer.fileno())
    aside.replace(folder / "CURRENT")
    for old in folder.glob("version-*"):
        if old not in (path, previous):
            shutil.rmtree(old, ignore_errors=True)


def damaged(path: Path, part: str) -> IndexDamagedError:
    """Return the error that says which part of an index is not as it was written."""
    return IndexDamagedError(
        f"Indekset i {path} er beskadiget ({part}). Byg det igen med: initiativ index"
    )


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise damaged(path.parent, path.name) from error
