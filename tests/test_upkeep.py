"""`initiativ index`, `backup` and `restore`, as a user sees them."""

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.cli import main
from tests.builds import current, files, flip, mounted

QUESTIONS = ("Hvor mange penge har Broen fået?", "Hvem er Vejen for?", "Hvad koster en ged?")
Out = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def documents(folder: Path) -> Path:
    put(folder, "broen", "4 mio. kr.")
    put(folder / "under", "vejen", "9 mio. kr.")
    return folder


def put(folder: Path, name: str, amount: str) -> None:
    folder.mkdir(exist_ok=True)
    text = (
        f"{name.capitalize()}\n\nMålgruppe:\n\n{name.capitalize()} er for unge.\n\n"
        f"Finansiering:\n\n{name.capitalize()} har fået {amount}\n"
    )
    (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def run(capsys: Out, *arguments: str | Path, code: int = 0) -> str:
    """Run a command that says nothing on standard output; return what it tells."""
    assert main([str(argument) for argument in arguments]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    return err


def answers(capsys: Out) -> list[object]:
    """Return the answers to a few questions as JSON."""
    found = []
    for question in QUESTIONS:
        assert main(["ask", question, "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    return found


def elsewhere(tmp_path: Path, monkeypatch: Patch) -> tuple[Path, Path]:
    """Move to another machine, where nothing is; return its data and its documents."""
    place = tmp_path / "andetsteds"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("INITIATIV_DATA", str(place / "data"))
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(place / "dokumenter"))
    return place / "data", place / "dokumenter"


def test_index_is_made_with_its_store_checked_and_reused(
    documents: Path, tmp_path: Path, capsys: Out
) -> None:
    told = run(capsys, "index")
    assert "Indekset er klar: 4 tekststykker, 4 af dem nye." in told
    assert "Chromas kopi af vektorerne er klar." in told
    told = run(capsys, "index")
    assert told == "Indekset passer til dokumenterne og bliver genbrugt: 4 tekststykker.\n"
    before = files(tmp_path / "data")
    assert run(capsys, "index", "--check") == (
        "Indekset er i orden: 2 dokumenter, 4 tekststykker.\n"
        "Chromas kopi af vektorerne er i orden.\n"
    )
    assert files(tmp_path / "data") == before
    put(documents, "broen", "5 mio. kr.")
    shutil.rmtree(current(tmp_path / "data") / "chroma")
    assert run(capsys, "index", "--check") == (
        "Indekset er i orden: 2 dokumenter, 4 tekststykker.\n"
        "Chroma har ingen brugbar kopi af vektorerne. Lav den med: initiativ index\n"
        "Dokumenterne er ændret siden. Bring indekset på linje med: initiativ index\n"
    )


def test_rebuilding_uses_nothing_again(documents: Path, tmp_path: Path, capsys: Out) -> None:
    answers(capsys)
    before = current(tmp_path / "data")
    told = run(capsys, "index", "--rebuild")
    assert "Indekset er klar: 4 tekststykker, 4 af dem nye." in told
    assert current(tmp_path / "data") != before


def test_check_of_a_damaged_index_names_the_fault_and_mends_nothing(
    documents: Path, tmp_path: Path, capsys: Out
) -> None:
    main(["ask", QUESTIONS[0]])
    capsys.readouterr()
    flip(current(tmp_path / "data") / "vectors.npy", 300)
    before = files(tmp_path / "data")
    told = run(capsys, "index", "--check", code=2)
    assert "Indekset bestod ikke kontrollen (IndexDamagedError: Indekset i " in told
    assert "(vectors.npy)" in told
    assert told.endswith("Byg det igen med: initiativ index --rebuild\n")
    flip(tmp_path / "data" / "CURRENT", 0)
    assert "er beskadiget (CURRENT)" in run(capsys, "index", "--check", code=2)
    flip(tmp_path / "data" / "CURRENT", 0)
    assert files(tmp_path / "data") == before


@pytest.mark.parametrize("arguments", [["index", "--check"], ["backup", "kopi.tar.gz"]])
def test_no_index_says_how_to_make_one(
    documents: Path, tmp_path: Path, capsys: Out, arguments: list[str]
) -> None:
    told = run(capsys, *arguments, code=2)
    assert told == "Der er intet indeks endnu. Byg det med: initiativ index\n"
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "kopi.tar.gz").exists()


def test_store_that_cannot_be_made_is_told_of_and_is_no_failure(
    documents: Path, tmp_path: Path, capsys: Out
) -> None:
    with mounted(tmp_path / "data", "1m") as disk:
        answers(capsys)
        used = sum(path.stat().st_blocks * 512 for path in disk.rglob("*"))
        (disk / "fyld").write_bytes(bytes(2**20 - used - 40_000))
        told = run(capsys, "index")
        assert "Indekset passer til dokumenterne og bliver genbrugt: 4 tekststykker." in told
        assert "Chromas kopi af vektorerne kunne ikke laves (" in told
        assert told.endswith("Søgningen klarer sig uden.\n")
        assert answers(capsys)


def test_restored_backup_answers_the_same_on_an_empty_machine(
    documents: Path, tmp_path: Path, monkeypatch: Patch, capsys: Out
) -> None:
    put(tmp_path / "ude", "stien", "7 mio. kr.")
    assert main(["add", str(tmp_path / "ude" / "stien.txt")]) == 0
    capsys.readouterr()
    expected = answers(capsys)
    copy = tmp_path / "kopi.tar.gz"
    assert run(capsys, "backup", copy) == f"Gemt i {copy}.\n"
    before = current(tmp_path / "data")
    sound = {path.name: path.read_bytes() for path in before.iterdir() if path.is_file()}
    shutil.move(tmp_path / "ude", tmp_path / "væk")

    data, there = elsewhere(tmp_path, monkeypatch)
    assert run(capsys, "restore", copy) == (
        f"Lagt tilbage: indekset i {data} og dokumenterne i {there}.\n"
    )
    assert files(current(data)) == sound
    assert files(there) == files(documents)
    assert sorted(files(data / "library")) == ["stien.json", "stien.txt"]
    assert answers(capsys) == expected
    assert main(["ask", "Hvor mange penge har Stien fået?"]) == 0
    assert capsys.readouterr().out.startswith("Stien har fået 7 mio. kr. [1]")
    run(capsys, "restore", copy)  # over the same documents
    assert answers(capsys) == expected


def test_backup_is_not_put_back_among_other_documents(
    documents: Path, tmp_path: Path, monkeypatch: Patch, capsys: Out
) -> None:
    main(["add", str(documents / "under" / "vejen.txt")])
    capsys.readouterr()
    answers(capsys)
    copy = tmp_path / "kopi.tar.gz"
    run(capsys, "backup", copy)

    data, there = elsewhere(tmp_path, monkeypatch)
    put(there, "andet", "1 kr.")
    before = files(tmp_path)
    assert run(capsys, "restore", copy, code=2) == (
        f"Der ligger andre dokumenter i {there} end i sikkerhedskopien. Intet er ændret. "
        "Peg på en tom mappe med INITIATIV_DOCUMENTS, og prøv igen.\n"
    )
    assert files(tmp_path) == before
    shutil.rmtree(there)
    (data / "library").mkdir()
    (data / "library" / "andet.txt").write_text("Andet", encoding="utf-8")
    assert run(capsys, "restore", copy, code=2) == (
        f"Der ligger andre dokumenter i {data / 'library'} end i sikkerhedskopien. Intet er "
        "ændret. Peg på en tom mappe med INITIATIV_DATA, og prøv igen.\n"
    )
    assert not there.exists()
    (data / "library" / "andet.txt").unlink()
    (data / "library" / ".lock").write_text("", encoding="utf-8")
    run(capsys, "restore", copy)
    assert sorted(files(there)) == ["broen.txt", "under/vejen.txt"]


def test_backup_of_the_shipped_documents_leaves_them_where_they_are(
    indexed: Path, tmp_path: Path, monkeypatch: Patch, capsys: Out
) -> None:
    copy = tmp_path / "kopi.tar.gz"
    run(capsys, "backup", copy)
    data, _ = elsewhere(tmp_path, monkeypatch)
    monkeypatch.delenv("INITIATIV_DOCUMENTS")
    run(capsys, "restore", copy)
    assert sorted(path.name for path in data.iterdir()) == [
        "CURRENT", current(data).name, "writer.lock"
    ]  # fmt: skip


def in_a_file(place: Path) -> None:
    place.write_text("", encoding="utf-8")


def locked(place: Path) -> None:
    (place / "writer.lock").mkdir(parents=True)


@pytest.mark.parametrize("block", [in_a_file, locked])
def test_data_that_cannot_be_written_gets_no_backup_back(
    documents: Path, tmp_path: Path, monkeypatch: Patch, capsys: Out, block: Callable[[Path], None]
) -> None:
    answers(capsys)
    run(capsys, "backup", tmp_path / "kopi.tar.gz")
    data, there = elsewhere(tmp_path, monkeypatch)
    block(data)
    told = run(capsys, "restore", tmp_path / "kopi.tar.gz", code=2)
    assert f"Indekset kan ikke skrives i {data} (" in told
    assert not there.exists()


def test_full_disk_gets_no_half_of_a_backup_back(
    documents: Path, tmp_path: Path, monkeypatch: Patch, capsys: Out
) -> None:
    (documents / "stor.txt").write_text("Stor\n\n" + "Stor er for unge. " * 6_000)
    answers(capsys)
    run(capsys, "backup", tmp_path / "kopi.tar.gz")
    data, there = elsewhere(tmp_path, monkeypatch)
    with mounted(there, "64k"):
        told = run(capsys, "restore", tmp_path / "kopi.tar.gz", code=2)
        assert "(disken er fuld)" in told
        assert files(there) == {}
    assert not (data / "CURRENT").exists()


def test_file_that_is_no_backup_changes_nothing(
    documents: Path, tmp_path: Path, capsys: Out
) -> None:
    answers(capsys)
    before = files(tmp_path)
    told = run(capsys, "restore", documents / "broen.txt", code=2)
    assert told == (
        f"Sikkerhedskopien {documents / 'broen.txt'} kan ikke bruges (den er beskadiget, eller en "
        "anden udgave af programmet har lavet den). Intet er ændret. Prøv med en anden kopi.\n"
    )
    assert "(findes ikke)" in run(capsys, "restore", "ingen.tar.gz", code=2)
    assert files(tmp_path) == before


def test_backup_is_not_written_over_a_folder(documents: Path, tmp_path: Path, capsys: Out) -> None:
    answers(capsys)
    before = sorted(os.listdir(tmp_path))
    for place in (".", tmp_path):
        told = run(capsys, "backup", place, code=2)
        assert f"Sikkerhedskopien kan ikke skrives: {place} (" in told
    assert sorted(os.listdir(tmp_path)) == before
