"""The command line: what stands on standard output, what on standard error, and the exit code."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from tests.builds import current, flip

CHECKOUT = Path(__file__).parent.parent
SHIPPED = CHECKOUT / "corpus" / "documents"
QUESTION = "Hvem finansierer Stofmisbrugspakken?"
OVER = "Initiativet er slut: perioden var 2012 - 2018. [2]"
ANSWER = f"Stofmisbrugspakken er finansieret af narkopuljen. [1] {OVER}"
ANSWER_KEYS = [
    "id",
    "question",
    "audience",
    "status",
    "text",
    "citations",
    "nearest",
    "notice",
    "terms",
    "way",
    "remark",
]
CITATION_KEYS = [
    *("number", "document", "title", "section", "quote", "start", "end", "url"),
    *("page", "fetched", "gone"),
]

Out = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("environment")


@pytest.fixture
def batch(
    indexed: Path, tmp_path: Path, capsys: Out
) -> Callable[..., tuple[int, list[dict[str, Any]], str]]:
    """Run `ask --batch` on lines; return the exit code, the answers and standard error."""

    def run(*lines: object) -> tuple[int, list[dict[str, Any]], str]:
        path = tmp_path / "spørgsmål.jsonl"
        written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(written) + "\n", encoding="utf-8")
        code = main(["ask", "--batch", str(path)])
        out, err = capsys.readouterr()
        return code, [json.loads(line) for line in out.splitlines()], err

    return run


def write_page(folder: Path, name: str = "broen", amount: str = "4 mio. kr.") -> Path:
    path = folder / f"{name}.txt"
    text = f"{name.capitalize()}\n\nFinansiering:\n\n{name.capitalize()} har fået {amount}\n"
    path.write_text(text, encoding="utf-8")
    return path


def assert_refused(arguments: list[str], message: str, capsys: Out) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert "Traceback" not in err


@pytest.mark.usefixtures("indexed")
def test_answer_is_text_with_its_sources_below(capsys: Out) -> None:
    assert main(["ask", QUESTION]) == 0
    assert capsys.readouterr().out == (
        f"{ANSWER}\n\n[1] Stofmisbrugspakken – Finansiering (stofmisbrugspakken)\n"
        "    »Stofmisbrugspakken er finansieret af narkopuljen.«\n\n"
        "[2] Stofmisbrugspakken – Projektperiode (stofmisbrugspakken)\n    »2012 - 2018«\n"
    )


@pytest.mark.usefixtures("indexed")
def test_json_has_the_keys_of_the_contract_and_no_others(capsys: Out) -> None:
    assert main(["ask", QUESTION, "--audience", "citizen", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ANSWER_KEYS
    assert answer["question"] == QUESTION
    assert answer["audience"] == "citizen"
    assert answer["text"].startswith(ANSWER)
    text = (SHIPPED / "stofmisbrugspakken.txt").read_text(encoding="utf-8")
    for citation in answer["citations"]:
        assert list(citation) == CITATION_KEYS
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.slow
def test_module_answers_in_a_process_of_its_own(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", QUESTION, "--json"],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout.decode("utf-8"))
    assert answer["citations"][0]["quote"] == "Stofmisbrugspakken er finansieret af narkopuljen."
    assert answer["text"] == ANSWER


@pytest.mark.usefixtures("indexed")
@pytest.mark.parametrize("question", ["", " \n\t "])
def test_empty_question_is_refused(question: str, capsys: Out) -> None:
    assert_refused(["ask", question, "--json"], "Spørgsmålet er tomt.", capsys)


@pytest.mark.usefixtures("indexed")
def test_question_of_2001_characters_is_refused(capsys: Out) -> None:
    assert_refused(
        ["ask", "a" * 2001], "Spørgsmålet er på 2.001 tegn, og det må højst være på 2.000.", capsys
    )


@pytest.mark.parametrize("command", [["ask", QUESTION], ["index"], ["documents", "--json"]])
def test_missing_folder_is_refused(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(tmp_path / "ingen"))
    message = f"Mappen med dokumenter findes ikke: {tmp_path / 'ingen'}."
    assert_refused(command, message, capsys)


@pytest.mark.parametrize("command", [["ask", QUESTION], ["index"], ["documents"]])
def test_empty_folder_is_refused(command: list[str], folder: Path, capsys: Out) -> None:
    assert_refused(command, f"Mappen med dokumenter er tom: {folder}.", capsys)


def test_folder_that_is_a_file_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    path = write_page(tmp_path)
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(path))
    assert_refused(["ask", QUESTION], f"Mappen med dokumenter findes ikke: {path}.", capsys)


def test_unknown_embedding_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setenv("INITIATIV_EMBEDDING", "en-model-som-ingen-har")
    message = "Embedding-modellen en-model-som-ingen-har kan ikke indlæses. Ret INITIATIV_EMBEDDING"
    assert_refused(["ask", QUESTION], message, capsys)


def test_invalid_date_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    monkeypatch.setenv("INITIATIV_TODAY", "1. juni 2024")
    message = (
        "INITIATIV_TODAY har en værdi, der ikke kan bruges: '1. juni 2024'. "
        "En dato skrives ÅÅÅÅ-MM-DD."
    )
    assert_refused(["ask", QUESTION], message, capsys)


@pytest.mark.usefixtures("indexed")
def test_today_decides_whether_a_project_still_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    for today, reply in (("2024-06-01", "Ja"), ("2026-01-01", "Nej")):
        monkeypatch.setenv("INITIATIV_TODAY", today)
        assert main(["ask", "Kører fremskudt stofbehandling stadig?"]) == 0
        assert capsys.readouterr().out.startswith(f"{reply}, projektperioden for »Fremskudt")


def test_flipped_byte_in_a_file_of_the_index_is_told_of_and_mended(
    indexed: Path, capsys: Out, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("CURRENT", "manifest.json", "lexical-stems-weights.npy"):
        path = indexed / name if name == "CURRENT" else current(indexed) / name
        flip(path, 0 if name == "CURRENT" else path.stat().st_size // 2)
        capsys.readouterr()
        assert main(["ask", QUESTION]) == 0
        assert capsys.readouterr().out.startswith(ANSWER)
        assert f"er beskadiget ({name})" in caplog.text


def test_index_held_by_another_process_is_refused(tmp_path: Path, capsys: Out) -> None:
    program = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    (tmp_path / "data").mkdir()
    command = [sys.executable, "-c", program, str(tmp_path / "data" / "writer.lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert_refused(["index"], "En anden proces er ved at bygge indekset i ", capsys)
        other.stdin.close()
    assert main(["index"]) == 0


def test_second_index_is_reused_and_says_so(capsys: Out) -> None:
    assert main(["index"]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "Indekset er klar: " in err
    assert main(["index"]) == 0
    assert "Indekset passer til dokumenterne og bliver genbrugt: " in capsys.readouterr().err


def test_port_in_use_is_refused_before_anything_is_built(tmp_path: Path, capsys: Out) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_refused(["chat", "--port", str(port)], f"Port {port} er optaget.", capsys)
    assert not (tmp_path / "data").exists()


def test_missing_batch_file_is_refused(capsys: Out) -> None:
    message = "Filen med spørgsmål kan ikke læses: ingen.jsonl (findes ikke)."
    assert_refused(["ask", "--batch", "ingen.jsonl"], message, capsys)


def test_batch_that_is_not_utf8_is_refused(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "gammel.jsonl").write_bytes('{"question": "målgruppe"}'.encode("cp1252"))
    assert_refused(["ask", "--batch", "gammel.jsonl"], "gammel.jsonl (ikke UTF-8).", capsys)


def test_batch_keeps_order_ids_and_audiences(batch: Callable[..., Any]) -> None:
    code, answers, _ = batch(
        {"id": "b", "question": QUESTION, "audience": "citizen"},
        {"id": "a", "question": "Hvem vandt fodbold-VM i 2022?"},
        "",
        {"id": 7, "question": QUESTION, "audience": "caseworker"},
        {"question": QUESTION},
    )
    assert code == 0
    assert [answer["id"] for answer in answers] == ["b", "a", "7", ""]
    assert [answer["audience"] for answer in answers] == ["citizen"] + ["caseworker"] * 3
    assert [answer["status"] for answer in answers] == [
        "answered", "not_found", "answered", "answered",
    ]  # fmt: skip
    assert [list(answer) for answer in answers] == [ANSWER_KEYS] * 4


def test_turns_are_one_conversation_of_which_the_last_is_answered(
    batch: Callable[..., Any],
) -> None:
    code, (answer,), _ = batch(
        {"id": "x", "turns": [QUESTION, "Hvem er kontaktperson?"]},
    )
    assert code == 0
    assert answer["id"] == "x"
    assert answer["question"] == "Hvem er kontaktperson?"
    assert answer["text"] == (
        "Kontakt for »Stofmisbrugspakken«: Jakob Tjalve, telefon +45 41 93 24 48, "
        f"Center for Udsatte Voksne. [1] {OVER}"
    )


@pytest.mark.parametrize(
    ("line", "id", "reason"),
    [
        ('{"id": "k", "question": ', "k", "det er ikke gyldig JSON."),
        ("[" * 100_000, "", "det er ikke gyldig JSON."),
        ("[]", "", "der mangler question eller turns, som er tekst."),
        ({"id": "k"}, "k", "der mangler question eller turns, som er tekst."),
        ({"id": 3, "turns": []}, "3", "der mangler question eller turns, som er tekst."),
        ({"id": "k", "turns": "Hvem?"}, "k", "der mangler question eller turns, som er tekst."),
        ({"id": "k", "question": 4}, "k", "der mangler question eller turns, som er tekst."),
        (
            {"id": "k", "question": "Hvem?", "audience": "doctor"},
            "k",
            "audience skal være caseworker eller citizen.",
        ),
        ({"id": "k", "question": " "}, "k", "Spørgsmålet er tomt. Skriv, hvad du gerne vil vide."),
    ],
)
def test_malformed_line_gives_a_line_out_and_exit_code_2(
    batch: Callable[..., Any], line: object, id: str, reason: str
) -> None:
    code, answers, err = batch(line, {"id": "z", "question": QUESTION})
    message = f"Linje 1 kan ikke bruges: {reason}"
    assert code == 2
    assert message in err
    assert [answer["id"] for answer in answers] == [id, "z"]
    assert list(answers[0]) == ANSWER_KEYS
    assert (answers[0]["status"], answers[0]["text"]) == ("not_found", message)
    assert answers[1]["text"] == ANSWER


@pytest.mark.usefixtures("indexed")
def test_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> None:
    separator = "\u2028"  # a line end to `splitlines`, a character like others to JSON
    lines = f'\ufeff{{"id": "1", "question": "{QUESTION}{separator}"}}\r\n'
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(lines.encode()), encoding="cp1252"))
    assert main(["ask", "--batch", "-"]) == 0
    (line,) = capsys.readouterr().out.split("\n")[:-1]
    assert json.loads(line)["text"] == ANSWER


def test_documents_json_is_one_array_of_what_citations_refer_to(capsys: Out) -> None:
    assert main(["documents", "--json"]) == 0
    documents = json.loads(capsys.readouterr().out)
    assert [document["id"] for document in documents] == sorted(
        path.stem for path in SHIPPED.glob("*.txt")
    )
    for document in documents:
        assert {"id", "title", "text", "fields"} <= set(document)
        for field in document["fields"]:
            assert document["text"][field["start"] : field["end"]] == field["value"]
    fields = {field["name"]: field for field in documents[1]["fields"]}
    assert fields["period"]["value"] == "2023 - 2025"
    assert (fields["period"]["first"], fields["period"]["last"]) == ("2023-01-01", "2025-12-31")
    assert fields["email"]["value"] == "chka@sbst.dk"


def test_documents_as_text_name_their_fields_and_their_source(folder: Path, capsys: Out) -> None:
    path = folder / "broen.txt"
    path.write_text("Broen\n\nProjektperiode:\n\n2020 - 2022\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert main(["documents"]) == 0
    assert capsys.readouterr().out == (
        "broen: Broen\n    period: 2020 - 2022\n    kilde: broen.txt\n"
        "    læst som: text 2\n    ændret: 14. november 2023\n"
    )


def test_file_in_windows_1252_is_read(folder: Path, capsys: Out) -> None:
    text = "Søen\n\nFinansiering:\n\nSøen har fået 4 mio. kr. fra Ålborg.\n"
    (folder / "søen.txt").write_bytes(text.encode("cp1252"))
    assert main(["ask", "Hvor mange penge har Søen fået?"]) == 0
    assert capsys.readouterr().out.startswith("Søen har fået 4 mio. kr. fra Ålborg. [1]")


def test_binary_file_is_reported_and_the_others_are_served(folder: Path, capsys: Out) -> None:
    write_page(folder)
    (folder / "billede.txt").write_bytes(b"\x89PNG\x00\x01")
    assert main(["ask", "Hvor mange penge har Broen fået?"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Broen har fået 4 mio. kr. [1]")
    assert "Sprunget over: billede.txt. Filen er ikke en tekstfil." in err


def test_changed_document_is_answered_from_without_a_command_in_between(
    folder: Path, capsys: Out
) -> None:
    for amount in ("4 mio. kr.", "9 mio. kr."):
        write_page(folder, amount=amount)
        assert main(["ask", "Hvor mange penge har Broen fået?"]) == 0
        assert capsys.readouterr().out.startswith(f"Broen har fået {amount} [1]")


def test_terminal_escapes_in_a_document_never_reach_the_terminal(folder: Path, capsys: Out) -> None:
    write_page(folder, amount="4 mio. kr. \x1b[2J\x9b31m\x07")
    (folder / "\x1b[31mrød.txt").write_text("R\x1b[0mød\n\nKontakt:\n\nIda Holm\n+45 11223344\n")
    for arguments in (["ask", "Hvor mange penge har Broen fået?"], ["documents"]):
        assert main(arguments) == 0
        out, err = capsys.readouterr()
        assert out and not {"\x1b", "\x9b", "\x07"} & set(out + err)


def test_half_a_character_in_a_question_is_no_crash(batch: Callable[..., Any]) -> None:
    code, (answer,), _ = batch('{"id": "h", "question": "Hvem \\ud83d finansierer '
                               'Stofmisbrugspakken?"}')  # fmt: skip
    assert code == 0
    assert answer["text"] == ANSWER


def test_data_folder_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Out
) -> None:
    (tmp_path / "fil").write_text("")
    monkeypatch.setenv("INITIATIV_DATA", str(tmp_path / "fil" / "data"))
    assert_refused(["index"], "Indekset kan ikke skrives i ", capsys)
