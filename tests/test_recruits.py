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
