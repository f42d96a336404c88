"""The number of each term, looked up in files as they are: nothing is parsed when they are opened.

A term lies in the bucket that the end of its CRC-32 names; most buckets hold one term or none.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.tables import Lines, read_array, write_array


class Terms(Mapping[str, int]):
    """Terms by their numbers, in the order of these.

    `text` holds each in UTF-8 with a line feed after it. Those of bucket b are `slots[buckets[b]]`
    to before `slots[buckets[b + 1]]`; a slot is where in `text` a term begins, and its number.
    """

    def __init__(self, text: bytes, buckets: NDArray[np.int32], slots: NDArray[np.int32]) -> None:
        self._text, self._buckets, self._slots = text, buckets.data, slots.data
        self._mask = len(buckets) - 2

    def __getitem__(self, term: str) -> int:
        number: int | None = self.get(term)
        if number is None:
            raise KeyError(term)
        return number

    def get(self, term: str, default: Any = None, /) -> Any:
        """Return the number of a term, `default` for one that is not here."""
        raw = term.encode("utf-8", "surrogatepass")
        bucket = crc32(raw) & self._mask
        for slot in range(self._buckets[bucket], self._buckets[bucket + 1]):
            begin, number = self._slots[slot, 0], self._slots[slot, 1]
            if self._text.startswith(raw + b"\n", begin) and b"\n" not in raw:
                return number
        return default

    def __contains__(self, term: object) -> bool:
        return isinstance(term, str) and self.get(term) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.listed())

    def listed(self) -> Lines:
        """Return the terms in the order of their numbers."""
        return Lines(self._text[:-1])

    def __len__(self) -> int:
        return len(self._slots)


def write(folder: Path, name: str, terms: Sequence[str]) -> None:
    """Write terms that hold no line feed, numbered from 0 on, to files that begin with `name`."""
    raw = [term.encode() for term in terms]
    ends = np.cumsum([len(one) + 1 for one in raw], dtype=np.int64)
    mask = (1 << len(raw).bit_length()) - 1
    bucket = np.fromiter(map(crc32, raw), dtype=np.int64, count=len(raw)) & mask
    number = np.argsort(bucket, kind="stable")
    first = np.searchsorted(bucket[number], np.arange(mask + 2))
    begins = np.concatenate([[0], ends[:-1]])[number] if raw else number
    (folder / f"{name}.txt").write_bytes(b"".join(one + b"\n" for one in raw))
    write_array(folder / f"{name}-buckets.npy", first.astype(np.int32))
    write_array(folder / f"{name}-slots.npy", np.stack([begins, number], axis=1).astype(np.int32))


def read(folder: Path, name: str) -> Terms:
    """Return the terms that `write` wrote."""
    buckets, slots = (read_array(folder / f"{name}-{part}.npy") for part in ("buckets", "slots"))
    return Terms((folder / f"{name}.txt").read_bytes(), buckets, slots)
