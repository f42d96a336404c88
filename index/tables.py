"""Lists of words and arrays of numbers as plain files, opened without being parsed."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def write_lines(path: Path, lines: Sequence[str]) -> None:
    """Write texts that hold no line feed, one a line, in UTF-8."""
    path.write_bytes("\n".join(lines).encode())


def read_lines(path: Path) -> list[str]:
    """Return the lines that `write_lines` wrote."""
    text = path.read_bytes().decode()
    return text.split("\n") if text else []


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array; its file ends in .npy."""
    np.save(path, values, allow_pickle=False)


def write_rows(path: Path, shape: tuple[int, int], parts: Iterable[NDArray[np.float32]]) -> None:
    """Write an array of float32 whose rows come some at a time.

    The file is not mapped into memory meanwhile: where the disk is full that ends the process.
    """
    kind = np.lib.format.dtype_to_descr(np.dtype(np.float32))
    with path.open("wb") as file:
        header = {"descr": kind, "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for part in parts:
            file.write(part.astype(np.float32, copy=False).tobytes())


def read_array(path: Path) -> NDArray[Any]:
    """Return an array of a file, mapped into memory where it holds anything."""
    try:
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except ValueError:  # nothing cannot be mapped
        return np.asarray(np.load(path, allow_pickle=False))
