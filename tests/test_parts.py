"""Pages of several parts, each with the same fields: 'Herberg / For: … / Pris: …'."""

from datetime import date
from time import process_time

import pytest

from assistant.contact import all_contacts, contacts
from assistant.initiatives import entries
from assistant.stated import entry
from corpus.structure import Hints, parse
from corpus.types import Section
from evals.run import bench
from index.embed import BUNDLED, Embedding

PAGE = """Læhegnet - hjælp til dig uden bolig

Læhegnet er for dig, der ikke har et sted at bo.

Herberget
Et værelse og en kontaktperson.
For: voksne over 18 år
Pladser: 14 senge
Pris: 90 kr. i døgnet
Henvisning: ingen, du kan møde op
Kontakt: Forstander Ida Holm, 11 22 33 44

Natcaféen Lygten
Varme og suppe, når det fryser.
For: hjemløse over 18 år. Hunde er velkomne.
Periode: 1. januar 2020 - 31. december 2022
Pris: gratis

Bofællesskabet Nord
Otte boliger med støtte.
For: unge mellem 18 og 25 år, som har boet på herberg
Ventetid: fire uger
Pris: 3.200 kr. om måneden
Kontakt: Leder Bo Lund, 55 66 77 88

Må jeg have min hund med?
Nej, ikke på herberget.

Vidste du, at
Herberget er fra 1968.
"""
DOCUMENT = parse("laehegnet", PAGE)
PARTS = ["Herberget", "Natcaféen Lygten", "Bofællesskabet Nord"]


def part(heading: str) -> Section:
    return next(section for section in DOCUMENT.sections if section.heading == heading)


@pytest.fixture(scope="module")
def asked() -> object:
    with bench([DOCUMENT], Embedding(BUNDLED)) as on:
        on.today = date(2024, 6, 1)

        def ask(question: str) -> str:
            return on.assistant.ask(question).text

        yield ask


def test_what_states_the_same_fields_is_a_part_with_all_of_them() -> None:
    assert [section.heading for section in DOCUMENT.sections if section.is_part] == PARTS
    texts = [DOCUMENT.text[block.start : block.end] for block in part("Herberget").blocks]
    assert texts[:3] == [
        "Et værelse og en kontaktperson.",
        "For: voksne over 18 år",
        "Pladser: 14 senge",
    ]


def test_people_with_numbers_are_no_parts() -> None:
    page = parse(
        "huset",
        "Huset\n\nKontakt\n\nIda Holm\nTelefon: 11 22 33 44\nMail: ida@huset.dk\n\n"
        "Bo Lund\nTelefon: 55 66 77 88\nMail: bo@huset.dk\n",
    )
    assert not any(section.is_part for section in page.sections)
    assert len(contacts(page)) == 2


def test_one_block_of_fields_is_the_page_itself() -> None:
    page = parse("huset", "Huset\n\nOm huset\nMålgruppe: unge\nPeriode: 2020 - 2022\n")
    assert not any(section.is_part for section in page.sections)
    assert {"target", "period"} <= {section.label for section in page.sections}


def test_known_headings_with_the_same_fields_are_parts() -> None:
    text = "Tilbud\nRøde hus\nPris: gratis\nPladser: 4\nBlå hus\nPris: 20 kr.\nPladser: 9\n"
    heads = frozenset(text.index(name) for name in ("Røde", "Blå"))
    page = parse("tilbud", text, hints=Hints("Tilbud", heads))
    assert [section.heading for section in page.sections if section.is_part] == [
        "Røde hus",
        "Blå hus",
    ]


def test_contact_of_a_part_is_nobody_elses() -> None:
    assert [item.text for item in contacts(DOCUMENT, part("Bofællesskabet Nord"))] == [
        "Kontakt for »Bofællesskabet Nord«: Leder Bo Lund, telefon 55 66 77 88."
    ]
    assert contacts(DOCUMENT) == []
    assert len(all_contacts(DOCUMENT)) == 2


def test_parts_are_initiatives_with_their_own_fields() -> None:
    found = {item.initiative.part: item.initiative for item in entries([DOCUMENT])}
    assert list(found) == PARTS
    assert found["Herberget"].target == "voksne over 18 år"
    assert found["Herberget"].offer == "Et værelse og en kontaktperson."
    assert found["Natcaféen Lygten"].period == "1. januar 2020 - 31. december 2022"
    assert found["Natcaféen Lygten"].contact == ""


def test_stages_of_one_initiative_are_none_of_their_own() -> None:
    text = "Broen\n\nFase 1\nForløb: 3 uger\nPris: gratis\n\nFase 2\nForløb: 9 uger\nPris: gratis\n"
    page = parse("broen", text)
    assert [section.is_part for section in page.sections] == [True, True]
    assert [item.initiative.part for item in entries([page])] == [""]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Hvad koster Bofællesskabet Nord?", "»Bofællesskabet Nord«, pris: 3.200 kr. om måneden"),
        ("Hvad er ventetiden til Bofællesskabet Nord?", "ventetid: fire uger"),
        ("Hvem er herberget hos Læhegnet for?", "»Herberget«, for: voksne over 18 år"),
        ("Hvor mange pladser er der på herberget i Læhegnet?", "14 senge"),
        ("Hvem er kontakt for Herberget?", "Ida Holm, telefon 11 22 33 44"),
        ("Kører Natcaféen Lygten stadig?", "Nej"),
        ("Er Natcaféen Lygten slut?", "Ja, projektperioden for »Natcaféen Lygten« er udløbet"),
        ("Hvilke tilbud har Læhegnet?", "»Natcaféen Lygten«: Varme og suppe"),
    ],
)
def test_a_part_is_answered_from_its_own_fields(asked, question: str, answer: str) -> None:  # type: ignore[no-untyped-def]  # a fixture's
    assert answer in asked(question)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er ventetiden til Herberget?",
        "Hvem er kontakt for Natcaféen Lygten?",
        "Hvad er telefonnummeret til Natcaféen Lygten?",
    ],
)
def test_what_another_part_states_is_no_answer(asked, question: str) -> None:  # type: ignore[no-untyped-def]  # a fixture's
    assert asked(question).startswith("Det svarer dokumenterne ikke på")


def test_name_of_a_part_is_told_once(asked) -> None:  # type: ignore[no-untyped-def]  # a fixture's
    text = asked("Hvad koster Herberget, og hvor mange pladser er der?")
    assert text.count("»Herberget«") == 1
    assert "90 kr. i døgnet" in text
    assert "Pladser: 14 senge" in text


def test_how_one_gets_into_a_part_is_not_how_one_gets_into_the_page() -> None:
    assert entry(DOCUMENT) is None


def test_a_table_of_parts_says_in_its_cells_no_name_of_a_row_or_column(asked) -> None:  # type: ignore[no-untyped-def]  # a fixture's
    text = asked("Sammenlign prisen på Herberget og Bofællesskabet Nord")
    assert "90 kr. i døgnet" in text
    assert "«, pris:" not in text


def test_numbered_courses_are_parts() -> None:
    text = (
        "Kurser\n\nKursus 1: Ro på\nFor: forældre\nPris: gratis\n\n"
        "Kursus 2: Godt i gang\nFor: unge\nPris: 50 kr.\n"
    )
    page = parse("kurser", text)
    assert [section.heading for section in page.sections if section.is_part] == [
        "Kursus 1: Ro på",
        "Kursus 2: Godt i gang",
    ]


def test_part_ends_with_its_fields() -> None:
    page = parse(
        "huse",
        "Huse\n\nRødt hus\nFor: unge\nPladser: 4\nTelefon: 99 88 77 66\n\n"
        "Blåt hus\nFor: ældre\nPladser: 6\n\nBegge huse er åbne hele året.\n\n"
        "Telefon: 70 70 70 70\n",
    )
    assert [len(contacts(page, one)) for one in page.sections if one.is_part] == [1, 0]
    assert "99 88 77 66" in all_contacts(page)[0].text
    assert "70 70 70 70" not in " ".join(item.text for item in all_contacts(page))


def test_many_heads_are_read_in_time_that_grows_with_them() -> None:
    def seconds(count: int) -> float:
        began = process_time()
        parse("kurser", "Kursus 2: En ting\n\n" * count)
        return process_time() - began

    seconds(100)
    assert seconds(2_000) < 5  # when each was held against all others, it took 12 s
