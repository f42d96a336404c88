"""Functions in processes of their own: what became of them is told."""

import os
import signal
from pathlib import Path

import pytest

from index import child

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def found_by_children(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HERE))


def fine(text: str) -> str:
    return ""


def faulty(text: str) -> str:
    return f"der er noget galt med {text}"


def raising(text: str) -> None:
    raise KeyError(text)


def killed(text: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("function", "fault"),
    [
        ("fine", ""),
        ("faulty", "der er noget galt med vægten"),
        ("raising", "KeyError: 'vægten'"),
        ("killed", "exit code -9"),
        ("missing", "AttributeError: module 'test_child' has no attribute 'missing'"),
    ],
)
def test_fault_is_what_a_function_returns_raises_or_ends_by(function: str, fault: str) -> None:
    assert child.start("test_child", function, "vægten").fault() == fault


def test_stopped_process_is_gone() -> None:
    running = child.start("test_child", "fine", "x")
    running.stop()
    assert running.running.poll() is not None
