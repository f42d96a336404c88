"""What an answer says that it does not tell of a question with several clauses."""

import pytest

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings
from assistant.types import Turn
from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding
from prompts.render import render

PAGE = """Havnehuset

Målgruppe:

Havnehuset er for unge mellem 18 og 25 år, som er uden bolig.

Finansiering:

Der er afsat 4 mio. kr. til Havnehuset i 2023. Hver vejleder har højst seks unge.

Regler:

Cykler skal stå i gården. Betalingen er sat op. Det skyldes prisen på el.

Vi lukker kl. 22, fordi naboerne skal sove.

Kontakt:

Ida Holm
11 22 33 44
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("dokumenter")
    (folder / "havnehuset.txt").write_text(PAGE, encoding="utf-8")
    return open_assistant(Settings(documents=folder, data=folder / ".data", embedding="bundled"))


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Hvem er kontakt for Havnehuset, og må man have hund med?", "Må man have hund med?"),
        ("Må man have hund med i Havnehuset, og hvem er kontakt?", "Må man have hund med i "),
        ("Hvem er Havnehuset for? Hvornår blev det evalueret?", "Hvornår blev det evalueret?"),
    ],
)
def test_a_clause_that_nothing_answers_is_told(
    assistant: Assistant, question: str, left: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.remark.startswith(f"Dokumenterne ser ikke ud til at svare på: »{left}")
    assert answer.remark.endswith("?«")


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er kontakt for Havnehuset, og hvad er nummeret?",  # both in one line
        "Hvem er Havnehuset for, og hvad er der afsat?",
        "Hvor meget er der afsat til Havnehuset, og hvor mange unge har hver vejleder?",
        "Må man have hund med i Havnehuset?",  # it is declined
        "Jeg har en hund. Hvem er kontakt for Havnehuset?",  # told, and not asked
        "Hvem er Havnehuset for, og hvad de hver især gør",
    ],
)
def test_what_is_answered_or_not_asked_is_not_told_as_lacking(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).remark == ""


def test_an_answer_said_again_does_not_tell_it_again(assistant: Assistant) -> None:
    question = "Hvem er kontakt for Havnehuset, og må man have hund med?"
    before = Turn(question, assistant.ask(question))
    assert assistant.ask("Hvor står det?", history=(before,)).remark == ""


def test_reason_that_nothing_gives_is_told(assistant: Assistant) -> None:
    left = "Dokumenterne ser ikke ud til at sige hvorfor."
    assert assistant.ask("Hvorfor skal cykler stå i gården i Havnehuset?").remark == left
    assert assistant.ask("Hvorfor lukker Havnehuset kl. 22?").remark == ""
    assert assistant.ask("Hvorfor er betalingen i Havnehuset sat op?").remark == ""
    both = assistant.ask("Hvorfor skal cykler stå i gården i Havnehuset, og må man have hund med?")
    assert both.remark.startswith(f"{left} Dokumenterne ser ikke ud til at svare på: ")


def test_which_initiative_has_most_is_left_to_who_asks() -> None:
    pages = [
        parse(name.lower(), f"{name}\n\nFinansiering:\n\nDer er afsat {sum} mio. kr. til {name}.\n")
        for name, sum in (("Fjorden", 4), ("Bakken", 7))
    ]
    with bench(pages, Embedding(BUNDLED)) as on:
        found = on.assistant.ask("Hvilket initiativ har fået flest penge?")
    assert "4 mio. kr." in found.text
    assert "7 mio. kr." in found.text
    assert found.remark == render("not_compared")
