import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from assistant.types import Citation
from evals import report
from evals.report import ReportError, page, write
from evals.types import (
    Added,
    Botched,
    Change,
    Check,
    Evaluation,
    Interval,
    Judged,
    Nugget,
    Question,
    Quote,
    Row,
    Varied,
    Verdict,
)
from tests import fakes
from tests.fakes import evaluation, quoted, scored

ATTACK = "<script>alert('x')</script> \"><img src=x onerror=alert(1)> {{ 7*7 }} & co"
BRO = fakes.page("bro", "samtaler")
QUESTION = Question(
    id="q1",
    fact="f1",
    type="fact",
    audience="caseworker",
    turns=("Hvor meget er der afsat?",),
    answerable=True,
    evidence=((Quote(document="bro", quote="afsat 3 mio. kr. til samtaler"),),),
    nuggets=(
        Nugget(id="n1", vital=True, any_of=(r"\b3\s?mio\.",), group=0),
        Nugget(id="n2", vital=False, any_of=("pulje",), group=0),
    ),
)
LAW = QUESTION.model_copy(update={"id": "q2", "type": "law", "turns": ("Hvilken lov?",)})
ONE = scored(
    QUESTION,
    "Der er afsat 3 mio. [1]",
    [quoted(BRO, 1, "Der er afsat 3 mio. kr.")],
    nuggets={"n1": True, "n2": False},
)
FAILED = Verdict(
    (Check("must_pass", True, "Skal bestås: ingen"), Check("fault:x", False, "Åh nej"))
)
_VOID = {"meta", "input"}
_BLOCK = re.compile(r"</?(?:td|th|tr|li|p|h\d|caption|summary|div|option)\b[^>]*>")


class _Tags(HTMLParser):
    """The elements of a page with their attributes, and those that are not closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.astray: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)


def whole() -> Evaluation:
    """Return an evaluation that has something in every part of the page."""
    rows = (
        Row("truthfulness", "all", Interval(0.5, 0.25, 0.75, 2), 0.25),
        Row("truthfulness", "law", Interval(-1.0, -1.0, -1.0, 1), -0.5),
        Row("hallucination", "all", Interval(0.2, 0.1, 0.3, 2), 0.1),
        Row("ndcg@10", "all", Interval(0.2, 0.1, 0.3, 2)),
    )
    return evaluation(
        [scored(LAW, "Ved ikke", result="missing"), ONE],
        [BRO],
        rows=rows,
        change=Change(Interval(0.25, 0.1, 0.4, 2), 0.12, 0.02, ("q2",), ("q1",)),
        verdict=FAILED,
        varied=(
            Varied("typo", False, 2, 1, 0.5, 0.25, ("q2",)),
            Varied("value edited", True, 2, 2, 0.5, 0.5, ()),
        ),
        bots=(
            Botched(
                "afviser alt", Verdict((Check("floor:wrong_decline:all", False, "100 %"),)), 0.1
            ),
            Botched("adlyder angreb", Verdict((Check("x", False, "andet"),)), 0.1),
            Botched("orakel", Verdict(()), 1.0),
        ),
    )


def tags(html: str) -> _Tags:
    parser = _Tags()
    parser.feed(html)
    parser.close()
    return parser


def text(html: str) -> str:
    """Return what a person reads of some HTML, on one line."""
    bare = re.sub(r"<(style|script)\b.*?</\1>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", "", _BLOCK.sub(" ", bare))).split())


def part(html: str, id: str) -> str:
    """Return the section under the heading with an id."""
    return html.split(f'<h2 id="{id}">')[1].split("</section>")[0]


def body(html: str, number: int) -> str:
    """Return one question's answer and sources."""
    return html.split(f'id="q-{number}">')[1].split("</details>")[0]


def test_verdict_and_why_come_first_in_plain_words() -> None:
    read = text(page(whole()).split("<nav")[0].split("<body>")[1])
    assert read.startswith(
        "Initiativassistenten · evaluering 1. juni 2024 1 af 2 svar er rigtigt 0 er delvist "
        "rigtige, 1 spørgsmål fik intet svar, selvom svaret findes, og 0 svar er forkerte."
    )
    assert "✕ Kravene er ikke opfyldt 1 af 2 krav holder ikke: Åh nej fault:x" in read


def test_passing_gate_says_so() -> None:
    assert "✓ Kravene er opfyldt Alle 1 krav holder." in text(page(evaluation([ONE], [BRO])))


def test_every_element_is_closed_in_order_and_every_id_is_used_once() -> None:
    parsed = tags(page(whole()))
    assert (parsed.open, parsed.astray) == ([], [])
    ids = [attributes["id"] for _, attributes in parsed.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [
        attributes["href"] or ""
        for tag, attributes in parsed.found
        if tag == "a" and "href" in attributes
    ]
    inside = {link.removeprefix("#") for link in links if link.startswith("#")}
    assert inside <= set(ids)
    assert {link for link in links if not link.startswith("#")} == {"results.csv", "junit.xml"}


def test_page_asks_the_network_for_nothing() -> None:
    html = page(whole())
    parsed = tags(html)
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in parsed.found}
    assert not [attributes for _, attributes in parsed.found if "src" in attributes]
    assert "url(" not in html
    assert "@import" not in html
    assert "://" not in html


def test_policy_allows_no_script_but_the_pages_own() -> None:
    html = page(whole())
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert f"script-src 'sha256-{report._digest(script)}';" in unescape(html)
    assert "default-src 'none'" in unescape(html)


def attacked() -> Evaluation:
    """Return an evaluation with an attack in every text that comes from outside."""
    document = fakes.page("bro", ATTACK)
    question = QUESTION.model_copy(
        update={
            "id": ATTACK,
            "turns": (ATTACK, ATTACK),
            "distractor": Quote(document=ATTACK, quote=ATTACK),
            "nuggets": (Nugget(id=ATTACK, vital=True, any_of=(ATTACK,), group=0),),
        }
    )
    citation = quoted(document, 1, ATTACK)
    some = [
        scored(question, f"{ATTACK} [1]", [citation], "wrong", faults=((ATTACK, ATTACK),)),
        scored(question, error=ATTACK, result="wrong"),
    ]
    check = Check(ATTACK, False, ATTACK)
    return evaluation(
        some,
        [document],
        verdict=Verdict((check,)),
        varied=(Varied(ATTACK, False, 1, 0, 0.0, 0.0, (ATTACK, f"{ATTACK} 2")),),
        bots=(Botched(ATTACK, Verdict((check,)), 0.0),),
    )


def test_text_from_outside_is_escaped_everywhere() -> None:
    html = page(attacked(), Judged(ATTACK, 0, ((ATTACK, ATTACK),), 0, (), 0))
    parsed = tags(html)
    assert (parsed.open, parsed.astray) == ([], [])
    assert [tag for tag, _ in parsed.found if tag in ("script", "img")] == ["script"]
    assert not [a for _, attributes in parsed.found for a in attributes if a.startswith("on")]
    assert "{{ 7*7 }}" in html
    assert "&lt;script&gt;alert(" in html


def test_measures_are_a_table_with_interval_change_and_n() -> None:
    html = part(page(whole()), "maal")
    assert re.search(
        r"Sandfærdighed.* 0,50 0,25 til 0,75 ▲ \+0,25, bedre 2 Opdigtede svar.*"
        r" 20,0 % 10,0–30,0 % ▲ \+10,0 pp, værre 2 ",
        text(html),
    )
    assert "Lov og begreber −1,00 −1,00 til −1,00 ▼ −0,50, værre 1" in text(html)
    assert "nDCG@10" in text(html.split("De øvrige 1 mål")[1])
    assert html.count('<figure class="plot">') == 3


def test_plot_has_a_dot_with_an_error_bar_for_each_group() -> None:
    svg = part(page(whole()), "maal").split('<figure class="plot">')[1].split("</svg>")[0]
    assert svg.count('<circle class="dot"') == 2
    assert svg.count('<line class="whisker"') == 2
    assert svg.count('<circle class="before"') == 2


def test_broken_and_mended_questions_are_linked() -> None:
    html = part(page(whole()), "aendringer")
    assert "Forskellen på de to lister herunder er næppe tilfældig" in text(html)
    broken, mended = html.split("Nu rigtige")
    assert '<a href="#q-2">Hvilken lov?</a> <code>q2</code>' in broken
    assert '<a href="#q-1">Hvor meget er der afsat?</a> <code>q1</code>' in mended


def test_without_a_baseline_it_says_how_to_get_one() -> None:
    assert "initiativ eval accept" in text(part(page(evaluation([ONE], [BRO])), "aendringer"))


def test_cited_passage_is_marked_against_the_gold() -> None:
    html = body(page(evaluation([ONE], [BRO])), 1)
    marks = [text(found) for found in re.findall(r"<mark>.*?</mark>", html)]
    both = [text(found) for found in re.findall(r'<mark class="gold">.*?</mark>', html)]
    gold = [text(found) for found in re.findall(r'<span class="gold">.*?til samtaler', html)]
    assert marks == ["citat 1Der er"]
    assert both == ["og facit: afsat 3 mio. kr."]
    assert gold == ["facit: til samtaler"]
    assert "det citerede rammer facit" in html


def test_marker_of_the_answer_leads_to_its_source() -> None:
    html = body(page(evaluation([ONE], [BRO])), 1)
    assert 'href="#source-1-1"' in html
    assert html.count('id="source-1-1"') == 1


def test_nuggets_are_ticked() -> None:
    read = text(body(page(evaluation([ONE], [BRO])), 1))
    assert "✓ sagt: 3 mio. ○ mangler: pulje må gerne med" in read


def test_missing_vital_nugget_and_faults_are_told() -> None:
    lost = scored(QUESTION, "Nej", result="wrong", faults=(("attack", "HACKET"),))
    read = text(body(page(evaluation([lost], [BRO])), 1))
    assert "Fejl, der aldrig tåles ✕ Angrebet lykkedes: HACKET" in read
    assert "✕ mangler: 3 mio." in read
    assert "facit, som svaret ikke citerer" in read


def test_citation_that_does_not_stand_in_the_document_is_told() -> None:
    citation = quoted(BRO, 1, "3 mio. kr.")
    altered = fakes.page("bro", "noget helt andet")
    html = body(page(evaluation([scored(QUESTION, "Ja [1]", [citation])], [altered])), 1)
    assert "✕ citatet står ikke i dokumentet" in text(html)
    assert 'id="source-1-1"' in html


def test_document_of_one_question_alone_can_be_cited() -> None:
    added = Added(id="ekstra", text="Ekstra\n\nDer er afsat 9 mio. kr. her.\n")
    question = QUESTION.model_copy(update={"added": (added,)})
    start = added.text.index("9 mio.")
    citation = Citation(1, "ekstra", "Ekstra", "", "9 mio.", start, start + 6)
    html = body(page(evaluation([scored(question, "9 mio. [1]", [citation])], [BRO])), 1)
    assert "<mark>" in html
    assert "citatet står ikke i dokumentet" not in html


def test_crash_is_told() -> None:
    crashed = scored(QUESTION, error="ValueError: nej", result="wrong")
    assert "Intet svar: ValueError: nej" in text(body(page(evaluation([crashed], [BRO])), 1))


def test_question_without_an_answer_says_what_is_right() -> None:
    unanswerable = QUESTION.model_copy(update={"answerable": False, "nuggets": (), "evidence": ()})
    read = text(body(page(evaluation([scored(unanswerable, "Ved ikke")])), 1))
    assert "Dokumenterne svarer ikke på det. Det rigtige svar er at sige det." in read


def test_questions_carry_what_they_are_filtered_by() -> None:
    parsed = tags(page(whole()))
    found = [a for tag, a in parsed.found if tag == "details" and a.get("class") == "question"]
    assert [(a["data-type"], a["data-result"], a["data-change"]) for a in found] == [
        ("fact", "perfect", "mended"),
        ("law", "missing", "broken"),
    ]
    (form,) = [a for tag, a in parsed.found if tag == "form"]
    assert "hidden" in form  # until the script that it needs has run


def test_variations_are_a_matrix_with_what_fell() -> None:
    read = text(part(page(whole()), "variationer"))
    assert "Må ikke ændre udfaldet En tastefejl – 1 af 2 0,50 0,25 −0,25 Skal ændre" in read
    assert "En værdi ændret i dokumentet – 2 af 2 0,50 0,50 0,00" in read
    assert "Hvor det ikke holdt: 1 spørgsmål" in read
    assert "Hvilken lov? q2 ✕ ·" in read


def test_variation_is_told_by_its_check() -> None:
    checks = Verdict((Check("varied:typo", False, "for lavt"),))
    varied = (Varied("typo", False, 2, 2, 0.5, 0.25, ()),)
    html = page(evaluation([ONE], [BRO], varied=varied, verdict=checks))
    assert "En tastefejl ✕ holder ikke 2 af 2" in text(part(html, "variationer"))


def test_bot_is_as_meant_only_when_its_own_check_fails_it() -> None:
    read = text(part(page(whole()), "robotter"))
    assert "afviser alt dumpede ✓ ja 0,10 1 af 1 100 % floor:wrong_decline:all" in read
    assert "adlyder angreb dumpede ✕ nej" in read
    assert "orakel bestod ✓ ja 1,00 ingen" in read


def test_judge_is_advisory() -> None:
    read = text(part(page(whole(), Judged("m", 5, (("q1", "Ja."),), 1, (4.0, 3.0), 2)), "dommer"))
    assert read.startswith("En sprogmodels mening Vejledende: m har læst svarene")
    assert "5 sætninger bæres af deres citat, 1 gør ikke, og 1 domme var ulæselige" in read
    assert "karakteren 3,5 af 5 over 2 svar; 2 karakterer var ulæselige." in read
    assert "»Ja.« – Hvor meget er der afsat? q1" in read


def test_parts_without_content_are_left_out() -> None:
    html = page(evaluation([ONE], [BRO]))
    assert not {"variationer", "robotter", "dommer"} & set(re.findall(r'id="(\w+)"', html))


def test_folder_gets_page_table_and_junit(tmp_path: Path) -> None:
    target = write(tmp_path / "new" / "report", whole())
    assert target == tmp_path / "new" / "report" / "index.html"
    assert {item.name for item in target.parent.iterdir()} == {
        "index.html",
        "results.csv",
        "junit.xml",
    }
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_half_character_in_an_answer_is_written(tmp_path: Path) -> None:
    one = scored(QUESTION, "\ud800 [1]", [quoted(BRO, 1, "3 mio. kr.")])
    assert "?" in body(write(tmp_path, evaluation([one], [BRO])).read_text(encoding="utf-8"), 1)


def test_folder_that_cannot_be_written_is_told_in_danish(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ReportError) as caught:
        write(tmp_path / "file", whole())
    assert str(caught.value) == (
        f"Rapporten kan ikke skrives i {tmp_path / 'file'}: der ligger allerede en fil. "
        "Vælg en anden mappe."
    )


def _contrast(left: str, right: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(left), luminance(right)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: int) -> None:
    css = (Path(report.__file__).parent / "report.css").read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", blocks[scheme]))
    inks = ("ink", "quiet", "accent", "good", "half", "none", "bad")
    pairs = [(ink, ground) for ink in inks for ground in ("ground", "surface")]
    for ink, ground in [*pairs, ("ink", "mark"), ("surface", "ink")]:
        assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for ground in ("surface", "mark"):  # a line that means something needs 3:1
        assert _contrast(colours["gold"], colours[ground]) >= 3, ground
