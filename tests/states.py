"""Every state of the chat app's page, brought about one after the other in a browser."""

from collections.abc import Callable, Iterator, Mapping

from playwright.sync_api import Page, expect

from tests.browsing import ask, open_at, open_with


def start(page: Page, address: str) -> Iterator[str]:
    """Bring about what is seen before a question, and the tab »Spørg« with answers of all kinds."""
    open_at(page, address)
    expect(page.locator(".examples")).to_be_visible()
    yield "first"
    page.keyboard.press("Tab")
    page.locator(".skip").focus()
    yield "skip link"
    ask(page, "Hvem er det for?")
    expect(page.locator(".done")).to_have_count(1)
    yield "answer"
    page.get_by_role("link", name="Kilde [1]").click()
    yield "chosen card"
    page.get_by_role("button", name="Nej").click()
    yield "judging"
    page.get_by_label("Hvad var galt?").fill("Alderen mangler")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("button", name="Nej", pressed=True)).to_be_visible()
    yield "judged"
    page.get_by_role("button", name="Ret spørgsmål").click()
    yield "editing"
    ask(page, "forskel")
    expect(page.locator(".answer table")).to_be_visible()
    yield "table"


def answers(page: Page, address: str) -> Iterator[str]:
    """Bring about the answers that are none, or more than one."""
    open_with(page, address, "fare")
    expect(page.locator(".answer .danger")).to_be_visible()
    yield "danger"
    ask(page, "med ord")
    expect(page.locator(".answer .words")).to_be_visible()
    yield "words, remark and two turns"
    ask(page, "Hvordan bliver vejret?")
    expect(page.get_by_role("heading", name="Nærmeste dokumenter")).to_be_visible()
    yield "not found"
    ask(page, "x" * 101)
    expect(page.get_by_text("Spørgsmålet er for langt.")).to_be_visible()
    yield "refused"
    ask(page, "bryd ned")
    expect(page.get_by_text("Der skete en fejl")).to_be_visible()
    yield "failed"
    page.route("**/queue/join**", lambda route: route.fulfill(status=429, body="{}"))
    page.get_by_role("button", name="Spørg igen").last.click()
    expect(page.get_by_text("Der er mange spørgsmål lige nu")).to_be_visible()
    yield "busy"
    page.unroute_all()
    ask(page, "skriv uden ende")
    expect(page.locator(".draft")).to_contain_text("ord ord")
    yield "draft"
    page.get_by_role("button", name="Stop").click()
    yield "stopped"


def find(page: Page, address: str) -> Iterator[str]:
    """Bring about the tab »Find tilbud«."""
    open_at(page, address, "find-tilbud")
    expect(page.locator(".timeline .rows")).to_be_visible()
    yield "find"
    page.get_by_role("button", name="Vis alle").first.click()
    page.locator("#find summary").click()
    yield "whole timeline"
    page.get_by_role("button", name="Find tilbud").click()
    expect(page.locator("#find .refused")).to_be_visible()
    yield "find nothing asked"
    look_for(page, "ung")
    expect(page.locator(".offer")).to_be_visible()
    yield "offers"
    look_for(page, "slut")
    expect(page.get_by_role("heading", name="Tilbud, der er slut")).to_be_visible()
    yield "offers, one of them ended"
    look_for(page, "intet")
    expect(page.locator("#find .danger")).to_be_visible()
    yield "no offer"


def look_for(page: Page, situation: str) -> None:
    """Write a situation into its field and look for what fits it."""
    page.get_by_label("Situationen med dine egne ord").fill(situation)
    page.get_by_role("button", name="Find tilbud").click()


def documents(page: Page, address: str) -> Iterator[str]:
    """Bring about the tab »Dokumenter« and the viewer."""
    open_at(page, address, "dokumenter")
    expect(page.locator("#documents tbody tr")).to_have_count(50)
    yield "documents"
    upload = {"name": "virus.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    page.set_input_files("#documents-files", upload)  # type: ignore[arg-type] # a TypedDict
    expect(page.locator("#documents .refused")).to_be_visible()
    yield "upload refused"
    page.get_by_label("Søg i titler").fill("Broen")
    expect(page.locator("#documents tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Broen").click()
    expect(page.get_by_role("dialog", name="Broen")).to_be_visible()
    page.locator("dialog summary").evaluate("summary => summary.parentElement.open = true")
    yield "viewer"
    page.keyboard.press("Escape")
    page.get_by_label("Søg i titler").fill("findes ikke")
    expect(page.locator("#documents .none")).to_be_visible()
    yield "no document"


def other(page: Page, address: str) -> Iterator[str]:
    """Bring about the tabs that only show."""
    open_at(page, address, "kvalitet")
    expect(page.locator("#quality .headline")).to_be_visible()
    yield "quality"
    page.locator("#quality .fold").evaluate_all("all => all.forEach((one) => one.open = true)")
    page.locator("#quality .case").first.evaluate("one => one.open = true")
    yield "quality, opened"
    open_at(page, address, "om")
    expect(page.locator("#about .urgent")).to_be_visible()
    yield "about"


WALKS: Mapping[str, Callable[[Page, str], Iterator[str]]] = {
    walk.__name__: walk for walk in (start, answers, find, documents, other)
}
