"""`initiativ index`, `backup` and `restore`: the index made, checked, kept safe and put back."""

import argparse
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import SHIPPED_DOCUMENTS, Settings
from assistant.sources import shelf
from corpus.errors import Problem, UserError, reason

if TYPE_CHECKING:
    from index.assemble import Progress
    from index.build import Built

_OK, _FAILED = 0, 2
_SHELF, _DOCUMENTS = "library", "documents"

_INDEX = "bring indekset på linje med dokumenterne; kun det ændrede bliver regnet om"
_CHECK = "kontrollér indekset uden at ændre noget"
_REBUILD = "byg indekset forfra"
_BACKUP = "gem indekset og dokumenterne i én fil"
_RESTORE = "læg en sikkerhedskopi tilbage"
_FILE = "filen med sikkerhedskopien, fx initiativ.tar.gz"

_BUILT = "Indekset er klar: {0.passages} tekststykker, {0.embedded} af dem nye."
_REUSED = "Indekset passer til dokumenterne og bliver genbrugt: {0.passages} tekststykker."
_SKIPPED = "Sprunget over: {0.file}. {0.reason}"
_FILLED = "Chromas kopi af vektorerne er klar."
_UNFILLED = "Chromas kopi af vektorerne kunne ikke laves ({0}). Søgningen klarer sig uden."
_PUSHED = "Indekset er lagt op på Chroma-serveren {0}."
_SHARED = "Chroma-serveren {0} har allerede dette indeks."
_SOUND = "Indekset er i orden: {documents} dokumenter, {passages} tekststykker."
_STORE = {
    True: "Chromas kopi af vektorerne er i orden.",
    False: "Chroma har ingen brugbar kopi af vektorerne. Lav den med: initiativ index",
}
_BEHIND = "Dokumenterne er ændret siden. Bring indekset på linje med: initiativ index"
_WRONG = "Indekset bestod ikke kontrollen ({0}). Byg det igen med: initiativ index --rebuild"
_NO_INDEX = "Der er intet indeks endnu. Byg det med: initiativ index"
_SAVED = "Gemt i {0}."
_RESTORED = "Lagt tilbage: indekset i {data} og dokumenterne i {documents}."
_NO_PLACE = (
    "Dokumenterne kan ikke skrives i {0} ({1}). Intet er ændret. Giv skriveadgang og plads dér, "
    "og prøv igen."
)
_OTHERS = (
    "Der ligger andre dokumenter i {0} end i sikkerhedskopien. Intet er ændret. Peg på en tom "
    "mappe med INITIATIV_{1}, og prøv igen."
)


def arguments(commands: Any) -> None:
    """Add `index`, `backup` and `restore` to the command line's subparsers."""
    index_ = commands.add_parser("index", help=_INDEX, description=_INDEX)
    what = index_.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help=_CHECK)
    what.add_argument("--rebuild", action="store_true", help=_REBUILD)
    index_.set_defaults(command="index")
    for name, told in (("backup", _BACKUP), ("restore", _RESTORE)):
        parser = commands.add_parser(name, help=told, description=told)
        parser.add_argument("file", type=Path, metavar="FIL", help=_FILE)
        parser.set_defaults(command=name)


def index(parsed: argparse.Namespace, chosen: Settings, tell: Callable[[str], None]) -> int:
    """Bring the index up to date, or check it; return 2 when the check finds a fault."""
    if parsed.check:
        return checked(chosen, tell)
    build(chosen, tell, anew=parsed.rebuild)
    if not chosen.chroma:
        fill(chosen, tell)
    return _OK


def build(
    chosen: Settings, tell: Callable[[str], None], anew: bool = False, wait: float = 0.0
) -> "Built":
    """Bring the index up to date, on the Chroma server too, and tell what was done.

    Waits up to `wait` seconds for another process that builds.
    """
    from assistant import sharing
    from assistant.opening import bring_up_to_date
    from index.build import How

    with progress("Læser dokumenter", " dokumenter") as show:
        built = bring_up_to_date(chosen, How(show, wait, anew=anew))
    tell_problems(built.problems, tell)
    tell((_BUILT if built.changed else _REUSED).format(built))
    if chosen.chroma:
        with progress("Lægger op på Chroma-serveren", " tekststykker") as show:
            pushed = sharing.push(chosen, show)
        tell((_PUSHED if pushed else _SHARED).format(chosen.chroma))
    return built


def tell_problems(problems: Iterable[Problem], tell: Callable[[str], None]) -> None:
    """Tell of each file that was skipped, and why."""
    for problem in problems:
        tell(_SKIPPED.format(problem))


def fill(chosen: Settings, tell: Callable[[str], None]) -> None:
    """Make Chroma's copy of the vectors; where that fails, search does without."""
    from index.build import IndexBusyError, IndexUnwritableError, fill_store
    from index.embed import Embedding
    from index.retrieve import StoreError

    try:
        with progress("Kopierer til Chroma", " tekststykker") as show:
            if fill_store(chosen.data, Embedding(chosen.embedding), show):
                tell(_FILLED)
    except (StoreError, IndexBusyError, IndexUnwritableError) as error:
        tell(_UNFILLED.format(error))


def backup(parsed: argparse.Namespace, chosen: Settings, tell: Callable[[str], None]) -> int:
    """Write the index, what was added, and the documents to one file."""
    from index import archive
    from index.version import IndexMissingError

    folders = {_SHELF: shelf(chosen), _DOCUMENTS: chosen.documents}
    if chosen.documents == SHIPPED_DOCUMENTS:
        del folders[_DOCUMENTS]  # they come with the program
    try:
        archive.backup(
            parsed.file, chosen.data, {k: path for k, path in folders.items() if path.is_dir()}
        )
    except IndexMissingError as error:
        raise UserError(_NO_INDEX) from error
    tell(_SAVED.format(parsed.file))
    return _OK


def restore(parsed: argparse.Namespace, chosen: Settings, tell: Callable[[str], None]) -> int:
    """Put a backup back: the index, what was added, and the documents where there are none."""
    from index import archive
    from index.build import writing

    with writing(chosen.data), archive.opened(parsed.file, chosen.data) as unpacked:
        places = (_DOCUMENTS, chosen.documents, "DOCUMENTS"), (_SHELF, shelf(chosen), "DATA")
        for folder, to, setting in places:
            there, saved = _digests(to), _digests(unpacked / folder)
            if (unpacked / folder).is_dir() and there and there != saved:
                raise UserError(_OTHERS.format(to, setting))
        for folder, to, _ in places:
            _put(unpacked / folder, to)
        archive.restore(unpacked, chosen.data)
    tell(_RESTORED.format(data=chosen.data, documents=chosen.documents))
    return _OK


@contextmanager
def progress(title: str, unit: str) -> Iterator["Progress"]:
    """Give a progress bar that appears when there is something to do."""
    bars: list[Any] = []

    def show(done: int, total: int) -> None:
        if total and not bars:
            from tqdm import tqdm

            bars.append(tqdm(total=total, desc=title, unit=unit))
        if bars:
            bars[0].update(done - bars[0].n)

    try:
        yield show
    finally:
        for bar in bars:
            bar.close()


def checked(chosen: Settings, tell: Callable[[str], None]) -> int:
    """Tell how the index is; return 2 when it is at fault. Raises UserError where there is none."""
    from assistant import sharing
    from assistant.opening import listed
    from index import store, verify, version
    from index.build import is_current
    from index.embed import Embedding
    from index.opened import open_version
    from index.version import IndexMissingError

    embedding = Embedding(chosen.embedding)
    try:
        path, manifest = version.published(chosen.data)
        fault = verify.fault_in_child(path)
        if fault:
            tell(_WRONG.format(fault))
            return _FAILED
        open_version(chosen.data, embedding)
    except IndexMissingError as error:
        raise UserError(_NO_INDEX) from error
    tell(_SOUND.format(documents=manifest.documents, passages=manifest.passages))
    if chosen.chroma:
        tell(sharing.state(chosen))
        return _OK
    tell(_STORE[store.is_sound(path)])
    if not is_current(listed(chosen).sources, chosen.data, embedding):
        tell(_BEHIND)
    return _OK


def _digests(folder: Path) -> dict[str, str]:
    """Return the digests of a folder's files by their places in it."""
    from index import archive, version

    return {place: version.digest(path) for place, path in archive.files(folder).items()}


def _put(folder: Path, to: Path) -> None:
    """Copy a folder's files to where none are, or the same; where that fails, none are left."""
    from index import archive

    placed: list[Path] = []
    try:
        for place, saved in archive.files(folder).items():
            path = to / place
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                placed.append(path)
                shutil.copy2(saved, path)
    except OSError as error:
        for path in placed:
            path.unlink(missing_ok=True)
        raise UserError(_NO_PLACE.format(to, reason(error))) from error
