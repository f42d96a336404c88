"""Values edited, and the questions as they are right then."""

import re
from typing import Any

from corpus.structure import parse
from evals.edits import Edit, edits, following, literal, together
from evals.questions import lint
from evals.types import Question
from evals.values import Value, rewrite
from tests.answers import BROEN, MONEY, TARGET, question

OTHER = parse("nyt", "Nyt\n\nDer er afsat 4 mio. kr. til Broen.\n\nDet sker i Odder.\n")
NAMED = {"broen": BROEN, "nyt": OTHER}
AMOUNT = Value("amount", "4")


def _about_target(pattern: str, **fields: Any) -> Question:
    own: dict[str, Any] = {
        "turns": ["Hvem er Broen for?"],
        "evidence": [[{"document": "broen", "quote": TARGET}]],
        "nuggets": [{"id": "n1", "vital": True, "any_of": [pattern], "group": 0}],
    }
    return question("q2", **(own | fields))


def test_literal_of_a_nugget_is_the_value_that_its_pattern_matches() -> None:
    asked = question()
    assert literal(asked, asked.nuggets[0], NAMED) == (AMOUNT,)
    asked = _about_target("Odder")
    assert literal(asked, asked.nuggets[0], NAMED) == (Value("municipality", "Odder"),)


def test_nugget_in_words_has_no_literal() -> None:
    asked = _about_target("unge")
    assert literal(asked, asked.nuggets[0], NAMED) == ()


def test_nugget_that_words_answer_as_well_has_no_literal() -> None:
    asked = _about_target("unge|Odder")
    assert literal(asked, asked.nuggets[0], NAMED) == ()


def test_value_that_the_question_names_is_no_literal() -> None:
    asked = _about_target("Odder", turns=["Er Broen i Odder?"])
    assert literal(asked, asked.nuggets[0], NAMED) == ()


def test_new_value_stands_nowhere_and_is_not_forbidden() -> None:
    asked = question(forbidden=[r"^[5-9]$"])
    (edit,) = edits([(asked, asked.nuggets[0])], [BROEN, OTHER], 7)
    assert list(edit.new) == [AMOUNT]
    new = edit.new[AMOUNT]
    assert re.fullmatch(r"[1-3]|\d\d", new)
    assert not re.search(rf"\b{new}\b", BROEN.text + OTHER.text)


def test_edit_is_the_same_for_one_seed() -> None:
    pairs = [(question(), question().nuggets[0])]
    made = [edits(pairs, [BROEN], seed)[0].new[AMOUNT] for seed in (7, 7, 8, 9, 10, 11)]
    assert made[0] == made[1]
    assert len(set(made)) > 1


def test_period_keeps_its_order() -> None:
    asked = question(nuggets=[{"id": "n1", "vital": True, "any_of": ["2023 - 2025"], "group": 0}])
    (edit,) = edits([(asked, asked.nuggets[0])], [BROEN], 7)
    first, last = edit.new.values()
    assert first < last
    assert {first, last}.isdisjoint({"2023", "2025"})


def test_questions_with_one_value_share_an_edit() -> None:
    one, two = question("q1"), question("q2", turns=["Hvad koster Broen?"])
    (edit,) = edits([(one, one.nuggets[0]), (two, two.nuggets[0])], [BROEN], 7)
    assert [asked.id for asked, _ in edit.questions] == ["q1", "q2"]


def test_edits_of_one_line_are_not_made_together() -> None:
    a, b, c = (
        Edit({Value("number", key): new}, (), frozenset({("broen", line)}))
        for key, new, line in (("1", "11", 4), ("2", "12", 4), ("3", "13", 8))
    )
    assert together([a, b, c]) == [[a, c], [b]]


def test_edits_to_one_new_value_are_not_made_together() -> None:
    a, b = (Edit({Value("year", key): "2021"}, (), frozenset()) for key in ("2019", "2023"))
    assert together([a, b]) == [[a], [b]]


def test_question_follows_the_edit_in_quotes_and_patterns() -> None:
    by = {key: rewrite(document, {AMOUNT: "71"}) for key, document in NAMED.items()}
    asked = following(question(), by, NAMED)
    assert asked.evidence[0][0].quote == MONEY.replace("4 mio", "71 mio")
    assert re.search(asked.nuggets[0].any_of[0], "der er 71 mio.")
    assert not re.search(asked.nuggets[0].any_of[0], "der er 4 mio.")
    assert lint([asked], {key: item.document for key, item in by.items()}) == []
    assert "71 mio. kr." in by["nyt"].document.text


def test_question_about_something_else_stays_as_it_is() -> None:
    by = {key: rewrite(document, {AMOUNT: "71"}) for key, document in NAMED.items()}
    assert following(_about_target("Odder"), by, NAMED) == _about_target("Odder")
