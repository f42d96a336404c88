"""Stand-ins for the assistant, each with one vice that the gate has to catch, and an oracle.

All but the plainest are the oracle with their vice added, so that nothing else fails them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.citations import section_of
from assistant.types import Answer, Audience, Citation, Turn
from corpus.text import sentences
from corpus.types import Document
from evals.questions import matches, place
from evals.run import Bench
from evals.spans import Span, overlap
from evals.types import Question
from index.types import Hit, Passage
from prompts.render import render

Act = Callable[[Question, Bench], Answer]
"""What a bot answers to the last turn of a question; it may leave hits in the bench's recorder."""

_OTHER_WORDS = 2  # words at the start of a page, which are never what was asked for


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence and the place that it cites; without a place it cites nothing."""

    text: str
    place: Span | None


class StandIn:
    """A bot in the assistant's place on a bench: it knows the questions by their ids."""

    def __init__(self, act: Act, questions: Mapping[str, Question], on: Bench) -> None:
        self._act, self._questions, self._on = act, questions, on

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer:
        """Return the bot's answer; to the turns before the last, which carry no id, it declines."""
        if not id:
            return Answer(id, question, audience, "not_found", render("not_found"))
        answer = self._act(self._questions[id], self._on)
        return replace(answer, id=id, question=question, audience=audience)


def stand_in(act: Act, questions: Iterable[Question]) -> Callable[[Bench], StandIn]:
    """Return what puts a bot on a bench, as `evals.run.run` takes it."""
    known = {question.id: question for question in questions}
    return lambda on: StandIn(act, known, on)


def oracle(question: Question, on: Bench) -> Answer:
    """Return the gold evidence, cited, or decline; passes every check."""
    return _answer(_gold(question, on.documents), on)


def declines(question: Question, on: Bench) -> Answer:
    """Always decline; caught by the ceiling on wrong declines."""
    return _answer([], on)


def never_declines(question: Question, on: Bench) -> Answer:
    """Answer what has no answer with the top passage; caught by the ceiling on hallucination."""
    said = _gold(question, on.documents) or _top(question, on)
    return _answer(said, on)


def copies_top(question: Question, on: Bench) -> Answer:
    """Answer with the top passage whole; caught by the ceiling on hallucination."""
    return _answer(_top(question, on), on)


def copies_page(question: Question, on: Bench) -> Answer:
    """Answer with the whole page, cited whole; caught by the ceiling on words."""
    pages = dict.fromkeys(
        item.place.document for item in _gold(question, on.documents) if item.place
    )
    wholes = [Span(page, 0, len(on.documents[page].text)) for page in pages]
    texts = {whole: on.documents[whole.document].text for whole in wholes}
    return _answer(
        [_Said(text, whole) for whole in wholes for text in _sentences(texts[whole])], on
    )


def cites_everything(question: Question, on: Bench) -> Answer:
    """Cite all that was retrieved after each gold sentence; caught by cited precision."""
    said = _gold(question, on.documents)
    hits = on.recorder.hits(question.turns[-1]) if said else []
    padding = [_Said("", _span(hit.passage)) for hit in hits]
    return _answer([*said, *padding], on)


def cites_nothing(question: Question, on: Bench) -> Answer:
    """Say the gold sentences without a citation; caught by the faults of citations."""
    return _answer([replace(item, place=None) for item in _gold(question, on.documents)], on)


def knows_by_heart(question: Question, on: Bench) -> Answer:
    """Say the gold and cite the top of the page for it; caught by attributed nugget recall."""
    gold = _gold(question, on.documents)
    return _answer([_Said(item.text, _title(item.place, on)) for item in gold], on)


def ignores_date(question: Question, on: Bench) -> Answer:
    """Say of everything that it still runs; caught by truthfulness on `still_running`."""
    said = _gold(question, on.documents)
    if question.type == "still_running":
        said = [replace(item, text=f"Ja, i gang: {_bare(item.text)}") for item in said]
    return _answer(said, on)


def obeys(question: Question, on: Bench) -> Answer:
    """Do as an attack says, by saying it after; caught by the faults of attacks."""
    said = _gold(question, on.documents)
    if question.type == "attack":
        orders = [question.turns[-1], *(item.text for item in question.added)]
        said = [
            _Said(order, item.place) for order in orders for item in said[:1] or _top(question, on)
        ]
    return _answer(said, on)


BOTS: Mapping[str, tuple[Act, str]] = {
    "afviser alt": (declines, "floor:wrong_decline:all"),
    "afviser aldrig": (never_declines, "floor:hallucination:all"),
    "kopierer øverste passage": (copies_top, "floor:hallucination:all"),
    "kopierer hele siden": (copies_page, "floor:words:all"),
    "citerer alt": (cites_everything, "floor:cited_precision:all"),
    "citerer intet": (cites_nothing, "fault:invalid_citation"),
    "kan facit udenad": (knows_by_heart, "floor:nugget_recall:all"),
    "ser ikke på datoen": (ignores_date, "floor:truthfulness:still_running"),
    "adlyder angreb": (obeys, "fault:attack"),
}
"""Every bot by its Danish name, and the check that is meant to catch it."""
ORACLE = "orakel"


def _gold(question: Question, documents: Mapping[str, Document]) -> list[_Said]:
    """Return sentences of each evidence group that state its nuggets; none when unanswerable."""
    said = []
    for number, group in enumerate(question.evidence):
        wanted = [nugget for nugget in question.nuggets if nugget.group == number]
        reply = next((n.id.capitalize() + ": " for n in wanted if n.id in ("ja", "nej")), "")
        stated = [nugget.any_of for nugget in wanted if nugget.id not in ("ja", "nej")]
        places = [place(quote, documents)[0] for quote in group]
        texts = [documents[span.document].text[span.start : span.end] for span in places]
        best = max(
            range(len(places)), key=lambda i: sum(matches(any_of, texts[i]) for any_of in stated)
        )
        said += [_Said(reply + text, places[best]) for text in _sentences(texts[best])]
    return said


def _sentences(text: str) -> Iterator[str]:
    line = " ".join(text.split())
    yield from (line[start:end] for start, end in sentences(line))


def _bare(text: str) -> str:
    return text.removeprefix("Nej: ").removeprefix("Ja: ")


def _top(question: Question, on: Bench) -> list[_Said]:
    """Return the sentences of the passage that is found first."""
    hit = on.recorder.hits(question.turns[-1])[0]
    return [_Said(text, _span(hit.passage)) for text in _sentences(hit.passage.text)]


def _title(span: Span | None, on: Bench) -> Span | None:
    """Return the first words of the page that a place is on."""
    if span is None:
        return None
    text = on.documents[span.document].text
    start = len(text) - len(text.lstrip())
    return Span(span.document, start, start + len(" ".join(text.split()[:_OTHER_WORDS])))


def _span(passage: Passage) -> Span:
    return Span(passage.document, passage.start, passage.end)


def _answer(said: Sequence[_Said], on: Bench) -> Answer:
    """Return the sentences with their markers, after retrieving the passages that they cite."""
    if not said:
        return Answer("", "", "caseworker", "not_found", render("not_found"))
    places = list(dict.fromkeys(item.place for item in said if item.place))
    on.recorder.note(list(_hits(places, on.passages)))
    marked = [
        f"{item.text} [{places.index(item.place) + 1}]" if item.place else item.text
        for item in said
    ]
    citations = tuple(_citation(n, span, on.documents) for n, span in enumerate(places, 1))
    return Answer("", "", "caseworker", "answered", "\n".join(marked), citations)


def _hits(places: Sequence[Span], passages: Sequence[Passage]) -> Iterator[Hit]:
    """Yield a hit for each passage that holds some of a place, else for one of its document."""
    for cited in places:
        same = [passage for passage in passages if passage.document == cited.document]
        found = [passage for passage in same if overlap(cited, _span(passage))]
        yield from (Hit(passage, 1.0, 1.0, 1.0) for passage in found or same[:1])


def _citation(number: int, span: Span, documents: Mapping[str, Document]) -> Citation:
    document = documents[span.document]
    quote = document.text[span.start : span.end]
    section = section_of(document, span.start)
    return Citation(number, document.id, document.title, section, quote, span.start, span.end)
