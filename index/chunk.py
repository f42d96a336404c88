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
        _passage(document, section.path, start, end)
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
    for start, end, words, joins in _pieces(text, section):
        if spans and (joins or size + words <= PASSAGE_WORDS):
            spans[-1] = (spans[-1][0], end)
            size += words
        else:
            spans.append((start, end))
            size = words
    return spans


def _pieces(text: str, section: Section) -> list[tuple[int, int, int, bool]]:
    """Return what may be packed, how many words it has, and whether it joins what stands before.

    Items of a list do.
    """
    pieces = []
    before: Block | None = None
    for block in section.blocks:
        follows_list = before is not None and block.kind == "item"
        words = _words(text, block.start, block.end)
        if follows_list or words <= PASSAGE_WORDS:
            pieces.append((block.start, block.end, words, follows_list))
        else:
            spans = sentences(text, block.start, block.end)
            pieces += [(*span, _words(text, *span), False) for span in spans]
        before = block
    return pieces


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())
