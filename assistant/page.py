"""The page around its tabs: heading, navigation, what is told while it starts, the viewer."""

TITLE = "Initiativassistenten"
DISCLAIMER = (
    "En automatisk assistent (AI), der kun svarer ud fra dokumenterne. Den kan tage fejl – tjek "
    "kilden."
)
TABS: tuple[tuple[str, str, str], ...] = (
    ("ask", "spoerg", "Spørg"),
    ("find", "find-tilbud", "Find tilbud"),
    ("documents", "dokumenter", "Dokumenter"),
    ("quality", "kvalitet", "Kvalitet"),
    ("about", "om", "Om"),
)
"""The tabs: the id of each one's element, its name in the address, and what it is called."""
PAGES = "Sider"
SKIP = "Gå til indholdet"
STARTS = "Assistenten er ved at starte"
READS = "Assistenten læser dokumenterne"
MEANWHILE = "Du kan spørge imens – svaret kommer, så snart den er klar."
TOLD = "Beskeder"

# What the script tells by itself, by the names that it uses.
TEXTS = {
    "title": TITLE,
    "starts": STARTS,
    "reads": READS,
    "copied": "Kopieret",
    "saved": "Filen er hentet.",
    "uncopied": "Din browser tillod ikke at kopiere. Markér teksten, og kopiér den selv.",
    "empty": "Skriv et spørgsmål først.",
    "wait": "Vent på svaret, eller stop det. Så kan du spørge igen.",
    "lost": "Der er ingen forbindelse til assistenten. Prøv igen om lidt.",
    "cut": "Forbindelsen til assistenten blev afbrudt. Prøv igen om lidt.",
    "failed": "Der skete en fejl. Prøv igen om lidt.",
    "changed": "Siden er blevet ændret. Hent den igen i browseren.",
    "busy": "Der er mange spørgsmål lige nu. Prøv igen om {wait}.",
    "soon": "lidt",
    "second": "1 sekund",
    "seconds": "{} sekunder",
    "minutes": "{} minutter",
}


def frame() -> str:
    """Return the heading, the navigation, the line that tells of the start, and the viewer."""
    links = "".join(
        f'<li><a href="#{place}" data-tab="{tab}">{name}</a></li>' for tab, place, name in TABS
    )
    return (
        f'<a class="skip" href="#indhold">{SKIP}</a>'
        f"<header><h1>{TITLE}</h1><p>{DISCLAIMER}</p></header>"
        f'<nav aria-label="{PAGES}"><ul>{links}</ul></nav>'
        f'<div class="starting" hidden><p><strong>{STARTS}</strong> <span>{MEANWHILE}</span></p>'
        f'<progress aria-label="{STARTS}"></progress></div>'
        f'<div class="told" role="status" aria-label="{TOLD}"></div>'
        '<dialog class="viewer" aria-labelledby="viewer-title"></dialog>'
    )
