"""What a question takes for granted, against what the pages say."""

import pytest

from assistant.facts import Statement
from assistant.premise import corrected, placed
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from corpus.types import Document

BROEN = parse(
    "broen",
    "Broen\n\nSamarbejdsparter:\n\nRanders, Odder og Vejle er med til at drive Broen.\n\n"
    "Finansiering:\n\nDer er afsat 6 mio. kr. til Broen i 2019.\n",
)
SKOVEN = parse("skoven", "Skoven\n\nFormål:\n\nAt give 40 unge en have.\n")
PAGES: dict[str, Document] = {page.id: page for page in (BROEN, SKOVEN)}
FIND = Scopes.over([BROEN, SKOVEN]).find


def kind(text: str) -> str:
    (question,) = plan(text, FIND)
    return corrected(question, PAGES).kind_name


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hvorfor gik Aalborg med i Broen?", "municipality"),
        ("Findes Broen i Aalborg?", "municipality"),
        ("Hvorfor er Dansk Røde Mågers Forbund med i Broen?", "partners"),
        ("Hvad bruges de 20 mio. kr. til Broen på?", "amount"),
        ("Hvorfor ventede Broen til 2014?", "period"),
        ("Hvad fik de 300 deltagere i Broen ud af det?", "count"),
        ("Gives Broen efter § 52 eller § 52 a?", "paragraph"),
        ("Hvorfor er Aalborg med i Broen og ikke os andre?", "municipality"),
        ("Hvorfor er Aalborg ikke med i Broen?", ""),  # that it is not may be true
    ],
)
def test_question_that_takes_a_falsehood_for_granted_asks_for_what_is_true(
    text: str, asked: str
) -> None:
    assert kind(text) == asked


def test_only_a_thing_of_that_kind_corrects_a_question() -> None:
    (question,) = plan("Hvorfor gik Aalborg med i Broen?", FIND)
    found = corrected(question, PAGES)
    assert found.kind is not None and found.kind.required
    assert "aalborg" in question.names
    assert "aalborg" not in found.names | set(found.rest)


@pytest.mark.parametrize(
    "text",
    [
        "Hvorfor gik Vejle med i Broen?",  # the page knows Vejle
        "Hvad bruges de 6 mio. kr. til Broen på?",
        "Hvorfor begyndte Broen i 2019?",
        "Hvad fik de 40 unge i Skoven ud af det?",
        "Hvorfor gik man med i 2014?",  # no initiative is named
        "Hvorfor gik Aalborg med?",  # no initiative is named
        "Hvad siger § 52 om Broen?",  # it asks of the law
        "Hvordan foregår Broen i Aalborg?",  # what is done there is not who takes part
        "Hvordan organiserer Norge noget som Broen?",
        "Hvem evaluerer Broen for Aalborg?",  # it asks for a kind of thing of its own
        "Hvem er målgruppen for Broen i 2014?",
        "Hvem er kontaktperson for Broen i Aalborg?",
    ],
)
def test_other_questions_stay_as_they_are(text: str) -> None:
    for question in plan(text, FIND):
        assert corrected(question, PAGES) is question


def test_word_of_another_page_is_not_known_to_the_page_of_the_initiative() -> None:
    assert kind("Hvad fik de 40 unge i Broen ud af det?") == "count"


def test_word_that_any_page_of_the_initiative_knows_is_true() -> None:
    later = parse("broen-2", "Broen\n\nSamarbejdsparter:\n\nAalborg er med i Broen.\n")
    others = [parse(name, f"{name}\n\nFormål:\n\nAt give ro.\n") for name in ("A1", "B2", "C3")]
    pages = {page.id: page for page in (*PAGES.values(), later, *others)}
    (question,) = plan("Hvorfor gik Aalborg med i Broen?", Scopes.over([*pages.values()]).find)
    assert {scope.document for scope in question.scopes} == {"broen", "broen-2"}
    assert corrected(question, pages) is question


def test_first_falsehood_in_the_order_of_the_kinds_counts() -> None:
    assert kind("Hvorfor fik Aalborg 20 mio. kr. af Broen i 2014?") == "amount"


PARTS = parse(
    "tiltag",
    "Tiltag i byen\n\nHaveholdet\n\nHaveholdet ligger i Vejle og har fået 2 mio. kr.\n\n"
    "Bådelauget\n\nBådelauget ligger i Ribe og har fået 3 mio. kr.\n",
)
ALL = {page.id: page for page in (BROEN, SKOVEN, PARTS)}
FIND_ALL = Scopes.over([BROEN, SKOVEN, PARTS]).find


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hvorfor ligger Haveholdet i Ribe?", "partners"),
        ("Hvad bruger Haveholdet de 3 mio. kr. til?", "amount"),
        ("Hvorfor ligger Haveholdet i Vejle?", ""),
        ("Hvad bruger Haveholdet de 2 mio. kr. til?", ""),
    ],
)
def test_what_a_part_of_a_page_says_is_not_what_another_part_says(text: str, asked: str) -> None:
    (question,) = plan(text, FIND_ALL)
    found = corrected(question, ALL)
    assert [scope.name for scope in question.scopes] == ["Haveholdet"]
    assert (found is question) if not asked else found.kind_name == asked


@pytest.mark.parametrize(
    "text",
    [
        "Hvorfor ligner Broen Skoven?",
        "Er det bedre at være med i Broen end i Skoven?",
        "Hvad er forskellen på Broen og Skoven?",
    ],
)
def test_name_of_another_initiative_is_no_falsehood(text: str) -> None:
    questions = plan(text, FIND)
    assert {scope.document for one in questions for scope in one.scopes} == {"broen", "skoven"}
    for question in questions:
        assert corrected(question, PAGES) is question


def test_falsehood_beside_two_initiatives_is_corrected_of_each() -> None:
    for question in plan("Hvorfor gik Aalborg med i Broen og Skoven?", FIND):
        assert corrected(question, PAGES).kind_name == "municipality"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvorfor koster Muslingen 150 kr.?", "Det gælder »Havturen«: Du betaler 150 kr."),
        ("Hvorfor koster havturen på Muslingen 150 kr.?", "Du betaler 150 kr."),
        ("Hvad koster Muslingen?", "Du betaler 150 kr."),
    ],
)
def test_sum_of_a_part_is_told_with_the_part(text: str, told: str) -> None:
    page = parse("musling", "Muslingen\n\nMuslingen er gratis.\n\nHavturen\n\nDu betaler 150 kr.\n")
    question = plan(text, Scopes.over([page]).find)[0]
    start = page.text.index("Du betaler")
    said = Statement(page.text[start : len(page.text.rstrip())], page, start, len(page.text))
    assert placed(question, said).text == told


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Kan en på 25 komme med i Skoven?", "yes_no"),
        ("Er 50 unge med i Skoven?", "count"),
    ],
)
def test_age_is_no_count_that_is_taken_for_granted(text: str, asked: str) -> None:
    assert kind(text) == asked
