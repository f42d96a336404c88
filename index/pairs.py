"""The texts that the bundled embedding is trained on, and the question-like pairs drawn from them.

A paragraph is a list of sentences here. Pairs are drawn with the inverse cloze task (Lee, Chang and
Toutanova 2019, arXiv:1906.00300): one sentence stands in for a question, the rest of its paragraph
for the passage that answers it.
"""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SECTIONS = (
    "dynamics-365-operations.da-dk.sections",
    "powerbi-docs.da-dk.sections",
    "dynamics365smb-docs-pr.da-dk.sections",
    "officedocs-alchemyinsights-pr.da-dk.sections",
)
SPEECHES = "folketinget-speeches"
ABSTRACTS = "dawiki-abstracts-noleak"
TRANSLATIONS = ("gnome-help-en-da", "ntrex-en-da")

PARAGRAPH_WORDS = 130  # median length of a speech (133) and about that of an indexed passage
SENTENCE_WORDS = 4  # shorter lines are labels and crumbs

_BOUNDARY = re.compile(r'(?<=[.!?:])\s+(?=[A-ZÆØÅ0-9"»])|\n+')

Paragraph = list[str]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class TrainingText:
    """All texts, for vocabulary and co-occurrence; the paragraphs, for the contrast.

    An English sentence and its Danish translation are one text and one paragraph.
    """

    texts: list[str]
    paragraphs: list[Paragraph]


def read(folder: Path) -> TrainingText:
    """The training text in `folder`. FileNotFoundError names every file that is missing."""
    _require(folder)
    sections = [row for name in SECTIONS for row in rows(folder, name)]
    speeches = list(rows(folder, SPEECHES))
    abstracts = list(rows(folder, ABSTRACTS))
    translations = [[row["en"], row["da"]] for name in TRANSLATIONS for row in rows(folder, name)]
    bodies = [row["text"] for row in [*sections, *speeches, *abstracts]]
    labels = {row["heading"] for row in sections} | {row["desc"] for row in sections}
    labels |= {row["item"] for row in speeches} | {row["title"] for row in abstracts}
    found = [paragraph for body in bodies for paragraph in paragraphs(body)]
    found = [paragraph for paragraph in found if len(paragraph) > 1] + translations
    return TrainingText(
        texts=[*bodies, *sorted(labels - {""}), *map(" ".join, translations)],
        paragraphs=[list(paragraph) for paragraph in dict.fromkeys(map(tuple, found))],
    )


def rows(folder: Path, name: str) -> Iterator[Row]:
    """The rows of `name`.jsonl.gz, one JSON object a line."""
    with gzip.open(_path(folder, name), "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def paragraphs(text: str, words: int = PARAGRAPH_WORDS) -> list[Paragraph]:
    """`text` as runs of whole sentences, at most `words` words each but for a longer sentence."""
    found: list[Paragraph] = []
    room = 0
    for sentence in sentences(text):
        length = len(sentence.split())
        if not found or length > room:
            found.append([])
            room = words
        found[-1].append(sentence)
        room -= length
    return found


def sentences(text: str) -> list[str]:
    """The sentences and lines of `text` that have at least `SENTENCE_WORDS` words."""
    pieces = (piece.strip() for piece in _BOUNDARY.split(text))
    return [piece for piece in pieces if len(piece.split()) >= SENTENCE_WORDS]


def _require(folder: Path) -> None:
    names = (*SECTIONS, SPEECHES, ABSTRACTS, *TRANSLATIONS)
    missing = [_path(folder, name).name for name in names if not _path(folder, name).is_file()]
    if missing:
        raise FileNotFoundError(
            f"No training text in {folder}: missing {', '.join(missing)}. "
            "The sources are listed in index/model/README.md"
        )


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.jsonl.gz"
