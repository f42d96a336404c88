"""Names typed in small letters: the rows and labels of the pages found are called so."""

import pytest

from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding

LINES = parse(
    "linjer",
    "Rådgivning i Rudby\n\nRudby Kommune giver råd til alle, der bor i byen.\n\nLinjer\n\n"
    "Linje: Nattelinjen · Til hvem: Voksne · Telefon: 11 22 33 44 · Åben: Fredag 20-23\n\n"
    "Linje: Pigelinjen · Til hvem: Piger · Telefon: 22 33 44 55 · Åben: Mandag 14-16\n\n"
    "Om vagten\n\nEr der brand uden for åbningstiden, så ring til den tekniske vagt på 33 44 55 66."
    "\n",
)
HOUSE = parse(
    "huset",
    "Huset Kajen\n\nHuset Kajen er et værested for unge i Sandby.\n\nKontakt\n\n"
    "Daglig leder: Bo Dal, tlf. 44 55 66 77. Nøglevært: Ida Holm, tlf. 55 66 77 88.\n",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("hvornår er pigelinjen åben", "Mandag 14-16"),
        ("hvad er nummeret til nattelinjen", "11 22 33 44"),
        ("er pigelinjen åben fredag", "Mandag 14-16"),
        ("hvad er nøgleværtens nummer", "55 66 77 88"),
        ("hvad er nummeret til den tekniske vagt", "33 44 55 66"),
    ],
)
def test_row_or_label_is_named_in_small_letters_too(question: str, answer: str) -> None:
    with bench([LINES, HOUSE], Embedding(BUNDLED)) as on:
        found = on.assistant.ask(question)
    assert answer in found.text
    assert len(found.citations) == 1


def test_number_of_what_no_page_names_is_declined() -> None:
    with bench([LINES, HOUSE], Embedding(BUNDLED)) as on:
        assert on.assistant.ask("hvad er nummeret til drengelinjen").status == "not_found"
