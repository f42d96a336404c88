"""What lies near a question and tells of something else is declined; what answers it is told."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.types import Turn
from corpus.structure import parse
from tests.fakes import FakeSearch

TODAY = date(2024, 6, 1)
BOAT = parse(
    "baadelaug",
    "Bådelauget Ternen\n\nTernen lærer unge i Odder og Vejle at bygge både.\n\n"
    "Hvem kan være med?\n\nUnge mellem 15 og 20 år.\n\n"
    "Styregruppe\n\nBo Holm er formand for gruppen, og Ida Dal fra havnen er med.\n\n"
    "Bevilling:\n\n4,5 mio. kr.\n\n"
    "Bag lauget\n\nTernen er betalt af Havfonden. Analysehuset står for slutevalueringen.\n\n"
    "Resultater:\n\n62 unge har bygget en båd. Effekten er dog svagt aftagende efter et år. "
    "Ternen har givet de unge flere venner.\n\n"
    "Skal jeg kunne svømme?\n\nNej. Vi lærer dig det.\n\n"
    "Kontakt:\n\nEva Lund\n11 22 33 44\n",
)
GARDEN = parse("haven", "Byhaven Elverum\n\nI haven i Fåborg dyrker naboer grønt til alle.\n")
PAGES = (BOAT, GARDEN)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvem sidder i styregruppen for Ternen?", "Bo Holm er formand for gruppen"),
        ("Hvem finansierer Ternen?", "Ternen er betalt af Havfonden."),
        ("Hvem evaluerer Ternen?", "Analysehuset står for slutevalueringen."),
        ("Hvilke forbehold er der i resultaterne af Ternen?", "Effekten er dog svagt aftagende"),
        ("Hvem kan være med i Ternen?", "Unge mellem 15 og 20 år."),
        ("Hvad er aldersgrænsen i Ternen?", "Unge mellem 15 og 20 år."),
        ("Hvor mange unge har bygget en båd i Ternen?", "62 unge har bygget en båd."),
        ("Findes Ternen i Randers?", "Ternen lærer unge i Odder og Vejle at bygge både."),
    ],
)
def test_what_answers_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert answer.citations[0].quote.startswith(said)


@pytest.mark.parametrize(
    "question",
    [
        "Hvem sidder i bestyrelsen for Ternen?",
        "Hvem har skrevet sangbogen i Ternen?",
        "Hvad var effekten på karaktererne i Ternen?",
        "Hvor mange af dem er døde siden, i Ternen?",
        "Hvad var gennemsnitsalderen i Ternen?",
        "Hvorfor trak Odder sig ud af Ternen?",
        "Hvor mange unge har bygget en båd i Ternen i Randers?",
        "Hvad er forskellen på Ternen og et andet bådelaug?",
        "Er Eva Lund gift?",
        "Hvor bor Eva Lund?",
    ],
)
def test_what_only_lies_near_is_declined(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_difference_is_told_by_what_is_said_of_each() -> None:
    page = parse(
        "metoder",
        "Metoder i Lunden\n\nRometoden er samtaler i båd. Gåmetoden er samtaler på stien.\n\n"
        "De bruges efter §§ 107 og 108.\n",
    )
    talk = Assistant.over((page, GARDEN), FakeSearch((page, GARDEN)), lambda: TODAY)
    assert talk.ask("Hvad er forskellen på rometoden og gåmetoden?").status == "answered"
    assert talk.ask("Hvad er forskellen på § 107 og § 108?").status == "not_found"


def test_page_of_no_words_is_asked_without_harm() -> None:
    pages = (parse("tom", "🙂\n\n— … — !!! ???\n\n§\n"),)
    talk = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    assert talk.ask("Hvad er gennemsnitsalderen?").status == "not_found"


def test_place_alone_carries_no_yes_or_no(assistant: Assistant) -> None:
    assert assistant.ask("Kan en hest være skibskaptajn i Vejle?").status == "not_found"
    assert assistant.ask("Kan unge bygge både i Vejle?").status == "answered"


def test_one_kind_of_thing_is_asked_first_of_what_was_spoken_of_last() -> None:
    pages = (*PAGES, parse("engen", "Engen\n\nI Engen er der 90 unge, alle unge i byen.\n"))
    talk = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    first = talk.ask("Hvad er Ternen?")
    history = (Turn("Hvad er Ternen?", first),)
    assert [
        cited.document
        for cited in talk.ask("Hvor mange unge er der?", "caseworker", history).citations
    ] == ["baadelaug"]


def test_no_belongs_to_the_sentence_that_it_begins(assistant: Assistant) -> None:
    answer = assistant.ask("Skal jeg kunne svømme i Ternen?")
    assert [cited.quote for cited in answer.citations] == ["Nej. Vi lærer dig det."]


def test_thing_that_no_sentence_has_is_not_there(assistant: Assistant) -> None:
    assert assistant.ask("Er der parkering ved Bådelauget Ternen?").status == "not_found"
    assert assistant.ask("Var der en tandlæge med i Ternen?").status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Var der en tandlæge med i Ternen, og hvor mange var den for?", []),
        (
            "Var der en tandlæge med i Ternen, og hvor mange unge byggede en båd?",
            ["62 unge har bygget en båd."],
        ),
    ],
)
def test_what_is_asked_of_a_thing_that_is_not_there_is_declined(
    assistant: Assistant, question: str, said: list[str]
) -> None:
    assert [cited.quote for cited in assistant.ask(question).citations] == said


def test_evaluation_that_is_only_planned_has_come_to_nothing() -> None:
    page = parse(
        "kajen",
        "Kajen\n\nBaggrund:\n\nEn optælling viser, at unge på kajen keder sig.\n\n"
        "Evaluering:\n\nKajen evalueres for at vise, om de unge får det bedre.\n",
    )
    pages = (page, GARDEN)
    asked = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    for question in (
        "Hvad kom evalueringen af Kajen frem til?",
        "Hvad har evalueringen af Kajen vist?",
        "Hvad kom man frem til med Kajen?",
    ):
        assert asked.ask(question).status == "not_found"


def test_number_of_another_year_is_not_told() -> None:
    page = parse("pas", "Passet\n\nI 2025 fik 463 børn et pas, mod 391 i 2024.\n")
    pages = (page, GARDEN)
    asked = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    assert asked.ask("Hvor mange børn fik et pas med Passet i 2022?").status == "not_found"
    assert "463" in asked.ask("Hvor mange børn fik et pas med Passet i 2025?").text


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange unge byggede en båd i Ternen sidste år?",
        "Hvad tid på dagen kan man ringe til Eva Lund?",
    ],
)
def test_what_the_page_has_nothing_of_is_declined(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_a_year_before_a_name_is_no_postcode() -> None:
    page = parse("kiosk", "Kiosken\n\nDen 1. juni 2025 Kiosken åbnede i Odder og siden i Vejle.\n")
    assistant = Assistant.over([page], FakeSearch([page]), lambda: TODAY)
    assert assistant.ask("Hvad er adressen på Kiosken?").status == "not_found"


@pytest.mark.parametrize(
    ("question", "is_told"),
    [
        ("Hvor ligger Mågeøen?", False),  # it is only a partner
        ("Hvor ligger Tangskuret?", True),
        ("Hvor ligger Krabbehuset?", True),
        ("Hvor ligger Rejeloftet?", True),
    ],
)
def test_place_is_told_by_what_says_it_of_the_name(question: str, is_told: bool) -> None:
    page = parse(
        "kaj",
        "Kajens venner\n\nPartnerskabet er i Vejle, og i det er Mågeøen, Odder Kommune og Tuborg. "
        "I Odder ligger også Tangskuret. Krabbehuset er et værksted i Vejle for alle. "
        "Rejeloftet, et loft ved Ribe Å, er lukket.\n",
    )
    pages = (page, GARDEN)
    asked = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    assert (asked.ask(question).status == "answered") is is_told


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Min søn er 13, er han gammel nok til Ternen?", "answered"),
        ("Må man være 13 i Ternen?", "answered"),
        ("Min søn er 13, er han gammel nok til Byhaven Elverum?", "not_found"),
        ("Er 80 år for gammel til Byhaven Elverum?", "not_found"),
    ],
)
def test_age_is_told_by_an_age_alone(assistant: Assistant, question: str, status: str) -> None:
    assert assistant.ask(question).status == status


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Kan jeg skrive mig op til Ravnely, eller skal det gå gennem nogen?", "Kun læger kan"),
        ("Hvorfor skal man flytte fra Ravnely efter ni måneder?", "Et ophold varer højst to år."),
        ("Får jeg de 200 kr. igen på Ravnely?", "Du får 200 kr. igen"),
        ("Kan jeg få støtte til Ravnely for de år, der er gået?", "Vi yder ikke støtte bagud."),
        ("Hvor mange er der på et hold på Ravnely?", "Seks til otte deltagere"),
        ("Hvornår skal de give mig en ny mentor på Ravnely?", "Du får en ny mentor, hvis"),
        ("Hvor lang er køen til Ravnely?", ""),
    ],
)
def test_what_is_asked_in_everyday_words_is_told_or_declined(question: str, said: str) -> None:
    page = parse(
        "ravnely",
        "Ravnely\n\nRavnely er et hus for voksne. Et ophold varer højst to år. Alle har en mentor. "
        "Man flytter ind på en mandag, og efter ni måneder er der kaffe.\n\n"
        "Holdene\n\nSeks til otte deltagere laver mad hver dag. Der er fire værelser.\n\n"
        "Indskrivning\n\nEn samtale er næste skridt. Kun læger kan henvise.\n\n"
        "Penge\n\nNøglen koster 200 kr. Du får 200 kr. igen, når du flytter. "
        "Vi yder ikke støtte bagud.\n\n"
        "Mentorer\n\nMentorerne er frivillige. Du får en ny mentor, hvis din er væk i en måned.\n",
    )
    answer = Assistant.over((page, GARDEN), FakeSearch((page, GARDEN)), lambda: TODAY).ask(question)
    assert answer.status == ("answered" if said else "not_found")
    assert not said or said in [one.quote[: len(said)] for one in answer.citations]


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvornår har Café Ternen i Odder åbent?", "answered"),
        ("Hvornår har Café Ravnen i Odder åbent?", "not_found"),
        ("Hvad koster det at spise på Café Ravnen i Odder?", "not_found"),
    ],
)
def test_what_no_page_names_is_not_answered_by_others_of_its_sort(
    question: str, status: str
) -> None:
    page = parse(
        "cafeer",
        "Caféer i Odder Kommune\n\nCaféerne i Odder er for alle voksne.\n\n"
        "Café Ternen\n\nÅbent: mandag kl. 10-14\n\nDet er gratis at spise med.\n\n"
        "Café Lærken\n\nÅbent: tirsdag kl. 12-16\n\nEn middag koster 20 kr. pr. gang.\n",
    )
    pages = (page, GARDEN)
    asked = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    assert asked.ask(question).status == status


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvad kræver I af en vejleder i bådklubben på Strynø?", "answered"),
        ("Hvad kræver I af en vejleder i bådklubben på Omø?", "not_found"),
    ],
)
def test_place_may_be_that_of_the_first_words_of_the_page(question: str, status: str) -> None:
    page = parse(
        "klubben",
        "Hjælp til unge\nBådklubben på Strynø\n\nVi mødes ved havnen.\n\n"
        "Bliv vejleder\n\nVejledere i bådklubben skal være fyldt 20 år og kunne svømme.\n",
    )
    pages = (page, GARDEN)
    asked = Assistant.over(pages, FakeSearch(pages), lambda: TODAY)
    assert asked.ask(question).status == status


NIGHT = parse(
    "nattely",
    "Nattelyet\n\nNattelyet tager imod folk uden bolig. Der er 12 værelser i huset. "
    "I 2023 fik 40 gæster hjælp til en bolig. Huset har åbent hver nat, og der gives aftensmad "
    "kl. 19. En gang om ugen kommer en læge. Et ophold varer "
    "to uger. Støtten gives indtil videre. Hunde skal blive i gården.\n\n"
    "Åbningstider\n\nMandag-torsdag: kl. 18-8\n\nFredag: kl. 16-10\n",
)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvor mange værelser har Nattelyet?", "Der er 12 værelser i huset."),
        ("Hvor længe varer et ophold i Nattelyet?", "Et ophold varer to uger."),
        ("Hvor længe gives støtten i Nattelyet?", "Støtten gives indtil videre."),
        ("Hvor længe har Nattelyet åbent om onsdagen?", "Mandag-torsdag: kl. 18-8"),
        ("Hvornår har Nattelyet åbent om fredagen?", "Fredag: kl. 16-10"),
        ("Hvor mange gæster blev straffet i Nattelyet?", ""),
        ("Hvor længe varer aftensmaden i Nattelyet?", ""),
    ],
)
def test_number_and_time_are_of_what_is_asked(question: str, said: str) -> None:
    pages = (NIGHT, GARDEN)
    answer = Assistant.over(pages, FakeSearch(pages), lambda: TODAY).ask(question)
    quotes = [cited.quote for cited in answer.citations]
    assert quotes[0].startswith(said) if said else answer.status == "not_found"


@pytest.mark.parametrize(
    ("title", "asked", "hours"),
    [
        ("Mandagsklubben", "Hvornår mødes Mandagsklubben?", "Vi mødes hver onsdag kl. 14-16."),
        (
            "Ternen",
            "Hvornår har Ternen åbent om torsdagen?",
            "Telefonen er åben man.-tors. kl. 9-12.",
        ),
        (
            "Ternen",
            "Hvornår har Ternen åbent om søndagen?",
            "Der er åbent lørdag-mandag kl. 10-12.",
        ),
    ],
)
def test_weekday_is_that_of_a_day_and_no_name(title: str, asked: str, hours: str) -> None:
    other = "Tirsdag har vi åbent kl. 17-19." if title == "Ternen" else "Her er åbent for alle."
    page = parse("side", f"{title}\n\n{title} er for ældre.\n\n{hours} {other}\n")
    pages = (page, GARDEN)
    answer = Assistant.over(pages, FakeSearch(pages), lambda: TODAY).ask(asked)
    assert hours in [cited.quote for cited in answer.citations]
    assert "Tirsdag har vi åbent kl. 17-19." not in [cited.quote for cited in answer.citations]


def test_what_the_page_spoken_of_leaves_out_is_not_told_of_another() -> None:
    first, second = (
        parse("ly", "Lyet\n\nLyet tager imod gæster. Gæster får hjælp til en bolig.\n"),
        parse("klub", "Klubben\n\nI Klubben får 30 gæster om året hjælp til en bolig.\n"),
    )
    talk = Assistant.over((first, second), FakeSearch((first, second)), lambda: TODAY)
    history = (Turn("Hvad er Lyet?", talk.ask("Hvad er Lyet?")),)
    asked = "Hvor mange gæster får hjælp til en bolig?"
    assert talk.ask(asked, "caseworker", history).status == "not_found"
    assert talk.ask(asked).status == "answered"
