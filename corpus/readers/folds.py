"""What a page folds up: each part that a click unfolds, under what is clicked as its heading."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from lxml import etree

from corpus.readers.around import weight
from corpus.readers.pieces import clean

HEADS = ("h1", "h2", "h3", "h4", "h5", "h6")

# What a button says that only shows more or less of what is there.
_SHOWS = (
    r"luk(?: \w+){0,2}"
    r"|(?:vis|læs|se|hør|hent) (?:mere|flere|alle?|alt|færre|mindre|op|højt|videre)(?: \w+)?"
    r"|(?:åbn|fold|udvid|skjul|vis)(?: alle?| alt| ud| ind| sammen| menu(?:en)?)*"
    r"|næste|forrige|tilbage|op|ned|mere|ok|ja|nej|fortryd|(?:til|gå til) toppen"
)
# What a button says that does something, and opens no part of the text.
_ACTS = re.compile(
    rf"{_SHOWS}"
    r"|(?:print|udskriv|skriv ud|del|gem|søg|send|hent|download|kopi[eé]r|lyt|afspil|stop|pause)"
    r"(?: (?:siden|artiklen|link(?:et)?|alle|alt|nu|her|på \w+))?"
    r"|(?:under|hoved|mobil)?menu|(?:accept[eé]r|afvis|tillad)(?: \w+){0,2}"
    r"|(?:kun )?nødvendige(?: cookies)?"
    r"|tilmeld(?: dig| mig)?(?: nu| her)?|log (?:ind|ud)|filtr[eé]r|sort[eé]r|nulstil|ryd",
    re.IGNORECASE,
)
_ONLY_SHOWS = re.compile(_SHOWS, re.IGNORECASE)
_FOLD = re.compile(
    r"accordion|a[ck]kordeon|collaps|expand|(?:ud|un)fold|fold-?ud|faq", re.IGNORECASE
)
_PANEL = re.compile(r"panel(?!-?(?:head|title))|content|body|answer|svar|collaps", re.IGNORECASE)
_BLOCKS = ("p", "ul", "ol", "table", "section", "article")
_NO_TEXT = ("nav", "form", "input", "select", "textarea")
_TOGGLES = ("collapse", "accordion")
_OPENS = ("aria-expanded", "aria-controls")
_TARGETS = ("data-target", "data-bs-target", "href")
_LONGEST = 40  # words of a question
_QUESTION = 3  # the level of a question at least: those above head a page and its chapters
_MARGIN = 40  # letters that are not seen, or that are put together from two signs
_AROUND = 3  # elements between a button and the item that it is in


def unfold(root: Any) -> set[Any]:
    """Make what is clicked a heading over what that unfolds, and return the parts unfolded.

    A button that opens nothing is left as it is, and so is what stands over the page's own heading.
    """
    shown = {element.get("id"): element for element in root.iter() if element.get("id")}
    named = [one for one in root.iter() if one.attrib or one.tag in ("button", "summary")]
    found = {shown[name] for one in named for name in _targets(one) if name in shown}
    _unfold_tabs(root, shown)
    openers: list[Any] = []
    above = set(_above(root))
    for element in named:
        if element in above or not _is_clicked(element) or not _may_open(element):
            continue
        parts = [shown[name] for name in _targets(element) if name in shown] or _below(element)
        if parts and _is_opener(element):
            openers.append(element)
            found.update(parts)
    if openers:
        _head(root, openers, found)
    return found


def _above(root: Any) -> Iterator[Any]:
    """Yield the elements that begin before the page's own heading, where it has one."""
    if next(root.iter("h1"), None) is not None:
        yield from takewhile(lambda element: element.tag != "h1", root.iter())


def acts(element: Any) -> bool:
    """Return whether what is clicked does something, and is no part of the text."""
    said = _said(element).rstrip(" .…!»>")
    return _ACTS.fullmatch(said) is not None and not (
        element.tag == "summary" and _ONLY_SHOWS.fullmatch(said) is None and _is_over_text(element)
    )


def _is_over_text(summary: Any) -> bool:
    """Tell what heads the text that it unfolds from what heads links, or fields to fill in."""
    below = list(takewhile(lambda part: part.tag != "summary", summary.itersiblings()))
    if any(next(part.iter(*_NO_TEXT), None) is not None for part in below):
        return False
    linked = sum(weight(link) for part in below for link in part.iter("a"))
    tails = [summary.tail, *(part.tail for part in below)]
    return linked < sum(map(weight, below)) or any((tail or "").strip() for tail in tails)


def _said(element: Any) -> str:
    return clean(" ".join(element.itertext())).replace("\n", " ")


def _begins(element: Any, said: str) -> str:
    """Return what an element says, or so much of it as tells whether that is more than this."""
    texts: list[str] = []
    left = len(said) + _MARGIN
    for text in element.itertext():
        texts.append(text)
        left -= len(text.strip())
        if left < 0:
            break
    return clean(" ".join(texts)).replace("\n", " ")


def _unfold_tabs(root: Any, shown: dict[str, Any]) -> None:
    """Put the name of each tab over what it shows; the tabs stand together above all of it."""
    for tab in [one for one in root.iter("button", "a", "li") if one.get("role") == "tab"]:
        panel = next((shown[name] for name in _targets(tab) if name in shown), tab)
        named = clean("".join(tab.itertext()))
        if panel is tab or not named:
            continue
        if all(clean("".join(head.itertext())) != named for head in panel.iter("h2", "h3", "h4")):
            head = etree.Element("h3")
            head.text, head.tail, panel.text = named, panel.text, None
            panel.insert(0, head)
        take_out(tab)


def take_out(element: Any) -> None:
    """Leave nothing of an element but the text after it."""
    element.clear(keep_tail=True)
    element.tag = "script"


def _targets(element: Any) -> list[str]:
    """Return the names of the parts of the page that a click on an element unfolds."""
    named = (element.get("aria-controls") or "").split()
    if element.get("role") == "tab" or _toggle(element) in _TOGGLES:
        named += [(element.get(name) or "").removeprefix("#") for name in _TARGETS]
    return [name for name in named if name]


def _toggle(element: Any) -> str:
    return element.get("data-bs-toggle") or element.get("data-toggle") or ""


def _is_clicked(element: Any) -> bool:
    if element.tag in ("button", "summary") or element.get("role") == "button":
        return True
    if element.tag != "a" or not (element.get("href") or "#").startswith("#"):
        return False
    is_told = _toggle(element) in _TOGGLES or any(map(element.get, _OPENS))
    return is_told or _FOLD.search(_names(element)) is not None


def _may_open(element: Any) -> bool:
    """Tell a question or a title from what opens a menu, what acts, and what holds text itself."""
    said = _said(element)
    if not any(map(str.isalnum, said)) or len(said.split()) > _LONGEST or acts(element):
        return False
    is_other = element.get("aria-haspopup") or _toggle(element) not in ("", *_TOGGLES)
    return not is_other and next(element.iter(*_BLOCKS), None) is None


def _is_opener(element: Any) -> bool:
    """Tell what is clicked to unfold by what it says of itself, or by what it stands in."""
    if element.tag == "summary" or _toggle(element) or any(map(element.get, _OPENS)):
        return True
    own = [element, *_holders(element)]
    if any(one.tag in (*HEADS, "dt") for one in own) or _FOLD.search(_names(element)):
        return True
    item = own[-1].getparent()
    said = _said(element)
    is_first = item is not None and _begins(item, said).startswith(said)
    around = [*own[1:], item, item.getparent() if is_first else None]
    names = [_names(one) for one in around if one is not None]
    return any(map(_FOLD.search, names)) and not any(map(_PANEL.search, names[:-1]))


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _holders(element: Any) -> Iterator[Any]:
    """Yield the elements around one that say nothing but what it says."""
    said = _said(element)
    for holder in list(element.iterancestors())[:_AROUND]:
        if _begins(holder, said) != said:
            break
        yield holder


def _below(element: Any) -> list[Any]:
    """Return the part of the page right below what is clicked, alone; [] where there is none.

    It stands beside it, or beside what holds nothing else.
    """
    for one in (element, *_holders(element)):
        if (one.tail or "").strip():
            return [element]  # what is below is text in no element of its own
        for following in one.itersiblings():
            if _said(following):
                return [following]
    return []


def _head(root: Any, openers: list[Any], parts: set[Any]) -> None:
    """Make headings of what is clicked, further in than the heading right over it, and than what it
    is folded up in itself; beside a heading that has a text of its own."""
    clicked = set(openers)
    over, is_right_over, first = _QUESTION - 1, False, None
    for element in root.iter():
        if element in clicked:
            if first is None or first[0] != over:
                first = over, max(over + is_right_over, _QUESTION)
            within = sum(parent in parts for parent in element.iterancestors())
            _make_head(element, first[1] + within)
        elif element.tag in HEADS:
            if not _is_folded(element, parts, clicked):
                over, is_right_over, first = int(element.tag[1]), True, None
        elif is_right_over and (element.text or "").strip() and element.getparent() is not None:
            is_text = element.getparent().tag not in HEADS
            is_right_over = not is_text or _is_folded(element, parts, clicked)


def _make_head(element: Any, level: int) -> None:
    inner = next(element.iter(*HEADS), None)
    if any(parent.tag in HEADS for parent in element.iterancestors()):
        element.tag = "span"
    else:
        element.tag = inner.tag if inner is not None else HEADS[min(level, len(HEADS)) - 1]


def _is_folded(element: Any, parts: set[Any], clicked: set[Any]) -> bool:
    """Return whether a heading stands in what is folded up, or in what is clicked."""
    return any(parent in parts or parent in clicked for parent in element.iterancestors())
