"""Whether a thing is asked about that the page of the initiative named has nothing like."""

import re

from assistant.evidence import Evidence
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import cover
from index.danish import likeness, stem, stems, words

# What somebody is or becomes, of which there are no everyday words: 'hvem er kasserer', 'for at
# blive frivillig'. Words with the endings of adjectives and of what was spoken of before are none.
_POST = re.compile(
    r"\b(?:hvem (?:er|var)|blive|bliver) (?=([a-zæøå]{5,})\b)"
    r"(?!\w+(?:[est]|e[dn]|sk|(?<!ill)ig|bar|som)\b)",
    re.IGNORECASE,
)
# That of which a number is asked for: 'brugen af kokain'.
_USED = re.compile(r"\b(?:brug|forbrug|misbrug)(?:en|et)? af ([a-zæøå]{5,})\b", re.IGNORECASE)
_OF_NUMBERS = ("count", "percent", "quantity", "amount")
_OF_POSTS = ("who", "age", "requirement", *_OF_NUMBERS)
# Likeness to the nearest word of the page under which it has nothing like that. With it, of the
# questions of six sets (1,111), no right answer is declined, and three wrong ones.
_LIKE = 0.55


def is_of_unknown(question: Question, evidence: Evidence) -> bool:
    """Return whether a question names an initiative and asks about a thing that no word on its page
    is like; for what is used, no official word for it either."""
    if question.is_personal or question.is_fitted or not question.scopes:
        return False
    posts = _things(question, _POST, _OF_POSTS)
    used = _things(question, _USED, _OF_NUMBERS)
    if not posts and not used:
        return False
    pages = [evidence.documents[id] for id in {scope.document for scope in question.scopes}]
    text = "\n".join(f"{page.title}\n{page.text}" for page in pages)
    said, known = sorted(set(words(text))), set(stems(text))
    things = [*posts, *used]
    near = evidence.search.alike(things, said).max(axis=1).tolist()
    return any(
        one < _LIKE
        and max(likeness(stem(word), other) for other in known) < COVERED
        and (word in posts or cover(question, stem(word), text) < COVERED)
        for word, one in zip(things, near, strict=True)
    )


def _things(question: Question, pattern: re.Pattern[str], kinds: tuple[str, ...]) -> list[str]:
    asked = [one.lower() for one in pattern.findall(question.text)]
    rest = set(question.rest) - question.names
    return [word for word in asked if stem(word) in rest] if question.kind_name in kinds else []
