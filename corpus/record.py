"""A document as bytes, for the index and for the way from one process to another.

A record is one JSON array in UTF-8, the text first:

    [text, id, title, sections, fields, topics, breadcrumb, url, pages, origin]

A section is [heading, label, start, end, blocks, is_part, within], its blocks kind, start and end
of each in one flat array; a field is [name, value, start, end, first, last], its days as ISO dates.
"""

import json
from datetime import date, datetime
from typing import Any

from corpus.types import Block, BlockKind, Document, Field, Origin, Section

_KINDS: tuple[BlockKind, ...] = ("paragraph", "item", "link")
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


def pack(document: Document) -> bytes:
    """Return the document as one record; `unpack` gives an equal document back."""
    row = (
        document.text,
        document.id,
        document.title,
        [_section_row(section) for section in document.sections],
        [_field_row(field) for field in document.fields],
        document.topics,
        document.breadcrumb,
        document.url,
        document.pages,
        None if document.origin is None else pack_origin(document.origin),
    )
    return _write(row).encode()


def unpack(record: bytes) -> Document:
    """Return the document of a record; ValueError when it is none."""
    try:
        text, name, title, sections, fields, topics, breadcrumb, url, pages, origin = json.loads(
            record
        )
        return Document(
            name,
            title,
            text,
            tuple(map(_section, sections)),
            tuple(map(_field, fields)),
            tuple(topics),
            tuple(breadcrumb),
            url,
            tuple(pages),
            None if origin is None else unpack_origin(origin),
        )
    except (TypeError, IndexError) as error:
        raise ValueError("Not the record of a document") from error


def _section_row(section: Section) -> tuple[Any, ...]:
    blocks: list[int] = []
    for block in section.blocks:
        blocks += (_CODES[block.kind], block.start, block.end)
    where = section.start, section.end
    return section.heading, section.label, *where, blocks, int(section.is_part), section.within


def _section(row: list[Any]) -> Section:
    heading, label, start, end, numbers, is_part, within = row
    each = iter(numbers)
    blocks = tuple(
        [
            Block(_KINDS[kind], first, last)
            for kind, first, last in zip(each, each, each, strict=True)
        ]
    )
    return Section(heading, label, start, end, blocks, bool(is_part), within)


def _field_row(field: Field) -> tuple[Any, ...]:
    first = field.first and field.first.isoformat()
    last = field.last and field.last.isoformat()
    return field.name, field.value, field.start, field.end, first, last


def _field(row: list[Any]) -> Field:
    name, value, start, end, first, last = row
    return Field(
        name,
        value,
        start,
        end,
        first and date.fromisoformat(first),
        last and date.fromisoformat(last),
    )


def pack_origin(origin: Origin) -> tuple[Any, ...]:
    """Return the origin as a row that JSON can hold."""
    times = (origin.fetched, origin.changed, origin.gone, origin.failed)
    return (
        origin.name,
        origin.url,
        origin.sha256,
        origin.reader,
        *(time and time.isoformat() for time in times),
    )


def unpack_origin(row: list[Any]) -> Origin:
    """Return the origin of such a row."""
    name, url, sha256, reader, *times = row
    fetched, changed, gone, failed = (time and datetime.fromisoformat(time) for time in times)
    return Origin(name, url, sha256, reader, fetched, changed, gone, failed)
