"""Made-up corpora: of any size, the same for one seed, and true to what is asked of them."""

import re
from pathlib import Path
from random import Random

import pytest

from assistant.settings import SHIPPED_DOCUMENTS
from corpus.load import load
from corpus.structure import parse
from evals import coined
from evals.corpora import SHORT_FROM, page, pages, write
from index.chunk import chunk

FIRST = list(pages(60))


def test_same_seed_gives_the_same_pages() -> None:
    assert [item.text for item in pages(3)] == [item.text for item in FIRST[:3]]
    assert [item.text for item in pages(3, seed=1)] != [item.text for item in FIRST[:3]]


def test_each_page_has_its_own_name_and_activity() -> None:
    numbers = range(100_000)
    assert len({coined.title(number) for number in numbers}) == 100_000
    assert len({"".join(coined.activity(number)[:2]) for number in numbers}) == 100_000


def test_activity_is_a_compound_in_both_forms() -> None:
    assert coined.activity(1) == ("have", "træning", "havetræningen")


def test_compound_takes_the_s_that_its_first_part_asks_for() -> None:
    assert (coined.linked("tryghed"), coined.linked("hus")) == ("trygheds", "hus")


def test_other_word_ends_alike() -> None:
    assert coined.alike("behandlingen", Random(1))[-3:] == "gen"
    assert coined.alike("xyzxyzq", Random(1)) == "xyzxyzq"


@pytest.mark.parametrize("number", [0, 7, 33])
def test_page_is_read_with_its_name_period_and_contact(number: int) -> None:
    item = FIRST[number]
    slots = item.facts.slots
    document = parse(item.facts.id, item.text)
    found = {field.name: field.value for field in document.fields}
    assert document.title.startswith(slots["name"])
    assert found["period"] == f"{slots['first']} - {slots['last']}"
    assert (found["person"], found["telephone"]) == (slots["person"], slots["telephone"])


def test_page_is_as_long_as_pages_of_initiatives() -> None:
    lengths = [len(item.text) for item in FIRST]
    assert 2_500 < sum(lengths) / len(lengths) < 4_000


def test_short_page_has_one_passage_or_two() -> None:
    short = [page(number, 0, is_short=True) for number in range(20)]
    counts = [len(chunk(parse(item.facts.id, item.text))) for item in short]
    assert set(counts) == {1, 2}
    assert next(iter(pages(SHORT_FROM + 1))).text == short[0].text


def test_vocabulary_keeps_growing_with_the_pages() -> None:
    words = [set(re.findall(r"[^\W\d_]+", item.text.lower())) for item in FIRST]
    half, whole = (len(set().union(*words[:count])) for count in (30, 60))
    assert 1.4 < whole / half < 2


def test_values_of_the_templates_are_on_no_page() -> None:
    people = {
        field.value
        for document in load(SHIPPED_DOCUMENTS).documents
        for field in document.fields
        if field.name in ("person", "telephone", "email")
    }
    assert not [name for name in people for item in FIRST if name in item.text]


def test_page_is_a_file_that_is_called_by_its_id(tmp_path: Path) -> None:
    write(tmp_path / "pages", FIRST[:2])
    files = {file.stem: file.read_text(encoding="utf-8") for file in (tmp_path / "pages").iterdir()}
    assert files == {item.facts.id: item.text for item in FIRST[:2]}
