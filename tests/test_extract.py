"""The statements that answer a question, of which the documents' own words are the sources."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.evidence import Evidence
from assistant.extract import extract
from assistant.facts import Statement, updated
from assistant.opening import open_assistant
from assistant.question import Question, parse, plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from assistant.settings import Settings
from assistant.unanswered import near
from corpus.structure import parse as read
from evals.run import bench
from index.embed import BUNDLED, Embedding
from tests.fakes import evidence

PAGE = read(
    "broen",
    "Broen\n\n"
    "Projektperiode:\n\n2020 - 2022\n\n"
    "Målgruppe:\n\nBroen er for unge hjemløse.\n\n"
    "Indhold:\n\nBroen giver deltagerne:\n\n  • samtaler hver uge\n  • hjælp til bolig\n\n"
    "Finansiering:\n\nDer er afsat 4 mio. kr. til Broen.\n\n"
    "Mere information:\n\nLæs mere om Broen her\n\n"
    "Kontakt:\n\nIda Holm\n+45 11 22 33 44\nih@broen.dk\n\n"
    "Senest opdateret 18-04-2023\n",
)

MANY = {
    "broen": (
        "Broen\n\nMålgruppe:\n\nBroen er for unge hjemløse.\n\n"
        "Finansiering:\n\nDer er afsat 4 mio. kr. til Broen i 2019.\n\n"
        "Kontakt:\n\nIda Holm\n11 22 33 44\n"
    ),
    "skoven": (
        "Skoven\n\nMålgruppe:\n\nSkoven er for hjemløse over 30 år.\n\n"
        "Kontakt:\n\nOle Krogh\nok@skoven.dk\n"
    ),
    "lunden": (
        "Lunden\n\nMålgruppe:\n\nLunden er for ældre i Odense.\n\nSenest opdateret 05-06-2020\n"
    ),
}
TWO = {
    name: (
        f"Broen\n\nMålgruppe:\n\nBroen er for {target} hjemløse.\n\n"
        f"Kontakt:\n\nIda Holm\n11 22 33 44\n\nSenest opdateret {day}\n"
    )
    for name, target, day in (("a", "unge", "01-02-2019"), ("b", "voksne", "03-04-2023"))
}
IDA = "Kontakt for »Broen«: Ida Holm, telefon 11 22 33 44."
OLE = "Kontakt for »Skoven«: Ole Krogh, e-mail ok@skoven.dk."

Ask = Callable[[str], list[tuple[Question, Evidence]]]
Say = Callable[..., list[Statement]]
Texts = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Search PAGE as it is searched in use: enough is judged by the bundled embedding."""
    return searched(tmp_path_factory.mktemp("dokumenter"), {"broen": PAGE.text})


def searched(folder: Path, pages: dict[str, str]) -> Ask:
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = Settings(documents=folder, data=folder / ".data", embedding="bundled")
    assistant = open_assistant(settings)
    return lambda text: [(one, assistant.search(one)) for one in plan(text, assistant.named)]


@pytest.fixture(scope="module")
def say(ask: Ask) -> Say:
    def said(question: str, today: date = date(2021, 1, 1)) -> list[Statement]:
        return extract([(one, replace(found, today=today)) for one, found in ask(question)])

    return said


def texts(statements: list[Statement]) -> list[str]:
    return [statement.text for statement in statements]


def test_contact_telephone_and_mail_come_from_the_fields(say: Say) -> None:
    contact = "Kontakt for »Broen«: Ida Holm, telefon +45 11 22 33 44, e-mail ih@broen.dk."
    assert texts(say("Hvem er kontaktperson for Broen?")) == [contact]
    assert texts(say("Hvad er telefonnummeret til Broen?")) == [contact]
    assert texts(say("Hvad er mailadressen til Broen?")) == [contact]


@pytest.mark.parametrize(
    "told",
    [
        "Kontakt Bo Holm på telefon 11 22 33 44.",
        "Spørg gerne: Du kan henvende dig til Bo Holm, bh@lunden.dk.",
        "Vil man vide mere, kan man ringe til Bo Holm på 11223344.",
    ],
)
def test_a_sentence_that_says_whom_to_contact_is_a_contact(tmp_path: Path, told: str) -> None:
    page = f"Lunden\n\nLunden er et tilbud til ældre i Odense.\n\n{told}\n"
    found = searched(tmp_path, {"lunden": page})
    assert texts(extract(found("Hvem er kontaktperson for Lunden?"))) == [told]
    assert texts(extract(found("Hvem er kontaktperson for Lunden i Odense?"))) == [told]
    assert extract(found("Hvem er kontaktperson for Lunden i Aarhus?")) == []
    assert extract(found("Hvordan kontakter jeg Ida Krogh i Lunden?")) == []


def test_a_sentence_with_a_number_that_nobody_is_told_to_call_is_no_contact(
    tmp_path: Path,
) -> None:
    page = "Lunden\n\nLunden er et tilbud til ældre.\n\nSagen har nummer 11 22 33 44.\n"
    assert extract(searched(tmp_path, {"lunden": page})("Hvem kan jeg kontakte om Lunden?")) == []


def test_updated_comes_from_the_field(say: Say) -> None:
    assert "Siden »Broen« blev senest opdateret 18-04-2023." in texts(
        say("Hvornår er siden om Broen senest opdateret?")
    )


def test_running_is_judged_by_today(say: Say) -> None:
    question = "Kører Broen stadig?"
    now, over = say(question, date(2021, 1, 1)), say(question, date(2024, 1, 1))
    assert now[0].text.startswith("Ja, projektperioden for »Broen« løber stadig")
    assert over[0].text.startswith("Nej, projektperioden for »Broen« er udløbet")


def test_two_questions_in_one_get_both_answers_each_once(say: Say) -> None:
    found = texts(say("Hvem er kontaktperson for Broen, og hvad er telefonnummeret til Broen?"))
    assert len(found) == 1
    both = texts(say("Hvor mange penge er afsat til Broen, og hvem er kontaktperson for Broen?"))
    assert "Der er afsat 4 mio. kr. til Broen." in both
    assert any(text.startswith("Kontakt for »Broen«: Ida Holm") for text in both)


def test_list_comes_whole_with_its_lead(say: Say) -> None:
    found = texts(say("Hvad giver Broen deltagerne?"))
    place = found.index("Broen giver deltagerne:")
    assert found[place : place + 3] == [
        "Broen giver deltagerne:",
        "samtaler hver uge",
        "hjælp til bolig",
    ]


def test_statements_are_verbatim_or_a_phrase_around_a_field(say: Say) -> None:
    for question in ("Hvem er Broen for?", "Hvor mange penge er der afsat til Broen?"):
        for statement in say(question):
            assert PAGE.text[statement.start : statement.end] == statement.text


def test_line_that_only_points_elsewhere_is_no_candidate(ask: Ask) -> None:
    ((question, found),) = ask("Hvor kan man læse mere om Broen?")
    ranking = prepare(question, found)
    assert ranking.candidates
    assert not any("Læs mere" in candidate.text for candidate in ranking.candidates)


def test_sentence_without_the_required_shape_is_no_candidate(ask: Ask) -> None:
    ((amount, found),) = ask("Hvor mange penge er der afsat til Broen?")
    assert amount.kind_name == "amount"
    assert [candidate.text for candidate in prepare(amount, found).candidates] == [
        "Der er afsat 4 mio. kr. til Broen."
    ]


def test_only_the_section_under_the_heading_asked_for_answers(ask: Ask) -> None:
    ((target, found),) = ask("Hvem er målgruppen for Broen?")
    assert [candidate.text for candidate in prepare(target, found).candidates] == [
        "Broen er for unge hjemløse."
    ]


def test_only_a_number_of_what_is_counted_answers_how_many(ask: Ask) -> None:
    ((weeks, found),) = ask("Hvor mange elefanter har Broen?")
    assert weeks.counted == "elefant"
    assert prepare(weeks, found).candidates == ()


def test_nothing_is_said_where_nothing_is_found(ask: Ask, say: Say) -> None:
    assert say("Hvem opfandt dampmaskinen i Skotland?") == []
    question = parse("Hvem er Broen for?")
    ((_, found),) = ask("Hvem er Broen for?")
    assert extract([(question, replace(found, hits=()))]) == []
    assert extract([]) == []


def test_near_are_the_passages_with_a_word_of_the_subject(ask: Ask) -> None:
    ((_, found),) = ask("Hvor mange penge er der afsat til Broen?")
    assert near(parse("Hvor bor giraffer?"), found) == []
    (money,) = near(parse("Hvem får samtaler?"), found)
    assert "samtaler hver uge" in money.passage.text
    assert near(parse("Hvad er Broen?"), found) == list(found.hits)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    found = searched(tmp_path_factory.mktemp("mange"), MANY)
    return lambda question: texts(extract(found(question)))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Say:
    found = searched(tmp_path_factory.mktemp("to"), {**TWO, "skoven": MANY["skoven"]})
    return lambda question: extract(found(question))


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Hvilke initiativer er for hjemløse?", {"Broen er for unge hjemløse.",
         "Skoven er for hjemløse over 30 år."}),
        ("Hvilke tilbud er der til ældre?", {"Lunden er for ældre i Odense."}),
        ("Hvem er kontaktpersoner for alle initiativer?", {IDA, OLE}),
        ("Hvad er telefonnumrene på alle kontaktpersoner?", {IDA}),
        ("Hvilke initiativer er der?", {"Broen", "Skoven", "Lunden"}),
        ("Hvilke initiativer er for giraffer?", set()),
    ],
)  # fmt: skip
def test_overview_has_one_statement_of_every_page_with_what_is_asked_for(
    many: Texts, question: str, stated: set[str]
) -> None:
    found = many(question)
    assert set(found) == stated
    assert len(found) == len(stated)


@pytest.mark.parametrize(
    ("question", "stated"),
    [
        ("Hvad er telefonnummeret til Broen?", [IDA]),
        ("Hvad er telefonnummeret til Skoven?", []),
        ("Hvad er mailadressen til Skoven?", [OLE]),
        ("Hvad er mailadressen til Broen?", []),
        ("Hvem er kontaktperson for Skoven?", [OLE]),
        ("Hvem er kontaktperson for Lunden?", []),
        ("Hvornår er siden om Lunden sidst opdateret?",
         ["Siden »Lunden« blev senest opdateret 05-06-2020."]),
        ("Hvornår er siden om Skoven sidst opdateret?", []),
        ("Hvor mange penge er afsat til Skoven?", []),
        ("Hvornår slutter Lunden?", []),
        ("Hvad er projektperioden for Lunden?", []),
    ],
)  # fmt: skip
def test_field_of_the_initiative_named_comes_from_its_page_or_not_at_all(
    many: Texts, question: str, stated: list[str]
) -> None:
    assert many(question) == stated


@pytest.mark.parametrize(
    ("year", "stated"), [(2019, ["Der er afsat 4 mio. kr. til Broen i 2019."]), (2016, [])]
)
def test_amount_of_another_year_is_no_answer(many: Texts, year: int, stated: list[str]) -> None:
    assert many(f"Hvor mange penge blev der afsat til Broen i {year}?") == stated


def test_pages_of_one_name_are_both_quoted_newest_first_each_with_its_day(
    two: Say,
) -> None:
    new, new_day, old, old_day = two("Hvem er Broen for?")
    assert texts([new, old]) == ["Broen er for voksne hjemløse.", "Broen er for unge hjemløse."]
    assert [new_day] == updated(new.document)
    assert [old_day] == updated(old.document)
    assert [new.document.id, old.document.id] == ["b", "a"]


def test_pages_of_one_name_that_say_the_same_are_quoted_once_from_the_newest(
    two: Say,
) -> None:
    (contact,) = two("Hvad er telefonnummeret til Broen?")
    assert (contact.text, contact.document.id) == (IDA, "b")


def test_newest_page_of_one_name_says_when_it_was_updated(
    two: Say,
) -> None:
    found = two("Hvornår er siden om Broen sidst opdateret?")
    assert texts(found) == ["Siden »Broen« blev senest opdateret 03-04-2023."]


def test_pages_of_other_names_are_not_dated(two: Say) -> None:
    assert texts(two("Hvem er Skoven for?")) == ["Skoven er for hjemløse over 30 år."]


def test_initiative_that_no_page_has_is_not_answered_by_those_of_like_names(
    tmp_path: Path,
) -> None:
    names = [f"Le{middle}kransen" for middle in ("nam", "nem", "tym", "nyl", "vym")]
    told = "{0}\n\n{0} er for unge i Odder. Der er plads til 60 unge i {0}.\n"
    found = searched(tmp_path, {name.lower(): told.format(name) for name in names})
    question = "Hvor mange unge er der plads til i {}?"
    assert extract(found(question.format("Lenymkransen"))) == []
    (said,) = extract(found(question.format("Lenemkransen")))
    assert said.text == "Der er plads til 60 unge i Lenemkransen."


def test_page_of_a_name_counts_before_a_person_of_that_name(tmp_path: Path) -> None:
    skoven = MANY["skoven"].replace("Ole Krogh", "Ole Lund")
    found = searched(tmp_path, {**MANY, "skoven": skoven})
    assert extract(found("Hvem er kontaktperson for Lunden?")) == []
    (contact,) = extract(found("Hvad er mailadressen på Ole Lund?"))
    assert contact.document.id == "skoven"


@pytest.mark.parametrize(
    "question",
    [
        "min hund har en voldsom uro, er der noget for hjemløse hunde",
        "hvor stor en bøde får man for at være hjemløs",
    ],
)
def test_what_is_no_help_to_a_person_is_declined(say: Say, question: str) -> None:
    assert say(question) == []


def test_begin_in_one_of_several_towns_is_told_of_that_town(tmp_path: Path) -> None:
    page = (
        "Åen\n\nProjektperiode:\n\n2020 - 2022\n\n"
        "Samarbejdsparter:\n\nRibe og Odder er med. Odder gik i gang den 1. maj 2021.\n"
    )
    found = searched(tmp_path, {"aaen": page})
    odder = ["Odder gik i gang den 1. maj 2021."]
    assert texts(extract(found("Hvornår begyndte Åen i Odder?"))) == odder


def test_volunteer_for_an_initiative_named_is_told_what_its_page_looks_for() -> None:
    pages = (
        read("a", "Elmehuset\n\nElmehuset er et hus.\n\nVi mangler frivillige til køkkenet.\n"),
        read("b", "Askeskoven\n\nSkoven er stor.\n\nSkoven søger 12 frivillige til lejren.\n"),
    )
    text = "Kan jeg blive frivillig i Elmehuset?"
    (question,) = plan(text, Scopes.over(pages).find)
    assert [item.text for item in extract([(question, evidence(text, pages))])] == [
        "Vi mangler frivillige til køkkenet."
    ]


def test_heading_that_asks_what_it_is_has_the_answer(tmp_path: Path) -> None:
    page = "Lunden\n\nTak for besøget.\n\nHvad er Lunden?\n\nLunden er et hus. Det er rødt.\n"
    found = searched(tmp_path, {"lunden": page})
    assert texts(extract(found("Hvad er Lunden?"))) == ["Lunden er et hus.", "Det er rødt."]


RULES = read(
    "regler",
    "Støtten Ly\n\nStøtten Ly er for voksne.\n\nRegler\n\n"
    "  • Hjælperen må ikke låne penge af borgeren.\n"
    "  • Kørsel i hjælperens bil er ikke med.\n"
    "  • Indkøb er med én gang om ugen.\n",
)


def test_item_that_says_all_that_is_asked_is_told_without_its_list() -> None:
    with bench([RULES], Embedding(BUNDLED)) as on:
        found = on.assistant.ask("Må hjælperen låne penge?")
    assert found.text == "Hjælperen må ikke låne penge af borgeren. [1]"


REPORT = read(
    "rapport",
    "Rapport om Ly\n\nRapporten er om forsøget Ly.\n\nAnbefalinger\n\n"
    "  • Mødet bør være kort.\n  • Holdet bør være lille.\n\n"
    "Odder går videre med Ly. Skive har ikke svaret.\n",
)


def test_list_of_recommendations_is_told_without_what_follows_it() -> None:
    with bench([REPORT], Embedding(BUNDLED)) as on:
        found = on.assistant.ask("Hvad anbefaler rapporten om Ly?")
    assert "Mødet bør være kort." in found.text
    assert "Skive" not in found.text


NEWS = read(
    "nyt",
    "Nyt fra Odder\n\nRådet mødtes i maj.\n\nNy Havn afløser Havn\n\nDe to er ikke ens:\n\n"
    "  • Havn var for unge og krævede henvisning fra lægen.\n"
    "  • Ny Havn er for alle, og man kan selv henvende sig.\n",
)


def test_items_that_tell_two_apart_are_told_together() -> None:
    with bench([NEWS], Embedding(BUNDLED)) as on:
        found = on.assistant.ask("skal lægen henvise til ny havn")
    assert "selv henvende sig" in found.text
