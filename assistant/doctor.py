"""`initiativ doctor`: what the assistant needs, each thing tried, and what to mend."""

import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal

from assistant import upkeep
from assistant.settings import Settings
from corpus.errors import UserError

if TYPE_CHECKING:
    from assistant.model import Fault, Model

State = Literal["ok", "note", "fault"]
Found = Iterator[tuple[State, str]]
"""What was found of one thing, a line each."""

_OK, _FAILED = 0, 2
_MARKS: dict[State, str] = {"ok": "OK", "note": "OBS", "fault": "FEJL"}

_DOCTOR = "kontrollér dokumenter, indeks, embedding og sprogmodel, og sig, hvad der skal rettes"
_HEADS = ("Dokumenter", "Indeks", "Embedding", "Sprogmodel")
_DOCUMENTS = "{count} kan læses i {folder}."
_EMBEDS = "Modellen {name} er indlæst og laver vektorer med {dimension} tal."
_NOT_NUMBERS = "Modellen {name} laver ikke brugbare vektorer. Vælg en anden i INITIATIV_EMBEDDING."
_NO_DANISH = (
    "Modellen {name} kan ikke kende to danske sætninger om det samme. Vælg en model, der kan "
    "dansk, i INITIATIV_EMBEDDING."
)
_NO_MODEL = (
    "Der er ikke valgt nogen sprogmodel. Svarene er dokumenternes egne sætninger, og det er "
    "sådan, assistenten er sat op fra begyndelsen."
)
_REACHED = "{name} svarede på {seconds} sekunder, det første ord efter {first}."
_ANSWERED = "{name} svarer på dansk og henviser til kilderne."
_NOT_HELD = (
    "{name} svarede ikke på dansk med en kilde, der dækker svaret. Vælg en model, der er bedre til "
    "dansk, i INITIATIV_LLM. Så længe bruges dokumenternes egne sætninger."
)
_NOT_CITED = (
    "{name} svarer på dansk, men sætter ikke selv numre på kilderne. De bliver fundet bagefter."
)
_MEND: dict["Fault", str] = {
    "refused": "Intet svarer på {url}. Start serveren, eller ret INITIATIV_LLM_URL.",
    "unknown_host": "Adressen {url} findes ikke. Ret INITIATIV_LLM_URL.",
    "key": "Serveren afviste nøglen. Ret INITIATIV_LLM_KEY.",
    "no_model": "Serveren har ikke modellen {name}. Hent den dér, eller ret INITIATIV_LLM.",
    "busy": "Serveren har for travlt lige nu. Prøv igen om lidt.",
    "server": "Serveren meldte fejl. Se i serverens egen log.",
    "late": "Modellen gav intet ord inden for {first} sekunder. Brug en mindre model, eller sæt "
    "INITIATIV_LLM_FIRST højere.",
    "stalled": "Modellen gik i stå midt i svaret. Se i serverens egen log.",
    "cut": "Serveren afbrød svaret. Se i serverens egen log.",
    "unreadable": "Det, der svarer på {url}, taler ikke den rigtige protokol. Ret "
    "INITIATIV_LLM_URL.",
    "empty": "Modellen svarede ingenting. Vælg en anden i INITIATIV_LLM.",
    "endless": "Modellen blev ikke færdig inden for {whole} sekunder. Brug en mindre model, eller "
    "sæt INITIATIV_LLM_WHOLE højere.",
}  # fmt: skip

# A page of nobody's, so that nothing is sent to a model but this.
_PAGE = """Prøvehuset

Målgruppe:

Prøvehuset er et værested for unge mellem 18 og 25 år i Prøveby.

Finansiering:

Der er afsat 4 mio. kr. til Prøvehuset.
"""
_QUESTION = "Hvem er Prøvehuset for?"
_NEAR = ("Hvem hjælper hjemløse?", "Herberget giver husly til folk uden bolig.", "Hjulet er rundt.")


def arguments(commands: Any) -> None:
    """Add `doctor` to the command line's subparsers."""
    parser = commands.add_parser("doctor", help=_DOCTOR, description=_DOCTOR)
    parser.set_defaults(command="doctor")


def doctor(chosen: Settings, tell: Callable[[str], None]) -> int:
    """Tell how each thing is; return 2 when something has to be mended."""
    states: set[State] = set()
    tried = (_documents, _index, _embedding, _model)
    for head, look in zip(_HEADS, tried, strict=True):
        for state, line in _looked(look(chosen)):
            states.add(state)
            tell(f"{_MARKS[state]:<4} {head}: {line}")
    return _FAILED if "fault" in states else _OK


def _looked(found: Found) -> Found:
    try:
        yield from found
    except UserError as error:
        yield "fault", str(error)


def _documents(chosen: Settings) -> Found:
    from assistant.opening import read

    documents, problems = read(chosen)
    count = "1 dokument" if len(documents) == 1 else f"{len(documents)} dokumenter"
    yield "ok", _DOCUMENTS.format(count=count, folder=chosen.documents)
    for problem in problems:
        yield "note", f"{problem.file}: {problem.reason}"


def _index(chosen: Settings) -> Found:
    lines: list[str] = []
    state: State = "fault" if upkeep.checked(chosen, lines.append) else "ok"
    yield state, " ".join(lines)


def _embedding(chosen: Settings) -> Found:
    import numpy as np

    from index.embed import Embedding

    embedding = Embedding(chosen.embedding)
    question = embedding.question(_NEAR[0])
    near, far = embedding.passages(_NEAR[1:]) @ question
    if not (np.isfinite([near, far]).all() and abs(float(np.linalg.norm(question)) - 1) < 0.01):
        yield "fault", _NOT_NUMBERS.format(name=chosen.embedding)
    elif near <= far:
        yield "fault", _NO_DANISH.format(name=chosen.embedding)
    else:
        yield "ok", _EMBEDS.format(name=chosen.embedding, dimension=len(question))


def _model(chosen: Settings) -> Found:
    from assistant.llm import open_model
    from assistant.model import ModelError

    model = open_model(chosen)
    if model is None:
        yield "ok", _NO_MODEL
        return
    try:
        yield from _tried(model, chosen)
    except ModelError as error:
        yield "fault", _mend(error.fault, chosen)


def _tried(model: "Model", chosen: Settings) -> Found:
    from assistant import generate
    from assistant.check import Given
    from corpus.structure import parse
    from index.embed import Embedding

    page = parse("proevehuset", _PAGE)
    passages = [Given(1, page, 0, len(page.text))]
    began, text, first = time.monotonic(), "", 0.0
    for piece in model.write(generate.messages(_QUESTION, "caseworker", passages)):
        first = first or time.monotonic() - began
        text += piece
    yield (
        "ok",
        _REACHED.format(
            name=model.name, seconds=_seconds(time.monotonic() - began), first=_seconds(first)
        ),
    )
    embedding = Embedding(chosen.embedding)

    def alike(left: Any, right: Any) -> Any:
        return embedding.passages(left) @ embedding.passages(right).T

    parts, _ = generate.held(text, passages, alike)
    if not parts:
        yield "fault", _NOT_HELD.format(name=model.name)
    elif "[1]" not in text:
        yield "note", _NOT_CITED.format(name=model.name)
    else:
        yield "ok", _ANSWERED.format(name=model.name)


def _seconds(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _mend(fault: "Fault", chosen: Settings) -> str:
    name = chosen.llm.partition(":")[2]
    url = chosen.llm_url or "http://localhost:11434"
    told = _MEND[fault]
    return told.format(
        name=name, url=url, first=_number(chosen.llm_first), whole=_number(chosen.llm_whole)
    )


def _number(seconds: float) -> str:
    return f"{seconds:g}".replace(".", ",")
