"""The chat app, served by a process of its own, and Chromium to look at it."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal
from urllib.request import urlopen

from corpus.errors import UserError

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DAY = date(2024, 6, 1)
"""The day as of which is answered: initiatives that are over, that run and that are to come."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
START_SECONDS = 180  # the first start builds the index
_POLL_SECONDS = 0.01  # what the time to a usable page may be wrong by

_NO_PLAYWRIGHT = "playwright mangler. Det hører til udviklingsværktøjerne: make setup"
_NO_CHROMIUM = "Chromium mangler. Installér den, på Debian: apt install chromium"
_NO_PAGE = "Chatten svarede ikke på {address}: programmet sluttede med {code}."

Which = Literal["real", "played"]


class UnseenError(UserError):
    """The page cannot be looked at here."""


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is served: its address, and when it first answered (`time.perf_counter`)."""

    address: str
    since: float
    told: IO[str]

    def milliseconds(self) -> float:
        """Return how long the next answer took that has not been told of yet; waits for it."""
        return float(self.told.readline())


@contextmanager
def served(which: Which, data: Path) -> Iterator[Served]:
    """Serve the page over a real or a played assistant, with its index in the folder `data`.

    Raises UnseenError when it does not come.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "evals.stage", which, str(port), str(data), DAY.isoformat()],
        stdout=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}/"
    assert process.stdout is not None
    try:
        yield Served(address, _answered(address, process), process.stdout)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Give a browser; raises UnseenError, in Danish, when there is none."""
    try:
        from playwright.sync_api import sync_playwright  # of the extra `dev`
    except ImportError as error:
        raise UnseenError(_NO_PLAYWRIGHT) from error
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise UnseenError(_NO_CHROMIUM)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield running
        running.close()


def _answered(address: str, process: "subprocess.Popen[str]") -> float:
    """Return when the page first answered."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address).close()
        except OSError:
            time.sleep(_POLL_SECONDS)
        else:
            return time.perf_counter()
    raise UnseenError(_NO_PAGE.format(address=address, code=process.poll()))
