"""How well passages were retrieved: nDCG and RR through ir-measures, and cover of the evidence."""

from collections.abc import Sequence

import ir_measures
from ir_measures import RR, nDCG

from evals.spans import Span, covered, is_covered
from index.types import Passage

DEPTH = 5  # passages that EvidenceRecall and FullEvidence look at
_RELEVANT = 0.5  # share of a span that a passage holds to be relevant


def measures(
    ranked: Sequence[Passage], passages: Sequence[Passage], groups: Sequence[Sequence[Span]]
) -> dict[str, float]:
    """Return nDCG@10, RR@10, EvidenceRecall@5 and FullEvidence@5 of one question.

    `passages` are all there are; those relevant to the evidence make the ideal ranking. The score
    of a passage is minus its rank, so that equal scores are not put in another order. Evidence is
    cover of character spans, so that other passages change nothing in what is gold.
    """
    top = [span_of(passage) for passage in ranked[:DEPTH]]
    found = [is_covered(group, top) for group in groups]
    spans = [span for group in groups for span in group]
    relevant = [
        ir_measures.Qrel("q", item.id, 1)
        for item in passages
        if any(covered(span, [span_of(item)]) >= _RELEVANT for span in spans)
    ]
    run = [ir_measures.ScoredDoc("q", item.id, -float(rank)) for rank, item in enumerate(ranked)]
    values = ir_measures.calc_aggregate([nDCG @ 10, RR @ 10], relevant, run) if relevant else {}
    return {
        "ndcg@10": float(values.get(nDCG @ 10, 0.0)),
        "rr@10": float(values.get(RR @ 10, 0.0)),
        "evidence_recall@5": sum(found) / len(found),
        "full_evidence@5": float(all(found)),
    }


def span_of(passage: Passage) -> Span:
    """Return where a passage stands."""
    return Span(passage.document, passage.start, passage.end)
