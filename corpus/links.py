"""What a web page and a site map point to."""

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from corpus.addresses import AddressError, key, normal
from corpus.wire import WebError

_READ = 2_000_000  # bytes of a page that are looked through; links stand before that
_LINKS = 2_000  # of one page
_MAP_BYTES = 50_000_000  # what the protocol of site maps allows, unpacked
# Regular expressions in place of a parser: no page can make them slow, as none looks past a '<'.
_TAG = re.compile(r"<(a|link|base|meta)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<![a-z-])([a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses that a page points to, in its order, each once.

    `canonical` is the address that the page gives itself, '' unless it has the same path.
    """

    addresses: tuple[str, ...] = ()
    canonical: str = ""


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The pages that a site map lists, and the further site maps."""

    pages: tuple[str, ...] = ()
    maps: tuple[str, ...] = ()


def links(raw: bytes, address: str) -> Links:
    """Return what the HTML of a page points to; it asks no machine to follow what it marks so."""
    text = raw[:_READ].decode("utf-8", "replace")
    base, canonical, follow = address, "", True
    found: dict[str, None] = {}
    for tag, told in _tags(text):
        target = told.get("href", "")
        if tag == "base" and target:
            base = _joined(target, address) or address
        elif tag == "link" and target and "canonical" in told.get("rel", "").lower().split():
            canonical = _joined(target, base)
        elif tag == "meta" and told.get("name", "").lower() == "robots":
            follow = "nofollow" not in told.get("content", "").lower()
        elif tag == "a" and target and "nofollow" not in told.get("rel", "").lower():
            found[_joined(target, base)] = None
    found.pop("", None)
    # Many sites call their front page every page's canonical address: only the query may differ.
    is_own = key(canonical.split("?")[0]) == key(address.split("?")[0])
    return Links(tuple(found)[:_LINKS] if follow else (), canonical if is_own else "")


def sitemap(raw: bytes, address: str) -> SiteMap:
    """Return what a site map lists, packed or not; raises WebError when it is none."""
    try:
        root = fromstring(_opened(raw))
    except (ParseError, DefusedXmlException, ValueError, zlib.error) as error:
        raise WebError(
            "Webstedets sitemap kan ikke læses. Skriv siderne hver for sig i sources.yaml."
        ) from error
    return SiteMap(_places(root, "url", address), _places(root, "sitemap", address))


def _opened(raw: bytes) -> bytes:
    if not raw.startswith(b"\x1f\x8b"):
        return raw
    found = zlib.decompressobj(47).decompress(raw, _MAP_BYTES + 1)
    if len(found) > _MAP_BYTES:
        raise ValueError("site map too large")
    return found


def _places(root: Element, tag: str, address: str) -> tuple[str, ...]:
    found = dict.fromkeys(
        _joined(place.text or "", address)
        for child in root
        if _name(child) == tag
        for place in child
        if _name(place) == "loc"
    )
    found.pop("", None)
    return tuple(found)


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    for match in _TAG.finditer(text):
        told = {
            name.lower(): html.unescape(one or other or bare).strip()
            for name, one, other, bare in _ATTRIBUTE.findall(match[2])
        }
        yield match[1].lower(), told


def _joined(target: str, base: str) -> str:
    """Return where a link leads, '' where it is no page of the web."""
    try:
        return normal(target, base=base)
    except AddressError:
        return ""
