"""The sentences that answer, out of a ranking: as few as are sure to hold the answer."""

import re
from collections import Counter
from dataclasses import replace

from assistant import facts, lists
from assistant.contact import contacts
from assistant.decided import outcome, proposal
from assistant.facts import Statement
from assistant.leaning import leans
from assistant.rank import FEATURES, MARKER, Candidate, Ranking
from assistant.reached import named_before, place_before, spoken_of
from assistant.rows import head, is_row
from corpus import text
from corpus.line import is_hours
from corpus.parts import name_of
from corpus.text import cells
from prompts.render import render

# Sentences are added until the answer is among them with this chance: a sure answer is short.
# Truthfulness on the dev questions, shipped and invented: .62 and .52; with .8: .57 and .45; with
# .6: .56 and .45, though then .76 of the citations are right and not .69.
SURE = 0.9
UNLIKELY = 0.05  # a sentence with less than this chance is never added
# A sentence that has all that is asked about needs none beside it that lacks a word of it.
ALL_SAID, LESS_SAID = 0.9, 0.3
MOST_WORDS = 100
WHOLE_WORDS = (
    70  # a section of no more words than this is given whole when its heading is asked for
)
MOST_ROWS = 15  # of a table that is told whole
_FEWEST_HOURS = 3  # rows that are a table
_POINTS_BACK = re.compile(
    r"(?:det|den|de|der|dette|disse|her|han|hun|(?:initiativ|projekt|tilbud|forløb|partnerskab)et"
    r"|(?:indsats|ordning|pakke|model|evaluering)e?n|retningslinjerne|formålet)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"(?:det drejer sig om|det gælder|det omfatter|disse er)\b", re.IGNORECASE)
# Also who or what a pronoun stands for: 'Han er …', 'De får …', not 'De unge …'.
_LEANS = re.compile(
    r"(?:det (?:gælder|peger|betyder|skyldes|tyder|indebærer|viser|viste)"
    r"|dette|disse|denne|derfor|dertil"
    r"|han|hun|(?:den|de) (?!under|over|efter|eller)\w+(?:er|år|ar|kan|vil|skal))\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"\b(?:[Ff]ør|[Ee]fter|[Ii]nden|[Ss]iden|[Vv]ed (?:start|slut))\w*\b")
_TAKES_BACK = re.compile(
    r"(?:\w+ ){1,4}dog\b|(?:men|imidlertid|omvendt|til gengæld)\b", re.IGNORECASE
)


def sentences(
    ranking: Ranking, most: int, is_one: bool = False, is_both: bool = False
) -> list[Statement]:
    """Return the best sentence, and more while it is not sure that the answer is among them.

    A list is given whole, but where one thing of it is asked for (`is_one`). Where it is asked how
    it was before and after (`is_both`), the sentence after one that says when is given too.
    """
    chosen: list[Candidate] = []
    words, sure = 0, 0.0
    said = ranking.values[:, FEATURES.index("rest")]
    likely: Counter[str] = Counter()  # a page and its copy say the same
    for candidate, chance in zip(ranking.candidates, ranking.chances, strict=True):
        likely[candidate.text] += chance
    for candidate, share in zip(ranking.candidates, said, strict=True):
        chance = likely.pop(candidate.text, 0.0)
        if not chance or (said[0] >= ALL_SAID and share < said[0] - LESS_SAID):
            continue
        length = len(candidate.text.split())
        if chosen and (sure >= SURE or chance < UNLIKELY or len(chosen) == most):
            break
        if not chosen or (words + length <= MOST_WORDS and _stands(candidate, chosen[0])):
            chosen.append(candidate)
            words += length
            sure += float(chance)
    after = [item for item in _continued(chosen[:1], ranking, is_both) if item not in chosen[1:]]
    chosen = [*chosen[:1], *after, *chosen[1:]][: most + len(after)]
    rows = [] if is_one else _rows_of_table(chosen, ranking)
    return _stated([*chosen, *rows, *_led_by(chosen)], is_one or ranking.is_apart)


def _rows_of_table(chosen: list[Candidate], ranking: Ranking) -> list[Candidate]:
    """Return the other rows of a table of which several rows answer: as a list, it is told whole.

    None that lacks a word of the question which those have, nor of more than MOST_ROWS.
    """
    tables = Counter(table for item in chosen if (table := _table(item)))
    whole = {table for table, count in tables.items() if count > 1}
    said = ranking.values[:, FEATURES.index("rest")]
    every = [
        (item, share)
        for item, share in zip(ranking.candidates, said, strict=True)
        if _table(item) in whole
    ]
    least = min((share for item, share in every if item in chosen), default=0.0)
    rows = [item for item, share in every if item not in chosen and share >= least]
    return rows if len(rows) + len(chosen) <= MOST_ROWS else []


def _table(item: Candidate) -> tuple[str, int, int] | None:
    """Return what the rows of one table have in common, None for what is no row."""
    width = len(cells(item.text)) if item.end == item.block.end else 0
    return (item.document.id, item.section.start, width) if width > 1 else None


def told(chosen: list[Candidate]) -> list[Statement]:
    """Return sentences that were chosen otherwise, each list whole, with what they lean on."""
    return _stated([*chosen, *_led_by(chosen)])


def _stated(chosen: list[Candidate], is_one: bool = False) -> list[Statement]:
    every = (one for item in chosen for one in (*proposal(item), item, *outcome(item)))
    each = {(item.document.id, item.start): item for item in every}
    return [
        statement
        for candidate in _in_reading_order(list(each.values()))
        for statement in _listed(candidate, is_one)
        or _field(candidate)
        or _of_place(candidate)
        or [_said(candidate)]
    ]


def _said(candidate: Candidate) -> Statement:
    """Return the candidate's own words; an item of a list alone without its number."""
    marker = MARKER.match(candidate.text) if candidate.block.kind == "item" else None
    start = candidate.start + (marker.end() if marker else 0)
    document = candidate.document
    told = document.text[start : candidate.end]
    if len(row := cells(told)) > 1 and text.BETWEEN not in told:
        return _of_table(candidate, row, start)
    return Statement(_of_part(candidate, told), document, start, candidate.end)


def _of_table(candidate: Candidate, row: list[str], start: int) -> Statement:
    """Return a row, each cell with what its column is called, else all with its heading."""
    columns, heading = head(candidate), candidate.section.heading
    named = [f"{column}: {cell}" for column, cell in zip(columns, row, strict=False) if cell]
    told = text.BETWEEN.join(named if columns else row)
    if heading and not columns:
        told = render("part", heading=heading, named="", sentence=told)
    return Statement(told, candidate.document, start, candidate.end)


def _of_part(candidate: Candidate, told: str) -> str:
    """Return a field of a part with the name of the part: '»Huset«, pris: gratis'."""
    page, section = candidate.document, candidate.section
    field = name_of(page.text, candidate.block)
    if not field or not section.is_part:
        return told
    if candidate.start > candidate.block.start:
        return render("part", heading=section.heading, named="", sentence=told)
    named = field if field[:2].isupper() else field[0].lower() + field[1:]
    value = told[len(field) + 1 :].strip()
    return render("part", heading=section.heading, named=f", {named}", sentence=value)


def _listed(candidate: Candidate, is_one: bool) -> list[Statement]:
    if is_one and (candidate.block.kind == "item" or is_row(candidate)):
        return []
    return lists.statements(candidate.document, candidate.section, candidate.start)


def _continued(first: list[Candidate], ranking: Ranking, is_both: bool = False) -> list[Candidate]:
    """Return the sentence after the best one when it says what that one only announced, or takes
    something of it back."""
    return [
        candidate
        for candidate in ranking.candidates
        for best in first
        if (candidate.document, candidate.block) == (best.document, best.block)
        and best.end < candidate.start <= best.end + 2
        and (
            _CONTINUES.match(candidate.text)
            or _TAKES_BACK.match(candidate.text)
            or (is_both and _WHEN.search(best.text) and _WHEN.search(candidate.text))
        )
    ]


def _led_by(chosen: list[Candidate]) -> list[Candidate]:
    """Return the sentences that others lean on ('Det gælder …', 'Det er dog …'), each just before
    its own, and the lines that say whose hours follow them."""
    found: dict[int, Candidate] = {}
    for item in chosen:
        if whose := named_before(item):
            found[whose[0]] = replace(item, start=whose[0], end=whose[1])
        is_led = _LEANS.match(item.text) or _TAKES_BACK.match(item.text) or leans(item.text)
        if item.block.kind == "paragraph" and is_led:
            before = text.sentences(item.document.text, item.block.start, item.start)
            for start, end in before[-1:]:
                found[start] = replace(item, start=start, end=end)
    return [item for start, item in found.items() if start not in {one.start for one in chosen}]


def _stands(candidate: Candidate, first: Candidate) -> bool:
    """Return whether a sentence can stand after one of another document, which 'Det' would mean."""
    return candidate.document is first.document or not _POINTS_BACK.match(candidate.text)


def whole(ranking: Ranking) -> list[Statement]:
    """Return all sentences of the best candidate's section as they stand, or none when they are too
    many."""
    best = ranking.candidates[0]
    there = [item for item in ranking.candidates if item.section is best.section]
    if sum(len(item.text.split()) for item in there) > WHOLE_WORDS:
        return []
    return _stated(sorted(there, key=lambda item: item.start))


def hours(ranking: Ranking) -> list[Statement]:
    """Return the table of hours in the section that answers best, whole; none where it has none."""
    section = ranking.candidates[0].section if ranking.candidates else None
    rows = [
        item
        for item in ranking.candidates
        if item.section is section and item.end == item.block.end and is_hours(item.text)
    ]
    return told(rows[:1]) if len(rows) >= _FEWEST_HOURS else []


def _field(candidate: Candidate) -> list[Statement]:
    """Return the phrase for a candidate that is a field and no sentence, or is told in one."""
    if candidate.section.label == "contact":
        stated = contacts(candidate.document, candidate.section)
        around = [item for item in stated if item.start <= candidate.start <= item.end]
        return [item for item in around if _tells(item, candidate)]
    if candidate.section.label == "period":
        field = facts.period_field(candidate.document, candidate.section)
        if field is not None and candidate.start <= field.start < candidate.end:
            return [facts.period(candidate.document, field)]
    return []


def _tells(contact: Statement, candidate: Candidate) -> bool:
    """Return whether a contact tells what a line has of it: not all have when it is answered."""
    start, end, page = candidate.start, candidate.end, candidate.document
    said = " ".join(candidate.text.split()).rstrip(" .,:;")
    return said in contact.text or any(start <= one.start < end for one in page.fields)


def _of_place(candidate: Candidate) -> list[Statement]:
    """Return the hours of one of several places with its address, none where they are no such."""
    place = place_before(candidate)
    written = spoken_of(candidate).splitlines()
    told = "; ".join(" ".join(line.split()).rstrip(" .,:;") for line in written) + "."
    return [Statement(told, candidate.document, place[0], candidate.end)] if place else []


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """Keep the best sentence's paragraph first, and each paragraph's sentences as they stand."""
    paragraphs = list(dict.fromkeys((item.document.id, item.block.start) for item in chosen))
    return sorted(
        chosen,
        key=lambda item: (paragraphs.index((item.document.id, item.block.start)), item.start),
    )
