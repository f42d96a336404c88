"""The parts of a page that state the same fields one after another, as offers in an overview do.

Krisecenter
For: kvinder over 18 år
Pris: 105 kr. i døgnet
"""

import re
from collections import Counter
from collections.abc import Sequence

from corpus.labels import label_of
from corpus.line import BULLET, Line, has_heading_shape
from corpus.text import BETWEEN
from corpus.types import Block, Label

_FIELD = re.compile(r"([A-ZÆØÅ][^:.!?]{1,60}):\s+\S")
# A head with a number before its name: 'Kursus 2: Ro på'.
_NUMBERED = re.compile(r"[A-ZÆØÅ][a-zæøå]+ \d{1,2}[a-z]?:\s+[A-ZÆØÅ]")
# What is stated of a person or an office too, which is no part of the page.
_OF_ANYBODY = re.compile(
    r"(?:direkte )?(?:tlf|tel|telefon|mobil|(?:e-?)?mail|e-?post|fax|adresse|titel|stilling|navn"
    r"|afdeling|kontor|enhed|træffes|træffetid|telefontid|web|hjemmeside)\w*\.?",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:kontakt\w*|tlf|tel|telefon\w*|mobil\w*|(?:e-?)?mail\w*|e-?post)\.?", re.IGNORECASE
)
# A version or a stage of one initiative, and none of its own.
_STAGE = re.compile(
    r"(?:\w*version|\w*fase|udgave|generation|afprøvning|hold|del|trin|etape|modul|runde|model|år|efterår\w*|forår\w*)\b.{0,12}\d"
    r"|\d",
    re.IGNORECASE,
)
# A row of a table, which names its columns: 'Tilbud: Caféen · Pris: 20 kr.'.
_ROW = re.compile(rf"[^:]{{2,60}}: [^:]*{BETWEEN}[^:·]{{2,60}}: ")
_FEWEST_FIELDS = 2
_FEWEST_PARTS = 2


def parts(lines: Sequence[Line]) -> dict[int, range]:
    """Return the lines that head a part, each with the lines of its part, by their numbers.

    A part has at least two fields, and one of a name that another part has as well. Under a heading
    such as 'Kontakt' they are places to turn to, unless they state more than how.
    """
    if sum(map(is_field, lines)) < _FEWEST_FIELDS:
        return {}  # most pages have none, and to look for their heads is dear
    found = {}
    within: str | None = None
    for number, line in enumerate(lines):
        body = _body(lines, number) if _may_head(lines, number) else range(0)
        names = [name for place in body if (name := _field(lines[place]))]
        own = {name for name in names if not _OF_ANYBODY.fullmatch(name)}
        is_reached = within == "contact" and not any(label_of(name) for name in own)
        if len(names) >= _FEWEST_FIELDS and own and not is_reached:
            found[number] = (body, own)
        elif _is_heading(line):
            within = label_of(line.text)
    stated = Counter(name for _, own in found.values() for name in own)
    kept = {
        number: body
        for number, (body, own) in found.items()
        if any(stated[name] > 1 for name in own)
    }
    return kept if len(kept) >= _FEWEST_PARTS else {}


def _is_heading(line: Line) -> bool:
    """Return whether a line heads something by its words, or by what the format says."""
    is_alone = line.blank_before and line.blank_after and has_heading_shape(line, None)
    return bool(line.heading) or is_alone or label_of(line.text) is not None


def is_stage(heading: str) -> bool:
    """Return whether a heading only says which version or stage of something, or which year."""
    return _STAGE.match(heading) is not None


def stated_in(text: str, block: Block) -> tuple[Label | None, int]:
    """Return what a field of a part states, and where that begins; None and the block's start where
    it is none."""
    found = _FIELD.match(text, block.start, block.end)
    if found is None:
        return None, block.start
    label: Label | None = "contact" if _CONTACT.fullmatch(found[1]) else label_of(found[1])
    return label, found.end() - 1


def name_of(text: str, block: Block) -> str:
    """Return the name of a field, '' where a block is none."""
    found = _FIELD.match(text, block.start, block.end)
    return found[1] if found else ""


def _is_numbered(line: Line) -> bool:
    return line.blank_before and ":" in line.text and _NUMBERED.match(line.text) is not None


def _may_head(lines: Sequence[Line], number: int) -> bool:
    line, previous = lines[number], lines[number - 1] if number else None
    if not line.heading and not (line.blank_before and has_heading_shape(line, previous)):
        return False
    is_other = is_field(line) and not _is_numbered(line)
    return label_of(line.text) is None and not is_other and not line.text.endswith("?")


def _body(lines: Sequence[Line], head: int) -> range:
    """Return the lines under a head: some of text, and fields up to what is set apart from them."""
    end, has_fields = head + 1, False
    while end < len(lines) and not lines[end].heading:
        line = lines[end]
        is_numbered = _is_numbered(line)
        is_apart = line.blank_before and end > head + 1 and not is_field(line)
        if is_numbered or (is_apart and (has_fields or not line.is_prose)):
            break
        has_fields |= is_field(line)
        end += 1
    return range(head + 1, end)


def is_field(line: Line) -> bool:
    """Return whether a line states something by its name: 'Pris: gratis'."""
    return _field(line) != ""


def _field(line: Line) -> str:
    """Return what a line states something as, '' where it is no field."""
    if ":" not in line.text[:-2] or (BETWEEN in line.text and _ROW.match(line.text)):
        return ""  # most lines are none, and looking for a mark to take out is dear
    found = _FIELD.match(BULLET.sub("", line.text, count=1))
    return found[1].lower() if found else ""
