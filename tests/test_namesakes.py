"""Two things of nearly one name on a page: each is told of by itself."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

PAGE = parse(
    "nyt",
    "Nyt fra Handicaprådet\n\nPunkt 1. Aktive i Naturen afløser Aktiv Natur\n\n"
    "Aktiv Natur, som siden 2017 har hjulpet folk ud, lukkede den 31. maj 2024. "
    "I stedet åbnede Aktive i Naturen den 1. august 2024 på Skovvej 5. "
    "Formanden oplyste, at de to tilbud ikke er ens:\n\n"
    "- Aktiv Natur var for voksne mellem 30 og 50 år og lå på Engvej 9. "
    "Forløbet var på 14 uger og krævede henvisning fra egen læge.\n"
    "- Aktive i Naturen er for voksne mellem 40 og 65 år. "
    "Forløbet er på 9 uger, og man kan selv henvende sig.\n\n"
    "Leder er Birgit Mark. Den tidligere leder, Hugo Steen, er gået på pension.\n",
)
OLD, NEW = "Aktiv Natur var for voksne", "Aktive i Naturen er for voksne"


INFLECTED = parse(
    "nyt",
    PAGE.text + "\n\nAktiv Naturs gæster var glade. Hos Aktive i Naturen er der kaffe.\n",
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over((PAGE,), FakeSearch((PAGE,)), lambda: date(2024, 11, 1))


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        ("Hvor langt var forløbet i Aktiv Natur?", OLD, NEW),
        ("Hvor langt er forløbet i Aktive i Naturen?", NEW, OLD),
        ("Kræver Aktive i Naturen henvisning?", NEW, OLD),
        ("kræver aktiv natur henvisning", OLD, NEW),
        ("Hvor lå Aktiv Natur?", OLD, NEW),
        ("Hvem kan deltage i Aktive i Naturen?", NEW, OLD),
    ],
)
def test_item_of_the_one_is_no_answer_for_the_other(
    assistant: Assistant, question: str, own: str, other: str
) -> None:
    text = assistant.ask(question).text
    assert own in text
    assert other not in text


def test_former_leader_is_that_of_what_has_ended(assistant: Assistant) -> None:
    assert assistant.ask("Hvem var leder af Aktiv Natur?").text.startswith("Den tidligere leder")


def test_leader_is_that_of_what_has_not(assistant: Assistant) -> None:
    assert assistant.ask("Hvem er leder af Aktive i Naturen?").text.startswith("Leder er Birgit")


def test_both_are_told_of_where_both_are_named(assistant: Assistant) -> None:
    text = assistant.ask("Hvor langt er forløbet i Aktiv Natur og i Aktive i Naturen?").text
    assert OLD in text
    assert NEW in text


def test_other_forms_of_a_name_are_no_third_one() -> None:
    assistant = Assistant.over((INFLECTED,), FakeSearch((INFLECTED,)), lambda: date(2024, 11, 1))
    text = assistant.ask("Kræver Aktive i Naturen henvisning?").text
    assert NEW in text
    assert OLD not in text
