import re

from assistant.danger import above
from assistant.markup import answer_text
from assistant.types import Answer, Citation, Term


def source(number: int) -> Citation:
    return Citation(number, "bro", "Bro & Vej", "Målgruppe", "Unge over 18 år.", 40, 56)


def answered(text: str, *citations: Citation) -> Answer:
    return Answer("1", "Hvem?", "caseworker", "answered", text, citations)


def test_marker_of_a_citation_links_to_its_card() -> None:
    answer = answered("Unge over 18 år. [1]", source(1))
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
    answer = answered("Se lov [12]. [1]", source(1))
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


TABLE = """| | Bro & Vej | Broen |
| --- | --- | --- |
| Målgruppe | Unge <18 år>. [1] | – |
| Periode | 2012 - 2018 [2] | 2020 [3] |"""


def test_markdown_table_has_a_head_over_each_column_and_before_each_row() -> None:
    html = answer_text(answered(TABLE), 1)
    assert html == (
        '<div class="table" role="group" tabindex="0" aria-label="Tabel: Bro &amp; Vej, Broen">'
        '<table><thead><tr><td></td><th scope="col">Bro &amp; Vej</th><th scope="col">Broen</th>'
        '</tr></thead><tbody><tr><th scope="row">Målgruppe</th>'
        '<td data-head="Bro &amp; Vej">Unge &lt;18 år&gt;. [1]</td><td data-head="Broen">–</td>'
        "</tr>"
        '<tr><th scope="row">Periode</th><td data-head="Bro &amp; Vej">2012 - 2018 [2]</td>'
        '<td data-head="Broen">2020 [3]</td></tr></tbody></table></div>'
    )


def test_marker_in_a_cell_links_to_its_card() -> None:
    html = answer_text(answered(TABLE, source(1), source(2), source(3)), 4)
    assert re.findall(r'href="#(source-[^"]*)"', html) == ["source-4-1", "source-4-2", "source-4-3"]


def test_term_is_linked_in_a_cell_and_never_in_the_name_of_a_column() -> None:
    text = "| | Visitation | Broen |\n| --- | --- | --- |\n| Hvad | En visitation. | Visitation. |"
    term = Term("visitation", "At nogen siger ja.")
    html = answer_text(Answer("1", "?", "citizen", "answered", text, terms=(term,)), 2)
    assert '<th scope="col">Visitation</th>' in html
    assert 'En <a class="term" href="#word-2-1">visitation</a>.</td>' in html
    assert html.count('<a class="term"') == 1


def test_text_after_a_table_is_a_paragraph() -> None:
    assert answer_text(answered(f"{TABLE}\n\nProjektet er slut."), 1).endswith(
        "</table></div><p>Projektet er slut.</p>"
    )


def test_head_of_a_first_column_that_has_one_is_shown() -> None:
    html = answer_text(answered("| Sted | Antal |\n|---|:--:|\n| Bjergby | 12 |"), 1)
    assert '<tr><th scope="col">Sted</th><th scope="col">Antal</th></tr>' in html
    assert '<th scope="row">Bjergby</th><td data-head="Antal">12</td>' in html


def test_row_with_a_cell_too_few_or_too_many_keeps_what_it_has() -> None:
    html = answer_text(
        answered("| | A | B |\n| --- | --- | --- |\n| x | 1 |\n| y | 1 | 2 | 3 |"), 1
    )
    assert '<td data-head="A">1</td><td data-head="B"></td></tr>' in html
    assert '<td data-head="B">2</td><td data-head="">3</td></tr>' in html


def test_lines_with_bars_without_a_rule_are_paragraphs() -> None:
    assert answer_text(answered("| et | to |\n| tre | fire |\n| fem |"), 1) == (
        "<p>| et | to |</p><p>| tre | fire |</p><p>| fem |</p>"
    )
