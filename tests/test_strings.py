"""Any text, any JSON and any headers to the routes that answer: an answer, or what is wrong.

Hypothesis makes them, STRINGS of them where that is set, and then others each time.
"""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.api import create
from assistant.asked import Asked
from assistant.opening import Live
from assistant.shield import Shield, rules
from assistant.starting import Starting
from assistant.traffic import traffic
from tests import asking

COUNT = int(os.environ.get("STRINGS", "1000"))
ROUTES = ("/api/ask", "/api/find", "/v1/chat/completions")
HEADERS = (
    b"accept", b"accept-language", b"authorization", b"content-type", b"cookie", b"forwarded",
    b"host", b"origin", b"range", b"referer", b"user-agent", b"x-forwarded-for",
)  # fmt: skip
# What the code looks for in a question, and what text is known to break programs with.
PIECES = (
    *"hvem hvad hvornår hvilke er får kan søge kommune kontakt formål støtte penge §".split(),
    *"unge borgere uden alkohol demens hjemløs telefon mail startede slutter forskel".split(),
    "og hvad med det andet?", "hvem er leder af", ", og hvordan er", "mit cpr-nr", "20304050",
    "jeg hedder Åse Ø.", "010203-0405", "12 34 56 78", "a@b.dk",
    "ikke", "? ", "!!!", "\n\n", "\t", " - ", "1. ", "[1]", "[[2]](x)", "{{x}}", "{0}", "%s", "$x",
    "<b onload=x>", "&amp;", "`", "```", "|a|b|", "\\u0000", "\x00", "\x1b[2J", "\x7f", "\u00ad",
    "\u200b", "\u200d", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffe",
    "👨\u200d👩\u200d👧", "🇩🇰", "é", "e\u0301\u0301\u0301", "ǅ", "ß", "İ", "ﬁ", "Ⅷ", "½", "٣", "²",
    "１２", "𝟗", "0", "-1", "31.12.9999", "30. februar 2024", "2023-2019", "1e999", "9" * 20,
    "7" * 400, "1." * 300, "æ" * 300, "(" * 200, "a-" * 200, "den " * 200, "§ 110 " * 40,
)  # fmt: skip

ANY_TEXT = st.text(max_size=300)
HALVES = st.text(st.characters(exclude_categories=()), max_size=300)  # of surrogate pairs too
TEXT = st.one_of(
    ANY_TEXT,
    HALVES,
    st.lists(st.one_of(st.sampled_from(PIECES), ANY_TEXT), max_size=12).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=6).map("".join),
)
NUMBER = st.one_of(st.integers(), st.floats(), st.just(10**400))
VALUE: st.SearchStrategy[Any] = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBER, TEXT),
    lambda some: st.one_of(st.lists(some, max_size=4), st.dictionaries(TEXT, some, max_size=4)),
    max_leaves=8,
)
AUDIENCE = st.sampled_from(["caseworker", "citizen"])
MODEL = st.sampled_from(["initiativ-borger", "initiativ-sagsbehandler"])
SAID = st.fixed_dictionaries({"role": st.sampled_from(["user", "assistant"]), "content": TEXT})


def either(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return mostly what fits a field, and now and then anything."""
    return st.one_of(strategy, strategy, strategy, VALUE)


BODIES: dict[str, st.SearchStrategy[Any]] = {
    "/api/ask": st.one_of(
        st.fixed_dictionaries({"question": TEXT}, optional={"audience": AUDIENCE, "id": TEXT}),
        st.fixed_dictionaries({"turns": either(st.lists(TEXT, max_size=4))}),
    ),
    "/api/find": st.fixed_dictionaries(
        {"situation": TEXT},
        optional={
            "target": TEXT,
            "topic": TEXT,
            "municipality": TEXT,
            "running": either(st.booleans()),
        },
    ),
    "/v1/chat/completions": st.fixed_dictionaries(
        {
            "model": MODEL,
            "messages": either(
                st.builds(
                    lambda before, last: [*before, {"role": "user", "content": last}],
                    st.lists(either(SAID), max_size=3),
                    TEXT,
                )
            ),
        },
        optional={
            "stream": either(st.booleans()),
            "n": either(st.just(1)),
            "stream_options": either(st.just({"include_usage": True})),
        },
    ),
}
FIELDS = st.sampled_from(["question", "turns", "situation", "messages", "model", "stream", "id"])
SENT = st.sampled_from(ROUTES).flatmap(
    lambda route: st.tuples(
        st.just(route),
        st.one_of(
            *[BODIES[route].map(json.dumps).map(str.encode)] * 4,
            st.dictionaries(FIELDS, VALUE).map(json.dumps).map(str.encode),
            VALUE.map(json.dumps).map(str.encode),
            st.binary(max_size=200),
        ),
        st.one_of(
            *[st.just({})] * 3,
            st.dictionaries(
                st.sampled_from(HEADERS),
                st.binary(max_size=60).map(lambda raw: raw.translate(None, b"\r\n\0")),
                max_size=3,
            ),
        ),
    )
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The server over the shipped documents; what it fails at is raised here."""
    chosen = asking.settings(data=tmp_path_factory.mktemp("data"), rate_per_minute=0)
    starting: Starting[Asked] = Starting(lambda progress: Live(chosen, progress=progress))
    app = create(starting, chosen, traffic(starting, chosen))
    with TestClient(Shield(app, rules(chosen)), "http://127.0.0.1") as opened:
        yield opened


def is_problem(told: Any, status: int) -> bool:
    """Return whether it is a problem of RFC 9457, or an error of the form that OpenAI's have."""
    if "error" in told:
        return bool(told["error"]["message"])
    return bool(told["type"] and told["title"]) and told["status"] == status


@pytest.mark.slow
@settings(
    max_examples=COUNT,
    deadline=None,
    database=None,
    derandomize="STRINGS" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
@given(SENT)
def test_whatever_is_sent_is_answered_or_refused_in_good_form(
    client: TestClient, sent: tuple[str, bytes, dict[bytes, bytes]]
) -> None:
    route, body, headers = sent
    kind = {b"content-type": b"application/json"}
    response = client.post(route, content=body, headers=kind | headers)
    assert response.status_code == 200 or 400 <= response.status_code < 500
    if response.status_code != 200:
        assert is_problem(response.json(), response.status_code)
    elif response.headers["content-type"].startswith("text/event-stream"):
        assert response.text.endswith("data: [DONE]\n\n")
    else:
        assert response.json()
