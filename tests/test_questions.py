"""Question sets: read, placed in the documents and checked."""

from pathlib import Path

import pytest

from assistant.settings import SHIPPED_DOCUMENTS
from corpus.load import load
from corpus.structure import parse
from evals.questions import QuestionsError, evidence, lint, matches, place, read
from evals.spans import Span
from evals.types import Question, Quote
from tests.answers import BROEN, MONEY, TARGET, TEXT, question, unanswerable

DOCUMENTS = {"broen": BROEN}

YAML = """
- id: q1
  fact: penge
  type: fact
  audience: citizen
  turns: [Hvad koster Ærø-broen?]
  as_of: '2024-05-14'
  answerable: false
"""


def test_set_is_read_from_a_file_or_from_every_file_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(YAML, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(YAML.replace("q1", "q0"), encoding="utf-8")
    (tmp_path / "noter.txt").write_text("ikke et spørgsmål", encoding="utf-8")
    assert [item.id for item in read(tmp_path)] == ["q0", "q1"]
    (only,) = read(tmp_path / "b.yaml")
    assert only.turns == ("Hvad koster Ærø-broen?",)
    assert (only.split, only.must_pass, str(only.as_of)) == ("dev", False, "2024-05-14")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- id: [", "er ikke gyldig YAML"),
        (YAML + "  unknown: 1\n", "unknown"),
        (YAML.replace("type: fact", "type: quiz"), "har en fejl"),
        (YAML.replace("[Hvad koster Ærø-broen?]", "[]"), "turns"),
        ("id: q1\n", "har en fejl"),
    ],
)
def test_malformed_set_is_refused(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionsError, match=message):
        read(path)


def test_missing_file_and_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="kan ikke læses"):
        read(tmp_path / "ingen.yaml")
    with pytest.raises(QuestionsError, match=r"ingen \.yaml-filer"):
        read(tmp_path)


def test_quote_is_found_wherever_white_space_is_folded() -> None:
    text = "Åben\n\nBroen er\n  åben. Broen er åben."
    documents = {"bro": parse("bro", text)}
    found = place(Quote(document="bro", quote=" Broen  er\nåben. "), documents)
    assert [text[span.start : span.end] for span in found] == [
        "Broen er\n  åben.",
        "Broen er åben.",
    ]


def test_quote_is_taken_letter_by_letter() -> None:
    documents = {"bro": parse("bro", "Bro\n\nPris (ca. 4 kr.) for Ærø.\n")}
    assert len(place(Quote(document="bro", quote="(ca. 4 kr.)"), documents)) == 1
    assert place(Quote(document="bro", quote="ærø"), documents) == []
    assert place(Quote(document="bro", quote="Pris .ca"), documents) == []


def test_quote_of_an_unknown_document_or_of_nothing_is_nowhere() -> None:
    assert place(Quote(document="ingen", quote="Broen"), DOCUMENTS) == []
    assert place(Quote(document="broen", quote=" \n "), DOCUMENTS) == []


def test_evidence_has_a_list_a_group() -> None:
    both = [[quoted(MONEY)], [quoted(TARGET)]]
    starts = [TEXT.index(MONEY), TEXT.index(TARGET)]
    assert evidence(question(evidence=both), DOCUMENTS) == [
        [Span("broen", starts[0], starts[0] + len(MONEY))],
        [Span("broen", starts[1], starts[1] + len(TARGET))],
    ]


def test_patterns_match_on_one_line_whatever_the_case() -> None:
    assert matches([r"ærø\s+kommune"], "ÆRØ\n Kommune")
    assert matches(["x", "^bro"], "Broen")
    assert not matches([], "Broen")


def quoted(words: str) -> dict[str, str]:
    return {"document": "broen", "quote": words}


def nugget(pattern: str, group: int = 0, vital: bool = True, id: str = "n1") -> dict[str, object]:
    return {"id": id, "vital": vital, "any_of": [pattern], "group": group}


def test_sound_questions_have_no_faults() -> None:
    assert lint([question(), unanswerable()], DOCUMENTS) == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        (question(nuggets=[]), "q1: answerable without a vital nugget"),
        (question(nuggets=[nugget("4", vital=False)]), "q1: answerable without a vital nugget"),
        (question(would_answer=["x"]), "q1: would_answer is for what cannot be answered"),
        (unanswerable(evidence=[[quoted(MONEY)]]),
         "u1: unanswerable with evidence or nuggets"),
        (question(type="still_running"), "q1: still running on which day? as_of is missing"),
        (question(evidence=[[quoted(MONEY), quoted("4 mia.")]]),
         "q1: does not stand in broen: '4 mia.'"),
        (unanswerable(would_answer=["4 mio"]), "u1: unanswerable, but its answer stands in broen"),
        (question(distractor=quoted("4 mio. kr."), nuggets=[nugget("2023")]),
         "q1: the distractor is also evidence"),
        (question(distractor=quoted("§ 107"), nuggets=[nugget("4 mio|107")]),
         "q1: nugget n1 matches the distractor"),
        (question(nuggets=[nugget("5 mio")]), "q1: nugget n1 does not match its own evidence"),
        (question(nuggets=[nugget("4", group=1)]), "q1: nugget n1: bad pattern or no group 1"),
        (question(nuggets=[nugget("(")]), "q1: nugget n1: bad pattern or no group 0"),
        (question(nuggets=[nugget("4"), nugget("kr")]), "q1: two nuggets with one id"),
        (question(forbidden=["x*"]), "q1: 'x*': matches everything"),
    ],
)  # fmt: skip
def test_unsound_question_is_named_with_its_fault(bad: Question, fault: str) -> None:
    assert lint([bad], DOCUMENTS) == [fault]


def test_question_without_evidence_has_nothing_to_state_either() -> None:
    assert lint([question(evidence=[], nuggets=[])], DOCUMENTS) == [
        "q1: answerable without evidence",
        "q1: answerable without a vital nugget",
    ]


def test_yes_and_no_need_not_stand_in_their_evidence() -> None:
    said = question(nuggets=[nugget("4"), nugget("^ja", id="ja")])
    assert lint([said], DOCUMENTS) == []


def test_evidence_may_stand_in_a_document_of_the_question_alone() -> None:
    own = {"id": "ny", "text": "Broen har fået 5 mio. kr."}
    quoted = [[{"document": "ny", "quote": "5 mio. kr."}]]
    assert lint([question(added=[own], evidence=quoted, nuggets=[nugget("5")])], DOCUMENTS) == []
    assert lint([question(evidence=quoted, nuggets=[nugget("5")])], DOCUMENTS) == [
        "q1: does not stand in ny: '5 mio. kr.'"
    ]


def test_questions_that_ask_the_same_are_named() -> None:
    twice = [question("a"), question("b", turns=["HVOR meget er der afsat til broen"])]
    assert lint(twice, DOCUMENTS) == ["b: asks the same as a"]
    assert lint([question("a"), question("b", audience="citizen")], DOCUMENTS) == []
    assert lint([question("a"), question("a", turns=["Andet?"])], DOCUMENTS) == ["a: id used twice"]


def test_question_is_not_both_answerable_and_not() -> None:
    asked = [question("a"), unanswerable("b", turns=question().turns, audience="citizen")]
    assert lint(asked, DOCUMENTS) == ["b: unanswerable, but a answers it"]


def test_shipped_set_is_sound_and_has_every_type() -> None:
    shipped = read()
    documents = {item.id: item for item in load(SHIPPED_DOCUMENTS).documents}
    assert lint(shipped, documents) == []
    assert len(shipped) >= 250
    assert len({item.type for item in shipped}) == 14
