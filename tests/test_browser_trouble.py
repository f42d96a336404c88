"""The page where the server refuses, is gone for a while, or is another one, in a real browser."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, Route, expect

from assistant.page import TEXTS
from assistant.views.ask import FORGOTTEN, KEPT
from tests.browsing import ask, open_at, open_with, serve
from tests.cable import Cable, cabled
from tests.fake_app import FAKE, QUOTE
from tests.states import look_for

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(FAKE, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(FAKE, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def cable(address: str) -> Iterator[Cable]:
    with cabled(address) as cable:
        yield cable


def refuse(page: Page, path: str, status: int, **headers: str) -> None:
    """Have requests for a path of Gradio's refused; a proxy does so with a page of its own."""

    def refused(route: Route) -> None:
        route.fulfill(status=status, headers=headers, body="<h1>No</h1>")

    page.route(f"**/gradio_api/{path}**", refused)


def note(page: Page) -> None:
    """Leave a mark that is gone once the page is loaded anew."""
    page.evaluate("window.noted = true")


def require_same(page: Page) -> None:
    """The page was not loaded anew, and Gradio, which looks every 2 seconds, does not do so."""
    page.wait_for_timeout(2500)
    assert page.evaluate("window.noted") is True


@pytest.mark.parametrize(
    ("status", "seconds", "wait"),
    [
        (429, "1", "1 sekund"),
        (429, "42", "42 sekunder"),
        (503, "150", "3 minutter"),
        (503, "", "lidt"),
    ],
)
def test_refused_question_is_told_when_to_be_asked_again(
    page: Page, address: str, status: int, seconds: str, wait: str
) -> None:
    open_at(page, address)
    refuse(page, "queue/join", status, **({"Retry-After": seconds} if seconds else {}))
    ask(page, "Hvem er det for?")
    told = f"Der er mange spørgsmål lige nu. Prøv igen om {wait}. {KEPT}"
    expect(page.locator(".answer .notice")).to_have_text(told)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Hvem er det for?")
    page.unroute_all()
    page.get_by_role("button", name="Spørg igen").click()
    expect(page.locator(".answer")).to_contain_text(f"efter 0: {QUOTE}")
    expect(page.locator(".exchange")).to_have_count(1)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("")


def test_who_asks_too_often_is_told_so_by_every_tab(page: Page) -> None:
    # The page itself takes a little of the one question that is free, and twelve seconds give it
    # back.
    for served in serve(FAKE, INITIATIV_RATE_PER_MINUTE="1", INITIATIV_RATE_BURST="1"):
        open_at(page, served)
        ask(page, "Hvem er det for?")
        busy = re.compile(r"Der er mange spørgsmål lige nu\. Prøv igen om \d+ sekund")
        expect(page.locator(".answer .notice")).to_have_text(busy)
        page.goto(f"{served}#find-tilbud")
        look_for(page, "ung")
        expect(page.locator(".told")).to_have_text(busy)
        expect(page.get_by_label("Situationen")).to_have_value("ung")


@pytest.mark.parametrize(
    ("status", "told"), [(404, "changed"), (422, "failed"), (500, "failed"), (502, "lost")]
)
def test_page_tells_what_is_wrong(page: Page, address: str, status: int, told: str) -> None:
    open_at(page, address, "dokumenter")
    refuse(page, "component_server", status)
    page.get_by_role("button", name="Broen").click()
    expect(page.locator(".told")).to_have_text(TEXTS[told])


def test_conversation_outlives_a_connection_lost_in_an_answer(page: Page, cable: Cable) -> None:
    open_with(page, cable.address, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    note(page)
    ask(page, "skriv")
    expect(page.locator(".draft")).to_contain_text("ord ord")
    cable.cut()
    expect(page.locator(".answer .notice")).to_have_text(f"{TEXTS['cut']} {KEPT}")
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("skriv")
    page.get_by_role("button", name="Spørg igen").last.click()
    expect(page.locator(".answer .notice")).to_have_text(f"{TEXTS['lost']} {KEPT}")
    cable.mend()
    require_same(page)
    page.get_by_role("button", name="Spørg igen").last.click()
    expect(page.locator(".answer").last).to_contain_text(f"efter 1: {QUOTE}")
    expect(page.locator(".exchange")).to_have_count(2)


def test_server_that_was_started_anew_answers_and_says_what_it_forgot(
    page: Page, cable: Cable, other: str
) -> None:
    open_with(page, cable.address, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    note(page)
    cable.cut()
    cable.mend(to=other)
    with page.expect_response("**/gradio_api/queue/join**"):
        page.get_by_role("button", name="Hent samtalen som Word").click()
    expect(page.locator(".told")).to_have_text(FORGOTTEN)
    ask(page, "Og hvor?")
    expect(page.locator(".answer").last).to_contain_text(f"efter 0: {QUOTE}")
    expect(page.locator("p.forgotten")).to_have_text(FORGOTTEN)
    expect(page.locator(".exchange")).to_have_count(2)
    require_same(page)
    page.get_by_role("link", name="Kilde [1]").first.click()
    first = page.locator(".sources").first
    expect(first.locator(".card.chosen")).to_be_focused()
    page.get_by_role("link", name="Kilde [1]").last.click()
    expect(first).to_be_hidden()
    ask(page, "Og hvornår?")
    expect(page.locator(".answer").last).to_contain_text(f"efter 1: {QUOTE}")
    expect(page.locator("p.forgotten")).to_have_count(1)


def test_judgement_is_kept_to_be_sent_again(page: Page, cable: Cable) -> None:
    open_with(page, cable.address, "Hvem er det for?")
    page.get_by_role("button", name="Ja", exact=True).click()
    cable.cut()
    page.get_by_label("Hvad var godt?").fill("Kort")
    page.get_by_role("button", name="Gem").click()
    expect(page.locator(".told")).to_have_text(TEXTS["lost"])
    expect(page.get_by_label("Hvad var godt?")).to_have_value("Kort")
    cable.mend()
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("button", name="Ja", exact=True, pressed=True)).to_be_visible()
    expect(page.locator(".reason")).to_have_count(0)


def test_leaving_a_conversation_is_asked_about(page: Page, address: str) -> None:
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    open_at(page, address)
    page.get_by_label("Dit spørgsmål").click()  # browsers ask of who touched the page alone
    page.reload()
    assert asked == []
    ask(page, "fare")
    expect(page.locator(".done")).to_have_count(1)
    page.get_by_role("link", name="82 12 12 12").click()  # to call is not to leave
    with page.expect_download():
        page.get_by_role("button", name="Hent samtalen som Word").click()
    assert asked == []
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => location.reload())")
    assert asked == ["beforeunload"]
    expect(page.locator(".done")).to_have_count(1)


@pytest.mark.parametrize(("status", "told"), [(404, "cut"), (502, "lost")])
def test_answer_that_cannot_be_fetched_is_told(
    page: Page, address: str, status: int, told: str
) -> None:
    open_at(page, address)
    note(page)
    refuse(page, "queue/data", status)
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer .notice")).to_have_text(f"{TEXTS[told]} {KEPT}")
    page.unroute_all()
    require_same(page)
    page.get_by_role("button", name="Spørg igen").click()
    expect(page.locator(".answer")).to_contain_text(QUOTE)
