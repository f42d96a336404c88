"""Phrases of data files, found in sentences however they are spelled."""

import pytest

from assistant.phrases import Reader, Signs, sign, words

LISTS = {"pille": words(["piller", "panodil*"]), "hvem": words(["mig", "hende"])}


def holds(phrase: str, sentence: str) -> bool:
    signs = Signs([sign(phrase, LISTS)])
    reader = Reader(signs, words(["så", "helt"]), words(["ikke"]))
    return reader.holds(signs, reader.read(sentence))


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("slår {hvem}", "han slår mig"),
        ("slår {hvem}", "han slar hende"),
        ("slår {hvem}", "han slaar mig"),
        ("slår {hvem}", "han slår så helt mig"),
        ("taget .. {pille}", "har taget alle de der hvide piller"),
        ("taget .. {pille}", "har taget panodiler"),
        ("trækker ikke", "hun trekker ikke"),
        ("vågner", "han vvåggner"),
        ("overdosis", "en overdosiss"),
        ("selvmordstanker", "slevmordstankr"),
        ("selvmordstanker", "selvmords tanker"),
        ("læber & blå", "blå om de læber"),
        ("*medicin", "hendes hjertemedicin"),
        ("TAL piller", "30 piller"),
        ("i ÅRSTAL", "det var i 2014"),
        ("slår + {hvem}", "han slår mig"),
    ],
)
def test_phrase_is_found(phrase: str, sentence: str) -> None:
    assert holds(phrase, sentence)


@pytest.mark.parametrize(
    ("phrase", "sentence"),
    [
        ("slår {hvem}", "mig slår han"),
        ("slår {hvem}", "han slår græs om mig"),
        ("slår {hvem}", "han står mig nær"),
        ("taget .. {pille}", "har taget en to tre fire fem seks piller"),
        ("taget .. {pille}", "har ikke taget nogen, og ikke piller"),
        ("taget .. {pille}", "har taget dem, ikke piller"),
        ("læber & blå", "hendes læber"),
        ("*medicin", "medicinsk"),
        ("TAL piller", "2 piller"),
        ("i ÅRSTAL", "om 20 minutter i 20"),
        ("slår", ""),
        ("slår + {hvem}", "han slår så mig"),
    ],
)
def test_phrase_is_not_found(phrase: str, sentence: str) -> None:
    assert not holds(phrase, sentence)


def test_words_of_a_phrase_can_be_taken_out_of_a_sentence() -> None:
    idiom, phrase = sign("slår græs", LISTS), sign("slår {hvem}", LISTS)
    reader = Reader([idiom, phrase], frozenset(), frozenset())
    said = reader.without(Signs([idiom]), reader.read("han slår græs og slår mig"))
    assert reader.holds(Signs([phrase]), said)
    assert not reader.holds(Signs([idiom]), said)
