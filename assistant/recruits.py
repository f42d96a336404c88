"""Where somebody may become a volunteer: what the pages say that look for some."""

import re
from collections.abc import Iterator, Sequence

from assistant.rank import all_sentences
from corpus.text import lines
from corpus.types import Document, Section

_WHO = r"(?:frivillig|mentor|besøgsven|bisidder|lektiehjælper|natteravn)\w*"
_ASKS = re.compile(
    rf"\b(?:søger|søges|mangler|efterlyser|(?:har )?brug for) (?:\w+ ){{0,2}}{_WHO}"
    rf"|\b(?:blive|være|(?:arbejde|hjælpe|melde (?:sig|mig)) som) {_WHO}",
    re.IGNORECASE,
)
_SEEKS = re.compile(
    rf"\b(?:søger|søges|mangler|efterlyser|brug for)\b.{{0,40}}\b{_WHO}"
    rf"|\bvil du (?:gerne )?(?:være|hjælpe som|arbejde som) (?:\w+ )?{_WHO}|\b(?:bliv|vær) {_WHO}"
    rf"|\b{_WHO} søges\b|\bfrivillige?:|\bfrivillig@",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Return whether a question asks who looks for volunteers, or where to become one."""
    return _ASKS.search(text) is not None


def seeking(pages: Sequence[Document]) -> Iterator[tuple[Document, Section, int, int]]:
    """Yield the first line of each page that looks for some, or stands where it does."""
    for page in pages:
        said = [
            (page, item.section, item.start + start, item.start + end)
            for item in all_sentences(page)
            for start, end in lines(item.text)
        ]
        told = next((one for one in said if _SEEKS.search(page.text, *one[2:])), None)
        under = (
            one for one in said if _SEEKS.search(one[1].heading) and page.text[one[3] - 1] != "?"
        )
        if found := told or next(under, None):
            yield found
