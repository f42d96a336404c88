"""An assistant that opens while its page is already there."""

from threading import Event, Thread

import pytest

from assistant.starting import Progress, Progressed, Starting
from corpus.errors import UserError


def test_who_asks_waits_until_it_is_opened() -> None:
    opened, got = Event(), list[str]()

    def slow(progress: Progress) -> str:
        progress(2, 5)
        opened.wait(5)
        return "assistent"

    starting = Starting(slow)
    starting.begin()
    asking = Thread(target=lambda: got.append(starting.get()))
    asking.start()
    while starting.progressed().total == 0:
        pass
    assert starting.progressed() == Progressed(False, 2, 5, "")
    assert got == []
    opened.set()
    asking.join(5)
    assert got == ["assistent"]
    assert starting.progressed() == Progressed(True, 2, 5, "")


def test_it_is_opened_once() -> None:
    calls: list[int] = []
    starting = Starting(lambda progress: calls.append(1))
    starting.begin()
    starting.get()
    starting.get()
    assert calls == [1]


def test_what_keeps_it_from_opening_is_told_to_all() -> None:
    def failing(progress: Progress) -> str:
        raise UserError("Ingen dokumenter.")

    starting = Starting(failing)
    for _ in range(2):
        with pytest.raises(UserError, match="Ingen dokumenter"):
            starting.get()
    assert starting.progressed() == Progressed(False, 0, 0, "Ingen dokumenter.")
