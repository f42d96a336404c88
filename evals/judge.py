"""A language model's opinion of the answers: off by default, advisory, never part of the gate."""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Literal

from assistant.danger import body
from assistant.model import Message, Model, ModelError
from evals.statements import split
from evals.types import Judged, Scored
from prompts.render import render

Opinion = Literal["ja", "nej", "ulæselig"]
Grade = float | Literal["ulæselig"]

# The key word may stand once in what the model writes, and its line must be in the fixed form:
# LlamaIndex's own evaluators pass on any 'yes' inside a word and cannot read '4,0'.
_VERDICT = re.compile(r"DOM: ?(ja|nej)", re.IGNORECASE)
_GRADE = re.compile(r"KARAKTER: ?([1-4](?:[.,][0-9]{1,2})?|5(?:[.,]0{1,2})?)", re.IGNORECASE)


def judge(scored: Iterable[Scored], model: Model) -> Judged:
    """Return what the model thinks of the answers that were given.

    Every sentence with citations is held against what it cites; every answer to an answerable
    question against the evidence. What cannot be read is counted apart, never as a pass, and so is
    what a model that fails does not say.
    """
    opinions: list[Opinion] = []
    doubts: list[tuple[str, str]] = []
    grades: list[Grade] = []
    for one in scored:
        question, answer = one.asked.question, one.asked.answer
        if answer is None or answer.status != "answered":
            continue
        for statement, quotes in _cited(one):
            opinions.append(faithful(statement, quotes, model))
            if opinions[-1] == "nej":
                doubts.append((question.id, statement))
        if question.answerable:
            gold = [quote.quote for group in question.evidence for quote in group]
            grades.append(correct(question.turns, gold, body(answer), model))
    return Judged(
        model=model.name,
        carried=opinions.count("ja"),
        doubts=tuple(doubts),
        unreadable=opinions.count("ulæselig"),
        grades=tuple(grade for grade in grades if not isinstance(grade, str)),
        ungraded=sum(isinstance(grade, str) for grade in grades),
    )


def _cited(scored: Scored) -> list[tuple[str, list[str]]]:
    """Return the sentences of an answer that cite something, with the quotes that they cite."""
    answer = scored.asked.answer
    if answer is None:
        return []
    quotes = {citation.number: citation.quote for citation in answer.citations}
    return [
        (statement.text, [quotes[number] for number in statement.numbers if number in quotes])
        for statement in split(body(answer))
        if any(number in quotes for number in statement.numbers)
    ]


def faithful(statement: str, quotes: Sequence[str], model: Model) -> Opinion:
    """Return whether the model thinks that the quotes carry all of a statement."""
    quote = "\n\n".join(quotes)
    fence = _fence(statement, quote)
    prompt = render("judge_faithful", fence=fence, statement=statement, quote=quote)
    return read_opinion(_ask(prompt, fence, model))


def correct(turns: Sequence[str], gold: Sequence[str], answer: str, model: Model) -> Grade:
    """Return the model's grade, 1 to 5, of how well an answer states what the evidence says."""
    question, stated = "\n".join(turns), "\n\n".join(gold)
    fence = _fence(question, stated, answer)
    prompt = render("judge_correct", fence=fence, question=question, gold=stated, answer=answer)
    return read_grade(_ask(prompt, fence, model))


def _ask(prompt: str, fence: str, model: Model) -> str:
    told = [Message("system", render("judge_system", fence=fence)), Message("user", prompt)]
    try:
        return "".join(model.write(told))
    except ModelError:
        return ""


def _fence(*material: str) -> str:
    """Return a word that the material cannot hold: it is made of a digest of all of it."""
    digest = sha256("\0".join(material).encode("utf-8", "replace")).hexdigest()
    return f"materiale-{digest[:16]}"


def read_opinion(said: str) -> Opinion:
    """Return the one verdict of a model's reply, 'ulæselig' unless there is exactly one."""
    match = _only_line(said, "DOM", _VERDICT)
    if match is None:
        return "ulæselig"
    return "ja" if match[1].lower() == "ja" else "nej"


def read_grade(said: str) -> Grade:
    """Return the one grade of a model's reply, 1 to 5, 'ulæselig' unless there is exactly one."""
    match = _only_line(said, "KARAKTER", _GRADE)
    return float(match[1].replace(",", ".")) if match else "ulæselig"


def _only_line(said: str, key: str, form: re.Pattern[str]) -> re.Match[str] | None:
    """Return the line that has a key, if the key stands nowhere else and the line has the form."""
    lines = [line.strip() for line in said.split("\n")]
    named = re.findall(rf"{key}\s*[:：]", said, re.IGNORECASE)
    matches = [match for line in lines if (match := form.fullmatch(line))]
    return matches[0] if len(named) == 1 and len(matches) == 1 else None
