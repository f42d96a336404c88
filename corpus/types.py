"""What a document is, once its structure has been found.

All offsets count characters of `Document.text`, the text that citations refer to.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, NamedTuple

_LINE = 80  # letters of headings that are shown in one line

Label = Literal[
    "period",
    "target",
    "background",
    "purpose",
    "content",
    "law",
    "evaluation",
    "partners",
    "funding",
    "more",
    "contact",
]
"""What a section is about, when its heading is one of the field's own labels."""

BlockKind = Literal["paragraph", "item", "link"]
FieldName = Literal["period", "updated", "published", "person", "telephone", "email", "unit"]


class Block(NamedTuple):  # as sections and fields: a page has many, and a tuple is soon made
    """One paragraph, one item of a list, or one line that only points elsewhere."""

    kind: BlockKind
    start: int
    end: int


class Section(NamedTuple):
    """A heading and the blocks under it. `heading` is empty for the text before the first one.

    `is_part` is whether it is one of several parts of the page that state the same fields.
    `within` are the headings of the sections that it stands in, outermost first, a line each.
    """

    heading: str
    label: Label | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    is_part: bool = False
    within: str = ""

    @property
    def around(self) -> tuple[str, ...]:
        """The headings of the sections that it stands in, outermost first."""
        return tuple(self.within.split("\n")) if self.within else ()

    @property
    def headings(self) -> tuple[str, ...]:
        """These headings, and then its own where it has one."""
        return (*self.around, self.heading) if self.heading else self.around

    @property
    def path(self) -> str:
        """All its headings as they are shown, as in 'Kurser – Ro – Pris'; its own, where these are
        more than a line."""
        shown = " – ".join(self.headings)
        return shown if len(shown) <= _LINE or not self.heading else self.heading

    @property
    def about(self) -> str:
        """The words of all its headings."""
        return " ".join(self.headings)


class Field(NamedTuple):
    """A fact that the document states in a fixed form: `text[start:end] == value`.

    `first` and `last` are the first and the last day of a period or the day of a date.
    """

    name: FieldName
    value: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None


class Origin(NamedTuple):  # as a source is one: of many files each is made, and few are looked at
    """Where a document came from, and how fresh it is; times are in UTC, None where not known.

    `name` is the file's path inside its folder, or the address. `sha256` is of the file's bytes,
    `reader` names what read it; both are empty until it has been read. `fetched` is when the source
    was last asked and answered, `changed` when its content was last another one, `gone` since when
    the source has it no more, `failed` since when the source cannot be asked.
    """

    name: str
    url: str | None = None
    sha256: str = ""
    reader: str = ""
    fetched: datetime | None = None
    changed: datetime | None = None
    gone: datetime | None = None
    failed: datetime | None = None


class Source(NamedTuple):
    """A document that can be read: its id, the file that holds it, and where the file came from.

    `stamp` is another one whenever the file, or what is known of its origin, may have changed.
    """

    id: str
    file: str
    stamp: str
    origin: Origin

    @property
    def path(self) -> Path:
        """The file that holds it."""
        return Path(self.file)


@dataclass(frozen=True, slots=True)
class Document:
    """One page: its text as loaded and what was found in it.

    `pages` are the offsets at which the pages of a paged document (PDF) begin, else empty.
    """

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    fields: tuple[Field, ...] = ()
    topics: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    url: str | None = None
    pages: tuple[int, ...] = ()
    origin: Origin | None = None
