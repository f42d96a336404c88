"""Plain text: words that its lines break."""

import pytest

from corpus.readers.text import read


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Huset tager imod borge-\nre med gæld.\n", "Huset tager imod borgere\nmed gæld.\n"),
        ("  i to måne-\n  der. Derefter\n", "  i to måneder.\n  Derefter\n"),
        ("på Gården ved Havn-\r\nsund.\r\nRing.\n", "på Gården ved Havnsund.\nRing.\n"),
        ("af social- \n  psykiatrien\n", "af socialpsykiatrien\n"),
    ],
)
def test_word_that_a_line_breaks_is_whole(text: str, whole: str) -> None:
    assert read(text.encode(), "hus.txt").text == whole


@pytest.mark.parametrize(
    "text",
    [
        "Spørg børne-\nog ungeudvalget.\n",
        "Spørg social-\neller sundhedsafdelingen.\n",
        "Huset lå i Nord-\nJylland.\n",
        "Penge til kost-\n\nog logi.\n",
        "Åbent 9-\nog 12.\n",
        "Der er:\n-\nhave\n",
        "Hus\n---\nhave\n",
    ],
)
def test_hyphen_that_breaks_no_word_is_kept(text: str) -> None:
    assert read(text.encode(), "hus.txt").text == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Skriv en e-\nmail i dag.\n", "Skriv en e-mail\ni dag.\n"),
        ("Åbent mandag-\nfredag kl. 9.\n", "Åbent mandag-fredag\nkl. 9.\n"),
        ("Alle kan ringe man-\nge gange.\n", "Alle kan ringe mange\ngange.\n"),
    ],
)
def test_hyphen_of_its_own_is_kept_when_a_word_is_made_whole(text: str, whole: str) -> None:
    assert read(text.encode(), "hus.txt").text == whole
