"""Files read by a process of their own: in order, within limits, whatever they hold."""

import signal
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest

from corpus.errors import Problem, ReadError
from corpus.load import load, sources
from corpus.reading import Reading, documents
from corpus.record import pack, unpack
from corpus.structure import parse
from corpus.types import Document, Origin, Source
from tests.formats import files, paragraph, word

CRASHED = "Filen er beskadiget eller for stor til at kunne læses. Gem den igen, og prøv på ny."
DAMAGED = "Word-dokumentet er beskadiget. Åbn det i Word, og gem det igen."


@pytest.fixture(scope="module")
def reading() -> Iterator[Reading]:
    with Reading() as process:
        yield process


def source(folder: Path, name: str, raw: bytes) -> Source:
    (folder / name).write_bytes(raw)
    return Source(Path(name).stem, str(folder / name), "1", Origin(name))


def refusal(reading: Reading, folder: Path, name: str, raw: bytes) -> str:
    """Return what is said of a file that cannot be read."""
    with pytest.raises(ReadError) as caught:
        reading.document(source(folder, name, raw))
    return str(caught.value)


def test_documents_come_in_the_order_of_their_sources(tmp_path: Path) -> None:
    for number in range(60):
        text = f"Hus {number}\n\nHuset har nummer {number} på vejen.\n"
        (tmp_path / f"{number:02}.txt").write_text(text * (200 if number % 7 == 0 else 1), "utf-8")
    (tmp_path / "30.txt").write_bytes(b"\x00")
    listed = sources(tmp_path).sources
    read = list(documents(iter(listed)))
    assert [source for source, _ in read] == list(listed)
    assert [found.title for _, found in read if isinstance(found, Document)] == [
        f"Hus {number}" for number in range(60) if number != 30
    ]
    assert read[30][1] == Problem("30.txt", "Filen er ikke en tekstfil.")


def test_every_format_is_read_as_in_this_process(reading: Reading, tmp_path: Path) -> None:
    for name, raw in files().items():
        document = reading.document(source(tmp_path, name, raw))
        assert (document.title, len(document.sections)) == ("Åben dør", 6)


def test_document_is_whole_after_its_way(reading: Reading, tmp_path: Path) -> None:
    raw = "Hus\n\nPeriode: 2021 - 2023\n\nMål:\n\n• bolig\n".encode()
    changed = datetime(2024, 6, 1, 12, 30, tzinfo=UTC)
    asked = source(tmp_path, "hus.txt", raw)
    origin = Origin("under/hus.txt", "https://eksempel.dk/hus", changed=changed)
    found = reading.document(Source(asked.id, asked.file, asked.stamp, origin))
    assert found.text == raw.decode()
    assert found.fields == parse("hus", raw.decode()).fields
    assert found.sections == parse("hus", raw.decode()).sections
    assert found.origin is not None
    assert (found.url, found.origin.changed) == ("https://eksempel.dk/hus", changed)


def test_record_holds_all_of_a_document() -> None:
    day = datetime(2024, 6, 1, tzinfo=UTC)
    for text in ("", "Hus\n\nPeriode: 2021 - 2023\n\nKontakt:\n\nIda Holm\n\nLæs mere om huse\n"):
        plain = parse("hus", text)
        origin = Origin("a", "b", "c", "d", day, None, day, None)
        document = Document(
            "hus",
            "Hus",
            text,
            plain.sections,
            plain.fields,
            ("a",),
            ("b", "c"),
            "d",
            (0, 3),
            origin,
        )
        assert unpack(pack(plain)) == plain
        assert unpack(pack(document)) == document


@pytest.mark.parametrize("record", [b"", b"{}", b"[]", b"[1,2]", b"null", b'["a"', b"\xff"])
def test_what_is_no_record_is_refused(record: bytes) -> None:
    with pytest.raises(ValueError):
        unpack(record)


def stopped(reading: Reading, folder: Path) -> subprocess.Popen[bytes]:
    """Return a process that stands still at b.txt, with c.txt asked for after it."""
    assert reading.document(source(folder, "a.txt", b"Hus\n\nEt hus.")).id == "a"
    assert reading._process is not None
    running = reading._process.running
    running.send_signal(signal.SIGSTOP)
    reading.ask(source(folder, "b.txt", b"Hus\n\nEt hus."))
    reading.ask(source(folder, "c.txt", b"Hus\n\nEt hus."))
    return running


def test_file_that_takes_too_long_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    with Reading(seconds=1) as reading:
        running = stopped(reading, tmp_path)
        with pytest.raises(ReadError) as caught:
            reading.answer()
        assert str(caught.value) == (
            "Filen tog over 1 sekunder at læse. Del den i mindre filer, eller gem den igen."
        )
        assert running.poll() is not None
        assert reading.answer().id == "c"


def test_process_that_cannot_start_is_no_fault_of_a_file(tmp_path: Path) -> None:
    with Reading(memory=10**30) as reading, pytest.raises(RuntimeError, match="does not start"):
        reading.document(source(tmp_path, "a.txt", b"Hus\n\nEt hus."))


def test_file_that_takes_too_much_memory_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    large = source(tmp_path, "a.txt", b"Hus\n\n" + b"x" * 60_000_000)
    with Reading(memory=120_000_000) as reading:
        reading.ask(large)
        reading.ask(source(tmp_path, "b.txt", b"Hus\n\nEt hus."))
        with pytest.raises(ReadError, match="hukommelse"):
            reading.answer()
        assert reading.answer().title == "Hus"


def test_process_that_is_ended_while_it_rests_costs_nothing(tmp_path: Path) -> None:
    with Reading() as reading:
        assert reading.document(source(tmp_path, "a.txt", b"Hus\n\nEt hus.")).title == "Hus"
        process = reading._process
        assert process is not None
        process.running.kill()
        process.running.wait()
        assert reading.document(source(tmp_path, "b.txt", b"Hus\n\nEt hus.")).title == "Hus"


def test_process_that_dies_at_a_file_costs_that_file(tmp_path: Path) -> None:
    with Reading() as reading:
        running = stopped(reading, tmp_path)
        running.kill()
        with pytest.raises(ReadError) as caught:
            reading.answer()
        assert str(caught.value) == CRASHED
        assert reading.answer().id == "c"


def test_process_ends_with_its_reading(tmp_path: Path) -> None:
    with Reading() as reading:
        reading.document(source(tmp_path, "a.txt", b"Hus\n\nEt hus."))
        process = reading._process
        assert process is not None
        running: subprocess.Popen[bytes] = process.running
        assert running.poll() is None
    assert running.poll() is not None


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx"])
def test_empty_file_is_refused_in_every_format(reading: Reading, tmp_path: Path, name: str) -> None:
    assert refusal(reading, tmp_path, name, b"") == "Filen er tom."


def test_large_file_is_refused_by_its_size(reading: Reading, tmp_path: Path) -> None:
    with open(tmp_path / "a.txt", "wb") as file:
        file.truncate(1024**3)
    with pytest.raises(ReadError) as caught:
        reading.document(Source("a", str(tmp_path / "a.txt"), "1", Origin("a.txt")))
    assert str(caught.value) == "Filen fylder 1024 MB; højst 64 MB kan læses. Del den op."


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", "dør.pdf", "Filen hedder .txt, men er et PDF-dokument. Giv den endelsen .pdf."),
        ("a.html", "dør.pdf", "Filen hedder .html, men er et PDF-dokument. Giv den endelsen .pdf."),
        ("a.pdf", "dør.html", "Filen hedder .pdf, men er en HTML-side. Giv den endelsen .html."),
        ("a.md", "dør.html", "Filen hedder .md, men er en HTML-side. Giv den endelsen .html."),
        ("a.txt", "dør.docx", "Filen hedder .txt, men er en zip-fil. Pak den ud først."),
        (
            "a.docx",
            "dør.txt",
            "Filen hedder .docx, men er ikke et Word-dokument. "
            "Gem den igen fra det program, den er lavet i.",
        ),
        (
            "a.html",
            "dør.txt",
            "Der er ingen HTML i filen. Giv den endelsen .txt, hvis det er ren tekst.",
        ),
    ],
)
def test_file_under_the_name_of_another_kind_is_told(
    reading: Reading, tmp_path: Path, name: str, content: str, told: str
) -> None:
    assert refusal(reading, tmp_path, name, files()[content]) == told


def zipped(name: str, raw: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return written.getvalue()


def test_archives_that_are_no_word_document_are_refused(reading: Reading, tmp_path: Path) -> None:
    wrong = "Filen hedder .docx, men er ikke et Word-dokument. Gem den igen fra Word."
    inner = zipped("a.txt", b"a")
    assert refusal(reading, tmp_path, "a.docx", inner) == wrong
    assert refusal(reading, tmp_path, "a.docx", zipped("word/document.xml/a.zip", inner)) == wrong
    assert refusal(reading, tmp_path, "a.docx", zipped("word/document.xml", inner)) == DAMAGED


def test_zip_bomb_is_refused(reading: Reading, tmp_path: Path) -> None:
    bomb = zipped("word/document.xml", b" " * 100_000_000)
    assert refusal(reading, tmp_path, "a.docx", bomb) == (
        "Word-dokumentet fylder for meget, når det pakkes ud. Del det i mindre filer."
    )


def test_entities_of_a_word_document_are_not_followed(reading: Reading, tmp_path: Path) -> None:
    (tmp_path / "løn.txt").write_text("hemmeligt", "utf-8")
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    leak = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/løn.txt">]>'
    for before in (bomb, leak):
        raw = word(paragraph("Hus"), before)
        assert refusal(reading, tmp_path, "a.docx", raw) == DAMAGED


@pytest.mark.parametrize("unit", [b"<div>", b"<b>", b"<li>", b"<table><tr><td>", b"<dl><dd>"])
def test_deeply_nested_html_is_read_or_refused(
    reading: Reading, tmp_path: Path, unit: bytes
) -> None:
    raw = b"<h1>Hus</h1><p>Huset er stort.</p>" + unit * 100_000 + b"dybt"
    try:
        assert reading.document(source(tmp_path, "a.html", raw)).title == "Hus"
    except ReadError as error:
        assert str(error).endswith(".")  # either is right


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.html", "a.md", "a.txt"])
def test_fifty_megabytes_of_one_sign_are_read_or_refused(tmp_path: Path, name: str) -> None:
    with Reading(seconds=3) as reading:
        raw = b"Hus\n\n" + b"<" * 50_000_000
        assert refusal(reading, tmp_path, name, raw).endswith(".")


def test_pdf_with_a_loop_in_its_pages_is_refused(reading: Reading, tmp_path: Path) -> None:
    raw = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 999999999/Parent 2 0 R>>endobj\n"
        b"trailer<</Root 1 0 R/Size 3>>\n%%EOF"
    )
    assert refusal(reading, tmp_path, "a.pdf", raw).startswith("PDF-filen")


def test_folder_is_loaded_with_what_cannot_be_read_told(tmp_path: Path) -> None:
    for name, raw in files().items():
        (tmp_path / f"{Path(name).suffix[1:]}{Path(name).suffix}").write_bytes(raw)
    (tmp_path / "halv.docx").write_bytes(files()["dør.docx"][:500])
    loaded = load(tmp_path)
    assert [document.id for document in loaded.documents] == ["docx", "html", "md", "pdf", "txt"]
    assert loaded.problems == (Problem("halv.docx", DAMAGED),)
