"""The feet of articles and sites: what is told of whom to contact, and of the day of the page."""

import pytest

from corpus.readers.html import read
from corpus.structure import Hints, parse

LEAD = "Caféen er for alle, der har lyst til at spise sammen med andre om aftenen."


def text(body: str, head: str = "") -> str:
    written = f"<html><head>{head}</head><body>{body}</body></html>"
    return read(written.encode(), "cafe.html").text


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Kontakt: Ida Holm, tlf. 12 34 56 78</p>",
        "<p>Kontakt: Ida Holm, ih@eksempel.dk</p>",
        "<p>Torsdag kl. 17-20</p>",
    ],
)
def test_foot_of_an_article_is_told_where_it_says_whom_to_contact_or_when(foot: str) -> None:
    said = foot.removeprefix("<p>").removesuffix("</p>")
    links = '<ul><li><a href="/a">Del</a><li><a href="/b">Mad</a></ul>'
    for tag in ("article", "main"):
        body = f"<{tag}><h1>Café</h1><p>{LEAD}</p><footer>{foot}{links}</footer></{tag}>"
        assert text(body) == f"Café\n\n{LEAD}\n\n{said}\n"


@pytest.mark.parametrize(
    "foot",
    [
        "<p>Emner: mad, aften</p>",
        "<p>Bjergby Kommune, Torvet 1, tlf. 99 99 99 99</p>",
        "<p>Caféen, tlf. 99 99 99 99. CVR 12345678</p><a href='/p'>Privatlivspolitik</a>",
    ],
)
def test_foot_of_a_site_within_its_main_part_is_left_out(foot: str) -> None:
    body = f"<main><h1>Café</h1><p>{LEAD}</p><footer>{foot}</footer></main>"
    assert text(body) == f"Café\n\n{LEAD}\n"


FOOT = (
    '<footer class="site-footer"><div><h3>Genveje</h3><ul><li><a href="/a">Job</a></ul></div>'
    "<div><h3>Kontakt</h3><p>{}<br>Havnegade 3, 8000 Bjergby</p>"
    '<p>Tlf. <a href="tel:88888888">88 88 88 88</a></p></div>'
    "<div><h3>Åbningstider</h3><p>Mandag-fredag 10-15</p></div>"
    "<div><h3>Om os</h3><p>Vi hjælper.</p></div><p>© Broen. CVR 12345678</p></footer>"
)
SITE = '<title>Café | Foreningen Broen</title><meta property="og:site_name" content="{}">'


def test_foot_of_an_organisations_site_tells_whom_to_contact_by_its_name() -> None:
    page = f"<h1>Café</h1><p>{LEAD}</p>"
    body = page + FOOT.format("Foreningen Broen")
    found = read(f"<html><head>{SITE.format('Broen')}</head>{body}</html>".encode(), "cafe.html")
    assert found.text == (
        f"Café\n\n{LEAD}\n\nKontakt\n\nForeningen Broen\nHavnegade 3, 8000 Bjergby\n\n"
        "Tlf. 88 88 88 88\n\nÅbningstider\n\nMandag-fredag 10-15\n"
    )
    hints = Hints(found.title, frozenset(found.headings or ()))
    fields = [(one.name, one.value) for one in parse("cafe", found.text, hints=hints).fields]
    assert fields == [("unit", "Foreningen Broen"), ("telephone", "88 88 88 88")]


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("Bjergby Kommune", ""),
        ("Rådhuset", ""),
        ("Foreningen Stien", ""),
        ("Foreningen Broen", "<p>Ring til Ida Holm på 12 34 56 78.</p>"),
    ],
)
def test_foot_of_a_site_is_left_out_where_it_is_of_an_authority_or_another(
    name: str, more: str
) -> None:
    head = SITE.format(name if "Stien" not in name else "Foreningen Broen")
    page = f"<h1>Café</h1><p>{LEAD}</p>{more}"
    assert "88 88" not in text(page + FOOT.format(name), head)


@pytest.mark.parametrize(
    ("lines", "kept"),
    [
        ("Webmaster: 11 11 11 11<br>Faktura sendes til regning@eksempel.dk", ""),
        ("Presse<br>Ida Holm<br>Tlf. 11 11 11 11", ""),
        ("Job: job@eksempel.dk<br>It-support: 11 11 11 11<br>Tlf. 22 22 22 22", "Tlf. 22 22 22 22"),
        ("Tlf. 22 22 22 22<br>Er der fejl på siden?<br>a@eksempel.dk", "Tlf. 22 22 22 22"),
        ("</p><h3>Bogholderi</h3><p>Tlf. 11 11 11 11", ""),
        ("</p><p>Journalister</p><p>Ida Holm</p><p>Tlf. 11 11 11 11", ""),
    ],
)
def test_foot_of_a_site_tells_nobody_who_sees_to_the_site_its_bills_or_the_press(
    lines: str, kept: str
) -> None:
    page = f"<main><h1>Café</h1><p>{LEAD}</p></main><footer><p>Broen<br>{lines}</p></footer>"
    contact = f"\n\nKontakt\n\nBroen\n{kept}" if kept else ""
    assert text(page, SITE.format("Broen")) == f"Café\n\n{LEAD}{contact}\n"


def test_foot_is_told_of_a_page_whose_name_is_that_of_others() -> None:
    foot = "<footer><p>Job og Mad<br>Tlf. 22 22 22 22</p></footer>"
    told = text(f"<main><h1>Café</h1><p>{LEAD}</p></main>{foot}", SITE.format("Job og Mad"))
    assert told.endswith("Kontakt\n\nJob og Mad\nTlf. 22 22 22 22\n")


@pytest.mark.parametrize(
    "changed",
    ["Opdateret d. 3. maj 2024", "Indholdet er opdateret 3. maj 2024", "Revideret den 03.05.2024"],
)
def test_day_of_the_last_change_is_read_from_a_foot(changed: str) -> None:
    for tag in ("footer", 'div class="footer"', 'div role="contentinfo"'):
        foot = f"<{tag}><p>{changed}</p></{tag.split()[0]}>"
        for body in (f"<article><h1>Café</h1><p>{LEAD}</p>{foot}</article>",
                     f"<main><h1>Café</h1><p>{LEAD}</p></main>{foot}"):  # fmt: skip
            found = text(body)
            assert found == f"Café\n\n{LEAD}\n\n{changed}\n"
            (field,) = parse("cafe", found).fields
            assert (field.name, str(field.first)) == ("updated", "2024-05-03")


def test_day_in_a_foot_that_is_told_stands_there_once() -> None:
    foot = "<footer><p>Tlf. 12 34 56 78</p><p>Opdateret d. 3. maj 2024</p></footer>"
    body = f"<article><h1>Café</h1><p>{LEAD}</p>{foot}</article>"
    assert text(body) == f"Café\n\n{LEAD}\n\nTlf. 12 34 56 78\n\nOpdateret d. 3. maj 2024\n"
