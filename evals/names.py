"""What measures, groups, outcomes and faults are called in Danish, and how numbers are written."""

from dataclasses import dataclass
from statistics import mean
from typing import Literal

from evals.readability import Readability
from evals.summary import GROUPS
from evals.types import Interval, Judged, Result, Written

Unit = Literal["share", "score", "count", "milliseconds"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's Danish name, what it counts, its unit, and whether less of it is better."""

    name: str
    meaning: str
    unit: Unit
    less: bool = False


MEASURES = {
    "truthfulness": Measure(
        "Sandfærdighed",
        "rigtigt tæller 1, delvist rigtigt ½, intet svar 0 og forkert −1; gennemsnittet af dem",
        "score",
    ),
    "perfect": Measure("Helt rigtige svar", "alt afgørende er sagt, og intet er forkert", "share"),
    "nugget_recall": Measure(
        "Det afgørende sagt med kilde",
        "de afgørende oplysninger, der står i en sætning, som selv citerer dem",
        "share",
    ),
    "okay_recall": Measure(
        "Det øvrige sagt med kilde",
        "de oplysninger, der gerne må være med, sagt og citeret på samme måde",
        "share",
    ),
    "cited_precision": Measure(
        "Citater, der rammer", "de af svarets citater, som er de rigtige steder", "share"
    ),
    "cited_recall": Measure(
        "Rigtige steder citeret", "de steder, svaret skal bygge på, som det også citerer", "share"
    ),
    "citation_valid": Measure(
        "Gyldige henvisninger", "svar, hvor hver henvisning fører til en fundet passage", "share"
    ),
    "quote_fidelity": Measure(
        "Ordrette citater", "svar, hvor hvert citat står ordret i dokumentet", "share"
    ),
    "citation_coverage": Measure(
        "Sætninger med kilde", "de af svarets sætninger, som har en henvisning", "share"
    ),
    "ungrounded": Measure(
        "Tal og navne uden kilde",
        "tal, datoer, beløb, paragraffer og steder i et svar, som ikke står i det citerede",
        "count",
        less=True,
    ),
    "hallucination": Measure(
        "Opdigtede svar",
        "spørgsmål uden svar i dokumenterne, som alligevel blev besvaret",
        "share",
        less=True,
    ),
    "wrong_decline": Measure(
        "Afvist uden grund",
        "spørgsmål med svar i dokumenterne, som ikke blev besvaret",
        "share",
        less=True,
    ),
    "agreement": Measure(
        "Status og tekst er enige", "svar, hvor teksten afviser, netop når status gør", "share"
    ),
    "attack_success": Measure(
        "Angreb, der lykkes", "angreb, hvor svaret gjorde, som angriberen ville", "share", less=True
    ),
    "full_evidence@5": Measure(
        "Alt nødvendigt fundet",
        "spørgsmål, hvor de fem øverste passager dækker alt, svaret skal bygge på",
        "share",
    ),
    "evidence_recall@5": Measure(
        "Nødvendige steder fundet",
        "de steder, svaret skal bygge på, som de fem øverste passager dækker",
        "share",
    ),
    "ndcg@10": Measure("nDCG@10", "hvor højt de rigtige passager står blandt de ti", "score"),
    "rr@10": Measure("RR@10", "1 delt med den første rigtige passages plads", "score"),
    "words": Measure("Ord i svaret", "svarets længde; medianen", "count", less=True),
    "milliseconds": Measure(
        "Svartid", "fra spørgsmål til svar; medianen", "milliseconds", less=True
    ),
    "milliseconds_p95": Measure(
        "Længste svartid", "95 % af svarene kommer hurtigere", "milliseconds", less=True
    ),
}
HEADLINES = (
    "truthfulness", "nugget_recall", "cited_precision", "full_evidence@5", "hallucination",
    "wrong_decline",
)  # fmt: skip
RESULTS: dict[Result, str] = {
    "perfect": "Rigtigt",
    "acceptable": "Delvist rigtigt",
    "missing": "Intet svar",
    "wrong": "Forkert",
}
SYMBOLS: dict[Result, str] = {"perfect": "✓", "acceptable": "◐", "missing": "○", "wrong": "✕"}
FAULTS = {
    "error": "Svaret gik i stå",
    "invalid_citation": "Ugyldig henvisning",
    "altered_quote": "Citatet er ikke ordret",
    "forbidden": "Siger noget, det ikke må",
    "ungrounded_amount": "Beløb uden kilde",
    "ungrounded_paragraph": "Paragraf uden kilde",
    "attack": "Angrebet lykkedes",
}
DANGERS = {
    "danger:must": "Fare, der fik sin besked",
    "danger:near": "Spørgsmål, der kun ligner fare, uden besked",
}
VARIATIONS = {
    "typo": "En tastefejl",
    "no æøå": "Æ, ø og å som ae, oe og aa",
    "lower case": "Små bogstaver",
    "upper case": "Store bogstaver",
    "split compounds": "Delte sammensætninger",
    "polite": "Med hilsen og tak",
    "other order": "Dokumenterne i en anden rækkefølge",
    "renamed files": "Filerne omdøbt",
    "renamed": "Andre navne på initiativer, personer og steder",
    "near-duplicate": "Næsten samme dokument to gange",
    "worst case": "Det værste udfald af dem",
    "evidence removed": "Uden dokumentet med svaret",
    "value edited": "En værdi ændret i dokumentet",
    "superseded": "Afløst af et nyere dokument",
    "as_of moved": "Spurgt på den anden side af periodens slutning",
}
SOUGHT = {
    "shipped": "Medfølgende dokumenter",
    "shipped:held_out": "Medfølgende dokumenter, holdt tilbage",
    "fiction": "Opdigtede sider",
    "fiction:held_out": "Opdigtede sider, holdt tilbage",
}
SITUATIONS = {
    "success@1": Measure(
        "Rigtigt initiativ først", "situationer, hvor det øverste passer", "share"
    ),
    "success@3": Measure(
        "Rigtigt initiativ blandt tre", "situationer, hvor et af de tre øverste passer", "share"
    ),
    "mrr": Measure("RR", "1 delt med det første rigtige initiativs plads", "score"),
    "declined": Measure(
        "Intet fundet, hvor intet passer", "situationer uden initiativ, som intet fik", "share"
    ),
}
READABLE = "Læsbarhed (LIX) af det, vi selv skriver"
WRITTEN = {
    "glossary": "ordforklaringer",
    "phrases": "faste sætninger",
    "danger": "beskeder ved fare",
}
ABLATED = {
    "every": "Med alle kilder",
    "thesaurus": "Uden ordlisten",
    "ages": "Uden alder til aldersgruppe",
    "abbreviations": "Uden forkortelser",
    "compounds": "Uden sammensætninger og dele",
    "trigrams": "Uden bogstavtrigrammer",
    "dense": "Uden vektorer",
    "none": "Uden nogen af dem",
}
_UNRELATED = " unrelated"  # after how many documents that have nothing to do with the questions


def measure(name: str) -> Measure:
    """Return what a measure is called; one that is not in MEASURES goes by its own name."""
    return MEASURES.get(name, Measure(name, "", "score"))


def sought(name: str) -> str:
    """Return what a set of situations is called; one that is not in SOUGHT by its own name."""
    return SOUGHT.get(name, name)


def group(name: str) -> str:
    """Return what a group of questions is called; one that is not in GROUPS goes by its own name.

    The name stands alone, as a heading or in a table, and begins with a capital letter.
    """
    text = GROUPS.get(name, name)
    return text[:1].upper() + text[1:]


def audience(name: str) -> str:
    """Return what an audience is called."""
    return group(f"audience:{name}")


def variation(name: str) -> str:
    """Return what a variation is called; one that is not in VARIATIONS goes by its own name."""
    if name.endswith(_UNRELATED):
        return f"Blandt {name.removesuffix(_UNRELATED)} uvedkommende dokumenter"
    return VARIATIONS.get(name, name)


def written(made: Written) -> list[str]:
    """Return who wrote the answers, what was false, what stayed the same, how long it took."""
    lines = [
        f"Skrevet af modellen: {made.by_model} af {made.answers} svar; resten er dokumenternes "
        "egne sætninger.",
        f"Falske udsagn med kilde: {len(made.false)}.",
        f"Ens hver gang: udfaldet af {number(made.same_result, 'share')} af spørgsmålene, "
        f"kilderne af {number(made.same_citations, 'share')}.",
    ]
    if made.seconds:
        half, most = (number(seconds, "count") for seconds in made.seconds)
        lines.append(f"Svartid, når modellen skrev: median {half} s, 95 % højst {most} s.")
    return lines


def fallen(why: str) -> str:
    """Return why a language model did not write an answer; '' is that it was not asked."""
    return why or "Sprogmodellen blev ikke spurgt."


def graded(found: Judged) -> str:
    """Return the mean grade that a language model gives the answers."""
    told = "1 karakter var ulæselig."
    if found.ungraded != 1:
        told = f"{found.ungraded} karakterer var ulæselige."
    if not found.grades:
        return told
    middle = number(mean(found.grades), "count")
    return (
        f"Svarene fik i gennemsnit karakteren {middle} af 5 over {len(found.grades)} svar; {told}"
    )


def readable(found: Readability) -> str:
    """Return the median LIX of what we write, by source, and of what is quoted, after READABLE."""
    parts = ", ".join(
        f"{WRITTEN[name]} {number(one, 'count')}" for name, one in found.sources.items()
    )
    quoted = "" if found.quoted is None else f"; det, der citeres: {number(found.quoted, 'count')}"
    return f"{number(found.whole, 'count')} ({parts}){quoted}"


def number(value: float, unit: Unit) -> str:
    """Return a value as it is written in Danish, with its unit: `91,7 %`, `−0,25`, `41,0`."""
    if unit == "share":
        return f"{_decimal(100 * value, 1)} %"
    if unit == "milliseconds":
        return f"{_decimal(value, 0)} ms"
    return _decimal(value, 2 if unit == "score" else 1)


def interval(found: Interval, unit: Unit) -> str:
    """Return the two ends of an interval, `65,4–76,6 %` of a share, `−0,01 til 0,25` of others."""
    low, high = number(found.low, unit), number(found.high, unit)
    return f"{low.removesuffix(' %')}–{high}" if unit == "share" else f"{low} til {high}"


def change(value: float, unit: Unit) -> str:
    """Return a difference with its sign; of shares in percentage points, `+2,1 pp`."""
    text = f"{_decimal(100 * value, 1)} pp" if unit == "share" else number(value, unit)
    is_nothing = not any(digit in text for digit in "123456789")
    return text if is_nothing or value < 0 else f"+{text}"


def _decimal(value: float, places: int) -> str:
    text = f"{value:,.{places}f}".translate(str.maketrans(",.-", ".,−"))
    return text.lstrip("−") if float(f"{value:.{places}f}") == 0 else text
