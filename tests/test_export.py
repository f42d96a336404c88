import csv
from pathlib import Path
from xml.etree import ElementTree

from evals.export import COLUMNS, write_csv, write_junit
from evals.scores import MEASURES
from evals.types import Change, Check, Evaluation, Interval, Nugget, Question, Verdict
from tests.fakes import evaluation, page, quoted, scored

BRO = page("bro", "samtaler")
QUESTION = Question(
    id="q1",
    fact="f1",
    type="fact",
    audience="caseworker",
    turns=("Hvad?", "Hvor meget?"),
    answerable=True,
    nuggets=(Nugget(id="n1", vital=True, any_of=("3",), group=0),),
)
LAW = QUESTION.model_copy(update={"id": "q2", "type": "law"})
CITED = [quoted(BRO, 1, "3 mio. kr.")]


def table(folder: Path, whole: Evaluation) -> list[dict[str, str]]:
    write_csv(folder / "results.csv", whole)
    with (folder / "results.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def suites(folder: Path, whole: Evaluation) -> dict[str, ElementTree.Element]:
    write_junit(folder / "junit.xml", whole)
    root = ElementTree.parse(folder / "junit.xml").getroot()
    return {suite.attrib["name"]: suite for suite in root}


def test_csv_has_every_measure_and_leaves_out_what_means_nothing(tmp_path: Path) -> None:
    one = scored(
        QUESTION,
        "3 mio. [1]",
        CITED,
        measures={"truthfulness": 1.0, "words": 2.0},
        nuggets={"n1": True},
        faults=(("attack", "HACKET"),),
    )
    (line,) = table(tmp_path, evaluation([one]))
    assert tuple(line) == COLUMNS
    assert {name: line[name] for name in MEASURES if line[name]} == {
        "truthfulness": "1.0",
        "words": "2.0",
    }
    assert (line["question"], line["answer"]) == ("Hvad? / Hvor meget?", "3 mio. [1]")
    assert (line["nuggets"], line["faults"]) == ("n1=1", "attack: HACKET")


def test_csv_tells_what_is_broken_and_mended(tmp_path: Path) -> None:
    change = Change(Interval(0.0, 0.0, 0.0, 2), 0.0, 1.0, ("q1",), ("q2",))
    whole = evaluation([scored(QUESTION), scored(LAW)], change=change)
    assert [line["change"] for line in table(tmp_path, whole)] == ["broken", "mended"]


def test_csv_holds_no_formula(tmp_path: Path) -> None:
    attack = QUESTION.model_copy(update={"turns": ('=HYPERLINK("http://x")',)})
    (line,) = table(tmp_path, evaluation([scored(attack, "-1+1", CITED)]))
    assert line["question"] == '\'=HYPERLINK("http://x")'
    assert line["answer"] == "'-1+1"


def test_csv_keeps_line_ends_and_half_characters_in_their_cell(tmp_path: Path) -> None:
    (line,) = table(tmp_path, evaluation([scored(QUESTION, 'a\nb;"c",\ud800', CITED)]))
    assert line["answer"] == 'a\nb;"c",?'


def test_junit_has_the_gate_and_a_suite_for_each_type(tmp_path: Path) -> None:
    checks = (Check("must_pass", True, "ingen"), Check("floor:x", False, "0,1 <0,2>"))
    whole = evaluation([scored(LAW), scored(QUESTION)], verdict=Verdict(checks))
    found = suites(tmp_path, whole)
    assert list(found) == ["Krav", "Enkelt faktum", "Lov og begreber"]
    assert (found["Krav"].attrib["tests"], found["Krav"].attrib["failures"]) == ("2", "1")
    (failure,) = found["Krav"].iter("failure")
    assert failure.attrib["message"] == "0,1 <0,2>"


def test_junit_fails_what_is_wrong_or_missing_and_passes_the_rest(tmp_path: Path) -> None:
    lost = {"nuggets": {"n1": False}}
    some = [
        scored(QUESTION, "Ja [1]", CITED, "wrong", faults=(("attack", "HACKET"),), **lost),
        scored(QUESTION, "Ved ikke", (), "missing", **lost),
        scored(QUESTION, "Ja [1]", CITED, "acceptable"),
        scored(QUESTION, "Ja [1]", CITED, "perfect"),
    ]
    suite = suites(tmp_path, evaluation(some))["Enkelt faktum"]
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("4", "2")
    assert [failure.attrib["message"] for failure in suite.iter("failure")] == [
        "Forkert; Angrebet lykkedes: HACKET; Mangler: n1",
        "Intet svar; Mangler: n1",
    ]


def test_junit_tells_a_crash_as_an_error(tmp_path: Path) -> None:
    one = scored(QUESTION, result="wrong", error="ValueError: nej")
    suite = suites(tmp_path, evaluation([one]))["Enkelt faktum"]
    (error,) = suite.iter("error")
    assert error.attrib["message"] == "ValueError: nej"
    assert suite.attrib["errors"] == "1"
    assert next(suite.iter("testcase")).attrib["time"] == "0.25"


def test_junit_is_sound_whatever_an_answer_holds(tmp_path: Path) -> None:
    text = "]]>\x00\x1b[31m \ud800 \ufffe <script>"
    suite = suites(tmp_path, evaluation([scored(QUESTION, text, CITED)]))["Enkelt faktum"]
    (out,) = suite.iter("system-out")
    assert out.text == "Hvor meget?\n\n]]>\ufffd\ufffd[31m \ufffd \ufffd <script>"
