"""Danish sentences."""

from itertools import pairwise
from random import Random

import pytest

from corpus.text import lines, sentences, trim


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Der er hjælp til mange, fx Familier og unge.",
        "Støtten gives bl.a. Til unge, jf. Serviceloven.",
        "Se f.eks. Aarhus og ca. 20 andre byer.",
        "Reglen står i nr. 4 og i § 101, stk. 2, pkt. 3.",
        "Der er afsat 11,8 mio. kr. i 2024.",
        "Det koster 3 mio. kr. om året.",
        "Omkring 35 pct. af beboerne har fået hjælp.",
        "Forløbet begynder den 3. maj 2024 og slutter 1. Juni 2025.",
        "Tal med H. C. Hansen eller dr. Jensen.",
        "Den er betalt af A.P. Møllers Fond.",
        "Nej. Alle kan komme.",
        "Ring på tlf. 12 34 56 78.",
        "Tilbuddet er for unge mv. og deres familier.",
        "Prisen er 1.250 kr. pr. måned inkl. Moms.",
        "Hjælpen (se kap. 4) er gratis.",
        "Er det rigtigt?",
        "Trin: 2. Udvidet hjælp · Besøg: 1-2 om ugen",
        "Besøg: 1-2 om ugen · Trin: 2. Udvidet hjælp",
        "2. Udvidet hjælp · 1-2 besøg om ugen",
        "Besøg\t2. Udvidet hjælp",
    ],
)
def test_abbreviation_initial_or_ordinal_does_not_end_a_sentence(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det er gratis. Alle kan komme.", ["Det er gratis.", "Alle kan komme."]),
        (
            "Der er afsat 6 mio. kr. Pengene er brugt.",
            ["Der er afsat 6 mio. kr.", "Pengene er brugt."],
        ),
        ("Det er kaffe, te m.m. Alle kan komme.", ["Det er kaffe, te m.m.", "Alle kan komme."]),
        ("Det gælder 35 pct. Resten gør ikke.", ["Det gælder 35 pct.", "Resten gør ikke."]),
        ("Pladser: 12. Ring først.", ["Pladser: 12.", "Ring først."]),
        ("Vi har 4. De er ledige.", ["Vi har 4.", "De er ledige."]),
        ("Kom i 2016. Det er gratis.", ["Kom i 2016.", "Det er gratis."]),
        ("Kan jeg komme? Ja! Det kan du.", ["Kan jeg komme?", "Ja!", "Det kan du."]),
        ("Han sagde: »Kom.« Hun kom.", ["Han sagde: »Kom.«", "Hun kom."]),
        ("Der er 6 mio. »Det er nok.«", ["Der er 6 mio.", "»Det er nok.«"]),
        ("Vent … Så kom den.", ["Vent …", "Så kom den."]),
        ("Kom!!! Nu?! Ja.", ["Kom!!!", "Nu?!", "Ja."]),
        ("Første linje.\nAnden linje.", ["Første linje.", "Anden linje."]),
        ("Huset hjalp unge. Det lukkede i maj.", ["Huset hjalp unge.", "Det lukkede i maj."]),
        ("Båd-sporet. I Odder. Om aftenen.", ["Båd-sporet. I Odder.", "Om aftenen."]),
        ("Alle mødes her. Vi har te.", ["Alle mødes her.", "Vi har te."]),
        ("Fonden. Den gav penge.", ["Fonden.", "Den gav penge."]),
        ("Unge med gæld. Alle kan komme.", ["Unge med gæld.", "Alle kan komme."]),
        ("  Indrykket.  ", ["Indrykket."]),
        ("Uden punktum", ["Uden punktum"]),
        ("Virker det? Nej. ", ["Virker det?", "Nej."]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentence_ends_where_a_reader_hears_it_end(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_small_letter_goes_on_with_the_sentence() -> None:
    assert split("Ring nu! sagde hun. Så ringede han.") == [
        "Ring nu! sagde hun.",
        "Så ringede han.",
    ]


def test_sentences_of_a_part_do_not_look_outside_it() -> None:
    text = "Første. Anden del. Tredje."
    assert sentences(text, 8, 18) == [(8, 18)]


def test_trim_keeps_the_offsets_of_what_is_left() -> None:
    assert trim("a  b\n c ", 1, 8) == (3, 7)
    assert trim("   ", 0, 3) == (3, 3)


def test_blank_lines_have_no_length() -> None:
    assert list(lines("en \n\n  to")) == [(0, 2), (4, 4), (7, 9)]


def test_sentences_cover_all_but_white_space_and_never_overlap() -> None:
    random = Random(5)
    pieces = [*"abcÆØ .!?…»«()\n\t\u00a0", "kr. ", "bl.a. ", "3. maj ", "\n\n", "12,5 ", "mio. Kr "]
    for _ in range(2_000):
        text = "".join(random.choices(pieces, k=random.randrange(60)))
        spans = sentences(text)
        assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
        outside = "".join(
            text[left:right]
            for left, right in zip(
                [0, *(end for _, end in spans)],
                [*(start for start, _ in spans), len(text)],
                strict=True,
            )
        )
        assert not outside.strip()
        assert spans == sorted(spans)
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
