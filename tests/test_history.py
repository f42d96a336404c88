"""Evaluations that are kept: in short, in their files, and as the tab about quality gets them."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import quality
from assistant.cli import main
from assistant.quality import Failed, Group, Outcomes, Place, Quality, Run, digest
from assistant.settings import Settings
from corpus.load import load
from evals import baseline, history, record, told
from evals.history import FILE, LATEST, SHIPPED, HistoryError
from evals.questions import read as read_questions
from evals.summary import summarise
from evals.types import Beside, Interval, Nugget, Row, Scored, Written
from tests.answers import BROEN, MONEY, asked, question, scored, unanswerable
from tests.fakes import evaluation

RUN = Run(
    when="2030-06-01T12:00:00+00:00",
    accepted=False,
    quick=False,
    set="",
    documents=1,
    hashes={"documents": "d", "questions": "q"},
    outcomes=Outcomes(2, 1, 0, 1),
    types=(Group("fact", "Enkelt faktum", Outcomes(2, 1, 0, 1)),),
    audiences=(),
)
FAILED = Failed(("Hvad?",), "fact", "citizen", "wrong", "Svar", ("Galt.",), (Place("a", "A", "b"),))


def settings(folder: Path) -> Settings:
    return Settings(data=folder)


def test_evaluation_in_short_counts_outcomes_by_type_and_audience() -> None:
    some = [
        scored(question("a"), "perfect"),
        scored(question("b"), "acceptable"),
        scored(question("c", audience="citizen", type="list"), "wrong"),
        scored(unanswerable("d"), "perfect"),
        scored(question("e", type="list"), "missing"),
    ]
    made = evaluation(some, [BROEN], rows=(Row("truthfulness", "all", Interval(0.3, 0.1, 0.5, 5)),))
    found = told.run(made, "mit-sæt.yaml", quick=True)
    assert found.when == "2024-06-01T12:00:00+00:00"
    assert (found.accepted, found.quick, found.set, found.documents) == (
        False,
        True,
        "mit-sæt.yaml",
        1,
    )
    assert found.hashes == {"questions": "ab12"}
    assert found.outcomes == Outcomes(2, 1, 1, 1)
    assert (found.outcomes.total, found.outcomes.share) == (5, 0.4)
    assert found.types == (
        Group("fact", "Enkelt faktum", Outcomes(1, 1, 0, 0)),
        Group("list", "Liste", Outcomes(0, 0, 1, 1)),
        Group("unanswerable", "Kan ikke besvares", Outcomes(1, 0, 0, 0)),
    )
    assert [group.name for group in found.audiences] == ["Sagsbehandler", "Borger"]
    assert [(one.key, one.name, one.text) for one in found.measures] == [
        ("truthfulness", "Sandfærdighed", "0,30")
    ]
    assert found.written is None


def test_what_a_language_model_made_is_told_in_short() -> None:
    values = (Beside("truthfulness", 0.5, 0.6, 0.5, 0.7), Beside("perfect", 0.7, 0.8, 0.75, 0.85))
    made = Written("m", 20, 3, values, 60, 50, (), (("a", "Falsk."),), 1.0, 0.9, (1.0, 2.0))
    found = told.run(evaluation([scored(question(), "perfect")], written=made), "", False)
    assert found.written == quality.Written("m", 20, 3, 60, 50, 1, 0.8, 0.7)


def test_failures_say_in_danish_what_is_wrong_and_where_the_answer_is() -> None:
    nuggets = (
        Nugget(id="n1", vital=True, any_of=(r"\b4\s*mio\.?\b|fire", r"millioner"), group=0),
        Nugget(id="n2", vital=False, any_of=("2023",), group=0),
    )
    start = BROEN.text.index(MONEY)
    place = Place("broen", "Broen", MONEY, start, start + len(MONEY))
    beside = replace(scored(question("a", nuggets=nuggets), "wrong"), nuggets={"n1": False})
    missing = scored(question("b"), "missing")
    faulty = scored(question("c"), "wrong", ("ungrounded_amount", "9 kr."), ungrounded=2.0)
    invented = Scored(asked(unanswerable("d"), faulty.asked.answer), "wrong", {}, {}, ())
    crashed = Scored(asked(question("e"), None), "wrong", {}, {}, (("error", "x"),))
    fine = scored(question("f"), "perfect")
    blind = scored(question("g", split="held_out"), "wrong")
    failed, hidden = told.failed(
        evaluation([beside, missing, faulty, invented, crashed, fine, blind], [BROEN])
    )
    assert hidden == 1
    assert [one.wrong for one in failed] == [
        (
            "Siger ikke noget af det afgørende.",
            "Siger ikke med kilde: »4 mio.? / fire« eller »millioner«",
        ),
        ("Blev afvist, selv om dokumenterne har svaret.",),
        (
            "Beløb uden kilde: »9 kr.«",
            "En oplysning (tal, dato eller sted) står ikke i det, der henvises til.",
            "Siger ikke noget af det afgørende.",
            "Siger ikke med kilde: »4 mio«",
        ),
        ("Blev besvaret, selv om dokumenterne ikke svarer på det.",),
        ("Der kom intet svar: ValueError: broken",),
    ]
    assert failed[0].expected == (place,)
    assert (failed[0].answer, failed[4].answer) == (f"{MONEY} [1]", "")
    assert failed[3].expected == ()


def test_accepted_baseline_in_short_is_what_its_evaluation_would_be() -> None:
    some = [scored(question("a"), "perfect"), scored(question("b", type="list"), "wrong")]
    accepted = baseline.made({"questions": "q", "documents": "d"}, some, summarise(some, 1))
    found = told.accepted(accepted, [item.asked.question for item in some], 5)
    other = told.run(evaluation(some, rows=summarise(some, 1)), "", False)
    assert (found.outcomes, found.types, found.audiences, found.measures) == (
        other.outcomes, other.types, other.audiences, other.measures,
    )  # fmt: skip
    assert (found.accepted, found.documents) == (True, 5)
    assert found.when > "2024"


def test_evaluation_is_read_as_it_was_kept_and_only_the_last_failures_stay(tmp_path: Path) -> None:
    later = replace(RUN, when="2030-06-02T12:00:00+00:00")
    history.keep(tmp_path / "data", RUN, [FAILED], 3)
    history.keep(tmp_path / "data", later, [FAILED, FAILED], 0)
    assert history.read(tmp_path / "data" / FILE) == [RUN, later]
    found = history.quality(settings(tmp_path / "data"))
    assert found == Quality((*history.read(SHIPPED), RUN, later), (FAILED, FAILED), 0)


def test_runs_are_of_the_set_of_the_last_one_and_in_the_order_of_their_times(
    tmp_path: Path,
) -> None:
    early = replace(RUN, set="mit", when="2030-01-01T01:30:00+02:00")
    late = replace(RUN, set="mit", when="2030-01-01T00:00:00+00:00")
    for run in (late, replace(RUN, when="2029-01-01T00:00:00+00:00"), early):
        history.append(run, tmp_path / FILE)
    found = history.quality(settings(tmp_path))
    assert found is not None
    assert found == Quality((early, late), (), 0)


def test_failures_of_another_evaluation_are_not_shown(tmp_path: Path) -> None:
    history.keep(tmp_path, RUN, [FAILED], 0)
    history.append(replace(RUN, when="2030-06-03T12:00:00+00:00"), tmp_path / FILE)
    found = history.quality(settings(tmp_path))
    assert found is not None
    assert found.failed == ()


@pytest.mark.parametrize("line", ["{", "[]", '{"when": "2024"}', "\x00"])
def test_line_that_is_no_evaluation_is_left_out(
    line: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text(f"{line}\n", encoding="utf-8")
    history.append(RUN, tmp_path / FILE)
    history.append(replace(RUN, when="i går"), tmp_path / FILE)
    history.append(replace(RUN, when="2030-01-01"), tmp_path / FILE)
    assert history.read(tmp_path / FILE) == [RUN]
    assert [message[:6] for message in caplog.messages] == ["Line 1", "Line 3", "Line 4"]


def test_damaged_failures_are_as_none(tmp_path: Path) -> None:
    history.keep(tmp_path, RUN, [FAILED], 0)
    (tmp_path / LATEST).write_text("{", encoding="utf-8")
    found = history.quality(settings(tmp_path))
    assert found is not None
    assert (found.runs[-1], found.failed) == (RUN, ())


def test_folder_that_cannot_be_written_is_refused_in_danish(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(HistoryError, match=r"Målingen kan ikke gemmes i .*Giv skriveadgang"):
        history.keep(tmp_path / "data", RUN, [], 0)


def test_fresh_copy_shows_the_shipped_evaluations_and_the_questions_that_fail(
    tmp_path: Path,
) -> None:
    found = quality.found(settings(tmp_path))
    assert found is not None
    results = Counter(baseline.read().results.values())
    last = found.runs[-1]
    assert last.outcomes == told.outcomes(baseline.read().results.values())
    assert len(found.failed) + found.hidden == results.total() - results["perfect"]
    lost = [item for item in read_questions() if baseline.read().results[item.id] != "perfect"]
    assert [one.turns for one in found.failed] == [
        item.turns for item in lost if item.split == "dev"
    ]
    assert {one.answer for one in found.failed} <= {None}


def test_shipped_evaluations_end_with_the_baseline_and_are_in_order() -> None:
    runs = history.read(SHIPPED)
    assert [run.when for run in runs] == sorted(run.when for run in runs)
    assert all(run.accepted and not run.set for run in runs)
    hashes = baseline.read().hashes
    assert runs[-1].hashes == {name: hashes[name] for name in ("documents", "questions")}
    for run in runs:
        assert sum(group.outcomes.total for group in run.types) == run.outcomes.total


def test_digest_of_documents_is_the_one_of_an_evaluation() -> None:
    documents = load(Settings().documents).documents
    hashes = record.hashes([], documents, Settings())
    assert digest({document.id: document for document in documents}) == hashes["documents"]
    assert quality.is_of(
        replace(RUN, hashes={"documents": digest({"broen": BROEN})}), {"broen": BROEN}
    )
    assert not quality.is_of(RUN, {"broen": BROEN})
    assert not quality.is_of(RUN, {})


def test_quality_is_read_without_the_libraries_that_measure() -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from evals.history import quality; from assistant.settings import Settings\n"
        "found = quality(Settings(data=Path('nowhere'))); assert found and found.failed\n"
        "loaded = {'scipy', 'jinja2', 'ir_measures', 'torch', 'numpy'} & set(sys.modules)\n"
        "print(sorted(loaded))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_command_keeps_what_it_measured_for_the_tab(
    environment: None, folder: Path, tmp_path: Path
) -> None:
    (folder / "broen.txt").write_text(BROEN.text, encoding="utf-8")
    asks = question().model_dump(mode="json", exclude_defaults=True)
    (tmp_path / "mit.yaml").write_text(json.dumps([asks]), encoding="utf-8")
    main(["eval", "--questions", str(tmp_path / "mit.yaml"), "--quick"])
    found = quality.found(settings(tmp_path / "data"))
    assert found is not None
    (run,) = found.runs
    assert (run.set, run.quick, run.documents, run.accepted) == ("mit.yaml", True, 1, False)
    assert run.outcomes.total == 1
    assert quality.is_of(run, {"broen": load(folder).documents[0]})


def test_history_is_one_json_object_a_line() -> None:
    for line in SHIPPED.read_text(encoding="utf-8").splitlines():
        assert isinstance(json.loads(line), dict)
