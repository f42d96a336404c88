"""Headings over others: by the levels of a format, or by clear shapes."""

import pytest

from corpus.levels import LOWEST, chapters, is_clear, outer, unchaptered
from corpus.readers import docx, html, markdown
from corpus.record import pack, unpack
from corpus.structure import Hints, parse
from corpus.types import Document, Section
from index.chunk import chunk
from index.names import Names
from tests.formats import paragraph, word

_SAID = "Huset har plads til alle, der har brug for det."


def headed(document: Document) -> list[tuple[str, str]]:
    return [(section.within, section.heading) for section in document.sections]


def known(text: str, **levels: int) -> Document:
    """Return a page under 'Hus' whose headings are those words, each at its level."""
    places = {text.index(f"{name}\n"): level for name, level in {"Hus": 1, **levels}.items()}
    return parse("hus", text, hints=Hints("Hus", frozenset(places), places))


PAGE = known(
    f"Hus\n\nKurser\n\nRo\n\nPris\n\n{_SAID}\n\nMod\n\n{_SAID}\n\nHerberg\n\n{_SAID}\n",
    Kurser=2, Ro=3, Pris=4, Mod=3, Herberg=2,
)  # fmt: skip


def test_section_stands_in_those_with_a_heading_of_a_higher_level() -> None:
    assert headed(PAGE) == [("Kurser\nRo", "Pris"), ("Kurser", "Mod"), ("", "Herberg")]


def test_only_heading_of_the_first_level_is_over_none() -> None:
    assert outer([("Hus", 1), ("Ro", 2), ("Pris", 3)]) == ["", "", "Ro"]
    assert outer([("Ro", 1), ("Pris", 2), ("Mod", 1), ("", LOWEST)]) == ["", "Ro", "", "Mod"]


def test_heading_without_a_level_is_over_none() -> None:
    assert outer([("Ro", 2), ("Pris", LOWEST), ("Sted", LOWEST)]) == ["", "Ro", "Ro"]


def test_only_contact_of_a_page_is_that_of_the_page() -> None:
    text = f"Hus\n\nRo\n\n{_SAID}\n\nKontakt\n\nAnna Lund, 12 34 56 78\n"
    assert headed(known(text, Ro=2, Kontakt=3)) == [("", "Ro"), ("", "Kontakt")]
    more = f"{text}\nMod\n\n{_SAID}\n\nKontakt:\n\nBo Dal, 87 65 43 21\n"
    assert headed(known(more, Ro=2, Kontakt=3, Mod=2))[1::2] == [
        ("Ro", "Kontakt"),
        ("Mod", "Kontakt"),
    ]


def test_headings_are_shown_with_those_that_they_stand_in() -> None:
    section = PAGE.sections[0]
    assert section.headings == ("Kurser", "Ro", "Pris")
    assert (section.path, section.about) == ("Kurser – Ro – Pris", "Kurser Ro Pris")
    alone = Section("Pris", None, 0, 1, ())
    assert (alone.headings, alone.path, alone.about) == (("Pris",), "Pris", "Pris")


def test_passage_is_searched_by_all_its_headings() -> None:
    first, *_ = chunk(PAGE)
    assert first.section == "Kurser – Ro – Pris"
    assert first.context == f"Hus\nKurser – Ro – Pris\n{_SAID}"


def test_heading_names_the_part_up_to_its_last_subsection() -> None:
    ends = {name.text: name.end for name in Names.of([PAGE])}
    sections = {section.heading: section for section in PAGE.sections}
    assert (ends["Kurser"], ends["Ro"]) == (sections["Mod"].end, sections["Pris"].end)
    assert (ends["Mod"], ends["Herberg"]) == (sections["Mod"].end, sections["Herberg"].end)


def test_record_keeps_what_a_section_stands_in() -> None:
    assert unpack(pack(PAGE)) == PAGE


@pytest.mark.parametrize(
    ("heads", "found"),
    [
        (
            ("1. KURSER", "Pris", "2. STØTTE", "Omfang", "3. KLAGE"),
            [("KURSER", "Pris"), ("STØTTE", "Omfang"), ("", "KLAGE")],
        ),
        (
            ("KURSER", "Pris", "STØTTE", "Omfang"),
            [("", "KURSER"), ("", "Pris"), ("", "STØTTE"), ("", "Omfang")],
        ),
        (
            ("1 Kurser", "1.1 Pris", "1.2 Sted", "2 Klage"),
            [("Kurser", "Pris"), ("Kurser", "Sted"), ("", "Klage")],
        ),
        (
            ("KURSER", "STØTTE", "KLAGE", "Pris"),
            [("", "KURSER"), ("", "STØTTE"), ("", "KLAGE"), ("", "Pris")],
        ),
    ],
)
def test_plain_text_has_chapters_where_that_is_clear(
    heads: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    # What the next heading divides says nothing of its own.
    is_over = [any(name == over for over, _ in found) for name in map(unchaptered, heads)]
    text = "".join(
        f"{head}\n\n" if over else f"{head}\n{_SAID}\n\n"
        for head, over in zip(heads, is_over, strict=True)
    )
    assert headed(parse("hus", f"Hus\n\n{text}")) == found


def test_heading_is_told_without_the_number_of_its_chapter() -> None:
    assert unchaptered("4.1 Ledsagelse") == "Ledsagelse"
    assert unchaptered("Unge under 18 År") == "Unge under 18 År"


def test_format_that_tells_the_headings_has_no_chapters_by_shape() -> None:
    assert known(f"Hus\n\nRO\n\n{_SAID}\n", RO=2).sections[0].within == ""
    assert chapters([]) == {}
    assert not is_clear([("Sted", LOWEST), ("Tid", LOWEST), ("RO", 1), ("Pris", LOWEST)])


def test_readers_tell_the_levels_that_they_know() -> None:
    page = "<h1>Hus</h1><h2>Ro</h2><div role=heading aria-level=3>Pris</div><p>Gratis.</p>"
    assert html.read(page.encode(), "a.html").levels == (1, 2, 3)
    assert markdown.read(b"# Hus\n\n## Ro\n\n### Pris\n\nGratis.", "a.md").levels == (1, 2, 3)
    body = paragraph("Hus", "Titel") + paragraph("Ro", "Egen") + paragraph("Gratis.")
    assert docx.read(word(body), "a.docx").levels[0] == 1


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Nyhed | Voksne\n\n# Hus på vej\n\nDer er mad.\n\n## Pris", "Hus på vej"),
        ("Nyhed\n\n# Baggrund\n\nDer er mad.", ""),
        ("Nyhed\n\n# Hus\n\nDer er mad.\n\n# Have\n\nDer er træer.", ""),
        ("Nyhed\n\n## Hus\n\nDer er mad.", ""),
    ],
)
def test_heading_that_stands_out_is_the_title_whatever_is_above_it(text: str, title: str) -> None:
    assert markdown.read(text.encode(), "a.md").title == title
