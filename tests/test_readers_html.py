"""Pages of HTML: what is kept, what is left, and how it is written."""

from time import process_time

import pytest

from corpus.errors import ReadError
from corpus.readers.html import decode, read

LEAD = "Huset giver unge et sted at bo, mens de finder deres egen bolig i byen."


def text(body: str, head: str = "") -> str:
    """Return the text of a page without its title."""
    written = f"<html><head>{head}</head><body><h1>Hus</h1>{body}</body></html>"
    return read(written.encode(), "hus.html").text.removeprefix("Hus\n\n").removesuffix("\n")


def test_headings_are_told_by_the_page() -> None:
    raw = f"<h1>Hus</h1><p>{LEAD}</p><h2>Et sted.</h2><p>Det er her</p><h3>Mad?</h3><p>Ja</p>"
    found = read(raw.encode(), "hus.html")
    lines = [found.text[place:].split("\n")[0] for place in found.headings or ()]
    assert (found.title, lines) == ("Hus", ["Hus", "Et sted.", "Mad?"])


def test_page_without_headings_leaves_them_to_the_shapes() -> None:
    assert read(f"<h1>Hus</h1><p>{LEAD}</p>".encode(), "hus.html").headings is None


def test_bold_paragraph_over_text_is_a_heading() -> None:
    raw = f"<h1>Hus</h1><p>{LEAD}</p><p><b>Mad til alle</b></p><p>Der er mad.</p><p><b>Ja!</b></p>"
    found = read(raw.encode(), "hus.html")
    assert [found.text[place:].split("\n")[0] for place in found.headings or ()] == [
        "Hus",
        "Mad til alle",
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a<br>b</p><p>c<br><br>d</p>", "a\nb\n\nc\n\nd"),
        ("<p>a  b\n c&nbsp;d&shy;e</p>", "a b c de"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul><p>d", "• a\n• b\n• c\n\nd"),
        ('<ol start="3"><li>a<li>b</ol>', "3. a\n4. b"),
        ("<p>100 <del>200</del> <s>300</s>kr.</p>", "100 kr."),
        ("<dl><dt>Pris<dd>Gratis<dt>Tid<dd>a<dd>b</dl>", "Pris: Gratis\n\nTid: a, b"),
        ("<p>a<div>b</div>c", "a\n\nb\n\nc"),
        ("<table><tr><td>Pris<td>Ja<tr><td>Alder<td>18 år</table>", "Pris: Ja\n\nAlder: 18 år"),
        (
            "<table><tr><th>By<th>Antal<th>Leder<tr><td>Odde<td>12<td>Bo<tr><td>Vig<td><td>Ib",
            "By: Odde · Antal: 12 · Leder: Bo\n\nBy: Vig · Leder: Ib",
        ),
        (
            '<table><tr><td rowspan="2">Odde<td>Mad<td>a<tr><td>Seng<td>b</table>',
            "Odde · Mad · a\n\nOdde · Seng · b",
        ),
        (
            "<table><tr><th>By<th>Antal<th>Leder<tr><td>Odde<td colspan=2>Lukket",
            "By: Odde · Antal, Leder: Lukket",
        ),
        (
            "<table><tr><th>By<th>Antal<th>Leder<tr><td colspan=3>Fyn<tr><td>Odde<td>12<td>Bo",
            "Fyn\n\nBy: Odde · Antal: 12 · Leder: Bo",
        ),
        ("<table><tr><td colspan=2>Om huset<tr><td>Pris<td>Ja", "Om huset\n\nPris: Ja"),
        ("<table><tr><td><h2>Mad</h2><p>Der er mad.</p></td></tr></table>", "Mad\n\nDer er mad."),
        ("<details><summary>Mad</summary><p>Der er mad.</p></details>", "Mad\n\nDer er mad."),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("<p><b>Mad</b><br>Der er mad.<br><br><b>Leg</b><br>a<br>b</p>",
         "Mad\n\nDer er mad.\n\nLeg\n\na\nb"),
        ("<ol><li>a<ol type=a><li>b<li>c</ol><li>d</ol>", "1. a\na) b\nb) c\n2. d"),
        ("<ul><li><b>Odde</b><span>mandag</span></ul><a>a</a><a>b</a>", "• Odde mandag\n\na b"),
        ("<p><span>h</span><span>us</span> <b>Mad</b><span>.</span> <b>b</b><i>lå</i></p>",
         "hus Mad. blå"),
        ('<p>Ja.<sup><a href="#n">1</a></sup> 10 m<sup>2</sup></p>', "Ja. 10 m2"),
        ('<p><a href="mailto:a@b.dk?subject=x">Skriv til os</a></p>', "Skriv til os: a@b.dk"),
        ('<p>Du kan <a href="mailto:a@b.dk">skrive her</a>.</p>', "Du kan skrive her (a@b.dk)."),
        ('<p><a href="mailto:a@b.dk">a@b.dk</a> <a href="mailto:">Ib</a></p>', "a@b.dk Ib"),
        ('<p><a href="mailto:a@b.dk">Meld fejl på siden</a></p>', "Meld fejl på siden"),
        ('<p><a href="tel:+4512345678">Ring nu</a></p>', "Ring nu: 12 34 56 78"),
        ('<a href="tel:+4512345678">12345678</a> <a href="tel:1813">1813</a>', "12345678 1813"),
        ('<p>Kontakt <a href="mailto:a@b.dk">Bo</a> eller Ib</p>', "Kontakt Bo (a@b.dk) eller Ib"),
        ("<ul><li><h3>Mad</h3><p>Hver dag.</p></ul>", "Mad\n\nHver dag."),
        ("<p>Ja.<sup>1</sup> Nej<sup>2</sup></p>", "Ja. Nej2"),
        ("<p>Kl. 10.<sup>15</sup>-12:<sup>00</sup>, 8,<sup>75</sup> kr. Fra 2019.<sup>12</sup></p>",
         "Kl. 10.15-12:00, 8,75 kr. Fra 2019."),
        ("<p>Kom kl. 10.<sup>1</sup> Se 4.<sup>[15]</sup></p>", "Kom kl. 10. Se 4."),
        ("<p>Cafe\u0301 <span>på</span> hjørnet</p>", "Café på hjørnet"),
    ],
)  # fmt: skip
def test_what_stands_on_a_page_is_written_in_lines(body: str, expected: str) -> None:
    assert text(body) == expected


@pytest.mark.parametrize(
    "around",
    [
        "<nav><a href=/>Forside</a></nav>",
        "<footer>Bjergby</footer>",
        "<script>var x</script>",
        '<div class="cookie-banner">Vi bruger cookies</div>',
        '<div id="cookieBanner">Vi samler data</div>',
        '<ul class="c-site__menu c-menu__list"><li>Job</ul>',
        '<section class="c-box newsletter-signup"><h2>Nyt</h2></section>',
        '<div role="search">Søg</div>',
        "<p hidden>x</p>",
        '<div style="display: none">x</div>',
        '<span aria-hidden="true">×</span>',
        '<span class="sr-only">Åbner nyt vindue</span>',
        "<form><label></label><input value=x><select><option>x</select></form>",
        "<!-- x -->",
        "<noscript>Slå JavaScript til</noscript>",
    ],
)
def test_what_belongs_to_the_site_is_left_out(around: str) -> None:
    assert text(f"{around}<p>{LEAD}</p>{around}") == LEAD


@pytest.mark.parametrize("name", ["social-indsats", "menukort side", "page-header", "x"])
def test_content_is_kept_whatever_it_is_called(name: str) -> None:
    assert text(f'<div class="{name}"><p>{LEAD}</p></div>') == LEAD


def test_what_a_click_unfolds_is_kept() -> None:
    body = f'<h2><button aria-controls="a">Mad</button></h2><div id="a" hidden>{LEAD}</div>'
    assert text(body) == f"Mad\n\n{LEAD}"
    body = f'<button aria-controls="a">Mad</button><div id="a" aria-hidden="true">{LEAD}</div>'
    assert text(body) == f"Mad\n\n{LEAD}"


def test_main_content_is_taken_with_its_heading_and_contact_from_beside_it() -> None:
    raw = (
        "<body><header><h1>Hus</h1><p>Et hus til unge.</p></header><div>Andre sider</div>"
        f"<main><h2>Mad</h2><p>{LEAD}</p></main>"
        '<div class="kontakt"><h2>Kontakt</h2><p>Ida Holm<br>ih@eksempel.dk</p></div></body>'
    )
    assert read(raw.encode(), "a.html").text == (
        f"Hus\n\nEt hus til unge.\n\nMad\n\n{LEAD}\n\nKontakt\n\nIda Holm\nih@eksempel.dk\n"
    )


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("", "<footer>Siden er <b>senest opdateret:</b> 18-04-2024</footer>"),
        ('<meta property="article:modified_time" content="2024-04-18T12:00:00Z">', ""),
        ('<script type="application/ld+json">{"dateModified": "2024-04-18"}</script>', ""),
    ],
)
def test_day_of_the_last_change_is_said_wherever_it_stands(head: str, body: str) -> None:
    last = text(f"<p>{LEAD}</p>{body}", head).split("\n\n")[-1]
    assert last.lower().replace(":", "") == "senest opdateret 18-04-2024"


def test_path_to_the_page_is_its_first_line() -> None:
    body = f'<nav class="breadcrumb"><ol><li><a>Forside</a><li>Hus</ol></nav><p>{LEAD}</p>'
    assert read(f"<body>{body}</body>".encode(), "a.html").text == f"Forside > Hus\n\n{LEAD}\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>Hus | Bjergby Kommune</title>", "Hus"),
        ('<title>x</title><meta property="og:title" content="Hus på vej">', "Hus på vej"),
        ("", ""),
        ("<title>Bjergby Kommune - Hus til unge</title>", "Hus til unge"),
        ("<title>Hus - for unge</title>", "Hus - for unge"),
        ('<title>Hus – Broen</title><meta property="og:site_name" content="Broen">', "Hus"),
        ('<title>Om os - Broen</title><meta property="og:site_name" content="Broen">', "Broen"),
        ("<title>Forside | Broen</title>", "Broen"),
    ],
)
def test_title_without_a_heading_is_what_the_page_calls_itself(head: str, title: str) -> None:
    assert read(f"<head>{head}</head><p>{LEAD}</p>".encode(), "a.html").title == title


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ('<link rel="canonical" href="https://eksempel.dk/hus">', "https://eksempel.dk/hus"),
        ('<meta property="og:url" content="https://eksempel.dk/b">', "https://eksempel.dk/b"),
        ('<link rel="canonical" href="/hus">', None),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
    ],
)
def test_address_is_the_one_that_the_page_calls_its_own(link: str, url: str | None) -> None:
    assert read(f"<head>{link}</head><p>{LEAD}</p>".encode(), "a.html").url == url


@pytest.mark.parametrize(
    "raw",
    [
        "<p>blåbær</p>".encode(),
        b"\xef\xbb\xbf" + "<p>blåbær</p>".encode(),
        "\ufeff<p>blåbær</p>".encode("utf-16-le"),
        "<p>blåbær</p>".encode("cp1252"),
        '<meta charset="iso-8859-1"><p>blåbær</p>'.encode("cp1252"),
        '<meta charset="findes-ikke"><p>blåbær</p>'.encode(),
        '<meta http-equiv=Content-Type content="text/html; charset=utf-8"><p>blåbær</p>'.encode(),
    ],
)
def test_letters_are_read_by_the_charset_of_the_page(raw: bytes) -> None:
    assert decode(raw).endswith("<p>blåbær</p>")


def test_page_that_is_built_in_the_browser_is_refused() -> None:
    with pytest.raises(ReadError, match="Den bygges måske først i browseren"):
        read(b"<html><title>Hus</title><body><div id=root></div><script>x</script>", "a.html")


def test_names_of_tabs_stand_over_what_they_show() -> None:
    body = (
        '<div role="tablist"><button role="tab" aria-controls="a">Mad</button>'
        '<a role="tab" href="#b">Regler</a></div>'
        '<div id="a" role="tabpanel">Der er mad.</div><div id="b" hidden><p>Ingen dyr.</p></div>'
    )
    assert text(body) == "Mad\n\nDer er mad.\n\nRegler\n\nIngen dyr."


def test_links_alone_before_the_heading_are_the_way_around_the_site() -> None:
    raw = (
        '<ul><li><a href="/b">Borger</a><li><a href="/j">Job</a></ul><p>Nyt <a>her</a></p>'
        f'<h1>Hus</h1><p>{LEAD}</p><ul><li><a href="/m">Mad i huset</a></ul>'
    )
    found = read(raw.encode(), "hus.html")
    assert found.text == f"Nyt her\n\nHus\n\n{LEAD}\n\n• Mad i huset\n"


def test_page_laid_out_in_a_table_has_its_text_in_the_cell_of_its_heading() -> None:
    raw = (
        '<table><tr><td><a href="/b">Børn</a><br>Menu<td>'
        f"<h1>Hus</h1><p>{LEAD}</p><td>Genveje<tr><td colspan=3>Odde Kommune, 12 34 56 78</table>"
    )
    assert read(raw.encode(), "hus.html").text == f"Hus\n\n{LEAD}\n"


def test_box_of_contacts_keeps_a_name_that_is_said_elsewhere() -> None:
    box = "<aside class=contact><h2>Kontakt</h2><p>Hus</p><p>12 34 56 78</p></aside>"
    body = f"<main><h1>Hus</h1><p>{LEAD}</p></main>{box}"
    found = read(f"<html><body>{body}</body></html>".encode(), "hus.html")
    assert found.text == f"Hus\n\n{LEAD}\n\nKontakt\n\nHus\n\n12 34 56 78\n"


def test_way_to_the_page_in_its_heading_is_no_part_of_its_title() -> None:
    head = '<h1><span><a href="/">Sider</a></span><span>&gt;</span>Hus</h1>'
    raw = f"<title>Hus | Odde</title>{head}<p>{LEAD}</p>"
    assert read(raw.encode(), "hus.html").title == "Hus"
    raw = f'<title>Hus</title><h1><a href="/">Sider</a><img src="x">Hus</h1><p>{LEAD}</p>'
    assert read(raw.encode(), "hus.html").text == f"Hus\n\n{LEAD}\n"
    raw = f'<title>Velkommen</title><h1>Velkommen i <a href="/">Huset</a></h1><p>{LEAD}</p>'
    assert read(raw.encode(), "hus.html").title == "Velkommen i Huset"


def test_path_has_each_step_once_without_what_stands_between_them() -> None:
    steps = "<li><a>Forside</a><span>/</span></li><li><a>Børn</a><span>/</span></li><li>Hus</li>"
    raw = f'<div class="breadcrumb"><ul>{steps}</ul></div><h1>Hus</h1><p>{LEAD}</p>'
    assert read(raw.encode(), "a.html").text == f"Forside > Børn > Hus\n\nHus\n\n{LEAD}\n"


def test_page_laid_out_in_a_table_without_a_heading_has_its_text_in_its_largest_cell() -> None:
    raw = (
        '<table><tr><td><a href="/b">Børn</a><br><a href="/j">Job</a><td>'
        f"<b>Hus</b><br>{LEAD}<table><tr><td>Mandag<td>9-15</table><td>Genveje</table>"
    )
    found = read(raw.encode(), "hus.html").text
    assert found == f"Hus\n\n{LEAD}\n\nMandag: 9-15\n"
    raw = f"<table><tr><td>{LEAD}<td>Et hus til. <a href=/x>Mere om det</a></table>"
    assert "Et hus til" in read(raw.encode(), "hus.html").text


def test_shortcuts_are_the_way_around_the_site() -> None:
    links = '<ul><li><a href="/b">Blanketter</a><li><a href="/j">Job</a></ul>'
    assert text(f"<p>{LEAD}</p><div><h3>Genveje</h3>{links}</div>") == LEAD
    told = text(f"<p>{LEAD}</p><h3>Genveje</h3>{links}<p>Ring til os.</p>")
    assert told.endswith("Ring til os.") and "Blanketter" in told


def test_link_that_acts_is_left_out_where_it_is_no_word_of_a_sentence() -> None:
    card = '<h3>Mad</h3><p>Hver dag.</p><a class="btn" href="/m">Læs mere</a>'
    assert text(f"<p>{LEAD}</p>{card}<p>Kom.</p>") == f"{LEAD}\n\nMad\n\nHver dag.\n\nKom."
    assert text("<p>Tryk på <a href='/p'>print</a> først.</p>") == "Tryk på print først."


@pytest.mark.parametrize(
    ("part", "around"),
    [
        ("<button>Er der mad?</button><p>Ja</p>", '<div class="faq">{}</div>'),
        ('<button aria-expanded="true">Er der mad?</button><p>Ja</p>', "<div>{}</div>"),
        ("<summary>Menu</summary><p>Ja</p>", "<details>{}</details>"),
        ('a <a href="mailto:a@b.dk">x</a> og ', "<p>{}</p>"),
        ('<a href="mailto:a@b.dk">x</a><br>', "<p>{}</p>"),
        ('<div class="cookie-x">Vi bruger ting</div>', "<p>Ja</p>{}"),
        ('<div class="gdpr">Vi bruger cookies</div>', "<p>Ja</p>{}"),
    ],
)
def test_many_parts_are_read_in_time_that_grows_with_them(part: str, around: str) -> None:
    began = process_time()
    text(around.format(part * 3_000))
    assert process_time() - began < 3  # 0.1 to 0.9 s; when each part read all others, 5 s and more
