"""Documents -> passages that follow their structure."""

from corpus.text import sentences
from corpus.types import Block, Document, Section
from index.types import Passage

# Of 60 to 240 on XQuAD-da, through Assistant.ask: .914 cite the right paragraph first (100: .909,
# 240: .895).
PASSAGE_WORDS = 160


def chunk(document: Document) -> list[Passage]:
    """Return the document's passages in order: whole sentences, within one section each.

    Blocks are packed into a passage until it has PASSAGE_WORDS words; only a block that is longer
    than that is divided, between sentences.
    """
    passages = []
    for section in document.sections:
        for start, end in _spans(document.text, section):
            passages.append(
                Passage(
                    id=f"{document.id}:{start}-{end}",
                    document=document.id,
                    title=document.title,
                    section=section.heading,
                    start=start,
                    end=end,
                    text=document.text[start:end],
                )
            )
    return passages


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
