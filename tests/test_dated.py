from dataclasses import replace
from datetime import date

import pytest

from assistant.question import plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from corpus.structure import parse
from tests.fakes import evidence

KROGEN = parse(
    "krogen",
    "Krogen\n\nKrogen er et værksted for unge.\n\nPriser\n\nEt kursus på Krogen kostede 300 kr. "
    "i 2022.\n\nÅbningstider i 2023\n\nI julen er Krogen åben kl. 10-12.\n\nResultater\n\n"
    "Halvdelen af de unge fik læreplads.\n\nProjektperiode\n\n2021 - 2023\n\nHvem er vi?\n\n"
    "Krogens leder er Asta Munk.\n",
)
BAKKEN = parse("bakken", "Bakken\n\nBakken er en park for alle.\n")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvad koster et kursus på Krogen i 2022?", "Et kursus på Krogen kostede 300 kr. i 2022."),
        ("Hvad koster et kursus på Krogen i 2025?", ""),
        ("Hvilke åbningstider har Krogen i julen 2023?", "I julen er Krogen åben kl. 10-12."),
        ("Hvilke åbningstider har Krogen i julen 2025?", ""),
        ("Hvor stor en andel af de unge på Krogen fik læreplads i 2025?", ""),
        ("Hvem var leder af Krogen i 2022?", "Krogens leder er Asta Munk."),
        ("Hvem var leder af Krogen i 2030?", ""),
    ],
)
def test_what_is_told_of_one_year_is_no_answer_for_another(asked: str, told: str) -> None:
    pages = (KROGEN, BAKKEN)
    (question,) = plan(asked, Scopes.over(pages).find)
    found = prepare(question, evidence(asked, pages)).candidates
    assert (found[0].text if found else "") == told


def test_year_that_is_taken_for_granted_leaves_the_answer() -> None:
    asked = "Hvorfor kostede et kursus på Krogen 300 kr. i 2025?"
    (question, *_) = plan(asked, Scopes.over([KROGEN]).find)
    assert prepare(question, evidence(asked, [KROGEN])).candidates


def test_price_without_a_year_is_that_of_today() -> None:
    page = parse("engen", "Engen\n\nEngen er for unge.\n\nPris\n\nEt døgn på Engen koster 90 kr.\n")
    for year, count in ((2024, 1), (2030, 0)):
        asked = f"Hvad koster et døgn på Engen i {year}?"
        (question,) = plan(asked, Scopes.over([page]).find)
        found = replace(evidence(asked, [page]), today=date(2024, 6, 1))
        assert len(prepare(question, found).candidates) == count


def test_number_is_of_the_year_that_a_page_begins_with() -> None:
    page = parse(
        "lyset",
        "Lyset\n\nNyt fra 3. februar 2024\n\nLyset har plads til 30 unge. I 2022 var der 9.\n",
    )
    asked = "Hvor mange unge er der plads til i Lyset i 2024?"
    (question, *_) = plan(asked, Scopes.over([page]).find)
    assert prepare(question, evidence(asked, [page])).candidates[0].text.startswith("Lyset har")


LUNDEN = parse(
    "lunden",
    "Lunden\n\nLunden åbnede i maj 2021 og er for alle over 18 år.\n\nHverdagen\n\n"
    "En sygeplejerske kommer tirsdag og fredag. Turene aflyses, når det fryser. "
    "Opsparede klip bortfalder ved flytning. Sæsonen slutter i oktober.\n\nVisitation\n\n"
    "Du får en skriftlig afgørelse senest 15 hverdage efter mødet. Du får en plads senest "
    "8 uger efter afgørelsen. Du kan klage inden 4 uger.\n",
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            "Hvornår kommer sygeplejersken på Lunden?",
            ["En sygeplejerske kommer tirsdag og fredag."],
        ),
        ("Hvornår aflyses turene på Lunden?", ["Turene aflyses, når det fryser."]),
        ("Hvornår slutter sæsonen på Lunden?", ["Sæsonen slutter i oktober."]),
        (
            "Hvad er fristen for afgørelse på Lunden?",
            ["Du får en skriftlig afgørelse senest 15 hverdage efter mødet."],
        ),
        (
            "Hvornår får man svar fra Lunden?",
            ["Du får en skriftlig afgørelse senest 15 hverdage efter mødet."],
        ),
    ],
)
def test_sentence_that_says_when_without_a_date_answers(asked: str, told: list[str]) -> None:
    question = plan(asked, Scopes.over([LUNDEN]).find)[0]
    found = prepare(question, evidence(asked, [LUNDEN])).candidates
    assert [item.text for item in found][: len(told)] == told


def test_date_of_something_else_stays_where_no_sentence_says_when() -> None:
    asked = "Hvornår bortfalder opsparede klip på Lunden?"
    (question,) = plan(asked, Scopes.over([LUNDEN]).find)
    found = prepare(question, evidence(asked, [LUNDEN])).candidates
    assert "Opsparede klip bortfalder ved flytning." not in [item.text for item in found]


def test_nothing_else_is_told_where_the_best_is_of_another_year() -> None:
    page = parse(
        "lunden",
        "Lunden\n\nLunden er for unge over 18 år.\n\nSatser\n\nTilskuddet til kørsel i Lunden er "
        "171 kr. pr. time i 2024. Man kan få kørsel 15 timer om måneden.\n",
    )
    for year, count in ((2024, 1), (2023, 0)):
        asked = f"Hvad var tilskuddet pr. time til kørsel i Lunden i {year}?"
        (question,) = plan(asked, Scopes.over([page]).find)
        found = prepare(question, evidence(asked, [page])).candidates
        assert len(found[:1]) == count
        assert all("171" in item.text for item in found[:1])
