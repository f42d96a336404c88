"""Pages about other fields."""

import re
from itertools import combinations

from corpus.fields import find_fields
from evals.unrelated import unrelated

PAGES = unrelated(200, 7)


def test_pages_are_the_same_for_one_seed_and_others_for_another() -> None:
    assert unrelated(20, 7) == PAGES[:20]
    assert {page.text for page in unrelated(20, 8)}.isdisjoint(page.text for page in PAGES)


def test_pages_have_each_their_id_of_small_letters_digits_and_hyphens() -> None:
    ids = [page.id for page in PAGES]
    assert len(set(ids)) == 200
    assert all(re.fullmatch(r"[a-z0-9-]+", id) for id in ids)


def test_no_page_is_nearly_a_copy_of_another() -> None:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.lower().split()
        return {tuple(words[i : i + 4]) for i in range(len(words) - 3)}

    cut = [shingles(page.text) for page in PAGES]
    shared = max(len(a & b) / min(len(a), len(b)) for a, b in combinations(cut, 2))
    assert shared < 0.75


def test_every_slot_is_filled() -> None:
    assert not [page.id for page in PAGES if re.search(r"[{}]", page.text)]


def test_pages_name_no_person_and_no_telephone_number() -> None:
    fields = {field.name for page in PAGES for field in find_fields(page)}
    assert fields == {"period", "updated", "published"}
    assert not [page.id for page in PAGES if re.search(r"(?:\d{2} ?){4}(?!\d)", page.text)]


def test_pages_have_several_sections_and_shapes() -> None:
    assert all(len(page.sections) >= 2 for page in PAGES)
    labels = {section.label for page in PAGES for section in page.sections}
    assert {"period", "purpose", "funding", "content", None} <= labels


def test_page_that_would_answer_is_left_out() -> None:
    found = unrelated(200, 7, ["færge", "bibliotek"])
    assert len(found) == 200
    assert not [page.id for page in found if re.search("færge|bibliotek", page.text.lower())]
    assert found[0] in PAGES
