"""`initiativ doctor`, as a user sees it."""

import shutil
from pathlib import Path

import pytest

from assistant.cli import main
from tests.model_server import Reply, no_model, serving, silence, status

Out = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
pytestmark = pytest.mark.usefixtures("environment")
TARGET = "Prøvehuset er et værested for unge mellem 18 og 25 år i Prøveby."
PAGE = "Broen\n\nMålgruppe:\n\nBroen er for unge.\n"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one document, and its index with a store."""
    place = tmp_path_factory.mktemp("doctor")
    (place / "dokumenter").mkdir()
    (place / "dokumenter" / "broen.txt").write_text(PAGE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        patch.setenv("INITIATIV_DOCUMENTS", str(place / "dokumenter"))
        patch.setenv("INITIATIV_DATA", str(place / "data"))
        assert main(["index"]) == 0
    return place


@pytest.fixture
def indexed(pattern: Path, folder: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path, dirs_exist_ok=True)
    return folder


def told(capsys: Out, code: int) -> dict[str, list[tuple[str, str]]]:
    """Run the command; return its lines by what they are about, each with its mark."""
    assert main(["doctor"]) == code
    out, err = capsys.readouterr()
    assert err == ""
    lines: dict[str, list[tuple[str, str]]] = {}
    for line in out.splitlines():
        head, _, rest = line[5:].partition(": ")
        lines.setdefault(head, []).append((line[:4].strip(), rest))
    return lines


def asked(capsys: Out, monkeypatch: Patch, reply: str | Reply, code: int) -> list[tuple[str, str]]:
    with serving(lambda messages: reply) as server:
        monkeypatch.setenv("INITIATIV_LLM", "openai:prøve")
        monkeypatch.setenv("INITIATIV_LLM_URL", server.url)
        monkeypatch.setenv("INITIATIV_LLM_FIRST", "0.5")
        return told(capsys, code)["Sprogmodel"]


def test_all_is_well_without_a_model(indexed: Path, capsys: Out) -> None:
    found = told(capsys, 0)
    assert found["Dokumenter"] == [("OK", f"1 dokument kan læses i {indexed}.")]
    assert found["Indeks"][0][0] == "OK"
    assert found["Embedding"] == [
        ("OK", "Modellen bundled er indlæst og laver vektorer med 512 tal.")
    ]
    assert found["Sprogmodel"][0][0] == "OK"


def test_what_is_missing_is_told_with_what_to_do(folder: Path, capsys: Out) -> None:
    found = told(capsys, 2)
    assert found["Dokumenter"][0][0] == "FEJL"
    assert found["Indeks"] == [("FEJL", "Der er intet indeks endnu. Byg det med: initiativ index")]


def test_file_that_cannot_be_read_is_noted(indexed: Path, capsys: Out) -> None:
    (indexed / "tom.txt").write_text("", encoding="utf-8")
    found = told(capsys, 0)
    assert [mark for mark, _ in found["Dokumenter"]] == ["OK", "OBS"]
    assert found["Dokumenter"][1][1].startswith("tom.txt: ")


def test_model_that_answers_in_danish_and_cites_is_well(
    indexed: Path, capsys: Out, monkeypatch: Patch
) -> None:
    found = asked(capsys, monkeypatch, f"{TARGET} [1]", 0)
    assert [mark for mark, _ in found] == ["OK", "OK"]
    assert found[1][1] == "prøve svarer på dansk og henviser til kilderne."


def test_model_that_does_not_cite_is_noted(indexed: Path, capsys: Out, monkeypatch: Patch) -> None:
    found = asked(capsys, monkeypatch, TARGET, 0)
    assert [mark for mark, _ in found] == ["OK", "OBS"]


@pytest.mark.parametrize(
    "text",
    [
        "Prøvehuset is a drop-in centre for young people in Prøveby. [1]",
        "Prøvehuset er for ældre over 67 år. [1]",
        "INTET SVAR",
    ],
)
def test_model_that_does_not_hold_is_at_fault(
    indexed: Path, capsys: Out, monkeypatch: Patch, text: str
) -> None:
    found = asked(capsys, monkeypatch, text, 2)
    assert found[1][0] == "FEJL"
    assert "INITIATIV_LLM" in found[1][1]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (status(401), "Serveren afviste nøglen. Ret INITIATIV_LLM_KEY."),
        (no_model(), "Serveren har ikke modellen prøve. Hent den dér, eller ret INITIATIV_LLM."),
        (
            silence(),
            "Modellen gav intet ord inden for 0,5 sekunder. Brug en mindre model, eller sæt "
            "INITIATIV_LLM_FIRST højere.",
        ),
    ],
)
def test_fault_of_a_model_is_told_with_what_to_mend(
    indexed: Path, capsys: Out, monkeypatch: Patch, reply: Reply, said: str
) -> None:
    assert asked(capsys, monkeypatch, reply, 2) == [("FEJL", said)]
