"""A question taken apart: what it asks for, and the words that say about what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.kinds import Kind, kinds
from index.danish import fold, stem, words
from index.thesaurus import expand

# Words that carry no subject: they may be missing from every document and mean nothing by it.
_EMPTY = """
af alle alt altså anden andet andre at bare begge blandt ved blev blive bliver bl da de dem den denne der
deres derfor det dette dig din dine disse dog du efter egen eller elsker en end endnu ene eneste enhver er
et fik findes finde for fordi fra få får før første gennem giver givet gælder gang gør gøre gøres går
ham han har havde have hedder helt hende hendes her hermed hvad hvem hver hvilke hvilken hvilket hvis
hvor hvordan hvorfor hvornår hvorvidt ifølge igen igennem ikke ind inden indtil ingen intet ja jeg
jer jo kan kom komme kommer kun kunne lave laver lad lidt ligger lige man mange med meget mellem men
mener mens mere mest mig min mine mit mod må måske ned nej nogen noget nogle nok nu når også om omkring
op os over på samme samt se selv sig sin sine sit skal skulle slags snart som stadig stedet står så
sådan tak tag tage til tror ud uden under usa var ved vel vi via vide vil ville vores være været
ønsker egentlig hej venligst gerne fortælle fortæl forklar sige siger nævn nævne nævnes
dokument dokumenter dokumenterne dokumentet kilde kilder siden side hvorhenne
what who when where which how why the is are was were does did do of for in on to and a an about tell me
""".split()
# Words that say what is asked for, and not about what.
_ASKING = """
telefon telefonnummer telefonnr tlf nummer nummeret ringe ringer mobil mobilnummer email e mail mailadresse
adresse skrive kontakt kontakte kontaktperson kontaktpersoner kontaktpersonen kontaktoplysninger kontaktinfo
henvende spørge spørger snakke tale formål formålet hensigt mål målet målgruppe målgruppen målgrupper periode
perioden projektperiode projektperioden tidsramme varighed start starter startede starten begyndte begynder
slut slutter sluttede slutningen kører kørte køre løber løb løbe varer varede vare gang aktiv aktivt aktuel
aktuelt stadigvæk fortsat længere afsluttet ophørt overstået foregår foregik foregå finansiering finansieret
finansierer finansierede betaler betalt betale penge pengene beløb budget økonomi kroner kr mio millioner
bevilling bevilget afsat pris koster kostede koste pulje puljen baggrund baggrunden årsag evaluering
evalueringen evalueres evalueret evaluerer resultat resultater resultatet effekt samarbejdspartnere
samarbejdspartner samarbejdsparter samarbejder partnere parter deltager deltagere deltagende involveret lov
loven lovgivning paragraf paragraffer bestemmelse bestemmelser hjemmel opdateret opdatering ajourført antal
procent procentdel andel årstal år dato måned tidspunkt dag sted sider siden person personer navn navnet
organisation organisationer myndighed myndigheder ministerium styrelse initiativ initiativet initiativer
initiativets projekt projektet projekter projektets indsats indsatsen indsatser indsatsens tilbud tilbuddet
ordning ordningen program programmet hovedpunkter kort detaljer information oplysninger beskrivelse
eksempel eksempler type typer form former slags rigtigt sandt passer korrekt hurtigt praksis
purpose aim contact phone number email person project initiative target group period funded funding paid
much money long many municipalities running still
""".split()
EMPTY = frozenset(stem(word) for word in _EMPTY) | frozenset(fold(word) for word in _EMPTY)
# A capital letter inside a sentence, or what follows a paragraph sign.
_NAME = re.compile(r"(?<=[\w,;:)”\"] )([A-ZÆØÅ][\w’'-]+)|(?:§+|paragraf(?:fen)?)\s*(\d+)")
ASKING = frozenset(stem(word) for word in _ASKING) | frozenset(fold(word) for word in _ASKING)

_HOW_MANY = re.compile(r"\bhvor mange\s+((?:\w+\s*){1,3})", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[?!;]+\s*|,?\s+(?:og|samt|and)\s+(?=(?:hv\w+|er|har|kan|findes|kører|what|who|when|how)\b)"
    r"|,\s+(?=hv\w+\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a question asks for: the clause that asks, and its kind."""

    clause: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question in its own words, and the stems of its content words.

    `subject` are the terms that say about what, without those that say what is asked for
    ('telefonnummer', 'målgruppe'). `names` are the subject's proper names and the numbers of
    paragraphs: a document that lacks one of these is about something else. `official` has the
    official stems for terms that are everyday speech. `counted` is the term that 'hvor mange' asks
    the number of.
    """

    text: str
    aspects: tuple[Aspect, ...]
    terms: tuple[str, ...]
    subject: tuple[str, ...]
    names: frozenset[str]
    official: Mapping[str, tuple[str, ...]]
    counted: str | None


def parse(text: str) -> Question:
    """Return the question taken apart; it always has at least one aspect."""
    aspects = [Aspect(clause, kind) for clause in _CLAUSE.split(text) for kind in kinds(clause)]
    named = {aspect.kind.name: aspect for aspect in reversed(aspects) if aspect.kind}
    found = tuple(reversed(named.values())) or (Aspect(text, None),)
    terms = content_terms(text)
    subject = tuple(term for term in terms if term not in ASKING)
    names = _names(text) & set(subject)
    return Question(text, found, terms, subject, names, expand(text), _counted(text, terms))


def _names(text: str) -> frozenset[str]:
    found = [match[0] or match[1] for match in _NAME.findall(text)]
    return frozenset(stem(word) for name in found for word in words(name))


def _counted(text: str, terms: tuple[str, ...]) -> str | None:
    match = _HOW_MANY.search(text)
    after = content_terms(match[1]) if match else ()
    return next((term for term in after if term in terms), None)


def content_terms(text: str) -> tuple[str, ...]:
    """Return the stems of a text's content words, each once, in order."""
    return tuple(dict.fromkeys(key for word in words(text) if (key := stem(word)) not in EMPTY))
