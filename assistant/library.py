"""What the assistant answers from: the documents, the names and words in them, and the search."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.evidence import Search
from corpus.types import Document
from index.names import Names
from index.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Library:
    """Documents by id, which may be read when they are asked for, and what was found in them."""

    documents: Mapping[str, Document]
    search: Search
    names: Names
    vocabulary: Vocabulary

    @classmethod
    def of(cls, documents: Sequence[Document], search: Search) -> "Library":
        """Return a library of documents in memory."""
        by_id = {document.id: document for document in documents}
        return cls(by_id, search, Names.of(documents), Vocabulary.of(documents))
