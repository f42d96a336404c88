"""What a page folds up: questions over their answers, and buttons that only act."""

import pytest

from corpus.readers.html import read

LEAD = "Caféen er for alle, der har lyst til at spise sammen med andre om aftenen."


def page(body: str) -> tuple[str, list[tuple[str, int]]]:
    """Return the text under the lead of a page, and its headings there with their levels."""
    found = read(f"<h1>Café</h1><p>{LEAD}</p>{body}".encode(), "cafe.html")
    heads = [found.text[place:].split("\n")[0] for place in found.headings or ()]
    text = found.text.removeprefix(f"Café\n\n{LEAD}").strip()
    return text, list(zip(heads, found.levels, strict=True))[1:] if heads else []


@pytest.mark.parametrize(
    "body",
    [
        '<button aria-expanded="false"><span>Hvad koster det?</span></button>'
        '<div hidden>40 kr.</div>',
        '<button data-bs-toggle="collapse" data-bs-target="#a">Hvad koster det?</button>'
        '<div id="a" style="display:none">40 kr.</div>',
        '<button data-toggle="collapse">Hvad koster det?</button><p>40 kr.</p>',
        '<button class="accordion">Hvad koster det?</button><div class="panel">40 kr.</div>',
        '<div class="faq-item"><button>Hvad koster det?</button><div>40 kr.</div></div>',
        '<div class="c-accordion"><div><div><button>Hvad koster det?</button></div>'
        "<div>40 kr.</div></div></div>",
        "<h2><button>Hvad koster det?</button></h2><div>40 kr.</div>",
        "<dl><dt><button>Hvad koster det?</button></dt><dd>40 kr.</dd></dl>",
        "<details><summary>Hvad koster det?</summary>40 kr.</details>",
        '<div><a data-toggle="collapse" href="#a">Hvad koster det?</a></div>'
        '<div id="a" aria-hidden="true">40 kr.</div>',
        '<div role="button" aria-controls="a" aria-expanded="false"><i></i>'
        '<a tabindex="0">Hvad koster det?</a></div><div id="a" style="display: none">40 kr.</div>',
        '<button aria-expanded="false"><h2>Hvad koster det?</h2></button><div hidden>40 kr.</div>',
    ],
)  # fmt: skip
def test_what_is_clicked_heads_what_it_unfolds(body: str) -> None:
    level = 2 if "<h2>" in body else 3
    assert page(body) == ("Hvad koster det?\n\n40 kr.", [("Hvad koster det?", level)])


@pytest.mark.parametrize(
    "said",
    "Print|Del|Del siden|Luk|Søg|Vis mere|Vis alle|Læs op|Åbn alle|Fold ud|Menu|Kopiér link"
    "|Ja|Næste|Accepter alle|Log ind|Tilmeld dig".split("|"),
)
def test_button_that_acts_is_left_out_and_what_it_shows_is_kept(said: str) -> None:
    assert page(f"<button>{said}</button>Vi spiser.") == ("Vi spiser.", [])
    body = (
        f'<button aria-expanded="false" aria-controls="a">{said}</button><p id="a">Vi spiser.</p>'
    )
    assert page(body) == ("Vi spiser.", [])
    assert page(f"<h2>Mad <button>{said}</button></h2>Vi spiser.") == (
        "Mad\n\nVi spiser.",
        [("Mad", 2)],
    )


@pytest.mark.parametrize("said", ["Tilmeld dig", "Menu", "Send", "Del", "Hent"])
def test_summary_that_could_be_a_button_heads_the_text_under_it(said: str) -> None:
    for told in ("<p>Fisk om fredagen.</p>", "Fisk om fredagen.", "<div>Fisk om <b>fredagen.</b>"):
        body = f"<details><summary>{said}</summary>{told}</details>"
        assert page(body) == (f"{said}\n\nFisk om fredagen.", [(said, 3)])
    links = "<ul><li><a href='/a'>Fisk</a><li><a href='/b'>Suppe</a></ul>"
    for under in (
        links,
        f"<nav><p>Se:</p>{links}</nav>",
        "<form><label>Navn</label><input></form>",
    ):
        body = f"<details><summary>{said}</summary>{under}</details>"
        assert f"{said}\n" not in page(body)[0]


@pytest.mark.parametrize("said", ["Læs mere", "Vis alle", "Luk", "Fold ud", "Mere"])
def test_summary_that_only_shows_more_is_no_heading(said: str) -> None:
    body = f"<details><summary>{said}</summary><p>Fisk om fredagen.</p></details>"
    assert page(body) == ("Fisk om fredagen.", [])


@pytest.mark.parametrize(
    "body",
    [
        "<button>Bestil bord</button>",
        '<button aria-haspopup="true" aria-expanded="false">Sprog</button>',
        '<button data-toggle="modal" data-target="#x">Vis kortet her</button>',
        '<div class="accordion-panel"><button>Bestil bord</button></div>',
        '<button aria-expanded="false"></button>',
    ],
)
def test_button_that_opens_no_text_of_the_page_is_left_out(body: str) -> None:
    assert page(f"{body}<p>Vi spiser.</p>") == ("Vi spiser.", [])


def test_questions_stand_under_the_heading_over_them_and_over_those_of_their_answers() -> None:
    text, heads = page(
        "<h2>Spørgsmål</h2>"
        '<div><button aria-expanded="false">Hvad koster det?</button>'
        "<div hidden><h4>Børn</h4><p>20 kr.</p></div></div>"
        '<div><button aria-expanded="false">Hvornår er det?</button><div hidden>Om aftenen.</div>'
        "</div><h2>Til slut</h2><p>Velkommen.</p>"
    )
    assert text == (
        "Spørgsmål\n\nHvad koster det?\n\nBørn\n\n20 kr.\n\nHvornår er det?\n\nOm aftenen."
        "\n\nTil slut\n\nVelkommen."
    )
    assert heads == [
        ("Spørgsmål", 2),
        ("Hvad koster det?", 3),
        ("Børn", 4),
        ("Hvornår er det?", 3),
        ("Til slut", 2),
    ]


def test_button_over_the_heading_of_the_page_opens_a_menu() -> None:
    raw = f'<button aria-expanded="false">Borger</button><div hidden>Job</div><h1>Café</h1>{LEAD}'
    assert read(raw.encode(), "cafe.html").text == f"Café\n\n{LEAD}\n"


def test_questions_stand_beside_a_heading_that_has_its_own_text() -> None:
    question = '<li><button aria-expanded="false">{}</button><div hidden>Ja.</div>'
    asked = "".join(question.format(said) for said in ("Er der mad?", "Er der sang?"))
    text, heads = page(f"<h2>Vi</h2><h3>Om os</h3><p>Vi er ti.</p><ul>{asked}</ul><h3>Mad</h3>a")
    assert heads[2:] == [("Er der mad?", 3), ("Er der sang?", 3), ("Mad", 3)]
    assert text.startswith("Vi\n\nOm os\n\nVi er ti.\n\nEr der mad?\n\nJa.\n\nEr der sang?")
    _, heads = page(f"<h2>Vi</h2><h3>Spørgsmål</h3><ul>{asked}</ul>")
    assert heads[2:] == [("Er der mad?", 4), ("Er der sang?", 4)]
