"""The chat window in a real browser: `python tests/test_browser.py PORT` serves it over a fake."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.app import STOPPED, PortInUseError, launch
from assistant.assistant import QuestionError
from assistant.danger import above
from assistant.render import WRITING
from assistant.settings import SHIPPED_DOCUMENTS
from assistant.types import Answer, Audience, Citation, Draft, Nearest, Turn
from corpus.load import load
from corpus.structure import parse

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parent.parent
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), ""
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
START_SECONDS = 180  # the first start of the real app builds its index

TEXT = "Broen\n\nMålgruppe:\n\nUnge over 18 år.\n\nKontakt:\n\nIda Holm\n+45 11 22 33 44\n"
FILLER = "\n\n".join(f"Afsnit {number} om noget helt andet." for number in range(60))
QUOTE = "Unge over 18 år."
TABLE = f"""| | Broen | Tilbud til <b>unge</b> med sammensatte vanskeligheder | Tunnelen |
| --- | --- | --- | --- |
| Målgruppe | {QUOTE} [1] | {"Stofmisbrugsbehandling " * 9}| – |
| Periode | – | 2012 - 2018 | 2020 |"""
SCREEN_READER = """
- main:
  - /children: deep-equal
  - heading "Initiativassistenten" [level=1]
  - paragraph: /En automatisk assistent, .* Den kan tage fejl – tjek kilden\\./
  - group "Svar til":
    - text: Svar til
    - radio "Sagsbehandler" [checked]
    - text: Sagsbehandler
    - radio "Borger"
    - text: Borger
  - button "Ny samtale"
  - log "Samtale":
    - 'heading "Du spurgte: Hvem er det for?" [level=2]'
    - paragraph:
      - text: "Til caseworker efter 0: Unge over 18 år."
      - link "Kilde [1]": "[1]"
    - complementary "Kilder":
      - heading "Kilder" [level=2]
      - list:
        - listitem:
          - heading "1 Broen" [level=3]
          - paragraph: Målgruppe
          - paragraph:
            - mark: Unge over 18 år.
          - 'button "Åbn dokumentet: Broen"': Åbn dokumentet
          - button "Kopiér citat"
  - text: Dit spørgsmål
  - textbox "Dit spørgsmål"
  - button "Spørg"
  - paragraph: Skriv ikke navne, CPR-numre eller andre personoplysninger. Samtalen bliver ikke gemt.
"""


class FakeAssistant:
    """Answers from one document: who it is for, and how many turns there were before."""

    def __init__(self) -> None:
        self.documents = {"broen": parse("broen", f"{TEXT}\nHistorie:\n\n{FILLER}\n")}

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Iterator[Draft | Answer]:
        if question in ("skriv", "skriv uden ende"):
            start = TEXT.index(QUOTE)
            source = Citation(1, "broen", "Broen", "Målgruppe", QUOTE, start, start + len(QUOTE))
            for number in range(20 if question == "skriv" else 600):
                yield Draft(question, " ".join(["ord"] * (number + 1)) + " [7]", (source,))
                time.sleep(0.1)
        yield self.ask(question, audience, history)

    def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        if len(question) > 100:
            raise QuestionError("Spørgsmålet er for langt.")
        if question == "bryd ned":
            raise RuntimeError
        if "vejr" in question:
            nearest = (Nearest("broen", "Broen", "nævner »vejr«"),)
            return Answer("", question, audience, "not_found", "Det ved jeg ikke.", (), nearest)
        if question == "fare":
            answer = Answer("", question, audience, "not_found", "Det ved jeg ikke.")
            return above("Ring til Giftlinjen på 82 12 12 12.", answer)
        if question == "langsomt":
            time.sleep(2)
        start = TEXT.index(QUOTE)
        citation = Citation(1, "broen", "Broen", "Målgruppe", QUOTE, start, start + len(QUOTE))
        text = f"Til {audience} efter {len(history)}: {QUOTE} [1]"
        text = TABLE if question == "forskel" else text
        return Answer("", question, audience, "answered", text, (citation,))


def serve(*command: str, **environment: str) -> Generator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *command, str(port)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
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
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"No page at {address}: {process.args!r} ended with {process.poll()}.")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    yield from serve(__file__)


@pytest.fixture(scope="module")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    yield from serve(
        *("-m", "assistant", "chat", "--port"),
        INITIATIV_DATA=str(data),
        INITIATIV_DOCUMENTS=str(SHIPPED_DOCUMENTS),
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        reason = "No chromium on the path."
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own session; afterwards, no request of it has left this machine."""
    context = browser.new_context(locale="en-US", permissions=["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    hosts: set[str | None] = set()
    opened.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
    yield opened
    context.close()
    assert hosts <= {"127.0.0.1", None}


def ask(page: Page, question: str) -> None:
    page.get_by_label("Dit spørgsmål").fill(question)
    page.get_by_label("Dit spørgsmål").press("Enter")


def open_with(page: Page, address: str, question: str) -> None:
    page.goto(address)
    ask(page, question)


def test_question_gets_answer_with_link_to_the_marked_quote(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".answer")).to_have_text("Til caseworker efter 0: Unge over 18 år. [1]")
    expect(page.locator(".card mark")).to_have_text(QUOTE)
    expect(page.locator(".card h3")).to_have_text("1 Broen")
    page.get_by_role("link", name="Kilde [1]").click()
    expect(page.locator("#source-1-1")).to_be_focused()
    expect(page.locator("#source-1-1")).to_be_in_viewport()


def test_notice_stands_first_with_a_number_that_can_be_called(page: Page, address: str) -> None:
    open_with(page, address, "fare")
    notice = page.get_by_role("note", name="Vigtigt")
    expect(notice).to_have_text("Ring til Giftlinjen på 82 12 12 12.")
    expect(notice.get_by_role("link")).to_have_attribute("href", "tel:82121212")
    expect(page.locator(".answer > :not(.danger)")).to_have_text("Det ved jeg ikke.")


def test_document_opens_at_the_quote_and_closes_again(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.get_by_role("button", name="Åbn dokumentet: Broen").click()
    dialog = page.get_by_role("dialog", name="Broen")
    expect(dialog.locator("mark")).to_have_text(QUOTE)
    expect(dialog.locator("mark")).to_be_in_viewport()
    expect(dialog.get_by_role("heading", name="Historie")).to_be_attached()
    dialog.get_by_role("button", name="Luk").click()
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Åbn dokumentet: Broen")).to_be_focused()


def test_quote_is_copied_with_its_source(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    page.get_by_role("button", name="Kopiér citat").click()
    expect(page.get_by_role("button", name="Kopieret")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == "»Unge over 18 år.« (Broen, Målgruppe)"


def test_markup_in_a_question_is_shown_as_text(page: Page, address: str) -> None:
    page.goto(address)
    question = "<img src=x onerror='window.hit=1'><script>window.hit=1</script>${window.hit=1}"
    ask(page, question)
    expect(page.locator(".question")).to_have_text(f"Du spurgte: {question}")
    expect(page.locator(".answer .marker")).to_be_visible()
    assert page.locator("#conversation img, #conversation script").count() == 0
    assert page.evaluate("window.hit") is None


def test_follow_up_is_asked_with_the_turns_before_it(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("efter 0")
    ask(page, "Og hvem kan jeg ringe til?")
    expect(page.locator(".answer").last).to_contain_text("efter 1")
    expect(page.locator("#source-2-1")).to_be_visible()
    expect(page.locator("#source-1-1")).to_be_hidden()
    page.get_by_role("link", name="Kilde [1]").first.click()
    expect(page.locator("#source-1-1")).to_be_visible()


def test_new_conversation_forgets_the_old_one(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("efter 0")
    page.get_by_role("button", name="Ny samtale").click()
    expect(page.locator(".answer")).to_have_count(0)
    page.get_by_role("button", name="Hvem er målgruppen for Broen?").click()
    expect(page.locator(".answer")).to_contain_text("efter 0")
    expect(page.get_by_label("Dit spørgsmål")).to_be_focused()


def test_audience_is_switched_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("radio", name="Sagsbehandler").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Borger")).to_be_checked()
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("Til citizen")


def test_waiting_and_sessions_do_not_disturb_each_other(page: Page, address: str) -> None:
    open_with(page, address, "langsomt")
    expect(page.locator(".answer")).to_have_text("Søger i dokumenterne …")
    other = page.context.new_page()
    other.goto(address)
    ask(other, "Hvem er det for?")
    expect(other.locator(".answer")).to_contain_text("efter 0")
    expect(page.locator(".answer")).to_contain_text("Unge over 18 år.")


def test_refused_question_is_explained_and_kept_in_the_box(page: Page, address: str) -> None:
    open_with(page, address, "x" * 101)
    expect(page.locator(".answer")).to_have_text("Spørgsmålet er for langt.")
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("x" * 101)


def test_failure_is_told_in_danish_and_the_conversation_goes_on(page: Page, address: str) -> None:
    open_with(page, address, "bryd ned")
    expect(page.locator(".answer")).to_contain_text("Der skete en fejl")
    expect(page.get_by_text("Error", exact=True)).to_be_hidden()
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("efter 0")


def test_not_found_shows_the_nearest_document_to_open(page: Page, address: str) -> None:
    open_with(page, address, "Hvordan bliver vejret?")
    expect(page.get_by_role("heading", name="Nærmeste dokumenter")).to_be_visible()
    expect(page.locator(".card")).to_contain_text("Nævner »vejr«")
    page.get_by_role("button", name="Åbn dokumentet: Broen").click()
    dialog = page.get_by_role("dialog", name="Broen")
    expect(dialog.get_by_text("Ida Holm")).to_be_visible()
    expect(dialog.locator("mark")).to_have_count(0)


def test_every_name_that_a_screen_reader_meets_is_danish(page: Page, address: str) -> None:
    page.goto(address)
    expect(page).to_have_title("Initiativassistenten")
    ask(page, "Hvem er det for?")
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "da"
    expect(page.locator("main")).to_match_aria_snapshot(SCREEN_READER)


def test_nothing_is_cut_off_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    answer, card = page.locator(".answer").bounding_box(), page.locator(".card").bounding_box()
    assert answer and card and answer["y"] + answer["height"] < card["y"]


@pytest.mark.parametrize("width", [1280, 390])
def test_table_reads_as_a_table_within_any_window(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    open_with(page, address, "forskel")
    table = page.get_by_role("group", name="Tabel: Broen, Tilbud til <b>unge</b> med")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    row = table.get_by_role("row", name="Periode")
    expect(row.get_by_role("cell")).to_have_text(["–", "2012 - 2018", "2020"])
    assert page.evaluate("document.documentElement.scrollWidth") == width
    cell = row.get_by_role("cell").last
    label = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert label.split(" / ")[0] == ('"Tunnelen"' if width == 390 else "none")
    table.get_by_role("link", name="Kilde [1]").click()
    expect(page.locator("#source-1-1")).to_be_focused()


def test_wide_table_scrolls_by_keyboard_with_its_rows_named(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 900, "height": 844})
    open_with(page, address, "forskel")
    row, last = page.get_by_role("rowheader", name="Periode"), page.get_by_role("cell", name="2020")
    expect(last).not_to_be_in_viewport(ratio=0.9)
    before = row.bounding_box()
    page.locator(".answer .table").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport(ratio=0.9)
    assert row.bounding_box() == before


def test_draft_grows_beside_its_sources_until_the_answer_is_there(page: Page, address: str) -> None:
    open_with(page, address, "skriv")
    expect(page.locator(".draft")).to_contain_text("ord ord ord")
    expect(page.locator(".answer .notice")).to_have_text(WRITING)
    expect(page.locator(".draft a")).to_have_count(0)
    expect(page.locator(".card mark")).to_have_text(QUOTE)
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(page.locator(".answer")).to_have_text("Til caseworker efter 0: Unge over 18 år. [1]")
    expect(page.get_by_role("button", name="Stop")).to_be_hidden()


def test_stop_ends_a_draft_and_keeps_the_question(page: Page, address: str) -> None:
    open_with(page, address, "skriv uden ende")
    expect(page.locator(".draft")).to_contain_text("ord ord")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator(".answer")).to_have_text(STOPPED)
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("skriv uden ende")
    page.wait_for_timeout(500)  # as fast as anybody asks again; Gradio asks once the old one ended
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer").last).to_contain_text("efter 0")
    expect(page.locator(".draft")).to_have_count(0)


def test_lost_connection_is_told_in_danish(page: Page) -> None:
    served = serve(__file__)
    page.goto(next(served))
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()
    served.close()
    ask(page, "Hvem er det for?")
    expect(page.get_by_text("Der er ingen forbindelse til assistenten.")).to_be_visible()
    expect(page.get_by_text("Error", exact=True)).to_be_hidden()


def test_real_app_marks_exactly_what_its_answer_cites(page: Page, real_address: str) -> None:
    texts = {document.id: document.text for document in load(SHIPPED_DOCUMENTS).documents}
    open_with(page, real_address, "Hvad er formålet med Stofmisbrugspakken?")
    expect(page.locator(".answer")).to_contain_text(
        "sociale stofmisbrugsbehandling som helhed. [1]"
    )
    cards = page.locator(".card").all()
    assert len(cards) == page.locator(".answer .marker").count()
    for card in cards:
        data = card.locator("[data-document]")
        start, end = (int(data.get_attribute(f"data-{at}") or 0) for at in ("start", "end"))
        quote = " ".join(texts[data.get_attribute("data-document") or ""][start:end].split())
        assert quote and " ".join(card.locator("mark").all_inner_texts()) == quote
        data.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert " ".join(page.locator("dialog mark").all_inner_texts()) == quote
        expect(page.locator("dialog mark").first).to_be_in_viewport()
        page.keyboard.press("Escape")


def test_word_of_an_answer_to_a_citizen_leads_to_its_meaning(page: Page, real_address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")  # it scrolls at once
    page.goto(real_address)
    page.get_by_role("radio", name="Borger").check()
    ask(page, "Hvad er formålet med Stofmisbrugspakken?")
    term = page.get_by_role("link", name="sociale stofmisbrugsbehandling")
    term.press("Enter")
    expect(page.locator(".words dt:focus")).to_have_text("social stofmisbrugsbehandling")
    meaning = page.get_by_text("Samtaler og støtte til et liv uden stoffer eller med færre.")
    expect(meaning).to_be_in_viewport()
    below = page.locator("#composer").bounding_box()
    found = meaning.bounding_box()
    assert found and below and found["y"] + found["height"] <= below["y"]


def test_taken_port_is_told_in_danish() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUseError, match=f"Port {port} er optaget"):
            launch(FakeAssistant(), port)


if __name__ == "__main__":
    launch(FakeAssistant(), int(sys.argv[1]))
