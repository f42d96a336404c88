"""The tools, called with the client of the Model Context Protocol over HTTP and standard input."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.types import CallToolResult, TextContent

from assistant import listing, tools
from assistant.message import content
from assistant.types import Filters
from tests.fakes import PAGE
from tests.serving import BROKEN, BUSY, QUOTE, URL, FakeAsks, Over, quoted, serving

SECONDS = 120.0  # to open an index of one page on a busy machine
MODES = ("legacy", "auto")  # the protocol with a handshake, and the one without
CHILD = "import sys; from assistant import settings, tools; sys.exit(tools.stdio(settings.load()))"
TEXT = f"Til caseworker: {QUOTE} [1]\n\n**Kilder**\n\n[1] **Broen**, Formål: »{QUOTE}« (<{URL}>)"


def application(asks: tools.Asks) -> FastAPI:
    service = tools.service(asks)

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> Any:
        async with service.running():
            yield

    api = FastAPI(lifespan=lifespan)
    api.router.routes.extend(service.routes)
    return api


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving(application(FakeAsks())) as found:
        yield f"{found}/mcp"


def told(at: Any, ask: Callable[[Client], Awaitable[Any]], mode: str = "auto") -> Any:
    """Return what a client that is connected is told."""

    async def run() -> Any:
        async with Client(at, mode=mode, read_timeout_seconds=SECONDS) as client:
            return await ask(client)

    return asyncio.run(asyncio.wait_for(run(), SECONDS))


def called(at: Any, name: str, mode: str = "auto", **arguments: Any) -> CallToolResult:
    result = told(at, lambda client: client.call_tool(name, arguments), mode)
    assert isinstance(result, CallToolResult)
    return result


def text(result: CallToolResult) -> str:
    [block] = result.content
    assert isinstance(block, TextContent)
    return block.text


@pytest.mark.parametrize("mode", MODES)
def test_tools_say_in_two_languages_what_they_do(address: str, mode: str) -> None:
    listed = told(address, lambda client: client.list_tools(), mode).tools
    assert [tool.name for tool in listed] == ["ask", "find"]
    for tool in listed:
        assert "initiativ" in tool.description or "dokumenter" in tool.description
        assert "sources" in tool.description
        assert tool.annotations.read_only_hint and not tool.annotations.open_world_hint
        assert all(field["description"] for field in tool.input_schema["properties"].values())
    ask, find = listed
    assert ask.input_schema["required"] == ["question"]
    assert ask.input_schema["properties"]["audience"]["enum"] == ["caseworker", "citizen"]
    assert "required" not in find.input_schema
    assert set(ask.output_schema["properties"]) >= {"status", "text", "citations", "nearest"}
    assert set(find.output_schema["properties"]) == {"situation", "matches", "text", "notice"}


@pytest.mark.parametrize("mode", MODES)
def test_answer_is_text_with_sources_and_structured(address: str, mode: str) -> None:
    result = called(address, "ask", mode, question="Hvad er formålet?")
    assert not result.is_error
    assert text(result) == TEXT
    assert result.structured_content and result.structured_content["citations"] == [
        asdict(quoted())
    ]
    assert result.structured_content["status"] == "answered"


def test_audience_and_filters_reach_the_assistant(address: str) -> None:
    assert "Til citizen" in text(called(address, "ask", question="Hvad?", audience="citizen"))
    assert text(called(address, "find", target="unge")) == "Jeg fandt intet til unge."


def test_answers_over_http_are_those_of_the_assistant() -> None:
    over = Over()
    question, situation = "Hvad er formålet med Broen?", "Jeg vil bygge bro mellem mennesker"
    with serving(application(over)) as found:
        answered = called(f"{found}/mcp", "ask", question=question)
        matched = called(f"{found}/mcp", "find", situation=situation)
    answer = over.assistant.ask(question)
    assert answer.citations
    assert text(answered) == content(answer)
    assert answered.structured_content == _json(asdict(answer))
    found_there = over.assistant.find(situation, Filters())
    assert matched.structured_content == _json(listing.as_object(found_there))


def _json(value: Any) -> Any:
    return [_json(one) for one in value] if isinstance(value, list | tuple) else (
        {name: _json(one) for name, one in value.items()} if isinstance(value, dict) else value
    )  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"question": " "}, "Skriv et spørgsmål."),
        ({"question": BUSY}, "Der er mange, der spørger lige nu."),
        ({"question": "x", "audience": "alle"}, "audience"),
        ({}, "question"),
    ],
)
def test_what_is_wrong_is_told_by_the_tool(
    address: str, arguments: dict[str, str], said: str
) -> None:
    result = called(address, "ask", **arguments)
    assert result.is_error
    assert said in text(result)


def test_error_of_ours_says_nothing_of_it(address: str) -> None:
    result = called(address, "ask", question=BROKEN)
    assert (result.is_error, text(result)) == (True, "Error executing tool ask")


def test_only_posts_are_taken_and_no_large_ones(address: str) -> None:
    assert httpx.get(address, headers={"accept": "text/event-stream"}).status_code == 405
    assert httpx.delete(address).status_code == 405
    head = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    large = httpx.post(address, content=b" " * (tools.BODY + 1), headers=head)
    assert large.status_code == 413
    for body in (b"{", b"[]", b"null", b"\xff", b'{"jsonrpc": "2.0", "id": 1, "method": "x"}'):
        assert httpx.post(address, content=body, headers=head).status_code in (200, 400, 404)


def test_questions_at_once_are_all_answered(address: str) -> None:
    async def many(client: Client) -> list[str]:
        asked = [client.call_tool("ask", {"question": f"Hvad er {n}?"}) for n in range(20)]
        return [one.structured_content["question"] for one in await asyncio.gather(*asked)]

    assert told(address, many) == [f"Hvad er {n}?" for n in range(20)]


@pytest.fixture(scope="module")
def child(tmp_path_factory: pytest.TempPathFactory) -> StdioServerParameters:
    """The tools over standard input, in a process with one document."""
    place = tmp_path_factory.mktemp("mcp")
    (place / "dokumenter").mkdir()
    (place / "dokumenter" / "broen.txt").write_text(PAGE.text, encoding="utf-8")
    environment = {
        "INITIATIV_DOCUMENTS": str(place / "dokumenter"),
        "INITIATIV_DATA": str(place / "data"),
        "INITIATIV_TODAY": "2024-06-01",
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "PATH": os.environ["PATH"],
    }
    return StdioServerParameters(
        command=sys.executable, args=["-c", CHILD], env=environment, cwd=place
    )


@pytest.mark.parametrize("mode", MODES)
def test_answers_over_standard_input_are_quoted_from_the_documents(
    child: StdioServerParameters, mode: str
) -> None:
    result = called(child, "ask", mode, question="Hvad er formålet med Broen?")
    answer = result.structured_content or {}
    assert QUOTE in text(result)
    for one in answer["citations"]:
        assert PAGE.text[one["start"] : one["end"]] == one["quote"]


def test_process_without_documents_tells_so_by_each_tool(
    child: StdioServerParameters, tmp_path: Path
) -> None:
    none = {**(child.env or {}), "INITIATIV_DOCUMENTS": str(tmp_path)}
    empty = child.model_copy(update={"env": none | {"INITIATIV_DATA": str(tmp_path / "data")}})
    for name, arguments in (("ask", {"question": "Hvad?"}), ("find", {"situation": "Hvad?"})):
        result = called(empty, name, **arguments)
        assert result.is_error
        assert str(tmp_path) in text(result)


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    with pytest.raises(tools.MissingError, match=r"pip install 'initiativassistenten\[mcp\]'"):
        tools.service(FakeAsks())
