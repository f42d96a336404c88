"""The statements of what a model wrote, in plain text, and what each cites."""

import pytest

from assistant.claims import Claim, claims


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A er åben [1]. B er lukket.[2] C er ny [1, 2]. D er gammel [1-3]",
         [("A er åben.", (1,)), ("B er lukket.", (2,)), ("C er ny.", (1, 2)),
          ("D er gammel", (1, 2, 3))]),
        ("A fik 3 mio. kr. [1], mens B fik 5 mio. kr. [2].",
         [("A fik 3 mio. kr.", (1,)), ("B fik 5 mio. kr.", (2,))]),
        ("Broen er åben.【1】 Vejen er lang. (kilde 2)",
         [("Broen er åben.", (1,)), ("Vejen er lang.", (2,))]),
        ("Odder [1] og Ærø [2] er med.", [("Odder og Ærø er med.", (1, 2))]),
        ("Broen er åben.", [("Broen er åben.", ())]),
        ("", []),
        ("## Formål\n\n**Målgruppe:**\n---\n", []),
    ],
)  # fmt: skip
def test_markers_belong_to_what_they_follow(
    text: str, found: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(one.text, one.numbers) for one in claims(text)] == found


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Broen er **ny** og _lang_ [1]", "Broen er ny og lang"),
        ("<b>Broen</b> er ny<script>x()</script> [1]", "Broen er ny"),
        ("&lt;img src=x&gt;Broen er ny", "Broen er ny"),
        ("[Broen](http://ond.example.com) er ny", "Broen er ny"),
        ("![spor](http://ond.example.com/a.png)Broen er ny", "Broen er ny"),
        ("Bro\u200ben\u202e er ny\x07", "Broen er ny"),
        ("```\nBroen er ny\n```", "Broen er ny"),
        ("> Broen er ny", "Broen er ny"),
        ("<think>Hm</think>Broen er ny", "Broen er ny"),
    ],
)
def test_markup_and_what_is_not_seen_are_gone(text: str, plain: str) -> None:
    assert [one.text for one in claims(text)] == [plain]


def test_rows_of_a_table_are_lines() -> None:
    table = "| Kommune | Pladser |\n|---|---|\n| Odder | 12 [1] |"
    assert claims(table) == [Claim("Odder – 12", (1,), begins_line=True)]


def test_lead_stands_apart_and_a_date_is_no_lead() -> None:
    assert [(one.lead, one.text) for one in claims("* Odder\n3. Ærø\n12. maj 2020 kom Broen.")] == [
        ("• ", "Odder"),
        ("3) ", "Ærø"),
        ("", "12. maj 2020 kom Broen."),
    ]


def test_rest_of_a_sentence_without_a_subject_of_its_own_goes_on() -> None:
    first, second = claims("Den koster 500 kr. [1] og er åben for unge [2].")
    assert (first.goes_on, second.goes_on) == (False, True)
