"""When each initiative runs, as bars between the years and as words."""

import re
from datetime import date

from assistant.assistant import Assistant
from assistant.initiatives import Inventory
from assistant.timeline import ROWS, Axis, axis, timeline
from corpus.structure import parse
from corpus.types import Document
from tests.fakes import FakeSearch

TODAY = date(2024, 7, 1)


def initiative(id: str, period: str) -> Document:
    return parse(
        id,
        f"{id.capitalize()}\n\nProjektperiode:\n\n{period}\n\nMålgruppe:\n\nUnge med gæld.\n\n"
        "Formål:\n\nFormålet er at hjælpe.\n",
    )


def inventory(*periods: str) -> Inventory:
    pages = [initiative(f"side{n:03}", period) for n, period in enumerate(periods)]
    return Assistant.over(pages, FakeSearch(pages), lambda: TODAY).initiatives()


def bars(html: str) -> list[str]:
    return re.findall(r'<span class="track" aria-hidden="true">(.*?)</span></button>', html)


def names(html: str) -> list[str]:
    return re.findall(r'<span class="name">(.*?)</span>', html)


def test_axis_is_whole_years_with_today_among_them() -> None:
    assert axis(inventory("2012 - 2015", "2018 - 2019").entries, TODAY) == Axis(2012, 2024)
    assert axis((), TODAY) == Axis(2024, 2024)


def test_years_far_from_today_leave_the_axis_short() -> None:
    assert axis(inventory("1930 - 1935", "2020 - 2099").entries, TODAY) == Axis(1994, 2039)


def test_day_stands_where_its_year_has_come_to() -> None:
    years = Axis(2021, 2024)
    assert [years.place(date(y, 1, 1)) for y in (2021, 2023, 2025)] == [0, 50, 100]
    assert years.place(date(2024, 7, 1)) == 87.43
    assert years.place(date(2020, 1, 1)) == -25


def test_years_named_leave_room_for_each_other() -> None:
    steps = [Axis(2000, last).step for last in (2007, 2008, 2015, 2016, 2039, 2045, 2099)]
    assert steps == [1, 2, 2, 5, 5, 10, 10]


def test_bar_runs_from_the_first_to_the_last_day() -> None:
    html = timeline(inventory("2021 - 2022", "2025 - 2026", "1. juli 2023 til 31. december 2024"))
    assert names(html) == ["Side001", "Side002", "Side000"]
    assert bars(html) == [
        '<span class="bar ahead" style="left:66.67%;width:33.33%"></span>',
        '<span class="bar now" style="left:41.6%;width:25.07%"></span>',
        '<span class="bar over" style="left:0%;width:33.33%"></span>',
    ]


def test_row_says_name_period_and_state_and_opens_the_period() -> None:
    page = initiative("broen", "2023 - 2025")
    found = Assistant.over([page], FakeSearch([page]), lambda: TODAY).initiatives()
    start = page.text.index("2023")
    assert (
        f'<li><button type="button" data-document="broen" data-start="{start}" '
        f'data-end="{start + 11}"><span class="label"><span class="name">Broen</span> '
        '<span class="period">2023 - 2025 <span class="state now">I gang</span></span></span>'
    ) in timeline(found)


def test_unknown_first_day_fades_and_stands_after_those_that_are_known() -> None:
    html = timeline(inventory("til og med 2022", "2015 - 2024"))
    assert names(html) == ["Side001", "Side000"]
    assert bars(html)[1] == '<span class="bar over faded" style="left:65%;width:15%"></span>'
    assert '<span class="bar over faded" aria-hidden="true"></span>Begyndelsen er ikke' in html


def test_bar_that_goes_on_outside_the_axis_has_an_arrow() -> None:
    (bar,) = bars(timeline(inventory("1980 - 2090")))
    assert bar == '<span class="bar now earlier later" style="left:0%;width:100%"></span>'


def test_today_is_a_line_that_says_so() -> None:
    html = timeline(inventory("2021 - 2022"))
    assert 'style="--today:87.43%;--years:4"' in html
    assert '<p class="today"><span>I dag, 1. juli 2024</span></p>' in html


def test_only_states_that_are_there_are_explained() -> None:
    html = timeline(inventory("2021 - 2022"))
    assert html.count('<span class="bar over" aria-hidden="true"></span>Slut') == 1
    assert "Ikke begyndt" not in html
    assert "Begyndelsen" not in html


def test_initiatives_without_a_period_are_listed_below() -> None:
    html = timeline(inventory("2021 - 2022", "snart"))
    assert names(html) == ["Side000"]
    assert html.endswith(
        "<details><summary>Uden angivet periode (1)</summary><ul><li>"
        '<button type="button" data-document="side001" data-start="0" data-end="0">Side001'
        "</button></li></ul></details>"
    )


def test_no_period_at_all_is_told() -> None:
    html = timeline(inventory("snart"))
    assert "Ingen af dokumenterne siger, hvornår" in html
    assert "chart" not in html
    assert timeline(Inventory(TODAY, (), 0, 0)).startswith('<p class="hint">Ingen')


def test_first_rows_are_shown_until_all_are_asked_for() -> None:
    many = inventory(*["2020 - 2025"] * (ROWS + 5), *["snart"] * (ROWS + 1))
    html = timeline(many)
    assert len(names(html)) == ROWS
    assert '<button type="button" class="all" data-all>Vis alle 45</button>' in html
    assert '<button type="button" class="all" data-all>Vis alle 41</button></details>' in html
    everything = timeline(many, is_all=True)
    assert len(names(everything)) == ROWS + 5
    assert "data-all" not in everything


def test_pages_that_were_not_looked_at_are_told() -> None:
    html = timeline(Inventory(TODAY, (), 1_000, 5_214))
    assert "fra 1.000 af de 5.214 sider" in html


def test_names_are_text() -> None:
    page = parse("x", "<b>Bro\n\nProjektperiode:\n\n2023 - 2025\n\nMålgruppe:\n\nUnge.\n")
    html = timeline(Assistant.over([page], FakeSearch([page]), lambda: TODAY).initiatives())
    assert names(html) == ["&lt;b&gt;Bro"]
