"""When one can come, asked as a time of the initiative: 'Hvornår er der rådgivning?'"""

import re
from dataclasses import replace

from assistant import facts
from assistant.evidence import Evidence
from assistant.kinds import specific_kinds
from assistant.municipalities import places
from assistant.question import Question
from assistant.rank import all_sentences, in_scope

_COMES = re.compile(
    r"\bhvornår (?:(?:på \w+ )?(?:er der\b|(?:kan|må) (?:jeg|man|vi|han|hun) (?:\w+ )?komme\b)"
    r"|(?:har|holder) (?:I|de)\b)(?!.*\b(?:igen|næste|først|slut|i gang)\b)",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?:\w+dage?|\bweekend\w*)\b.{0,40}\b(?:kl\.?|klokken) ?\d", re.IGNORECASE)


def as_opening(question: Question, evidence: Evidence) -> Question:
    """Return a question for when one can come to an initiative, and for nothing else, as one for
    its opening hours."""
    rest = set(question.rest) - places()
    if question.kind_name != "period" or not question.scopes or rest:
        return question
    pages = [evidence.documents[one.document] for one in question.scopes]
    if not _COMES.search(question.text) or any(map(facts.period_field, pages)):
        return question
    said = (item for page in pages for item in all_sentences(page) if in_scope(question, item))
    if not any(_HOURS.search(item.text) for item in said):
        return question
    [opening] = [kind for kind in specific_kinds() if kind.name == "opening"]
    return replace(question, kind=opening)
