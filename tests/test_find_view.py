"""The tab »Find tilbud«: the form, what was found, and what the browser may send."""

import re
from collections.abc import Mapping
from datetime import date
from html import unescape
from typing import Any

import pytest

from assistant.assistant import QUESTION_CHARACTERS, Assistant, QuestionError
from assistant.finder import PAGES, Finder
from assistant.initiatives import Inventory
from assistant.library import Library
from assistant.types import ANY, Citation, Filters, Found, Initiative, Match, Why
from assistant.views import find
from corpus.structure import parse
from corpus.types import Document
from prompts.render import render
from tests.fakes import FakeSearch

TODAY = date(2024, 6, 1)


def initiative(id: str, target: str, period: str, place: str = "") -> Document:
    where = f"Samarbejdsparter:\n\n{place}\n\n" if place else ""
    return parse(
        id,
        f"{id.capitalize()}\n\nProjektperiode:\n\n{period}\n\nMålgruppe:\n\n{target}\n\n{where}"
        "Formål:\n\nFormålet er at hjælpe.\n\n"
        f"Kontakt:\n\nIda Holm\n+45 11 22 33 44\nih@{id}.dk\nCenter for Bro & Vej\n",
    )


OVER = initiative("broen", "Broen er for voksne med stofmisbrug.", "2015 - 2017")
NEW = initiative("kajen", "Kajen er for unge med stofmisbrug.", "2024 - 2026", "Odder Kommune.")
OLD = initiative("taget", "Taget er for hjemløse borgere.", "2020 - 2025")
AHEAD = initiative("stien", "Stien er for unge med gæld.", "2026 - 2028")
UNKNOWN = initiative("spillet", "Spillet er for unge med ludomani.", "snart")
PAGES_ = [OVER, NEW, OLD, AHEAD, UNKNOWN]
ASSISTANT = Assistant.over(PAGES_, FakeSearch(PAGES_), lambda: TODAY)


class Told:
    """Finds what it is told to, in that order."""

    documents = ASSISTANT.documents

    def __init__(self, matches: tuple[Match, ...]) -> None:
        self._matches = matches

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        return Found(situation, self._matches, "Det fandt jeg.")

    def initiatives(self) -> Inventory:
        return ASSISTANT.initiatives()


def matched(id: str) -> tuple[Match, ...]:
    entry = next(one for one in ASSISTANT.initiatives().entries if one.initiative.document == id)
    return (Match(entry.initiative, (), 1.0),)


def results(**wanted: Any) -> str:
    return find.results(ASSISTANT, wanted)


def names(html: str) -> list[str]:
    return re.findall(r"<h4>(.*?)</h4>", html)


def text(html: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", html).split()))


def test_every_field_of_the_form_has_its_label() -> None:
    html = find.panel()
    assert html.startswith('<h2 tabindex="-1">Find tilbud</h2>')
    for key in ("situation", "target", "topic", "municipality"):
        assert f'<label for="find-{key}">' in html
        assert f'id="find-{key}" name="{key}"' in html
    assert '<input type="checkbox" name="running"> Kun det, der kører nu</label>' in html


def test_form_sends_nothing_by_itself_and_the_browser_remembers_nothing() -> None:
    html = find.panel()
    assert '<form method="dialog" autocomplete="off"' in html
    assert html.count('autocomplete="off"') == 5


def test_situation_gives_cards_that_say_why() -> None:
    html = results(situation="Min datter på 17 er narkoman")
    assert names(html)[0] == "Kajen"
    assert (
        "Passer, fordi du skriver »narkoman«, og siden skriver »stofmisbrug« "
        "du skriver »på 17«, og siden skriver »unge«"
    ) in text(html)
    assert '<h3 id="find-results" tabindex="-1">Tilbud, der kan passe</h3>' in html


def test_each_value_opens_the_document_where_it_stands() -> None:
    html = results(situation="jeg bor på gaden")
    places = re.findall(
        r'class="source" data-document="taget" data-start="(\d+)" data-end="(\d+)"', html
    )
    quotes = [OLD.text[int(start) : int(end)] for start, end in places]
    assert quotes == [
        "Taget er for hjemløse borgere.",
        "Formålet er at hjælpe.",
        "2020 - 2025",
        "Ida Holm\n+45 11 22 33 44\nih@taget.dk\nCenter for Bro & Vej",
    ]
    assert 'aria-label="Kilde til »Hvornår«: Projektperiode, Taget">Kilde</button>' in html


def test_items_of_a_list_stand_on_lines_of_their_own() -> None:
    page = parse("x", "Bro\n\nMålgruppe:\n\nUnge, der:\n\n• har gæld\n\n• er\nalene\n")
    html = find.results(Assistant.over([page], FakeSearch([page])), {"target": "unge"})
    assert "<dd>Unge, der:<br>• har gæld<br>• er alene <button" in html


def test_telephone_and_mail_can_be_called_and_written_to() -> None:
    html = results(situation="jeg bor på gaden")
    assert (
        'Ida Holm<br><a href="tel:+4511223344">+45 11 22 33 44</a><br>'
        '<a href="mailto:ih@taget.dk">ih@taget.dk</a><br>Center for Bro &amp; Vej'
    ) in html


def test_state_is_a_word() -> None:
    html = results(situation="jeg bor på gaden")
    assert '<h4>Taget</h4><span class="state now">I gang</span>' in html


def test_what_has_ended_stands_last_under_its_own_heading() -> None:
    offered = [one for id in ("kajen", "broen", "stien", "taget") for one in matched(id)]
    html = find.results(Told(tuple(offered)), {"situation": "x"})
    assert names(html) == ["Kajen", "Stien", "Taget", "Broen"]
    before, after = html.split('<h3 id="find-ended">Tilbud, der er slut</h3>')
    assert names(after) == ["Broen"]
    assert find.ENDED_TOLD in after
    assert before.count('<ol class="offers">') == after.count('<ol class="offers">') == 1


def test_heading_of_what_has_ended_is_there_for_that_alone() -> None:
    assert "find-ended" not in find.results(Told(matched("kajen")), {"situation": "x"})
    html = find.results(Told(matched("broen")), {"situation": "x"})
    assert html.index("find-results") < html.index("find-ended") < html.index("<h4>Broen</h4>")
    assert html.count('<ol class="offers">') == 1
    assert find.ENDED_TOLD not in html


def test_card_asks_about_its_offer_by_name() -> None:
    html = results(situation="jeg bor på gaden")
    assert (
        '<button type="button" data-ask="Hvad handler Taget om?" '
        'aria-label="Spørg om dette tilbud: Taget">Spørg om dette tilbud</button>'
    ) in html


def test_name_of_several_words_is_asked_about_in_quotes() -> None:
    page = parse("x", 'Nye <b>"veje"\n\nMålgruppe:\n\nHjemløse.\n')
    html = find.results(Assistant.over([page], FakeSearch([page])), {"target": "hjemløse"})
    assert 'data-ask="Hvad handler »Nye &lt;b&gt;&quot;veje&quot;« om?"' in html
    assert "<b>" not in html


def test_danger_is_told_first_with_numbers_to_call() -> None:
    html = results(situation="Jeg er narkoman og vil tage mit eget liv")
    assert html.index("tel:112") < html.index('class="told"') < html.index("<h4>")


def test_danger_is_seen_in_what_is_chosen_too() -> None:
    assert "tel:112" in results(topic="jeg vil dø")


def test_nothing_that_fits_is_told_with_what_to_do() -> None:
    html = results(situation="min bil er i stykker")
    assert f'<p class="told">{render("find_none")}</p>' in html
    assert ">Intet tilbud fundet</h3>" in html
    assert names(html) == []


def test_choices_alone_list_what_runs_first_and_the_newest_of_it() -> None:
    assert names(results(target="unge")) == ["Kajen", "Stien", "Spillet"]
    assert names(results(topic="stofmisbrug")) == ["Kajen", "Broen"]
    assert names(results(running=True)) == ["Kajen", "Taget"]
    assert names(results(municipality="Odder ", situation="  ")) == ["Kajen"]
    assert "Passer, fordi" not in results(running=True)


def test_choices_that_leave_nothing_are_told_as_that() -> None:
    html = results(municipality="Ærø")
    assert f'<p class="told">{render("find_chosen_none")}</p>' in html


def test_what_is_listed_is_counted_and_said_to_be_over() -> None:
    def told(filters: Filters, documents: list[Document] = PAGES_) -> str:
        return (
            Assistant.over(documents, FakeSearch(documents), lambda: TODAY).find("", filters).text
        )

    assert told(Filters(running=True)) == render("find_chosen_some", count="2")
    assert told(Filters(topic="gæld")) == render("find_chosen_one")
    assert told(Filters(topic="stofmisbrug"), [OVER]) == (
        f"{render('find_chosen_one')} {render('find_over')}"
    )
    many = [initiative(f"vej{n}", "Unge med gæld.", "2023 - 2025") for n in range(25)]
    assert told(Filters(topic="gæld"), many) == render("find_chosen_first", count="25", shown="20")


def test_of_very_many_pages_the_nearest_are_among_those_looked_at() -> None:
    few = [parse(f"a{n:05}", f"Sti {n}\n\nEn sti.\n") for n in range(PAGES)]
    last = parse("z", "Broen\n\nMålgruppe:\n\nUnge med gæld.\n")
    finder = Finder(Library.of([*few, last], FakeSearch([*few, last])))
    chosen = Filters(topic="gæld")
    found = finder.chosen(TODAY, chosen, finder.pages(chosen))
    assert [match.initiative.document for match in found.matches] == ["z"]
    assert found.text.endswith("Jeg har set på 1.000 af de 1.001 sider.")
    assert "z" not in finder.pages()


def test_empty_form_says_what_to_write() -> None:
    for wanted in ({}, {"situation": " \n", "topic": " "}):
        assert results(**wanted) == f'<p class="refused" role="alert">{find.EMPTY}</p>'
    with pytest.raises(QuestionError):
        ASSISTANT.find(" ", ANY)


def test_situation_that_is_too_long_is_told() -> None:
    html = results(situation="a" * (QUESTION_CHARACTERS + 1))
    assert html.startswith('<p class="refused" role="alert">')
    assert "2.000" in html


@pytest.mark.parametrize(
    "wanted",
    [
        {"situation": 7},
        {"situation": None},
        {"topic": ["gæld"]},
        {"target": "x" * 101},
        {"situation": "hej", "running": "true"},
        {"situation": "hej", "running": 1},
    ],
)
def test_what_no_form_sends_is_refused(wanted: Mapping[str, Any]) -> None:
    with pytest.raises(ValueError):
        find.results(ASSISTANT, wanted)


def test_half_a_character_is_no_fault() -> None:
    assert names(results(situation="jeg bor på gaden \ud83d")) == ["Taget"]


def test_timeline_comes_with_words_to_choose_by() -> None:
    found = find.when(ASSISTANT, {})
    assert found["target"] == ["unge", "voksne", "hjemløse", "stofmisbrugere"]
    assert found["municipality"] == ["Odder"]
    assert {"gæld", "hjemløshed", "ludomani", "stofmisbrug"} <= set(found["topic"])
    assert "demens" not in found["topic"]
    assert found["html"].count('<span class="name">') == 4
    with pytest.raises(ValueError):
        find.when(ASSISTANT, {"all": "yes"})


@pytest.mark.parametrize("key", ["target", "topic", "municipality"])
def test_each_word_that_is_offered_finds_something(key: str) -> None:
    for word in find.when(ASSISTANT, {})[key]:
        assert names(results(**{key: word}))


class Changed:
    """An assistant whose page is another one since it was looked at."""

    documents: Mapping[str, Document] = {"broen": OVER}

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        cited = Citation(1, "broen", "Broen", "", "Bo <b>\n11 22 33 44", 0, 18)
        shown = Initiative("broen", "Broen", "", "", "", "", "unknown", "", cited.quote, (cited,))
        return Found(situation, (Match(shown, (Why("<i>", "<i>"),), 1.0),), "Ét <passer>.")

    initiatives = ASSISTANT.initiatives


def test_contact_of_a_page_that_has_changed_has_no_links() -> None:
    html = find.results(Changed(), {"situation": "hej"})
    assert "<dd>Bo &lt;b&gt;<br>11 22 33 44 <button" in html
    assert "du skriver »&lt;i&gt;«" in html
    assert "Ét &lt;passer&gt;." in html
