"""What several test modules need to be set up."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own: no `.env`, the shipped documents, an index nobody else has."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INITIATIV_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INITIATIV_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("INITIATIV_TODAY", "2024-06-01")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of documents."""
    path = tmp_path / "dokumenter"
    path.mkdir()
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(path))
    return path
