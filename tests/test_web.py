"""Fetching: politely, within limits, and never from a machine that should not be asked."""

import gzip
import time
import zlib
from collections.abc import Iterator

import pytest

from corpus.addresses import AddressError
from corpus.web import AGENT, Manners, Page, Seen, Web
from corpus.wire import WebError, Wire
from tests.sites import PUBLIC, Clock, Loop, Reply, Site, serving, wire

A = "http://broen.example/a"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


def fetched(site: Site, address: str = A, manners: Manners | None = None) -> Page:
    with Web(manners, wire(site)) as web:
        return web.fetch(address)


def refused(site: Site, address: str = A, manners: Manners | None = None) -> str:
    with pytest.raises((WebError, AddressError)) as caught:
        fetched(site, address, manners)
    return str(caught.value)


def test_page_is_fetched_as_it_is_with_what_to_ask_with_next_time(site: Site) -> None:
    site.pages["/a"] = Reply(b"<p>Bl\xc3\xa5", headers={"ETag": '"7"', "Last-Modified": "i dag"})
    page = fetched(site)
    assert page == Page(
        "found", A, b"<p>Bl\xc3\xa5", ".html", "text/html; charset=utf-8", '"7"', "i dag"
    )
    assert site.asked == ["broen.example/robots.txt", "broen.example/a"]
    assert site.headers[1]["User-Agent"] == AGENT == "Initiativassistenten"


def test_page_that_is_the_same_is_not_sent_again(site: Site) -> None:
    site.pages["/a"] = Reply(b"x", headers={"ETag": '"7"'})
    with Web(wire=wire(site)) as web:
        assert web.fetch(A, Seen(A, '"7"')).state == "same"
        assert web.fetch(A, Seen(A, '"6"', "i går")).body == b"x"
        assert web.fetch(A, Seen("http://vejen.example/a", '"7"')).body == b"x"
    assert site.headers[2]["If-Modified-Since"] == "i går"
    assert "If-None-Match" not in site.headers[3]


@pytest.mark.parametrize("status", [404, 410])
def test_page_that_is_no_more_is_gone(site: Site, status: int) -> None:
    site.pages["/a"] = Reply(status=status)
    assert fetched(site).state == "gone"


@pytest.mark.parametrize(
    ("status", "said"), [(401, "login"), (403, "programmer"), (429, "færre"), (500, "fejl 500")]
)
def test_error_is_said_with_what_to_do(site: Site, status: int, said: str) -> None:
    site.pages["/a"] = Reply(status=status)
    assert said in refused(site)


def test_redirect_is_followed_and_its_end_is_told(site: Site) -> None:
    site.pages["/a"] = Reply(status=301, headers={"Location": "/b#x"})
    site.pages["/b"] = Reply(status=302, headers={"Location": "http://vejen.example/c"})
    site.pages["vejen.example/c"] = Reply(b"c")
    page = fetched(site)
    assert (page.url, page.body) == ("http://vejen.example/c", b"c")
    assert site.asked == [
        "broen.example/robots.txt", "broen.example/a", "broen.example/b",
        "vejen.example/robots.txt", "vejen.example/c",
    ]  # fmt: skip


def test_redirects_in_a_ring_and_without_end_are_given_up(site: Site) -> None:
    site.pages["/a"] = Reply(status=301, headers={"Location": "/b"})
    site.pages["/b"] = Reply(status=301, headers={"Location": "/a"})
    assert "sender videre i ring" in refused(site)
    for number in range(7):
        site.pages[f"/{number}"] = Reply(status=301, headers={"Location": f"/{number + 1}"})
    site.asked.clear()
    assert "sender videre i ring" in refused(site, "http://broen.example/0")
    assert site.asked[-1] == "broen.example/5"


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::ffff:10.0.0.1]/",
        "http://lokal.example/", "http://[::1]/", "http://2130706433/", "file:///etc/passwd", "http://x@y.example/",
        "http://vejen.example:22/",
    ],
)  # fmt: skip
def test_redirect_to_a_machine_that_is_not_asked_is_refused(site: Site, target: str) -> None:
    site.pages["/a"] = Reply(status=302, headers={"Location": target})
    reached = wire(site, {"lokal.example": "10.0.0.7"})
    with Web(wire=reached) as web, pytest.raises(AddressError):
        web.fetch(A)
    assert site.asked == ["broen.example/robots.txt", "broen.example/a"]


def test_local_network_is_asked_when_it_is_allowed_but_never_the_metadata(site: Site) -> None:
    site.pages["/a"] = Reply(b"intranet")
    names = {"intra.example": "10.0.0.7", "meta.example": "169.254.169.254"}
    with Web(Manners(private=True), wire(site, names)) as web:
        assert web.fetch("http://intra.example:8080/a").body == b"intranet"
        with pytest.raises(AddressError, match="særligt net"):
            web.fetch("http://meta.example/a")


def test_name_is_looked_up_once_and_what_was_checked_is_what_is_dialled(site: Site) -> None:
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    backend, clock = Loop(site.port), Clock()
    rebinding = Wire(lambda host, port: next(answers), backend, clock, clock.sleep)
    site.pages["/a"] = Reply(b"x", headers={"Connection": "close"})
    with Web(wire=rebinding) as web:
        assert web.fetch(A).body == b"x"
        with pytest.raises(AddressError, match="lokalt eller særligt net"):
            web.fetch("http://broen.example/b")
    assert backend.dialled == [(PUBLIC, 80), (PUBLIC, 80)]  # robots.txt, and the page


def test_only_the_public_numbers_of_a_name_are_dialled(site: Site) -> None:
    backend, clock = Loop(site.port), Clock()
    mixed = Wire(lambda host, port: ["127.0.0.1", PUBLIC], backend, clock, clock.sleep)
    site.pages["/a"] = Reply(b"x")
    with Web(wire=mixed) as web:
        web.fetch(A)
    assert {number for number, _ in backend.dialled} == {PUBLIC}


def test_robots_txt_is_kept_by_its_longest_match_and_its_stars(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(
        b"User-agent: *\nDisallow: /\n\n"
        b"User-agent: initiativassistenten\nDisallow: /a\nAllow: /a/aaben\nDisallow: /*.pdf$\n",
        type="text/plain",
    )
    for path in ("/b", "/a/aaben", "/x.pdf?y"):
        site.pages[path] = Reply(b"x")
        assert fetched(site, f"http://broen.example{path}").body == b"x"
    for path in ("/a", "/a/lukket", "/x.pdf"):
        assert "robots.txt siger nej" in refused(site, f"http://broen.example{path}")


def test_site_whose_robots_txt_fails_is_not_asked(site: Site) -> None:
    site.pages |= {"/robots.txt": Reply(status=503), "/a": Reply(b"x")}
    assert "robots.txt kan ikke hentes" in refused(site)
    assert site.asked == ["broen.example/robots.txt"]


def test_host_is_asked_once_a_second_and_as_seldom_as_it_wants(site: Site) -> None:
    site.pages |= {"/a": Reply(b"x"), "/b": Reply(b"y")}
    robots = b"User-agent: *\nCrawl-delay: 7\n"
    site.pages["vejen.example/robots.txt"] = Reply(robots, type="text/plain")
    clock = Clock()
    with Web(wire=wire(site, clock=clock)) as web:
        for page in ("a", "b"):
            web.fetch(f"http://broen.example/{page}")
        assert clock.slept == [1.0, 1.0]
        for page in ("a", "b"):
            web.fetch(f"http://vejen.example/{page}")
        assert clock.slept == [1.0, 1.0, 1.0, 7.0]
        clock.now += 60
        web.fetch("http://vejen.example/a")
        assert len(clock.slept) == 4


def test_site_that_wants_long_pauses_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 900\n", type="text/plain")
    site.pages["/a"] = Reply(b"x")
    assert "900 sekunder" in refused(site)


def test_answer_that_drips_is_given_up_at_its_deadline(site: Site) -> None:
    site.pages["/a"] = Reply(b"x" * 50, drip=0.05)
    reached = Wire(lambda host, port: [PUBLIC], Loop(site.port))
    began = time.monotonic()
    with (
        Web(Manners(seconds=0.3, pause=0.0), reached) as web,
        pytest.raises(WebError, match="svarer for langsomt"),
    ):
        web.fetch(A)
    assert time.monotonic() - began < 2.0


def test_host_that_does_not_answer_is_left_alone_after_three_times(site: Site) -> None:
    def refuse(host: str, port: int) -> list[str]:
        return [PUBLIC]

    dead = Loop(1)  # nothing listens there
    clock = Clock()
    with Web(wire=Wire(refuse, dead, clock, clock.sleep)) as web:
        for _ in range(5):
            with pytest.raises(WebError, match=r"broen\.example (?:kan ikke nås|svarer ikke)"):
                web.fetch(A)
    assert len(dead.dialled) == 3


def test_page_that_is_too_large_is_refused_by_what_it_says_and_by_what_it_sends(
    site: Site,
) -> None:
    site.pages["/a"] = Reply(b"x" * 1001)
    endless = {"Connection": "close", "Content-Length": None}
    site.pages["/b"] = Reply(b"x" * 1001, headers=endless)
    small = Manners(most=1000)
    assert "fylder mere end" in refused(site, A, small)
    assert "fylder mere end" in refused(site, "http://broen.example/b", small)
    assert len(fetched(site, A, Manners(most=1001)).body) == 1001


def test_gzip_is_opened_and_a_bomb_is_not(site: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    site.pages["/a"] = Reply(gzip.compress(b"Hej"), headers=packed)
    assert fetched(site).body == b"Hej"
    site.pages["/a"] = Reply(zlib.compress(b"Hej"), headers={"Content-Encoding": "deflate"})
    assert fetched(site).body == b"Hej"
    site.pages["/a"] = Reply(gzip.compress(bytes(50_000_000)), headers=packed)
    assert "fylder mere end 20 MB" in refused(site)
    site.pages["/a"] = Reply(gzip.compress(b"Hej")[:-4], headers=packed)
    assert "Kun en del" in refused(site)
    site.pages["/a"] = Reply(b"Hej", headers=packed)
    assert "pakket forkert" in refused(site)
    site.pages["/a"] = Reply(b"Hej", headers={"Content-Encoding": "br"})
    assert "pakket på en måde" in refused(site)


@pytest.mark.parametrize(
    ("type", "path", "suffix"),
    [
        ("text/html", "/a", ".html"),
        ("Application/PDF; x=y", "/a", ".pdf"),
        ("text/plain", "/a", ".txt"),
        ("text/plain", "/a.md", ".md"),
        ("application/octet-stream", "/a.PDF", ".pdf"),
        ("application/octet-stream", "/a.htm?x", ".html"),
    ],
)
def test_kind_of_a_page_is_told_by_its_type(site: Site, type: str, path: str, suffix: str) -> None:
    site.pages[path] = Reply(b"x", type=type)
    assert fetched(site, f"http://broen.example{path}").suffix == suffix


@pytest.mark.parametrize("type", ["image/png", "application/zip", "application/octet-stream"])
def test_page_of_another_kind_is_refused_by_name(site: Site, type: str) -> None:
    site.pages["/a"] = Reply(b"x", type=type)
    assert f"af typen {type}" in refused(site)
