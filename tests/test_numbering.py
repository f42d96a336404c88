"""The numbers that Word writes before the items of lists and before headings."""

import pytest

from corpus.readers.docx import read
from corpus.structure import parse
from tests.formats import numbered, paragraph


def level(place: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, of: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def item(text: str, number: int = 1, place: int = 0, style: str = "", run: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>'
    return (
        f"<w:p><w:pPr>{named}{listed}</w:pPr><w:r>{run}<w:t>{text}</w:t></w:r></w:p>"
        if number
        else paragraph(text)
    )


def text(body: str, numbering: str, styles: str = "") -> str:
    return read(numbered(body, numbering, styles), "liste.docx").text.removesuffix("\n")


STEPS = abstract(
    0,
    level(0, "decimal", "%1."),
    level(1, "lowerLetter", "%2)"),
    level(2, "lowerRoman", "%3."),
    level(3, "bullet", "-"),
)


def test_items_have_the_numbers_of_their_levels() -> None:
    places = ((0, "Ring"), (1, "dag"), (1, "nat"), (2, "om"), (2, "ny"), (3, "x"), (0, "Mød"))
    body = "".join(item(said, 1, place) for place, said in places) + item("Kom", 1, 1)
    assert text(body, STEPS + num(1, 0)) == (
        "1. Ring\na) dag\nb) nat\ni. om\nii. ny\n• x\n2. Mød\na) Kom"
    )


@pytest.mark.parametrize(
    ("form", "written", "expected"),
    [
        ("decimal", "%1)", "4) a"),
        ("decimal", "§ %1.", "§ 4. a"),
        ("decimal", "(%1)", "(4) a"),
        ("decimalZero", "%1", "04 a"),
        ("lowerLetter", "%1.", "d. a"),
        ("upperLetter", "%1.", "D. a"),
        ("lowerRoman", "%1)", "iv) a"),
        ("upperRoman", "%1.", "IV. a"),
        ("ordinal", "%1", "4. a"),
        ("bullet", "\uf0b7", "• a"),
        ("none", "", "a"),
    ],
)
def test_numbers_are_written_in_the_format_of_the_list(
    form: str, written: str, expected: str
) -> None:
    found = text(item("a"), abstract(0, level(0, form, written, start=4)) + num(1, 0))
    assert found == expected


def test_list_that_begins_anew_counts_from_its_start_and_another_goes_on() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = STEPS + num(1, 0) + num(2, 0, anew) + num(3, 0)
    body = item("a") + item("b") + item("c", 2) + item("d", 2) + item("e", 3) + item("f", 2)
    assert text(body, numbering) == "1. a\n2. b\n1. c\n2. d\n3. e\n4. f"
    apart = STEPS + abstract(1, level(0, "decimal", "%1.")) + num(1, 0) + num(2, 1)
    assert text(item("a") + item("b", 2) + item("c"), apart) == "1. a\n1. b\n2. c"


def test_list_goes_on_after_text_and_deleted_items_are_not_counted() -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    )
    body = item("a") + paragraph("Og så.") + deleted + item("b")
    assert text(body, STEPS + num(1, 0)) == "1. a\n\nOg så.\n\n2. b"


HEADS = abstract(
    0,
    level(0, "decimal", "%1", '<w:pStyle w:val="H1"/>'),
    level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'),
) + num(1, 0)
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr></w:style>"
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
    '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H3"><w:name w:val="Egen"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="LP"><w:name w:val="List Paragraph"/></w:style>'
)


def test_numbered_headings_keep_their_number() -> None:
    body = (
        paragraph("Rammer", "H1") + paragraph("Om loven.") + paragraph("Indsats", "H1")
        + paragraph("Støtte", "H2") + paragraph("Hver uge.") + paragraph("Formål", "H3")
        + paragraph("At flere får et hjem.")
    )  # fmt: skip
    found = read(numbered(body, HEADS, STYLES), "plan.docx")
    heads = [found.text[place:].split("\n")[0] for place in found.headings or ()]
    assert heads == ["1 Rammer", "2 Indsats", "2.1 Støtte", "2.2 Formål"]
    assert found.levels == (1, 1, 2, 2)


def test_paragraph_in_the_style_of_lists_without_a_number_is_text() -> None:
    body = item("a", style="LP") + paragraph("mere om a", "LP") + item("b", style="LP")
    assert text(body, STEPS + num(1, 0), STYLES) == "1. a\n\nmere om a\n\n2. b"


def test_numbered_line_in_bold_over_text_is_a_heading() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = item("Formål", run=bold) + paragraph("At flere får et hjem.") + item("Sted", run=bold)
    found = read(numbered(body + paragraph("På havnen."), STEPS + num(1, 0)), "plan.docx")
    assert [found.text[place:].split("\n")[0] for place in found.headings or ()] == [
        "1. Formål",
        "2. Sted",
    ]


def test_list_that_is_not_known_has_marks() -> None:
    assert text(item("a", 7), STEPS + num(1, 0)) == "• a"


def test_levels_of_a_style_of_lists_are_those_that_it_links_to() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Trin"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="Trin"/>'
        f"{level(0, 'upperLetter', '%1)')}</w:abstractNum>"
    )
    assert text(item("a") + item("b"), linked + num(1, 1)) == "A) a\nB) b"


def test_legal_numbers_are_written_in_digits() -> None:
    levels = level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", "<w:isLgl/>")
    body = item("a") + item("b") + item("c", 1, 1)
    assert text(body, abstract(0, *levels) + num(1, 0)) == "I. a\nII. b\n2.1 c"


def test_items_with_letters_and_roman_numerals_are_items_of_their_own() -> None:
    found = parse("plan", "Plan\n\nHuset giver:\n\na. mad hver dag\nii. senge til ti\nb) en snak\n")
    assert [block.kind for block in found.sections[0].blocks] == ["paragraph", *["item"] * 3]
    found = parse("plan", "Plan\n\nHuset giver mad til mange,\nf. eks. til unge og\nd. 3. maj.\n")
    assert [block.kind for block in found.sections[0].blocks] == ["paragraph"]
