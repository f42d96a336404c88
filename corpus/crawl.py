"""An entry of sources.yaml -> its pages."""

import logging
import re
from collections import deque
from collections.abc import Callable, Iterator

from corpus.addresses import authority, host, key
from corpus.errors import UserError
from corpus.links import SiteMap, links, sitemap
from corpus.sourcelist import Entry
from corpus.web import Page, Web
from corpus.wire import WebError

log = logging.getLogger(__name__)

Answer = Page | UserError
"""A page, or why there is none."""

Ask = Callable[[str], Page]
"""An address -> its page, with its body also where it is the same as last time."""

_MORE = "Kun %s sider fra %s er hentet, og der er flere. Sæt limit op i sources.yaml."
_MAPS = 50  # site maps of one site
# Not asked for when a page links to them: no reader takes them.
_NO_DOCUMENT = re.compile(
    r"\.(?:jpe?g|png|gif|svg|webp|ico|css|js|json|xml|rss|ics|zip|gz|mp[34]|mov|xlsx?|pptx?|doc)$",
    re.IGNORECASE,
)


def crawl(entry: Entry, web: Web, ask: Ask) -> Iterator[tuple[str, Answer]]:
    """Yield each address of an entry with what it answered, at most `entry.limit` of them.

    A page that is reached by two addresses is told of once. The entry's own address is always
    asked; it is told of unless it is a site map or only leads to the pages that `include` names.
    """
    asked: set[str] = set()
    queue: deque[tuple[str, int]] = deque()
    try:
        starts = _listed(entry, web) if entry.sitemap else (entry.address,)
    except UserError as error:
        yield entry.address, error
        return
    queue.extend((address, 0) for address in starts)
    times = 0
    while queue and times < entry.limit:
        address, depth = queue.popleft()
        if key(address) in asked:
            continue
        asked.add(key(address))
        times += 1
        answer = _asked(address, ask)
        if isinstance(answer, Page) and answer.url != address:
            if key(answer.url) in asked and key(answer.url) != key(address):
                continue
            if address != entry.address and answer.url and not entry.holds(answer.url):
                continue  # it led to a page that is not the entry's
            asked.add(key(answer.url))
        if isinstance(answer, Page) and depth < entry.depth:
            queue.extend((found, depth + 1) for found in _onward(answer, entry))
        if address != entry.address or not entry.include or entry.holds(address):
            yield address, answer
    if any(key(address) not in asked for address, _ in queue):
        log.warning(_MORE, entry.limit, entry.address)


def _asked(address: str, ask: Ask) -> Answer:
    try:
        return ask(address)
    except UserError as error:
        return error


def _onward(page: Page, entry: Entry) -> list[str]:
    """Return the links of a page that lead to pages of the entry; none when it led elsewhere."""
    if page.suffix != ".html" or host(page.url) not in {host(entry.address), *entry.hosts}:
        return []
    found = links(page.body, page.url).addresses
    return [one for one in found if entry.holds(one) and not _NO_DOCUMENT.search(one.split("?")[0])]


def _listed(entry: Entry, web: Web) -> tuple[str, ...]:
    """Return the pages that the site maps list, those of the entry; raises as `Web.fetch` does."""
    queue = deque(_maps(entry, web))
    seen: set[str] = set()
    found: dict[str, None] = {}
    while queue and len(seen) < _MAPS and len(found) <= entry.limit:
        address = queue.popleft()
        if address in seen:
            continue
        seen.add(address)
        listed = _read(address, web)
        queue.extend(one for one in listed.maps if host(one) == host(address))
        found.update((page, None) for page in listed.pages if entry.holds(page))
    return tuple(found)[: entry.limit + 1]  # one more tells that there are more


def _read(address: str, web: Web) -> SiteMap:
    page = web.fetch(address, any_type=True)
    if page.state == "gone":
        raise WebError(
            "Webstedet har ingen sitemap. Skriv adressen på den, eller brug depth i stedet."
        )
    return sitemap(page.body, page.url)


def _maps(entry: Entry, web: Web) -> list[str]:
    """Return where an entry's site map is: the address itself, else what robots.txt names."""
    if entry.address.split("?")[0].endswith((".xml", ".xml.gz")):
        return [entry.address]
    named = [one for one in web.sitemaps(entry.address) if "://" in one]
    return named or [f"{authority(entry.address)}/sitemap.xml"]
