"""What a document is, once its structure has been found.

All offsets count characters of `Document.text`, the text that citations refer to.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, one item of a list, or one line that only points elsewhere."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it. `heading` is empty for the text before the first one."""

    heading: str
    label: Label | None
    start: int
    end: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """A fact that the document states in a fixed form: `text[start:end] == value`.

    `first` and `last` are the first and the last day of a period or the day of a date.
    """

    name: FieldName
    value: str
    start: int
    end: int
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One page: its text as loaded and what was found in it."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    fields: tuple[Field, ...] = ()
    topics: tuple[str, ...] = ()
    breadcrumb: tuple[str, ...] = ()
    url: str | None = None
