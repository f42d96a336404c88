"""Questions in Danish -> answers tied to their sources."""

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from datetime import date
from threading import Lock

from assistant.again import Again, again, remark, wanted
from assistant.again import asking as asking_turns
from assistant.beside import asks
from assistant.citations import check, cite
from assistant.conversation import for_whom, is_what_about, of_the_last, standalone
from assistant.danger import above, is_in_danger, is_urgent, notice
from assistant.evidence import Evidence, Search
from assistant.extract import Answered, answers, together
from assistant.facts import Statement
from assistant.finder import Finder
from assistant.glossary import explain
from assistant.guard import without_orders
from assistant.head import as_called
from assistant.initiatives import Inventory
from assistant.lacking import lacking
from assistant.library import Library
from assistant.located import (
    is_clearly_named,
    is_of_another,
    known,
    located,
    named,
    widened,
)
from assistant.model import Model
from assistant.municipalities import places
from assistant.notes import is_over, notes
from assistant.overview import is_partial
from assistant.parts import in_its_part
from assistant.premise import corrected
from assistant.question import WHOM, Find, Question, plan
from assistant.scopes import Scope, Scopes
from assistant.tidy import Tidy, is_angry, is_courtesy, of_itself
from assistant.topic import Talk
from assistant.typed import typed
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn
from assistant.unanswered import unanswered
from assistant.writing import Writing, Written
from corpus.errors import Problem, UserError
from corpus.types import Document
from index.danish import fold
from index.expansion import ALL, Sources
from index.retrieve import TOP_K
from prompts.render import render

QUESTION_CHARACTERS = 2_000
_KNOWN = 0.5  # of what a question is about, for it to go on where nothing else answers
# Asked of a part of a page that says nothing of it, this is what the page says for all of them.
_OF_PAGE = ("role", "complaint", "address")
_THANKS = re.compile(r"\b(?:tak|hjalp|hjælpen|farvel)\b", re.IGNORECASE)
# An initiative whose title is quoted is asked of, whatever was spoken of before.
_TITLE = re.compile(r"»[A-ZÆØÅ][^»«]* [^»«]*«")
_IN_TURN = Lock()  # tokenizers and stemmers are not made for several threads


class QuestionError(UserError):
    """A question that cannot be asked."""


class Assistant:
    """The documents, their index, and the one function that a question passes through."""

    def __init__(
        self,
        library: Library,
        today: Callable[[], date] = date.today,
        problems: Sequence[Problem] = (),
        sources: Sources = ALL,
        model: Model | None = None,
    ) -> None:
        self.documents = library.documents
        self.problems = tuple(problems)
        self.named = Scopes(library.names, library.vocabulary).find
        self._tidy = Tidy(library.vocabulary)
        self.search_index = library.search
        self._sources = sources
        self._finder = Finder(library)
        self.today = today
        self.model = model

    @classmethod
    def over(
        cls,
        documents: Sequence[Document],
        retriever: Search,
        today: Callable[[], date] = date.today,
        sources: Sources = ALL,
        model: Model | None = None,
    ) -> "Assistant":
        """Return an assistant over documents in memory, whose names and words are read first."""
        return cls(Library.of(documents, retriever), today, (), sources, model)

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer:
        """Return the answer; raises QuestionError for an empty question or one that is too long."""
        *_, answer = self.stream(question, audience, history, id)
        if isinstance(answer, Draft):
            raise TypeError("a stream ended with a draft")
        return answer

    def stream(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Generator[Draft | Answer]:
        """Yield what a language model writes as it comes, and last the answer that `ask` returns.

        Closing it ends the model's work.
        """
        _validate(question)
        question = question.encode("utf-8", "ignore").decode()  # JSON may hold half a character
        told = notice(question)
        writing = None
        if self.model and not told:  # where it matters most, the documents' own words
            said = (question, *(turn.question for turn in history))
            writing = Writing(self.model, self.search_index, _IN_TURN, said)
        asked = Answer(id, question, audience, "not_found", render("not_found"))
        is_named = not is_in_danger(question) or self._names(question)
        pages = frozenset[str]() if is_named else self._fitting_well(question)
        answer = asked
        if is_named or pages:
            answer = yield from self._answer(asked, history, writing)
        if not is_named and not _is_of(answer, pages):  # nothing else that search finds is of help
            answer = replace(asked, text=f"{asked.text} {render(f'ask_{audience}')}")
        yield above(told, answer)

    def _answer(
        self, asked: Answer, history: tuple[Turn, ...], writing: Writing | None
    ) -> Generator[Draft, None, Answer]:
        wants, turns = wanted(asked.question), asking_turns(history)
        is_thanks = bool(history) and _THANKS.search(asked.question) is not None
        name = "" if wants and turns else of_itself(asked.question)
        if name:
            return replace(asked, text=f"{render(name)} {render('nothing_asked')}")
        if is_courtesy(asked.question) or (wants and not turns):
            said = (
                "thanked" if is_thanks else "angry" if is_angry(asked.question) else "nothing_asked"
            )
            return replace(asked, text=render(said))
        question, turns = (turns[-1].question, turns[:-1]) if wants else (asked.question, turns)
        with _IN_TURN:
            asking = self._tidy(without_orders(question))
            earlier = tuple(Turn(self._tidy(turn.question), turn.answer) for turn in turns)
            talk = Talk(earlier, self.named, self.documents)
            alone = standalone(asking, talk)
        if not asking:
            return asked
        if writing and alone != asking:
            alone = writing.alone(asking, earlier) or alone
        with _IN_TURN:
            found, answered = self._found(asking, alone, talk)
            statements = together(answered)
            if not statements:
                text, nearest = unanswered(*found[0], asked.audience)
                return replace(asked, text=text, nearest=nearest, remark=_remark(writing))
            statements = again(statements, found, wants)
        remarks = ("" if wants else lacking(answered), _remark(writing))
        written = Written(statements, remark=" ".join(filter(None, remarks)))
        if any(one.is_overview for one, _ in found):
            partial = self._partial(len(statements))
            written = replace(written, remark=" ".join(filter(None, (partial, written.remark))))
        elif writing and wants not in ("where", "sure"):  # it sees but a few documents
            alone = f"{alone} {asked.question}" if wants else alone
            written = yield from writing.answer(asked, alone, found, statements)
        with _IN_TURN:
            return self._told(asked, written, asking, wants)

    def _partial(self, rows: int) -> str:
        """Return that an overview may leave initiatives out, '' where it has all of them."""
        pages = len(self.documents)
        return render("partial", pages=_grouped(pages)) if is_partial(rows, pages) else ""

    def _found(
        self, asking: str, alone: str, talk: Talk
    ) -> tuple[list[tuple[Question, Evidence]], list[Answered]]:
        """Return what was searched for and what answers. What the page spoken of last knows all of
        is asked of no other, unless somebody tells what he needs; the rest is asked of all, whose
        answer counts where they lack no word that it has."""
        is_more = is_what_about(asking)
        may_go_on = (is_more or alone == asking) and not _TITLE.search(asking)
        goes_on = self._going_on(asking, talk) if may_go_on else []
        if any(one.is_personal and one.kind_name != "yes_no" for one in goes_on):
            goes_on = []  # who tells what he needs may need another one
        knows = min((known(one, self.documents) for one in goes_on), default=0.0)
        of_last, told = self._answered(goes_on if knows >= _KNOWN else [])
        is_told = any(stated for _, stated in told)
        if of_last and knows == 1.0:
            return of_last, told  # what another page says is of another initiative
        found, answered = self._answered(self._plan(alone))
        pages = [one.document for _, stated in answered for one in stated]
        if not pages and (whole := talk.of_page(alone)):
            asked = self._plan(whole)
            if all(one.kind_name in _OF_PAGE for one in asked):
                return self._answered(asked)
        if goes_on and pages and any(is_of_another(one, pages, self.documents) for one in goes_on):
            return (of_last, told) if of_last else self._answered(goes_on)
        return (of_last, told) if is_told and not pages else (found, answered)

    def _going_on(self, asking: str, talk: Talk) -> list[Question]:
        """Return a question as one of what was spoken of last, for those whom that was asked for
        where the page says it of them."""
        if whom := for_whom(asking, talk):
            asked = self._plan(whom, talk.here)
            is_known = all(known(one, self.documents) == 1.0 for one in asked)
            if is_known and any(stated for _, stated in self._answered(asked)[1]):
                return asked
        meant = of_the_last(asking, talk)
        return self._plan(meant, talk.here) if meant else []

    def _answered(
        self, asked: Sequence[Question]
    ) -> tuple[list[tuple[Question, Evidence]], list[Answered]]:
        found = [self._searched(one) for one in asked]
        return found, answers(found)

    def _names(self, question: str) -> bool:
        """Return whether a question names an initiative."""
        with _IN_TURN:
            asked = self._tidy(question)
            return any(named(group, asked) for group in self.named(asked))

    def _fitting_well(self, question: str) -> frozenset[str]:
        """Return the pages with an initiative that fits what a question tells of well.

        None where minutes count and nothing is asked: nothing is to be read then but the notice.
        """
        if is_urgent(question) and not asks(question):
            return frozenset()
        with _IN_TURN:
            return self._finder.fitting_well(self._tidy(without_orders(question)), self.today())

    def _plan(self, question: str, find: Find | None = None) -> list[Question]:
        find = find or self.named
        asked = [more for one in plan(question, find, self._sources) for more in self._head(one)]
        wide = [in_its_part(widened(one, self.documents), self.documents) for one in asked]
        return [self._fitted(corrected(one, self.documents)) for one in wide]

    def _head(self, question: Question) -> Sequence[Question]:
        """Return a question of who is at the head as its page calls that, else itself."""
        text = as_called(question, self.documents)
        return plan(text, self.named, self._sources) if text else (question,)

    def _told(self, asked: Answer, written: Written, asking: str, wants: Again) -> Answer:
        statements = [part for part in written.parts if isinstance(part, Statement)]
        beside = notes(statements, self.today()) if wants in ("", "sure", "same") else []
        text, citations = cite([*written.parts, *beside])
        check(citations, text, self.documents)
        is_plain = asked.audience == "citizen" or wants == "plainer"
        is_told = asked.audience == "citizen" and not wants and not asks(asking)
        if is_told and self._are_over(statements):
            text = f"{text} {render('ask_citizen')}"  # what to do next, where the page says nothing
        return replace(
            asked,
            status="answered",
            text=text,
            citations=citations,
            terms=explain(text, asked=asking) if is_plain else (),
            way=written.way,
            remark=written.remark or remark(wants),
        )

    def _are_over(self, statements: list[Statement]) -> bool:
        return bool(statements) and is_over(statements[0], self.today())

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit a situation, best first; raises what `ask` raises.

        Without a situation they are those that the filters let pass.
        """
        if not situation.strip() and filters != ANY:
            pages = self._look(filters)
            with _IN_TURN:
                found = self._finder.chosen(self.today(), filters, pages)
            return replace(found, notice=notice(f"{filters.target} {filters.topic}"))
        _validate(situation)
        with _IN_TURN:
            meant = self._tidy(without_orders(situation.encode("utf-8", "ignore").decode()))
            found = self._finder.find(meant, self.today(), filters)
        return replace(found, situation=situation, notice=notice(situation))

    def initiatives(self) -> Inventory:
        """Return the initiatives of the documents, of at most `finder.PAGES` of them, as of today.

        The first time it looks at each page, 2 ms; what it read is kept.
        """
        pages = self._look()
        with _IN_TURN:
            return self._finder.inventory(self.today(), pages)

    def _look(self, filters: Filters = ANY) -> list[str]:
        """Return the pages that are looked at without a situation, read one at a time: who asks
        meanwhile does not wait for them all."""
        with _IN_TURN:
            pages = self._finder.pages(filters)
        for page in pages:
            with _IN_TURN:
                self._finder.entries(page)
        return pages

    def _fitted(self, question: Question) -> Question:
        """Return a question that tells of somebody as one about the initiative that fits best.

        One that it names stays, unless it is named by the place or one everyday word alone, or
        only told of in the words of its name.
        """
        is_named = question.scopes and question.kind_name in WHOM
        if is_named or not question.is_personal or is_clearly_named(question):
            return question
        if question.kind_name == "who":
            question = replace(question, kind=None)  # 'hvem kan hjælpe ham': what, and no name
        fitting = self._finder.scopes(question.text, self.today())
        pages = {scope.document for scope in question.scopes}
        if pages.intersection(scope.document for scope in fitting):
            is_page = any(scope.is_page for scope in question.scopes)
            is_kept = is_page and asks(question.text)
            return question if is_kept else replace(question, scopes=fitting)
        if not fitting and named(question.scopes, question.text):
            return question
        if any(self._is_named_elsewhere(question, scope) for scope in fitting):
            return question
        return replace(question, scopes=fitting)

    def _is_named_elsewhere(self, question: Question, scope: Scope) -> bool:
        """Return whether another page found has a name of the question that this one lacks."""
        own = fold(self.documents[scope.document].text.lower())
        names = {name for name in question.names - places() if name[0].isalpha()}
        lacking = [name for name in names if name not in own]
        found = self.search_index.hits(question.text) if lacking else []
        return any(name in fold(hit.passage.text.lower()) for hit in found for name in lacking)

    def _searched(self, question: Question) -> tuple[Question, Evidence]:
        evidence = self.search(question)
        question = typed(question, evidence)
        meant = located(question, evidence)
        is_same = meant.search_text == question.search_text
        return meant, evidence if is_same else self.search(meant)

    def search(self, question: Question, count: int = TOP_K) -> Evidence:
        """Return what the documents hold on a question, at most `count` hits."""
        hits = self.search_index.hits(question.search_text, count)
        return Evidence(hits, self.documents, self.today(), self.search_index)


def _is_of(answer: Answer, pages: frozenset[str]) -> bool:
    """Return whether it is answered, and from some of the pages alone."""
    return answer.status == "answered" and {one.document for one in answer.citations} <= pages


def _remark(writing: Writing | None) -> str:
    return writing.remark if writing else ""


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _validate(question: str) -> None:
    if not question.strip():
        raise QuestionError(render("question_empty"))
    if len(question) > QUESTION_CHARACTERS:
        length, most = map(_grouped, (len(question), QUESTION_CHARACTERS))
        raise QuestionError(render("question_long", length=length, most=most))
