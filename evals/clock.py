"""How long, how much and how large: what one process measures of itself."""

import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

_MB = 1e6

Found = Mapping[str, float]
"""What was measured, by name."""


@contextmanager
def timed() -> Iterator[Callable[[], float]]:
    """Give what tells the seconds from the beginning of the block to its end."""
    began = time.perf_counter()
    ended = None
    yield lambda: (ended or time.perf_counter()) - began
    ended = time.perf_counter()


def milliseconds(ask: Callable[..., object], what: object) -> float:
    began = time.perf_counter()
    ask(what)
    return 1000 * (time.perf_counter() - began)


def spread(name: str, times: Sequence[float]) -> Found:
    """Return the median and the 95th percentile of times."""
    return {
        f"{name} p50": float(np.percentile(times, 50)),
        f"{name} p95": float(np.percentile(times, 95)),
    }


def disk(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / _MB


def memory() -> Found:
    """Return the most memory that this process has held, in MB.

    Where Linux tells it, not `ru_maxrss`, which begins with that of the process that started it.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        line = next(row for row in status.read_text().splitlines() if row.startswith("VmHWM"))
        return {"memory": int(line.split()[1]) * 1024 / _MB}
    unit = 1 if sys.platform == "darwin" else 1024
    return {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / _MB}
