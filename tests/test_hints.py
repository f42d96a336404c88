"""The structure of a text whose format tells its headings and its title."""

from corpus.structure import Hints, parse


def hinted(text: str, *headings: str, title: str = "") -> list[tuple[str, str | None, list[str]]]:
    """Return heading, label and blocks of each section where the format tells the headings."""
    places = frozenset(text.index(heading) for heading in headings)
    return [
        (section.heading, section.label, [text[b.start : b.end] for b in section.blocks])
        for section in parse("side", text, hints=Hints(title, places)).sections
    ]


def test_heading_that_the_format_tells_may_have_any_shape() -> None:
    long = "sådan kommer de unge videre fra huset til en bolig, en uddannelse eller et job."
    text = f"Hus\n\nHuset er nyt.\n\n{long}\n\nDe unge får hjælp.\n\n2. Mål: flere\n\nFem flere.\n"
    assert hinted(text, long, "2. Mål: flere") == [
        ("", None, ["Huset er nyt."]),
        (long, None, ["De unge får hjælp."]),
        ("Mål: flere", None, ["Fem flere."]),
    ]


def test_line_that_the_format_tells_to_be_text_is_no_heading() -> None:
    text = (
        "Hus\n\nMad\n\nDer er mad til alle.\n\nEt hus på vej\n\nDet er stort.\n\nVi har:\n\nTi.\n"
    )
    assert hinted(text, "Mad") == [
        (
            "Mad",
            None,
            ["Der er mad til alle.", "Et hus på vej", "Det er stort.", "Vi har:", "Ti."],
        )
    ]


def test_label_is_a_heading_in_every_format() -> None:
    text = "Hus\n\nMad\n\nDer er mad.\n\nMålgruppe:\n\nUnge.\n\nPeriode: 2021 - 2023\n"
    assert hinted(text, "Mad")[1:] == [
        ("Målgruppe", "target", ["Unge."]),
        ("Periode", "period", ["2021 - 2023"]),
    ]


def test_title_that_the_format_tells_is_taken_out_of_the_text() -> None:
    text = "Indsatser\n\nHus på vej.\n\nHuset er nyt.\n"
    document = parse("side", text, hints=Hints("Hus på vej.", frozenset()))
    assert document.title == "Hus på vej."
    assert [section.heading for section in document.sections] == [""]
    assert "Hus på vej." not in [
        text[block.start : block.end] for section in document.sections for block in section.blocks
    ]
