"""Who can use the page: axe-core over every state, and what it does not measure."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped] # no py.typed
from playwright.sync_api import Browser, Page, expect

from assistant.page import TEXTS
from tests.browsing import ask, open_at, serve, watched
from tests.fake_app import FAKE
from tests.states import WALKS

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}}
IN_THE_DARK: dict[str, Any] = {"runOnly": ["color-contrast"]}  # a scheme changes colours alone
RUN = """async (options) => (
  await axe.run({ ...options, resultTypes: ["violations"], preload: false })
).violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))"""
SCRIPT = (Path(__file__).parent / "accessible.js").read_text(encoding="utf-8")
ZOOMED = [(640, 422), (320, 256)]  # a window of 1280 times 844 at 200 %, one of 1024 high at 400 %
WIDTHS = [1280, 390]
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
SPACE = """(css) => {
  document.adoptedStyleSheets = [new CSSStyleSheet()];
  document.adoptedStyleSheets[0].replaceSync(css);
}"""
PLANTED = """<!doctype html><html lang="da"><title>x</title><main>
<button style="width: 20px; padding: 0">x</button>
<p style="width: 60px; overflow: hidden; white-space: nowrap">Langt, langt og cut</p>
<p style="color: #bbb; background: #fff">bleg</p>
<p>under</p><p style="margin-top: -2.2em">over</p>
<p style="position: absolute; left: 1270px; white-space: nowrap">out of sight</p>
<p style="animation: turn 9s">turns</p><style>@keyframes turn { to { opacity: 0 } }</style>
"""


Look = Callable[[Page], list[str]]
"""A page -> what is wrong with it; it leaves the page as it was."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("data"))
    yield from serve(FAKE, INITIATIV_DATA=data, INITIATIV_UPLOADS="true", START="full")


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(RUN, options)
    return found


def measured(page: Page, *measures: str) -> list[str]:
    return [fault for name in measures for fault in page.evaluate(f"{SCRIPT}.{name}()")]


def faults(page: Page) -> list[str]:
    found = violations(page, RULES) + measured(page, "targets", "cut", "overlaps", "moving")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.classList.contains('dark')")
    found += [f"dark: {fault}" for fault in violations(page, IN_THE_DARK)]
    page.emulate_media(color_scheme="light")
    page.wait_for_function("!document.body.classList.contains('dark')")
    return found


def walked(browser: Browser, address: str, width: int, *looks: Look) -> list[list[str]]:
    """Return the faults that each look finds, of all states."""
    found: list[list[str]] = [[] for _ in looks]
    for walk in WALKS.values():
        with watched(browser, width) as page:
            for state in walk(page, address):
                for told, look in zip(found, looks, strict=True):
                    told += [f"{state}: {fault}" for fault in look(page)]
    return found


@pytest.fixture(scope="module")
def wide(browser: Browser, address: str) -> list[list[str]]:
    """What is found in a wide window as it is, and in others: a walk takes as long as a look."""
    return walked(browser, address, WIDTHS[0], faults, resized)


def test_no_state_breaks_a_rule_of_wcag(wide: list[list[str]]) -> None:
    assert wide[0] == []


@pytest.mark.long
def test_no_state_of_a_narrow_window_breaks_a_rule_of_wcag(browser: Browser, address: str) -> None:
    assert walked(browser, address, WIDTHS[1], faults) == [[]]


def test_zoom_and_spaced_text_lose_nothing(wide: list[list[str]]) -> None:
    assert wide[1] == []


def resized(page: Page) -> list[str]:
    found = []
    for width, height in ZOOMED:
        page.set_viewport_size({"width": width, "height": height})
        found += [f"{width}: {fault}" for fault in measured(page, "targets", "cut", "overlaps")]
    page.evaluate(SPACE, SPACING)
    for width in reversed(WIDTHS):
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"spaced, {width}: {fault}" for fault in measured(page, "cut", "overlaps")]
    page.evaluate(SPACE, "")
    return found


def test_starting_page_breaks_no_rule(browser: Browser) -> None:
    for address in serve(FAKE, START="long"):
        for width in WIDTHS:
            with watched(browser, width) as page:
                page.goto(address)
                expect(page.locator(".starting")).to_be_visible()
                ask(page, "Hvem er det for?")
                expect(page.locator(".answer")).to_contain_text("ved at starte")
                assert faults(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_lost_connection_breaks_no_rule(browser: Browser, address: str, width: int) -> None:
    with watched(browser, width) as page:
        open_at(page, address)
        page.context.set_offline(True)
        page.get_by_role("link", name="Find tilbud").click()
        expect(page.locator(".told")).to_have_text(TEXTS["lost"])
        assert faults(page) == []
        page.get_by_role("link", name="Spørg").click()
        for asked in range(2):
            ask(page, "Hvem er det for?")
            expect(page.get_by_role("log").locator(".answer").last).to_contain_text(TEXTS["lost"])
            assert asked or faults(page) == []


def test_faults_are_found_where_they_are(browser: Browser) -> None:
    with watched(browser) as page:
        page.set_content(PLANTED)
        assert violations(page, IN_THE_DARK) == [
            'color-contrast: <p style="color: #bbb; background: #fff">bleg</p>'
        ]
        found = measured(page, "targets", "cut", "overlaps", "moving")
    assert [fault.partition(":")[0] for fault in found] == [
        *("small", "wide", "cut", "outside", "over each other", "moves")
    ]
