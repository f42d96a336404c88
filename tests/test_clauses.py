"""A question as the clauses that it asks in."""

import pytest

from assistant.clauses import clauses


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad er Broen, hvor ligger den, og hvem er den for", 3),
        ("Hvad koster det, hvor lang tid tager det", 2),
        ("Kan en lærer fra den skole, hvor pigen går nu, blive hendes vært", 1),
    ],
)
def test_where_somebody_is_told_to_be_is_no_clause_that_asks(text: str, found: int) -> None:
    assert len(list(clauses(text))) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvem afgør, hvilke familier der får en plads", 1),
        ("Hvem bestemmer, hvor længe man kan bo der, og kan man klage?", 2),
        ("Hvem bestemmer, og hvad koster det?", 2),
    ],
)
def test_what_is_decided_is_no_question_of_its_own(text: str, found: int) -> None:
    assert len([clause for clause in clauses(text) if clause]) == found
