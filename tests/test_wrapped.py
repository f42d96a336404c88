"""Plain text whose lines are broken at a margin."""

import pytest

from corpus.line import is_hours
from corpus.structure import parse
from corpus.text import sentences


def said(text: str) -> list[str]:
    """Return the sentences of a page with a title over it, each on one line."""
    page = parse("side", f"Hus på vej\n\n{text}\n")
    return [
        " ".join(page.text[start:end].split())
        for section in page.sections
        for block in section.blocks
        for start, end in sentences(page.text, block.start, block.end)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "  Man betaler selv for det man spiser i huset. Det er 141 kr. pr.\n  døgn for kost.",
        "Et besøg varer ca.\n45 minutter.",
        "Et besøg af sygeplejersken om natten i huset ved havnen begynder kl.\n21 og er gratis.",
        "Man kan få en plads i huset, hvis man opfylder det, der står i nr.\n2 ovenfor.",
        "Man kan få en plads, hvis man ikke har noget andet sted at bo, jf.\nServiceloven.",
        "Man skal have fået en plads, før huset åbner igen om foråret den 1.\nmarts.",
        "Huset giver mad, kaffe, en seng og et tæppe til alle over 18 år m.m.\nog er gratis.",
    ],
)
def test_abbreviation_at_the_end_of_a_line_ends_no_sentence(text: str) -> None:
    assert " ".join(text.split()) in " ".join(said(text))
    assert " ".join(text.split()).split(". ")[-1] not in said(text)


def test_line_that_ends_in_an_abbreviation_over_another_one_is_whole() -> None:
    assert said(
        "Voksne: 141 kr.\nBørn: 20 kr.\nStorgade 1, 2. sal, st.\nMandag er der lukket."
    ) == [
        "Voksne: 141 kr.",
        "Børn: 20 kr.",
        "Storgade 1, 2. sal, st.",
        "Mandag er der lukket.",
    ]


FOLDER = """\
Rådgivningen

  TILBUD

  Rådgivningen bliver drevet af kommunen sammen med foreningen Ny
  Start. Alle kan ringe, og alle, der bor i byen, kan også møde i
  huset ved havnen uden en aftale. Børn kan komme, når bare de er
  over fem. De unge, der bor i kommunen, kan tale med en, som selv
  har haft gæld, om hvordan de får styr på den, og om hvor de kan
  få hjælp.

  Samtaler
  En samtale varer en time.

  ÅBNINGSTIDER

  Mandag      9-16
  Tirsdag     9-19
  Onsdag      Lukket

  Åben rådgivning uden aftale: tirsdag kl. 16-18.

  KONTAKT

  Telefon 12 34 56 78
"""


def test_rows_of_hours_are_no_heading_and_line_that_runs_on_is_none() -> None:
    page = parse("side", FOLDER)
    assert [section.heading for section in page.sections] == [
        "TILBUD",
        "Samtaler",
        "ÅBNINGSTIDER",
        "KONTAKT",
    ]
    assert [page.text[block.start : block.end] for block in page.sections[2].blocks] == [
        "Mandag      9-16",
        "Tirsdag     9-19",
        "Onsdag      Lukket",
        "Åben rådgivning uden aftale: tirsdag kl. 16-18.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mandag 9-16",
        "Man.-tors. kl. 9-15",
        "Lør- og søndag lukket",
        "Hverdage fra kl. 9",
        "Weekend efter aftale",
        "kl. 9.30 Velkomst",
        "09.30 Velkomst",
        "Fredag\t9-13",
    ],
)
def test_hours_are_told(text: str) -> None:
    assert is_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mandag",
        "Mandagscaféen",
        "Man kan få mad kl. 9-16",
        "18-25 år",
        "4.10 Formål",
        "Mandagsholdet",
    ],
)
def test_what_only_begins_like_hours_is_none(text: str) -> None:
    assert not is_hours(text)


def test_title_of_two_lines_is_whole() -> None:
    title = "Regler for hjælp til ledsagelse og udgifter til borgere med\nnedsat syn"
    page = parse("side", f"{title}\n\nDer er to regler.\n")
    assert page.title == title.replace("\n", " ")
    assert [section.heading for section in page.sections] == [""]


def test_text_under_a_title_is_not_of_it() -> None:
    assert parse("side", "Hus på vej\nfor unge i Odder.\n\nDet er gratis.\n").title == "Hus på vej"


LISTED = """\
Natkontakten

Vi kan hjælpe med
- en snak om det, der fylder, når alle andre i huset sover dybt
- et sted at være, indtil det bliver lyst og busserne kører igen
Natkontakten kører ingen hjem og låner ingen penge ud.

Alder\tBesøg i alt\tHvor de fleste kommer fra, når de selv siger det
Under 30\t41\tDe fleste kommer fra kollegierne ved havnen og stationen
Over 30\t67\tDe fleste kommer fra gågaden og de gamle værfter i vest
Over 30 er der også et hold om søndagen.

Telefonen er åben hver nat fra klokken 22 og til klokken 6 morgen
Mail: nat@eksempel.dk
"""


def test_line_after_a_list_or_a_table_is_none_of_it() -> None:
    page = parse("side", LISTED)
    told = [page.text[block.start : block.end] for one in page.sections for block in one.blocks]
    assert "Natkontakten kører ingen hjem og låner ingen penge ud." in told
    assert "Over 30 er der også et hold om søndagen." in told
    assert "Mail: nat@eksempel.dk" in told
    assert "et sted at være, indtil det bliver lyst og busserne kører igen" in told


def test_line_goes_on_with_a_name_where_the_one_above_has_no_room_for_it() -> None:
    lines = [
        "Man kan møde os på gaden, på varmestuen og hver onsdag i det hus, som",
        "Kirkens Natpleje driver ved havnen.",
    ]
    assert said("\n".join(lines)) == [" ".join(lines)]
    apart = ["Huset ved havnen, som vi deler med to andre foreninger i byen", "Nattens Café"]
    assert said("\n".join([*apart, "", lines[0] + " " + lines[1]]))[:2] == apart
