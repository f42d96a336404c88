"""Headings and furniture."""

import pytest

from corpus.labels import is_furniture, is_pointer, label_of
from corpus.types import Label


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("Projektperiode:", "period"),
        ("Periode", "period"),
        ("MÅLGRUPPE", "target"),
        ("Hvem er tilbuddet for?", "target"),
        ("Hvem er værkstedet til?", "target"),
        ("Hvem kan bo her?", "target"),
        ("Hvem får besøg?", "target"),
        ("Hvem har ret til at klage?", None),
        ("Hvem får ikke plads?", None),
        ("Hvem får pengene?", None),
        ("Hvem har ret til en ledsager?", "target"),
        ("Hvem kan ikke få hjælp?", None),
        ("Baggrund for projektet:", "background"),
        ("Formål", "purpose"),
        ("Formålet med projektet", "purpose"),
        ("Metode", "content"),
        ("Lovgrundlag", "law"),
        ("Dokumentation og evaluering:", "evaluation"),
        ("Samarbejdsparter:", "partners"),
        ("Finansiering:", "funding"),
        ("Hvad koster det?", "funding"),
        ("Mere information:", "more"),
        ("Andre har også læst", "more"),
        ("Noter:", "more"),
        ("Relaterede indsatser", "more"),
        ("Kontakt:", "contact"),
        ("Kontaktpersoner", "contact"),
        ("Kontakt os", "contact"),
        ("Har du spørgsmål?", "contact"),
        ("Kontakt Gadeteamet", "contact"),
        ("RING TIL OS", "contact"),
        ("Sådan kontakter du huset", "contact"),
        ("Find os", "contact"),
        ("Her finder du os:", "contact"),
        ("Åbningstider og kontakt", "contact"),
        ("Kontakt, adresse og telefontid", "contact"),
        ("Er du interesseret?", "contact"),
        ("Find vej i systemet", None),
        ("Kontakt og samvær", None),
        ("Adresse og åbningstider", None),
        ("Kontakt med familien", None),
        ("Kontakt til pårørende", None),
        ("Stofmisbrugspakken", None),
        ("Ny midlertidig støtte", None),
        ("", None),
    ],
)
def test_heading_has_the_label_of_what_it_is_about(heading: str, label: Label | None) -> None:
    assert label_of(heading) == label


@pytest.mark.parametrize(
    "line",
    [
        "Nyhedsbrev",
        "Tilmeld dig her",
        "Vores nyhedsbreve holder dig opdateret med faglig viden, information om ansøgningspuljer, "
        "nye udgivelser, konferencer og temadage på socialområdet.",
        "Del siden",
        "Print | Del på Facebook",
        "Facebook  LinkedIn  X",
        "Vi bruger cookies til statistik.",
        "Til toppen",
        "Spring til hovedindhold",
        "Print | Læs højt | Del",
        "Fandt du, hvad du søgte?",
        "Ja  Nej",
        "Privatlivspolitik Cookies",
    ],
)
def test_line_of_the_page_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Kontakt",
        "Det første nyhedsbrev om ordningen kom i 2019.",
        "Man kan tilmelde sig holdet hos kommunen.",
        "Borgerne får hjælp til mail og facebook.",
    ],
)
def test_line_of_the_text_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_long_paragraph_that_mentions_a_newsletter_is_not_furniture() -> None:
    line = "Tilmeld dig vores nyhedsbrev, hvis du vil. " + "Her er støtte til unge i byen. " * 6
    assert not is_furniture(line.strip())


@pytest.mark.parametrize(
    "line",
    [
        "Læs mere om projekterne under Stofmisbrugspakken:",
        "Læse mere om projektet på Socialstyrelsens hjemmeside",
        "Se evalueringen her",
        "Hent hele rapporten",
        "Download pjecen her",
    ],
)
def test_line_that_sends_the_reader_elsewhere_is_a_pointer(line: str) -> None:
    assert is_pointer(line)


@pytest.mark.parametrize(
    "line", ["Læs mere om projektet på siden.", "Læseglæde for unge", "Sekretariatet hjælper"]
)
def test_sentence_is_not_a_pointer(line: str) -> None:
    assert not is_pointer(line)


@pytest.mark.parametrize(
    "line",
    ["Del på: Facebook", "Del på: Facebook, LinkedIn", "Del på X", "Del på sociale medier", "Mail"],
)
def test_line_to_share_by_is_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line", ["Del på flere hold bor unge", "Del på arbejdsmarkedet", "Deltag på holdet"]
)
def test_line_that_begins_like_one_to_share_by_is_not_furniture(line: str) -> None:
    assert not is_furniture(line)
