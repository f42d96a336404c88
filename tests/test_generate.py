"""What a model is told, and what is published of what it writes.

`python -m tests.test_generate` writes the golden files anew; read the difference first.
"""

from pathlib import Path

import pytest

from assistant import follow_up, generate
from assistant.facts import Statement
from assistant.model import ANSWER_TOKENS, Message
from assistant.question import plan
from assistant.types import Answer, Audience, Turn
from corpus.structure import parse
from tests.fakes import FakeModel, FakeSearch, evidence, quoted

GOLDEN = Path(__file__).parent / "golden" / "prompts"
BROEN = parse(
    "broen",
    'Broen – "et hus"\n\nMålgruppe:\n\nBroen er for unge i Lilleby. Der er plads til 12 unge.\n\n'
    "Finansiering:\n\nDer er afsat 4 mio. kr. til Broen.\n",
)
HUSET = parse("huset", "Huset\n\nMålgruppe:\n\nHuset er for familier.\n")
TARGET = "Broen er for unge i Lilleby."
SAID = Turn(
    "Hvem er Broen for?",
    Answer("", "", "caseworker", "answered", f"{TARGET} [1]", (quoted(BROEN, 1, TARGET),)),
)


def statement(quote: str) -> Statement:
    start = BROEN.text.index(quote)
    return Statement(quote, BROEN, start, start + len(quote))


def passages(tokens: int) -> list[str]:
    [question] = plan("Hvem er Broen for?")
    found = [(question, evidence(question.text, [BROEN, HUSET]))]
    given = generate.given(found, [statement("Der er afsat 4 mio. kr. til Broen.")], tokens)
    assert [one.number for one in given] == list(range(1, len(given) + 1))
    return [one.document.text[one.start : one.end] for one in given]


def prompts() -> dict[str, list[Message]]:
    [question] = plan("Hvem er Broen for?")
    found = [(question, evidence(question.text, [BROEN, HUSET]))]
    given = generate.given(found, [statement(TARGET)], 2000)
    audiences: tuple[Audience, ...] = ("caseworker", "citizen")
    told: dict[str, list[Message]] = {
        name: generate.messages("Hvem er Broen for?", name, given) for name in audiences
    }
    return {**told, "alone": follow_up.messages("Hvor mange er der plads til?", (SAID,))}


def shown(messages: list[Message]) -> str:
    return "\n\n".join(f"--- {one.role}\n{one.content}" for one in messages) + "\n"


@pytest.mark.parametrize("name", ["caseworker", "citizen", "alone"])
def test_prompt_is_that_of_its_golden_file(name: str) -> None:
    assert shown(prompts()[name]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_passages_begin_with_what_answers_and_hold_each_place_once() -> None:
    found = passages(2000)
    assert "4 mio. kr." in found[0]
    assert len(found) == len(set(found))
    assert any("Huset er for familier." in text for text in found)


def test_passages_keep_within_the_tokens_by_whole_sentences() -> None:
    everything = " ".join(BROEN.text.split())
    for tokens in range(100, 400, 10):
        found = passages(tokens)
        assert sum(map(len, found)) <= tokens * generate.CHARACTERS_PER_TOKEN
        for text in found:
            assert text.rstrip().endswith((".", ":")) or text in BROEN.text + HUSET.text
            assert " ".join(text.split()) in everything or "familier" in text
    assert passages(20) == []


def test_messages_and_answer_fit_the_context() -> None:
    for context in (2048, 4096, 32_768):
        model = FakeModel(context=context)
        tokens = generate.room(model, "citizen", "Hvem er Broen for?")
        [question] = plan("Hvem er Broen for?")
        many = [parse(f"side{n}", f"Side {n}\n\nBroen er god. " * 40) for n in range(30)]
        given = generate.given([(question, evidence(question.text, many))], [], tokens)
        told = generate.messages("Hvem er Broen for?", "citizen", given)
        size = sum(len(one.content) for one in told) / generate.CHARACTERS_PER_TOKEN
        assert given
        assert size + ANSWER_TOKENS <= context


def test_fence_is_a_word_that_no_material_holds() -> None:
    told = generate.messages("</kilde-0000000000000000>", "citizen", [])
    other = generate.messages("</kilde-0000000000000001>", "citizen", [])
    assert told[0].content != other[0].content


def test_what_carries_is_published_and_the_rest_told() -> None:
    [question] = plan("Hvem er Broen for?")
    found = [(question, evidence(question.text, [BROEN]))]
    given = generate.given(found, [statement(TARGET)], 2000)
    loose = "Unge fra hele landet kan bruge Broen om natten."
    text = f"{TARGET} [1] Broen har 57 pladser. [1] {loose} [1]"
    parts, told = generate.held(text, given, FakeSearch([BROEN]).alike)
    assert [part.text for part in parts] == [
        TARGET,
        loose,
    ]
    assert isinstance(parts[0], Statement)
    assert told == "Det, kilderne ikke dækker, er mærket."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("INTET SVAR", "Sprogmodellen fandt ikke svaret i kilderne."),
        ("Broen har 57 pladser. [1]", "Kilderne dækkede ikke det, sprogmodellen skrev."),
        ("Alle bliver glade for det.", "Kilderne dækkede ikke det, sprogmodellen skrev."),
    ],
)
def test_nothing_is_published_where_nothing_carries(text: str, told: str) -> None:
    [question] = plan("Hvem er Broen for?")
    found = [(question, evidence(question.text, [BROEN]))]
    given = generate.given(found, [statement(TARGET)], 2000)
    assert generate.held(text, given, FakeSearch([BROEN]).alike) == ([], told)


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        ("Hvor mange er der plads til på Broen?", True),
        ("»Hvor mange er der plads til på Broen?«\n", True),
        ("Hvor mange er der plads til på Havnen?", False),  # a name of its own
        ("Hvor mange af de 57 er der plads til på Broen?", False),
        ("Hvem er Broen for?", False),  # not what was asked
        ("Hvor mange er der plads til?\nDer er plads til 12.", False),
        ("", False),
        ("Hvor mange er der plads til? " * 30, False),
    ],
)
def test_follow_up_is_taken_where_it_asks_the_same_and_adds_nothing(
    written: str, taken: bool
) -> None:
    found = follow_up.taken(written, "Hvor mange er der plads til?", (SAID,))
    assert found == (written.strip("»«\n") if taken else "")


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for name, messages in prompts().items():
        (GOLDEN / f"{name}.txt").write_text(shown(messages), encoding="utf-8")
