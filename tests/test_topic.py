"""What a conversation is about, and what its questions name."""

from assistant.scopes import Scopes
from assistant.topic import Talk, written
from assistant.types import Answer, Citation, Turn
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import page, quoted

LINES = parse(
    "linjer",
    "Rådgivning til unge i Odder\n\nRådgivning\n\nTernelinjen svarer hele døgnet.\n\n"
    "Den, der ikke er i skole, kan ringe.\n",
)
HOUSE = page("hus", "bolig")
SCHOOL = parse("morgen", "Hjælp til børn uden skole\n\nEt tilbud i Vejle.\n")
PAGES = (LINES, HOUSE, SCHOOL)


def turn(question: str, *citations: Citation) -> Turn:
    text = " ".join(f"{one.quote} [{one.number}]" for one in citations)
    status, said = ("answered", text) if citations else ("not_found", "x")
    return Turn(question, Answer("", question, "caseworker", status, said, citations))  # type: ignore[arg-type]  # the pair narrows no literal


def talk(*turns: Turn, pages: tuple[Document, ...] = PAGES) -> Talk:
    return Talk(turns, Scopes.over(pages).find, {one.id: one for one in pages})


MONEY = quoted(HOUSE, 1, "Der er afsat 3 mio. kr.")
LINE = quoted(LINES, 1, "Ternelinjen svarer hele døgnet.")


def test_initiative_is_called_what_a_question_called_it() -> None:
    assert talk(turn("Hvem betaler for huset?", MONEY)).topic() == "huset"
    assert talk(turn("Hvem betaler for huset?", MONEY), turn("Hvor meget?", MONEY)).topic() == (
        "huset"
    )


def test_initiative_that_no_question_named_has_the_title_of_its_page() -> None:
    assert talk(turn("Hvem betaler?", MONEY)).topic() == "Hus"
    assert talk(turn("Hvem svarer?", LINE)).topic() == "Rådgivning til unge i Odder"


def test_question_without_an_answer_names_its_initiative() -> None:
    assert talk(turn("Hvem betaler?", MONEY), turn("Hvad koster ternelinjen i Odder?")).topic()
    assert talk(turn("Hvor ligger huset?")).topic() == "huset"
    assert talk(turn("Hvad er klokken?")).topic() == ""


def test_name_beside_that_of_the_initiative_is_the_one_asked_of() -> None:
    assert talk(turn("Hvornår svarer Ternelinjen?", LINE)).name() == "Ternelinjen"
    assert talk(turn("Hvornår svarer Svalen?", LINE)).name() == ""
    assert talk(turn("Hvem betaler for Hus?", MONEY)).name() == ""


def test_everyday_word_of_the_page_spoken_of_names_no_other_one() -> None:
    asked = "Hvornår begynder skolen?"
    named = [scope.document for group in talk().named(asked) for scope in group]
    assert "morgen" in named
    assert talk(turn("Hvem svarer?", LINE)).named(asked) == []
    assert talk(turn("Hvem betaler?", MONEY)).named(asked) == talk().named(asked)


def test_words_are_those_that_are_written() -> None:
    assert written("Hvor mange kommuner, i alt?", {"kommun"}) == "kommuner"


def test_person_is_the_one_that_an_answer_to_who_tells_of() -> None:
    def told(question: str, text: str) -> str:
        answer = Answer("", question, "caseworker", "answered", text, (MONEY,))
        return talk(Turn(question, answer)).person()

    assert told("Hvem leder huset?", "Huset ledes af Ida Lund. [1]") == "Ida Lund"
    assert told("Hvem leder huset?", "Huset ledes af Ida Lund og Bo Holm. [1]") == ""
    assert told("Hvad koster huset?", "Spørg Ida Lund. [1]") == ""
    assert talk(turn("Hvem leder huset?", MONEY)).person() == ""


FUND = parse(
    "pulje",
    "Puljen Havnens Folk\n\nProjekter\n\nProjekt\tAnsøger\tSted\tBevilling\n"
    "Fiskecafé\tForeningen Kutteren\tHirtshals\t1,2 mio. kr.\n"
    "Garnbinderne\tAssens Kommune\tAssens\t0,7 mio. kr.\n",
)
ROW = quoted(FUND, 1, "Garnbinderne\tAssens Kommune\tAssens\t0,7 mio. kr.")


def test_person_is_told_of_where_the_question_went_on_from_one_that_asked_who() -> None:
    told = Answer("", "x", "caseworker", "answered", "I Ribe er det Bo Holm. [1]", (MONEY,))
    first, next = turn("Hvem leder huset i Odder?", MONEY), Turn("Og i Ribe?", told)
    assert talk(first, next).person() == "Bo Holm"
    assert talk(turn("Hvad koster huset?", MONEY), next).person() == ""


def test_row_is_called_by_what_the_question_has_of_it() -> None:
    def row(question: str, *cited: Citation) -> str:
        return talk(turn(question, *cited), pages=(FUND, HOUSE)).row()

    assert row("Hvad laver Assens Kommune i puljen?", ROW) == "Assens Kommune"
    assert row("Hvilket projekt er det mindste?", ROW) == "Garnbinderne"
    assert row("Hvem betaler for Hus?", MONEY) == ""


def test_name_asked_of_in_vain_is_what_is_spoken_of() -> None:
    assert (
        talk(turn("Hvem kan jeg ringe til i Grønne Mågers Ven?")).unknown() == "Grønne Mågers Ven"
    )
    assert talk(turn("Hvem kan jeg ringe til i Odder?")).unknown() == ""
    assert talk(turn("Hvem betaler for Broen?", MONEY)).unknown() == ""


def test_those_whom_a_question_was_for_are_no_initiative() -> None:
    assert talk(turn("Er der noget for pårørende?", MONEY)).whom() == "pårørende"
    assert talk(turn("Hvad er Hjælp til børn uden skole?", MONEY)).whom() == ""
