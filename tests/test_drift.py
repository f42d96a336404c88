"""What goes on in a word or two stays with the page spoken of."""

from datetime import date

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.answers import conversation
from tests.fakes import FakeSearch

PAGES = (
    parse(
        "kolonien",
        "Feriekolonien Nordstrand\n\nNordstrand er for familier fra Odense.\n\nPris\n\n"
        "Prisen er 300 kr. om ugen. Der er mad med i prisen til alle dage.\n",
    ),
    parse(
        "huset",
        "Medborgerhuset\n\nHuset er for alle i Vejle.\n\nDet koster maden\n\n"
        "Suppe: 20 kr.\nSmørrebrød: 15 kr.\n\nKontakt\n\nTelefon 20 30 40 50\n",
    ),
)


def test_noun_that_the_page_spoken_of_has_names_no_part_of_another() -> None:
    assistant = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))
    answer = conversation(assistant, "Hvad er prisen på Nordstrand?", "med mad?")
    assert {cited.document for cited in answer.citations} == {"kolonien"}
    assert "mad med i prisen" in answer.text


TOWNS = (
    parse(
        "stoette",
        "Støtte i Assens Kommune\n\nAssens Kommune giver støtte i tre grader.\n\nHvor meget\n"
        "Grad\tTimer om ugen\tHvem\tOpfølgning\n"
        "Grad 1\top til 2 timer\tBorgere med lette behov\tefter 4 måneder\n"
        "Grad 2\t2-5 timer\tBorgere med større behov\thver 8. måned\n"
        "Grad 2 bevilges af udvalget for støtte.\n\nKontakt\n\nTelefon 20 30 40 50\n",
    ),
    parse(
        "hjaelp",
        "Hjælp i Ribe Kommune\n\nRibe Kommune giver hjælp hver dag.\n\n"
        "Klage\n\nKlagenævnet mødes i kælderen den sidste torsdag i måneden.\n",
    ),
)


def _told(*turns: str) -> str:
    assistant = Assistant.over(TOWNS, FakeSearch(TOWNS), lambda: date(2024, 6, 1))
    return conversation(assistant, *turns).text


def test_other_municipality_answers_nothing_that_goes_on() -> None:
    assert "Ribe Kommune" in _told("Hvem giver hjælp hver dag i Ribe?")
    told = _told("Hvor mange timer er grad 1 i Assens?", "hvor mødes klagenævnet?")
    assert "kælderen" not in told
    assert "kælderen" in _told(
        "Hvor mange timer er grad 1 i Assens?", "hvor mødes klagenævnet i Ribe?"
    )


def test_what_columns_are_called_is_no_part_of_a_page() -> None:
    assert "udvalget for støtte" in _told("Hvor mange timer er grad 2?", "hvem bevilger det")
