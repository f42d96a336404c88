"""One question whose answer a language model writes, and what is answered where it cannot.

A model on another machine gets what people write with their personal data masked.
"""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from assistant import follow_up, generate, persons
from assistant.citations import Uncovered
from assistant.evidence import Evidence, Search
from assistant.facts import Statement
from assistant.masking import mask, without_marks
from assistant.model import Fault, Model, ModelError
from assistant.question import Question
from assistant.sender import without_sender
from assistant.types import Answer, Draft, Turn, Way

Found = Sequence[tuple[Question, Evidence]]


@dataclass(frozen=True, slots=True)
class Written:
    """What an answer consists of, who wrote it, and a Danish sentence on how it was made."""

    parts: Sequence[Statement | Uncovered]
    way: Way = "documents"
    remark: str = ""


def _untold(text: str) -> str:
    """Return a text without all that tells who somebody is, be it known to the documents or not."""
    return without_sender(text, lambda word: False)


class Writing:
    """One question and its model, which is not asked again once it has failed on the question."""

    def __init__(
        self, model: Model, search: Search, in_turn: Lock, said: Sequence[str] = ()
    ) -> None:
        """`in_turn` is held while texts are analysed, and never while the model is waited for.

        `said` are the questions of the conversation: names that one tells are masked in all. What
        they tell of who asks is no part of the question that the model is given.
        """
        self._model = model
        self._search = search
        self._in_turn = in_turn
        self._fault: Fault | None = None
        self._names = persons.parts(said) if model.is_remote else frozenset()
        self._has_masked = model.is_remote and any(_untold(one) != one for one in said)

    @property
    def remark(self) -> str:
        """That something was masked, '' where nothing was."""
        return generate.HIDDEN if self._has_masked else ""

    def alone(self, question: str, history: tuple[Turn, ...]) -> str:
        """Return the question as it is understood on its own, '' where the model cannot say."""
        with self._in_turn:
            question = self._masked(question)
            history = tuple(self._turn(turn) for turn in history[-follow_up.TURNS :])
            told = follow_up.messages(question, history)
        try:
            text = "".join(self._model.write(told))
        except ModelError as error:
            self._fault = error.fault
            return ""
        if self._has_masked:
            text, question = without_marks(text), without_marks(question)
        with self._in_turn:
            return follow_up.taken(text, question, history)

    def answer(
        self, asked: Answer, alone: str, found: Found, statements: Sequence[Statement]
    ) -> Generator[Draft, None, Written]:
        """Yield drafts and return what is answered: `statements` where the model gives nothing.

        `asked` has the question as it was asked, `alone` is how it is understood on its own, and
        `statements` are the answer without a model.
        """
        if self._fault is not None:
            return self._instead(statements)
        with self._in_turn:
            room = generate.room(self._model, asked.audience, alone)
            passages = generate.given(found, statements, room)
            public = [one.document.text[one.start : one.end] for one in passages]
            told = generate.messages(self._masked(alone, public), asked.audience, passages)
            sources = generate.sources(passages)
        text = ""
        yield Draft(asked.question, text, sources)
        try:
            for piece in self._model.write(told):
                text += piece
                yield Draft(asked.question, text, sources)
        except ModelError as error:
            self._fault = error.fault
            return self._instead(statements)
        with self._in_turn:
            parts, remark = generate.held(text, passages, self._search.alike)
        if not parts:
            return self._written(statements, "documents", generate.instead(remark))
        return self._written(parts, "model", generate.remark(self._model.name, remark))

    def _instead(self, statements: Sequence[Statement]) -> Written:
        told = generate.kept_by(self._fault) if self._fault else ""
        return self._written(statements, "documents", generate.instead(told))

    def _written(self, parts: Sequence[Statement | Uncovered], way: Way, told: str) -> Written:
        return Written(parts, way, f"{told} {self.remark}".strip())

    def _masked(self, text: str, public: Iterable[str] = ()) -> str:
        """Return a text as the model may have it, and remember whether that is another one."""
        if not self._model.is_remote:
            return text
        masked = mask(text, public, self._names)
        self._has_masked = self._has_masked or masked != text
        return masked

    def _turn(self, turn: Turn) -> Turn:
        """Return a turn as the model may have it; what its answer quotes is public."""
        answer = turn.answer
        public = [answer.notice, *(citation.quote for citation in answer.citations)]
        text = self._masked(answer.text, public)
        return Turn(self._masked(turn.question), replace(answer, text=text))
