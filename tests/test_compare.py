"""Initiatives beside each other: a cell of each, its source, and none where a page is silent."""

from collections.abc import Sequence

import pytest

from assistant.citations import check, cite
from assistant.compare import compared, is_comparison
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.question import Question, plan
from assistant.rank import all_sentences
from assistant.scopes import Scopes
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import evidence


def page(name: str, purpose: str, target: str, period: str = "", funding: str = "") -> Document:
    ran = f"Projektperiode:\n\n{period}\n\n" if period else ""
    paid = f"Finansiering:\n\n{funding}\n\n" if funding else ""
    return parse(
        name.lower(),
        f"{name}\n\n{ran}Målgruppe:\n\n{target}\n\nFormål:\n\n{purpose}\n\n{paid}",
    )


BROEN = page("Broen", "At give en bolig.", "Unge.", "2020 - 2022", "Der er afsat 4 mio. kr.")
SKOVEN = page("Skoven", "At give | arbejde.", "Voksne over 30.", "2023 - 2027", "Fonden betaler.")
LUNDEN = page("Lunden", "At give ro.", "Ældre i Odense.")
PARTS = parse(
    "tiltag",
    "Tiltag i byen\n\nHaveholdet\n\nDer er afsat 2 mio. kr. til haver.\n\n"
    "Bådelauget\n\nDer er afsat 3 mio. kr. til både.\n",
)
PAGES = (BROEN, SKOVEN, LUNDEN, PARTS)
FIND = Scopes.over(PAGES).find


def asked(text: str) -> list[tuple[Question, Evidence]]:
    return [(one, evidence(text, PAGES)) for one in plan(text, FIND)]


def answer(question: Question, found: Evidence) -> list[Statement]:
    """Return the sentences that stand under the heading asked for, else all of the page.

    Those of the parts of a page that are not asked about too, as search may.
    """
    labels = question.kind.labels if question.kind else ()
    named = {scope.document for scope in question.scopes}
    said = [item for id in named for item in all_sentences(found.documents[id])]
    said = [item for item in said if item.section.label in labels] or said
    return [Statement(item.text, item.document, item.start, item.end) for item in said]


def table(text: str) -> list[str]:
    """Return the lines of the table that compares, once its citations are sound."""
    found = compared(asked(text), answer)
    shown, citations = cite(found)
    check(citations, shown, {page.id: page for page in PAGES})
    return shown.splitlines()


def test_difference_is_told_in_the_rows_that_matter_each_cell_with_its_source() -> None:
    assert table("Hvad er forskellen på Broen og Skoven?") == [
        "| | Broen | Skoven |",
        "| --- | --- | --- |",
        "| Formål | At give en bolig. [1] | At give / arbejde. [2] |",
        "| Målgruppe | Unge. [3] | Voksne over 30. [4] |",
        "| Projektperiode | 2020 - 2022 [5] | 2023 - 2027 [6] |",
        "| Finansiering | Der er afsat 4 mio. kr. [7] | Fonden betaler. [8] |",
    ]


def test_silent_page_is_told_as_such_and_never_has_another_sentence() -> None:
    assert table("Hvad er forskellen på Broen og Lunden?") == [
        "| | Broen | Lunden |",
        "| --- | --- | --- |",
        "| Formål | At give en bolig. [1] | At give ro. [2] |",
        "| Målgruppe | Unge. [3] | Ældre i Odense. [4] |",
        "| Projektperiode | 2020 - 2022 [5] | det siger siden ikke |",
        "| Finansiering | Der er afsat 4 mio. kr. [6] | det siger siden ikke |",
    ]


def test_three_initiatives_are_three_columns() -> None:
    lines = table("Sammenlign Broen, Skoven og Lunden")
    assert lines[0] == "| | Broen | Skoven | Lunden |"
    assert lines[1] == "| --- | --- | --- | --- |"
    assert (
        lines[4] == "| Projektperiode | 2020 - 2022 [7] | 2023 - 2027 [8] | det siger siden ikke |"
    )
    assert all(line.count("|") == 5 for line in lines)


def test_only_what_is_asked_for_is_compared() -> None:
    assert table("Hvad er forskellen på målgruppen for Broen og Lunden?") == [
        "| | Broen | Lunden |",
        "| --- | --- | --- |",
        "| Målgruppe | Unge. [1] | Ældre i Odense. [2] |",
    ]


def test_column_with_nothing_says_so_and_two_make_no_table() -> None:
    assert table("Hvad er forskellen på perioden for Broen og Lunden?")[2:] == [
        "| Projektperiode | 2020 - 2022 [1] | det siger siden ikke |"
    ]
    assert compared(asked("Hvad er forskellen på adressen for Broen og Lunden?"), answer) == []


def test_two_that_one_sentence_names_make_no_table() -> None:
    both = parse(
        "to",
        "Hjælp i byen\n\nUdbredelse af modeller\n\n"
        "Der er 2 mio. kr. til modellen ”Q-havn” og ”Ø18-modellen”. De løber til 2019.\n",
    )
    text = "Hvad er forskellen på Q-havn og Ø18-modellen?"
    pairs = [(one, evidence(text, [both])) for one in plan(text, Scopes.over([both]).find)]
    assert len(pairs) > 1
    assert not compared(pairs, answer)


def test_what_is_no_initiative_has_a_column_of_the_line_that_names_it() -> None:
    assert table("Hvad er dyrest, Bådelauget eller en fletkurv?")[0] == (
        "| | Bådelauget | En fletkurv |"
    )
    assert table("Hvad er dyrest, Bådelauget eller en fletkurv?")[2].endswith(
        "det fandt jeg ikke |"
    )


def test_page_is_compared_by_its_whole_name_even_of_everyday_words() -> None:
    page_ = parse("hjem", "Hjem igen: Om at bo\n\nMålgruppe:\n\nVoksne i Ribe.\n")
    find = Scopes.over(PAGES).find  # it does not know that name
    text = "Sammenlign målgruppen i Broen og Hjem igen"
    found = [(one, evidence(text, [*PAGES, page_])) for one in plan(text, find)]
    assert [item.text for item in compared(found, answer)] == ["Unge.", "Voksne i Ribe."]


def test_row_with_nothing_is_left_out() -> None:
    bare = [page(name, f"At give {name}.", f"{name} er for alle.") for name in ("Kajen", "Molen")]
    text = "Hvad er forskellen på Kajen og Molen?"
    find = Scopes.over([*bare, *PAGES]).find
    found = [(one, evidence(text, [*bare, *PAGES])) for one in plan(text, find)]
    shown, _ = cite(compared(found, answer))
    assert [line.split("|")[1].strip() for line in shown.splitlines()] == [
        "", "---", "Formål", "Målgruppe",
    ]  # fmt: skip


def test_parts_of_one_page_are_columns_of_their_own() -> None:
    assert table("Hvad er forskellen på finansieringen af Haveholdet og Bådelauget?") == [
        "| | Haveholdet | Bådelauget |",
        "| --- | --- | --- |",
        "| Finansiering | Der er afsat 2 mio. kr. til haver. [1] "
        "| Der er afsat 3 mio. kr. til både. [2] |",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hvad er forskellen på Broen og Skoven?",
        "Sammenlign Broen og Skoven",
        "Hvad har Broen og Skoven til fælles?",
        "Er der afsat flere penge til Broen end til Skoven?",
        "Hvilket af Broen og Skoven har fået flest penge?",
        "Ligner Broen Skoven?",
    ],
)
def test_words_that_set_one_against_another_compare(text: str) -> None:
    assert is_comparison(asked(text))


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er Broen og Skoven for?",  # both are asked about, and neither against the other
        "Hvad er forskellen på unge og ældre?",
        "Hvad er forskellen på Broen i dag og før?",
        "Har Broen flere deltagere end før?",
    ],
)
def test_one_initiative_or_two_without_such_words_do_not_compare(text: str) -> None:
    assert not is_comparison(asked(text))


@pytest.mark.parametrize(
    "text", ["Hvad har Broen og Skoven til fælles?", "Er Broen ens med Skoven?"]
)
def test_word_that_compares_is_no_subject(text: str) -> None:
    heads = [line.split("|")[1].strip() for line in table(text)[2:]]
    assert heads == ["Formål", "Målgruppe", "Projektperiode", "Finansiering"]


def rest_of(found: Sequence[tuple[Question, Evidence]]) -> set[str]:
    return {term for question, _ in found for term in question.rest}


def test_other_subject_is_one_row_of_answers() -> None:
    text = "Hvad er forskellen på værksteder i Broen og Skoven?"
    assert rest_of(asked(text)) == {"vaerksted"}
    assert [line.split("|")[1].strip() for line in table(text)] == ["", "---", "Svar"]


def test_row_that_nobody_asked_for_has_what_the_page_states_and_nothing_like_it() -> None:
    told = parse(
        "kajen",
        "Kajen\n\nKajen er for unge med gæld. De skal være med for at få en plads. 64 unge "
        "begyndte i 2025. Frokosten er gratis, da kommunen betaler den.\n\n"
        "Det løber fra 1. maj 2024 til 31. maj 2026.\n",
    )
    text, pages = "Hvad er forskellen på Kajen og Broen?", [told, BROEN]
    found = [(one, evidence(text, pages)) for one in plan(text, Scopes.over(pages).find)]
    shown, citations = cite(compared(found, answer))
    check(citations, shown, {page.id: page for page in pages})
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in shown.splitlines()]
    assert {row[0]: row[1 + rows[0][1:].index("Kajen")] for row in rows[2:]} == {
        "Formål": "det siger siden ikke",
        "Målgruppe": "Kajen er for unge med gæld. [2]",
        "Projektperiode": "1. maj 2024 til 31. maj 2026 [4]",
        "Finansiering": "det siger siden ikke",
    }


def test_words_that_only_compare_are_not_asked_about() -> None:
    assert table("Hvilket beløb er størst, Broens eller Haveholdets?")[2] == (
        "| Beløb | Der er afsat 4 mio. kr. [1] | Der er afsat 2 mio. kr. til haver. [2] |"
    )
