import time

import pytest

from assistant.lexicon import Lexicon
from assistant.slips import distance, edited, one_apart, slips, swapped
from assistant.tidy import Tidy
from corpus.structure import parse
from index.vocabulary import Vocabulary

PAGE = parse(
    "broen",
    "Brobyggerpakken\n\n"
    "Målgruppe:\n\nBrobyggerpakken er for borgere i Helsingør med et stofmisbrug. Målgruppen får "
    "hjælp af en kontaktperson i et akuttilbud, og der er tilbud til familier efter behandlingen. "
    "Tilbuddet er opdateret af Rambøll i 2020, og Anna Holm og Jens Krogh svarer på løbet.\n\n"
    "Formål:\n\nFormålet med Brobyggerpakken er at give flere en behandling. Indsatsen følger "
    "retningslinjer for stofmisbrugsbehandling.\n",
)
TIDY = Tidy(Vocabulary.of([PAGE]))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            "Hej, jeg håber I kan hjælpe mig. Hvem betaler for indsatsen? På forhånd tak!",
            "Hvem betaler for indsatsen?",
        ),
        ("Hvem er kontaktperson? Mvh. Anne", "Hvem er kontaktperson?"),
        ("Hvem er kontaktperson? Hilsen Anne", "Hvem er kontaktperson?"),
        ("Hvem er kontaktperson? Med hilsen Anne", "Hvem er kontaktperson?"),
        ("kan du venligst fortælle mig hvem der betaler?", "Hvem der betaler?"),
        ("Jeg vil gerne vide, hvornår det slutter.", "Hvornår det slutter."),
        ("Undskyld jeg forstyrrer, men hvad koster det?", "Hvad koster det?"),
        ("vornår åbner huset", "Hvornår åbner huset"),
        ("Hej Anne, hvem kan jeg ringe til?", "Hvem kan jeg ringe til?"),
        ("Tak! Og hvem finansierer?", "Og hvem finansierer?"),
        ("Jeg er sagsbehandler i Lemvig, hvem finansierer?", "Hvem finansierer?"),
        ("Som socialrådgiver: hvem finansierer?", "Hvem finansierer?"),
        ("Hvem betaler for pakken? Med venlig hilsen Lise Holm", "Hvem betaler for pakken?"),
        ("Hej, jeg haaber I kan hjaelpe mig. Hvem betaler? Paa forhaand tak!", "Hvem betaler?"),
    ],
)
def test_courtesies_are_dropped(typed: str, meant: str) -> None:
    assert TIDY(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Hej",
        "Tak for hjælpen!",
        "Kan I hjælpe min mor?",
        "Jeg har brug for hjælp, fordi min søn har et stofmisbrug.",
        "Kan du fortælle mig om akuttilbud?",
        "Jeg vil gerne have hjælp til min datter.",
    ],
)
def test_what_tells_or_is_all_that_is_there_stays(text: str) -> None:
    assert TIDY(text) == text


def test_situation_between_courtesies_is_kept_whole() -> None:
    typed = "Godmorgen, min søn på 19 bor på gaden, hvor kan han sove? Kh Bente"
    assert TIDY(typed) == "Min søn på 19 bor på gaden, hvor kan han sove?"


def test_shouting_is_read_in_small_letters_with_the_names_that_are_known() -> None:
    typed = "HVEM BETALER I HELSINGØR? OG HVORNÅR SLUTTER DET?"
    assert TIDY(typed) == "Hvem betaler i Helsingør? Og hvornår slutter det?"


def test_abbreviations_are_no_shouting() -> None:
    assert TIDY("STU, FGU?") == "STU, FGU?"


def test_text_without_capitals_gets_those_of_sentences_and_names() -> None:
    typed = "der er 20 mio. kr. til helsingør. hvem betaler?"
    assert TIDY(typed) == "Der er 20 mio. kr. til Helsingør. Hvem betaler?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hvem får brobygger pakken?", "Hvem får brobyggerpakken?"),
        ("Hvad er Brobygger pakken?", "Hvad er Brobyggerpakken?"),
        ("Hvem er kontakt person?", "Hvem er kontaktperson?"),
        ("Hvad er akut tilbuddet?", "Hvad er akuttilbuddet?"),
        ("Hvad er stof misbrugs behandling?", "Hvad er stofmisbrugsbehandling?"),
        ("Hvad er en behandling af stofmisbrug?", "Hvad er en stofmisbrugsbehandling?"),
    ],
)
def test_parts_of_a_compound_are_joined(typed: str, meant: str) -> None:
    assert TIDY(typed) == meant


def test_parts_are_joined_before_one_of_them_is_spelled() -> None:
    harbour = parse("hav", "Havnebroen\n\nHavnebroen er et sted. På Havnebroen er der brønde.\n")
    typed = "va er der po havne broen"
    assert Tidy(Vocabulary.of([harbour]))(typed) == "Hvad er der på Havnebroen"


@pytest.mark.parametrize(
    "text",
    [
        "Hvilke tilbud til familier er der?",
        "Hvad sker der efter behandling?",
        "Er Akuttilbud aktiv lige nu?",
        "Hvad er tilbud-til?",
        "Kan man bede om en behandling mod stofmisbrug?",
    ],
)
def test_words_that_are_two_stay_two(text: str) -> None:
    assert TIDY(text) == text


def test_words_that_stand_apart_in_a_document_are_not_joined() -> None:
    apart = parse("to", "To\n\nEn kontaktperson er en kontakt person med tid.\n")
    assert Tidy(Vocabulary.of([apart]))("Hvem er kontakt person?") == "Hvem er kontakt person?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nummr", "nummer"),
        ("opdaetret", "opdateret"),
        ("mlågruppe", "målgruppe"),
        ("malgruppen", "målgruppen"),
        ("behandeling", "behandling"),
        ("stofmisbrugsbehanling", "stofmisbrugsbehandling"),
        ("retninslinier", "retningslinjer"),
        ("hvme", "hvem"),
        ("hvro", "hvor"),
    ],
)
def test_misspelt_word_is_read_as_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert Lexicon(Vocabulary.of([PAGE])).mended(typed) == meant


@pytest.mark.parametrize(
    "word",
    ["borger", "behandlingens", "akut", "familiebehandling", "brusere", "klaver", "blåbær", "anne"],
)
def test_word_that_may_be_right_is_left(word: str) -> None:
    assert Lexicon(Vocabulary.of([PAGE])).mended(word) == word


SOUNDS = parse(
    "sengen",
    "Sengen\n\nVi rækker hænder ud om aftenen, og en aften om ugen er der vandring. "
    "Hende kender vi. Gadebehandling gives hver dag, og Gadebehandlingspakken er ny.\n",
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hender", "hænder"),  # no form of 'hende'
        ("aftnen", "aftenen"),  # whether 'aften' or 'aftenen' is meant: it is one word
        ("gadebehandlins", "gadebehandlings"),  # the first part of a compound, with its s
    ],
)
def test_word_written_by_its_sound_is_read(typed: str, meant: str) -> None:
    assert Lexicon(Vocabulary.of([SOUNDS])).mended(typed) == meant


@pytest.mark.parametrize("word", ["hende", "hendes", "hænders", "aftener"])
def test_word_that_is_one_as_written_is_not_read_by_its_sound(word: str) -> None:
    assert Lexicon(Vocabulary.of([SOUNDS])).mended(word) == word


def test_question_words_are_read_by_their_sound_at_the_beginning_too() -> None:
    assert TIDY("Vor møjet får man nor man er fædi") == "Hvor meget får man når man er færdig"
    assert TIDY("Er Vor Frue Kirke med") == "Er Vor Frue Kirke med"


def test_word_between_two_that_it_may_mean_is_left() -> None:
    either = parse("to", "To\n\nEn vinkelarm og en vinkelalm.\n")
    assert Lexicon(Vocabulary.of([either])).mended("vinkelavm") == "vinkelavm"
    one = parse("en", "En\n\nEn vinkelarm.\n")
    assert Lexicon(Vocabulary.of([one])).mended("vinkelavm") == "vinkelarm"


def test_word_without_danish_letters_is_spelled_as_documents_spell_it() -> None:
    typed = "Naar aendres loebet paa en ny maalgruppe?"
    assert TIDY(typed) == "Når ændres løbet på en ny målgruppe?"
    assert TIDY("Hvem er i Helsingoer?") == "Hvem er i Helsingør?"


def test_unknown_compound_is_spelled_by_its_parts() -> None:
    assert TIDY("Hvad er maalgruppemodellen?") == "Hvad er målgruppemodellen?"
    assert TIDY("Er målet for teenagere?") == "Er målet for teenagere?"


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er Jens Krog i Lejre?",
        "Hvad betyder 'mål' og ”mlågruppe”?",
        "Er Aabenraa med, og er Overgaard?",
        "Skriv til behandeling@kommune.dk eller ring 12345678",
        "Which municipalities take part in the behandeling?",
        "Hvem betaler for Brobyggerpakken?",
    ],
)
def test_names_quotes_addresses_and_english_stay(text: str) -> None:
    assert TIDY(text) == text


def test_lower_case_name_of_a_person_is_never_made_of_another() -> None:
    assert TIDY("Hvad laver jens krogj?") == "Hvad laver jens krogj?"


def test_tidy_text_stays_tidy() -> None:
    typed = "hej, hvme er kontakt person for brobygger pakken i helsingoer? tak"
    once = TIDY(typed)
    assert once == "Hvem er kontaktperson for Brobyggerpakken i Helsingør?"
    assert TIDY(once) == once


def test_slips_are_one_letter_apart() -> None:
    assert {"hvem", "hve", "hme", "hvmne"} <= one_apart("hvme")
    assert all(distance("nummr", other) == 1 for other in one_apart("nummr"))
    assert slips("tillid") == {
        "tlilid", "tilild", "tilldi", "tilid", "ttillid", "tiillid", "tilllid", "tilliid",
    }  # fmt: skip


def test_folded_words_are_edited_after_the_letters_that_stay() -> None:
    assert swapped("boefst") == {"bfoest", "beofst", "bofest", "boesft", "boefts"}
    made = edited("broen", 3)
    assert {"bron", "broem", "broden", "brone", "broena"} <= made
    assert all(other.startswith("bro") and distance("broen", other) == 1 for other in made)


def test_distance_counts_swaps_as_one_and_tells_no_more_than_three() -> None:
    assert distance("hvme", "hvem") == 1
    assert distance("retninslinier", "retningslinjer") == 2
    assert distance("mål", "målgruppen") == 3


@pytest.mark.parametrize(
    "text", ["a" * 2000, "hej " * 500, "mvh " + "a-" * 990 + "!", "tak, " * 400]
)
def test_any_text_of_the_longest_kind_is_read_in_a_moment(text: str) -> None:
    began = time.thread_time()
    TIDY(text)
    assert time.thread_time() - began < 0.5


def test_hundred_thousand_words_are_looked_up_and_not_compared() -> None:
    letters = "bdfgklmnprst"
    made = [f"{a}e{b}u{c}a{d}i{e}o" for a in letters for b in letters for c in letters
            for d in letters for e in letters[:5]]  # fmt: skip
    lexicon = Lexicon(Vocabulary.of([parse("stor", "Stor\n\n" + " ".join(made) + "\n")]))
    began = time.thread_time()
    assert lexicon.mended("bebubabibøo") == "bebubabibo"
    assert time.thread_time() - began < 0.05


def test_word_before_a_small_word_is_no_part_of_a_compound() -> None:
    page = parse("tur", "Turen\n\nDu kan få følge til lægen. Der er plads til alle, der vil med.\n")
    assert Tidy(Vocabulary.of([page]))("Hvor tit følges der op?") == "Hvor tit følges der op?"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hvad sagde du nummeret var", "Hvad var nummeret"),
        ("Hvor længe sagde du, at det varer?", "Hvor længe varer det?"),
        ("Hvem sagde du jeg skulle ringe til?", "Hvem skulle jeg ringe til?"),
    ],
)
def test_what_was_said_is_asked_for_again(typed: str, meant: str) -> None:
    assert TIDY(typed) == meant
