"""What is said in small words alone: 'uden at de ved hvem jeg er' is about being anonymous."""

from assistant.words import EMPTY
from index.thesaurus import phrases

_LEAST = 3  # words; of fewer, as 'med i', too many stand in questions about something else
_ASKS = "hv"  # 'hvad går det ud på' asks for a kind of thing


def meant(text: str) -> dict[str, tuple[str, ...]]:
    """Return an official word, as a stem, for each everyday phrase of a text that has no word of
    content, with the others that mean the same; without it nothing of the phrase would count."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase, official in phrases(text).items():
        words = [one for one in official if " " not in one]
        is_small = len(phrase) >= _LEAST and EMPTY.issuperset(phrase)
        if words and is_small and not phrase[0].startswith(_ASKS):
            found.setdefault(words[0], official)
    return found
