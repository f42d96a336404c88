"""What a page says that its initiative is not."""

import pytest

from assistant.excluded import excluded, included
from corpus.structure import parse


def read(sentence: str) -> tuple[str, frozenset[str]]:
    page = parse("x", f"Broen\n\nMålgruppe:\n\nVoksne med gæld. {sentence}\n")
    [section] = [one for one in page.sections if one.label == "target"]
    return included(page, section), excluded(page, page.sections)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mennesker med demens var ikke i målgruppen.",
        "Mennesker med demens kan ikke være med.",
        "Tilbuddet gælder ikke for mennesker med demens.",
        "Broen er ikke for mennesker med demens.",
        "Vi rådgiver ikke om demens.",
    ],
)
def test_sentence_on_whom_it_is_not_for_is_left_out_and_known(sentence: str) -> None:
    text, stems = read(sentence)
    assert "demens" not in text
    assert "Voksne med gæld." in text
    assert "demens" in stems
    assert "gaeld" not in stems


@pytest.mark.parametrize(
    "sentence",
    ["Målgruppen er unge med demens, som ikke kan gå alene.", "Du behøver ikke en henvisning."],
)
def test_sentence_on_somebody_it_is_for_is_kept(sentence: str) -> None:
    text, stems = read(sentence)
    assert sentence in text
    assert stems == frozenset()


def test_what_is_called_psychical_and_is_no_illness_says_nothing_of_one() -> None:
    assert "psykisk" not in read("Vi hjælper mod fysisk eller psykisk vold.")[0]
    assert "psykisk" in read("Vi hjælper ved psykisk sygdom.")[0]
