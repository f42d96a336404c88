"""Whether a sentence names bodies, or only tells of them."""

import pytest

from assistant.naming import asked_body, asked_part, names_some
from assistant.question import parse


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Hvad hedder de tolv projektkommuner?", "projektkommuner"),
        ("Hvilke af byens foreninger er med?", "foreninger"),
        ("Hvilke to af landets største kommuner var med?", "kommuner"),
        ("Hvad er navnene på de lokale organisationer?", "organisationer"),
        ("Hvad hedder den forening, som de arbejder sammen med?", "forening"),
        ("Hvilken styrelse står bag?", "styrelse"),
        ("Hvilke metoder bruger kommunen?", ""),  # of methods it may ask for the sort
        ("Hvor mange kommuner er med?", ""),
        ("Hvad hedder lederen?", ""),
        ("Hvilke kommuner kan søge puljen?", ""),  # it asks for the sort
        ("Hvilke typer organisationer er det?", ""),
    ],
)
def test_bodies_whose_names_are_asked_for(text: str, body: str) -> None:
    assert asked_body(parse(text)) == body


@pytest.mark.parametrize(
    ("question", "text", "named"),
    [
        ("Hvilke kommuner er med?", "Ribe, Odder og Vejle kommuner er med.", True),
        ("Hvilke kommuner er med?", "Odder og Vejle deltager.", True),
        ("Hvilke kommuner er med?", "Fire kommuner er med i Broen.", False),
        ("Hvilke kommuner er med?", "Tre kommuner afprøver det: Mosby, Lunde Å og Vang.", True),
        ("Hvilke kommuner er med?", "Det sker i kommunerne Mosby og Vang.", True),
        ("Hvilke kommuner er med?", "De tre kommuner i Midtjylland og på Fyn er med.", False),
        ("Hvilke tolv projektkommuner er med?", "Odder Kommune samt 12 projektkommuner.", False),
        ("Hvilke tolv projektkommuner er med?", "Projektkommunerne er Odder og Vejle.", True),
        ("Hvilke to kommuner var med?", "I Odder Kommune begyndte det.", False),
        ("Hvad hedder foreningen?", "Foreningen Grønne Mågers Ven står bag.", True),
        ("Hvad hedder foreningen?", "Odder arbejder sammen med lokale foreninger.", False),
        ("Hvilken styrelse står bag?", "Boligstyrelsen står bag.", True),
        ("Hvilken styrelse står bag?", "En styrelse står bag.", False),
        ("Hvilken kommune står bag?", "Høje-Taastrup Kommune står bag.", True),
        ("Hvilket universitet evaluerer?", "Det evalueres af Odense Universitet.", True),
        ("Hvilken virksomhed evaluerer?", "Ramsbøll evaluerer.", True),
    ],
)
def test_name_stands_beside_the_word_for_its_sort(question: str, text: str, named: bool) -> None:
    asked = parse(question)
    assert names_some(asked, asked_body(asked), text) is named


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Hvad er KLs rolle i projektet?", "kl"),
        ("Hvilken opgave har kommunerne i det?", "kommun"),
        ("Hvad bidrager kommunerne med?", "kommun"),
        ("Hvad er formålet?", ""),
    ],
)
def test_part_that_a_body_has_is_asked_for(text: str, part: str) -> None:
    assert asked_part(parse(text)) == part
