"""The bundled model: a vector a token, of which a text's vector is the normalised mean.

sentence-transformers reads the same folder and gives the same vectors, but takes seconds and half a
gigabyte to load. The tokenizer splits at spaces and line breaks before all else, so what stands
between two of them always has the same tokens: it is tokenized once and then remembered.
"""

import hashlib
import json
import mmap
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import prod
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_DIGEST = "digest.json"
_REMEMBERED = 50_000  # words with their punctuation, about 400 bytes each
_LONGEST = 100  # letters of what is remembered; the tokenizer knows no longer word
# Tokens of texts whose rows are read together: 1 MB, in .7 of the time of a text at a time.
_TOGETHER = 512
_SLICE = 4_096  # tokens whose rows are float32 at one time: 8 MB
# What the tokenizer's rules do to these letters and marks: small letters, every mark a word of its
# own. The vocabulary alone is asked for them, in a sixth of the time.
_PLAIN = re.compile(r"[!-~æøåÆØÅ]*")
_WORDS = re.compile(r"[a-zæøå0-9]+|.")

Kind = TypeVar("Kind", bound=np.generic)


class _Pieces(dict[str, bytes]):
    """The tokens of what stands between two spaces, each piece tokenized when first asked for.

    They are the bytes of an array of int32: those of a text are joined in a third of the time.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer, self._vocabulary = tokenizer, tokenizer.model

    def __missing__(self, piece: str) -> bytes:
        tokens = array("i", self._tokens(piece)).tobytes()
        if len(piece) <= _LONGEST:
            self[piece] = tokens
        return tokens

    def _tokens(self, piece: str) -> Sequence[int]:
        if _PLAIN.fullmatch(piece):
            words = _WORDS.findall(piece.lower())
            return [token.id for word in words for token in self._vocabulary.tokenize(word)]
        return self._tokenizer.encode(piece, add_special_tokens=False).ids


class StaticModel:
    """A table of token vectors, int8 with a scale a row, mapped from its file."""

    prefixes = ("", "")

    def __init__(self, folder: Path) -> None:
        """Raises OSError or ValueError when a file is missing or not the one that was sealed."""
        with (folder / "model.safetensors").open("rb") as file:
            table = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        tokenizer = (folder / "tokenizer.json").read_bytes()
        self.digest = _digest(table, tokenizer)
        if json.loads((folder / _DIGEST).read_bytes()) != {"sha256": self.digest}:
            raise ValueError(f"{folder} is not what {_DIGEST} says")
        self._pieces = _Pieces(Tokenizer.from_buffer(tokenizer))
        self._rows = _tensor(table, "embeddings", np.int8)
        self._scales = _tensor(table, "weights", np.float32)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit vectors of texts, shape (texts, dimension); zeros without a token."""
        if len(self._pieces) > _REMEMBERED:
            self._pieces.clear()
        sums = np.empty((len(texts), self._rows.shape[1]), dtype=np.float32)
        ids = [self._ids(text) for text in texts]
        alone = [row for row, some in enumerate(ids) if len(some) == 1]
        tokens = [ids[row][0] for row in alone]  # many words are one: these at once
        sums[alone] = self._scales[tokens][:, None] * self._rows[tokens]
        several = [row for row, some in enumerate(ids) if len(some) != 1]
        for rows in _together(several, ids):
            if len(rows) == 1:
                sums[rows[0]] = self._sum(ids[rows[0]])
            else:
                sums[rows] = self._sums([ids[row] for row in rows])
        lengths = np.sqrt(np.einsum("ij,ij->i", sums, sums))[:, None]
        return np.asarray(sums / np.maximum(lengths, 1e-12), dtype=np.float32)

    def _ids(self, text: str) -> NDArray[np.int32]:
        tokens = map(self._pieces.__getitem__, text.replace("\n", " ").split(" "))
        return np.frombuffer(b"".join(tokens), dtype=np.int32)

    def _sums(self, ids: Sequence[NDArray[np.int32]]) -> list[NDArray[np.float32]]:
        """Return the sums of some texts, whose rows are read at once."""
        every = np.concatenate(ids)
        scales, rows = self._scales[every], self._rows.take(every, axis=0).astype(np.float32)
        ends = list(accumulate(map(len, ids), initial=0))
        return [scales[first:last] @ rows[first:last] for first, last in pairwise(ends)]

    def _sum(self, ids: NDArray[np.int32]) -> NDArray[np.float32]:
        """Return the sum of the vectors of some tokens, shape (dimension,).

        One product a text: its vector is the same to the last bit whatever it is embedded with.
        """
        total = np.zeros(self._rows.shape[1], dtype=np.float32)
        for first in range(0, len(ids), _SLICE):
            part = ids[first : first + _SLICE]
            total += self._scales[part] @ self._rows[part].astype(np.float32)
        return total


def _together(rows: Iterable[int], ids: Sequence[NDArray[np.int32]]) -> Iterator[list[int]]:
    """Yield the rows of texts whose tokens are summed together, a long one alone."""
    some: list[int] = []
    tokens = 0
    for row in rows:
        if some and tokens + len(ids[row]) > _TOGETHER:
            yield some
            some, tokens = [], 0
        some.append(row)
        tokens += len(ids[row])
    if some:
        yield some


def seal(folder: Path) -> None:
    """Write the digest by which a model in `folder` is known, and its damage found."""
    files = [(folder / name).read_bytes() for name in ("model.safetensors", "tokenizer.json")]
    (folder / _DIGEST).write_text(json.dumps({"sha256": _digest(*files)}) + "\n", encoding="utf-8")


def _digest(table: bytes | mmap.mmap, tokenizer: bytes) -> str:
    found = hashlib.sha256(table)
    found.update(tokenizer)
    return found.hexdigest()


def _tensor(file: mmap.mmap, name: str, kind: type[Kind]) -> NDArray[Kind]:
    """Return one tensor of a safetensors file: a length, a JSON header, then the values."""
    start = 8 + int.from_bytes(file[:8], "little")
    entry = json.loads(file[8:start])[name]
    shape, (first, _) = entry["shape"], entry["data_offsets"]
    return np.frombuffer(file, kind, prod(shape), start + first).reshape(shape)
