"""`initiativ feedback`: listed, as JSON, deleted, and draft questions made of it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assistant import feedback
from assistant.cli import main
from assistant.feedback import Cited, Feedback
from evals.drafts import drafts, text
from evals.questions import QuestionsError, evidence, lint, read
from tests.answers import BROEN, MONEY, TARGET, TEXT

Out = pytest.CaptureFixture[str]

DOCUMENTS = {"broen": BROEN}
UP = Feedback(
    when="2024-06-01T12:00:00+00:00",
    question="Hvor meget er der afsat til Broen?",
    turns=(),
    audience="caseworker",
    verdict="up",
    reason="Præcist: med kilde.",
    status="answered",
    answer=f"{MONEY} [1] {TARGET} [2]",
    citations=(
        Cited("broen", "Broen", MONEY, 21, 21 + len(MONEY)),
        Cited("broen", "Broen", TARGET, 90, 90 + len(TARGET)),
    ),
)
DOWN = replace(
    UP, verdict="down", reason="Beløbet er forkert\u2028- id: x", answer="Der er\nafsat 9 kr."
)
DECLINED = replace(UP, status="not_found", citations=(), question="Hvem vandt?", answer="Ved ikke.")


def reviewed(path: Path) -> None:
    """Take the marks of drafts out of a file, as somebody does who has looked at them."""
    kept = path.read_text(encoding="utf-8")
    path.write_text(kept.replace("- draft: true\n  id:", "- id:"), encoding="utf-8")


@pytest.fixture
def own(environment: None, folder: Path, tmp_path: Path) -> Path:
    (folder / "broen.txt").write_text(TEXT, encoding="utf-8")
    feedback.save(tmp_path / "data", UP)
    return tmp_path


def test_draft_of_a_good_answer_is_refused_until_its_mark_is_gone(own: Path, capsys: Out) -> None:
    path = own / "udkast.yaml"
    assert main(["feedback", "--drafts", str(path)]) == 0
    assert capsys.readouterr().out == (
        f"Udkast til 1 spørgsmål ligger i {path}. Se dem efter, før de bruges.\n"
    )
    with pytest.raises(QuestionsError, match="draft"):
        read(path)
    reviewed(path)
    (found,) = read(path)
    assert found.turns == ("Hvor meget er der afsat til Broen?",)
    assert (found.type, found.audience, str(found.as_of)) == ("fact", "caseworker", "2024-06-01")
    assert [[quote.quote for quote in group] for group in found.evidence] == [[MONEY], [TARGET]]
    assert [nugget.any_of for nugget in found.nuggets] == [(r"\b4 mio\b",), (r"\bOdder\b",)]
    places = evidence(found, DOCUMENTS)
    assert [BROEN.text[spans[0].start : spans[0].end] for spans in places] == [MONEY, TARGET]
    assert lint([found], DOCUMENTS) == []


def test_draft_of_a_bad_answer_is_unsound_until_the_evidence_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "udkast.yaml"
    path.write_text(text(drafts([DOWN], DOCUMENTS)), encoding="utf-8")
    content = path.read_text(encoding="utf-8")
    assert "# Dårlig: Beløbet er forkert - id: x\n" in content
    assert "# Der blev svaret: Der er afsat 9 kr.\n" in content
    reviewed(path)
    (found,) = read(path)
    assert (found.evidence, found.nuggets, found.answerable) == ((), (), True)
    assert lint([found], DOCUMENTS) == [
        f"{found.id}: answerable without evidence",
        f"{found.id}: answerable without a vital nugget",
    ]


def test_question_that_was_rightly_declined_is_drafted_as_unanswerable(tmp_path: Path) -> None:
    path = tmp_path / "udkast.yaml"
    path.write_text(text(drafts([DECLINED], DOCUMENTS)), encoding="utf-8")
    reviewed(path)
    (found,) = read(path)
    assert (found.type, found.answerable, found.would_answer) == ("unanswerable", False, ())
    assert lint([found], DOCUMENTS) == []


def test_one_draft_is_made_of_one_question_and_the_last_that_was_said_decides() -> None:
    other = replace(UP, question="hvor MEGET er der afsat til broen", verdict="up", reason="Nu god")
    made = drafts([DOWN, replace(UP, audience="citizen"), other], DOCUMENTS)
    assert [draft.fields["type"] for draft in made] == ["fact", "citizen"]
    assert made[0].remarks == ("Dårlig: Beløbet er forkert\u2028- id: x", "God: Nu god")
    assert len(made[0].fields["evidence"]) == 2
    assert len({draft.fields["id"] for draft in made}) == 2


def test_conversation_is_drafted_as_a_follow_up() -> None:
    (made,) = drafts([replace(UP, turns=("Hvad er Broen?",), audience="citizen")], DOCUMENTS)
    assert made.fields["type"] == "follow_up"
    assert made.fields["turns"] == ["Hvad er Broen?", UP.question]


def test_quote_that_its_document_no_longer_holds_is_told_and_left_out() -> None:
    gone = replace(UP, citations=(Cited("broen", "Broen", "Broen er væk.", 0, 13),))
    (made,) = drafts([gone], DOCUMENTS)
    assert made.fields["evidence"] == []
    assert "Står ikke længere i broen: Broen er væk." in made.remarks


@pytest.mark.parametrize(
    "question",
    ["- ja: {nej}", "Er det # sandt?", "'\"", "a\nb: c", "? !!python/object:os.system ls", "null"],
)
def test_question_is_data_in_the_file_whatever_it_holds(question: str) -> None:
    made = text(drafts([replace(UP, question=question, reason="x\n- y: z")], DOCUMENTS))
    (item,) = yaml.safe_load(made)
    assert item["turns"] == [question]


def test_drafts_overwrite_nothing(own: Path, capsys: Out) -> None:
    path = own / "udkast.yaml"
    path.write_text("mine", encoding="utf-8")
    assert main(["feedback", "--drafts", str(path)]) == 2
    assert "findes allerede. Vælg en anden fil" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"


def test_feedback_is_listed_newest_last(own: Path, capsys: Out) -> None:
    feedback.save(own / "data", replace(DOWN, turns=("Hvad er Broen?",)))
    assert main(["feedback"]) == 0
    first, second = capsys.readouterr().out.split("\n\n")
    assert first.splitlines()[0].endswith("God (sagsbehandler)")
    assert second.splitlines()[1:] == [
        "    Samtalen før: Hvad er Broen?",
        "    Spørgsmål: Hvor meget er der afsat til Broen?",
        "    Begrundelse: Beløbet er forkert- id: x",
        "    Svar: Der er afsat 9 kr.",
        "    Kilder: broen",
    ]


def test_feedback_is_json_with_the_names_of_the_fields(own: Path, capsys: Out) -> None:
    assert main(["feedback", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["question"] == UP.question
    assert found["citations"][0]["quote"] == MONEY


def test_feedback_is_deleted_when_asked(own: Path, capsys: Out) -> None:
    assert main(["feedback", "--clear"]) == 0
    assert main(["feedback"]) == 0
    out, err = capsys.readouterr()
    assert out == "Tilbagemeldinger, der er slettet: 1.\n"
    assert "Der er ingen tilbagemeldinger i" in err
