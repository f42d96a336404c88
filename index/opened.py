"""A published version of an index, opened and checked."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from index import dense, lexical, records, tokens, version
from index.dense import Dense
from index.embed import Embedder
from index.lexical import Lexical
from index.names import Names
from index.records import Passages, Records
from index.tables import read_array
from index.tokens import Tokens
from index.version import Manifest, made_by
from index.vocabulary import Vocabulary

_PROBE_TOLERANCE = 1e-3
KEYS = "passages-keys.npy"
KEY = 16  # bytes of the digest by which a passage is known again


@dataclass(frozen=True)  # no slots: what is not always needed is read when it is
class Opened:
    """A version whose files are as they were written."""

    path: Path
    manifest: Manifest
    documents: Records
    passages: Passages

    def load(self) -> None:
        """Open what every question needs, while its files are there."""
        _ = self.dense, self.lexical, self.names, self.vocabulary

    @cached_property
    def dense(self) -> Dense:
        """The passages' vectors."""
        return dense.read(self.path)

    @cached_property
    def lexical(self) -> Lexical:
        """The passages' stems and trigrams."""
        return lexical.read(self.path, len(self.passages))

    @cached_property
    def names(self) -> Names:
        """The names in the documents."""
        return Names.load(self.path)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of the documents."""
        return Vocabulary.load(self.path)

    @cached_property
    def tokens(self) -> Tokens:
        """The words of the passages in order."""
        return tokens.read(self.path)

    @cached_property
    def keys(self) -> list[bytes]:
        """The digest of each passage's context."""
        return [row.tobytes() for row in read_array(self.path / KEYS)]


def key(context: str) -> bytes:
    """Return the digest by which a passage with this context is known again."""
    return sha256(context.encode()).digest()[:KEY]


def open_version(folder: Path, embedding: Embedder, anew: bool = False) -> Opened:
    """Return the published version of the index in `folder`, every file of it checked.

    Raises IndexMissingError when nothing is published, IndexDamagedError when a file is not what
    was written or the version was made with another model or another edition of the program. Only
    to make it `anew`, of these the last and another model's are opened too.
    """
    path, manifest = version.published(folder)
    version.check(path, manifest)
    if not anew:
        _require(folder, manifest, embedding)
    return opened(path, manifest)


def opened(path: Path, manifest: Manifest) -> Opened:
    """Return a version whose files have been checked."""
    found = Records(path, records.read_listing(path))
    return Opened(path, manifest, found, Passages(read_array(path / records.PASSAGES), found))


def differs(manifest: Manifest, embedding: Embedder) -> str:
    """Return in Danish what a version was made with that is not used now, '' for nothing."""
    made = manifest.made
    own = made_by(embedding.model_name, embedding.digest)
    if made.model != own.model or not has_vectors(manifest, embedding):
        return f"en anden embedding-model ({made.model})"
    return "" if made.analysis == own.analysis else "en anden udgave af programmet"


def has_vectors(manifest: Manifest, embedding: Embedder) -> bool:
    """Return whether the vectors of a version are those that an embedding makes."""
    probe = embedding.probe()
    return (
        manifest.made.digest == embedding.digest
        and len(manifest.probe) == len(probe)
        and np.allclose(manifest.probe, probe, atol=_PROBE_TOLERANCE)
    )


def is_as_made(manifest: Manifest, embedding: Embedder) -> bool:
    """Return whether a version is what this program makes of its documents with an embedding."""
    own = made_by(embedding.model_name, embedding.digest)
    return manifest.made == own and has_vectors(manifest, embedding)


def _require(folder: Path, manifest: Manifest, embedding: Embedder) -> None:
    cause = differs(manifest, embedding)
    if cause:
        raise version.outdated(folder, cause)
