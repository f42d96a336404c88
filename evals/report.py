"""An evaluation as a page to read: one file that asks the network for nothing."""

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.freshness import day
from assistant.markup import answer_text
from assistant.types import Citation
from corpus.errors import UserError, reason
from corpus.structure import parse
from corpus.types import Document
from evals import names, readability
from evals.bots import BOTS, ORACLE
from evals.excerpt import Excerpt, excerpts
from evals.export import changed, write_csv, write_junit
from evals.plot import Plot, plot
from evals.questions import evidence
from evals.scores import span
from evals.summary import GROUPS
from evals.types import Botched, Evaluation, Judged, QuestionType, Result, Row, Scored, Varied

_HERE = Path(__file__).parent


class ReportError(UserError):
    """A report that cannot be written."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One question as it is shown: its number on the page, its answer as HTML, its sources.

    `change` is 'broken', 'mended' or ''. `invalid` are citations that do not stand where they say.
    """

    number: int
    scored: Scored
    change: str
    answer: Markup
    sources: tuple[Excerpt, ...]
    invalid: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The questions of one type, and how many had each outcome."""

    type: QuestionType
    shown: tuple[Shown, ...]
    counts: dict[Result, int]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: its value over all questions, its values by group, and the plot of these."""

    name: str
    whole: Row
    rows: tuple[Row, ...]
    plot: Plot


def write(folder: Path, evaluation: Evaluation, judged: Judged | None = None) -> Path:
    """Write index.html, results.csv and junit.xml into a folder and return the page's path.

    Raises ReportError, which says why the folder cannot be written.
    """
    target = folder / "index.html"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(page(evaluation, judged), encoding="utf-8", errors="replace")
        write_csv(folder / "results.csv", evaluation)
        write_junit(folder / "junit.xml", evaluation)
    except OSError as error:
        raise ReportError(
            f"Rapporten kan ikke skrives i {folder}: {reason(error)}. Vælg en anden mappe."
        ) from error
    return target


def page(evaluation: Evaluation, judged: Judged | None = None) -> str:
    """Return the page as HTML; everything that comes from questions or answers is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": names.number,
        "change": names.change,
        "measure": names.measure,
        "group": names.group,
        "audience": names.audience,
        "interval": names.interval,
        "plain": _plain,
        "squeeze": _squeeze,
        "day": _day,
        "digest": _digest,
    }
    groups = tuple(_groups(evaluation))
    return environment.get_template("report.html").render(
        run=evaluation,
        judged=judged,
        names=names,
        readability=readability.measure(evaluation.scored),
        counts=Counter(one.result for one in evaluation.scored),
        groups=groups,
        by_id={one.scored.asked.question.id: one for group in groups for one in group.shown},
        measured=tuple(_measured(evaluation.rows)),
        fallen=_fallen(evaluation.varied),
        as_meant=_as_meant,
    )


def _digest(text: str) -> str:
    """Return the hash by which a page's security policy knows its only script."""
    return b64encode(sha256(text.encode()).digest()).decode()


def _squeeze(text: str, first: bool) -> str:
    """Return the text of a document without blank lines, nor white space at the very beginning."""
    text = re.sub(r"[ \t]*\n\s*", "\n", text)
    return text.lstrip() if first else text


def _plain(pattern: str) -> str:
    """Return a pattern as it is easier to read: without word bounds, white space as a space."""
    return re.sub(r"\\s[?*+]?", " ", pattern.replace(r"\b", "").replace(r"\.", "."))


def _day(when: str) -> str:
    """Return an ISO time as a day in Danish, '3. marts 2025'."""
    return day(datetime.fromisoformat(when).date())


def _groups(evaluation: Evaluation) -> Iterator[Group]:
    order = list(GROUPS)
    scored = sorted(evaluation.scored, key=lambda one: order.index(one.asked.question.type))
    shown = [_shown(number, one, evaluation) for number, one in enumerate(scored, 1)]
    for type_, some in groupby(shown, lambda one: one.scored.asked.question.type):
        group = tuple(some)
        counts = Counter(one.scored.result for one in group)
        yield Group(type_, group, {result: counts[result] for result in names.RESULTS})


def _shown(number: int, scored: Scored, evaluation: Evaluation) -> Shown:
    question, answer = scored.asked.question, scored.asked.answer
    added = {item.id: parse(item.id, item.text) for item in question.added}
    documents = {**evaluation.documents, **added}
    citations = answer.citations if answer else ()
    valid = {item.number: span(item) for item in citations if _stands(item, documents)}
    gold = [group for group in evidence(question, documents) if group]
    return Shown(
        number,
        scored,
        changed(question.id, evaluation.change),
        Markup(answer_text(answer, number) if answer else ""),  # escaped there
        tuple(excerpts(documents, valid, gold)),
        tuple(item for item in citations if item.number not in valid),
    )


def _stands(citation: Citation, documents: Mapping[str, Document]) -> bool:
    document = documents.get(citation.document)
    if document is None or not citation.quote:
        return False
    return document.text[citation.start : citation.end] == citation.quote


def _measured(rows: Sequence[Row]) -> Iterator[Measured]:
    """Yield the measures, the headlines first, each with its groups in the order of the rows."""
    known = list(dict.fromkeys((*names.HEADLINES, *names.MEASURES, *(row.measure for row in rows))))
    for name in known:
        some = [row for row in rows if row.measure == name]
        if some:
            yield Measured(name, some[0], tuple(some), plot(some))


def _as_meant(bot: Botched) -> bool:
    """Return whether the oracle passes, or another bot fails the check that is meant for it."""
    if bot.name not in BOTS:
        return bot.verdict.passed == (bot.name == ORACLE)
    _, meant = BOTS[bot.name]
    return any(check.name == meant and not check.passed for check in bot.verdict.checks)


def _fallen(varied: Sequence[Varied]) -> dict[str, list[bool]]:
    """Return for each question that a variation failed for, which of the variations did."""
    ids = dict.fromkeys(id for one in varied for id in one.failed)
    sets = [set(one.failed) for one in varied]
    found = {id: [id in failed for failed in sets] for id in ids}
    return dict(sorted(found.items(), key=lambda item: -sum(item[1])))
