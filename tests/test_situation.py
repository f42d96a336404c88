"""What a situation is about."""

import pytest

from assistant.situation import FIELD, OTHER, WEAK, Said, read


def said(text: str) -> dict[str, Said]:
    return {one.text: one for one in read(text).said}


def test_phrase_is_one_thing_with_official_words() -> None:
    found = said("jeg bor på gaden")
    assert list(found) == ["bor på gaden"]
    assert "hjemloes" in found["bor på gaden"].official


def test_words_weigh_by_what_they_say_of_the_problem() -> None:
    found = said("min søn tager kokain på en trampolin")
    weights = [found[word].weight for word in ("søn", "kokain", "trampolin")]
    assert weights == [WEAK, FIELD, OTHER]


def test_municipality_says_nothing_of_the_problem() -> None:
    found = said("jeg er ensom i Odder")
    assert (found["odder"].weight, found["odder"].alone) == (WEAK, 0.0)


def test_circumstance_finds_help_and_is_no_problem_alone() -> None:
    found = said("han dukker aldrig op")["dukker aldrig op"]
    assert (found.weight, found.alone) == (FIELD, 0.0)
    assert "opsoeg" in found.official


def test_circumstance_leaves_its_words_to_be_read() -> None:
    found = said("jeg er tidligere narkoman")
    assert found["tidligere narkoman"].alone == 0.0
    assert found["narkoman"].alone == FIELD


@pytest.mark.parametrize(("text", "is_read"), [("§ 107", True), ("i 107 dage", False)])
def test_numbers_are_read_only_of_laws(text: str, is_read: bool) -> None:
    assert ("107" in said(text)) == is_read


def test_nothing_is_said_of_nothing() -> None:
    assert read("hej").said == ()
    assert read("").said == ()
