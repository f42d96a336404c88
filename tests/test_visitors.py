"""From which host, address and site requests are let in."""

from dataclasses import replace

import pytest

from tests.doors import ASK, BROUGHT, FREE, PROXY, Door, Inside


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:7860", "127.0.0.1:80", "[::1]", "[::1]:7860", "svar.dk", "svar.dk:8"],
)
def test_known_host_is_let_in_with_any_port(host: str) -> None:
    known = replace(FREE, hosts=FREE.hosts | {"svar.dk"})
    assert Door(known).get("/", ("Host", host)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        *("", "evil.dk", "localhost.evil.dk", "evil.dk:7860", "localhost:", "localhost:x"),
        *("localhost@evil.dk", "localhost/", "localhost, evil.dk", "::1", "[::1", "localhost."),
        *("localhost:123456", "127.0.0.1.nip.io", "0", "[::ffff:127.0.0.1]", "løs.dk"),
    ],
)
def test_other_host_is_refused(host: str) -> None:
    came = Door().get("/", ("Host", host))
    assert came.status == came.problem["status"] == 400
    assert "INITIATIV_HOSTS" in came.problem["detail"]


def test_two_hosts_are_refused() -> None:
    assert Door().get("/", ("Host", "localhost"), ("Host", "localhost")).status == 400


# The address it comes from


@pytest.mark.parametrize(
    ("peer", "hops", "address"),
    [
        ("192.0.2.7", ["198.51.100.9"], "192.0.2.7"),
        (PROXY, [], PROXY),
        (PROXY, ["198.51.100.9"], "198.51.100.9"),
        (PROXY, ["1.1.1.1, 198.51.100.9"], "198.51.100.9"),
        (PROXY, ["1.1.1.1", "198.51.100.9, 10.0.0.7"], "198.51.100.9"),
        (PROXY, ["10.0.0.9, 10.0.0.7"], "10.0.0.9"),
        (PROXY, ["1.1.1.1, nonsense"], PROXY),
        (PROXY, ["1.1.1.1, nonsense, 10.0.0.7"], "10.0.0.7"),
        (PROXY, ["198.51.100.9:4711"], "198.51.100.9"),
        (PROXY, ["[2001:db8::1]:4711"], "2001:db8::1"),
        ("::1", ["2001:db8::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["198.51.100.9"], "198.51.100.9"),
    ],
)
def test_sender_is_the_last_hop_that_is_no_trusted_proxy(
    peer: str, hops: list[str], address: str
) -> None:
    door = Door(replace(BROUGHT, access="open"))
    door.get("/", *(("X-Forwarded-For", hop) for hop in hops), client=(peer, 1))
    assert door.inside.scopes[0]["client"] == (address, 0)


def test_scheme_is_believed_of_a_trusted_proxy_only() -> None:
    told = ("X-Forwarded-Proto", "https")
    door = Door(replace(BROUGHT, access="open"))
    door.get("/", told, client=(PROXY, 1))
    door.get("/", told)
    door.get("/", ("X-Forwarded-Proto", "javascript"), client=(PROXY, 1))
    assert [scope["scheme"] for scope in door.inside.scopes] == ["https", "http", "http"]


def test_what_proxies_and_keys_say_goes_no_further() -> None:
    door = Door()
    names = ("X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Real-IP", "Authorization")
    door.get("/", *((name, "evil.dk") for name in names), ("Accept", "*/*"))
    assert door.inside.scopes[0]["headers"] == [(b"accept", b"*/*"), (b"host", b"localhost:7860")]


# The site it comes from


@pytest.mark.parametrize(
    ("host", "origin", "status"),
    [
        ("localhost:7860", "http://localhost:7860", 200),
        ("LOCALHOST:7860", "HTTP://Localhost:7860", 200),
        ("localhost", "https://localhost", 200),
        ("localhost:443", "https://localhost", 200),
        ("localhost", "http://localhost:80", 200),
        ("[::1]:7860", "http://[::1]:7860", 200),
        ("localhost:7860", "null", 403),
        ("localhost:7860", "", 403),
        ("localhost:7860", "http://localhost", 403),
        ("localhost:7860", "http://localhost:7861", 403),
        ("localhost:7860", "http://127.0.0.1:7860", 403),
        ("localhost:7860", "http://evil.dk", 403),
        ("localhost:7860", "http://localhost:7860.evil.dk", 403),
        ("localhost:7860", "http://localhost:7860@evil.dk", 403),
        ("localhost:7860", "http://localhost:7860/", 403),
        ("localhost:7860", "file://localhost:7860", 403),
        ("localhost:7860", "localhost:7860", 403),
    ],
)
def test_foreign_origin_is_refused(host: str, origin: str, status: int) -> None:
    for door in (Door().get, Door().post):
        path = "/" if door.__name__ == "get" else ASK
        assert door(path, ("Host", host), ("Origin", origin)).status == status


def test_origin_without_encryption_is_foreign_where_there_is_some() -> None:
    door = Door(replace(BROUGHT, access="open"))
    told = (("X-Forwarded-Proto", "https"), ("Host", "localhost"))
    assert door.post(ASK, ("Origin", "http://localhost"), *told, client=(PROXY, 1)).status == 403
    assert door.post(ASK, ("Origin", "https://localhost"), *told, client=(PROXY, 1)).status == 200


def test_two_origins_are_refused() -> None:
    origin = ("Origin", "http://localhost:7860")
    assert Door().post(ASK, origin, origin).status == 403


@pytest.mark.parametrize(
    ("site", "mode", "dest", "status"),
    [
        ("same-origin", "cors", "empty", 200),
        ("none", "navigate", "document", 200),
        ("cross-site", "navigate", "document", 200),
        ("same-site", "navigate", "document", 200),
        ("cross-site", "navigate", "iframe", 403),
        ("cross-site", "no-cors", "image", 403),
        ("same-site", "cors", "empty", 403),
        ("nonsense", "cors", "empty", 403),
    ],
)
def test_another_site_may_link_to_the_page_only(
    site: str, mode: str, dest: str, status: int
) -> None:
    said = (("Sec-Fetch-Site", site), ("Sec-Fetch-Mode", mode), ("Sec-Fetch-Dest", dest))
    assert Door().get("/", *said).status == status
    is_own = site in ("same-origin", "none")
    assert Door().post(ASK, *said).status == (200 if is_own else 403)


def test_no_permission_for_other_sites_leaves() -> None:
    allowed = (
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Allow-Credentials", "true"),
    )
    came = Door(inside=Inside(allowed)).get("/", ("Origin", "http://localhost:7860"))
    assert not [name for name, _ in came.headers if name.startswith("access-control")]
    asked = (("Origin", "http://localhost:7860"), ("Access-Control-Request-Method", "POST"))
    assert Door().send(ASK, asked, None, method="OPTIONS").status == 405
