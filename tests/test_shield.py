"""Which paths and whom the shield lets in, and by which settings."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from starlette.types import Message

from assistant.settings import Settings, SettingsError
from assistant.shield import BODY, Rules, Shield, rules
from tests.doors import (
    ASK,
    BROUGHT,
    FREE,
    KEY,
    KEYED,
    PROXY,
    Door,
    Inside,
    basic,
    bearer,
)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/theme.css", "/assets/index-DphvyggB.js", "/gradio_api/heartbeat/9j0f5kpuolg"),
        *("/gradio_api/queue/data", "/healthz", "/readyz", "/metrics", "/mcp", "/mcp/"),
        *("/api/documents", "/api/documents/hjælp", "/api/documents/2020/a.b", "/v1/models"),
    ],
)
def test_path_that_the_page_or_a_client_needs_is_let_in(path: str) -> None:
    assert Door().get(path).status == 200


FORBIDDEN = """
/openapi.json /docs /redoc /config /config/ /login /logout /monitoring /monitoring/summary
/gradio_api/openapi.json /gradio_api/info /gradio_api/upload /gradio_api/upload_progress
/gradio_api/file=/etc/passwd /gradio_api/file=pyproject.toml /gradio_api/file/etc/passwd
/gradio_api/proxy=http://169.254.169.254/ /gradio_api/startup-events /gradio_api/dev/reload
/gradio_api/call/answer /gradio_api/call/v2/answer /gradio_api/api/predict /gradio_api/run/answer
/gradio_api/token /gradio_api/user /gradio_api/login_check /gradio_api/queue/status
/gradio_api/custom_component/a/b/c/d /gradio_api/stream/a/b/c/playlist.m3u8 /gradio_api/deep_link
/gradio_api/process_recording /gradio_api/vibe-edit /gradio_api/mcp/sse /gradio_api/runs
/gradio_api/profiling/traces /gradio_api/component_server /file=/etc/passwd /proxy=http://x
/svelte/svelte.js /static/fonts/x.woff2 /static/../../x /robots.txt /pwa_icon /.env /.git/config
// //etc/passwd /./ /../ /assets/ /assets/.. /assets/../config /assets/a/../../config /assets//a.js
/assets/%2e%2e/config /assets/a.js%00 /assets/a.js; /assets/a.js/ /ASSETS/a.js /Healthz /healthz/
/healthz; /healthz%20 /healthz//  /api /api/ /api//ask /api/ask/ /api/../config /api/./ask
/v1/../config /api/a\\b /api/documents/../../config /API/ask /mcp/x /mcpx
/gradio_api/heartbeat/ /gradio_api/heartbeat/../upload /gradio_api/heartbeat/A /theme.css/ *
/gradio_api/queue/join/ /gradio_api//queue/join http://localhost/ \\ /%2fconfig
""".split()


@pytest.mark.parametrize("path", FORBIDDEN)
def test_every_other_path_is_not_there(path: str) -> None:
    door = Door()
    assert door.get(path).problem["status"] == door.post(path).status == 404
    assert door.inside.scopes == []


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        ("/%67radio_api/queue/data", "/gradio_api/queue/data"),
        ("/assets%2fa.js", "/assets/a.js"),
        ("/%68ealthz", "/healthz"),
        ("/api/%2e%2e/config", "/api/../config"),
        ("/api/%61sk", "/api/ask"),
        ("/api/documents/%2e%2e/%2e%2e/config", "/api/documents/../../config"),
        ("/api/documents/a%00b", "/api/documents/a\x00b"),
        ("/api/documents/a%5cb", "/api/documents/a\\b"),
    ],
)
def test_path_is_taken_as_it_is_written(raw: str, path: str) -> None:
    assert Door().get(path, raw_path=raw.encode()).status == 404


def test_document_may_have_danish_letters_in_its_address() -> None:
    raw = b"/api/documents/hj%C3%A6lp"
    assert Door().get("/api/documents/hjælp", raw_path=raw).status == 200


def test_other_method_is_refused_with_those_that_can_be_used() -> None:
    came = Door().get(ASK)
    assert came.status == 405
    assert came.header("allow") == "POST"
    assert came.problem["detail"] == "Adressen kan kun bruges med POST."
    assert Door().post("/").header("allow") == "GET, HEAD"
    assert Door().send("/", (), None, method="TRACE").status == 405


def test_nothing_that_is_stored_is_looked_for_by_an_address() -> None:
    door = Door()
    door.get("/", query_string=b"deep_link=abc&view=api")
    assert door.inside.scopes[0]["query_string"] == b""


def test_web_socket_is_refused() -> None:
    messages: list[Message] = []

    async def never() -> Message:
        raise AssertionError

    async def send(message: Message) -> None:
        messages.append(message)

    inside = Inside()
    asyncio.run(Shield(inside, FREE)({"type": "websocket", "path": "/"}, never, send))
    assert messages == [{"type": "websocket.close", "code": 1008}]
    assert inside.scopes == []


# Who may come in


@pytest.mark.parametrize("path", ["/api/documents", "/v1/models", "/mcp", "/metrics"])
def test_route_needs_a_key_once_there_are_some(path: str) -> None:
    for access in ("open", "keys"):
        door = Door(replace(KEYED, access=access))
        assert door.get(path, bearer(KEY)).status == 200
        assert door.get(path).status == door.get(path, bearer("forkert")).status == 401
        assert door.get(path).header("www-authenticate") == "Bearer"
        assert door.get(path).problem["detail"] == "Send en nøgle: Authorization: Bearer NØGLE."


@pytest.mark.parametrize("key", ["", KEY[:-1], KEY + "x", KEY.upper(), "Bearer", "nøgle"])
def test_wrong_key_is_refused(key: str) -> None:
    door = Door(KEYED)
    assert door.get("/api/documents", bearer(key)).status == 401
    assert door.get("/", basic(key)).status == 401
    assert door.inside.scopes == []


def test_key_counts_once_and_in_its_own_header() -> None:
    door = Door(KEYED)
    assert door.get("/api/documents", bearer(KEY), bearer(KEY)).status == 401
    assert door.get("/api/documents", bearer(KEY, "Token")).status == 401
    assert door.get("/api/documents", ("X-Api-Key", KEY)).status == 401
    assert door.get("/api/documents", query_string=f"key={KEY}".encode()).status == 401
    assert door.get("/api/documents", bearer("%%%", "Basic")).status == 401


def test_browser_may_send_the_key_as_a_password() -> None:
    door = Door(KEYED)
    came = door.get("/")
    way = 'Basic realm="Initiativassistenten", charset="UTF-8"'
    assert (came.status, came.header("www-authenticate")) == (401, way)
    assert door.get("/", basic(KEY)).status == 200
    assert door.post(ASK, basic(KEY)).status == 200


def test_page_is_open_where_keys_are_of_the_routes_only() -> None:
    assert Door(replace(KEYED, access="open")).get("/").status == 200


def test_name_counts_from_a_trusted_proxy_only() -> None:
    door, name = Door(BROUGHT), ("X-User", "ida")
    assert door.get("/", name, client=(PROXY, 1)).status == 200
    assert door.get("/", name).status == 403
    assert door.get("/", name, ("X-Forwarded-For", PROXY)).status == 403
    assert door.get("/", client=(PROXY, 1)).status == 401
    assert door.get("/", ("X-User", " "), client=(PROXY, 1)).status == 401
    assert door.get("/", name, name, client=(PROXY, 1)).status == 401
    assert door.get("/", ("X_User", "ida"), client=(PROXY, 1)).status == 401


def test_key_serves_a_client_that_no_proxy_brings() -> None:
    door = Door(replace(BROUGHT, keys=KEYED.keys))
    assert door.get("/api/documents", bearer(KEY)).status == 200
    assert door.get("/", bearer(KEY)).status == 403


@pytest.mark.parametrize("chosen", [FREE, KEYED, BROUGHT])
def test_anybody_may_ask_whether_it_is_alive(chosen: Rules) -> None:
    assert Door(chosen).get("/healthz").status == 200


# The rules of the settings


def test_rules_come_from_the_settings(environment: None) -> None:
    found = rules(
        Settings(
            hosts="Svar.dk, intern",
            host="0.0.0.0",
            proxies="10.0.0.0/24,::1",
            access="header:X-User",
            uploads=True,
            upload_megabytes=3,
        )
    )
    assert found.hosts == {"localhost", "127.0.0.1", "::1", "svar.dk", "intern"}
    assert (found.access, found.header, found.rate, found.burst) == ("header", "x-user", 5.0, 60)
    assert found.proxies == BROUGHT.proxies
    assert found.upload == 4 * 1024 * 1024 + BODY
    assert rules(Settings()).upload == 0
    assert rules(Settings(host="192.0.2.1")).hosts >= {"192.0.2.1"}


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"access": "keys"}, "INITIATIV_API_KEYS"),
        ({"access": "header:X-User"}, "INITIATIV_PROXIES"),
        ({"api_keys": "kort"}, "INITIATIV_API_KEYS"),
    ],
)
def test_rules_that_would_let_in_nobody_or_anybody_are_refused(
    environment: None, changes: dict[str, Any], name: str
) -> None:
    with pytest.raises(SettingsError, match=name):
        rules(Settings(**changes))
