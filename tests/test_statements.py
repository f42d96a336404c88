"""Sentences of an answer and the markers that they carry."""

import pytest

from assistant.citations import UNCOVERED
from evals.statements import Statement, split


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        (" \n–\n", []),
        ("Broen er åben. [1]", [Statement("Broen er åben.", (1,))]),
        ("Broen er åben [1].", [Statement("Broen er åben", (1,))]),
        ("Åen er dyb [1][12].", [Statement("Åen er dyb", (1, 12))]),
        ("Åen er dyb [1] [2], og bred [3].",
         [Statement("Åen er dyb", (1, 2)), Statement("og bred", (3,))]),
        ("Første. Anden. [1]", [Statement("Første.", ()), Statement("Anden.", (1,))]),
        ("Uden kilde", [Statement("Uden kilde", ())]),
        ("[1] Efter", [Statement("Efter", ())]),
        ("Afsat 4 mio. kr. til Broen. [1]", [Statement("Afsat 4 mio. kr. til Broen.", (1,))]),
        ("Han sagde: »Ja.« [1] Nej. [2]",
         [Statement("Han sagde: »Ja.«", (1,)), Statement("Nej.", (2,))]),
    ],
)  # fmt: skip
def test_marker_belongs_to_the_sentence_before_it(text: str, found: list[Statement]) -> None:
    assert split(text) == found


def test_line_ends_a_sentence() -> None:
    assert split("Målgruppe\nUnge [1]") == [Statement("Målgruppe", ()), Statement("Unge", (1,))]


@pytest.mark.parametrize("lead", ["• ", "- ", "– ", "* ", "1. ", "12. ", "4) ", "(4) ", "b) "])
def test_lead_of_a_list_item_stands_apart(lead: str) -> None:
    assert split(f"Kommuner:\n{lead}Odder [1]\n{lead}Ærø [2]") == [
        Statement("Kommuner:", ()),
        Statement("Odder", (1,), lead),
        Statement("Ærø", (2,), lead),
    ]


def test_date_at_the_start_is_no_lead() -> None:
    assert split("12. maj 2020 åbnede Broen. [1]") == [
        Statement("12. maj 2020 åbnede Broen.", (1,))
    ]


def test_number_or_dash_inside_is_no_lead() -> None:
    assert split("10 tilbud - alle åbne. [1]") == [Statement("10 tilbud - alle åbne.", (1,))]


def test_only_the_first_sentence_of_an_item_has_its_lead() -> None:
    assert split("• I Odder. Ærø. [1]") == [
        Statement("I Odder.", (), "• "),
        Statement("Ærø.", (1,)),
    ]


def test_heading_of_one_word_is_of_one_piece_with_its_item() -> None:
    assert split("1) Ro. Barnet er hjemme. [1]") == [
        Statement("Ro. Barnet er hjemme.", (1,), "1) ")
    ]


def test_cells_of_a_table_are_sentences_and_its_heads_are_none() -> None:
    table = "| | Broen | Vejen |\n| --- | --- | --- |\n| Målgruppe | Unge. [1] | – |"
    assert split(table) == [Statement("Unge.", (1,))]


def test_sentence_that_nothing_covers_ends_before_it_is_said_so() -> None:
    found = split(f"Broen er lukket. {UNCOVERED} Den er for unge. [1] Den er rød. {UNCOVERED}")
    assert [(one.text, one.numbers) for one in found] == [
        ("Broen er lukket.", ()),
        ("Den er for unge.", (1,)),
        ("Den er rød.", ()),
    ]
