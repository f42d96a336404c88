"""`initiativ add`, `remove` and `sync`: what the assistant answers from, brought up to date.

What they do is imported when they are run, so that the command line's help stays quick.
"""

import argparse
import dataclasses
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.settings import Settings
from corpus.errors import UserError

if TYPE_CHECKING:
    from corpus.sync import Change, Desk
    from corpus.wire import Wire

SHELF = "library"  # the folder below INITIATIV_DATA that holds what was added or fetched
_OK, _FAILED = 0, 2
_POLL = 2.0  # seconds between two looks at the files; quick enough to seem at once

_ADD = "tilføj filer, mapper eller webadresser til det, der svares ud fra"
_ITEM = "en fil, en mappe med filer eller en adresse, der begynder med https://"
_REMOVE = "fjern dokumenter, der er tilføjet eller hentet"
_ID = "dokumentets id, som initiativ documents viser det"
_SYNC = "hent adresserne og siderne i sources.yaml igen, og kopiér ændrede filer"
_DRY = "vis kun, hvad der ville blive ændret"
_PRUNE = "fjern også det, der er væk hos kilden, eller som sources.yaml ikke længere nævner"
_WATCH = "bliv ved: følg mappen med dokumenter og sources.yaml, til du trykker Ctrl+C"
_EVERY = "sammen med --watch: hent alt igen så ofte"
_TOLD: Mapping[str, str] = {
    "new": "Nyt: {0.id} ({0.name}).",
    "changed": "Ændret: {0.id} ({0.name}).",
    "same": "Uændret: {0.id} ({0.name}).",
    "gone": "Væk hos kilden: {0.id} ({0.name}). Den seneste kopi beholdes.",
    "failed": "Ikke hentet: {0.name}.",
    "refused": "Ikke taget med: {0.name}.",
    "left": "Nævnes ikke længere: {0.id} ({0.name}).",
    "removed": "Fjernet: {0.id} ({0.name}).",
}
_COUNTED: Mapping[str, str] = {
    "new": "{} nye",
    "changed": "{} ændrede",
    "same": "{} uændrede",
    "gone": "{} væk hos kilden",
    "failed": "{} kunne ikke hentes",
    "removed": "{} fjernet",
}
_NOTHING = "Der er ingen kilder at hente. Tilføj en med: initiativ add https://…"
_DRY_END = "Intet er skrevet."
_WATCHING = "Følger {documents} – stop med Ctrl+C."
_FEW_HOURS = 0.05


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command says what it does, and what it has done when sources changed."""

    tell: Callable[[str], None]
    update: Callable[[], None]
    wire: "Wire | None" = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a file that was sent, and the title of the document that has its name now.

    `is_known` says that it was refused because another file was sent under that name before.
    """

    change: "Change"
    title: str
    is_known: bool


def arguments(commands: Any) -> None:
    """Add `add`, `remove` and `sync` to the command line's subparsers."""
    add_ = commands.add_parser("add", help=_ADD, description=_ADD)
    add_.add_argument("items", nargs="+", metavar="FIL|MAPPE|ADRESSE", help=_ITEM)
    add_.set_defaults(command="add")
    remove_ = commands.add_parser("remove", help=_REMOVE, description=_REMOVE)
    remove_.add_argument("ids", nargs="+", metavar="ID", help=_ID)
    remove_.set_defaults(command="remove")
    sync_ = commands.add_parser("sync", help=_SYNC, description=_SYNC)
    how = sync_.add_mutually_exclusive_group()
    how.add_argument("--dry-run", action="store_true", help=_DRY)
    how.add_argument("--watch", action="store_true", help=_WATCH)
    sync_.add_argument("--prune", action="store_true", help=_PRUNE)
    sync_.add_argument("--every", type=_hours, metavar="TIMER", help=_EVERY)
    sync_.set_defaults(command="sync")


def shelf(chosen: Settings) -> Path:
    """Return the folder of what was added or fetched."""
    return chosen.data / SHELF


def add(parsed: argparse.Namespace, chosen: Settings, console: Console) -> int:
    """Take in files and addresses; return 2 when one was refused or failed."""
    from corpus.sync import add as added

    with _desk(chosen, console.wire) as desk:
        counts = _tell(console, (change for item in parsed.items for change in added(desk, item)))
    return _end(console, counts)


def receive(chosen: Settings, name: str, body: bytes, replace: bool = False) -> Received:
    """Take in a file that was sent, and say what became of it.

    Another file that was sent under the same name before is replaced only when that is wished.
    Raises ShelfError when the shelf cannot be written or is being written.
    """
    from corpus.shelf import digest
    from corpus.sync import Change
    from corpus.sync import receive as received
    from corpus.types import Document, Origin, Source

    titles: list[str] = []
    with _desk(chosen) as desk:

        def read(source: Source) -> Document:
            document = desk.read(source)
            titles.append(document.title)
            return document

        known = desk.shelf.find(name)
        is_another = known is not None and known.sha256 != digest(body)
        if known and is_another and not replace:
            change = Change("refused", name, known.id)
        else:
            change = received(dataclasses.replace(desk, read=read), name, body)
        kept = desk.shelf.documents.get(change.id)
        if kept and not titles:  # it was read when it came, and is there as it was
            read(Source(kept.id, str(desk.shelf.folder / kept.file), "", Origin(kept.address)))
    return Received(change, titles[-1] if kept else "", is_another and not replace)


def remove(parsed: argparse.Namespace, chosen: Settings, console: Console) -> int:
    """Forget documents; return 2 when one was not there."""
    from corpus.sync import remove as removed

    with _desk(chosen, console.wire) as desk:
        counts = _tell(console, (removed(desk, id) for id in parsed.ids))
    return _end(console, counts)


def sync(parsed: argparse.Namespace, chosen: Settings, console: Console) -> int:
    """Bring every source up to date; return 2 when one failed. With --watch it never returns."""
    code = _synced(parsed, chosen, console)
    if parsed.watch:
        console.tell(_WATCHING.format(documents=chosen.documents))
        watch(parsed, chosen, console)
    return code


def watch(parsed: argparse.Namespace, chosen: Settings, console: Console) -> None:
    """Follow the documents and the list of sources until it is interrupted.

    A change is taken in once it has stood still for one look, so that no half-written file is.
    """
    from index.build import IndexBusyError

    seen = before = _stamps(chosen)
    listed, told = _stamp(chosen.sources), ""
    wait = (parsed.every or 0.0) * 3600
    due = console.clock() + wait
    while True:
        console.sleep(_POLL)
        try:
            if _stamp(chosen.sources) != listed or (wait and console.clock() >= due):
                listed, due = _stamp(chosen.sources), console.clock() + wait
                _synced(parsed, chosen, console)
                seen = before = _stamps(chosen)
            now = _stamps(chosen)
            if now != seen and now == before:
                was, seen = seen, now  # also when it cannot be taken in: it is not tried again
                try:
                    console.update()
                except IndexBusyError:
                    seen = was
                    raise
            before, told = now, ""
        except UserError as error:
            if str(error) != told:  # what lasts is told of once
                told = str(error)
                console.tell(told)


def _synced(parsed: argparse.Namespace, chosen: Settings, console: Console) -> int:
    from corpus.sourcelist import entries
    from corpus.sync import sync as synced

    listed = entries(chosen.sources)
    with _desk(chosen, console.wire, dry=parsed.dry_run) as desk:
        if not listed and not desk.shelf.documents:
            console.tell(_NOTHING)
            return _OK
        counts = _tell(console, synced(desk, listed, parsed.prune), quiet=("same", "refused"))
    numbers = [_COUNTED[what].format(counts[what]) for what in _COUNTED if counts[what]]
    if numbers:
        console.tell(f"{', '.join(numbers)}.")
    if parsed.dry_run:
        console.tell(_DRY_END)
    else:
        console.update()
    return _FAILED if counts["failed"] else _OK


@contextmanager
def _desk(chosen: Settings, wire: "Wire | None" = None, dry: bool = False) -> Iterator["Desk"]:
    """Give what sources are brought up to date with; nobody else changes them meanwhile."""
    from corpus.load import sources
    from corpus.reading import Reading
    from corpus.shelf import Shelf, locked
    from corpus.sync import Desk
    from corpus.web import Manners, Web

    manners = Manners(private=chosen.private_addresses, pause=chosen.fetch_pause)
    taken = frozenset(source.id for source in sources(chosen.documents).sources)
    folder = shelf(chosen)
    with (
        nullcontext() if dry else locked(folder),
        Reading() as reading,
        Web(manners, wire) as web,
    ):
        yield Desk(Shelf(folder, dry), web, reading.document, taken)


def _tell(
    console: Console, changes: Iterable["Change"], quiet: tuple[str, ...] = ()
) -> Counter[str]:
    """Say what became of each source as it happens, and return how many of each there were."""
    counts: Counter[str] = Counter()
    for change in changes:
        counts[change.what] += 1
        if change.what not in quiet:
            console.tell(" ".join(filter(None, [_TOLD[change.what].format(change), change.why])))
    return counts


def _end(console: Console, counts: Counter[str]) -> int:
    if counts.total() > counts["refused"]:
        console.update()
    return _FAILED if counts["refused"] or counts["failed"] else _OK


def _stamps(chosen: Settings) -> tuple[tuple[str, str], ...]:
    from corpus.shelf import all_sources

    listed = all_sources(chosen.documents, shelf(chosen)).sources
    return tuple((source.id, source.stamp) for source in listed)


def _stamp(path: Path) -> tuple[int, int]:
    try:
        state = path.stat()
    except OSError:
        return (0, 0)
    return (state.st_size, state.st_mtime_ns)


def _hours(text: str) -> float:
    """Return a number of hours, written with a comma or a point."""
    hours = float(text.replace(",", "."))
    if not hours >= _FEW_HOURS:
        raise argparse.ArgumentTypeError("hours")
    return hours
