"""Danish words that say nothing about what a question is about."""

import re
from collections.abc import Iterable

from index.danish import fold, stem, words

# They carry no subject: they may be missing from every document and mean nothing by it.
_EMPTY = """
af alle alt altså anden andet andre at bare begge blandt ved blev blive bliver bl da de dem den
denne der deres derfor det dette dig din dine disse dog du efter egen eller en end endnu ene
enhver er et fik findes finde for fordi fra få får før første gennem giver givet gælde gælder gang
gør gøre gøres går ham han har havde have hedder helt hende hendes hun her hermed hvad hvem hver
hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår hvorvidt ifølge igen igennem ikke ind inden
indtil ingen intet ja jeg jer jo kan kom komme kommer kun kunne lave laver lad lidt ligger lige
man mange med meget mellem men mener mens mere mest mig min mine mit mod må måske ned nej nogen
noget nogle nok nu når også om omkring op os over på samme samt se selv sig sin sine sit skal
skulle slags snart som stadig stedet står så sådan tak tag tage til tror ud uden under var vel vi
via vide vil ville vores være været ønsker egentlig hej venligst gerne fortælle fortæl forklar
sige siger nævn nævne nævnes dokument dokumenter dokumenterne dokumentet kilde kilder siden side
hvorhenne what who when where which how why the is are was were does did do of in on to and a an
about tell me i og bag bagved stod hejsa goddag fx blot helst fået nogensinde indenfor udenfor
måtte nødt slet burde bør turde materiale materialet materialer nævnt omtalt omtales optræder
henne gældende danish denmark
hvori hvortil hvormed hvorpå dertil heraf hertil desuden nemlig ellers ligesom hos ad pr cirka ca
""".split()

# They say what is asked for, and not about what.
_ASKING = """
telefon telefonnummer telefonnr tlf nr nummer nummeret ringe ringer mobil mobilnummer email e mail
høre hører skattekroner skattekronerne skattepenge
mailadresse adresse skrive kontakt kontakte kontaktperson kontaktpersoner kontaktpersonen
kontaktoplysninger kontaktinfo gavn svar svare svarer henvende spørge spørger snakke tale formål
formålet hensigt mål udgør udgøre udgjorde
målet målgruppe målgruppen målgrupper periode perioden projektperiode projektperioden tidsramme
varighed start starter startede starten begyndte begynder slut slutter sluttede slutningen kører
stopper ophører udløber
kørte køre løber løb løbe varer varede vare gang aktiv aktivt aktuel aktuelt stadigvæk fortsat
længere afsluttet ophørt overstået foregår foregik foregå finansiering finansieret finansierer
finansierede betaler betalt betale penge pengene beløb budget økonomi kroner kr mio millioner
bevilling bevilget afsat koster kostede koste pulje puljen baggrund baggrunden årsag
evaluering evalueringen evalueres evalueret evaluerer resultat resultater resultatet effekt
samarbejdspartnere samarbejdspartner samarbejdsparter samarbejder partnere parter deltager
deltagere deltagende deltog deltaget involveret
lov loven lovgivning paragraf paragraffer bestemmelse bestemmelser
hjemmel serviceloven servicelovens lovens
opdateret opdatering ajourført antal procent procentdel andel årstal år dato måned
ventetid ventetiden venteliste ventelisten åbningstid åbningstider åbningstiden telefontid åbent
pris priser prisen tilmelding ansøgning ansøgningen ansøgningsfrist tilmeldingsfrist frist fristen
visitation henvisning
oprindelig oprindelige forlængede ramme rammen rammerne tilskud
opfylde opfyldt stiller stilles
samlet samlede totalt stor stort store
forskel forskellen forskelle sammenlign sammenlignet sammenligne sammenligning
tidspunkt dag sted sider siden person personer navn navnet organisation organisationer myndighed
myndigheder ministerium styrelse initiativ initiativet initiativer initiativets projekt projektet
projekter projektets indsats indsatsen indsatser indsatsens tilbud tilbuddet ordning ordningen
program programmet hovedpunkter kort detaljer information oplysninger beskrivelse eksempel
eksempler type typer form former slags rigtigt sandt passer korrekt hurtigt praksis purpose aim
samling samlingen samlingens nævnt nævnes nævner omtalt tværs oplyser oplyst
contact phone number project initiative target group period funded funding paid much money long
many municipalities running still
telefonnumre sad strakte strækker rækker enkelte
ske sker skete sket bagefter herefter
""".split()

# They say that it is for somebody, and not for whom: no initiative is named by them.
_ANYBODY = "mennesker menneske folk borgere".split()

# They say no more than that an initiative has to do with what follows.
_RELATING = """
hjælper hjælp støtter tilbyder bygger handler gælder retter rettet målrettet henvender finansieret
betalt omfatter arbejder findes vedrører nævner omtaler taler fokuserer lavet beregnet relevante
bruger anvender benytter borgere mennesker folk
""".split()

# Boards and groups that somebody sits in.
_BODIES = tuple(
    stem(word)
    for word in "følgegruppe styregruppe projektgruppe arbejdsgruppe bestyrelse udvalg".split()
)
_BOARD = stem("rådet")  # by itself: 'område' ends in it too
_ADVICE = (stem("gode"), stem("dårlige"))  # 'gode råd' are no board

# What has the most, or the least, of something.
SUPERLATIVE = (
    r"\b(?:flest|færrest|mest|mindst|størst|længst|kortest|højest|lavest|dyrest|billigst|tungest"
    r"|nyest|ældst|yngst|tættest|hurtigst|bedst)"
)
# 'Hvilket initiativ har fået flest penge?': what each has is told, and who asks compares.
MOST_OF_ALL = (
    r"\bhvilke[nt] (?:af )?(?:\w+ )?(?:initiativ|indsats|projekt)(?:et|en|erne)?\b.*?"
    r"\b(?:(?:flest|færrest|mest|mindst|størst)\w* (?:penge|midler|bevilling|beløb|kommuner)"
    r"|(?:dyrest|billigst|længst|kortest|størst|mindst)e?\W*$)"
)

# Words of a content that have none here: 'jeg har brug for' is not about use.
_PHRASES = re.compile(r"\bbrug for\b", re.IGNORECASE)

EMPTY = frozenset(form(word) for word in _EMPTY for form in (stem, fold))
ASKING = frozenset(form(word) for word in _ASKING for form in (stem, fold))
RELATING = frozenset(stem(word) for word in _RELATING)
ANYBODY = frozenset(stem(word) for word in _ANYBODY)
# Second parts of compounds that only say 'initiative': botilbudsindsatsen is named by botilbud.
HEADS = tuple(
    stem(word)
    for word in (
        "initiativ projekt indsats model program tilbud ordning forløb side metode ophold sted "
        "center gruppe behandling støtte pulje forsøg"
    ).split()
)
_BEGINNING_LETTERS, _WHOLE_LETTERS = 3, 5  # of the first part; a longer one may have lost its s


def content_terms(text: str) -> tuple[str, ...]:
    """Return the stems of a text's content words, each once, in order."""
    text = _PHRASES.sub(" ", text)
    return tuple(dict.fromkeys(key for word in words(text) if (key := stem(word)) not in EMPTY))


def bodies(terms: Iterable[str]) -> list[str]:
    """Return those of some stems that are boards or groups that somebody sits in."""
    found, before = [], ""
    for term in terms:
        if term.endswith(_BODIES) or (term == _BOARD and before not in _ADVICE):
            found.append(term)
        before = term
    return found


def first_part(word: str) -> str:
    """Return the first part of a compound whose second part only says 'initiative', else ''."""
    for head in HEADS:
        if word.endswith(head) and len(word) >= len(head) + _BEGINNING_LETTERS:
            first = word[: -len(head)]
            return first.removesuffix("s") if len(first) > _WHOLE_LETTERS else first
    return ""
