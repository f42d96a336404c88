"""Of the figures on a page, the one of what the question says is done with it."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

FUND = parse(
    "pulje",
    "Ansøgningspulje: Veje til arbejde\n\nOm puljen\n\n"
    "Veje til arbejde skal hjælpe flere i job. Der er afsat i alt 21,6 mio. kr. i 2025-2028.\n\n"
    "Økonomi\n\n"
    "Den enkelte kommune kan søge om mindst 0,8 mio. kr. og højst 3,2 mio. kr. "
    "Kommunen skal selv betale mindst 20 pct. af udgifterne. "
    "Det forventes, at 6-7 kommuner får støtte.\n\n"
    "Frist og proces\n\n"
    "Ansøgningsfristen er den 5. oktober 2025. Ansøgerne får svar senest den 2. december 2025. "
    "Projekterne skal gå i gang senest den 1. marts 2026.\n\n"
    "Hvad kan der søges til?\n\n"
    "Der gives ikke støtte til aktiviteter, der allerede er sat i gang.\n",
)
KITCHEN = parse(
    "koekken",
    "Suppekøkkenet\n\nHvad er Suppekøkkenet?\n\n"
    "Suppekøkkenet er et sted for alle. Får du en rykker, har du 10 dage til at betale. "
    "Køkkenet betales af Tornfonden frem til udgangen af 2027.\n\n"
    "Forløb\n\n"
    "Senest når den unge er 17 år, begynder planen. "
    "Forløbet ophører, når den unge fylder 24 år.\n\n"
    "Hvad kostede det?\n\nEt hold kostede i gennemsnit 41.000 kr.\n\n"
    "Praktisk\n\nDeltagerne betalte 30 kr. pr. gang. Prisen dækker suppe og brød, ikke kaffe.\n",
)
PAGES = (FUND, KITCHEN)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2025, 9, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvor mange penge er der afsat til Veje til arbejde?", "Der er afsat i alt 21,6"),
        ("Hvor stor er puljen Veje til arbejde?", "Der er afsat i alt 21,6"),
        ("Hvor meget skal kommunen selv betale i Veje til arbejde?", "Kommunen skal selv betale"),
        ("Hvor mange kommuner får støtte fra Veje til arbejde?", "Det forventes, at 6-7"),
        ("Hvornår skal projekterne i Veje til arbejde gå i gang?", "Projekterne skal gå i gang"),
        ("Hvor længe er Suppekøkkenet finansieret?", "Køkkenet betales af Tornfonden"),
        ("Hvem betaler for Suppekøkkenet?", "Køkkenet betales af Tornfonden"),
        ("Hvornår ophører forløbet i Suppekøkkenet senest?", "Forløbet ophører, når"),
        ("Hvad kostede det pr. gang at deltage i Suppekøkkenet?", "Deltagerne betalte 30 kr."),
        ("Hvad dækker prisen i Suppekøkkenet?", "Prisen dækker suppe"),
    ],
)
def test_figure_is_of_what_is_done(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].quote.startswith(said)


def test_what_one_may_apply_for_is_still_told(assistant: Assistant) -> None:
    answer = assistant.ask("Hvor meget kan en kommune højst søge om i Veje til arbejde?")
    assert answer.citations[0].quote.startswith("Den enkelte kommune kan søge om")


BOARD = parse(
    "trappen",
    "Trappen\n\nTrappen er for unge i Ribe.\n\nAfgørelse\n\nPladsen bevilges af byens nævn. "
    "Visitator Lene Bang træffer afgørelsen om trin 2.\n\n"
    "Trin\tTimer\tHvem det er for\nTrin 1\t2 timer\tUnge i Ribe\nTrin 2\t4 timer\tUnge i Esbjerg\n",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvem træffer afgørelsen om trin 2 på Trappen?", "Visitator Lene Bang"),
        ("Hvem kan bevilge pladsen på Trappen?", "Pladsen bevilges"),
        ("Hvem er trin 2 på Trappen for?", "Trin 2\t4 timer"),
    ],
)
def test_who_decides_is_told_by_what_says_it(question: str, said: str) -> None:
    there = Assistant.over([BOARD], FakeSearch([BOARD]), lambda: date(2025, 9, 1))
    answer = there.ask(question)
    assert [one.quote.startswith(said) for one in answer.citations] == [True]


def test_what_all_cost_is_not_what_it_cost_for_each() -> None:
    pages = [FUND, KITCHEN]
    assistant = Assistant.over(pages, FakeSearch(pages), lambda: date(2025, 6, 1))
    assert assistant.ask("Hvad koster Veje til arbejde pr. borger?").status == "not_found"
    assert "21,6 mio." in assistant.ask("Hvor meget er der afsat til Veje til arbejde?").text
