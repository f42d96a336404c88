"""What a model wrote, held to the passages that it was given."""

import random
import re
from collections.abc import Sequence

import numpy as np
import pytest

from assistant.check import Given, Sentence, check
from assistant.literals import MUNICIPALITIES, missing
from assistant.settings import SHIPPED_DOCUMENTS
from corpus.load import load
from corpus.structure import parse
from corpus.text import lines, sentences
from evals.pair_sets import FICTION
from index.chunk import chunk
from index.embed import Vectors
from tests.fakes import FakeSearch

BRIDGE = parse(
    "broen",
    "Broen til Hverdagen\n\n"
    "Målgruppe:\n\n"
    "Broen til Hverdagen er for unge mellem 17 og 29 år med angst. Unge på efterløn er ikke "
    "omfattet. Vejlederen har højst tolv unge på samme tid.\n\n"
    "Finansiering:\n\n"
    "Projektet har en samlet bevilling på 4,1 mio. kr. Trivselsstyrelsen betaler 3,4 mio. kr., og "
    "Fonden Solsort betaler resten. Odder har 12 pladser, og Vejle har 8 pladser.\n\n"
    "Periode:\n\n"
    "Broen til Hverdagen løber fra 2014 til 2017. Udgiften ventes at falde i det tredje år.\n\n"
    "Kontakt:\n\nAlfrida Tangmose\n70 11 22 33\nalfrida@broen.example.dk\n",
)
ROAD = parse(
    "sporet",
    "Sporet\n\n"
    "Formål:\n\nFormålet med Sporet er at styrke voksne uden for arbejdsmarkedet.\n\n"
    "Tilbud:\n\nSporet tilbyder gratis samtaler efter servicelovens §§ 107 og 108.\n",
)
WHOLE = [Given(1, BRIDGE, 0, len(BRIDGE.text)), Given(2, ROAD, 0, len(ROAD.text))]


def alike(left: Sequence[str], right: Sequence[str]) -> Vectors:
    return FakeSearch([]).alike(left, right)


def checked(text: str, given: Sequence[Given] = WHOLE) -> list[Sentence]:
    return check(text, given, alike)


def verdict(text: str) -> str:
    [found] = checked(text)
    return found.verdict


def quote(sentence: Sentence) -> str:
    assert sentence.source is not None
    return sentence.source.document.text[sentence.source.start : sentence.source.end]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Projektet har en bevilling på 4.100.000 kr. [1]",
         "Projektet har en samlet bevilling på 4,1 mio. kr."),
        ("En vejleder har højst 12 unge på samme tid [1].",
         "Vejlederen har højst tolv unge på samme tid."),
        ("Broen til Hverdagen er for unge på 17-29 år med angst. [1]",
         "Broen til Hverdagen er for unge mellem 17 og 29 år med angst."),
        ("Broen til Hverdagen løber 2014-2017 [1]", "Broen til Hverdagen løber fra 2014 til 2017."),
        ("Unge på efterløn er ikke omfattet [1].", "Unge på efterløn er ikke omfattet."),
        ("Sporet tilbyder gratis samtaler efter servicelovens § 108. [2]",
         "Sporet tilbyder gratis samtaler efter servicelovens §§ 107 og 108."),
        ("Du kan kontakte Alfrida Tangmose på telefon 70112233. [1]",
         "Kontakt:\n\nAlfrida Tangmose\n70 11 22 33"),
        ("Formålet er at styrke voksne uden for arbejdsmarkedet [2].",
         "Formålet med Sporet er at styrke voksne uden for arbejdsmarkedet."),
        ("Odder har 12 pladser, og Vejle har 8 [1].",
         "Odder har 12 pladser, og Vejle har 8 pladser."),
    ],
)  # fmt: skip
def test_statement_is_carried_by_the_shortest_run_that_says_it(text: str, source: str) -> None:
    [found] = checked(text)
    assert (found.verdict, quote(found)) == ("carried", source)


@pytest.mark.parametrize(
    "text",
    [
        "Projektet har en samlet bevilling på 4,2 mio. kr. [1]",  # an amount
        "Projektet har en samlet bevilling på 4,1 mia. kr. [1]",
        "Projektet har en samlet bevilling på 3,4 mio. kr. [1]",  # the amount of somebody else
        "Broen til Hverdagen er for unge mellem 17 og 29 måneder med angst. [1]",
        "Broen til Hverdagen løb i 2015. [1]",  # between the years that stand there
        "Sporet tilbyder gratis samtaler efter servicelovens § 109. [2]",
        "Sporet tilbyder gratis samtaler efter sundhedslovens § 107. [2]",
        "Ring til Alfrida Tangmose på 70 11 22 34. [1]",
        "Skriv til bertine@broen.example.dk. [1]",
        "Læs mere på www.broen.example.com. [1]",
        "Odder har 8 pladser, og Vejle har 12 pladser. [1]",  # swapped
        "Vejle har 12 pladser. [1]",
        "Randers har 12 pladser. [1]",
        "Fonden Solsort betaler 3,4 mio. kr., og Trivselsstyrelsen betaler resten. [1]",
        "Fonden Gråspurv betaler resten. [1]",
        "Unge på efterløn er omfattet. [1]",  # denied there
        "Broen til Hverdagen er ikke for unge mellem 17 og 29 år med angst. [1]",
        "Vejlederen har tolv unge på samme tid. [1]",  # at most
        "Vejlederen har mindst tolv unge på samme tid. [1]",
        "Broen til Hverdagen er for alle unge mellem 17 og 29 år med angst. [1]",
        "Udgiften falder i det tredje år. [1]",  # expected to
        "Udgiften ventes at stige i det tredje år. [1]",
        "Broen til Hverdagen løber stadig fra 2014 til 2017. [1]",
        "Sporet skal tilbyde gratis samtaler. [2]",
        "Sporet har en samlet bevilling på 4,1 mio. kr. [1]",  # another initiative
        "The project is for young people with anxiety. [1]",
        "Jeg er en assistent, der svarer ud fra kilderne. [1]",
        "Mine instruktioner er at svare på dansk.",
        "HACKET",
        "Hej!",
        "Her er svaret: [1]",
        "Jeg håber, det hjælper. [1]",
        "Solen skinner over havet hver sommer.",
        "Hvad vil du ellers vide?",
    ],
)
def test_what_is_false_or_says_nothing_is_removed(text: str) -> None:
    assert verdict(text) == "removed"


@pytest.mark.parametrize(
    "text",
    [
        "Broen til Hverdagen er for unge med angst og deres forældre. [1]",
        "Formålet med Sporet er at styrke ledige voksne gennem samtaler i naturen. [2]",
    ],
)
def test_what_nothing_carries_and_nothing_contradicts_is_uncovered(text: str) -> None:
    assert verdict(text) == "uncovered"


@pytest.mark.parametrize("marker", ["", " [2]", " [99]", " [2][99]", " (kilde 2)"])
def test_statement_without_the_right_marker_moves_to_the_passage_that_carries_it(
    marker: str,
) -> None:
    [found] = checked(f"Unge på efterløn er ikke omfattet.{marker}")
    assert found.verdict == "moved"
    assert found.source is not None
    assert found.source.number == 1


def test_of_two_passages_cited_the_one_that_carries_is_kept() -> None:
    [found] = checked("Unge på efterløn er ikke omfattet. [2][1]")
    assert found.verdict == "carried"
    assert found.source is not None
    assert found.source.number == 1


def test_parts_of_a_sentence_are_held_to_their_own_markers() -> None:
    first, second = checked(
        "Unge på efterløn er ikke omfattet [1], mens Sporet tilbyder gratis samtaler [2]."
    )
    assert (first.text, first.verdict) == ("Unge på efterløn er ikke omfattet.", "carried")
    assert (second.text, second.verdict) == ("Sporet tilbyder gratis samtaler.", "carried")


def test_rest_of_a_sentence_goes_with_its_beginning() -> None:
    first, second = checked("Broen koster 9 mio. kr. [1], og er for unge med angst [1].")
    assert (first.verdict, second.verdict) == ("removed", "removed")


def test_pronoun_is_not_carried_from_one_document_to_another() -> None:
    first, second = checked(
        "Broen til Hverdagen løber fra 2014 til 2017. [1] Den tilbyder gratis samtaler. [2]"
    )
    assert (first.verdict, second.verdict) == ("carried", "uncovered")


def test_lists_keep_their_leads_and_lines() -> None:
    found = checked("- Unge på efterløn er ikke omfattet. [1]\n2. Sporet tilbyder samtaler. [2]")
    assert [(one.lead, one.begins_line, one.verdict) for one in found] == [
        ("• ", True, "carried"),
        ("2) ", True, "carried"),
    ]


def test_nothing_is_carried_without_passages() -> None:
    assert [one.verdict for one in checked("Unge på efterløn er ikke omfattet. [1]", [])] == [
        "removed"
    ]
    assert checked("") == []


def test_cosines_are_asked_for_in_one_call() -> None:
    calls = []

    def counted(left: Sequence[str], right: Sequence[str]) -> Vectors:
        calls.append((len(left), len(right)))
        return np.zeros((len(left), len(right)), np.float32)

    check("Unge er ikke omfattet. [1] Sporet tilbyder samtaler. [2]", WHOLE, counted)
    assert [left for left, _ in calls] == [2]


def test_every_sentence_of_a_passage_is_carried_by_it() -> None:
    failed = []
    for document in (
        one for folder in (SHIPPED_DOCUMENTS, FICTION) for one in load(folder).documents
    ):
        for passage in chunk(document):
            given = [Given(1, document, passage.start, passage.end)]
            spans = [s for line in lines(passage.text) for s in sentences(passage.text, *line)]
            for text in (passage.text[start:end] for start, end in spans):
                found = check(f"{text} [1]", given, alike)
                if any(one.verdict != "carried" for one in found):
                    failed.append(text)
    assert failed == []


_TRUE = (
    "Projektet har en samlet bevilling på 4,1 mio. kr. [1] Odder har 12 pladser, og Vejle har 8 "
    "pladser. [1]\n• Broen til Hverdagen løber fra 2014 til 2017. [1]\n• Ring til Alfrida Tangmose "
    "på 70 11 22 33. [1] Sporet tilbyder gratis samtaler efter servicelovens §§ 107 og 108. [2]"
)


def _garbled(random_: random.Random) -> str:
    """Return the true answer with some numbers, municipalities and markers changed."""

    def other(match: re.Match[str]) -> str:
        if random_.random() < 0.6:
            return match[0]
        if match[0].isdigit():
            return str(random_.randint(1, 10 ** len(match[0])))
        return random_.choice(sorted(MUNICIPALITIES))

    text = re.sub(r"(?<!\[)\d+(?!\])|Odder|Vejle|Sporet", other, _TRUE)
    return re.sub(
        r"\[\d\]", lambda match: random_.choice((match[0], "[1]", "[2]", "[9]", "")), text
    )


def test_no_garbled_answer_is_published_with_a_literal_that_its_quote_lacks() -> None:
    random_ = random.Random(7)
    kept = 0
    for _ in range(2_000):
        for one in checked(_garbled(random_)):
            if one.source is not None:
                kept += 1
                assert missing(one.text, quote(one)) == [], one.text
    assert kept > 2_000
