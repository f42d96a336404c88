"""Documents -> passages that follow their structure."""

from corpus.text import sentences, trim
from corpus.types import Block, Document, Section
from index.types import Passage

# Of 60 to 240 on XQuAD-da, through Assistant.ask: .914 cite the right paragraph first (100: .909,
# 240: .895).
PASSAGE_WORDS = 160


def chunk(document: Document) -> list[Passage]:
    """Return the document's passages in order: whole sentences, within one section each.

    Blocks are packed into a passage until it has PASSAGE_WORDS words; only a block that is longer
    than that is divided, between sentences. The line that says when the page was updated is a
    passage of its own.
    """
    passages = [
        _passage(document, section.heading, start, end)
        for section in document.sections
        for start, end in _spans(document.text, section)
    ]
    dates = [field for field in document.fields if field.name in ("updated", "published")]
    for field in dates:
        if not any(item.start <= field.start < item.end for item in passages):
            passages.append(_passage(document, "", *_line(document.text, field.start, field.end)))
    return sorted(passages, key=lambda item: item.start)


def _passage(document: Document, heading: str, start: int, end: int) -> Passage:
    return Passage(
        id=f"{document.id}:{start}-{end}",
        document=document.id,
        title=document.title,
        section=heading,
        start=start,
        end=end,
        text=document.text[start:end],
    )


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the line around a field, trimmed."""
    after = text.find("\n", end)
    return trim(text, text.rfind("\n", 0, start) + 1, len(text) if after < 0 else after)


def _spans(text: str, section: Section) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    size = 0
    for start, end, joins in _pieces(text, section):
        words = len(text[start:end].split())
        if spans and (joins or size + words <= PASSAGE_WORDS):
            spans[-1] = (spans[-1][0], end)
            size += words
        else:
            spans.append((start, end))
            size = words
    return spans


def _pieces(text: str, section: Section) -> list[tuple[int, int, bool]]:
    """Return what may be packed, and whether it belongs to what stands before (items of a list)."""
    pieces = []
    before: Block | None = None
    for block in section.blocks:
        follows_list = before is not None and block.kind == "item"
        if follows_list or len(text[block.start : block.end].split()) <= PASSAGE_WORDS:
            pieces.append((block.start, block.end, follows_list))
        else:
            pieces += [(*span, False) for span in sentences(text, block.start, block.end)]
        before = block
    return pieces
