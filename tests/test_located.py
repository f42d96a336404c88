"""Initiatives that are named by where they are, and by going on about them."""

from dataclasses import replace

from assistant.located import (
    is_clearly_named,
    is_of_another,
    known,
    located,
    named,
    widened,
)
from assistant.question import Question, plan
from assistant.scopes import Scope, Scopes
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import evidence

NORTH = parse(
    "nord",
    "Lyset\n\nMålgruppe:\n\nUnge med et misbrug af stoffer.\n\nIndhold:\n\nRanders og Vejle tager "
    "ud til de unge. Der er afsat 3 mio. kr.\n\nProjektperiode:\n\n2020-2022\n",
)
SOUTH = parse("syd", "Skoven\n\nIndhold:\n\nEt værksted i Odense for ældre.\n")
PAGES = (NORTH, SOUTH)


def meant(text: str, pages: tuple[Document, ...] = PAGES) -> Question:
    [question] = plan(text, Scopes.over(pages).find)
    return located(question, evidence(text, pages))


def test_question_of_a_whole_initiative_is_asked_of_the_one_page_with_its_place() -> None:
    question = meant("Hvornår stopper det for de unge i vejle?")
    assert [scope.document for scope in question.scopes] == ["nord"]
    assert question.rest == ("ung",)
    assert not question.is_fitted


def test_place_of_a_project_says_which_one_whatever_is_asked() -> None:
    question = meant("Hvor mange penge er der afsat til stofprojektet i Randers?")
    assert [scope.document for scope in question.scopes] == ["nord"]
    assert question.rest == ()


def test_place_that_begins_is_none_that_says_which_initiative() -> None:
    pages = (NORTH, SOUTH)
    [question] = plan("Hvornår starter Vejle i Lyset?", Scopes.over(pages).find)
    assert located(question, evidence(question.text, pages)).rest == ("vejl",)


def test_place_that_is_what_is_asked_about_names_nothing() -> None:
    assert meant("Hvor mange penge fik Randers?").scopes == ()


def test_page_that_knows_nothing_else_of_the_question_is_not_meant() -> None:
    assert meant("Hvad er telefonnummeret til biblioteket i Vejle?").scopes == ()


def test_place_on_several_pages_names_none_of_them() -> None:
    twin = replace(SOUTH, id="tvilling", text=SOUTH.text + "Vejle")
    assert meant("Hvem er kontakt på projektet i Vejle?", (NORTH, twin)).scopes == ()
    assert [one.document for one in meant("Hvem er kontakt på projektet i Vejle?").scopes] == [
        "nord"
    ]


def _asked_of_north(text: str) -> Question:
    scope = Scope("nord", "Lyset", 0, len(NORTH.text), is_page=True)
    return replace(plan(text)[0], scopes=(scope,))


def test_page_spoken_of_knows_a_share_of_what_is_asked_about() -> None:
    documents = {page.id: page for page in PAGES}
    assert known(_asked_of_north("Hvem er målgruppen?"), documents) == 1.0
    assert known(_asked_of_north("Hvor mange unge var det?"), documents) == 1.0
    assert known(_asked_of_north("Hvor mange unge fik satsen?"), documents) == 0.5
    assert known(_asked_of_north("Hvad er satsen for kontanthjælp?"), documents) == 0.0
    assert known(_asked_of_north("Og?"), documents) == 0.0


def test_part_whose_heading_says_the_name_of_its_page_is_the_page() -> None:
    page = parse("traad", "Rådgivningen Traven\n\nI huset.\n\nBag Traven\n\nFrivillige.\n")
    whole = Scope("traad", page.title, 0, len(page.text), is_page=True, terms=frozenset({"trav"}))
    documents = {"traad": page}
    part = Scope("traad", "Bag Traven", 40, 60, is_page=False, terms=frozenset({"trav"}))
    question = replace(plan("Hvornår er der åbent?")[0], scopes=(part,))
    assert widened(question, documents).scopes == (whole,)
    own = Scope("traad", "Frivillige", 40, 60, is_page=False, terms=frozenset({"frivil"}))
    question = replace(plan("Hvornår er der åbent?")[0], scopes=(own,))
    assert widened(question, documents) is question


def test_facts_about_what_a_page_tells_of_from_its_beginning_are_of_the_page() -> None:
    text = "Nyt hus åbnet\n\nI dag åbnede Traven.\n\nFakta om Traven\n\nFrivillige.\n"
    page = parse("nyt", text)
    terms = frozenset({"trav"})
    part = Scope("nyt", "Fakta om Traven", text.index("Friv"), len(text), False, terms=terms)
    question = replace(plan("Hvornår er der åbent?")[0], scopes=(part,))
    assert widened(question, {"nyt": page}).scopes[0].is_page


def scope(*terms: str, is_proper: bool = False) -> Scope:
    return Scope("nord", "Lyset", 0, 9, is_page=True, is_proper=is_proper, terms=frozenset(terms))


def test_place_that_somebody_tells_of_names_no_initiative() -> None:
    assert not named((scope("vejl"),), "jeg bor i Vejle")
    assert named((scope("vejl"),), "Vejle")
    assert named((scope("vejl", "lyset"),), "jeg bor i Vejle")
    assert not named((), "jeg bor i Vejle")


def test_one_everyday_word_names_no_initiative_clearly() -> None:
    [asked] = plan("jeg bor i Vejle og har det svært")
    for scopes, is_clear in (
        ((), False),
        ((scope("svaert"),), False),
        ((scope("svaert", "vejl"),), False),
        ((scope("svaert", "unge"),), True),
        ((scope("lyset", is_proper=True),), True),
    ):
        assert is_clearly_named(replace(asked, scopes=scopes)) == is_clear


def test_title_written_as_a_name_or_whole_names_its_initiative_clearly() -> None:
    page = Scope("lys", "Lysningen for unge", 0, 9, is_page=True, terms=frozenset({"lysning"}))
    for text, is_clear in (
        ("jeg er 19 og vil gerne i Lysningen", True),
        ("jeg er 19 og vil se en lysning", False),
        ("han har ingen penge (Lysningen for unge)", True),
    ):
        [asked] = plan(text)
        assert is_clearly_named(replace(asked, scopes=(page,))) == is_clear


def test_name_that_one_page_often_says_is_of_that_page() -> None:
    text = "Nyt om unge\n\nTernen er ny. Ternen er i Odder.\n\nFinansiering:\n\nTernen får lidt.\n"
    study = parse("nyt", text)
    found = meant("Hvem finansierer, at Ternen er der?", (NORTH, SOUTH, study))
    assert [one.document for one in found.scopes] == ["nyt"]
    assert meant("Hvem finansierer, at Solsorten er der?", (NORTH, SOUTH, study)).scopes == ()


def test_group_that_one_page_alone_has_says_which_initiative() -> None:
    board = parse("vest", "Engen\n\nI styregruppen sidder Odder Kommune og en pårørende.\n")
    pages = (NORTH, SOUTH, board)
    assert [one.document for one in meant("Hvem sidder i styregruppen?", pages).scopes] == ["vest"]
    twin = replace(SOUTH, id="tvilling", title="Kæret", text=SOUTH.text + "Styregruppen mødes.")
    assert meant("Hvem sidder i styregruppen?", (*pages, twin)).scopes == ()


def test_what_a_page_lacks_a_word_of_is_of_another_initiative() -> None:
    documents = {page.id: page for page in PAGES}
    [question] = plan("Kan min søn få et værksted? (Skoven)", Scopes.over(PAGES).find)
    assert is_of_another(question, [NORTH], documents)
    assert not is_of_another(question, [SOUTH], documents)  # it is its own
    [other] = plan("Kan min søn få stoffer? (Skoven)", Scopes.over(PAGES).find)
    assert not is_of_another(other, [NORTH], documents)


def test_what_stands_in_brackets_is_clearly_named() -> None:
    [question] = plan("Kan min søn komme der (Skoven)", Scopes.over(PAGES).find)
    assert is_clearly_named(question)
