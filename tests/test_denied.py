"""What a situation says that it is not about."""

import pytest

from assistant.denied import without_denied


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("han drikker ikke, men tager speed", "han  ikke, men tager speed"),
        ("det handler ikke om stoffer", "det handler ikke om "),
        ("stoffer rører han aldrig", " rører han aldrig"),
        ("hun er ikke alkoholiker eller narkoman", "hun er ikke  eller "),
        ("han hverken drikker eller ryger hash", "han hverken  eller ryger "),
        ("vi har ingen gæld", "vi har ingen "),
        ("han slår mig ikke", "han  mig ikke"),
        ("det er ikke druk, det er piller", "det er ikke , det er piller"),
    ],
)
def test_what_it_is_good_to_be_without_is_taken_out_where_it_is_denied(
    text: str, left: str
) -> None:
    assert without_denied(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "jeg kan ikke holde op med at drikke",
        "hun kan ikke lade være med at drikke",
        "han vil ikke erkende sit misbrug",
        "jeg kan ikke leve uden hash",
        "han drikker ikke kun i weekenden",
        "jeg får ikke hjælp for min angst",
        "vi har ingen bolig",  # it is bad to be without one
        "hun har ikke været i skole og ryger hash",
        "",
    ],
)
def test_what_only_stands_beside_a_denial_is_kept(text: str) -> None:
    assert without_denied(text) == text
