"""LIX, and how readable our own Danish is."""

import statistics

import pytest

from evals import names
from evals.readability import Readability, lix, measure, ours
from evals.types import Question
from tests.fakes import page, quoted, scored

# The most that a source may have at the median, and one text of it.
BOUNDS = {"glossary": (25.0, 35.0), "phrases": (40.0, 56.0), "danger": (30.0, 35.0)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0.0),
        ("?! – …", 0.0),
        ("Han bor her.", 3.0),
        ("Han bor her. Det er godt for ham.", 4.0),
        ("Kommunen hjælper ham.", 3 + 100 * 2 / 3),
        ("Det koster 11,8 mio. kr. om året.", 7.0),
        ("Han bor her\nDet er godt for ham", 4.0),
        ("e-mail og social-og", 3 + 100 * 1 / 3),
    ],
)
def test_lix_is_words_per_sentence_and_the_share_of_long_words(text: str, expected: float) -> None:
    assert lix(text) == pytest.approx(expected)


@pytest.mark.parametrize("source", BOUNDS)
def test_what_we_write_is_easy_to_read(source: str) -> None:
    values = {name: lix(text) for name, text in ours()[source].items()}
    median, most = BOUNDS[source]
    assert values
    assert statistics.median(values.values()) <= median
    assert {name: value for name, value in values.items() if value > most} == {}


def test_no_placeholder_is_left_in_what_is_measured() -> None:
    assert not [text for some in ours().values() for text in some.values() if "$" in text]
    assert not [name for name in ours()["phrases"] if name.startswith("judge")]


def test_quotes_of_answers_are_measured_beside_it() -> None:
    document = page("hus", "bolig")
    question = Question(
        id="a", fact="a", type="fact", audience="citizen", turns=("Hvem?",), answerable=False
    )
    quote = "Hus er for borgere med behov for bolig."
    found = measure([scored(question, f"{quote} [1]", [quoted(document, 1, quote)])])
    assert found.quoted == pytest.approx(lix(quote)) == pytest.approx(8 + 100 * 1 / 8)
    assert measure([scored(question)]).quoted is None
    assert measure([scored(question, error="ude af drift")]).quoted is None
    assert set(found.sources) == set(BOUNDS) == set(names.WRITTEN)


def test_readability_is_told_in_danish() -> None:
    assert names.readable(Readability(20.04, {"glossary": 20.0, "phrases": 27.5}, 50.0)) == (
        "20,0 (ordforklaringer 20,0, faste sætninger 27,5); det, der citeres: 50,0"
    )
    assert names.readable(Readability(20.0, {"danger": 20.0}, None)) == (
        "20,0 (beskeder ved fare 20,0)"
    )
