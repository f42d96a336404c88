"""The tab Om: what the assistant is, what is stored, whom to call, and who can use the page.

Pure functions from how the assistant is set up to HTML. Every text from outside is escaped here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from assistant.feedback import FILE
from assistant.page import TITLE

HEADING = f"Om {TITLE}"
FIRST = (
    "Du skriver med et AI-system, ikke med et menneske. Det svarer kun ud fra dokumenterne og kan "
    "tage fejl – tjek kilden."
)
URGENT = "Er nogen i fare nu?"
URGENT_INTRO = "Vent ikke på et svar her."

CAN = "Det kan assistenten"
CAN_ITEMS = (
    "Svare på spørgsmål om de initiativer, der står i dokumenterne: hvem de er for, hvad de "
    "går ud på, hvornår de løber, hvem der betaler, og hvem man kan kontakte.",
    "Vise, hvor hvert udsagn står. Klik på [1], eller åbn hele dokumentet.",
    "Finde initiativer, der passer til en situation, du selv beskriver.",
    "Sige fra, når dokumenterne ikke svarer, og pege på det nærmeste dokument.",
)
CANNOT = "Det kan assistenten ikke"
CANNOT_ITEMS = (
    "Afgøre noget. Hvad der gælder i en sag, afgør kommunen. Assistenten giver ikke råd om jura "
    "eller helbred.",
    "Vide mere end dokumenterne. De kan være gamle eller mangle noget, og den kender ikke alle "
    "tilbud i Danmark.",
    "Være sikker på at have forstået dig. Den kan læse et spørgsmål forkert, overse et tilbud "
    "eller vise et uddrag, der ikke passer.",
    "Opdage enhver fare. Den kender nogle ord for, at nogen har brug for hjælp nu, men den er "
    "ingen erstatning for et menneske.",
)
LAW = (
    "Efter EU's forordning om kunstig intelligens (artikel 50) skal det fremgå, at man skriver med "
    "et AI-system, og at en tekst er lavet af kunstig intelligens. Derfor står det her og ved "
    "svarene."
)

MADE = "Sådan bliver et svar til"
FROM_DOCUMENTS = (
    "Assistenten finder de steder i dokumenterne, der passer bedst til spørgsmålet, og sætter "
    "dokumenternes egne sætninger sammen til et svar. Den bruger ingen sprogmodel og finder ikke "
    "selv på sætninger om initiativerne. Faste vendinger, fx at et initiativ er slut, bygger på en "
    "dato i dokumentet."
)
BY_MODEL = (
    "Assistenten finder de steder i dokumenterne, der passer bedst til spørgsmålet, og "
    "sprogmodellen {model} skriver et svar ud fra dem. Hver sætning bliver holdt op mod kilderne: "
    "Tal, datoer, beløb, paragraffer og navne skal stå dér, ellers bliver sætningen fjernet eller "
    "mærket. Holder svaret ikke, eller svarer modellen ikke, får du dokumenternes egne sætninger i "
    "stedet. Under svaret står, hvordan det er lavet."
)
QUOTES = (
    "Citatet ved en kilde er altid ordret, som det står i dokumentet. Assistenten ændrer ikke i "
    "dokumenterne."
)

STORED = "Det bliver gemt"
NOTHING_STORED = (
    "Dine spørgsmål og svarene bliver ikke gemt. Samtalen ligger kun i hukommelsen. Den er væk, "
    "når du vælger Ny samtale, og senest en time efter, at du har lukket siden.",
    "Siden bruger ingen cookies til at følge dig og henter intet fra andre websteder.",
    "Dit valg af Sagsbehandler eller Borger bliver husket i din egen browser.",
)
FEEDBACK = (
    f"Kun hvis du gemmer en vurdering af et svar, bliver spørgsmålet, svaret og det, du skriver, "
    f"gemt. Det sker i filen {FILE} på den maskine, assistenten kører på, og det bliver ikke "
    "sendt nogen steder hen."
)
UPLOADS = (
    "Filer, du lægger op under Dokumenter, bliver gemt og kan læses af alle, der bruger siden."
)
STAYS = "Intet af det, du skriver, forlader den maskine, assistenten kører på."
LEAVES = (
    "Sprogmodellen kører på en anden maskine. Den får dit spørgsmål, uddrag af dokumenterne og ved "
    "et opfølgende spørgsmål de seneste tre spørgsmål og svar. CPR-numre, telefonnumre, "
    "mailadresser, navne, du præsenterer dig med, og adresser bliver skjult først."
)
PERSONAL = "Skriv ikke navne, CPR-numre eller andre personoplysninger."

SOURCES = "Hvor dokumenterne kommer fra"
SOURCES_TEXT = (
    "Dokumenterne er offentlige sider og filer, som den, der driver siden, har valgt. "
    '<a href="#{place}">Dokumenter</a> viser dem alle med kilde, og hvornår '
    "de senest er opdateret. Står der ingen dato, har dokumentet selv ingen. Ved hver kilde til "
    "et svar står det samme, og om initiativet er slut."
)

ACCESSIBLE = "Tilgængelighedserklæring"
ACCESSIBLE_TEXT = (
    "Siden er lavet, så den kan bruges af alle. Den skal overholde WCAG 2.1 på niveau AA og følger "
    "også WCAG 2.2 AA."
)
TESTED = "Sådan er den prøvet"
TESTED_ITEMS = (
    "Automatisk med axe-core på hver fane, på en bred og en smal skærm, i lys og mørk visning.",
    "Kun med tastaturet: Alt kan nås og bruges, og man kan se, hvor man er.",
    "Med 200 % zoom, på en skærm på 390 pixel og med mere luft i teksten.",
)
LACKING = "Det ved vi mangler"
LACKING_ITEMS = (
    "Siden er ikke prøvet af mennesker, der bruger skærmlæser til daglig.",
    "Dokumenterne er skrevet af andre. Sproget kan være svært, og tabeller og billeder fra "
    "originalen kan mangle. Originalerne, fx PDF-filer, kan være utilgængelige; her kan du læse "
    "deres tekst.",
    "Svar bygget af dokumenternes egne sætninger kan bruge fagord. Som borger får du de ord, "
    "assistenten kender, forklaret under svaret.",
)
TELL = (
    "Finder du noget, du ikke kan bruge, så sig det til den, der driver siden. Det er også dér, "
    "du kan få teksten på en anden måde."
)

LICENCE = "Licens"
LICENCE_TEXT = (
    f"{TITLE} er fri software under Apache License 2.0. Dokumenterne tilhører dem, der har "
    "udgivet dem."
)

_PHONE = re.compile(r"\d[\d ]*\d")  # in a message, whose only numbers are those to call
_FIRST_SENTENCE = re.compile(r"[^.!?]*[.!?]")


@dataclass(frozen=True, slots=True)
class Setup:
    """How the assistant is set up, as far as who uses it should know.

    `model` is the language model's name, empty for none; `leaves` is whether it runs on another
    machine; `uploads` whether files can be added on the page; `documents` the name that the tab
    Dokumenter has in the address. `messages` are those for people in danger, from danger.yaml.
    """

    messages: Sequence[str] = ()
    model: str = ""
    leaves: bool = False
    uploads: bool = False
    documents: str = "dokumenter"


def panel(setup: Setup) -> str:
    """Return the tab: whom to call, what the assistant is, what is stored, who can use the page."""
    made = BY_MODEL.format(model=escape(setup.model)) if setup.model else FROM_DOCUMENTS
    stored = [*NOTHING_STORED, FEEDBACK]
    stored += [UPLOADS] if setup.uploads else []
    stored += [LEAVES if setup.model and setup.leaves else STAYS]
    parts = [
        f'<h2 tabindex="-1">{HEADING}</h2><p class="first">{FIRST}</p>',
        _urgent(setup.messages),
        _section(CAN, _list(CAN_ITEMS)),
        _section(CANNOT, _list(CANNOT_ITEMS) + _paragraph(LAW)),
        _section(MADE, _paragraph(made) + _paragraph(QUOTES)),
        _section(STORED, _list(stored) + f"<p><strong>{PERSONAL}</strong></p>"),
        _section(SOURCES, f"<p>{SOURCES_TEXT.format(place=escape(setup.documents))}</p>"),
        _section(ACCESSIBLE, _accessible()),
        _section(LICENCE, _paragraph(LICENCE_TEXT)),
    ]
    return f'<div class="text">{"".join(parts)}</div>'


def _urgent(messages: Iterable[str]) -> str:
    """Return whom to call: the messages that begin with it, the others say who decides."""
    first = [
        text for text in messages if (m := _FIRST_SENTENCE.match(text)) and _PHONE.search(m[0])
    ]
    items = "".join(f"<li>{_PHONE.sub(_call, escape(text))}</li>" for text in first)
    if not items:
        return ""
    return (
        f'<section class="urgent"><h3>{URGENT}</h3><p>{URGENT_INTRO}</p><ul>{items}</ul></section>'
    )


def _call(number: re.Match[str]) -> str:
    return f'<a href="tel:{number[0].replace(" ", "")}">{number[0]}</a>'


def _accessible() -> str:
    return (
        f"{_paragraph(ACCESSIBLE_TEXT)}<h4>{TESTED}</h4>{_list(TESTED_ITEMS)}"
        f"<h4>{LACKING}</h4>{_list(LACKING_ITEMS)}{_paragraph(TELL)}"
    )


def _section(heading: str, inside: str) -> str:
    return f"<section><h3>{heading}</h3>{inside}</section>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>"
