"""What several test modules need to be set up."""

import gc
import os
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant import settings
from corpus.uncollected import uncollected

settings.quiet()  # before a test imports a library that looks for models on the net

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.chroma import Chroma


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files with slow tests first, so that no worker waits for the end of a long one."""
    marks = ("slow", "browser")
    slow = {item.path for item in items if any(map(item.get_closest_marker, marks))}
    items.sort(key=lambda item: item.path not in slow)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Have the garbage collector look at what tests make, and not at all modules each time."""
    with uncollected():
        found = yield
        gc.collect()
        gc.freeze()
    return found


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the test's own: no `.env`, the shipped documents, an index nobody else has."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INITIATIV_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("INITIATIV_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("INITIATIV_TODAY", "2024-06-01")


@pytest.fixture(scope="session")
def _indexed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from assistant.opening import open_assistant  # most tests do without

    data = tmp_path_factory.mktemp("shipped") / "data"
    none = data.with_name("none.yaml")
    open_assistant(
        settings.Settings(
            documents=settings.SHIPPED_DOCUMENTS, data=data, sources=none, embedding="bundled"
        )
    )
    return data


@pytest.fixture
def indexed(environment: None, _indexed: Path, tmp_path: Path) -> Path:
    """Settings of the test's own, as `environment` has, with an index of the shipped documents."""
    return Path(shutil.copytree(_indexed, tmp_path / "data"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder of documents."""
    path = tmp_path / "dokumenter"
    path.mkdir()
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(path))
    return path


@pytest.fixture(scope="session")
def _chroma(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Chroma"]:
    from tests.chroma import Chroma  # most tests do without

    server = Chroma(tmp_path_factory.mktemp("chroma"))
    yield server
    server.kill()


@pytest.fixture
def chroma(_chroma: "Chroma") -> "Chroma":
    """A Chroma server that runs and holds nothing."""
    _chroma.empty()
    return _chroma


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium."""
    from tests.browsing import launched

    yield from launched()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    """A page of its own session; afterwards, no request of it has left this machine."""
    from tests.browsing import watched

    with watched(browser) as opened:
        yield opened
