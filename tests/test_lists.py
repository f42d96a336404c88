"""Lists come whole: the lead, then every item."""

from time import thread_time

from assistant.facts import Statement
from assistant.lists import statements
from corpus.structure import parse
from corpus.types import Document

BULLETED = parse(
    "broen",
    "Broen\n\nIndhold:\n\nBroen er et forløb. Det giver deltagerne:\n\n"
    "  • samtaler hver uge\n  • en fast kontaktperson\n  • hjælp til bolig.\n\n"
    "Efter forløbet følger en samtale.\n",
)
INLINE = parse(
    "vejen",
    "Vejen\n\nIndhold:\n\nVejen er ny. Den har tre dele: 1) Samtaler, 2) hjælp til bolig; og "
    "3) et netværk. Alle er frie.\n",
)


def at(document: Document, words: str) -> list[Statement]:
    start = document.text.index(words)
    section = next(s for s in document.sections if s.start <= start < s.end)
    return statements(document, section, start)


def texts(found: list[Statement]) -> list[str]:
    return [statement.text for statement in found]


WHOLE = [
    "Det giver deltagerne:",
    "samtaler hver uge",
    "en fast kontaktperson",
    "hjælp til bolig.",
]


def test_lead_brings_every_item() -> None:
    found = at(BULLETED, "Det giver")
    assert texts(found) == WHOLE
    assert [statement.is_item for statement in found] == [False, True, True, True]


def test_any_item_brings_the_whole_list() -> None:
    for item in WHOLE[1:]:
        assert texts(at(BULLETED, item)) == WHOLE


def test_all_parts_rest_on_the_same_stretch() -> None:
    found = at(BULLETED, "samtaler hver")
    (place,) = {(statement.start, statement.end) for statement in found}
    quote = BULLETED.text[slice(*place)]
    assert quote.startswith("Det giver deltagerne:")
    assert quote.endswith("hjælp til bolig.")


def test_sentence_beside_a_list_is_no_list() -> None:
    assert at(BULLETED, "Broen er et forløb") == []
    assert at(BULLETED, "Efter forløbet") == []


def test_lead_without_colon_is_left_out() -> None:
    plain = parse("b", "Broen\n\nIndhold:\n\nBroen er ny.\n\n  • samtaler\n  • bolig\n")
    assert texts(at(plain, "samtaler")) == ["samtaler", "bolig"]


def test_sentence_that_answers_is_kept_before_the_list_that_follows_it() -> None:
    plain = parse("b", "Broen\n\nIndhold:\n\nBroen har 12 rum.\n\n  • samtaler\n  • bolig\n")
    assert texts(at(plain, "Broen har")) == ["Broen har 12 rum.", "samtaler", "bolig"]


def test_row_of_a_table_leads_no_list() -> None:
    row = "Odder · Rum: 12 · Senge: 30 · Leder: Bo Dal · Åben: hver dag"
    table = parse("b", f"Broen\n\nTal:\n\n{row}\n\n  • ny\n  • lav\n")
    assert at(table, "Odder") == []
    assert texts(at(table, "ny")) == ["ny", "lav"]


def test_lead_that_goes_on_in_its_items_is_kept() -> None:
    led = parse(
        "b", "Broen\n\nIndhold:\n\nBroen er for unge, som\n\n  • bor alene\n  • er ledige\n"
    )
    assert texts(at(led, "bor alene")) == ["Broen er for unge, som", "bor alene", "er ledige"]


def test_facts_that_each_say_what_they_are_are_no_list() -> None:
    facts = parse("b", "Broen\n\nFakta om os\n\n  • Sted: Odder\n  • Antal pladser: 12\n")
    assert at(facts, "Antal pladser") == []
    dates = parse(
        "b",
        "Broen\n\nDatoer\n\n- Hold A: maj\n- Regnskab og billeder fra den sidste sommer: juni\n",
    )
    assert at(dates, "Hold A") == []


def test_enumeration_in_a_sentence_is_a_list() -> None:
    found = at(INLINE, "Den har tre dele")
    assert texts(found) == [
        "Den har tre dele:",
        "1) Samtaler",
        "2) hjælp til bolig",
        "3) et netværk.",
    ]
    assert [statement.is_item for statement in found] == [False, True, True, True]
    (place,) = {(statement.start, statement.end) for statement in found}
    assert INLINE.text[slice(*place)].startswith("Den har tre dele: 1) Samtaler")


def test_enumeration_of_two_or_with_a_gap_is_a_sentence() -> None:
    for parts in ("1) bolig og 2) arbejde", "1) bolig, 2) arbejde og 4) netværk"):
        page = parse("b", f"Broen\n\nIndhold:\n\nDen har {parts}.\n")
        assert at(page, "Den har") == []


def test_list_of_the_shipped_kind_has_all_ten() -> None:
    items = ", ".join(f"{n}) Del {n}" for n in range(1, 10)) + ", og 10) Del 10"
    page = parse("b", f"Broen\n\nIndhold:\n\nBroen indeholder ti dele: {items}\n")
    assert texts(at(page, "Broen indeholder"))[1:] == [f"{n}) Del {n}" for n in range(1, 11)]


def test_place_outside_every_block_is_no_list() -> None:
    assert statements(BULLETED, BULLETED.sections[0], 0) == []


def test_items_that_explain_what_they_name_are_a_list() -> None:
    page = parse(
        "hus",
        "Huset\n\nDe tre greb\n\n"
        "• Planen: En plan, der åbnes tolv uger før og underskrives af alle, som er med.\n"
        "• Guiden: En medarbejder, som besøger hver enkelt tre gange og henter dem til sidst.\n"
        "• Pakken: En taske med telefon, kort, lister og alt det, som man har brug for.\n",
    )
    section = page.sections[0]
    assert len(statements(page, section, section.blocks[0].start)) == 3


def test_list_of_many_long_words_takes_no_time() -> None:
    items = "".join(f"• Fag: {'beskæftigelsesmedarbejdere, ' * 14}{n}.\n" for n in range(3))
    page = parse("hus", f"Huset\n\nHolder\n\n{items}")
    section = page.sections[0]
    began = thread_time()
    statements(page, section, section.blocks[0].start)
    assert thread_time() - began < 5  # it took more than 40 s


def test_facts_under_each_other_are_no_list() -> None:
    page = parse(
        "huset",
        "Huset\n\nOm huset:\n\nHusdyr: Ikke hund\nRygning: Ikke inde\nBesøg: Til kl. 22\n",
    )
    assert at(page, "Rygning") == []
    towns = parse("tal", "Tal\n\nPladser i byerne:\n\nRibe: 12 pladser\nSkive: 4\nVejen: 7\n")
    assert len(at(towns, "Skive")) == 3
