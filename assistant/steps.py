"""What comes after a step that a question names: the step that follows it."""

import re

from assistant.question import Question
from assistant.rank import Candidate, Ranking, in_scope

_ASKS = re.compile(
    r"\bhvad (?:sker|skal|gør|kommer|følger|venter|er (?:det )?næste)\b.{0,40}?\befter\b"
    r"(?! (?:lov|service|paragraf|§))",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\befter\b", re.IGNORECASE)
_MARKED = re.compile(r"\W*(?:(?:trin|fase|skridt|etape|modul|uge|dag|punkt) )?(\d{1,2})\b", re.I)
_THEN = re.compile(
    r"(?:derefter|herefter|bagefter|efterfølgende|dernæst|så|til sidst|næste)\b", re.IGNORECASE
)
_WORDS = 3  # fewer only number a step


def following(question: Question, ranking: Ranking) -> Ranking:
    """Return what tells of the step after the one that the best sentence tells of, where that is
    asked; all where it is not, the best one says itself what comes after, or nothing follows it."""
    if not question.scopes or not ranking.candidates or not _ASKS.search(question.text):
        return ranking
    best = ranking.candidates[0]
    if _AFTER.search(best.text):
        return ranking
    told = ranking.only(lambda item: in_scope(question, item) and _follows(item, best))
    return told if told.candidates else ranking


def _follows(item: Candidate, best: Candidate) -> bool:
    if item.section is not best.section or len(item.text.split()) < _WORDS:
        return False
    if item.block is best.block:
        return item.start > best.end and _THEN.match(item.text) is not None
    place, number = _number(best), _number(item)
    return place > 0 and number == place + 1 and item.start > best.end


def _number(item: Candidate) -> int:
    """Return the number that a step begins with, 0 where it has none."""
    found = _MARKED.match(item.document.text, item.block.start, item.block.end)
    return int(found[1]) if found else 0
