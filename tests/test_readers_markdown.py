"""Markdown: what its page shows."""

import pytest

from corpus.errors import ReadError
from corpus.readers.markdown import read
from corpus.structure import Hints, parse


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("# Hus\n\nEt *stort* **hus** med `mad`.", "Hus\n\nEt stort hus med mad.\n"),
        ("Hus\n===\n\nEt [hus](https://a.dk) til\nunge.", "Hus\n\nEt hus til unge.\n"),
        ("- a\n- b\n\n1. c\n2. d", "• a\n• b\n1. c\n2. d\n"),
        ("| By | Antal |\n|---|---|\n| Odde | 18 |", "By: Odde · Antal: 18\n"),
        ("| | |\n|---|---|\n| Periode | 2021 - 2023 |", "Periode: 2021 - 2023\n"),
        ("| By | A | B |\n|--|--|--|\n| Odde | 12 | Bo |", "By: Odde · A: 12 · B: Bo\n"),
        ("| Krav | Point |\n|--|--|\n| Budget | 5 |\n| Plan | 9 |\n| Hold | 4 |",
         "Krav: Budget · Point: 5\n\nKrav: Plan · Point: 9\n\nKrav: Hold · Point: 4\n"),
        ("| Felt | Svar |\n|--|--|\n| Målgruppe | Unge |\n| Sted | Odde |\n| Chef | Bo |",
         "Målgruppe: Unge\n\nSted: Odde\n\nChef: Bo\n"),
        ("a  \nb", "a\nb\n"),
        ("**Sted:** Odde\n**Plads**: 12", "• Sted: Odde\n• Plads: 12\n"),
        ("Sted: Odde\nPlads: 12", "• Sted: Odde\n• Plads: 12\n"),
        ("Hus ved Å\nÅgade 3\n8300 Odde\n\nSlut.", "Hus ved Å\nÅgade 3\n8300 Odde\n\nSlut.\n"),
        ("Vi bor i\nOdde og har\nplads til 12.", "Vi bor i Odde og har plads til 12.\n"),
        ("**Husk:** kom\ni dag", "Husk: kom i dag\n"),
        ("~~200~~ 100 kr.", "100 kr.\n"),
        ("Hus <script>x</script> her", "Hus her\n"),
        ("Mad[^1] og leg.\n\n[^1]: Hver\n    dag.\n\nSlut.",
         "Mad og leg.\n\nSlut.\n\nNoter:\n\nHver dag.\n"),
        ("> Et citat.\n\n![billede](a.png)\n\n---\n\nSlut.", "Et citat.\n\nSlut.\n"),
    ],
)  # fmt: skip
def test_page_is_written_in_lines(raw: str, expected: str) -> None:
    assert read(raw.encode(), "a.md").text == expected


def test_front_matter_gives_title_address_and_day() -> None:
    raw = (
        "---\ntitel: 'Et hus'\nurl: https://a.dk/hus\nopdateret: 2024-04-18\nx: y\n---\nDer er mad."
    )
    found = read(raw.encode(), "a.md")
    assert (found.title, found.url) == ("Et hus", "https://a.dk/hus")
    assert found.text == "Et hus\n\nDer er mad.\n\nSenest opdateret 18-04-2024\n"


@pytest.mark.parametrize("key", ["lastmod", "last_modified", "Senest_opdateret"])
def test_day_of_the_front_matter_is_known_by_each_of_its_names(key: str) -> None:
    found = read(f"---\n{key}: 2024-04-18T10:00:00Z\n---\nDer er mad.".encode(), "a.md")
    assert found.text == "Der er mad.\n\nSenest opdateret 18-04-2024\n"


def test_file_of_front_matter_alone_is_refused() -> None:
    with pytest.raises(ReadError, match="Der er ingen tekst i filen"):
        read(b"---\ntitle: x\n---\n", "a.md")


def test_line_in_bold_is_not_joined_with_the_next() -> None:
    text = "# Hjælp\n\n**Odder Kommune, Handicap**\nGodkendt i 2023.\n\n**Målgruppe**\nVoksne.\n"
    read_ = read(text.encode(), "hjælp.md")
    assert read_.text == (
        "Hjælp\n\nOdder Kommune, Handicap\n\nGodkendt i 2023.\n\nMålgruppe\n\nVoksne.\n"
    )
    assert read_.headings == (0, read_.text.index("Målgruppe"))


def test_names_in_bold_over_numbers_are_contacts_of_the_page() -> None:
    text = (
        "# Natbussen\n\nBussen kører om natten.\n\n## Kontakt\n\n**Visitation Nord**\n"
        "Leder: Ida Bro\nTelefon: 12 34 56 78\n\n**Anna Lund**\n"
        "Ågade 3, 8300 Odde\nTlf. 87 65 43 21\n"
    )
    found = read(text.encode(), "nat.md")
    page = parse("nat", found.text, hints=Hints(found.title, frozenset(found.headings or ())))
    assert [(field.name, field.value) for field in page.fields] == [
        ("unit", "Visitation Nord"),
        ("person", "Ida Bro"),
        ("telephone", "12 34 56 78"),
        ("person", "Anna Lund"),
        ("telephone", "87 65 43 21"),
    ]
