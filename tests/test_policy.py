"""What the shield puts on what goes out."""

import json
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

from assistant.policy import content_policy, cookie
from tests.doors import BROUGHT, PROXY, Door, Inside


def test_every_answer_has_the_headers_of_safety() -> None:
    for came in (Door().get("/"), Door().get("/healthz"), Door().get("/nowhere")):
        assert came.header("x-content-type-options") == "nosniff"
        assert came.header("x-frame-options") == "DENY"
        assert came.header("referrer-policy") == "no-referrer"
        assert came.header("cross-origin-opener-policy") == "same-origin"
        assert came.header("cross-origin-resource-policy") == "same-origin"
        assert "camera=()" in (came.header("permissions-policy") or "")
        assert "frame-ancestors 'none'" in (came.header("content-security-policy") or "")
        assert came.header("cache-control") == "no-store"
        assert came.header("server") is None


def test_files_with_a_digest_in_their_names_are_kept() -> None:
    kept = "private, max-age=31536000, immutable"
    assert Door().get("/assets/a-DphvyggB.js").header("cache-control") == kept
    assert Door().get("/theme.css", query_string=b"v=1").header("cache-control") == kept
    assert Door().get("/theme.css").header("cache-control") == "no-store"


def test_only_scripts_and_styles_written_in_the_page_run() -> None:
    config = json.dumps({"head": "<script>b()</script><style>c</style>"}).replace("<", "\\u003c")
    page = f"<script>window.gradio_config = {config};</script><script src=x>a()</script>"
    came = Door(inside=Inside(kind="text/html", content=page.encode())).get("/")
    said = dict(
        part.split(" ", 1) for part in (came.header("content-security-policy") or "").split("; ")
    )

    def digest(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    first = digest(f"window.gradio_config = {config};")
    assert said["script-src"] == f"'self' 'unsafe-eval' {first} {digest('b()')}"
    assert said["style-src-elem"] == f"'self' {digest('')} {digest('c')}"
    assert said["default-src"] == "'self'"
    assert came.body == page.encode()
    assert "unsafe-inline" not in content_policy("").replace("style-src-attr 'unsafe-inline'", "")


def test_answer_that_is_no_page_may_do_nothing() -> None:
    came = Door(inside=Inside(kind="text/html")).get("/api/documents")
    policy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    assert came.header("content-security-policy") == policy


def test_cookie_is_for_this_site_and_no_script() -> None:
    assert cookie(b"a=b; Path=/", False) == b"a=b; Path=/; HttpOnly; SameSite=Strict"
    assert cookie(b"a=b; samesite=lax", True) == b"a=b; samesite=lax; HttpOnly; Secure"
    door = Door(replace(BROUGHT, access="open"), Inside((("Set-Cookie", "a=b"),)))
    came = door.get("/", ("X-Forwarded-Proto", "https"), client=(PROXY, 1))
    assert came.header("set-cookie") == "a=b; HttpOnly; SameSite=Strict; Secure"
