"""The pieces of a document in their order -> its text, in the conventions of `corpus.structure`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.errors import ReadError
from corpus.labels import label_of
from corpus.readers.types import Read

BOLD_WORDS = 12  # the longest heading that `corpus.structure` knows by its shape

NOTES = "Noter:"
"""The line over the notes of a document, which stand at its end."""
_BEGINNING = 12  # pieces; a memo has to whom, from whom and when above its title
TITLE_WORDS = 24  # as in corpus.structure

_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b-\u200f\u2060-\u2064\ufeff]")
_SPACES = re.compile(r"[ \t\r\f\v\xa0\u2000-\u200a\u202f\u205f\u3000\u0085\u2028\u2029]+")
_SENDER = re.compile(r"(?:[A-ZÆØÅ][\w-]+ ){1,3}[Kk]ommune\b|Region [A-ZÆØÅ]")
ENDS = (".", ",", ";", "!", "…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph or an item of a list; `text` may have several lines.

    `is_bold` tells a paragraph, or a numbered item, that is in bold from end to end, `level` how
    far in a heading stands, from 1, or 0 where the format does not tell.
    """

    kind: Literal["heading", "text", "item"]
    text: str
    is_bold: bool = False
    level: int = 0


def compose(pieces: Sequence[Piece], title: str = "", url: str | None = None) -> Read:
    """Return the pieces as a text under its title; ReadError when there is nothing in them.

    Where no piece is a heading, `headings` is None: the shapes of the lines must tell them.
    """
    kept = [piece for piece in pieces if piece.text]
    if not kept:
        raise ReadError("Der er ingen tekst i filen.")
    kept = _headed(kept)
    title = title or _first(kept)
    if title and all(piece.text != title for piece in kept[:_BEGINNING]):
        kept.insert(0, Piece("heading", title, level=1))
    is_told = any(piece.kind == "heading" and piece.text != title for piece in kept)
    text, headings = _written(kept)
    levels = tuple(piece.level for piece in kept if piece.kind == "heading")
    return Read(text, title, tuple(headings) if is_told else None, url=url, levels=levels)


def _first(pieces: Sequence[Piece]) -> str:
    """Return the heading that a document begins with, but for short lines over the only one that
    stands out of the others; '' where there is none."""
    place = next((n for n, piece in enumerate(pieces) if piece.kind == "heading"), None)
    if place is None:
        return ""
    head, above = pieces[place], pieces[:place]
    is_alone = [piece.level for piece in pieces].count(1) == 1 and label_of(head.text) is None
    is_near = place < _BEGINNING and all(len(one.text.split()) <= TITLE_WORDS for one in above)
    return head.text if place == 0 or (head.level == 1 and is_alone and is_near) else ""


def clean(text: str) -> str:
    """Return a text with its spaces made one, and without what cannot be seen.

    Line ends stay; letters that were put together from two signs become one.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return "\n".join(line for part in text.split("\n") if (line := part.strip()))


def _headed(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces, with the short bold paragraphs that stand over text as headings."""
    return [
        Piece("heading", piece.text)
        if piece.is_bold and _is_over(piece, following) and not _is_sender(pieces[:number], piece)
        else piece
        for number, (piece, following) in enumerate(zip(pieces, [*pieces[1:], None], strict=True))
    ]


def _is_sender(before: Sequence[Piece], piece: Piece) -> bool:
    """Return whether a line says whose page it is, right under the title."""
    is_first = len(before) == 1 and before[0].kind == "heading"
    return is_first and _SENDER.match(piece.text) is not None


def _is_over(piece: Piece, following: Piece | None) -> bool:
    return (
        following is not None
        and following.kind != "heading"
        and not following.is_bold
        and (piece.kind == "text" or following.kind == "text")  # a numbered line over text
        and "\n" not in piece.text
        and len(piece.text.split()) <= BOLD_WORDS
        and not piece.text.endswith(ENDS)
    )


def _written(pieces: Sequence[Piece]) -> tuple[str, list[int]]:
    parts: list[str] = []
    headings: list[int] = []
    position, before = 0, ""
    for piece in pieces:
        between = "" if not parts else "\n" if before == piece.kind == "item" else "\n\n"
        position += len(between)
        text = piece.text
        if piece.kind == "heading":
            text = " ".join(text.split("\n"))
            headings.append(position)
        parts += (between, text)
        position += len(text)
        before = piece.kind
    return "".join(parts) + "\n", headings
