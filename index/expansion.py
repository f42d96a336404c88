"""What a question is searched for beside its own words, source by source."""

from collections.abc import Callable, Mapping
from typing import Literal

from index.abbreviations import other_forms
from index.ages import age_groups
from index.thesaurus import expand as official_words

Source = Literal["thesaurus", "ages", "abbreviations", "compounds", "trigrams", "dense"]
"""What adds to the words of a question; each can be left out, to see what it gives."""

Sources = frozenset[Source]
ALL: Sources = frozenset({"thesaurus", "ages", "abbreviations", "compounds", "trigrams", "dense"})

_WORDS: Mapping[Source, Callable[[str], dict[str, tuple[str, ...]]]] = {
    "thesaurus": official_words,
    "ages": age_groups,
    "abbreviations": other_forms,
}


def expand(text: str, sources: Sources = ALL) -> dict[str, tuple[str, ...]]:
    """Return for stems of a text other stems that mean the same on a page."""
    found: dict[str, dict[str, None]] = {}
    for source, words in _WORDS.items():
        if source in sources:
            for word, others in words(text).items():
                found.setdefault(word, {}).update(dict.fromkeys(others))
    return {word: tuple(others) for word, others in found.items()}
