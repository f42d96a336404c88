"""Templates filled in strictly: nothing missing, nothing left over."""

from functools import cache
from pathlib import Path
from string import Template

_FOLDER = Path(__file__).parent


class TemplateError(Exception):
    """A template that does not exist, or values that are not the ones it names."""


def render(name: str, **values: str) -> str:
    """Return the template `prompts/<name>.txt` with its `$names` replaced by `values`."""
    template = _template(name)
    named = set(template.get_identifiers())
    if named != set(values):
        raise TemplateError(f"{name}.txt wants {sorted(named)} and was given {sorted(values)}")
    return template.substitute(values)


@cache
def _template(name: str) -> Template:
    try:
        return Template((_FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip())
    except FileNotFoundError as error:
        raise TemplateError(f"No template {name}.txt in {_FOLDER}") from error
