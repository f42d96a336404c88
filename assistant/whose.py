"""Which municipality a page is of."""

import re

from assistant.municipalities import places
from corpus.types import Document
from index.danish import stems

_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\w-]*")


def only_place(document: Document) -> frozenset[str]:
    """Return the stem of the municipality that a page is of, where it is one alone.

    That is the one that the page names; where it names several, the one in its title, its first
    words and its contacts.
    """
    named = _places_in(document.text)
    if len(named) > 1:
        first = [section for section in document.sections[:1] if section.blocks]
        own = [document.text[section.start : section.blocks[0].end] for section in first]
        own += [document.text[s.start : s.end] for s in document.sections if s.label == "contact"]
        named = _places_in(" ".join([document.title, *own]))
    return named if len(named) == 1 else frozenset()


def _places_in(text: str) -> frozenset[str]:
    """Return the stems of the municipalities that a text names: 'vejer' is none."""
    return places().intersection(stems(" ".join(_CAPITAL.findall(text))))
