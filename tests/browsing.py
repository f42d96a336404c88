"""The chat app in Chromium: a served page, a browser, and a watch on where it sends requests."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
START_SECONDS = 180  # the first start of the real app builds its index
PATIENCE = 10_000  # milliseconds, of a machine that is busy
expect.set_options(timeout=PATIENCE)


def serve(*command: str, **environment: str) -> Generator[str]:
    """Yield the address of what a command serves on the port that is its last argument."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "INITIATIV_RATE_PER_MINUTE": "0",
            **environment,
        },
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        wait_for(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urlopen(address).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"No page at {address}: {process.args!r} ended with {process.poll()}.")


def launched() -> Iterator[Browser]:
    """Yield Chromium; where there is none, CI fails and others skip."""
    if not CHROMIUM:
        reason = "No chromium on the path."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@contextmanager
def watched(browser: Browser, width: int = 1280, dark: bool = False) -> Iterator[Page]:
    """Give a page of its own session; afterwards, no request of it has left this machine."""
    context = browser.new_context(
        locale="en-US",
        permissions=["clipboard-read", "clipboard-write"],
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",  # it scrolls at once
        accept_downloads=True,
    )
    page = context.new_page()
    hosts = watch(context)
    yield page
    context.close()
    assert hosts <= {"127.0.0.1", None}


def watch(context: BrowserContext) -> set[str | None]:
    """Return the set that each host is put into which a request of the session goes to."""
    hosts: set[str | None] = set()
    context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    return hosts


def open_at(page: Page, address: str, tab: str = "") -> None:
    """Open the page, at a tab by its place in the address, and wait until it can be asked."""
    page.goto(f"{address}#{tab}" if tab else address)
    page.wait_for_selector("body[data-ready]")


def ask(page: Page, question: str) -> None:
    """Write a question into its box and press Enter."""
    page.get_by_label("Dit spørgsmål").fill(question)
    page.get_by_label("Dit spørgsmål").press("Enter")


def open_with(page: Page, address: str, question: str) -> None:
    """Open the page and ask."""
    open_at(page, address)
    ask(page, question)


def pasted(page: Page) -> str:
    """Return what was copied; the page itself may not read it."""
    box = page.get_by_label("Dit spørgsmål")
    box.focus()
    page.keyboard.press("Control+V")
    return box.input_value()
