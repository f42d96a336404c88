"""The server: where it may be reached, and how it ends."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from assistant import settings
from assistant.serve import ClosedError, PortInUseError, bound, is_loopback, require_open
from tests.browsing import ROOT, wait_for
from tests.chroma import free_port
from tests.fake_app import FAKE

pytestmark = pytest.mark.usefixtures("environment")


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.3.2.1", True), ("::1", True), ("localhost", True),
     ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("assistent.dk", False)],
)  # fmt: skip
def test_addresses_of_this_machine_are_known(host: str, loopback: bool) -> None:
    assert is_loopback(host) == loopback


def test_nobody_else_comes_in_unless_a_setting_says_who(monkeypatch: pytest.MonkeyPatch) -> None:
    require_open(settings.load())
    monkeypatch.setenv("INITIATIV_HOST", "0.0.0.0")
    with pytest.raises(ClosedError, match="INITIATIV_ACCESS"):
        require_open(settings.load())
    monkeypatch.setenv("INITIATIV_ACCESS", "open")
    require_open(settings.load())


def test_command_tells_that_nobody_said_who_may_come_in(tmp_path: Path) -> None:
    environment = {**os.environ, "INITIATIV_HOST": "0.0.0.0", "INITIATIV_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "assistant", "serve", "--port", str(free_port())]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert ended.returncode == 2
    assert "INITIATIV_ACCESS" in ended.stderr.decode()
    assert "Traceback" not in ended.stderr.decode()


def test_taken_port_is_told_in_danish() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"Port {port} er optaget"):
            bound("127.0.0.1", port)


def test_question_that_is_being_answered_is_answered_before_it_ends(tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INITIATIV_DATA": str(tmp_path)}
    process = subprocess.Popen([sys.executable, FAKE, str(port)], cwd=ROOT, env=environment)
    try:
        wait_for(address, process)
        while httpx.get(f"{address}readyz").status_code != 200:
            time.sleep(0.05)
        answers: list[httpx.Response] = []

        def ask() -> None:
            sent = {"question": "langsomt"}
            answers.append(httpx.post(f"{address}api/ask", json=sent, timeout=30))

        asking = threading.Thread(target=ask)
        asking.start()
        time.sleep(0.5)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        process.wait(10)
        assert time.monotonic() - begun < 10
        asking.join(5)
        assert [answer.status_code for answer in answers] == [200]
    finally:
        process.kill()
        process.wait(5)
