"""Word documents: what Word shows of them, in order."""

import zipfile
from io import BytesIO

import pytest

from corpus.errors import ReadError
from corpus.readers.docx import read
from corpus.readers.pieces import Piece
from corpus.readers.tables import Row, rows
from tests.formats import WORD, paragraph, word, word_table

LEAD = "Huset giver unge et sted at bo."


def text(body: str) -> str:
    return read(word(body), "hus.docx").text.removesuffix("\n")


def test_styles_tell_headings_and_the_title() -> None:
    body = (
        paragraph("Hus", "Titel")
        + paragraph(LEAD)
        + paragraph("Mad.", "Egen")
        + paragraph("Der er mad.")
    )
    found = read(word(body), "hus.docx")
    assert found.text == f"Hus\n\n{LEAD}\n\nMad.\n\nDer er mad.\n"
    assert [found.text[place:].split("\n")[0] for place in found.headings or ()] == ["Hus", "Mad."]
    assert found.title == "Hus"


def test_document_without_styles_leaves_headings_to_the_shapes() -> None:
    assert read(word(paragraph("Hus") + paragraph(LEAD)), "a.docx").headings is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (paragraph("a", "Liste") + paragraph("b", "Liste") + paragraph("c"), "• a\n• b\n\nc"),
        ("<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>", "• a"),
        (word_table([["Pris", "Gratis"], ["Alder", "18 år"]]), "Pris: Gratis\n\nAlder: 18 år"),
        (
            word_table([["By", "Pladser", "Leder"], ["Odde", "12", "Bo"]], head=True),
            "By: Odde · Pladser: 12 · Leder: Bo",
        ),
        (
            word_table([["Kontakt", "Ida Holm\nih@eksempel.dk"]]) + paragraph("Slut."),
            "Kontakt:\n\nIda Holm\nih@eksempel.dk\n\nSlut.",
        ),
        (
            "<w:p><w:r><w:t>Pris: </w:t></w:r><w:del><w:r><w:delText>200</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>100</w:t></w:r></w:ins><w:r><w:tab/><w:t>kr.</w:t></w:r></w:p>",
            "Pris: 100 kr.",
        ),
        (paragraph("synlig") + paragraph("skjult", run="<w:rPr><w:vanish/></w:rPr>"), "synlig"),
        (f"<w:sdt><w:sdtContent>{paragraph('a')}</w:sdtContent></w:sdt>", "a"),
        ("<w:p><w:hyperlink><w:r><w:t>her</w:t></w:r></w:hyperlink></w:p>", "her"),
        (f"<w:p><w:r><w:txbxContent>{paragraph('boks')}</w:txbxContent></w:r></w:p>", "boks"),
    ],
)
def test_what_word_shows_is_written_in_lines(body: str, expected: str) -> None:
    assert text(body) == expected


def test_paragraphs_whose_end_between_them_was_deleted_are_one() -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    first = f"<w:p>{mark}<w:r><w:t xml:space='preserve'>Støtten gives </w:t></w:r></w:p>"
    gone = f"<w:p>{mark}<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    body = paragraph(LEAD) + first + gone + paragraph("hjemme.") + first
    assert text(body) == f"{LEAD}\n\nStøtten gives hjemme.\n\nStøtten gives"


def test_bold_paragraph_over_text_is_a_heading() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = paragraph(LEAD) + paragraph("Mad til alle", run=bold) + paragraph("Der er mad.")
    found = read(word(body), "a.docx")
    assert [found.text[place:].split("\n")[0] for place in found.headings or ()] == ["Mad til alle"]


def test_contents_of_a_document_are_left_out() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{paragraph('Mad 2')}</w:sdtContent></w:sdt>"
    )
    assert text(contents + paragraph("Leg\t3", "TOC1") + paragraph(LEAD)) == LEAD


def test_paragraph_taken_out_of_its_list_is_no_item() -> None:
    numbering = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Liste"/>{numbering}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
    assert text(body) == "a"


def test_notes_stand_at_the_end_without_their_marks() -> None:
    note = f'<w:footnote w:id="2">{paragraph("Se årsskriftet.")}</w:footnote>'
    line = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:footnote>'
    raw = BytesIO(word(paragraph(LEAD)))
    with zipfile.ZipFile(raw, "a") as archive:
        notes = f'<w:footnotes xmlns:w="{WORD}">{line}{note}</w:footnotes>'
        archive.writestr("word/footnotes.xml", notes)
    found = read(raw.getvalue(), "hus.docx")
    assert found.text == f"{LEAD}\n\nNoter:\n\nSe årsskriftet.\n"
    assert found.headings is None


def test_largest_line_of_a_memo_is_its_title() -> None:
    large = '<w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'
    head = word_table(
        [["Notat", ""], ["Til:", "Udvalget"], ["Fra:", "Børn"], ["Dato:", "1. maj 2024"]]
    )
    body = head + paragraph("Status på huset", run=large) + paragraph(LEAD)
    found = read(word(body), "notat.docx")
    assert found.title == "Status på huset"
    assert found.text.startswith("Notat\n\nTil: Udvalget")


def test_cards_beside_each_other_stand_one_after_the_other() -> None:
    cards = [["Leder\nIda Holm\n12 34 56 78", "Vagt\nBo Dal\n87 65 43 21"]]
    expected = "Leder\nIda Holm\n12 34 56 78\n\nVagt\nBo Dal\n87 65 43 21"
    assert text(word_table(cards)) == expected


def test_document_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match="Der er ingen tekst i filen"):
        read(word(paragraph("")), "a.docx")


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_merged_cell_stands_in_each_of_its_columns_and_rows() -> None:
    begins, goes_on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    head = f"<w:trPr><w:tblHeader/></w:trPr>{cell('By')}{cell('Antal')}{cell('Leder')}"
    told = (head, cell("Odde", begins) + cell("Lukket", wide), cell("", goes_on) + cell("12"))
    body = "".join(f"<w:tr>{row}</w:tr>" for row in told)
    assert text(f"<w:tbl>{body}</w:tbl>") == (
        "By: Odde · Antal, Leder: Lukket\n\nBy: Odde · Antal: 12"
    )


def test_first_row_without_numbers_names_the_columns_of_numbers() -> None:
    text = rows([_row("Den dag", "Før", "Nu"), _row("Bolig", "54 %", "83 %")])
    assert [piece.text for piece in text] == ["Den dag: Bolig · Før: 54 % · Nu: 83 %"]


def test_first_row_of_short_words_names_the_columns_where_one_is_of_numbers() -> None:
    told = [_row("Kursus", "Sted", "Pladser"), _row("Tal", "Kajen", "8"), _row("Ord", "Ny", "4 nu")]
    assert [piece.text for piece in rows(told)] == [
        "Kursus: Tal · Sted: Kajen · Pladser: 8",
        "Kursus: Ord · Sted: Ny · Pladser: 4 nu",
    ]
    told[0] = _row("Kursus i hele byen nu", "Sted", "Pladser")
    assert next(rows(told)).text == "Kursus i hele byen nu · Sted · Pladser"


def test_first_row_of_words_among_words_names_nothing() -> None:
    text = rows([_row("By", "Sted", "Dag"), _row("Ribe", "Havnen", "Mandag")])
    assert [piece.text for piece in text] == ["By · Sted · Dag", "Ribe · Havnen · Mandag"]


def _row(*cells: str) -> Row:
    return Row(tuple((Piece("text", cell),) for cell in cells))
