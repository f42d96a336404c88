"""The protocol of OpenAI's chat completions: any client that speaks it may ask the assistant."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated, Any, Literal, Protocol
from uuid import uuid4

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from assistant import message
from assistant.asks import unless_left
from assistant.assistant import QUESTION_CHARACTERS, QuestionError
from assistant.door import BusyError
from assistant.types import Answer, Audience, Turn
from corpus.errors import UserError

MODELS: Mapping[str, Audience] = {
    "initiativ-sagsbehandler": "caseworker",
    "initiativ-borger": "citizen",
}
"""The names of the models, and whom the answers of each are for."""

TURNS = 10  # earlier questions of a conversation that are looked at
PIECE = 60  # characters of a streamed answer at a time
MESSAGES = 400  # of one request; 64 KB of JSON hold no more of any use

_NO_MODEL = "Modellen findes ikke. Vælg en af disse: {}."
_NO_QUESTION = "Den sidste besked skal være fra brugeren og være tekst."
_ONE_ANSWER = "Der kan kun laves ét svar ad gangen: n skal være 1."
_INVALID = "Forespørgslen kan ikke bruges: {}."
_NOT_JSON = "indholdet er ikke gyldig JSON"

_ALIVE = ": der svares\n\n"
_DONE = "data: [DONE]\n\n"
_STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of a stream: what is wrong in the first `early` is told by the status, later in the
    stream; while an answer is made, a sign of life comes each `beat` (proxies wait 60)."""

    early: float = 1.0
    beat: float = 10.0


PACE = Pace()


class Asks(Protocol):
    """What is asked of the assistant."""

    async def ask(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Answer:
        """Return the answer to the question after the turns before it.

        Raises QuestionError, and BusyError at once. When it is cancelled, the work ends.
        """


class RefusedError(UserError):
    """A request that cannot be answered: `status` and, as OpenAI names them, `param` and `code`."""

    def __init__(
        self, told: str, param: str | None, code: str | None = None, status: int = 400
    ) -> None:
        super().__init__(told)
        self.param, self.code, self.status = param, code, status


class _Sent(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Part(_Sent):
    """A part of a message: text, or something else, which is not read."""

    type: str = ""
    text: str = ""


class Message(_Sent):
    """A message of the conversation; those of the system and of tools are not read."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """The text of the message, that of its parts on lines of their own."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text")


class StreamOptions(_Sent):
    """What else a stream tells."""

    include_usage: bool = False


class Completion(_Sent):
    """En samtale, hvis sidste besked er spørgsmålet. A conversation that ends with the question.

    Other parameters of the protocol are accepted and change nothing.
    """

    model: Annotated[str, StringConstraints(max_length=100)]
    messages: Annotated[list[Message], Field(min_length=1, max_length=MESSAGES)]
    stream: bool | None = None
    stream_options: StreamOptions | None = None
    n: int | None = None


class _Route(APIRoute):
    """A route whose errors have the form that OpenAI's have."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except (RequestValidationError, UserError) as error:
                return _refusal(error)
            except HTTPException as error:  # of what is no text
                if error.status_code != 400:
                    raise
                return _refusal(RefusedError(_INVALID.format(_NOT_JSON), None))

        return handle


def router(asks: Asks, pace: Pace = PACE) -> APIRouter:
    """Return the routes under /v1: chat completions, streamed or whole, and the models."""
    routes = APIRouter(prefix="/v1", route_class=_Route)

    @routes.post("/chat/completions", summary="Svar i OpenAI's form. Answer in OpenAI's form.")
    async def complete(sent: Completion, request: Request) -> Response:
        question, audience, history = _asked(sent)
        if not sent.stream:
            answer = await unless_left(request, asks.ask(question, audience, history))
            return JSONResponse(_whole(sent, answer))
        asking = asyncio.create_task(asks.ask(question, audience, history))
        try:
            done, _ = await asyncio.wait({asking}, timeout=pace.early)
        except asyncio.CancelledError:
            asking.cancel()
            raise
        if done:
            asking.result()  # raises what kept it from being answered
        events = _events(sent, asking, pace.beat)
        return StreamingResponse(events, media_type="text/event-stream", headers=_STREAM)

    @routes.get("/models", summary="Modellerne. The models.")
    async def models() -> dict[str, Any]:
        return {"object": "list", "data": [_model(name) for name in MODELS]}

    @routes.get("/models/{name}", summary="En model. A model.")
    async def model(name: str) -> dict[str, Any]:
        _audience(name)
        return _model(name)

    return routes


def _asked(sent: Completion) -> tuple[str, Audience, tuple[Turn, ...]]:
    """Return the question, whom it is for, and the turns before it; raises RefusedError."""
    audience = _audience(sent.model)
    if sent.n not in (None, 1):
        raise RefusedError(_ONE_ANSWER, "n")
    *before, last = sent.messages
    if last.role != "user" or (last.content and not last.text):
        raise RefusedError(_NO_QUESTION, "messages")
    return last.text, audience, _turns(before)


def _audience(model: str) -> Audience:
    if model not in MODELS:
        told = _NO_MODEL.format(", ".join(MODELS))
        raise RefusedError(told, "model", "model_not_found", 404)
    return MODELS[model]


def _turns(messages: Sequence[Message]) -> tuple[Turn, ...]:
    """Return the last questions before this one, each with what is said to have been its answer."""
    turns: list[Turn] = []
    for said in messages:
        if said.role == "user":
            turns.append(message.turn(said.text[:QUESTION_CHARACTERS], ""))
        elif said.role == "assistant" and turns:
            turns[-1] = message.turn(turns[-1].question, said.text)
    return tuple(turns[-TURNS:])


async def _events(
    sent: Completion, asking: asyncio.Task[Answer], beat: float
) -> AsyncIterator[str]:
    """Yield the answer as events; signs of life while it is made, which ends when nobody reads."""
    head = _head(sent, "chat.completion.chunk")
    try:
        yield _event(head, {"role": "assistant", "content": ""})
        while not (await asyncio.wait({asking}, timeout=beat))[0]:
            yield _ALIVE
        answer = asking.result()
    except UserError as error:
        yield f"data: {_json(_error(error))}\n\n"
        yield _DONE
        return
    finally:
        asking.cancel()
    text = message.content(answer)
    for start in range(0, len(text), PIECE):
        yield _event(head, {"content": text[start : start + PIECE]})
    yield _event(head, _beside(answer, text))
    yield _event(head, {}, "stop")
    if sent.stream_options and sent.stream_options.include_usage:
        yield f"data: {_json(head | {'choices': [], 'usage': _usage(sent, text)})}\n\n"
    yield _DONE


def _event(head: Mapping[str, Any], delta: Mapping[str, Any], finish: str | None = None) -> str:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return f"data: {_json({**head, 'choices': [choice]})}\n\n"


def _whole(sent: Completion, answer: Answer) -> dict[str, Any]:
    text = message.content(answer)
    said = {"role": "assistant", "content": text, "refusal": None, **_beside(answer, text)}
    choice = {"index": 0, "message": said, "finish_reason": "stop"}
    return _head(sent, "chat.completion") | {"choices": [choice], "usage": _usage(sent, text)}


def _beside(answer: Answer, text: str) -> dict[str, Any]:
    """Return what a message has for machines: the sources, and the answer as /api/ask has it."""
    told = asdict(answer)
    return {
        "annotations": message.annotations(answer, text),
        "citations": told["citations"],
        "initiativ": told,
    }


def _head(sent: Completion, kind: str) -> dict[str, Any]:
    made = {"id": f"chatcmpl-{uuid4().hex}", "object": kind, "created": int(time.time())}
    return made | {"model": sent.model}


def _usage(sent: Completion, text: str) -> dict[str, int]:
    """Return the words of the messages and of the answer; no tokens are counted."""
    asked, said = sum(len(one.text.split()) for one in sent.messages), len(text.split())
    return {"prompt_tokens": asked, "completion_tokens": said, "total_tokens": asked + said}


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": 0, "owned_by": "initiativassistenten"}


def _refusal(error: RequestValidationError | UserError) -> JSONResponse:
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, BusyError) else None
    return JSONResponse(_error(error), _status(error), headers)


def _status(error: RequestValidationError | UserError) -> int:
    if isinstance(error, RefusedError):
        return error.status
    # An assistant that cannot be opened is no fault of whoever asks.
    return 400 if isinstance(error, (QuestionError, RequestValidationError)) else 503


def _error(error: RequestValidationError | UserError) -> dict[str, Any]:
    told, param, code = str(error), None, None
    if isinstance(error, RefusedError):
        param, code = error.param, error.code
    elif isinstance(error, QuestionError):
        param = "messages"
    elif isinstance(error, RequestValidationError):
        told, param = _fields(error)
    kind = "server_error" if _status(error) == 503 else "invalid_request_error"
    return {"error": {"message": told, "type": kind, "param": param, "code": code}}


def _fields(error: RequestValidationError) -> tuple[str, str | None]:
    """Return in Danish what is at fault, and the first such field; never what stood in it."""
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return _INVALID.format(_NOT_JSON), None
    fields = list(dict.fromkeys(".".join(map(str, one["loc"][1:])) for one in found))
    return _INVALID.format(", ".join(filter(None, fields)) or _NOT_JSON), fields[0] or None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
