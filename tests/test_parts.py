"""Questions of a page that describes several initiatives, each under its name."""

from datetime import date

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

TOWN = parse(
    "byen",
    "Tre tilbud til hjemløse\n\nHer er et overblik over tilbud til hjemløse.\n\n"
    "Gadens Læge\n\nEn læge går på gaden. Der er afsat 2 mio. kr.\n\nPeriode: 2024-2027\n\n"
    "Sovestedet\n\nSovestedet har ti senge. Der er afsat 3 mio. kr.\n\nPeriode: 2020-2023\n\n"
    "Havnebussen\n\nBussen bruger metoden ”Nattero”. Før forløbet frøs 34 gæster. "
    "Et halvt år efter frøs 16 gæster.\n\nPeriode: 2025-2029\n\n"
    "Hvad ved vi om virkningen?\n\nDet ved vi ikke.\n",
)
HOUSE = parse("hus", "Huset ved åen\n\nHuset lærer børn at sejle.\n")
PAGES = (TOWN, HOUSE)


def of_town(question: str) -> str:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2026, 6, 1)).ask(question).text


def test_parts_of_a_page_are_told_by_name() -> None:
    assert of_town("Hvilke tilbud er der til hjemløse?") == (
        "• »Gadens Læge«: En læge går på gaden. [1]\n"
        "• »Sovestedet«: Sovestedet har ti senge. [2]\n"
        "• »Havnebussen«: Bussen bruger metoden ”Nattero”. [3]"
    )


def test_period_of_a_part_is_told_of_the_part() -> None:
    assert of_town("Kører Sovestedet endnu?") == (
        "Nej, projektperioden for »Sovestedet« er udløbet: 2020-2023. [1]"
    )


def test_before_and_after_are_told_both() -> None:
    assert of_town("Hvor mange gæster frøs før og efter et forløb i Havnebussen?") == (
        "Før forløbet frøs 34 gæster. [1] Et halvt år efter frøs 16 gæster. [2]"
    )


def test_how_it_goes_in_what_is_only_named_is_not_told() -> None:
    assert of_town("Hvordan foregår Nattero?").startswith("Det svarer dokumenterne ikke på")
