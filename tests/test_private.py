"""What people write is kept nowhere, and nothing leaves the machine: looked for after real runs."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from assistant import feedback
from assistant.feedback import about
from assistant.types import Answer, Turn
from evals.questions import read

ROOT = Path(__file__).parent.parent
RUN = str(ROOT / "tests" / "watched_run.py")
SECONDS = 180.0
# In every question, and in no document: a name, an address, numbers. Written so that no masking
# is what keeps them from being found.
MARKS = ("kvirrelund", "trolderupvang", "qzj@fnugby", "0101901234", "20304159")
LOCAL = ("127.0.0.1", "::1", "localhost", "", "None")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data, temporary files, a home and a working folder, and an index in it."""
    folder = tmp_path_factory.mktemp("privat")
    for name in ("data", "temp", "home", "here"):
        (folder / name).mkdir()
    done = run(folder, "cli", "index")
    assert done.returncode == 0, done.stderr
    return folder


def surroundings(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if "INITIATIV" not in name}
    return kept | {
        "PYTHONPATH": str(ROOT),
        "INITIATIV_DATA": str(folder / "data"),
        "INITIATIV_TODAY": "2024-06-01",
        "INITIATIV_RATE_PER_MINUTE": "0",
        "TMPDIR": str(folder / "temp"),
        "HOME": str(folder / "home"),
        "XDG_CACHE_HOME": str(folder / "home" / "cache"),
    }


def run(folder: Path, *arguments: str, given: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, RUN, str(folder), *arguments],
        input=given,
        capture_output=True,
        text=True,
        cwd=folder / "here",
        env=surroundings(folder),
        timeout=SECONDS,
        check=False,
    )


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Give the address of the whole application, and end it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "told.txt").open("wb") as told:
        running = subprocess.Popen(
            [sys.executable, RUN, str(folder), "cli", "serve", "--port", str(port)],
            stdout=told,
            stderr=told,
            cwd=folder / "here",
            env=surroundings(folder),
        )
        try:
            address = f"http://127.0.0.1:{port}"
            until = time.monotonic() + SECONDS
            while not is_ready(address):
                assert running.poll() is None, (folder / "told.txt").read_text()
                assert time.monotonic() < until
                time.sleep(0.2)
            yield address
        finally:
            running.terminate()
            running.wait(20)


def is_ready(address: str) -> bool:
    try:
        with urlopen(f"{address}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def posted(address: str, path: str, sent: dict[str, object]) -> dict[str, object]:
    head = {"Content-Type": "application/json"}
    asked = Request(f"{address}{path}", json.dumps(sent).encode(), head)
    with urlopen(asked, timeout=30) as answer:
        told = json.loads(answer.read())
    assert isinstance(told, dict)
    return told


def telling(question: str, number: int) -> str:
    """Return a question with the marks in it."""
    name, street, address, cpr, telephone = MARKS
    own = (
        f"Jeg hedder {name.capitalize()}{number}.",
        f"Jeg bor på {street} {number}.",
        f"Skriv til {address}{number}.dk.",
        f"Mit CPR-nummer er {cpr[:6]}-{cpr[6:]}, også skrevet {cpr}.",
        f"Ring på {telephone}.",
    )
    return f"{question} {own[number % len(own)]}"


def conversations() -> list[dict[str, object]]:
    """Return conversations of two questions, and situations, for both audiences."""
    asked = [item.turns[-1] for item in read() if item.type != "attack"][:50]
    return [
        {
            "turns": [telling(question, number), telling("Og hvem betaler for det?", number + 1)],
            "audience": audience,
            "find": telling("Min søn ryger hash og bor hos os.", number) if number % 2 else "",
        }
        for number, question in enumerate(asked)
        for audience in ("caseworker", "citizen")
    ]


def held(folder: Path) -> list[tuple[str, str]]:
    """Return each file below a folder that has a mark, in any letters or as UTF-16."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes().lower()
            plain = content + content.replace(b"\0", b"")
            found += [(str(path), mark) for mark in MARKS if mark.encode() in plain]
    return found


def outside(folder: Path) -> list[str]:
    """Return what a run did with the net, and the programs it started, but for our own."""
    lines = (folder / "sockets.txt").read_text().splitlines()
    return [line for line in lines if not is_ours(*line.split(" ", 1))]


def is_ours(event: str, where: str) -> bool:
    if event == "subprocess.Popen":
        return where == sys.executable  # a child that reads a file, or makes an index
    return where in LOCAL or where.startswith("/")  # a socket with a path is of this machine


@pytest.mark.slow
def test_questions_are_found_in_no_log_and_no_file_afterwards(place: Path) -> None:
    asked = conversations()
    done = run(place, "ask", given="\n".join(map(json.dumps, asked)))
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == 250
    assert "DEBUG" in (place / "log.txt").read_text()
    assert held(place) == []
    assert [mark for mark in MARKS if mark in (done.stdout + done.stderr).lower()] == []


@pytest.mark.slow
def test_questions_to_the_server_are_found_nowhere_and_nothing_leaves_the_machine(
    place: Path,
) -> None:
    with served(place) as address:
        for number in range(5):
            turns = ["Hvad er formålet?", telling("Hvem kan få hjælp?", number)]
            told = posted(address, "/api/ask", {"turns": turns, "audience": "citizen"})
            assert told["status"] in ("answered", "not_found")
        posted(address, "/api/find", {"situation": telling("Min datter drikker.", 1)})
        with urlopen(address, timeout=30) as page:
            assert page.status == 200
        assert held(place) == []  # also while it runs
    assert held(place) == []
    assert outside(place) == []


def test_index_start_and_questions_use_no_address_but_loopback(place: Path) -> None:
    assert run(place, "cli", "ask", "Hvem kan få hjælp?").returncode == 0
    assert (place / "sockets.txt").exists()
    assert outside(place) == []


def test_what_is_kept_and_what_is_called_would_be_found(tmp_path: Path) -> None:
    answer = Answer("", "", "citizen", "not_found", "Det ved jeg ikke.")
    feedback.save(tmp_path, about([Turn("Hvad er Kvirrelund?", answer)], "up", ""))
    assert [mark for _, mark in held(tmp_path)] == ["kvirrelund"]
    (tmp_path / "sockets.txt").write_text(
        "socket.connect 127.0.0.1\nsocket.getaddrinfo huggingface.co\nsubprocess.Popen /bin/sh\n"
    )
    assert outside(tmp_path) == ["socket.getaddrinfo huggingface.co", "subprocess.Popen /bin/sh"]


def test_connection_is_written_down_by_the_run_itself(tmp_path: Path) -> None:
    calls = "import runpy, socket, sys; sys.argv = ['x', sys.argv[1], 'ask']\n"
    calls += f"found = runpy.run_path({RUN!r})\n"
    calls += "sys.addaudithook(found['_hear']); socket.getaddrinfo('127.0.0.2', 1)\n"
    calls += "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.3', 9))\n"
    subprocess.run([sys.executable, "-c", calls, str(tmp_path)], check=True, timeout=60)
    assert outside(tmp_path) == ["socket.getaddrinfo 127.0.0.2", "socket.sendto 127.0.0.3"]
