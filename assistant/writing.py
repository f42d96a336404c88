"""One question whose answer a language model writes, and what is answered where it cannot."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from threading import Lock

from assistant import follow_up, generate
from assistant.citations import Uncovered
from assistant.evidence import Evidence, Search
from assistant.facts import Statement
from assistant.model import Fault, Model, ModelError
from assistant.question import Question
from assistant.types import Answer, Draft, Turn, Way

Found = Sequence[tuple[Question, Evidence]]


@dataclass(frozen=True, slots=True)
class Written:
    """What an answer consists of, who wrote it, and a Danish sentence on how it was made."""

    parts: Sequence[Statement | Uncovered]
    way: Way = "documents"
    remark: str = ""


class Writing:
    """One question and its model, which is not asked again once it has failed on the question."""

    def __init__(self, model: Model, search: Search, in_turn: Lock) -> None:
        """`in_turn` is held while texts are analysed, and never while the model is waited for."""
        self._model = model
        self._search = search
        self._in_turn = in_turn
        self._fault: Fault | None = None

    def alone(self, question: str, history: tuple[Turn, ...]) -> str:
        """Return the question as it is understood on its own, '' where the model cannot say."""
        with self._in_turn:
            told = follow_up.messages(question, history)
        try:
            text = "".join(self._model.write(told))
        except ModelError as error:
            self._fault = error.fault
            return ""
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
            told = generate.messages(alone, asked.audience, passages)
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
            return Written(statements, remark=generate.instead(remark))
        return Written(parts, "model", generate.remark(self._model.name, remark))

    def _instead(self, statements: Sequence[Statement]) -> Written:
        told = generate.kept_by(self._fault) if self._fault else ""
        return Written(statements, remark=generate.instead(told))
