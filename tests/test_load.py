"""Documents from a folder."""

import codecs
from pathlib import Path

import pytest

from corpus.load import DocumentsError, Problem, decode, load

PAGE = "Hus på vej\n\nHus på vej hjælper unge med at få en bolig.\n"


def put(folder: Path, name: str, raw: bytes | str = PAGE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    return path


def test_documents_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "under/c.TXT"):
        put(tmp_path, name)
    loaded = load(tmp_path)
    assert [document.id for document in loaded.documents] == ["a", "b", "c"]
    assert loaded.problems == ()
    assert loaded.documents[0].text == PAGE


def test_other_files_and_hidden_ones_are_left_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    for name in ("b.pdf", ".c.txt", ".git/d.txt", ".ipynb_checkpoints/a.txt"):
        put(tmp_path, name)
    (tmp_path / "mappe.txt").mkdir()
    loaded = load(tmp_path)
    assert [document.id for document in loaded.documents] == ["a"]
    assert loaded.problems == ()


def test_folder_under_a_hidden_folder_is_read(tmp_path: Path) -> None:
    put(tmp_path, ".data/sider/a.txt")
    assert len(load(tmp_path / ".data" / "sider").documents) == 1


def test_missing_folder_is_an_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "ingen"
    with pytest.raises(DocumentsError) as caught:
        load(folder)
    assert str(caught.value) == (
        f"Mappen med dokumenter findes ikke: {folder}. "
        "Opret den, eller peg på en anden mappe med INITIATIV_DOCUMENTS."
    )


def test_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentsError, match="findes ikke"):
        load(put(tmp_path, "a.txt"))
    with pytest.raises(DocumentsError, match="findes ikke"):
        load(tmp_path / "a.txt" / "under")


def test_folder_that_cannot_be_looked_up_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DocumentsError, match="Mappen med dokumenter"):
        load(tmp_path / ("x" * 5_000))


def test_empty_folder_is_an_error_that_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentsError) as caught:
        load(tmp_path)
    assert str(caught.value) == (
        f"Mappen med dokumenter er tom: {tmp_path}. Læg mindst én .txt eller .md-fil i den."
    )


def test_bad_files_are_reported_while_the_others_are_served(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "billede.txt", b"\x89PNG\x00\x00\x01")
    put(tmp_path, "tom.txt", " \n\n")
    put(tmp_path, "underlig.txt", b"\xff\x81\x8d")
    (tmp_path / "væk.txt").symlink_to(tmp_path / "findes-ikke.txt")
    loaded = load(tmp_path)
    assert [document.id for document in loaded.documents] == ["a"]
    assert loaded.problems == (
        Problem("billede.txt", "Filen er ikke en tekstfil."),
        Problem("tom.txt", "Filen er tom."),
        Problem("underlig.txt", "Filen er hverken UTF-8 eller Windows-1252."),
        Problem("væk.txt", "Filen kan ikke læses (findes ikke)."),
    )


def test_folder_of_bad_files_alone_is_an_error_that_says_why(tmp_path: Path) -> None:
    put(tmp_path, "tom.txt", "")
    with pytest.raises(DocumentsError) as caught:
        load(tmp_path)
    assert str(caught.value) == (
        f"Ingen af filerne i {tmp_path} kan bruges. tom.txt: Filen er tom."
    )


def test_second_file_of_one_id_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.md", "Hus\n\nDet første er om huse.")
    put(tmp_path, "a.txt")
    put(tmp_path, "under/a.txt")
    loaded = load(tmp_path)
    assert [document.title for document in loaded.documents] == ["Hus"]
    assert loaded.problems == (
        Problem("a.txt", "Der er allerede et dokument med id a."),
        Problem("a.txt", "Der er allerede et dokument med id a."),
    )


@pytest.mark.parametrize(
    "raw",
    [
        PAGE.encode(),
        PAGE.encode("cp1252"),
        codecs.BOM_UTF8 + PAGE.encode(),
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode("cp1252"),
    ],
    ids=["utf-8", "windows-1252", "bom", "crlf", "cr"],
)
def test_same_page_has_the_same_text_however_it_was_saved(raw: bytes) -> None:
    assert decode(raw) == PAGE
