"""`make screenshots`: each tab of the chat app as README and the user's guide show it.

The page is the real one over the shipped documents, as of a fixed day; what it is asked is one of
the questions that it proposes. The images have few colours, so that they are small.
"""

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from corpus.errors import UserError
from evals.served import chromium, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = Path("docs")
COLOURS = 256  # what a palette can hold: an image is a third of its size, and nobody sees it
_DESK, _PHONE = (1280, 900), (390, 844)
_SITUATION = "Jeg er 19 år og ryger hash hver dag. Jeg vil gerne stoppe."
_STILL = 500  # milliseconds, in which what was asked for is drawn and scrolled to
_WRITTEN = "{path}: {kilobytes:.0f} kB"


@dataclass(frozen=True, slots=True)
class Shot:
    """An image: its name, the tab's place in the address, what is done there, and the window.

    It shows the page from its top, or as what is done there leaves it.
    """

    name: str
    place: str
    act: Callable[["Page"], None]
    from_top: bool = True
    size: tuple[int, int] = _DESK


def _ask(page: "Page") -> None:
    page.locator("#ask .examples button").first.click()
    page.wait_for_selector("#ask .exchange.done")


def _find(page: "Page") -> None:
    page.locator("#find textarea").fill(_SITUATION)
    page.locator("#find [type=submit]").click()
    page.wait_for_selector("#find .found .offer")


def _listed(page: "Page") -> None:
    page.wait_for_selector("#documents [data-document]")


def _measured(page: "Page") -> None:
    page.wait_for_selector("#quality svg")


def _told(page: "Page") -> None:
    page.wait_for_selector("#about h2")


SHOTS = (
    Shot("sporg", "spoerg", _ask),
    Shot("find", "find-tilbud", _find),
    Shot("dokumenter", "dokumenter", _listed),
    Shot("kvalitet", "kvalitet", _measured),
    Shot("om", "om", _told),
    Shot("telefon", "spoerg", _ask, from_top=False, size=_PHONE),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the images and return 0, or 2 with a message in Danish when that cannot be done."""
    parser = argparse.ArgumentParser(prog="python -m evals.screenshots", description=__doc__)
    parser.add_argument("--folder", type=Path, default=FOLDER, help=f"else {FOLDER}")
    folder = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with (
            tempfile.TemporaryDirectory() as data,
            chromium() as browser,
            served("real", Path(data)) as app,
        ):
            for shot in SHOTS:
                path = folder / f"{shot.name}.png"
                path.write_bytes(small(taken(browser, app.address, shot)))
                print(_WRITTEN.format(path=path, kilobytes=path.stat().st_size / 1000))
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def taken(browser: "Browser", address: str, shot: Shot) -> bytes:
    """Return the window as a PNG, in light colours, once nothing moves in it."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="da-DK",
        color_scheme="light",
        reduced_motion="reduce",
    )
    with closing(context):
        page = context.new_page()
        page.goto(f"{address}#{shot.place}")
        page.wait_for_selector("body[data-ready]")
        shot.act(page)
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        if shot.from_top:
            page.evaluate("scrollTo(0, 0)")
        page.wait_for_timeout(_STILL)
        return page.screenshot(animations="disabled")


def small(png: bytes) -> bytes:
    """Return the same picture in COLOURS colours."""
    with Image.open(io.BytesIO(png)) as image:
        # of all ways the nearest to the picture: no channel of a colour is more than 3 of 255 off
        how = Image.Quantize.MAXCOVERAGE
        few = image.convert("RGB").quantize(COLOURS, how, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
