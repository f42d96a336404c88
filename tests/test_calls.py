"""What is let through to Gradio of what a browser may send, and what becomes of all else."""

import http.client
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from assistant.api import create
from assistant.asked import Asked
from assistant.calls import DIRECT, FUNCTION, QUEUED, STREAM, Calls
from assistant.settings import Settings
from assistant.shield import Rules, Shield
from assistant.starting import Starting
from assistant.traffic import traffic
from assistant.visitors import RefusedError
from tests.browsing import serve
from tests.doors import SENT, Came, Door
from tests.fake_app import FakeAssistant
from tests.shielded_app import SHIELDED

CALLS = Calls(
    {1: frozenset({"opened"}), 5: frozenset({"results", "when"})},
    {QUEUED: {0: 1}, DIRECT: {4: 0}},
    {"abc"}.__contains__,
)
CALL = {"data": {}, "component_id": 1, "fn_name": "opened", "session_hash": "abc"}
EVENT = {"data": [None], "event_data": {}, "fn_index": 0, "trigger_id": 4, "session_hash": "abc"}
CANCEL = {"event_id": "a", "fn_index": 0, "session_hash": "abc"}
RESET = {"event_id": "a"}
RIGHT: Mapping[str, dict[str, Any]] = {
    FUNCTION: CALL,
    QUEUED: EVENT,
    DIRECT: {**EVENT, "data": [], "fn_index": 4},
    "/gradio_api/cancel": CANCEL,
    "/gradio_api/reset": RESET,
}
ODD: list[Any] = [
    *(None, True, 0, -1, 10**30, 1.5, "", "x", "\ud800", "A" * 5000, [], [None], [1], {}),
    *({"a": 1}, {"a": {}}, [[]]),
]


def status(path: str, sent: Any, query: bytes = b"") -> int:
    """Return what a request is refused with, 200 when it is not."""
    body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    try:
        CALLS.require({"path": path, "query_string": query}, body)
    except RefusedError as refused:
        return refused.status
    return 200


@pytest.mark.parametrize("path", RIGHT)
def test_what_the_page_sends_is_let_through(path: str) -> None:
    assert status(path, RIGHT[path]) == 200


def test_what_a_script_leaves_out_may_be_missing() -> None:
    assert status(QUEUED, {**EVENT, "trigger_id": None}) == 200
    assert status(QUEUED, {name: EVENT[name] for name in EVENT if name != "trigger_id"}) == 200


@pytest.mark.parametrize("path", RIGHT)
def test_more_or_less_than_the_page_sends_is_refused(path: str) -> None:
    right = RIGHT[path]
    assert status(path, {**right, "batched": True}) == 422
    for name in right.keys() - {"trigger_id"}:
        assert status(path, {other: right[other] for other in right if other != name}) == 422


@pytest.mark.parametrize("path", RIGHT)
def test_what_is_no_object_is_refused(path: str) -> None:
    for body in (b"", b"{", b"\xff", b"[" * 5000):
        assert status(path, body) == 400
    for sent in (None, 1, "x", [], [RIGHT[path]]):
        assert status(path, sent) == 422


def test_what_the_page_does_not_have_is_not_there() -> None:
    assert status(FUNCTION, {**CALL, "component_id": 2}) == 404
    assert status(FUNCTION, {**CALL, "fn_name": "when"}) == 404
    assert status(QUEUED, {**EVENT, "fn_index": 4}) == 404
    assert status(DIRECT, EVENT) == 404
    assert status(QUEUED, {**EVENT, "data": []}) == 422


def test_stream_is_of_a_session_that_has_asked() -> None:
    assert status(STREAM, b"", b"session_hash=abc") == 200
    assert status(STREAM, b"", b"session_hash=abd") == 404
    for query in (b"", b"session_hash=", b"session_hash=A", b"session_hash=abc&session_hash=abc"):
        assert status(STREAM, b"", query) == 422


@dataclass
class Counting(Door):
    """A door to the page of CALLS."""

    rules: Rules = field(default_factory=lambda: Rules(rate=1, burst=2))

    def __post_init__(self) -> None:
        self.shield = Shield(self.inside, self.rules, lambda: self.now, CALLS)

    def call(self, component: int, name: str) -> Came:
        body = json.dumps({**CALL, "component_id": component, "fn_name": name}).encode()
        return self.send(FUNCTION, SENT, (body,), method="POST")


def test_search_counts_as_a_question_and_a_look_for_less() -> None:
    door = Counting()
    assert [door.call(5, "results").status for _ in range(3)] == [200, 200, 429]
    door.now = 1.0
    assert [door.call(5, "when").status for _ in range(11)] == [200] * 10 + [429]
    assert door.shield._bodies.held == 0


def test_what_is_refused_counts_too() -> None:
    door = Counting(Rules(rate=1, burst=1))
    assert [door.call(9, "when").status for _ in range(11)] == [404] * 10 + [429]


# The real page


def test_page_offers_what_its_scripts_call(environment: None, tmp_path: Path) -> None:
    starting: Starting[Asked] = Starting(lambda progress: FakeAssistant())
    chosen = Settings(data=tmp_path, uploads=True)
    calls = create(starting, chosen, traffic(starting, chosen)).state.calls
    assert sorted(name for names in calls.functions.values() for name in names) == [
        *("listed", "opened", "quality", "renew", "renewal", "results", "started", "suggested"),
        *("take", "when"),
    ]
    assert sorted(calls.events[QUEUED].values()) == [1, 1, 1]
    assert list(calls.events[DIRECT].values()) == [0]


def sent_wrongly(page: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield requests of which each is wrong in one way, or in its data."""
    for path, right in RIGHT.items():
        for name in right:
            yield from ((path, {**right, name: odd}) for odd in ODD)
            yield path, {other: right[other] for other in right if other != name}
        yield from ((path, odd) for odd in ODD)
    for part in page["components"]:
        for name in part["props"].get("server_fns") or ():
            call = {**CALL, "component_id": part["id"], "fn_name": name}
            yield from ((FUNCTION, {**call, "data": data}) for data in wanted())
    for event in page["dependencies"]:
        for path in (QUEUED, DIRECT):
            right = {**EVENT, "data": [None] * len(event["inputs"]), "fn_index": event["id"]}
            yield from ((path, {**right, "event_data": data}) for data in wanted())


def wanted() -> Iterator[dict[str, Any]]:
    """Yield data in which one thing is wrong."""
    right = {
        **{"id": 1, "question": "Hvem?", "audience": "citizen", "keep": 0, "form": "md", "turn": 1},
        **{"verdict": "up", "reason": "", "document": "broen", "start": 0, "end": 1, "all": False},
        **{"situation": "x", "target": "", "topic": "", "municipality": "", "running": False},
        **{"query": "", "state": "", "sort": "title", "name": "a.txt", "content": "x"},
        **{"replace": False},
    }
    yield {}
    yield right
    for name in right:
        yield from ({**right, name: odd} for odd in (None, -1, 10**30, 1.5, "", "\ud800", "x" * 99))


def served_page(connection: http.client.HTTPConnection) -> Mapping[str, Any]:
    connection.request("GET", "/")
    page = connection.getresponse().read().decode()
    found = page.split("window.gradio_config = ", 1)[1]
    config: Mapping[str, Any] = json.JSONDecoder().raw_decode(found)[0]
    return config


@pytest.mark.long
def test_nothing_that_is_sent_makes_the_server_fail(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for address in serve(SHIELDED, INITIATIV_DATA=str(tmp_path), INITIATIV_UPLOADS="true"):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
        statuses: dict[int, int] = {}
        for path, sent in sent_wrongly(served_page(connection)):
            head = {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(sent), head)
            answer = connection.getresponse()
            answer.read()
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
            assert answer.status < HTTPStatus.INTERNAL_SERVER_ERROR, (path, sent)
        connection.request("GET", f"{STREAM}?session_hash=abc")
        stream = connection.getresponse().read().decode()  # until what was asked is done
        assert "close_stream" in stream
        connection.request("GET", f"{STREAM}?session_hash=abcd")
        assert connection.getresponse().status == 404
        connection.close()
    told = capfd.readouterr()
    assert "Traceback" not in told.out + told.err
    assert "Error:" not in told.out + told.err
    assert sum(statuses.values()) > 1000
    assert {200, 404, 422} <= statuses.keys()
