"""The boxes in which a site asks leave to store cookies, over the page or in it."""

import re
from collections.abc import Iterator
from typing import Any

from corpus.readers.folds import take_out
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
# What a box is answered by, in few words; 'Læs mere' answers none.
_ANSWERS = re.compile(
    r"\b(?:acc?ept[eé]r|afvis|tillad|godkend|giv samtykke|forstår|forstået|nødvendige"
    r"|gem|luk|ok(?:ay)?|ja|nej)\b",
    re.IGNORECASE,
)
_ANSWER_WORDS = 5
_COOKIES = re.compile(r"cookie", re.IGNORECASE)
_POLICY = re.compile(r"cookie|privatliv|persondata|databeskyt|samtykke", re.IGNORECASE)
_SMALL = 60  # words: a notice of cookies has 20 to 50
_PAGE = ("html", "body", "main", "article")


def take_consent(root: Any) -> None:
    """Take out the boxes that ask for consent, and leave the text of a page about cookies."""
    named = list(_named(root))
    if not named:
        return
    is_policy, whole = _is_policy(root), len(_said(root))
    gone: set[Any] = set()
    for element, name in named:
        if element in gone:
            continue
        said = _said(element)
        is_large = len(said) * 2 > whole  # as the text of a short page is too
        is_box = _PROGRAM.search(name) or _is_box(element, name, is_large, is_policy)
        if is_box and not _holds_page(element):
            whole -= len(said)
            gone.update(element.iterdescendants())
            take_out(element)


def _named(root: Any) -> Iterator[tuple[Any, str]]:
    """Yield the elements that may be boxes by their name, with it."""
    for element in root.iter():
        if not element.attrib or element.tag in _PAGE or element.getparent() is None:
            continue
        name = f"{element.get('id') or ''} {element.get('class') or ''}".strip()
        if _PROGRAM.search(name) or _NAMED.search(name):
            yield element, name


def _is_policy(root: Any) -> bool:
    """Tell a page about cookies by its title, or by all its headings: a box may have one too."""
    heads = [_POLICY.search(_said(head)) for head in root.iter("h1")]
    titles = [_POLICY.search(_said(title)) for title in root.iterfind("head/title")]
    return any(titles) or (bool(heads) and all(heads))


def _is_box(element: Any, name: str, is_large: bool, is_policy: bool) -> bool:
    """Tell a box by its name and by what it asks, or how little it says.

    On a page about cookies, and where its name says nothing of cookies nor of a box, there must be
    something to answer it by: what a page tells of consent and of data is named so too.
    """
    said = _said(element)
    if not _COOKIES.search(said) and (is_large or not _COOKIES.search(name)):
        return False
    if is_large and next(element.getroottree().iter("h1"), None) is None:
        return False
    if any(map(_is_answer, element.iter("button", "a"))):
        return True
    is_small = _COOKIES.search(name) is not None and len(said.split()) <= _SMALL
    return not is_policy and (is_small or _BOX.search(name) is not None)


def _is_answer(element: Any) -> bool:
    said = _said(element)
    return _ANSWERS.search(said) is not None and len(said.split()) <= _ANSWER_WORDS


def _holds_page(element: Any) -> bool:
    """Return whether the page itself stands in an element: its text, or the heading over it."""
    if next(element.iter("main", "article"), None) is not None:
        return True
    return not all(map(_COOKIES.search, map(_said, element.iter("h1"))))


def _said(element: Any) -> str:
    return clean(" ".join(element.itertext()))
