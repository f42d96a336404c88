"""Abbreviations and their full names."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from corpus.text import sentences
from index import abbreviations
from index.abbreviations import laws, other_forms
from index.danish import stem, stems

FILE = Path(abbreviations.__file__).with_name("abbreviations.yaml")
ENTRIES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("SEL", "serviceloven"),
        ("sul", "sundhedsloven"),
        ("KL", "kommunernes landsforening"),
        ("SBST", "social- og boligstyrelsen"),
        ("mio.", "millioner"),
        ("mia.", "milliarder"),
        ("kr.", "kroner"),
        ("tlf.", "telefon"),
        ("skp", "støtte- og kontaktperson"),
    ],
)
def test_abbreviation_gives_its_full_name_and_the_reverse(short: str, full: str) -> None:
    (own,) = stems(short)
    assert set(stems(full)) <= set(other_forms(f"Hvad er {short}?")[own])
    back = other_forms(f"Hvad er {full}?")
    assert all(own in back[word] for word in stems(full))


@pytest.mark.parametrize("text", ["kl. 10", "en kat", "i fin form og fit", "et lab", "", "?"])
def test_word_that_is_also_an_abbreviation_counts_in_capitals_alone(text: str) -> None:
    assert other_forms(text) == {}


def test_percent_is_one_word_in_all_its_forms() -> None:
    assert {stem("pct"), stem("procent"), stem("%")} == {"pct"}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Støtten gives efter SEL § 101, stk. 2. Den er gratis.", 2),
        ("Der er afsat 11,8 mio. kr. Pengene er brugt.", 2),
        ("Det er ca. 35 pct. af dem.", 1),
        ("Ring kl. 10 på tlf. 12 34 56 78.", 1),
        ("Se lov nr. 573 af 24. juni 2005.", 1),
    ],
)
def test_abbreviation_ends_no_sentence_but_that_of_an_amount(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_laws_are_those_that_a_paragraph_may_follow() -> None:
    assert {"sel", "sul", "BL"} <= set(laws())
    assert not {"kl", "KL", "mio"} & set(laws())


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry["kort"][0] for entry in ENTRIES])
def test_entry_keeps_the_rules_of_the_file(entry: dict[str, Any]) -> None:
    assert 1 <= len(entry["fuldt"]) <= 3
    assert all(form == form.strip().lower() for form in (*entry["kort"], *entry["fuldt"]))
    assert all("." not in short and len(stems(short)) == 1 for short in entry["kort"])


def test_no_form_stands_in_two_entries() -> None:
    forms = [tuple(stems(form)) for one in ENTRIES for form in (*one["kort"], *one["fuldt"])]
    assert len(forms) == len(set(forms))
