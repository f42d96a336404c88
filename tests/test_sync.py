"""What was added or fetched is kept, brought up to date, and marked when its source is gone."""

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import ReadError
from corpus.shelf import Shelf, all_sources, kept
from corpus.sourcelist import Entry
from corpus.structure import parse
from corpus.sync import Desk, add, remove, sync
from corpus.types import Document, Source
from corpus.web import Web
from tests.sites import Reply, Site, serving, wire

HOME = "http://broen.example"
BEGAN = datetime(2024, 5, 3, 8, tzinfo=UTC)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def html(title: str, *links: str, head: str = "") -> bytes:
    anchors = "".join(f'<a href="{link}">x</a>' for link in links)
    return f"<html><head>{head}</head><body><h1>{title}</h1>{anchors}</body>".encode()


def read(source: Source) -> Document:
    """Read a file as text whatever its ending; one that says so cannot be read."""
    text = source.path.read_text(encoding="utf-8")
    if "ulæselig" in text:
        raise ReadError("Siden er tom.")
    return parse(source.id, f"Om broer\n\n{text}")


class Office:
    """A shelf and the web, and a day that passes between two commands."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.folder, self.day = site, folder, 0
        self.dry = False
        self.taken: tuple[str, ...] = ()

    def desk(self, web: Web) -> Desk:
        now = BEGAN + timedelta(days=self.day)
        return Desk(Shelf(self.folder, self.dry), web, read, self.taken, lambda: now)

    def add(self, *names: str) -> list[tuple[str, str]]:
        with Web(wire=wire(self.site)) as web:
            desk = self.desk(web)
            return [(one.what, one.id) for name in names for one in add(desk, name)]

    def sync(self, *entries: Entry, prune: bool = False) -> list[tuple[str, str]]:
        self.day += 1
        with Web(wire=wire(self.site)) as web:
            return [(one.what, one.id) for one in sync(self.desk(web), entries, prune)]

    def why(self, name: str) -> str:
        with Web(wire=wire(self.site)) as web:
            (change,) = add(self.desk(web), name)
        assert change.what == "refused"
        return change.why

    def ids(self) -> list[str]:
        return [source.id for source in kept(self.folder).sources]

    def source(self, id: str) -> Source:
        return next(one for one in kept(self.folder).sources if one.id == id)


@pytest.fixture
def office(site: Site, tmp_path: Path) -> Office:
    return Office(site, tmp_path / "library")


def day(number: int) -> datetime:
    return BEGAN + timedelta(days=number)


def test_address_is_kept_as_it_was_sent_with_where_it_came_from(office: Office) -> None:
    office.site.pages["/en-bro.php"] = Reply(status=301, headers={"Location": "/bro?utm_source=a"})
    body = html("Broen")
    office.site.pages["/bro"] = Reply(body)
    assert office.add(f"{HOME}/en-bro.php") == [("new", "en-bro")]
    source = office.source("en-bro")
    assert source.path == office.folder / "en-bro.html"
    assert source.path.read_bytes() == body
    assert (source.origin.name, source.origin.url) == (f"{HOME}/en-bro.php", f"{HOME}/bro")
    assert (source.origin.fetched, source.origin.changed) == (BEGAN, BEGAN)
    assert (source.origin.gone, source.origin.failed) == (None, None)


def test_page_that_is_the_same_is_fetched_anew_but_not_changed(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"), headers={"ETag": '"1"'})
    office.add(f"{HOME}/bro")
    stamp = office.source("bro").stamp
    assert office.sync() == [("same", "bro")]
    source = office.source("bro")
    assert (source.origin.fetched, source.origin.changed) == (day(1), BEGAN)
    assert source.stamp != stamp
    assert office.site.headers[-1]["If-None-Match"] == '"1"'
    office.site.pages["/bro"] = Reply(html("Broen"), headers={"ETag": '"2"'})
    assert office.sync() == [("same", "bro")]
    assert office.source("bro").origin.changed == BEGAN
    office.site.pages["/bro"] = Reply(html("Vejen"), headers={"ETag": '"3"'})
    assert office.sync() == [("changed", "bro")]
    assert office.source("bro").origin.changed == day(3)
    assert b"Vejen" in office.source("bro").path.read_bytes()


def test_page_that_is_gone_is_kept_and_marked_until_it_is_pruned(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"))
    office.add(f"{HOME}/bro")
    office.site.pages["/bro"] = Reply(status=410)
    assert office.sync() == office.sync() == [("gone", "bro")]
    origin = office.source("bro").origin
    assert (origin.gone, origin.fetched) == (day(1), BEGAN)
    assert b"Broen" in office.source("bro").path.read_bytes()
    office.site.pages["/bro"] = Reply(html("Broen"))
    assert office.sync() == [("same", "bro")]
    assert office.source("bro").origin.gone is None
    office.site.pages.clear()
    assert office.sync(prune=True) == [("gone", "bro"), ("removed", "bro")]
    assert [path.name for path in office.folder.iterdir() if path.name[0] != "."] == []


@pytest.mark.parametrize(
    "answer",
    [Reply(status=500), Reply(b"x", type="image/png"), Reply(html("ulæselig"))],
)
def test_source_that_fails_keeps_its_last_good_copy(office: Office, answer: Reply) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"))
    office.add(f"{HOME}/bro")
    office.site.pages["/bro"] = answer
    assert office.sync() == office.sync() == [("failed", "bro")]
    origin = office.source("bro").origin
    assert (origin.failed, origin.fetched) == (day(1), BEGAN)
    assert b"Broen" in office.source("bro").path.read_bytes()
    office.site.pages["/bro"] = Reply(html("Broen"))
    assert office.sync() == [("same", "bro")]
    assert office.source("bro").origin.failed is None


def test_what_cannot_be_taken_in_is_refused_with_why(office: Office, tmp_path: Path) -> None:
    office.site.pages["/tom"] = Reply(html("ulæselig"))
    assert office.why(f"{HOME}/tom") == "Siden er tom."
    assert office.why(f"{HOME}/nej") == "Siden findes ikke. Tjek, at den er skrevet rigtigt."
    assert office.why("http://10.0.0.1/x").startswith("10.0.0.1 ligger på et lokalt")
    assert office.why(str(tmp_path / "x.txt")).startswith("Filen findes ikke.")
    (tmp_path / "x.exe").write_text("x")
    assert office.why(str(tmp_path / "x.exe")).startswith("Filen kan ikke bruges.")
    assert office.ids() == []


def test_file_is_copied_and_follows_its_original(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "Blå bro.TXT"
    path.write_text("Broen er blå.", encoding="utf-8")
    assert office.add(str(path)) == [("new", "blaa-bro")]
    assert office.add(str(path)) == [("same", "blaa-bro")]
    source = office.source("blaa-bro")
    assert (source.path.name, source.origin.name) == ("blaa-bro.txt", str(path.resolve()))
    assert source.origin.url is None
    path.write_text("Broen er rød.", encoding="utf-8")
    assert office.sync() == [("changed", "blaa-bro")]
    assert office.source("blaa-bro").path.read_text(encoding="utf-8") == "Broen er rød."
    path.unlink()
    assert office.sync() == [("gone", "blaa-bro")]
    assert office.source("blaa-bro").path.read_text(encoding="utf-8") == "Broen er rød."


def test_folder_is_every_file_in_it_that_can_be_used(office: Office, tmp_path: Path) -> None:
    folder = tmp_path / "mappe" / "under"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text("a")
    (folder.parent / "b.md").write_text("b")
    (folder / "c.exe").write_text("c")
    assert sorted(office.add(str(folder.parent))) == [("new", "a"), ("new", "b")]


def test_ids_are_readable_and_nobody_elses(office: Office) -> None:
    office.taken = ("bro",)
    for path in ("/bro", "/x/bro", "/node/12", "/"):
        office.site.pages[path] = Reply(html(path))
    assert office.add(*(f"{HOME}{path}" for path in ("/bro", "/x/bro", "/node/12", "/"))) == [
        ("new", "bro-2"), ("new", "bro-3"), ("new", "om-broer"), ("new", "om-broer-2"),
    ]  # fmt: skip
    office.sync()
    assert office.ids() == ["bro-2", "bro-3", "om-broer", "om-broer-2"]


def test_one_page_by_two_addresses_is_kept_once(office: Office) -> None:
    canonical = f'<link rel="canonical" href="{HOME}/bro">'
    office.site.pages["/bro"] = Reply(html("Broen", head=canonical))
    office.site.pages["/bro?side=1"] = Reply(html("Broen 1", head=canonical))
    office.site.pages["/gammel"] = Reply(status=301, headers={"Location": "/bro"})
    names = ("/bro", "/bro/#top", "/gammel", "/bro?side=1")
    office.site.pages["/bro/"] = office.site.pages["/bro"]
    assert office.add(*(f"{HOME}{name}" for name in names)) == [
        ("new", "bro"), ("same", "bro"), ("same", "bro"), ("same", "bro"),
    ]  # fmt: skip


def test_removed_is_forgotten_and_unknown_is_refused(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"))
    office.add(f"{HOME}/bro")
    office.taken = ("egen",)
    with Web(wire=wire(office.site)) as web:
        desk = office.desk(web)
        changes = [remove(desk, id) for id in ("bro", "bro", "egen")]
    assert [change.what for change in changes] == ["removed", "refused", "refused"]
    assert changes[2].why == "Dokumentet ligger i dokumentmappen. Slet filen dér."
    assert office.ids() == []


def names(site: Site) -> Sequence[str]:
    return [one.removeprefix("broen.example") for one in site.asked if "robots" not in one]


def test_links_are_followed_as_deep_and_as_far_as_the_entry_says(office: Office) -> None:
    site = office.site
    site.pages |= {
        "/": Reply(
            html("Forside", "/aa", "/b.png", "http://vejen.example/v", "/privat/p", "/aa#x")
        ),
        "/aa": Reply(html("A", "/", "dyb", "http://andre.example/")),
        "/dyb": Reply(html("Dyb", "/dybere")),
        "/dybere": Reply(html("Dybere")),
        "vejen.example/v": Reply(html("Vejen")),
    }
    entry = Entry(f"{HOME}/", depth=2, hosts=("vejen.example",), exclude=("/privat/*",))
    assert [id for _, id in office.sync(entry)] == ["om-broer", "aa", "om-broer-2", "dyb"]
    assert names(site) == ["/", "/aa", "vejen.example/v", "/dyb"]
    site.asked.clear()
    assert office.sync(Entry(f"{HOME}/", depth=0)) == [
        ("same", "om-broer"), ("same", "aa"), ("same", "dyb"), ("same", "om-broer-2"),
    ]  # fmt: skip


def test_links_of_a_page_that_was_not_sent_again_are_followed(office: Office) -> None:
    office.site.pages["/"] = Reply(html("Forside", "/aa"), headers={"ETag": '"1"'})
    entry = Entry(f"{HOME}/", depth=1)
    assert [what for what, _ in office.sync(entry)] == ["new", "refused"]
    office.site.pages["/aa"] = Reply(html("A"))
    assert office.sync(entry) == [("same", "om-broer"), ("new", "aa")]


def test_include_and_limit_bound_what_is_fetched(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    links = [f"/indsats/{number}x" for number in range(5)]
    office.site.pages["/"] = Reply(html("Forside", "/andet", *links))
    office.site.pages |= {link: Reply(html(link)) for link in links}
    entry = Entry(f"{HOME}/", depth=1, include=("/indsats/*",), limit=3)
    assert [what for what, _ in office.sync(entry)] == ["new", "new"]
    assert names(office.site) == ["/", "/indsats/0x", "/indsats/1x"]
    assert caplog.messages == [
        f"Kun 3 sider fra {HOME}/ er hentet, og der er flere. Sæt limit op i sources.yaml."
    ]


def test_site_map_lists_the_pages_of_an_entry(office: Office) -> None:
    index = f"<sitemapindex><sitemap><loc>{HOME}/m1.xml.gz</loc></sitemap></sitemapindex>"
    pages = "".join(
        f"<url><loc> {HOME}/{name}&amp;x </loc><image><loc>{HOME}/no</loc></image></url>"
        for name in ("en?a=1", "to?b=2", "skjult?c=3")
    )
    one = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/s">{pages}</urlset>'
    office.site.pages |= {
        "/robots.txt": Reply(f"Sitemap: {HOME}/kort.xml".encode(), type="text/plain"),
        "/kort.xml": Reply(index.encode(), type="text/xml"),
        "/m1.xml.gz": Reply(gzip.compress(one.encode()), type="application/gzip"),
        "/en?a=1&x": Reply(html("En")),
        "/to?b=2&x": Reply(html("To")),
    }
    entry = Entry(f"{HOME}/", sitemap=True, exclude=("/skjult*",))
    assert office.sync(entry) == [("new", "en"), ("new", "to")]


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset><url>", b"", b"\x1f\x8b\x08 nej",
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset>&b;</urlset>',
    ],
)  # fmt: skip
def test_site_map_that_is_none_fails_and_says_so(office: Office, body: bytes) -> None:
    office.site.pages["/sitemap.xml"] = Reply(body, type="text/xml")
    with Web(wire=wire(office.site)) as web:
        (change,) = sync(office.desk(web), [Entry(f"{HOME}/", sitemap=True)])
    assert (change.what, change.name) == ("failed", f"{HOME}/")
    assert change.why.startswith("Webstedets sitemap kan ikke læses.")


def test_page_whose_entry_is_no_more_is_told_of_and_pruned(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"))
    assert office.sync(Entry(f"{HOME}/bro")) == [("new", "bro")]
    assert office.sync() == [("left", "bro")]
    assert office.sync(prune=True) == [("left", "bro"), ("removed", "bro")]


def test_page_that_another_entry_finds_now_is_that_entrys(office: Office) -> None:
    office.site.pages |= {"/aa": Reply(html("A", "/bro")), "/bb": Reply(html("B", "/bro"))}
    office.site.pages["/bro"] = Reply(html("Broen"))
    first, second = (Entry(f"{HOME}/{one}", depth=1) for one in ("aa", "bb"))
    assert office.sync(first) == [("new", "aa"), ("new", "bro")]
    expected = [("new", "bb"), ("same", "bro"), ("left", "aa"), ("removed", "aa")]
    assert office.sync(second, prune=True) == expected
    assert office.sync(second, prune=True) == [("same", "bb"), ("same", "bro")]


def test_page_that_a_link_is_led_to_must_be_the_entrys_too(office: Office) -> None:
    office.site.pages |= {
        "/aa": Reply(html("A", "/ud", "/ind")),
        "/ud": Reply(status=301, headers={"Location": f"{HOME}/arkiv/gammel"}),
        "/ind": Reply(html("Inde")),
        "/arkiv/gammel": Reply(html("Gammel")),
    }
    entry = Entry(f"{HOME}/aa", depth=1, exclude=("/arkiv/*",))
    assert office.sync(entry) == [("new", "aa"), ("new", "ind")]


def test_dry_run_tells_the_same_and_writes_nothing(office: Office) -> None:
    office.site.pages |= {"/aa": Reply(html("A")), "/bb": Reply(html("B")), "/cc": Reply(html("C"))}
    office.add(f"{HOME}/aa", f"{HOME}/bb")
    before = {path.name: path.read_bytes() for path in office.folder.iterdir()}
    office.site.pages |= {"/aa": Reply(html("A2")), "/bb": Reply(status=404)}
    office.dry = True
    entries = [Entry(f"{HOME}/cc")]
    expected = [("new", "cc"), ("changed", "aa"), ("gone", "bb"), ("removed", "bb")]
    assert office.sync(*entries, prune=True) == expected
    assert {path.name: path.read_bytes() for path in office.folder.iterdir()} == before
    office.dry = False
    assert office.sync(*entries, prune=True) == expected


def test_folder_wins_over_the_shelf_with_a_problem(office: Office, tmp_path: Path) -> None:
    office.site.pages |= {"/bro": Reply(html("Broen")), "/vej": Reply(html("Vejen"))}
    office.add(f"{HOME}/bro", f"{HOME}/vej")
    documents = tmp_path / "dokumenter"
    documents.mkdir()
    (documents / "bro.txt").write_text("Bro\n\nMin egen bro.\n", encoding="utf-8")
    listed = all_sources(documents, office.folder)
    assert [(one.id, one.path.parent) for one in listed.sources] == [
        ("bro", documents), ("vej", office.folder),
    ]  # fmt: skip
    (problem,) = listed.problems
    assert problem.file == "bro.html"
    assert problem.reason.startswith("Der er allerede et dokument med id bro i dokumentmappen")


@pytest.mark.parametrize(
    "state",
    ["", "[]", "{}", '{"address": 1, "file": "a.html"}', '{"address": "x", "file": "../a.html"}',
     '{"address": "x", "file": "a.html", "fetched": "i går"}'],
)  # fmt: skip
def test_damaged_state_is_a_problem_and_leads_nowhere(tmp_path: Path, state: str) -> None:
    (tmp_path / "a.json").write_text(state, encoding="utf-8")
    (tmp_path / "a.html").write_text("a")
    listed = kept(tmp_path)
    assert listed.sources == ()
    assert [problem.file for problem in listed.problems] == ["a.json"]


def test_document_with_a_damaged_state_can_be_removed_and_added_again(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"))
    office.add(f"{HOME}/bro")
    (office.folder / "bro.json").write_text("{")
    with Web(wire=wire(office.site)) as web:
        assert remove(office.desk(web), "bro").what == "removed"
    assert kept(office.folder).problems == ()
    assert office.add(f"{HOME}/bro") == [("new", "bro")]


def test_missing_copy_is_a_problem_and_is_fetched_again(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"), headers={"ETag": '"1"'})
    office.add(f"{HOME}/bro")
    (office.folder / "bro.html").unlink()
    assert [one.file for one in kept(office.folder).problems] == ["bro.html"]
    office.sync()
    assert office.ids() == ["bro"]


def test_state_is_json_that_a_person_can_read(office: Office) -> None:
    office.site.pages["/bro"] = Reply(html("Broen"), headers={"ETag": '"1"'})
    office.add(f"{HOME}/bro")
    told = json.loads((office.folder / "bro.json").read_bytes())
    assert told["address"] == f"{HOME}/bro"
    assert told["fetched"] == "2024-05-03T08:00:00+00:00"
    assert set(told) == {
        "address", "changed", "content_type", "etag", "fetched", "file", "sha256", "url",
    }  # fmt: skip
