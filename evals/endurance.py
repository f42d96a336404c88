"""`python -m evals.endurance`: kills and damages an index many times, and counts what is found.

Nothing but invented pages is indexed. It takes Linux or macOS, and some 40 minutes.
"""

import argparse
import signal
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import settings
from evals import breakage, damage, forks, kills, reindexing, specimen
from evals.breakage import Damage, Flip
from evals.damage import Damaged, Outcome
from evals.kills import Killed
from evals.specimen import Found

_SEED = 1
_ROW = "| {0} | {1:,} | {2} |"
_HEAD = "| what | times | found |\n|---|---:|---|"
_STATES: dict[Found, str] = {
    "old": "the old version",
    "new": "the new version",
    "missing": "nothing yet, of a first index",
    "damaged": "damaged",
    "other": "neither",
}
_OUTCOMES: dict[Outcome, str] = {
    "detected": "refused",
    "without store": "answered the same without Chroma",
    "harmless": "harmless",
    "wrong": "wrong",
    "died": "died",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A line of the table: what was done, how many times, what was found, and each fault."""

    what: str
    times: int
    found: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        """Return the line in Markdown."""
        return _ROW.format(self.what, self.times, self.found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and return 0, or 1 where there was a fault."""
    settings.quiet()
    asked = _parser().parse_args(arguments)
    # One that is told to end leaves nothing mounted and no process behind.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    print(_HEAD, flush=True)
    faults: list[str] = []
    for counted in _all(asked):
        print(counted, flush=True)
        faults += [f"{counted.what}: {fault}" for fault in counted.faults]
    print(f"\n{len(faults)} faults")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def killed(what: str, some: Sequence[Killed]) -> Counted:
    """Return what was found after kills."""
    states = Counter(one.seen.found for one in some if one.seen)
    found = ", ".join(f"{_STATES[state]} {number}" for state, number in states.items())
    half = sum(one.half for one in some)
    late = sum(not one.has_died for one in some)
    found += f"; HNSW files unfinished {half}, work done before the kill {late}"
    faults = [f"{one.fault} after {one.kill}" for one in some if one.fault]
    return Counted(what, len(some), f"{found}; faults {len(faults)}", tuple(faults))


def damaged(what: str, some: Sequence[Damaged]) -> Counted:
    """Return what damages came to."""
    outcomes = Counter(one.outcome for one in some)
    found = ", ".join(f"{words} {outcomes[name]}" for name, words in _OUTCOMES.items())
    faults = (f"{one.outcome} {one.told} {one.what}" for one in some)
    bad = tuple(fault for fault in faults if fault.startswith(("wrong", "died")))
    return Counted(what, len(some), found, bad)


def _all(asked: argparse.Namespace) -> Iterator[Counted]:
    """Yield the lines, each when it is known."""
    with forks.capped(asked.mount) as folder:
        ground = kills.prepare(folder)
        random = list(kills.at_random(ground, asked.kills, asked.seed))
        aimed = kills.aimed(ground, asked.aimed, asked.seed)
        for what, some in (("kills at random times", random), ("kills aimed", aimed)):
            yield killed(what, list(kills.run(ground, some, asked.workers)))
    with forks.capped(asked.mount) as folder:
        yield from _damages(folder / "sound", asked)
    with forks.capped(asked.mount) as folder:
        got = reindexing.endure(folder, asked.reindexings, is_stored=True)
        found = f"{got.questions:,} questions, from {len(got.versions)} versions"
        found += f"; failed {len(got.failures)}"
        yield Counted(
            "re-indexings, while 2 × 2 readers ask", asked.reindexings, found, got.failures
        )


def _damages(folder: Path, asked: argparse.Namespace) -> Iterator[Counted]:
    forks.called(specimen.make_all, "old", folder)
    forks.called(specimen.make_all, "new", folder)
    known = forks.called(specimen.look, folder)
    some = breakage.damages(folder)
    what = f"damages of {len(breakage.kinds())} kinds, to each file"
    yield damaged(what, list(damage.suffer(folder, some, known)))
    flips: list[Damage | Flip] = list(breakage.flips(folder, asked.flips, asked.seed))
    yield damaged("flipped bytes", list(damage.suffer(folder, flips, known)))
    one_of_each = [next(one for one in some if one.kind == kind) for kind in breakage.kinds()]
    faults = [(damage.mend(folder, one, known), one) for one in one_of_each]
    bad = tuple(f"{fault} after {one}" for fault, one in faults if fault)
    found = f"as an untouched one {len(faults) - len(bad)}"
    yield Counted("updates after damage, one of each kind", len(faults), found, bad)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m evals.endurance", description=__doc__)
    for name, count in (("kills", 300), ("aimed", 300), ("flips", 1_000), ("reindexings", 50)):
        parser.add_argument(f"--{name}", type=int, default=count, help=f"{count} unless given")
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--workers", type=int, default=2, help="kills at a time")
    parser.add_argument(
        "--mount", action="store_true", help="on a file system of 256 MB (as root, on Linux)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
