"""What is counted over all texts, and that it adds up."""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from corpus.structure import parse
from corpus.types import Document
from index.danish import fold, stem, stems
from index.vocabulary import Vocabulary
from tests.fakes import IN_PROSE, PAGE, page

MIXED = parse(
    "blandet",
    "Åens Brohus-2 (nyt)\n\nI dag, siger Ida Holm; kl. 12.30 gik Bo´s hus-båd ud på søen.  Så kom "
    "alle hjem: ½ time §85a, x_y og tre-fire ”Nye Veje”. IDA kan\nikke. ĳssel ﬁne café's Ørsted "
    "og\u00a0mere hus båd hus båd\n",
)
PAGES = [PAGE, IN_PROSE, page("hus", "bolig"), page("båd", "sejlads"), MIXED]
WORD = re.compile(r"[^\W\d_]+")


def files(vocabulary: Vocabulary, folder: Path) -> dict[str, bytes]:
    folder.mkdir()
    vocabulary.save(folder)
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def plain_tally(pages: Sequence[Document]) -> dict[str, tuple[int, int, int]]:
    """Return the tally of words as it is defined, place by place."""
    small, others, inside = Counter[str](), Counter[str](), Counter[str]()
    for one in pages:
        for word in WORD.findall(one.text):
            (small if word.islower() else others)[word.lower()] += 1
        for match in re.finditer(r"(?<=[\w,;)] )([A-ZÆØÅ][^\W\d_]+)", one.text):
            inside[match[1].lower()] += 1
    return {word: (small[word], others[word], inside[word]) for word in small + others}


def plain_pairs(pages: Sequence[Document]) -> set[tuple[str, str]]:
    pair = re.compile(r"(?<![\w-])([^\W\d_]{3,}) (?=([^\W\d_]{3,}))")
    return {found for one in pages for found in pair.findall(one.text)}


def test_words_are_counted_as_they_are_written() -> None:
    written = Vocabulary.of(PAGES).written
    expected = plain_tally(PAGES)
    assert {word: written.tally(word) for word in written.words} == expected
    assert written.tally("holm") == (0, 2, 2)
    assert written.tally("findes ikke") == (0, 0, 0)
    assert written.count("hus") == sum(expected["hus"][:2])


def test_any_text_is_counted_by_its_pieces_as_it_is_defined() -> None:
    letters, random = "aæbÅB .,;:!?)\n(-”'§%2½_ \u00a0é\u0301ﬁ´", Random(1)
    texts = ["".join(random.choices(letters, k=400)) for _ in range(50)]
    pages = [Document(str(number), "", text, ()) for number, text in enumerate(texts)]
    vocabulary = Vocabulary.of(pages)
    written, frequency = vocabulary.written, vocabulary.frequency
    assert {word: written.tally(word) for word in written.words} == plain_tally(pages)
    holding = Counter(word for text in texts for word in set(stems(text)))
    most = {part: max(n for word, n in holding.items() if part in word) for part in holding}
    assert {word: frequency.most(word) for word in holding} == most
    pairs = {(fold(left.lower()), fold(right.lower())) for left, right in plain_pairs(pages)}
    assert len(vocabulary.neighbours.keys) == len(pairs)


def test_words_stand_with_their_forms_in_the_order_of_these() -> None:
    written = Vocabulary.of(PAGES).written
    assert list(written.folded) == [fold(word) for word in written.words]
    assert list(written.folded) == sorted(written.folded)
    assert list(written.stems) == [stem(word) for word in written.words]
    assert list(written.backwards) == sorted({word[::-1] for word in written.folded})


def test_words_are_found_by_how_they_are_typed() -> None:
    written = Vocabulary.of(PAGES).written
    assert written.folding_to("aaens") == ["åens"]
    assert written.folding_to("intet") == []
    assert written.is_form("aaens") and not written.is_form("aaen")
    assert written.is_begun("aaen") and written.is_ended("aens") and not written.is_begun("zz")
    assert list(written.beginning("soe")) == ["søen"]
    assert list(written.forms("brohu")) == ["brohus"]
    assert sorted(written.ending("b", "hus")) == ["brohus"]


def test_words_side_by_side_are_known_whatever_their_capitals() -> None:
    neighbours = Vocabulary.of(PAGES).neighbours
    pairs = plain_pairs(PAGES)
    assert len(neighbours.keys) == len({(fold(a.lower()), fold(b.lower())) for a, b in pairs})
    assert all(neighbours.has(left, right) for left, right in pairs)
    assert neighbours.has("ida", "HOLM") and neighbours.has("hus", "baad")
    assert not neighbours.has("holm", "ida")
    assert not neighbours.has("søen", "så")  # two blanks
    assert not neighbours.has("kan", "ikke")  # a new line


def test_last_word_of_a_page_does_not_stand_by_the_first_of_the_next() -> None:
    pages = [Document(name, "", text, ()) for name, text in (("a", "en båd"), ("b", "Havn ude"))]
    vocabulary = Vocabulary.of(pages)
    assert not vocabulary.neighbours.has("båd", "havn")
    assert vocabulary.written.tally("havn") == (0, 1, 0)


def test_frequency_is_of_the_commonest_stem_that_a_text_is_a_part_of() -> None:
    frequency = Vocabulary.of(PAGES).frequency
    holding = Counter(word for one in PAGES for word in set(stems(one.text)))
    parts = {word[a:b] for word in holding for a in range(3) for b in range(a + 1, len(word) + 1)}
    expected = {part: max(n for word, n in holding.items() if part in word) for part in parts}
    assert {part: frequency.most(part) for part in parts} == expected
    assert frequency.most("qqq") == 1  # as of what stands in one document


def test_titles_hold_the_words_of_titles_and_headings() -> None:
    titles = Vocabulary.of([PAGE]).titles
    headings = ["Broen", *(section.heading for section in PAGE.sections)]
    assert titles == Counter(word.lower() for text in headings for word in WORD.findall(text))


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_changed_vocabulary_is_the_one_of_the_documents_that_are_left(
    kept: int, tmp_path: Path
) -> None:
    changed = Vocabulary.of(PAGES[:3]).changed(PAGES[kept:3], PAGES[3:])
    fresh = Vocabulary.of([*PAGES[:kept], *PAGES[3:]])
    assert files(changed, tmp_path / "a") == files(fresh, tmp_path / "b")


def test_vocabulary_without_documents_is_empty_and_grows(tmp_path: Path) -> None:
    empty = Vocabulary.of([])
    assert (empty.size, empty.frequency.most("hus"), empty.written.count("hus")) == (0, 1, 0)
    assert not empty.neighbours.has("hus", "båd")
    assert files(Vocabulary.of(PAGES).changed(PAGES, []), tmp_path / "a") == files(
        empty, tmp_path / "b"
    )
    assert Vocabulary.load(tmp_path / "b").changed([], PAGES).size == len(PAGES)


def test_loaded_vocabulary_is_the_saved_one_and_can_be_changed(tmp_path: Path) -> None:
    saved = files(Vocabulary.of(PAGES[:3]), tmp_path / "a")
    assert all(name.startswith("vocabulary-") for name in saved)
    loaded = Vocabulary.load(tmp_path / "a")
    assert files(loaded, tmp_path / "b") == saved
    grown = loaded.changed(PAGES[:1], PAGES[3:])
    assert files(grown, tmp_path / "c") == files(Vocabulary.of(PAGES[1:]), tmp_path / "d")
    assert grown.frequency.most("bolig") == Vocabulary.of(PAGES[1:]).frequency.most("bolig")
