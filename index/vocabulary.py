"""What is counted over the texts of all documents, so that a question can be read by it.

Counts add up: those of a changed document are taken away and put back, and all others stay.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.types import Document
from index.frequency import Frequency
from index.neighbours import Neighbours
from index.pieces import WORD, count
from index.tables import read_array, read_lines, write_array, write_lines
from index.written import Written

_TITLES, _TITLE_COUNTS, _SIZE = (
    f"vocabulary-{name}" for name in ("titles.txt", "titles.npy", "size.npy")
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of `size` documents.

    `titles` are the words of titles and headings in small letters with the number of their places,
    `frequency` the stems with their numbers of documents, `neighbours` the words side by side.
    """

    size: int
    written: Written
    titles: Mapping[str, int]
    frequency: Frequency
    neighbours: Neighbours

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Vocabulary":
        """Return the vocabulary of documents."""
        some = list(documents)
        counted = count(document.text for document in some)
        return cls(
            len(some),
            Written.of(counted.words),
            _titles(some),
            Frequency.of(counted.stems),
            Neighbours(*counted.pairs),
        )

    def changed(self, removed: Iterable[Document], added: Iterable[Document]) -> "Vocabulary":
        """Return the vocabulary without the removed documents and with the added ones."""
        old, new = list(removed), list(added)
        less, more = (count(document.text for document in some) for some in (old, new))
        titles = Counter(self.titles)
        titles.subtract(_titles(old))
        titles.update(_titles(new))
        return Vocabulary(
            self.size - len(old) + len(new),
            self.written.changed(less.words, more.words),
            +titles,
            self.frequency.changed(less.stems, more.stems),
            self.neighbours.changed(Neighbours(*less.pairs), Neighbours(*more.pairs)),
        )

    def save(self, folder: Path) -> None:
        """Write the vocabulary to files in a folder, all named vocabulary-*."""
        write_array(folder / _SIZE, np.array([self.size]))
        self.written.save(folder)
        titles = sorted(self.titles)
        write_lines(folder / _TITLES, titles)
        write_array(folder / _TITLE_COUNTS, np.array([self.titles[word] for word in titles], int))
        self.frequency.save(folder)
        self.neighbours.save(folder)

    @classmethod
    def load(cls, folder: Path) -> "Vocabulary":
        """Return the vocabulary that `save` wrote; raises OSError or ValueError where it cannot."""
        counts = read_array(folder / _TITLE_COUNTS).tolist()
        return cls(
            int(read_array(folder / _SIZE)[0]),
            Written.load(folder),
            dict(zip(read_lines(folder / _TITLES), counts, strict=True)),
            Frequency.load(folder),
            Neighbours.load(folder),
        )


def _titles(documents: Sequence[Document]) -> Counter[str]:
    titles = [document.title for document in documents]
    for document in documents:
        titles += [part.heading for part in document.sections]
        titles += {heading for part in document.sections for heading in part.around}
    return Counter(word.lower() for title in titles for word in WORD.findall(title))
