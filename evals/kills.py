"""Processes killed while they bring an index up to date, and what is found afterwards."""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from signal import SIGKILL, SIGXFSZ
from typing import Any, Literal

from evals import events, forks, specimen
from evals.events import Aim, Event
from evals.specimen import Found, Seen, State

Scene = Literal["changed", "anew", "first"]
"""Over two versions with their stores; over one without; where there is no index."""

_DEATHS = (-SIGKILL, -SIGXFSZ)
_HNSW = ("header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle")
_OTHERS = ("chroma.sqlite3", "chroma.sqlite3-journal")
_LOOK_AGAIN = 0.0002  # seconds; an HNSW file of 1,000 rows is written in some milliseconds
_SECONDS = 60.0  # for what takes 3


@dataclass(frozen=True, slots=True)
class Sight:
    """A file of Chroma's that has reached a share of its size; death comes `after` seconds."""

    file: str
    share: float
    after: float


@dataclass(frozen=True, slots=True)
class Kill:
    """How the builder of a scene dies: at an aim, at a sight, or at a share of its time."""

    scene: Scene
    at: Aim | Sight | float


@dataclass(frozen=True, slots=True)
class Killed:
    """What was found after a kill: at once, and where the work was done again, then.

    `code` is the exit code of the one that was killed; `half` tells whether an HNSW file was left
    unfinished; `error` is how a process ended that should not have.
    """

    kill: Kill
    code: int | None
    half: bool = False
    seen: Seen | None = None
    mended: Seen | None = None
    error: str = ""

    @property
    def has_died(self) -> bool:
        """Whether the kill came before the work was done."""
        return self.code in _DEATHS

    @property
    def fault(self) -> str:
        """What is wrong, an empty string where all is as it should be."""
        first: Found = "missing" if self.kill.scene == "first" else "old"
        if self.error or self.seen is None:
            return self.error or "nothing seen"
        if self.seen.found not in (first, "new") or self.seen.fault:
            return f"{self.seen.found} {self.seen.fault}"
        if self.mended is None:
            return ""
        if self.mended.found != "new" or self.mended.fault:
            return f"mended: {self.mended.found} {self.mended.fault}"
        is_whole = self.mended.store and not self.mended.left
        return "" if is_whole else f"{self.mended.left} left, store {self.mended.store}"


@dataclass(frozen=True, slots=True)
class Ground:
    """What kills begin from: a folder for each scene, and what is known of an untouched index.

    `seconds` is how long the work of a scene takes, `events` where it can be killed, `sizes` are
    those of Chroma's files by name, `folder` is where trials take place.
    """

    scenes: Mapping[Scene, Path]
    known: Mapping[State, Seen]
    seconds: Mapping[Scene, float]
    events: Mapping[Scene, Sequence[Event]]
    sizes: Mapping[str, int]
    folder: Path

    def told(self, seen: Seen) -> Seen:
        """Return what was seen with the state that it is like."""
        return specimen.told(seen, self.known)


def prepare(folder: Path) -> Ground:
    """Return the ground for kills, made below an empty folder."""
    scenes: dict[Scene, Path] = {name: folder / name for name in ("changed", "anew", "first")}
    forks.called(specimen.make_all, "new", scenes["changed"])
    known: dict[State, Seen] = {"new": _seen(scenes["changed"], "new")}
    forks.called(specimen.make_all, "old", scenes["changed"])
    known["old"] = _seen(scenes["changed"], "old")
    forks.called(specimen.make, "old", scenes["anew"])
    scenes["first"].mkdir()
    seconds, found = dict[Scene, float](), dict[Scene, Sequence[Event]]()
    for name, path in scenes.items():
        copy = shutil.copytree(path, folder / "recorded")
        begun = time.monotonic()
        found[name] = forks.called(_record, copy)
        seconds[name] = time.monotonic() - begun
        sizes = {file.name: file.stat().st_size for file in copy.rglob("chroma/**/*")}
        shutil.rmtree(copy)
    return Ground(scenes, known, seconds, found, sizes, folder)


def at_random(ground: Ground, count: int, seed: int) -> Iterator[Kill]:
    """Yield kills at random times, spread over the time that each scene takes."""
    random = Random(seed)
    names = list(ground.scenes)
    for number in range(count):
        share = (number // len(names) + random.random()) / -(-count // len(names))
        yield Kill(names[number % len(names)], share)


def aimed(ground: Ground, count: int, seed: int) -> list[Kill]:
    """Return kills aimed at every step of publishing, and evenly at the rest of the places.

    A third are aimed at Chroma's files, of which those of HNSW are written by no call of ours.
    """
    random = Random(seed)
    kills = [Kill("anew", sight) for sight in _sights(count // 3, ground.seconds["anew"], random)]
    first, rest = list[Aim](), list[Aim]()
    for event in ground.events["changed"]:
        (first if _is_publishing(event) else rest).append(Aim(event.number))
        if event.name == "open" and event.size > 1:
            rest.append(Aim(event.number, random.randrange(1, event.size)))
    wanted = count - len(kills)
    step = len(rest) / max(1, wanted - len(first))
    chosen = first + [rest[int(n * step) % len(rest)] for n in range(wanted - len(first))]
    return kills + [Kill("changed", aim) for aim in chosen[:wanted]]


def run(
    ground: Ground, kills: Sequence[Kill], workers: int = 1, mend_every: int = 1
) -> Iterator[Killed]:
    """Yield what is found after each kill; one that came too late is tried once more, sooner.

    After one in `mend_every` the work is done again.
    """
    with ThreadPoolExecutor(workers) as pool:
        mended = (not number % mend_every for number in range(len(kills)))
        yield from pool.map(partial(_tried, ground), kills, range(len(kills)), mended)


def _tried(ground: Ground, kill: Kill, number: int, is_mended: bool) -> Killed:
    killed = _one(ground, kill, ground.folder / f"trial-{number}", is_mended)
    if killed.has_died or not isinstance(kill.at, float):
        return killed
    sooner = replace(kill, at=kill.at * 0.9)
    return _one(ground, sooner, ground.folder / f"trial-{number}-again", is_mended)


def _one(ground: Ground, kill: Kill, folder: Path, is_mended: bool) -> Killed:
    shutil.copytree(ground.scenes[kill.scene], folder)
    aim = kill.at if isinstance(kill.at, Aim) else None
    try:
        with forks.running(_die, folder, aim) as child:
            _wait(kill, ground, child, folder)
            killed = Killed(kill, child.process.exitcode, _is_half(folder, ground.sizes))
            killed = _found(killed, ground, folder)
        return _mended(killed, ground, folder) if is_mended else killed
    finally:
        shutil.rmtree(folder)


def _wait(kill: Kill, ground: Ground, child: forks.Running[Any], folder: Path) -> None:
    """Come back when the process has died."""
    if isinstance(kill.at, Sight):
        size = int(ground.sizes.get(kill.at.file, 1) * kill.at.share)
        end = time.monotonic() + _SECONDS
        while child.process.is_alive() and time.monotonic() < end:
            if any(found >= size for found in _sizes(folder, kill.at.file)):
                time.sleep(kill.at.after)
                break
            time.sleep(_LOOK_AGAIN)
    elif isinstance(kill.at, float):
        child.process.join(kill.at * ground.seconds[kill.scene])
    else:
        child.process.join(_SECONDS)
    child.kill()


def _found(killed: Killed, ground: Ground, folder: Path) -> Killed:
    """Look at what is left, while the checks that the builder had started may still run."""
    try:
        return replace(killed, seen=ground.told(forks.called(specimen.look, folder)))
    except forks.ChildError as error:
        return replace(killed, error=str(error))


def _mended(killed: Killed, ground: Ground, folder: Path) -> Killed:
    """Do the work again, and look at that."""
    try:
        forks.called(specimen.make_all, "new", folder)
        return replace(killed, mended=ground.told(forks.called(specimen.look, folder)))
    except forks.ChildError as error:
        return replace(killed, error=killed.error or str(error))


def _die(send: Callable[[Any], None], folder: Path, aim: Aim | None) -> None:
    if aim is not None:
        events.die_at(aim, folder)
    specimen.make_all("new", folder)


def _record(folder: Path) -> list[Event]:
    return events.record(folder, lambda: specimen.make_all("new", folder))


def _seen(folder: Path, state: State) -> Seen:
    return replace(forks.called(specimen.look, folder), found=state)


def _is_publishing(event: Event) -> bool:
    """Return whether an event is a step of publishing a version or a store."""
    is_moved = event.name in ("os.rename", "shutil.rmtree")
    return is_moved or event.path.startswith("CURRENT") or event.path in ("version-*", "building-*")


def _sights(count: int, seconds: float, random: Random) -> Iterator[Sight]:
    """Yield sights of each of Chroma's files in turn; half of data_level0's are of a part of it."""
    files = (*_HNSW, "data_level0.bin", *_OTHERS)
    for number in range(count):
        file = files[number % len(files)]
        share = random.random() if file == "data_level0.bin" else 0.0
        spread = 0.1 * seconds if file in _OTHERS else 0.005
        yield Sight(file, share, random.random() * spread * (number // len(files) % 2))


def _sizes(folder: Path, name: str) -> Iterator[int]:
    """Yield the bytes of a file in each unfinished store; one that goes meanwhile has none."""
    for building in folder.glob("building-*"):
        for parent, _, names in os.walk(building):
            if name in names:
                with suppress(FileNotFoundError):
                    yield Path(parent, name).stat().st_size


def _is_half(folder: Path, sizes: Mapping[str, int]) -> bool:
    """Return whether an HNSW file lies in an unfinished store with less than it gets."""
    return any(found < sizes.get(name, 0) for name in _HNSW for found in _sizes(folder, name))
