"""Settings -> an assistant over an index that is up to date, and the newest one afterwards."""

import logging
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from assistant.assistant import Assistant
from assistant.opening import (
    Live,
    _attach,
    _opened,
    bring_up_to_date,
    listed,
    open_assistant,
    read,
)
from assistant.settings import Settings
from corpus.errors import Problem
from corpus.load import DocumentsError
from index import store
from index.build import Built, How, IndexUnwritableError
from index.retrieve import Retriever
from tests.builds import current, files, flip, mounted

QUESTION = "Hvor mange penge har Broen fået?"
_ASKS = """
import sys, yaml
from assistant.opening import Live
from assistant.settings import Settings
documents, data, question = sys.argv[1:]
live = Live(Settings(documents=documents, data=data), lambda retriever, settings: None)
yaml.load = yaml.safe_load = None
print(live.ask(question).text)
"""
pytestmark = pytest.mark.usefixtures("environment")
Caught = pytest.LogCaptureFixture


@pytest.fixture
def settings(tmp_path: Path, folder: Path) -> Settings:
    """Two pages in a folder of documents, and no index yet."""
    put(folder, "broen", "4 mio. kr.")
    put(folder, "vejen", "9 mio. kr.")
    return Settings(documents=folder, data=tmp_path / "data", today=date(2024, 6, 1))


def put(folder: Path, name: str, amount: str) -> None:
    text = f"{name.capitalize()}\n\nFinansiering:\n\n{name.capitalize()} har fået {amount}\n"
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def broken(folder: Path) -> Problem:
    (folder / "billede.txt").write_bytes(b"\x89PNG\x00\x01")
    return Problem("billede.txt", "Filen er ikke en tekstfil. Gem den som tekst (UTF-8).")


def said(assistant: Assistant | Live, question: str = QUESTION) -> str:
    return assistant.ask(question).text


def left(retriever: Retriever, settings: Settings) -> None:
    """Leave a version without Chroma."""


def test_first_opening_builds_the_index_and_others_use_it_until_a_document_changes(
    settings: Settings,
) -> None:
    steps: list[tuple[int, int]] = []
    first = open_assistant(settings, lambda done, total: steps.append((done, total)))
    assert said(first) == "Broen har fået 4 mio. kr. [1]"
    assert steps[0] == (0, 2) and steps[-1] == (2, 2)
    before = files(settings.data)
    second = open_assistant(settings)
    assert said(second) == said(first)
    assert files(settings.data) == before
    assert list(second.documents) == ["broen", "vejen"]
    put(settings.documents, "broen", "5 mio. kr.")
    assert said(open_assistant(settings)) == "Broen har fået 5 mio. kr. [1]"


def test_broken_file_is_told_of_at_each_opening(settings: Settings) -> None:
    broken(settings.documents)
    for _ in range(2):
        (problem,) = open_assistant(settings).problems
        assert problem.file == "billede.txt"
        assert problem.reason.startswith("Filen er ikke en tekstfil.")


def test_folder_without_a_usable_document_is_an_error(settings: Settings) -> None:
    for path in settings.documents.iterdir():
        path.unlink()
    for ask in (listed, open_assistant, read, lambda chosen: bring_up_to_date(chosen, How())):
        with pytest.raises(DocumentsError, match="Mappen med dokumenter er tom"):
            ask(settings)
    broken(settings.documents)
    assert len(listed(settings).sources) == 1
    for ask in (open_assistant, read, lambda chosen: bring_up_to_date(chosen, How())):
        with pytest.raises(DocumentsError, match=r"kan bruges\. billede\.txt: Filen er ikke"):
            ask(settings)


def test_documents_are_read_without_an_index(settings: Settings) -> None:
    broken(settings.documents)
    documents, problems = read(settings)
    assert [document.id for document in documents] == ["broen", "vejen"]
    assert [problem.file for problem in problems] == ["billede.txt"]
    assert not settings.data.exists()


def test_bringing_up_to_date_tells_what_was_done(settings: Settings) -> None:
    assert bring_up_to_date(settings, How()) == Built(2, 2, 2, changed=True)
    broken(settings.documents)
    again = bring_up_to_date(settings, How())
    assert (again.documents, again.embedded, again.changed) == (2, 0, True)
    assert [problem.file for problem in again.problems] == ["billede.txt"]


@pytest.mark.parametrize("name", ["CURRENT", "documents.json", "vectors.npy"])
def test_damaged_index_is_mended_when_it_is_opened(
    settings: Settings, name: str, caplog: Caught
) -> None:
    answer = said(open_assistant(settings))
    path = settings.data / name if name == "CURRENT" else current(settings.data) / name
    flip(path, 0 if name == "CURRENT" else path.stat().st_size // 2)
    with caplog.at_level(logging.WARNING):
        assert said(open_assistant(settings)) == answer
    assert f"er beskadiget ({name})" in caplog.text


def test_folder_that_cannot_be_locked_is_answered_from_as_it_is(
    settings: Settings, caplog: Caught
) -> None:
    open_assistant(settings)
    (settings.data / "writer.lock").unlink()
    (settings.data / "writer.lock").mkdir()
    before = files(settings.data)
    with caplog.at_level(logging.WARNING):
        assert said(open_assistant(settings)) == "Broen har fået 4 mio. kr. [1]"
    assert caplog.messages == []
    put(settings.documents, "broen", "5 mio. kr.")
    with caplog.at_level(logging.WARNING):
        assert said(open_assistant(settings)) == "Broen har fået 4 mio. kr. [1]"
    assert f"Indekset kan ikke skrives i {settings.data} (det er en mappe)." in caplog.text
    assert "Der svares ud fra det indeks, der er." in caplog.text
    assert files(settings.data) == before


def test_folder_that_cannot_be_locked_and_has_no_index_is_an_error(settings: Settings) -> None:
    (settings.data / "writer.lock").mkdir(parents=True)
    with pytest.raises(IndexUnwritableError, match="Indekset kan ikke skrives i "):
        open_assistant(settings)


def test_disk_that_can_only_be_read_is_answered_from(
    settings: Settings, tmp_path: Path, caplog: Caught
) -> None:
    with mounted(tmp_path / "data", "8m") as disk:
        open_assistant(settings)
        remount = ["mount", "-o", "remount,ro", str(disk)]
        if subprocess.run(remount, capture_output=True, check=False).returncode:
            pytest.skip("a file system cannot be made read-only here")
        assert said(open_assistant(settings)) == "Broen har fået 4 mio. kr. [1]"
        put(settings.documents, "broen", "5 mio. kr.")
        with caplog.at_level(logging.WARNING):
            assert said(open_assistant(settings)) == "Broen har fået 4 mio. kr. [1]"
        assert "(disken kan kun læses)" in caplog.text
        with pytest.raises(IndexUnwritableError, match="disken kan kun læses"):
            bring_up_to_date(settings, How())


def test_full_disk_leaves_the_old_answers(
    settings: Settings, tmp_path: Path, caplog: Caught
) -> None:
    with mounted(tmp_path / "data", "2m") as disk:
        open_assistant(settings)
        size = sum(path.stat().st_blocks * 512 for path in disk.rglob("*"))
        (disk / "fyld").write_bytes(bytes(2**21 - size - 20_000))
        put(settings.documents, "broen", "5 mio. kr.")
        with caplog.at_level(logging.WARNING):
            assert said(open_assistant(settings)) == "Broen har fået 4 mio. kr. [1]"
        assert "(disken er fuld)" in caplog.text
        (disk / "fyld").unlink()
        assert said(open_assistant(settings)) == "Broen har fået 5 mio. kr. [1]"


def test_live_assistant_answers_from_a_version_that_another_one_published(
    settings: Settings,
) -> None:
    seen: list[str] = []
    live = Live(settings, lambda retriever, _: seen.append(retriever.opened.path.name))
    first = current(settings.data).name
    assert said(live) == said(live) == "Broen har fået 4 mio. kr. [1]"
    put(settings.documents, "broen", "5 mio. kr.")
    put(settings.documents, "stien", "7 mio. kr.")
    (settings.documents / "vejen.txt").unlink()
    assert said(live) == "Broen har fået 4 mio. kr. [1]"
    bring_up_to_date(settings, How())
    assert said(live) == "Broen har fået 5 mio. kr. [1]"
    assert list(live.documents) == ["broen", "stien"]
    assert live.find("Jeg skal bruge penge til en sti").situation
    assert seen == [first, current(settings.data).name]


@pytest.mark.parametrize("name", ["CURRENT", "vectors.npy"])
def test_damaged_new_version_leaves_the_old_one_answering(
    settings: Settings, name: str, caplog: Caught
) -> None:
    live = Live(settings, left)
    put(settings.documents, "broen", "5 mio. kr.")
    bring_up_to_date(settings, How())
    path = settings.data / name if name == "CURRENT" else current(settings.data) / name
    flip(path, 0 if name == "CURRENT" else path.stat().st_size // 2)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert said(live) == "Broen har fået 4 mio. kr. [1]"
    told = [line for line in caplog.messages if "Der svares fortsat ud fra det forrige" in line]
    assert len(told) == (0 if name == "CURRENT" else 1)
    bring_up_to_date(settings, How())
    assert said(live) == "Broen har fået 5 mio. kr. [1]"


def test_renewed_assistant_has_waited_for_who_was_opening(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    live, opening = Live(settings, left), Event()
    put(settings.documents, "broen", "5 mio. kr.")
    bring_up_to_date(settings, How())

    def slowly(*wanted: Any) -> Assistant:
        opening.set()
        time.sleep(0.5)
        return _opened(*wanted)

    monkeypatch.setattr("assistant.opening._opened", slowly)
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(said, live)
        assert opening.wait(60)
        assert said(live) == "Broen har fået 4 mio. kr. [1]"
        live.renew()
        assert said(live) == "Broen har fået 5 mio. kr. [1]"
        assert first.result() == "Broen har fået 5 mio. kr. [1]"


def test_question_asked_first_waits_for_no_data_file(settings: Settings) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ASKS, str(settings.documents), str(settings.data), QUESTION],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.stdout == "Broen har fået 4 mio. kr. [1]\n", done.stderr


def test_index_that_is_gone_leaves_the_live_assistant_answering(settings: Settings) -> None:
    live = Live(settings, left)
    shutil.rmtree(settings.data)
    assert said(live) == "Broen har fået 4 mio. kr. [1]"


@pytest.mark.slow
def test_no_question_fails_while_the_index_is_made_again_and_again(settings: Settings) -> None:
    live, done = Live(settings, left), Event()
    put(settings.documents, "broen", "0 mio. kr.")
    allowed = {f"Broen har fået {amount} mio. kr. [1]" for amount in range(11)}

    def ask() -> list[str]:
        answers = [said(live)]
        while not done.wait(0.1):  # else they take the processor from those who build
            answers.append(said(live))
        return answers

    with ThreadPoolExecutor(4) as threads:
        asking = [threads.submit(ask) for _ in range(4)]
        try:
            for amount in range(10):
                put(settings.documents, "broen", f"{amount} mio. kr.")
                assert bring_up_to_date(settings, How()).changed
        finally:
            done.set()
        answers = [one.result() for one in asking]
    assert all(some and set(some) <= allowed for some in answers)
    assert said(live) == "Broen har fået 9 mio. kr. [1]"


def followed(live: Live) -> Retriever:
    retriever = live._assistant.search_index
    assert isinstance(retriever, Retriever)
    return retriever


def test_store_is_made_and_searches_the_vectors_of_a_live_assistant(settings: Settings) -> None:
    retriever = followed(Live(settings, left))
    expected = retriever.hits(QUESTION)
    assert not store.is_sound(current(settings.data))
    _attach(retriever, settings)
    assert isinstance(retriever._store, store.Store)
    assert store.is_sound(current(settings.data))
    assert retriever.hits(QUESTION) == expected
    retriever._store.close()


def test_store_that_cannot_be_made_or_opened_leaves_the_search_as_it_is(
    settings: Settings, caplog: Caught, monkeypatch: pytest.MonkeyPatch
) -> None:
    retriever = followed(Live(settings, left))
    (settings.data / "writer.lock").unlink()
    (settings.data / "writer.lock").mkdir()
    with caplog.at_level(logging.INFO):
        _attach(retriever, settings)
    assert retriever._store is None
    told = f"The store of {current(settings.data).name} was not made (index.build.IndexUnwritable"
    assert any(message.startswith(told) for message in caplog.messages)
    assert retriever.hits(QUESTION)[0].passage.document == "broen"
    shutil.rmtree(settings.data)
    monkeypatch.setattr(store, "is_sound", lambda path: True)  # it was, and then it went
    with caplog.at_level(logging.WARNING):
        _attach(retriever, settings)
    assert retriever._store is None
    assert "is not used" in caplog.text
