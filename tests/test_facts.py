"""Statements from a document's fields: exact phrases, and the place that each rests on."""

from datetime import date

import pytest

from assistant.facts import (
    Statement,
    introduced,
    newest_day,
    period,
    period_field,
    running,
    updated,
    updated_day,
    years_of,
)
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import IN_PROSE, PAGE

BEFORE, INSIDE, AFTER = date(2019, 12, 31), date(2021, 6, 1), date(2023, 1, 1)


def quoted(statement: Statement) -> str:
    return statement.document.text[statement.start : statement.end]


def runs(document: Document, today: date, question: str = "Kører det stadig?") -> Statement:
    field = period_field(document)
    assert field is not None
    return running(document, field, today, question)


def test_page_says_when_it_was_updated() -> None:
    (statement,) = updated(PAGE)
    assert statement.text == "Siden »Broen« blev senest opdateret 18-04-2023."
    assert quoted(statement) == "18-04-2023"


def test_page_with_a_date_alone_is_dated() -> None:
    (statement,) = updated(parse("nyt", "Nyt fra broen\n\n07-10-2016\n\nBroen er bygget.\n"))
    assert statement.text == "Siden »Nyt fra broen« er dateret 07-10-2016."


def test_page_without_a_date_says_nothing_of_it() -> None:
    assert updated(IN_PROSE) == []


def test_period_that_stands_alone_is_put_in_a_phrase() -> None:
    field = period_field(PAGE)
    assert field is not None
    statement = period(PAGE, field)
    assert statement.text == "Projektperioden for »Broen« er 2020 - 2022."
    assert quoted(statement) == "2020 - 2022"


def test_period_in_a_sentence_is_that_sentence() -> None:
    field = period_field(IN_PROSE)
    assert field is not None
    statement = period(IN_PROSE, field)
    assert statement.text == quoted(statement)
    assert statement.text == ("Projektet løber fra 1. marts 2021 til 31. maj 2023 i to kommuner.")


@pytest.mark.parametrize(
    ("today", "text"),
    [
        (BEFORE, "Nej, projektperioden for »Broen« er ikke begyndt endnu: 2020 - 2022."),
        (INSIDE, "Ja, projektperioden for »Broen« løber stadig: 2020 - 2022."),
        (AFTER, "Nej, projektperioden for »Broen« er udløbet: 2020 - 2022."),
        (date(2020, 1, 1), "Ja, projektperioden for »Broen« løber stadig: 2020 - 2022."),
        (date(2022, 12, 31), "Ja, projektperioden for »Broen« løber stadig: 2020 - 2022."),
    ],
)
def test_today_decides_whether_it_runs(today: date, text: str) -> None:
    assert runs(PAGE, today).text == text
    assert quoted(runs(PAGE, today)) == "2020 - 2022"


@pytest.mark.parametrize(
    "question", ["Er det slut?", "Er projektet afsluttet?", "Er det ophørt?", "Er det overstået?"]
)
@pytest.mark.parametrize(("today", "reply"), [(BEFORE, "Nej"), (INSIDE, "Nej"), (AFTER, "Ja")])
def test_reply_turns_around_when_the_end_is_asked_for(
    question: str, today: date, reply: str
) -> None:
    assert runs(PAGE, today, question).text.startswith(f"{reply}, projektperioden for »Broen« ")


def test_reply_to_both_at_once_is_to_whether_it_runs() -> None:
    question = "Kører det stadig, eller er det slut?"
    assert runs(PAGE, INSIDE, question).text.startswith("Ja, ")
    assert runs(PAGE, AFTER, question).text.startswith("Nej, ")


@pytest.mark.parametrize(
    ("today", "begins"),
    [
        (date(2021, 2, 28), "Nej, perioden er ikke begyndt endnu: »"),
        (date(2021, 3, 1), "Ja, perioden løber stadig: »"),
        (date(2023, 6, 1), "Nej, perioden er udløbet: »"),
    ],
)
def test_period_in_a_sentence_is_quoted_after_the_reply(today: date, begins: str) -> None:
    sentence = "Projektet løber fra 1. marts 2021 til 31. maj 2023 i to kommuner."
    assert runs(IN_PROSE, today).text == f"{begins}{sentence}«"


def test_labelled_period_counts_before_one_in_prose() -> None:
    both = parse(
        "b", "Broen\n\nProjektet løber fra 2001 til 2003.\n\nProjektperiode:\n\n2020 - 2022\n"
    )
    field = period_field(both)
    assert field is not None
    assert field.value == "2020 - 2022"


def test_page_without_a_period_has_none() -> None:
    assert period_field(parse("b", "Broen\n\nBroen er bygget.\n")) is None


def test_newest_day_is_the_last_that_the_fields_name() -> None:
    assert newest_day(PAGE) == date(2023, 4, 18)
    assert newest_day(IN_PROSE) == date(2023, 5, 31)
    assert newest_day(parse("b", "Broen\n\nBroen er bygget.\n")) == date.min


def test_page_is_named_before_the_first_of_its_statements() -> None:
    page = parse("b", "Tre broer\n\nBroerne er\nfor unge.\n\nDen gamle bro er lukket.\n")
    sentences = ("Broerne er\nfor unge.", "Den gamle bro er lukket.")
    said = [
        Statement(text, page, start := page.text.index(text), start + len(text))
        for text in sentences
    ]
    first, second = introduced(said)
    assert first.text == "»Tre broer« kan være relevant: Broerne er for unge."
    assert quoted(first) == "Broerne er\nfor unge."
    assert second == said[1]


def test_updated_day_is_that_of_the_update_not_of_the_period() -> None:
    assert updated_day(PAGE) == date(2023, 4, 18)
    later = parse("b", PAGE.text.replace("2020 - 2022", "2020 - 2030"))
    assert newest_day(later) == date(2030, 12, 31)
    assert updated_day(later) == date(2023, 4, 18)


def test_updated_day_is_that_of_publishing_where_no_update_is_told() -> None:
    dated = parse("nyt", "Nyt fra broen\n\n07-10-2016\n\nBroen er bygget.\n")
    assert updated_day(dated) == date(2016, 10, 7)


def test_page_without_a_date_was_updated_before_all_others() -> None:
    assert updated_day(IN_PROSE) == date.min


def test_denied_question_is_answered_no_where_it_is_over_and_jo_where_it_runs() -> None:
    question = "Kører Broen ikke længere?"
    assert runs(PAGE, AFTER, question).text.startswith("Nej, projektperioden for »Broen« er udløb")
    assert runs(PAGE, INSIDE, question).text.startswith("Jo, projektperioden for »Broen« løber")
    assert runs(PAGE, AFTER, "Er Broen ikke slut?").text.startswith("Jo, ")
    assert runs(PAGE, INSIDE, "Er Broen ikke slut?").text.startswith("Nej, ")
    assert runs(PAGE, BEFORE, question).text.startswith("Nej, ")


@pytest.mark.parametrize(
    ("question", "inside", "after"),
    [
        ("Er det rigtigt, at Broen ikke kører længere?", "Nej", "Ja"),
        ("Er det rigtigt at Broen ikke er slut?", "Ja", "Nej"),
        ("Er det rigtigt, at Broen er slut?", "Nej", "Ja"),
    ],
)
def test_reply_is_to_what_is_said_to_be_so(question: str, inside: str, after: str) -> None:
    assert runs(PAGE, INSIDE, question).text.startswith(f"{inside}, projektperioden")
    assert runs(PAGE, AFTER, question).text.startswith(f"{after}, projektperioden")


def test_years_of_a_period_are_all_that_it_covers() -> None:
    field = period_field(PAGE)
    assert field is not None
    assert years_of(field) == {2020, 2021, 2022}
    open_end = parse("b", "Broen\n\nProjektperiode:\n\nindtil 2026\n")
    until = period_field(open_end)
    assert until is not None and until.first is None
    assert years_of(until) == frozenset()


def test_trial_under_a_heading_of_its_own_is_no_period_of_the_page() -> None:
    page = parse(
        "pas",
        "Fritidspas\n\nPasset er for børn.\n\nMakker\n\nEn makker går med. "
        "Ordningen er et forsøg, som kører fra januar 2024 til juni 2026.\n",
    )
    assert period_field(page) is None
    assert period_field(page, page.sections[1]) is not None


def test_first_step_is_told_without_its_number() -> None:
    page = parse("hus", "Huset\n\nSådan gør du\n\n1. Ring til os.\n2. Kom forbi.\n")
    start = page.text.index("1. Ring")
    step = Statement("1. Ring til os.", page, start, start + 15, is_item=True)
    (told,) = introduced([step])
    assert (told.text, told.is_item) == ("»Huset« kan være relevant: Ring til os.", False)


def test_guidelines_are_not_said_to_be_over_with_the_years_in_which_they_came() -> None:
    page = parse(
        "regler",
        "Regler om søvn\n\nI perioden 2017-2019 hjælper vi kommuner med at bruge reglerne.\n",
    )
    sentence = "I perioden 2017-2019 hjælper vi kommuner med at bruge reglerne."
    assert runs(page, AFTER, "Gælder reglerne om søvn stadig?").text == sentence
    assert runs(page, AFTER, "Kører reglerne om søvn stadig?").text.startswith("Nej")
