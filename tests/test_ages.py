"""Ages and the groups they fall in."""

import pytest

from index.ages import age_groups
from index.danish import stems

CHILDREN, YOUNG, ADULTS, OLD = (
    set(stems(words)) for words in ("børn barn", "unge", "voksne voksen", "ældre")
)


def groups(text: str) -> set[str]:
    return {word for found in age_groups(text).values() for word in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Min søn på 16 år", YOUNG),
        ("en 16-årig pige", YOUNG),
        ("to 15 årige", YOUNG),
        ("Han er 16, og han ryger hash", YOUNG),
        ("min datter ryger og er 15.", YOUNG),
        ("Vores datter på 15 er begyndt at drikke", YOUNG),
        ("Jeg er 20 og bor hjemme", YOUNG | ADULTS),
        ("Min mor er 45 år gammel", ADULTS),
        ("en mand på 45 år", ADULTS),
        ("min dreng på 8 år", CHILDREN),
        ("min far på 70 år", OLD),
        ("unge mellem 14 og 17 år", YOUNG),
        ("under 18 år", CHILDREN | YOUNG),
        ("til 18-30 år", YOUNG | ADULTS),
        ("over 65 år", OLD),
    ],
)
def test_age_is_given_its_group(text: str, expected: set[str]) -> None:
    assert groups(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "i 3 år",
        "i 5-7 år",
        "en 4-årig periode",
        "et 3 årigt projekt",
        "for 2 år siden",
        "et projekt på 3 år",
        "over 3 år",
        "over 35 pct. af dem",
        "i 2016",
        "fra 2023 - 2025",
        "der er 16 kommuner med",
        "11,8 mio. kr.",
        "efter § 107",
    ],
)
def test_time_amount_or_other_number_is_no_age(text: str) -> None:
    assert groups(text) == set()


def test_groups_are_given_to_the_number_and_to_the_word_after_it() -> None:
    assert age_groups("en 16-årig") == {"16": ("ung",), "aarig": ("ung",)}
    assert age_groups("14 til 17 år gammel").keys() == {"14", "17"}
