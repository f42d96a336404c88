"""The Danish that the assistant writes itself, one template a file, `$name` for what varies."""

from prompts.render import TemplateError, render

__all__ = ["TemplateError", "render"]
