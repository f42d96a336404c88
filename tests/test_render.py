import re

from assistant.render import conversation, examples
from assistant.types import Answer, Citation, Nearest, Turn
from corpus.structure import parse

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


def test_answer_that_is_not_found_shows_the_nearest_documents_and_why() -> None:
    nearest = (Nearest("bro", "Bro & Vej", "nævner »<vej>«"),)
    answer = Answer("1", "Vejr?", "citizen", "not_found", "Det ved jeg ikke.", nearest=nearest)
    html = conversation([Turn("Vejr?", answer)], DOCUMENTS)
    assert "<h2>Nærmeste dokumenter</h2>" in html
    assert (
        '<h3>Bro &amp; Vej</h3><p class="why">Nævner »&lt;vej&gt;«</p>'
        '<button type="button" data-document="bro"' in html
    )
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
