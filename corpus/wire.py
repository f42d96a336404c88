"""Connections to the machines that may be asked, each within its time."""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore

from corpus.addresses import AddressError, is_refused
from corpus.errors import UserError

Resolve = Callable[[str, int], Sequence[str]]
"""A host and a port -> the IP addresses that the host has now."""

_PORTS = (80, 443)


class WebError(UserError):
    """A page that could not be fetched; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wire:
    """What the web is reached by: names, connections and time."""

    resolve: Resolve = lambda host, port: numbers(host, port)
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def numbers(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, as the system finds them; raises WebError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise WebError(
            f"{host} kan ikke slås op. Tjek, at adressen er stavet rigtigt, og at der er net."
        ) from error
    return list(dict.fromkeys(str(place[4][0]) for place in found))


class Dial(httpcore.NetworkBackend):
    """Connects to what a name means at that moment, and only where that may be asked.

    The address that was checked is the address that is connected to: a name that means another
    machine a moment later (DNS rebinding) is never asked again. `deadline` is when the answer that
    is being read must be there, by the wire's clock.
    """

    def __init__(self, wire: Wire, private: bool) -> None:
        self.deadline = 0.0
        self._wire = wire
        self._private = private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        if port not in _PORTS and not self._private:
            raise AddressError(
                f"Port {port} bliver ikke spurgt. Brug en adresse uden portnummer, eller tillad "
                "lokale adresser med INITIATIV_PRIVATE_ADDRESSES=true."
            )
        found = self._wire.resolve(host, port)
        allowed = [number for number in found if not is_refused(number, self._private)]
        if not allowed:
            raise AddressError(
                f"{host} ligger på et lokalt eller særligt net og bliver ikke spurgt. Er det jeres "
                "eget net, så tillad det med INITIATIV_PRIVATE_ADDRESSES=true."
            )
        return self._connect(allowed, port, timeout)

    def left(self) -> float:
        """Return the seconds to the deadline; raises a timeout when there are none."""
        seconds = self.deadline - self._wire.clock()
        if seconds <= 0:
            raise httpcore.ReadTimeout("deadline")
        return seconds

    def _connect(
        self, allowed: Sequence[str], port: int, timeout: float | None
    ) -> httpcore.NetworkStream:
        """Return a connection to the first machine that takes one; raises what the last did."""
        for number in allowed[:-1]:
            try:
                return self._to(number, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._to(allowed[-1], port, timeout)

    def _to(self, number: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        seconds = min(timeout or self.left(), self.left())
        return _Timed(self._wire.backend.connect_tcp(number, port, seconds), self)


class _Timed(httpcore.NetworkStream):
    """A connection that is given up at the deadline, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, dial: Dial) -> None:
        self._stream = stream
        self._dial = dial

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._dial.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._dial.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        seconds = self._dial.left()
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, seconds), self._dial)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
