"""What stands around the text of a page: its site's menus, boxes and feet, and what is hidden."""

import re
from typing import Any

_JOINT = re.compile(r"[-_]+|(?<=[a-zæøå])(?=[A-ZÆØÅ])")  # 'cookie__bar', 'cookieBar'
# What parts of a page call themselves that are not its content, in one word or two.
_AROUND = re.compile(
    r"(?:(?:site|side|page|global|main|top|left|right|primary|mobile|block|box|widget|region|[a-z]|js)-)?(?:newsletter|nyhedsbrev|share|sharing|some-links|sociale-medier|(?:left|right|top|side|sidebar)-?menu"
    r"|social-(?:media|share|links)|del-siden|menu|navbar|nav|navigation|navigering|breadcrumbs?"
    r"|brødkrummer?|brodkrummer?|footer|sidefod|skip-?links?|search|søg|soeg|søgning|popup|modal"
    r"|advert|annonce|related|relateret|relaterede|feedback|rating|print|toolbar|pagination|comments?"
    r"|kommentarer|sr-only|visually-hidden|visuallyhidden|screen-reader-text)"
    r"(?:-(?:banner|bar|box|boks|list|liste|links?|content|section|wrapper|container|message|form|consent"
    r"|signup|tilmelding|field|button|buttons|overlay|popup|notice|articles|pages|sider))*",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"(?:(?:site|page|global|main|[a-z])-)?(?:footer|sidefod)"
    r"(?:-(?:content|wrapper|container|section|inner))*",
    re.IGNORECASE,
)
_SHORTCUTS = re.compile(
    r"(?:hurtige )?genveje|quick ?links?|mest (?:søgte|besøgte|populære).{0,20}", re.IGNORECASE
)
OF_SITE = re.compile(r"\bwebmaster|\bwebredakt|\bfejl\b", re.IGNORECASE)
"""Whom one writes to of the site itself, or of a fault on it."""
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar".split())
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def weight(element: Any) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def speaks(element: Any, known: dict[Any, bool]) -> bool:
    """Return whether an element says something outside the elements in it, as a sentence with links
    does; `known` has what was found before, since all its links ask."""
    if element not in known:
        texts = (element.text, *(child.tail for child in element))
        known[element] = any((text or "").strip() for text in texts)
    return known[element]


def is_links(element: Any) -> bool:
    """Tell a list or a part of a page that says nothing but links: the way around the site."""
    if element.tag not in ("ul", "ol", "div", "p", "td", "table"):
        return False
    linked = sum(weight(link) for link in element.iter("a"))
    return 0 < linked == weight(element)


def is_shortcuts(element: Any) -> bool:
    """Tell a heading over links around the site, and over nothing else."""
    if element.tag not in ("h2", "h3", "h4", "h5") or element.getnext() is None:
        return False
    said = "".join(element.itertext()).strip()
    return _SHORTCUTS.fullmatch(said) is not None and all(map(is_links, element.itersiblings()))


def is_hidden(element: Any, opened: set[Any]) -> bool:
    if element in opened:
        return False  # folded up, and opened by a click
    return (
        element.get("hidden", "until-found") != "until-found"
        or (element.get("aria-hidden") == "true" and element.tag != "a")
        or _INVISIBLE.search(element.get("style") or "") is not None
    )


def is_around(element: Any) -> bool:
    if element.get("role") in _ROLES:
        return True
    if element.tag == "header" and element.getparent().tag == "body":
        return element.find(".//h1") is None
    return any(map(_AROUND.fullmatch, _names(element)))


def is_foot(element: Any) -> bool:
    """Tell the foot of a page or of an article."""
    if element.tag == "footer" or element.get("role") == "contentinfo":
        return True
    name = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if "footer" not in name and "sidefod" not in name:
        return False  # as nearly all
    return any(map(_FOOT.fullmatch, _names(element)))


def _names(element: Any) -> list[str]:
    """Return what an element is called, with a hyphen between the parts of a name."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    return [_JOINT.sub("-", name) for name in names]
