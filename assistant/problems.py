"""Errors over HTTP as problems of RFC 9457, told in Danish."""

from http.client import responses

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.door import BusyError
from corpus.errors import UserError

TYPE = "application/problem+json"
TITLES = {
    400: "Forespørgslen kan ikke bruges",
    401: "Der mangler en gyldig nøgle",
    403: "Det er ikke tilladt",
    404: "Det findes ikke",
    405: "Metoden kan ikke bruges her",
    408: "Det tog for lang tid",
    413: "Forespørgslen er for stor",
    415: "Indholdet er af en forkert type",
    422: "Forespørgslen kan ikke bruges",
    429: "For mange forespørgsler",
    499: "Forbindelsen blev lukket",
    500: "Der skete en fejl",
    503: "Assistenten kan ikke svare lige nu",
}
"""What each status is called; `detail` says what is wrong with this request."""
_FIELD = "Feltet {field} kan ikke bruges."
_NOT_JSON = "Indholdet er ikke gyldig JSON."
_FAILED = "Prøv igen om lidt."


def problem(status: int, detail: str = "", headers: dict[str, str] | None = None) -> JSONResponse:
    """Return a problem with a status and, in Danish, what is wrong and what to do."""
    title = TITLES.get(status) or responses[status]
    content = {"type": "about:blank", "title": title, "status": status}
    return JSONResponse(
        {**content, "detail": detail} if detail else content, status, headers, media_type=TYPE
    )


def tell(api: FastAPI) -> None:
    """Have an application answer with a problem where something is wrong."""
    api.add_exception_handler(RequestValidationError, _invalid)
    api.add_exception_handler(BusyError, _busy)
    api.add_exception_handler(UserError, _refused)
    api.add_exception_handler(HTTPException, _http)
    api.add_exception_handler(Exception, _failed)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    """Name the fields at fault, and never what stood in them."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    if any(one["type"] == "json_invalid" for one in found):
        return problem(400, _NOT_JSON)
    fields = dict.fromkeys(".".join(str(part) for part in one["loc"][1:]) for one in found)
    return problem(422, " ".join(_FIELD.format(field=field) for field in fields if field))


async def _busy(request: Request, error: Exception) -> JSONResponse:
    seconds = error.seconds if isinstance(error, BusyError) else 1
    return problem(503, str(error), {"Retry-After": str(seconds)})


async def _refused(request: Request, error: Exception) -> JSONResponse:
    return problem(400, str(error))


async def _http(request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        return problem(500, _FAILED)
    said = error.detail if error.detail != responses.get(error.status_code) else ""
    return problem(error.status_code, said, dict(error.headers or {}))


async def _failed(request: Request, error: Exception) -> JSONResponse:
    return problem(500, _FAILED)
