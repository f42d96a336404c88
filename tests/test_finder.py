"""Which initiatives fit a situation, in which order, and when none does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.finder import Finder
from assistant.library import Library
from assistant.types import ANY, Filters, Match, Why
from corpus.structure import parse
from corpus.types import Document
from prompts.render import render
from tests.fakes import FakeSearch

TODAY = date(2024, 6, 1)


def initiative(id: str, target: str, period: str = "2023 - 2025", partners: str = "") -> Document:
    where = f"Samarbejdsparter:\n\n{partners}\n\n" if partners else ""
    text = (
        f"{id.capitalize()}\n\nProjektperiode:\n\n{period}\n\nMålgruppe:\n\n{target}\n\n{where}"
        "Formål:\n\nFormålet er at hjælpe.\n"
    )
    return parse(id, text)


DRUGS = initiative("broen", "Broen er for voksne med stofmisbrug.", partners="Odder Kommune.")
OVER = initiative("åen", "Åen er for voksne med stofmisbrug.", "2015 - 2017")
YOUNG = initiative("kajen", "Kajen er for unge mellem 15 og 20 år med stofmisbrug.")
HOMELESS = initiative("taget", "Taget er for hjemløse borgere.", "2026 - 2028")
GAMES = initiative("spillet", "Spillet er for unge med ludomani.", "snart")
PAGES = [DRUGS, OVER, YOUNG, HOMELESS, GAMES]


def find(situation: str, filters: Filters = ANY) -> tuple[Match, ...]:
    return Finder(Library.of(PAGES, FakeSearch(PAGES))).find(situation, TODAY, filters).matches


def found(situation: str, filters: Filters = ANY) -> list[str]:
    return [match.initiative.document for match in find(situation, filters)]


def test_everyday_words_find_the_official_ones() -> None:
    assert found("min kone er narkoman")[0] == "broen"
    assert found("jeg bor på gaden") == ["taget"]


def test_one_that_is_over_comes_after_one_that_fits_as_well() -> None:
    matches = find("jeg er 40 og narkoman")
    states = [(match.initiative.document, match.initiative.state) for match in matches]
    assert states[:2] == [("broen", "now"), ("åen", "over")]


def test_state_is_as_of_the_day() -> None:
    (match,) = find("jeg bor på gaden")
    assert match.initiative.state == "ahead"
    (match,) = find("min søn på 17 gambler")
    assert (match.initiative.state, match.initiative.period) == ("unknown", "")


def test_age_decides_between_two_that_are_alike() -> None:
    assert found("narkoman på 17")[0] == "kajen"
    assert found("narkoman på 50")[0] == "broen"
    assert "kajen" not in found("narkoman på 50")


def test_reasons_are_words_of_the_situation_and_of_the_page() -> None:
    (first, *_) = find("min datter på 17 er narkoman")
    assert first.why == (Why("narkoman", "stofmisbrug"), Why("på 17", "15 og 20 år"))


@pytest.mark.parametrize(
    "situation",
    [
        "min bil er i stykker",
        "hej",
        "alle sammen lige nu",
        "min søn og min kone",
        "asdf qwer",
        "min hund har spist hash",  # it is about no person
        "hvor stor en bøde får man for hash",  # no help is asked for
        "kan jeg sejle når jeg tager kokain",
        "jeg bor i Odder",
    ],
)
def test_what_fits_nothing_finds_nothing(situation: str) -> None:
    answer = Finder(Library.of(PAGES, FakeSearch(PAGES))).find(situation, TODAY)
    assert answer.matches == ()
    assert answer.text == render("find_none")
    assert "din egen kommune" in answer.text


def test_nothing_fits_where_there_are_no_documents() -> None:
    assert Finder(Library.of([], FakeSearch([]))).find("jeg er narkoman", TODAY).matches == ()


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(running=True), ["broen", "kajen"]),
        (Filters(municipality="Odder"), ["broen"]),
        (Filters(municipality="odder kommune"), ["broen"]),
        (Filters(municipality="Ærø"), []),
        (Filters(target="unge"), ["kajen"]),
        (Filters(target="voksne"), ["broen", "åen"]),
        (Filters(topic="narko"), ["broen", "kajen", "åen"]),
        (Filters(topic="hjemløshed"), []),
        (Filters(target="voksne", running=True), ["broen"]),
    ],
)
def test_filters_leave_out_what_is_not_asked_for(filters: Filters, documents: list[str]) -> None:
    assert sorted(found("jeg er narkoman", filters)) == documents


def test_choice_that_leaves_nothing_is_told_as_that() -> None:
    finder = Finder(Library.of(PAGES, FakeSearch(PAGES)))
    answer = finder.find("jeg er narkoman", TODAY, Filters(municipality="Ærø"))
    assert answer.text == render("find_none_chosen")
    answer = finder.find("min bil er i stykker", TODAY, Filters(municipality="Odder"))
    assert answer.text == render("find_none")


def test_that_all_are_over_is_told_once() -> None:
    pages = [OVER, GAMES]
    answer = Finder(Library.of(pages, FakeSearch(pages))).find("jeg er narkoman", TODAY)
    assert answer.text == f"{render('find_one')} {render('find_over')}"
    answer = Finder(Library.of(PAGES, FakeSearch(PAGES))).find("jeg er narkoman", TODAY)
    assert answer.text == render("find_some", count=str(len(answer.matches)))


def test_best_initiative_is_a_scope_of_its_page() -> None:
    finder = Finder(Library.of(PAGES, FakeSearch(PAGES)))
    (scope,) = finder.scopes("jeg bor på gaden", TODAY)
    assert (scope.document, scope.start, scope.end) == ("taget", 0, len(HOMELESS.text))
    assert finder.scopes("min bil er i stykker", TODAY) == ()


def test_part_that_states_nothing_of_its_own_is_a_scope_too() -> None:
    def part(name: str, day: str) -> str:
        return f"{name}\nTid: {day}\nMedbring: Madpakke\n\n"

    offers = part("Krisecenter", "Mandag") + part("Herberg", "Tirsdag") + part("Værested", "Onsdag")
    page = parse("steder", f"Steder i byen\n\nHer er vores steder.\n\n{offers}")
    text = "jeg har brug for et krisecenter"
    (scope,) = Finder(Library.of([page], FakeSearch([page]))).scopes(text, TODAY)
    assert page.text[scope.start :].startswith("Tid: Mandag")


class Shelf(Mapping[str, Document]):
    """Pages that are noted when they are read."""

    def __init__(self, pages: Sequence[Document]) -> None:
        self._pages = {page.id: page for page in pages}
        self.read: list[str] = []

    def __getitem__(self, id: str) -> Document:
        self.read.append(id)
        return self._pages[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def test_only_pages_that_are_near_are_read_and_each_once() -> None:
    pages = [*PAGES, *(initiative(f"sti{n}", f"Sti {n} er en sti.") for n in range(100))]
    shelf = Shelf(pages)
    finder = Finder(replace(Library.of(pages, FakeSearch(pages)), documents=shelf))
    first = finder.find("jeg bor på gaden", TODAY)
    assert "taget" in shelf.read
    assert len(shelf.read) == len(set(shelf.read)) <= 40
    before = list(shelf.read)
    assert finder.find("jeg bor på gaden", TODAY) == first
    assert shelf.read == before


def test_what_is_denied_finds_nothing() -> None:
    assert found("han drikker ikke og har aldrig taget stoffer") == []
    assert found("det handler ikke om stoffer, jeg bor på gaden") == ["taget"]


def one(text: str, situation: str) -> list[str]:
    page = parse("broen", text)
    matches = Finder(Library.of([page], FakeSearch([page]))).find(situation, TODAY).matches
    return [match.initiative.document for match in matches]


def test_one_that_says_that_it_is_not_for_somebody_does_not_fit_them() -> None:
    text = "Broen\n\nMålgruppe:\n\nVoksne med depression. Mennesker med demens er ikke omfattet.\n"
    assert one(text, "jeg er deprimeret") == ["broen"]
    assert one(text, "min kone er dement") == []
    assert one(text, "min kone er dement, og jeg er deprimeret") == []


def test_job_alone_fits_none_that_is_named_for_somebody_else() -> None:
    named = "Job til mennesker med autisme\n\nMålgruppe:\n\nVoksne, der vil have et job.\n"
    assert one(named, "jeg har autisme og mangler et job") == ["broen"]
    assert one(named, "jeg har siddet i fængsel og mangler et job") == []


def test_one_word_of_a_page_counts_once_however_often_it_is_meant() -> None:
    text = "Broen\n\nBaggrund:\n\nGæld er dyrt.\n"
    assert one(text, "jeg skylder penge, får rykkere og har kviklån") == []


def test_pages_that_fit_well_say_so_at_their_head() -> None:
    finder = Finder(Library.of(PAGES, FakeSearch(PAGES)))
    assert "broen" in finder.fitting_well("jeg er narkoman", TODAY)
    assert finder.fitting_well("jeg vil dø", TODAY) == frozenset()


def several(situation: str, **texts: str) -> list[str]:
    pages = [parse(id, text) for id, text in texts.items()]
    matches = Finder(Library.of(pages, FakeSearch(pages))).find(situation, TODAY).matches
    return [match.initiative.document for match in matches]


REFUSES = "Åen\n\nMålgruppe:\n\nHjemløse borgere.\n\nRegler:\n\n"


@pytest.mark.parametrize(
    ("situation", "rule"),
    [
        ("jeg er hjemløs og dement", "Vi tager ikke imod mennesker med demens."),
        ("jeg er hjemløs og 17 år", "Unge under 18 år kan ikke overnatte."),
        ("jeg er hjemløs og alkoholiker", "Borgere med et aktivt misbrug kan ikke deltage."),
        ("jeg er hjemløs og bor i Odder", "Du skal bo i Ribe eller Vejle."),
        ("jeg er hjemløs og bor i Odder", "Bor du i Odder, kan du ikke få plads."),
    ],
)
def test_one_that_refuses_somebody_is_not_found_for_them(situation: str, rule: str) -> None:
    assert several("jeg er hjemløs", broen=f"{REFUSES}{rule}\n") == ["broen"]
    assert several(situation, broen=f"{REFUSES}{rule}\n") == []


def test_job_that_is_lacked_is_not_what_others_are_refused_for() -> None:
    rule = "Du kan ikke være med, hvis du er i gang med en uddannelse."
    assert several("jeg er hjemløs og vil have en uddannelse", broen=f"{REFUSES}{rule}") == [
        "broen"
    ]


def test_one_that_is_over_is_first_no_more_for_being_there() -> None:
    text = "{}\n\nProjektperiode:\n\n{}\n\nMålgruppe:\n\n{} i Odder.\n"
    over = text.format("Åen", "2015 - 2017", "Voksne med stofmisbrug og hashmisbrug")
    runs = text.format("Broen", "2023 - 2025", "Voksne med stofmisbrug")
    found = several("jeg er narkoman og bor i Odder", over=over, runs=runs)
    assert found == ["runs", "over"]


def test_page_that_refuses_somebody_is_still_the_one_that_is_asked_of() -> None:
    page = parse("broen", f"{REFUSES}Du skal bo i Vejle.\n")
    finder = Finder(Library.of([page], FakeSearch([page])))
    text = "jeg er hjemløs og bor i Odder"
    assert finder.find(text, TODAY).matches == ()
    assert [scope.document for scope in finder.scopes(text, TODAY)] == ["broen"]
