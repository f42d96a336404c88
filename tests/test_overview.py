"""Overviews: a row of every initiative that has what is asked for, and none of the others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn

import pytest

from assistant.assistant import Assistant
from assistant.citations import check, cite
from assistant.facts import Statement
from assistant.overview import MOST_QUOTED, MOST_ROWS, is_partial, overview
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import FakeSearch, evidence

BROEN = parse(
    "broen",
    "Broen\n\nProjektperiode:\n\n2020 - 2022\n\nMålgruppe:\n\nBroen er for unge hjemløse.\n\n"
    "Formål:\n\nFormålet er at give en bolig.\n\n"
    "Samarbejdsparter:\n\nOdder, Vejle og Randers kommuner er med.\n\n"
    "Finansiering:\n\nDer er afsat 4 mio. kr. af satspuljemidlerne.\n\n"
    "Kontakt:\n\nIda Holm\n11 22 33 44\n\nSenest opdateret 18-04-2023\n",
)
SKOVEN = parse(
    "skoven",
    "Skoven\n\nProjektperiode:\n\n2023 - 2027\n\nMålgruppe:\n\nHjemløse over 30 år.\n\n"
    "Formål:\n\nFormålet er at give arbejde. Det sker i en have.\n\n"
    "Kontakt:\n\nOle Krogh\nok@skoven.dk\n",
)
LUNDEN = parse(
    "lunden",
    "Lunden\n\nMålgruppe:\n\nÆldre i Odense Kommune.\n\nSenest opdateret 05-06-2020\n",
)
PARTS = parse(
    "tiltag",
    "Tiltag i byen\n\nHer er en oversigt.\n\n"
    "Haveholdet\n\nHaveholdet er for unge med gæld. Der er afsat 2 mio. kr. af satspuljen.\n\n"
    "Bådelauget\n\nBådelauget er for voksne med gæld. De sejler.\n",
)
PAGES = (BROEN, SKOVEN, LUNDEN, PARTS)
TODAY = date(2024, 6, 1)


def rows(text: str, pages: Sequence[Document] = PAGES, today: date = TODAY) -> list[Statement]:
    (question,) = plan(text, Scopes.over(pages).find)
    assert question.is_overview
    return overview(question, evidence(text, pages, today))


def texts(text: str, today: date = TODAY) -> set[str]:
    found = [item.text for item in rows(text, today=today)]
    assert len(found) == len(set(found))
    return set(found)


def test_row_is_named_after_its_page_unless_it_begins_with_the_name() -> None:
    assert texts("Hvilke initiativer er for hjemløse?") == {
        "Broen er for unge hjemløse.",
        "»Skoven«: Hjemløse over 30 år.",
    }


def test_each_row_has_a_citation_of_its_own_page() -> None:
    found = rows("Hvad er formålet med alle initiativer?")
    text, citations = cite(found)
    check(citations, text, {page.id: page for page in PAGES})
    assert text.splitlines() == [
        "• »Broen«: Formålet er at give en bolig. [1]",
        "• »Skoven«: Formålet er at give arbejde. [2]",
    ]
    assert [(c.document, c.quote) for c in citations] == [
        ("broen", "Formålet er at give en bolig."),
        ("skoven", "Formålet er at give arbejde."),
    ]


@pytest.mark.parametrize(
    "text", ["Hvilke initiativer har en kommune med?", "Hvilke har en kommune med?"]
)
def test_municipalities_come_from_what_the_pages_state(text: str) -> None:
    assert texts(text) == {"»Broen«: Odder, Vejle og Randers kommuner", "»Lunden«: Odense Kommune"}


def test_contacts_are_those_that_have_what_is_asked_for() -> None:
    ida = "Kontakt for »Broen«: Ida Holm, telefon 11 22 33 44."
    ole = "Kontakt for »Skoven«: Ole Krogh, e-mail ok@skoven.dk."
    assert texts("Hvilke initiativer har en kontaktperson?") == {ida, ole}
    assert texts("Hvad er telefonnumrene på alle kontaktpersoner?") == {ida}
    assert texts("Hvad er mailadressen på alle kontaktpersoner?") == {ole}


@pytest.mark.parametrize(
    ("text", "today", "found"),
    [
        ("Hvilke initiativer kører stadig?", TODAY, {"»Skoven«: 2023 - 2027"}),
        ("Hvilke initiativer er slut?", TODAY, {"»Broen«: 2020 - 2022"}),
        ("Hvilke initiativer kører ikke længere?", TODAY, {"»Broen«: 2020 - 2022"}),
        ("Hvilke initiativer er ikke i gang?", TODAY, {"»Broen«: 2020 - 2022"}),
        ("Hvilke initiativer er ikke slut?", TODAY, {"»Skoven«: 2023 - 2027"}),
        ("Hvilke initiativer kører stadig?", date(2022, 12, 31), {"»Broen«: 2020 - 2022"}),
        ("Hvornår løber alle initiativer?", TODAY,
         {"»Broen«: 2020 - 2022", "»Skoven«: 2023 - 2027"}),
    ],
)  # fmt: skip
def test_periods_are_as_of_the_day_and_pages_without_one_have_no_row(
    text: str, today: date, found: set[str]
) -> None:
    assert texts(text, today) == found


def test_days_of_update_are_of_the_pages_that_have_one() -> None:
    assert texts("Hvornår er alle siderne sidst opdateret?") == {
        "Siden »Broen« blev senest opdateret 18-04-2023.",
        "Siden »Lunden« blev senest opdateret 05-06-2020.",
    }


def test_parts_of_a_page_have_a_row_each() -> None:
    assert texts("Hvilke tilbud er der til mennesker med gæld?") == {
        "»Tiltag i byen – Haveholdet«: Haveholdet er for unge med gæld.",
        "»Tiltag i byen – Bådelauget«: Bådelauget er for voksne med gæld.",
    }


def test_row_has_all_that_is_asked_for() -> None:
    assert texts("Hvilke tilbud er der til voksne med gæld?") == {
        "»Tiltag i byen – Bådelauget«: Bådelauget er for voksne med gæld."
    }
    assert texts("Hvilke initiativer er for hjemløse i Zanzibar?") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke initiativer er finansieret af satspuljen?",
        "Hvilke initiativer bruger satspuljemidler?",
    ],
)
def test_compound_of_what_is_asked_for_is_found(text: str) -> None:
    assert {item.document.id for item in rows(text)} == {"broen", "tiltag"}


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke initiativer er ikke for hjemløse?",
        "Hvilke tilbud er der ikke til unge?",
        "Hvilke initiativer har ikke en kontaktperson?",
        "Hvilke initiativer har ingen kontaktperson?",
        "Hvilke initiativer har ikke nogen kommune med?",
        "Hvilke initiativer er for giraffer?",
        "Hvilke initiativer har fået penge?",  # as many titles as pages would say that all have
    ],
)
def test_what_no_page_says_has_no_row(text: str) -> None:
    assert rows(text) == []


def test_not_of_a_relative_clause_denies_no_row() -> None:
    page = parse("a", "Aftenen\n\nMålgruppe:\n\nUnge, der ikke bor hjemme.\n")
    (row,) = rows("Hvilke tilbud er der til unge, der ikke bor hjemme?", (page, SKOVEN, LUNDEN))
    assert row.document is page


@pytest.mark.parametrize("text", ["Hvilke initiativer er der?", "Hvilke projekter findes?"])
def test_initiatives_asked_for_alone_are_their_titles(text: str) -> None:
    assert texts(text) == {"Broen", "Skoven", "Lunden", "Tiltag i byen"}


AGES = (
    parse(
        "grenen", "Grenen\n\nMålgruppe:\n\nUnge mellem 15 og 19 år. Alle over 60 år kan se med.\n"
    ),
    parse("roden", "Roden\n\nMålgruppe:\n\nVoksne fra 18 år. Unge under 30 år kommer først.\n"),
    LUNDEN,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvilke tilbud er der til unge under 18 år?", {"grenen"}),
        ("Hvilke initiativer er for unge på 18 år?", {"grenen", "roden"}),
        ("Hvilke initiativer er for borgere over 60 år?", {"roden", "lunden"}),
    ],
)
def test_ages_asked_for_are_those_that_a_target_group_begins_with(
    text: str, found: set[str]
) -> None:
    assert {row.document.id for row in rows(text, AGES)} == found


def test_period_inside_a_sentence_is_one_too() -> None:
    page = parse("a", "Aftenen\n\nAftenen blev gennemført fra 2019 til 2021 i Odder.\n")
    assert [row.text for row in rows("Hvilke initiativer er slut?", (page, SKOVEN))] == [
        "»Aftenen«: 2019 til 2021"
    ]


def test_what_is_so_for_whoever_it_is_may_stand_outside_the_target_group() -> None:
    page = parse("a", "Aftenen\n\nMålgruppe:\n\nUnge.\n\nPris:\n\nAlt er gratis.\n")
    assert [row.text for row in rows("Hvilke tilbud er gratis for borgeren?", (page, SKOVEN))] == [
        "»Aftenen«: Alt er gratis."
    ]


def test_sentence_of_what_is_asked_counts_under_any_heading() -> None:
    done = parse("a", "Aftenen\n\nEvaluering:\n\nDen er god.\n\nHold:\n\nVIVE evaluerer den.\n")
    other = parse("b", "Natten\n\nEvaluering:\n\nDen er god.\n\nTal:\n\nVIVE har talt alle.\n")
    found = rows("Hvilke initiativer har VIVE evalueret?", (done, other, LUNDEN))
    assert [row.text for row in found] == ["»Aftenen«: VIVE evaluerer den."]


def test_fund_goes_by_no_other_name() -> None:
    page = parse("a", "Aftenen\n\nFinansiering:\n\nDer er givet tilskud af en bevilling.\n")
    assert rows("Hvilke initiativer er finansieret af satspuljen?", (page, LUNDEN)) == []


def test_area_is_that_of_the_pages_on_its_subject() -> None:
    debt = parse("a", "Gældshjælpen\n\nFinansiering:\n\nDen er betalt af havnepuljen.\n")
    other = parse("b", "Natten\n\nFinansiering:\n\nDen er betalt af havnepuljen.\n")
    text = "Hvilke projekter på gældsområdet har fået penge af havnepuljen?"
    assert [row.document for row in rows(text, (debt, other, LUNDEN))] == [debt]


def test_page_with_a_contact_of_its_own_has_one_row() -> None:
    page = parse(
        "a",
        "Aftenen\n\nPladser\n\nUnge med gæld spiser gratis.\n\nTid\n\nUnge med gæld bor her.\n\n"
        "Kontakt:\n\nBo Dal\n55 66 77 88\n",
    )
    assert len(rows("Hvilke tilbud er der til unge med gæld?", (page, LUNDEN))) == 1


def test_row_is_a_sentence_and_no_line_of_a_list_where_there_is_one() -> None:
    page = parse(
        "a",
        "Aftenen\n\nMålgruppe:\n\nUnge med gæld, der:\n\n• er unge med gæld\n• bor her\n\n"
        "Vi følger de unge med gæld.\n",
    )
    (row,) = rows("Hvilke tilbud er der til unge med gæld?", (page, SKOVEN))
    assert row.text == "»Aftenen«: Vi følger de unge med gæld."


def test_each_page_has_a_row_before_a_part_of_one_has_a_second() -> None:
    parts = "".join(
        f"Hold {n}\n\nHold {n} er for unge med gæld. Der er afsat {n} mio. kr.\n\n"
        for n in range(1, 7)
    )
    pages = (parse("mange", f"Mange hold\n\n{parts}"), BROEN, SKOVEN, LUNDEN)
    one = parse("en", "Aftenen\n\nMålgruppe:\n\nBorgere, unge som ældre, med en del gæld.\n")
    found = [
        row.document.id for row in rows("Hvilke tilbud er der til unge med gæld?", (*pages, one))
    ]
    assert found.count("en") == 1
    assert len(found) == MOST_QUOTED


def test_amounts_are_sentences_with_one_under_any_heading() -> None:
    said = parse("a", "Aftenen\n\nFinansiering:\n\nFonden. Den gav 9 mio. kr.\n")
    told = parse("b", "Natten\n\nDer er afsat 8 mio. kr. til natten.\n")
    silent = parse("c", "Dagen\n\nEn billet er 20 kr.\n\nFinansiering:\n\nFonden betaler.\n")
    found = rows("Giv mig en oversigt over beløbene", (said, told, silent))
    assert [row.text for row in found] == [
        "»Aftenen«: Den gav 9 mio. kr.",
        "»Natten«: Der er afsat 8 mio. kr. til natten.",
    ]


def test_parts_have_a_period_each() -> None:
    page = parse(
        "a",
        "To hold\n\nSyngerne\n\nSyngerne har 2 mio. kr. og løber fra 2019 til 2020.\n\n"
        "Danserne\n\nDanserne har 3 mio. kr. og løber fra 2023 til 2027.\n",
    )
    assert [row.text for row in rows("Hvilke projekter er i gang?", (page, LUNDEN))] == [
        "»To hold – Danserne«: 2023 til 2027"
    ]


def test_long_overview_is_cut() -> None:
    pages = [
        parse(f"p{n}", f"Plan nummer {n}\n\nMålgruppe:\n\nPlan {n} er for ældre.\n")
        for n in range(MOST_ROWS + 5)
    ]
    assert len(rows("Hvilke initiativer er der?", pages)) == MOST_ROWS
    assert len(rows("Hvilke initiativer er for ældre?", pages)) == MOST_QUOTED


def test_of_many_pages_only_those_near_the_question_are_read() -> None:
    many = [parse(f"p{n}", f"Plan {n}\n\nPlan {n} er en sti.\n") for n in range(300)]
    (question,) = plan("Hvilke initiativer har en kommune med?")
    given = evidence(question.text, [*many, BROEN])
    pages = Unlisted(given.documents)
    assert [row.document for row in overview(question, replace(given, documents=pages))] == [BROEN]
    few = evidence(question.text, [*many[1:], BROEN])
    with pytest.raises(AssertionError):
        overview(question, replace(few, documents=Unlisted(few.documents)))


class Unlisted(dict[str, Document]):
    """Pages that may not all be read."""

    def values(self) -> NoReturn:
        raise AssertionError


def test_where_nothing_runs_each_that_is_over_is_told_to_be_so() -> None:
    assert [row.text for row in rows("Hvilke projekter kører stadig?", today=date(2030, 1, 1))] == [
        "»Broen«: slut, perioden var 2020 - 2022",
        "»Skoven«: slut, perioden var 2023 - 2027",
    ]


def test_either_of_two_things_is_enough_for_a_row() -> None:
    (row,) = rows("Hvilke projekter giver en bil eller en bolig?")
    assert row.text == "»Broen«: Formålet er at give en bolig."


def test_overview_that_may_leave_pages_out_says_so() -> None:
    told = "Vejen {0}\n\nProjektperiode:\n\n2023 - 2027\n\nMålgruppe:\n\nUnge nummer {0}.\n"
    pages = [parse(f"vej{number:02}", told.format(number)) for number in range(MOST_ROWS)]
    question = "Hvilke initiativer er i gang?"

    def remark(some: Sequence[Document]) -> str:
        return Assistant.over(some, FakeSearch(some), lambda: TODAY).ask(question).remark

    partial = "Listen er måske ikke fuldstændig."
    assert remark(pages).startswith(partial)
    assert remark(pages).endswith("ud af 20 sider.")
    assert remark(pages[1:]) == ""


@pytest.mark.parametrize(("rows", "pages", "partial"), [(3, 300, False), (3, 301, True)])
def test_overview_of_many_pages_is_of_the_nearest(rows: int, pages: int, partial: bool) -> None:
    assert is_partial(rows, pages) == partial


def test_row_says_whom_a_page_is_for_before_what_else_it_tells_of_them() -> None:
    page = parse(
        "bo",
        "Botilbuddet\n\nI alt har 168 unge fået plads. Tilbuddet er for unge over 18 år. "
        "Unge med en dom er ikke omfattet.\n",
    )
    (row,) = rows("Hvilke tilbud er for unge?", [page])
    assert row.text == "»Botilbuddet«: Tilbuddet er for unge over 18 år."


@pytest.mark.parametrize(
    "text",
    [
        "I hvilke sammenhænge optræder Odder Kommune?",
        "Hvor optræder Odder Kommune?",
        "På hvilke sider indgår Odder Kommune?",
    ],
)
def test_question_where_somebody_appears_is_of_all_pages(text: str) -> None:
    (question, *_) = plan(text)
    assert question.is_overview
