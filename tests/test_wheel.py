"""The wheel, installed away from the checkout, answers by itself."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.installed import CHECKOUT, built, installed, run

PACKAGES = ("assistant", "corpus", "evals", "index", "prompts")
QUESTION = "Hvad er formålet med Stofmisbrugspakken?"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def binaries(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(wheel, tmp_path_factory.mktemp("installed"))


def test_wheel_holds_the_documents_the_model_and_the_page(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for pattern in ("corpus/documents/*.txt", "index/model/**/*", "assistant/*.css"):
        files = {
            path.relative_to(CHECKOUT).as_posix()
            for path in CHECKOUT.glob(pattern)
            if path.is_file()
        }
        assert files, pattern
        assert files <= names


def test_wheel_holds_nothing_but_the_five_packages(wheel: Path) -> None:
    folders = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert {name for name in folders if not name.endswith(".dist-info")} == set(PACKAGES)


def test_packages_are_those_of_the_wheel(binaries: Path, tmp_path: Path) -> None:
    for package in PACKAGES:
        program = f"import {package}; print({package}.__file__)"
        file = Path(run([str(binaries / "python"), "-c", program], tmp_path).strip())
        assert file.is_relative_to(binaries.parent), package


def test_installed_wheel_answers_with_a_verbatim_quote(binaries: Path, tmp_path: Path) -> None:
    initiativ = str(binaries / "initiativ")
    run([initiativ, "index"], tmp_path)
    answer: dict[str, Any] = json.loads(run([initiativ, "ask", QUESTION, "--json"], tmp_path))
    documents = json.loads(run([initiativ, "documents", "--json"], tmp_path))
    texts = {document["id"]: document["text"] for document in documents}
    assert answer["status"] == "answered"
    assert answer["citations"][0]["document"] == "stofmisbrugspakken"
    for citation in answer["citations"]:
        text = texts[citation["document"]]
        assert citation["quote"] == text[citation["start"] : citation["end"]]
