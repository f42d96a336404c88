"""Every example of docs/api.md, run as it stands against a server."""

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from fastapi import FastAPI

from assistant import completions, tools
from assistant.api import create
from assistant.asked import Asked
from assistant.metrics import BUCKETS, Metrics
from assistant.starting import Starting
from assistant.traffic import traffic
from tests.asking import settings
from tests.fake_app import FakeAssistant
from tests.serving import QUOTE, Over, serving

DOCUMENT = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
SHELL = [code for language, code in BLOCKS if language == "bash"]
PYTHON = [code for language, code in BLOCKS if language == "python"]
ADDRESS = "http://127.0.0.1:7860"
SECONDS = 60


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    asks = Over()
    service = tools.service(asks)

    @asynccontextmanager
    async def lifespan(api: FastAPI) -> AsyncIterator[None]:
        async with service.running():
            yield

    api = FastAPI(lifespan=lifespan)
    api.include_router(completions.router(asks))
    api.include_router(Metrics("0.1.0", "none", lambda: True).router())
    api.router.routes.extend(service.routes)
    starting: Starting[Asked] = Starting(lambda progress: FakeAssistant())
    api.mount("/", create(starting, settings(), traffic(starting, settings())))
    with serving(api) as found:
        yield found


def output(*command: str) -> str:
    run = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.mark.parametrize("code", SHELL, ids=lambda code: re.findall(r":7860(/\S+)", code)[0])
def test_command_is_answered(address: str, code: str) -> None:
    assert ADDRESS in code
    told = output("bash", "-c", code.replace(ADDRESS, address))
    if "/metrics" in code:
        assert f'initiativ_answer_seconds_bucket{{le="{BUCKETS[0]}"}} 0.0' in told
        return
    answer = json.loads(told)
    assert "detail" not in answer and "error" not in answer
    if "/v1/" in code:
        assert QUOTE in answer["choices"][0]["message"]["content"]


@pytest.mark.parametrize("code", PYTHON, ids=range(len(PYTHON)))
def test_program_prints_the_quote(address: str, code: str) -> None:
    assert ADDRESS in code
    assert QUOTE in output(sys.executable, "-c", code.replace(ADDRESS, address))


def test_examples_are_there() -> None:
    assert (len(SHELL), len(PYTHON)) == (5, 3)
    [configured] = [code for language, code in BLOCKS if language == "json"]
    assert json.loads(configured)["mcpServers"]["initiativassistenten"]["args"] == ["mcp"]
    for name in completions.MODELS:
        assert f"`{name}`" in DOCUMENT
