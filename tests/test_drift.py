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
