"""The figures of a text as values."""

import pytest

from assistant.figures import absent, figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mellem 17 og 29 år", [(17.0, "år"), (29.0, "år")]),
        ("2012-15", [(2012.0, ""), (2015.0, "")]),
        ("47,2 mio. kr.", [(47_200_000.0, "kr")]),
        ("kr. 500", [(500.0, "kr")]),
        ("en treårig periode", [(3.0, "år")]),
        ("et halvt år", [(0.5, "år")]),
        ("§§ 107 og 108", [("107", ""), ("108", "")]),
        ("18-04-2023", [((2023, 4, 18), "")]),
        ("i april 2023", [((2023, 4), "")]),
        ("kl. 9.30-15", [((9, 30), ""), ((15, 0), "")]),
        ("hver fjortende dag", [(14.0, "")]),
        ("61 pct. af syv", [(61.0, "pct"), (7.0, "")]),
        ("en kommune på tlf. 63 00 24 57", []),
    ],
)
def test_figures_are_values_with_their_units(text: str, found: list[tuple[object, str]]) -> None:
    assert [(one.value, one.unit) for one in figures(text)] == found


@pytest.mark.parametrize(
    ("text", "source", "is_there"),
    [
        ("3 mio. kr.", "3.000.000 kr.", True),
        ("3 mio. kr.", "3 pct.", False),
        ("tre måneder", "tre år", False),
        ("18-04-2023", "18. april 2023", True),
        ("i 2015", "2014-2017", False),
        ("2014-2017", "fra 2014 til 2017", True),
        ("i 2023", "den 18. april 2023", True),
        ("12 pladser", "12,5 pladser", False),
        ("hver 14. dag", "hver fjortende dag", True),
    ],
)
def test_figure_stands_in_a_source_with_the_same_value(
    text: str, source: str, is_there: bool
) -> None:
    assert (absent(figures(text), figures(source)) == []) == is_there


def test_what_stands_before_a_figure_bounds_it() -> None:
    text = "højst 12 unge, mindst 3 dage, ca. 40 af 210 og før 2020"
    assert [one.bound for one in figures(text)] == ["most", "least", "about", "whole", "before"]
