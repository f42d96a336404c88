"""The foot of a page, which answers nothing: links beside each other, and who sends it."""

import re

from assistant.question import Question
from assistant.rank import Candidate

_LINKS = re.compile(r"(?:læs|se) (?:også|mere)\b[^|]*\|", re.IGNORECASE)
_SENDER = re.compile(r"\bcvr\b[\W]*(?:nr\b\W*|nummer\W*)?(?:\d ?){8}", re.IGNORECASE)
_ASKS = re.compile(r"\bcvr\b", re.IGNORECASE)
# Kinds of which it may be the answer where somebody is, or how to reach them.
_OF_SENDER = ("contact", "telephone", "email", "address", "place", "location", "town")


def is_foot(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence is of the foot of a page: links alone, or where its sender is and
    what its number is, and that is not asked for."""
    is_sender = _SENDER.search(candidate.text) and not _ASKS.search(question.text)
    is_asked = question.kind_name in _OF_SENDER
    return _LINKS.match(candidate.text) is not None or (bool(is_sender) and not is_asked)
