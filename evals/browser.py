"""How soon the chat app is there and answers, measured in Chromium: a part of `make bench`.

Each time is a median. What an answer takes in the browser is told without what the assistant takes
for it, which the served process measures of itself.
"""

import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.played import DRAFTS, WRITES
from evals.served import Served, UnseenError, chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

TURNS = 200
"""Questions of a long conversation."""
_DESK, _PHONE = (1280, 900), (390, 844)
_NEAR = 5  # turns at each end of a conversation whose times are compared
_FRAMES = 240  # in which a conversation is scrolled through: four seconds
_PROBE = Path(__file__).with_name("probe.js")
_QUESTION = "Hvem er det for, nummer {}?"


@dataclass(frozen=True, slots=True)
class Row:
    """A value that was measured, with the most that it may be, None where there is no goal."""

    text: str
    value: float
    most: float | None = None

    @property
    def reached(self) -> bool:
        """Whether it is within its goal."""
        return self.most is None or self.value <= self.most


def print_browser(runs: int, turns: int = TURNS) -> None:
    """Print what is measured in the browser, or why nothing can be."""
    try:
        rows = measured(runs, turns)
    except UnseenError as error:
        print(f"\nIn the browser: skipped. {error}")
        return
    print(f"\n{f'In the browser, median of {runs}':70}measured   goal")
    for row in rows:
        print(told(row))


def told(row: Row) -> str:
    """Return a row as it is printed."""
    value = f"{row.text:68}{row.value:10,.3f}"
    if row.most is None:
        return value
    return f"{value}   <= {row.most:<6g} {'reached' if row.reached else 'NOT REACHED'}"


def measured(runs: int, turns: int) -> list[Row]:
    """Return every row; raises UnseenError where there is no browser."""
    with ExitStack() as stack:
        data = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        browser = stack.enter_context(chromium())
        rows = _answers(browser, data, runs)  # whose start makes the index
        rows = [*_start(browser, data, runs), *rows]
        app = stack.enter_context(served("played", data))
        rows += _beyond(browser, app, runs, "of 50 ms")[1:]
        rows += _conversation(browser, app, turns)
        for name, size in (("desk", _DESK), ("phone", _PHONE)):
            rows += _draft(browser, app, name, size)
    return rows


def _start(browser: "Browser", data: Path, runs: int) -> list[Row]:
    """Return the seconds from the first response of a server, with its index there, to a page."""
    usable, ready = [], []
    for _ in range(runs):
        with served("real", data) as app, closing(_context(browser, _DESK)) as context:
            page = context.new_page()
            page.goto(app.address, wait_until="commit")
            page.wait_for_function("probe.usable()")
            usable.append(time.perf_counter() - app.since)
            page.wait_for_selector("body[data-ready]")
            ready.append(time.perf_counter() - app.since)
    return [
        Row("first response to a page that a question can be written in: s", _median(usable), 2),
        Row("first response to an assistant that answers: s", _median(ready)),
    ]


def _answers(browser: "Browser", data: Path, runs: int) -> list[Row]:
    with served("real", data) as app:
        return _beyond(browser, app, runs, "over the shipped documents")


def _beyond(browser: "Browser", app: Served, runs: int, which: str) -> list[Row]:
    """Return the milliseconds of the assistant, and those from Enter to the paint beyond them."""
    with closing(_context(browser, _DESK)) as context:
        page = _opened(context, app)
        question = page.locator("#ask .examples button").first.inner_text()
        asked, beyond = [], []
        for run in range(runs + 1):
            painted = _ask(page, question)
            if run:  # the first warms it up
                asked.append(app.milliseconds())
                beyond.append(painted - asked[-1])
            else:
                app.milliseconds()
    return [
        Row(f"answer {which}, in the assistant: ms", _median(asked)),
        Row(f"answer {which}, Enter to paint beyond that: ms", _median(beyond), 300),
    ]


def _conversation(browser: "Browser", app: Served, turns: int) -> list[Row]:
    """Return how the last turns of a long conversation fare against the first."""
    with closing(_context(browser, _DESK)) as context:
        page = _opened(context, app)
        received = _received(context, page)
        times = [_ask(page, _QUESTION.format(number)) for number in range(1, turns + 1)]
        size = sum(received) / turns / 1000
        scrolled: Mapping[str, float] = page.evaluate(f"probe.scrolled({_FRAMES})")
    for _ in times:
        app.milliseconds()
    first, last = _median(times[1 : 1 + _NEAR]), _median(times[-_NEAR:])
    return [
        Row("conversation: turns 2 to 6, Enter to paint: ms", first),
        Row(f"conversation: turns to {turns}, of that of the first", last / first, 2),
        Row(f"conversation of {turns} turns: longest frame in scrolling: ms",
            scrolled["longest"], 100),
        Row("conversation: received a turn: kB", size),
    ]  # fmt: skip


def _draft(browser: "Browser", app: Served, name: str, size: tuple[int, int]) -> list[Row]:
    """Return how what is seen moves while an answer is written."""
    with closing(_context(browser, size)) as context:
        page = _opened(context, app)
        _ask(page, _QUESTION.format(1))  # so that there is something to move
        page.evaluate("() => { probe.stillness = probe.still(); }")
        _ask(page, f"{WRITES} {DRAFTS} gange.")
        found: Mapping[str, float] = page.evaluate("probe.stillness")
    for _ in range(2):
        app.milliseconds()
    return [
        Row(f"draft on a {name}: layout shift", found["shift"], 0.01),
        Row(f"draft on a {name}: question, its box and first source move: px", found["moved"], 1),
    ]


def _context(browser: "Browser", size: tuple[int, int]) -> "BrowserContext":
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="da-DK")
    context.add_init_script(path=_PROBE)
    return context


def _opened(context: "BrowserContext", app: Served) -> "Page":
    page = context.new_page()
    page.goto(app.address)
    page.wait_for_selector("body[data-ready]")
    page.wait_for_selector("#ask .examples button")
    return page


def _ask(page: "Page", question: str) -> float:
    """Ask as somebody does who writes; return the milliseconds from Enter to the painted answer."""
    box = page.locator("#question")
    box.fill(question)
    page.evaluate("() => { probe.answer = probe.answered(); }")
    box.press("Enter")
    return float(page.evaluate("probe.answer"))


def _received(context: "BrowserContext", page: "Page") -> list[int]:
    """Return the list that the bytes are added to which the page receives from now on."""
    sizes: list[int] = []
    session = context.new_cdp_session(page)

    def add(event: dict[str, Any]) -> None:
        sizes.append(event["dataLength"])

    session.on("Network.dataReceived", add)
    session.send("Network.enable")
    return sizes


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)
