"""Words that point to people in danger -> the fixed message that goes above any answer.

The messages, and the phrases that point to a danger, are data in danger.yaml, which also says how
they are written and on which day the messages were reviewed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from assistant import phrases
from assistant.phrases import Reader, Said, Signs
from assistant.types import Answer

_FILE = Path(__file__).parent / "danger.yaml"
_SENTENCE = re.compile(r"[.!?;:]+(?:\s|$)|\n")
_APOSTROPHE = re.compile(r"(?<=\w)['’`´](?=\w)")


@dataclass(frozen=True, slots=True)
class _Danger:
    """A danger and its message. `always` point to it, `told` only of somebody now.

    Where it `is_urgent` minutes count; where it `is_answered` what is asked is answered as if it
    were not there.
    """

    name: str
    message: str
    is_urgent: bool
    is_answered: bool
    always: Signs
    told: Signs


@dataclass(frozen=True, slots=True)
class _Rules:
    reviewed: date
    dangers: tuple[_Danger, ...]
    idioms: Signs
    past: Signs
    subject: Signs
    person: Signs
    reader: Reader


def notice(text: str) -> str:
    """Return the messages for what a text points to, a line each; an empty string for none."""
    found = dangers(text)
    return "\n".join(danger.message for danger in _read().dangers if danger.name in found)


def dangers(text: str) -> frozenset[str]:
    """Return the names of the dangers that a text points to."""
    return frozenset(chain.from_iterable(map(_of_sentence, _sentences(text))))


def is_urgent(text: str) -> bool:
    """Return whether a text points to a danger where minutes count."""
    found = dangers(text)
    return any(danger.is_urgent for danger in _read().dangers if danger.name in found)


def is_in_danger(text: str) -> bool:
    """Return whether a text points to what stands before any answer, and not only to what others
    decide."""
    found = dangers(text)
    return any(not one.is_answered for one in _read().dangers if one.name in found)


def reviewed() -> date:
    """Return the day on which the messages were last reviewed."""
    return _read().reviewed


def messages() -> tuple[str, ...]:
    """Return every message, in the order of danger.yaml."""
    return tuple(danger.message for danger in _read().dangers)


def above(told: str, answer: Answer) -> Answer:
    """Return an answer with a notice above it; itself where there is none."""
    return replace(answer, notice=told, text=f"{told}\n\n{answer.text}") if told else answer


def body(answer: Answer) -> str:
    """Return the text of an answer without the notice above it."""
    return answer.text.removeprefix(answer.notice).lstrip()


def _sentences(text: str) -> Iterator[Said]:
    """Yield the sentences of a text without what is said in idioms."""
    rules = _read()
    for sentence in _SENTENCE.split(_APOSTROPHE.sub("", text.lower())):
        yield rules.reader.without(rules.idioms, rules.reader.read(sentence))


def _of_sentence(said: Said) -> Iterator[str]:
    rules = _read()
    is_now = _is_now(rules, said)
    for danger in rules.dangers:
        holds = rules.reader.holds
        if holds(danger.always, said) or (is_now and holds(danger.told, said)):
            yield danger.name


def _is_now(rules: _Rules, said: Said) -> bool:
    """Return whether a sentence is of somebody now: not of long ago, nor of a field at large."""
    holds = rules.reader.holds
    return not holds(rules.past, said) and (
        holds(rules.person, said) or not holds(rules.subject, said)
    )


@cache
def _read() -> _Rules:
    content = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    lists = {name: phrases.words(listed) for name, listed in content["lister"].items()}

    def signs(texts: list[str]) -> Signs:
        return Signs(phrases.sign(text, lists) for text in texts)

    def asked(item: dict[str, Any], when: str) -> list[str]:
        called = "/".join(item.get("kaldes", ()))
        return [text.replace("FARE", called) for text in content["spurgt"][when] if called]

    def danger(item: dict[str, Any]) -> _Danger:
        always, told = (signs(item[when] + asked(item, when)) for when in ("altid", "fortalt"))
        is_urgent, is_answered = (bool(item.get(key)) for key in ("haster", "besvares"))
        return _Danger(item["navn"], item["besked"], is_urgent, is_answered, always, told)

    dangers = tuple(danger(item) for item in content["farer"])
    idioms, past, subject = (signs(content[name]) for name in ("udtryk", "fortid", "emne"))
    person = signs(["{person}"])
    told = (signs for one in dangers for signs in (one.always, one.told))
    every = chain(idioms, past, subject, person, *told)
    small, apart = (phrases.words(content[name]) for name in ("smaaord", "skel"))
    reader = Reader(every, small, apart)
    return _Rules(content["gennemgaaet"], dangers, idioms, past, subject, person, reader)
