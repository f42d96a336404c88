"""The HTTP application: answers as JSON, how the assistant fares, and the page at the root."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import replace
from importlib.metadata import version as installed
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Lifespan

from assistant import completions, listing, problems, tools
from assistant.app import mounted
from assistant.asked import Asked
from assistant.asks import Asks, unless_left
from assistant.assistant import QUESTION_CHARACTERS
from assistant.settings import Settings
from assistant.starting import Starting
from assistant.traffic import NAME, Traffic
from assistant.types import Answer, Audience, Filters, Turn
from index import version

TURNS = 5  # questions of one conversation: each is answered anew, so that nothing is kept between
METHODS = ["GET", "HEAD", "POST"]  # that the shield lets in
EITHER = "Send enten question eller turns."
PAGE = 100  # documents of a list at a time

Text = Annotated[str, StringConstraints(max_length=QUESTION_CHARACTERS)]
Word = Annotated[str, StringConstraints(max_length=100)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(_Sent):
    """Et spørgsmål, eller spørgsmålene i en samtale, hvoraf det sidste bliver besvaret.

    A question, or the questions of one conversation in order, of which the last is answered.
    """

    question: Text | None = None
    turns: Annotated[list[Text], Field(min_length=1, max_length=TURNS)] | None = None
    audience: Audience = "caseworker"
    id: Word = ""


class Situation(_Sent):
    """En situation i egne ord, og hvad et tilbud skal være. A situation, and what is wanted."""

    situation: Text = ""
    target: Word = ""
    topic: Word = ""
    municipality: Word = ""
    running: bool = False


def create(starting: Starting[Asked], chosen: Settings, traffic: Traffic) -> FastAPI:
    """Return the whole application: the routes, and the page behind them."""
    asks = Asks(starting, traffic)
    served = tools.service(asks) if tools.is_installed() else None
    api = FastAPI(
        lifespan=_lifespan(served),
        title="Initiativassistenten",
        summary="Svar på dansk fra dokumenter, med kilde. Answers in Danish, with sources.",
        version=installed(NAME),
        openapi_url="/api/openapi.json",
        docs_url=None,  # its pages fetch their scripts from another host
        redoc_url=None,
    )
    problems.tell(api)
    api.include_router(_answers(asks))
    api.include_router(completions.router(asks))
    api.include_router(_state(starting, chosen))
    api.include_router(traffic.metrics.router())
    api.router.routes.extend(served.routes if served else ())
    api.include_router(_nowhere(list(api.router.routes)))
    return mounted(api, starting, chosen, traffic)


def _lifespan(served: tools.Service | None) -> Lifespan[FastAPI]:
    """Return what runs as long as the application does."""

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        async with served.running() if served else nullcontext():
            yield

    return lifespan


def _answers(asks: Asks) -> APIRouter:
    routes = APIRouter(prefix="/api")

    @routes.post("/ask", summary="Svar på et spørgsmål. Answer a question.")
    async def ask(sent: Question, request: Request) -> Answer:
        if (sent.question is None) == (sent.turns is None):
            raise HTTPException(422, EITHER)
        answer = await unless_left(request, _last(asks, sent))
        return replace(answer, id=sent.id)

    @routes.post("/find", summary="Find tilbud, der passer. Find initiatives that fit.")
    async def find(sent: Situation, request: Request) -> dict[str, Any]:
        filters = Filters(sent.target, sent.topic, sent.municipality, sent.running)
        found = await unless_left(request, asks.find(sent.situation, filters))
        return listing.as_object(found)

    @routes.get("/documents", summary="Dokumenterne uden tekst. The documents without their text.")
    async def documents(
        start: Annotated[int, Field(ge=0)] = 0,
        count: Annotated[int, Field(ge=1, le=PAGE)] = PAGE,
    ) -> dict[str, Any]:
        def listed(assistant: Asked) -> dict[str, Any]:
            ids: Sequence[str] = list(assistant.documents)
            some = [assistant.documents[id] for id in ids[start : start + count]]
            return {"total": len(ids), "documents": [listing.document(one) for one in some]}

        return await asks.run(listed)

    @routes.get("/documents/{id:path}", summary="Et dokument med tekst. A document with its text.")
    async def document(id: str) -> dict[str, Any]:
        found = await asks.run(lambda assistant: assistant.documents.get(id))
        if found is None:
            raise HTTPException(404)
        return listing.document(found, with_text=True)

    return routes


def _state(starting: Starting[Asked], chosen: Settings) -> APIRouter:
    routes = APIRouter()

    @routes.head("/healthz", include_in_schema=False)
    @routes.get("/healthz", summary="Kører den? Is it alive?")
    async def healthz() -> dict[str, str]:
        return {"status": "ok"}

    @routes.head("/readyz", include_in_schema=False)
    @routes.get("/readyz", summary="Kan den svare? Can it answer?")
    async def readyz() -> JSONResponse:
        state = starting.progressed()
        told = {
            "ready": state.ready,
            "version": installed(NAME),
            "index": version.name(chosen.data) or None,
            "model": None if chosen.llm == "none" else chosen.llm,
        }
        if not state.ready:
            told |= {"done": state.done, "total": state.total}
        return JSONResponse(told, 200 if state.ready else 503)

    return routes


def _nowhere(others: Sequence[BaseRoute]) -> APIRouter:
    """Return what answers where none of the other routes does, before the page would."""
    routes = APIRouter(include_in_schema=False)

    @routes.api_route("/api/{rest:path}", methods=METHODS)
    @routes.api_route("/v1/{rest:path}", methods=METHODS)
    @routes.api_route("/mcp{rest:path}", methods=[*METHODS, "DELETE"])
    async def nowhere(rest: str, request: Request) -> None:
        allowed = [
            method
            for method in METHODS
            for route in others
            if route.matches({**request.scope, "method": method})[0] is Match.FULL
        ]
        if allowed:
            raise HTTPException(405, headers={"Allow": ", ".join(allowed)})
        raise HTTPException(404)

    return routes


async def _last(asks: Asks, sent: Question) -> Answer:
    """Return the answer to the last question that was sent, after those before it."""
    *earlier, last = sent.turns or [sent.question or ""]
    history: tuple[Turn, ...] = ()
    for question in earlier:
        history += (Turn(question, await asks.ask(question, sent.audience, history)),)
    return await asks.ask(last, sent.audience, history)
