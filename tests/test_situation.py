"""What a situation is about."""

import pytest

from assistant.situation import FIELD, OTHER, WEAK, Said, read


def said(text: str) -> dict[str, Said]:
    return {one.text: one for one in read(text).said}


def test_phrase_is_one_thing_with_official_words() -> None:
    found = said("jeg bor på gaden")
    assert list(found) == ["bor på gaden"]
    assert "hjemloes" in found["bor på gaden"].official


def test_words_weigh_by_what_they_say_of_the_problem() -> None:
    found = said("min søn tager kokain på en trampolin")
    weights = [found[word].weight for word in ("søn", "kokain", "trampolin")]
    assert weights == [WEAK, FIELD, OTHER]


def test_word_for_what_is_asked_of_help_says_little_of_the_problem() -> None:
    found = said("han har gæld og glemte en frist i papirarbejdet")
    assert [found[word].weight for word in ("gæld", "papirarbejdet")] == [FIELD, OTHER]


def test_municipality_says_nothing_of_the_problem() -> None:
    found = said("jeg er ensom i Odder")
    assert (found["odder"].weight, found["odder"].alone) == (WEAK, 0.0)


def test_circumstance_finds_help_and_is_no_problem_alone() -> None:
    found = said("han dukker aldrig op")["dukker aldrig op"]
    assert (found.weight, found.alone) == (FIELD, 0.0)
    assert "opsoeg" in found.official


def test_circumstance_leaves_its_words_to_be_read() -> None:
    found = said("jeg er tidligere narkoman")
    assert found["tidligere narkoman"].alone == 0.0
    assert found["narkoman"].alone == FIELD


@pytest.mark.parametrize(("text", "is_read"), [("§ 107", True), ("i 107 dage", False)])
def test_numbers_are_read_only_of_laws(text: str, is_read: bool) -> None:
    assert ("107" in said(text)) == is_read


def test_nothing_is_said_of_nothing() -> None:
    assert read("hej").said == ()
    assert read("").said == ()


@pytest.mark.parametrize("text", ["hun sidder bare helt alene", "så sidder hun jo alene"])
def test_small_words_may_stand_inside_a_phrase(text: str) -> None:
    (found,) = [one for one in read(text).said if "ensom" in one.official]
    assert found.text.startswith("sidder")
    assert found.text.endswith("alene")


def test_other_words_inside_a_phrase_make_it_another() -> None:
    assert not any("ensom" in one.official for one in read("hun sidder på en bænk alene").said)


def test_official_words_that_mean_it_together_stay_together() -> None:
    assert "psykisk vold" in said("han kontrollerer hende")["kontrollerer hende"].official


def test_unknown_compound_is_read_by_its_first_part() -> None:
    found = said("vi fik brev fra inkassomanden")["inkassomanden"]
    assert found.alone == FIELD
    assert "gaeldsraadgivning" in found.official
    assert said("vi fik en spadserestok")["spadserestok"].official == ()


def test_what_many_initiatives_help_to_is_a_need() -> None:
    assert said("jeg vil have et job")["job"].is_need
    assert not said("min mor er dement")["dement"].is_need


def test_word_that_means_many_things_is_never_enough() -> None:
    assert said("jeg kan ikke holde op med at græde")["holde op"].alone == 0.0


def test_name_inside_a_sentence_says_what_it_is_about() -> None:
    assert said("min mand var på Kajgården i maj")["kajgården"].alone == FIELD
    assert said("Kajgården er langt væk")["kajgården"].weight == OTHER  # every sentence has one


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("må jeg tage nogen med på besøg", False),
        ("vi kan ikke tage nogen steder hen", False),
        ("han har taget noget og er helt væk", True),
    ],
)
def test_who_takes_somebody_along_takes_no_drugs(text: str, is_meant: bool) -> None:
    official = {word for said in read(text).said for word in said.official}
    assert ("stofbrug" in official) is is_meant


def test_drugs_are_known_by_the_page_s_own_words_for_them() -> None:
    [said] = [one for one in read("jeg tager stoffer").said if one.is_problem]
    assert {"stof", "stofbehandling"} <= set(said.official)
