"""The command line: `initiativ`, also `python -m assistant`."""

import argparse
import io
import json
import logging
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant import doctor, freshness, listing, settings, sources, upkeep
from assistant.arguments import parse
from assistant.masking import MaskingFormatter
from assistant.settings import Settings
from assistant.types import Answer, Filters, Turn
from corpus.errors import UserError, reason

if TYPE_CHECKING:
    from assistant.assistant import Assistant

_OK, _FAILED, _INTERRUPTED = 0, 2, 130
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_BAD_LINE = "Linje {number} kan ikke bruges: {reason}"
_NOT_JSON = "det er ikke gyldig JSON."
_NO_TURNS = "der mangler question eller turns, som er tekst."
_NO_AUDIENCE = "audience skal være caseworker eller citizen."
_BATCH_MISSING = "Filen med spørgsmål kan ikke læses: {path} ({reason})."
_WORDS = "Ord i svaret:"
_NEAREST = "Nærmeste dokumenter:"
_SERVING = "Chatten er klar på http://{host}:{port} – stop den med Ctrl+C."


def main(arguments: list[str] | None = None) -> int:
    """Run one command; return its code, or 2 after a message in Danish on standard error."""
    _write_utf8()
    _log()
    parsed = parse(sys.argv[1:] if arguments is None else arguments)
    commands = {
        **dict.fromkeys(("chat", "serve"), _chat),
        "ask": _ask,
        "find": _find,
        **dict.fromkeys(("index", "backup", "restore"), _upkeep),
        **dict.fromkeys(("add", "remove", "sync"), _sources),
        "mcp": _mcp,
        "doctor": _doctor,
        "documents": _documents,
    }
    try:
        run = parsed.run or commands[parsed.command]
        code = run(parsed, settings.load())
        sys.stdout.flush()
        return code
    except UserError as error:
        _tell(str(error))
        return _FAILED
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:  # the reader has had enough; nothing more is written at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK


def _log() -> None:
    """Write warnings to standard error, what may tell of persons masked."""
    handler = logging.StreamHandler()
    handler.setFormatter(MaskingFormatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])


def _write_utf8() -> None:
    """Make output UTF-8 in any locale; half a character, as file names may hold, is written out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _chat(parsed: argparse.Namespace, chosen: Settings) -> int:
    from assistant.asked import Asked
    from assistant.serve import serve
    from assistant.starting import Progress, Starting

    def opened(progress: Progress) -> Asked:
        from assistant.opening import Live  # takes seconds to load; the page is there meanwhile

        with upkeep.progress("Læser dokumenter", " dokumenter") as show:
            live = Live(chosen, progress=both(progress, show))
        upkeep.tell_problems(live.problems, _tell)
        return live

    def both(first: Progress, second: Progress) -> Progress:
        def tell(done: int, total: int) -> None:
            first(done, total)
            second(done, total)

        return tell

    told = _SERVING.format(host=chosen.host, port=parsed.port)
    serve(Starting(opened), chosen, parsed.port, lambda: _tell(told))
    return _OK


def _mcp(parsed: argparse.Namespace, chosen: Settings) -> int:
    from assistant.tools import stdio

    return stdio(chosen)


def _ask(parsed: argparse.Namespace, chosen: Settings) -> int:
    if parsed.batch is not None:
        return _batch(parsed, chosen)
    answer = _open(chosen).ask(parsed.question, parsed.audience)
    print(_as_json(answer) if parsed.json else _as_text(answer))
    return _OK


def _find(parsed: argparse.Namespace, chosen: Settings) -> int:
    filters = Filters(parsed.target, parsed.topic, parsed.municipality, parsed.running)
    found = _open(chosen).find(parsed.situation, filters)
    shown = json.dumps(listing.as_object(found), ensure_ascii=False)
    print(shown if parsed.json else _plain(listing.as_text(found)))
    return _OK


def _batch(parsed: argparse.Namespace, chosen: Settings) -> int:
    lines = list(_lines(parsed.batch))
    assistant = _open(chosen)
    code = _OK
    for number, line in lines:
        try:
            answer = _answer_line(assistant, line, parsed.audience)
        except UserError as error:
            message = _BAD_LINE.format(number=number, reason=error)
            _tell(message)
            answer = Answer(_id_of(line), "", parsed.audience, "not_found", message)
            code = _FAILED
        print(_as_json(answer), flush=True)
    return code


def _answer_line(assistant: "Assistant", line: str, audience: str) -> Answer:
    """Return the answer to the last question of one line; raises UserError for a malformed one."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UserError(_NOT_JSON) from error
    turns = asked.get("turns", [asked.get("question")]) if isinstance(asked, dict) else None
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise UserError(_NO_TURNS)
    heard = asked.get("audience", audience)
    if heard not in ("caseworker", "citizen"):
        raise UserError(_NO_AUDIENCE)
    history: tuple[Turn, ...] = ()
    for earlier in turns[:-1]:
        history += (Turn(earlier, assistant.ask(earlier, heard, history)),)
    return assistant.ask(turns[-1], heard, history, id=str(asked.get("id") or ""))


def _upkeep(parsed: argparse.Namespace, chosen: Settings) -> int:
    commands = {"index": upkeep.index, "backup": upkeep.backup, "restore": upkeep.restore}
    return commands[parsed.command](parsed, chosen, _tell)


def _sources(parsed: argparse.Namespace, chosen: Settings) -> int:
    def update() -> None:
        from assistant.opening import WAIT_SECONDS

        upkeep.build(chosen, _tell, wait=WAIT_SECONDS)  # as a chat app that fills its store

    commands = {"add": sources.add, "remove": sources.remove, "sync": sources.sync}
    return commands[parsed.command](parsed, chosen, sources.Console(_tell, update))


def _doctor(parsed: argparse.Namespace, chosen: Settings) -> int:
    return doctor.doctor(chosen, lambda line: print(_plain(line)))


def _documents(parsed: argparse.Namespace, chosen: Settings) -> int:
    from assistant.opening import read

    documents, problems = read(chosen)
    upkeep.tell_problems(problems, _tell)
    if parsed.json:
        print(
            json.dumps(
                [listing.document(item, with_text=True) for item in documents], ensure_ascii=False
            )
        )
        return _OK
    for item in documents:
        print(_plain(f"{item.id}: {item.title}"))
        for field in item.fields:
            print(f"    {field.name}: {_plain(field.value)}")
        for line in freshness.lines(item):
            print(_plain(f"    {line}"))
    return _OK


def _open(chosen: Settings) -> "Assistant":
    from assistant.opening import open_assistant

    with upkeep.progress("Læser dokumenter", " dokumenter") as show:
        assistant = open_assistant(chosen, show)
    upkeep.tell_problems(assistant.problems, _tell)
    return assistant


def _lines(path: str) -> Iterator[tuple[int, str]]:
    try:
        raw = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(_BATCH_MISSING.format(path=path, reason="ikke UTF-8")) from error
    except OSError as error:
        raise UserError(_BATCH_MISSING.format(path=path, reason=reason(error))) from error
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line


def _id_of(line: str) -> str:
    found = re.search(r'"id"\s*:\s*(?:"([^"]*)"|(\d+))', line)
    return found[1] or found[2] or "" if found else ""


def _as_json(answer: Answer) -> str:
    return json.dumps(asdict(answer), ensure_ascii=False)


def _as_text(answer: Answer) -> str:
    parts = [_plain(answer.text)]
    if answer.terms:
        words = [f"    {item.term}: {item.meaning}" for item in answer.terms]
        parts.append("\n".join([_WORDS, *words]))
    if any(near.title not in answer.text for near in answer.nearest):
        listed = [f"    {near.title} ({near.document}): {near.why}" for near in answer.nearest]
        parts.append(_plain("\n".join([_NEAREST, *listed])))
    if answer.remark:
        parts.append(_plain(answer.remark))
    for citation in answer.citations:
        place = " – ".join(part for part in (citation.title, citation.section) if part)
        quote = " ".join(citation.quote.split())
        fresh = freshness.told(citation)
        known = f"{citation.document}; {fresh}" if fresh else citation.document
        parts.append(_plain(f"[{citation.number}] {place} ({known})\n    »{quote}«"))
    return "\n\n".join(parts)


def _plain(text: str) -> str:
    """Return the text without control characters, which a terminal would obey."""
    return _CONTROL.sub("", text)


def _tell(message: str) -> None:
    print(_plain(message), file=sys.stderr)
