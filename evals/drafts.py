"""`initiativ feedback`: what people said of answers, and draft questions of a set made from it.

It is a command of the evals, since a draft is a question of a set, whose schema the assistant does
not know; it needs nothing of the extra `evals`. A draft has the field `draft`, which no question
may have: a set with one is refused until somebody has looked at it and taken the line out.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from assistant import feedback, literals
from assistant.feedback import Cited, Feedback
from assistant.opening import read as read_documents
from assistant.settings import Settings
from corpus.errors import UserError, reason
from corpus.types import Document
from evals.questions import place
from evals.types import QuestionType, Quote

_OK = 0
_WORDS = 8  # of a quote in a proposed pattern, where nothing in it has to be exact
# What may least be altered comes first.
_EXACT = ("amount", "paragraph", "telephone", "email", "date", "number", "municipality")

_FEEDBACK = "vis, hvad brugerne har sagt om svarene, og lav udkast til spørgsmål af det"
_JSON = "skriv det som JSON"
_DRAFTS = "skriv udkast til spørgsmål i denne fil (YAML), ét for hvert forskelligt spørgsmål"
_CLEAR = "slet alle tilbagemeldinger"
_NONE = "Der er ingen tilbagemeldinger i {path}."
_CLEARED = "Tilbagemeldinger, der er slettet: {count}."
_WRITTEN = "Udkast til {count} spørgsmål ligger i {path}. Se dem efter, før de bruges."
_EXISTS = "{path} findes allerede. Vælg en anden fil, så intet bliver overskrevet."
_NOT_WRITTEN = "Udkastene kan ikke skrives i {path} ({reason}). Vælg en anden fil."
_VERDICTS = {"up": "God", "down": "Dårlig"}
_AUDIENCES = {"caseworker": "sagsbehandler", "citizen": "borger"}
_BEFORE, _QUESTION, _REASON, _ANSWER, _SOURCES = (
    "Samtalen før", "Spørgsmål", "Begrundelse", "Svar", "Kilder",
)  # fmt: skip

_HEAD = """\
# Udkast til spørgsmål, lavet af det, brugerne har sagt om svarene. Se hvert af dem efter:
# - Er det et spørgsmål, mange kan have? Står der noget i det, som viser, hvem nogen er?
# - Er det svaret på det sted, som evidence citerer, og er det hele svaret? Ret det, hvis ikke.
# - any_of er kun et forslag: skriv, hvad et svar skal sige, så enhver rigtig måde passer.
# - Fjern så linjen draft: true. Før det bliver filen afvist.
# Formatet er beskrevet i evals/README.md.
"""
_SAID = "{verdict}{reason}"
_FILL_IN = "Skriv det sted i dokumenterne, som svarer på spørgsmålet, i evidence, og nuggets."
_FILL_WOULD = "Skriv i would_answer, hvordan et svar ville se ud, hvis dokumenterne havde det."
_NO_LONGER = "Står ikke længere i {document}: {quote}"
_WAS_ANSWERED = "Der blev svaret: {answer}"


class DraftsError(UserError):
    """Drafts that cannot be written."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A question of a set as far as it can be made, and what a human is told of it."""

    fields: Mapping[str, Any]
    remarks: tuple[str, ...]


def add(commands: Any) -> None:
    """Add `feedback` to the command line's subparsers."""
    parser = commands.add_parser("feedback", help=_FEEDBACK, description=_FEEDBACK)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help=_JSON)
    how.add_argument("--drafts", type=Path, metavar="FIL", help=_DRAFTS)
    how.add_argument("--clear", action="store_true", help=_CLEAR)
    parser.set_defaults(command="feedback", run=run)


def run(parsed: argparse.Namespace, chosen: Settings) -> int:
    """List the feedback, write drafts of it, or delete it; return 0."""
    if parsed.clear:
        print(_CLEARED.format(count=feedback.clear(chosen.data)))
        return _OK
    path = chosen.data / feedback.FILE
    given = feedback.read(path)
    if parsed.json:
        print(json.dumps([asdict(one) for one in given], ensure_ascii=False))
    elif not given:
        print(_NONE.format(path=path), file=sys.stderr)
    elif parsed.drafts:
        documents, _ = read_documents(chosen)
        made = drafts(given, {document.id: document for document in documents})
        write(made, parsed.drafts)
        print(_WRITTEN.format(count=len(made), path=parsed.drafts))
    else:
        print("\n\n".join(_listed(one) for one in given))
    return _OK


def drafts(given: Sequence[Feedback], documents: Mapping[str, Document]) -> list[Draft]:
    """Return a draft for each distinct question, in the order in which they were first asked.

    The last that was said of a question decides what is proposed; all of it is told.
    """
    asked: dict[tuple[object, ...], list[Feedback]] = {}
    for one in given:
        asked.setdefault(_key(one), []).append(one)
    return [_draft(some, documents) for some in asked.values()]


def text(made: Sequence[Draft]) -> str:
    """Return drafts as YAML, what a human is told of each as comments above it."""
    parts = [_HEAD]
    for draft in made:
        remarks = "".join(f"# {_line(remark)}\n" for remark in draft.remarks)
        item = yaml.safe_dump(
            [dict(draft.fields)], allow_unicode=True, sort_keys=False, width=1_000_000
        )
        parts.append(f"{remarks}{item}")
    return "\n".join(parts)


def write(made: Sequence[Draft], path: Path) -> None:
    """Write drafts into a new file, which nobody else can read.

    Raises DraftsError when there is such a file, or it cannot be written.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(text(made), encoding="utf-8")
    except FileExistsError as error:
        raise DraftsError(_EXISTS.format(path=path)) from error
    except OSError as error:
        raise DraftsError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error


def _key(one: Feedback) -> tuple[object, ...]:
    turns = (*one.turns, one.question)
    return (one.audience, *(" ".join(re.findall(r"\w+", turn.lower())) for turn in turns))


def _draft(some: Sequence[Feedback], documents: Mapping[str, Document]) -> Draft:
    last = some[-1]
    remarks = [_said(one) for one in some]
    answerable = last.verdict == "down" or last.status == "answered"
    quotes, lost = _cited(last, documents) if last.verdict == "up" else ([], [])
    remarks += [_NO_LONGER.format(document=one.document, quote=one.quote) for one in lost]
    if last.verdict == "down":
        remarks.append(_WAS_ANSWERED.format(answer=last.answer))
    if not answerable:
        remarks.append(_FILL_WOULD)
    elif not quotes:
        remarks.append(_FILL_IN)
    name = f"fb-{sha256(repr(_key(last)).encode('utf-8', 'replace')).hexdigest()[:8]}"
    fields: dict[str, Any] = {
        "draft": True,
        "id": name,
        "fact": name,
        "type": _type(last, answerable),
        "audience": last.audience,
        "turns": [*last.turns, last.question],
        "as_of": datetime.fromisoformat(last.when).date().isoformat(),
        "answerable": answerable,
    }
    if answerable:
        fields["evidence"] = [[one.model_dump()] for one in quotes]
        fields["nuggets"] = [_nugget(number, one) for number, one in enumerate(quotes)]
    else:
        fields["would_answer"] = []
    return Draft(fields, tuple(remarks))


def _type(one: Feedback, answerable: bool) -> QuestionType:
    if not answerable:
        return "unanswerable"
    if one.turns:
        return "follow_up"
    return "citizen" if one.audience == "citizen" else "fact"


def _said(one: Feedback) -> str:
    why = f": {one.reason}" if one.reason else ""
    return _SAID.format(verdict=_VERDICTS[one.verdict], reason=why)


def _cited(one: Feedback, documents: Mapping[str, Document]) -> tuple[list[Quote], list[Cited]]:
    """Return the distinct quotes that stand in their documents, and those that no longer do."""
    found: dict[tuple[str, str], Quote] = {}
    lost = []
    for item in one.citations:
        words = " ".join(item.quote.split())
        quote = Quote(document=item.document, quote=words) if words else None
        if quote is not None and place(quote, documents):
            found[item.document, words] = quote
        else:
            lost.append(item)
    return list(found.values()), lost


def _nugget(group: int, quote: Quote) -> dict[str, Any]:
    patterns = list(_patterns(quote.quote))
    return {"id": f"n{group + 1}", "vital": True, "any_of": patterns, "group": group}


def _patterns(quote: str) -> Iterator[str]:
    """Yield what an answer could be known by: what in a quote may least be altered.

    Where there is nothing of the kind, it is how the quote begins.
    """
    exact = sorted(
        (item for item in literals.find(quote) if item.kind in _EXACT),
        key=lambda item: _EXACT.index(item.kind),
    )
    words = exact[0].text if exact else " ".join(quote.split()[:_WORDS])
    pattern = re.sub(r"([\\.^$*+?{}\[\]()|])", r"\\\1", words)
    before, after = (r"\b" if re.match(r"\w", sign) else "" for sign in (words[0], words[-1]))
    yield f"{before}{pattern}{after}"


def _line(remark: str) -> str:
    """Return a remark on one line, of what a YAML file may hold."""
    return "".join(sign for sign in " ".join(remark.split()) if sign.isprintable())


def _listed(one: Feedback) -> str:
    """Return feedback for a terminal: who said what of which answer, from which sources."""
    day = datetime.fromisoformat(one.when).astimezone()
    head = f"{day:%Y-%m-%d %H.%M} {_VERDICTS[one.verdict]} ({_AUDIENCES[one.audience]})"
    sources = ", ".join(dict.fromkeys(item.document for item in one.citations))
    parts = {
        _BEFORE: " / ".join(one.turns),
        _QUESTION: one.question,
        _REASON: one.reason,
        _ANSWER: one.answer,
        _SOURCES: sources,
    }
    lines = [f"    {name}: {_line(said)}" for name, said in parts.items() if said]
    return "\n".join([head, *lines])
