"""The scores of the bench."""

import json
from dataclasses import replace
from pathlib import Path

from assistant.types import Answer, Citation
from evals.bench import Asked, Scores, normal, read, score, sizes

ASKED = Asked("Hvor ligger byen?", "by", 10, 50, ("ved Limfjorden", "Limfjorden"))


def answered(text: str, document: str = "by", start: int = 12) -> Answer:
    citation = Citation(1, document, "By", "", "x", start, start + 1)
    return Answer("", ASKED.question, "caseworker", "answered", text, (citation,))


DECLINED = Answer("", ASKED.question, "caseworker", "not_found", "Det ved jeg ikke.")


def test_right_answer_scores_one() -> None:
    assert score([ASKED], [answered("Byen ligger ved LIMFJORDEN. [1]")], 0.5) == Scores(
        right_paragraph=1.0, holds_gold=1.0, declined=0.0, words=4, milliseconds=500.0
    )


def test_shares_are_of_all_questions() -> None:
    answers = [
        answered("Ved Limfjorden. [1]"),
        answered("Ved Limfjorden. [1]", document="andet"),
        answered("Ved havet. [1]", start=50),
        DECLINED,
    ]
    found = score([ASKED] * 4, answers, 2.0)
    assert (found.right_paragraph, found.holds_gold, found.declined) == (0.25, 0.5, 0.25)
    assert found.milliseconds == 500.0


def test_gold_in_a_declining_text_does_not_count() -> None:
    declined = replace(DECLINED, text="Det nærmeste er »Limfjorden«.")
    assert score([ASKED], [declined], 1.0).holds_gold == 0.0


def test_only_the_first_citation_counts() -> None:
    right = answered("x [1]").citations[0]
    second = replace(answered("x [1] y [2]"), citations=(replace(right, document="andet"), right))
    assert score([ASKED], [second], 1.0).right_paragraph == 0.0


def test_texts_are_compared_without_case_punctuation_and_markers() -> None:
    assert normal("Ved  »Limfjorden«, i\nNord. [1] [12]") == "ved limfjorden i nord"
    assert normal("1.200 [3]") == "1200"


def test_questions_are_read_with_the_offsets_of_their_paragraph(tmp_path: Path) -> None:
    row = {"question": "Hvor?", "document": "by", "paragraph": "Ved åen.", "answers": ["åen"]}
    (tmp_path / "questions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    assert read(tmp_path, {"by": "Byen\n\nVed åen. Mere."}) == [
        Asked("Hvor?", "by", 6, 14, ("åen",))
    ]


def test_sizes_are_listed_or_none() -> None:
    assert (sizes("5,1000"), sizes("none")) == ((5, 1000), ())
