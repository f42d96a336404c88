"""A page of HTML: its main content, without what belongs to the site around it."""

import codecs
import re
from collections.abc import Sequence
from typing import Any

from lxml import etree

from corpus.dates import CHANGED, DATE
from corpus.errors import ReadError
from corpus.readers import foot
from corpus.readers.around import is_around, is_hidden, is_links, is_shortcuts, speaks, weight
from corpus.readers.consent import take_consent
from corpus.readers.flow import SKIPPED, pieces
from corpus.readers.folds import acts, take_out, unfold
from corpus.readers.pieces import Piece, clean, compose
from corpus.readers.types import Read

LONGEST_URL = 2_000

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_TAG = re.compile(r"<[a-zA-Z!/?]")
_CRUMBS = re.compile(r"bread-?crumbs?|br(?:ø|o|oe)dkrumme", re.IGNORECASE)
_CONTACT = re.compile(r"kontakt|contact", re.IGNORECASE)
_HOLDS_CONTACT = re.compile(r"@|\d\d ?\d\d ?\d\d ?\d\d")
_UPDATED = re.compile(rf"(?:senest|sidst)\s+(?:{CHANGED})\b.{{0,12}}?{DATE}", re.IGNORECASE)
_MODIFIED = re.compile(r"\"dateModified\"\s*:\s*\"(\d{4}-\d\d-\d\d)")
_META_MODIFIED = frozenset(
    "article:modified_time og:updated_time last-modified dcterms.modified dc.date.modified"
    " datemodified".split()
)
_SITE = re.compile(r"\s+[|»·]\s+")
_SEPARATOR = re.compile(r"\s*[/>»›|]+$|^[/>»›|]+\s*")
_SENDER = r"(?:[A-ZÆØÅ][\w-]+ ){1,3}(?i:kommune)|Region [A-ZÆØÅ][\w-]+"
_ASIDE_WORDS = 12  # of a cell beside the text: whose the site is, and where
_DASH = r"\s+[-–—]\s+"
# What a page of any site may be called, which tells nothing without the site's name.
_ANY = re.compile(
    r"om(?: os)?|forside|startside|hjem|home|velkommen|kontakt(?: os)?", re.IGNORECASE
)
_MAIN = ("//main|//*[@role='main']", "//article", "//*[@itemprop='articleBody']")


def read(raw: bytes, name: str) -> Read:
    """Return the main content of a page, its title and the address that it calls its own."""
    text = decode(raw)
    if not _TAG.search(text):
        raise ReadError("Der er ingen HTML i filen. Giv den endelsen .txt, hvis det er ren tekst.")
    root = tree(text)
    held = list(
        root.iter()
    )  # while they are, lxml makes none of them anew: a twentieth of the time
    take_consent(root)
    _shorten_head(root)
    feet = foot.feet(root)
    crumbs, updated = _crumbs(root), _updated(root, feet)
    title, url = _title(root), _url(root)
    foot.keep_own(feet)
    footed = foot.of_site(feet, _names(root)) if feet else []
    _prune(root)
    found = _content(root)
    del held
    if not foot.tells_contact(found):
        found += footed
    if title and all(piece.text != title for piece in found):
        found.insert(0, Piece("heading", title))
    if crumbs:
        found.insert(0, Piece("text", crumbs))
    if updated and not any(updated in one.text or _UPDATED.search(one.text) for one in found):
        found.append(Piece("text", updated))
    if all(piece.text in (title, crumbs, updated) for piece in found):
        raise ReadError(
            "Der er ingen tekst på siden. Den bygges måske først i browseren; gem den derfra."
        )
    return compose(found, title, url)


def decode(raw: bytes) -> str:
    """Return the text of a page, by its byte order mark, the charset it names, or its bytes."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    named = _CHARSET.search(raw[:4096])
    declared = named.group(1).decode("ascii", "replace").lower() if named else "utf-8"
    if declared in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        declared = "cp1252"  # as browsers do
    for encoding in (declared, "utf-8", "cp1252"):
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return raw.decode("cp1252", "replace")


def tree(text: str) -> Any:
    """Return the root of a page; ReadError when there is no element in it."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
    written = _DECLARATION.sub("", text, count=1).encode("utf-8", "replace")
    try:
        root = etree.fromstring(written.replace(b"\x00", b""), parser)
    except etree.LxmlError as error:
        raise ReadError("Filens HTML er beskadiget. Gem siden igen fra browseren.") from error
    if root is None:
        raise ReadError("Filens HTML er beskadiget. Gem siden igen fra browseren.")
    return root


def _content(root: Any) -> list[Piece]:
    """Return the pieces of the main content, with what stands beside its heading above it."""
    main = _main(root)
    found = pieces(main)
    head = root.find(".//h1")
    if head is not None and main not in head.iterancestors() and head is not main:
        beside = head.getparent()
        if beside is not None and beside not in main.iterancestors() and beside.tag != "body":
            found = [*pieces(beside), *found]
    said = {piece.text for piece in found}
    for box in root.iter("aside", "div", "section"):
        is_within = any(parent is main for parent in box.iterancestors())
        if not is_within and _is_contact(box) and box not in main.iterancestors():
            told = pieces(box)
            if all(piece.text in said for piece in told):
                continue  # the box is within one that was told
            if told[0].kind != "heading":
                told.insert(0, Piece("heading", "Kontakt"))
            found += told
            said.update(piece.text for piece in told)
    return found


def _main(root: Any) -> Any:
    body = root.find("body")
    body = root if body is None else body
    whole = weight(body)
    for path in _MAIN:
        found = root.xpath(path)
        largest = max(found, key=weight, default=None)
        # Several articles of like size are a list of them; a nearly empty one is a teaser.
        if largest is None or weight(largest) * 2 < sum(map(weight, found)):
            continue
        if weight(largest) * 4 >= whole or (path == _MAIN[0] and weight(largest)):
            return largest
    return _main_cell(body, whole)


def _main_cell(body: Any, whole: int) -> Any:
    """Return the cell with the text of a page whose table puts its parts beside each other: where
    its heading stands, else the one beside which stand links and little more; else all."""
    cells = [cell for head in body.iter("h1") for cell in head.iterancestors("td")]
    if cells or next(body.iter("h1"), None) is not None:
        return next((cell for cell in cells if weight(cell) * 2 >= whole), body)
    large = [cell for cell in body.iter("td") if weight(cell) * 2 >= whole]
    if not large:
        return body
    inside = {*large[-1].iterdescendants(), *large}
    others = [cell for cell in body.iter("td") if cell not in inside]
    is_short = all(len(_unlinked(cell).split()) <= _ASIDE_WORDS for cell in others)
    return large[-1] if is_short and any(map(is_links, others)) else body


def _unlinked(element: Any) -> str:
    """Return what an element says outside its links."""
    linked = {text for link in element.iter("a") for text in link.itertext()}
    return " ".join(text for text in element.itertext() if text not in linked)


def _prune(root: Any) -> None:
    """Take out what is hidden and what belongs to the site."""
    opened = unfold(root)
    kept = {root, *root.iter("body", "main", "article")}
    for held in [*root.iter("h1"), *list(kept)]:
        kept.update(held.iterancestors())
    speaking: dict[Any, bool] = {}
    is_before = next(root.iter("h1"), None) is not None  # the page's own heading
    for element in list(root.iter()):
        is_before = is_before and element.tag != "h1"
        if element in kept or element.getparent() is None:
            continue
        if (
            (is_before and is_links(element))
            or element.tag in SKIPPED - {"button"}
            or _is_pressed(element, speaking)
            or is_hidden(element, opened)
            or is_around(element)
        ):
            take_out(element)
        elif is_shortcuts(element):
            for one in [element, *element.itersiblings()]:
                take_out(one)


def _is_pressed(element: Any, speaking: dict[Any, bool]) -> bool:
    """Tell what does something where it is clicked; a button in a heading may be its words, and a
    link in a sentence is."""
    if element.tag == "button":
        return acts(element) or not _is_in_heading(element)
    if element.tag == "a" and (_is_in_heading(element) or speaks(element.getparent(), speaking)):
        return False
    return (element.tag in ("summary", "a") or element.get("role") == "button") and acts(element)


def _is_in_heading(element: Any) -> bool:
    return next(element.iterancestors("h1", "h2", "h3", "h4", "h5", "h6"), None) is not None


def _is_contact(element: Any) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    head = element.find("h2") if element.find("h2") is not None else element.find("h3")
    named = names + " " + (head.text or "" if head is not None else "")
    if not _CONTACT.search(named):
        return False
    return _HOLDS_CONTACT.search("".join(element.itertext())) is not None


def _crumbs(root: Any) -> str:
    """Return the path to the page ('Forside > Unge > Hus'), empty where it shows none."""
    for element in root.iter("nav", "ol", "ul", "div"):
        names = (element.get(name) or "" for name in ("class", "id", "aria-label"))
        if _CRUMBS.search(" ".join(names)):
            parts = list(element.iter("li")) or list(element.iter("a"))
            said = [clean(" ".join(part.itertext())).replace("\n", " ") for part in parts]
            steps = [_SEPARATOR.sub("", step) for step in said]
            path = [step for step in dict.fromkeys(steps) if len(step) > 1]
            return " > ".join(path) if len(path) > 1 else ""
    return ""


def _updated(root: Any, feet: Sequence[foot.Foot]) -> str:
    """Return the line that says when the page was last changed, wherever it stands on it."""
    body = root.find("body")
    shown = " ".join(body.itertext()) if body is not None else ""
    if found := _UPDATED.search(clean(shown).replace("\n", " ")):
        return found.group()
    if told := foot.updated(feet):
        return told
    for element in root.iter("meta", "time"):
        names = (element.get(name) or "" for name in ("property", "name", "itemprop"))
        if any(name.lower() in _META_MODIFIED for name in names):
            written = element.get("content") or element.get("datetime") or ""
            if day := _day(written):
                return day
    for script in root.iter("script"):
        if modified := _MODIFIED.search(script.text or ""):
            return _day(modified.group(1))
    return ""


def _day(written: str) -> str:
    match = re.match(r"(\d{4})-(\d\d)-(\d\d)", written.strip())
    return f"Senest opdateret {match[3]}-{match[2]}-{match[1]}" if match else ""


def _names(root: Any) -> list[str]:
    """Return what a page and its site call themselves."""
    named = [
        element.get("content") or ""
        for element in root.iter("meta")
        if element.get("property") in ("og:title", "og:site_name")
    ]
    heads = [clean("".join(head.itertext())) for head in root.iter("h1")]
    return [*named, *heads, root.findtext("head/title") or ""]


def _title(root: Any) -> str:
    """Return the page's own heading, else the title it gives others, without the site's name."""
    for head in root.iter("h1"):
        if title := clean("".join(head.itertext())).replace("\n", " "):
            return title
    named = {
        element.get("property"): element.get("content") or ""
        for element in root.iter("meta")
        if element.get("property") in ("og:title", "og:site_name")
    }
    site = clean(named.get("og:site_name", ""))
    titles = [named.get("og:title", ""), *("".join(e.itertext()) for e in root.iter("title"))]
    for written in titles[:2]:
        if title := _without_site(clean(written.replace("\n", " ")), site):
            return title
    return ""


def _without_site(written: str, site: str) -> str:
    """Return a title without the name of the site, which may stand before or after it."""
    own, *others = _SITE.split(written)
    sites = f"(?:{re.escape(site)}|{_SENDER})" if site else f"(?:{_SENDER})"
    title = re.sub(rf"{_DASH}{sites}$|^{sites}{_DASH}", "", own)
    if _ANY.fullmatch(title):
        return site or (others[-1] if others else own)
    return title


def _shorten_head(root: Any) -> None:
    """Take the way to the page out of its heading, where its title tells what the page is called:
    'Sider > Støtte'."""
    title = _SITE.split(clean((root.findtext("head/title") or "").replace("\n", " ")))[0]
    for head in root.iter("h1"):
        links = [link for link in head.iter("a") if clean("".join(link.itertext()))]
        if links and title and _SEPARATOR.sub("", clean(_unlinked(head))) == title:
            head.clear(keep_tail=True)
            head.text = title


def _url(root: Any) -> str | None:
    links = [
        element.get("href") or ""
        for element in root.iter("link")
        if (element.get("rel") or "").lower() == "canonical"
    ]
    named = [
        element.get("content") or ""
        for element in root.iter("meta")
        if element.get("property") == "og:url"
    ]
    for url in (*links, *named):
        if re.fullmatch(r"https?://[^\s<>\"']+", url.strip()) and len(url) < LONGEST_URL:
            return url.strip()
    return None
