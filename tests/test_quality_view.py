"""The tab about quality: what it says in words, draws and lists, and that it is all escaped."""

import re
from dataclasses import replace
from datetime import UTC
from html.parser import HTMLParser

import pytest

from assistant.quality import (
    Failed,
    Group,
    Measure,
    Outcomes,
    Place,
    Quality,
    Run,
    Written,
    digest,
)
from assistant.views.curve import Point, bar, curve, percent
from assistant.views.quality import panel, shown
from tests.answers import BROEN

DOCUMENTS = {"broen": BROEN}
RUN = Run(
    when="2024-06-01T12:05:00+00:00",
    accepted=False,
    quick=False,
    set="",
    documents=1,
    hashes={"documents": digest(DOCUMENTS), "questions": "q"},
    outcomes=Outcomes(7, 1, 1, 2),
    types=(
        Group("fact", "Enkelt faktum", Outcomes(5, 1, 0, 2)),
        Group("list", "Liste", Outcomes(2, 0, 1, 0)),
    ),
    audiences=(Group("audience:citizen", "Borger", Outcomes(7, 1, 1, 2)),),
    measures=(Measure("truthfulness", "Sandfærdighed", "rigtigt tæller 1", 0.5, "0,50"),),
    versions={"numpy": "2.0"},
)
BEFORE = replace(RUN, when="2024-05-01T12:00:00+00:00", outcomes=Outcomes(5, 1, 1, 4))
FAILED = (
    Failed(("Hvor?",), "list", "citizen", "missing", "Det ved jeg ikke.", ("Blev afvist.",)),
    Failed(
        ("Hvad er Broen?", "Og hvor meget?"),
        "fact",
        "caseworker",
        "wrong",
        "Der er 9 kr. [1]\n\nDet er alt.",
        ("Beløb uden kilde: »9 kr.«",),
        (Place("broen", "Broen", "Der er  afsat\n4 mio.", 21, 40),),
    ),
)
EVIL = "<img src=x onerror=alert(1)>\"'&"


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class Balanced(HTMLParser):
    """Reads HTML and fails where an element is closed that is not the last one opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)
        if tag != "img":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def balanced(html: str) -> list[str]:
    reader = Balanced()
    reader.feed(html)
    assert reader.open == []
    return reader.names


def test_panel_begins_with_its_heading_and_waits() -> None:
    assert panel() == (
        '<h2 tabindex="-1">Kvalitet</h2><div data-content aria-busy="true">'
        '<p class="quiet">Henter den seneste måling …</p></div>'
    )


def test_without_an_evaluation_it_says_how_to_make_one() -> None:
    assert text(shown(None, {})) == (
        "Svarene er ikke målt endnu. Svarene måles på et fast sæt spørgsmål med kendte svar. Det "
        "gør den, der driver assistenten, med kommandoen initiativ eval . Derefter står resultatet "
        "her."
    )


def test_plain_words_come_first() -> None:
    told = text(shown(Quality((RUN,), FAILED), DOCUMENTS, UTC))
    assert told.startswith("7 af 11 svar er rigtige. Et svar er rigtigt, når det siger alt")
    assert "✓ 7 rigtige ◐ 1 delvist rigtige Noget af det afgørende mangler." in told
    assert "○ 1 uden svar Dokumenterne har svaret" in told
    assert "✕ 2 forkerte" in told
    assert (
        "Målt 1. juni 2024 på ét dokument. Det er de dokumenter, assistenten svarer ud fra nu. "
        "Svarene er sat sammen af dokumenternes egne sætninger, uden sprogmodel."
    ) in told
    assert "Dokumenterne er ikke de samme nu" not in told


def test_one_right_answer_is_told_in_the_singular() -> None:
    run = replace(RUN, outcomes=Outcomes(1, 0, 0, 1))
    assert "1 af 2 svar er rigtigt." in shown(Quality((run,)), DOCUMENTS, UTC)


def test_changed_documents_are_told_and_none_is_opened_at_an_old_place() -> None:
    html = shown(Quality((RUN,), FAILED), {"broen": replace(BROEN, text="Nyt")}, UTC)
    assert "Dokumenterne er ikke de samme nu. Assistenten svarer ud fra ét dokument" in html
    assert "data-document" not in html
    more = {**DOCUMENTS, "to": replace(BROEN, id="to")}
    assert "svarer ud fra 2 dokumenter" in shown(Quality((RUN,)), more, UTC)


def test_shipped_run_own_set_and_model_are_told() -> None:
    written = Written("model-x", 20, 3, 60, 50, 1, 0.85, 0.7)
    run = replace(RUN, accepted=True, set="mit sæt.yaml", written=written)
    told = text(shown(Quality((run,)), DOCUMENTS, UTC))
    assert "Målingen følger med programmet. Spørgsmålene er sættet »mit sæt.yaml«." in told
    assert (
        "Sprogmodellen model-x fik 20 af spørgsmålene 3 gange: 85,0 % af svarene var rigtige, mod "
        "70,0 % uden den. Den skrev 50 af 60 svar. Sætninger med en kilde, som ikke siger det: 1."
    ) in told


def test_runs_are_drawn_and_told_in_a_table_newest_first() -> None:
    other = replace(BEFORE, hashes={"questions": "other"}, accepted=True)
    html = shown(Quality((other, RUN)), DOCUMENTS, UTC)
    told = text(html)
    assert "Ved målingen før var 5 af 11 rigtige, på et andet sæt spørgsmål." in told
    assert (
        'aria-label="Andel af svarene, der er rigtige, ved 2 målinger: fra 45 % til 64 %."' in html
    )
    assert "En stiplet lodret streg er der, hvor spørgsmålene blev ændret." in told
    assert "Runde punkter følger med programmet, firkantede er målt her." in told
    assert (
        "Målt Rigtige Delvist Uden svar Forkerte 1. juni 2024 kl. 12.05 7 af 11 1 1 2 "
        "1. maj 2024 kl. 12.00 5 af 11 1 1 4"
    ) in told


def test_one_run_has_no_curve() -> None:
    html = shown(Quality((RUN,)), DOCUMENTS, UTC)
    assert "Der er kun én måling endnu." in html
    assert '<svg class="curve"' not in html


def test_types_and_audiences_have_a_row_with_numbers_and_a_bar() -> None:
    html = shown(Quality((RUN,)), DOCUMENTS, UTC)
    assert '<th scope="row">Enkelt faktum</th><td class="right" data-head="Rigtige">5 af 8<' in html
    assert html.count('<svg class="bar"') == 3
    assert "Liste 2 af 3 0 1 0" in text(html)
    assert "Hvem der spørger Borger 7 af 11 1 1 2" in text(html)


def test_failures_are_listed_worst_first_with_what_is_wrong() -> None:
    html = shown(Quality((RUN,), FAILED, 4), DOCUMENTS, UTC)
    cases = re.findall(r'<details class="case".*?</details>', html)
    assert [text(case) for case in cases] == [
        "✕ Forkert Og hvor meget? Enkelt faktum · Sagsbehandler Samtalen før Hvad er Broen? Svaret "
        "Der er 9 kr. [1] Det er alt. Hvad der er galt Beløb uden kilde: »9 kr.« Det rigtige svar "
        "står her Der er afsat 4 mio. Broen Åbn dokumentet",
        "○ Intet svar Hvor? Liste · Borger Svaret Det ved jeg ikke. Hvad der er galt Blev afvist.",
    ]
    assert 'data-type="fact" data-outcome="wrong"' in cases[0]
    assert 'data-document="broen" data-start="21" data-end="40"' in cases[0]
    assert "Desuden 4, som ikke vises" in html
    assert '<option value="list">Liste (1)</option>' in html
    assert '<option value="missing">Intet svar (1)</option>' in html
    assert "Viser 2 af 2 spørgsmål." in text(html)


def test_failures_whose_answers_were_not_kept_say_so() -> None:
    html = shown(Quality((RUN,), (replace(FAILED[0], answer=None, wrong=()),)), DOCUMENTS, UTC)
    assert "svarene er ikke gemt i den" in html
    assert "<h4>" not in html


@pytest.mark.parametrize(
    ("outcomes", "hidden", "told"),
    [
        (Outcomes(3), 0, "Alle spørgsmål fik et rigtigt svar."),
        (Outcomes(3, 0, 0, 1), 0, "Hvilke spørgsmål det er, er ikke gemt."),
        (Outcomes(3, 0, 0, 1), 1, "Desuden 1, som ikke vises"),
    ],
)
def test_list_without_questions_says_why(outcomes: Outcomes, hidden: int, told: str) -> None:
    html = shown(Quality((replace(RUN, outcomes=outcomes),), (), hidden), DOCUMENTS, UTC)
    assert told in html


def test_everything_from_outside_is_escaped_and_every_element_closed() -> None:
    group = Group(EVIL, EVIL, Outcomes(1))
    run = replace(
        RUN,
        set=EVIL,
        types=(group,),
        audiences=(group,),
        measures=(Measure(EVIL, EVIL, EVIL, 0.0, EVIL),),
        versions={EVIL: EVIL},
        written=Written(EVIL, 1, 1, 1, 1, 0, 0.5, 0.5),
    )
    place = Place(EVIL, EVIL, EVIL, 0, 5)
    failed = Failed((EVIL, EVIL), EVIL, EVIL, "wrong", EVIL, (EVIL,), (place,))
    html = shown(Quality((BEFORE, run), (failed,), 1), DOCUMENTS, UTC)
    names = balanced(html)
    assert "img" not in names
    assert not re.search(r"\son\w+=[^\"]*>", html.replace("onerror=alert(1)&gt;", ""))
    balanced(shown(Quality((BEFORE, RUN), FAILED, 4), DOCUMENTS, UTC))


def test_share_in_percent_is_all_only_of_all_and_none_only_of_none() -> None:
    shares = (0.0, 0.001, 0.5, 0.996, 1.0)
    assert [percent(share) for share in shares] == ["0 %", "1 %", "50 %", "99 %", "100 %"]


def test_curve_stands_at_its_shares_and_marks_what_changed() -> None:
    html = curve([Point(0.0, "1.5.2024"), Point(1.0, "1.6.2024", other=True, own=True)])
    assert '<circle class="dot" cx="25.00%" cy="188.0" r="5"/>' in html
    assert '<rect class="dot" x="75.00%" y="23.0"' in html
    assert '<line class="step" x1="25.00%" y1="188.0" x2="75.00%" y2="28.0"/>' in html
    assert '<line class="other" x1="50.00%" x2="50.00%"' in html
    assert '<p class="ends"><span>1.5.2024</span><span>1.6.2024</span></p>' in html
    balanced(html)


def test_many_points_are_labelled_where_they_stand_out() -> None:
    shares = [0.5] * 60
    shares[40], shares[50] = 0.1, 0.9
    html = curve([Point(share, str(place)) for place, share in enumerate(shares)])
    assert html.count('class="dot"') == 40
    assert re.findall(r'<text x="[\d.]+%" y="[\d.]+">([^<]+)', html) == [
        "50 %",
        "10 %",
        "90 %",
        "50 %",
    ]


def test_few_points_are_all_labelled_and_a_phone_leaves_out_those_between() -> None:
    html = curve([Point(share, "i dag") for share in (0.2, 0.5, 0.4, 0.6)])
    assert re.findall(r"<text( class=\"some\")? x=[^>]+>(\d+ %)", html) == [
        ("", "20 %"), (' class="some"', "50 %"), (' class="some"', "40 %"), ("", "60 %"),
    ]  # fmt: skip


def test_bar_is_as_long_as_its_share() -> None:
    assert '<rect class="fill" width="12.50%"' in bar(0.125)
