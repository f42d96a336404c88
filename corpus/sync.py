"""Sources -> the shelf: what was added, what changed and what is gone."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from corpus.addresses import AddressError, host, normal, slug, slug_of
from corpus.crawl import Answer, crawl
from corpus.errors import ReadError, UserError, reason
from corpus.links import links
from corpus.load import SUFFIXES, sources
from corpus.shelf import Kept, Shelf, digest
from corpus.sourcelist import Entry
from corpus.types import Document, Origin, Source
from corpus.web import Page, Seen, Web
from corpus.wire import WebError
from corpus.worker import LARGEST

What = Literal["new", "changed", "same", "gone", "failed", "refused", "left", "removed"]
"""What became of a source: refused, it was not taken in; failed, its last good copy is kept if
there is one; left, nothing names it any more."""

_UNREADABLE = f"Filen kan ikke bruges. Brug en af {', '.join(SUFFIXES)}."


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one source, by its address or path; `why` is in Danish where there is more."""

    what: What
    name: str
    id: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """What sources are brought up to date with.

    `read` returns the document that a file holds or raises ReadError: only what can be read takes
    the place of the last good copy. `taken` are ids that others have.
    """

    shelf: Shelf
    web: Web
    read: Callable[[Source], Document]
    taken: Collection[str] = ()
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


def add(desk: Desk, name: str) -> Iterator[Change]:
    """Yield what became of an address, of a file, or of each file in a folder."""
    if "://" in name:
        yield _fetched(desk, name)
        return
    path = Path(name).expanduser().resolve()
    if path.is_dir():
        try:
            listed = sources(path)
        except UserError as error:
            yield Change("refused", name, why=str(error))
            return
        yield from (_copied(desk, source.path) for source in listed.sources)
        yield from (Change("refused", one.file, why=one.reason) for one in listed.problems)
    else:
        yield _copied(desk, path)


def receive(desk: Desk, name: str, body: bytes) -> Change:
    """Return what became of a file that was sent; only its name is known of where it came from.

    It takes the place of what was sent under that name before, if it can be read.
    """
    suffix, known = Path(name).suffix.lower(), desk.shelf.find(name)
    if suffix not in SUFFIXES:
        return Change("refused", name, why=_UNREADABLE)
    sent = desk.now().isoformat()
    page = Page("found", "", body, suffix, last_modified=sent)
    change = _settled(desk, name, page, "")
    if known and change.what == "failed":
        desk.shelf.note(known)  # nothing is wrong with what was sent before
        return replace(change, what="refused")
    return change


def remove(desk: Desk, id: str) -> Change:
    """Return what became of a document that is to be forgotten."""
    known = desk.shelf.documents.get(id)
    if id in desk.shelf.damaged:
        desk.shelf.remove(id)
        return Change("removed", id, id)
    if known is None:
        why = "Biblioteket har intet dokument med det id. Se dem med: initiativ documents"
        if id in desk.taken:
            why = "Dokumentet ligger i dokumentmappen. Slet filen dér."
        return Change("refused", id, why=why)
    desk.shelf.remove(id)
    why = "Siden kommer igen ved næste sync, hvis sources.yaml fører til den."
    return Change("removed", known.address, id, why if known.entry else "")


def sync(desk: Desk, entries: Sequence[Entry], prune: bool = False) -> Iterator[Change]:
    """Yield what became of every source: those of the entries, then all others that are kept.

    With `prune` what is gone, or was found by an entry that is no more, is removed.
    """
    done: set[str] = set()
    for entry in entries:
        for address, answer in crawl(entry, desk.web, lambda one: _ask(desk, one)):
            change = _settled(desk, address, answer, entry.address)
            if change.what == "refused" and address == entry.address:
                change = replace(change, what="failed")
            if change.id not in done:
                yield change
            done.add(change.id or address)
    named = {entry.address for entry in entries}
    for known in sorted(desk.shelf.documents.values(), key=lambda one: one.id):
        if known.id in done:
            continue
        if known.entry and known.entry not in named:
            why = "Intet i sources.yaml fører til den. Fjern den med: initiativ sync --prune"
            yield Change("left", known.address, known.id, "" if prune else why)
        else:
            yield refreshed(desk, known)
    if prune:
        yield from _pruned(desk, named, done)


def refreshed(desk: Desk, known: Kept) -> Change:
    """Return what became of a source that is kept already."""
    if known.is_web:
        return _fetched(desk, known.address, known.entry)
    path = Path(known.address)
    if not path.is_absolute():  # it was sent, and is nowhere to be looked for
        return Change("same", known.address, known.id)
    return _copied(desk, path)


def _pruned(desk: Desk, named: Collection[str], done: Collection[str]) -> Iterator[Change]:
    """Remove what is gone, and what no entry has found, neither now nor before."""
    for known in list(desk.shelf.documents.values()):
        is_left = known.entry and known.entry not in named and known.id not in done
        if known.gone or is_left:
            desk.shelf.remove(known.id)
            yield Change("removed", known.address, known.id)


def _fetched(desk: Desk, name: str, entry: str = "") -> Change:
    try:
        address = normal(name)
    except AddressError as error:
        return Change("refused", name, why=str(error))
    answer: Answer
    try:
        answer = _ask(desk, address)
    except UserError as error:
        answer = error
    return _settled(desk, address, answer, entry)


def _ask(desk: Desk, address: str) -> Page:
    """Return what an address holds; where it is the same, with the body that is kept."""
    known = desk.shelf.find(address)
    is_whole = known is not None and (desk.shelf.folder / known.file).is_file()
    if known is None or not is_whole:
        return desk.web.fetch(address)
    page = desk.web.fetch(address, Seen(known.url, known.etag, known.last_modified))
    if page.state != "same":
        return page
    return replace(page, body=desk.shelf.body(known), suffix=Path(known.file).suffix)


def _copied(desk: Desk, path: Path) -> Change:
    name = str(path)
    answer: Answer
    try:
        if path.suffix.lower() not in SUFFIXES:
            raise WebError(_UNREADABLE)
        if path.stat().st_size > LARGEST:
            raise WebError("Filen er for stor. Gem det, du skal bruge, i en mindre fil.")
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat()
        body = path.read_bytes()
        answer = Page("found", "", body, path.suffix.lower(), last_modified=modified)
    except FileNotFoundError:
        answer = Page("gone", "")
    except UserError as error:
        answer = error
    except OSError as error:
        answer = WebError(f"Filen kan ikke læses ({reason(error)}).")
    return _settled(desk, name, answer, "")


def _settled(desk: Desk, name: str, answer: Answer, entry: str) -> Change:
    """Put an answer on the shelf, and return what became of the source."""
    known = desk.shelf.find(name)
    if isinstance(answer, UserError):
        return _failed(desk, name, known, str(answer))
    if answer.state == "gone":
        return _gone(desk, name, known)
    canonical = links(answer.body, answer.url).canonical if _is_page(answer) else ""
    other = desk.shelf.find(canonical, answer.url)
    if known is None and other is not None:
        return Change("same", name, other.id, f"Det er samme side som {other.id}.")
    if known is not None and answer.state == "same":
        return _same(desk, _found_by(known, entry), answer)
    return _taken(desk, _known(name, answer, canonical, known, entry), answer)


def _is_page(answer: Page) -> bool:
    return bool(answer.url) and answer.suffix == ".html"


def _known(name: str, answer: Page, canonical: str, known: Kept | None, entry: str) -> Kept:
    """Return what is now known of a source; a new one has no id yet."""
    return replace(
        _found_by(known, entry) if known else Kept("", name, "", entry=entry),
        url=answer.url,
        canonical=canonical,
        etag=answer.etag,
        last_modified=answer.last_modified,
        content_type=answer.content_type,
        why="",
        gone=None,
        failed=None,
    )


def _found_by(known: Kept, entry: str) -> Kept:
    """Return a document with the entry that found it last; one that was added stays so."""
    return replace(known, entry=entry) if known.entry and entry else known


def _same(desk: Desk, known: Kept, answer: Page) -> Change:
    told = replace(known, why="", gone=None, failed=None, etag=answer.etag or known.etag)
    _note(desk, told)
    return Change("same", known.address, known.id)


def _note(desk: Desk, told: Kept) -> None:
    """Note that a document was fetched now, the same as before.

    Twice on one day with nothing else to tell is not noted: answers tell the day alone, and every
    change of what is known has the document read again.
    """
    known, now = desk.shelf.documents[told.id], desk.now()
    is_today = known.fetched is not None and known.fetched.date() == now.date()
    if not is_today or replace(told, fetched=known.fetched) != known:
        desk.shelf.note(replace(told, fetched=now))


def _taken(desk: Desk, kept: Kept, answer: Page) -> Change:
    """Keep what was found, if it can be read; else return why it is not."""
    now, shelf = desk.now(), desk.shelf
    old = shelf.documents.get(kept.id)
    if old and old.sha256 == digest(answer.body) and (shelf.folder / old.file).is_file():
        _note(desk, kept)
        return Change("same", kept.address, kept.id)
    try:
        title = _title(desk, answer)
    except ReadError as error:
        return _failed(desk, kept.address, old, str(error))
    id = kept.id or _new_id(desk, kept, title)
    changed = now if kept.is_web else datetime.fromisoformat(answer.last_modified)
    file = f"{id}{answer.suffix}"
    shelf.put(replace(kept, id=id, file=file, fetched=now, changed=changed), answer.body)
    return Change("changed" if old else "new", kept.address, id)


def _failed(desk: Desk, name: str, known: Kept | None, why: str) -> Change:
    if known is None:
        return Change("refused", name, why=why)
    desk.shelf.note(replace(known, failed=known.failed or desk.now(), why=why))
    return Change("failed", known.address, known.id, why)


def _gone(desk: Desk, name: str, known: Kept | None) -> Change:
    if known is None:
        what = "Siden" if "://" in name else "Filen"
        return Change("refused", name, why=f"{what} findes ikke. Tjek, at den er skrevet rigtigt.")
    desk.shelf.note(replace(known, gone=known.gone or desk.now(), failed=None, why=""))
    return Change("gone", known.address, known.id)


def _title(desk: Desk, answer: Page) -> str:
    """Return the title of a document that was found; raises ReadError when it cannot be read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"dokument{answer.suffix}"
        path.write_bytes(answer.body)
        return desk.read(Source("dokument", str(path), "", Origin(path.name))).title


def _new_id(desk: Desk, kept: Kept, title: str) -> str:
    """Return an id that nobody has, from the address or the file's name, else from the title."""
    if kept.is_web:
        first = slug(kept.address) or slug_of(title) or slug_of(host(kept.address))
    else:
        first = slug_of(Path(kept.address).stem)
    id, number = first or "dokument", 2
    while id in desk.taken or id in desk.shelf.documents:
        id, number = f"{first or 'dokument'}-{number}", number + 1
    return id
