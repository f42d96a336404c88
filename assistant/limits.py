"""How much a visitor may send, how slowly, and how often."""

import asyncio
import math
from asyncio import TimerHandle, Transport
from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address
from typing import ClassVar

from starlette.types import Message, Receive
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.visitors import Network, is_among

ADDRESSES = 10_000  # remembered at a time; whoever is forgotten begins with a full bucket
PACE = 64 * 1024  # bytes a second that a long body must keep up: a poor mobile connection does
HEADERS = 64 * 1024  # bytes of one request's headers: what h11 takes, and proxies far less
HEADER_SECONDS = 20.0  # from the first byte of a request to the last of its headers
STUCK_SECONDS = 30.0  # that what is sent may wait for a reader who takes nothing
# Of one address at a time. An open page holds one, and a browser at most six; two addresses that
# hold all they may leave room among the 1,024 files that a process may usually have open.
CONNECTIONS = 400

_ROUNDING = 1e-9  # tenths of a token do not add up to whole ones

_TOO_MANY = (
    b"HTTP/1.1 503 Service Unavailable\r\n"
    b"retry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-length: 0\r\nconnection: close\r\n\r\n"
)


class TooLargeError(Exception):
    """A body is larger than it may be."""


class TooSlowError(Exception):
    """A body did not come in time."""


class FullError(Exception):
    """So much is being sent by all together that no more is taken in."""


class GoneError(Exception):
    """Whoever sent a body left in the middle of it."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """A token bucket for each address: `rate` tokens a second flow in, `burst` is a full one."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float]) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def __len__(self) -> int:
        """Return how many addresses are remembered."""
        return len(self._buckets)

    def take(self, address: str, tokens: float) -> int:
        """Take tokens for an address; return 0, or in how many whole seconds there are enough."""
        if not self._rate:
            return 0
        now = self._clock()
        bucket = self._buckets.pop(address, _Bucket(self._burst, now))
        held = min(float(self._burst), bucket.tokens + (now - bucket.at) * self._rate)
        is_enough = held >= tokens - _ROUNDING
        self._buckets[address] = _Bucket(held - tokens if is_enough else held, now)
        if len(self._buckets) > ADDRESSES:
            self._buckets.popitem(last=False)
        return 0 if is_enough else max(1, math.ceil((tokens - held) / self._rate))


def network(address: str) -> str:
    """Return what an address is counted by: itself, or the /64 that an IPv6 visitor has whole."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else parsed.exploded[:19]
    return str(parsed)


class Bodies:
    """Reads bodies whole before anything is done with them, and not more than `most` bytes at once.

    An application that read them itself would be busy for as long as a sender cares to take.
    """

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0

    @property
    def held(self) -> int:
        """Return how many bytes are being read, or kept for the application, right now."""
        return self._held

    def let_go(self, size: int) -> None:
        """Give back the room of a body that was read."""
        self._held -= size

    async def read(self, receive: Receive, limit: int, seconds: float) -> bytes:
        """Return a body, whose room is to be let go; `seconds` is what it may take at any pace.

        Raises TooLargeError, TooSlowError, FullError or GoneError.
        """
        chunks: list[bytes] = []
        size, whole, is_read = 0, False, False
        start = asyncio.get_running_loop().time()
        try:
            while not whole:
                try:
                    async with asyncio.timeout_at(start + seconds + size / PACE):
                        message = await receive()
                except TimeoutError as error:
                    raise TooSlowError from error
                chunk, whole = _chunk(message)
                size += len(chunk)
                self._held += len(chunk)
                chunks.append(chunk)
                if size > limit:
                    raise TooLargeError
                if self._held > self._most:
                    raise FullError
            is_read = True
            return b"".join(chunks)
        finally:
            if not is_read:
                self._held -= size


def _chunk(message: Message) -> tuple[bytes, bool]:
    """Return a piece of a body, and whether it is the last one."""
    if message["type"] != "http.request":
        raise GoneError
    return message.get("body", b""), not message.get("more_body", False)


def replayed(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives a body read before, and then whatever comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


class Patience(HttpToolsProtocol):
    """uvicorn's protocol with an end to its patience, which is without one for headers and readers.

    A connection whose headers take HEADER_SECONDS or HEADERS bytes, or whose reader takes nothing
    for STUCK_SECONDS, is closed. Of one address at most `most` may be open, 0 for no limit; of
    `proxies` any number.
    """

    header_seconds, stuck_seconds = HEADER_SECONDS, STUCK_SECONDS
    most = 0
    proxies: tuple[Network, ...] = ()
    _held: ClassVar[Counter[str]] = Counter()
    _address = ""
    _awaited: TimerHandle | None = None
    _stuck: TimerHandle | None = None
    _unread = 0

    def connection_made(  # type: ignore[override]  # as uvicorn has it: no other kind comes
        self, transport: Transport
    ) -> None:
        """Begin to wait for the first request, unless its address has enough connections."""
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        if self.most and not is_among(peer, self.proxies):
            self._address = network(peer)
            self._held[self._address] += 1
            if self._held[self._address] > self.most:
                transport.write(_TOO_MANY)
                transport.close()
                return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read on, unless that are more headers than there may be."""
        if self._is_between():
            self._unread += len(data)
            self._wait()
        super().data_received(data)
        if not self._is_between():
            self._unread = 0
            self._stop_waiting()
        elif self._unread > HEADERS and not self.transport.is_closing():
            self.transport.write(_TOO_LARGE)
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """End, whatever was waited for."""
        self._stop_waiting()
        self._stop_sticking()
        if self._address:
            self._held[self._address] -= 1
            if not self._held[self._address]:
                del self._held[self._address]
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        """Give a reader who takes too little a while to take more."""
        super().pause_writing()
        self._stop_sticking()
        self._stuck = self.loop.call_later(self.stuck_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        self._stop_sticking()
        super().resume_writing()

    def _is_between(self) -> bool:
        """Return whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _wait(self) -> None:
        if self._awaited is None:
            self._awaited = self.loop.call_later(self.header_seconds, self._give_up)

    def _give_up(self) -> None:
        self._awaited = None
        if self._is_between():
            self.transport.abort()

    def _stop_waiting(self) -> None:
        if self._awaited is not None:
            self._awaited.cancel()
            self._awaited = None

    def _stop_sticking(self) -> None:
        if self._stuck is not None:
            self._stuck.cancel()
            self._stuck = None
