"""An evaluation for other programs: the gate and the questions as JUnit XML, the scores as CSV."""

import csv
import re
from pathlib import Path

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from evals.names import FAULTS, RESULTS, group
from evals.scores import MEASURES
from evals.summary import GROUPS
from evals.types import Change, Evaluation, Scored

COLUMNS = (
    "id", "fact", "type", "audience", "split", "as_of", "answerable", "must_pass", "result",
    "change", "status", "nuggets", "faults", "error", *MEASURES, "question", "answer",
)  # fmt: skip
_FAILS = ("missing", "wrong")
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_FORMULA = re.compile(r"[=+\-@\t\r]")


def write_csv(path: Path, evaluation: Evaluation) -> None:
    """Write one line a question: what it is, what became of it, and every measure.

    UTF-8, comma, decimal point. A measure that means nothing for the question is empty. `nuggets`
    are `id=1` or `id=0`, `faults` are `name: words`, both between `; `. A text that a spreadsheet
    would take for a formula gets a `'` in front.
    """
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        lines = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        lines.writeheader()
        for scored in evaluation.scored:
            lines.writerow(_line(scored, evaluation.change))


def _line(scored: Scored, change: Change | None) -> dict[str, object]:
    question, answer = scored.asked.question, scored.asked.answer
    plain = {
        "id": question.id,
        "fact": question.fact,
        "error": scored.asked.error,
        "question": " / ".join(question.turns),
        "answer": answer.text if answer else "",
        "nuggets": "; ".join(f"{name}={found:d}" for name, found in scored.nuggets.items()),
        "faults": "; ".join(f"{name}: {words}" for name, words in scored.faults),
    }
    return {
        **{name: _no_formula(text) for name, text in plain.items()},
        "type": question.type,
        "audience": question.audience,
        "split": question.split,
        "as_of": question.as_of or "",
        "answerable": int(question.answerable),
        "must_pass": int(question.must_pass),
        "result": scored.result,
        "change": changed(question.id, change),
        "status": answer.status if answer else "",
        **{name: scored.measures.get(name, "") for name in MEASURES},
    }


def changed(id: str, change: Change | None) -> str:
    """Return whether a question is 'broken' or 'mended' since the baseline, '' when neither."""
    if change is None:
        return ""
    return "broken" if id in change.broken else "mended" if id in change.mended else ""


def _no_formula(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def write_junit(path: Path, evaluation: Evaluation) -> None:
    """Write a suite for the gate, a case for each check, and one for each type of question.

    A question fails when its answer is missing or wrong, and is an error when there was none.
    """
    report = JUnitXml("Initiativassistenten")
    gate = TestSuite("Krav")
    for check in evaluation.verdict.checks:
        case = TestCase(_xml(check.name), "krav")
        if not check.passed:
            case.result = [Failure(_xml(check.detail), "krav")]
        gate.add_testcase(case)
    report.add_testsuite(gate)
    for type_ in GROUPS:
        cases = [_case(s) for s in evaluation.scored if s.asked.question.type == type_]
        if cases:
            suite = TestSuite(group(type_))
            suite.add_testcases(cases)
            report.add_testsuite(suite)
    report.write(str(path), pretty=True)


def _case(scored: Scored) -> TestCase:
    asked = scored.asked
    case = TestCase(_xml(asked.question.id), asked.question.type, time=round(asked.seconds, 3))
    if asked.answer is None:
        case.result = [Error(_xml(asked.error), "fejl")]
    elif scored.result in _FAILS:
        case.result = [Failure(_xml(_why(scored)), scored.result)]
    if asked.answer is not None:
        said = f"{asked.question.turns[-1]}\n\n{asked.answer.text}"
        case.system_out = _xml(said)
    return case


def _why(scored: Scored) -> str:
    """Return in Danish what is wrong with an answer: its faults and the nuggets it lacks."""
    parts = [f"{FAULTS.get(name, name)}: {words}" for name, words in scored.faults]
    vital = [nugget.id for nugget in scored.asked.question.nuggets if nugget.vital]
    lacking = [id for id in vital if not scored.nuggets.get(id)]
    if lacking:
        parts.append(f"Mangler: {', '.join(lacking)}")
    return "; ".join([RESULTS[scored.result], *parts])


def _xml(text: str) -> str:
    """Return the text with what XML 1.0 cannot hold replaced."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
