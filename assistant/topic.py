"""What a conversation is about: the initiative spoken of last, as those who ask call it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import dropwhile

from assistant.citations import section_of
from assistant.initiatives import has_parts
from assistant.located import OFTEN
from assistant.municipalities import is_municipality
from assistant.named import danish
from assistant.people import names_people
from assistant.question import NAME, Find
from assistant.reached import NAMED
from assistant.scopes import Scope
from assistant.types import Citation, Turn
from assistant.words import ANYBODY
from corpus.labels import label_of
from corpus.text import cells
from corpus.types import Document
from index.danish import stem, stems, words

_WHO = re.compile(r"\W*(?:(?:og|men)\W+)?hvem\b", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*(?:og|men|hvad (?:med|så))\b(?!\W+hv)", re.IGNORECASE)
_NAMES = re.compile(rf"{NAME.pattern}(?: [A-ZÆØÅ][\w’'-]+)*")
_ROW = 2  # cells of a line, from which it is one of a table
_MARKS = '.,:;!?()»«"”“'


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, the initiatives that its questions name, and the pages that are cited."""

    turns: tuple[Turn, ...]
    find: Find
    pages: Mapping[str, Document]

    def before(self, count: int) -> "Talk":
        """Return the conversation of the first `count` turns."""
        return Talk(self.turns[:count], self.find, self.pages)

    def named(self, text: str) -> list[tuple[Scope, ...]]:
        """Return the initiatives that a question names, beside those that one everyday word names
        which the page spoken of has too: there it means what that page says."""
        page = self._last_page()
        known = set(stems(page.text)) if page else set[str]()
        return [group for group in self.find(text) if not _is_weak(group, known)]

    def here(self, text: str) -> list[tuple[Scope, ...]]:
        """Return what `named` does, and what is named on the page spoken of, in one word too."""
        page, named = self._last_page(), self.named(text)
        return [
            group
            for group in self.find(text)
            if group in named or (page and any(scope.document == page.id for scope in group))
        ]

    def of_page(self, text: str) -> str:
        """Return a question that got a part of a page to be asked of with the page in its place,
        '' where it got another thing."""
        page, about = self._last_page(), f"({self.topic()})"
        is_part = page is not None and about != f"({page.title})" and text.endswith(about)
        return f"{text.removesuffix(about)}({page.title})" if page and is_part else ""

    def knows(self, name: str) -> bool:
        """Return whether the page spoken of last has a name."""
        page = self._last_page()
        return page is not None and set(stems(name)) <= set(stems(page.text))

    def _last_page(self) -> Document | None:
        return next((page for turn in reversed(self.turns) if (page := self._page(turn))), None)

    def topic(self) -> str:
        """Return the name of what the last answer was about, '' where nothing was spoken of.

        It is the name by which a question called it, else the title of the page, with the heading
        of the part. A question that got no answer still names its initiative.
        """
        for place in range(len(self.turns) - 1, -1, -1):
            turn = self.turns[place]
            if turn.answer.citations:
                return self.before(place + 1)._called(turn.answer.citations[0])
            for group in self.find(turn.question)[:1]:
                return _said(turn.question, group) or group[0].name
        return ""

    def name(self) -> str:
        """Return the name in the last question that its answer has, beside that of the initiative,
        '' where there is none: a name that its page says often is the initiative's own."""
        [*_, turn] = self.turns
        answered, page = set(stems(turn.answer.text)), self._page(turn)
        for name in NAME.findall(turn.question) if page else ():
            own = stems(name)
            is_own = page is not None and stems(page.text).count(own[0]) >= OFTEN
            if answered.issuperset(own) and not is_own and not is_municipality(name):
                return str(name)
        return ""

    def person(self) -> str:
        """Return the name of the one person that the last answer has, where the question asked
        who, or went on from one that did; '' where it has none, or several."""
        [*_, turn] = self.turns
        titles = " ".join(cited.title for cited in turn.answer.citations)
        found = {name for name in NAMED.findall(turn.answer.text) if name not in titles}
        before = dropwhile(_GOES_ON.match, (one.question for one in reversed(self.turns)))
        is_who = _WHO.match(next(before, "")) is not None
        return found.pop() if is_who and len(found) == 1 else ""

    def whom(self) -> str:
        """Return those whom the last question was asked for: 'pårørende'; '' where it says none."""
        [*_, turn] = self.turns
        named = {term for group in self.find(turn.question) for one in group for term in one.terms}
        return " ".join(
            word
            for word in words(turn.question)
            if names_people(word) and stem(word) not in ANYBODY | named
        )

    def row(self) -> str:
        """Return what the last question called the one row of a table that is its answer, or else
        what the row begins with; '' where the answer is another."""
        [*_, turn] = self.turns
        quotes = [cited.quote for cited in turn.answer.citations]
        if len(quotes) != 1 or len(cells(quotes[0])) < _ROW:
            return ""
        said = set(stems(quotes[0]))
        names = [name for name in NAME.findall(turn.question) if said.issuperset(stems(name))]
        return " ".join(names) or cells(quotes[0])[0]

    def unknown(self) -> str:
        """Return the name that the last question asked of in vain, '' where it has none."""
        [*_, turn] = self.turns
        names = [] if turn.answer.citations else _NAMES.findall(turn.question)
        return next((name for name in names if not is_municipality(name.split()[0])), "")

    def _page(self, turn: Turn) -> Document | None:
        return self.pages.get(turn.answer.citations[0].document) if turn.answer.citations else None

    def _called(self, cited: Citation) -> str:
        for turn in reversed(self.turns):
            for group in self.find(turn.question):
                if name := self._name(turn.question, group, cited):
                    return name
        page = self.pages.get(cited.document)
        heading = self._heading(cited)
        is_part = (
            heading
            and "\t" not in heading  # what columns are called
            and not label_of(heading.split(" – ")[-1])
            and (not page or has_parts(page))
        )
        return f"{cited.title}{': ' + heading if is_part else ''}"

    def _is_row_of(self, group: tuple[Scope, ...], name: str) -> bool:
        """Return whether the last answer is a row of a table that has a name, on a page with a part
        of that name."""
        cited = self.turns[-1].answer.citations
        pages = {scope.document for scope in group}
        is_row = all(one.document in pages and len(cells(one.quote)) >= _ROW for one in cited)
        return is_row and set(stems(name)) <= set(stems(" ".join(one.quote for one in cited)))

    def _heading(self, cited: Citation) -> str:
        """Return the heading of the section that is cited, without those that it stands in."""
        page = self.pages.get(cited.document)
        return section_of(page, cited.start) if page else cited.section

    def _name(self, question: str, group: tuple[Scope, ...], cited: Citation) -> str:
        """Return what a question calls what is cited, '' where it names something else."""
        heading = self._heading(cited)
        if heading in {scope.name for scope in group if not scope.is_page}:
            return heading
        name = _said(question, group)
        if question == self.turns[-1].question and self._is_row_of(group, name):
            return name
        if not any(_holds(scope, cited) for scope in group):
            return ""
        again = self.find(name)
        return name if again and any(_holds(scope, cited) for scope in again[0]) else ""


def _said(question: str, group: tuple[Scope, ...]) -> str:
    """Return the words of a question that name an initiative, as they are written there."""
    terms = {term for scope in group for term in scope.terms}
    return written(question, terms)


def written(text: str, terms: set[str]) -> str:
    """Return the words of a text that have some stems, as they are written there."""
    return " ".join(word.strip(_MARKS) for word in text.split() if terms.intersection(stems(word)))


def _is_weak(group: tuple[Scope, ...], known: set[str]) -> bool:
    """Return whether one word of the language, which a page has too, is all that names some."""
    terms = {term for scope in group for term in scope.terms}
    is_proper = any(scope.is_proper for scope in group)
    return len(terms) == 1 and not is_proper and terms <= known and terms <= danish()


def _holds(scope: Scope, cited: Citation) -> bool:
    """Return whether a citation, of which the place may not be known, lies in a scope."""
    if not cited.document:
        return scope.name in (cited.title, cited.section, *cited.section.split(" – "))
    return scope.holds(cited.document, cited.start)
