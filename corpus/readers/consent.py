"""The boxes in which a site asks leave to store cookies, over the page or in it."""

import re
from typing import Any

from corpus.readers.folds import acts, take_out
from corpus.readers.pieces import clean

# What programs that ask for consent call their boxes; what they call a text about cookies is none.
_PROGRAM = re.compile(
    r"(?:^|\s)(?:cybotcookiebot|cookiebotwidget|onetrust-|ot-sdk|coi-|coioverlay|coipage|coiconsent"
    r"|cookie-?information-?(?:template|banner|overlay|popup)|usercentrics|didomi-|cmplz-|cky-"
    r"|cookieyes|cc-window|cc-banner|cookie-law-info|tarteaucitron|iubenda-cs|termly-|axeptio"
    r"|eu-cookie|borlabs|moove-?gdpr|cookiescript|klaro|cookiefirst|qc-cmp|fc-consent)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"cookie|consent|samtykke|gdpr", re.IGNORECASE)
_BOX = re.compile(
    r"banner|bar(?![a-zæøå])|box|boks|dialog|pop-?up|overlay|notice|notif|modal|message|besked"
    r"|wrapper|layer|disclaimer|alert|toast|prompt|warning|placeholder",
    re.IGNORECASE,
)
_COOKIES = re.compile(r"cookie", re.IGNORECASE)
_POLICY = re.compile(r"cookie|privatliv|persondata|databeskyt|samtykke", re.IGNORECASE)
_SMALL = 60  # words: a notice of cookies has 20 to 50
_PAGE = ("html", "body", "main", "article")


def take_consent(root: Any) -> None:
    """Take out the boxes that ask for consent, and leave the text of a page about cookies."""
    is_policy = _is_policy(root)
    for element in [one for one in root.iter() if one.attrib]:
        name = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        if not name or element.tag in _PAGE or element.getparent() is None:
            continue
        is_program = _PROGRAM.search(name) is not None
        if not is_program and not _NAMED.search(name):
            continue
        if (is_program or _is_box(element, name, is_policy)) and not _holds_page(element):
            take_out(element)


def _is_policy(root: Any) -> bool:
    """Tell a page about cookies by its title, or by all its headings: a box may have one too."""
    heads = [_POLICY.search(_said(head)) for head in root.iter("h1")]
    titles = [_POLICY.search(_said(title)) for title in root.iterfind("head/title")]
    return any(titles) or (bool(heads) and all(heads))


def _is_box(element: Any, name: str, is_policy: bool) -> bool:
    """Tell a box by its name and by what it asks, or how little it says.

    On a page about cookies there must be something to answer it by.
    """
    said, root = _said(element), element.getroottree().getroot()
    is_large = len(said) * 2 > len(_said(root))  # as the text of a short page is too
    if not _COOKIES.search(said) and (is_large or not _COOKIES.search(name)):
        return False
    if is_large and next(root.iter("h1"), None) is None:
        return False
    if any(map(acts, element.iter("button", "a"))):
        return True
    return not is_policy and (_BOX.search(name) is not None or len(said.split()) <= _SMALL)


def _holds_page(element: Any) -> bool:
    """Return whether the page itself stands in an element: its text, or the heading over it."""
    if next(element.iter("main", "article"), None) is not None:
        return True
    return not all(map(_COOKIES.search, map(_said, element.iter("h1"))))


def _said(element: Any) -> str:
    return clean(" ".join(element.itertext()))
