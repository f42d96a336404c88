"""The HTTP API: the JSON of the contract, and problems where something is wrong."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant import settings
from assistant.api import TURNS, create
from assistant.asked import Asked
from assistant.asks import THREADS
from assistant.door import BusyError, Door
from assistant.starting import Progress, Starting
from assistant.traffic import traffic
from assistant.types import ANY, Filters, Found
from corpus.errors import UserError
from tests.browsing import ROOT, wait_for
from tests.chroma import free_port
from tests.fake_app import FAKE, QUOTE, FakeAssistant

pytestmark = pytest.mark.usefixtures("environment")


def created(starting: Starting[Asked]) -> FastAPI:
    chosen = settings.load()
    return create(starting, chosen, traffic(starting, chosen))


@pytest.fixture
def client() -> Iterator[TestClient]:
    starting: Starting[Asked] = Starting(lambda progress: FakeAssistant())
    with TestClient(created(starting), raise_server_exceptions=False) as opened:
        yield opened


def problem(response: Any) -> tuple[int, str]:
    """Return a problem's status and detail; it has to be one of RFC 9457, and named in Danish."""
    assert response.headers["content-type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    assert told["type"] == "about:blank"
    assert told["title"]
    return response.status_code, told.get("detail", "")


def test_answer_is_the_one_of_the_contract(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "Hvem er det for?", "id": "q1"})
    assert response.status_code == 200
    expected = asdict(FakeAssistant().ask("Hvem er det for?")) | {"id": "q1"}
    assert response.json() == json.loads(json.dumps(expected))
    (citation,) = response.json()["citations"]
    text = client.get("/api/documents/broen").json()["text"]
    assert text[citation["start"] : citation["end"]] == citation["quote"] == QUOTE


def test_last_of_the_turns_is_answered_after_the_others(client: TestClient) -> None:
    sent = {"turns": ["Hvem er det for?", "Og så?", "Hvornår?"], "audience": "citizen"}
    answer = client.post("/api/ask", json=sent).json()
    assert answer["question"] == "Hvornår?"
    assert answer["text"] == f"Til citizen efter 2: {QUOTE} [1]"


@pytest.mark.parametrize(
    ("sent", "status", "detail"),
    [
        ({"question": "x" * 101}, 400, "Spørgsmålet er for langt."),
        ({}, 422, "Send enten question eller turns."),
        ({"question": "Hvem?", "turns": ["Hvem?"]}, 422, "Send enten question eller turns."),
        ({"question": 7}, 422, "Feltet question kan ikke bruges."),
        ({"question": "Hvem?", "audience": "boss"}, 422, "Feltet audience kan ikke bruges."),
        ({"question": "Hvem?", "andet": 1}, 422, "Feltet andet kan ikke bruges."),
        ({"turns": []}, 422, "Feltet turns kan ikke bruges."),
        ({"turns": ["Hvem?"] * (TURNS + 1)}, 422, "Feltet turns kan ikke bruges."),
        ({"question": "x" * 2_001}, 422, "Feltet question kan ikke bruges."),
    ],
)  # fmt: skip
def test_question_that_cannot_be_asked_is_a_problem(
    client: TestClient, sent: dict[str, object], status: int, detail: str
) -> None:
    assert problem(client.post("/api/ask", json=sent)) == (status, detail)


def test_what_is_no_json_is_a_problem(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    response = client.post("/api/ask", content=b'{"question": ', headers=headers)
    assert problem(response) == (400, "Indholdet er ikke gyldig JSON.")


def test_failure_is_a_problem_that_tells_nothing_of_the_question(client: TestClient) -> None:
    response = client.post("/api/ask", json={"question": "bryd ned"})
    assert problem(response) == (500, "Prøv igen om lidt.")


def test_initiatives_are_found(client: TestClient) -> None:
    found = client.post("/api/find", json={"situation": "Jeg er ung"}).json()
    assert [match["title"] for match in found["matches"]] == ["Broen"]
    assert found["matches"][0]["why"] == [{"said": "ung", "written": "Unge"}]
    assert problem(client.post("/api/find", json={})) == (400, "Skriv, hvad det handler om.")


def test_documents_are_listed_without_and_given_with_their_text(client: TestClient) -> None:
    listed = client.get("/api/documents").json()
    assert listed["total"] == 1
    assert listed["documents"][0]["id"] == "broen"
    assert "text" not in listed["documents"][0]
    assert client.get("/api/documents?start=1").json() == {"total": 1, "documents": []}
    document = client.get("/api/documents/broen").json()
    assert document["text"].startswith("Broen\n")
    assert problem(client.get("/api/documents/nej"))[0] == 404
    assert problem(client.get("/api/documents?count=0"))[0] == 422


def test_it_is_alive_before_it_is_ready() -> None:
    opened = threading.Event()

    def slow(progress: Progress) -> Asked:
        progress(1, 4)
        opened.wait(10)
        return FakeAssistant()

    starting: Starting[Asked] = Starting(slow)
    with TestClient(created(starting)) as client:
        starting.begin()
        assert client.get("/healthz").json() == {"status": "ok"}
        response = client.get("/readyz")
        assert response.status_code == 503
        assert response.json()["ready"] is False
        opened.set()
        starting.get()
        response = client.get("/readyz")
        assert (response.status_code, response.json()["ready"]) == (200, True)
        assert set(response.json()) == {"ready", "version", "index", "model"}


def test_more_questions_than_may_wait_are_told_when_to_try_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("INITIATIV_WAITING", "1")
    entered, leave = threading.Event(), threading.Event()

    class Holding(FakeAssistant):
        def find(self, situation: str, filters: Filters = ANY) -> Found:
            entered.set()
            assert leave.wait(10)
            raise UserError("Nu.")

    starting: Starting[Asked] = Starting(lambda progress: Holding())
    with TestClient(created(starting)) as client:
        held = threading.Thread(target=client.post, args=("/api/find",), kwargs={"json": {}})
        held.start()
        assert entered.wait(10)
        response = client.post("/api/ask", json={"question": "Hvem?"})
        assert problem(response) == (
            503,
            "Der er mange, der spørger lige nu. Prøv igen om lidt.",
        )
        assert response.headers["retry-after"] == "1"
        leave.set()
        held.join(10)
        assert client.post("/api/ask", json={"question": "Hvem?"}).status_code == 200


def test_who_fails_inside_leaves_room_for_the_next() -> None:
    door = Door(1)
    with pytest.raises(KeyError), door.entered():
        with pytest.raises(BusyError), door.entered():
            pass
        raise KeyError
    with door.entered():
        pass


def test_nothing_at_an_address_is_a_problem(client: TestClient) -> None:
    for path in ("/api/nothing", "/api/documents/a/b", "/v1/nothing"):
        assert problem(client.get(path))[0] == 404
    assert client.head("/healthz").status_code == 200


def test_those_who_leave_hold_up_nobody(tmp_path: Path) -> None:
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "INITIATIV_DATA": str(tmp_path)}
    process = subprocess.Popen([sys.executable, FAKE, str(port)], cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/", process)
        httpx.post(f"{address}/api/ask", json={"question": "Hvem?"}, timeout=30)
        for _ in range(2 * THREADS):
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{address}/api/ask", json={"question": "skriv uden ende"}, timeout=0.1)
        time.sleep(2)
        answered = httpx.post(f"{address}/api/ask", json={"question": "Hvem?"}, timeout=5)
        assert answered.status_code == 200
        figures = httpx.get(f"{address}/metrics").text
        left = 'initiativ_questions_total{audience="caseworker",outcome="left"}'
        assert f"{left} {2 * THREADS}.0" in figures
    finally:
        process.kill()
        process.wait(5)


def test_api_is_described_in_danish_and_english(client: TestClient) -> None:
    told = client.get("/api/openapi.json").json()
    routes = {path for path in told["paths"] if path.startswith("/api/")}
    assert routes == {"/api/ask", "/api/find", "/api/documents", "/api/documents/{id}"}
    assert (
        told["paths"]["/api/ask"]["post"]["summary"] == "Svar på et spørgsmål. Answer a question."
    )


def test_other_method_is_told_which_can_be_used(client: TestClient) -> None:
    for path, allowed in (("/api/ask", "POST"), ("/api/find", "POST"), ("/v1/models", "GET")):
        other = client.get(path) if allowed == "POST" else client.post(path)
        assert problem(other)[0] == 405
        assert other.headers["allow"] == allowed
    assert client.post("/api/documents/broen").headers["allow"] == "GET"
    assert client.head("/api/nothing").status_code == 404


@pytest.mark.parametrize("path", ["/mcp", "/mcp/"])
def test_page_does_not_answer_for_the_tools(client: TestClient, path: str) -> None:
    for method in ("GET", "DELETE"):
        response = client.request(method, path)
        assert problem(response)[0] in (404, 405)
        assert response.headers.get("allow", "POST") == "POST"
