"""The pairs on which the check of sentences is calibrated: sound, large enough, rightly split."""

from collections import Counter

import pytest
import yaml

from corpus.structure import parse as document
from evals.pair_sets import FICTION, RIGHT, WRONG, Pair, PairsError, documents, parse, read
from evals.types import Split

SPLITS: tuple[Split, ...] = ("dev", "held_out")
both = pytest.mark.parametrize("split", SPLITS)
PAGE = document("broen", "Broen\n\nBroen er for 12 unge. Den er gratis.\n")
ROW = {
    "id": "p1",
    "document": "broen",
    "quote": "Den er gratis.",
    "statement": "Broen koster ikke noget.",
    "supported": True,
    "kind": "plain",
}


def pairs(*changes: dict[str, object]) -> list[Pair]:
    rows = [{**ROW, **change} for change in changes]
    return parse(yaml.safe_dump(rows, allow_unicode=True).encode(), {"broen": PAGE})


def sections(split: Split) -> set[tuple[str, int]]:
    """Return the sections that a split quotes, each as its document and its start."""
    return {
        (pair.document, section.start)
        for pair in read(split)
        for section in documents()[pair.document].sections
        if section.start < pair.end and pair.start < section.end
    }


@both
def test_set_is_large_and_half_of_it_is_supported(split: Split) -> None:
    found = read(split)
    assert len(found) >= 160
    assert sum(pair.supported for pair in found) / len(found) == pytest.approx(0.5, abs=0.02)


@both
def test_every_kind_is_there(split: Split) -> None:
    counts = Counter(pair.kind for pair in read(split))
    assert [kind for kind in (*RIGHT, *WRONG) if counts[kind] < 2] == []


@both
def test_two_fifths_are_about_invented_pages(split: Split) -> None:
    invented = {path.stem for path in FICTION.iterdir()}
    found = read(split)
    share = sum(pair.document in invented for pair in found) / len(found)
    assert share == pytest.approx(0.4, abs=0.05)


@both
def test_quote_stands_where_it_is_said_to(split: Split) -> None:
    for pair in read(split):
        assert documents()[pair.document].text[pair.start : pair.end] == pair.quote


@both
def test_verbatim_statement_stands_in_its_quote(split: Split) -> None:
    assert [p.id for p in read(split) if p.kind == "verbatim" and p.statement not in p.quote] == []


def test_no_section_is_in_both_splits() -> None:
    assert sections("dev") & sections("held_out") == set()


def test_no_id_and_no_statement_is_in_both_splits() -> None:
    dev, held_out = read("dev"), read("held_out")
    assert {pair.id for pair in dev} & {pair.id for pair in held_out} == set()
    assert {pair.statement for pair in dev} & {pair.statement for pair in held_out} == set()


def test_pair_has_the_place_of_its_quote() -> None:
    assert pairs({}) == [
        Pair("p1", "broen", "Den er gratis.", "Broen koster ikke noget.", True, "plain", False,
             PAGE.text.index("Den er"), PAGE.text.index("gratis.") + 7)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "Den er  gratis."}, "p1: the quote does not stand in broen"),
        ({"quote": ""}, "p1: the quote does not stand in broen"),
        ({"document": "havnen"}, "p1: no document: havnen"),
        ({"statement": " "}, "p1: the statement is empty or has a marker"),
        ({"statement": "Den er gratis [1]."}, "p1: the statement is empty or has a marker"),
        ({"kind": "number"}, "p1: number does not go with supported: true"),
        ({"supported": False}, "p1: plain does not go with supported: false"),
        ({"literal": True}, "p1: literal is for unsupported statements"),
        (
            {"statement": "Den koster 40 kr.", "supported": False, "kind": "own_knowledge"},
            "p1: literal is missing",
        ),
    ],
)
def test_unsound_pair_is_refused(change: dict[str, object], said: str) -> None:
    with pytest.raises(PairsError) as caught:
        pairs(change)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    "change", [{"kind": "guessed"}, {"supported": "yes"}, {"note": "x"}, {"id": 1}]
)
def test_row_of_another_form_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(PairsError, match=next(iter(change))):
        pairs(change)


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(PairsError) as caught:
        pairs({}, {"document": "havnen"}, {})
    assert str(caught.value).splitlines() == [
        "p1: the id is used twice",
        "p1: the id is used twice",
        "p1: the statement is made twice",
        "p1: no document: havnen",
    ]


def test_yaml_that_is_none_is_refused() -> None:
    with pytest.raises(PairsError):
        parse(b"- {id: p1", {})
