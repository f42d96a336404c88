"""An answer without a model: the shortest set of the documents' own sentences that answers."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from assistant import choose, facts, stated
from assistant.beside import asks, asks_of_animal, is_beside, of_people, speaks_of_animals
from assistant.compare import compared, is_comparison
from assistant.enough import is_enough
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.initiatives import named_parts
from assistant.kinds import SITUATION
from assistant.municipalities import lives_in
from assistant.naming import on_its_page
from assistant.overview import overview
from assistant.question import Question
from assistant.rank import (
    Candidate,
    Ranking,
    counts,
    has_shape,
    in_scope,
    share_named,
)
from assistant.rows import keys
from assistant.scopes import Scope
from assistant.screening import (
    COUNTED,
    FROM_FIELDS,
    contact,
    is_contact,
    is_under,
    only_place,
    prepare,
)
from corpus.dates import years
from corpus.text import sentences
from corpus.types import Document
from index.danish import stems, words
from prompts.render import render

MOST_SENTENCES = 3
SENTENCES_OF_MANY = 2  # for each thing that a compound question asks
NAMED = 0.6  # share of the subject that stands in a title for the question to name its document
_FIRST_SENTENCES = 2  # of a page, that say what it is about
_CLEARLY = 0.1
_AS_WELL = 2.0  # a page whose best sentence is so much less likely says nothing of it (e⁻² = .14)
_RUNS = (
    0.4  # the same share for 'kører det endnu?' to ask about the initiative and not a part of it
)

# Asks when the initiative itself begins or ends.
_OWN_PERIOD = re.compile(
    r"\bhvornår (?:stopper|slutter|starter|begynder|ophører|udløber|løber|kører|sluttede|startede"
    r"|begyndte|ophørte|udløb|løb|kørte)\b(?! \w*(?:evaluering|rapport))",
    re.IGNORECASE,
)
_BEFORE_AND_AFTER = re.compile(r"\bfør (?:og|end) efter\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"\W*hvad er (?:de|det|den)?\b", re.IGNORECASE)
# Asks whether there is something for somebody, as against what is true of it.
_IS_THERE = re.compile(
    r"\b(?:er|findes|sker|har i)\b(?: \w+){0,3} "
    r"(?:noget|nogen|hjælp|tilbud|sted|indsats|projekt|støtte)\b"
    r"|\bfindes der\b|\bhvad (?:findes|er der|gør|kan)\b"
    r"|\bhvor kan\b.{0,30}\b(?:hjælp|støtte|gå hen)"
    r"|\bkan (?:jeg|vi|han|hun|de|man) få\b",
    re.IGNORECASE,
)
_HOW_IT_GOES = re.compile(
    r"\bhvordan (?:foregår|virker|fungerer|arbejder)\b|\bud på\W|\bhvad (?:laver|gør) (?:de|man)\b",
    re.IGNORECASE,
)
# Asks which initiatives a page describes.
_PARTS = re.compile(
    r"\bhvilke\b(?: \w+){0,3} (?:initiativer|indsatser|projekter|tilbud|ordninger|modeller)\b",
    re.IGNORECASE,
)
_SAID_OF_PARTS = frozenset(stems("beskrevet oversigten overblikket nævnt omtalt omfatter"))
_OF_SOMEBODY = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores|man|du)\b", re.IGNORECASE)


def extract(found: Sequence[tuple[Question, Evidence]], most: int = 0) -> list[Statement]:
    """Return the statements that answer, in reading order; none when the documents do not.

    Of each thing that is asked they are at most `most`, where that is not 0, or a whole list.
    """
    if is_comparison(found) and (table := compared(found, partial(_stated, most=1))):
        return table
    most = most or (MOST_SENTENCES if len(found) == 1 else SENTENCES_OF_MANY)
    return _unique([item for pair in found for item in _stated(*pair, most=most)])


def _stated(question: Question, evidence: Evidence, most: int) -> list[Statement]:
    """Return what answers one question in at most `most` sentences, or a whole list."""
    if asks_of_animal(question.text) and not _speaks_of_animals(question, evidence):
        return []  # what is told of people is no answer
    if question.is_overview:
        return overview(question, evidence)
    is_there = question.kind_name == SITUATION or _IS_THERE.search(question.text)
    if question.is_personal and not question.scopes and is_there:
        return []  # no initiative fits
    ranking = prepare(question, evidence)
    if question.is_fitted and ranking.candidates:
        return _by_page(question, ranking, most, evidence.today)
    if not question.scopes and ranking.candidates and _beside(question, ranking):
        return []
    if _HOW_IT_GOES.search(question.text) and _is_only_named(question, evidence):
        return []
    if _is_stated(question, ranking) or is_enough(question, ranking, evidence):
        ranking = ranking if question.scopes else on_its_page(question, ranking)
        return _by_page(question, ranking, most, evidence.today)
    return []


def _is_only_named(question: Question, evidence: Evidence) -> bool:
    """Return whether pages name in quotes what is asked about, and no sentence tells of it."""
    return bool(question.scopes) and all(
        scope.is_proper and not _tells_of(scope, evidence.documents[scope.document])
        for scope in question.scopes
    )


def _tells_of(scope: Scope, page: Document) -> bool:
    """Return whether a sentence begins with a name, a word before it perhaps."""
    begins = rf"(?:^|[.!?:]\s+|\n)\W*(?:\w+ )?\W?{re.escape(scope.name)}"
    return re.search(begins, page.text[scope.start : scope.end]) is not None


def _speaks_of_animals(question: Question, evidence: Evidence) -> bool:
    """Return whether a page that it asks of, or that search finds, speaks of animals."""
    pages = [scope.document for scope in question.scopes]
    pages = pages or [hit.passage.document for hit in evidence.hits]
    return any(speaks_of_animals(evidence.documents[page].text) for page in dict.fromkeys(pages))


def _beside(question: Question, ranking: Ranking) -> bool:
    """Return whether it asks for what no initiative offers, and the best page does not tell of."""
    if question.names or not _OF_SOMEBODY.search(question.text):
        return False
    known = set(stems(ranking.candidates[0].document.text))
    return is_beside(question.text, known) or _is_of_animal(question.text, known)


def _is_of_animal(text: str, known: set[str]) -> bool:
    """Return whether it tells of an animal that the page does not speak of."""
    left = set(stems(of_people(text)))
    gone = [word for word in stems(text) if word not in left]
    return bool(gone) and known.isdisjoint(gone)


def _is_stated(question: Question, ranking: Ranking) -> bool:
    """Return whether the page of the initiative named has the very field that is asked for."""
    if not question.scopes or not ranking.candidates:
        return False
    about = _about(ranking)
    if question.kind_name in FROM_FIELDS:
        stated = _field_of(question, about.document)
        told = {stem for item in stated for stem in stems(f"{about.document.title} {item.text}")}
        named = {term for scope in question.scopes for term in scope.terms}
        if stated:
            return question.names <= told | named
        if question.kind_name == "contact":
            return is_contact(about)
    if question.kind_name == "period" and _OWN_PERIOD.search(question.text):
        return facts.period_field(about.document, about.section) is not None
    if _asks_what_it_is(question):
        return bool(_introduction(question, ranking))
    best = ranking.candidates[0]
    has_it = in_scope(question, best) and (question.needs_shape or has_shape(question, best))
    if question.kind_name in FROM_FIELDS:  # the page states no such field: a sentence may
        return has_it and has_shape(question, best)
    if has_it and question.kind and question.kind.sufficient:
        return has_shape(question, best)
    return not _left(question, about) and (has_it or is_under(question, about))


def _left(question: Question, about: Candidate) -> set[str]:
    """Return what else is asked about than the initiative, where it is, when it ran, and what is
    counted."""
    field = facts.period_field(about.document)
    ran = {str(year) for year in facts.years_of(field)} if field else set[str]()
    is_counted = question.counted and counts(question, about.text) >= COUNTED
    known = ran | only_place(about.document) | ({question.counted} if is_counted else set())
    return set(question.rest) - known


def _field_of(question: Question, document: Document) -> list[Statement]:
    is_dated = question.kind_name == "updated"
    return facts.updated(document) if is_dated else contact(question, document)


def _by_page(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return the answer; of each page, newest first, where several pages bear one name.

    Then each says when it was updated.
    """
    about = _about(ranking).document
    named = {scope.document for scope in question.scopes if scope.is_page}
    dated = {
        item.document.id: item.document
        for item in ranking.candidates
        if (item.document.id in named or item.document.title == about.title)
        and facts.updated(item.document)
    }
    if len(dated) < 2 or question.kind_name == "updated":
        return _answer(question, ranking, most, today)
    dated = _of_that_time(question, dated)
    if len(dated) == 1:
        [document] = dated.values()
        return _answer(question, ranking.only(partial(_is_on, document)), most, today)
    answers: dict[str, tuple[Document, list[Statement]]] = {}
    best = max(
        score
        for item, score in zip(ranking.candidates, ranking.scores, strict=True)
        if item.document.id in dated
    )
    for document in sorted(dated.values(), key=facts.updated_day, reverse=True):
        there = ranking.only(partial(_is_on, document))
        if there.scores[0] < best - _AS_WELL:
            continue
        if answer := _answer(question, there, 1, today):
            answers.setdefault(" ".join(item.text for item in answer), (document, answer))
    if len(answers) == 1:  # the pages say the same
        newest = next(document for document, _ in answers.values())
        return _answer(question, ranking.only(partial(_is_on, newest)), most, today)
    return [
        item
        for document, answer in answers.values()
        for item in (*answer, *facts.updated(document))
    ]


def _of_that_time(question: Question, pages: dict[str, Document]) -> dict[str, Document]:
    """Return the pages whose period holds a year of the question, where only some do; else all."""
    asked = years(question.text)
    fields = {id: facts.period_field(page) for id, page in pages.items()}
    fitting = {id for id, field in fields.items() if field and asked & facts.years_of(field)}
    return {id: page for id, page in pages.items() if id in fitting} if fitting else pages


def _is_on(document: Document, candidate: Candidate) -> bool:
    return candidate.document is document


def _answer(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    name = question.kind_name
    about = _about(ranking)
    field = _field_of(question, about.document) if name in FROM_FIELDS else []
    if field or name == "updated":
        return field
    if name == "duration" and not question.rest and (ran := facts.period_field(about.document)):
        return [facts.period(about.document, ran)]
    ran = facts.period_field(about.document, about.section)
    is_own = name == "period" and question.scopes and _OWN_PERIOD.search(question.text)
    if ran and is_own and not _is_of_part(question, ranking):
        return [facts.period(about.document, ran)]
    if name == "running":
        return _running(question, about, today) or choose.sentences(ranking, most)
    if _PARTS.search(question.text) and (rows := _parts(question, about.document)):
        return rows
    if _asks_what_it_is(question) and (first := _introduction(question, ranking)):
        return [Statement(item.text, item.document, item.start, item.end) for item in first]
    if name == SITUATION or (question.is_fitted and not name):
        return _offered(question, ranking, most, today)
    if not question.rest and is_under(question, ranking.candidates[0]):
        return choose.whole(ranking) or choose.sentences(ranking, most)
    is_both = _BEFORE_AND_AFTER.search(question.text) is not None
    is_one = bool(ranking.candidates) and _asks_one(question, ranking.candidates[0])
    return choose.sentences(ranking, most, is_one, is_both)


def _is_of_part(question: Question, ranking: Ranking) -> bool:
    """Return whether a sentence says when it was in what else is named, one of several places."""
    named = question.names & set(question.rest)
    return bool(named) and any(
        has_shape(question, item) and in_scope(question, item) and named <= set(stems(item.text))
        for item in ranking.candidates
    )


def _parts(question: Question, page: Document) -> list[Statement]:
    """Return a row of each initiative that the page named describes, where nothing else is asked.

    Each is told by the first sentence under its heading.
    """
    if set(question.rest) - _SAID_OF_PARTS or not any(one.is_page for one in question.scopes):
        return []
    found = [
        (name, sentences(page.text, section.start, section.end)[0])
        for name, section in named_parts(page)
    ]
    return [
        Statement(_row(name, page.text[start:end]), page, start, end, is_item=True)
        for name, (start, end) in found
    ]


def _row(name: str, told: str) -> str:
    return render("row", title=name, told=" ".join(told.split()))


def _asks_one(question: Question, best: Candidate) -> bool:
    """Return whether it asks for one thing of a fixed form, as a number or a date, that is an item
    of a list or the row of what it says.

    How to get in may take several steps.
    """
    is_one = best.block.kind == "item" or bool(keys(best) & set(question.terms))
    return is_one and question.needs_shape and question.kind_name != "apply"


def _offered(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return what says most of a situation, whom the initiative is for and what it offers.

    Only the first where it asks for more than whether there is something. Where it asks nothing,
    what it offers comes first, and while it runs, last what to do next.
    """
    inside = ranking.only(lambda item: in_scope(question, item))
    about = _about(inside if inside.candidates else ranking)
    there = inside if inside.candidates else ranking
    there = there.only(lambda item: item.document is about.document)
    lives = lives_in(question.text)
    local = there.only(lambda item: bool(lives.intersection(words(item.text))))
    near = choose.sentences(local, 1) if local.candidates else []
    is_told = not asks(question.text)
    if not is_told and not _IS_THERE.search(question.text):
        return facts.introduced(_unique([*choose.sentences(there, most), *near]))
    page = about.document
    sections = list(dict.fromkeys(item.section for item in sorted(there.candidates, key=_place)))
    target, offer = stated.target(page, sections), stated.offer(page, sections)
    spans = (offer, target) if is_told else (target, offer)
    said = [_quoted(page, sentences(page.text, *span)[0]) for span in spans if span]
    best = [*choose.sentences(there, 1), *near]
    found = _unique([*said, *best] if is_told else [*best, *said])[: max(most, len(best))]
    return facts.introduced(_unique([*found, *_next_step(about, today)]))


def _next_step(about: Candidate, today: date) -> list[Statement]:
    """Return what somebody does to get in, else the contact; nothing where it is over."""
    page = about.document
    ran = facts.period_field(page, about.section)
    if ran and ran.last is not None and ran.last < today:
        return []
    span = stated.entry(page)
    return [_quoted(page, span)] if span else facts.contacts(page)[:1]


def _quoted(page: Document, span: tuple[int, int]) -> Statement:
    return Statement(page.text[slice(*span)], page, *span)


def _place(candidate: Candidate) -> int:
    return candidate.start


def _asks_what_it_is(question: Question) -> bool:
    """Return whether it only asks what the initiative named is."""
    is_asked = question.kind_name == "definition" or _WHAT_IS.match(question.text) is not None
    is_broad = question.kind_name in ("definition", "list")
    is_of_one = "forskel" not in question.text.lower()
    return bool(question.scopes) and not question.rest and is_broad and is_asked and is_of_one


def _introduction(question: Question, ranking: Ranking) -> list[Candidate]:
    """Return the sentences that say what an initiative is.

    First those of the best page, or part of one, then the first one under 'Formål'.
    """
    there = [item for item in ranking.candidates if in_scope(question, item)]
    there = [item for item in there if item.document is there[0].document]
    ordered = sorted(there, key=lambda item: item.start)
    purpose = [item for item in ordered if item.section.label == "purpose"][:1]
    first = [item for item in ordered if item.section is ordered[0].section]
    if purpose and first[0].section.label is not None:
        first = []  # a page that begins with its fields says what it is under 'Formål'
    return [*first[:_FIRST_SENTENCES], *(item for item in purpose if item not in first)]


def _running(question: Question, about: Candidate, today: date) -> list[Statement]:
    heading = "" if about.section.label else about.section.heading
    share = share_named(question, f"{about.document.title} {heading}")
    if not question.scopes and share < _RUNS and not _says(question, about):
        return []  # it asks whether something else still is so
    field = facts.period_field(about.document, about.section)
    if not field:
        return []
    told = facts.running(about.document, field, today, question.text)
    is_over = field.last is not None and field.last < today
    return [told, *(facts.continued(about.document, field)[:1] if is_over else [])]


def _says(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence has all the names of the question."""
    return bool(question.names) and question.names <= set(stems(candidate.text))


def _about(ranking: Ranking) -> Candidate:
    """Return the best candidate of the document whose title the question names, else the best.

    Where several titles are named alike, the newest page counts: it replaces the older ones.
    """
    most = float(ranking.name.max())
    if most < NAMED:
        return ranking.candidates[0]
    named = [
        candidate
        for candidate, share in zip(ranking.candidates, ranking.name, strict=True)
        if share >= most - _CLEARLY
    ]
    newest = max(facts.newest_day(candidate.document) for candidate in named)
    return next(item for item in named if facts.newest_day(item.document) == newest)


def _unique(statements: list[Statement]) -> list[Statement]:
    places = {(item.document.id, item.start, item.end, item.text): item for item in statements}
    return list(places.values())
