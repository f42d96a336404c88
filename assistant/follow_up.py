"""A follow-up made to stand alone by a language model, taken only where it adds nothing."""

from collections.abc import Sequence

from assistant.danger import body
from assistant.generate import fence
from assistant.model import Message
from assistant.types import Turn
from assistant.words import content_terms
from index.danish import stems
from prompts.render import render

TURNS = 3  # what a question points back to stands in the last ones
_LONGEST = 400  # characters; the longest of the evals' questions has 262


def messages(question: str, history: Sequence[Turn]) -> list[Message]:
    """Return what a model is told: how to rewrite, and the conversation before the question."""
    said = "\n".join(f"{turn.question}\n{_answered(turn)}" for turn in history[-TURNS:])
    name = fence(said, question)
    asked = render("alone_question", fence=name, conversation=said, question=question)
    return [Message("system", render("alone", fence=name)), Message("user", asked)]


def taken(written: str, question: str, history: Sequence[Turn]) -> str:
    """Return the question as a model has it on its own, '' where that cannot be used.

    It is one line with all content words of the question, and with none that the conversation does
    not have.
    """
    text = written.strip().strip("»«\"'")
    said = " ".join(
        [question, *(f"{turn.question} {_answered(turn)}" for turn in history[-TURNS:])]
    )
    is_one = "\n" not in text and len(text) <= _LONGEST
    asks_the_same = set(content_terms(question)) <= set(stems(text))
    adds_nothing = set(content_terms(text)) <= set(stems(said))
    return text if is_one and asks_the_same and adds_nothing else ""


def _answered(turn: Turn) -> str:
    titles = dict.fromkeys(citation.title for citation in turn.answer.citations)
    return " ".join([body(turn.answer), *(f"({title})" for title in titles)])
