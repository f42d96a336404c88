"""Which version, time or place of an initiative a sentence is of."""

import pytest

from assistant.bound import without_version
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nBroen er et kursus. Udgave 1 blev brugt i Odder.\n\n"
    "Udgave 1\n\nMålgruppe: Unge under 20 år.\nPris: 800 kr. pr. hold.\n\n"
    "Udgave 2\n\nMålgruppe: Unge under 30 år.\nPris: 900 kr. pr. hold.\n\n"
    "Hvad viste målingen af udgave 1?\n\nI alt gennemførte 40 gæster kurset.\n\n"
    "Hvordan gik det?\n\nInden for 12 måneder havde 30 procent fået job. "
    "To og fire år efter kurset havde 50 procent job. I en anden gruppe var det 10 procent.\n\n"
    "Hvor er vi?\n\nMosby: Engvej 9. Åbent mandag kl. 8-14.\n"
    "Kærsted: Åvej 2. Åbent tirsdag kl. 9-15.\n",
)
SKOVEN = parse("skoven", "Skoven\n\nSkoven er for ældre.\n")
PAGES = (BROEN, SKOVEN)
FIND = Scopes.over(PAGES).find


def asked(text: str) -> Question:
    (question,) = plan(text, FIND)
    return question


def kept(text: str) -> set[str]:
    return {item.text for item in prepare(asked(text), evidence(text, PAGES)).candidates}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad koster udgave 2 af Broen?", {"Pris: 900 kr. pr. hold."}),
        ("Hvad koster et hold efter udgave 1 af Broen?", {"Pris: 800 kr. pr. hold."}),
        (
            "Hvor mange gæster har gennemført udgave 1 af Broen?",
            {"I alt gennemførte 40 gæster kurset."},
        ),
        ("Hvor mange gæster har gennemført udgave 2 af Broen?", set()),
        (
            "Hvad koster udgave 1 og udgave 2 af Broen?",
            {"Pris: 800 kr. pr. hold.", "Pris: 900 kr. pr. hold."},
        ),
    ],
)
def test_what_is_said_of_another_version_is_no_answer(text: str, found: set[str]) -> None:
    assert kept(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Hvor mange procent havde job et år efter Broen?",
            {"Inden for 12 måneder havde 30 procent fået job."},
        ),
        (
            "Hvor mange procent havde job fire år efter Broen?",
            {"To og fire år efter kurset havde 50 procent job."},
        ),
        ("Hvor mange procent havde job fem år efter Broen?", set()),
    ],
)
def test_what_was_so_after_another_time_is_no_answer(text: str, found: set[str]) -> None:
    assert kept(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvornår har Broen åbent i Kærsted?", {"Åbent tirsdag kl. 9-15."}),
        ("Hvornår har Broen åbent i Lindved?", set()),
        ("hvornår har broen i kværkby åbent?", set()),
        ("Hvornår har Broen åbent?", {"Åbent mandag kl. 8-14.", "Åbent tirsdag kl. 9-15."}),
        ("Hvornår har Broen åbent i hverdagen?",
         {"Åbent mandag kl. 8-14.", "Åbent tirsdag kl. 9-15."}),
    ],
)  # fmt: skip
def test_what_stands_in_the_row_of_another_place_is_no_answer(text: str, found: set[str]) -> None:
    assert kept(text) == found


def test_version_that_the_page_tells_of_is_not_asked_for_beside_what_is() -> None:
    pages = {page.id: page for page in PAGES}
    assert without_version(asked("Hvem er målgruppen for udgave 2 af Broen?"), pages).rest == ()
    other = asked("Hvem er målgruppen for udgave 3 af Broen?")
    assert without_version(other, pages) == other


def test_field_begins_with_no_place() -> None:
    page = parse("huset", "Huset i Rudby\n\nPriser:\n\nPris: 25 kr. pr. nat\n\nMad: 30 kr.\n")
    (question,) = plan("Hvad koster en nat i Huset i Rudby?", Scopes.over([page]).find)
    found = prepare(question, evidence(question.text, [page]))
    assert "Pris: 25 kr. pr. nat" in [item.text for item in found.candidates]


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("Alle blev ringet op et år efter. 12 gæster havde job.", True),
        ("I alt begyndte 40 gæster på kurset.", False),
    ],
)
def test_number_of_no_time_is_none_of_a_year_after(told: str, is_told: bool) -> None:
    page = parse(
        "tinghuset", f"Tinghuset\n\nTinghuset er et kursus.\n\nHvordan gik det?\n\n{told}\n"
    )
    (question,) = plan(
        "Hvor mange gæster på Tinghuset havde job et år efter?", Scopes.over([page]).find
    )
    found = prepare(question, evidence(question.text, [page])).candidates
    assert [item.text for item in found] == (["12 gæster havde job."] if is_told else [])


HOMES = parse(
    "broslaget",
    "Broslaget\n\nBroslaget er et forløb for unge uden bolig.\n\nResultater\n\n"
    "Efter et år boede 61 procent af de unge i egen bolig.\n\n"
    "Efter seks måneder boede 48 procent af de unge i egen bolig.\n\n"
    "Halvdelen af de unge var i job.\n",
)


LATER = parse(
    "brokajen",
    "Brokajen\n\nBrokajen er et forløb for unge uden arbejde.\n\nResultater\n\n"
    "Året efter var 22 unge i arbejde.\n\n"
    "Et år og tre måneder efter var 14 unge flyttet.\n\n"
    "Efter 26 uger havde 30 unge en mentor.\n\n"
    "De første to år får hver ung seks samtaler.\n",
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvor mange unge i Brokajen var i arbejde efter et år?", ["Året efter"]),
        ("Hvor mange unge i Brokajen var flyttet efter 15 måneder?", ["Et år og tre"]),
        ("Hvor mange unge i Brokajen havde en mentor efter et halvt år?", ["Efter 26 uger"]),
        ("Hvor mange samtaler får unge i Brokajen efter to år?", []),
    ],
)
def test_lengths_are_compared_as_they_are_written(asked: str, told: list[str]) -> None:
    (question,) = plan(asked, Scopes.over([LATER]).find)
    found = prepare(question, evidence(asked, [LATER])).candidates
    assert [item.text[: len(one)] for item, one in zip(found, told, strict=True)] == told


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvor stor en andel af de unge i Broslaget boede i egen bolig efter 12 måneder?", "61"),
        ("Hvor mange procent boede i egen bolig i Broslaget et halvt år efter?", "48"),
        ("Hvor stor en andel af de unge i Broslaget boede i egen bolig efter to år?", ""),
        ("Hvor stor en andel af de unge i Broslaget boede i egen bolig?", "procent"),
    ],
)
def test_number_is_of_the_length_of_time_that_is_asked_of(asked: str, told: str) -> None:
    (question,) = plan(asked, Scopes.over([HOMES]).find)
    found = prepare(question, evidence(asked, [HOMES])).candidates
    assert told in found[0].text if told else not found
