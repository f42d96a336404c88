"""The assistant over an index on a Chroma server: one machine pushes, another asks."""

import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from assistant import sharing
from assistant.cli import main
from assistant.opening import Live, open_assistant
from assistant.settings import Settings
from index.retrieve import Retriever
from index.server import Server, ServerStore
from index.share import here, name_of
from tests.builds import current, files, flip
from tests.chroma import Chroma, free_port

QUESTION = "Hvor mange penge har Broen fået?"
WITHIN = 60.0  # seconds, on a busy machine
Out = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
Caught = pytest.LogCaptureFixture
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def one(folder: Path, tmp_path: Path, chroma: Chroma) -> Settings:
    """The machine that has the documents."""
    put(folder, "broen", "4 mio. kr.")
    put(folder, "vejen", "9 mio. kr.")
    return Settings(
        documents=folder, data=tmp_path / "one", today=date(2024, 6, 1), chroma=chroma.address
    )


@pytest.fixture
def two(tmp_path: Path, chroma: Chroma) -> Settings:
    """A machine that has none, and no index either."""
    place = tmp_path / "ingen"
    return Settings(
        documents=place, data=tmp_path / "two", today=date(2024, 6, 1), chroma=chroma.address
    )


def put(folder: Path, name: str, amount: str) -> None:
    text = f"{name.capitalize()}\n\nFinansiering:\n\n{name.capitalize()} har fået {amount}\n"
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def run(settings: Settings, monkeypatch: Patch, *arguments: str) -> int:
    """Run a command on the machine with these settings."""
    for name in ("documents", "data", "chroma"):
        monkeypatch.setenv(f"INITIATIV_{name.upper()}", str(getattr(settings, name)))
    return main(list(arguments))


def test_one_machine_indexes_and_another_answers_the_same(
    one: Settings, two: Settings, monkeypatch: Patch, capsys: Out
) -> None:
    assert run(one, monkeypatch, "index") == 0
    told = capsys.readouterr().err
    assert "Indekset er klar: 2 tekststykker, 2 af dem nye.\n" in told
    assert told.endswith(f"\nIndekset er lagt op på Chroma-serveren {one.chroma}.\n")
    answers = []
    for machine in (one, two):
        assert run(machine, monkeypatch, "ask", QUESTION, "--json") == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0]["text"] == "Broen har fået 4 mio. kr. [1]"
    assert answers[1] == answers[0]
    assert run(one, monkeypatch, "index") == 0
    assert capsys.readouterr().err.endswith(
        f"Chroma-serveren {one.chroma} har allerede dette indeks.\n"
    )
    assert not (current(one.data) / "chroma").exists()


def test_check_says_whether_the_server_has_this_index(
    one: Settings, two: Settings, chroma: Chroma, monkeypatch: Patch, capsys: Out
) -> None:
    run(one, monkeypatch, "index")
    run(two, monkeypatch, "ask", QUESTION)
    capsys.readouterr()
    for machine in (one, two):
        assert run(machine, monkeypatch, "index", "--check") == 0
        assert capsys.readouterr().err == (
            "Indekset er i orden: 2 dokumenter, 2 tekststykker.\n"
            f"Chroma-serveren {chroma.address} har det samme indeks.\n"
        )
    Server(chroma.address).point("0123456789ab")
    run(two, monkeypatch, "index", "--check")
    assert capsys.readouterr().err.endswith(
        "har et andet indeks. Læg dette op med: initiativ index\n"
    )
    chroma.kill()
    run(two, monkeypatch, "index", "--check")
    assert "kan ikke bruges nu (" in capsys.readouterr().err


def test_server_that_is_away_is_told_of_and_the_last_index_answers(
    one: Settings, two: Settings, chroma: Chroma, monkeypatch: Patch, capsys: Out
) -> None:
    run(one, monkeypatch, "index")
    run(two, monkeypatch, "ask", QUESTION)
    capsys.readouterr()
    chroma.kill()
    put(one.documents, "broen", "5 mio. kr.")
    assert run(one, monkeypatch, "index") == 2
    told = capsys.readouterr().err
    assert f"Chroma-serveren {chroma.address} kan ikke bruges nu (" in told
    assert told.endswith(
        "Start den, eller ret INITIATIV_CHROMA. Indekset er klar her, men er ikke lagt op. De "
        "andre maskiner svarer fortsat ud fra det forrige. Prøv igen med: initiativ index\n"
    )
    assert run(two, monkeypatch, "ask", QUESTION) == 0
    assert capsys.readouterr().out.startswith("Broen har fået 4 mio. kr. [1]")
    chroma.start()
    assert run(one, monkeypatch, "index") == 0
    assert run(two, monkeypatch, "ask", QUESTION) == 0
    assert capsys.readouterr().out.startswith("Broen har fået 5 mio. kr. [1]")


def test_server_that_is_away_where_no_index_is_says_what_to_do(
    two: Settings, monkeypatch: Patch, capsys: Out
) -> None:
    away = two.model_copy(update={"chroma": f"http://127.0.0.1:{free_port()}"})
    assert run(away, monkeypatch, "ask", QUESTION) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"Chroma-serveren {away.chroma} kan ikke bruges nu (")
    assert err.endswith("Start den, eller ret INITIATIV_CHROMA.\n")


def test_own_documents_are_answered_from_only_until_the_server_has_had_an_index(
    one: Settings, two: Settings, chroma: Chroma, caplog: Caught
) -> None:
    assert open_assistant(one).ask(QUESTION).text == "Broen har fået 4 mio. kr. [1]"
    sharing.push(one, lambda done, total: None)
    put(one.documents, "broen", "5 mio. kr.")
    assert open_assistant(one).ask(QUESTION).text == "Broen har fået 4 mio. kr. [1]"
    open_assistant(two)
    chroma.empty()
    with caplog.at_level(logging.WARNING):
        assert open_assistant(two).ask(QUESTION).text == "Broen har fået 4 mio. kr. [1]"
    assert caplog.messages == [
        f"Chroma-serveren {chroma.address} har intet indeks længere. Kør initiativ index, hvor "
        "dokumenterne er. Der svares ud fra det indeks, der er."
    ]


def test_damaged_index_is_pulled_anew(one: Settings, two: Settings) -> None:
    open_assistant(one)
    sharing.push(one, lambda done, total: None)
    open_assistant(two)
    flip(current(two.data) / "vectors.npy", 300)
    assert open_assistant(two).ask(QUESTION).text == "Broen har fået 4 mio. kr. [1]"
    assert here(two.data) == here(one.data)


@pytest.mark.parametrize(
    "address", ["localhost:8000", "ftp://localhost", "http://", "http://a:b", "http://a:99999"]
)
def test_address_that_is_none_is_refused(
    address: str, two: Settings, monkeypatch: Patch, capsys: Out
) -> None:
    bad = two.model_copy(update={"chroma": address})
    assert run(bad, monkeypatch, "ask", QUESTION) == 2
    assert capsys.readouterr().err == (
        f"INITIATIV_CHROMA har en værdi, der ikke kan bruges: '{address}'. "
        "Skriv en adresse som http://localhost:8000.\n"
    )


@contextmanager
def asking(live: Live) -> Iterator[list[str]]:
    """Have two threads ask all the while; give what they were answered. A failed question fails."""
    done, answers = Event(), list[str]()

    def ask() -> None:
        while not done.is_set():
            answers.append(live.ask(QUESTION).text)

    with ThreadPoolExecutor() as threads:
        running = [threads.submit(ask) for _ in range(2)]
        try:
            yield answers
        finally:
            done.set()
        for thread in running:
            thread.result()


def wait_for(is_so: Callable[[], bool]) -> None:
    until = monotonic() + WITHIN
    while not is_so():
        assert monotonic() < until
        sleep(0.02)


@pytest.mark.slow
def test_new_version_is_followed_while_questions_are_asked(one: Settings, two: Settings) -> None:
    open_assistant(one)
    sharing.push(one, lambda done, total: None)
    live = Live(two)
    with asking(live) as answers:
        put(one.documents, "broen", "5 mio. kr.")
        main_settings = one.model_copy(update={"chroma": ""})
        open_assistant(main_settings)
        sharing.push(one, lambda done, total: None)
        wait_for(lambda: answers[-1:] == ["Broen har fået 5 mio. kr. [1]"])
    assert set(answers) == {"Broen har fået 4 mio. kr. [1]", "Broen har fået 5 mio. kr. [1]"}
    first = answers.index("Broen har fået 5 mio. kr. [1]")
    assert answers[first + 2 :].count("Broen har fået 4 mio. kr. [1]") <= 2  # asked before
    assert here(two.data) == here(one.data)


@pytest.mark.slow
def test_server_that_is_killed_and_started_again_fails_no_question(
    one: Settings, two: Settings, chroma: Chroma
) -> None:
    open_assistant(one)
    sharing.push(one, lambda done, total: None)
    stores = list[ServerStore]()

    def attach(retriever: Retriever, settings: Settings) -> None:
        """Attach the server, by a clock by which its pauses are a tenth of a second."""
        opened = retriever.opened
        place = Server(settings.chroma), name_of(opened.path), opened.keys
        stores.append(ServerStore(*place, lambda: monotonic() * 300))
        retriever.attach(stores[-1])

    live = Live(two, attach)
    wait_for(lambda: bool(stores))
    with asking(live) as answers:
        for _ in range(2):
            wait_for(lambda: stores[0].is_used)
            chroma.kill()
            wait_for(lambda: not stores[0].is_used)
            count = len(answers)
            wait_for(lambda: len(answers) > count + 10)  # noqa: B023 (called at once)
            chroma.start()
        wait_for(lambda: stores[0].is_used)
    assert set(answers) == {"Broen har fået 4 mio. kr. [1]"}


def test_follower_asks_again_five_seconds_after_it_has_looked(one: Settings, two: Settings) -> None:
    open_assistant(one)
    sharing.push(one, lambda done, total: None)
    times = [0.0]
    follower = sharing.Follower(two, lambda: times[0])
    for now in (0.0, 4.9):
        times[0] = now
        follower.look()
    assert not two.data.exists()
    times[0] = 5.0
    follower.look()
    wait_for(lambda: here(two.data) == here(one.data))
    assert files(two.data)["CURRENT"]
