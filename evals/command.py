"""`initiativ eval`: the command, plugged into the command line as an entry point.

What it does is imported when it is run, so that the command line's help stays quick.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from assistant.settings import Settings
from corpus.errors import UserError

if TYPE_CHECKING:
    from evals.run import Tell
    from evals.types import Evaluation

_OK, _GATE_FAILED = 0, 1
SEED = 1  # of resampling and of variations; any will do, as long as it stays
_EXTRA = {"ir_measures", "jinja2", "junitparser", "markupsafe", "scipy"}  # of the extra `evals`

_EVAL = "mål svarene på et fast sæt spørgsmål; slutter med 1, når kravene ikke er opfyldt"
_ACCEPT = "gør resultatet til den baseline, som senere resultater bliver sammenlignet med"
_QUESTIONS = "fil eller mappe med spørgsmål (YAML), ellers det medfølgende sæt"
_REPORT = "skriv rapporten i denne mappe: HTML, CSV, JUnit XML og JSON"
_QUICK = "kun nogle få spørgsmål under variationer; under to minutter"
_JUDGE = "spørg sprogmodellen, hvad den mener om svarene; indgår ikke i kravene"
_ABLATION = "mål kun, hvad hver kilde til ord giver på borgernes spørgsmål"
_SEED = "frø til det tilfældige, så resultatet kan gentages"
_LEAVES_OUT = "Uden hver kilde"
_MISSING = (
    "Målingen kræver pakken {name}. Installér det, den bruger: pip install "
    "'initiativassistenten[evals]'"
)
_NOT_SHIPPED = (
    "Kun det medfølgende sæt spørgsmål over de medfølgende dokumenter har en baseline. "
    "Kør uden --questions og uden INITIATIV_DOCUMENTS: initiativ eval accept"
)
_NO_JUDGE = (
    "--judge kræver en sprogmodel. Sæt INITIATIV_LLM til ollama:MODEL eller openai:MODEL, "
    "og prøv igen."
)
_ACCEPTED = "Ny baseline er skrevet i {path}."
_FIRST = "Der var ingen baseline at sammenligne med."
_WRITTEN = "Rapporten ligger i {path}"


class CommandError(UserError):
    """A command that cannot be run as it was given."""


def add(commands: Any) -> None:
    """Add `eval` to the command line's subparsers."""
    parser = commands.add_parser("eval", help=_EVAL, description=_EVAL)
    parser.add_argument("what", nargs="?", choices=("accept",), metavar="accept", help=_ACCEPT)
    parser.add_argument("--questions", type=Path, metavar="STI", help=_QUESTIONS)
    parser.add_argument("--report", type=Path, metavar="MAPPE", help=_REPORT)
    parser.add_argument("--seed", type=int, default=SEED, metavar="TAL", help=_SEED)
    parser.add_argument("--quick", action="store_true", help=_QUICK)
    parser.add_argument("--judge", action="store_true", help=_JUDGE)
    parser.add_argument("--ablation", action="store_true", help=_ABLATION)
    parser.set_defaults(command="eval", run=run)


def run(parsed: argparse.Namespace, chosen: Settings) -> int:
    """Evaluate and print, or accept; return 1 when the gate fails, else 0."""
    try:
        if parsed.ablation:
            return _ablate(parsed, chosen)
        return _accept(parsed, chosen) if parsed.what else _evaluate(parsed, chosen)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRA:
            raise
        raise CommandError(_MISSING.format(name=error.name)) from error


def _evaluate(parsed: argparse.Namespace, chosen: Settings) -> int:
    from evals import record, report, terminal
    from evals.evaluate import Options, evaluate, plan
    from evals.judge import judge

    planned = plan(chosen, parsed.questions, Options(parsed.seed, parsed.quick, _bar))
    if parsed.judge and planned.model is None:
        raise CommandError(_NO_JUDGE)
    evaluation = evaluate(planned)
    print(terminal.text(evaluation))
    judged = None
    if parsed.judge and planned.model is not None:
        judged = judge(evaluation.scored, planned.model)
        print(terminal.judged(judged))
    _keep(parsed, chosen, evaluation)
    if parsed.report:
        record.write(record.of(evaluation), parsed.report / record.FILE)
        print(_WRITTEN.format(path=report.write(parsed.report, evaluation, judged)))
    return _OK if evaluation.verdict.passed else _GATE_FAILED


def _keep(parsed: argparse.Namespace, chosen: Settings, evaluation: "Evaluation") -> None:
    """Keep the evaluation for the chat app's tab about quality; a result is shown all the same."""
    from evals import history, told
    from evals.evaluate import is_shipped

    name = "" if is_shipped(chosen, parsed.questions) else _set(parsed, chosen)
    short = told.run(evaluation, name, parsed.quick)
    try:
        history.keep(chosen.data, short, *told.failed(evaluation))
    except history.HistoryError as error:
        print(error, file=sys.stderr)


def _set(parsed: argparse.Namespace, chosen: Settings) -> str:
    """Return what questions that are not the shipped ones over the shipped documents are called."""
    path: Path = parsed.questions or chosen.documents
    return path.resolve().name


def _ablate(parsed: argparse.Namespace, chosen: Settings) -> int:
    from evals import terminal
    from evals.ablation import ablate
    from evals.evaluate import sound
    from index.embed import Embedding

    questions, documents = sound(chosen, parsed.questions)
    with _bar(_LEAVES_OUT) as tell:
        found = ablate(questions, documents, Embedding(chosen.embedding), tell)
    print(terminal.ablation(found))
    return _OK


def _accept(parsed: argparse.Namespace, chosen: Settings) -> int:
    from evals import baseline, history, terminal, told
    from evals.evaluate import Options, accept, is_shipped, sound

    if not is_shipped(chosen, parsed.questions):
        raise CommandError(_NOT_SHIPPED)
    change = accept(chosen, Options(parsed.seed, bar=_bar))
    questions, documents = sound(chosen, None)
    history.append(told.accepted(baseline.read(), questions, len(documents)), history.SHIPPED)
    print(terminal.change(change) if change else _FIRST)
    print(_ACCEPTED.format(path=baseline.PATH))
    return _OK


@contextmanager
def _bar(title: str) -> "Iterator[Tell]":
    """Give what moves a progress bar on standard error."""
    with tqdm(desc=title, unit="", leave=False, disable=None) as bar:

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield tell
