"""Plain text whose lines are broken at a margin."""

import pytest

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
