"""What somebody tells of is answered with the initiative that fits, if one does."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.types import Answer
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


def test_question_of_an_animal_is_not_answered_with_the_target_group_of_people() -> None:
    assert asked("Er der noget hos Broen til hunde?") == set()
    assert asked("Kan min kat komme med på Broen?") == set()


def answer(question: str) -> Answer:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1)).ask(
        question, "citizen"
    )


def test_danger_with_an_offer_that_fits_has_both() -> None:
    told = answer("Min søn tager stoffer og vil ikke leve mere")
    assert told.notice.startswith("Ring 112")
    assert told.status == "answered"
    assert {cited.document for cited in told.citations} == {"bro"}


@pytest.mark.parametrize(
    "question",
    [
        "jeg har lyst til at dø",  # nothing fits
        "Min søn har taget for mange stoffer og kan ikke vækkes",  # minutes count
    ],
)
def test_danger_stands_alone_where_nothing_fits_or_minutes_count(question: str) -> None:
    told = answer(question)
    assert told.notice
    assert (told.status, told.citations) == ("not_found", ())


def test_danger_where_minutes_count_has_the_offer_below_when_it_is_asked_for() -> None:
    told = answer("Min søn har taget for mange stoffer. Hvor får vi hjælp bagefter?")
    assert told.notice
    assert {cited.document for cited in told.citations} == {"bro"}


GETS_IN = parse(
    "ring",
    "Vennetid\n\nMålgruppe:\n\nÆldre, der er ensomme.\n\nFormål:\n\nFormålet er nye venner.\n\n"
    "Sådan gør du\n\nDu kan ringe på 12 34 56 78.\n",
)
ENDED = parse(
    "slut",
    "Vennetid\n\nProjektperiode:\n\n2015 - 2017\n\nMålgruppe:\n\nÆldre, der er ensomme.\n\n"
    "Formål:\n\nFormålet er nye venner.\n\nSådan gør du\n\nDu kan ringe på 12 34 56 78.\n",
)


def told(page: Document) -> str:
    assistant = Assistant.over([page], FakeSearch([page]), lambda: date(2024, 6, 1))
    return assistant.ask("Min mor på 80 er ensom", "citizen").text


def test_who_only_tells_hears_what_it_is_whom_it_is_for_and_what_to_do_next() -> None:
    text = told(GETS_IN)
    places = [text.index(one) for one in ("nye venner", "Ældre", "12 34 56 78")]
    assert places == sorted(places)


def test_word_of_a_name_that_is_only_told_of_names_nothing() -> None:
    page = parse(
        "skole",
        "Hjælp til børn, der har svært ved at komme i skole\n\n"
        "Målgruppe:\n\nElever i 0. til 7. klasse med skolefravær.\n\n"
        "Formål:\n\nTo voksne hjælper jer.\n\n"
        "Mere information:\n\nMin søn græd ikke mere, siger en mor til en dreng i 3. klasse.\n",
    )
    assistant = Assistant.over([page], FakeSearch([page]), lambda: date(2024, 6, 1))
    told = "Min dreng går i 2. klasse. Han har ikke været i skole de sidste 3 uger"
    assert "kan være relevant: To voksne hjælper" in assistant.ask(told, "citizen").text


def test_what_is_over_is_told_with_whom_to_ask_and_no_number() -> None:
    text = told(ENDED)
    assert "slut" in text
    assert "12 34 56 78" not in text
    assert text.endswith("Din egen kommune kan fortælle dig, hvilken hjælp du kan få.")


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
