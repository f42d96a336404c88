"""`initiativ find`, and what the terminal shows where nothing is found."""

import json
from pathlib import Path

import pytest

from assistant.cli import main
from assistant.settings import SHIPPED_DOCUMENTS

Out = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("environment")


@pytest.mark.usefixtures("indexed")
def test_initiatives_are_found_for_a_situation(capsys: Out) -> None:
    situation = "Min søn på 16 ryger hash hver dag"
    assert main(["find", situation]) == 0
    out = capsys.readouterr().out
    assert "Hvornår: til og med 2019 [3] – er slut" in out
    assert "»hash« (siden: »stofmisbrug«)" in out
    assert main(["find", situation, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["situation", "matches", "text", "notice"]
    assert found["situation"] == situation
    assert {match["document"] for match in found["matches"][:3]} == {"initiativer-og-indsatser"}
    text = (SHIPPED_DOCUMENTS / "initiativer-og-indsatser.txt").read_text(encoding="utf-8")
    for citation in found["matches"][0]["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.usefixtures("indexed")
def test_filters_narrow_what_is_found(capsys: Out) -> None:
    chosen = ["--running", "--municipality", "Vejle", "--topic", "stofmisbrug"]
    assert main(["find", "min ven tager kokain", "--json", *chosen]) == 0
    (match,) = json.loads(capsys.readouterr().out)["matches"]
    assert (match["document"], match["state"]) == ("fremskudt-stofbehandling", "now")


@pytest.mark.usefixtures("indexed")
def test_situation_that_nothing_fits_is_no_error(capsys: Out) -> None:
    assert main(["find", "min bil er i stykker"]) == 0
    assert capsys.readouterr().out.startswith("Jeg kender ikke noget initiativ, der passer")


@pytest.mark.usefixtures("indexed")
def test_empty_situation_is_refused(capsys: Out) -> None:
    assert main(["find", " "]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Spørgsmålet er tomt." in err


@pytest.mark.usefixtures("indexed")
def test_nothing_found_is_no_error(capsys: Out) -> None:
    assert main(["ask", "Hvem vandt fodbold-VM i 2022?", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "not_found"
    assert answer["citations"] == []
    assert answer["nearest"] == []


def test_nearest_documents_are_listed_when_the_text_names_but_one(
    folder: Path, capsys: Out
) -> None:
    (folder / "broen.txt").write_text("Broen\n\nIndhold:\n\nBroen giver hjemløse mad.\n")
    question = "Hvor mange hjemløse fik en bolig i Odense?"
    assert main(["ask", question]) == 0
    (text,) = capsys.readouterr().out.strip().split("\n\n")
    assert "Nærmest er »Broen«, der nævner »hjemløse«." in text
    (folder / "stien.txt").write_text("Stien\n\nIndhold:\n\nStien giver hjemløse tøj.\n")
    assert main(["ask", question]) == 0
    text, listed = capsys.readouterr().out.strip().split("\n\n")
    head, *rows = listed.splitlines()
    assert head == "Nærmeste dokumenter:"
    assert sorted(rows) == [
        "    Broen (broen): nævner »hjemløse«",
        "    Stien (stien): nævner »hjemløse«",
    ]
    assert main(["ask", question, "--json"]) == 0
    nearest = json.loads(capsys.readouterr().out)["nearest"]
    assert [list(near) for near in nearest] == [["document", "title", "why"]] * 2
