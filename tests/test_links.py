"""What a page and a site map point to."""

import time

import pytest

from corpus.links import Links, links, sitemap
from corpus.wire import WebError

PAGE = "https://broen.example/a/side"


def test_links_are_joined_and_told_once_in_order() -> None:
    html = (
        "<a href='b'>1</a><A class=x HREF=\"/c?x=1&amp;y=2#z\">2</A><a href=b>3</a>"
        '<a href="mailto:x@y.example">4</a><a href="javascript:void(0)">5</a><a name="q">6</a>'
        '<a href="https://vejen.example/æ" rel="nofollow">7</a><a href="https://vejen.example/æ">8'
    )
    assert links(html.encode(), PAGE).addresses == (
        "https://broen.example/a/b",
        "https://broen.example/c?x=1&y=2",
        "https://vejen.example/%C3%A6",
    )


def test_base_of_a_page_and_its_wish_not_to_be_followed_are_kept() -> None:
    base = '<base href="/andet/"><a href="b">'
    assert links(base.encode(), PAGE).addresses == ("https://broen.example/andet/b",)
    closed = '<meta name="robots" content="noindex, NoFollow"><a href="b">'
    assert links(closed.encode(), PAGE) == Links()


@pytest.mark.parametrize(
    ("told", "canonical"),
    [
        (PAGE, PAGE),
        ("side", PAGE),
        ("/a/side/?id=7", f"{PAGE}/?id=7"),
        ("/", ""),
        ("https://vejen.example/a/side", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_canonical_address_is_the_pages_own_but_for_its_query(told: str, canonical: str) -> None:
    html = f'<link href="{told}" rel="canonical">'
    assert links(html.encode(), f"{PAGE}?utm_source=a&b=1").canonical == canonical


@pytest.mark.parametrize("piece", ["<a ", "<a href='", "<a " + "b" * 3990, "<", '<a x="', "<a a="])
def test_no_page_is_slow(piece: str) -> None:
    raw = (piece * (2_000_000 // len(piece))).encode()
    began = time.process_time()
    assert links(raw, PAGE).addresses == ()
    assert time.process_time() - began < 3.0


def test_site_map_of_other_words_is_empty_and_of_none_is_an_error() -> None:
    assert sitemap(b"<html></html>", PAGE).pages == ()
    with pytest.raises(WebError, match="sitemap kan ikke læses"):
        sitemap(b"hej", PAGE)
