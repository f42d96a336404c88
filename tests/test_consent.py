"""The boxes that ask for consent to cookies, and the pages that tell of cookies."""

import pytest

from corpus.readers.html import read

LEAD = "Caféen er for alle, der har lyst til at spise sammen med andre om aftenen."
ASKS = (
    "<h2>Denne hjemmeside bruger cookies</h2><p>Vi bruger cookies til statistik. Sidst opdateret "
    "den 1. maj 2021.</p><p>Nødvendige</p><p>Statistik</p><p>Læs om de 40 tjenester.</p>"
    "<button>Tillad alle</button><a href='#'>Afvis</a>"
)


def text(body: str) -> str:
    return read(f"<body>{body}</body>".encode(), "cafe.html").text


@pytest.mark.parametrize(
    "name",
    [
        'id="CybotCookiebotDialog" name="CybotCookiebotDialog" role="dialog"',
        'id="onetrust-consent-sdk"',
        'id="coiOverlay" class="coi-banner__overlay"',
        'class="cookie-information-template-wrapper"',
        'id="sliding-popup" class="sliding-popup-bottom eu-cookie-compliance-banner"',
        'class="cc-window cc-banner cc-type-info"',
        'id="cmplz-cookiebanner-container"',
        'id="cookieconsent"',
        'class="site-cookies is-open"',
        'class="js-cookie"',
        'class="c-consentBanner"',
    ],
)
def test_box_that_asks_for_consent_is_left_out(name: str) -> None:
    page = f"<h1>Café</h1><p>{LEAD}</p>"
    for body in (f"<div {name}>{ASKS}</div>{page}", f"{page}<section {name}>{ASKS}</section>"):
        assert text(body) == f"Café\n\n{LEAD}\n"
    within = f"<main>{page}<div {name}><h1>Cookies</h1>Vi bruger cookies.</div><p>Kom.</p></main>"
    assert text(within) == f"Café\n\n{LEAD}\n\nKom.\n"


def test_text_about_cookies_is_kept_on_a_page_about_them() -> None:
    policy = "<h2>Cookies</h2><p>Her er de cookies, som siden bruger, og hvad de er til.</p>"
    kept = "Cookies\n\nHer er de cookies, som siden bruger, og hvad de er til.\n"
    for name in ('id="cookies"', 'class="cookie-policy-wrapper"', 'id="CookieDeclaration"'):
        body = f"<h1>Privatliv og cookies</h1><p>{LEAD}</p><div {name}>{policy}</div>"
        assert text(body).endswith(kept)
        body = f"<div {name}><h1>Cookiepolitik</h1>{policy}</div>"
        assert text(body) == f"Cookiepolitik\n\n{kept}"


@pytest.mark.parametrize(
    "body",
    [
        f'<body class="cookie-bar-open"><h1>Café</h1><p>{LEAD}</p>',
        f'<div class="has-cookie-banner"><h1>Café</h1><p>{LEAD}</p></div>',
        f'<h1>Café</h1><div class="cookie-notice-on"><p>{LEAD}</p><button>Ja</button></div>',
        f'<h1>Café</h1><div class="samtykke-boks"><p>{LEAD}</p></div>',
    ],
)
def test_what_stands_in_an_element_named_for_a_box_is_kept(body: str) -> None:
    assert text(body) == f"Café\n\n{LEAD}\n"


def test_consent_that_a_page_tells_of_is_no_box() -> None:
    told = "<h2>Samtykke</h2><p>Du skal give samtykke, før vi taler med din læge.</p>"
    body = f'<h1>Café</h1><p>{LEAD}</p><section id="samtykke">{told}</section>'
    assert text(body).endswith("Samtykke\n\nDu skal give samtykke, før vi taler med din læge.\n")


@pytest.mark.parametrize("name", ["gdpr", "samtykke", "dit-samtykke", "consent-text"])
def test_what_a_page_tells_of_data_is_no_box_where_it_says_that_cookies_are_not_used(
    name: str,
) -> None:
    told = "<p>Vi har ingen cookies. Dit navn bliver slettet efter to år.</p>"
    for more in ("", "<a href='/d'>Læs mere</a>", "<a href='/p'>Print</a>"):
        body = f'<main><h1>Café</h1><p>{LEAD}</p><div id="{name}">{told}{more}</div></main>'
        assert "Dit navn bliver slettet efter to år." in text(body)
    asked = told + "<button>Det er ok</button>"
    assert "slettet" not in text(f'<h1>Café</h1><p>{LEAD * 3}</p><div id="{name}">{asked}</div>')
