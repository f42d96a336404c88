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
