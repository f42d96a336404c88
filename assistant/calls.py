"""What the page has a browser send to Gradio, checked before Gradio reads it.

Gradio fails, with a traceback in the log, on much of what no page of ours sends.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from starlette.types import Scope

from assistant.visitors import RefusedError

NOT_THERE = "Siden har ikke det, der bliver spurgt efter. Hent siden igen."
WRONG = "Det er ikke noget, siden kan sende."

FUNCTION = "/gradio_api/component_server/"
QUEUED = "/gradio_api/queue/join"
DIRECT = "/gradio_api/run/predict"
STREAM = "/gradio_api/queue/data"
LIGHT = 0.1  # of a question: what the page asks beside it, a list or how far something is
WHOLE = frozenset({"results", "take", "renew"})
"""Functions that count as a question: each searches, or reads a file."""

_MOST = 2**53  # a browser counts no further one by one
_SESSION = re.compile(r"[a-z0-9]{1,40}")


def _is_session(value: Any) -> bool:
    return isinstance(value, str) and bool(_SESSION.fullmatch(value))


def _is_number(value: Any) -> bool:
    return type(value) is int


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and len(value) <= 100


def _is_flat(value: Any) -> bool:
    """Return whether it is an object of texts and numbers that a browser can hold."""
    return isinstance(value, dict) and all(
        one is None or isinstance(one, str) or (isinstance(one, int | float) and abs(one) < _MOST)
        for one in value.values()
    )


def _is_empty(value: Any) -> bool:
    """Return whether it is a list of nothing: what Gradio keeps itself is sent as null."""
    return isinstance(value, list) and all(one is None for one in value)


_EVENT = {
    "data": _is_empty,
    "fn_index": _is_number,
    "session_hash": _is_session,
    "event_data": _is_flat,
    "trigger_id": lambda value: value is None or _is_number(value),
}
_SENT: Mapping[str, Mapping[str, Callable[[Any], bool]]] = {
    FUNCTION: {
        "data": _is_flat,
        "component_id": _is_number,
        "fn_name": _is_name,
        "session_hash": _is_session,
    },
    QUEUED: _EVENT,
    DIRECT: _EVENT,
    "/gradio_api/cancel": {
        "event_id": _is_name,
        "fn_index": _is_number,
        "session_hash": _is_session,
    },
    "/gradio_api/reset": {"event_id": _is_name},
}
_MAY_LACK = {"trigger_id"}  # a script leaves out what is undefined


@dataclass(frozen=True, slots=True)
class Calls:
    """What the page offers to be called: names of functions by the numbers of their components.

    `events` are numbers by path, each with how many inputs it takes; `is_awaited` tells whether a
    session has asked something.
    """

    functions: Mapping[int, frozenset[str]]
    events: Mapping[str, Mapping[int, int]]
    is_awaited: Callable[[str], bool]

    def require(self, scope: Scope, body: bytes) -> float:
        """Return what a request counts as beyond LIGHT, in questions; raises RefusedError."""
        path = scope["path"]
        if path == STREAM:
            self._require_awaited(scope["query_string"])
        if path not in _SENT:
            return 0.0
        sent = _read(body, _SENT[path])
        if path == FUNCTION:
            if sent["fn_name"] not in self.functions.get(sent["component_id"], ()):
                raise RefusedError(404, NOT_THERE)
            return 1.0 - LIGHT if sent["fn_name"] in WHOLE else 0.0
        if path in self.events:
            inputs = self.events[path].get(sent["fn_index"])
            if inputs is None:
                raise RefusedError(404, NOT_THERE)
            if inputs != len(sent["data"]):
                raise RefusedError(422, WRONG)
        return 0.0

    def _require_awaited(self, query: bytes) -> None:
        sessions = parse_qs(query.decode("latin-1")).get("session_hash", [])
        if len(sessions) != 1 or not _is_session(sessions[0]):
            raise RefusedError(422, WRONG)
        if not self.is_awaited(sessions[0]):
            raise RefusedError(404, NOT_THERE)


def _read(body: bytes, fields: Mapping[str, Callable[[Any], bool]]) -> dict[str, Any]:
    """Return a body as the object that it is, each field of which is right."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RefusedError(400, WRONG) from error
    is_right = (
        isinstance(sent, dict)
        and fields.keys() - _MAY_LACK <= sent.keys() <= fields.keys()
        and all(fields[name](value) for name, value in sent.items())
    )
    if not is_right:
        raise RefusedError(422, WRONG)
    return dict(sent)
