"""What a reader gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """The text of a file, in the conventions of `corpus.structure`, and what the format tells.

    `title` is empty where it is not known. `headings` are the offsets at which the lines that are
    headings begin, or None where the format does not tell them. `pages` are the offsets at which
    the pages of a paged document begin. `levels` are how far in each heading stands, from 1, or 0
    where that is not known. `url` is the address that the document gives itself.
    """

    text: str
    title: str = ""
    headings: tuple[int, ...] | None = None
    pages: tuple[int, ...] = ()
    url: str | None = None
    levels: tuple[int, ...] = ()
