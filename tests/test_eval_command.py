"""`initiativ eval`: what it prints, what it writes, and its exit code."""

import json
import os
from pathlib import Path

import pytest

from assistant.arguments import parse
from assistant.cli import main
from assistant.settings import Settings
from evals import baseline
from evals.command import SEED
from evals.evaluate import Options, Plan, accept, evaluate, plan
from evals.questions import read as read_questions
from evals.record import read as read_record
from evals.terminal import change, verdict
from evals.types import Change, Check, Interval, Verdict
from tests.answers import MONEY, TEXT

Out = pytest.CaptureFixture[str]

QUESTIONS = f"""
- id: penge
  fact: penge
  type: fact
  audience: caseworker
  turns: [Hvor meget er der afsat til Broen?]
  answerable: true
  evidence: [[{{document: broen, quote: {MONEY}}}]]
  nuggets: [{{id: n1, vital: true, any_of: ['4 mio'], group: 0}}]
- id: sport
  fact: sport
  type: unanswerable
  audience: citizen
  turns: [Hvem vandt fodbold-VM i 2022?]
  answerable: false
"""


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document and a set of two questions about it, which settings point at."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INITIATIV_")]:
        monkeypatch.delenv(name)
    (tmp_path / "dokumenter").mkdir()
    (tmp_path / "dokumenter" / "broen.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "set.yaml").write_text(QUESTIONS, encoding="utf-8")
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(tmp_path / "dokumenter"))
    return tmp_path


def test_own_set_is_evaluated_over_own_documents(own: Path, capsys: Out) -> None:
    command = ["eval", "--questions", "set.yaml", "--quick", "--seed", "5", "--report", "rapport"]
    code = main(command)
    kept = read_record(own / "rapport" / "result.json")
    assert code == (0 if kept.verdict.passed else 1)
    out = capsys.readouterr().out
    rows = {line[:20].strip(): line.split() for line in out.splitlines()}
    assert rows["enkelt faktum"][2:5] == ["1", "1,00", "1,00"]
    assert rows["kan ikke besvares"][3:5] == ["1", "1,00"]
    assert "Robot »orakel«: består, som det skal (sandfærdig 1,00)" in out
    assert "baseline" not in out
    assert "Læsbarhed (LIX) af det, vi selv skriver: " in out
    page = (own / "rapport" / "index.html").read_text(encoding="utf-8")
    assert "Læsbarhed (LIX) af det, vi selv skriver: " in page
    assert "Frø: 5." in out
    assert kept.provenance.seed == 5
    assert [entry.result for entry in kept.entries] == ["perfect", "perfect"]
    assert kept.entries[0].text.startswith(f"{MONEY} [1]")
    assert (own / "rapport" / "index.html").stat().st_size > 1000
    assert "Rapporten ligger i rapport/index.html" in out


def test_passed_gate_is_exit_code_zero(own: Path, capsys: Out) -> None:
    (own / "set.yaml").write_text(QUESTIONS[QUESTIONS.index("- id: sport") :], encoding="utf-8")
    assert main(["eval", "--questions", "set.yaml", "--quick"]) == 0
    out = capsys.readouterr().out
    assert f"Frø: {SEED}." in out
    assert out.splitlines()[-1].startswith("Bestået. Alle ")
    assert "Robot »ser ikke på datoen«: går fri af dette sæt" in out
    assert "Robot »orakel«: består, som det skal (sandfærdig 1,00)" in out
    assert "Robot »kopierer øverste passage«: fældet, som den skal" in out


def test_failed_gate_is_exit_code_one_with_the_reason(own: Path, capsys: Out) -> None:
    text = QUESTIONS.replace("  answerable: false", "  answerable: false\n  forbidden: [dokument]")
    (own / "set.yaml").write_text(text, encoding="utf-8")
    assert main(["eval", "--questions", "set.yaml", "--quick"]) == 1
    out = capsys.readouterr().out
    assert "IKKE BESTÅET." in out
    assert "✕ Siger noget, det ikke må: 1: sport (dokument)" in out


def refused(arguments: list[str], message: str, capsys: Out) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err


def test_missing_set_is_refused(capsys: Out) -> None:
    refused(["eval", "--questions", "ingen.yaml"], "Spørgsmålene i ingen.yaml kan ikke", capsys)


def test_set_about_other_documents_is_refused_before_it_is_asked(own: Path, capsys: Out) -> None:
    (own / "dokumenter" / "broen.txt").write_text(TEXT.replace("4 mio", "5 mio"), encoding="utf-8")
    message = "Spørgsmålene passer ikke til dokumenterne i "
    refused(["eval", "--questions", "set.yaml"], message, capsys)


def test_only_the_shipped_set_over_the_shipped_documents_can_be_accepted(capsys: Out) -> None:
    before = baseline.PATH.read_bytes()
    refused(["eval", "accept"], "Kun det medfølgende sæt spørgsmål", capsys)
    refused(["eval", "accept", "--questions", "set.yaml"], "Kun det medfølgende sæt", capsys)
    assert baseline.PATH.read_bytes() == before


@pytest.mark.parametrize("argument", ["godkend", "--seed=x"])
def test_misused_command_is_refused_in_danish(argument: str, capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(["eval", argument])
    assert stopped.value.code == 2
    assert "Kommandoen er ikke forstået. Se hjælpen med: initiativ eval" in capsys.readouterr().err


def test_help_lists_the_command_and_its_choices(capsys: Out) -> None:
    for arguments, words in (
        (["--help"], "mål svarene på et fast sæt spørgsmål"),
        (["eval", "--help"], "--questions STI"),
    ):
        with pytest.raises(SystemExit) as stopped:
            parse(arguments)
        assert stopped.value.code == 0
        assert words in capsys.readouterr().out


def test_evaluation_of_one_seed_is_the_same_twice_but_for_times(own: Path) -> None:
    chosen = Settings()
    made = plan(chosen, own / "set.yaml", Options(seed=3, quick=True))
    first, second = evaluate(made), evaluate(made)
    timeless = [[row for row in one.rows if "milli" not in row.measure] for one in (first, second)]
    assert timeless[0] == timeless[1]
    assert first.verdict == second.verdict
    assert first.varied == second.varied
    assert first.provenance.hashes == second.provenance.hashes


@pytest.mark.slow
def test_shipped_set_is_accepted_and_compared_with(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("INITIATIV_DOCUMENTS")
    some = read_questions()[::8]  # it is asked twice; `eval --quick` of `make test` asks them all
    monkeypatch.setattr("evals.evaluate.read", lambda: some)
    path = own / "baseline.json"
    assert accept(Settings(), Options(seed=1), path) is None
    kept = json.loads(path.read_text(encoding="utf-8"))
    worse = kept | {"results": dict.fromkeys(kept["results"], "wrong")}
    path.write_text(json.dumps(worse), encoding="utf-8")
    mended = accept(Settings(), Options(seed=1), path)
    assert mended is not None
    perfect = [key for key, result in kept["results"].items() if result == "perfect"]
    assert (mended.broken, sorted(mended.mended)) == ((), sorted(perfect))
    assert json.loads(path.read_text(encoding="utf-8")) == kept


def test_plan_of_the_shipped_set_has_its_baseline_or_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("INITIATIV_DOCUMENTS")
    try:
        made: Plan | None = plan(Settings(), None, Options(seed=1))
    except baseline.BaselineError as error:
        made = None
        assert "initiativ eval accept" in str(error)
    assert made is None or made.baseline == baseline.read()


def test_change_is_told_in_danish_with_its_questions() -> None:
    told = change(Change(Interval(-0.25, -0.5, 0.0, 9), -0.4, 0.25, ("a", "b"), ()))
    assert told == (
        "Sandfærdighed mod baseline: −0,25 (95 %: −0,50 til 0,00), McNemar p = 0,25\n"
        "Nyligt gået i stykker: 2 (a, b)\nNyligt rettet: ingen"
    )


def test_verdict_names_only_what_does_not_hold() -> None:
    good, bad = Check("a", True, "Godt."), Check("b", False, "Skidt.")
    assert verdict(Verdict((good, good))) == "Bestået. Alle 2 krav er opfyldt."
    assert verdict(Verdict((good, bad))) == (
        "IKKE BESTÅET. 1 af 2 krav er ikke opfyldt:\n  ✕ Skidt."
    )


def test_ablation_alone_is_printed_when_it_is_asked_for(own: Path, capsys: Out) -> None:
    asked = QUESTIONS.replace("caseworker", "citizen")
    (own / "set.yaml").write_text(asked, encoding="utf-8")
    assert main(["eval", "--questions", "set.yaml", "--ablation"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Hvad hver kilde til ord giver på 1 spørgsmål fra borgere:"
    assert lines[2].split() == ["Med", "alle", "kilder", "1,00", "1,00", "1,00"]
    assert len(lines) == 10
