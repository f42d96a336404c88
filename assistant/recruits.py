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
_LACKS = r"(?:søger|mangler|efterlyser|brug for)"
_SEEKS = re.compile(
    rf"\b(?:søger|søges|mangler|efterlyser)\b.{{0,40}}\b{_WHO}"
    rf"|\b(?:vi|der er)\b.{{0,20}}\bbrug for\b.{{0,40}}\b{_WHO}"
    r"|\bbrug for\b.{0,40}\bfrivillige\b"
    rf"|\bvil du (?:gerne )?(?:være|hjælpe som|arbejde som) (?:\w+ )?{_WHO}|\b(?:bliv|vær) {_WHO}"
    rf"|\b{_WHO} søges\b|\bfrivillige?:|\bfrivillig@",
    re.IGNORECASE,
)
# Who needs one looks for no volunteers: 'unge, der mangler en mentor', 'Mangler du en mentor?'
_NEEDS = re.compile(
    rf"\b(?:du|man|som|der(?! er))\b.{{0,25}}\b{_LACKS} (?:\w+ )?en\b.{{0,15}}{_WHO}"
    rf"|\b(?:søger|mangler) (?:du|man)\b.{{0,15}}\ben\b.{{0,15}}{_WHO}",
    re.IGNORECASE,
)
_NONE = re.compile(
    rf"\b{_LACKS}\b[^,.]{{0,15}}\b(?:ikke|ingen)\b[^,.]{{0,20}}{_WHO}"
    rf"|\b(?:ikke|ingen)\b[^,.]{{0,25}}\b{_LACKS}\b[^,.]{{0,40}}{_WHO}|{_WHO} søges ikke\b",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Return whether a question asks who looks for volunteers, or where to become one."""
    return _ASKS.search(text) is not None


def seeking(pages: Sequence[Document]) -> Iterator[tuple[Document, Section, int, int]]:
    """Yield the first line of each page that looks for some, or stands where it does.

    A page that says that it looks for none has no such line.
    """
    for page in pages:
        said = [
            (page, item.section, item.start + start, item.start + end)
            for item in all_sentences(page)
            for start, end in lines(item.text)
        ]
        if any(_NONE.search(page.text, *one[2:]) for one in said):
            continue
        told = next((one for one in said if _seeks(page.text[slice(*one[2:])])), None)
        under = (one for one in said if _seeks(one[1].heading) and page.text[one[3] - 1] != "?")
        if found := told or next(under, None):
            yield found


def _seeks(text: str) -> bool:
    return _SEEKS.search(text) is not None and not _NEEDS.search(text)
