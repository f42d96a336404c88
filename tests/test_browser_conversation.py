"""What can be done with a conversation, in a real browser, over an assistant that is none."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import ask, open_at, open_with, pasted, serve, watched
from tests.fake_app import FAKE, QUOTE

pytestmark = pytest.mark.browser
# In one go: a draft is drawn anew all the time, and what is measured in two steps may be gone.
TOP_OF_LAST = """() => [...document.querySelectorAll(".exchange")].at(-1)
  .getBoundingClientRect().y"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(FAKE, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")))


def test_click_on_a_marker_goes_to_its_card_and_back(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    marker = page.get_by_role("link", name="Kilde [1]")
    marker.press("Enter")
    expect(page.locator("#source-1-1")).to_be_focused()
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()
    marker.click()
    page.get_by_role("button", name="Tilbage til svaret").click()
    expect(marker).to_be_focused()


def test_click_on_a_card_opens_its_document(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.locator(".card .section").click()
    expect(page.get_by_role("dialog", name="Broen").locator("mark")).to_have_text(QUOTE)


def test_audience_is_remembered_in_the_browser(page: Page, address: str) -> None:
    open_at(page, address)
    page.get_by_role("radio", name="Borger").check()
    citizens = page.locator(".examples button").first
    expect(citizens).to_be_visible()
    open_at(page, address)
    expect(page.get_by_role("radio", name="Borger")).to_be_checked()
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("Til citizen")
    assert page.evaluate("Object.keys(localStorage)") == ["audience"]
    assert page.context.cookies() == []


def test_question_asked_again_takes_the_place_of_its_answer(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("Til caseworker efter 0")
    page.get_by_role("radio", name="Borger").check()
    page.get_by_role("button", name="Spørg igen").click()
    expect(page.locator(".answer")).to_contain_text("Til citizen efter 0")
    expect(page.locator(".exchange")).to_have_count(1)


def test_last_question_is_edited(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    ask(page, "Hvor er dt?")
    expect(page.locator(".done")).to_have_count(2)
    page.get_by_role("button", name="Ret spørgsmål").last.click()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Hvor er dt?")
    ask(page, "Hvor er det?")
    expect(page.locator(".question").last).to_have_text("Du spurgte: Hvor er det?")
    expect(page.locator(".answer").last).to_contain_text("efter 1")
    expect(page.locator(".exchange")).to_have_count(2)


def test_editing_can_be_undone(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.get_by_role("button", name="Ret spørgsmål").click()
    page.get_by_role("button", name="Fortryd").click()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("")
    ask(page, "Og så?")
    expect(page.locator(".answer").last).to_contain_text("efter 1")


def test_answer_is_copied_for_a_case_file(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.get_by_role("button", name="Kopiér til journal").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    copied = pasted(page)
    for part in ("Hvem er det for?", "Til caseworker efter 0", f"»{QUOTE}«", "Broen", "Målgruppe"):
        assert part in copied
    assert "1. juni 2024" in copied


def test_citizen_copies_no_note_for_a_case_file(page: Page, address: str) -> None:
    open_at(page, address)
    page.get_by_role("radio", name="Borger").check()
    ask(page, "Hvem er det for?")
    page.get_by_role("button", name="Kopiér svar").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    assert f"»{QUOTE}«" in pasted(page)
    expect(page.get_by_role("button", name="Kopiér til journal")).to_have_count(0)


@pytest.mark.parametrize(("form", "start"), [("Word", b"PK"), ("Markdown", b"# ")])
def test_conversation_is_downloaded(page: Page, address: str, form: str, start: bytes) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    with page.expect_download() as waited:
        page.get_by_role("button", name=f"Hent samtalen som {form}").click()
    kept = waited.value
    assert kept.suggested_filename.startswith("samtale-2024-06-01.")
    assert Path(kept.path()).read_bytes().startswith(start)


def test_judgement_is_stored_with_its_reason(browser: Browser, tmp_path: Path) -> None:
    for served in serve(FAKE, INITIATIV_DATA=str(tmp_path)):
        with watched(browser) as page:
            open_with(page, served, "Hvem er det for?")
            page.get_by_role("button", name="Nej").click()
            page.get_by_label("Hvad var galt?").fill("Alderen mangler")
            page.get_by_role("button", name="Gem").click()
            expect(page.get_by_text("Tak – din vurdering er gemt.")).to_be_visible()
            pressed = page.get_by_role("button", name="Nej")
            expect(pressed).to_have_attribute("aria-pressed", "true")
    kept = json.loads((tmp_path / "feedback.jsonl").read_text())
    assert (kept["question"], kept["verdict"], kept["reason"]) == (
        "Hvem er det for?",
        "down",
        "Alderen mangler",
    )


def test_nothing_is_stored_unless_a_judgement_is(browser: Browser, tmp_path: Path) -> None:
    for served in serve(FAKE, INITIATIV_DATA=str(tmp_path)):
        with watched(browser) as page:
            open_with(page, served, "Hvem er det for?")
            expect(page.locator(".done")).to_have_count(1)
            page.get_by_role("button", name="Nej").click()
            page.get_by_role("button", name="Fortryd").last.click()
            expect(page.locator(".reason")).to_have_count(0)
            assert "Hvem" not in page.url
            assert page.evaluate("history.length") <= 2
    assert list(tmp_path.rglob("*")) == []


def test_page_is_there_while_the_assistant_starts(page: Page) -> None:
    for served in serve(FAKE, START="slow"):
        page.goto(served)
        bar = page.get_by_role("progressbar", name="Assistenten er ved at starte")
        expect(bar).to_be_visible()
        expect(page.get_by_text("Assistenten læser dokumenterne")).to_be_visible()
        ask(page, "Hvem er det for?")
        answer = page.locator(".answer")
        expect(answer).to_contain_text("Assistenten er ved at starte")
        expect(answer).to_have_text("Til caseworker efter 0: Unge over 18 år. [1]", timeout=20_000)
        expect(bar).to_be_hidden()


def test_empty_question_takes_nothing_away(page: Page, address: str) -> None:
    open_at(page, address)
    ask(page, "  ")
    expect(page.get_by_text("Skriv et spørgsmål først.")).to_be_visible()
    expect(page.locator(".welcome").first).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(0)


def test_what_is_being_written_stays_when_an_example_is_asked(page: Page, address: str) -> None:
    open_at(page, address)
    page.get_by_label("Dit spørgsmål").fill("Min søn er")
    page.locator(".examples button").first.click()
    expect(page.locator(".done")).to_have_count(1)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Min søn er")


def test_question_from_elsewhere_waits_for_the_answer(page: Page, address: str) -> None:
    open_with(page, address, "langsomt")
    page.evaluate("initiativ.ask('Hvad handler Broen om?')")
    expect(page.get_by_text("Vent på svaret")).to_be_visible()
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Hvad handler Broen om?")
    expect(page.locator(".answer")).to_contain_text("efter 0")
    expect(page.locator(".exchange")).to_have_count(1)


def test_suggestion_is_asked(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.get_by_role("button", name="Hvem er kontaktperson for Broen?").click()
    expect(page.locator(".question").last).to_have_text(
        "Du spurgte: Hvem er kontaktperson for Broen?"
    )
    expect(page.locator(".answer").last).to_contain_text("efter 1")
    expect(page.get_by_role("heading", name="Spørg videre")).to_have_count(0)


def test_every_thing_is_reached_by_keyboard_in_order(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()
    page.keyboard.press("Tab")
    names = []
    for _ in range(40):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "(document.activeElement.getAttribute('aria-label') ||"
            " document.activeElement.textContent || document.activeElement.value).trim()"
        )
        outline = page.evaluate(
            "getComputedStyle(document.activeElement.type === 'radio'"
            " ? document.activeElement.nextElementSibling : document.activeElement).outlineWidth"
        )
        if name in names:
            break
        names.append(name)
        assert outline == "3px" or name == "", name
    wanted = ["Spørg", "Find tilbud", "Dokumenter", "Kvalitet", "Om", "Ny samtale", "Kilde [1]"]
    assert [name for name in names if name in wanted] == wanted


def test_draft_shifts_nothing_that_is_shown(page: Page, address: str) -> None:
    open_at(page, address)
    page.evaluate("""() => {
      window.shift = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
        if (!entry.hadRecentInput) window.shift += entry.value;
      })).observe({ type: "layout-shift", buffered: false });
    }""")
    ask(page, "skriv")
    expect(page.locator(".draft")).to_contain_text("ord ord ord ord ord ord ord ord ord ord")
    assert page.evaluate("window.shift") < 0.01


@pytest.mark.parametrize("width", [1280, 390])
def test_answer_stays_where_its_draft_began(browser: Browser, address: str, width: int) -> None:
    with watched(browser, width) as page:
        open_with(page, address, "Hvem er det for?")
        expect(page.locator(".done")).to_have_count(1)
        ask(page, "skriv")
        expect(page.locator(".draft")).to_contain_text("ord ord")
        before = page.evaluate(TOP_OF_LAST)
        expect(page.locator(".done")).to_have_count(2)
        assert page.evaluate(TOP_OF_LAST) == before
        if width == 390:
            assert round(before) == 16
