"""The server: one process, the page and the routes, on an address that it may be reached at."""

import asyncio
import ipaddress
import logging
import socket
import time
from collections.abc import Callable
from threading import Thread

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api import create
from assistant.asked import Asked
from assistant.limits import CONNECTIONS, Patience
from assistant.settings import Settings
from assistant.shield import Rules, Shield, rules
from assistant.starting import Starting
from assistant.traffic import traffic
from corpus.errors import UserError

PORT_IN_USE = "Port {port} er optaget. Vælg en anden port, fx: initiativ serve --port {other}"
NO_HOST = "Adressen {host} kan ikke bruges her. Ret INITIATIV_HOST."
CLOSED = (
    "Assistenten ville kunne nås af andre på {host}, men det er ikke valgt, hvem der må. Sæt "
    "INITIATIV_ACCESS til open (alle), keys (dem med en nøgle) eller header:NAVN (dem, som en "
    "proxy har logget ind)."
)

DRAIN = 8  # seconds that questions have to be answered in once it is to stop; it stops within ten
SENT = 0.5  # seconds that an answer takes to be sent, at most
LOOK = 0.5  # seconds between two looks at whether a stream is to end
KEEP = 15  # seconds that a connection may be idle

log = logging.getLogger(__name__)


class PortInUseError(UserError):
    """The port is taken by another program."""


class ClosedError(UserError):
    """The server would be reached by others, and nobody said who may come in."""


class _Ending:
    """An application whose streams end with the server; the page keeps some open all the time."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.is_over: Callable[[], bool] = lambda: False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def heard() -> Message:
            coming = asyncio.ensure_future(receive())
            while not (await asyncio.wait({coming}, timeout=LOOK))[0]:
                if self.is_over():
                    coming.cancel()
                    return {"type": "http.disconnect"}
            return coming.result()

        is_stream = scope["type"] == "http" and scope["method"] == "GET"
        await self._app(scope, heard if is_stream else receive, send)


def require_open(chosen: Settings) -> None:
    """Raise ClosedError unless only this machine is served, or a setting says who may come in."""
    if not is_loopback(chosen.host) and not chosen.access:
        raise ClosedError(CLOSED.format(host=chosen.host))


def is_loopback(host: str) -> bool:
    """Return whether an address, or a name, is of this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def bound(host: str, port: int) -> socket.socket:
    """Return a socket that is bound; raises PortInUseError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except socket.gaierror as error:
        listening.close()
        raise PortInUseError(NO_HOST.format(host=host)) from error
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortInUseError(PORT_IN_USE.format(port=port, other=port + 1)) from error
    return listening


def serve(
    starting: Starting[Asked],
    chosen: Settings,
    port: int,
    serving: Callable[[], None] = lambda: None,
) -> None:
    """Serve until interrupted or terminated; the assistant is opened once the page is there.

    `serving` is called when it is. Raises ClosedError, SettingsError, PortInUseError, and what
    keeps the assistant from being opened.
    """
    require_open(chosen)
    passing = traffic(starting, chosen)
    app = create(starting, chosen, passing)
    allowed = rules(chosen)
    with bound(chosen.host, port) as listening:
        ending = _Ending(Shield(app, allowed, calls=app.state.calls))
        server = uvicorn.Server(_config(ending, allowed))
        ending.is_over = lambda: server.should_exit and passing.door.idle() > SENT

        def opened() -> None:
            while not server.started and not server.should_exit:
                time.sleep(0.01)
            serving()
            try:
                starting.get().watch(passing.metrics.watched)
            except UserError:
                server.should_exit = True

        Thread(target=opened, daemon=True).start()
        server.run(sockets=[listening])
    if starting.progressed().failure:
        starting.get()


def _config(app: ASGIApp, allowed: Rules) -> uvicorn.Config:
    class Limited(Patience):
        """Limits the connections of one address where its questions are."""

        most = CONNECTIONS if allowed.rate else 0
        proxies = allowed.proxies

    return uvicorn.Config(
        app,
        http=Limited,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # they are the shield's to judge
        timeout_keep_alive=KEEP,
        timeout_graceful_shutdown=DRAIN,
    )
