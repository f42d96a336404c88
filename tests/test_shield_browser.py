"""The page in a browser, behind the shield: it works, and nothing else does."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import ask, open_at, serve
from tests.fake_app import QUOTE
from tests.shielded_app import SHIELDED

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    yield from serve(SHIELDED, INITIATIV_DATA=str(tmp_path_factory.mktemp("data")))


def test_page_works_under_its_policy(page: Page, address: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("response", lambda came: told.append(came.url) if came.status >= 400 else None)
    open_at(page, address)
    ask(page, "Hvem er det for?")
    expect(page.locator(".answer")).to_contain_text(QUOTE)
    page.get_by_role("button", name="Åbn dokumentet: Broen").click()
    dialog = page.get_by_role("dialog", name="Broen")
    expect(dialog.locator("mark")).to_have_text(QUOTE)
    dialog.get_by_role("button", name="Luk").click()
    for form in ("Word", "Markdown"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Hent samtalen som {form}").click()
        assert download.value.suggested_filename.startswith("samtale-2024-06-01.")
    page.get_by_role("button", name="Ja", exact=True).click()
    page.locator(".reason button[type=submit]").click()
    expect(page.locator(".told")).not_to_be_empty()
    ask(page, "skriv uden ende")
    expect(page.locator(".answer").last).to_contain_text("ord ord")
    page.get_by_role("button", name="Stop").click()
    for tab in ("Dokumenter", "Kvalitet", "Om", "Find tilbud"):
        page.get_by_role("link", name=tab, exact=True).click()
        expect(page.locator("main h2:visible").first).to_be_visible()
    page.wait_for_timeout(500)
    assert told == []


INJECTED = (
    "<script>window.hit = 1</script>",
    "<img src=x onerror='window.hit = 2'>",
    "<svg onload='window.hit = 3'></svg>",
    "<iframe srcdoc='<script>parent.hit = 4</script>'></iframe>",
    "<a href='javascript:window.hit = 5' id=link>x</a>",
    "<script src='https://evil.invalid/x.js'></script>",
    "<img src='https://evil.invalid/x.png'>",
    "<link rel=stylesheet href='https://evil.invalid/x.css'>",
    "<style>body { background: url(https://evil.invalid/y.png) }</style>",
    "<p style='background: url(https://evil.invalid/z.png)'>x</p>",
    "<object data='https://evil.invalid/x'></object>",
    "<video src='https://evil.invalid/x.mp4'></video>",
    "<form action='https://evil.invalid/' id=form></form>",
)


def test_what_gets_into_the_page_neither_runs_nor_calls_out(browser: Browser, address: str) -> None:
    page = browser.new_page()
    reached: list[str] = []
    page.on("requestfinished", lambda request: reached.append(request.url))
    failed: dict[str, str | None] = {}
    page.on("requestfailed", lambda request: failed.update({request.url: request.failure}))
    open_at(page, address)
    page.evaluate(
        """(injected) => {
            for (const html of injected) {
                const put = document.createRange().createContextualFragment(html);
                document.querySelector("#ask").append(put);
            }
            document.getElementById("link").click();
            document.getElementById("form").submit();
            fetch("https://evil.invalid/").catch(() => {});
            navigator.sendBeacon("https://evil.invalid/beacon");
        }""",
        INJECTED,
    )
    page.wait_for_timeout(500)
    assert page.evaluate("window.hit") is None
    assert page.url == address
    assert {urlsplit(url).netloc for url in reached} == {urlsplit(address).netloc}
    refused = {url: why for url, why in failed.items() if "evil" in url}
    assert set(refused.values()) <= {"csp", "net::ERR_BLOCKED_BY_CSP"}, refused
    page.close()


def test_page_of_another_site_reaches_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route(
        "http://evil.test/", lambda route: route.fulfill(body="<p>", content_type="text/html")
    )
    page.goto("http://evil.test/")
    found = page.evaluate(
        """async (address) => {
            const all = [];
            for (const path of ["", "healthz", "api/documents", "gradio_api/app_id"]) {
                for (const mode of ["cors", "no-cors"]) {
                    try { all.push((await fetch(address + path, { mode })).status); }
                    catch { all.push("no"); }
                }
            }
            const frame = document.createElement("iframe");
            frame.src = address;
            document.body.append(frame);
            await new Promise((resolve) => { frame.onload = resolve; });
            try { all.push(frame.contentDocument ? "framed" : "no"); } catch { all.push("no"); }
            return all;
        }""",
        address,
    )
    assert found == ["no"] * 9
    page.close()
