"""Declining: what is nearest and why, and whom to ask, never a contact that is somebody else's."""

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.question import plan
from assistant.scopes import Scopes
from assistant.types import Audience, Nearest
from assistant.unanswered import MOST, near, nearest, unanswered
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import evidence

TODAY = date(2024, 6, 1)
BROEN = parse(
    "broen",
    "Broen\n\nMålgruppe:\n\nBroen er for unge hjemløse.\n\n"
    "Kontakt:\n\nIda Holm\n11 22 33 44\n\nOle Lund\nol@broen.dk\n\nSenest opdateret 18-04-2023\n",
)
SKOVEN = parse(
    "skoven", "Skoven\n\nMålgruppe:\n\nHjemløse over 30 år.\n\nFormål:\n\nEt værksted.\n"
)
LUNDEN = parse(
    "lunden", "Lunden\n\nMålgruppe:\n\nÆldre i Odense.\n\nKontakt:\n\nBo Dal\n55 66 77 88\n"
)
PAGES = (BROEN, SKOVEN, LUNDEN)
NAMED = "handler om det initiativ, du spørger om"
CITY = {
    "caseworker": "Borgerens egen kommune kan oplyse, hvad der gælder dér.",
    "citizen": "Din egen kommune kan fortælle dig, hvilken hjælp du kan få.",
}


def declined(
    text: str,
    audience: Audience = "caseworker",
    today: date = TODAY,
    pages: Sequence[Document] = PAGES,
) -> tuple[str, tuple[Nearest, ...]]:
    question = plan(text, Scopes.over(pages).find)[0]
    return unanswered(question, evidence(text, pages, today), audience)


def test_nothing_near_names_nothing_and_nobody() -> None:
    assert declined("Hvem opfandt dampmaskinen i Skotland?") == (
        "Det svarer dokumenterne ikke på.",
        (),
    )


def test_question_that_tells_no_initiative_is_asked_which() -> None:
    text, found = declined("Hvad er formålet?")
    assert text == (
        "Hvilket initiativ tænker du på? Skriv også dets navn. Dokumenterne handler blandt andet "
        "om »Broen«, »Skoven« og »Lunden«."
    )
    assert found == ()


def test_who_tells_of_themselves_is_told_whom_to_ask_where_nothing_is_near() -> None:
    text, found = declined("Jeg mangler en cykel, kan jeg få hjælp?", "citizen")
    assert (text, found) == (f"Det svarer dokumenterne ikke på. {CITY['citizen']}", ())


def test_page_of_the_initiative_is_nearest_and_its_first_contact_may_be_asked() -> None:
    text, found = declined("Hvor mange elefanter har Broen?")
    assert text == (
        "Det svarer dokumenterne ikke på: Siden »Broen« handler om initiativet, men siger ikke "
        "noget om det, du spørger om. Spørg eventuelt kontakten på siden: Ida Holm, telefon "
        "11 22 33 44."
    )
    assert found == (Nearest("broen", "Broen", NAMED),)


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er kontaktperson for Zanzibar i Broen?",
        "Hvad er mailadressen på Mette Bach i Broen?",
        "Hvad er telefonnummeret til direktøren for Broen?",
        "Hvad er CPR-nummeret på lederen af Broen?",
        "Hvad er adressen på Broen?",
    ],
)
@pytest.mark.parametrize("audience", ["caseworker", "citizen"])
def test_contact_is_never_handed_out_in_place_of_the_one_asked_for(
    question: str, audience: Audience
) -> None:
    text, _ = declined(question, audience)
    assert text.endswith(f" {CITY[audience]}")
    assert not any(word in text for word in ("Ida", "Ole", "11 22", "@"))


def test_contact_in_another_municipality_than_the_one_named_is_none_to_ask() -> None:
    text, _ = declined("Hvor mange elefanter har Lunden i Odense?")
    assert "Bo Dal" in text
    text, _ = declined("Hvor mange elefanter har Lunden i Esbjerg?")
    assert text.endswith(CITY["caseworker"])


@pytest.mark.parametrize("audience", ["caseworker", "citizen"])
def test_page_without_a_contact_sends_to_the_municipality(audience: Audience) -> None:
    text, _ = declined("Hvor mange elefanter har Skoven?", audience)
    assert text.endswith(f"noget om det, du spørger om. {CITY[audience]}")


@pytest.mark.parametrize("audience", ["caseworker", "citizen"])
def test_page_that_is_only_near_is_told_with_why_and_its_contact_is_not(
    audience: Audience,
) -> None:
    text, found = declined("Hvor mange ældre bor der i Norge?", audience)
    said = "Det svarer dokumenterne ikke på. Nærmest er »Lunden«, der nævner »ældre«."
    assert text == f"{said} {CITY[audience]}"
    assert found == (Nearest("lunden", "Lunden", "nævner »ældre«"),)


@pytest.mark.parametrize(
    ("today", "is_dated"),
    [
        (date(2026, 4, 16), False),
        (date(2026, 4, 17), True),  # 1 095 days after
        (date(2030, 1, 1), True),
    ],
)
def test_contact_of_a_page_not_updated_for_three_years_is_dated(
    today: date, is_dated: bool
) -> None:
    text, _ = declined("Hvor mange elefanter har Broen?", today=today)
    assert ("på siden (senest opdateret 18-04-2023): Ida Holm, telefon 11" in text) == is_dated
    assert ("på siden: Ida Holm, telefon 11" in text) != is_dated


def test_contact_of_a_page_without_a_date_is_not_dated() -> None:
    text, _ = declined("Hvor mange elefanter har Lunden?", today=date(2040, 1, 1))
    assert text.endswith("Spørg eventuelt kontakten på siden: Bo Dal, telefon 55 66 77 88.")


def test_page_of_the_initiative_comes_before_those_that_share_words() -> None:
    _, found = declined("Hvor mange hjemløse fik elefanter i Skoven?")
    assert [(item.document, item.why) for item in found] == [
        ("skoven", NAMED),
        ("broen", "nævner »hjemløse«"),
    ]


def test_words_that_are_near_are_listed_as_one_reads_them() -> None:
    _, found = declined("Hvilke værksteder har hjemløse i Norge?")
    whys = {item.document: item.why for item in found}
    assert whys["skoven"] == "nævner »værksted«"
    pages = [
        parse("a", "Kajen\n\nFormål:\n\nUnge, hjemløse og ældre får et værksted.\n"),
        parse("b", "Molen\n\nFormål:\n\nFormålet er ro.\n"),
    ]
    _, (first,) = declined("Hvad laver hjemløse unge ældre i værksteder i Norge?", pages=pages)
    assert first.why == "nævner »hjemløse«, »unge« og »ældre«"  # three say it
    _, (first,) = declined("Hvad laver hjemløse unge i Norge?", pages=pages)
    assert first.why == "nævner »hjemløse« og »unge«"


def test_words_that_only_relate_and_numbers_are_no_reason() -> None:
    pages = [parse("a", "Kajen\n\nFormål:\n\nKajen støtter og hjælper borgere i 2019.\n")]
    assert declined("Hvem støtter og hjælper borgere i Norge i 2019?", pages=pages)[1] == ()


def test_three_documents_are_named_at_most() -> None:
    pages = [parse(n, f"{n}\n\nMålgruppe:\n\nÆldre i by {n}.\n") for n in ("A1", "B2", "C3", "D4")]
    text = "Hvor mange ældre bor der i Norge?"
    assert len(declined(text, pages=pages)[1]) == MOST == 3


def test_near_are_the_hits_that_have_a_word_of_the_subject() -> None:
    question = plan("Hvor mange ældre bor der i Norge?", Scopes.over(PAGES).find)[0]
    given = evidence(question.text, PAGES)
    assert {hit.passage.document for hit in near(question, given)} == {"lunden"}
    assert [item.document for item in nearest(question, given)] == ["lunden"]


def test_overview_without_a_row_asks_for_no_initiative() -> None:
    text, found = declined("Hvilke projekter er aktive?", pages=[SKOVEN])
    assert text == "Det svarer dokumenterne ikke på."
    assert found == ()
