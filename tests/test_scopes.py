"""Which initiatives a question names."""

import time

import pytest

from assistant.scopes import Scope, Scopes
from corpus.structure import parse
from tests.fakes import page

BRIDGE = parse(
    "bro",
    "Broen til arbejde\n\n"
    "Broen giver unge hjemløse en plads på et værksted.\n\n"
    "Kontakt:\n\nIda Holm\n+45 11 22 33 44\n",
)
STREET = parse("gade", "Fremskudt stofbehandling\n\nBehandlere møder borgerne på gaden.\n")
HOMES = parse("bolig", "Psykiske vanskeligheder på botilbud\n\nPersonalet lærer en metode.\n")
OVERVIEW = parse(
    "oversigt",
    "Tiltag i kommunen\n\nHer er en oversigt.\n\n"
    "Ledige hænder\n\nVoksne i Odder får ”Grøn morgen med kaffe” og en mentor.\n\n"
    "Haveholdet\n\nHaveholdet passer en park i Vejle.\n",
)
NEWS = parse("nyt", "Nyt fra centret\n\nHaveholdet\n\nHaveholdet flytter til Odder.\n")
SCOPES = Scopes.over([BRIDGE, STREET, HOMES, OVERVIEW, page("hus", "bolig"), page("job", "fritid")])


def named(text: str, scopes: Scopes = SCOPES) -> list[set[tuple[str, str]]]:
    """Return each initiative named as the documents and names of its places."""
    return [{(scope.document, scope.name) for scope in group} for group in scopes.find(text)]


def only(text: str, scopes: Scopes = SCOPES) -> Scope:
    """Return the one place that a question names."""
    ((scope,),) = scopes.find(text)
    return scope


def test_title_names_the_whole_page() -> None:
    scope = only("Hvad er formålet med fremskudt stofbehandling?")
    assert scope == Scope(
        document="gade",
        name="Fremskudt stofbehandling",
        start=0,
        end=len(STREET.text),
        is_page=True,
        terms=frozenset({"fremskud", "stofbehandling"}),
    )


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Hvem er Broen for?", "bro"),
        ("hvad laver de i stofbehandling", "gade"),
        ("Hvor holder hus til?", "hus"),
        ("Hvem betaler for job?", "job"),
    ],
)
def test_half_a_title_names_the_page_by_a_word_that_only_it_has(text: str, document: str) -> None:
    scope = only(text)
    assert (scope.document, scope.is_page) == (document, True)


def test_terms_are_the_words_of_the_question_that_name_it() -> None:
    assert only("Hvem er Broen for, og hvem er kontaktperson?").terms == {"broen"}


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("Hvad går botilbudsindsatsen ud på?", "botilbudsindsats"),
        ("Hvem er botilbudsprojektet for?", "botilbudsprojek"),
    ],
)
def test_compound_of_a_name_and_a_word_for_initiative_names_it(text: str, term: str) -> None:
    scope = only(text)
    assert (scope.document, scope.terms) == ("bolig", frozenset({term}))


@pytest.mark.parametrize(
    "text", ["hvem er fremskudt stofbehandlng for", "hvem er fremskut stofbehanling for"]
)
def test_misspelt_title_names_the_page(text: str) -> None:
    assert named(text) == [{("gade", "Fremskudt stofbehandling")}]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hvem er Felvystkransen for?", "Flevystkransen"),  # among the letters that otherwise stay
        ("Hvem er Gluøtstviften for?", "Glutøstviften"),  # ø is one letter, also where it is 'oe'
        ("Hvem er Kdååltseglet for?", "Kådåltseglet"),
        ("Hvem er Bymynbreon for?", "Bymynbroen"),  # which is no ending then
        ("Hvem er Ngaankæden for?", "Nagankæden"),  # the two letters of no å
        ("Hvem er Kredødnsejlet for?", "Kredøndsejlet"),  # and not the one with a letter less
    ],
)
def test_two_letters_swapped_still_name_the_page_and_no_like_one(text: str, title: str) -> None:
    like = ("Benystkransen", "Glunestviften", "Vunåltseglet", "Kredønsejlet")
    scopes = Scopes.over([parse(name, f"{name}\n\nDer er et hus.\n") for name in (title, *like)])
    assert named(text, scopes) == [{(title, title)}]


def test_slip_for_several_names_names_none_of_them() -> None:
    names = ("Lenamkransen", "Lenemkransen", "Brobyggeren")
    scopes = Scopes.over([parse(name, f"{name}\n\nDer er et hus.\n") for name in names])
    assert named("Hvem er Lenymkransen for?", scopes) == []
    assert named("Hvem er Lenamkransen for?", scopes) == [{("Lenamkransen", "Lenamkransen")}]
    assert named("Hvem er Brobygeren for?", scopes) == [{("Brobyggeren", "Brobyggeren")}]


def test_letters_swapped_in_a_short_word_are_another_word() -> None:
    scopes = Scopes.over([parse("skruen", "Skruen\n\nDer er et hus.\n"), HOMES])
    assert named("Hvem er Skurene for?", scopes) == []


def test_many_names_are_looked_up_and_not_compared() -> None:
    letters = "bdfgklmnprst"
    names = [
        f"Be{a}u{b}a{c}i{d}o" for a in letters for b in letters for c in letters for d in "bdf"
    ]
    scopes = Scopes.over([parse(name.lower(), f"{name}\n\nEt hus.\n") for name in names])
    scopes.find("Hvem er husets ven?")
    began = time.thread_time()
    assert named("Hvem er Bebubabiob for?", scopes) == [{("bebubabibo", "Bebubabibo")}]
    assert time.thread_time() - began < 0.05


def test_letter_wrong_in_the_only_word_still_names_the_page() -> None:
    assert only("Hvem er Broenn for?").document == "bro"


def test_heading_names_its_part_of_the_page() -> None:
    scope = only("Hvor holder Haveholdet til?")
    part = OVERVIEW.text.index("Haveholdet passer")
    assert (scope.document, scope.name, scope.is_page) == ("oversigt", "Haveholdet", False)
    assert scope.holds("oversigt", part)
    assert not scope.holds("oversigt", OVERVIEW.text.index("Voksne i Odder"))
    assert not scope.holds("bro", part)
    assert scope.end == len(OVERVIEW.text.rstrip())
    assert not scope.holds("oversigt", scope.end)


def test_heading_that_asks_is_no_name() -> None:
    asks = parse("have", "Haven\n\nHvad gik mindre godt?\n\nRegnen.\n")
    scopes = Scopes.over([BRIDGE, STREET, asks])
    assert named("Hvad gik mindre godt?", scopes) == []
    assert named("Hvad gik galt i Broen til arbejde?", scopes) == [{("bro", "Broen til arbejde")}]


def test_label_is_no_name() -> None:
    assert named("Hvad er baggrund, målgruppe, formål og finansiering?") == []


def test_quoted_name_needs_most_of_its_words() -> None:
    scope = only("Hvad er Grøn morgen?")
    assert (scope.name, scope.is_proper, scope.is_page) == ("Grøn morgen med kaffe", True, False)
    assert scope.holds("oversigt", OVERVIEW.text.index("Voksne i Odder"))
    assert named("Hvad koster kaffe?") == []


def test_contact_person_names_the_section_that_she_stands_in() -> None:
    scope = only("Hvad er nummeret på Ida Holm?")
    assert (scope.document, scope.name, scope.is_page) == ("bro", "Ida Holm", False)
    assert BRIDGE.text[scope.start : scope.end] == "Ida Holm\n+45 11 22 33 44"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Hvad er formålet med projektet?",
        "Hvem er kontaktperson for initiativet?",
        "Hvornår startede indsatsen, og hvem betaler?",
        "Hvad er telefonnummeret?",
        "Hvad koster en billet til Tivoli?",
        "Hvor ligger Odder?",
    ],
)
def test_words_that_say_what_is_asked_and_words_of_no_name_name_nothing(text: str) -> None:
    assert named(text) == []


def test_word_that_most_pages_have_names_none_of_them() -> None:
    pages = [parse(f"p{n}", f"Side {n} om borgere\n\nBorgere får hjælp.\n") for n in range(4)]
    assert named("Hvad får borgere?", Scopes.over([*pages, STREET])) == []


def test_two_initiatives_in_one_question_are_two_clearest_first() -> None:
    first, second = {("gade", "Fremskudt stofbehandling")}, {("hus", "Hus")}
    for text in ("Fremskudt stofbehandling og Hus?", "Hus og fremskudt stofbehandling?"):
        assert named(text) == [first, second]


def test_two_initiatives_named_as_clearly_are_two() -> None:
    found = named("Hvem er hus og job for?")
    assert sorted(map(sorted, found)) == [[("hus", "Hus")], [("job", "Job")]]


def test_each_of_two_initiatives_has_its_own_terms() -> None:
    (first,), (second,) = SCOPES.find("Hvem betaler for fremskudt stofbehandling og hus?")
    assert first.terms == {"fremskud", "stofbehandling"}
    assert second.terms == {"hus"}


def test_one_question_names_four_initiatives_at_most() -> None:
    pages = [page(name, "bolig") for name in ("hus", "hytte", "villa", "slot", "borg", "telt")]
    text = "Hvem er Hus, Hytte, Villa, Slot, Borg og Telt for?"
    assert len(Scopes.over([*pages, STREET]).find(text)) == 4


def test_parts_of_two_pages_with_one_heading_are_one_initiative() -> None:
    found = named(
        "Hvor holder Haveholdet til?", Scopes.over([BRIDGE, STREET, HOMES, OVERVIEW, NEWS])
    )
    assert found == [{("oversigt", "Haveholdet"), ("nyt", "Haveholdet")}]


def test_page_and_a_part_of_another_page_with_its_name_are_one_initiative() -> None:
    own = parse("have", "Haveholdet\n\nVoksne passer haver.\n")
    found = Scopes.over([BRIDGE, STREET, HOMES, OVERVIEW, own]).find("Hvem er Haveholdet for?")
    assert [{(scope.document, scope.is_page) for scope in group} for group in found] == [
        {("have", True), ("oversigt", False)}
    ]


def test_page_and_a_part_of_the_same_page_are_the_page() -> None:
    found = named("Hvad står der om Haveholdet i Tiltag i kommunen?")
    assert found == [{("oversigt", "Tiltag i kommunen")}]


def test_two_parts_of_one_page_are_two() -> None:
    found = named("Hvad er Ledige hænder og Haveholdet?")
    assert found == [{("oversigt", "Ledige hænder")}, {("oversigt", "Haveholdet")}]


def test_no_documents_name_nothing() -> None:
    assert Scopes.over([]).find("Hvad er Broen?") == []


def test_page_is_named_before_a_person_whose_surname_is_like_it() -> None:
    field = parse("lunden", "Lunden\n\nMålgruppe:\n\nLunden er for ældre i Odense.\n")
    other = parse("skoven", "Skoven\n\nKontakt:\n\nOle Lund\n11 22 33 44\n")
    found = Scopes.over([field, other]).find("Hvem er kontaktperson for Lunden?")
    assert [[scope.document for scope in group] for group in found] == [["lunden"]]


HOMES_FOR = parse("a", "Ny støtte til bolig\n\nUnge får støtte.\n")
HOMES_OF = parse("b", "Bolig til unge\n\nUnge får et hus.\n")
QUIET = parse("c", "Ro\n\nRo.\n")


def test_word_of_two_names_is_the_one_that_begins_with_it() -> None:
    scopes = Scopes.over([HOMES_FOR, HOMES_OF, QUIET])
    assert named("Hvem er Bolig for?", scopes) == [{("b", "Bolig til unge")}]
    assert named("Hvem er Ny støtte for?", scopes) == [{("a", "Ny støtte til bolig")}]


def test_word_that_begins_no_name_is_of_all_that_have_it() -> None:
    pages = [
        parse("a", "Ny bolig\n\nUnge får støtte.\n"),
        parse("b", "Fast bolig\n\nUnge får et hus.\n"),
        QUIET,
    ]
    assert named("Hvem er bolig for?", Scopes.over(pages)) == [
        {("a", "Ny bolig"), ("b", "Fast bolig")}
    ]


def test_word_for_anybody_alone_names_no_page() -> None:
    pages = [
        parse("bro", "Bedre vej til mennesker i gæld\n\nMålgruppe:\n\nDem med gæld.\n"),
        parse("havn", "Havnen\n\nMålgruppe:\n\nDem uden bolig.\n"),
    ]
    find = Scopes.over(pages).find
    assert find("Hvem taler med mennesker på gaden?") == []
    ((named,),) = find("Hvem taler med mennesker i gæld?")
    assert named.document == "bro"


def test_very_name_of_a_page_comes_before_a_part_that_has_more_of_the_words() -> None:
    young = parse("unge", "Tiltag\n\nUnge under 18\n\nUnge under 18 får en mentor.\n")
    scopes = Scopes.over([STREET, young, page("hus", "bolig")])
    assert named("Hvorfor er fremskudt stofbehandling for unge under 18?", scopes) == [
        {("gade", "Fremskudt stofbehandling")}
    ]


def test_heading_of_everyday_words_is_named_by_its_capitals() -> None:
    house = parse("hus", "Huset\n\nDer er et hjem.\n\nTo Hjem\n\nTo Hjem er for forældre.\n")
    others = [parse(f"s{n}", f"Side {n}\n\nEt hjem til {n}.\n") for n in range(12)]
    scopes = Scopes.over([house, *others])
    assert named("Og To Hjem?", scopes) == [{("hus", "To Hjem")}]
    assert named("Har de to hjem?", scopes) == []


def test_everyday_word_that_is_a_title_is_not_the_only_page_meant() -> None:
    support = parse("stoette", "Støtte\n\nStøtte til alle.\n")
    house = parse("hus", "Huset ved åen\n\nHuset hjælper unge.\n")
    scopes = Scopes.over([support, house, page("job", "fritid")])
    assert named("hvem kan jeg ringe til om støtte i huset ved åen?", scopes) == [
        {("hus", "Huset ved åen")}
    ]


def test_half_of_another_name_names_nothing() -> None:
    pages = [parse("vej", "Når vejen drejer\n\nTil unge i Odder.\n")]
    found = Scopes.over(pages)
    assert not found.find("Hvem betaler Vejen Videre?")
    assert found.find("Hvem betaler det, hvor vejen drejer?")
    assert found.find("HVEM BETALER NÅR VEJEN DREJER?")


def test_name_after_the_first_word_of_a_later_sentence_is_whole() -> None:
    pages = [parse("aa", "Åløbet Start i skolen\n\nTil unge i Odder.\n")]
    assert Scopes.over(pages).find("Vi er trætte. Har Åløbet Start en vagt?")


def test_a_word_that_only_says_initiative_names_nothing() -> None:
    pages = [parse("mole", "Støtte på molen\n\nTil unge i Odder.\n")]
    found = Scopes.over(pages)
    assert not found.find("Hvem får støtte til at væve?")
    assert found.find("Hvem får støtte på molen?")


OWN = Scopes.over(
    [
        parse("op", "Op Igen – arbejde til flere\n\nOp Igen giver unge et arbejde.\n"),
        parse("job", "Arbejde først: hurtig hjælp\n\nBorgere får et arbejde.\n"),
        parse("hav", "Havehjælpen\n\nUnge passer haver.\n"),
    ]
)


@pytest.mark.parametrize(
    ("text", "document"),
    [
        ("Jeg har fået arbejde via Op Igen. Hvad får jeg i løn?", "op"),
        ("kan jeg få hjælp fra arbejde først", "job"),
        ("hvordan melder jeg mig til op igen", "op"),
    ],
)
def test_page_is_named_by_the_words_of_its_own_name_that_say_nothing(
    text: str, document: str
) -> None:
    scope = only(text, OWN)
    assert (scope.document, scope.is_page) == (document, True)


def test_small_words_are_no_name_without_their_capitals() -> None:
    assert named("hvordan kommer jeg op igen", OWN) == []


def test_word_of_another_name_names_nothing_beside_a_page_called_by_its_own() -> None:
    text = "Hvem kan få arbejde gennem Op Igen, og hvad koster det?"
    assert named(text, OWN) == [{("op", "Op Igen – arbejde til flere")}]


def test_another_page_is_named_beside_one_called_by_its_own_name() -> None:
    names = [{name for name, _ in group} for group in named("Op Igen eller Havehjælpen?", OWN)]
    assert names == [{"op"}, {"hav"}]


def test_page_named_with_a_capital_stands_beside_one_called_by_its_own_name() -> None:
    scopes = Scopes.over(
        [
            parse("gæld", "Hjælp Til Gæld – en guide\n\nGuiden hjælper dig.\n"),
            parse("bal", "Gældsrådgivningen Balancen\n\nBalancen hjælper voksne.\n"),
        ]
    )
    text = "Hvad koster Hjælp Til Gæld og et møde hos Balancen?"
    assert {document for group in named(text, scopes) for document, _ in group} == {"gæld", "bal"}


def test_heading_that_only_asks_is_no_name() -> None:
    pages = [
        parse(
            "byen", "Familiekontoret\n\nKontoret er for alle.\n\nKlager\n\nSend klager til os.\n"
        ),
        parse("bo", "Bostøtte\n\nStøtten er for voksne.\n\nDu kan klage inden 4 uger.\n"),
    ]
    groups = Scopes.over(pages).find("Hvordan klager jeg over min bostøtte?")
    assert [[one.document for one in group] for group in groups] == [["bo"]]
