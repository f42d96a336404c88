"""Web addresses: written in one way, and which machines may be asked."""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote, unquote, urljoin, urlsplit

from corpus.errors import UserError

_LONGEST = 2_000  # characters; servers refuse longer ones
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*")
_NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
# What tells the sender of a link, never which page it is.
_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|msclkid|mc_[ce]id|_ga", re.IGNORECASE)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_KEPT = "/:@!$&'()*+,;=~-._%"  # what a path may hold as it is
# Where clouds tell a machine its own secrets; asked for by nobody who wants a document.
_NEVER = tuple(map(ip_network, ("168.63.129.16/32", "100.100.100.200/32", "fd00:ec2::254/128")))
_LOCAL = tuple(
    map(ip_network, "127.0.0.0/8 10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10".split())
) + tuple(map(ip_network, ("::1/128", "fc00::/7")))
_SIXTOFOUR, _NAT64 = ip_network("2002::/16"), ip_network("64:ff9b::/96")
_NAMELESS = frozenset("index default forside home start side page".split())
_SLUG = 60  # characters
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})


class AddressError(UserError):
    """An address that is not asked."""


def normal(address: str, base: str = "") -> str:
    """Return an address as it is asked for: absolute, in ASCII, without fragment or tracking.

    Raises AddressError unless it is http or https to a host by its own name or plain number.
    """
    address = address.strip()
    if len(address) > _LONGEST:
        raise AddressError("Adressen er for lang. Brug sidens egen, korte adresse.")
    if "\\" in address or any(unicodedata.category(sign) == "Cc" for sign in address):
        raise AddressError("Adressen har tegn, som ikke kan bruges. Kopiér den fra browseren.")
    try:
        parts = urlsplit(urljoin(base, address) if base else address)
        scheme = parts.scheme.lower()
        if scheme not in _PORTS:
            raise AddressError("Kun adresser, der begynder med https:// eller http://, kan hentes.")
        if "@" in parts.netloc:
            raise AddressError("Adressen har et brugernavn i sig. Slet det, der står før @.")
        place = _host(parts.hostname or "")
        port = parts.port
    except ValueError as error:
        raise AddressError("Adressen kan ikke læses. Kopiér den fra browseren.") from error
    if port not in (None, _PORTS[scheme]):
        place = f"{place}:{port}"
    query = "&".join(
        part for part in parts.query.split("&") if not _TRACKING.fullmatch(part.split("=")[0])
    )
    query = quote(_upper(query), safe=_KEPT + "?")
    return f"{scheme}://{place}{_path(parts.path)}{'?' + query if query else ''}"


def key(address: str) -> str:
    """Return the same text for the addresses that one page has: http or https, `/` last or not."""
    return address.split("://", 1)[-1].rstrip("/")


def authority(address: str) -> str:
    """Return the scheme, host and port of a normal address: what one robots.txt is for."""
    return address[: address.index("/", address.index("://") + 3)]


def host(address: str) -> str:
    """Return the host of a normal address, without its port."""
    return urlsplit(address).hostname or ""


def is_refused(number: str, private: bool) -> bool:
    """Return whether a machine is not asked, by its IP address.

    Those of a local network are when `private` is set; link-local, multicast and the like never.
    """
    address = _inner(ip_address(number.split("%", 1)[0]))
    if address.is_multicast or address.is_unspecified or address.is_link_local:
        return True
    if any(address in network for network in _NEVER):
        return True
    if any(address in network for network in _LOCAL):
        return not private
    site_local = isinstance(address, IPv6Address) and address.is_site_local
    return not address.is_global or address.is_reserved or site_local


def slug(address: str) -> str:
    """Return a readable id from the last part of an address that says something, or ''.

    Numbers alone say nothing: 'node/1234' gives ''.
    """
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    for part in reversed(parts):
        found = slug_of(re.sub(r"\.\w{1,8}$", "", part))
        if found not in _NAMELESS and re.search(r"[a-z]{2}", found):
            return found
        if found not in _NAMELESS:
            return ""
    return ""


def slug_of(text: str) -> str:
    """Return a text as an id: small letters, digits and hyphens; '' when it has none of them."""
    plain = unicodedata.normalize("NFKC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-")


def _host(name: str) -> str:
    if ":" in name:
        return f"[{IPv6Address(name.split('%', 1)[0])}]"
    found = name.rstrip(".").encode("idna").decode().lower()
    if _NUMBER.fullmatch(found.rsplit(".", 1)[-1]):
        return str(IPv4Address(found))  # '2130706433', '0x7f.1' and '0177.0.0.1' are no address
    if not _HOST.fullmatch(found):
        raise ValueError(found)
    return found


def _path(path: str) -> str:
    """Return a path without '.' and '..', its signs encoded once."""
    kept: list[str] = []
    parts = path.split("/")[1:] or [""]
    for part in parts:
        if part == "..":
            kept[-1:] = []
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", ".."):
        kept.append("")
    return quote(_upper("/" + "/".join(kept)), safe=_KEPT)


def _upper(text: str) -> str:
    """Return percent signs as the standard writes them; one that encodes nothing is encoded."""
    text = re.sub(r"%(?![0-9a-fA-F]{2})", "%25", text)
    return _PERCENT.sub(lambda match: match.group().upper(), text)


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 one wraps, else itself."""
    if isinstance(address, IPv4Address):
        return address
    if address in _SIXTOFOUR:
        return address.sixtofour or address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or (teredo[1] if teredo else address)
