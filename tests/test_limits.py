"""How much may be sent, how slowly, and how often."""

import asyncio
from dataclasses import replace

import pytest
from starlette.types import Message

from assistant.limits import ADDRESSES, Bodies, Buckets, FullError, network
from assistant.shield import BODY, Rules, Shield
from tests.doors import (
    ASK,
    BROUGHT,
    FREE,
    KEYED,
    PROXY,
    SENT,
    Door,
    Inside,
    bearer,
    raw,
)


def test_body_is_passed_on_whole() -> None:
    door = Door()
    came = door.send(ASK, SENT, (b"[1,", b"2]", b"{}"), method="POST")
    assert (came.status, door.inside.bodies) == (200, [b"[1,2]{}"])
    assert door.shield._bodies.held == 0


def test_body_that_is_announced_too_large_is_not_read() -> None:
    length = ("Content-Length", str(BODY + 1))
    came = Door().send(ASK, (*SENT, length), (), method="POST")
    assert came.problem["detail"] == "Der må højst sendes 64 KB."
    assert (came.status, came.header("connection")) == (413, "close")


def test_body_that_grows_too_large_is_read_no_further() -> None:
    door = Door()
    sizes = [b"x" * (BODY - 1), b"x", b"x"]
    assert door.send(ASK, SENT, sizes, method="POST").status == 413
    assert door.inside.scopes == []
    assert door.shield._bodies.held == 0


def test_file_may_be_sent_where_files_are_taken_only() -> None:
    files = replace(FREE, upload=10 * BODY)
    path = "/gradio_api/component_server/"
    large = (b"x" * 9 * BODY, b"{}")
    assert Door(files).send(path, SENT, large, method="POST").status == 200
    assert Door(files).send(ASK, SENT, large, method="POST").status == 413
    assert Door(files).send(path, SENT, (b"x" * 10 * BODY, b"{}"), method="POST").status == 413
    assert Door().send(path, SENT, large, method="POST").status == 413


def test_body_that_does_not_come_in_time_is_waited_for_no_longer() -> None:
    door = Door(replace(FREE, seconds=0.05))
    came = door.send(ASK, SENT, (b"x", b"x"), method="POST")
    assert (came.status, came.header("connection")) == (408, "close")
    assert came.problem["title"] == "Det tog for lang tid"
    assert door.shield._bodies.held == 0


def test_all_bodies_together_are_bounded() -> None:
    async def full() -> None:
        bodies = Bodies(10)

        async def receive() -> Message:
            return {"type": "http.request", "body": b"x" * 8, "more_body": False}

        assert await bodies.read(receive, 20, 1) == b"x" * 8
        with pytest.raises(FullError):
            await bodies.read(receive, 20, 1)
        assert bodies.held == 8
        bodies.let_go(8)
        assert len(await bodies.read(receive, 20, 1)) == 8

    asyncio.run(full())


def test_who_leaves_in_the_middle_is_answered_nothing() -> None:
    messages: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        messages.append(message)

    inside = Inside()
    scope = {
        **{"type": "http", "method": "POST", "path": ASK, "raw_path": ASK.encode()},
        **{"scheme": "http", "client": None, "query_string": b""},
        "headers": raw((*SENT, ("Host", "localhost"), ("Content-Length", "9"))),
    }
    asyncio.run(Shield(inside, FREE)(scope, receive, send))
    assert (messages, inside.scopes) == ([], [])


@pytest.mark.parametrize(
    "kind",
    ["", "text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"],
)
def test_body_that_is_not_json_is_refused(kind: str) -> None:
    came = Door().send(ASK, (("Content-Type", kind),), (b"{}",), method="POST")
    assert came.problem["status"] == came.status == 415


# How often


def test_who_asks_too_often_is_told_when_to_try_again() -> None:
    door = Door(Rules(rate=0.5, burst=2))
    assert [door.post(ASK).status for _ in range(3)] == [200, 200, 429]
    came = door.post(ASK)
    assert came.header("retry-after") == "2"
    told = "Der er spurgt for mange gange på kort tid. Prøv igen om 2 sekunder."
    assert came.problem["detail"] == told
    door.now = 1.9
    assert door.post(ASK).header("retry-after") == "1"
    door.now = 2.0
    assert door.post(ASK).status == 200
    assert door.post(ASK).status == 429


def test_others_are_not_held_up() -> None:
    door = Door(Rules(rate=1, burst=1))
    assert [door.post(ASK).status for _ in range(2)] == [200, 429]
    assert door.post(ASK, client=("192.0.2.8", 1)).status == 200


def test_addresses_of_one_ipv6_network_count_as_one() -> None:
    door = Door(Rules(rate=1, burst=1))
    assert door.post(ASK, client=("2001:db8::1", 1)).status == 200
    assert door.post(ASK, client=("2001:db8::ffff:2", 1)).status == 429
    assert door.post(ASK, client=("2001:db8:0:1::1", 1)).status == 200
    assert network("::ffff:192.0.2.7") == network("192.0.2.7") == "192.0.2.7"
    assert network("fe80::1%eth0") == "fe80:0000:0000:0000"


@pytest.mark.parametrize("path", [ASK, "/api/ask", "/v1/chat/completions", "/mcp"])
def test_questions_of_all_kinds_are_counted(path: str) -> None:
    door = Door(Rules(rate=1, burst=1))
    assert [door.post(path).status for _ in range(2)] == [200, 429]
    assert door.get("/").status == 200


def test_what_the_page_asks_beside_questions_counts_for_less() -> None:
    door = Door(Rules(rate=1, burst=1))
    path = "/gradio_api/component_server/"
    assert [door.post(path).status for _ in range(11)] == [200] * 10 + [429]


def test_forged_hops_do_not_give_more_questions() -> None:
    door = Door(replace(BROUGHT, access="open", rate=1, burst=1))
    asked = [
        door.post(ASK, ("X-Forwarded-For", f"1.1.1.{n}, 198.51.100.9"), client=(PROXY, 1)).status
        for n in range(3)
    ]
    assert asked == [200, 429, 429]


def test_guesses_at_keys_are_counted() -> None:
    door = Door(replace(KEYED, rate=1, burst=3))
    path = "/api/documents"
    assert [door.get(path, bearer(f"gæt{n}")).status for n in range(4)] == [401, 401, 401, 429]


def test_addresses_are_forgotten_oldest_first() -> None:
    buckets = Buckets(1, 1, lambda: 0.0)
    for number in range(ADDRESSES + 50):
        assert buckets.take(str(number), 1) == 0
    assert len(buckets) == ADDRESSES
    assert buckets.take("50", 1) == 1
    assert buckets.take("49", 1) == 0
