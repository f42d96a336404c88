"""What a question asks for."""

import pytest

from assistant.kinds import kinds, specific_kinds

CLAUSES = {
    "Hvornår er siden sidst opdateret?": "updated",
    "Hvad er mailadressen?": "email",
    "Hvad er telefonnummeret?": "telephone",
    "Hvem er kontaktperson?": "contact",
    "Hvem kan jeg spørge om det?": "contact",
    "Hvornår kan kontaktpersonen træffes?": "contact",
    "Kører projektet stadig?": "running",
    "Er forløbet afsluttet?": "running",
    "Efter hvilken paragraf?": "paragraph",
    "Hvilke bestemmelser bygger det på?": "law",
    "Hvor mange procent?": "percent",
    "Hvor mange penge er der?": "amount",
    "Hvornår sluttede projektet?": "period",
    "Hvor længe varer det?": "duration",
    "Hvor mange kommuner er det?": "count",
    "Hvem betaler?": "funding",
    "Hvor meget skal kommunen selv betale?": "own_share",
    "Hvor stor er egenfinansieringen?": "own_share",
    "Hvor mange kommuner får støtte?": "count",
    "Hvor mange møder med en vejleder har unge med støtte?": "count",
    "Hvad betalte deltagerne?": "cost",
    "Hvem er målgruppen?": "target",
    "Hvad er formålet?": "purpose",
    "Hvorfor blev det lavet?": "background",
    "Hvordan bliver det evalueret?": "evaluation",
    "Hvem står bag?": "partners",
    "Hvilken dato står der på artiklen?": "updated",
    "Er siden blevet rettet siden da?": "updated",
    "Hva er hendes nr?": "telephone",
    "Har de en kontakttelefon?": "telephone",
    "Hvad er døgntelefonen?": "telephone",
    "Hvem kan jeg slå på tråden til?": "contact",
    "Kan man skrive til hende?": "contact",
    "Hvad hedder hende man taler med?": "contact",
    "Hvornår har de åbent?": "opening",
    "Hvilken dag er der åbent?": "opening",
    "I hvilket tidsrum kan de træffes på telefonen?": "opening",
    "Er der lang venteliste?": "waiting",
    "Hvor længe skal man vente?": "waiting",
    "Hvor lang tid kan en borger være der?": "stay",
    "Hvor længe varer et forløb?": "stay",
    "Skal man have en henvisning til Broen?": "referral",
    "Koster Stille Kaj noget?": "cost",
    "Hvornår kan man komme uden aftale?": "opening",
    "Hvad er ansøgningsfristen for puljen?": "deadline",
    "Hvordan bliver man visiteret?": "apply",
    "Er det en selv, der betaler?": "cost",
    "Navnet på lederen?": "role",
    "Hvem havde formandsposten?": "who",
    "Er Asta Fogh chefkonsulent?": "title",
    "Hvem personligt sad der?": "person",
    "Hvad er bevillingsgrundlaget?": "funding",
    "Hvor mange skattekroner går der til det?": "amount",
    "Hvilken gruppe er det tænkt til?": "target",
    "Hvem må bo på Solhøj?": "target",
    "Hvordan får man hjælp fra Familiehuset?": "apply",
    "Hvem har bevilget penge til Broen?": "funding",
    "Hvilken dag mødes de i Broen?": "opening",
    "Hvor mange er der plads til?": "capacity",
    "Hvem står for evalueringen?": "evaluator",
    "Hvor stor er rammen?": "amount",
    "Jeg er 17, tæller jeg med?": "target",
    "Hvad håber man at opnå med det?": "purpose",
    "Hvad blev der givet til det?": "amount",
    "Hvad skal man give for en plads?": "amount",
    "Hvilken økonomisk ramme er der?": "amount",
    "Hvad kom evalueringen frem til?": "finding",
    "Hvad har undersøgelsen vist?": "finding",
    "Giv mig måned og år for åbningen": "month",
    "Hvad er datoen for åbningen?": "period",
    "Er hun gammel nok til det?": "age",
    "Er 15 år for ung?": "age",
    "Må man godt være 13 der?": "age",
    "Er det bindende?": "binding",
    "Hænger støj og søvn sammen?": "connection",
    "Er det noget, man har fundet ud af?": "finding",
    "Hvad er forløberen for det?": "forerunner",
    "Var der en model før den?": "forerunner",
    "Hvad gik forud for projektet?": "forerunner",
    "Er det noget, man skal, eller er det bare gode råd?": "binding",
    "Hvem fandt på det?": "founder",
    "Hvem var det, der fik idéen?": "founder",
    "Hvem satte det i gang?": "founder",
    "Hvem startede det?": "founder",
    "Dato for ajourføring?": "updated",
    "Seneste ændring af siden?": "updated",
    "Hvornår mødes de?": "opening",
    "Kan man ringe til jer om natten?": "reachable",
    "Er der nogen om aftenen, man kan ringe til?": "reachable",
    "Kan man stole på, at det er kurset selv?": "certainty",
    "Hvor sikre er resultaterne?": "certainty",
    "Får man penge for at være med?": "allowance",
    "Får de frivillige noget honorar?": "allowance",
    "Hvad får en vejleder i løn?": "wage",
}
BARE = {
    "Hvor foregår det?": ["place"],
    "Hvem byggede det?": ["who"],
    "Hvem har en børnetelefon?": ["who"],
    "Hvilke er det?": ["list"],
    "Hvad er U-turn?": ["definition"],
    "Er det godt?": ["yes_no"],
    "Hej": [],
    "": [],
    "?!": [],
}


@pytest.mark.parametrize(("clause", "name"), CLAUSES.items())
def test_question_that_names_a_kind_asks_for_it(clause: str, name: str) -> None:
    assert name in [kind.name for kind in kinds(clause)]


@pytest.mark.parametrize(("clause", "names"), BARE.items())
def test_question_word_counts_where_nothing_is_named(clause: str, names: list[str]) -> None:
    assert [kind.name for kind in kinds(clause)] == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hvem er maalgruppen", "target"),
        ("hvem er malgruppen", "target"),
        ("hvad er formaalet", "purpose"),
        ("hvor laenge varer det", "duration"),
        ("HVAD ER FORMÅLET", "purpose"),
    ],
)
def test_kind_is_found_as_typed_without_danish_letters(typed: str, name: str) -> None:
    assert name in [kind.name for kind in kinds(typed)]


def test_required_shape_of_a_telephone_is_eight_digits() -> None:
    (telephone,) = kinds("Hvad er telefonnummeret?")
    assert telephone.required
    assert telephone.shape is not None
    assert telephone.shape.search("Ring 91 37 02 81")
    assert not telephone.shape.search("I 2016 var der 182 borgere")


def test_names_of_kinds_are_unique() -> None:
    names = [kind.name for kind in specific_kinds()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("clause", "names"),
    [
        ("Hvad er kontaktpersonens cpr-nummer?", ["cpr"]),
        ("Hvad er personnummeret på kontaktpersonen?", ["cpr"]),
        ("Hvilken dato slutter projektperioden?", ["date"]),
        ("Hvor stor er puljen?", ["quantity", "funding"]),
        ("Hvor mange gange om ugen mødes de?", ["quantity", "count"]),
        ("Hvor stor en andel er det?", ["percent"]),
        ("Hvor meget koster det?", ["amount"]),
        ("Hvor mange ansøgninger er der kommet?", ["count"]),
        ("Hvor mange klager er der kommet?", ["count"]),
        ("Hvor mange projekter er der i puljen?", ["count"]),
        ("Hvad hedder den ansvarlige kontaktperson?", ["person"]),
        ("Hvad hedder lederen af kontaktpersonordningen?", ["role"]),
        ("Hvad hedder den ansvarlige minister?", ["role"]),
        ("Hvem er projektleder?", ["role"]),
        ("Hvilken stilling har kontaktpersonen?", ["title"]),
        ("I hvilken måned begyndte det?", ["month"]),
        ("Skal jeg selv betale?", ["cost"]),
        ("Er det gratis?", ["cost"]),
        ("Får mine forældre det at vide?", ["confidence"]),
        ("Kan man være anonym?", ["confidence"]),
        ("Kan min søn være med?", ["target"]),
        ("Hvad er X sat i verden for?", ["purpose"]),
        ("Hvilken person svarer?", ["person"]),
        ("Hvad er adressen?", ["address"]),
        ("Hvor ligger huset?", ["location"]),
        ("Har man krav på en plads?", ["right"]),
        ("Hvad bygger tallene på?", ["basis"]),
        ("Hvordan har man målt virkningen?", ["basis"]),
        ("Hvornår anses det for lykkedes?", ["success"]),
        ("Hvor ofte mødes gruppen?", ["frequency"]),
        ("Hvad er timelønnen?", ["wage"]),
        ("Hvad er den typiske alder på gæsterne?", ["age"]),
        ("Hvad anbefaler forskerne?", ["recommendation"]),
        ("Hvornår blev huset grundlagt?", ["founded"]),
        ("Hvor lang er klagefristen?", ["complaint"]),
        ("Hvad munder det ud i?", ["outcome"]),
        ("Hvornår er det slut?", ["period"]),
        ("Hvordan søger man?", ["apply"]),
        ("Hvor hurtigt får man svar?", ["waiting"]),
        ("Hvor lang tid går der, før de svarer?", ["response"]),
        ("Hvornår besvares en klage?", ["response"]),
        ("Hvem er kontaktperson?", ["contact"]),
        ("Hvilke forbehold er der i evalueringen?", ["limits"]),
        ("Hvem har lavet evalueringen?", ["evaluator"]),
        ("Har du et nummer på jer?", ["telephone"]),
        ("I hvilket center sidder hun?", ["contact"]),
        ("Hvilken vej ligger det på?", ["address"]),
        ("Hvor lang er køen til et værelse?", ["waiting"]),
        ("Er der kø?", ["waiting"]),
        ("Hvor mange er der på et hold?", ["capacity"]),
        ("Hvor mange går der så i sådan en gruppe?", ["capacity"]),
        ("Hvorfor skal man flytte ud efter to år?", ["stay"]),
        ("Hvorfor må man kun bo der i seks uger?", ["stay"]),
        ("Kan jeg skrive mig op til et værelse?", ["referral"]),
        ("Kan jeg selv ringe, eller skal det gå gennem nogen?", ["referral"]),
        ("Får jeg mine 200 kr. igen?", ["refund"]),
        ("Får man depositummet tilbage?", ["refund"]),
        ("Hvor langt tilbage kan jeg få støtte?", ["backdated"]),
        ("Kan jeg få penge for de år, der er gået?", ["backdated"]),
        ("Betaler I bagud?", ["backdated"]),
        ("Hvad får en vikar i timen?", ["wage"]),
        ("Hvornår skal de give mig en ny vejleder?", ["condition"]),
        ("Hvornår får vi at vide, om kurset virker?", ["awaited"]),
        ("Hvornår er rapporten klar?", ["awaited"]),
        ("Hvornår blev Broen evalueret?", ["awaited"]),
        ("Hvornår ventes de første resultater?", ["awaited"]),
        ("Får jeg noget for bussen?", ["allowance"]),
        ("Får vi kørslen dækket?", ["allowance"]),
        ("Må jeg komme, uden at nogen ved det?", ["confidence"]),
        ("Får min far besked?", ["confidence"]),
        ("Kan skolen tvinge os?", ["right"]),
        ("Hvornår lukker telefonen om fredagen?", ["opening"]),
        ("Må man beholde sin mobil?", ["belongings"]),
        ("Hvem leder huset?", ["role"]),
        ("Hvornår er hun der?", ["opening"]),
        ("Hvornår kommer lægen på kontoret?", ["opening"]),
        ("Skal børnene aflevere deres telefon?", ["belongings"]),
        ("Er morgenmaden med i prisen?", ["included"]),
        ("Hvad dækker prisen?", ["included"]),
    ],
)
def test_narrow_kind_counts_in_place_of_the_wider_ones(clause: str, names: list[str]) -> None:
    assert [kind.name for kind in kinds(clause)] == names


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        ("Hvad hedder kontaktpersonordningen?", "person"),
        ("Hvordan vurderes ansøgningerne?", "apply"),
        ("Hvad er mailadressen?", "address"),
        ("Hvornår slutter det?", "date"),
        ("Hvor mange kommuner er det?", "quantity"),
        ("Hvem er kontaktperson?", "cpr"),
        ("Hvor lang er fristen for at klage over det?", "title"),
        ("Skal jeg melde ham til politiet?", "apply"),
        ("Hvem leder efter frivillige?", "role"),
    ],
)
def test_narrow_kind_is_not_found_where_another_thing_is_asked(clause: str, name: str) -> None:
    assert name not in [kind.name for kind in kinds(clause)]


@pytest.mark.parametrize(
    ("clause", "has", "lacks"),
    [
        ("Hvor tit er det?", "Det er hver 3. uge.", "Det er den 3. maj."),
        ("Hvad er procenten?", "Kun 30 svarede (svarprocent 94).", "Den er 94 cm."),
        ("Hvad er cpr-nummeret?", "Hun har 010203-1234.", "Ring 91 37 02 81."),
        ("Hvilken dato er det?", "Det er den 3. maj 2024.", "Det er i maj 2024."),
        ("Hvilken dato er det?", "Det er 03-05-2024.", "Det er i 2023 - 2025."),
        ("Hvor stor er den?", "Den har 12 pladser.", "Den har mange pladser."),
        ("Hvor stor er den?", "Den har tolv pladser.", "Den er stor nok."),
        ("Hvilken person er det?", "Det er Ida von Holm.", "Det er Ida."),
        (
            "Hvem fandt på det?",
            "Den blev lanceret i 2012 af Havneministeriet.",
            "Den begyndte i maj.",
        ),
        (
            "Var der noget lignende før det?",
            "I 2014-2016 udviklede rådet en model.",
            "Huset åbnede i 2014.",
        ),
        ("Hænger støj og søvn sammen?", "Støj øger risikoen for uro.", "Støj og uro måles."),
        ("Er det bindende?", "De er vejledende for alle.", "De gælder alle."),
        ("Hvem startede det?", "Havnerådet har i fjor oprettet den.", "Havnerådet deltager."),
        ("Hvilke kommuner er med?", "Fjordby Kommune er med.", "Hver kommune er med."),
        ("Hvad er adressen?", "Edisonsvej 1, Odense", "Edisonsvej i Odense"),
        ("Hvad er adressen?", "5000 Odense C", "5000 borgere"),
        ("Hvor mange unge var med?", "2000 unge var med.", "Unge var med i 2019."),
        ("Har man krav på en plads?", "Alle har krav på en plads.", "Den gives efter § 107."),
        ("Kan de tvinge os?", "Kurset kan ikke gives som et pålæg.", "Kurset varer en uge."),
        (
            "Hvornår er rapporten klar?",
            "Rapporten ventes i foråret 2031.",
            "Kurset slutter i 2031.",
        ),
        ("Får min far besked?", "Forældre skal orienteres.", "Forældre er velkomne."),
        ("Kan de tvinge os?", "Det er frivilligt at komme.", "Frivillige hjælper i køkkenet."),
        ("Hvem evaluerer det?", "Evalueringen er ikke sat i udbud.", "Evalueringen er lang."),
        ("Er maden med i prisen?", "Prisen dækker vask, men ikke mad.", "Maden koster 30 kr."),
        ("Hvornår har de åbent?", "Ring til os hele døgnet.", "Ring til os."),
    ],
)
def test_answer_has_to_have_the_shape_of_the_narrow_kind(clause: str, has: str, lacks: str) -> None:
    (kind,) = kinds(clause)
    assert kind.required_of_named
    assert kind.shape is not None
    assert kind.shape.search(has)
    assert not kind.shape.search(lacks)


@pytest.mark.parametrize(
    ("clause", "told", "other"),
    [
        (
            "Hvor længe løber aftalen?",
            ["Den løber til og med 3. maj 2031.", "I to hele år."],
            ["Den koster 4 mio. kr. om året.", "Du er fyldt 60 år."],
        ),
        (
            "Kan man ringe til jer om natten?",
            ["Linjen er åben hver aften.", "Du kan ringe hele døgnet."],
            ["Ring til Ida Holm på 11 22 33 44.", "Vi mødes mandag kl. 9."],
        ),
        (
            "Kan man stole på, at det er kurset selv?",
            ["Der var ingen kontrolgruppe.", "Vi kan ikke sige det med sikkerhed."],
            ["Halvdelen fik det bedre."],
        ),
        (
            "Får man penge for at være med?",
            ["Du får 90 kr. om ugen.", "Værterne er ulønnede.", "Du beholder din ydelse."],
            ["Det er gratis.", "Du får frokost."],
        ),
    ],
)
def test_shape_of_a_kind_is_in_what_tells_it_alone(
    clause: str, told: list[str], other: list[str]
) -> None:
    [kind] = kinds(clause)
    assert kind.shape is not None
    assert all(kind.shape.search(text) for text in told)
    assert not any(kind.shape.search(text) for text in other)


def test_number_is_a_sum_where_its_column_says_so() -> None:
    (kind,) = kinds("Hvor meget koster det?")
    assert kind.shape is not None
    assert kind.shape.search("Ydelse: Biret · Takst 2031: 1.018,50")
    assert not kind.shape.search("Sted: Odder · Indsatser: 12")
    assert not kind.shape.search("Bolig: Kajen · Betaling: 12345678")


def test_mail_as_the_way_that_something_is_sent_is_no_address() -> None:
    assert all(kind.name != "email" for kind in kinds("Kan man sende bilagene på mail?"))
    assert all(kind.name != "email" for kind in kinds("Må skemaet indsendes via e-mail?"))
    assert [kind.name for kind in kinds("Hvem kan jeg sende en mail til?")] == ["email"]
    assert [kind.name for kind in kinds("Kan jeg få deres mail?")] == ["email"]


def test_office_that_is_reached_is_no_way_in() -> None:
    assert [kind.name for kind in kinds("Hvad er telefonnummeret til visitationen?")] == [
        "telephone"
    ]
    assert all(kind.name != "apply" for kind in kinds("Hvordan kontakter man Visitationen?"))
    assert [kind.name for kind in kinds("Hvordan foregår visitationen?")] == ["apply"]


def test_evaluator_may_stand_before_the_verb_of_a_relative_clause() -> None:
    [kind] = kinds("Hvem har evalueret kurset?")
    assert kind.shape is not None
    assert kind.shape.search("Det viser midtvejsevalueringen, som firmaet Holm & Bro har udført.")
    assert kind.shape.search("En rapport, som Aabo Universitet udarbejdede, viser fremgang.")
    assert not kind.shape.search("Evalueringen, som de unge glædede sig til, blev udsat i Odder.")
