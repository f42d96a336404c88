"""Whether a heading says of the lines under it that they are what is asked for."""

import pytest

from assistant.headed import is_headed, says_of_each
from assistant.question import plan
from corpus.structure import parse


@pytest.mark.parametrize(
    ("heading", "is_said"), [("Åbningstid", True), ("Kontakt og åbningstid", False)]
)
def test_heading_that_names_contacts_too_says_of_no_line_what_it_is(
    heading: str, is_said: bool
) -> None:
    page = parse(
        "eng",
        f"Klubben Engen\n\nEngen er åben.\n\n{heading}\n\nMandag kl. 9.\nBo Dal, tlf. 11223344\n",
    )
    (question,) = plan("Hvornår har Engen åbent?")
    assert question.kind
    assert is_headed(question.kind, page.sections[-1])
    assert says_of_each(question.kind, page.sections[-1]) is is_said
