"""The structure found in pages: the shipped ones against golden files, others written here.

`python -m tests.test_structure` writes the golden files anew; read the difference first.
"""

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from corpus.load import load
from corpus.structure import parse
from corpus.types import Document

DOCUMENTS = Path(__file__).parent.parent / "corpus" / "documents"
GOLDEN = Path(__file__).parent / "golden"
SHIPPED = {document.id: document for document in load(DOCUMENTS).documents}

LABELLED = """\
Forside > Indsatser > Unge

Hus på vej

Unge Boliger

Hus på vej hjælper unge med at finde et sted at bo.

MÅLGRUPPE

Unge mellem 18 og 24 år uden bolig.

Periode: 2021 - 2023

Sådan foregår forløbet:

Forløbet har tre trin:
1. Den unge møder en mentor.
2. Mentor og den unge
   søger bolig sammen.
3. Den unge flytter ind.

Herefter følges den unge i et år.

Kontakt:

Anna Lund
Tlf. 12 34 56 78
anna@eksempel.dk

Bo Dal, 87 65 43 21, bo@eksempel.dk

Nyhedsbrev
Tilmeld dig her
"""


def outline(document: Document) -> dict[str, Any]:
    """Return all that was found in the document, with texts in place of offsets."""
    text = document.text
    return {
        "title": document.title,
        "topics": list(document.topics),
        "breadcrumb": list(document.breadcrumb),
        "sections": [
            {
                "heading": section.heading,
                "label": section.label,
                "blocks": [[block.kind, text[block.start : block.end]] for block in section.blocks],
            }
            for section in document.sections
        ],
        "fields": [
            {
                "name": field.name,
                "value": field.value,
                "start": field.start,
                "first": field.first and field.first.isoformat(),
                "last": field.last and field.last.isoformat(),
            }
            for field in document.fields
        ],
    }


def sections(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each heading of the page with the kind and the text of the blocks under it."""
    return [
        (section.heading, [(block.kind, text[block.start : block.end]) for block in section.blocks])
        for section in parse("side", text).sections
    ]


def write_golden() -> None:
    for name, document in SHIPPED.items():
        written = json.dumps(outline(document), ensure_ascii=False, indent=1)
        (GOLDEN / f"{name}.json").write_text(written + "\n", encoding="utf-8")


def check(document: Document) -> None:
    """Check what holds for every document, whatever its text."""
    text, position = document.text, 0
    assert document.title.strip()
    for section in document.sections:
        assert section.blocks
        assert (section.start, section.end) == (section.blocks[0].start, section.blocks[-1].end)
        for block in section.blocks:
            assert position <= block.start < block.end <= len(text)
            assert text[block.start : block.end].strip() == text[block.start : block.end]
            position = block.end
    for field in document.fields:
        assert text[field.start : field.end] == field.value != ""


@pytest.mark.parametrize("name", sorted(SHIPPED))
def test_shipped_page_has_the_structure_of_its_golden_file(name: str) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert outline(SHIPPED[name]) == golden


def test_each_golden_file_belongs_to_a_shipped_page() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(SHIPPED)


def test_furniture_is_in_no_section_of_a_shipped_page() -> None:
    found = "\n".join(
        document.text[block.start : block.end]
        for document in SHIPPED.values()
        for section in document.sections
        for block in section.blocks
    )
    for furniture in ("Nyhedsbrev", "nyhedsbreve", "Tilmeld dig her", "Forside >"):
        assert furniture not in found
    assert "Læs mere om projekterne under Stofmisbrugspakken:" not in found


def test_page_with_labels_is_read_whole() -> None:
    assert outline(parse("hus", LABELLED)) == {
        "title": "Hus på vej",
        "topics": ["Unge", "Boliger"],
        "breadcrumb": ["Forside", "Indsatser", "Unge"],
        "sections": [
            {
                "heading": "",
                "label": None,
                "blocks": [["paragraph", "Hus på vej hjælper unge med at finde et sted at bo."]],
            },
            {
                "heading": "MÅLGRUPPE",
                "label": "target",
                "blocks": [["paragraph", "Unge mellem 18 og 24 år uden bolig."]],
            },
            {"heading": "Periode", "label": "period", "blocks": [["paragraph", "2021 - 2023"]]},
            {
                "heading": "Sådan foregår forløbet",
                "label": "content",
                "blocks": [
                    ["paragraph", "Forløbet har tre trin:"],
                    ["item", "1. Den unge møder en mentor."],
                    ["item", "2. Mentor og den unge\n   søger bolig sammen."],
                    ["item", "3. Den unge flytter ind."],
                    ["paragraph", "Herefter følges den unge i et år."],
                ],
            },
            {
                "heading": "Kontakt",
                "label": "contact",
                "blocks": [
                    ["paragraph", "Anna Lund"],
                    ["paragraph", "Tlf. 12 34 56 78\nanna@eksempel.dk"],
                    ["paragraph", "Bo Dal, 87 65 43 21, bo@eksempel.dk"],
                ],
            },
        ],
        "fields": [
            field("period", "2021 - 2023", "2021-01-01", "2023-12-31"),
            field("person", "Anna Lund"),
            field("telephone", "12 34 56 78"),
            field("email", "anna@eksempel.dk"),
            field("person", "Bo Dal"),
            field("telephone", "87 65 43 21"),
            field("email", "bo@eksempel.dk"),
        ],
    }


def field(name: str, value: str, first: str | None = None, last: str | None = None) -> object:
    start = LABELLED.index(value)
    return {"name": name, "value": value, "start": start, "first": first, "last": last}


def test_list_items_stay_with_their_lead() -> None:
    text = "Titel\n\nVi tilbyder:\n\n• mad\n• en seng\n\nDet er gratis for alle."
    assert sections(text) == [
        (
            "",
            [
                ("paragraph", "Vi tilbyder:"),
                ("item", "mad"),
                ("item", "en seng"),
                ("paragraph", "Det er gratis for alle."),
            ],
        )
    ]


def test_one_word_before_a_list_is_its_heading() -> None:
    text = "Titel\n\nTilbud:\n\n• mad\n• en seng"
    assert sections(text) == [("Tilbud", [("item", "mad"), ("item", "en seng")])]


def test_heading_without_a_label_is_told_by_its_neighbours() -> None:
    text = "Titel\n\nIndledningen er her.\n\nEn ny vej\n\nDer er en ny vej for alle unge."
    assert sections(text) == [
        ("", [("paragraph", "Indledningen er her.")]),
        ("En ny vej", [("paragraph", "Der er en ny vej for alle unge.")]),
    ]


def test_broken_lines_are_one_paragraph() -> None:
    text = (
        "Titel\n\nStøtten gives til borgere, som har brug for hjælp i hverdagen og\n"
        "som bor i kommunen. Den er gratis.\nHusk at ringe."
    )
    (section,) = parse("side", text).sections
    assert [text[block.start : block.end] for block in section.blocks] == [
        "Støtten gives til borgere, som har brug for hjælp i hverdagen og\n"
        "som bor i kommunen. Den er gratis.",
        "Husk at ringe.",
    ]


def test_inline_label_begins_a_section() -> None:
    text = "Titel\n\nFormål: At give unge en bolig.\nFinansiering: Puljen for 2020.\n"
    assert sections(text) == [
        ("Formål", [("paragraph", "At give unge en bolig.")]),
        ("Finansiering", [("paragraph", "Puljen for 2020.")]),
    ]


def test_colon_inside_a_sentence_begins_no_section() -> None:
    text = "Titel\n\nHusk dette: det er gratis for alle."
    assert sections(text) == [("", [("paragraph", "Husk dette: det er gratis for alle.")])]


def test_numbered_heading_loses_its_number() -> None:
    text = "Titel\n\n1. Baggrund\n\nDer var brug for en bolig.\n\n2. Formål\n\nAt give en bolig."
    assert [heading for heading, _ in sections(text)] == ["Baggrund", "Formål"]


def test_line_that_heads_nothing_is_a_link() -> None:
    document = SHIPPED["akuttilbud"]
    last = document.sections[-1].blocks[-1]
    assert last.kind == "link"
    assert document.text[last.start : last.end].startswith("Evaluering af modellen for akut krise")


def test_page_that_begins_with_its_text_keeps_it() -> None:
    text = "Værestedet har åbent hver dag fra 10 til 14 og er gratis for alle."
    document = parse("mit-værested", text)
    assert document.title == "Mit værested"
    assert sections(text) == [("", [("paragraph", text)])]


def test_page_with_a_title_alone_has_no_section() -> None:
    document = parse("side", "Hus på vej\n")
    assert (document.title, document.sections, document.fields) == ("Hus på vej", (), ())


def test_kind_of_paper_and_to_whom_it_is_are_no_title() -> None:
    document = parse(
        "side", "NOTAT\n\nTil: Udvalget\nSagsnr.: 25/10\n\nHus på vej\n\nHer er alt.\n"
    )
    assert document.title == "Hus på vej"
    assert parse("side", "Notat\n").title == "Notat"


def test_line_under_the_title_that_is_no_tag_is_text() -> None:
    text = "Hus på vej\n\nHjælp til unge uden et sted at bo\n\nMålgruppe:\n\nUnge.\n"
    document = parse("side", text)
    assert document.topics == ()
    assert "Hjælp til unge" in text[document.sections[0].start : document.sections[0].end]


def test_path_to_the_page_is_read_after_the_words_before_it() -> None:
    assert parse("hus", "Du er her: Forside > Hus\n\nHus\n").breadcrumb == ("Forside", "Hus")


def test_title_in_the_breadcrumb_is_not_taken_from_its_earlier_parts() -> None:
    document = parse("side", "Forside > Unge > Hus\n\nUnge\n\nHus\n\nHer er et hus til alle.")
    assert (document.breadcrumb, document.title) == (("Forside", "Unge", "Hus"), "Hus")


@pytest.mark.parametrize("bullet", ["•", "·", "*", "-", "–", "▪"])
def test_page_of_bullets_alone_is_a_list(bullet: str) -> None:
    text = f"Tilbud\n\n{bullet} mad\n{bullet} seng"
    assert sections(text) == [("", [("item", "mad"), ("item", "seng")])]


def test_page_of_headings_alone_is_kept_as_it_can_be() -> None:
    check(parse("side", "Formål\n\nMålgruppe:\n\nKontakt\n\nFinansiering:\n"))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\u00a0", ".", ":", "•", "-", "1.", "?!", "Læs mere:", "|", ">"]
)
def test_page_of_next_to_nothing_is_read(text: str) -> None:
    check(parse("side", text))


@pytest.mark.parametrize(
    "line",
    [
        "projekt ",
        "vores ",
        " ",
        ".",
        "a",
        "12 ",
        "Hans-",
        "2012 ",
        "kontakt:",
        "| ",
        "- ",
        "(",
        "d. ",
    ],
)
def test_very_long_line_is_read(line: str) -> None:
    long = line * (100_000 // len(line))
    for text in (f"Titel\n\nKontakt:\n\n{long}x", f"Titel\n\ndato {long}x\n\n{long}", long):
        check(parse("side", text))


def test_five_hundred_damaged_pages_are_read() -> None:
    random = Random(7)
    pages = [document.text for document in SHIPPED.values()] + [LABELLED]
    for _ in range(500):
        check(parse("side", mutated(random.choice(pages), random)))


def test_random_text_is_read() -> None:
    random = Random(11)
    characters = "aÆ.:,;!?-–•·|>/()§@0123456789 \n\t\u00a0\u2028\x0c"
    words = ["Kontakt:", "Formål\n\n", "2012-15", "07-10-2016", "Læs mere ", "1. ", "\n\n"]
    pieces = [*characters, *words, "bo@x.dk", "12 34 56 78", "Bo Dal"]
    for _ in range(1_000):
        check(parse("side", "".join(random.choices(pieces, k=random.randrange(80)))))


def mutated(text: str, random: Random) -> str:
    """Return the page after ten blows: lines lost, doubled, moved, joined; characters replaced."""
    for _ in range(10):
        rows = text.split("\n")
        here, there = random.randrange(len(rows)), random.randrange(len(rows))
        match random.randrange(6):
            case 0:
                del rows[here]
            case 1:
                rows.insert(there, rows[here])
            case 2:
                rows[here], rows[there] = rows[there], rows[here]
            case 3:
                rows[here : here + 2] = ["".join(rows[here : here + 2])]
            case 4:
                rows[here] = rows[here].swapcase()
            case _:
                place = random.randrange(len(rows[here]) + 1)
                noise = random.choice("\n:.•-|>(1 \u2028@")
                rows[here] = rows[here][:place] + noise + rows[here][place:]
        text = "\n".join(rows) or "x"
    return text


def test_underlined_line_is_a_heading_and_the_rule_is_none_of_the_text() -> None:
    text = (
        "HUS PÅ VEJ\n==========\n\nHuset er åbent for alle unge.\n\n"
        "Sådan henviser du\n-----------------\n1) Ring til huset.\n2) Kom forbi.\n"
        "\nKontakt\n---\nAnna Lund\n\n--------------------------------\nSkrevet af Bo.\n"
    )
    assert parse("side", text).title == "HUS PÅ VEJ"
    assert sections(text) == [
        ("", [("paragraph", "Huset er åbent for alle unge.")]),
        ("Sådan henviser du", [("item", "1) Ring til huset."), ("item", "2) Kom forbi.")]),
        ("Kontakt", [("paragraph", "Anna Lund"), ("paragraph", "Skrevet af Bo.")]),
    ]


if __name__ == "__main__":
    write_golden()
