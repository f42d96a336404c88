"""Whether a heading asks for what is asked, and so says of a line under it what that is."""

from assistant.kinds import Kind
from corpus.types import Section


def is_headed(kind: Kind | None, section: Section) -> bool:
    """Return whether a heading asks for the same as a question, as 'Ventetid'."""
    return kind is not None and kind.sufficient and bool(kind.asks.search(section.heading))


def says_of_each(kind: Kind, section: Section) -> bool:
    """Return whether such a heading says of each line under it what that is, as 'Ventetid' does of
    'Fire uger'; one that names contacts too, as 'Åbningstider og kontakt', says it of none."""
    return is_headed(kind, section) and section.label != "contact"
