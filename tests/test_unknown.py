"""A thing that the page of an initiative has nothing like is asked about in vain."""

import pytest

from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding

PAGES = [
    parse(
        "fjorden",
        "Fjorden\n\nForeningen Fjorden hjælper voksne over 18 år, der drikker for meget.\n\n"
        "Resultater\n\nBrugen af alkohol faldt med 30 procent på et år.\n\n"
        "Formand for Fjorden er Asta Munk. De frivillige skal være fyldt 21 år.\n",
    ),
    parse("bakken", "Bakken\n\nBakken er en park, hvor alle kan komme.\n"),
]


@pytest.mark.parametrize(
    "asked",
    [
        "Hvem er kasserer i Fjorden?",
        "Hvor meget faldt brugen af kokain i Fjorden?",
        "Hvor gammel skal man være for at blive elektriker i Fjorden?",
    ],
)
def test_what_the_page_has_nothing_like_is_not_told(asked: str) -> None:
    with bench(PAGES, Embedding(BUNDLED)) as on:
        assert on.assistant.ask(asked).status == "not_found"


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Hvem er formand i Fjorden?", "Asta Munk"),
        ("Hjælper Fjorden mod alkoholisme?", "drikker for meget"),
        ("Kan man få hjælp mod druk i Fjorden?", "drikker for meget"),
        ("Hvor meget faldt brugen af alkohol i Fjorden?", "30 procent"),
        ("Hvor meget faldt brugen af spiritus i Fjorden?", "30 procent"),
        ("Hvor gammel skal man være for at blive frivillig i Fjorden?", "fyldt 21 år"),
    ],
)
def test_what_the_page_has_is_told(asked: str, told: str) -> None:
    with bench(PAGES, Embedding(BUNDLED)) as on:
        assert told in on.assistant.ask(asked).text
