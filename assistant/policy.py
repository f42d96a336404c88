"""What goes out: the headers of every answer, and what a browser may do with the page."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from starlette.types import Message, Scope, Send

PAGE = 4 * 1024 * 1024  # bytes of the page that are held back at most

ALWAYS: tuple[tuple[bytes, bytes], ...] = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(),"
        b" display-capture=(), browsing-topics=(), clipboard-read=(), clipboard-write=(self)",
    ),
)
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""What a browser may do with an answer that is no page."""
DIRECTIVES: Mapping[str, str] = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-eval' {scripts}",  # Gradio makes functions of our scripts
    "style-src-elem": "'self' {styles}",
    "style-src-attr": "'unsafe-inline'",  # our timeline places its bars, Gradio its whole page
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'none'",
    "frame-src": "'none'",
    "object-src": "'none'",
    "base-uri": "'self'",  # Gradio sets it to the page's own address
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
"""What a browser may do with the page; docs/security.md says why of each exception."""

_KEPT = "private, max-age=31536000, immutable"  # files that have a digest in their names
_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_CONFIG = re.compile(r"window\.gradio_config = (\{.*\});?\s*\Z", re.DOTALL)
_OURS = (b"server", b"cache-control", b"content-security-policy", *(name for name, _ in ALWAYS))


class Dressed:
    """A `send` that gives every answer its headers; the page is held back until its scripts are
    known. `scheme` is the browser's, and may be set until the answer begins.
    """

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scheme: str = scope["scheme"]
        self._path: str = scope["path"]
        self._is_versioned = scope.get("query_string", b"").startswith(b"v=")
        self._send = send
        self._held: Message | None = None
        self._page = b""

    async def __call__(self, message: Message) -> None:
        """Send a part of an answer on."""
        if message["type"] == "http.response.start":
            is_page = self._path == "/" and _is_html(message)
            if is_page:
                self._held = message
            else:
                await self._send(self._with_headers(message, NOTHING))
        elif self._held is None:
            await self._send(message)
        else:
            await self._hold(self._held, message)

    async def _hold(self, start: Message, message: Message) -> None:
        self._page += message.get("body", b"")
        if len(self._page) > PAGE:
            raise ValueError("the page is too large")
        if not message.get("more_body", False):
            self._held = None
            await self._send(self._with_headers(start, content_policy(self._page.decode())))
            await self._send({"type": "http.response.body", "body": self._page})

    def _with_headers(self, start: Message, content: str) -> Message:
        headers = []
        for name, value in start.get("headers", ()):
            name = name.lower()
            if name == b"set-cookie":
                value = cookie(value, self.scheme == "https")
            if name not in _OURS and not name.startswith(b"access-control-"):
                headers.append((name, value))
        is_kept = start["status"] == 200 and (
            self._path.startswith("/assets/") or (self._path == "/theme.css" and self._is_versioned)
        )
        headers += ALWAYS
        headers.append((b"cache-control", _KEPT.encode() if is_kept else b"no-store"))
        headers.append((b"content-security-policy", content.encode()))
        return {**start, "headers": headers}


def dressed(scope: Scope, send: Send) -> Dressed:
    """Return a `send` for the answer to a request."""
    return Dressed(scope, send)


@lru_cache(maxsize=16)  # the page is another for each host that is asked for, and else the same
def content_policy(page: str) -> str:
    """Return the content security policy of the page, with the digests of what is written in it."""
    scripts, styles = _SCRIPT.findall(page), _STYLE.findall(page)
    head = _head(scripts)
    styles.append("")  # Gradio makes its own empty, and fills them by script
    scripts += _SCRIPT.findall(head)
    styles += _STYLE.findall(head)
    digests = {"scripts": _digests(scripts), "styles": _digests(styles)}
    return "; ".join(f"{name} {value}".format(**digests) for name, value in DIRECTIVES.items())


def cookie(value: bytes, is_secure: bool) -> bytes:
    """Return a cookie that no script and no other site gets, over https alone where that is."""
    given = {part.strip().lower().partition(b"=")[0] for part in value.split(b";")[1:]}
    wanted = [(b"httponly", b"HttpOnly"), (b"samesite", b"SameSite=Strict")]
    if is_secure:
        wanted.append((b"secure", b"Secure"))
    return b"; ".join([value, *(flag for name, flag in wanted if name not in given)])


def _is_html(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(b"text/html")
        for name, value in start.get("headers", ())
    )


def _head(scripts: Iterable[str]) -> str:
    """Return what Gradio puts into the page's head once it runs."""
    for script in scripts:
        found = _CONFIG.search(script)
        if found:
            return str(json.loads(found[1]).get("head") or "")
    return ""


def _digests(texts: Iterable[str]) -> str:
    found = dict.fromkeys(b64encode(sha256(text.encode()).digest()).decode() for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in found)
