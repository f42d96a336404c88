"""Very many questions to one server, and whether it grows: `python -m evals.soak`.

Some connections that stay open ask the questions of the question sets, each made different, beside
junk, streams that are left half-read and bodies that are half sent. Between even parts of them, all
at rest, the server's process is looked at. On Linux alone; 50,000 take some half an hour.
"""

import argparse
import http.client
import json
import signal
import socket
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import combinations
from random import Random
from string import ascii_lowercase
from typing import Any, Literal

from evals import questions
from evals.goals import Goal, Judged, judge, told
from evals.process import Held, Served, served
from evals.types import Question

QUESTIONS = 50_000
WARM_UP = 0.2  # of the questions: what is remembered between them has to fill first
CONNECTIONS = 4
GROWTH = 1_024  # bytes a question
FEW = 8  # handles and threads: idle ones are kept a while, the same few however many questions
_TIMEOUT = 60.0
_BODY = 600  # bytes that are promised where half a body is sent
_JUNK = ((0, 0x20), (0x20, 0x7F), (0xA0, 0x250), (0x200B, 0x2070), (0x4E00, 0x4F00),
         (0xE000, 0xE100), (0x1F300, 0x1F700))  # fmt: skip
_HEADERS = {"Content-Type": "application/json"}

Way = Literal["whole", "leave", "half"]
"""How a request is made: to its end, left after the first of the answer, or half sent."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How many requests, how many of them to warm up, and how often the server is looked at."""

    count: int = QUESTIONS
    warm_up: int = round(WARM_UP * QUESTIONS)
    parts: int = 40
    rest: float = 1.0
    """Seconds before each look; the server notices within half a one who has left."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request: where to, what, and how."""

    path: str
    content: dict[str, Any]
    way: Way = "whole"


@dataclass(frozen=True, slots=True)
class Soaked:
    """What the server held, by how many requests it had had, the warm-up's among them, and told.

    `told` counts the requests by the status they got; 0 is none, -1 one that was not waited for.
    """

    held: tuple[tuple[int, Held], ...]
    told: Counter[int]

    @property
    def growth(self) -> float:
        """Bytes of memory that a request adds: the median of the slopes between all looks.

        (Theil and Sen: a single large block that is fetched once does not count as growth.)
        """
        looks = [(count, held.memory) for count, held in self.held]
        return statistics.median((b - a) / (j - i) for (i, a), (j, b) in combinations(looks, 2))

    def more(self, of: Callable[[Held], int]) -> float:
        """Return how much more of something is held in the last quarter than in the first."""
        quarter = max(1, len(self.held) // 4)
        first, last = self.held[:quarter], self.held[-quarter:]
        return statistics.median(of(held) for _, held in last) - statistics.median(
            of(held) for _, held in first
        )

    @property
    def faults(self) -> int:
        """How many got no answer, or one that says the server failed."""
        return sum(count for status, count in self.told.items() if status == 0 or status >= 500)


GOALS: Sequence[Goal[Soaked]] = (
    Goal("memory: bytes that a request adds", lambda soaked: soaked.growth, GROWTH),
    Goal("open files: more at the end", lambda soaked: soaked.more(lambda held: held.handles), FEW),
    Goal("threads: more at the end", lambda soaked: soaked.more(lambda held: held.threads), FEW),
    Goal("requests without an answer, or with a 5xx", lambda soaked: soaked.faults, 0),
)


def requests(asked: Sequence[Question]) -> Callable[[int], Sent]:
    """Return what makes the request of a number; the same number makes the same one."""

    def made(number: int) -> Sent:
        random = Random(number)
        question = random.choice(asked)
        *before, last = question.turns
        last = f"{last} {_coined(random)}"
        kind = random.random()
        if kind < 0.70:
            turns = [*before, last][-3:]
            return Sent("/api/ask", {"turns": turns, "audience": question.audience})
        if kind < 0.76:
            return Sent("/api/ask", {"question": _junk(random), "audience": question.audience})
        if kind < 0.84:
            return Sent("/api/find", {"situation": last})
        content = {
            "model": "initiativ-borger",
            "messages": [{"role": "user", "content": last}],
            "stream": True,
        }
        way: Way = "whole" if kind < 0.92 else "leave" if kind < 0.96 else "half"
        return Sent("/v1/chat/completions", content, way)

    return made


class Client:
    """Makes requests, over one connection where it can stay open."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_TIMEOUT)

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def send(self, sent: Sent) -> int:
        """Return the status of the answer, 0 for none, -1 where it is not waited for."""
        body = json.dumps(sent.content).encode()
        try:
            if sent.way == "half":
                return self._half(sent.path, body)
            if sent.way == "leave":
                with closing(Client(self._port)) as other:
                    return other._answered(sent.path, body, 1)
            return self._answered(sent.path, body)
        except (OSError, http.client.HTTPException):
            self._connection.close()
            return 0

    def _answered(self, path: str, body: bytes, most: int | None = None) -> int:
        self._connection.request("POST", path, body, _HEADERS)
        answer = self._connection.getresponse()
        answer.read(most)
        return answer.status

    def _half(self, path: str, body: bytes) -> int:
        head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n"
        head += f"Content-Type: application/json\r\nContent-Length: {len(body) + _BODY}\r\n\r\n"
        with socket.create_connection(("127.0.0.1", self._port), _TIMEOUT) as connection:
            connection.sendall(head.encode() + body)
        return -1


def soak(server: Served, made: Callable[[int], Sent], plan: Plan) -> Soaked:
    """Return what became of a server that was sent the requests of a plan; prints each look."""
    told: Counter[int] = Counter()
    held: list[tuple[int, Held]] = []
    with ExitStack() as stack:
        clients = [stack.enter_context(closing(Client(server.port))) for _ in range(CONNECTIONS)]
        pool = stack.enter_context(ThreadPoolExecutor(CONNECTIONS))

        def send(first: int, last: int) -> None:
            def share(place: int) -> list[int]:
                numbers = range(first + place, last, CONNECTIONS)
                return [clients[place].send(made(number)) for number in numbers]

            for statuses in pool.map(share, range(CONNECTIONS)):
                told.update(statuses)
            time.sleep(plan.rest)

        first = 0
        for part in range(plan.parts + 1):
            last = plan.warm_up + (plan.count - plan.warm_up) * part // plan.parts
            send(first, last)
            held.append((last, server.held()))
            print(_row(*held[-1]), flush=True)
            first = last
    return Soaked(tuple(held), told)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the server held, and the goals; return 1 unless all are reached."""
    parser = argparse.ArgumentParser(prog="python -m evals.soak", description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS, help=f"default {QUESTIONS:,}")
    parser.add_argument("--warm-up", type=int, help="default a fifth of the questions")
    parsed = parser.parse_args(arguments)
    # One that is told to end leaves no server behind.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    warm_up = parsed.warm_up
    plan = Plan(parsed.questions, round(WARM_UP * parsed.questions) if warm_up is None else warm_up)
    print(f"{plan.count:,} requests over {CONNECTIONS} connections, {plan.warm_up:,} to warm up\n")
    print(f"{'requests':>10}{'memory, MB':>12}{'open files':>12}{'threads':>9}")
    began = time.monotonic()
    with served("-m", "assistant", "serve", "--port", INITIATIV_RATE_PER_MINUTE="0") as server:
        soaked = soak(server, requests(questions.read()), plan)
    seconds = time.monotonic() - began
    told_of = ", ".join(f"{status}: {times:,}" for status, times in sorted(soaked.told.items()))
    print(f"\n{seconds:,.0f} s. By status, -1 for those half sent: {told_of}\n")
    judged = judge(GOALS, soaked)
    for one in judged:
        print(told(one))
    return 0 if _reached(judged) else 1


def _reached(judged: Sequence[Judged]) -> bool:
    return all(one.reached for one in judged)


def _row(count: int, held: Held) -> str:
    return f"{count:10,}{held.memory / 1e6:12.1f}{held.handles:12}{held.threads:9}"


def _coined(random: Random) -> str:
    """Return a number or a word that stands in no question."""
    if random.random() < 0.5:
        return str(random.randrange(10**6))
    return "".join(random.choices(ascii_lowercase, k=random.randint(4, 12)))


def _junk(random: Random) -> str:
    return "".join(
        chr(random.randrange(*random.choice(_JUNK))) for _ in range(random.randint(1, 400))
    )


if __name__ == "__main__":
    sys.exit(main())
