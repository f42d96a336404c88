"""Whether a thing is asked about that the page of the initiative named has nothing like."""

import re

from assistant.evidence import Evidence
from assistant.kinds import SITUATION
from assistant.other import COVERED
from assistant.question import Question
from index.danish import likeness, stem, stems, words

# What stands before a thing that is meant as a whole, without an article: 'brugen af kokain', 'hvem
# er kasserer', 'for at blive frivillig'. Words with the endings of verbs, of adjectives and of what
# was spoken of before are no such things.
_THING = re.compile(
    r"\b(?:af|om|mod|med|til|for|på|blive|bliver|er|som) (?=([a-zæøå]{5,})\b)"
    r"(?!\w+(?:[est]|e[dn]|sk|(?<!ill)ig|bar|som)\b)",
    re.IGNORECASE,
)
# Likeness to the nearest word of the page under which it has nothing like that. With it, of the
# questions of six sets (1,111), no right answer is declined, and three wrong ones.
_LIKE = 0.55


def is_of_unknown(question: Question, evidence: Evidence) -> bool:
    """Return whether a question names an initiative and asks about a thing that no word on its page
    is like."""
    is_told = question.is_personal or question.is_fitted or question.kind_name == SITUATION
    if is_told or not question.scopes:
        return False
    asked = [match[1].lower() for match in _THING.finditer(question.text)]
    things = [word for word in asked if stem(word) in set(question.rest) - question.names]
    if not things:
        return False
    pages = {scope.document for scope in question.scopes}
    text = "\n".join(
        f"{evidence.documents[id].title}\n{evidence.documents[id].text}" for id in pages
    )
    said, known = sorted(set(words(text))), set(stems(text))
    near = evidence.search.alike(things, said).max(axis=1).tolist()
    return any(
        one < _LIKE and max(likeness(stem(word), other) for other in known) < COVERED
        for word, one in zip(things, near, strict=True)
    )
