"""The shelf of what was added or fetched."""

from pathlib import Path

import pytest

from corpus.shelf import ShelfError, locked


def test_shelf_is_changed_by_one_process_at_a_time(tmp_path: Path) -> None:
    with (
        locked(tmp_path),
        pytest.raises(ShelfError, match="En anden proces"),
        locked(tmp_path),
    ):
        pass
