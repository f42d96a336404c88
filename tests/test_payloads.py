"""Texts that would act, from a question, a document and a model: shown as text, and nothing else.

The page has rules of its own against scripts, so that no element came in counts for more here
than that nothing ran.
"""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from assistant.cli import main
from tests.browsing import ask, open_at, serve, watched
from tests.hostile_app import BATCH, LOOKED, QUOTED, UNKNOWN, WRITTEN, go_on
from tests.payloads import PAYLOADS
from tests.states import look_for

BATCHES = range(len(PAYLOADS) // BATCH)
# Every element and attribute of ours is plain; what is listed is none of ours.
FOREIGN = """() => {
  const strange = "script,img,iframe,frame,object,embed,link,style,base,meta,svg,math,video,audio,"
    + "source,marquee,form[action],[srcdoc],[src],[href^='javascript' i],[href^='data' i],body,"
    + "input[name=cpr],a[href*='evil'],mglyph,animate";
  return ["#ask", "#find", "#documents", ".viewer"].flatMap((part) =>
    [...document.querySelectorAll(`${part} *`)].filter((one) => one.matches(strange)
      || [...one.attributes].some((attribute) => attribute.name.startsWith("on")))
    .map((one) => one.outerHTML.slice(0, 200)));
}"""
# Its rules for the page still hold: no element may have been put beside ours.
BESIDE = "[...document.body.querySelectorAll('img[src=x], iframe, [onerror], [onload]')].length"


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder in which it is noted what of the model's has been looked at."""
    return tmp_path_factory.mktemp("looked")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, looked: Path) -> Iterator[str]:
    data = tmp_path_factory.mktemp("data")
    yield from serve(
        str(Path(__file__).with_name("hostile_app.py")),
        **{LOOKED: str(looked)},
        INITIATIV_DATA=str(data),
        INITIATIV_UPLOADS="true",
    )


@contextmanager
def guarded(browser: Browser, address: str, tab: str = "") -> Iterator[Page]:
    """Give the page at a tab; afterwards nothing ran, nothing came in, and it still answers."""
    asked: list[str] = []
    with watched(browser) as page:
        page.on("dialog", lambda dialog: asked.append(dialog.message))
        page.on("framenavigated", lambda frame: asked.append(frame.url))
        open_at(page, address, tab)
        assert page.evaluate(FOREIGN) == []
        opened = list(asked)
        yield page
        harmless(page)
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Spørg", exact=True).click()
        ask(page, "Hvem er det for?")
        expect(page.locator(".answer").last).to_contain_text("Unge over 18 år.")
        assert {url.partition("#")[0] for url in asked} == {address}
        assert opened[0].startswith(address)
        assert len(page.context.pages) == 1


def harmless(page: Page) -> None:
    assert page.evaluate("window.hit") is None
    assert page.evaluate(FOREIGN) == []
    assert page.evaluate(BESIDE) == 0


def bare(text: str) -> str:
    """Return a text without white space and what a browser shows no letter for."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ufffd]", "", text)


def shown(page: Page, part: str, payloads: tuple[str, ...] = PAYLOADS) -> None:
    """Assert that a part of the page shows every payload, letter for letter."""
    text = bare(page.locator(part).evaluate("one => one.textContent"))
    assert [payload for payload in payloads if bare(payload) not in text] == []


@pytest.mark.browser
def test_question_is_shown_as_text_in_every_place(browser: Browser, address: str) -> None:
    with guarded(browser, address) as page:
        for number, payload in enumerate(PAYLOADS, 1):
            ask(page, payload)
            expect(page.locator(".answer .marker")).to_have_count(number)
        shown(page, "#ask .log")
        harmless(page)
        page.get_by_role("link", name="Find tilbud").click()
        for payload in PAYLOADS[::10]:
            look_for(page, payload)
            expect(page.locator("#find .found")).to_contain_text(payload.split()[0][:3])
            harmless(page)
        page.get_by_role("link", name="Dokumenter", exact=True).click()
        for payload in PAYLOADS[1::10]:
            page.get_by_label("Søg i titler").fill(f"{payload} findes ikke")
            expect(page.locator("#documents .none")).to_be_visible()
            harmless(page)


@pytest.mark.browser
def test_document_is_shown_as_text_in_every_place(browser: Browser, address: str) -> None:
    with guarded(browser, address) as page:
        for number in BATCHES:
            ask(page, f"{QUOTED} {number}")
            expect(page.locator(".answer .marker")).to_have_count((number + 1) * BATCH)
            ask(page, f"{UNKNOWN} {number}")
            expect(page.locator(".done")).to_have_count(2 * number + 2)
        shown(page, "#ask .log")
        harmless(page)
        page.get_by_role("link", name="Find tilbud").click()
        look_for(page, "alle")
        expect(page.locator(".offer")).to_have_count(len(PAYLOADS) + 1)
        shown(page, "#find")
        harmless(page)


@pytest.mark.browser
def test_document_is_shown_as_text_in_the_list_and_the_viewer(
    browser: Browser, address: str
) -> None:
    with guarded(browser, address, "dokumenter") as page:
        expect(page.locator("#documents tbody tr").first).to_be_visible()
        harmless(page)
        for payload in PAYLOADS:
            page.evaluate("id => initiativ.open(id, 0, 12)", payload)
            shown(page, ".viewer", (payload,))
            harmless(page)
        names = [f"{payload}.exe".replace("\x00", "") for payload in PAYLOADS]
        page.keyboard.press("Escape")
        files: list[FilePayload] = [
            {"name": name, "mimeType": "text/plain", "buffer": b"x"} for name in names
        ]
        page.set_input_files("#documents-files", files)
        expect(page.locator("#documents .refused").first).to_be_visible()


@pytest.mark.browser
def test_model_is_shown_as_text_while_and_after_it_writes(
    browser: Browser, address: str, looked: Path
) -> None:
    with guarded(browser, address) as page:
        for number in BATCHES:
            ask(page, f"{WRITTEN} {number}")
            expect(page.locator(".draft")).to_contain_text("[1]")
            shown(page, ".draft", PAYLOADS[number * BATCH : (number + 1) * BATCH])
            harmless(page)
            go_on(looked, number)
            expect(page.locator(".answer table")).to_have_count(number + 1)
        shown(page, "#ask .log")


def controls(text: str) -> set[str]:
    return {sign for sign in text if unicodedata.category(sign) == "Cc"}


@pytest.mark.usefixtures("environment")
def test_terminal_is_given_no_control_signs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    act = PAYLOADS[-1]
    text = (
        f"Broen {act}\n\nMålgruppe:\n\nBroen {act} er for unge, der ryger hash.\r\x08\n\n"
        f"Periode:\n\n2012 - 2030\n\nKontakt:\n\nIda {act} Holm\n+45 11 22 33 44\n"
    )
    (folder / "broen.txt").write_text(text, encoding="utf-8")
    (folder / "nul.txt").write_text(f"Vejen\x00\n\n{text}", encoding="utf-8")
    (folder / "brev\x1b]0;x\x07.docx").write_bytes(b"x")
    told = ""
    for arguments in (
        ["ask", f"Hvem er målgruppen for Broen {act}?"],
        ["ask", f"Hvor mange hjemløse {act} bor i Odense?"],
        ["find", f"min søn ryger hash {act}"],
        ["documents"],
    ):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert controls(out) <= {"\n", "\t"}
        assert controls(err) <= {"\n", "\r"}  # how far the reading is, on one line
        told += out + err
    assert "[31mrød" in told
    assert "nul.txt. Filen er ikke en tekstfil." in told
