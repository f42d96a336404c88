"""Situations -> whether the initiatives that fit them are found, and none where none fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from assistant.initiatives import entries
from assistant.types import Found
from corpus.errors import UserError
from corpus.load import load
from corpus.types import Document
from evals.run import AS_OF, Bench, bench
from evals.types import Sought, Split
from index.embed import Embedder

FOLDER = Path(__file__).parent / "situations"
FICTION = Path(__file__).parent / "fiction" / "documents"
SHIPPED_SET, FICTION_SET = "shipped", "fiction"
_FIRST = 3  # initiatives among which the right one has to be


class SituationsError(UserError):
    """Situations that cannot be used."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Right(_Strict):
    """An initiative: a page, or a named part of it."""

    document: str
    part: str = ""


class Situation(_Strict):
    """A situation in somebody's own words, and the initiatives of which any is right.

    Where none is right, none may be found.
    """

    id: str
    split: Split
    situation: str
    right: tuple[Right, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a situation: the place of the first right initiative from 1, 0 for none."""

    situation: Situation
    place: int
    count: int


_MANY = TypeAdapter(list[Situation])


def read(name: str) -> list[Situation]:
    """Return the situations of a set; raises SituationsError, which names the file."""
    path = FOLDER / f"{name}.yaml"
    try:
        return _MANY.validate_python(yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        raise SituationsError(f"Situationerne i {path} kan ikke bruges: {error}") from error


def lint(situations: Sequence[Situation], documents: Sequence[Document]) -> Iterator[str]:
    """Yield what is wrong with a set, one line each; nothing when it is sound."""
    known = {(e.initiative.document, e.initiative.part) for e in entries(documents)}
    ids: set[str] = set()
    asked: set[str] = set()
    for item in situations:
        words = " ".join(item.situation.lower().split())
        if item.id in ids or words in asked:
            yield f"{item.id}: the id or the situation is used twice"
        ids.add(item.id)
        asked.add(words)
        for right in item.right:
            if (right.document, right.part) not in known:
                yield f"{item.id}: no initiative: {right.document} {right.part}".rstrip()


def measure(on: Bench, embedding: Embedder) -> tuple[Sought, ...]:
    """Return the measures of the set over the documents of a bench, and over the invented pages.

    Each whole and its held-out half.
    """
    found = list(_measured(SHIPPED_SET, on))
    with bench(load(FICTION).documents, embedding) as invented:
        return (*found, *_measured(FICTION_SET, invented))


def _measured(name: str, on: Bench) -> Iterator[Sought]:
    on.today = AS_OF
    outcomes = [outcome(item, on.assistant.find(item.situation)) for item in read(name)]
    yield sought(name, outcomes)
    yield sought(f"{name}:held_out", [one for one in outcomes if one.situation.split == "held_out"])


def outcome(situation: Situation, found: Found) -> Outcome:
    """Return what became of a situation; a part is found as that part, not as its page."""
    right = {(item.document, item.part) for item in situation.right}
    named = [(match.initiative.document, match.initiative.part) for match in found.matches]
    place = next((number for number, one in enumerate(named, 1) if one in right), 0)
    return Outcome(situation, place, len(named))


def sought(name: str, outcomes: Sequence[Outcome]) -> Sought:
    """Return the measures of situations, of which some have a right initiative and some do not."""
    places = [one.place for one in outcomes if one.situation.right]
    others = [one.count for one in outcomes if not one.situation.right]
    return Sought(
        name=name,
        fitting=len(places),
        others=len(others),
        measures=_shares(places, others),
        failed=tuple(one.situation.id for one in outcomes if not _is_right(one)),
    )


def _shares(places: Sequence[int], others: Sequence[int]) -> Mapping[str, float]:
    """Return success at 1 and at _FIRST, mean reciprocal rank, and the share that is declined."""
    shares: dict[str, float] = {}
    if places:
        shares["success@1"] = sum(place == 1 for place in places) / len(places)
        shares["success@3"] = sum(0 < place <= _FIRST for place in places) / len(places)
        shares["mrr"] = sum(1 / place for place in places if place) / len(places)
    if others:
        shares["declined"] = sum(count == 0 for count in others) / len(others)
    return shares


def _is_right(one: Outcome) -> bool:
    return 0 < one.place <= _FIRST if one.situation.right else one.count == 0
