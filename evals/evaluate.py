"""A question set -> an evaluation: asked, scored, compared, judged."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.llm import open_model
from assistant.model import Model
from assistant.settings import SHIPPED_DOCUMENTS, Settings
from corpus.load import load
from corpus.types import Document
from evals import baseline, danger, record, situations, written
from evals.baseline import Baseline
from evals.bots import BOTS, ORACLE, oracle, stand_in
from evals.gate import FLOORS, QUICK, judge
from evals.perturb import perturb, sample
from evals.questions import QuestionsError, lint, read
from evals.run import Bench, Tell, bench, run
from evals.summary import summarise, value
from evals.types import Botched, Change, Check, Evaluation, Question, Scored, Verdict, Written
from index.embed import BUNDLED, Embedding

_ASKS, _BOTS, _VARIES, _WRITES = "Spørger", "Robotter", "Varierer", "Sprogmodel"
_FAULTS_NAMED = 5

Bar = Callable[[str], AbstractContextManager[Tell]]
"""Called with what is being done, in Danish; gives what to tell how far it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to evaluate: when `quick`, only some facts are asked under variations, or of a model.

    `bar` shows how far it is.
    """

    seed: int
    quick: bool = False
    bar: Bar = lambda title: nullcontext(lambda done, total: None)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is evaluated, how, and what it is compared with.

    `model` is asked beside, None where there is none.
    """

    questions: Sequence[Question]
    documents: Sequence[Document]
    settings: Settings
    options: Options
    baseline: Baseline | None = None
    model: Model | None = None


def plan(chosen: Settings, path: Path | None, options: Options) -> Plan:
    """Return the plan of asking the questions of a path, else of the shipped set.

    The shipped set over the shipped documents is compared with the baseline. Raises QuestionsError
    for a set that is unsound or does not fit the documents, BaselineError for a baseline that
    cannot be compared with, SettingsError for a model that cannot be asked.
    """
    model = open_model(chosen)
    questions, documents = sound(chosen, path)
    accepted = None
    if is_shipped(chosen, path):
        accepted = baseline.read()
        baseline.require_same(accepted, record.hashes(questions, documents, chosen))
    return Plan(questions, documents, chosen, options, accepted, model)


def sound(chosen: Settings, path: Path | None) -> tuple[list[Question], Sequence[Document]]:
    """Return the questions of a path, else the shipped ones, and the documents they are about.

    Raises QuestionsError for a set that is unsound or does not fit the documents.
    """
    questions = read(path) if path else read()
    documents = load(chosen.documents).documents
    _require_sound(questions, documents, chosen.documents)
    return questions, documents


def evaluate(plan: Plan) -> Evaluation:
    """Return the evaluation of a plan, with every bot in the assistant's place."""
    embedding, options = Embedding(plan.settings.embedding), plan.options
    with _bench(plan, embedding) as on:
        with options.bar(_ASKS) as tell:
            scored = tuple(run(plan.questions, on, embedding, tell=tell))
        bots = tuple(_bots(plan, on, embedding))
        sought = situations.measure(on, embedding) if plan.baseline is not None else ()
    with options.bar(_VARIES) as tell:
        few = sample(plan.questions, options.seed) if options.quick else plan.questions
        varied = tuple(perturb(few, plan.documents, embedding, options.seed, tell))
    before, change = None, None
    if plan.baseline is not None:
        before = baseline.values(plan.baseline)
        change = baseline.compare(scored, plan.baseline, options.seed)
    made = _written(plan, scored, embedding)
    verdict = judge(scored, change, varied, QUICK if options.quick else FLOORS, sought)
    checks = [*verdict.checks, *_danger_checks()]
    return Evaluation(
        provenance=record.provenance(plan.questions, plan.documents, plan.settings, options.seed),
        documents={document.id: document for document in plan.documents},
        scored=scored,
        rows=summarise(scored, options.seed, before),
        change=change,
        verdict=Verdict((*checks, *([written.check(made)] if made else []))),
        varied=varied,
        bots=bots,
        sought=sought,
        written=made,
    )


@cache
def _danger_checks() -> tuple[Check, ...]:
    """Return whether enough of the shipped examples of danger are right, which no plan changes."""
    return tuple(danger.checks(danger.read()))


def accept(chosen: Settings, options: Options, path: Path = baseline.PATH) -> Change | None:
    """Make the shipped set's result the baseline; return the change, None without an old one.

    Only the questions that the old baseline has too are compared.
    """
    questions, documents = read(), load(chosen.documents).documents
    _require_sound(questions, documents, chosen.documents)
    embedding = Embedding(chosen.embedding)
    old = baseline.read(path) if path.exists() else None
    plan = Plan(questions, documents, chosen, options)
    with _bench(plan, embedding) as on, options.bar(_ASKS) as tell:
        scored = run(questions, on, embedding, tell=tell)
    change = None
    if old and any(question.id in old.results for question in questions):
        change = baseline.compare(scored, old, options.seed)
    hashes = record.hashes(questions, documents, chosen)
    baseline.write(baseline.made(hashes, scored, summarise(scored, options.seed)), path)
    return change


def _written(plan: Plan, scored: Sequence[Scored], embedding: Embedding) -> Written | None:
    """Return what the plan's model makes of the questions, None without one."""
    if plan.model is None or not plan.questions:
        return None
    options, asked = plan.options, plan.questions
    some = written.few(asked, options.seed) if options.quick else asked
    with _bench(plan, embedding, plan.model) as on, options.bar(_WRITES) as tell:
        on.spare = plan.settings.llm_whole
        repeats = written.repeat(some, on, embedding, tell)
    return written.weigh(plan.model.name, scored, repeats, on.documents)


def _bench(
    plan: Plan, embedding: Embedding, model: Model | None = None
) -> AbstractContextManager[Bench]:
    measure = embedding if embedding.model_name == BUNDLED else Embedding(BUNDLED)
    return bench(plan.documents, embedding, measure, model)


def is_shipped(chosen: Settings, path: Path | None) -> bool:
    """Return whether both questions and documents are those that come with the project."""
    return path is None and chosen.documents.resolve() == SHIPPED_DOCUMENTS.resolve()


def _require_sound(
    questions: Sequence[Question], documents: Sequence[Document], folder: Path
) -> None:
    faults = lint(questions, {document.id: document for document in documents})
    if faults:
        listed = "\n".join(f"  {fault}" for fault in faults[:_FAULTS_NAMED])
        raise QuestionsError(
            f"Spørgsmålene passer ikke til dokumenterne i {folder} ({len(faults)} fejl). "
            f"Ret dem, eller ret INITIATIV_DOCUMENTS:\n{listed}"
        )


def _bots(plan: Plan, on: Bench, embedding: Embedding) -> list[Botched]:
    """Return what the gate says of the oracle and of each bot."""
    acts = {ORACLE: oracle, **{name: act for name, (act, _) in BOTS.items()}}
    found = []
    with plan.options.bar(_BOTS) as tell:
        for number, (name, act) in enumerate(acts.items(), 1):
            scored = run(plan.questions, on, embedding, stand_in(act, plan.questions))
            truthfulness = value("truthfulness", scored) or 0.0
            found.append(Botched(name, judge(scored), truthfulness))
            tell(number, len(acts))
    return found
