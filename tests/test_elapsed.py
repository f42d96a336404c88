"""How many it was after a year says nothing of how many it was after two."""

import pytest

from assistant.question import plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from corpus.structure import parse
from tests.fakes import evidence

PAGE = parse(
    "broslaget",
    "Broslaget\n\nBroslaget er et forløb for unge uden bolig.\n\nResultater\n\n"
    "Efter et år boede 61 procent af de unge i egen bolig.\n\n"
    "Efter seks måneder boede 48 procent af de unge i egen bolig.\n\n"
    "Halvdelen af de unge var i job.\n",
)


START = parse(
    "starten",
    "Starten\n\nStarten er et forløb for unge uden arbejde.\n\nResultater\n\n"
    "Året efter var 22 unge i arbejde.\n\n"
    "Et år og tre måneder efter var 14 unge flyttet.\n\n"
    "Efter 26 uger havde 30 unge en mentor.\n\n"
    "De første to år får hver ung seks samtaler.\n",
)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvor mange unge i Starten var i arbejde efter et år?", ["Året efter"]),
        ("Hvor mange unge i Starten var flyttet efter 15 måneder?", ["Et år og tre"]),
        ("Hvor mange unge i Starten havde en mentor efter et halvt år?", ["Efter 26 uger"]),
        ("Hvor mange samtaler får unge i Starten efter to år?", []),
    ],
)
def test_lengths_are_compared_as_they_are_written(asked: str, told: list[str]) -> None:
    (question,) = plan(asked, Scopes.over([START]).find)
    found = prepare(question, evidence(asked, [START])).candidates
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
    (question,) = plan(asked, Scopes.over([PAGE]).find)
    found = prepare(question, evidence(asked, [PAGE])).candidates
    assert told in found[0].text if told else not found
