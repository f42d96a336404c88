"""An answer written by a language model from the passages found, held to them afterwards."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256

from assistant.check import Alike, Given, Sentence, check
from assistant.citations import Uncovered, citation
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.guard import is_instruction
from assistant.model import ANSWER_TOKENS, Fault, Message, Model
from assistant.question import Question
from assistant.types import Audience, Citation
from corpus.text import sentences
from corpus.types import Document
from prompts.render import render

# The fewest of 251 passages of Danish, by the tokens of cl100k; the median is 3.0.
CHARACTERS_PER_TOKEN = 2.1
MOST_PASSAGES = 10  # as many as a search gives
_SECTION_CHARACTERS = 1_200  # of a section that is given whole around one of its fields
_SENTENCE = 20  # characters: a shorter one may stand in the prompts by chance
_NOTHING = "INTET SVAR"  # what the prompts ask for when the passages do not answer

WRITTEN = "Skrevet af sprogmodellen {name} og kontrolleret mod kilderne."
HIDDEN = "Personoplysninger i det, du skrev, blev skjult for sprogmodellen."
_MARKED = "Det, kilderne ikke dækker, er mærket."
_REMOVED = "Det, kilderne ikke dækker, er fjernet."
_OWN_WORDS = "Svaret er dokumenternes egne sætninger."
_NOT_COVERED = "Kilderne dækkede ikke det, sprogmodellen skrev."
_FOUND_NOTHING = "Sprogmodellen fandt ikke svaret i kilderne."
_FAULTS: dict[Fault, str] = {
    "refused": "Sprogmodellen kører ikke.",
    "unknown_host": "Adressen på sprogmodellen findes ikke.",
    "key": "Sprogmodellen afviste nøglen.",
    "no_model": "Sprogmodellen findes ikke på serveren.",
    "busy": "Sprogmodellen har for travlt lige nu.",
    "server": "Sprogmodellens server meldte fejl.",
    "late": "Sprogmodellen svarede ikke i tide.",
    "stalled": "Sprogmodellen gik i stå.",
    "cut": "Forbindelsen til sprogmodellen blev afbrudt.",
    "unreadable": "Sprogmodellens svar kunne ikke læses.",
    "empty": "Sprogmodellen svarede ingenting.",
    "endless": "Sprogmodellen blev ikke færdig i tide.",
    "resting": "Sprogmodellen har fejlet flere gange og får en kort pause.",
}


def given(
    found: Sequence[tuple[Question, Evidence]], statements: Sequence[Statement], tokens: int
) -> list[Given]:
    """Return the passages to write from, whole sentences of at most `tokens` tokens.

    First those that hold the extractive answer, then the hits by score, each place once.
    """
    room = int(tokens * CHARACTERS_PER_TOKEN)
    kept: list[Given] = []
    for document, start, end in _places(found, statements):
        if any(one.document is document and one.start <= start < one.end for one in kept):
            continue
        size = end - start + _around(document)
        if size > room and not kept:
            end = _fitting(document, start, end, room - _around(document))
            size = end - start + _around(document)
        if start < end and size <= room and len(kept) < MOST_PASSAGES:
            kept.append(Given(len(kept) + 1, document, start, end))
            room -= size
    return kept


def _places(
    found: Sequence[tuple[Question, Evidence]], statements: Sequence[Statement]
) -> Iterator[tuple[Document, int, int]]:
    hits = sorted(
        ((hit, evidence.documents) for _, evidence in found for hit in evidence.hits),
        key=lambda item: -item[0].score,
    )
    passages = [(documents[hit.passage.document], hit.passage) for hit, documents in hits]
    for item in statements:
        there = (
            (document, passage.start, passage.end)
            for document, passage in passages
            if document is item.document and passage.start <= item.start < passage.end
        )
        yield next(there, _section(item))
    for document, passage in passages:
        yield document, passage.start, passage.end


def _section(item: Statement) -> tuple[Document, int, int]:
    """Return the section that a statement is from, or its own place where that is long."""
    for section in item.document.sections:
        holds = section.start <= item.start and item.end <= section.end
        if holds and section.end - section.start <= _SECTION_CHARACTERS:
            return item.document, section.start, section.end
    return item.document, item.start, item.end


def _around(document: Document) -> int:
    """Return the characters that the template puts around a passage, at most."""
    return 200 + len(document.title)


def _fitting(document: Document, start: int, end: int, room: int) -> int:
    """Return where the last sentence ends that fits in a room, `start` where none does."""
    ends = [last for _, last in sentences(document.text, start, end) if last - start <= room]
    return ends[-1] if ends else start


def room(model: Model, audience: Audience, question: str) -> int:
    """Return the tokens that passages may have beside the prompts and the answer."""
    around = len(render(f"write_{audience}", fence=fence(""))) + len(question) + 200
    return model.context - ANSWER_TOKENS - int(around / CHARACTERS_PER_TOKEN)


def messages(question: str, audience: Audience, passages: Sequence[Given]) -> list[Message]:
    """Return what a model is told: how to write, and the passages before the question."""
    name = fence(question, *(_text(one) for one in passages))
    shown = "\n\n".join(_shown(one, name) for one in passages)
    asked = render("write_question", fence=name, passages=shown, question=question)
    return [Message("system", render(f"write_{audience}", fence=name)), Message("user", asked)]


def _shown(one: Given, name: str) -> str:
    source = citation(one.number, one.document, one.start, one.end)
    return render(
        "write_passage",
        fence=name,
        number=str(one.number),
        title=_attribute(source.title),
        section=_attribute(source.section),
        passage=_text(one),
    )


def _attribute(text: str) -> str:
    return " ".join(text.split()).replace('"', "'")


def _text(one: Given) -> str:
    return one.document.text[one.start : one.end]


def fence(*material: str) -> str:
    """Return a word that the material cannot hold: it is made of a digest of all of it."""
    return sha256("\0".join(material).encode("utf-8", "replace")).hexdigest()[:16]


def sources(passages: Sequence[Given]) -> tuple[Citation, ...]:
    """Return the passages as the citations of a draft, by the numbers that the model may use."""
    return tuple(citation(one.number, one.document, one.start, one.end) for one in passages)


def held(
    text: str, passages: Sequence[Given], alike: Alike
) -> tuple[list[Statement | Uncovered], str]:
    """Return what of a model's text is published, and what is said of the rest; [] for nothing.

    Statements carry the place that they rest on. What is not covered is told as such, and only
    beside something that is. An order, a sentence of the prompts and one that was said before are
    not published, whatever carries them.
    """
    found = check(text, passages, alike)
    found = [replace(one, verdict="removed") if _is_order(one) else one for one in found]
    distinct: dict[str, Sentence] = {}
    for one in found:
        distinct.setdefault(_plain(one.text), one)
    parts = [part for one in distinct.values() if (part := _part(one)) is not None]
    if not any(isinstance(part, Statement) for part in parts):
        return [], _FOUND_NOTHING if _NOTHING in text else _NOT_COVERED
    verdicts = {one.verdict for one in found}
    told = [_MARKED] if "uncovered" in verdicts else [_REMOVED] if "removed" in verdicts else []
    return parts, " ".join(told)


def _is_order(one: Sentence) -> bool:
    """Return whether a sentence is an order to the reader or the model, or rests on one."""
    place = one.source
    said = place.document.text[place.start : place.end] if place else ""
    is_prompt = len(one.text) >= _SENTENCE and _plain(one.text) in _prompts()
    return is_instruction(one.text) or is_instruction(said) or is_prompt


@cache
def _prompts() -> str:
    told = [render("write_caseworker", fence=""), render("write_citizen", fence="")]
    return _plain("\n".join(told))


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _part(one: Sentence) -> Statement | Uncovered | None:
    if one.verdict == "removed":
        return None
    is_item = bool(one.lead)
    if one.source is None:
        return Uncovered(one.text, is_item)
    place = one.source
    return Statement(one.text, place.document, place.start, place.end, is_item)


def remark(name: str, told: str) -> str:
    """Return how an answer was made that a model wrote."""
    return f"{WRITTEN.format(name=name)} {told}".strip()


def instead(told: str) -> str:
    """Return how an answer was made that a model did not write, after what kept it from that."""
    return f"{told} {_OWN_WORDS}"


def kept_by(fault: Fault) -> str:
    """Return what kept a model from answering, in Danish."""
    return _FAULTS[fault]
