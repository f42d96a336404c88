"""A file of Markdown: read as the page that it makes."""

import re

from markdown_it import MarkdownIt

from corpus.errors import ReadError
from corpus.readers.flow import pieces
from corpus.readers.html import tree
from corpus.readers.pieces import NOTES, Piece, clean, compose
from corpus.readers.text import decode
from corpus.readers.types import Read

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_ENTRY = re.compile(
    r"^(title|titel|url|canonical|link|updated|opdateret|lastmod|last[_-]?modified|modified"
    r"|senest[_-]opdateret|sidst[_-]opdateret)[ \t]*:[ \t]*(.+)$",
    re.M | re.I,
)
_NAMES = {"titel": "title", "canonical": "url", "link": "url"}
_NOTE = re.compile(r"^\[\^[^\]\s]{1,40}\]:[ \t]*(.+(?:\n[ \t]+\S.*)*)$", re.M)
_MARK = re.compile(r"\[\^[^\]\s]{1,40}\]")
# Lines with a label, one after the other, are a list as their writer sees them:
# **Hvor:** Odense
_LINE = r"(?:\*\*[^*\n]{1,40}(?::\*\*|\*\*:)|[A-ZÆØÅ][^*:|.,\n]{1,40}:(?=[ \t]+\S))[^\n]*(?:\n|\Z)"
_LINES = re.compile(rf"(?<![^\n])(?:{_LINE}){{2,}}")
# So are short lines that each begin anew, such as those of an address.
_SHORT = r"(?:[A-ZÆØÅ(+]|\d(?!\d?[.)][ \t]))[^|\n]{1,59}"
_SHORT_LINES = re.compile(rf"(?<![^\n]\n)(?<![^\n]){_SHORT}(?:\n{_SHORT})+(?=\n\s*\n|\s*\Z)")
_REACHED = re.compile(r"@|\d\d ?\d\d ?\d\d ?\d\d(?!\d)|\b\d{4} [A-ZÆØÅ]")
# A line in bold over other text is one of its own, as its writer sees it.
_BOLD = re.compile(r"(?m)^(?:\*\*[^*\n]+\*\*|__[^_\n]+__)[ \t]*\n(?=[^\s*_>|#-])")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")


def read(raw: bytes, name: str) -> Read:
    """Return the text as a reader of the page sees it; the front matter gives title and address."""
    text = decode(raw)
    front = _front(text)
    body = _FRONT.sub("", text, count=1) if _FRONT.match(text) else text
    notes = [Piece("text", clean(note.replace("\n", " "))) for note in _NOTE.findall(body)]
    body = _MARK.sub("", _NOTE.sub("", body))
    body = _BOLD.sub(r"\g<0>\n", body)
    rendered = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(_listed(body))
    if not rendered.strip():
        raise ReadError("Der er ingen tekst i filen.")
    found = pieces(tree(f"<html><body>{rendered}</body></html>"))
    found += [Piece("text", NOTES), *notes] if notes else []
    url = front.get("url")
    if day := _DAY.match(front.get("updated", "")):
        found.append(Piece("text", f"Senest opdateret {day[3]}-{day[2]}-{day[1]}"))
    is_address = url is not None and re.fullmatch(r"https?://\S+", url) is not None
    return compose(found, front.get("title", ""), url if is_address else None)


def _listed(body: str) -> str:
    """Return a text with its runs of labelled lines as lists, and its short lines as they stand."""
    listed = _LINES.sub(lambda run: re.sub(r"(?m)^(?=\S)", "- ", run[0]), body)
    return _SHORT_LINES.sub(_as_they_stand, listed)


def _as_they_stand(run: re.Match[str]) -> str:
    """Return short lines that stay lines, where they say how somebody is reached."""
    return run[0].replace("\n", "  \n") if _REACHED.search(run[0]) else run[0]


def _front(text: str) -> dict[str, str]:
    """Return what the front matter says of title, address and day."""
    match = _FRONT.match(text)
    found: dict[str, str] = {}
    for key, value in _ENTRY.findall(match.group(1)) if match else ():
        name = key.lower()
        is_day = name not in ("title", "url") and name not in _NAMES
        found["updated" if is_day else _NAMES.get(name, name)] = clean(value.strip().strip("\"'"))
    return found
