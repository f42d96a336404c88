"""Files that the browser sends, and what it is told of each."""

import argparse
import time
from base64 import b64encode
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from assistant import sources
from assistant.opening import Live
from assistant.settings import Settings
from assistant.sources import Console
from assistant.uploads import READY, Uploads, named
from corpus.shelf import locked
from index.build import writing
from index.version import IndexDamagedError

pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def chosen(tmp_path: Path, folder: Path) -> Settings:
    """A folder with one page of its own."""
    (folder / "egen.txt").write_text("Egen\n\nMin egen side.\n", encoding="utf-8")
    return Settings(documents=folder, data=tmp_path / "data")


def file(name: str, text: str | bytes, replace: bool = False) -> dict[str, Any]:
    raw = text if isinstance(text, bytes) else text.encode()
    return {"name": name, "content": b64encode(raw).decode(), "replace": replace}


def told(uploads: Uploads, *sent: Any) -> tuple[str, str, str]:
    report = uploads.take(file(*sent))
    return report["state"], report["document"], report["text"]


def kept(chosen: Settings) -> list[str]:
    return sorted(path.name for path in sources.shelf(chosen).glob("[!.]*"))


def test_file_becomes_a_document_with_its_own_title(chosen: Settings) -> None:
    sent = told(Uploads(chosen), "Notat om broer.txt", "Broer i byen\n\nEn side.\n")
    assert sent == ("new", "notat-om-broer", "Lagt til som »Broer i byen«.")
    assert kept(chosen) == ["notat-om-broer.json", "notat-om-broer.txt"]


def test_same_file_again_changes_nothing(chosen: Settings) -> None:
    uploads = Uploads(chosen)
    told(uploads, "bro.txt", "Bro\n\nEn side.\n")
    again = told(uploads, "bro.txt", "Bro\n\nEn side.\n")
    assert again == ("same", "bro", "Uændret: »Bro« er allerede lagt til.")


def test_other_file_of_a_known_name_replaces_only_when_that_is_wished(chosen: Settings) -> None:
    uploads = Uploads(chosen)
    told(uploads, "bro.txt", "Bro\n\nEn side.\n")
    state, document, text = told(uploads, "bro.txt", "Vej\n\nEn anden side.\n")
    assert (state, document) == ("known", "bro")
    assert text.startswith("Der er allerede lagt en anden fil til med det navn (»Bro«).")
    path = sources.shelf(chosen) / "bro.txt"
    assert path.read_text(encoding="utf-8").startswith("Bro")
    changed = told(uploads, "bro.txt", "Vej\n\nEn anden side.\n", True)
    assert changed == ("changed", "bro", "»Vej« er erstattet af den nye udgave.")
    assert path.read_text(encoding="utf-8").startswith("Vej")


def test_file_with_the_id_of_another_document_gets_one_of_its_own(chosen: Settings) -> None:
    assert told(Uploads(chosen), "egen.txt", "Min\n\nEn side.\n")[:2] == ("new", "egen-2")


def test_unreadable_file_is_refused_and_leaves_what_was_there(chosen: Settings) -> None:
    uploads = Uploads(chosen)
    assert told(uploads, "tom.txt", "") == ("refused", "", "Filen er tom.")
    told(uploads, "bro.txt", "Bro\n\nEn side.\n")
    before = (sources.shelf(chosen) / "bro.json").read_bytes()
    state, _, text = told(uploads, "bro.txt", b"\x00\x01\xff\xfe" * 40, True)
    assert (state, text) == ("refused", "Filen er ikke en tekstfil.")
    assert (sources.shelf(chosen) / "bro.json").read_bytes() == before
    assert kept(chosen) == ["bro.json", "bro.txt"]


@pytest.mark.parametrize("name", ["tabel.xlsx", "program.exe", "uden", ".txt", "x.txt.zip"])
def test_endings_that_no_reader_has_are_refused(chosen: Settings, name: str) -> None:
    assert told(Uploads(chosen), name, "Bro\n\nEn side.\n")[0] == "refused"
    assert kept(chosen) == []


def test_large_file_is_refused_before_it_is_unpacked(chosen: Settings) -> None:
    uploads = Uploads(chosen.model_copy(update={"upload_megabytes": 1}))
    most = file("bro.txt", b"Bro\n\nEn side.\n" + b" " * (1024 * 1024 - 14))
    assert uploads.take(most)["state"] == "new"
    more = {**most, "content": "!" * (len(most["content"]) + 1)}
    assert uploads.take(more)["text"] == "Filen fylder for meget. Den må højst fylde 1 MB."


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"name": 7, "content": "", "replace": False},
        {"name": "a.txt", "content": ["x"], "replace": False},
        {"name": "a.txt", "content": "", "replace": "ja"},
        {"name": "a.txt", "content": "ikke Base64!", "replace": False},
    ],
)
def test_request_that_is_none_is_an_error(chosen: Settings, wanted: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        Uploads(chosen).take(wanted)
    assert kept(chosen) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("notat.pdf", "notat.pdf"),
        ("../../etc/notat.pdf", "notat.pdf"),
        ("C:\\Brugere\\ida\\notat.pdf", "notat.pdf"),
        ("no\x00ta\nt\u202e.pdf", "no ta t.pdf"),
        ("A\u030arsrapport.docx", "Årsrapport.docx"),
        (" ..notat..pdf. ", "notat.pdf"),
        ("..", ""),
        ("/", ""),
        ("---.pdf", ""),
        ("", ""),
    ],
)
def test_name_is_made_safe_or_left_out(name: str, safe: str) -> None:
    assert named(name) == safe


def test_long_name_is_cut_and_keeps_its_ending() -> None:
    assert named("æ" * 300 + ".docx") == "æ" * 115 + ".docx"
    assert len(named("a." + "b" * 300)) <= 121


def test_nothing_of_a_name_leads_out_of_the_library(chosen: Settings, tmp_path: Path) -> None:
    sent = told(Uploads(chosen), f"{tmp_path}/../ude.txt", "Ude\n\nEn side.\n")
    assert sent[:2] == ("new", "ude")
    assert kept(chosen) == ["ude.json", "ude.txt"]
    assert b"ude.txt" in (sources.shelf(chosen) / "ude.json").read_bytes()
    assert str(tmp_path).encode() not in (sources.shelf(chosen) / "ude.json").read_bytes()


def test_library_that_another_process_changes_is_told_of(chosen: Settings) -> None:
    with locked(sources.shelf(chosen)):
        state, _, text = told(Uploads(chosen), "bro.txt", "Bro\n\nEn side.\n")
    assert state == "refused"
    assert text.startswith("En anden proces er ved at ændre biblioteket.")


def test_second_upload_is_told_to_wait(chosen: Settings) -> None:
    uploads = Uploads(chosen)
    reading, go_on = Event(), Event()

    class Held(str):
        """A content whose length is told once it may be."""

        def __len__(self) -> int:
            reading.set()
            go_on.wait(60)
            return super().__len__()

    first = file("bro.txt", "Bro\n\nEn side.\n")
    slow = Thread(target=uploads.take, args=(first | {"content": Held(first["content"])},))
    slow.start()
    assert reading.wait(60)
    second = uploads.take(file("vej.txt", "Vej\n\nEn side.\n"))
    go_on.set()
    slow.join(60)
    assert second["state"] == "waiting"
    assert uploads.take(file("vej.txt", "Vej\n\nEn side.\n"))["state"] == "new"
    assert kept(chosen) == ["bro.json", "bro.txt", "vej.json", "vej.txt"]


def test_what_was_sent_stays_when_sources_are_fetched_again(chosen: Settings) -> None:
    told(Uploads(chosen), "bro.txt", "Bro\n\nEn side.\n")
    before = (sources.shelf(chosen) / "bro.json").read_bytes()
    parser = argparse.ArgumentParser()
    sources.arguments(parser.add_subparsers())
    said: list[str] = []
    console = Console(said.append, lambda: None)
    assert sources.sync(parser.parse_args(["sync", "--prune"]), chosen, console) == 0
    assert said == ["1 uændrede."]
    assert (sources.shelf(chosen) / "bro.json").read_bytes() == before


def test_renewed_index_answers_from_what_was_sent(chosen: Settings) -> None:
    live, uploads = Live(chosen, follow=lambda retriever, settings: None), Uploads(chosen)
    idle = {"stage": "idle", "done": 0, "total": 0, "text": ""}
    assert uploads.renewal({}) == idle
    told(uploads, "bro.txt", "Broen i byen\n\nMålgruppe:\n\nBroen er for unge.\n")
    assert list(live.documents) == ["egen"]
    assert uploads.renew({}) == {**idle, "stage": "done", "text": READY}
    assert uploads.renewal({})["stage"] == "done"
    assert list(live.documents) == ["bro", "egen"]
    origin = live.documents["bro"].origin
    assert origin is not None and (origin.name, origin.url) == ("bro.txt", None)


def test_renewal_is_done_when_the_new_version_is_open(chosen: Settings) -> None:
    stages: list[str] = []
    uploads = Uploads(chosen, lambda: stages.append(uploads.renewal({})["stage"]))
    told(uploads, "bro.txt", "Broen i byen\n\nMålgruppe:\n\nBroen er for unge.\n")
    assert uploads.renew({})["stage"] == "done"
    assert stages == ["working"]


def test_version_that_cannot_be_opened_is_not_told_as_answered_from(
    chosen: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = Live(chosen, follow=lambda retriever, settings: None)
    uploads = Uploads(chosen, live.renew)
    told(uploads, "bro.txt", "Broen i byen\n\nMålgruppe:\n\nBroen er for unge.\n")

    def fails(*wanted: object) -> None:
        raise IndexDamagedError("Indekset er beskadiget.")

    monkeypatch.setattr("assistant.opening._opened", fails)
    found = uploads.renew({})
    assert (found["stage"], "forrige indeks" in found["text"]) == ("failed", True)
    assert list(live.documents) == ["egen"]


def test_who_renews_while_others_do_is_told_how_far_they_are(chosen: Settings) -> None:
    uploads = Uploads(chosen)
    renewing = Thread(target=uploads.renew, args=({},))
    with writing(chosen.data):
        renewing.start()
        while uploads.renewal({})["stage"] == "idle":
            time.sleep(0.01)
        assert uploads.renew({})["stage"] == "working"
    renewing.join(60)
    assert uploads.renewal({})["stage"] == "done"


def test_index_that_cannot_be_renewed_is_told_of(chosen: Settings) -> None:
    for path in chosen.documents.iterdir():
        path.unlink()
    renewal = Uploads(chosen).renew({})
    assert renewal["stage"] == "failed"
    assert renewal["text"].startswith("Mappen med dokumenter er tom")
