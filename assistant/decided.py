"""What came of what somebody asked or proposed: the sentence after, which decides or answers.

That a council proposed longer hours says nothing of the hours, and what it got for an answer does.
"""

import re
from dataclasses import replace

from assistant.rank import Candidate
from corpus.text import sentences

_NOT_YET = re.compile(
    r"\b(?:spurgte|ønskede|foreslog|efterlyste|efterspurgte|anmodede om|bad om|opfordrede til"
    r"|(?:har|havde|er|blev|bliver) (?:\w+ ){0,2}(?:foreslået|efterlyst|efterspurgt|anmodet om"
    r"|bedt om|ønsket|spurgt))\b",
    re.IGNORECASE,
)
# Says that of the thing itself, 'Det kan de ikke', or that somebody answered.
_DECIDES = re.compile(
    r"(?:(?:det|dette) (?:kan|må|skal|vil|får|fik|er|var|bliver|blev|har|lader)\b"
    r"|(?:det|dette|den|forslaget|ønsket|spørgsmålet|anmodningen|idéen|ideen) "
    r"(?:(?:er|var|bliver|blev|kan|skal) (?:\w+ )?(?:ikke|afvist|vedtaget|godkendt|besluttet"
    r"|imødekommet|nedstemt|taget)\b"
    r"|(?:afvi\w+|afslog|vedtog|beslutte\w+|godkendte|støttede|imødekom|tiltrådte|mente)\b)"
    r"|ja\b|nej\b|svaret\b"
    r"|(?:\S+ ){1,6}?(?:svarede|afviste|afslog|vedtog|besluttede|godkendte|imødekom|tiltrådte"
    r"|oplyste|forklarede|meddelte|lovede|nedstemte|stemte|sagde (?:ja|nej))\b)",
    re.IGNORECASE,
)


def outcome(item: Candidate) -> list[Candidate]:
    """Return the sentence after one that only asks or proposes, where it decides or answers."""
    if item.block.kind != "paragraph" or not _NOT_YET.search(item.text):
        return []
    after = sentences(item.document.text, item.end, item.block.end)
    return [
        replace(item, start=start, end=end)
        for start, end in after[:1]
        if _DECIDES.match(item.document.text, start, end)
    ]


def proposal(item: Candidate) -> list[Candidate]:
    """Return the sentence that a decision or an answer is to, the one just before it."""
    before = sentences(item.document.text, item.block.start, item.start)
    asked = [replace(item, start=start, end=end) for start, end in before[-1:]]
    return [one for one in asked if item in outcome(one)]
