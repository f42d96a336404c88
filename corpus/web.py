"""An address -> what it holds, asked for politely and within limits."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Literal

import httpcore
from protego import Protego

from corpus.addresses import AddressError, authority, host, normal
from corpus.wire import Dial, WebError, Wire

AGENT = "Initiativassistenten"
SUFFIXES: Mapping[str, str] = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "application/x-pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
}
_UNTOLD = ("", "application/octet-stream", "binary/octet-stream", "application/download")
_ENDING = re.compile(r"\.(?:pdf|docx|html?|txt|md)$", re.IGNORECASE)
_MOVED = (301, 302, 303, 307, 308)
_REDIRECTS = 5
_ROBOTS_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
_LONGEST_PAUSE = 60.0  # seconds; a site that wants more is not waited for
_DOWN = 3  # times that a host does not answer, before it is left alone
_WITHIN = "Prøv igen senere, eller gem siden selv, og tilføj filen."
_STATUS: Mapping[int, str] = {
    401: "Siden kræver login. Gem den selv, og tilføj filen.",
    403: "Webstedet vil ikke vise siden for programmer. Gem den selv, og tilføj filen.",
    429: "Webstedet beder om færre hentninger. Prøv igen senere.",
}
_ACCEPT = "text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Manners:
    """How the web is asked.

    `private` lets local networks be asked. `pause` is the seconds between two requests to a host,
    `seconds` how long one answer may take, `most` its bytes, before and after unpacking.
    """

    private: bool = False
    pause: float = 1.0
    seconds: float = 60.0
    most: int = 20_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """The address that answered last time, and what it said to ask with if it is still the same."""

    url: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a source answered: `body` as it was sent, unpacked; empty unless it was `found`.

    `same` is a source that says it is as last time, `gone` one that has it no more. `url` is the
    address after redirects, `suffix` the ending of a file of this kind, '' where it is unknown.
    """

    state: Literal["found", "same", "gone"]
    url: str
    body: bytes = b""
    suffix: str = ""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class Web:
    """Fetches pages; remembers robots.txt, when each host was asked, and which do not answer."""

    def __init__(self, manners: Manners | None = None, wire: Wire | None = None) -> None:
        self._manners = manners or Manners()
        self._wire = wire or Wire()
        self._dial = Dial(self._wire, self._manners.private)
        trusted = httpcore.default_ssl_context()
        trusted.load_default_certs()  # an organisation's own authority is in the system's store
        self._pool = httpcore.ConnectionPool(
            ssl_context=trusted, network_backend=self._dial, max_connections=4
        )
        self._robots: dict[str, Protego] = {}
        self._next: dict[str, float] = {}
        self._silent: dict[str, int] = {}

    def __enter__(self) -> "Web":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.close()

    def fetch(self, address: str, seen: Seen | None = None, any_type: bool = False) -> Page:
        """Return what an address holds now.

        Raises AddressError for one that may not be asked, WebError when the answer is no document.
        """
        page, status = self._follow(normal(address), seen or Seen(), self._manners.most)
        if status == 304:
            return page
        if status in (404, 410):
            return Page("gone", page.url)
        if status != 200:
            raise WebError(_STATUS.get(status, f"Webstedet svarer med fejl {status}. {_WITHIN}"))
        if not any_type and not page.suffix:
            kind = page.content_type.split(";")[0] or "ukendt"
            raise WebError(
                f"Siden er af typen {kind}, som ikke kan læses. Brug en webside, en PDF, et "
                "Word-dokument (.docx) eller en tekstfil."
            )
        return page

    def sitemaps(self, address: str) -> list[str]:
        """Return the site maps that the robots.txt of an address names; raises as `fetch` does."""
        return list(self._rules(normal(address)).sitemaps)

    def _follow(self, address: str, seen: Seen, most: int, obey: bool = True) -> tuple[Page, int]:
        """Return the answer at the end of the redirects, each of them checked, and its status."""
        passed = [address]
        while True:
            if obey:
                self._require_allowed(address)
            page, status, moved = self._ask(address, seen if seen.url == address else Seen(), most)
            if not moved:
                return page, status
            address = normal(moved, base=address)
            if address in passed or len(passed) > _REDIRECTS:
                raise WebError("Siden sender videre i ring. Brug den adresse, browseren ender på.")
            passed.append(address)

    def _ask(self, address: str, seen: Seen, most: int) -> tuple[Page, int, str]:
        """Return the answer, its status and where it sends on to, '' where it does not."""
        name = host(address)
        if self._silent.get(name, 0) >= _DOWN:
            raise WebError(f"{name} svarer ikke. {_WITHIN}")
        self._wait(address)
        self._dial.deadline = self._wire.clock() + self._manners.seconds
        try:
            answer = self._exchange(address, seen, most)
        except (httpcore.TimeoutException, httpcore.NetworkError) as error:
            self._silent[name] = self._silent.get(name, 0) + 1
            raise WebError(f"{name} {_why(error)}. {_WITHIN}") from error
        except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
            raise WebError(f"{name} svarer på en måde, der ikke kan forstås. {_WITHIN}") from error
        self._silent.pop(name, None)
        return answer

    def _exchange(self, address: str, seen: Seen, most: int) -> tuple[Page, int, str]:
        told_to_be = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
        headers = {
            "Host": address.split("://", 1)[1].split("/", 1)[0],
            "User-Agent": AGENT,
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip",
        } | {name: value for name, value in told_to_be.items() if value}
        sent = [
            (name.encode(), value.encode("latin-1", "ignore")) for name, value in headers.items()
        ]
        limits = dict.fromkeys(("connect", "read", "write", "pool"), self._manners.seconds)
        with self._pool.stream(
            "GET", address, headers=sent, extensions={"timeout": limits}
        ) as response:
            told = _headers(response)
            if response.status in _MOVED and "location" in told:
                return Page("gone", address), response.status, told["location"]
            if response.status == 304:
                return Page("same", address), 304, ""
            if response.status != 200:
                return Page("gone", address), response.status, ""
            body = b"".join(_unpacked(response, told, most))
        return _page(address, body, told), 200, ""

    def _require_allowed(self, address: str) -> None:
        if not self._rules(address).can_fetch(address, AGENT):
            raise AddressError(
                "Webstedets robots.txt siger nej til, at siden hentes af programmer. "
                "Gem siden selv, og tilføj filen."
            )

    def _rules(self, address: str) -> Protego:
        """Return the site's robots.txt, asked for once; where there is none, all is allowed."""
        site = authority(address)
        if site not in self._robots:
            page, status = self._follow(f"{site}/robots.txt", Seen(), _ROBOTS_BYTES, obey=False)
            if status >= 500 or status == 429:
                raise WebError(f"Webstedets robots.txt kan ikke hentes. {_WITHIN}")
            self._robots[site] = Protego.parse(page.body.decode("utf-8", "replace"))
        return self._robots[site]

    def _wait(self, address: str) -> None:
        """Wait until the host may be asked again, and note when it may be after that."""
        name, now = host(address), self._wire.clock()
        pause = self._pause(authority(address))
        begin = max(now, self._next.get(name, now))
        self._next[name] = begin + pause
        if begin > now:
            self._wire.sleep(begin - now)

    def _pause(self, site: str) -> float:
        rules = self._robots.get(site)
        if rules is None:
            return self._manners.pause
        rate = rules.request_rate(AGENT)
        asked = rules.crawl_delay(AGENT) or 0.0, rate.seconds / rate.requests if rate else 0.0
        if max(asked) > _LONGEST_PAUSE:
            raise WebError(
                f"Webstedet beder om {max(asked):.0f} sekunder mellem to sider. "
                "Gem siden selv, og tilføj filen."
            )
        return max(self._manners.pause, *asked)


def _why(error: Exception) -> str:
    if isinstance(error, httpcore.TimeoutException):
        return "svarer for langsomt"
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return "har et certifikat, der ikke kan godkendes"
    return "kan ikke nås"


def _headers(response: httpcore.Response) -> dict[str, str]:
    """Return the first value of each header, by its name in small letters."""
    found: dict[str, str] = {}
    for name, value in response.headers:
        found.setdefault(name.decode("latin-1").lower(), value.decode("latin-1").strip())
    return found


def _page(address: str, body: bytes, told: Mapping[str, str]) -> Page:
    told_type = told.get("content-type", "")
    kind = told_type.split(";")[0].strip().lower()
    suffix = SUFFIXES.get(kind, "")
    ending = _ENDING.search(address.split("?")[0])
    if ending and (kind in _UNTOLD or (suffix == ".txt" and ending[0].lower() == ".md")):
        suffix = ending[0].lower().replace(".html", ".htm").replace(".htm", ".html")
    return Page(
        "found",
        address,
        body,
        suffix,
        told_type[:200],
        told.get("etag", "")[:500],
        told.get("last-modified", "")[:100],
    )


def _unpacked(response: httpcore.Response, told: Mapping[str, str], most: int) -> Iterator[bytes]:
    """Yield the body piece by piece; raises WebError once it is larger than `most`."""
    packing = told.get("content-encoding", "identity").lower()
    if packing not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise WebError(f"Siden er pakket på en måde, der ikke kan læses ({packing[:20]}).")
    length = told.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise _too_large(most)
    opener = None if packing in ("identity", "") else zlib.decompressobj(47)  # gzip or zlib
    size = read = 0
    try:
        for chunk in response.iter_stream():
            read += len(chunk)
            piece = opener.decompress(chunk, most + 1 - size) if opener else chunk
            size += len(piece)
            if max(size, read) > most:
                raise _too_large(most)
            yield piece
    except zlib.error as error:
        raise WebError(f"Siden er pakket forkert og kan ikke læses. {_WITHIN}") from error
    if opener and not opener.eof:
        raise WebError(f"Kun en del af siden blev sendt. {_WITHIN}")


def _too_large(most: int) -> WebError:
    return WebError(
        f"Siden fylder mere end {most / 1_000_000:.0f} MB. "
        "Gem det, du skal bruge, i en mindre fil, og tilføj den."
    )
