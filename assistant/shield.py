"""What stands before every route: who may ask, for what, how much at a time, and how often.

A request passes the checks of `Shield` in their order, the cheap ones first; whoever fails one is
told so in Danish as a problem of RFC 9457. What goes out passes `assistant.policy`.
"""

import hmac
import re
import time
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from ipaddress import ip_network
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import limits, policy, visitors
from assistant.calls import DIRECT, FUNCTION, LIGHT, QUEUED, STREAM, Calls
from assistant.limits import Bodies, Buckets, network, replayed
from assistant.problems import problem
from assistant.settings import Settings, SettingsError
from assistant.visitors import Network, RefusedError, Visit

PATH = "Der er ikke noget på den adresse."
METHOD = "Adressen kan kun bruges med {}."
NOT_JSON = "Send JSON med Content-Type: application/json."
LARGE = "Der må højst sendes {} KB."
SLOW = "Forespørgslen kom ikke helt frem i tide. Prøv igen."
FULL = "Der bliver sendt meget på én gang lige nu. Prøv igen om lidt."
NO_KEY = "Send en nøgle: Authorization: Bearer NØGLE."
NO_NAME = "Log ind først."
NOT_PROXY = "Assistenten kan kun nås gennem den server, der logger brugerne ind."
OFTEN = "Der er spurgt for mange gange på kort tid. Prøv igen om {} sekunder."
NO_KEYS = "INITIATIV_ACCESS er keys, men INITIATIV_API_KEYS er tom. Skriv mindst én nøgle."
NO_PROXIES = "INITIATIV_ACCESS er header, men INITIATIV_PROXIES er tom. Skriv proxyens IP-adresse."
SHORT_KEY = "En nøgle i INITIATIV_API_KEYS er for kort. Brug mindst {} tegn."

BODY = 64 * 1024  # bytes of a request that uploads nothing: a conversation of 20 long questions
BODY_SECONDS = 20.0
KEY_CHARACTERS = 16  # of 64 or more signs: 96 bits, beyond guessing at any rate
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

_READ, _POST = ("GET", "HEAD"), ("POST",)
_PAGE: Mapping[str, tuple[str, ...]] = {
    "/": _READ,
    "/theme.css": _READ,
    "/favicon.ico": _READ,
    "/manifest.json": _READ,
    "/static/img/logo_nosize.svg": _READ,
    "/static/js/iframeResizer.contentWindow.min.js": _READ,
    "/gradio_api/app_id": _READ,
    STREAM: _READ,
    "/gradio_api/cancel": _POST,
    "/gradio_api/reset": _POST,
    DIRECT: _POST,
    FUNCTION: _POST,
    QUEUED: _POST,
    "/healthz": _READ,
    "/readyz": _READ,
    "/metrics": _READ,
}
"""Of Gradio's routes those that the page uses, found by watching it in a browser, and the state."""
_PATTERNS = (
    (re.compile(r"/assets/\w[\w.-]{0,200}", re.ASCII), _READ),
    (re.compile(r"/gradio_api/heartbeat/[a-z0-9]{1,40}", re.ASCII), _READ),
    (re.compile(r"/mcp/?"), ("GET", "HEAD", "POST", "DELETE")),
    (re.compile(r"/(?:api|v1)(?:/(?!\.\.?(?:/|\Z))[^/\\\x00-\x1f\x7f]+)+"), (*_READ, *_POST)),
)
_KEYED = re.compile(r"/(?:api|v1|mcp|metrics)(?:/.*)?", re.DOTALL)
_ESCAPED = b"/api/documents/"  # where an id may hold Danish letters
# What a proxy tells is read here and goes no further: Gradio would believe it of anybody.
_TOLD = re.compile(rb"x-forwarded-.*|forwarded|x-real-ip|x-gradio-.*|authorization")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Who may ask and how much. `keys` are SHA-256; `header` names a user, set by a proxy.

    `rate` is questions a second of one address, 0 for no limit; `upload` and `body` are bytes.
    """

    hosts: frozenset[str] = LOOPBACK
    proxies: tuple[Network, ...] = ()
    access: str = "open"
    keys: tuple[bytes, ...] = ()
    header: str = ""
    rate: float
    burst: int
    upload: int = 0
    body: int = BODY
    seconds: float = BODY_SECONDS


def rules(chosen: Settings) -> Rules:
    """Return the rules of the settings; raises SettingsError where nobody could come in."""
    keys = _split(chosen.api_keys.get_secret_value())
    access, _, header = chosen.access.partition(":")
    proxies = tuple(ip_network(one, strict=False) for one in _split(chosen.proxies))
    if access == "keys" and not keys:
        raise SettingsError(NO_KEYS)
    if access == "header" and not proxies:
        raise SettingsError(NO_PROXIES)
    if any(len(key) < KEY_CHARACTERS for key in keys):
        raise SettingsError(SHORT_KEY.format(KEY_CHARACTERS))
    named = (one.lower().strip("[]") for one in (*_split(chosen.hosts), chosen.host))
    return Rules(
        hosts=LOOPBACK.union(named) - {"0.0.0.0", "::"},
        proxies=proxies,
        access=access or "open",
        keys=tuple(sha256(key.encode()).digest() for key in keys),
        header=header.lower(),
        rate=chosen.rate_per_minute / 60,
        burst=chosen.rate_burst,
        # in Base64, and what is sent around it
        upload=chosen.upload_megabytes * 1024 * 1024 * 4 // 3 + BODY if chosen.uploads else 0,
    )


class Shield:
    """An ASGI application that lets in to another what the rules allow, and nothing else.

    `calls` is what the page offers; without it, what is sent to the page is not looked into.
    """

    def __init__(
        self,
        app: ASGIApp,
        rules: Rules,
        clock: Callable[[], float] = time.monotonic,
        calls: Calls | None = None,
    ) -> None:
        self._app, self._rules, self._calls = app, rules, calls
        self._buckets = Buckets(rules.rate, rules.burst, clock)
        # A thousand questions, or a few files, at a time.
        self._bodies = Bodies(1000 * rules.body + 4 * rules.upload)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the application do so."""
        if scope["type"] == "http":
            await self._answer(scope, receive, policy.dressed(scope, send))
        elif scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _answer(self, scope: Scope, receive: Receive, send: policy.Dressed) -> None:
        body = b""
        try:
            visit = self._let_in(scope)
            send.scheme = visit.scheme
            if _has_body(scope):
                body = await self._read(scope, receive)
                receive = replayed(body, receive)
            if self._calls:
                self._count(visit, self._calls.require(scope, body))
            await self._app(_passed_on(scope, visit), receive, send)
        except RefusedError as refused:
            told = refused.headers
            if _has_body(scope) and not body:  # it is not read
                told = told | {"Connection": "close"}
            await problem(refused.status, refused.detail, told)(scope, receive, send)
        except limits.GoneError:
            return
        finally:
            self._bodies.let_go(len(body))

    def _let_in(self, scope: Scope) -> Visit:
        """Return who asks; raises RefusedError."""
        visit = visitors.visit(scope, self._rules.hosts, self._rules.proxies)
        visitors.require_own_site(scope, visit)
        _require_path(scope)
        headers = Headers(scope=scope)
        if _has_body(scope):
            _require_json(scope, headers, self._limit(scope))
        try:
            _require_access(scope, headers, visit, self._rules)
        except RefusedError:
            self._count(visit, 1.0)  # whoever guesses keys does not do so for long
            raise
        self._count(visit, _cost(scope))
        return visit

    def _count(self, visit: Visit, tokens: float) -> None:
        seconds = self._buckets.take(network(visit.address), tokens) if tokens else 0
        if seconds:
            raise RefusedError(429, OFTEN.format(seconds), Retry_After=str(seconds))

    def _limit(self, scope: Scope) -> int:
        is_upload = scope["path"] == FUNCTION and self._rules.upload
        return self._rules.upload if is_upload else self._rules.body

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        limit = self._limit(scope)
        try:
            return await self._bodies.read(receive, limit, self._rules.seconds)
        except limits.TooLargeError as error:
            raise RefusedError(413, LARGE.format(limit // 1024)) from error
        except limits.TooSlowError as error:
            raise RefusedError(408, SLOW) from error
        except limits.FullError as error:
            raise RefusedError(503, FULL, Retry_After="5") from error


def _split(listed: str) -> list[str]:
    return [one for one in map(str.strip, listed.split(",")) if one]


def _has_body(scope: Scope) -> bool:
    """Return whether something comes after the headers, or may do so."""
    names = {name for name, _ in scope["headers"]}
    return b"transfer-encoding" in names or any(
        name == b"content-length" and value.strip(b"0 ") for name, value in scope["headers"]
    )


def _require_path(scope: Scope) -> None:
    """Refuse all paths that are not allowed exactly as they are written."""
    path, raw = scope["path"], scope.get("raw_path", scope["path"].encode())
    allowed = _PAGE.get(path)
    for pattern, methods in _PATTERNS:
        if allowed is None and pattern.fullmatch(path):
            allowed = methods
    is_plain = raw == path.encode() or raw.startswith(_ESCAPED)
    if allowed is None or not is_plain:
        raise RefusedError(404, PATH)
    if scope["method"] not in allowed:
        listed = ", ".join(allowed)
        raise RefusedError(405, METHOD.format(listed), Allow=listed)


def _require_json(scope: Scope, headers: Headers, limit: int) -> None:
    """Refuse a body that is announced as too large, or as what no route reads."""
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()) or int(length) > limit:
        raise RefusedError(413, LARGE.format(limit // 1024))
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise RefusedError(415, NOT_JSON)


def _require_access(scope: Scope, headers: Headers, visit: Visit, rules: Rules) -> None:
    """Refuse whoever may not come in: by a key, or by a name that a proxy gave."""
    path = scope["path"]
    if path == "/healthz":
        return
    is_keyed = bool(_KEYED.fullmatch(path)) and bool(rules.keys)
    if rules.access == "header" and not (is_keyed and _has_key(headers, rules.keys)):
        if not visit.is_brought:
            raise RefusedError(403, NOT_PROXY)
        names = headers.getlist(rules.header)
        if len(names) != 1 or not names[0].strip():
            raise RefusedError(401, NO_NAME)
    elif (rules.access == "keys" or is_keyed) and not _has_key(headers, rules.keys):
        way = "Bearer" if is_keyed else 'Basic realm="Initiativassistenten", charset="UTF-8"'
        raise RefusedError(401, NO_KEY, WWW_Authenticate=way)


def _has_key(headers: Headers, keys: Iterable[bytes]) -> bool:
    """Return whether a key was sent; a browser sends it as a password, with any name."""
    given = headers.getlist("authorization")
    way, _, sent = given[0].partition(" ") if len(given) == 1 else ("", "", "")
    key = sent.strip().encode("latin-1")
    if way.lower() == "basic":
        try:
            key = b64decode(key, validate=True).partition(b":")[2]
        except ValueError:
            return False
    elif way.lower() != "bearer":
        return False
    digest = sha256(key).digest()
    matches = [hmac.compare_digest(digest, one) for one in keys]  # as long whichever it is
    return any(matches)


def _cost(scope: Scope) -> float:
    """Return what a request counts as, in questions, as far as its headers tell."""
    path = scope["path"]
    if path in (FUNCTION, DIRECT):
        return LIGHT
    is_asked = path == QUEUED or path.startswith(("/api/", "/v1/", "/mcp"))
    return 1.0 if is_asked and scope["method"] == "POST" else 0.0


def _passed_on(scope: Scope, visit: Visit) -> Scope:
    """Return a request as the application sees it: from whom it really comes, and no key."""
    headers = [(name, value) for name, value in scope["headers"] if not _TOLD.fullmatch(name)]
    passed: dict[str, Any] = {**scope, "headers": headers, "scheme": visit.scheme}
    passed["client"] = (visit.address, 0) if visit.address else None
    if scope["path"] == "/":
        passed["query_string"] = b""  # Gradio would look for a stored state by it
    return passed
