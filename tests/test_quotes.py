import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape

from assistant.quotes import GONE, cited, excerpt, gone, pieces, spell, whole
from assistant.types import Citation
from corpus.structure import parse
from corpus.types import Document, Origin
from tests.fakes import IN_PROSE, PAGE

TEXT = """Forside > Voksne > Bro & Vej

Bro & Vej

Et <b>forløb</b> på 12 uger.

Målgruppe:

Unge over 18 år. De skal have et misbrug.

Indhold:

  • samtaler hver uge
  • en fast kontaktperson
  • hjælp til bolig.

Kontakt:

Ida Holm
+45 11 22 33 44
"""
DOCUMENT = parse("bro", TEXT)
TODAY = date(2024, 6, 1)
SEVERAL = parse(
    "puljer",
    "Puljer\n\nBroen\n\nBroen får 4 mio. kr. i perioden 2017-2019.\n\n"
    "Vejen\n\nVejen får 5 mio. kr. i perioden 2020-2022.\n",
)


def excerpt_of(quote: str, document: Document = DOCUMENT) -> str:
    start = document.text.index(quote)
    return excerpt(document, start, start + len(quote))


def marked(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


def test_excerpt_marks_the_quote_inside_its_block() -> None:
    assert excerpt_of("De skal have et misbrug.") == (
        '<p class="paragraph">Unge over 18 år. <mark>De skal have et misbrug.</mark></p>'
    )


def test_excerpt_escapes_the_document() -> None:
    assert excerpt_of("<b>forløb</b>") == (
        '<p class="paragraph">Et <mark>&lt;b&gt;forløb&lt;/b&gt;</mark> på 12 uger.</p>'
    )


def test_quote_over_several_blocks_is_marked_in_each() -> None:
    html = excerpt_of("en fast kontaktperson\n  • hjælp til bolig.")
    assert html == (
        '<ul><li class="item">samtaler hver uge</li>'
        '<li class="item"><mark>en fast kontaktperson</mark></li>'
        '<li class="item"><mark>hjælp til bolig.</mark></li></ul>'
    )


def test_quote_with_a_line_break_is_marked_whole() -> None:
    html = excerpt_of("Ida Holm\n+45 11 22 33 44")
    assert " ".join(marked(html)) == "Ida Holm +45 11 22 33 44"


def test_quote_of_a_heading_is_marked() -> None:
    assert marked(excerpt_of("Målgruppe:\n\nUnge over 18 år.")) == [
        "Målgruppe:",
        "Unge over 18 år.",
    ]


def test_long_block_is_cut_between_words_around_the_quote() -> None:
    long = parse("lang", "Titel\n\n" + "ord " * 200 + "citatet. " + "ord " * 200 + "slut.")
    html = excerpt_of("citatet.", long)
    assert html.startswith('<p class="paragraph">… ord ord ')
    assert html.endswith(" ord ord …</p>")
    assert marked(html) == ["citatet."]
    assert len(html) < 600


def test_pieces_hold_every_character_but_bullets_and_blanks() -> None:
    shown = "".join(TEXT[piece.start : piece.end] for piece in pieces(DOCUMENT))
    assert re.sub(r"\s", "", shown) == re.sub(r"[\s•]", "", TEXT)


def test_whole_document_has_title_headings_lists_and_the_quote() -> None:
    start = TEXT.index("samtaler hver uge")
    html = whole(DOCUMENT, start, start + len("samtaler hver uge"), TODAY)
    assert '<h2 id="viewer-title">Bro &amp; Vej</h2>' in html
    assert '<h3 class="heading" id="section-1" tabindex="-1">Målgruppe:</h3>' in html
    assert '<ul><li class="item"><mark>samtaler hver uge</mark></li><li class="item">' in html
    assert html.count("Bro &amp; Vej") == 2  # the title once, and the path above it
    assert marked(html) == ["samtaler hver uge"]


def test_link_to_the_original_is_shown_for_web_addresses_alone() -> None:
    assert 'href="https://x.dk/?a=1&amp;b=2"' in whole(
        parse("bro", TEXT, url="https://x.dk/?a=1&b=2"), 0, 0, TODAY
    )
    assert "javascript" not in whole(parse("bro", TEXT, url="javascript:alert(1)"), 0, 0, TODAY)


def test_quote_of_a_document_that_has_changed_since_stands_alone() -> None:
    start = TEXT.index("De skal")
    citation = Citation(1, "bro", "Bro & Vej", "", "De skal <b>", start, start + 11)
    alone = '<p class="other"><mark>De skal &lt;b&gt;</mark></p>'
    assert cited(citation, {}) == alone
    assert cited(citation, {"bro": DOCUMENT}) == alone
    right = Citation(1, "bro", "Bro & Vej", "", "De skal", start, start + 7)
    assert cited(right, {"bro": DOCUMENT}) == excerpt(DOCUMENT, start, start + 7)


def test_document_that_is_gone_is_said_to_be_so() -> None:
    assert f'<h2 id="viewer-title">{GONE}</h2>' in gone()


def test_outline_links_to_every_heading_of_the_text_in_order() -> None:
    html = whole(DOCUMENT, 0, 0, TODAY)
    links = re.findall(r'<a href="#section-(\d)">([^<]*)</a>', html)
    assert links == [("1", "Målgruppe"), ("2", "Indhold"), ("3", "Kontakt")] * 2  # open and folded
    assert re.findall(r'<h3 class="heading" id="section-(\d)" tabindex="-1">', html) == list("123")


def test_document_with_one_heading_has_no_outline() -> None:
    html = whole(parse("vej", "Vejen\n\nMålgruppe:\n\nUnge.\n"), 0, 0, TODAY)
    assert "outline" not in html
    assert '<div class="plain"><article>' in html


def test_heading_in_an_excerpt_cannot_be_linked_to() -> None:
    assert "id=" not in excerpt_of("Målgruppe:\n\nUnge over 18 år.")


def test_viewer_tells_the_period_its_state_and_how_fresh_the_document_is() -> None:
    when = datetime(2024, 5, 3, 8, tzinfo=UTC)
    origin = Origin("https://broen.dk/", url="https://broen.dk/", fetched=when, gone=when)
    html = whole(replace(PAGE, origin=origin), 0, 0, TODAY)
    (fresh,) = re.findall(r'<ul class="fresh">(.*?)</ul>', html)
    assert re.findall("<li>(.*?)</li>", fresh) == [
        'Periode: 2020 - 2022 <span class="state over">Slut</span>',
        "Senest opdateret 18. april 2023",
        "Hentet 3. maj 2024",
        "Findes ikke længere hos kilden (siden 3. maj 2024)",
    ]


def test_viewer_of_a_file_that_was_added_says_so() -> None:
    when = datetime(2024, 5, 3, 8, tzinfo=UTC)
    html = whole(replace(DOCUMENT, origin=Origin("bro.txt", fetched=when)), 0, 0, TODAY)
    assert '<ul class="fresh"><li>Lagt til 3. maj 2024</li></ul>' in html


def test_nothing_is_told_of_a_document_that_tells_nothing() -> None:
    assert "fresh" not in whole(DOCUMENT, 0, 0, TODAY)


def test_period_in_a_sentence_is_found_and_one_of_several_initiatives_is_not() -> None:
    told = spell(IN_PROSE)
    assert told is not None
    assert (told.text, told.state(TODAY)) == ("1. marts 2021 til 31. maj 2023", "over")
    assert told.state(date(2022, 1, 1)) == "now"
    several = spell(SEVERAL)
    assert several is not None
    assert (several.text, several.state(TODAY)) == ("Flere initiativer", "unknown")
    assert spell(DOCUMENT) is None
    assert "Periode" not in whole(SEVERAL, 0, 0, TODAY)
