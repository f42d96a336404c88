"""The situations of the question set, and how what was found for them is measured."""

import pytest

from assistant.settings import SHIPPED_DOCUMENTS
from assistant.types import Found, Initiative, Match
from corpus.load import load
from evals import situations
from evals.gate import FLOORS, Floors, judge
from evals.names import SITUATIONS, SOUGHT
from evals.report import page
from evals.situations import Outcome, Right, Situation, lint, outcome, read, sought
from evals.summary import summarise
from evals.terminal import text
from evals.types import Provenance, Sought
from tests.answers import question, scored
from tests.fakes import evaluation

DOCUMENTS = {"shipped": SHIPPED_DOCUMENTS, "fiction": situations.FICTION}


def situation(id: str, *right: tuple[str, str]) -> Situation:
    rights = tuple(Right(document=document, part=part) for document, part in right)
    return Situation(id=id, split="dev", situation=f"Det er {id}", right=rights)


def match(document: str, part: str = "") -> Match:
    empty = {"target": "", "offer": "", "period": "", "place": "", "contact": ""}
    initiative = Initiative(document, "", part, state="unknown", citations=(), **empty)
    return Match(initiative, (), 1.0)


FITS, NONE = situation("fits", ("broen", "Båden")), situation("none")


@pytest.mark.parametrize(("name", "fitting"), [("shipped", 40), ("fiction", 15)])
def test_set_is_sound_and_large_enough(name: str, fitting: int) -> None:
    found = read(name)
    assert list(lint(found, load(DOCUMENTS[name]).documents)) == []
    assert sum(bool(item.right) for item in found) >= fitting
    assert {item.split for item in found} == {"dev", "held_out"}


def test_there_are_situations_that_nothing_fits() -> None:
    assert sum(not item.right for item in read("shipped")) >= 12


def test_lint_tells_of_initiatives_that_are_not_there_and_of_doubles() -> None:
    wrong = [situation("a", ("ingen", "")), situation("a", ("stofmisbrugspakken", ""))]
    assert list(lint(wrong, load(SHIPPED_DOCUMENTS).documents)) == [
        "a: no initiative: ingen",
        "a: the id or the situation is used twice",
    ]


def test_part_is_found_as_that_part_and_not_as_its_page() -> None:
    found = Found("", (match("broen"), match("broen", "Båden")), "")
    assert outcome(FITS, found) == Outcome(FITS, 2, 2)
    assert outcome(FITS, Found("", (match("broen"),), "")) == Outcome(FITS, 0, 1)


def test_measures_are_over_what_fits_and_what_does_not() -> None:
    places = [Outcome(FITS, place, 5) for place in (1, 2, 4, 0)]
    found = sought("shipped", [*places, Outcome(NONE, 0, 0), Outcome(NONE, 0, 2)])
    assert (found.fitting, found.others) == (4, 2)
    assert found.measures == {
        "success@1": 0.25, "success@3": 0.5, "mrr": 1.75 / 4, "declined": 0.5,
    }  # fmt: skip
    assert found.failed == ("fits", "fits", "none")


def test_measure_of_no_situation_is_absent() -> None:
    assert sought("shipped", []).measures == {}


def test_measures_and_sets_have_danish_names() -> None:
    assert {measure for measure, _ in FLOORS.found} <= set(SITUATIONS)
    assert {name for _, name in FLOORS.found} <= set(SOUGHT)


@pytest.mark.parametrize(("value", "passes"), [(0.9, True), (0.89, False)])
def test_gate_holds_situations_to_their_floor(value: float, passes: bool) -> None:
    floors = Floors(found={("success@3", "shipped"): 0.9})
    found = Sought("shipped", 40, 12, {"success@3": value}, ("a",))
    checks = {item.name: item for item in judge([], floors=floors, sought=[found]).checks}
    check = checks["situations:success@3:shipped"]
    assert check.passed is passes
    assert "rigtigt initiativ blandt tre" in check.detail
    assert "(skal være mindst 90,0 %)" in check.detail


def test_set_that_was_not_measured_has_no_check() -> None:
    floors = Floors(found={("success@3", "shipped"): 0.9})
    assert not [c for c in judge([], floors=floors).checks if c.name.startswith("situations")]


ONE = Sought("shipped:held_out", 40, 12, {"success@3": 0.925, "declined": 1.0}, ("a-1",))


def test_terminal_tells_a_set_on_a_line() -> None:
    asked = scored(question(), "perfect", words=4.0, milliseconds=3.0)
    made = Provenance("", 1, {"questions": "", "documents": ""}, {})
    whole = evaluation([asked], rows=summarise([asked], 1), sought=(ONE,), provenance=made)
    assert (
        "Situationer (med og uden et initiativ, der passer):\n"
        "  Medfølgende dokumenter, holdt tilbage (40 + 12): rigtigt initiativ blandt tre 92,5 %, "
        "intet fundet, hvor intet passer 100,0 %\n"
    ) in f"{text(whole)}\n"


def test_report_shows_a_set_in_a_table_and_is_silent_without_one() -> None:
    shown = page(evaluation([], sought=(ONE,)))
    assert '<h2 id="situationer">Situationer</h2>' in shown
    assert "<td>40</td><td>12</td>" in shown
    assert "<code>a-1</code>" in shown
    assert 'id="situationer"' not in page(evaluation([]))
