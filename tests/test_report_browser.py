"""The report's page in a real browser, opened as a file."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from evals.report import write
from evals.types import Question
from tests.fakes import evaluation, page, quoted, scored

pytestmark = pytest.mark.browser

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
BRO = page("bro", "samtaler")
RIGHT = Question(
    id="q1",
    fact="f1",
    type="fact",
    audience="caseworker",
    turns=("Hvor meget er der afsat?",),
    answerable=True,
)
LAW = RIGHT.model_copy(update={"id": "q2", "type": "law", "turns": ("Hvilken lov gælder?",)})
ATTACK = RIGHT.model_copy(
    update={"id": "q3", "type": "attack", "turns": ("<script>document.title = 'nej'</script>",)}
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        reason = "Chromium is missing. On Debian: apt install chromium"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    citation = quoted(BRO, 1, "3 mio. kr.")
    some = [
        scored(RIGHT, "Der er afsat 3 mio. kr. [1]", [citation]),
        scored(LAW, "Ved ikke", result="missing"),
        scored(ATTACK, "Nej", result="wrong"),
    ]
    whole = evaluation(some, [BRO])
    return write(tmp_path_factory.mktemp("report"), whole).as_uri()


def opened(browser: Browser, address: str, width: int = 1280, script: bool = True) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=script,
        reduced_motion="reduce",
    )
    shown = context.new_page()
    shown.goto(address)
    return shown


def test_filter_leaves_the_questions_that_fit(browser: Browser, address: str) -> None:
    shown = opened(browser, address)
    expect(shown.get_by_role("status")).to_have_text("3 af 3 vises")
    shown.get_by_label("Udfald").select_option("Intet svar")
    expect(shown.get_by_role("status")).to_have_text("1 af 3 vises")
    expect(shown.get_by_text("Hvilken lov gælder?")).to_be_visible()
    shown.get_by_label("Slags").select_option("Enkelt faktum")
    expect(shown.get_by_role("status")).to_have_text("0 af 3 vises")


def test_words_are_searched_for_in_questions_and_answers(browser: Browser, address: str) -> None:
    shown = opened(browser, address)
    shown.get_by_label("Søg").fill("3 MIO")
    expect(shown.get_by_role("status")).to_have_text("1 af 3 vises")
    expect(shown.get_by_text("Hvor meget er der afsat?")).to_be_visible()


def test_outcome_at_the_top_leads_to_its_questions(browser: Browser, address: str) -> None:
    shown = opened(browser, address)
    shown.get_by_role("link", name="Forkert").click()
    expect(shown.get_by_role("status")).to_have_text("1 af 3 vises")
    expect(shown.get_by_label("Udfald")).to_have_value("wrong")


@pytest.mark.parametrize("script", [True, False])
def test_link_to_a_question_opens_it(browser: Browser, address: str, script: bool) -> None:
    shown = opened(browser, f"{address}#q-1", script=script)
    expect(shown.get_by_text("Der er afsat 3 mio. kr. [1]")).to_be_visible()


def test_without_a_script_there_is_no_filter_and_groups_open(
    browser: Browser, address: str
) -> None:
    shown = opened(browser, address, script=False)
    expect(shown.get_by_label("Udfald")).to_be_hidden()
    shown.locator("summary", has_text="Lov og begreber").click()
    expect(shown.get_by_text("Hvilken lov gælder?")).to_be_visible()


def test_script_in_a_question_never_runs(browser: Browser, address: str) -> None:
    shown = opened(browser, address)
    expect(shown).to_have_title("1 af 3 svar er rigtigt – Initiativassistenten")
    expect(shown.locator(".asked", has_text="<script>")).to_have_count(1)


def test_phone_never_scrolls_sideways(browser: Browser, address: str) -> None:
    shown = opened(browser, f"{address}#q-1", width=390)
    assert shown.evaluate("document.documentElement.scrollWidth") == 390
