"""What a question's own wording says of the place of its answer."""

import pytest

from assistant.elsewhere import says_where_from
from assistant.narrowed import is_pointed_to
from assistant.premise import corrected
from assistant.question import plan
from assistant.scopes import Scopes
from assistant.screening import prepare
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nBroen er et værested. Vi har tre spor og mange gæster.\n\n"
    "Hvem kan bo her?\n\nUnge kan bo på Broen. Børn kan ikke bo på Broen.\n\n"
    "Hvad laver en vært?\n\nVærten henter gæsten. Værten laver te til alle.\n\n"
    "Hvad gives der ikke penge til?\n\n- Rejser til udlandet\n- Løn til ledere\n\n"
    "Spor A: Huset\n\nDer er reserveret 40.000 kr.\n\n"
    "Spor B: Haven\n\nDer er reserveret 70.000 kr.\n\n"
    "Delprojekter\n\nÅrebanken. I Odder fik gæsterne en båd. Den blev malet.\n\n"
    "Efter et år\n\nGæsterne har det bedre. Søgningen er dog svagt faldende. Søgningen måles.\n\n"
    "Resultater\n\nDer kom 81 gæster. Efter 12 uger var 7 pct. glade. Reglen står i § 85.\n\n"
    "Vil du være vært?\n\nDu skal være mindst 21 år. Vi giver te til alle værter.\n\n"
    "Hvem kan få en vært?\n\nDu kan få en vært, hvis du er ny i byen.\n\n"
    "Ordningen\n\nBåden er for gæster. Naboer kan også bruge båden.\n\n"
    "Tre trin\n\n- Mødet med værten\n- Turen til vandet\n- Aftenen i huset\n\n"
    "To regler\n\n- Ring først\n- Kom til tiden\n",
)
SKOVEN = parse("skoven", "Skoven\n\nSkoven er for ældre.\n")
PAGES = (BROEN, SKOVEN)
FIND = Scopes.over(PAGES).find


def kept(text: str) -> set[str]:
    [question] = plan(text, FIND)
    return {item.text for item in prepare(question, evidence(text, PAGES)).candidates}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvem kan ikke bo på Broen?", {"Børn kan ikke bo på Broen."}),
        ("Hvad laver en vært på Broen?", {"Værten henter gæsten.", "Værten laver te til alle."}),
        ("Hvad er der reserveret til spor B i Broen?", {"Der er reserveret 70.000 kr."}),
        (
            "Hvad er Årebanken på Broen?",
            {"Årebanken. I Odder fik gæsterne en båd.", "Den blev malet."},
        ),
        ("Hvor mange kom på Broen?", {"Der kom 81 gæster."}),
        ("Hvilke krav stiller Broen til en vært?", {"Du skal være mindst 21 år."}),
        (
            "Hvad er der, for en gæst, der ikke bor her, reserveret til spor A på Broen?",
            {"Der er reserveret 40.000 kr."},
        ),
        ("Steg søgningen til Broen ikke bare?", {"Søgningen er dog svagt faldende."}),
        ("Hvem kan ellers bruge båden på Broen?", {"Naboer kan også bruge båden."}),
        (
            "Hvilke tre trin har Broen?",
            {"Mødet med værten", "Turen til vandet", "Aftenen i huset"},
        ),
    ],
)
def test_wording_says_where_the_answer_stands(text: str, found: set[str]) -> None:
    assert kept(text) == found


def test_heading_that_asks_the_opposite_is_another() -> None:
    assert "Rejser til udlandet" in kept("Hvad gives der ikke penge til på Broen?")
    assert "Rejser til udlandet" not in kept("Hvem kan bo på Broen?")


def test_wording_that_nothing_answers_narrows_nothing() -> None:
    found = kept("Hvilke ni trin har Broen?")
    assert {"Mødet med værten", "Ring først"} <= found
    assert kept("Hvor mange penge er der reserveret til spor F i Broen?") == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvem kan bo på Broen?", True),
        ("Hvem kan ellers bruge båden på Broen?", True),
        ("Hvem er Broen for?", False),
        ("Hvilke krav stiller Broen til en vært?", False),
    ],
)
def test_wording_alone_may_say_that_the_best_answers(text: str, told: bool) -> None:
    [question] = plan(text, FIND)
    best = prepare(question, evidence(text, PAGES)).candidates[0]
    assert is_pointed_to(question, best) == told


def test_who_else_is_of_what_is_asked() -> None:
    assert "Naboer kan også bruge båden." in kept("Hvem kan ellers bruge båden på Broen?")
    assert kept("Hvem henter gæsten ellers på Broen?") >= {"Værten henter gæsten."}


def test_not_in_a_clause_of_its_own_is_not_what_is_asked_for() -> None:
    found = kept("Hvad gør man, hvis man ikke er ny i byen, på Broen?")
    assert found != {"Børn kan ikke bo på Broen."}
    assert "Du kan få en vært, hvis du er ny i byen." in found


def test_what_counts_too_is_told_by_a_sentence_that_names_it() -> None:
    assert kept("Er Broen kun for unge, eller tæller naboer også med?") == {
        "Naboer kan også bruge båden."
    }


FAR = parse(
    "far",
    "Vognen\n\nVognen holder i Ribe, Odder og Skive kommuner.\n\n"
    "Sådan kommer man med\n\nMan kan bruge Vognen, selv om man bor i en anden kommune.\n",
)


def asked_of_vognen(text: str) -> set[str]:
    find = Scopes.over([FAR]).find
    [question] = [corrected(one, {"far": FAR}) for one in plan(text, find)]
    return {item.text for item in prepare(question, evidence(text, [FAR])).candidates}


def test_who_lives_elsewhere_is_told_whether_that_matters() -> None:
    told = {"Man kan bruge Vognen, selv om man bor i en anden kommune."}
    assert asked_of_vognen("Jeg bor i Vejle. Må jeg bruge Vognen?") == told
    assert asked_of_vognen("Jeg bor i Ribe. Må jeg bruge Vognen?") != told


def test_who_may_come_is_not_told_by_other_municipalities_alone() -> None:
    assert says_where_from("Borgere fra andre kommuner kan også deltage.")
    assert not says_where_from("Vi deler vores viden om unge med andre kommuner.")


def test_telephone_number_counts_nobody() -> None:
    page = parse(
        "vognen",
        "Vognen\n\nVognen er for alle.\n\nHvad sker der nu?\n\nRing til Vognen på 11 22 33 44.\n\n"
        "Hvordan gik det?\n\n23 naboer begyndte på Vognen.\n",
    )
    (question,) = plan("Hvor mange begyndte på Vognen?", Scopes.over([page]).find)
    found = prepare(question, evidence(question.text, [page])).candidates
    assert [item.text for item in found] == ["23 naboer begyndte på Vognen."]


def test_heading_with_a_word_of_any_page_alone_is_not_the_one_asked_for() -> None:
    page = parse(
        "vognen",
        "Vognen\n\nVognen er for alle.\n\nGod råd\n\nVi anbefaler, at vognen får varme.\n\n"
        "Sådan er evalueringen lavet\n\nDen bygger på to møder.\n",
    )
    (question,) = plan("Hvad anbefaler evalueringen af Vognen?", Scopes.over([page]).find)
    found = prepare(question, evidence(question.text, [page])).candidates
    assert [item.text for item in found] == ["Vi anbefaler, at vognen får varme."]


def test_recommendations_stand_where_it_is_said_that_they_are() -> None:
    page = parse(
        "vognen",
        "Vognen\n\nVognen er for alle.\n\nGæsterne\n\nEn lærer peger på, at støjen var for høj.\n\n"
        "Vi anbefaler byerne\n\n- at der bliver flere vogne\n- at der kommer varme på\n",
    )
    (question,) = plan("Hvilke anbefalinger gav Vognen?", Scopes.over([page]).find)
    found = prepare(question, evidence(question.text, [page])).candidates
    assert {item.section.heading for item in found} == {"Vi anbefaler byerne"}
