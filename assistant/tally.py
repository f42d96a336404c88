"""Whose a count or a leader is: of the whole page that is asked of, or of one thing on it.

'Hvor mange besøg havde natcaféen på X?' is not answered by how many the whole of X had, and 'Hvem
leder natcaféen?' not by who leads X.
"""

import re

from assistant.question import Question
from assistant.rank import Candidate, Ranking, cover, has_shape
from assistant.reached import ITSELF
from index.danish import MISSPELT, stem, stems

_HAD = r"(?:havde|har|fik|får|rummer|rummede|tager|tog|holdt|holder)"
_WERE = (
    r"(?:var|er|kom|kommer|bor|boede|går|gik|deltog|deltager|sover|sov)(?: der| med)? (?:i|på|til)"
)
_THING = r"(?P<{0}>[a-zæøåé]{{4,}}(?:en|et))\b(?! (?-i:[A-ZÆØÅ]))"  # not 'herberget Lunden'
_OF = re.compile(
    rf"\bhvor mange (?:\w+ ){{0,3}}?(?:{_HAD}|{_WERE}) {_THING.format('many')}"
    rf"|\bhvem leder {_THING.format('led')}"
    rf"|\bhvem er (?:\w+ )?\w*(?:leder|formand|chef)(?:en)? (?:af|for|i|på)"
    rf" {_THING.format('post')}",
    re.IGNORECASE,
)
_BOUNDS = (
    re.compile(
        r"\bhøjste?\b|\bmaks\w*|\bop til\b|\bøvre grænse|\bhøjest(?:e| mulige)\b", re.IGNORECASE
    ),
    re.compile(r"\bmindste?\b|\bminimum\w*|\bnedre grænse|\blaveste\b", re.IGNORECASE),
)


def of_its_thing(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without what says nothing of the thing whose number or leader is asked
    for, on pages that tell of it; all where none is."""
    found = _OF.search(question.text)
    if found is None:
        return ranking
    term = stem(next(filter(None, found.groups())).lower())
    if term not in question.rest or term == question.counted or term in ITSELF:
        return ranking
    pages = {item.document.id: item.document for item in ranking.candidates}
    telling = {id for id, page in pages.items() if term in stems(page.text)}
    return ranking.only(lambda item: item.document.id not in telling or _says(question, term, item))


def _says(question: Question, term: str, item: Candidate) -> bool:
    """Return whether a sentence, its paragraph before it or its heading has a thing."""
    paragraph = item.document.text[item.block.start : item.end]
    said = f"{item.document.title} {item.section.about} {paragraph}"
    return cover(question, term, said) >= MISSPELT


def of_its_bound(question: Question, ranking: Ranking) -> Ranking:
    """Return what tells the most, or the least, where a number of that sort is asked for."""
    asked = next((one for one in _BOUNDS if one.search(question.text)), None)
    if asked is None or not question.needs_shape:
        return ranking
    told = ranking.only(lambda item: bool(asked.search(item.text)) and has_shape(question, item))
    return told if told.candidates else ranking
