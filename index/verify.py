"""The check of a new version before it is published, in a process of its own.

A file that crashes its reader does so here, and not where questions are answered.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UserError
from index import child, version
from index.danish import words
from index.dense import Dense, Rows
from index.embed import Vectors
from index.opened import Opened, key, opened
from index.retrieve import StoreError
from index.version import IndexDamagedError

RECALL = 0.99  # of the ten nearest by exact search
_SAMPLE = 48  # passages that are looked up
NEAREST = 10
AS_NEAR = 1e-4  # of two cosines that count as one: equal passages come in any order
_NORM = 0.01  # by which a unit vector of half precision may be off
_BLOCK = 16_384  # vectors measured at a time


class VerifyError(UserError):
    """A new version is not what it should be."""


def in_child(path: Path) -> None:
    """Raise VerifyError unless the version that is being built in `path` can be read and is right.

    The message is in Danish.
    """
    fault = fault_in_child(path)
    if fault:
        raise VerifyError(
            f"Det nye indeks bestod ikke kontrollen ({fault}). Er der et indeks i forvejen, bliver "
            "det brugt. Prøv igen med: initiativ index --rebuild"
        )


def fault_in_child(path: Path) -> str:
    """Return what a process of its own finds wrong with a version, '' where nothing is."""
    return child.start(__name__, "fault_at", str(path)).fault()


def store_in_child(folder: Path, path: Path) -> None:
    """Raise StoreError unless the store in `folder` finds what the version in `path` holds."""
    fault = child.start(__name__, "store_fault_at", str(path), str(folder)).fault()
    if fault:
        raise StoreError(fault)


def fault_at(path: str) -> str:
    """Return what `fault_of` does."""
    return fault_of(Path(path))


def store_fault_at(path: str, folder: str) -> str:
    """Return what is wrong with the store in `folder` of the version in `path`."""
    from index.store import fault_of as store_fault  # Chroma takes a second to load

    found = opened(Path(path), version.manifest_of(Path(path)))
    return store_fault(Path(folder), found.dense, found.keys)


def fault_of(path: Path) -> str:
    """Return what is wrong with a version, an empty string where nothing is."""
    try:
        manifest = version.manifest_of(path)
        version.check(path, manifest)
        found = opened(path, manifest)
        return _fault(found)
    except (IndexDamagedError, OSError, EOFError, ValueError, LookupError, TypeError) as error:
        return f"{type(error).__name__}: {error}"


def _fault(found: Opened) -> str:
    sizes = len(found.documents), len(found.passages)
    tables = len(found.dense), len(found.tokens), len(found.keys)
    if sizes != (found.manifest.documents, found.manifest.passages) or set(tables) != {sizes[1]}:
        return f"{sizes} documents and passages, {tables} of them in the tables"
    if found.vocabulary.size != sizes[0] or len(found.names.documents) > sizes[0]:
        return "the vocabulary is of other documents"
    if not sizes[1]:
        return ""
    step = max(1, sizes[1] // _SAMPLE)
    sample = np.arange(0, sizes[1], step)
    return _dense_fault(found.dense, sample) or _text_fault(found, sample) or _probe_fault(found)


def _dense_fault(dense: Dense, sample: NDArray[np.int64]) -> str:
    for first in range(0, len(dense), _BLOCK):
        norms = np.linalg.norm(dense.vectors[first : first + _BLOCK], axis=1)
        if not np.all(np.isfinite(norms)):
            return "a vector is not finite"
        if np.any((np.abs(norms - 1) > _NORM) & (norms > _NORM)):
            return "a vector is not of length 1"
    found = recall(dense, dense.vectors[sample], dense.nearest)
    return "" if found >= RECALL else f"recall@{NEAREST} {found:.3f}"


def recall(dense: Dense, vectors: Vectors, search: Callable[[Vectors, int], Rows]) -> float:
    """Return of the NEAREST that a search finds for vectors the share that is as near as it can be.

    What is nearest is told by comparing each vector with all, shape (vectors, dimension).
    """
    least = dense.least(vectors, NEAREST)
    near = [dense.cosines(vector, search(vector, NEAREST)) for vector in vectors]
    found = [np.sum(some >= last - AS_NEAR) for some, last in zip(near, least, strict=True)]
    return float(np.mean(found)) / min(NEAREST, len(dense)) if found else 1.0


def _text_fault(found: Opened, sample: NDArray[np.int64]) -> str:
    """Look each passage of a sample up by its own words."""
    for row in sample.tolist():
        passage = found.passages.at(row)
        if not passage.text or passage.text.strip() != passage.text:
            return f"{passage.id} is no passage"
        own = found.tokens.words_of(row)
        if own != words(passage.context):
            return f"{passage.id} has other words"
        if found.keys[row] != key(passage.context):
            return f"{passage.id} has the key of another passage"
        if own and not found.lexical.by_stem(own)[row] > 0:
            return f"{passage.id} is not found by its words"
    return ""


def _probe_fault(found: Opened) -> str:
    probe = np.array(found.manifest.probe, dtype=np.float32)
    near = found.dense.nearest(probe, NEAREST)
    return "" if len(near) == min(NEAREST, len(found.passages)) else "the probe finds too little"
