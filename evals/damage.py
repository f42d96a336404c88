"""An index whose files were damaged: what is found when it is opened, and once it is mended."""

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Literal

from evals import breakage, forks, specimen
from evals.breakage import Damage, Flip, Index
from evals.forks import ChildError
from evals.specimen import Seen

Outcome = Literal["harmless", "detected", "without store", "wrong", "died"]
"""The same hits; refused; answered the same without Chroma; other hits or a fault; a dead process.
"""


@dataclass(frozen=True, slots=True)
class Damaged:
    """What a damaged index was found to be, and what became of it."""

    what: Damage | Flip
    outcome: Outcome
    told: str = ""


def suffer(folder: Path, some: Iterable[Damage | Flip], known: Seen) -> Iterator[Damaged]:
    """Yield what becomes of a sound index by each damage; it is left as it was."""
    numbers = count()
    cases = [(folder, what, folder.with_name(f"damaged-{next(numbers)}")) for what in some]
    for (_, what, copy), seen in forks.each(_look, cases):
        shutil.rmtree(copy, ignore_errors=True)  # of one that died
        yield _judged(what, seen, known)


def mend(folder: Path, what: Damage | Flip, known: Seen) -> str:
    """Return what is wrong with a damaged index after an ordinary update, else an empty string."""
    copy = folder.with_name("mended")
    try:
        seen = forks.called(partial(_remade, folder, what, copy))
    except ChildError as error:
        return str(error)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    if seen.is_like(known) and seen.store and not seen.fault:
        return ""
    return f"{seen.found} {seen.fault}, store {seen.store}"


def _judged(what: Damage | Flip, seen: Seen | ChildError, known: Seen) -> Damaged:
    if isinstance(seen, ChildError):
        return Damaged(what, "died", str(seen))
    if seen.found in ("missing", "damaged"):
        return Damaged(what, "detected", seen.fault)
    if not seen.is_like(known) or seen.fault:
        return Damaged(what, "wrong", seen.fault)
    return Damaged(what, "harmless" if seen.store else "without store")


def _look(case: tuple[Path, Damage | Flip, Path]) -> Seen:
    folder, what, copy = case
    _link_or_copy(folder, what, copy)
    breakage.do(what, copy)
    try:
        return specimen.look(copy)
    finally:
        shutil.rmtree(copy)


def _remade(folder: Path, what: Damage | Flip, copy: Path) -> Seen:
    shutil.copytree(folder, copy)
    breakage.do(what, copy)
    specimen.make_all("new", copy)
    return specimen.look(copy)


def _link_or_copy(folder: Path, what: Damage | Flip, copy: Path) -> None:
    """Copy an index to be looked at: where one file is damaged, the others are linked."""
    if not what.file:
        shutil.copytree(folder, copy)
        return
    shutil.copytree(folder, copy, copy_function=os.link)
    file = copy / what.file if isinstance(what, Flip) else Index.of(copy).path / what.file
    raw = file.read_bytes()
    file.unlink()
    file.write_bytes(raw)
