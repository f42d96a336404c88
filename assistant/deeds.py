"""What is done with the thing asked for: set aside, paid by oneself, ended, begun; and for how long
it is paid.

Such words weigh nothing in a ranking, for every page has them: of the sentences of the right shape,
'Hvor meget er afsat?' is answered by one that says 'afsat', and not by what one may apply for.
"""

import re
from functools import partial

import numpy as np

from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape, in_scope
from assistant.rows import is_row, over
from assistant.words import content_terms
from index.danish import stems

_MONEY = ("amount", "quantity", "cost", "funding", "allowance", "percent", "own_share")
_PRICED = ("amount", "cost")
_TIME = ("period", "date", "month", "deadline", "duration", "stay")
_Deed = tuple[tuple[str, ...], re.Pattern[str], re.Pattern[str]]
# The kinds of things asked for, what a question says is done, and what says it in a sentence.
_BY_ONESELF = (
    r"\bselv (?:\w+ )?(?:betale|bidrage|finansiere|lægge)|(?:egen|med)finansier|egenbetaling"
)
# For what a price is paid: what is so each month is no answer for a night.
_EACH = re.compile(
    r"\b(?:pr\.?|hver|for (?:en|et)) (gang|døgn|nat|dag|uge|måned|time|år)\b"
    r"|\b(?:om|i|for) (måned|ug|dag|døgn|tim|år)(?:en|et)\b|\b(dag|uge|måned|time|år)lig",
    re.IGNORECASE,
)
_DECIDES = r"\b(?:bevil[gl]|afgør|beslut|bestem|visit(?:er|ator)|godkend|indstil|udvælg)"
# What asks what somebody pays, and a heading over what that is.
_ASKS_PRICE = re.compile(
    r"\bkoste|\bpris|\bgratis\b|\begenbetal|\bbetale (?:for|noget)\b", re.IGNORECASE
)
_PRICES = re.compile(
    r"\W*(?:hvad |det |priser? )?(?:koster|pris(?:en|er|erne)?|takst\w*|(?:egen)?betaling\w*)\b",
    re.IGNORECASE,
)
_MOST = 6  # prices that are told at once
_SAME = {"nat": "døgn", "dag": "døgn", "ug": "uge", "tim": "time"}
CLOSED = re.compile(r"\blukke[tdr]?\b(?! afs)|\bferielukk", re.IGNORECASE)
_JOINS = r"\bat (?:deltage|være med|spise med)\b"
_DEEDS: tuple[_Deed, ...] = tuple(
    (kinds, re.compile(asks, re.IGNORECASE), re.compile(says, re.IGNORECASE))
    for kinds, asks, says in (
        (("opening",), CLOSED.pattern, CLOSED.pattern),
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
            rf"{_DECIDES}|\btildel|\budpeg|\bvurder|\btage[rs]? stilling|\bvælge[rs]|\bansvar"
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
_ON_AVERAGE = re.compile(r"\bi gennemsnit\b|\bgennemsnits\w+|\btypiske\b", re.IGNORECASE)
_AVERAGE = re.compile(r"gennemsnit|\bi snit\b|median|\btypisk|\bomtrent\b|\bcirka\b|\bca\.", re.I)
# A grant is not what somebody pays each time.
_GRANT = re.compile(r"bevilling|bevilget|\bafsat|\bbudget|\bramme|\bmidler", re.IGNORECASE)
_PRICE = re.compile(
    r"\bgratis\b|koster ikke noget|\bom (?:måneden|ugen|dagen)\b"
    r"|\bpr\. (?:gang|måned|uge|dag|døgn|time|person|barn)\b",
    re.IGNORECASE,
)
_FOR_EACH = re.compile(
    r"\b(?:pr\.?|per|for hver)"
    r" (?:borger|deltager|person|barn|ung|familie|elev|bruger|plads|forløb)\b",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"\d ?(?:mi[oa]|million|milliard)(?!.*\b(?:pr\.|for hver|per)\s)", re.IGNORECASE
)
_COSTS = re.compile(r"\bkoste|\bpris(?:en|er)?\b|\b(?:du|man|deltager\w*) betaler\b", re.I)
_GIVEN = re.compile(
    r"\b(?:giver|gav|yder|ydede|støtte[rts]\w*|bevil[gl]\w*|doner\w*|modtager|fik)\b.*"
    r"\d\d\d ?(?:kr\b|kroner\b)|\bmi[oa]\b|\bmillion",
    re.IGNORECASE,
)


def of_its_deed(question: Question, ranking: Ranking) -> Ranking:
    """Return what says that with the thing asked for is done what the question says, where any
    sentence of the initiative named does, in the shape of an answer; else all."""
    if not question.scopes:
        return ranking
    for kinds, asks, says in _DEEDS:
        if question.kind_name in kinds and asks.search(question.text):
            told = ranking.only(partial(_says, question, says))
            ranking = told if told.candidates else ranking
    return _of_each(question, _under_prices(question, ranking))


def _under_prices(question: Question, ranking: Ranking) -> Ranking:
    """Return the prices under a heading for them where a price is asked for: what is free elsewhere
    on the page is something else. All where another price has a word of the question that they
    lack."""
    if question.kind_name not in _PRICED or not _ASKS_PRICE.search(question.text):
        return ranking
    told = ranking.only(lambda item: has_shape(question, item) and in_scope(question, item))
    is_under = [_is_priced(question, item) for item in told.candidates]
    columns = [question.terms.index(term) for term in question.rest]
    said = told.cover[:, columns] >= COVERED
    rows = np.array(is_under, dtype=bool)
    if not rows.any() or (said[~rows].any(axis=0) & ~said[rows].any(axis=0)).any():
        return ranking
    return told.only(partial(_is_priced, question))


def _is_priced(question: Question, item: Candidate) -> bool:
    """Return whether a candidate stands under a heading for prices, and for those of nothing that
    is not asked of: 'Priser i caféen'."""
    match = _PRICES.match(item.section.heading)
    own = {*question.terms, *stems(item.document.title)}
    said = content_terms(item.section.heading[match.end() :]) if match else ()
    return match is not None and all(term in own or term.isdigit() for term in said)


def prices(question: Question, ranking: Ranking) -> list[Candidate]:
    """Return all prices that stand under a heading for them, as a table does, where none has a word
    of the question: which of them is asked for is not said."""
    if question.kind_name not in _PRICED or not _ASKS_PRICE.search(question.text):
        return []
    best = ranking.candidates[0]
    there = [item for item in ranking.candidates if item.section is best.section]
    columns = [question.terms.index(term) for term in question.rest]
    is_said = bool(columns) and bool((ranking.cover[:, columns] >= COVERED).any())
    is_list = _is_priced(question, best) and any(map(is_row, there)) and not is_said
    return sorted(there, key=lambda item: item.start) if is_list and len(there) <= _MOST else []


def _of_each(question: Question, ranking: Ranking) -> Ranking:
    """Return what is paid for the time or the turn that is asked of, as the line over a table may
    say; all where nothing is."""
    asked = _each(question.text)
    if not asked or question.kind_name not in _PRICED:
        return ranking
    told = ranking.only(
        lambda item: (
            bool(asked & _each(f"{over(item)} {item.text}"))
            and in_scope(question, item)
            and has_shape(question, item)
        )
    )
    return told if told.candidates else ranking


def _each(text: str) -> set[str]:
    """Return for what something is paid each time, as 'døgn' for 'om dagen'."""
    found = (next(filter(None, match.groups())).lower() for match in _EACH.finditer(text))
    return {_SAME.get(one, one) for one in found}


def _says(question: Question, says: re.Pattern[str], item: Candidate) -> bool:
    said = _OF_NOBODY.sub(" ", item.text) if question.kind_name == "funding" else item.text
    is_shaped = question.kind_name == "who" or has_shape(question, item)  # a board has no name
    return bool(says.search(said)) and in_scope(question, item) and is_shaped


def is_other_sum(question: Question, candidate: Candidate) -> bool:
    """Return whether a grant is asked for and a price is told, or an average and none is."""
    if _ON_AVERAGE.search(question.text):
        return not _AVERAGE.search(candidate.text)
    is_for_each = question.kind_name in _PRICED and _FOR_EACH.search(question.text)
    if is_for_each and _MILLIONS.search(candidate.text):
        return True  # what all of it cost is not what it cost for each
    is_grant = question.kind_name == "amount" and _GRANT.search(question.text)
    if question.kind_name == "cost":  # what a municipality or a fund gives is no price
        is_given = _GIVEN.search(candidate.text) is not None
        return is_given and not (_PRICE.search(candidate.text) or _COSTS.search(candidate.text))
    return bool(is_grant and _PRICE.search(candidate.text))
