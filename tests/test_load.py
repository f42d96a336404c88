"""Documents from a folder."""

import codecs
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.load import DocumentsError, Problem, load, sources
from corpus.readers.text import decode

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
    for name in ("b.png", ".c.txt", ".git/d.txt", ".ipynb_checkpoints/a.txt"):
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
        f"Mappen med dokumenter er tom: {tmp_path}. "
        "Læg mindst én fil i den, der ender på .txt, .md, .html, .pdf eller .docx."
    )


def test_bad_files_are_reported_while_the_others_are_served(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "billede.txt", b"\x89PNG\x00\x00\x01")
    put(tmp_path, "tom.txt", " \n\n")
    put(tmp_path, "underlig.txt", b"\xff\x81\x8d")
    (tmp_path / "væk.txt").symlink_to(tmp_path / "findes-ikke.txt")
    loaded = load(tmp_path)
    assert [document.id for document in loaded.documents] == ["a"]
    assert sorted(loaded.problems, key=lambda problem: problem.file) == [
        Problem("billede.txt", "Filen er ikke en tekstfil."),
        Problem("tom.txt", "Filen er tom."),
        Problem("underlig.txt", "Filen er hverken UTF-8 eller Windows-1252."),
        Problem("væk.txt", "Filen kan ikke læses (findes ikke)."),
    ]


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
        codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + PAGE.encode("utf-16-be"),
    ],
    ids=["utf-8", "windows-1252", "bom", "crlf", "cr", "utf-16-le", "utf-16-be"],
)
def test_same_page_has_the_same_text_however_it_was_saved(raw: bytes) -> None:
    assert decode(raw) == PAGE


def test_listing_a_folder_reads_no_file(tmp_path: Path) -> None:
    put(tmp_path, "under/a.txt", b"\x00")
    path = put(tmp_path, "b.pdf", "ikke en PDF")
    os.utime(path, ns=(0, 1_000_000_000))
    listed = sources(tmp_path)
    assert [(source.id, source.origin.name) for source in listed.sources] == [
        ("a", "under/a.txt"),
        ("b", "b.pdf"),
    ]
    assert listed.sources[1].origin.changed == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert listed.problems == ()


def test_stamp_is_another_when_the_file_is_written_anew(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    (before,) = sources(tmp_path).sources
    assert sources(tmp_path).sources[0].stamp == before.stamp
    path.write_text("Hus på sti\n\nHus på sti hjælper unge med at få en bolig.\n", "utf-8")
    os.utime(path, ns=(0, 0))
    assert sources(tmp_path).sources[0].stamp != before.stamp


def test_link_out_of_the_folder_is_reported_and_not_read(tmp_path: Path) -> None:
    secret = put(tmp_path, "uden for/løn.txt")
    folder = tmp_path / "sider"
    put(folder, "a.txt")
    (folder / "b.txt").symlink_to(folder / "a.txt")
    (folder / "løn.txt").symlink_to(secret)
    (folder / "mappe").symlink_to(secret.parent)
    listed = sources(folder)
    assert [source.id for source in listed.sources] == ["a", "b"]
    told = "Linket fører ud af mappen med dokumenter. Læg det, som det peger på, i mappen."
    assert listed.problems == (Problem("løn.txt", told), Problem("mappe", told))


def test_folder_that_links_to_itself_is_listed_once(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "igen").symlink_to(tmp_path)
    listed = sources(tmp_path)
    assert [source.id for source in listed.sources] == ["a"]
    assert listed.problems == (
        Problem("igen", "Linket peger på en mappe, hvis filer allerede læses. Fjern det."),
    )


def test_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    raw = os.path.join(os.fsencode(tmp_path), b"b\xff.txt")
    try:
        os.close(os.open(raw, os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("this file system takes UTF-8 alone")
    assert sources(tmp_path).problems == (
        Problem("b\\udcff.txt", "Filens navn har tegn, der ikke kan vises. Omdøb den."),
    )


def test_document_of_a_format_that_nothing_reads_is_told_of(tmp_path: Path) -> None:
    for name in ("bro.txt", "gammel.doc", "tal.XLSX", "billede.png"):
        (tmp_path / name).write_text("Bro", encoding="utf-8")
    listed = sources(tmp_path)
    assert [source.id for source in listed.sources] == ["bro"]
    told = "Filer af den slags kan ikke læses. Gem den som .docx eller .pdf, og prøv igen."
    assert listed.problems == (Problem("gammel.doc", told), Problem("tal.XLSX", told))
