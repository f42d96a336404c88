"""What a question is searched for beside its own words, and each source of it left out."""

from typing import get_args

import numpy as np
import pytest

from index.expansion import ALL, Source, expand
from index.lexical import COMPOUND_WEIGHT, EXPANSION_WEIGHT
from tests.fakes import lexical

TEXTS = (
    "Tilbuddet er til unge.",
    "Behandling af stofmisbrug er gratis.",
    "Kommunernes Landsforening er med.",
    "Der er ledige pladser i stofmisbrugsbehandlingen.",
)
NONE: frozenset[Source] = frozenset()


def best(question: str, sources: frozenset[Source]) -> float:
    """Return the highest score of a text."""
    return float(np.max(lexical(TEXTS, sources).scores(question)))


def test_all_sources_are_those_that_can_be_named() -> None:
    assert frozenset(get_args(Source)) == ALL


def test_words_of_several_sources_are_given_together() -> None:
    found = expand("Min søn på 45 år og KL")
    assert "voksn" in found["45"]
    assert "landsforening" in found["kl"]
    assert expand("Min søn på 45 år og KL", NONE) == {}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("Narko?", "thesaurus"),
        ("på 16 år?", "ages"),
        ("KL?", "abbreviations"),
        ("misbrugsbehandling", "trigrams"),
    ],
)
def test_source_finds_what_nothing_else_does(question: str, source: Source) -> None:
    assert best(question, NONE) == 0.0
    assert best(question, frozenset({source})) > 0.0


def test_compound_is_found_by_its_parts() -> None:
    only: frozenset[Source] = frozenset({"compounds"})
    question = "behandling af stofmisbrug"
    assert lexical(TEXTS, NONE).scores(question)[3] == 0.0
    assert lexical(TEXTS, only).scores(question)[3] > 0.0
    assert lexical(TEXTS, only).scores("stofmisbrugsbehandlingen")[1] > 0.0


def test_expansion_weighs_less_than_the_word_typed() -> None:
    typed = best("stofmisbrug", NONE)
    assert best("Narko?", frozenset({"thesaurus"})) == pytest.approx(EXPANSION_WEIGHT * typed)
    assert EXPANSION_WEIGHT < 1
    assert COMPOUND_WEIGHT < 1


def test_searching_with_fewer_sources_leaves_the_index_as_it_was() -> None:
    whole = lexical(TEXTS)
    before = whole.scores("Narko?").tolist()
    assert whole.only(NONE).scores("Narko?").tolist() == [0.0] * 4
    assert whole.scores("Narko?").tolist() == before
