"""The structure of a page: title, topics, sections and blocks, with the page furniture left out.

A page is read as lines. Each line gets one role from its shape and its neighbours; the roles are
then folded into sections. No rule knows a particular page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import NamedTuple

from corpus import provisions
from corpus.columns import joined
from corpus.fields import find_fields
from corpus.heading import (
    CONTACT_LINES,
    LABEL_WORDS,
    REACHED,
    contact_boxes,
    ends_contact,
    heads_contact,
    is_heading,
)
from corpus.headline import take_breadcrumb, take_known, take_title, take_topics, undated
from corpus.labels import is_fact, is_furniture, is_page_mark, is_pointer, label_of
from corpus.levels import LOWEST, chapters, is_clear, outer, unchaptered
from corpus.line import (
    BULLET,
    Line,
    has_heading_shape,
    is_row,
    numbered_heads,
    unnumbered,
)
from corpus.parts import is_field, name_of, parts
from corpus.provisions import opens_part, paragraphs
from corpus.text import BETWEEN, lines, stops_short, trim
from corpus.types import Block, BlockKind, Document, Label, Section
from corpus.wrapped import WRAP_COLUMNS, marked

_OF_PARTS = ("period", "funding")
LEADING_WORDS = 4  # of a line that leads a list; a heading over it is shorter

_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=[A-ZÆØÅ])")  # before a heading
_RULED = "=_~*–—-"
_RULE = re.compile(rf"[{_RULED}]{{3,}}")  # drawn under a heading, or between two parts
_MINUTES = re.compile(r"referat|dagsorden|beslutningsprotokol", re.IGNORECASE)
_INLINE_LABEL = re.compile(r"([^\s:][^:]{2,50}):\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the format of a file tells of its text for certain.

    `title` is the line that is the title, empty where that is not known. `headings` are the offsets
    at which headings begin; None, where the format knows no headings, leaves them to the shapes.
    `levels` are how far in they stand, from 1, by offset.
    """

    title: str = ""
    headings: frozenset[int] | None = None
    levels: Mapping[int, int] = field(default_factory=dict)


NO_HINTS = Hints()


def parse(document_id: str, text: str, url: str | None = None, hints: Hints = NO_HINTS) -> Document:
    """Return the document whose text is `text`, with the structure and the fields found in it."""
    content = marked([line for line in _lines(text, hints) if not is_furniture(line.text)])
    breadcrumb, content = take_breadcrumb(content)
    if hints.title:
        title, content = take_known(hints.title, content)
    else:
        title, content = take_title(content, breadcrumb)
    topics, content = take_topics(content)
    is_minutes = _MINUTES.search(title) is not None
    sections = _sections(text, joined(undated(content)), is_minutes=is_minutes)
    document = Document(
        id=document_id,
        title=title or PurePath(document_id).name.replace("-", " ").capitalize(),
        text=text,
        sections=sections,
        topics=topics,
        breadcrumb=breadcrumb,
        url=url,
    )
    return replace(document, fields=find_fields(document))


def _lines(text: str, hints: Hints) -> list[Line]:
    known = hints.headings
    found = ((start, end, text[start:end]) for start, end in lines(text))
    every = [line for line in found if not is_page_mark(line[2])]
    drawn = [line[:1] in _RULED and _RULE.fullmatch(line) is not None for _, _, line in every]
    blank = [not line or drawn[number] for number, (_, _, line) in enumerate(every)]
    under = {
        number
        for number, (_, _, line) in enumerate(every[:-1])
        if drawn[number + 1]
        and not blank[number]
        and (number == 0 or blank[number - 1])
        and _is_as_long(line, every[number + 1][2])
        and line[-1] not in ".,;"
    }
    return [
        Line(
            start,
            end,
            line,
            blank_before=number == 0 or blank[number - 1],
            blank_after=number == len(every) - 1 or blank[number + 1],
            words=len(line.split()),
            heading=(number in under or None) if known is None else start in known,
            level=hints.levels.get(start, 0),
        )
        for number, (start, end, line) in enumerate(every)
        if not blank[number]
    ]


def _is_as_long(line: str, rule: str) -> bool:
    """Return whether a rule is about as long as the line over it, which it then underlines."""
    return len(line) <= WRAP_COLUMNS * 2 and len(rule) <= len(line) * 1.5 + 3


class _Begun(NamedTuple):
    """A section that begins; `first` is where its text does on the same line, None where not."""

    heading: str
    label: Label | None
    first: int | None = None
    is_part: bool = False
    level: int = LOWEST


class _Lines:
    """The lines of a page, and which of them are those of parts that state the same fields."""

    def __init__(self, content: list[Line], *, is_minutes: bool) -> None:
        self.content = content
        self.heads = parts(content)
        self.within = {number for body in self.heads.values() for number in body}
        self.numbered = numbered_heads(content) if is_minutes else set[int]()
        self.states_several = _states_several(content)
        self.paragraphs = paragraphs(content)
        self.boxes = contact_boxes(content)
        self.chapters = chapters(content) | provisions.chapters(content, self.paragraphs)

    def level(self, number: int) -> int:
        """Return how far in the heading in a line stands."""
        return self.chapters.get(number, self.content[number].level or LOWEST)

    def around(self, number: int) -> tuple[Line | None, Line | None]:
        """Return the line before and the line after one."""
        following = self.content[number + 1] if number + 1 < len(self.content) else None
        return self.content[number - 1] if number else None, following


def _sections(text: str, content: list[Line], *, is_minutes: bool) -> tuple[Section, ...]:
    page = _Lines(content, is_minutes=is_minutes)
    open_, blocks = _Begun("", label_of("")), list[Block]()
    found = [(open_, blocks)]
    for number, line in enumerate(content):
        previous, following = page.around(number)
        if begun := _begun(page, number, open_, bool(blocks)):
            open_, blocks = begun, []
            found.append((open_, blocks))
            if begun.first is not None:
                blocks.append(Block("paragraph", begun.first, line.end))
            continue
        if open_.is_part and number not in page.within:  # what comes after its fields
            open_, blocks = _Begun("", None, level=open_.level), []
            found.append((open_, blocks))
        if not _is_dangling(line, following):
            is_title = (
                open_.label is None and line.blank_after and has_heading_shape(line, previous)
            )
            is_own = is_row(line) or opens_part(line.text)
            is_own |= is_field(line) and _is_in_run(page, number)
            is_title = is_title and not _is_of_part(page, number) and not is_field(line)
            _add(blocks, text, line, is_title=is_title, is_own=is_own)
    heads = [(begun.heading, begun.level) for begun, _ in found]
    around = outer(heads) if not page.chapters or is_clear(heads) else [""] * len(heads)
    sections = [
        _section(text, begun, said)._replace(within=within)
        for (begun, said), within in zip(found, around, strict=True)
        if said
    ]
    labels = [section.label for section in sections]
    return tuple(
        section._replace(within="") if _is_of_page(section, labels) else section
        for section in sections
    )


def _is_of_page(section: Section, labels: list[Label | None]) -> bool:
    """Return whether a section says of the whole page whom to ask or what to read, wherever its
    heading stands."""
    return section.label in ("contact", "more") and labels.count(section.label) == 1


def _begun(page: _Lines, number: int, open_: _Begun, has_blocks: bool) -> _Begun | None:
    """Return the section that a line begins, None where it goes on with the one that is open."""
    line = page.content[number]
    if number in page.heads:
        return _Begun(_named(line), None, is_part=True, level=page.level(number))
    if _is_of_part(page, number):
        return None
    is_contact = open_.label == "contact"
    if is_contact and heads_contact(page.content[number : number + CONTACT_LINES]):
        is_box = number in page.boxes
        return _Begun(_named(line), "contact", line.start, level=LOWEST) if is_box else None
    inline = None if is_contact and _is_of_contact(line) else _inline_label(line)
    if inline and not line.heading:
        return _Begun(inline[1].strip(), label_of(inline[1]), line.start + inline.end())
    previous, following = page.around(number)
    is_stated = open_.label is not None or not line.blank_before or is_field(line)
    in_field = is_contact and not (has_blocks and ends_contact(line, following))
    in_field |= bool(open_.heading) and not has_blocks and is_stated
    is_over = not is_contact and _is_over_fields(page, number)
    is_over |= number in page.numbered
    if number in page.chapters and following is not None:
        named = unchaptered(line.text).rstrip(":")
        return _Begun(named, label_of(named), level=page.level(number))
    if inline or is_over or is_heading(line, previous, following, in_field):
        told = inline[1] if inline else unnumbered(line.text)
        label = label_of(_CHAPTER.sub("", told) if line.heading else told)
        return _Begun(_named(line), label, level=page.level(number))
    if number in page.paragraphs:
        label = None if is_contact else open_.label
        return _Begun(page.paragraphs[number], label, line.start)
    fact = _fact(line, following, open_.heading, open_.label) if has_blocks else ""
    if not fact:
        return None
    return _Begun(fact, None, line.start if line.text.rstrip(":?") != fact else None)


def _is_in_run(page: _Lines, number: int) -> bool:
    """Return whether a field is one of a part, or stands under another one."""
    previous, _ = page.around(number)
    return number in page.within or (previous is not None and is_field(previous))


def _is_over_fields(page: _Lines, number: int) -> bool:
    """Return whether a short line stands right over rows, fields, or what leads a list."""
    line, under = page.content[number], page.content[number + 1 : number + 3]
    is_head = line.blank_before and not line.blank_after and has_heading_shape(line, None)
    if not is_head or not under or is_field(line) or is_row(line):
        return False
    is_led = len(under) > 1 and line.words < LEADING_WORDS <= under[0].words and under[1].marker
    is_over_field = is_field(under[0]) and line.words <= LABEL_WORDS
    return bool(is_row(under[0]) or is_over_field or is_led)


def _named(line: Line) -> str:
    """Return what a heading names, without its number and its colon."""
    return unnumbered(line.text).rstrip(":").strip()


def _is_of_part(page: _Lines, number: int) -> bool:
    """Return whether a line is one of a part, whose fields begin no sections."""
    line = page.content[number]
    if number in page.within or not page.states_several or line.heading:
        return number in page.within
    inline = _inline_label(line)
    return inline is not None and label_of(inline[1]) in _OF_PARTS


def _fact(line: Line, following: Line | None, heading: str, label: Label | None) -> str:
    """Return the name of a fact that a line states or heads under the label of something else."""
    if label == "contact" or (label is None and not is_fact(heading)) or line.marker:
        return ""
    match = _INLINE_LABEL.match(line.text)
    named = match.group(1) if match else line.text.rstrip(":?")
    is_one = is_fact(named) and BETWEEN not in line.text
    return named if is_one and (match or following is not None) else ""


def _is_of_contact(line: Line) -> bool:
    """Tell a line that says whom to ask about something: 'Økonomi: Bo Dal, tlf. 12 34 56 78'."""
    match = _INLINE_LABEL.match(line.text)
    is_other = match is not None and label_of(match.group(1)) not in (None, "contact")
    return is_other and not line.heading and REACHED.search(line.text) is not None


def _states_several(content: list[Line]) -> bool:
    """Return whether the lines state several periods, as of the parts of a page.

    Then these, and amounts, stand under the parts' headings and begin no sections.
    """
    found = [match for line in content if (match := _inline_label(line)) and not line.heading]
    stated = [label_of(match.group(1)) for match in found]
    return stated.count("period") > 1


def _section(text: str, open_: _Begun, blocks: list[Block]) -> Section:
    heading, label = open_.heading, open_.label
    start, end = blocks[0].start, blocks[-1].end
    if label == "more" and heading.endswith("information") and REACHED.search(text, start, end):
        label = "contact"  # 'Yderligere information' is whom to ask, where that stands under it
    return Section(heading, label, start, end, tuple(blocks), open_.is_part)


def _inline_label(line: Line) -> re.Match[str] | None:
    if ":" not in line.text[:-2]:
        return None  # it spares most lines an expression
    match = _INLINE_LABEL.match(line.text)
    label = label_of(match.group(1)) if match else None
    is_row = BETWEEN in line.text and label != "contact"  # what a row of a table begins with
    return match if label and not is_row else None


def _is_dangling(line: Line, following: Line | None) -> bool:
    """Tell a pointer whose list of links is not there ('Læs mere om projekterne:')."""
    if not line.text.endswith(":"):
        return False
    return following is None or (is_pointer(line.text) and following.marker is None)


def _add(blocks: list[Block], text: str, line: Line, *, is_title: bool, is_own: bool) -> None:
    """Append the line as a block of its own, or to the block that it goes on with.

    A line that looks like a heading and heads nothing is the title of something elsewhere. A field
    of a part `is_own`.
    """
    bullet = BULLET.match(line.text)
    may_go_on = blocks and not line.blank_before and not line.marker and not is_own
    is_new = bool(blocks) and line.text[0].isupper() and name_of(text, blocks[-1]) != ""
    if may_go_on and not is_new and _goes_on(text, blocks[-1], line):
        blocks[-1] = blocks[-1]._replace(end=line.end)
        return
    kind: BlockKind = "paragraph"
    if line.marker:
        kind = "item"
    elif is_pointer(line.text) or (blocks and is_title):
        kind = "link"
    blocks.append(Block(kind, line.start + (bullet.end() if bullet else 0), line.end))


def _goes_on(text: str, block: Block, line: Line) -> bool:
    start = max(block.start, text.rfind("\n", block.start, block.end) + 1)
    start, end = trim(text, start, block.end)
    if text.startswith((".", "!", "?", ":"), end - 1):
        return stops_short(text, start, end, is_full=end - start >= WRAP_COLUMNS)
    return line.text[0].islower() or line.is_rest
