"""The same question in other words."""

from random import Random
from typing import Any

import pytest

from corpus.structure import parse
from evals.vary import Vocabulary, split, typo, vary, vocabulary
from tests.answers import question

WORDS = Vocabulary(
    known=frozenset("akut tilbud stofmisbrug stof behandling fremskudt kontakt".split()),
    names=frozenset({"helsingør"}),
)


def _turns(name: str, *turns: str, **fields: Any) -> tuple[str, ...]:
    return vary(question(turns=list(turns), **fields), name, WORDS, 7).turns


def test_typo_is_in_one_word_and_changes_at_most_one_letter_or_two_neighbours() -> None:
    text = "hvem betaler for behandlingen"
    for seed in range(50):
        slipped = typo(text, WORDS, Random(seed))
        changed = [(a, b) for a, b in zip(text.split(), slipped.split(), strict=True) if a != b]
        assert len(changed) == 1
        before, after = changed[0]
        assert before in ("betaler", "behandlingen")
        assert after[0] == before[0]
        is_swap = sorted(before) == sorted(after)
        assert is_swap or abs(len(before) - len(after)) == 1


def test_typo_never_touches_names_numbers_and_short_words() -> None:
    text = "Hvad koster 123456789 i helsingør og Frederikshavn til marts"
    for seed in range(50):
        slipped = typo(text, WORDS, Random(seed))
        assert slipped != text
        assert slipped.startswith("Hvad ")
        assert slipped.endswith(" 123456789 i helsingør og Frederikshavn til marts")


def test_typo_is_never_another_word() -> None:
    words = Vocabulary(frozenset({"bageer", "baegr", "baeger"}), frozenset())
    for seed in range(50):
        assert typo("baeger", words, Random(seed)) not in words.known


def test_text_without_a_long_word_has_no_typo() -> None:
    assert typo("hvem er det", WORDS, Random(1)) == "hvem er det"


def test_danish_letters_are_spelt_out_in_every_turn() -> None:
    assert _turns("no æøå", "På Ærø?", "og Åbenrå") == ("Paa Aeroe?", "og Aabenraa")


def test_case_changes_in_every_turn() -> None:
    assert _turns("lower case", "På Ærø?", "§ 107 A") == ("på ærø?", "§ 107 a")
    assert _turns("upper case", "På Ærø?", "§ 107 a") == ("PÅ ÆRØ?", "§ 107 A")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Akuttilbud", "Akut tilbud"),
        ("stofmisbrugsbehandling", "stofmisbrugs behandling"),
        ("stofbehandling", "stof behandling"),
        ("behandling", "behandling"),  # 'be' is no word
        ("akutpladsen", "akutpladsen"),  # 'pladsen' is not known
    ],
)
def test_compound_is_split_where_both_parts_are_known(word: str, expected: str) -> None:
    assert split(f"om {word}?", WORDS, Random(1)) == f"om {expected}?"


def test_politeness_surrounds_the_last_turn_alone() -> None:
    assert _turns("polite", "Hvad er Broen?", "og prisen") == (
        "Hvad er Broen?",
        "Hej, jeg håber I kan hjælpe mig. og prisen. På forhånd tak!",
    )


def test_danish_politeness_is_not_put_around_english() -> None:
    assert _turns("polite", "Who pays?", type="english") == ("Who pays?",)


def test_question_that_would_be_too_long_stays_as_it_is() -> None:
    long = "a" * 1990
    assert _turns("polite", long) == (long,)


def test_one_seed_gives_one_wording_and_another_seed_another() -> None:
    asked = question(turns=["Hvem betaler for behandlingen af beboerne på herberget?"])
    assert vary(asked, "typo", WORDS, 7) == vary(asked, "typo", WORDS, 7)
    assert len({vary(asked, "typo", WORDS, seed).turns for seed in range(20)}) > 5


def test_names_are_words_that_are_never_written_small() -> None:
    page = parse("side", "Broen\n\nRanders og Broen.\n\nDen broen over åen.\n")
    words = vocabulary([question(turns=["Findes opslaget?"])], [page])
    assert "randers" in words.names
    assert "broen" not in words.names
    assert {"randers", "opslaget", "åen"} <= words.known


def test_words_misspelt_on_purpose_are_not_known() -> None:
    asked = question(type="misspelt", turns=["fremskut behanling"])
    assert not vocabulary([asked], []).known
