"""A question taken apart."""

import pytest

from assistant.question import MOST, Question, parse, plan
from assistant.scopes import Scopes
from assistant.words import content_terms
from corpus.structure import parse as read
from index.danish import stem
from tests.fakes import page

STREET = read("gade", "Fremskudt stofbehandling\n\nBehandlere møder borgerne på gaden.\n")
FIND = Scopes.over([page("hus", "bolig"), STREET, page("job", "fritid"), page("kor", "sang")]).find


def asked(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.kind_name) for one in plan(text, FIND)]


def pairs(text: str) -> list[tuple[str, list[str]]]:
    """Return each kind of thing asked for, and the documents it is asked of."""
    return [(one.kind_name, [s.document for s in one.scopes]) for one in plan(text, FIND)]


def single(text: str) -> Question:
    (question,) = plan(text, FIND)
    return question


def test_two_questions_in_one_sentence_are_two_things_asked() -> None:
    assert asked("Hvem er målgruppen for Hus, og hvem finansierer det?") == [
        ("Hvem er målgruppen for Hus", "target"),
        ("hvem finansierer det", "funding"),
    ]
    assert asked("Hvad er formålet med Hus? Hvem er kontaktperson?") == [
        ("Hvad er formålet med Hus", "purpose"),
        ("Hvem er kontaktperson", "contact"),
    ]


def test_clause_inherits_the_initiative_named_before() -> None:
    assert pairs("Hvem er målgruppen for Hus, hvem finansierer det, og hvad er formålet?") == [
        ("target", ["hus"]),
        ("funding", ["hus"]),
        ("purpose", ["hus"]),
    ]
    assert pairs("Hvad er målgruppen for Hus, og hvem betaler for fremskudt stofbehandling?") == [
        ("target", ["hus"]),
        ("funding", ["gade"]),
    ]


def test_clause_before_the_first_name_is_about_that_one() -> None:
    assert pairs("Hvem finansierer, og hvem er målgruppen for Hus?") == [
        ("funding", ["hus"]),
        ("target", ["hus"]),
    ]


def test_one_kind_of_two_initiatives_is_asked_of_each() -> None:
    assert pairs("Hvem finansierer fremskudt stofbehandling og Hus?") == [
        ("funding", ["gade"]),
        ("funding", ["hus"]),
    ]


def test_two_clauses_of_two_initiatives_are_four_things_asked() -> None:
    text = "Hvem finansierer fremskudt stofbehandling og Hus, og hvad er formålet?"
    assert pairs(text) == [
        ("funding", ["gade"]),
        ("funding", ["hus"]),
        ("purpose", ["gade"]),
        ("purpose", ["hus"]),
    ]


def test_initiative_that_is_not_asked_of_leaves_its_words_behind() -> None:
    first, second = plan("Hvem finansierer fremskudt stofbehandling og Hus?", FIND)
    assert first.terms == ("finansi", "fremskud", "stofbehandling")
    assert second.terms == ("finansi", "hus")
    assert first.is_one_of_many
    assert second.is_one_of_many
    assert not single("Hvem finansierer Hus?").is_one_of_many


def test_at_most_so_many_things_are_asked() -> None:
    kinds = "formål, målgruppe, baggrund, finansiering, periode, evaluering og telefonnummer"
    assert len(plan(f"Hvad er {kinds} for Hus?", FIND)) == MOST == 6
    both = "Hvad er formål, målgruppe, baggrund og finansiering for Hus og Fremskudt stofbehandling"
    assert len(plan(both, FIND)) == MOST


def test_kinds_in_one_clause_are_one_thing_asked_each() -> None:
    assert sorted(pairs("Hvad er formålet og målgruppen for Hus?")) == [
        ("purpose", ["hus"]),
        ("target", ["hus"]),
    ]


def test_the_same_thing_asked_twice_is_asked_once() -> None:
    assert pairs("Hvad er formålet, og hvad er formålet?") == [("purpose", [])]
    assert pairs("hvem finansierer Hus, og hvem finansierer Hus?") == [("funding", ["hus"])]


def test_and_inside_a_noun_phrase_does_not_part_the_question() -> None:
    text = "Hvad er formålet med uddannelse og arbejde?"
    assert asked(text) == [(text, "purpose")]


def test_what_somebody_tells_of_is_not_asked_beside_what_is_asked() -> None:
    told = "Min søn har brug for hjælp til at få en bolig."
    assert asked(told) == [(told, "situation")]
    assert pairs(f"{told} Hvem finansierer Hus?") == [("funding", ["hus"])]


def test_verb_that_begins_what_is_told_asks_nothing() -> None:
    [asked] = plan("Har sovet ude i 20 år, kan ikke mere. Hvad er der til mig")
    assert asked.kind_name == ""
    assert asked.is_personal


def test_a_kind_that_only_what_is_told_names_is_not_asked_for() -> None:
    told = "min mand styrer pengene, kan jeg få et sted at bo"
    assert single(told).kind_name == "situation"
    assert single("hvem styrer pengene i projektet").kind_name == "funding"


@pytest.mark.parametrize(
    "text",
    [
        "Min borger skal bruge telefonnummeret på Hus",
        "Jeg er vejleder og skal bruge telefonnummeret på Hus",
        "Jeg har læst om Hus. Giv mig telefonnummeret.",
        "Jeg kunne godt tænke mig at få oplyst telefonnummeret på Hus",
    ],
)
def test_who_says_what_is_wanted_asks_for_it(text: str) -> None:
    assert pairs(text) == [("telephone", ["hus"])]


def test_who_can_help_somebody_is_asked_of_a_situation() -> None:
    assert single("min bror sover i en bus, hvem kan hjælpe ham").is_personal
    assert not single("hvem leder vores projekt").is_personal


@pytest.mark.parametrize("text", ["", "?", "hej", "🙂", "Fortæl om det"])
def test_question_that_asks_for_nothing_known_is_one_with_all_of_its_text(text: str) -> None:
    assert single(text).text == text
    assert single(text).scopes == ()


def test_plan_without_initiatives_asks_of_none() -> None:
    assert [one.scopes for one in plan("Hvad er formålet med Hus?")] == [()]


def test_terms_are_stems_of_content_words_each_once() -> None:
    assert content_terms("Hvad er vejen til en vej?") == ("vej",)


def test_subject_leaves_out_what_is_asked_for() -> None:
    question = parse("Hvad er telefonnummeret på kontaktpersonen for akuttilbud?")
    assert question.subject == ("akuttilbud",)
    assert question.terms == ("telefonnum", "kontaktperson", "akuttilbud")


def test_words_that_ask_for_the_kind_are_no_subject() -> None:
    text = "Hvilke kommuner deltager med hunde?"
    (question,) = plan(text)
    assert question.kind_name == "municipality"
    assert question.subject == ("hund",)
    assert parse(text).subject == ("kommun", "hund")


@pytest.mark.parametrize(
    "text", ["Hvem er Hus for?", "Kører Hus endnu?", "Er Hus slut?", "Hvad skal Hus gavne?"]
)
def test_name_between_the_words_that_ask_is_the_subject(text: str) -> None:
    (question,) = plan(text)
    assert "hus" in question.subject


def test_rest_is_the_subject_without_the_words_of_the_initiative() -> None:
    question = single("Hvem finansierer varme måltider i fremskudt stofbehandling?")
    assert question.subject == ("varm", "maaltid", "fremskud", "stofbehandling")
    assert question.rest == ("varm", "maaltid")
    assert single("Hvem finansierer Hus?").rest == ()


def test_names_are_capitalised_words_inside_the_sentence_and_numbers_of_paragraphs() -> None:
    assert parse("Gælder § 107 for botilbud ved Aarhus?").names == {"107", "aarhus"}
    assert parse("Findes der botilbud?").names == frozenset()
    assert parse("Which Danish towns take part?").names == frozenset()  # all of them are


def test_name_of_an_initiative_not_asked_of_is_no_name() -> None:
    first, second = plan("Hvem finansierer Fremskudt stofbehandling og Hus i Odder?", FIND)
    assert "hus" not in first.names
    assert {"hus", "odd"} <= second.names


def test_what_how_many_counts_is_kept() -> None:
    assert parse("Hvor mange kommuner var med?").counted == "kommun"
    assert parse("Hvor mange?").counted is None
    assert parse("Hvor mange gik hjem?").counted is None
    assert parse("Hvor mange savnede en ven?").counted is None
    assert parse("Hvor mange ansatte i Ribe er der?").counted == "ansat"
    assert parse("Hvad koster det?").counted is None
    assert parse("Hvilke kommuner var med?").counted is None


def test_focus_is_what_is_asked_for_when_it_is_of_no_name() -> None:
    assert parse("Hvor mange unge får hjælp?").focus == "ung"
    assert parse("Hvilken metode bruges der?").focus == "metod"
    assert parse("Hvem bruger en metode?").focus is None
    assert single("Hvilken stofbehandling er fremskudt?").focus is None


def test_everyday_speech_brings_its_official_words() -> None:
    assert parse("Hvad kan man tilbyde narkomaner?").official.keys() == {"narkoman"}
    assert parse("Hvad kan man tilbyde stole?").official == {}


def test_search_is_by_the_question_the_initiative_and_the_heading() -> None:
    assert single("Hvem finansierer stofbehandling?").search_text == (
        "Hvem finansierer stofbehandling? Fremskudt stofbehandling Finansiering"
    )
    assert single("Hvem finansierer hunde?").search_text == "Hvem finansierer hunde?"
    assert single("Hvem er kontakt for stofbehandling?").search_text == (
        "Hvem er kontakt for stofbehandling? Fremskudt stofbehandling Kontakt Kontakt"
    )


def test_clause_of_a_question_word_and_a_name_asks_the_same() -> None:
    assert pairs("Hvem kan jeg ringe til om Hus, og hvem om Job?") == [
        ("telephone", ["hus"]),
        ("telephone", ["job"]),
    ]


def test_first_clause_may_ask_with_its_verb_alone() -> None:
    assert [text for text, _ in asked("Bruger man værksteder i Hus, og hvad er formålet?")] == [
        "Bruger man værksteder i Hus",
        "hvad er formålet",
    ]
    assert [text for text, _ in asked("Hus bruger værksteder, og hvad er formålet?")] == [
        "Hus bruger værksteder, og hvad er formålet?"
    ]


def test_who_else_is_asked_of_the_group_named_before() -> None:
    assert asked("Hvem er formand for styregruppen i Hus, og hvem sidder der ellers?")[1] == (
        "hvem sidder der ellers (styregruppen)",
        "partners",
    )


def test_nouns_in_a_row_are_each_asked_for_in_their_order() -> None:
    assert [kind for kind, _ in pairs("Periode, finansiering og kontakt på Hus?")] == [
        "period",
        "funding",
        "contact",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er kontaktpersonerne?",
        "Hvem er kontakt på de forskellige projekter?",
        "Giv mig en liste over telefonnumre",
        "Hvad er målgruppen for jeres initiativer?",
        "Hvornår slutter hvert projekt?",
    ],
)
def test_plural_and_each_ask_of_all_initiatives(text: str) -> None:
    assert single(text).is_overview


def test_words_that_only_say_who_name_no_page_in_an_overview() -> None:
    find = Scopes.over([page("unge", "Hjælp til unge"), page("kor", "sang")]).find
    [question] = plan("Hvilke projekter er der for unge?", find)
    assert question.is_overview
    assert question.scopes == ()


def test_what_each_has_is_asked_of_all_where_none_is_named() -> None:
    assert single("Hvilke målgrupper har I?").is_overview
    assert single("Hvilke paragraffer nævnes i dokumenterne?").is_overview
    assert not any(one.is_overview for one in plan("Hvilke beløb fik Hus og Job?", FIND))


def test_words_that_ask_for_another_thing_are_not_what_this_one_is_about() -> None:
    assert [one.rest for one in plan("Lovgrundlag og målgruppe i Hus?", FIND)] == [(), ()]


def test_each_clause_that_asks_of_all_is_asked_by_itself() -> None:
    assert asked("Hvilke projekter er slut, og hvilke kører endnu?") == [
        ("Hvilke projekter er slut", "running"),
        ("hvilke kører endnu", "running"),
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hvem er Broen for, og koster det noget?", ["target", "cost"]),
        ("Hvor mange er på Broen og har to børn?", ["count"]),
        ("Hvad ved man om Broens rolle for, hvornår gæster flytter?", ["period"]),
    ],
)
def test_and_parts_a_question_only_where_a_verb_asks(text: str, asked: list[str]) -> None:
    assert [one.kind_name for one in plan(text, FIND)] == asked


def test_price_is_not_asked_of_the_town_that_a_time_is_asked_of() -> None:
    opening, cost = plan("Hvornår har Hus åbent i Odder, og koster det noget?", FIND)
    assert "odd" in opening.terms
    assert "odd" not in cost.terms


def test_number_of_things_is_not_what_is_asked_for() -> None:
    [question] = plan("Hvilke tre spor er der?")
    assert question.focus == "spor"


def test_ones_own_for_whom_a_price_is_asked_are_not_what_it_is_about() -> None:
    [price] = plan("Hvad koster en nat på Broen for min svigermor?")
    [target] = plan("Hvad findes der til min svigermor?")
    assert stem("svigermor") not in price.subject
    assert stem("svigermor") in target.subject


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Hvem skal jeg ringe til for at høre mere om væveværkstedet?", False),
        ("Hvem skal jeg kontakte om hjælp til folk der drikker?", True),
        ("Hvem skal jeg ringe til, når min bror drikker?", True),
    ],
)
def test_who_to_ring_tells_of_somebody_only_where_it_says_so(text: str, tells: bool) -> None:
    assert any(question.is_personal for question in plan(text)) == tells


def test_common_word_written_as_a_name_is_asked_about() -> None:
    [question] = plan("Hvornår har Kilden åbent?")
    assert question.rest == ("kild",)
    assert plan("Hvornår har kilden åbent?")[0].rest == ()
    assert plan("Kan jeg ringe til Dem?")[0].rest == ()
    assert "vid" not in plan("Hvem betaler Vejen Videre?")[0].terms


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Jeg skal bruge en beskrivelse af Broen til en artikel", False),
        ("Vi skriver om Broen", False),
        ("Jeg skal bruge hjælp på Broen", True),
        ("Jeg skal bruge Broen til min søn", True),
    ],
)
def test_who_needs_words_for_a_text_tells_of_nobody(text: str, tells: bool) -> None:
    assert parse(text).is_personal is tells


def test_english_words_are_not_looked_for_in_a_question_of_whom_it_is_for() -> None:
    [question] = plan("Who could take part in Odderspor? Age and shoe size?")
    assert question.kind_name == "target"
    assert question.rest == ("odderspor",)


def test_terms_outside_of_the_part_that_asks_are_told() -> None:
    [question] = plan("Min søster bor i en kælder. Kan hun låne en seng på Strandgården?")
    assert question.asked == "Kan hun låne en seng på Strandgården"
    assert "kaeld" in question.told


def test_phrase_of_small_words_alone_is_a_term_that_nothing_need_have() -> None:
    [question] = plan("Kan man komme der uden at sige hvem jeg er?")
    assert stem("anonymt") in question.terms
    assert stem("anonymt") not in question.rest


def test_clause_after_what_it_is_asked_of_asks() -> None:
    asked = plan("Fyrtårnet: hvor hurtigt skal byen svare beboeren, og hvad koster det at bo der?")
    assert [one.kind_name for one in asked] == ["waiting", "cost"]


def test_whether_one_must_say_ones_name_asks_for_confidence() -> None:
    [question] = plan("Skal man sige hvad man hedder for at spise på Fyrtårnet?")
    assert question.kind_name == "confidence"


def test_when_a_decision_is_due_is_no_period() -> None:
    [question] = plan("Hvornår skal byen træffe afgørelse om en plads på Fyrtårnet?")
    assert question.kind_name == "by_when"
