"""The words of passages as numbers."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

from index import tokens
from index.tokens import Tokenized, Tokens, merged
from index.types import Passage

LETTERS = "abcdefgh"


def passage(text: str, title: str = "", section: str = "") -> Passage:
    return Passage("side:0-1", "side", title, section, 0, 1, text)


def tokenized(texts: Sequence[str], known: Sequence[str] = ()) -> Tokens:
    found = Tokenized(known)
    found.add(map(passage, texts))
    return found.tokens()


def listed(found: Tokens) -> list[list[str]]:
    return [found.words_of(row) for row in range(len(found))]


def test_words_come_in_order_title_and_heading_first() -> None:
    found = Tokenized()
    found.add([passage("En bolig er en bolig.", "Hus", "Mål"), passage("Støtte"), passage("?!")])
    words = found.tokens()
    assert listed(words) == [["hus", "mål", "en", "bolig", "er", "en", "bolig"], ["støtte"], []]
    assert words.heads.tolist() == [2, 0, 0]
    assert words.starts.tolist() == [0, 7, 8, 8]
    assert words.rows().tolist() == [0] * 7 + [1]
    assert words.words == ["hus", "mål", "en", "bolig", "er", "støtte"]


def test_known_words_keep_their_numbers() -> None:
    assert tokenized(["b c a"], known=["a", "b"]).ids.tolist() == [1, 2, 0]


def test_merged_tokens_are_those_of_the_passages_that_stay_and_come() -> None:
    chance = Random(3)
    for _ in range(50):
        before = [" ".join(chance.choices(LETTERS, k=chance.randint(0, 5))) for _ in range(6)]
        added = [" ".join(chance.choices(LETTERS + "ijk", k=3)) for _ in range(3)]
        old = tokenized(before)
        new = tokenized(added, old.words)
        first, last = sorted(chance.sample(range(7), 2))
        places = [(True, 1, 3), (False, first, last), (True, 0, 1), (False, 2, 2)]
        found = merged(old, new, places)
        fresh = tokenized([*added[1:], *before[first:last], added[0]])
        assert listed(found) == listed(fresh)
        assert sorted(found.words) == sorted(fresh.words)
        assert found.heads.tolist() == fresh.heads.tolist()


def test_tokens_come_back_as_they_were_written(tmp_path: Path) -> None:
    found = tokenized(["en bolig på Ærø", "", "1,5 %"])
    tokens.write(tmp_path, found)
    read = tokens.read(tmp_path)
    assert list(read.words) == ["en", "bolig", "på", "ærø", "1,5", "%"]
    assert listed(read) == listed(found)
    assert len(read) == 3


def test_no_passages_have_no_tokens(tmp_path: Path) -> None:
    assert listed(tokenized([])) == []
    assert listed(merged(tokens.none(["a"]), tokenized([], ["a"]), [])) == []
    tokens.write(tmp_path, tokenized([]))
    assert listed(tokens.read(tmp_path)) == []
