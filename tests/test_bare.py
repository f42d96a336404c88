"""What is asked of an initiative by its name alone, on pages without headings for it."""

from collections.abc import Callable
from time import thread_time

import pytest

from assistant import bare
from assistant.opening import open_assistant
from assistant.settings import Settings

Ask = Callable[[str], str]

NEWS = """Havluft gav Bo en ny begyndelse

Klokken er syv, og Bo Dam bærer årerne ned til vandet. »Jeg skal lige have kaffe først«, siger han.

Havluft er Strandby Kommunes tilbud til voksne med senfølger efter en hjerneskade. Tilbuddet skal \
hjælpe deltagerne ud i naturen igen, og det begyndte i maj 2021 som et forsøg. Et nyt hold \
begynder hver april.

Havluft drives af foreningen Blå Hænder i samarbejde med roklubben. Holdene mødes i Skurvej 4, og \
klubhuset ligger ved Strandby Havn. Du behøver ingen henvisning. Ring til 11 22 33 44.

Opgørelsen viser, at 14 af de 20 deltagere bevæger sig mere end før. Byrådet har besluttet, at \
Havluft fortsætter til udgangen af 2027. Redningsveste koster 900 kr., og ingen må ro alene.
"""
OTHERS = """Stjernehuset

Hos os siger vi: »Formålet med Stjernehuset er at drikke kaffe.« Formålet med huset er ikke at \
behandle. Stjernehuset skal give unge mod på livet.

Første fase af projektet sluttede i 2019. Anden fase begyndte i 2021 og løber til udgangen af 2030.
Søsterhuset i Ribe lukkede i 2022. Stjernehuset drives ikke af regionen, men er oprettet af \
foreningen Lyset.

En rapport om Månehuset viser, at kun 12 procent fik bolig. Stjernehuset er ikke selv blevet \
evalueret. Har du spørgsmål, kan du skrive til kontoret. Din sagsbehandler kan henvise dig.
"""
CLOSED = """Lyngklubben

Lyngklubben startede i 2016 og lukkede i sommeren 2022. I juli holder vi lukket. \
Lyngklubben, Postboks 9, 7700 Thisted.
"""
WORDED = """Kludehuset

Kludehuset er et madhold til enlige fædre. Væggene er malet blå. Huset hviler på Barnets Lov. \
Kludehuset får støtte fra Fonden Blå. Kludehuset er gennemgået af to forskere. Tilbuddet er \
uvisiteret. Kontingentet er 200 kroner om året. Projektperioden er 2023-2026. Ansøgningsfristen \
udløber den 1. maj 2024.
"""
SCANT = """Lommelygten

Lommelygten har brug for flere frivillige til lørdagene. Sidste år kom der 300 gæster i marts. \
Skriv navn på din cykel, for der er kommet nye naboer.
"""
ENDED = """Vinterbrisen er slut – her er, hvad vi lærte

Fra august 2019 til udgangen af 2021 fik 61 mænd i Tårnby en fiskekammerat gennem Vinterbrisen.

Hver kammerat havde højst tre mænd. Nabolauget Solhjulet lukkede i 2015.
"""
ADVISED = """Blæsebælgen

Blæsebælgen lærte 30 unge at spille på harmonika.

Rådene til byerne

- fortsætter rådgivningen i mindst et år
- holder en fest om måneden

Forsøget er afsluttet.
"""
TITLED = """Kornhuset lukker efter ti år

Kornhuset bager boller til alle, der kommer forbi.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("dokumenter")
    (folder / "kajak.txt").write_text(NEWS, encoding="utf-8")
    (folder / "stjerne.txt").write_text(OTHERS, encoding="utf-8")
    (folder / "lyng.txt").write_text(CLOSED, encoding="utf-8")
    (folder / "klude.txt").write_text(WORDED, encoding="utf-8")
    (folder / "brise.txt").write_text(ENDED, encoding="utf-8")
    (folder / "blaes.txt").write_text(ADVISED, encoding="utf-8")
    (folder / "korn.txt").write_text(TITLED, encoding="utf-8")
    (folder / "lygte.txt").write_text(SCANT, encoding="utf-8")
    assistant = open_assistant(
        Settings(documents=folder, data=folder / ".data", embedding="bundled")
    )
    return lambda question: assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad er formålet med Havluft?", "Tilbuddet skal hjælpe deltagerne ud i naturen igen"),
        ("Hvad går Havluft ud på?", "Havluft er Strandby Kommunes tilbud til voksne"),
        ("Hvem er Havluft for?", "Havluft er Strandby Kommunes tilbud til voksne"),
        ("Hvornår startede Havluft?", "Tilbuddet skal hjælpe deltagerne ud i naturen igen, og det"),
        ("Kører Havluft stadig?", "Byrådet har besluttet, at Havluft fortsætter"),
        ("Kører Vinterbrisen stadig?", "Fra august 2019 til udgangen af 2021 fik 61 mænd"),
        ("Kører Blæsebælgen stadig?", "Forsøget er afsluttet. [1]"),
        ("Er Kornhuset stadig i gang?", "Kornhuset lukker efter ti år [1]"),
        ("Hvem står bag Havluft?", "Havluft drives af foreningen Blå Hænder"),
        ("Hvem driver Havluft?", "Havluft drives af foreningen Blå Hænder"),
        ("Hvor foregår Havluft?", "Holdene mødes i Skurvej 4"),
        ("Hvordan kommer man med i Havluft?", "Du behøver ingen henvisning. [1] Ring til 11 22"),
        ("Hvad har man fået ud af Havluft?", "Opgørelsen viser, at 14 af de 20"),
        ("Virker Havluft?", "Opgørelsen viser, at 14 af de 20"),
        ("Hvad er formålet med Stjernehuset?", "Stjernehuset skal give unge mod"),
        ("Kører Stjernehuset stadig?", "Anden fase begyndte i 2021 og løber til"),
        ("Hvem driver Stjernehuset?", "Stjernehuset drives ikke af regionen, men er oprettet af"),
        ("Virker Stjernehuset?", "Stjernehuset er ikke selv blevet evalueret."),
        ("Hvordan kommer man med i Stjernehuset?", "Din sagsbehandler kan henvise dig."),
        ("Er Lyngklubben stadig i gang?", "Lyngklubben startede i 2016 og lukkede"),
        ("Hvornår stopper Havluft?", "Byrådet har besluttet, at Havluft fortsætter"),
        ("Hvornår sluttede Lyngklubben?", "Lyngklubben startede i 2016 og lukkede"),
        ("Kræver Havluft en henvisning?", "Du behøver ingen henvisning."),
        ("Hvem betaler for Kludehuset?", "Kludehuset får støtte fra Fonden Blå."),
        ("Hvilken lov hører Kludehuset under?", "Huset hviler på Barnets Lov."),
        ("Er Kludehuset blevet evalueret?", "Kludehuset er gennemgået af to forskere."),
        ("Skal man have en henvisning til Kludehuset?", "Tilbuddet er uvisiteret."),
        ("Koster Kludehuset noget?", "Kontingentet er 200 kroner om året."),
        ("Hvornår slutter Kludehuset?", "Projektperioden er 2023-2026."),
        ("Hvem er Kludehuset for?", "Kludehuset er et madhold til enlige fædre."),
    ],
)
def test_sentence_that_says_it_answers_though_no_word_of_it_is_asked(
    ask: Ask, question: str, told: str
) -> None:
    assert ask(question).startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er formålet med Lommelygten?",
        "Hvornår startede Lommelygten?",
        "Kører Lommelygten stadig?",
        "Hvem står bag Lommelygten?",
        "Hvad har man fået ud af Lommelygten?",
        "Hvornår slutter Lommelygten?",
        "Hvilken lov hører Lommelygten under?",
        "Er Lommelygten blevet evalueret?",
        "Hvem betaler for Lommelygten?",
        "Skal man have en henvisning til Lommelygten?",
        "Koster Lommelygten noget?",
        "Hvilken lov hører Lyngklubben under?",
    ],
)
def test_what_a_page_says_nowhere_is_declined(ask: Ask, question: str) -> None:
    assert ask(question).startswith("Det svarer dokumenterne ikke på")


def test_long_line_of_words_that_end_something_is_read_in_time() -> None:
    line = "Bussen " + "løber til " * 2_000
    began = thread_time()
    for basic in bare._BASICS:
        for pattern in basic.says:
            pattern.search(line)
    assert thread_time() - began < 5.0


def test_initiative_lies_where_its_post_goes(ask: Ask) -> None:
    assert "Postboks 9, 7700 Thisted" in ask("Hvor ligger Lyngklubben?")
