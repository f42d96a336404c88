"""Templates filled in strictly."""

from pathlib import Path
from string import Template

import pytest

from prompts.render import TemplateError, render

TEMPLATES = sorted((Path(__file__).parent.parent / "prompts").glob("*.txt"))


def test_template_is_filled_in() -> None:
    assert render("updated", title="Hus på vej", day="18-04-2023") == (
        "Siden »Hus på vej« blev senest opdateret 18-04-2023."
    )


def test_value_is_never_read_as_a_template() -> None:
    assert render("updated", title="$day ${day} $$", day="i dag") == (
        "Siden »$day ${day} $$« blev senest opdateret i dag."
    )


@pytest.mark.parametrize(
    "values", [{}, {"title": "Hus"}, {"title": "Hus", "day": "i dag", "year": "2023"}]
)
def test_values_that_are_not_the_named_ones_are_an_error(values: dict[str, str]) -> None:
    with pytest.raises(TemplateError) as caught:
        render("updated", **values)
    assert str(caught.value) == (
        f"updated.txt wants ['day', 'title'] and was given {sorted(values)}"
    )


def test_unknown_template_is_an_error_that_names_it() -> None:
    with pytest.raises(TemplateError, match=r"No template findes_ikke\.txt in "):
        render("findes_ikke")


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_every_template_can_be_filled_in(path: Path) -> None:
    template = Template(path.read_text(encoding="utf-8"))
    assert template.is_valid()
    values = {name: f"<{name}>" for name in template.get_identifiers()}
    text = render(path.stem, **values)
    assert text == text.strip() != ""
    assert "$" not in text
    assert all(value in text for value in values.values())
