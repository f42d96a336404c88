"""Where somebody may become a volunteer."""

import pytest

from assistant.recruits import asks, seeking
from corpus.structure import parse

PAGES = [
    parse(
        "a", "Broen\n\nBroen er åben.\n\nVi mangler frivillige\n\nKan du lide te? Så kom forbi.\n"
    ),
    parse("b", "Skoven\n\nSkoven søger 12 frivillige til sommerlejren.\n"),
    parse("c", "Lunden\n\nLunden drives af frivillige.\n"),
    parse(
        "d",
        "Kontoret\n\nHer er åbent.\n\nKontakt:\n\nIda Holm, 11 22 33 44\nFrivillige: hus@b.dk\n",
    ),
]


def test_pages_that_look_for_volunteers_say_so_in_a_line_each() -> None:
    assert [page.text[start:end] for page, _, start, end in seeking(PAGES)] == [
        "Så kom forbi.",
        "Skoven søger 12 frivillige til sommerlejren.",
        "Frivillige: hus@b.dk",
    ]


@pytest.mark.parametrize(
    ("line", "is_sought"),
    [
        ("Vi har brug for en mentor til vores værksted.", True),
        ("Der er brug for flere mentorer.", True),
        ("Foreningen har brug for nye frivillige.", True),
        ("Unge i byen har brug for en mentor.", False),
        ("Her er plads til unge, der mangler en mentor.", False),
        ("Mangler du en besøgsven?", False),
        ("Vi søger ikke frivillige i øjeblikket.", False),
        ("Vi har ikke brug for frivillige nu. Skriv til frivillig@b.dk", False),
        ("Vi har ikke mange penge, så vi søger frivillige.", True),
    ],
)
def test_who_needs_one_or_seeks_none_looks_for_no_volunteers(line: str, is_sought: bool) -> None:
    page = parse("e", f"Elmen\n\nElmen er et hus.\n\n{line}\n")
    assert bool(list(seeking([page]))) is is_sought


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Hvilke tilbud søger frivillige?", True),
        ("Hvor kan man blive frivillig?", True),
        ("Hvilke tilbud har frivillige?", False),
        ("Hvilke tilbud er frivillige?", False),
    ],
)
def test_question_asks_who_looks_for_volunteers(text: str, is_asked: bool) -> None:
    assert asks(text) is is_asked
