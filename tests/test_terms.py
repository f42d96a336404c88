"""Terms and their numbers in files that are not parsed."""

from pathlib import Path

import pytest

from index import terms
from index.terms import Terms

MANY = [f"{letter}{number}" for letter in "aåß" for number in range(700)]


def kept(folder: Path, some: list[str]) -> Terms:
    terms.write(folder, "some", some)
    return terms.read(folder, "some")


@pytest.mark.parametrize("some", [[], ["bolig"], ["b", "a", "ab", "ø", "æble"], MANY])
def test_terms_come_back_with_their_numbers(tmp_path: Path, some: list[str]) -> None:
    found = kept(tmp_path, some)
    assert dict(found) == {term: number for number, term in enumerate(some)}
    assert list(found) == some
    assert len(found) == len(some)


@pytest.mark.parametrize("term", ["", "bol", "boligs", "olig", "bolig\nseng", "\n", "\ud800", "x"])
def test_what_is_no_term_has_no_number(tmp_path: Path, term: str) -> None:
    found = kept(tmp_path, ["bolig", "seng"])
    assert term not in found
    assert found.get(term) is None
    with pytest.raises(KeyError):
        found[term]
