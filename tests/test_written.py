"""What a language model makes of a question set, beside the documents' own sentences."""

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.citations import UNCOVERED
from assistant.cli import main
from assistant.types import Answer
from evals import record, terminal
from evals.report import page
from evals.run import bench
from evals.terminal import judged
from evals.types import Asked, Beside, Judged, Question, Result, Scored, Written
from evals.written import QUICK, REPEATS, check, few, repeat, weigh
from index.embed import Embedding
from tests.answers import BROEN, DECLINED, MONEY, TARGET, TEXT, answered, citation, question
from tests.fakes import FakeModel, evaluation
from tests.model_server import Said, serving

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
"""
WRITTEN = "Skrevet af sprogmodellen x og kontrolleret mod kilderne."
MODELS = replace(answered(f"{MONEY} [1]", citation(MONEY)), way="model", remark=WRITTEN)
OWN = replace(answered(f"{TARGET} [1]", citation(TARGET)), remark="Sprogmodellen kører ikke.")
MADE = Written(
    model="tænker",
    questions=2,
    repeats=3,
    measures=(
        Beside("truthfulness", 0.5, 0.25, 0.0, 0.5),
        Beside("hallucination", None, 0.5, 0.5, 0.5),
    ),
    answers=6,
    by_model=4,
    fallen=(("Sprogmodellen kører ikke.", 1), ("", 1)),
    false=(("q1", "Der er afsat 5 mio. <b>"),),
    same_result=0.5,
    same_citations=1.0,
    seconds=(1.5, 3.25),
)


def one(
    of: Question, answer: Answer | None, result: Result = "perfect", worth: float = 1
) -> Scored:
    """Return a question that took 2 s to answer; without an answer, it took too long."""
    asked = Asked(of, answer, "" if answer else "no answer in 90 s", (), 2.0)
    return Scored(asked, result, {"truthfulness": worth}, {}, ())


def test_measures_of_the_repeats_stand_beside_those_of_the_documents() -> None:
    of = question()
    turns = [[one(of, MODELS, worth=worth)] for worth in (0.5, -1, 1)]
    made = weigh("x", [one(of, OWN, worth=0.5), one(question("q2"), OWN)], turns, {"broen": BROEN})
    assert made.measures == (Beside("truthfulness", 0.5, 0.5, -1, 1),)
    assert (made.model, made.questions, made.repeats) == ("x", 1, 3)
    assert made.seconds == (2.0, 2.0)


def test_answers_are_counted_by_who_wrote_them_and_why() -> None:
    of = question()
    turns = [[one(of, MODELS)], [one(of, OWN)], [one(of, None)], [one(of, DECLINED)]]
    made = weigh("x", [], turns, {"broen": BROEN})
    assert (made.answers, made.by_model) == (3, 1)
    assert made.fallen == (("Sprogmodellen kører ikke.", 1), ("no answer in 90 s", 1))


def test_repeats_agree_where_result_and_citations_are_the_same() -> None:
    first, second = question("a"), question("b")
    turns = [
        [one(first, MODELS), one(second, MODELS)],
        [one(first, MODELS), one(second, OWN)],
        [one(first, MODELS, "wrong"), one(second, MODELS)],
    ]
    made = weigh("x", [], turns, {"broen": BROEN})
    assert (made.same_result, made.same_citations) == (0.5, 0.5)


def test_false_statement_with_a_source_fails_the_gate() -> None:
    said = "Der er afsat 5 mio. kr."
    wrong = replace(MODELS, text=f"{said} [1]")
    made = weigh("x", [], [[one(question(), wrong)], [one(question(), MODELS)]], {"broen": BROEN})
    assert made.false == (("q1", said),)
    assert check(made).passed is False
    assert check(made).detail == (
        "Falske udsagn med kilde i sprogmodellens svar: 1 (skal være 0), q1"
    )


def test_what_is_told_as_uncovered_and_what_no_model_wrote_is_not_false() -> None:
    marked = replace(MODELS, text=f"Der er afsat 5 mio. kr. {UNCOVERED} {MONEY} [1]")
    own = replace(OWN, text="Der er afsat 5 mio. kr. [1]")
    made = weigh("x", [], [[one(question(), marked)], [one(question(), own)]], {"broen": BROEN})
    assert made.false == ()
    assert check(made).passed is True


def test_few_questions_are_the_same_for_one_seed() -> None:
    many = [question(f"q{number}") for number in range(50)]
    assert few(many, 1) == few(many, 1)
    assert few(many, 1) != few(many, 2)
    assert len(few(many, 1)) == QUICK
    assert few(many[:3], 1) == many[:3]


def test_every_question_is_asked_again_with_the_model() -> None:
    model = FakeModel(f"{MONEY} [1]")
    told: list[tuple[int, int]] = []
    embedding = Embedding()
    with bench([BROEN], embedding, model=model) as on:
        turns = repeat([question()], on, embedding, lambda done, total: told.append((done, total)))
    assert [turn[0].asked.answer.way for turn in turns if turn[0].asked.answer] == ["model"] * 3
    assert len(model.told) == REPEATS
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_a_model_made_of_it_is_told_in_danish() -> None:
    assert terminal.written(MADE).splitlines() == [
        "Sprogmodellen »tænker« over 2 spørgsmål, hvert stillet 3 gange:",
        "                  dokumenter       model      mindst       højst",
        "  Sandfærdighed         0,50        0,25        0,00        0,50",
        "  Opdigtede svar           –      50,0 %      50,0 %      50,0 %",
        "  Skrevet af modellen: 4 af 6 svar; resten er dokumenternes egne sætninger.",
        "    1 × Sprogmodellen kører ikke.",
        "    1 × Sprogmodellen blev ikke spurgt.",
        "  Falske udsagn med kilde: 1.",
        "  Ens hver gang: udfaldet af 50,0 % af spørgsmålene, kilderne af 100,0 %.",
        "  Svartid, når modellen skrev: median 1,5 s, 95 % højst 3,2 s.",
    ]


def test_report_has_a_section_on_the_model_only_where_there_is_one() -> None:
    scored = [one(question(), MODELS)]
    assert "Svar fra sprogmodellen" not in page(evaluation(scored, [BROEN]))
    html = page(evaluation(scored, [BROEN], written=MADE))
    section = html.split('<h2 id="skrevet">')[1].split("</section>")[0]
    assert "2 spørgsmål er stillet 3 gange til, hvor tænker skrev svaret" in section
    assert "Der er afsat 5 mio. &lt;b&gt;" in section
    assert '<a href="#skrevet">' in html


def test_record_keeps_what_a_model_made_of_it(tmp_path: Path) -> None:
    kept = record.of(evaluation([one(question(), MODELS)], [BROEN], written=MADE))
    record.write(kept, tmp_path / "result.json")
    assert record.read(tmp_path / "result.json").written == MADE


def test_opinion_is_told_on_a_line() -> None:
    assert judged(Judged("tænker", 3, (("q1", "Nej."),), 2, (4.0, 5.0), 1)) == (
        "Vejledende mening fra tænker: 3 sætninger bæres af deres citat, 1 gør ikke, 2 domme var "
        "ulæselige. Svarene fik i gennemsnit karakteren 4,5 af 5 over 2 svar; 1 karakter var "
        "ulæselig."
    )


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one document and a set of one question, which settings point at."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INITIATIV_")]:
        monkeypatch.delenv(name)
    (tmp_path / "dokumenter").mkdir()
    (tmp_path / "dokumenter" / "broen.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "set.yaml").write_text(QUESTIONS, encoding="utf-8")
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(tmp_path / "dokumenter"))
    return tmp_path


def test_command_asks_a_model_beside_and_for_its_opinion(
    own: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    def reply(messages: Said) -> str:
        asked = messages[-1]["content"]
        if "KARAKTER" in asked:
            return "KARAKTER: 4,5"
        return "DOM: ja" if "DOM" in asked else f"{MONEY} [1]"

    with serving(reply) as server:
        monkeypatch.setenv("INITIATIV_LLM", "openai:prøve")
        monkeypatch.setenv("INITIATIV_LLM_URL", server.url)
        command = ["eval", "--questions", "set.yaml", "--quick", "--judge", "--report", "rapport"]
        assert main(command) == 0
    out = capsys.readouterr().out
    assert "Sprogmodellen »prøve« over 1 spørgsmål, hvert stillet 3 gange:" in out
    assert "Skrevet af modellen: 3 af 3 svar" in out
    assert "Falske udsagn med kilde: 0." in out
    assert "Vejledende mening fra prøve: 1 sætninger bæres af deres citat, 0 gør ikke" in out
    kept = record.read(own / "rapport" / "result.json")
    assert kept.written is not None
    assert kept.entries[0].text.startswith(f"{MONEY} [1]")
    html = (own / "rapport" / "index.html").read_text(encoding="utf-8")
    assert '<h2 id="skrevet">' in html
    assert '<h2 id="dommer">' in html


def test_opinion_without_a_model_is_refused(own: Path, capsys: Out) -> None:
    assert main(["eval", "--questions", "set.yaml", "--judge"]) == 2
    assert "--judge kræver en sprogmodel. Sæt INITIATIV_LLM" in capsys.readouterr().err
