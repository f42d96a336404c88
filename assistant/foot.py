"""What a page says of itself and answers nothing: its foot, with links and who sends it, and what
one can read on it."""

import re

from assistant.question import Question
from assistant.rank import Candidate

_LINKS = re.compile(r"(?:læs|se) (?:også|mere)\b[^|]*\|", re.IGNORECASE)
_SENDER = re.compile(r"\bcvr\b[\W]*(?:nr\b\W*|nummer\W*)?(?:\d ?){8}", re.IGNORECASE)
_ASKS = re.compile(r"\bcvr\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\W*(?:her|på (?:denne side|siden)|i (?:denne folder|folderen)|nedenfor) "
    r"(?:kan (?:du|man|i)|finder du) (?:læse|finde|se)?",
    re.IGNORECASE,
)
_ASKS_TO_READ = re.compile(r"\b(?:læse|side|siden|folder\w*|handler)\b", re.IGNORECASE)
# Kinds of which it may be the answer where somebody is, or how to reach them.
_DEFINITE = ("place", "location", "who", "count", "quantity", "amount", "period", "date")
_OF_SENDER = ("contact", "telephone", "email", "address", "place", "location", "town")


def is_foot(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence is of the foot of a page: links alone, or where its sender is and
    what its number is, and that is not asked for; or says what can be read on the page, where a
    definite thing is asked for."""
    if _OF_ITSELF.match(candidate.text):
        return question.kind_name in _DEFINITE and not _ASKS_TO_READ.search(question.text)
    is_sender = _SENDER.search(candidate.text) and not _ASKS.search(question.text)
    is_asked = question.kind_name in _OF_SENDER
    return _LINKS.match(candidate.text) is not None or (bool(is_sender) and not is_asked)
