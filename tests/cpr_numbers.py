"""CPR numbers as people write them, and numbers that look like one: drawn by a seed."""

import random
from calendar import monthrange
from collections.abc import Callable

Draw = random.Random

_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_FORMS = (
    "{d}{m}{y}-{n}",
    "{d}{m}{y}{n}",
    "{d}{m}{y} {n}",
    "{d}{m}{y} - {n}",
    "{d}{m}{y}–{n}",
    "{d}{m}{y} – {n}",
    "{d}{m}{y}—{n}",
    "{d}{m}{y}\u2011{n}",
    "{d}{m}{y}\u2212{n}",
    "{d}{m}{y}- {n}",
    "{d}{m}{y} -{n}",
    "{d}{m}{y}\u00a0{n}",
    "{d}{m}{y}/{n}",
    "{d}{m}{y}.{n}",
    "{d} {m} {y} {n}",
    "{d} {m} {y}-{n}",
    "{d} {m} {y} - {n}",
    "{d}.{m}.{y}-{n}",
    "{d}-{m}-{y}-{n}",
    "{d}/{m}/{y}-{n}",
    "{d}/{m}-{y}-{n}",
    "{d}{m}{c}{y}-{n}",
    "{d}{m}{c}{y}{n}",
    "{d}.{m}.{c}{y}-{n}",
)
_SAID = (
    "{}",
    "Mit CPR-nummer er {}.",
    "cpr: {}",
    "CPR {} søger støtte efter § 101",
    "Hvad kan min søn ({}) få?",
    "Personnummer {}, tak",
    "Det gælder {}, som drikker",
    "sagsnr. 24/1234, borger {}",
    "nr. {}",
    "Er {}/Ida omfattet?",
    "jeg er født i 1990, {}",
    "Sagen om {} fra 2021",
)


def number(draw: Draw) -> tuple[str, str, str, str, str]:
    """Return day, month, century, year and four digits: a third pass modulus 11, some replace."""
    century = draw.choice(("19", "19", "20"))
    year = draw.randrange(20, 100) if century == "19" else draw.randrange(25)
    month = draw.randrange(1, 13)
    day = draw.randrange(1, monthrange(int(century) * 100 + year, month)[1] + 1)
    is_replacement = draw.random() < 0.1
    first = f"{day + 60 * is_replacement:02}{month:02}{year:02}"
    seventh = draw.choice("0123" if century == "19" else "4567")
    last = f"{seventh}{draw.randrange(1_000):03}"
    if draw.random() < 1 / 3:
        while sum(int(d) * w for d, w in zip(first + last, _WEIGHTS, strict=True)) % 11:
            last = f"{seventh}{draw.randrange(1_000):03}"
    return first[:2], first[2:4], century, first[4:], last


def variant(draw: Draw) -> tuple[str, str]:
    """Return a sentence with a CPR number written in one of its ways, and the number as it is."""
    day, month, century, year, last = number(draw)
    form = draw.choice(_FORMS)
    written = form.format(d=day, m=month, c=century, y=year, n=last)
    return draw.choice(_SAID).format(written), written


def look_alike(draw: Draw) -> str:
    """Return a sentence with a number that is no CPR number."""
    return draw.choice(_LOOK_ALIKES)(draw)


def _digits(draw: Draw, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def _day(draw: Draw) -> tuple[str, str, str]:
    return (
        f"{draw.randrange(1, 29):02}",
        f"{draw.randrange(1, 13):02}",
        str(draw.randrange(1990, 2027)),
    )


def _dated(form: str) -> Callable[[Draw], str]:
    def made(draw: Draw) -> str:
        (d, m, y), (e, n, z) = _day(draw), _day(draw)
        time = f"{draw.randrange(24):02}:{draw.randrange(60):02}"
        return form.format(d=d, m=m, y=y, e=e, n=n, z=z, s=y[2:], r=z[2:], t=time)

    return made


def _numbered(form: str) -> Callable[[Draw], str]:
    """Return a sentence whose every # is a digit, and whose every § is one from 2 to 9."""

    def made(draw: Draw) -> str:
        drawn = "".join(draw.choice("0123456789") if sign == "#" else sign for sign in form)
        return "".join(draw.choice("23456789") if sign == "~" else sign for sign in drawn)

    return made


_LOOK_ALIKES = (
    # case numbers, as they are written in municipalities, courts and the Appeals Board
    _numbered("Sagsnr. 2024-#####"),
    _numbered("Sagsnr. ##/######"),
    _numbered("j.nr. 2023-####-####"),
    _numbered("Sagsnummer ##########"),
    _numbered("sagsnr.: ########"),
    _numbered("Journalnummer ##.##.##-G01-#-##"),
    _numbered("KLE 27.##.##-P19-##-##"),
    _numbered("EMN-2024-#####"),
    _numbered("SAG-####-#####"),
    _numbered("Ankestyrelsens principafgørelse ##-##"),
    _numbered("faktura ##########"),
    _numbered("dok.nr. ######-##"),
    # amounts
    _numbered("Der er afsat ~#.###.### kr. i 2024"),
    _numbered("Der er afsat ~.###.###.### kr."),
    _numbered("kr. ##########"),
    _numbered("Der er afsat ~# ### ### kr."),
    _numbered("Det koster ~#.###,## kr. om måneden"),
    _numbered("~##,# mio. kr. i 2023-2026"),
    # dates
    _dated("Siden er opdateret {d}-{m}-{y}"),
    _dated("fra {d}.{m}.{y} til {e}.{n}.{z}"),
    _dated("{d}/{m}-{s}, {e}/{n}-{r}"),
    _dated("{y}-{m}-{d}"),
    _dated("{y}-{m}-{d}T{t}"),
    _dated("{d}-{m}-{y} {t}"),
    _dated("{y}{m}{d}"),
    _dated("{d}{m}{y}"),
    _dated("Perioden er {y} - {z}, og før {y}, {z}"),
    _dated("{d}.{m}.{s}-{e}.{n}.{r}"),
    _dated("LBK nr. {d}{m} af {d}/{m}/{y}"),
    # telephone numbers
    _numbered("Ring på ~#######"),
    _numbered("Ring på ~# ## ## ##"),
    _numbered("+45 ~# ## ## ## eller ~# ## ## ##"),
    _numbered("0045 ~#######, hverdage 9-15"),
    _numbered("+46 ~# ### ## ##"),
    _numbered("Tlf. ~### ####, lokal ####"),
    # paragraphs, and numbers of things
    _numbered("Servicelovens §§ 1##, 1## og 1##, stk. #, nr. #"),
    _numbered("LBK nr. 1### af ##/##/2024"),
    _numbered("EAN 57900########"),
    _numbered("EAN-nr. 5790 00## #### #"),
    _numbered("CVR ~#######"),
    _numbered("CVR-nr. ~# ## ## ##"),
    _numbered("P-nr. 10########"),
    _numbered("Kontonr. #### ##########"),
    _numbered("ISBN 978-87-#####-##-#"),
    _numbered("i alt #.### borgere, ### af dem unge"),
    _numbered("55.###### 12.######"),
)
