"""Lists of words and arrays of numbers as plain files, opened without being parsed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

# numpy reads an array's header with Python's own parser, of which two threads at once disturb each
# other in Python 3.11 (SystemError: AST constructor recursion depth mismatch).
_ONE_AT_A_TIME = Lock()


def write_lines(path: Path, lines: Sequence[str]) -> None:
    """Write texts that hold no line feed, one a line, in UTF-8."""
    path.write_bytes("\n".join(lines).encode())


class Lines(Sequence[str]):
    """The lines of a file, of which only those that are asked for are decoded."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def __len__(self) -> int:
        return len(self._ends)

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return [self[row] for row in range(*place.indices(len(self)))]
        if place < 0:
            place = range(len(self))[place]
        begin = self._ends[place - 1] + 1 if place else 0
        return self._raw[begin : self._ends[place]].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._raw.decode().split("\n") if self._raw else ())

    @cached_property
    def _ends(self) -> memoryview:
        """Where each line ends, as numbers of Python: numpy's take longer to get."""
        if not self._raw:
            return memoryview(b"")
        ends = np.flatnonzero(np.frombuffer(self._raw, dtype=np.uint8) == ord("\n"))
        return np.append(ends, len(self._raw)).data


def read_lines(path: Path) -> Lines:
    """Return the lines that `write_lines` wrote."""
    return Lines(path.read_bytes())


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array as a file is written: `np.save` does not say why a full disk refuses it.

    Its file ends in .npy.
    """
    whole = np.ascontiguousarray(values)
    header = np.lib.format.header_data_from_array_1_0(whole)
    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header)
        file.write(whole.data)


@contextmanager
def rows_of(path: Path, width: int) -> Iterator[Callable[[NDArray[np.float32]], None]]:
    """Give what appends rows to the file of an array of float32, which says at the end how many.

    The file is not mapped into memory meanwhile: where the disk is full that ends the process.
    """
    count = 0
    nothing = np.zeros(0, dtype=np.float32)
    header = np.lib.format.header_data_from_array_1_0(nothing)

    def append(rows: NDArray[np.float32]) -> None:
        nonlocal count
        file.write(np.ascontiguousarray(rows).data)
        count += len(rows)

    with path.open("wb") as file:
        np.lib.format.write_array_header_1_0(file, header | {"shape": (0, width)})
        yield append
        file.seek(0)  # a header has room for any number of rows
        np.lib.format.write_array_header_1_0(file, header | {"shape": (count, width)})


def read_array(path: Path) -> NDArray[Any]:
    """Return an array of a file, mapped into memory where it holds anything."""
    with _ONE_AT_A_TIME:
        try:
            return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
        except ValueError:  # nothing cannot be mapped
            return np.asarray(np.load(path, allow_pickle=False))
