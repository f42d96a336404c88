"""Markers and verbatim quotes."""

from dataclasses import replace

import pytest

from assistant.citations import CitationError, check, cite, section_of
from assistant.facts import Statement
from assistant.lists import statements
from corpus.structure import parse

DOCUMENT = parse(
    "broen",
    "Broen\n\nFormål:\n\nBroen fører til bolig. Den fører til\narbejde [12]. Den er fri.\n\n"
    "Indhold:\n\nDet giver alle:\n\n  • 18 samtaler\n  • hjælp\n\nAlle er med.\n",
)
DOCUMENTS = {"broen": DOCUMENT}


def said(words: str, text: str = "") -> Statement:
    start = DOCUMENT.text.index(words)
    return Statement(text or words, DOCUMENT, start, start + len(words))


HOUSE, FREE, ALL = said("Broen fører til bolig."), said("Den er fri."), said("Alle er med.")


def test_numbers_run_in_order_of_first_use() -> None:
    text, citations = cite([FREE, HOUSE])
    assert text == "Den er fri. [1] Broen fører til bolig. [2]"
    assert [(c.number, c.quote) for c in citations] == [
        (1, "Den er fri."),
        (2, "Broen fører til bolig."),
    ]


def test_repeated_place_shares_a_number() -> None:
    text, citations = cite([HOUSE, FREE, said("Broen fører til bolig.", "Ja.")])
    assert text == "Broen fører til bolig. [1] Den er fri. [2] Ja. [1]"
    assert len(citations) == 2


def test_citation_names_document_title_section_and_offsets() -> None:
    _, (citation,) = cite([HOUSE])
    assert (citation.document, citation.title, citation.section) == ("broen", "Broen", "Formål")
    assert DOCUMENT.text[citation.start : citation.end] == citation.quote
    assert citation.url is None


def test_nothing_said_is_an_empty_text() -> None:
    assert cite([]) == ("", ())
    check((), "", DOCUMENTS)


def test_bracketed_number_of_the_document_is_no_marker() -> None:
    text, citations = cite([said("Den fører til\narbejde [12].")])
    assert text == "Den fører til arbejde (12). [1]"
    assert citations[0].quote == "Den fører til\narbejde [12]."
    check(citations, text, DOCUMENTS)


def test_list_stands_on_lines_and_what_follows_on_its_own() -> None:
    start = DOCUMENT.text.index("Det giver")
    found = statements(DOCUMENT, DOCUMENT.sections[1], start)
    text, citations = cite([HOUSE, *found, ALL])
    assert text == (
        "Broen fører til bolig. [1] Det giver alle: [2]\n• 18 samtaler [2]\n• hjælp [2]\n"
        "Alle er med. [3]"
    )
    assert len(citations) == 3


def test_numbered_items_keep_their_numbers() -> None:
    items = [replace(HOUSE, text=f"{n}) del", is_item=True) for n in (9, 10)]
    assert cite([*items, FREE])[0] == "9) del [1]\n10) del [1]\nDen er fri. [2]"


def test_numbered_line_of_a_source_begins_a_line() -> None:
    part = replace(HOUSE, text="4. Fasthold: Den unge bliver.")
    assert cite([FREE, part])[0] == "Den er fri. [1]\n4. Fasthold: Den unge bliver. [2]"


def test_section_before_the_first_heading_has_no_name() -> None:
    assert section_of(DOCUMENT, 0) == ""
    assert section_of(DOCUMENT, DOCUMENT.text.index("Alle er med")) == "Indhold"


def test_check_accepts_what_cite_makes() -> None:
    text, citations = cite([HOUSE, FREE, HOUSE, ALL])
    check(citations, text, DOCUMENTS)


def test_check_refuses_a_quote_that_does_not_stand_there() -> None:
    text, (citation,) = cite([HOUSE])
    for wrong in (
        replace(citation, quote="Broen fører til arbejde."),
        replace(citation, start=citation.start + 1),
        replace(citation, quote="", end=citation.start),
    ):
        with pytest.raises(CitationError):
            check([wrong], text, DOCUMENTS)


@pytest.mark.parametrize(
    "text",
    ["Uden kilde.", "Ukendt. [2]", "Begge. [1] [2]", "Bagvendt. [2] Forlæns. [1]", "Nul. [0] [1]"],
)
def test_check_refuses_markers_that_do_not_match_the_citations(text: str) -> None:
    _, citations = cite([HOUSE])
    with pytest.raises(CitationError):
        check(citations, text, DOCUMENTS)


def test_several_sentences_of_one_statement_carry_their_marker_each() -> None:
    both = said("Broen fører til bolig. Den fører til\narbejde [12]. Den er fri.")
    text, citations = cite([both, ALL])
    assert text == (
        "Broen fører til bolig. [1] Den fører til arbejde (12). [1] Den er fri. [1] "
        "Alle er med. [2]"
    )
    assert [c.number for c in citations] == [1, 2]
    check(citations, text, DOCUMENTS)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Ro.", "Ro. [1]"),
        ("Der er 3 mio. kr. til alle.", "Der er 3 mio. kr. til alle. [1]"),
        ("Ja, se bl.a. § 101. stk. 2", "Ja, se bl.a. § 101. stk. 2 [1]"),
        ("1) Ro. Man får ro hver dag.", "1) Ro. Man får ro hver dag. [1]"),
        ("Man får ro hver dag. Ro. Og mad til alle.",
         "Man får ro hver dag. [1] Ro. Og mad til alle. [1]"),
        ("Får alle en plads? Nej, kun de unge. Det er for få.",
         "Får alle en plads? [1] Nej, kun de unge. [1] Det er for få. [1]"),
    ],
)  # fmt: skip
def test_marker_follows_each_sentence_of_some_length(text: str, marked: str) -> None:
    assert cite([said("Den er fri.", text)])[0] == marked


def test_heading_of_two_sentences_has_no_marker_inside() -> None:
    told = "»Jeg er 17 år. Kan jeg være med?«: Nej, men ring til os."
    assert cite([said("Den er fri.", told)])[0] == f"{told} [1]"


def test_item_of_two_sentences_stays_one_line_with_both_marked() -> None:
    item = replace(said("Den er fri.", "Broen er for unge. Den er for alle."), is_item=True)
    assert cite([item, item])[0] == "\n".join(["• Broen er for unge. [1] Den er for alle. [1]"] * 2)


def test_table_has_its_bars_around_the_markers_and_what_follows_stands_below() -> None:
    cells = [
        replace(HOUSE, before="| | A | B |\n| --- | --- | --- |\n| Formål | "),
        replace(said("Den er fri.", "Fri | fro."), before=" | ", after=" |"),
    ]
    text, citations = cite([*cells, ALL])
    assert text == (
        "| | A | B |\n| --- | --- | --- |\n| Formål | Broen fører til bolig. [1] | "
        "Fri / fro. [2] |\n\nAlle er med. [3]"
    )
    check(citations, text, DOCUMENTS)
