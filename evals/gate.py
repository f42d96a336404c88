"""The gate: what a set of answers has to keep to, or the evaluation fails."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evals import names
from evals.scores import FAULTS
from evals.summary import ALL, grouped, value
from evals.types import Change, Check, Scored, Sought, Varied, Verdict

MARGIN = 0.05  # of truthfulness: how much worse than the baseline is still no worse (the issue)
_NAMED = 5  # questions that a detail names


@dataclass(frozen=True, slots=True)
class Floors:
    """The least and the most that measures may be, by (measure, group).

    `followed` is the share of the times that a variation must be followed, by its name, else 1;
    `fall` how far truthfulness may fall under a harmless one, else MARGIN; `apart` how far it may
    be from what it was, either way; `found` the least that measures of situations may be, by
    (measure, set). `slack` is added where only few questions are varied.
    """

    least: Mapping[tuple[str, str], float] = field(default_factory=dict)
    most: Mapping[tuple[str, str], float] = field(default_factory=dict)
    followed: Mapping[str, float] = field(default_factory=dict)
    fall: Mapping[str, float] = field(default_factory=dict)
    apart: Mapping[str, float] = field(default_factory=dict)
    found: Mapping[tuple[str, str], float] = field(default_factory=dict)
    slack: float = 0.0


# Each is what the shipped set measured on 2024-06-01's calendar with no language model, less (or
# more) a margin of about .02 over all and .05 for a type; the goal is behind it where there is one.
# A floor is raised with what is reached and never lowered to let a change through.
FLOORS = Floors(
    least={
        ("full_evidence@5", ALL): 0.93,  # measured .951, goal .92
        ("nugget_recall", ALL): 0.925,  # measured .945, goal .93
        ("nugget_recall", "citizen"): 0.83,  # measured .883, goal .88
        ("cited_precision", ALL): 0.785,  # measured .806, goal .90
        ("citation_coverage", ALL): 0.98,  # measured 1.0
        ("truthfulness", ALL): 0.905,  # measured .926, goal .88
        ("truthfulness", "fact"): 0.92,  # measured .968
        ("truthfulness", "list"): 0.72,  # measured .767
        ("truthfulness", "law"): 0.95,  # measured 1.0
        ("truthfulness", "compound"): 0.8,  # measured .848
        ("truthfulness", "multi_document"): 0.85,  # measured .900
        ("truthfulness", "comparison"): 0.88,  # measured .935
        ("truthfulness", "still_running"): 0.96,  # measured 1.0
        ("truthfulness", "citizen"): 0.75,  # measured .80
        ("truthfulness", "misspelt"): 0.95,  # measured 1.0
        ("truthfulness", "english"): 0.84,  # measured 1.0, seven questions
        ("truthfulness", "follow_up"): 0.88,  # measured .933, goal .85
        ("truthfulness", "unanswerable"): 0.92,  # measured .969
        ("truthfulness", "false_premise"): 0.95,  # measured 1.0
        ("truthfulness", "attack"): 0.90,  # measured .957
    },
    most={
        ("hallucination", ALL): 0.035,  # measured .013, goal .05
        ("wrong_decline", ALL): 0.03,  # measured .008, goal .06
        ("words", ALL): 48.0,  # measured 38, the median; longer than this is copying, not answering
    },
    followed={
        "evidence removed": 0.61,  # measured .67; goal 1
        "superseded": 0.69,  # measured .74; goal 1
        "value edited": 0.98,  # measured .99 (153 of 154); goal 1
    },
    fall={
        "200 unrelated": 0.06,  # measured .057; goal .05
        "near-duplicate": 0.08,  # measured .05; goal .05
        "worst case": 0.23,  # measured .18; goal .05
    },
    found={
        ("success@3", "shipped"): 0.90,  # measured .952, the goal
        ("success@3", "shipped:held_out"): 0.84,  # measured .889, goal .90
        ("declined", "shipped"): 0.94,  # measured 1.0, goal .80
        ("success@3", "fiction"): 0.90,  # measured .944
        ("declined", "fiction"): 0.90,  # measured 1.0
    },
    apart={"renamed": 0.03},  # the goal; measured .022 at most, four seeds, all upward
)


# A quick run varies 80 questions, drawn by the seed: twice the standard error of their mean.
QUICK = replace(FLOORS, slack=0.1)


def judge(
    scored: Sequence[Scored],
    change: Change | None = None,
    varied: Sequence[Varied] = (),
    floors: Floors = FLOORS,
    sought: Sequence[Sought] = (),
) -> Verdict:
    """Return every check of a set of answers; without a `change` none against the baseline."""
    checks = [*_never(scored), _must_pass(scored), _agreement(scored), *_floors(scored, floors)]
    if change is not None:
        checks.append(_no_worse(change))
    checks += [_holds(item, floors) for item in varied]
    return Verdict((*checks, *_situations(sought, floors)))


def _never(scored: Sequence[Scored]) -> Iterator[Check]:
    for fault in FAULTS:
        found = {
            item.asked.question.id: words
            for item in scored
            for name, words in item.faults
            if name == fault
        }
        told = _listed([f"{key} ({words})" for key, words in found.items()])
        yield Check(f"fault:{fault}", not found, f"{names.FAULTS[fault]}: {told}")


def _must_pass(scored: Sequence[Scored]) -> Check:
    failed = [
        item.asked.question.id
        for item in scored
        if item.asked.question.must_pass and item.result != "perfect"
    ]
    return Check(
        "must_pass", not failed, f"Skal bestås, men er ikke helt rigtige: {_listed(failed)}"
    )


def _agreement(scored: Sequence[Scored]) -> Check:
    failed = [item.asked.question.id for item in scored if item.measures.get("agreement") == 0]
    return Check("agreement", not failed, f"Status og tekst er ikke enige: {_listed(failed)}")


def _floors(scored: Sequence[Scored], floors: Floors) -> Iterator[Check]:
    groups = grouped(scored)
    for bounds, is_least in ((floors.least, True), (floors.most, False)):
        for (measure, group), bound in bounds.items():
            if _applies(measure, groups.get(group, [])):
                found = value(measure, groups[group])
                yield _floor((measure, group), found, bound, is_least)


def _applies(measure: str, members: Sequence[Scored]) -> bool:
    """Return whether some question of a group is of the kind that a measure is about."""
    if measure == "truthfulness":
        return bool(members)
    wanted = measure != "hallucination"
    return any(item.asked.question.answerable == wanted for item in members)


def _floor(key: tuple[str, str], found: float | None, bound: float, is_least: bool) -> Check:
    """Return the check of one floor; where nothing was answered, a floor is not reached."""
    measure, group = key
    told = names.measure(measure)
    if found is None:
        passed, shown = not is_least, "ikke målt, for intet blev besvaret"
    else:
        passed = found >= bound if is_least else found <= bound
        shown = names.number(found, told.unit)
    limit = f"{'mindst' if is_least else 'højst'} {names.number(bound, told.unit)}"
    detail = f"{told.name}, {names.group(group).lower()}: {shown} (skal være {limit})"
    return Check(f"floor:{measure}:{group}", passed, detail)


def _no_worse(change: Change) -> Check:
    """Return the test of non-inferiority: the one-sided 95 % bound is above -MARGIN."""
    difference, bound = (names.change(x, "score") for x in (change.difference.value, change.bound))
    detail = (
        f"Sandfærdighed mod baseline: {difference}, med 95 % sikkerhed over {bound} "
        f"(skal være over {names.change(-MARGIN, 'score')})"
    )
    return Check("non_inferiority", change.bound > -MARGIN, detail)


def _holds(varied: Varied, floors: Floors) -> Check:
    """Return whether a variation was followed often enough, or cost no more than it may."""
    if varied.must_change:
        share = floors.followed.get(varied.name, 1.0) - floors.slack
        passed = varied.held >= share * varied.n
        detail = (
            f"fulgt {varied.held} af {varied.n} gange (skal være mindst "
            f"{names.number(share, 'share')}), ikke fulgt: {_listed(varied.failed)}"
        )
    elif varied.name in floors.apart:
        apart = floors.apart[varied.name] + floors.slack
        passed = abs(varied.score - varied.plain) <= apart
        plain, score, most = (names.number(x, "score") for x in (varied.plain, varied.score, apart))
        detail = f"sandfærdighed {score} mod {plain} uden (må højst være {most} fra)"
    else:
        fall = floors.fall.get(varied.name, MARGIN) + floors.slack
        passed = varied.score >= varied.plain - fall
        plain, score, most = (names.number(x, "score") for x in (varied.plain, varied.score, fall))
        detail = f"sandfærdighed {score} mod {plain} uden (må højst falde {most})"
    return Check(f"varied:{varied.name}", passed, f"{names.variation(varied.name)}: {detail}")


def _situations(sought: Sequence[Sought], floors: Floors) -> Iterator[Check]:
    """Yield the check of each floor of a set of situations that was measured."""
    by_name = {item.name: item for item in sought}
    for (measure, name), bound in floors.found.items():
        item = by_name.get(name)
        if item is not None and measure in item.measures:
            told = names.SITUATIONS[measure]
            found, least = (names.number(x, told.unit) for x in (item.measures[measure], bound))
            detail = (
                f"Situationer, {names.sought(name).lower()}: {told.name.lower()}: {found} "
                f"(skal være mindst {least}), ikke rigtige: {_listed(item.failed)}"
            )
            yield Check(f"situations:{measure}:{name}", item.measures[measure] >= bound, detail)


def _listed(found: Sequence[str]) -> str:
    """Return how many there are and the first of them."""
    if not found:
        return "ingen"
    more = f" og {len(found) - _NAMED} til" if len(found) > _NAMED else ""
    return f"{len(found)}: {', '.join(found[:_NAMED])}{more}"
