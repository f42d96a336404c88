"""How many sentences an answer takes."""

import numpy as np

from assistant import choose
from assistant.rank import FEATURES, Candidate, Ranking
from corpus.structure import parse
from corpus.types import Document

PAGE = parse(
    "broen",
    "Broen\n\nFormål:\n\nBroen giver unge en bolig. Stedet giver også et job. Det sker i Vejle.\n\n"
    "Indhold:\n\nBroen giver:\n\n  • samtaler hver uge\n  • hjælp til bolig\n",
)
COPY = parse("kopi", PAGE.text)
FIELDS = parse(
    "felter",
    "Vejen\n\nProjektperiode:\n\n2020 - 2022\n\n"
    "Kontakt:\n\nIda Holm\n11 22 33 44\nOle Lund Berg\n55 66 77 88\n",
)


def sentences_of(document: Document, heading: str) -> list[Candidate]:
    section = next(item for item in document.sections if item.heading == heading)
    (block,) = section.blocks[:1]
    text, found, start = document.text, [], block.start
    while start < block.end:
        end = text.index(".", start) + 1 if "." in text[start : block.end] else block.end
        found.append(Candidate(document, section, block, start, end, 1.0))
        start = end + 1
    return found


def ranked(candidates: list[Candidate], scores: list[float], said: list[float]) -> Ranking:
    values = np.zeros((len(candidates), len(FEATURES)), dtype=np.float32)
    values[:, FEATURES.index("rest")] = said
    cover = np.zeros((len(candidates), 1), dtype=np.float32)
    return Ranking(tuple(candidates), np.array(scores, dtype=np.float32), cover, values)


def texts(ranking: Ranking, most: int = 3) -> list[str]:
    return [item.text for item in choose.sentences(ranking, most)]


HOME, JOB, PLACE = sentences_of(PAGE, "Formål")


def test_sure_answer_is_one_sentence() -> None:
    assert texts(ranked([HOME, JOB, PLACE], [9.0, 1.0, 1.0], [0.5, 0.5, 0.5])) == [HOME.text]


def test_unsure_answer_has_more_sentences_in_reading_order() -> None:
    found = texts(ranked([JOB, HOME, PLACE], [1.0, 1.0, -9.0], [0.5, 0.5, 0.5]))
    assert found == [HOME.text, JOB.text]


def test_sentence_with_all_that_is_asked_needs_none_that_lacks_a_word() -> None:
    found = texts(ranked([JOB, HOME, PLACE], [1.0, 1.0, 1.0], [1.0, 0.5, 0.9]))
    assert found == [JOB.text, PLACE.text]


def test_page_and_its_copy_say_the_same_once() -> None:
    other = sentences_of(COPY, "Formål")[0]
    assert texts(ranked([HOME, other, JOB], [2.0, 2.0, -2.0], [0.5, 0.5, 0.5])) == [HOME.text]


def test_no_more_sentences_than_asked_for() -> None:
    assert len(texts(ranked([HOME, JOB, PLACE], [1.0, 1.0, 1.0], [0.5, 0.5, 0.5]), most=2)) == 2


def test_short_section_is_given_whole() -> None:
    ranking = ranked([JOB, HOME, PLACE], [9.0, 1.0, 1.0], [0.0, 0.0, 0.0])
    assert [item.text for item in choose.whole(ranking)] == [HOME.text, JOB.text, PLACE.text]


def test_long_section_is_not_given_whole() -> None:
    text = "Broen giver unge en bolig og et job hver dag."
    page = parse("hus", f"Hus\n\nFormål:\n\n{' '.join([text] * 8)}\n")
    found = sentences_of(page, "Formål")
    assert sum(len(item.text.split()) for item in found) > choose.WHOLE_WORDS
    assert choose.whole(ranked(found, [1.0] * 8, [0.0] * 8)) == []


def test_lead_of_a_list_brings_the_whole_list() -> None:
    (lead,) = sentences_of(PAGE, "Indhold")
    assert texts(ranked([lead], [1.0], [0.0])) == [
        "Broen giver:",
        "samtaler hver uge",
        "hjælp til bolig",
    ]


def test_sentence_that_points_back_is_not_added_from_another_document() -> None:
    other = parse("vejen", "Vejen\n\nFormål:\n\nDet sker i Odder. Unge får en have i Odder.\n")
    back, stands = sentences_of(other, "Formål")
    found = texts(ranked([HOME, back, stands], [1.0, 1.0, 1.0], [0.5, 0.5, 0.5]))
    assert found == ["Broen giver unge en bolig.", "Unge får en have i Odder."]


def test_sentence_that_points_back_is_added_from_the_same_document() -> None:
    assert texts(ranked([HOME, PLACE], [1.0, 1.0], [0.5, 0.5])) == [HOME.text, "Det sker i Vejle."]


def test_unlikely_sentence_is_not_added_to_an_unsure_one() -> None:
    page = parse("tal", f"Tal\n\nFormål:\n\n{' '.join(f'Punkt {n} er her.' for n in range(8))}\n")
    found = sentences_of(page, "Formål")
    assert len(texts(ranked(found, [4.0] + [1.0] * 7, [0.5] * 8))) == 1  # chances .74 and .04
    assert len(texts(ranked(found, [4.0] + [1.6] * 7, [0.5] * 8))) == 3  # chances .61 and .06


def test_contact_is_stated_whole_and_alone() -> None:
    section = next(item for item in FIELDS.sections if item.label == "contact")
    lines = [
        Candidate(FIELDS, section, block, block.start, block.end, 1.0) for block in section.blocks
    ]
    telephone = next(item for item in lines if "55 66 77 88" in item.text)
    assert texts(ranked([telephone], [1.0], [0.0])) == [
        "Kontakt for »Vejen«: Ole Lund Berg, telefon 55 66 77 88."
    ]


def test_period_is_stated_in_a_phrase() -> None:
    section = next(item for item in FIELDS.sections if item.label == "period")
    (block,) = section.blocks
    period = Candidate(FIELDS, section, block, block.start, block.end, 1.0)
    assert texts(ranked([period], [1.0], [0.0])) == ["Projektperioden for »Vejen« er 2020 - 2022."]


def test_what_the_best_sentence_only_announces_comes_after_it() -> None:
    page = parse(
        "huset", "Huset\n\nFormål:\n\nHuset har to opgaver. Det drejer sig om mad og ro.\n"
    )
    announced, said = sentences_of(page, "Formål")
    assert texts(ranked([announced, said], [9.0, -9.0], [0.5, 0.5])) == [
        "Huset har to opgaver.",
        "Det drejer sig om mad og ro.",
    ]


def test_what_takes_something_of_the_best_sentence_back_comes_after_it() -> None:
    page = parse(
        "huset", "Huset\n\nFormål:\n\nUnge får det bedre. Effekten er dog kort. Huset er rødt.\n"
    )
    better, short, red = sentences_of(page, "Formål")
    assert texts(ranked([better, red, short], [9.0, -9.0, -9.0], [0.5, 0.5, 0.5])) == [
        "Unge får det bedre.",
        "Effekten er dog kort.",
    ]


def test_sentence_that_another_leans_on_is_told_with_it() -> None:
    page = parse(
        "huset",
        "Huset\n\nFormål:\n\nHuset er rødt. Nogle få får det værre. Det gælder især unge.\n",
    )
    *_, leaning = sentences_of(page, "Formål")
    assert texts(ranked([leaning], [9.0], [0.5])) == [
        "Nogle få får det værre.",
        "Det gælder især unge.",
    ]


def test_one_thing_of_a_list_is_not_the_whole_list() -> None:
    section = next(item for item in PAGE.sections if item.heading == "Indhold")
    item = next(block for block in section.blocks if block.kind == "item")
    talks = ranked([Candidate(PAGE, section, item, item.start, item.end, 1.0)], [1.0], [0.0])
    assert [said.text for said in choose.sentences(talks, 3, is_one=True)] == [
        PAGE.text[item.start : item.end]
    ]
    assert texts(talks) == ["Broen giver:", "samtaler hver uge", "hjælp til bolig"]


def test_lead_brings_its_list_though_one_thing_is_asked_for() -> None:
    (lead,) = sentences_of(PAGE, "Indhold")
    found = choose.sentences(ranked([lead], [1.0], [0.0]), 3, is_one=True)
    assert [said.text for said in found] == ["Broen giver:", "samtaler hver uge", "hjælp til bolig"]


def test_what_a_pronoun_stands_for_is_told_before_it() -> None:
    page = parse(
        "anna",
        "Anna\n\nFormål:\n\nAnna Holm leder huset. Hun er læge i Vejle. De unge bor i huset. "
        "Unge i huset får støtte. De får også et job.\n",
    )
    one, two, three, four, five = sentences_of(page, "Formål")

    def alone(item: Candidate) -> list[str]:
        return texts(ranked([item], [9.0], [0.5]))

    assert alone(two) == [one.text, two.text]
    assert alone(three) == [three.text]  # 'De unge' says itself who
    assert alone(five) == [four.text, five.text]
