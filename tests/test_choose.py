"""How many sentences an answer takes."""

import numpy as np

from assistant import choose
from assistant.rank import FEATURES, Candidate, Ranking
from corpus.structure import parse
from corpus.types import Document

PAGE = parse(
    "broen",
    "Broen\n\nFormål:\n\nBroen giver unge en bolig. Den giver også et job. Det sker i Vejle.\n\n"
    "Indhold:\n\nBroen giver:\n\n  • samtaler hver uge\n  • hjælp til bolig\n",
)
COPY = parse("kopi", PAGE.text)


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
