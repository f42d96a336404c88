"""What a situation tells of or asks for that is no matter for an initiative."""

import pytest

from assistant.beside import (
    asked_beside,
    asked_means,
    asks,
    asks_of_animal,
    has_means,
    is_beside,
    of_people,
    speaks_of_animals,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("min hund har spist hash, hvad gør jeg", " hvad gør jeg"),
        ("må jeg give katten hash, den er stresset", ""),  # whoever asks, the cat is the matter
        ("kan min kanin dø af det", ""),
        ("jeg er ensom efter hunden er væk", "jeg er ensom "),
    ],
)
def test_clauses_about_an_animal_are_left_out(text: str, kept: str) -> None:
    assert of_people(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "jeg bor på gaden med min hund",
        "kan jeg have hunden med på herberget",
        "han slår hunden og er fuld",
        "min søn ryger hash",
        "",
    ],
)
def test_clauses_about_a_person_are_kept(text: str) -> None:
    assert of_people(text) == text


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("hvor lang straf får man for hash", {"straf"}),
        ("bøde for hash", {"boed"}),
        ("mister jeg kørekortet hvis jeg ryger hash", {"koerekort"}),
        ("kan jeg svømme med mine piller", {"svoem"}),  # on no list: what it asks whether one can
        ("er hash lovligt", {"lov"}),
        ("hvad sker der hvis politiet finder hash", {"politi"}),
        ("jeg er gravid, hvor kan jeg købe antabus?", {"koeb", "antabus"}),
    ],
)
def test_what_is_asked_for_and_is_no_help_is_told(text: str, asked: set[str]) -> None:
    assert asked_beside(text) == (frozenset(asked),)


@pytest.mark.parametrize(
    "text",
    [
        "min søn har fået en dom for hash",  # told, and not asked for
        "kan jeg få hjælp til at betale en bøde",
        "kan jeg få behandling",
        "kan vi få en bolig",
        "hvad gør jeg",
        "?",
        "",
    ],
)
def test_what_is_told_or_is_help_is_not_beside_the_point(text: str) -> None:
    assert asked_beside(text) == ()


def test_page_that_speaks_of_what_is_asked_for_may_answer() -> None:
    assert is_beside("hvor lang straf får man", {"hash"})
    assert not is_beside("hvor lang straf får man", {"hash", "straf"})
    assert not is_beside("jeg ryger hash", set())


@pytest.mark.parametrize(
    "text",
    [
        "er der akuttilbud til hunde",
        "kan min hund komme med på botilbud?",
        "Hvad er målgruppen for tilbud til heste?",
        "er broen for papegøjer",
    ],
)
def test_question_of_an_animal_is_known(text: str) -> None:
    assert asks_of_animal(text)


@pytest.mark.parametrize(
    "text",
    [
        "jeg bor på gaden med min hund, er der et sted til mig?",
        "min hund er syg",
        "er det dyrt?",
        "",
    ],
)
def test_animal_that_is_only_told_of_is_not_asked_of(text: str) -> None:
    assert not asks_of_animal(text)


def test_page_speaks_of_animals_or_not() -> None:
    assert speaks_of_animals("Kæledyr kan ikke komme med.")
    assert not speaks_of_animals("Det er dyrt.")


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("min søn ryger hash", False),
        ("jeg har taget piller og er helt sløv", False),
        ("min søn ryger hash, hvad gør jeg", True),
        ("jeg har gæld kan de hjælpe med det", True),
        ("Er der noget?", True),
    ],
)
def test_what_only_tells_asks_nothing(text: str, is_asked: bool) -> None:
    assert asks(text) == is_asked


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("kan jeg få metadon hos jer", {"metadon"}),
        ("kan I hjælpe mig med at søge boligstøtte", {"boligstoet"}),
        ("kan i hjælpe mig med kontanthjælp", {"kontanthjaelp"}),
        ("jeg vil gerne have sovepiller", {"sovepil"}),
        ("kan man få hjælp, når man får dagpenge", set[str]()),  # who asks has it
        ("kan en mor, der ikke får dagpenge, være med", set[str]()),
        ("kan jeg få dagpenge", {"dagpeng"}),
        ("kan man få hjælp til heroin", set[str]()),  # to leave it
        ("jeg lever af kontanthjælp", set[str]()),
    ],
)
def test_a_benefit_or_medicine_is_asked_for_by_its_name(text: str, asked: set[str]) -> None:
    assert asked_means(text) == asked


def test_only_a_page_with_the_benefit_has_it() -> None:
    assert has_means({"boligstoet"}, {"boligstoet", "stoet"})
    assert has_means({"metadon"}, {"metadonbehandling"})
    assert not has_means({"boligstoet"}, {"stoet"})
    assert has_means(set(), set())
