"""Which of the sentences found may answer a question at all, best first."""

import re
from collections.abc import Sequence
from functools import partial

from assistant.bare import is_of_group
from assistant.bound import bound
from assistant.called import capitals
from assistant.contact import contacts
from assistant.dated import (
    is_of_another_year,
    of_its_day,
    of_its_owner,
    of_its_time,
    of_its_year,
    says_when,
)
from assistant.deeds import is_other_sum, of_its_deed
from assistant.evidence import Evidence
from assistant.foot import is_foot
from assistant.headed import is_headed
from assistant.kinds import SITUATION, specific_kinds
from assistant.leaning import meant
from assistant.municipalities import places
from assistant.namesakes import apart
from assistant.naming import is_of_body, of_bodies, on_its_page
from assistant.narrowed import is_of_those_elsewhere, narrowed, there
from assistant.other import COVERED
from assistant.parts import of_its_parts
from assistant.question import Question
from assistant.rank import (
    Candidate,
    Ranking,
    candidates,
    counts,
    cover,
    has_shape,
    in_scope,
    rank,
)
from assistant.reached import (
    CONTACT,
    contact,
    is_contact,
    is_elsewhere,
    is_theirs,
    numbered,
    of_nobody,
    spoken_of,
)
from assistant.rows import head, of_its_row
from assistant.scopes import Scope
from assistant.tally import of_its_bound, of_its_thing
from assistant.whose import only_place
from corpus.text import cells
from corpus.types import Label
from index.danish import likeness, stem, stems

_YEARS = ("aar", "aaret")  # 'en treårig periode' counts them in one word
COUNTED = 0.6  # likeness of what a number counts to what is asked for, for it to be an answer
# What has come of something, as against what was meant to, or is still to be told.
_HAPPENED = re.compile(
    r"\bhvor mange\b.*\b(?:kom|blev|fik|deltog|endte|faktisk|har|havde|\w{3,}ede"
    r"|er \w+(?:et|t))\b"
    r"|\b(?:er|kom|blev|bliver|har|får|fik)\b.*\b(?:færre|flere|mindre|mere|bedre)\b.*\befter\b"
    r"|\b(?:viste|konkluderede|fandt|konklusion\w*|resultatet|resultater(?:ne)?)\b"
    r"|\b(?:vist|konkluderet|fundet|frem til)\W*$"
    r"|\bhvad (?:kom|nåede|er) (?:man|de|i)\b.*\bfrem til\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:hvad hed+er|titlen? på|navnet på|hvilken titel har)\b.{0,40}?"
    r"\b(\w*(?:evaluering|rapport|pjece|publikation"
    r"|vejledning|håndbog|bog|manual|undersøgelse|artikel)\w*)",
    re.IGNORECASE,
)
_REPORTS = frozenset(stems("rapport evaluering undersøgelse publikation"))
_QUOTE = re.compile(r"[\"'‘’“”„«»]\w")
_CALLED = re.compile(r"\b(?:hed+er|hed|kaldes|kaldt|titel|titlen|navnet)\b", re.IGNORECASE)
_CONCLUDED = re.compile(
    r"\bhvad (?:viste|viser|konkluderede|konkluderer|fandt)\b.*(?:evaluering|rapport)"
    r"|(?:evaluering|rapport).*\b(?:vist|konkluderet|fundet|frem til)\W*$"
    r"|\bhvad (?:kom|nåede|er) (?:man|de|i)\b.*\bfrem til\b",
    re.IGNORECASE,
)
_EVALUATED = re.compile(r"evaluering|rapporten|undersøgelsen\b|effekten|resultat", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:[Mm]ål(?:et|sætningen)? (?:er|om)|ventes|forventes|udkommer|afrapporteres|op til"
    r"|offentliggøres|vil blive|evalueres|evaluerer|undersøges|indebærer"
    r"|skal (?:evalueres|undersøge|vise)|[Mm]indst \d[\d,]* ?(?:pct\.?|procent|%).{0,60} skal)\b"
)
_PAYER = re.compile(r"\bhvem\b|\bhvor kommer\b|\baf hvem\b", re.IGNORECASE)
_OF_THEM = re.compile(
    r"\d (?:pct\.? |procent )?af (?:dem|disse|de)\b"
)  # of what was counted before
_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\w-]*")
# What says where something is, wherever its name stands, and what does right after the name.
_LIES = re.compile(
    r"\b(?:ligge\w*|lå|beliggende|placeret|til huse|hører? hjemme|holder til|bor|adresse\w*)\b"
    r"|(?:vej|gade|torv|plads|allé|stræde)\w* \d|,\s*\d{4} (?-i:[A-ZÆØÅ])",
    re.IGNORECASE,
)
_IN_PLACE = re.compile(
    r"(?:[^,;:]|, (?=(?:en|et|som|der) ))*?"
    r"\b(?:i|på|ved|nær|uden for|mellem) (?:[a-zæøå]+ )?(?=[A-ZÆØÅ])"
)
# What nobody is told of any place: 'husets adresse er hemmelig'.
_WITHHELD = re.compile(r"adresse\w* (?:\w+ ){0,2}(?:hemmelig|fortrolig|beskyttet)\b", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=[\w,;:)(”\"»/] )[A-ZÆØÅ][\w-]+")
_IS_SAID = re.compile(r"\b(?:er|var|blev|bliver)\b(?! der\b)|\bsom (?=\w*(?:leder|formand)\b)")
_LINE = re.compile(r":\s*\d[\d.]*$")  # 'Bjergby: 12', as in a table
# Kinds of which a contact may be the answer.
_OF_SOMEBODY = (
    *CONTACT,
    "person",
    "role",
    "title",
    "address",
    "cpr",
    "who",
    "place",
    "town",
    "partners",
    "location",
    "opening",
)
_WHERE = ("location", "address", "place", "opening")
_SAID_OF_IT = (
    "binding",
    "founder",
    "forerunner",
)  # what is said of another initiative is no answer
_WORKS = frozenset(stems("arbejder sidder ansat hører kontoret centret afdelingen findes ligger"))
FROM_FIELDS = (*CONTACT, "updated")
_FIELDS = (*FROM_FIELDS, "period", "running")


def prepare(question: Question, evidence: Evidence) -> Ranking:
    """Return the candidates that may answer one question, best first."""
    ranking = rank(question, candidates(question, evidence.hits, evidence.documents), evidence)
    ranking = of_its_row(question, ranking)
    if _is_of_its_pages(question):
        named = {scope.document for scope in question.scopes}
        ranking = ranking.only(lambda candidate: candidate.document.id in named)
    ranking = there(question, ranking)
    if not question.scopes and ranking.candidates:
        own = on_its_page(question, ranking)
        is_there = any(ranking.candidates[0] is item for item in own.candidates)
        ranking = ranking if is_there else own
    ranking = of_its_thing(question, of_its_parts(question, ranking))
    if question.scopes and question.needs_shape:
        fitting = ranking.only(
            lambda item: in_scope(question, item) and _may_answer(question, item)
        )
        is_own = question.kind_name in _SAID_OF_IT
        ranking = fitting if fitting.candidates or is_own else ranking
    ranking = of_its_bound(question, ranking)
    if question.kind_name in CONTACT:
        pages = {item.document.id: item.document for item in ranking.candidates}
        having = {id for id, page in pages.items() if contact(question, page)}
        stated = ranking.only(lambda item: item.document.id in having)
        if stated.candidates:
            return numbered(question, ranking, stated)
        if not question.needs_shape:  # else a sentence may have the number
            ranking = ranking.only(lambda item: in_scope(question, item) and is_contact(item))
            return ranking.only(partial(is_theirs, question))
        ranking = of_nobody(question, ranking.only(partial(is_theirs, question)))
    if question.kind_name == "updated":
        return ranking
    ranking = apart(question, ranking.only(lambda item: _may_answer(question, item)))
    if _TITLE.search(question.text):
        titled = ranking.only(lambda item: item.block.kind == "link")
        ranking = titled if titled.candidates else ranking.only(_has_title)
    ranking = bound(question, of_bodies(question, of_its_deed(question, ranking)))
    ranking = of_its_day(question, of_its_owner(question, ranking))
    ranking = of_its_time(question, ranking)
    ranking = of_its_year(question, ranking, evidence.today)
    return _labelled(question, narrowed(question, ranking))


def _is_of_its_pages(question: Question) -> bool:
    """Return whether only the pages of the initiative may answer: it is named by a name of its own,
    or one kind of thing is asked of it, or a clause asks of what one before it names."""
    is_specific = question.kind_name in {kind.name for kind in specific_kinds()}
    is_proper = any(scope.is_proper or _is_called(question, scope) for scope in question.scopes)
    named = {term for scope in question.scopes for term in scope.terms}
    is_meant = bool(named) and not named.intersection(question.terms)  # 'og hvem leder det?'
    return bool(question.scopes) and (is_proper or is_specific or is_meant or question.needs_shape)


def _is_called(question: Question, scope: Scope) -> bool:
    """Return whether a page is named by a proper name in its title: 'Daghjemmet Solvang'."""
    names = question.names & scope.terms - places()
    return scope.is_page and not names.isdisjoint(capitals(scope.name))


def _labelled(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking of the section under the heading asked for, where nothing else is asked.

    'Hvad er formålet med X?' has its answer under 'Formål' on the page of X, when there is one.
    """
    if not question.scopes:
        return ranking
    is_long = question.kind_name == "duration" and bool(ranking.candidates)
    if is_long and has_shape(question, ranking.candidates[0]):
        ranking = _shaped(question, ranking)  # beside how long it is, nothing else is told
    headed = ranking.only(
        lambda item: is_headed(question.kind, item.section) and in_scope(question, item)
    )
    if question.kind_name == "recommendation":  # beside a list of them, nothing else is one
        listed = headed.only(lambda item: item.block.kind == "item")
        headed = listed if listed.candidates else headed
    is_of_kind = question.kind is not None and question.kind.sufficient
    if headed.candidates and (question.needs_shape or is_of_kind):
        return ranking if _is_named_elsewhere(question, headed, ranking) else headed
    is_own = not question.needs_shape and question.kind_name not in _FIELDS
    if question.rest and not (is_own and not _is_known(question, ranking)):
        return ranking
    if headed.candidates:
        return headed
    if question.kind_name == "funding" and _PAYER.search(question.text):
        return _shaped(question, ranking)
    for label in question.kind.labels if question.kind else ():
        under = ranking.only(partial(_is_labelled, question, label))
        if under.candidates:
            return under
    return _shaped(question, ranking) if question.kind_name == "target" else ranking


def _is_named_elsewhere(question: Question, headed: Ranking, ranking: Ranking) -> bool:
    """Return whether a name that is asked about beside the initiative stands in what may answer,
    and not under the heading asked for: that is of the initiative, and not of what is so called."""
    named = question.names.intersection(question.rest) - places()
    there, anywhere = (
        any(named <= set(stems(f"{one.section.about} {one.text}")) for one in some.candidates)
        for some in (headed, ranking)
    )
    return bool(named) and anywhere and not there


def _shaped(question: Question, ranking: Ranking) -> Ranking:
    """Return what the initiative's pages say in the shape of an answer, all where nothing is."""
    shaped = ranking.only(lambda item: has_shape(question, item) and in_scope(question, item))
    return shaped if shaped.candidates else ranking


def _is_labelled(question: Question, label: Label, candidate: Candidate) -> bool:
    return _label(question, candidate) == label and in_scope(question, candidate)


def _is_known(question: Question, ranking: Ranking) -> bool:
    """Return whether the pages of the initiative have any of what else is asked."""
    rows = [row for row, item in enumerate(ranking.candidates) if in_scope(question, item)]
    columns = [question.terms.index(term) for term in question.rest]
    return bool(rows and columns) and bool((ranking.cover[rows][:, columns] >= COVERED).any())


def is_under(question: Question, candidate: Candidate) -> bool:
    """Return whether a candidate stands under the heading asked for, of the initiative named."""
    labels = question.kind.labels if question.kind else ()
    return _label(question, candidate) in labels and in_scope(question, candidate)


def _label(question: Question, candidate: Candidate) -> Label | None:
    """Return what a candidate stands under; the field of a part is not that of its page."""
    is_of_page = any(scope.is_page for scope in question.scopes)
    return candidate.section.label if is_of_page else candidate.label


def _may_answer(question: Question, candidate: Candidate) -> bool:
    if candidate.block.kind == "link":
        return _is_titled(question, candidate)
    if is_of_another_year(question, candidate) or is_foot(question, candidate):
        return False
    if question.kind_name in (*CONTACT, "municipality") and candidate.section.label == "contact":
        return False  # what it states are fields, and they are somebody else's, or an address
    if candidate.section.label == "contact" and _is_contact(question, candidate):
        return False
    is_ahead = candidate.section.label == "purpose" or _AHEAD.search(candidate.text)
    if is_ahead and _HAPPENED.search(question.text):
        return False  # an aim, or a report that is still to come
    if is_other_sum(question, candidate):
        return False
    if _CONCLUDED.search(question.text) and not _is_of_evaluation(candidate):
        return False  # what was known before it
    if question.counted and (
        question.kind_name == "duration" or (question.kind_name == "count" and question.scopes)
    ):
        return question.counted in _YEARS or (
            _counts(question, candidate) and _is_there(question, candidate)
        )
    if question.kind_name == "role" and question.focus:
        return (
            _has_post(question.focus, stems(candidate.text))
            and _has_holder(question, candidate)
            and is_of_body(question, candidate)
            and not is_elsewhere(question, candidate)
        )
    return _is_there(question, candidate) and (
        not question.needs_shape or has_shape(question, candidate) or says_when(question, candidate)
    )


def _is_placed(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence says where that is which the question names beside the initiative:
    'X og Y er med i Z' has places, and tells of none where X is."""
    names = question.names.intersection(question.rest)
    if not names or _LIES.search(candidate.text):
        return True
    found = (one for one in _CAPITAL.finditer(candidate.text) if stem(one[0].lower()) in names)
    return any(_IN_PLACE.match(candidate.text, one.end()) for one in found)


def _has_title(candidate: Candidate) -> bool:
    """Return whether a sentence has a name in quotes, or says what something is called."""
    return bool(_QUOTE.search(candidate.text) or _CALLED.search(candidate.text))


def _is_titled(question: Question, candidate: Candidate) -> bool:
    """Return whether the name of a work is asked for, and a link is one to a work of that sort."""
    asked = _TITLE.search(question.text)
    sort = stem(asked[1].lower()) if asked else ""
    sorts = _REPORTS if sort in _REPORTS else {sort} - {""}
    said = stems(candidate.text)
    return any(likeness(one, word) >= COVERED for one in sorts for word in said)


def _is_of_evaluation(candidate: Candidate) -> bool:
    """Return whether a candidate stands where an evaluation is told of."""
    if candidate.section.label == "evaluation":
        return True
    text = candidate.document.text[candidate.section.start : candidate.section.end]
    return candidate.section.label != "background" and bool(_EVALUATED.search(text))


def _is_contact(question: Question, candidate: Candidate) -> bool:
    """Return whether a candidate states whom to ask, and the question is of no person or place."""
    stated = contacts(candidate.document, candidate.section)
    is_stated = any(item.start <= candidate.start <= item.end for item in stated)
    if question.kind_name == "place" and set(question.rest) - _WORKS:
        return is_stated  # where somebody lives
    return is_stated and question.kind_name not in _OF_SOMEBODY


def _is_there(question: Question, candidate: Candidate) -> bool:
    """Return whether the municipalities that are asked about stand with what is said of them, and
    the place that is asked for with the name."""
    if question.kind_name == "location" and not _is_placed(question, candidate):
        return False
    if question.kind_name in _WHERE and is_of_group(question, candidate):
        return False
    if question.is_fitted or question.kind_name == SITUATION:
        return True  # where somebody is who tells of themselves
    asked = question.names & places() - {term for one in question.scopes for term in one.terms}
    if not asked or _WITHHELD.search(candidate.text) or is_of_those_elsewhere(question, candidate):
        return True
    here = set(stems(f"{candidate.section.about} {spoken_of(candidate)}"))
    return asked <= here | only_place(candidate.document)


def _counts(question: Question, candidate: Candidate) -> bool:
    """Return whether a number counts what is asked for, as a line under a heading of it does."""
    text = meant(question.text, candidate)
    if _LINE.search(text):
        text = f"{text} {candidate.section.about}"
    if len(cells(text)) > 1:  # what the numbers of a table count stands over them
        text = f"{text} {candidate.section.about} {' '.join(head(candidate))}"
    if counts(question, text) >= COUNTED:
        return True
    others = [term for term in question.rest if term != question.counted]
    shared = any(cover(question, term, text) >= COVERED for term in others)
    return shared and _OF_THEM.search(text) is not None


def _has_post(post: str, said: Sequence[str]) -> bool:
    """Return whether a post is named, by itself or as the last part of a compound, or is it."""
    return any(word.removesuffix("t") == post or word.endswith(post) for word in said)


def _has_holder(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence may say who has a post, and not only that there is one: it has a
    name inside it, or says what somebody is."""
    own = question.names | places()
    named = (stem(one[0].lower()) for one in _INSIDE.finditer(candidate.text))
    return any(name not in own for name in named) or bool(_IS_SAID.search(candidate.text))
