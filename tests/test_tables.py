"""Lists of words in plain files."""

from pathlib import Path

import pytest

from index.tables import read_lines, write_lines

SOME = ["bolig", "", "æble", "å", "zebra"]


@pytest.mark.parametrize("lines", [[], ["bolig"], SOME, ["", "a"], ["a", ""]])
def test_lines_come_back_as_they_were_written(tmp_path: Path, lines: list[str]) -> None:
    write_lines(tmp_path / "some.txt", lines)
    found = read_lines(tmp_path / "some.txt")
    assert list(found) == lines
    assert [found[place] for place in range(len(found))] == lines
    assert [found[place - len(lines)] for place in range(len(lines))] == lines
    assert found[1:4] == lines[1:4]
    assert found[::-1] == lines[::-1]


@pytest.mark.parametrize("place", [5, -6])
def test_there_is_no_line_before_the_first_or_after_the_last(tmp_path: Path, place: int) -> None:
    write_lines(tmp_path / "some.txt", SOME)
    with pytest.raises(IndexError):
        read_lines(tmp_path / "some.txt")[place]
