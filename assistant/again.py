"""What is asked of the answer before: where it stands, whether it is sure, shorter, plainer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from assistant import facts
from assistant.citations import path_of
from assistant.evidence import Evidence
from assistant.extract import extract
from assistant.facts import Statement
from assistant.question import Question
from assistant.tidy import is_courtesy
from assistant.types import Turn
from prompts.render import render

Again = Literal["", "where", "sure", "shorter", "plainer", "same"]

_SENTENCE = re.compile(
    r"(?<=[.!?])\s+|\s*\n\s*|,\s+(?=(?:kan|vil|må|gider|skriv|forklar|sig)\b)", re.IGNORECASE
)
_LEAD = (
    r"\W*(?:(?:ok|okay|nå|hm+|øh+|tak|fint|super|men|og|undskyld|jamen|altså|nej|ja|så|du)\b\W+)*"
)
_CAN = (
    r"(?:(?:kan|kunne|vil|ville|må|gider) (?:du|i|jeg|man|vi) )?(?:(?:ikke|lige|gerne|venligst) )*"
)
_TELL = r"(?:sige?|skrive?|forklare?|fortælle?|gøre?|give?|formulere?|omskrive?|svare?)"
_IT = r"(?: (?:det|den|dem|svaret|mig|os|her|lige|lidt|meget|endnu|noget|mere))*"
_PATTERNS: dict[Again, str] = {
    "where": (
        r"hvor (?:præcis |henne )?(?:står|stod|fremgår|læser|læste) (?:det|der|du|jeg|man|svaret)"
        r"(?: det)?(?: der| henne| skrevet| nævnt| præcist?)*"
        r"|hv(?:or|em) (?:har|fik) du (?:det|dem|den|de(?:n)? oplysning(?:er)?) fra"
        r"|hvor (?:ved|fandt) du det(?: henne| fra)?"
        r"|hvor kan (?:jeg|man) (?:læse|se) (?:det|svaret|kilden)(?: henne| selv)?"
        r"|hvad er (?:(?:din|jeres) kilde|kilden)(?: (?:til|på) (?:det|svaret))?"
        r"|(?:i |på )?hvilke[nt]? (?:side|kilde|dokument|afsnit)"
        r"(?: (?:står|er|kommer|stod) (?:det|du|svaret))?(?: (?:i|på|fra))?"
        r"|hvem siger det|hvad (?:bygger|baserer) du (?:det|svaret) på|har du en kilde(?: på det)?"
        rf"|{_CAN}(?:vis|vise|se|få|give?)(?: mig)? kilden|kilden?"
    ),
    "sure": (
        r"er (?:(?:du|i|svaret) (?:nu |helt |virkelig )*sikk?(?:er|ert|re)"
        r"|(?:det|svaret) (?:nu |helt |virkelig |også )*(?:rigtigt|korrekt|sandt))"
        r"(?: (?:på|i) (?:det|svaret))?"
        r"|passer (?:det|svaret)(?: virkelig| nu| også)*|hvor sikker er du(?: på det)?"
        r"|kan (?:jeg|man|vi) (?:regne med|stole på) (?:det|dig|svaret)|virkelig|helt sikkert?"
        r"|hvor(?:dan|fra) (?:kan|ved) du (?:vide )?det"
        r"|det (?:tror jeg ikke(?: på)?|lyder (?:forkert|mærkeligt)|passer (?:da )?ikke)"
    ),
    "shorter": (
        rf"{_CAN}{_TELL}{_IT} kort"
        rf"|{_CAN}(?:{_TELL}|få|have){_IT} (?:kort(?:ere|fattet)|kort sagt|i korte træk|med få ord"
        r"|på [eé]n linje|i [eé]n sætning)"
        rf"|{_CAN}(?:opsummere?|sammenfatte?|forkorte?){_IT}|(?:lidt |meget )?kortere"
        r"|kort (?:sagt|fortalt)|i korte træk"
        r"|(?:det|svaret) (?:er|var) (?:lidt |alt )*(?:for )?langt"
        rf"|{_CAN}(?:{_TELL}{_IT} )?et (?:kort )?(?:resumé|resume|sammendrag)"
    ),
    "plainer": (
        rf"{_CAN}{_TELL}{_IT} (?:enkler?e|enkelt|lettere|nemmere|simplere|simpelt|forståeligt"
        r"|klarere|anderledes|på en anden måde|nærmere|bedre"
        r"|så (?:jeg|man) (?:kan )?forstår? (?:det|svaret)"
        r"|på (?:\w+ )?dansk|(?:med|i) (?:\w+ )*ord)"
        rf"|{_CAN}forklare?{_IT}"
        r"|(?:det|svaret)(?: her)? (?:forst(?:år|od)|fatter) jeg ikke(?: helt| rigtigt)*"
        r"|jeg (?:forst(?:år|od)|fatter) (?:det |svaret |dig )?(?:ikke|ingenting|intet)"
        r"(?: helt| af det| det| svaret)*"
        r"|hvad (?:betyder|mener du med|vil) det(?: her)?(?: sige)?|hvad mener du"
        r"|det (?:giver|gav) ikke (?:nogen )?mening"
        r"|(?:det (?:er|var) )?(?:for )?svært(?: at forstå)?"
    ),
    "same": (
        rf"{_CAN}(?:sige?|gentage?|skrive?){_IT}(?: igen| en gang til)+|{_CAN}gentage?{_IT}"
        r"|hvad sagde du|hvad var svaret|(?:en gang til|igen)"
    ),
}
_COMPILED: dict[Again, re.Pattern[str]] = {
    name: re.compile(rf"{_LEAD}(?:{pattern})(?: så| nu| tak)*\W*", re.IGNORECASE)
    for name, pattern in _PATTERNS.items()
}


def wanted(text: str) -> Again:
    """Return what a turn asks of the answer before it, '' where it asks anything else."""
    said = [one for one in _SENTENCE.split(text.strip()) if one and not is_courtesy(one)]
    found = [_meant(one) for one in said]
    return found[-1] if found and all(found) else ""


def _meant(sentence: str) -> Again:
    return next((name for name, form in _COMPILED.items() if form.fullmatch(sentence)), "")


def asking(history: Sequence[Turn]) -> tuple[Turn, ...]:
    """Return the turns of a conversation that ask something of the documents."""
    return tuple(
        turn for turn in history if not is_courtesy(turn.question) and not wanted(turn.question)
    )


def again(
    statements: list[Statement], found: Sequence[tuple[Question, Evidence]], wants: Again
) -> list[Statement]:
    """Return an answer as it is asked for again: where it stands, in the documents' words, and how
    old that page is; or what of it answers most."""
    if wants in ("shorter", "plainer"):
        return [item for pair in found for item in _first(extract([pair], most=1))]
    if wants not in ("where", "sure"):
        return statements
    places = {(item.document.id, item.start, item.end): item for item in statements}
    told = [replace(_source(item), is_item=len(places) > 1) for item in places.values()]
    return [*told, *(facts.updated(statements[0].document) if wants == "sure" else [])]


def _first(statements: list[Statement]) -> list[Statement]:
    """Return the first of some statements; all of a list and of a table."""
    is_whole = any(item.is_item or item.before for item in statements)
    return statements if is_whole else statements[:1]


def remark(wants: Again) -> str:
    """Return what an answer that is asked for again cannot be, '' where it is what is asked for."""
    return render("plainer") if wants == "plainer" else ""


def _source(item: Statement) -> Statement:
    quote = " ".join(item.document.text[item.start : item.end].split())
    heading = path_of(item.document, item.start).rstrip(" :")
    known = {"title": item.document.title, "quote": quote}
    known["stop"] = "" if quote.endswith((".", "!", "?")) else "."
    known |= {"section": heading} if heading else {}
    text = render("where_under" if heading else "where", **known)
    return Statement(text, item.document, item.start, item.end)
