"""What is done with the thing asked for: set aside, paid by oneself, ended, begun.

Such words weigh nothing in a ranking, for every page has them: of the sentences of the right shape,
'Hvor meget er afsat?' is answered by one that says 'afsat', and not by what one may apply for.
"""

import re
from functools import partial

from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape, in_scope

_MONEY = ("amount", "quantity", "cost", "funding", "allowance", "percent", "own_share")
_TIME = ("period", "date", "month", "deadline", "duration", "stay")
_Deed = tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]
# The kinds of things asked for, what a question says is done, and what says it in a sentence.
_BY_ONESELF = (
    r"\bselv (?:\w+ )?(?:betale|bidrage|finansiere|lægge)|(?:egen|med)finansier|egenbetaling"
)
_EACH = (
    r"\bpr\.? (?:gang|døgn|dag|uge|måned|time|år)\b|\bhver gang\b"
    r"|\b(?:om|i) (?:måneden|ugen|dagen|døgnet|timen|året)\b"
)
_DECIDES = r"\b(?:bevil[gl]|afgør|beslut|bestem|visit(?:er|ator)|godkend|indstil|udvælg)"
_JOINS = r"\bat (?:deltage|være med|spise med)\b"
_DEEDS: tuple[_Deed, ...] = tuple(
    (kinds, re.compile(asks, re.IGNORECASE), re.compile(says, re.IGNORECASE))
    for kinds, asks, says in (
        (
            _MONEY,
            rf"{_BY_ONESELF}|\b(?:betale|betaler|betalte) \w+ selv\b",
            rf"{_BY_ONESELF}|\b(?:betaler|betalte|bidrager|bidrog) (?:\w+ )?selv\b|egenandel",
        ),
        (
            ("amount", "quantity", "funding"),
            r"\b(?:afsat|bevilget|sat af)\b|\bi (?:\w+ )?puljen\b|\bhvor stor (?:er|var) puljen",
            r"\bafsat\b|\b(?:sat|sætter|satte) (?:\S+ ){0,6}?af\b|bevil[gl]|\bramme|doner"
            r"|\bpulje\w* (?:er |var )?på\b"
            r"|\b(?:fik|får|modtager|modtog)\b.{0,60}\b(?:kr|mi[oa]|million\w*)\b",
        ),
        (("amount", "cost"), _EACH, _EACH),
        (
            ("amount", "cost"),
            rf"{_JOINS}|\bdeltager(?:ne)? (?:betale|betaler|betalte)\b"
            r"|\b(?:betale|betaler|betalte) (?:deltager|man|jeg|borger|den|de|en|for at)\w*\b",
            rf"^(?!.*\bmi[oa]\b).*?(?:\bbetale[rs]?\b|\bbetalte\b|betaling|\bgratis\b|{_JOINS})",
        ),
        (
            _TIME,
            r"\b(?:ophør\w*|udløb\w*|slutter|sluttede|stopper|stoppede|afslutte\w*)\b",
            r"ophør|udløb|\bslut|\bstop|afslut|\blukke[drt]|\btil og med\b|\budgangen af\b",
        ),
        (
            _TIME,
            r"\b(?:gå|går|gik|komme|kommer|kom|være|er|sættes?) i gang\b|\b(?:begynd|start)\w*\b",
            r"\bi gang\b|begynd|start|\btræd\w+ i kraft|\bfra den\b|\bsiden\b",
        ),
        (
            _TIME,
            r"\b(?:finansiere\w*|bevilget|bevilling\w*|betalt|støttet)\b",
            r"finansier|bevil[gl]|\bbetale[st]|\bmidler|\bstøtte[ts]|\bafsat\b",
        ),
        (
            _TIME,
            r"\b(?:offentliggjort|offentliggøres|offentliggjorde|udgivet|udkom|udgives)\b",
            r"offentliggj|udgiv|\budkom",
        ),
        (
            ("who",),
            rf"\bhvem\b(?!.*\bhv(?:ad|or|ordan|ornår)\b).*{_DECIDES}",
            rf"{_DECIDES}|\btildel|\bvurder|\btage[rs]? stilling|\bvælge[rs]|\bansvar"
            r"|\b(?:be)?myndig|(?:udvalg|nævn|bestyrelse|råd)(?:et|en)?\b",
        ),
        (
            ("funding",),
            r"\bhvem (?:\w+ )?(?:betal|finansi|bevil|doner)|\bfinansieret\b",
            r"(?:betal|finansier|bevil|støtte|doner|afsat|afsætte|dække)\w*\b.{0,60}?"
            r" (?:af|fra|gennem|via|over)\b"
            r"|\b(?:betal|finansier|bevilg|doner)(?:er|te|ede)\b(?! (?:\w+ )?(?:ikke|intet|selv))",
        ),
    )
)
_OF_NOBODY = re.compile(r"\bat betale\b|\bUdbetaling\b")  # an infinitive has no payer


def of_its_deed(question: Question, ranking: Ranking) -> Ranking:
    """Return what says that with the thing asked for is done what the question says, where any
    sentence of the initiative named does, in the shape of an answer; else all."""
    if not question.scopes:
        return ranking
    for kinds, asks, says in _DEEDS:
        if question.kind_name in kinds and asks.search(question.text):
            told = ranking.only(partial(_says, question, says))
            ranking = told if told.candidates else ranking
    return ranking


def _says(question: Question, says: re.Pattern[str], item: Candidate) -> bool:
    said = _OF_NOBODY.sub(" ", item.text) if question.kind_name == "funding" else item.text
    is_shaped = question.kind_name == "who" or has_shape(question, item)  # a board has no name
    return bool(says.search(said)) and in_scope(question, item) and is_shaped
