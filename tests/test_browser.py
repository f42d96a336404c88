"""The tab »Spørg« in a real browser, over an assistant that is none and over the real one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.settings import SHIPPED_DOCUMENTS
from assistant.views.ask import STOPPED, WRITING
from corpus.load import load
from tests.browsing import ask, open_at, open_with, pasted, serve
from tests.fake_app import FAKE, QUOTE

pytestmark = pytest.mark.browser

SCREEN_READER = """
- main:
  - /children: deep-equal
  - link "Gå til indholdet":
    - /url: "#indhold"
  - heading "Initiativassistenten" [level=1]
  - paragraph: /En automatisk assistent \\(AI\\), .* Den kan tage fejl – tjek kilden\\./
  - navigation "Sider":
    - list:
      - listitem:
        - link "Spørg":
          - /url: "#spoerg"
      - listitem:
        - link "Find tilbud":
          - /url: "#find-tilbud"
      - listitem:
        - link "Dokumenter":
          - /url: "#dokumenter"
      - listitem:
        - link "Kvalitet":
          - /url: "#kvalitet"
      - listitem:
        - link "Om":
          - /url: "#om"
  - status "Beskeder"
  - heading "Spørg dokumenterne" [level=2]
  - group "Svar til":
    - text: Svar til
    - radio "Sagsbehandler" [checked]
    - text: Sagsbehandler
    - radio "Borger"
    - text: Borger
  - button "Ny samtale"
  - button "Hent samtalen som Word": Word
  - button "Hent samtalen som Markdown": Markdown
  - log "Samtale":
    - 'heading "Du spurgte: Hvem er det for?" [level=3]'
    - paragraph:
      - text: "Til caseworker efter 0: Unge over 18 år."
      - link "Kilde [1]":
        - /url: "#source-1-1"
        - text: "[1]"
    - group "Det kan du gøre med svaret":
      - button "Kopiér svar"
      - button "Kopiér til journal"
      - button "Spørg igen"
      - button "Ret spørgsmål"
      - group "Hjalp svaret?":
        - text: Hjalp svaret?
        - button "Ja"
        - button "Nej"
    - heading "Spørg videre" [level=4]
    - list:
      - listitem:
        - button "Hvem er kontaktperson for Broen?"
    - complementary "Kilder":
      - heading "Kilder" [level=3]
      - list:
        - listitem:
          - heading "1 Broen" [level=4]
          - paragraph: Målgruppe
          - paragraph:
            - mark: Unge over 18 år.
          - 'button "Åbn dokumentet: Broen"': Åbn dokumentet
          - button "Kopiér citat"
  - text: Dit spørgsmål
  - textbox "Dit spørgsmål":
    - /placeholder: Skriv dit spørgsmål her …
  - button "Spørg"
  - paragraph: Skriv ikke navne, CPR-numre eller andre personoplysninger. Samtalen bliver ikke gemt.
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(FAKE, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def real_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    yield from serve(
        *("-m", "assistant", "chat", "--port"),
        INITIATIV_DATA=str(data),
        INITIATIV_DOCUMENTS=str(SHIPPED_DOCUMENTS),
    )


def test_question_gets_answer_with_link_to_the_marked_quote(page: Page, address: str) -> None:
    open_with(page, address, "Hvem er det for?")
    expect(page.locator(".answer")).to_have_text("Til caseworker efter 0: Unge over 18 år. [1]")
    expect(page.locator(".card mark")).to_have_text(QUOTE)
    expect(page.locator(".card h4")).to_have_text("1 Broen")
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
    copied = pasted(page)
    assert copied == "»Unge over 18 år.« (Broen, Målgruppe)"


def test_markup_in_a_question_is_shown_as_text(page: Page, address: str) -> None:
    open_at(page, address)
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
    open_at(page, address)
    page.get_by_role("radio", name="Sagsbehandler").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Borger")).to_be_checked()
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text("Til citizen")


def test_waiting_and_sessions_do_not_disturb_each_other(page: Page, address: str) -> None:
    open_with(page, address, "langsomt")
    expect(page.locator(".answer")).to_have_text("Søger i dokumenterne …")
    other = page.context.new_page()
    open_at(other, address)
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
    open_at(page, address)
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
    served = serve(FAKE)
    page.goto(next(served))
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()
    served.close()
    ask(page, "Hvem er det for?")
    told = page.locator(".notice")  # beside it, it is read aloud for a moment
    expect(told).to_contain_text("Der er ingen forbindelse til assistenten.")
    expect(told).to_be_visible()
    expect(page.get_by_text("Error", exact=True).filter(visible=True)).to_have_count(0)


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
    open_at(page, real_address)
    page.get_by_role("radio", name="Borger").check()
    ask(page, "Hvad er formålet med Stofmisbrugspakken?")
    term = page.get_by_role("link", name="sociale stofmisbrugsbehandling")
    term.press("Enter")
    expect(page.locator(".words dt:focus")).to_have_text("social stofmisbrugsbehandling")
    meaning = page.get_by_text("Samtaler og støtte til et liv uden stoffer eller med færre.")
    expect(meaning).to_be_in_viewport()
    below = page.locator(".composer").bounding_box()
    found = meaning.bounding_box()
    assert found and below and found["y"] + found["height"] <= below["y"]
