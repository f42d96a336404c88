import re
from html import unescape

from assistant.danger import above
from assistant.render import answer_text, conversation, examples, excerpt, pieces, whole
from assistant.types import Answer, Citation, Nearest, Turn
from corpus.structure import parse
from corpus.types import Document

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
DOCUMENTS = {"bro": DOCUMENT}


def cited(quote: str, number: int = 1, section: str = "") -> Citation:
    start = TEXT.index(quote)
    return Citation(number, "bro", DOCUMENT.title, section, quote, start, start + len(quote))


def answered(text: str, *citations: Citation) -> Answer:
    return Answer("1", "Hvem?", "caseworker", "answered", text, citations)


def excerpt_of(quote: str, document: Document = DOCUMENT) -> str:
    start = document.text.index(quote)
    return excerpt(document, start, start + len(quote))


def marked(html: str) -> list[str]:
    return [unescape(found) for found in re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)]


def test_marker_of_a_citation_links_to_its_card() -> None:
    answer = answered("Unge over 18 år. [1]", cited("Unge over 18 år."))
    link = '<a class="marker" href="#source-3-1" aria-label="Kilde [1]">[1]</a>'
    assert answer_text(answer, 3) == f"<p>Unge over 18 år. {link}</p>"


def test_notice_stands_once_above_the_answer_with_numbers_to_call() -> None:
    answer = above("Ring 112 nu.\nEllers 70 201 201.", answered("Unge."))
    html = answer_text(answer, 1)
    assert html == (
        '<div class="danger" role="note" aria-label="Vigtigt">'
        '<p>Ring <a href="tel:112">112</a> nu.</p>'
        '<p>Ellers <a href="tel:70201201">70 201 201</a>.</p></div><p>Unge.</p>'
    )


def test_notice_without_a_number_to_call_is_no_alarm() -> None:
    html = answer_text(above("Det afgør kommunen.", answered("Unge.")), 1)
    assert html.startswith('<div class="decides" role="note" aria-label="Vigtigt"><p>Det afgør')


def test_bracketed_number_without_citation_stays_text() -> None:
    answer = answered("Se lov [12]. [1]", cited("Unge over 18 år."))
    assert answer_text(answer, 1).startswith('<p>Se lov [12]. <a class="marker"')


def test_answer_text_is_escaped() -> None:
    assert answer_text(answered('<img src=x> & "co"'), 1) == (
        "<p>&lt;img src=x&gt; &amp; &quot;co&quot;</p>"
    )


def test_lines_with_bullets_become_one_list_between_paragraphs() -> None:
    assert answer_text(answered("Det er:\n• et\n• to\n\nSlut."), 1) == (
        "<p>Det er:</p><ul><li>et</li><li>to</li></ul><p>Slut.</p>"
    )


def test_numbered_lines_keep_their_numbers() -> None:
    assert answer_text(answered("2) to\n3) tre"), 1) == (
        '<ol><li value="2">to</li><li value="3">tre</li></ol>'
    )


def test_line_that_begins_with_a_date_is_no_list() -> None:
    assert answer_text(answered("1. januar 2018 sluttede det."), 1) == (
        "<p>1. januar 2018 sluttede det.</p>"
    )


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
    citation = cited("samtaler hver uge")
    html = whole(DOCUMENT, citation.start, citation.end)
    assert '<h2 id="viewer-title">Bro &amp; Vej</h2>' in html
    assert '<h3 class="heading">Målgruppe:</h3>' in html
    assert '<ul><li class="item"><mark>samtaler hver uge</mark></li><li class="item">' in html
    assert html.count("Bro &amp; Vej") == 2  # the title once, and the path above it
    assert marked(html) == ["samtaler hver uge"]


def test_link_to_the_original_is_shown_for_web_addresses_alone() -> None:
    assert 'href="https://x.dk/?a=1&amp;b=2"' in whole(
        parse("bro", TEXT, url="https://x.dk/?a=1&b=2"), 0, 0
    )
    assert "href" not in whole(parse("bro", TEXT, url="javascript:alert(1)"), 0, 0)


def test_sources_show_number_title_section_and_quote() -> None:
    turn = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.", section="Målgruppe")))
    html = conversation([turn], DOCUMENTS)
    assert '<li class="card" id="source-1-1" tabindex="-1">' in html
    assert '<h3><span class="number">1</span> Bro &amp; Vej</h3>' in html
    assert '<p class="section">Målgruppe</p>' in html
    assert "<mark>Unge over 18 år.</mark>" in html
    start = TEXT.index("Unge over")
    assert f'data-document="bro" data-start="{start}" data-end="{start + 16}"' in html
    assert 'data-copy="»Unge over 18 år.« (Bro &amp; Vej, Målgruppe)"' in html


def test_question_is_shown_as_text() -> None:
    html = conversation([], DOCUMENTS, asked="<script>alert(1)</script> ${1+1} {{x}}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${1+1} {{x}}" in html
    assert "Søger i dokumenterne …" in html


def test_answer_that_is_not_found_shows_the_nearest_documents() -> None:
    nearest = (Nearest("bro", "Bro & Vej"),)
    answer = Answer("1", "Vejr?", "citizen", "not_found", "Det ved jeg ikke.", nearest=nearest)
    html = conversation([Turn("Vejr?", answer)], DOCUMENTS)
    assert "<h2>Nærmeste dokumenter</h2>" in html
    assert '<h3>Bro &amp; Vej</h3><button type="button" data-document="bro"' in html
    assert "<mark>" not in html


def test_only_the_latest_sources_are_shown() -> None:
    turn = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.")))
    html = conversation([turn, turn], DOCUMENTS)
    assert re.findall(r'<aside class="([^"]*)"', html) == ["sources", "sources shown"]


def test_examples_come_from_the_documents_own_labels() -> None:
    plain = parse("nyt", "Nyt hus\n\nDet nye hus er åbent for alle nu.")
    assert examples([DOCUMENT, plain]) == (
        "Hvem er målgruppen for »Bro & Vej«?",
        "Hvem kan jeg kontakte om »Bro & Vej«?",
        "Hvad handler »Nyt hus« om?",
    )
