"""Which sentences may answer a question at all."""

import pytest

from assistant.contact import contacts, whom
from assistant.naming import on_its_page
from assistant.question import Question, plan
from assistant.rank import all_sentences
from assistant.reached import contact
from assistant.scopes import Scopes
from assistant.screening import is_under, prepare
from assistant.whose import only_place
from assistant.words import bodies
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nMålgruppe:\n\nBroen er for unge i Odder.\n\n"
    "Evaluering:\n\nI alt fik 12 unge en bolig. Det ventes, at 20 unge får job.\n\n"
    "Finansiering:\n\nI 2019 blev der afsat 4 mio. kr. I 2021 blev der afsat 6 mio. kr. "
    "Projektet har et stort budget.\n\n"
    "Samarbejdsparter:\n\nFormand for styregruppen er Bo Holm. Projektleder er Ida Dal.\n\n"
    "Kontakt:\n\nIda Dal\n11 22 33 44\n\nOle Lund\nol@broen.dk\n\nPia Sø\nps@broen.dk\n",
)
SKOVEN = parse(
    "skoven",
    "Skoven\n\nMålgruppe:\n\nSkoven er for ældre.\n\nFinansiering:\n\nDer er afsat 9 mio. kr.\n\n"
    "Kontakt:\n\nRing til centret på 55 66 77 88.\n",
)
LUNDEN = parse("lunden", "Lunden\n\nMålgruppe:\n\nLunden er for børn.\n")
PAGES = (BROEN, SKOVEN, LUNDEN)
FIND = Scopes.over(PAGES).find
IDA = "Kontakt for »Broen«: Ida Dal, telefon 11 22 33 44."
OLE = "Kontakt for »Broen«: Ole Lund, e-mail ol@broen.dk."
PIA = "Kontakt for »Broen«: Pia Sø, e-mail ps@broen.dk."


def asked(text: str) -> Question:
    (question,) = plan(text, FIND)
    return question


def kept(text: str) -> set[str]:
    ranking = prepare(asked(text), evidence(text, PAGES))
    return {candidate.text for candidate in ranking.candidates}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvor mange penge blev der afsat til Broen i 2019?", {"I 2019 blev der afsat 4 mio. kr."}),
        ("Hvor mange penge blev der afsat til Broen i 2020?", set()),
        ("Hvor mange penge er der afsat til Skoven?", {"Der er afsat 9 mio. kr."}),
    ],
)
def test_amount_is_of_the_initiative_and_of_the_year_asked_about(
    text: str, found: set[str]
) -> None:
    assert kept(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvor mange unge fik en bolig i Broen?", {"I alt fik 12 unge en bolig."}),
        ("Hvor mange unge er der i Broen?", {"I alt fik 12 unge en bolig.",
         "Det ventes, at 20 unge får job."}),
        ("Hvor mange ældre er der i Skoven?", set()),
        ("Hvor mange kommuner er med i Broen?", set()),
    ],
)  # fmt: skip
def test_number_counts_what_is_asked_for_and_an_aim_is_no_result(
    text: str, found: set[str]
) -> None:
    assert kept(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad får unge ud af Broen i Odder?", {"I alt fik 12 unge en bolig."}),  # its one place
        ("Hvad får unge ud af Broen i Vejle?", set()),
        ("Hvor mange unge fik en bolig i Broen i vejle?", set()),  # in small letters too
    ],
)
def test_what_is_asked_of_a_municipality_has_to_be_said_of_it(text: str, found: set[str]) -> None:
    assert {item for item in kept(text) if "en bolig" in item} == found


def test_whom_to_ask_answers_only_what_is_asked_of_somebody() -> None:
    named = "11 22 33 44"
    assert named in kept("Hvem er Ida Dal?")
    assert named in kept("Hvor arbejder Ida Dal?")
    assert named not in kept("Hvor bor Ida Dal?")
    assert named not in kept("Er Ida Dal gift?")


def test_grant_is_not_what_is_paid_each_time() -> None:
    page = parse("p", "Pladsen\n\nFinansiering:\n\nDet er gratis. Der er givet 2 mio. kr.\n")
    pages = (page, BROEN, SKOVEN)

    def told(text: str) -> set[str]:
        (question,) = plan(text, Scopes.over(pages).find)
        return {item.text for item in prepare(question, evidence(text, pages)).candidates}

    assert told("Hvad er bevillingen til Pladsen?") == {"Der er givet 2 mio. kr."}
    assert "Det er gratis." in told("Hvad koster Pladsen?")


def test_page_is_of_the_town_in_its_title_first_words_or_contacts() -> None:
    one = parse("p", "Pladsen\n\nPladsen er i Odder.\n\nBaggrund:\n\nIdeen er fra Vejle.\n")
    two = parse("p", "Pladsen\n\nPladsen er i Odder og Vejle.\n")
    assert only_place(one) == {"odd"}
    assert only_place(two) == set()


def test_name_of_a_work_may_be_that_of_a_link() -> None:
    page = parse(
        "p",
        "Pladsen\n\nPladsen er evalueret.\n\nResultater\n\nUnge fik det bedre.\n\n"
        "Læs evaluering af Pladsen i Odder\n",
    )
    links = {item.text for item in all_sentences(page) if item.block.kind == "link"}
    pages = (page, BROEN, SKOVEN)
    (question,) = plan("Hvad hedder evalueringen af Pladsen?", Scopes.over(pages).find)
    found = [item.text for item in prepare(question, evidence(question.text, pages)).candidates]
    assert found == ["Læs evaluering af Pladsen i Odder"] == list(links)


def test_line_of_a_table_counts_what_its_heading_says() -> None:
    table = parse("p", "Pladsen\n\nUnge i hver by\n\nOdder: 12\n\nVejle: 40\n")
    pages = (table, BROEN, SKOVEN)
    (question,) = plan("Hvor mange unge er der i Pladsen?", Scopes.over(pages).find)
    ranking = prepare(question, evidence(question.text, pages))
    assert {item.text for item in ranking.candidates} == {"Odder: 12", "Vejle: 40"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvem er formand for styregruppen i Broen?", {"Formand for styregruppen er Bo Holm."}),
        ("Hvem er projektleder for Broen?", {"Projektleder er Ida Dal."}),
        ("Hvem er direktør for Broen?", set()),
        ("Hvem er formand for rådet i Broen?", set()),
    ],
)
def test_post_is_had_by_whom_a_sentence_names_with_it(text: str, found: set[str]) -> None:
    assert kept(text) == found


def test_only_what_stands_under_the_heading_asked_for_answers() -> None:
    assert kept("Hvad er målgruppen for Broen?") == {"Broen er for unge i Odder."}


def test_other_words_of_the_page_open_its_other_sections() -> None:
    found = kept("Hvem er målgruppen for bolig i Broen?")
    assert {"Broen er for unge i Odder.", "I alt fik 12 unge en bolig."} <= found


def test_contact_is_that_under_the_heading_that_says_of_what() -> None:
    page = parse(
        "vejen",
        "Vejen\n\nSpørgsmål om faget:\n\nIda Dal, id@vejen.dk\n\n"
        "Spørgsmål om budget:\n\nOle Lund, ol@vejen.dk\n",
    )
    question = plan("Hvem er kontakt om faget på Vejen?", FIND)[0]
    assert len(contacts(page)) == 2
    assert [whom(item) for item in contact(question, page)] == ["Ida Dal, e-mail id@vejen.dk."]


def test_sentence_may_have_the_number_that_no_contact_has() -> None:
    assert "Ring til centret på 55 66 77 88." in kept("Hvad er telefonnummeret til Skoven?")


def test_page_without_a_contact_has_no_sentence_in_its_place() -> None:
    assert kept("Hvem er kontaktperson for Lunden?") == set()
    assert kept("Hvad er telefonnummeret til Lunden?") == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad er telefonnummeret til Broen?", [IDA]),  # the name is in the others' addresses
        ("Hvad er mailadressen til Broen?", [OLE, PIA]),
        ("Hvem er kontaktperson for Broen?", [IDA, OLE]),  # two at most
        ("Hvad er mailadressen på Pia Sø?", [PIA]),
        ("Hvad er telefonnummeret på Pia Sø?", []),  # hers is not told
        ("Hvad er mailadressen på Ida Dal?", []),
        ("Hvad er mailadressen på Mette Bach i Broen?", []),
    ],
)
def test_contact_is_that_of_whom_is_asked_for(text: str, found: list[str]) -> None:
    assert [item.text for item in contact(asked(text), BROEN)] == found


def test_sentence_stands_under_the_heading_of_its_initiative_alone() -> None:
    question = asked("Hvad er målgruppen for Broen?")
    under = [item for page in PAGES for item in all_sentences(page) if is_under(question, item)]
    assert [item.text for item in under] == ["Broen er for unge i Odder."]


LAB = parse(
    "lab",
    "Laboratoriet\n\nFormål:\n\nAt halvere antallet af unge, der stjæler.\n\n"
    "Evaluering:\n\nUnge stjæler 22 pct. mindre. Evalueringen er lavet af Norddata. "
    "Flere fremhæver i evalueringen samtalerne. De unge var i gennemsnit 16 år.\n\n"
    "Hvad koster det?\n\nPris pr. uge: 30 kr.\n\nHunde kan passes gratis.\n\n"
    "Praktisk\n\nKoglen er et værksted. Koglen ligger ved åen.\n",
)


def of_lab(text: str) -> set[str]:
    pages = (LAB, *PAGES)
    (question,) = plan(text, Scopes.over(pages).find)
    return {item.text for item in prepare(question, evidence(text, pages)).candidates}


def test_aim_is_no_result() -> None:
    said = of_lab("Er der færre unge, der stjæler efter Laboratoriet?")
    assert "Unge stjæler 22 pct. mindre." in said
    assert "At halvere antallet af unge, der stjæler." not in said


def test_evaluator_is_who_made_it_and_not_who_tells_of_it() -> None:
    assert of_lab("Hvem stod for evalueringen af Laboratoriet?") == {
        "Evalueringen er lavet af Norddata."
    }


def test_average_is_told_as_one() -> None:
    assert of_lab("Hvor gamle var de unge i Laboratoriet i gennemsnit?") == {
        "De unge var i gennemsnit 16 år."
    }


def test_name_is_asked_of_the_page_that_has_it() -> None:
    (question,) = plan("Hvad er Koglen?", FIND)
    ranking = prepare(question, evidence("Koglen", (LAB, *PAGES)))
    assert {item.document.id for item in on_its_page(question, ranking).candidates} == {"lab"}


def test_part_of_a_body_is_told_by_what_names_it() -> None:
    assert of_lab("Hvad er Norddatas opgave i Laboratoriet?") == {
        "Evalueringen er lavet af Norddata."
    }


def test_most_is_told_by_what_says_it_is_the_most() -> None:
    fund = parse("kassen", "Kassen\n\nKassen har 2 mio. kr. Den unge kan søge op til 6.000 kr.\n")
    (question,) = plan("Hvilket beløb kan man højst få fra Kassen?", Scopes.over([fund]).find)
    said = prepare(question, evidence(question.text, [fund])).candidates
    assert [item.text for item in said] == ["Den unge kan søge op til 6.000 kr."]


def test_who_thought_of_it_is_told_of_the_initiative_alone() -> None:
    pier = parse("molen", "Molen\n\nMolen blev lanceret i 2012 af Havneministeriet.\n")
    pages = (pier, LUNDEN)
    find = Scopes.over(pages).find
    found = {}
    for name in ("Molen", "Lunden"):
        text = f"Hvem fandt på {name}?"
        (question,) = plan(text, find)
        found[name] = len(prepare(question, evidence(text, pages)).candidates)
    assert found == {"Molen": 1, "Lunden": 0}


def test_good_advice_is_no_board() -> None:
    (question,) = plan("Er det et krav på Broen, eller er det gode råd?", FIND)
    assert bodies(question.terms) == []
    (question,) = plan("Hvem sidder i rådet for Broen?", FIND)
    assert bodies(question.terms) != []


def test_address_that_nobody_is_told_is_so_wherever_it_is() -> None:
    page = parse(
        "huset",
        "Huset\n\nHuset er for unge i Odder og Skive.\n\nStedet\n\n"
        "Husets adresse er hemmelig. Skolen ligger på Torvet 7 i Odder.\n",
    )
    text = "På hvilken vej i Odder ligger Huset?"
    [question] = plan(text, Scopes.over([page, SKOVEN]).find)
    ranking = prepare(question, evidence(text, [page, SKOVEN]))
    assert "Husets adresse er hemmelig." in {item.text for item in ranking.candidates}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvad er timelønnen på Engen i 2022?", {"Timeløn: 140 kr., betales af kommunen"}),
        ("Hvad er timelønnen på Engen i 2021?", set()),
    ],
)
def test_sum_is_of_the_year_of_its_heading(text: str, found: set[str]) -> None:
    page = parse(
        "engen",
        "Engen\n\nEngen er for unge.\n\nSatser i 2022\n\nTimeløn: 140 kr., betales af kommunen\n",
    )
    pages = (page, SKOVEN)
    (question,) = plan(text, Scopes.over(pages).find)
    ranking = prepare(question, evidence(text, pages))
    assert {candidate.text for candidate in ranking.candidates} == found


@pytest.mark.parametrize(
    ("told", "is_told"),
    [
        ("I alt var der to vejledere og en projektleder.", False),
        ("Unge kan ringe til projektlederen i Odder.", False),
        ("Ring til projektlederen, Asta Krogh.", True),
        ("Havnens præst er projektleder.", True),
    ],
)
def test_post_is_told_by_what_says_who_has_it(told: str, is_told: bool) -> None:
    pages = (parse("engen", f"Engen\n\nEngen er for unge.\n\nHvem er vi?\n\n{told}\n"), SKOVEN)
    (question,) = plan("Hvem er projektleder for Engen?", Scopes.over(pages).find)
    ranking = prepare(question, evidence(question.text, pages))
    assert [item.text for item in ranking.candidates] == ([told] if is_told else [])


def test_number_of_somebody_who_is_named_is_nobody_elses() -> None:
    page = parse(
        "taarnet",
        "Tårnet\n\nTårnet er åbent for alle.\n\nOdder\nAdresse: Torv 1\nTelefon: 66 11 11 11\n"
        "Åbent: hver dag\n\nSkive\nAdresse: Gade 2\nTelefon: 75 22 22 22\nÅbent: lørdag\n",
    )
    find = Scopes.over([page]).find
    (question,) = plan("Hvad er Søren Lunds telefonnummer på Tårnet?", find)
    assert prepare(question, evidence(question.text, [page])).candidates == ()


def test_page_is_meant_by_the_name_in_its_title_alone() -> None:
    pages = [
        parse(
            name.lower(),
            f"Daghjemmet {name}\n\nDaghjemmet {name} er for ældre.\n\nVisitation\n\n"
            f"{who} træffer afgørelse om en plads.\n",
        )
        for name, who in (("Elmehuset", "Demenskoordinatoren"), ("Birkely", "Nævnet i Birk"))
    ]
    (question,) = plan("Hvem træffer afgørelse om en plads på Elmehuset?", Scopes.over(pages).find)
    found = prepare(question, evidence(question.text, pages)).candidates
    assert {item.document.id for item in found} == {"elmehuset"}
    assert found[0].text == "Demenskoordinatoren træffer afgørelse om en plads."


def test_place_or_hours_of_a_group_are_not_those_of_the_house() -> None:
    group = "Pårørendegruppen mødes onsdag kl. 19 i Foreningshuset, Nygade 4."
    page = parse(
        "brinken",
        "Krisecentret Brinken\n\nBrinken er for kvinder.\n\nNår du flytter\n\n"
        f"{group}\n\nBrinken har åbent hele døgnet. Brinken, Postboks 12, 7800 Skive.\n",
    )
    find = Scopes.over([page]).find
    for text, is_asked in (
        ("Hvor ligger Brinken?", False),
        ("Hvornår har Brinken åbent?", False),
        ("Hvor mødes pårørendegruppen på Brinken?", True),
        ("Hvornår mødes pårørendegruppen på Brinken?", True),
    ):
        (question,) = plan(text, find)
        found = prepare(question, evidence(question.text, [page])).candidates
        assert (group in [item.text for item in found]) == is_asked, text
