import re

from assistant import danger
from assistant.views import about
from assistant.views.about import Setup, panel

CALL = "Ring 112 nu, hvis nogen ikke trækker vejret. Ring ellers til 12 34 56 78."
DOCTOR = "Det afgør en læge. Har nogen fået for meget, så ring 12 34 56 78."


def test_tab_begins_with_its_heading_and_that_it_is_an_ai() -> None:
    html = panel(Setup())
    assert html.startswith(
        '<div class="text"><h2 tabindex="-1">Om Initiativassistenten</h2>'
        '<p class="first">Du skriver med et AI-system, ikke med et menneske.'
    )
    assert re.findall(r"<h([1-6])", html)[:3] == ["2", "3", "3"]
    assert "urgent" not in html


def test_whom_to_call_comes_first_and_can_be_called() -> None:
    html = panel(Setup((CALL, DOCTOR)))
    assert (
        '<ul><li>Ring <a href="tel:112">112</a> nu, hvis nogen ikke trækker vejret. Ring ellers '
        'til <a href="tel:12345678">12 34 56 78</a>.</li></ul>'
    ) in html
    assert html.index("urgent") < html.index(about.CAN)
    assert "læge" not in html


def test_messages_of_the_assistant_name_whom_to_call() -> None:
    told = danger.notice("han trækker ikke vejret, og jeg vil dø").split("\n")
    html = panel(Setup(tuple(told)))
    assert html.count("<li>Ring ") == len(told) == 2


def test_numbers_stand_in_one_place_only() -> None:
    html = panel(Setup())
    assert not re.search(r"tel:|\b112\b|\b1888\b|\d\d \d\d \d\d", html)


def test_how_an_answer_is_made_depends_on_the_model() -> None:
    plain, local = panel(Setup()), panel(Setup(model="<gemma>"))
    remote = panel(Setup(model="gemma", leaves=True))
    assert about.FROM_DOCUMENTS in plain
    assert "sprogmodellen &lt;gemma&gt; skriver" in local
    assert about.FROM_DOCUMENTS not in local
    assert [about.STAYS in html for html in (plain, local, remote)] == [True, True, False]
    assert about.LEAVES in remote


def test_what_is_stored_says_when_and_where() -> None:
    html = panel(Setup())
    assert "gemt. Det sker i filen feedback.jsonl på den maskine" in html
    assert about.UPLOADS not in html
    assert about.UPLOADS in panel(Setup(uploads=True))


def test_documents_are_a_link_to_their_tab() -> None:
    assert '<a href="#dokumenter">Dokumenter</a>' in panel(Setup())
