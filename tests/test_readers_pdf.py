"""PDF: paragraphs out of lines, without what each page repeats."""

from collections.abc import Sequence
from io import BytesIO

import pytest
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph

from corpus.errors import ReadError
from corpus.readers.pdf import read
from tests.formats import pdf, printed

STYLES = getSampleStyleSheet()
LONG = "Huset giver unge et sted at bo, mens de finder deres egen bolig i byen eller uden for den. "


def drawn(pages: Sequence[Sequence[str]], **options: str) -> bytes:
    """Return a PDF with these lines on its pages."""
    written = BytesIO()
    canvas = Canvas(written, invariant=1, **options)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def test_lines_of_a_paragraph_are_joined() -> None:
    story: list[Flowable] = [Paragraph(LONG * 5, STYLES["Normal"])] * 2
    parts = read(printed(story, 800), "a.pdf").text.split("\n\n")
    assert [part.strip() for part in parts if LONG in part] == [(LONG * 5).strip()] * 2


def test_heads_feet_and_page_numbers_are_left_out() -> None:
    text = read(pdf(), "a.pdf").text
    assert "Bjergby Kommune" not in text
    assert "Side 1" not in text


def test_words_broken_at_line_ends_are_whole() -> None:
    lines = [
        "Huset har en medarbejder, som kender reglerne for social-",
        "og sundhedshjælp, og som kan hjælpe med en bolig i kom-",
        "munen.",
    ]
    assert read(drawn([lines]), "a.pdf").text == (
        "Huset har en medarbejder, som kender reglerne for social- og sundhedshjælp, og som kan "
        "hjælpe med en bolig i kommunen.\n"
    )


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Huset har fået EU-", "midler til en have.", "EU-midler"),
        ("De unge får en e-", "mail om det hver uge.", "e-mail"),
        ("Huset ligger i Nord-", "Jylland ved vandet.", "Nord-Jylland"),
        ("Huset lukkede under Covid-", "19 og åbnede igen.", "Covid-19"),
        ("De fik en 2-", "årig bevilling til det.", "2-årig"),
        ("De unge laver For-", "midling til andre unge.", "Formidling"),
    ],
)
def test_hyphen_that_belongs_to_a_word_stays(first: str, second: str, whole: str) -> None:
    assert whole in read(drawn([[first, second]]), "a.pdf").text


def test_raised_number_of_a_note_is_left_out_and_breaks_no_line() -> None:
    said = (
        "Huset<super>1</super> er 2 km<super>2</super> og fra 2019.<super>12</super> Det er Hus 3."
    )
    text = read(printed([Paragraph(said, STYLES["Normal"])], 800), "a.pdf").text
    assert "Huset er 2 km2 og fra 2019. Det er Hus 3." in text


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    lines = ["Mad . . . . . . . . . 2", "Leg ................. 3", "Huset har mad til alle."]
    assert read(drawn([lines]), "a.pdf").text == "Huset har mad til alle.\n"


def test_pages_begin_at_their_offsets_and_an_empty_one_where_the_next_does() -> None:
    first, last = ["Den første side har tekst."], ["Den tredje side har også tekst."]
    found = read(drawn([first, [], last]), "a.pdf")
    assert found.text == "Den første side har tekst.\n\nDen tredje side har også tekst.\n"
    assert found.pages == (0, 28, 28)


def test_larger_lines_are_headings_and_the_largest_is_the_title() -> None:
    story: list[Flowable] = [
        Paragraph("Et hus til unge", STYLES["Title"]),
        Paragraph(LONG, STYLES["Normal"]),
        Paragraph("Mad til alle.", STYLES["Heading2"]),
        Paragraph("Hvem kan bo her?", STYLES["Heading2"]),
        Paragraph(LONG, STYLES["Normal"]),
        PageBreak(),
        Paragraph(LONG, STYLES["Normal"]),
    ]
    found = read(printed(story, 800), "a.pdf")
    assert found.title == "Et hus til unge"
    assert [found.text[place:].split("\n")[0] for place in found.headings or ()] == [
        "Et hus til unge",
        "Hvem kan bo her?",
    ]


def test_scan_is_said_to_be_one() -> None:
    written = BytesIO()
    canvas = Canvas(written)
    canvas.drawInlineImage(_picture(), 0, 0, 100, 100)
    canvas.save()
    with pytest.raises(ReadError) as caught:
        read(written.getvalue(), "a.pdf")
    assert str(caught.value) == (
        "PDF-filen er en scanning uden tekst. Kør tekstgenkendelse (OCR) på den, og gem den igen."
    )


def test_scan_with_page_numbers_is_one_too() -> None:
    written = BytesIO()
    canvas = Canvas(written)
    for number in range(1, 4):
        canvas.drawInlineImage(_picture(), 0, 100, 500, 600)
        canvas.drawString(290, 30, f"Side {number}")
        canvas.showPage()
    canvas.save()
    with pytest.raises(ReadError, match="en scanning uden tekst"):
        read(written.getvalue(), "a.pdf")


def _picture() -> object:
    from PIL import Image  # reportlab brings it

    return Image.new("RGB", (8, 8), "white")


def test_blank_pages_are_said_to_hold_no_text() -> None:
    with pytest.raises(ReadError, match="Der er ingen tekst i PDF-filen"):
        read(drawn([[]]), "a.pdf")


def test_locked_file_is_said_to_be_locked() -> None:
    with pytest.raises(ReadError) as caught:
        read(drawn([["Hus"]], encrypt="hemmelig"), "a.pdf")
    assert str(caught.value) == (
        "PDF-filen er beskyttet med adgangskode. Gem den uden, og prøv igen."
    )


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.9])
def test_half_a_file_is_read_or_said_to_be_damaged(share: float) -> None:
    raw = pdf()
    with pytest.raises(ReadError, match=r"PDF-filen er beskadiget\. Åbn den, og gem den igen"):
        read(raw[: int(len(raw) * share)], "a.pdf")
