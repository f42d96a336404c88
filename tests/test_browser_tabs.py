"""The tabs beside »Spørg« in a real browser, over an assistant that is none and the real one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from assistant.page import TABS, TEXTS
from assistant.uploads import ENDING, READY, TAKEN
from assistant.views.find import EMPTY
from corpus.load import SUFFIXES
from tests.browsing import ask, open_at, serve, watched
from tests.fake_app import FAKE, QUOTE
from tests.states import look_for

pytestmark = pytest.mark.browser

LIGHT = """Fyrtårnet

Målgruppe:

Fyrtårnet er for voksne, der har mistet deres bolig og bor på herberg.

Periode:

2021 - 2030

Kontakt:

Bo Lund
+45 55 66 77 88
"""
BRIDGE = """Broen

Målgruppe:

Broen er for unge fra 15 til 25 år, som ryger hash hver dag.

Periode:

2012 - 2015
"""
ROAD = "Vejen hjem\n\nMålgruppe:\n\nVejen hjem er for ældre, der er ensomme.\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(FAKE, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")), START="full")


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from real_app(tmp_path_factory.mktemp("own"))


def real_app(folder: Path) -> Iterator[str]:
    pages = folder / "dokumenter"
    pages.mkdir()
    (pages / "broen.txt").write_text(BRIDGE, encoding="utf-8")
    (pages / "fyr.txt").write_text(LIGHT, encoding="utf-8")
    yield from serve(
        *("-m", "assistant", "chat", "--port"),
        INITIATIV_DATA=str(folder / "data"),
        INITIATIV_DOCUMENTS=str(pages),
        INITIATIV_UPLOADS="true",
        INITIATIV_TODAY="2024-06-01",
    )


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Sider").get_by_role("link", name=name).click()
    if name != "Spørg":
        expect(page.get_by_label("Dit spørgsmål")).to_be_hidden()  # the page before has been left


def file(name: str, content: str) -> FilePayload:
    return {"name": name, "mimeType": "text/plain", "buffer": content.encode()}


def test_tabs_are_places_that_back_returns_to(page: Page, address: str) -> None:
    open_at(page, address)
    for _, place, name in TABS[1:]:
        tab(page, name)
        expect(page).to_have_title(f"{name} – Initiativassistenten")
        assert page.url == f"{address}#{place}"
        expect(page.locator("h2:visible")).to_be_focused()
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute(
            "aria-current", "page"
        )
    for _, _, name in TABS[3:0:-1]:
        page.go_back()
        expect(page).to_have_title(f"{name} – Initiativassistenten")
    page.go_back()
    expect(page).to_have_title("Initiativassistenten")
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()


def test_skip_link_leads_past_the_navigation(page: Page, address: str) -> None:
    open_at(page, address, "om")
    page.locator("body").press("Tab")
    link = page.get_by_role("link", name="Gå til indholdet")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    link.press("Enter")
    expect(page.locator("#about h2")).to_be_focused()
    assert page.url == f"{address}#om"


def test_row_of_the_timeline_opens_the_document_at_its_period(page: Page, address: str) -> None:
    open_at(page, address, "find-tilbud")
    page.get_by_role("button", name="Tilbud 33").click()
    dialog = page.get_by_role("dialog", name="Tilbud 33")
    expect(dialog.locator("mark")).to_have_text("2025 - 2028")
    dialog.press("Escape")
    expect(page.get_by_role("button", name="Tilbud 33")).to_be_focused()


def test_rest_of_the_timeline_is_shown_where_one_was(page: Page, address: str) -> None:
    open_at(page, address, "find-tilbud")
    rows = page.locator("#find .rows > li")
    expect(rows).to_have_count(40)
    page.get_by_role("button", name="Vis alle 51").press("Enter")
    expect(rows).to_have_count(51)
    expect(rows.nth(40).get_by_role("button")).to_be_focused()


def test_back_closes_an_open_document(page: Page, address: str) -> None:
    open_at(page, address)
    tab(page, "Dokumenter")
    page.get_by_role("button", name="Broen").click()
    expect(page.get_by_role("dialog", name="Broen")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Broen")).to_be_focused()
    page.go_back()
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()


def test_closed_document_is_no_place_to_go_back_to(page: Page, address: str) -> None:
    open_at(page, address)
    tab(page, "Dokumenter")
    page.get_by_role("button", name="Broen").click()
    page.get_by_role("dialog", name="Broen").press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_function("!history.state?.viewer")
    page.go_back()
    expect(page.get_by_label("Dit spørgsmål")).to_be_visible()


def test_empty_form_says_what_to_write(page: Page, address: str) -> None:
    open_at(page, address, "find-tilbud")
    page.get_by_role("button", name="Find tilbud").click()
    expect(page.locator("#find").get_by_role("alert")).to_have_text(EMPTY)
    expect(page.get_by_label("Situationen")).to_be_focused()
    look_for(page, "intet")
    expect(page.get_by_role("heading", name="Intet tilbud fundet")).to_be_focused()
    expect(page.locator("#find .danger a")).to_have_attribute("href", "tel:82121212")
    page.get_by_role("button", name="Ryd").click()
    expect(page.locator("#find .found")).to_be_empty()


def test_offer_is_found_by_situation_and_asked_about(page: Page, real: str) -> None:
    open_at(page, real, "find-tilbud")
    look_for(page, "Jeg er 19 og ryger hash hver dag")
    expect(page.get_by_role("heading", name="Tilbud, der kan passe")).to_be_focused()
    expect(page.locator(".offer h4")).to_have_text(["Broen"])
    expect(page.locator(".offer .state")).to_have_text("Slut")
    page.get_by_role("button", name="Kilde til »Hvornår«").click()
    expect(page.get_by_role("dialog", name="Broen").locator("mark")).to_have_text("2012 - 2015")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Spørg om dette tilbud: Broen").click()
    expect(page).to_have_title("Initiativassistenten")
    expect(page.locator(".question")).to_have_text("Du spurgte: Hvad handler Broen om?")
    expect(page.locator(".done")).to_have_count(1)
    assert page.url == f"{real}#spoerg"


def test_offer_is_found_by_choice_alone(page: Page, real: str) -> None:
    open_at(page, real, "find-tilbud")
    page.get_by_label("Kun det, der kører nu").check()
    page.get_by_label("Kun det, der kører nu").press("Enter")
    expect(page.locator(".offer h4")).to_have_text(["Fyrtårnet"])
    expect(page.locator(".offer").get_by_role("link")).to_have_attribute("href", "tel:+4555667788")


def test_documents_are_searched_chosen_and_sorted(page: Page, real: str) -> None:
    open_at(page, real, "dokumenter")
    titles = page.locator("#documents tbody tr th button")
    expect(titles.first).to_have_text("Broen")
    page.get_by_label("Sortér efter").select_option(label="Periode, nyeste først")
    expect(titles.first).to_have_text("Fyrtårnet")
    page.get_by_label("Status").select_option(label="Slut")
    expect(titles).to_have_text(["Broen"])
    page.get_by_label("Status").select_option(label="Alle")
    page.get_by_label("Søg i titler").press_sequentially("FYRTÅ")
    expect(titles).to_have_text(["Fyrtårnet"])
    page.get_by_label("Søg i titler").fill("Hvem hjælper herberg?")
    expect(page.locator("#documents .none")).to_be_visible()
    page.get_by_role("button", name="Spørg om »Hvem hjælper herberg?«").click()
    expect(page.locator(".question")).to_have_text("Du spurgte: Hvem hjælper herberg?")


def test_outline_moves_focus_and_not_the_address(page: Page, real: str) -> None:
    open_at(page, real, "dokumenter")
    page.get_by_role("button", name="Fyrtårnet").click()
    dialog = page.get_by_role("dialog", name="Fyrtårnet")
    dialog.get_by_role("link", name="Kontakt").click()
    expect(dialog.get_by_role("heading", name="Kontakt")).to_be_focused()
    assert page.url == f"{real}#dokumenter"
    dialog.get_by_role("button", name="Luk").click()
    expect(page.get_by_role("button", name="Fyrtårnet")).to_be_focused()


def test_files_are_uploaded_reported_and_answered_from(browser: Browser, tmp_path: Path) -> None:
    for served in real_app(tmp_path):
        with watched(browser) as page:
            open_at(page, served, "dokumenter")
            files = [file("vejen.txt", ROAD), file("virus.exe", "MZ"), file("broen.md", ROAD)]
            page.get_by_label("Vælg filer").set_input_files(files)
            report = page.get_by_role("list", name="Filer, du har lagt op").get_by_role("listitem")
            expect(report.nth(0)).to_contain_text(TAKEN["new"].format(title="Vejen hjem"))
            expect(report.nth(1)).to_contain_text(ENDING.format(", ".join(SUFFIXES)))
            expect(report.nth(2)).to_contain_text("Vejen hjem")
            expect(page.get_by_text(READY).first).to_be_visible(timeout=30_000)
            titles = page.locator("#documents tbody tr th button")
            expect(titles.filter(has_text="Vejen hjem").first).to_be_visible()
            tab(page, "Spørg")
            ask(page, "Hvem er målgruppen for Vejen hjem?")
            expect(page.locator(".answer")).to_contain_text("ældre, der er ensomme")


def test_quality_is_told_in_words_and_what_failed_opens(page: Page, address: str) -> None:
    open_at(page, address, "kvalitet")
    expect(page.locator("#quality .headline")).to_contain_text("svar er rigtige.")
    cases = page.locator("#quality .case")
    cases.first.locator("summary").press("Enter")
    expect(cases.first.locator(".body")).to_be_visible()
    every = cases.count()
    page.get_by_label("Resultat").select_option(index=1)
    shown = page.locator("#quality .case:visible")
    expect(page.locator("#quality [data-count]")).to_have_text(
        f"Viser {shown.count()} af {every} spørgsmål."
    )
    assert 0 < shown.count() < every


def test_everybody_to_call_can_be_called(page: Page, address: str) -> None:
    open_at(page, address, "om")
    links = page.locator("#about .urgent a")
    assert links.count() > 3
    for link in links.all():
        number = link.inner_text().replace(" ", "")
        expect(link).to_have_attribute("href", f"tel:{number}")
    page.locator("#about").get_by_role("link", name="Dokumenter").click()
    expect(page.locator("#documents h2")).to_be_focused()


def test_lost_connection_is_told_in_every_tab(page: Page, address: str) -> None:
    open_at(page, address, "om")
    told = page.locator(".told")
    page.context.set_offline(True)
    for name in ("Find tilbud", "Dokumenter", "Kvalitet"):
        tab(page, name)
        expect(told).to_have_text(TEXTS["lost"])
        told.evaluate("told => { told.textContent = ''; }")
    tab(page, "Find tilbud")
    look_for(page, "ung")
    expect(told).to_have_text(TEXTS["lost"])
    expect(page.get_by_label("Situationen")).to_have_value("ung")
    page.context.set_offline(False)
    page.get_by_role("button", name="Find tilbud").click()
    expect(page.locator(".offer")).to_be_visible()


def test_conversation_outlives_a_lost_connection(page: Page, address: str) -> None:
    open_at(page, address)
    ask(page, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    page.context.set_offline(True)
    ask(page, "Og hvor?")
    expect(page.locator(".answer").last).to_contain_text(TEXTS["lost"])
    expect(page.get_by_label("Dit spørgsmål")).to_have_value("Og hvor?")
    page.get_by_role("button", name="Ja").click()
    page.get_by_role("button", name="Gem").click()
    expect(page.locator(".told")).to_have_text(TEXTS["lost"])
    page.context.set_offline(False)
    page.wait_for_timeout(2500)  # Gradio would have loaded the page anew by then
    expect(page.locator(".reason")).to_be_visible()
    ask(page, "Og hvor?")
    expect(page.locator(".answer").last).to_contain_text(f"efter 1: {QUOTE}")
    expect(page.locator(".exchange")).to_have_count(2)
