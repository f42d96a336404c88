"""Many users at a time, over HTTP: `python -m evals.load`.

Each user asks, waits for the answer, thinks for a while, and asks again. Ours answers over
`POST /api/ask`; beside it, in the same run, a plain Gradio `ChatInterface` with a function that
gives its question back is asked by Gradio's own API. Everything is on this machine, the users too,
so they take processor time from what they measure.
"""

import argparse
import asyncio
import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

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
_START_SECONDS = 120
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


async def flooded(port: int, seconds: float) -> tuple[Told, Told, Told]:
    """Return what FEW users are told alone, what they are beside a flood, and what the flood is.

    The flood is one address that asks TIMES as often as it may.
    """
    few = [f"127.0.0.{number}" for number in range(10, 10 + FEW)]
    alone = await load(ours, port, few, seconds, 5.0)
    flood = ["127.0.0.2"] * TIMES  # each a question a second
    beside, much = await asyncio.gather(
        load(ours, port, few, seconds, 5.0), load(ours, port, flood, seconds, 60 / PER_MINUTE)
    )
    return _together(alone), _together(beside), _together(much)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures and return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.load", description=__doc__)
    parser.add_argument("--users", type=int, nargs="+", default=USERS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="of each measurement")
    parser.add_argument("--think", type=float, default=THINK, help="seconds between questions")
    parsed = parser.parse_args(arguments)
    serve = ("-m", "assistant", "serve", "--port")
    print(f"Users who think {parsed.think:g} s, for {parsed.seconds:g} s each")
    for title, ask, command in (
        ("POST /api/ask", ours, serve),
        ("ChatInterface, gives the question back", plain, ("-c", _PLAIN)),
    ):
        with _served(*command, INITIATIV_RATE_PER_MINUTE="0") as port:
            for users in parsed.users:
                run = load(ask, port, ["127.0.0.1"] * users, parsed.seconds, parsed.think)
                _print(f"{title}, {users} users", _together(asyncio.run(run)))
    with _served(*serve, INITIATIV_RATE_PER_MINUTE=str(PER_MINUTE)) as port:
        alone, beside, flood = asyncio.run(flooded(port, parsed.seconds))
        _print(f"{FEW} users, each of an address", alone)
        _print("the same, while another address floods", beside)
        _print(f"the flood, {TIMES} times what one may", flood)
    return 0


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


@contextmanager
def _served(*command: str, **settings: str) -> Iterator[int]:
    """Give the port that a command, of which it is the last argument, serves and answers on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as data:
        process = subprocess.Popen(
            ["env", f"INITIATIV_DATA={data}", *(f"{k}={v}" for k, v in settings.items()),
             sys.executable, *command, str(port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            asyncio.run(_up(port, process))
            time.sleep(_SETTLE)
            yield port
        finally:
            process.terminate()
            process.wait(20)


async def _up(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        for path in ("/readyz", "/config"):
            try:
                head, _ = await _exchanged(port, path, None, "127.0.0.1")
            except OSError:
                break
            if _status(head) == 200:
                return
        await asyncio.sleep(0.1)
    raise SystemExit(f"Nothing answers on port {port}.")


if __name__ == "__main__":
    sys.exit(main())
