"""What a question takes from the conversation before it."""

import pytest

from assistant.conversation import standalone as standalone_in
from assistant.question import Find
from assistant.scopes import Scopes
from assistant.topic import Talk
from assistant.types import Answer, Citation, Turn
from corpus.structure import parse
from tests.fakes import page

HOUSE = Scopes.over([page("hus", "bolig"), page("job", "fritid")]).find


def turn(question: str, title: str = "", section: str = "") -> Turn:
    citation = Citation(1, "d", title, section, "x", 0, 1)
    status, citations = ("answered", (citation,)) if title else ("not_found", ())
    return Turn(question, Answer("", question, "caseworker", status, "x [1]", citations))  # type: ignore[arg-type]  # the pair narrows no literal


def standalone(text: str, history: tuple[Turn, ...], find: Find = lambda text: []) -> str:
    return standalone_in(text, Talk(history, find, {}))


MONEY = turn("Hvor mange penge er der afsat til Broen?", "Broen til arbejde", "Finansiering")


def test_first_question_stands_as_it_is() -> None:
    assert standalone("hvem står bag?", ()) == "hvem står bag?"


@pytest.mark.parametrize(
    "text",
    [
        "hvem står bag?",
        "og hvor foregik det?",
        "Hvem er kontaktperson?",
        "Er det slut?",
        "Hvor længe varer projektet?",
        "Og nummeret?",
        "Hvem finansierer den?",
        "hvad er formålet",
        "how long does it run?",
    ],
)
def test_question_without_a_subject_gets_the_title_of_the_last_answer(text: str) -> None:
    assert standalone(text, (MONEY,)) == f"{text} (Broen til arbejde)"


@pytest.mark.parametrize(
    "text",
    [
        "Hvad er formålet med Stofmisbrugspakken?",
        "Hvem er kontaktperson for akuttilbuddet i Fredericia?",
        "Hvad koster en billet til Tivoli?",
        "Hvem er Stofmisbrugspakken for?",
        "Kører Stofmisbrugspakken stadig?",
    ],
)
def test_new_subject_drops_the_old_one(text: str) -> None:
    assert standalone(text, (MONEY,)) == text


@pytest.mark.parametrize("text", ["Hvem betaler det Hus?", "Og hvem betaler Hus?"])
def test_question_that_points_back_and_names_an_initiative_stands_alone(text: str) -> None:
    assert standalone(text, (MONEY,), HOUSE) == text


def test_question_that_points_back_with_few_words_of_its_own_still_leans() -> None:
    assert standalone("Hvem betaler det værksted?", (MONEY,), HOUSE) == (
        "Hvem betaler det værksted? (Broen til arbejde)"
    )


@pytest.mark.parametrize("text", ["Hvad med Stofmisbrugspakken?", "Og Stofmisbrugspakken?"])
def test_what_about_carries_what_was_asked_and_not_about_what(text: str) -> None:
    whole = standalone(text, (turn("Hvem finansierer Broen?", "Broen"),))
    assert whole == "hvem finansierer Stofmisbrugspakken?"


def test_what_about_reaches_past_a_question_that_was_itself_a_what_about() -> None:
    history = (turn("Hvem finansierer Broen?", "Broen"), turn("Hvad med Vejen?", "Vejen"))
    whole = standalone("Hvad med Stofmisbrugspakken?", history)
    assert whole == "hvem finansierer Stofmisbrugspakken?"


def test_subject_comes_from_the_latest_answer_that_had_a_source() -> None:
    history = (turn("Hvad er Broen?", "Broen"), turn("Hvad er Vejen?", "Vejen"), turn("Hvad nu?"))
    assert standalone("hvem står bag?", history) == "hvem står bag? (Vejen)"


def test_nothing_answered_yet_gives_nothing_to_take() -> None:
    assert standalone("hvem står bag?", (turn("Hvad er klokken?"),)) == "hvem står bag?"


def test_heading_that_is_no_label_narrows_the_title() -> None:
    history = (turn("Hvad er U-turn?", "Initiativer", "Udbredelse af modeller"),)
    assert standalone("Hvem står bag?", history) == (
        "Hvem står bag? (Initiativer: Udbredelse af modeller)"
    )


def test_part_of_a_page_that_was_spoken_of_is_what_is_gone_on_about() -> None:
    whole = parse("v", "Overblik over byen\n\nVærkstedet Ternen\n\nUnge bygger både i Odder.\n")
    find = Scopes.over([whole, page("hus", "bolig"), page("job", "fritid")]).find
    history = (turn("Hvad er Værkstedet Ternen?", "Overblik over byen", "Værkstedet Ternen"),)
    assert standalone("Hvem står bag?", history, find) == "Hvem står bag? (Værkstedet Ternen)"


@pytest.mark.parametrize(
    "text",
    [
        "Er der også noget for unge?",
        "Får man også hjælp til bolig?",
        "Findes der også et værksted?",
        "Giver man også nogle penge?",
    ],
)
def test_question_after_more_of_the_same_is_about_the_same(text: str) -> None:
    assert standalone(text, (MONEY,)) == f"{text} (Broen til arbejde)"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Hvem hjælper også hjemløse?", "Hvem hjælper også hjemløse?"),
        ("Er der også noget for hus?", "Er der også noget for hus?"),  # it names an initiative
    ],
)
def test_also_alone_points_back_to_nothing(text: str, whole: str) -> None:
    assert standalone(text, (MONEY,), HOUSE) == whole


@pytest.mark.parametrize(
    "text",
    [
        "Nej, jeg mente Hus",
        "nej vent, Hus",
        "Ikke Job, men Hus",
        "Ikke den, men Hus",
        "Jeg tænkte på Hus",
        "Hus, mente jeg",
        "Hus",
    ],
)
def test_correction_and_name_alone_carry_what_was_asked(text: str) -> None:
    asked = turn("Hvor mange bor der i Job?", "fritid")
    assert standalone(text, (asked,), HOUSE) == "Hus hvor mange bor der i"


def test_correction_that_asks_is_asked_of_the_same() -> None:
    assert standalone("Nej, hvem betaler?", (MONEY,)) == "hvem betaler? (Broen til arbejde)"


def test_correction_of_nothing_stays() -> None:
    assert standalone("Nej, jeg mente Hus", (), HOUSE) == "Nej, jeg mente Hus"
    assert standalone("nej", (turn("Hvad er klokken?"),), HOUSE) == "nej"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ok og hvem betaler?", "og hvem betaler? (Broen)"),
        ("Nå, hvad koster det så?", "hvad koster det så? (Broen)"),
        ("og hvor længe?", "og hvor længe kan man bo der? (Broen)"),
        ("Indtil hvornår?", "Indtil hvornår kan man bo der? (Broen)"),
        ("Kan du uddybe det?", "Fortæl mere om? (Broen)"),
        ("Min søn er 15 og på stoffer hver dag. Gælder det også ham?", None),
        ("Min søn er 15 og på stoffer hver dag. Hvad skal jeg gøre?", ""),
    ],
)
def test_short_question_leans_on_the_one_before(text: str, whole: str | None) -> None:
    expected = f"{text} (Broen)" if whole is None else whole or text
    assert standalone(text, (turn("Kan man bo der?", "Broen"),)) == expected


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        (
            "Hvor mange fra Aarhus deltog i Job?",
            "hvad med Randers?",
            "hvor mange fra Randers deltog i Job?",
        ),
        ("Hvad koster Job i 2026?", "og i 2029?", "hvad koster Job i 2029?"),
        ("Hvornår åbner Job i Aarhus?", "nej, jeg mente Sløvby", "hvornår åbner Job i Sløvby?"),
        (
            "Hvornår åbner kontoret i Aarhus?",
            "nej, jeg mente Odense",
            "hvornår åbner kontoret i Odense?",
        ),
        ("Hvornår åbner Job om mandagen?", "og lørdag?", "hvornår åbner Job om lørdag?"),
        ("Hvem kan jeg spørge om budget i Job?", "og om det faglige?", "om det faglige i Job?"),
    ],
)
def test_what_about_stands_in_the_place_of_its_like(before: str, text: str, whole: str) -> None:
    assert standalone(text, (turn(before, "Job"),), HOUSE).endswith(whole)


def test_they_are_what_was_counted() -> None:
    asked = turn("Hvor mange kommuner er med i Broen?", "Broen")
    assert standalone("Hvad hedder de?", (asked,)) == "Hvad hedder kommuner? (Broen)"


def test_what_is_told_of_who_needs_help_belongs_to_the_question_before() -> None:
    asked = turn("Min søn tager stoffer. Kan han få hjælp?", "Broen")
    assert standalone("han er 17", (asked,)) == f"{asked.question} han er 17"


def test_what_points_to_nothing_that_was_said_takes_nothing() -> None:
    assert standalone("Hvad er det tredje?", (MONEY,)) == "Hvad er det tredje?"


def test_going_back_names_what_was_spoken_of_first() -> None:
    history = (turn("Hvad er Broen?", "Broen"), turn("Hvad er Vejen?", "Vejen"))
    assert standalone("Tilbage til den første: hvem betaler?", history) == (
        "Broen: hvem betaler? (Vejen)"
    )
    assert standalone("tilbage til Hus: hvem betaler?", history, HOUSE) == "Hus: hvem betaler?"


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        (
            "Hvad viste evalueringen af Broen?",
            "Hvem har lavet den?",
            "Hvem har lavet evalueringen?",
        ),
        ("Hvad lærer man på kurset?", "Og hvornår er det?", "Og hvornår er kurset?"),
        ("Hvad lærer man på kurset?", "Hvornår slutter den?", "Hvornår slutter den?"),
        ("Hvad er formålet med projektet?", "Hvornår slutter det?", "Hvornår slutter det?"),
    ],
)
def test_it_is_the_thing_of_its_gender(before: str, text: str, whole: str) -> None:
    assert standalone(text, (turn(before, "Broen"),)) == f"{whole} (Broen)"


def test_a_noun_with_a_name_of_its_own_does_not_point_back() -> None:
    history = (turn("Hvad er Broen?", "Broen"),)
    for asked in ("Hvem betaler projektet Ankeret?", "Hvem betaler tilbuddet »Ankeret«?"):
        assert standalone(asked, history) == asked
    assert standalone("Hvem betaler projektet?", history) == "Hvem betaler projektet? (Broen)"


def test_another_one_alone_stands_in_the_place_of_whom_was_asked_of() -> None:
    before = turn("Hvad får værten i Broen?", "Broen til arbejde", "Indhold")
    assert standalone("og gæsten?", (before,)) == "Hvad får gæsten i Broen?"


def test_what_leans_on_an_answer_and_is_told_more_of_stays_with_it() -> None:
    talk = (turn("Hvad koster Broen?", "Broen"), turn("han har ingen penge", "Broen"))
    whole = standalone("han er narkoman", talk)
    assert whole == "han har ingen penge han er narkoman (Broen)"


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("Hvem afgør en sag i Broen?", "Hvor hurtigt?", "Hvor hurtigt afgør en sag i Broen?"),
        (
            "Kan man klage over Broen?",
            "Og inden for hvilken frist?",
            "inden for hvilken frist kan man klage over Broen?",
        ),
        ("Hvor ofte mødes man i Broen?", "Hvorfor?", "Hvorfor mødes man i Broen?"),
    ],
)
def test_question_word_alone_is_asked_of_the_last_question(
    before: str, text: str, whole: str
) -> None:
    assert standalone(text, (turn(before, "Broen"),)).startswith(whole)


@pytest.mark.parametrize(
    ("before", "text", "whole"),
    [
        ("Hvad koster mad i Job?", "og kørsel?", "hvad koster kørsel i Job?"),
        ("Hvad koster varm mad i Job?", "Og et bad?", "hvad koster et bad i Job?"),
        ("Hvor mange unge gennemførte Job?", "og voksne?", "hvor mange voksne gennemførte Job?"),
        (
            "Hvad laver man i Job om mandagen?",
            "og om torsdagen?",
            "hvad laver man i Job om torsdagen?",
        ),
        ("Hvad koster mad og kørsel i Job?", "og kaffe?", "og kaffe? hvad koster mad og kørsel i"),
    ],
)
def test_another_thing_stands_in_the_place_of_the_one_asked_of(
    before: str, text: str, whole: str
) -> None:
    assert standalone(text, (turn(before, "Job"),), HOUSE) == whole


def test_there_at_the_end_points_back() -> None:
    assert standalone("Kan man vaske tøj der?", (MONEY,)).endswith("(Broen til arbejde)")
    assert standalone("Er der et værksted?", (MONEY,)) == "Er der et værksted?"


def test_what_somebody_has_done_is_no_thing() -> None:
    told = turn("Min søn har mistet sin far", "Broen")
    assert standalone("Hvad koster det?", (told,)) == "Hvad koster det? (Broen)"


def test_town_of_a_page_stands_in_the_place_of_another_one() -> None:
    there = Scopes.over([parse("kaj", "Kajen i Odder og Vejle\n\nKajen er for unge.\n")]).find
    before = turn("Hvem er leder af Kajen i Odder?", "Kajen i Odder og Vejle")
    assert standalone("Hvad så i Vejle?", (before,), there) == "hvem er leder af Kajen i Vejle?"


def test_association_is_the_one_that_was_asked_of() -> None:
    vain = turn("Hvem kan jeg ringe til i Grønne Mågers Ven?")
    asked = "Hvem er formand for foreningen?"
    assert standalone(asked, (vain,)) == f"{asked} (Grønne Mågers Ven)"
    assert standalone(asked, (MONEY,)) == f"{asked} (Broen til arbejde)"


def test_definite_thing_stands_in_the_place_of_a_definite_one() -> None:
    find = Scopes.over([parse("kaj", "Kajen\n\nKajen er for unge.\n")]).find
    before = turn("Hvornår er krisetelefonen på Kajen åben?", "Kajen")
    whole = standalone("og forældrelinjen?", (before,), find)
    assert whole.startswith("hvornår er forældrelinjen på Kajen åben?")


def test_another_part_is_asked_of_what_leaned_on_the_first_one() -> None:
    told = (turn("Hvor mange penge er der i spor 1?", "Havpuljen"), turn("Hvem søger den?"))
    assert standalone("og i spor 2?", told) == "Hvem søger den i spor 2? (Havpuljen)"
    assert standalone("og i spor 2?", told[:1]) == "Hvor mange penge er der i spor 2? (Havpuljen)"


@pytest.mark.parametrize(
    ("before", "text", "is_told"),
    [
        ("Jeg er 17 og bor i Lemvig.", "hvad kan jeg få?", True),
        ("Jeg er 17 og bor i Lemvig", "kan jeg få hjælp til huslejen?", True),
        ("min mor drikker, og jeg er 13", "Hvad kan jeg få hjælp til?", True),
        ("min mor drikker, og jeg er 13", "kan jeg få hjælp til huslejen?", False),  # another thing
        ("Jeg er 17 og bor i Lemvig", "kan jeg få hjælp til huslejen i Ribe?", False),
        ("Jeg er 17. Hvem kan hjælpe?", "hvad kan jeg få?", False),
        ("Hvad koster det at bo i Odder?", "hvad kan jeg få?", False),
        ("Jeg er 17 og bor i Lemvig", "hvem er leder?", False),
    ],
)
def test_what_can_i_get_is_asked_of_whom_one_told_of(before: str, text: str, is_told: bool) -> None:
    asked = standalone(text, (turn(before),))
    assert (asked == f"{before.rstrip('.')}. {text}") is is_told


def test_whose_a_thing_is_goes_with_the_thing_that_another_takes_the_place_of() -> None:
    before = turn("Hvad er nummeret til havnens vagttelefon i dag?")
    assert "havnens" not in standalone("og til køkkenet?", (before,))
    assert "vagttelefon" not in standalone("og til køkkenet?", (before,))
