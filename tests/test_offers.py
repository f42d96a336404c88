"""What a page tells of another offer, under a heading of its own, is so of that one alone."""

import pytest

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings

HOSTEL = (
    "# Pensionatet Rønnebo\n\n"
    "Rønnebo i Hirtshals er et midlertidigt sted at bo for mænd, der er blevet skilt.\n\n"
    "## Hvem kan flytte ind?\n\nMænd over 25 år kan flytte ind.\n\n"
    "## Pris\n\nBetaling pr. døgn i 2023\n\n"
    "| Værelse | Pris |\n|---|---|\n| Enkelt | 118 kr. |\n| Dobbelt | 96 kr. |\n"
    "| Nøgle (én gang) | Gratis |\n\n"
    "## Hverdagen\n\nCykler: En cykel kan lånes gratis i op til 3 uger.\n\n"
    "Der er åbent for besøg kl. 12-20.\n\n"
    "## Flere tilbud på Rønnebo\n\n"
    "### Havnehytterne\n\n"
    "Tre hytter, hvor du kan bo et halvt år. Lejen er 4.210 kr. om måneden.\n\n"
    "### Brevkassen\n\nHar du ikke brug for at bo her, kan du få fem breve gratis.\n\n"
    "### Ungdomsbåden\n\nBåden er for drenge over 14 år.\n"
)
CLUB = (
    "# Klub Tangen\n\n"
    "Klub Tangen er et værested i Lemvig. Stedet er gratis, og det har åbent kl. 10-15.\n\n"
    "## Åbent køkken\n\nHver fredag kl. 17-20 er der køkken i kælderen. Maden koster 42 kr. "
    "Køkkenet holder lukket i december.\n\n"
    "## For pårørende: Fyrtårnet\n\n"
    "Fyrtårnet er en gruppe for voksne pårørende. En aften koster 75 kr.\n\n"
    "## Økonomi\n\nLemvig Kommune giver 320.000 kr. om året til og med 2027.\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    there = tmp_path_factory.mktemp("pages")
    (there / "pensionatet.md").write_text(HOSTEL, encoding="utf-8")
    (there / "klubben.md").write_text(CLUB, encoding="utf-8")
    return open_assistant(Settings(documents=there, data=there / ".data", embedding="bundled"))


def told(assistant: Assistant, question: str) -> str:
    answer = assistant.ask(question)
    return answer.text if answer.status == "answered" else ""


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster det at bo på Rønnebo?",
        "Hvad koster det om dagen at bo på Rønnebo?",
        "Hvad er prisen pr. døgn på Rønnebo?",
    ],
)
def test_price_of_a_page_is_none_of_its_other_offers(assistant: Assistant, question: str) -> None:
    said = told(assistant, question)
    assert "118 kr." in said and "96 kr." in said
    assert not any(other in said for other in ("4.210", "breve", "cykel"))


def test_all_prices_under_their_heading_are_told_where_none_is_meant(assistant: Assistant) -> None:
    assert "Nøgle (én gang) · Pris: Gratis" in told(assistant, "Hvad koster det på Rønnebo?")


def test_price_of_an_offer_that_is_named_is_told(assistant: Assistant) -> None:
    assert "4.210 kr." in told(assistant, "Hvad koster Havnehytterne på Rønnebo?")
    assert "75 kr." in told(assistant, "Hvad koster Fyrtårnet i Klub Tangen?")
    assert "42 kr." in told(assistant, "Hvad koster maden i Klub Tangen?")


def test_what_is_free_for_a_month_is_asked_by_the_month(assistant: Assistant) -> None:
    said = told(assistant, "Hvad koster det om måneden i Havnehytterne?")
    assert said == "Lejen er 4.210 kr. om måneden. [1]"


def test_age_of_a_page_is_none_of_another_offer(assistant: Assistant) -> None:
    said = told(assistant, "Hvor gammel skal man være for at flytte ind på Rønnebo?")
    assert said == "Mænd over 25 år kan flytte ind. [1]"


def test_price_is_neither_that_of_an_offer_nor_what_is_given(assistant: Assistant) -> None:
    said = told(assistant, "Koster det noget at komme i Klub Tangen?")
    assert said == "Stedet er gratis, og det har åbent kl. 10-15. [1]"


def test_when_it_is_closed_is_what_says_closed(assistant: Assistant) -> None:
    said = told(assistant, "Hvornår holder køkkenet i Klub Tangen lukket?")
    assert said == "Køkkenet holder lukket i december. [1]"
