"""A whole session over all tabs: by keyboard alone, and what is left of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.page import TABS
from tests.browsing import ask, open_at, serve, watched
from tests.fake_app import FAKE
from tests.states import look_for

pytestmark = pytest.mark.browser

MOST = 150  # things that Tab stops at in one tab: 52 documents, and what is around them
SECRET = "Kvirrelund"
# Of what has the focus: its name, the outline that shows it, and whether something lies over it.
FOCUSED = """() => {
  const node = document.activeElement;
  if (node === document.body) return null;
  const shown = node.type === "radio" ? node.nextElementSibling
    : node.type === "file" ? node.closest(".drop") : node;
  const box = shown.getBoundingClientRect();
  const isSeen = [0.1, 0.5, 0.9].some((share) => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + share * box.height);
    return top && (shown.contains(top) || shown.parentElement.contains(top));
  });
  const name = node.getAttribute("aria-label") || node.labels?.[0]?.textContent || node.textContent;
  return [name.trim(), getComputedStyle(shown).outlineWidth, isSeen];
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = str(tmp_path_factory.mktemp("data"))
    yield from serve(FAKE, INITIATIV_DATA=data, INITIATIV_UPLOADS="true", START="full")


def stops(page: Page) -> list[str]:
    """Return the names of what Tab stops at from the top of the page, each seen and outlined."""
    page.locator(".skip").focus()
    names: list[str] = []
    for _ in range(MOST):
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return names
        name, outline, is_seen = focused
        assert (outline, is_seen) == ("3px", True), (name, outline, is_seen)
        names.append(name)
        page.keyboard.press("Tab")
    raise AssertionError(f"More than {MOST} stops: {names}")


@pytest.mark.parametrize("width", [1280, 390])
def test_focus_is_seen_wherever_tab_goes(browser: Browser, address: str, width: int) -> None:
    names = [name for _, _, name in TABS]
    with watched(browser, width) as page:
        for _, place, _ in TABS:
            open_at(page, address, place)
            page.wait_for_timeout(300)  # until what the tab fetches is there
            assert stops(page)[:6] == ["Gå til indholdet", *names]


@pytest.mark.parametrize("width", [1280, 390])
def test_focus_is_not_hidden_by_the_question_box(
    browser: Browser, address: str, width: int
) -> None:
    with watched(browser, width) as page:
        open_at(page, address)
        for number, question in enumerate(["Hvem er det for?", "med ord", "forskel"], 1):
            ask(page, question)
            expect(page.locator(".done")).to_have_count(number)
        named = stops(page)
    assert named.count("Kilde [1]") == 3
    assert named[-2:] == ["Dit spørgsmål", "Spørg"]


def test_offers_are_found_by_keyboard_alone(page: Page, address: str) -> None:
    open_at(page, address)
    press_until(page, "Find tilbud")
    page.keyboard.press("Enter")
    expect(page.locator("#find h2")).to_be_focused()
    press_until(page, "Situationen med dine egne ord")
    page.keyboard.type("ung")
    press_until(page, "Kun det, der kører nu")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Tilbud, der kan passe")).to_be_focused()
    press_until(page, "Åbn dokumentet: Broen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Broen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Åbn dokumentet: Broen")).to_be_focused()


def test_document_is_read_by_keyboard_alone(page: Page, address: str) -> None:
    open_at(page, address, "dokumenter")
    expect(page.locator("#documents tbody tr")).to_have_count(50)
    press_until(page, "Søg i titler, emner og kilder")
    page.keyboard.type("broen")
    expect(page.locator("#documents tbody tr")).to_have_count(1)
    press_until(page, "Broen")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Broen")
    expect(dialog.get_by_role("button", name="Luk")).to_be_focused()
    press_until(page, "Historie")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="Historie")).to_be_focused()
    for _ in range(12):  # round all that the dialog has: what lies behind it is not reached
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('dialog') || document.activeElement === document.body"
        )
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Broen")).to_be_focused()


def press_until(page: Page, name: str) -> None:
    """Press Tab until what has a name has the focus."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused and focused[0] == name:
            return
    raise AssertionError(f"No {name!r} among {MOST} stops.")


def test_nothing_that_was_written_is_left(
    browser: Browser, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    urls: list[str] = []
    for served in serve(FAKE, INITIATIV_DATA=str(tmp_path), INITIATIV_UPLOADS="true"):
        with watched(browser) as page:
            page.on("request", lambda request: urls.append(request.url))
            whole_session(page, served)
            assert page.context.cookies() == []
            assert page.evaluate("Object.keys(localStorage)") == ["audience"]
            assert page.evaluate("Object.keys(sessionStorage)") == []
            assert page.evaluate("indexedDB.databases()") == []
            assert page.evaluate("history.state") is None
            assert [url for url in [*urls, page.url] if SECRET in url] == []
    told = capfd.readouterr()
    assert SECRET not in told.out + told.err
    assert list(tmp_path.rglob("*")) == []


def whole_session(page: Page, address: str) -> None:
    """Write SECRET wherever there is room for it, in every tab."""
    open_at(page, address)
    page.get_by_role("radio", name="Borger").check()
    for question in (f"Hvem er {SECRET}?", f"{SECRET} {'x' * 100}", f"vejr i {SECRET}"):
        ask(page, question)
        expect(page.locator(".question").last).to_contain_text(SECRET)
        expect(page.get_by_role("button", name="Stop")).to_be_hidden()
    with page.expect_download():
        page.get_by_role("button", name="Hent samtalen som Word").click()
    page.goto(f"{address}#find-tilbud")
    look_for(page, f"{SECRET} er ung")
    expect(page.locator(".offer")).to_be_visible()
    page.get_by_label("Kommune").fill(SECRET)
    page.get_by_label("Kommune").press("Enter")
    page.goto(f"{address}#dokumenter")
    page.get_by_label("Søg i titler").fill(SECRET)
    expect(page.locator("#documents .none")).to_be_visible()
    page.get_by_role("button", name="Spørg om").click()
    expect(page.locator(".question").last).to_contain_text(SECRET)
    for _, place, _ in TABS:
        page.goto(f"{address}#{place}")
        expect(page.locator("h2:visible")).to_have_count(1)
