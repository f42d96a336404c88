"""What somebody tells of is answered with the initiative that fits, if one does."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import FakeSearch


def initiative(id: str, title: str, target: str) -> Document:
    text = f"{title}\n\nMålgruppe:\n\n{target}\n\nFormål:\n\nFormålet er at hjælpe.\n"
    return parse(id, text)


PAGES = (
    initiative("hjem", "Trygt hjem", "Hjemløse voksne, som mangler en bolig."),
    initiative("nat", "Rolig nat", "Voksne med skizofreni og bipolar lidelse."),
    initiative("hold", "Holdet i Viborg", "Unge, der vil løbe og cykle."),
    initiative("bro", "Broen", "Voksne med stofmisbrug, der har brug for opsøgende hjælp."),
)


def asked(question: str) -> set[str]:
    """Return the pages that an answer cites, none where it is declined."""
    assistant = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))
    return {cited.document for cited in assistant.ask(question, "citizen").citations}


def test_one_everyday_word_of_a_name_does_not_choose_the_page() -> None:
    assert asked("Jeg er bipolar og vil gerne sove trygt. Er der noget til mig?") == {"nat"}


def test_town_alone_chooses_no_page() -> None:
    assert asked("Jeg bor i Viborg og tager stoffer. Er der noget hjælp?") == {"bro"}
    assert asked("Jeg bor i Viborg. Er der noget hjælp?") == set()


def test_who_asks_whether_somebody_comes_tells_of_somebody() -> None:
    assert asked("Kommer der nogen ud til en, der tager stoffer?") == {"bro"}


@pytest.mark.parametrize(
    "question",
    [
        "Min hund har spist hash, hvad gør jeg?",
        "Kan jeg få en bøde for at tage stoffer?",
        "Jeg tager stoffer, hvor kan jeg købe hash?",
    ],
)
def test_what_is_no_help_to_a_person_gets_no_page(question: str) -> None:
    assert asked(question) == set()
