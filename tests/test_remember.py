"""What a method found is kept; neither its object nor an index's files are, once nobody asks."""

import gc
import os
import weakref
from collections.abc import Iterator

import pytest

from assistant import settings
from assistant.opening import open_assistant
from corpus.remember import remembered


class Squares:
    def __init__(self) -> None:
        self.asked: list[int] = []
        self.of = remembered(2, self._of)

    def _of(self, number: int) -> int:
        self.asked.append(number)
        return number * number


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_result_is_found_once() -> None:
    squares = Squares()
    assert [squares.of(3), squares.of(3), squares.of(4)] == [9, 9, 16]
    assert squares.asked == [3, 4]


def test_oldest_result_is_forgotten() -> None:
    squares = Squares()
    assert [squares.of(number) for number in (3, 4, 5, 3)] == [9, 16, 25, 9]
    assert squares.asked == [3, 4, 5, 3]


@pytest.mark.usefixtures("no_collector")
def test_object_goes_when_nobody_holds_it() -> None:
    squares = Squares()
    gone = weakref.ref(squares)
    method = squares.of
    del squares
    assert gone() is None
    with pytest.raises(ReferenceError):
        method(3)


@pytest.mark.usefixtures("environment", "no_collector")
def test_files_of_an_index_close_when_another_is_opened() -> None:
    chosen = settings.load()
    assistant = open_assistant(chosen)
    assistant.ask("Hvem er målgruppen?")
    files = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        assistant = open_assistant(chosen)
        assistant.ask("Hvem er målgruppen?")
    assert len(os.listdir("/proc/self/fd")) == files
