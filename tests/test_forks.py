"""Functions in processes of their own."""

import os
import tempfile
from pathlib import Path

import pytest

from evals import forks


def test_function_is_called_in_another_process() -> None:
    assert forks.called(os.getpid) != os.getpid()
    assert forks.called(max, 2, 3) == 3


def test_process_that_dies_gives_an_error_and_no_hang() -> None:
    with pytest.raises(forks.ChildError, match="exit code -6"):
        forks.called(os.abort)


def test_after_a_death_the_other_cases_are_gone_through() -> None:
    found = list(forks.each(bytes.fromhex, ["0a", "zz", "0b"]))
    assert [found[0], found[2]] == [("0a", b"\n"), ("0b", b"\x0b")]
    assert isinstance(found[1][1], forks.ChildError)
    assert str(found[1][1]) == "exit code 1"


def test_nothing_is_left_of_the_temporary_files_of_a_process() -> None:
    left = Path(forks.called(tempfile.mkdtemp))
    assert "initiativ-fork-" in left.parent.name
    assert not left.parent.exists()
