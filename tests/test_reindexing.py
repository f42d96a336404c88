"""Readers that ask while their index is made again."""

from pathlib import Path

import pytest

from evals import reindexing

TIMES = 8


@pytest.mark.slow
def test_no_question_fails_while_the_index_is_made_again(tmp_path: Path) -> None:
    got = reindexing.endure(tmp_path, TIMES, is_stored=False)
    assert got.failures == ()
    assert got.versions <= set(range(1, TIMES + 2))
    assert len(got.versions) > TIMES // 2
    assert got.questions >= TIMES
