"""The tab »Spørg« as HTML: answers, their sources, and what can be done with them."""

import re
from datetime import date

from assistant.types import Answer, Audience, Citation, Draft, Nearest, Turn
from assistant.views.ask import Shown, draft, panel, refused, turn
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

Projektperiode:

2020 - 2022

Senest opdateret 18-04-2023
"""
DOCUMENT = parse("bro", TEXT)
SHOWN = Shown({"bro": DOCUMENT}, date(2024, 6, 1))


def cited(quote: str, number: int = 1, section: str = "") -> Citation:
    start = TEXT.index(quote)
    return Citation(number, "bro", DOCUMENT.title, section, quote, start, start + len(quote))


def answered(
    text: str, *citations: Citation, audience: Audience = "caseworker", remark: str = ""
) -> Answer:
    return Answer("1", "Hvem?", audience, "answered", text, citations, remark=remark)


def test_sources_show_number_title_section_and_quote() -> None:
    said = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.", section="Målgruppe")))
    html = turn([said], SHOWN)
    assert '<li class="card" id="source-1-1" tabindex="-1">' in html
    assert '<h4><span class="number">1</span> Bro &amp; Vej</h4>' in html
    assert '<p class="section">Målgruppe</p>' in html
    assert "<mark>Unge over 18 år.</mark>" in html
    start = TEXT.index("Unge over")
    assert f'data-document="bro" data-start="{start}" data-end="{start + 16}"' in html
    assert 'data-copy="»Unge over 18 år.« (Bro &amp; Vej, Målgruppe)"' in html


def test_card_says_when_the_initiative_ran_and_when_its_page_was_updated() -> None:
    said = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.")))
    assert (
        '<p class="origin">2020 - 2022 <span class="state over">Slut</span> · '
        "Senest opdateret 18. april 2023</p>" in turn([said], SHOWN)
    )
    earlier = Shown(SHOWN.documents, date(2021, 6, 1))
    assert '<span class="state now">I gang</span>' in turn([said], earlier)


def test_card_of_a_document_that_is_gone_shows_the_quote_alone() -> None:
    said = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.")))
    html = turn([said], Shown({}, date(2024, 6, 1)))
    assert "<mark>Unge over 18 år.</mark>" in html
    assert 'class="origin"' not in html


def test_question_is_shown_as_text() -> None:
    html = refused("<script>alert(1)</script> ${1+1} {{x}}", "For <b>langt</b>.")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ${1+1} {{x}}" in html
    assert '<p class="notice">For &lt;b&gt;langt&lt;/b&gt;.</p>' in html


def test_answer_that_is_not_found_shows_the_nearest_documents_and_why() -> None:
    nearest = (Nearest("bro", "Bro & Vej", "nævner »<vej>«"),)
    answer = Answer("1", "Vejr?", "citizen", "not_found", "Det ved jeg ikke.", nearest=nearest)
    html = turn([Turn("Vejr?", answer)], SHOWN)
    assert "<h3>Nærmeste dokumenter</h3>" in html
    assert (
        '<h4>Bro &amp; Vej</h4><p class="why">Nævner »&lt;vej&gt;«</p>'
        '<button type="button" data-document="bro"' in html
    )
    assert "<mark>" not in html


def test_turn_is_numbered_by_its_place_in_the_conversation() -> None:
    said = Turn("Hvem?", answered("Unge. [1]", cited("Unge over 18 år.")))
    html = turn([said, said], SHOWN)
    assert re.findall(r'id="source-(\d)-1"', html) == ["2"]
    assert 'href="#source-2-1"' in html
    assert 'data-judge="up" data-turn="2"' in html


def test_note_for_a_case_file_is_for_caseworkers() -> None:
    quote = cited("Unge over 18 år.")
    for audience, count in (("caseworker", 1), ("citizen", 0)):
        who: Audience = "citizen" if audience == "citizen" else "caseworker"
        html = turn([Turn("Hvem?", answered("Unge. [1]", quote, audience=who))], SHOWN)
        assert html.count("Kopiér til journal") == count
        assert html.count("Kopiér svar") == 1


def test_draft_has_its_sources_and_no_links_or_tools() -> None:
    written = Draft("Hvem?", "Unge <b>over</b> 18 [1]", (cited("Unge over 18 år."),))
    html = draft([], written, SHOWN)
    assert '<div class="draft" aria-busy="true" aria-live="off"><p>Unge &lt;b&gt;over' in html
    assert "<mark>Unge over 18 år.</mark>" in html
    assert "<a " not in html
    assert "data-judge" not in html
    assert 'class="exchange done"' not in html


def test_how_a_model_made_the_answer_stands_under_it() -> None:
    said = answered("Unge. [1]", cited("Unge over 18 år."), remark="En sprogmodel skrev <det>.")
    html = turn([Turn("Hvem?", said)], SHOWN)
    assert '<p class="made">En sprogmodel skrev &lt;det&gt;.</p>' in html


def test_every_field_of_the_tab_has_its_label() -> None:
    html = panel()
    names = re.findall(r'<textarea id="([^"]+)"', html)
    assert names == ["question", "reason"]
    assert all(f'<label for="{name}"' in html for name in names)
    buttons = re.findall(r"<button type=\"(?:button|submit)\"[^>]*>([^<]*)</button>", html)
    assert buttons and all(buttons)
