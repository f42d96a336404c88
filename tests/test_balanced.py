"""Two servers behind nginx, by the configuration that is delivered."""

import http.client
import json
import re
import shutil
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

import pytest
import yaml

from assistant.settings import Settings
from tests.chroma import free_port
from tests.installed import CHECKOUT, run
from tests.upstreams import Upstream, asked, running, wait_for

NGINX = shutil.which("nginx") or ""
CONF = (CHECKOUT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
QUESTION = '{"question": "Hvem kan få hjælp?"}'
ASKED, AT_ONCE = 1000, 8

needs_nginx = pytest.mark.skipif(not NGINX, reason="No nginx here. On Debian: nginx-light")


@contextmanager
def nginx(folder: Path, *ports: int) -> Iterator[int]:
    """Give the port of nginx before two upstreams."""
    port, conf = free_port(), CONF
    for number, upstream in enumerate(ports, 1):
        conf = conf.replace(f"app-{number}:7860", f"127.0.0.1:{upstream}")
    conf = conf.replace("listen 8080", f"listen 127.0.0.1:{port}").replace("/tmp/", f"{folder}/")
    conf = conf.replace("error_log stderr", f"error_log {folder / 'errors'}")
    file = folder / "nginx.conf"
    file.write_text(conf, encoding="utf-8")
    command = [NGINX, "-c", str(file), "-e", str(folder / "errors"), "-g", "daemon off;"]
    with running(command, folder) as process:
        wait_for(port, "/nginx", process)
        yield port


def test_configuration_names_the_services_and_leaves_no_limit_below_that_of_the_servers() -> None:
    ours = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    named = set(re.findall(r"server ([\w-]+):7860", CONF))
    assert named == {"app-1", "app-2"} <= set(ours)
    (seconds,) = re.findall(r"proxy_read_timeout (\d+)s", CONF)
    assert int(seconds) >= Settings.model_fields["llm_whole"].default + 20


@needs_nginx
def test_address_and_name_that_the_caller_made_up_are_not_passed_on(tmp_path: Path) -> None:
    made_up = dict.fromkeys(("X-Forwarded-For", "Forwarded", "X-Remote-User"), "192.0.2.7")
    headers = {"Host": "a.example:81", **made_up}
    with Upstream() as one, Upstream() as two, nginx(tmp_path, one.port, two.port) as port:
        for path in ("/", "/api/documents"):
            told = json.loads(asked(port, path, headers=headers)[1])
            heard = {name.lower(): value for name, value in told.items()}
            assert "192.0.2.7" not in heard.values()
            assert heard["x-forwarded-for"] == "127.0.0.1"
            assert heard["host"] == "a.example:81"


@needs_nginx
def test_measures_and_bodies_too_large_do_not_pass(tmp_path: Path) -> None:
    with Upstream() as one, Upstream() as two, nginx(tmp_path, one.port, two.port) as port:
        assert asked(port, "/metrics")[0] == 404
        assert asked(port, "/api/ask", "x" * 200_000)[0] == 413
        assert one.heard == two.heard == []


@needs_nginx
def test_page_asks_one_server_each_time_and_the_api_both(tmp_path: Path) -> None:
    with Upstream() as one, Upstream() as two, nginx(tmp_path, one.port, two.port) as port:
        for _ in range(10):
            asked(port, "/gradio_api/queue/join", QUESTION)
        assert {len(one.heard), len(two.heard)} == {0, 10}
        for _ in range(10):
            asked(port, "/api/ask", QUESTION)
        shares = [it.heard.count("POST /api/ask") for it in (one, two)]
        assert sum(shares) == 10
        assert min(shares) >= 3  # whichever has fewer at the moment


@needs_nginx
def test_question_that_one_server_cannot_take_is_answered_by_the_other(tmp_path: Path) -> None:
    with Upstream() as one, nginx(tmp_path, one.port, free_port()) as port:
        assert {asked(port, "/api/ask", QUESTION)[0] for _ in range(20)} == {200}
        assert len(one.heard) == 20


@needs_nginx
def test_question_that_was_sent_is_not_sent_again_but_a_read_is(tmp_path: Path) -> None:
    with Upstream() as one, Upstream(drops=True) as two:
        with nginx(tmp_path, one.port, two.port) as port:
            found = [asked(port, "/api/ask", QUESTION)[0] for _ in range(20)]
        assert (found.count(502), found.count(200)) == (1, 19)  # then it is left alone for a while
        assert (len(two.heard), len(one.heard)) == (1, 19)
        with nginx(tmp_path, one.port, two.port) as port:
            assert {asked(port, "/api/documents")[0] for _ in range(20)} == {200}
        assert two.heard == ["POST /api/ask", "GET /api/documents"]


@needs_nginx
@pytest.mark.long
def test_no_question_is_lost_when_a_server_is_killed_but_those_in_flight(tmp_path: Path) -> None:
    settings = {
        "INITIATIV_DATA": str(tmp_path / "data"),  # the index, which is all that they share
        "INITIATIV_PROXIES": "127.0.0.1",
        "INITIATIV_RATE_PER_MINUTE": "0",
    }
    run([sys.executable, "-m", "assistant", "index"], tmp_path)
    ports = free_port(), free_port()
    numbers, lost, doomed = count(1), list[int](), threading.Event()
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                running(
                    [sys.executable, "-m", "assistant", "serve", "--port", str(port)],
                    tmp_path,
                    **settings,
                )
            )
            for port in ports
        ]
        for port, server in zip(ports, servers, strict=True):
            wait_for(port, "/readyz", server)
        front = stack.enter_context(nginx(tmp_path, *ports))

        def ask(_: int) -> str:
            number = next(numbers)
            if number == ASKED // 3:
                servers[0].kill()
                doomed.set()
            try:
                status, text = asked(front, "/api/ask", QUESTION)
            except (OSError, http.client.HTTPException):
                status, text = 0, ""
            if status != 200:
                lost.append(number)
                status, text = asked(front, "/api/ask", QUESTION)
            assert status == 200
            return str(json.loads(text)["status"])

        with ThreadPoolExecutor(AT_ONCE) as threads:
            found = list(threads.map(ask, range(ASKED)))
        assert doomed.is_set() and servers[0].poll() is not None
    assert found == ["answered"] * ASKED
    assert len(lost) <= AT_ONCE, lost
    print(f"{ASKED} questions, {len(lost)} in flight at the kill, all answered")
