"""What a question of a set is, and what became of it when it was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.types import Answer, Audience
from corpus.types import Document
from index.types import Hit

QuestionType = Literal[
    "fact",
    "list",
    "law",
    "compound",
    "multi_document",
    "comparison",
    "still_running",
    "citizen",
    "misspelt",
    "english",
    "follow_up",
    "unanswerable",
    "false_premise",
    "attack",
]
Split = Literal["dev", "held_out"]
Result = Literal["perfect", "acceptable", "missing", "wrong"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Quote(_Strict):
    """Words that stand in a document; where they stand is found, never typed."""

    document: str
    quote: str = Field(min_length=1)


class Nugget(_Strict):
    """A fact that an answer should state: any of its patterns, in a sentence that cites `group`.

    A vital nugget is what was asked for; the others are welcome. `group` counts the question's
    evidence from 0.
    """

    id: str
    vital: bool
    any_of: tuple[str, ...] = Field(min_length=1)
    group: int = Field(ge=0)


class Added(_Strict):
    """A document that is there for one question alone, as for an instruction hidden in one."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    text: str


class Question(_Strict):
    """One question of a set.

    `fact` is shared by the questions about one fact: they are one cluster for statistics. `turns`
    are the questions of one conversation, of which the last is scored. `evidence` are groups of
    quotes: every group is needed, any quote of it will do. `forbidden` are patterns that no answer
    may hold. `distractor` is what a near miss would be answered from. `would_answer` are patterns
    of what would answer an unanswerable question: no document may hold them. `must_pass`
    questions fail the gate alone.
    """

    id: str
    fact: str
    type: QuestionType
    audience: Audience
    split: Split = "dev"
    turns: tuple[str, ...] = Field(min_length=1)
    as_of: date | None = None
    answerable: bool
    must_pass: bool = False
    evidence: tuple[tuple[Quote, ...], ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    forbidden: tuple[str, ...] = ()
    distractor: Quote | None = None
    would_answer: tuple[str, ...] = ()
    added: tuple[Added, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the answer it got or the error, the passages retrieved for it, and seconds."""

    question: Question
    answer: Answer | None
    error: str
    hits: tuple[Hit, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Scored:
    """An asked question and its measures by name (`evals.scores.MEASURES`).

    A measure that means nothing for the question is absent. `faults` are what the gate never
    tolerates, each as its name and the words at fault.
    """

    asked: Asked
    result: Result
    measures: dict[str, float]
    nuggets: dict[str, bool]
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean or a share, its 95 % interval, and the number of questions behind it."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the gate asks: its name, whether it holds, and a Danish sentence of why."""

    name: str
    passed: bool
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says: every check in order; it passes when all of them do."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check holds."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True, slots=True)
class Change:
    """How a result differs from the baseline: paired, on the questions that both have.

    `difference` is the mean difference of truthfulness with its 95 % interval, `bound` its
    one-sided lower 95 % bound, `mcnemar` the exact p of perfect against not. `broken` and `mended`
    are the ids of questions that were perfect and are no longer, and the reverse.
    """

    difference: Interval
    bound: float
    mcnemar: float
    broken: tuple[str, ...]
    mended: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Varied:
    """One variation over many questions.

    `must_change` tells whether the outcome had to follow the variation or to stay as it was.
    `held` of `n` did as they had to; `failed` are the ids of the others. `plain` and `score` are
    the mean truthfulness without and with the variation.
    """

    name: str
    must_change: bool
    n: int
    held: int
    plain: float
    score: float
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One measure over one group of questions, and its change since the baseline.

    `group` is 'all', a question type, 'audience:caseworker' or 'audience:citizen'
    (`evals.summary.GROUPS`). `change` is the difference of the two values, None where there is no
    baseline to compare with.
    """

    measure: str
    group: str
    interval: Interval
    change: float | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a result was made of: when (ISO 8601), the seed, sha256 by name, versions by library.

    `hashes` has questions, documents, settings, model, prompts and data.
    """

    when: str
    seed: int
    hashes: dict[str, str]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Botched:
    """A bot in the assistant's place: what the gate says of it, and its mean truthfulness."""

    name: str
    verdict: Verdict
    truthfulness: float


@dataclass(frozen=True, slots=True)
class Sought:
    """How well initiatives were found for situations (`evals.situations`).

    `name` is a set, with ':held_out' behind it for that half. `measures` are success@1, success@3
    and mrr over the `fitting` situations, declined over the `others`; what has none is absent.
    `failed` are the ids of those not right: not among the first three, or found where none fits.
    """

    name: str
    fitting: int
    others: int
    measures: Mapping[str, float]
    failed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A measure of the documents' own sentences, and of what a language model made of them.

    `model` is the median of the times that the questions were asked, between `low` and `high`.
    `documents` is None where it means nothing for any question.
    """

    measure: str
    documents: float | None
    model: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model made of some questions, each asked `repeats` times.

    Of the `answers` that were given, it wrote `by_model`; `fallen` are the reasons that it did not
    write the others, each with how many: '' where it was not asked. `false` are the sentences
    published with a source that does not carry them, each after its question's id. `same_result`
    and `same_citations` are the shares of questions with the same every time, `seconds` the median
    and the 95th percentile of the answers that it wrote, empty where it wrote none.
    """

    model: str
    questions: int
    repeats: int
    measures: tuple[Beside, ...]
    answers: int
    by_model: int
    fallen: tuple[tuple[str, int], ...]
    false: tuple[tuple[str, str], ...]
    same_result: float
    same_citations: float
    seconds: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One evaluation, whole: what a report shows.

    `documents` are those that were asked about, by id; `scored` are in the order of the set.
    `change` is None without a baseline of the same questions and documents. `sought` is empty for
    other documents than the shipped ones, and `written` is None without a language model.
    """

    provenance: Provenance
    documents: Mapping[str, Document]
    scored: tuple[Scored, ...]
    rows: tuple[Row, ...]
    change: Change | None
    verdict: Verdict
    varied: tuple[Varied, ...] = ()
    bots: tuple[Botched, ...] = ()
    sought: tuple[Sought, ...] = ()
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a language model thinks of the answers: advisory, never part of the gate.

    Of the sentences with citations, how many are `carried` by what they cite, the `doubts` (id of
    the question, sentence) and how many opinions could not be read; of the answers to answerable
    questions, the `grades`, 1 to 5, and how many were not graded readably.
    """

    model: str
    carried: int
    doubts: tuple[tuple[str, str], ...]
    unreadable: int
    grades: tuple[float, ...]
    ungraded: int
