"""A server that is asked very much: what it may hold, and that a leak is found."""

from collections import Counter
from itertools import count

import pytest

from evals import questions
from evals.goals import judge
from evals.process import Held, served
from evals.soak import FEW, GOALS, GROWTH, Plan, Sent, Soaked, requests, soak

SERVE = ("-m", "assistant", "serve", "--port")
KINDS = 40  # different requests, which come again and again: nothing new to remember
# Of 2,400 requests, the first 640 take 4,500 bytes each and those after them 900: what malloc sets
# aside, for of Python's they take 30 (tracemalloc).
ROUNDS, WARM_UP = 28, 16
SHORT = 4 * GROWTH  # bytes a request of a short run: what malloc still sets aside counts too
LEAKING = """
import http.server, os, sys, threading
kept, kept_open = [], threading.Event()
class Server(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    def log_message(self, *told): pass
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()
    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if "memory" in sys.argv: kept.append(os.urandom(6000))
        if "file" in sys.argv: kept.append(os.open(os.devnull, 0))
        if "thread" in sys.argv: threading.Thread(target=kept_open.wait, daemon=True).start()
        self.send_response(500 if "fault" in sys.argv else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()
http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[-1])), Server).serve_forever()
"""
ASKED = requests(questions.read())


def soaked(*held: Held, told: Counter[int] | None = None) -> Soaked:
    """Return what was held, looked at every 100 requests."""
    return Soaked(tuple(zip(count(0, 100), held, strict=False)), told or Counter({200: 100}))


def missed(found: Soaked) -> list[str]:
    """Return the first words of the goals that are not reached."""
    return [one.goal.text.split(":")[0] for one in judge(GOALS, found) if not one.reached]


def again(number: int) -> Sent:
    return ASKED(number % KINDS)


def test_growth_is_bytes_a_request() -> None:
    found = soaked(*(Held(5_000 + 300 * look, 50, 14) for look in range(8)))
    assert found.growth == 3.0
    assert missed(found) == []


def test_one_large_block_is_no_growth() -> None:
    found = soaked(*(Held(10**9 if look > 6 else 10**8, 50, 14) for look in range(8)))
    assert found.growth == 0.0


def test_more_than_is_allowed_of_each_is_missed() -> None:
    grown = [Held((GROWTH + 1) * 100 * look, 50 + 3 * look, 14 + 3 * look) for look in range(8)]
    assert missed(soaked(*grown)) == ["memory", "open files", "threads"]


def test_few_more_files_and_threads_are_none_that_grow() -> None:
    first, last = Held(0, 50, 14), Held(0, 50 + FEW, 14 + FEW)
    assert missed(soaked(*[first] * 4, *[last] * 4)) == []


def test_no_answer_and_a_failed_server_are_missed() -> None:
    at_rest = [Held(0, 50, 14)] * 4
    for status in (0, 500, 503):
        told = Counter({200: 99, status: 1})
        assert missed(soaked(*at_rest, told=told)) == [GOALS[-1].text]
    told = Counter({200: 50, 400: 10, -1: 3})
    assert missed(soaked(*at_rest, told=told)) == []


def test_request_of_a_number_is_always_the_same_and_another_for_each() -> None:
    made = [ASKED(number) for number in range(500)]
    assert made == [ASKED(number) for number in range(500)]
    assert len({str(one) for one in made}) == 500
    assert {one.path for one in made} == {"/api/ask", "/api/find", "/v1/chat/completions"}
    assert {one.way for one in made} == {"whole", "leave", "half"}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("leak", "told"),
    [
        ("none", []),
        ("memory", ["memory"]),
        ("file", ["open files"]),
        ("fault", [GOALS[-1].text]),
    ],
)
def test_leak_is_found(leak: str, told: list[str]) -> None:
    with served("-c", LEAKING, leak) as server:
        found = soak(server, again, Plan(1_000, 200, 8, 0.1))
    assert missed(found) == told
    assert (found.growth > SHORT) == (leak == "memory")


@pytest.mark.slow
def test_threads_that_stay_are_found() -> None:
    with served("-c", LEAKING, "thread") as server:
        assert "threads" in missed(soak(server, again, Plan(300, 100, 8, 0.1)))


@pytest.mark.long
def test_server_that_is_asked_the_same_again_and_again_does_not_grow() -> None:
    with served(*SERVE, INITIATIV_RATE_PER_MINUTE="0") as server:
        found = soak(server, again, Plan(KINDS * ROUNDS, KINDS * WARM_UP, ROUNDS - WARM_UP, 0.5))
    assert found.growth < SHORT
    assert set(missed(found)) <= {"memory"}
