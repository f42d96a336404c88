"""Where a request comes from: the name it asks for, the address behind proxies, the site."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address

from starlette.datastructures import Headers
from starlette.types import Scope

HOST = "Adressen i forespørgslen er ikke assistentens. Er den, så skriv den i INITIATIV_HOSTS."
FOREIGN = "Forespørgslen kommer fra en anden hjemmeside."

_NAME = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(\d{1,5}))?", re.ASCII)
_PORTS = {"http": "80", "https": "443"}

Network = IPv4Network | IPv6Network


class RefusedError(Exception):
    """A request that goes no further, and what its sender is told."""

    def __init__(self, status: int, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True, slots=True)
class Visit:
    """A request: the address and the scheme of its sender, and whether a trusted proxy brought it.

    `name` and `port` are those that are asked for, a port '' when none is named.
    """

    name: str
    port: str
    address: str
    scheme: str
    is_brought: bool


def visit(scope: Scope, hosts: frozenset[str], proxies: Iterable[Network]) -> Visit:
    """Return who asks; of what proxies wrote, only what trusted ones did is believed.

    Raises RefusedError when the host that is asked for is none of `hosts`.
    """
    headers = Headers(scope=scope)
    given = headers.getlist("host")
    found = _NAME.fullmatch(given[0].lower()) if len(given) == 1 else None
    if found is None or found[1].strip("[]") not in hosts:
        raise RefusedError(400, HOST)
    name, port = found[1], found[2] or ""
    peer = scope["client"][0] if scope.get("client") else ""
    if not is_among(peer, proxies):
        return Visit(name, port, peer, scope["scheme"], False)
    address = _sender(peer, ",".join(headers.getlist("x-forwarded-for")), proxies)
    told = headers.getlist("x-forwarded-proto")
    scheme = told[0].strip().lower() if len(told) == 1 else ""
    return Visit(name, port, address, scheme if scheme in _PORTS else scope["scheme"], True)


def require_own_site(scope: Scope, visit: Visit) -> None:
    """Refuse what another site's page has a browser do, but for a link to the page."""
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if origins and (len(origins) > 1 or not _is_own(origins[0], visit)):
        raise RefusedError(403, FOREIGN)
    if headers.get("sec-fetch-site", "none") in ("same-origin", "none"):
        return
    is_link = (
        scope["method"] in ("GET", "HEAD")
        and headers.get("sec-fetch-mode") == "navigate"
        and headers.get("sec-fetch-dest") == "document"
    )
    if not is_link:
        raise RefusedError(403, FOREIGN)


def _sender(peer: str, hops: str, proxies: Iterable[Network]) -> str:
    """Return the last of the hops that is no trusted proxy: those before it, anybody may write."""
    address = peer
    for hop in reversed(hops.split(",")):
        hop = _without_port(hop.strip())
        if not _is_address(hop):
            break
        address = hop
        if not is_among(hop, proxies):
            break
    return address


def _without_port(hop: str) -> str:
    if hop.startswith("["):
        return hop[1:].partition("]")[0]
    return hop.partition(":")[0] if hop.count(":") == 1 else hop


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def is_among(address: str, proxies: Iterable[Network]) -> bool:
    """Return whether an address is of one of the networks; what is no address is of none."""
    if not _is_address(address):
        return False
    parsed = ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None)
    return any((mapped or parsed) in one for one in proxies)


def _is_own(origin: str, visit: Visit) -> bool:
    scheme, separator, rest = origin.lower().partition("://")
    found = _NAME.fullmatch(rest) if separator and scheme in _PORTS else None
    if found is None or (visit.scheme == "https" and scheme != "https"):
        return False
    port = _PORTS[scheme]
    return (found[1], found[2] or port) == (visit.name, visit.port or port)
