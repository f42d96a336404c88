"""The foot of a page or of an article: whom to contact, when it is open, when it was changed.

What the foot of an article tells is of the article. That of a site is of whoever has the site: it
is told of its own organisation, under its name, on a page that tells of nobody to contact; never
that of a municipality or another authority, which is the switchboard of everything.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import replace
from itertools import takewhile
from typing import Any

from corpus.dates import CHANGED, DATE, PAGE
from corpus.heading import REACHED
from corpus.labels import is_fact, is_furniture, label_of
from corpus.line import is_hours
from corpus.readers.around import OF_SITE, is_foot, is_links
from corpus.readers.flow import pieces
from corpus.readers.folds import take_out
from corpus.readers.pieces import Piece

_UPDATED = re.compile(
    rf"(?:{PAGE})?(?:(?:senest|sidst) )?(?:{CHANGED})\b.{{0,12}}?{DATE}", re.IGNORECASE
)
# Numbers that nobody is rung on.
_REGISTERED = re.compile(
    r"\b(?:cvr|ean|se|p|reg|konto|mobilepay)\b[\w .:/-]{0,12}?\d[\d -]{3,16}", re.IGNORECASE
)
_COPYRIGHT = re.compile(r"(?:©|copyright\b|(?:cvr|ean)\b)", re.IGNORECASE)
_OF_SITE = re.compile(
    r"\b(?:cvr|ean)\b|©|copyright|(?:privatlivs|persondata|cookie)politik|tilgængelighedserklæring"
    r"|sitemap|følg os",
    re.IGNORECASE,
)
# Whom nobody rings for what a page is about: those who see to the site, to bills and to the press.
_OF_OTHERS = re.compile(
    rf"{OF_SITE.pattern}|\bbogholderi|\bregnskab|faktura|\bpresse(?!d)|\bjournalist|\bjobs?\b"
    r"|\bstillinger\b|\bkarriere\b|\bsupport\b|\bhelpdesk\b|\bit\b|\bgdpr\b|\bdpo\b"
    r"|\bdatabeskyttelse|\bpersondata|\bannonce|\bsponsor",
    re.IGNORECASE,
)
_WRITTEN = re.compile(r"[\d@]")
_AUTHORITY = re.compile(
    r"kommune\b|\bregion\b|styrelsen?\b|ministeri|borgerservice|rådhus|jobcent|forvaltning",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÆØÅ][^\d:@|]{2,60}")
_NAME_WORDS = 7
_PROSE = 20  # words of a line that is no address


Foot = tuple[Any, list[Piece]]


def feet(root: Any) -> list[Foot]:
    """Return the feet of a page, each an element with what it says but for furniture and links."""
    found: dict[Any, list[Piece]] = {}
    for element in root.iter():
        is_named = element.tag == "footer" or element.attrib
        if (
            is_named
            and is_foot(element)
            and not any(parent in found for parent in element.iterancestors())
        ):
            found[element] = _told(element)
    return list(found.items())


def keep_own(found: Sequence[Foot]) -> None:
    """Have the feet of articles kept where they tell whom to contact, or when it is open."""
    for element, told in found:
        around = [parent.tag for parent in element.iterancestors()]
        if not _tells(told) or ("main" not in around and "article" not in around):
            continue
        said = "\n".join(piece.text for piece in told)
        is_of_authority = "article" not in around and _AUTHORITY.search(said)
        if not is_of_authority and not _OF_SITE.search("\n".join(element.itertext())):
            element.tag = "div"
            for name in ("role", "class", "id"):
                element.attrib.pop(name, None)
            _take_links(element)


def of_site(found: Sequence[Foot], names: Sequence[str]) -> list[Piece]:
    """Return what the foot of a site tells of whom to contact, [] where it tells not whose it is,
    or where that is an authority, or nobody whom the page names itself after in `names`."""
    for element, told in found:
        if not is_foot(element):
            continue  # it is kept where it stands
        groups = [_without_others(group, names) for group in _groups(told)]
        kept = [piece for group in groups if _tells(group) for piece in group]
        said = [line for piece in kept for line in piece.text.split("\n")]
        owner = next((line for line in said if _is_name(line)), "")
        is_own = any(owner.lower() in name.lower() for name in names)
        if owner and is_own and not any(map(_AUTHORITY.search, said)):
            return _headed(kept, owner)
    return []


def updated(found: Sequence[Foot]) -> str:
    """Return the line of a foot that says when the page was changed, '' where none does."""
    for _, told in found:
        for piece in told:
            for line in piece.text.split("\n"):
                if changed := _UPDATED.match(line):
                    return changed.group()
    return ""


def tells_contact(told: Sequence[Piece]) -> bool:
    """Return whether some pieces say how somebody is reached."""
    return any(REACHED.search(_REGISTERED.sub("", piece.text)) for piece in told)


def _tells(told: Sequence[Piece]) -> bool:
    lines = [line for piece in told for line in piece.text.split("\n")]
    return tells_contact(told) or any(map(is_hours, lines))


def _told(foot: Any) -> list[Piece]:
    """Return what a foot says but for its links around the site and its furniture."""
    shown = deepcopy(foot)
    shown.tag, shown.tail = "div", None
    _take_links(shown)
    return [
        piece
        for piece in pieces(shown)
        if not is_furniture(piece.text)
        and not _COPYRIGHT.match(piece.text)
        and len(piece.text.split()) <= _PROSE * 2
    ]


def _take_links(foot: Any) -> None:
    for element in list(foot.iterdescendants()):
        if is_links(element) and not REACHED.search("".join(element.itertext())):
            take_out(element)


def _groups(told: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield each heading with what stands under it, the part before the first one too."""
    starts = [n for n, piece in enumerate(told) if piece.kind == "heading"]
    for start, end in zip([0, *starts], [*starts, len(told)], strict=True):
        if start < end:
            yield [*told[start:end]]


def _without_others(group: Sequence[Piece], names: Sequence[str]) -> list[Piece]:
    """Return a group without the lines of whom nobody rings for what a page is about, and without
    what stands under such a line where it has no number itself."""
    own: list[Piece] = []
    for piece in group:
        lines: list[str] = []
        for line in piece.text.split("\n"):
            is_other = _OF_OTHERS.search(line) and not any(line in name for name in names)
            if is_other and not _WRITTEN.search(line):
                return own + [replace(piece, text="\n".join(lines))] * bool(lines)
            lines += [] if is_other else [line]
        own += [replace(piece, text="\n".join(lines))] * bool(lines)
    return own


def _is_name(line: str) -> bool:
    is_told = label_of(line) or is_fact(line) or is_hours(line) or is_furniture(line)
    return not is_told and _NAME.fullmatch(line) is not None and len(line.split()) <= _NAME_WORDS


def _headed(kept: list[Piece], owner: str) -> list[Piece]:
    """Return the pieces under a heading for contacts, with whose they are as their first line."""
    before = list(takewhile(lambda piece: owner not in piece.text.split("\n"), kept))
    lead, *rest = kept[len(before) :]
    above = [piece for piece in before if piece.kind != "heading"]
    first = lead.text.split("\n")
    first.remove(owner)
    own = "\n".join([owner, *first])
    return [Piece("heading", "Kontakt", level=2), Piece("text", own), *above, *rest]
