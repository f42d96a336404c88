"""An answer without a model: the shortest set of the documents' own sentences that answers."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from assistant import bare, choose, deadline, facts, recruits, under
from assistant.beside import asks_of_animal
from assistant.cell import cell
from assistant.compare import compared, is_comparison
from assistant.deeds import prices
from assistant.denies import denial
from assistant.described import about as about_of
from assistant.described import asks_what_it_is, introduction, parts
from assistant.designation import parts_asked, parts_in
from assistant.difference import difference
from assistant.enough import is_enough, is_sure
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.hours import as_opening
from assistant.kinds import SITUATION
from assistant.most import most as most_of
from assistant.municipalities import places
from assistant.namesakes import without_namesakes
from assistant.naming import on_its_page
from assistant.narrowed import designated, is_pointed_to, stands_under
from assistant.offered import IS_THERE, offered, unique
from assistant.other import pronoun_of_thing
from assistant.overview import overview
from assistant.plain import of_its_kind
from assistant.premise import placed
from assistant.provisions import naming, provision
from assistant.question import Question
from assistant.rank import FEATURES, Candidate, Ranking, counts, has_shape, in_scope
from assistant.reached import contact, is_contact, is_told_of
from assistant.reply import without_reply
from assistant.rows import keys
from assistant.screening import COUNTED, FROM_FIELDS, is_under, prepare
from assistant.steps import following
from assistant.still import running
from assistant.succession import succession
from assistant.told import asked_in
from assistant.unknown import is_of_unknown
from assistant.unsaid import is_only_named, know_animals, know_means, lies_beside, of_somebody
from assistant.whose import only_place
from assistant.words import RELATING
from corpus.dates import years
from corpus.types import Document
from index.danish import MISSPELT, likeness, stems, words

MOST_SENTENCES = 3
SENTENCES_OF_MANY = 2  # for each thing that a compound question asks
_AS_WELL = 2.0  # a page whose best sentence is so much less likely says nothing of it (e⁻² = .14)

# Asks when the initiative itself begins or ends.
_OWN_PERIOD = re.compile(
    r"\bhvornår (?:stopper|slutter|starter|begynder|ophører|udløber|løber|kører|sluttede|startede"
    r"|begyndte|ophørte|udløb|løb|kørte)\b(?! \w*(?:evaluering|rapport))",
    re.IGNORECASE,
)
# What says that something begins or ends, with a field of a row as 'Start: maj'.
_BEGINS = re.compile(
    r"\b(?:start|begynd|åbne|slut|ophør|udløb|stop|lukke)|\bi gang\b|\bsiden\b", re.IGNORECASE
)
_OF_SEVERAL = ("apply", "bring")
_OF_ONE_ITEM = ("yes_no", "recommendation")
_ASKS_WHETHER = re.compile(r"\W*(?:kan|må|søger|mangler|har)\b", re.IGNORECASE)
_OF_PART = re.compile(r"»([^«]+)«(?:, |: )")  # prompts/part.txt
_BEFORE_AND_AFTER = re.compile(r"\bfør (?:og|end) efter\b", re.IGNORECASE)


Answered = tuple[Question, list[Statement]]
"""One thing asked for, and the statements that answer it: none when the documents do not."""


def extract(found: Sequence[tuple[Question, Evidence]], most: int = 0) -> list[Statement]:
    """Return the statements that answer, in reading order; none when the documents do not.

    Of each thing that is asked they are at most `most`, where that is not 0, or a whole list.
    """
    return together(answers(found, most))


def answers(found: Sequence[tuple[Question, Evidence]], most: int = 0) -> list[Answered]:
    """Return what `extract` does, by what is asked; a comparison as one."""
    if is_comparison(found):
        table = compared(found, partial(_stated, most=1))
        if table or any(question.side for question, _ in found):
            return [(found[0][0], table)]
    most = most or (MOST_SENTENCES if len(found) == 1 else SENTENCES_OF_MANY)
    told: list[Answered] = []
    lacking = ""  # the pronoun of what the clauses before ask for, and nothing has
    for question, evidence in found:
        is_of_it = lacking and not question.rest and lacking in words(question.text)
        stated = [] if is_of_it else _stated(question, evidence, most)
        lacking = lacking if is_of_it or stated else pronoun_of_thing(question.text)
        told.append((question, [placed(question, item) for item in stated]))
    return told


def together(answered: Sequence[Answered]) -> list[Statement]:
    """Return the statements as they are read, each once."""
    return _named_once(unique([item for _, stated in answered for item in stated]))


def _named_once(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, the name of a part only before the first of those about it."""
    told: list[Statement] = []
    last = ""
    for item in statements:
        found = _OF_PART.match(item.text)
        name = found[1] if found else ""
        if found and name == last:
            text = item.text[found.end() :]
            item = replace(item, text=text[:1].upper() + text[1:])
        last = name
        told.append(item)
    return told


def _stated(question: Question, evidence: Evidence, most: int) -> list[Statement]:
    """Return what answers one question in at most `most` sentences, or a whole list."""
    question = as_opening(question, evidence)
    said = without_namesakes(question, _said(question, evidence, most))
    return without_reply(question, said)


def _said(question: Question, evidence: Evidence, most: int) -> list[Statement]:
    """Return that in the words of the documents, be they a reply to another question."""
    if is_of_unknown(question, evidence):
        return denial(question, evidence)
    said = under.answer(question, evidence, most) or _told(question, evidence)
    if said is not None:
        return said
    is_there = (
        question.kind_name == SITUATION
        or IS_THERE.search(question.text)
        or asked_in(question.text) == ""
    )
    ranking = of_its_kind(question, prepare(question, evidence))
    is_told = question.is_personal and is_there and of_somebody(question)
    if is_told and not question.scopes and not is_sure(question, ranking, evidence):
        return []  # no initiative fits
    if question.is_fitted and ranking.candidates:
        return _by_page(question, ranking, most, evidence.today)
    if not question.scopes and ranking.candidates and lies_beside(question, ranking):
        return []
    if is_only_named(question, evidence):
        return []
    if _is_stated(question, ranking) or is_enough(question, ranking, evidence):
        ranking = ranking if question.scopes else on_its_page(question, ranking)
        return _by_page(question, ranking, most, evidence.today)
    return denial(question, evidence) or naming(question, evidence)


def _told(question: Question, evidence: Evidence) -> list[Statement] | None:
    """Return what answers without a ranking of sentences, None where that is to be made."""
    if (said := provision(question, evidence)) is not None:
        return said
    if asks_of_animal(question.text) and not know_animals(question, evidence):
        return []  # what is told of people is no answer
    if not know_means(question, evidence):
        return []
    if (stated := _may_join(question, evidence)) is not None:
        return stated
    if stated := denial(question, evidence, is_sure=True):
        return stated
    if question.is_overview:
        return overview(question, evidence)
    for tell in (succession, difference, cell, most_of):
        if found := tell(question, evidence):
            return found
    basic = bare.told(question, evidence.documents)
    return None if basic is None else choose.told(basic)


def _may_join(question: Question, evidence: Evidence) -> list[Statement] | None:
    """Return whether one can still apply to the initiatives named, or that they seek volunteers;
    None where that is not asked or not said."""
    if deadline.asks(question.text):
        is_of_none = deadline.is_of_no_part(question, evidence)
        return [] if is_of_none else deadline.deadline(question, evidence) or None
    if not _ASKS_WHETHER.match(question.text) or not recruits.asks(question.text):
        return None
    pages = [evidence.documents[id] for id in sorted({one.document for one in question.scopes})]
    return [
        Statement(page.text[start:end], page, start, end)
        for page, _, start, end in recruits.seeking(pages)
    ] or None


def _is_stated(question: Question, ranking: Ranking) -> bool:
    """Return whether the page of the initiative named has the very field that is asked for."""
    if not question.scopes or not ranking.candidates:
        return any(is_told_of(question, item) for item in ranking.candidates[:1])
    about = about_of(ranking)
    if question.kind_name in FROM_FIELDS:
        stated = _field_of(question, about.document)
        said = [item.text for item in stated] or [about.text]
        told = {stem for text in said for stem in stems(f"{about.document.title} {text}")}
        named = {term for scope in question.scopes for term in scope.terms}
        if stated:
            return question.names <= told | named
        if question.kind_name == "contact":
            there = only_place(about.document)
            return is_contact(about) and question.names <= told | named | there
    if question.kind_name == "period" and _OWN_PERIOD.search(question.text):
        return facts.period_field(about.document, about.section) is not None
    if asks_what_it_is(question):
        return bool(introduction(question, ranking))
    best = ranking.candidates[0]
    has_it = in_scope(question, best) and (question.needs_shape or has_shape(question, best))
    if question.kind_name in FROM_FIELDS:  # the page states no such field: a sentence may
        return has_it and has_shape(question, best)
    if has_it and question.kind and question.kind.sufficient and not _names_other(question, best):
        return has_shape(question, best)
    if is_pointed_to(question, best):
        return True
    return not _left(question, about) and (has_it or is_under(question, about))


def _names_other(question: Question, best: Candidate) -> bool:
    """Return whether a question has a proper name beside the initiative's that its page lacks:
    'Hvad koster kaffen på Café Månen?', where other cafés are told of."""
    named = question.names.intersection(question.rest) - places()
    said = set(stems(f"{best.document.title} {best.document.text}")) if named else set[str]()
    return any(not any(likeness(name, word) >= MISSPELT for word in said) for name in named)


def _left(question: Question, about: Candidate) -> set[str]:
    """Return what else is asked about than the initiative, when it ran, what is counted, and that
    the one has to do with the other."""
    field = facts.period_field(about.document)
    ran = {str(year) for year in facts.years_of(field)} if field else set[str]()
    is_counted = question.counted and counts(question, about.text) >= COUNTED
    known = ran | ({question.counted} if is_counted else set())
    return set(question.rest) - known - RELATING


def _field_of(question: Question, document: Document) -> list[Statement]:
    is_dated = question.kind_name == "updated"
    return facts.updated(document) if is_dated else contact(question, document)


def _by_page(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return the answer; of each page, newest first, where several pages bear one name.

    Then each says when it was updated.
    """
    about = about_of(ranking).document
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
    about = about_of(ranking)
    field = _field_of(question, about.document) if name in FROM_FIELDS else []
    if field or name == "updated":
        return field
    if not question.rest and (told := _asked_alone(question, about, ranking)):
        return told
    ran = facts.period_field(about.document, about.section)
    is_own = name == "period" and question.scopes and _OWN_PERIOD.search(question.text)
    if ran and is_own:
        there = _of_part(question, ranking)
        if there is None:
            return [facts.period(about.document, ran)]
        ranking = there
    if name == "running":
        return running(question, ranking, most, today)
    if rows := parts(question, about.document):
        return rows
    if asks_what_it_is(question) and (first := introduction(question, ranking)):
        return [Statement(item.text, item.document, item.start, item.end) for item in first]
    if name == SITUATION or (question.is_fitted and not name):
        return offered(question, ranking, most, today)
    if whole := _whole(question, ranking, most):
        return whole
    ranking = following(question, ranking)
    is_both = _BEFORE_AND_AFTER.search(question.text) is not None
    is_one = bool(ranking.candidates) and _asks_one(question, ranking)
    return choose.sentences(ranking, most, is_one, is_both)


def _whole(question: Question, ranking: Ranking, most: int) -> list[Statement]:
    """Return what stands under the heading asked for, where nothing else is asked, or all prices
    under theirs."""
    if not question.rest and is_under(question, ranking.candidates[0]):
        return choose.whole(ranking) or choose.sentences(ranking, most)
    return choose.told(prices(question, ranking))


def _asked_alone(question: Question, about: Candidate, ranking: Ranking) -> list[Statement]:
    """Return how long it lasts, or the hours that it is open, where nothing else is asked."""
    if question.kind_name == "duration":
        return _lasts(question, about.document)
    return choose.hours(ranking) if question.kind_name == "opening" else []


def _lasts(question: Question, document: Document) -> list[Statement]:
    """Return when the page's initiative runs, nothing where a part of the page is asked about."""
    is_of_page = any(one.is_page and one.document == document.id for one in question.scopes)
    ran = facts.period_field(document) if is_of_page or not question.scopes else None
    return [facts.period(document, ran)] if ran else []


def _of_part(question: Question, ranking: Ranking) -> Ranking | None:
    """Return what says when it was in the part or the place that is named, one of several; None
    where nothing does."""
    part = designated(question.text)
    if part and any(stands_under(part, item) for item in ranking.candidates):
        return ranking
    own = [about_of(ranking).document.title, *(scope.name for scope in question.scopes)]
    named = question.names - set(stems(" ".join(own)))
    there = ranking.only(
        lambda item: (
            has_shape(question, item)
            and in_scope(question, item)
            and _BEGINS.search(item.text) is not None
            and named <= set(stems(item.text))
        )
    )
    return there if named and there.candidates else None


def _asks_one(question: Question, ranking: Ranking) -> bool:
    """Return whether it asks for one thing of a fixed form, as a number or a date, that is an item
    of a list or the row of what it says; or for what one item says in a sentence of its own, or
    of a part that it names.

    How to get in may take several steps, and several things are brought along.
    """
    best = ranking.candidates[0]
    is_item = best.block.kind == "item"
    if is_item and parts_asked(question.text) & parts_in(best.text):
        return True
    is_of_page = all(scope.is_page for scope in question.scopes)  # else items may tell two apart
    if is_item and is_of_page and question.rest and question.kind_name in _OF_ONE_ITEM:
        said = ranking.values[:, FEATURES.index("rest")]
        return bool(said[0] >= choose.ALL_SAID and best.text.endswith("."))
    own = keys(best) & set(question.terms)  # of the row alone: 'Ydelse: …' begins each
    is_row = bool(own) and not any(
        own <= keys(item) for item in ranking.candidates[1:] if item.section is best.section
    )
    return (is_item or is_row) and question.needs_shape and question.kind_name not in _OF_SEVERAL
