"""Official terms and what they mean."""

import time
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant import glossary
from assistant.glossary import MOST, explain, first_uses, terms
from assistant.types import Term
from evals.readability import lix
from index.danish import stems, words

FILE = Path(glossary.__file__).with_name("glossary.yaml")
ENTRIES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
_LIX, _WORDS = 35.0, 18  # of one meaning


def explained(text: str, most: int = 9) -> list[str]:
    return [term.term for term in explain(text, most)]


def test_term_is_explained_with_its_meaning() -> None:
    assert explain("Der følger en visitation.") == (
        Term("visitation", "At kommunen finder ud af, hvem der kan få et tilbud."),
    )


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Visitationens regler", "visitation"),
        ("Borgere med rusmidlerne", "rusmiddel"),
        ("et længere behandlingsforløb", "forløb"),
        ("hjælp i hans recoveryproces", "recovery"),
        ("hun er blevet anbragt", "anbringelse"),
        ("med en støtte-kontaktperson", "støtte- og kontaktperson"),
        ("Den Multisystemiske Terapi", "MST"),
        ("ved SKP", "støtte- og kontaktperson"),
    ],
)
def test_inflection_compound_and_full_name_are_the_term(text: str, term: str) -> None:
    assert explained(text) == [term]


def test_longest_term_that_begins_at_a_word_is_explained() -> None:
    assert explained("Den sociale stofmisbrugsbehandling") == ["social stofmisbrugsbehandling"]
    assert explained("Stofmisbrugsbehandling") == ["stofmisbrugsbehandling"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Det er for dem, der har brug for det.",  # 'dem' has the stem of 'demens'
        "Han er i fin form og fit for fight.",
        "De har en åben dialog.",
        "Stofmisbrugsposten skrev om det.",  # a name in capitals is no compound
        "effektivitet",
    ],
)
def test_other_words_are_not_terms(text: str) -> None:
    assert explained(text) == []


def test_term_in_capitals_is_found_in_capitals_alone() -> None:
    assert explained("De arbejder med FIT og Åben Dialog.") == ["FIT", "Åben Dialog"]
    assert explained("housing first og Housing First") == ["Housing First"]


@pytest.mark.parametrize(
    "text",
    [
        "Recovery er at få et godt liv.",
        "Visitation betyder, at nogen vurderer sagen.",
        "Med »visitation« forstås noget bestemt. Siden sker visitation.",
        "ACT (dvs. et hold, der kommer ud) bruges.",
        "Møderne kaldes også netværksmøder.",
    ],
)
def test_term_that_the_text_explains_is_left_out(text: str) -> None:
    assert explained(text) == []


def test_last_word_of_another_term_is_left_out() -> None:
    text = "Den sociale stofmisbrugsbehandling og anden stofmisbrugsbehandling"
    assert explained(text) == ["social stofmisbrugsbehandling"]


def test_terms_come_in_the_order_of_first_use_and_once() -> None:
    assert explained("Recovery efter visitation. Bostøtte gavner recovery.") == [
        "recovery", "visitation", "bostøtte",
    ]  # fmt: skip


def test_words_that_most_people_know_give_way_to_harder_ones() -> None:
    text = "Målgruppen får en indsats med metoder til recovery efter visitation."
    assert explained(text, 3) == ["målgruppe", "recovery", "visitation"]
    assert explained(text, 2) == ["recovery", "visitation"]
    assert len(explain(text)) == MOST == 3


def test_term_that_was_asked_about_is_kept() -> None:
    text = "Målgruppen får socialpædagogisk støtte, udredning og visitation til recovery."
    assert [term.term for term in explain(text, 1)] == ["socialpædagogisk støtte"]
    assert [term.term for term in explain(text, 1, "Hvad er recovery?")] == ["recovery"]
    assert [term.term for term in explain(text, 1, "Hvad er en kat?")] == [
        "socialpædagogisk støtte"
    ]


def test_first_use_is_the_words_as_they_stand() -> None:
    text = "Om visitationen: en visitation til botilbuddet."
    uses = first_uses(text, explain(text))
    assert [text[use.start : use.end] for use in uses] == ["visitationen", "botilbuddet"]
    assert first_uses(text, ()) == ()


def test_phrase_does_not_go_over_the_end_of_a_line_or_sentence() -> None:
    assert explained("Den er social. Stofmisbrugsbehandling") == ["stofmisbrugsbehandling"]
    assert explained("social\nstofmisbrugsbehandling") == ["stofmisbrugsbehandling"]


def test_long_text_is_read_at_once() -> None:
    text = "Den helhedsorienterede indsats med bostøtte og udgående recovery til borgere. " * 30
    explain(text)
    began = time.thread_time()
    explain(text)
    assert time.thread_time() - began < 0.1


def test_file_has_the_terms_of_the_field() -> None:
    assert len(terms()) == len({term.term for term in terms()}) >= 250


@pytest.mark.parametrize("entry", ENTRIES, ids=[str(entry["ord"]) for entry in ENTRIES])
def test_entry_keeps_the_rules_of_the_file(entry: dict[str, Any]) -> None:
    assert {"ord", "betyder"} <= set(entry) <= {"ord", "betyder", "former", "kendt"}
    assert entry.get("kendt", "ja") == "ja"
    meaning = entry["betyder"]
    assert meaning[0].isupper()
    assert meaning.endswith(".")
    assert len(words(meaning)) <= _WORDS
    assert lix(meaning) <= _LIX
    assert not set(stems(entry["ord"])) - set(stems("og i en at")) <= set(stems(meaning))
    assert not any(sign in meaning for sign in "§0123456789") or entry["ord"] in _WITH_NUMBERS
    assert explained(" ".join(["x", entry["ord"]]))[:1] == [entry["ord"]]


_WITH_NUMBERS = ("ungestøtte", "efterværn", "Socialstyrelsen")  # the age or the year is the meaning


def test_no_form_belongs_to_two_terms() -> None:
    forms = [
        (tuple(stems(form)), entry["ord"])
        for entry in ENTRIES
        for form in (entry["ord"], *entry.get("former", ()))
    ]
    owner: dict[tuple[str, ...], str] = {}
    assert [(term, owner[key]) for key, term in forms if owner.setdefault(key, term) != term] == []
