"""Many users at a time, over HTTP: `python -m evals.load`.

Each user asks, waits for the answer, thinks for a while, and asks again. Ours answers over
`POST /api/ask`; beside it, in the same run, a plain Gradio `ChatInterface` with a function that
gives its question back is asked by Gradio's own API. Everything is on this machine, the users too,
so they take processor time from what they measure.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from evals import goals
from evals.goals import Goal
from evals.process import served

USERS = (200, 500)
THINK = 10.0  # seconds between an answer and the next question, half to one and a half times that
SECONDS = 30.0
FEW = 10  # users who go on asking while one address floods
TIMES = 10  # the rate of one address that is too much: so many times what it may
PER_MINUTE = 60
QUESTIONS = (
    "Hvem kan få hjælp?",
    "Hvad er formålet?",
    "Hvem skal jeg kontakte?",
    "Hvor mange penge er der afsat?",
    "Hvornår slutter projektet?",
)
_SETTLE = 10.0  # seconds after the start: Chroma's store is filled beside the first questions
_PLAIN = """
import sys
from assistant import settings
settings.quiet()
import gradio
chat = gradio.ChatInterface(lambda message, history: message, api_name="chat")
chat.queue(max_size=None).launch(server_port=int(sys.argv[1]), quiet=True)
"""
_HEAD = "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n{more}\r\n"


@dataclass(slots=True)
class Told:
    """What users were told: the seconds of each answer, and how many got something else."""

    seconds: list[float] = field(default_factory=list)
    busy: int = 0
    """Refused with 503 and told when to try again."""
    often: int = 0
    """Refused with 429 and told when to try again."""
    errors: int = 0

    def percentile(self, share: float) -> float:
        """Return the seconds that a share of the answers took at most; nan without answers."""
        if len(self.seconds) < 2:
            return self.seconds[0] if self.seconds else float("nan")
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[round(share * 100) - 1]

    @property
    def unanswered(self) -> int:
        """How many questions got no answer."""
        return self.busy + self.often + self.errors

    @property
    def asked(self) -> int:
        """How many questions were asked."""
        return len(self.seconds) + self.unanswered


Loaded = Mapping[str, Told]
"""What users were told, by which users they are: `many`, ALONE, BESIDE or FLOOD."""

OURS, PLAIN = "POST /api/ask", "ChatInterface, gives the question back"
ALONE = f"{FEW} users, each of an address"
BESIDE = "the same, while another address floods"
FLOOD = f"the flood, {TIMES} times what one may"


def many(users: int, asked: str = OURS) -> str:
    """Return what so many users at a time are called."""
    return f"{asked}, {users} users"


GOALS: Sequence[Goal[Loaded]] = (
    Goal("200 users: seconds, p95", lambda loaded: loaded[many(200)].percentile(0.95), 2),
    Goal("200 users: without an answer", lambda loaded: loaded[many(200)].unanswered, 0),
    Goal("500 users: seconds, p95 of those who were answered",
         lambda loaded: loaded[many(500)].percentile(0.95), 5),
    Goal("500 users: neither answered nor told with 503 when to ask again",
         lambda loaded: loaded[many(500)].unanswered - loaded[many(500)].busy, 0),
    Goal("one address that floods: share of its questions that gets 429",
         lambda loaded: loaded[FLOOD].often / max(1, loaded[FLOOD].asked), 0.5, is_least=True),
    Goal("the others meanwhile: p95, times what it is without the flood",
         lambda loaded: loaded[BESIDE].percentile(0.95) / loaded[ALONE].percentile(0.95), 2),
    Goal("the others meanwhile: without an answer", lambda loaded: loaded[BESIDE].unanswered, 0),
)  # fmt: skip


class Ask(Protocol):
    """Asks a question from an address of this machine; returns a status, 0 for none, and whether
    it says when to try again."""

    async def __call__(self, port: int, question: str, address: str) -> tuple[int, bool]: ...


async def ours(port: int, question: str, address: str) -> tuple[int, bool]:
    """Ask the API."""
    head, _ = await _exchanged(port, "/api/ask", {"question": question}, address)
    return _status(head), b"\nretry-after:" in head.lower()


async def plain(port: int, question: str, address: str) -> tuple[int, bool]:
    """Ask a ChatInterface: a call, and then its events."""
    path = "/gradio_api/call/chat"
    head, content = await _exchanged(port, path, {"data": [question]}, address)
    if _status(head) != 200:
        return _status(head), False
    event = json.loads(content[content.index(b"{") : content.rindex(b"}") + 1])["event_id"]
    head, content = await _exchanged(port, f"{path}/{event}", None, address)
    return (200 if b"event: complete" in content else 0), False


async def load(
    ask: Ask, port: int, addresses: Sequence[str], seconds: float, think: float
) -> dict[str, Told]:
    """Return what each address was told; one user asks from each that stands in `addresses`."""
    told = {address: Told() for address in addresses}
    until = time.monotonic() + seconds

    async def user(number: int, address: str) -> None:
        random = Random(number)
        await asyncio.sleep(random.uniform(0, think))
        while time.monotonic() < until:
            question = f"{random.choice(QUESTIONS)} {number}"
            await _note(ask(port, question, address), told[address])
            await asyncio.sleep(think * random.uniform(0.5, 1.5))

    await asyncio.gather(*(user(number, one) for number, one in enumerate(addresses)))
    return told


async def flooded(port: int, seconds: float) -> Loaded:
    """Return what FEW users are told alone, what they are beside a flood, and what the flood is.

    The flood is one address that asks TIMES as often as it may.
    """
    few = [f"127.0.0.{number}" for number in range(10, 10 + FEW)]
    alone = await load(ours, port, few, seconds, 5.0)
    flood = ["127.0.0.2"] * TIMES  # each a question a second
    beside, much = await asyncio.gather(
        load(ours, port, few, seconds, 5.0), load(ours, port, flood, seconds, 60 / PER_MINUTE)
    )
    return {ALONE: _together(alone), BESIDE: _together(beside), FLOOD: _together(much)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and the goals with whether they are reached; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.load", description=__doc__)
    parser.add_argument("--users", type=int, nargs="+", default=USERS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    parser.add_argument("--think", type=float, default=THINK, help="seconds between questions")
    parsed = parser.parse_args(arguments)
    serve = ("-m", "assistant", "serve", "--port")
    print(f"Users who think {parsed.think:g} s, for {parsed.seconds:g} s each")
    found: dict[str, Told] = {}
    for title, ask, command in ((OURS, ours, serve), (PLAIN, plain, ("-c", _PLAIN))):
        with served(*command, INITIATIV_RATE_PER_MINUTE="0") as server:
            _settle(ask, server.port)
            for users in parsed.users:
                run = load(ask, server.port, ["127.0.0.1"] * users, parsed.seconds, parsed.think)
                found[many(users, title)] = _together(asyncio.run(run))
                _print(many(users, title), found[many(users, title)])
    with served(*serve, INITIATIV_RATE_PER_MINUTE=str(PER_MINUTE)) as server:
        _settle(ours, server.port)
        flood = asyncio.run(flooded(server.port, parsed.seconds))
    for title, told in flood.items():
        _print(title, told)
    print("\nGoals".ljust(78) + "measured   goal")
    for judged in goals.judge(GOALS, {**found, **flood}):
        print(goals.told(judged))
    return 0


def _settle(ask: Ask, port: int) -> None:
    """Ask each question once, and wait until what the first ones set going is done."""
    for question in QUESTIONS:
        asyncio.run(ask(port, question, "127.0.0.1"))
    time.sleep(_SETTLE)


async def _note(asking: Awaitable[tuple[int, bool]], told: Told) -> None:
    began = time.perf_counter()
    try:
        status, again = await asyncio.wait_for(asking, 90)
    except (OSError, TimeoutError, ValueError):
        status, again = 0, False
    if status == 200:
        told.seconds.append(time.perf_counter() - began)
    elif status in (429, 503) and again:
        told.busy += status == 503
        told.often += status == 429
    else:
        told.errors += 1


async def _exchanged(
    port: int, path: str, content: dict[str, object] | None, address: str
) -> tuple[bytes, bytes]:
    """Return the head and the body of an answer, asked for from an address of this machine."""
    body = b"" if content is None else json.dumps(content).encode()
    more = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
    head = _HEAD.format(method="POST" if body else "GET", path=path, port=port, more=more)
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
    try:
        writer.write(head.encode() + body)
        told, _, rest = (await reader.read(-1)).partition(b"\r\n\r\n")
    finally:
        writer.close()
    return told, rest


def _status(head: bytes) -> int:
    parts = head.split(b" ", 2)
    return int(parts[1]) if len(parts) > 1 else 0


def _together(told: dict[str, Told]) -> Told:
    found = Told()
    for one in told.values():
        found.seconds += one.seconds
        found.busy += one.busy
        found.often += one.often
        found.errors += one.errors
    return found


def _print(title: str, told: Told) -> None:
    print(
        f"{title:52}{len(told.seconds):6} answers  p50 {told.percentile(0.5):6.3f} s"
        f"  p95 {told.percentile(0.95):6.3f} s  503: {told.busy}  429: {told.often}"
        f"  errors: {told.errors}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
