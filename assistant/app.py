"""The chat window: a Gradio page that asks the assistant and shows the sources of each answer.

The page is HTML of `assistant.views` and scripts beside it. Gradio serves it, carries events both
ways, streams answers and keeps each browser session's conversation, in memory only.
"""

import json
import logging
import time
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException

from assistant import danger, feedback, quality, quotes
from assistant import page as frame
from assistant.asked import Asked
from assistant.assistant import QuestionError
from assistant.calls import DIRECT, QUEUED, WRONG, Calls
from assistant.door import BusyError
from assistant.export import markdown
from assistant.llm import is_remote
from assistant.settings import Settings
from assistant.starting import Starting
from assistant.stubless import gr
from assistant.suggestions import examples
from assistant.traffic import Traffic
from assistant.types import Answer, Audience, Draft, Turn
from assistant.uploads import Uploads
from assistant.views import about, ask, documents, find
from assistant.views import quality as measured
from assistant.views.catalogue import Catalogue
from assistant.word import docx
from corpus.errors import UserError
from index import version

REDRAW_SECONDS = 0.1  # between two drafts: faster than anybody reads, slower than tokens come
# After the last question of a conversation. Gradio forgets it an hour after its page is closed, but
# does not see that where the connection was lost before.
MEMORY_SECONDS = 4 * 60 * 60
FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Arial", "sans-serif")
HEAD = (
    '<script>document.documentElement.lang = "da";</script>'
    "<style>{css}</style><script>{script}</script>"
)
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Who has to wait is told so at once; a question right after a stop is not held back.
ASKING: dict[str, Any] = {**QUIET, "concurrency_limit": None, "trigger_mode": "multiple"}
FILE = "samtale-{day}.{form}"
FORMS: Mapping[str, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown;charset=utf-8",
}

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_VIEWS = _HERE / "views"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the browser sends it, after `keep` turns; `id` says which it is there."""

    id: int
    question: str
    audience: Audience
    keep: int


def mounted(api: FastAPI, starting: Starting[Asked], chosen: Settings, traffic: Traffic) -> FastAPI:
    """Return an HTTP application with the page at its root, behind the routes that it has.

    Its questions are part of the same traffic as those of the routes. What may be called of the
    page is the application's `state.calls`.
    """
    blocks = page(starting, chosen, traffic)
    app: FastAPI = gr.mount_gradio_app(
        api,
        blocks,
        path="/",
        theme=gr.themes.Base(font=FONTS, font_mono="monospace"),
        head=_head(),  # as `css` Gradio would leave the rules in @media out
        footer_links=[],
        ssr_mode=False,
        pwa=False,
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        mcp_server=False,
    )
    app.state.calls = _calls(blocks)
    return app


def _calls(blocks: gr.Blocks) -> Calls:
    """Return what a browser may call of the page."""
    events: dict[str, dict[int, int]] = {QUEUED: {}, DIRECT: {}}
    for number, event in blocks.fns.items():
        if event.fn:  # the others only cancel, which the browser does by itself
            events[QUEUED if event.queue else DIRECT][number] = len(event.inputs)
    functions = {
        number: frozenset(function.__name__ for function in part.server_fns)
        for number, part in blocks.blocks.items()
        if isinstance(part, gr.HTML)
    }
    pending = blocks._queue.pending_messages_per_session
    return Calls(functions, events, lambda session: session in pending)


def page(starting: Starting[Asked], chosen: Settings, traffic: Traffic) -> gr.Blocks:
    """Return the page, its tabs one after the other; the script shows one of them."""
    blocks: gr.Blocks = gr.Blocks(title=frame.TITLE, fill_width=True, analytics_enabled=False)
    with blocks:
        _frame(starting)
        _ask(starting, chosen, traffic)
        _find(starting, traffic)
        _documents(starting, chosen)
        _quality(starting, chosen)
        _about(chosen)
    return blocks


def _head() -> str:
    styles = (_HERE / "app.css", *sorted(_VIEWS.glob("*.css")))
    css = "\n".join(path.read_text(encoding="utf-8") for path in styles)
    texts = json.dumps(json.dumps(frame.TEXTS, ensure_ascii=False), ensure_ascii=False)
    script = (_HERE / "app.js").read_text(encoding="utf-8").replace('"{texts}"', texts)
    return HEAD.format(css=css, script=script)


def _html(html: str, name: str, script: str, *functions: Callable[..., Any]) -> gr.HTML:
    """Return a part of the page, its script, and what the script may call on the server."""
    return gr.HTML(
        html,
        elem_id=name,
        apply_default_css=False,
        js_on_load=script,
        server_functions=[_function(one) for one in functions],
    )


def _function(act: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """Return a function for Gradio to write on that the server has it, which a method is not.

    What no page of ours sends is answered with 422, in place of a failure of the server.
    """

    def called(wanted: dict[str, Any]) -> Any:
        try:
            return act({name: _sound(value) for name, value in wanted.items()})
        except ValueError as error:
            _log_wrong(act.__name__, error)
            raise HTTPException(422, WRONG) from error

    called.__name__ = act.__name__
    return called


@contextmanager
def _refusing(event: str) -> Iterator[None]:
    """Fail without a traceback where an event came with what no page of ours sends."""
    try:
        yield
    except ValueError as error:
        _log_wrong(event, error)
        raise gr.Error(WRONG, print_exception=False) from error


def _log_wrong(name: str, error: ValueError) -> None:
    """Log where an error was raised, and not its text, which may be of a question."""
    *_, last = traceback.extract_tb(error.__traceback__)
    where = f"{Path(last.filename).name}:{last.lineno}"
    log.warning("%s: a request that cannot be used (%s, %s)", name, type(error).__name__, where)


def _tab(html: str, name: str, *functions: Callable[..., Any]) -> None:
    path = _VIEWS / f"{name}.js"
    _html(html, name, path.read_text(encoding="utf-8") if path.exists() else "", *functions)


def _frame(starting: Starting[Asked]) -> None:
    def opened(wanted: dict[str, Any]) -> str:
        assistant = starting.get()
        document = assistant.documents.get(_text(wanted, "document"))
        if document is None:
            return quotes.gone()
        start, end = _number(wanted, "start"), _number(wanted, "end")
        return quotes.whole(document, start, end, assistant.today())

    def started(wanted: dict[str, Any]) -> dict[str, Any]:
        return asdict(starting.progressed())

    begin = "initiativ.begin(element, server);"
    _html(frame.frame(), "frame", begin, opened, started)


def _ask(starting: Starting[Asked], chosen: Settings, traffic: Traffic) -> None:
    def suggested(wanted: dict[str, Any]) -> str:
        documents = starting.get().documents
        return ask.examples(examples(list(documents.values()), _audience(wanted)))

    _tab(ask.panel(), "ask", suggested)
    turns = gr.State((), time_to_live=MEMORY_SECONDS)
    wire = gr.HTML(
        {},
        html_template="",
        elem_id="wire",
        apply_default_css=False,
        js_on_load="initiativ.wire = { trigger };"
        ' watch("value", () => initiativ.heard(props.value));',
    )
    answered = wire.submit(_answer(starting, traffic), [turns], [wire, turns], **ASKING)
    wire.stop(None, None, None, cancels=[answered], queue=False, **QUIET)
    wire.clear(_cleared, None, [turns], cancels=[answered], queue=False, **QUIET)
    downloaded = wire.download(_download(starting), [turns], [wire], **QUIET)
    judged = wire.like(_judged(chosen), [turns], [wire], **QUIET)
    for event in (answered, downloaded, judged):  # nothing of a failure comes from here
        event.failure(None, None, [wire], js="() => ({ failed: Date.now() })", **QUIET)


def _find(starting: Starting[Asked], traffic: Traffic) -> None:
    def results(wanted: dict[str, Any]) -> str:
        try:
            with traffic.door.entered():
                return find.results(starting.get(), wanted)
        except BusyError as error:
            return find.refused(str(error))

    def when(wanted: dict[str, Any]) -> dict[str, Any]:
        return find.when(starting.get(), wanted)

    _tab(find.panel(), "find", results, when)


def _documents(starting: Starting[Asked], chosen: Settings) -> None:
    catalogue = Catalogue()
    functions: list[Callable[..., Any]] = []

    def listed(wanted: dict[str, Any]) -> dict[str, Any]:
        return documents.listed(catalogue, starting.get(), wanted)

    if chosen.uploads:
        uploads = Uploads(chosen, lambda: starting.get().renew())
        functions = [uploads.take, uploads.renew, uploads.renewal]
    megabytes = chosen.upload_megabytes if chosen.uploads else 0
    _tab(documents.panel(megabytes), "documents", listed, *functions)


def _quality(starting: Starting[Asked], chosen: Settings) -> None:
    def known(wanted: dict[str, Any]) -> str:
        return measured.shown(quality.found(chosen), starting.get().documents)

    known.__name__ = "quality"
    _tab(measured.panel(), "quality", known)


def _about(chosen: Settings) -> None:
    model = "" if chosen.llm == "none" else chosen.llm.partition(":")[2]
    leaves = bool(chosen.llm_url) and is_remote(chosen.llm_url)
    setup = about.Setup(danger.messages(), model, leaves, chosen.uploads)
    _tab(about.panel(setup), "about")


def _answer(
    starting: Starting[Asked], traffic: Traffic
) -> Callable[..., Iterator[tuple[Any, Any]]]:
    def answer(turns: tuple[Turn, ...], event: gr.EventData) -> Iterator[tuple[Any, Any]]:
        with _refusing("answer"):
            asked = _question(event._data)
        is_forgotten = len(turns) < asked.keep
        turns = () if is_forgotten else turns[: asked.keep]
        assistant = starting.get()
        shown = ask.Shown(assistant.documents, assistant.today())

        def said(state: str, html: str) -> dict[str, Any]:
            return {"id": asked.id, "state": state, "html": html, "forgotten": is_forgotten}

        try:
            with traffic.asking(asked.audience) as asking:
                for found in _slowly(assistant.stream(asked.question, asked.audience, turns)):
                    if isinstance(found, Draft):
                        yield said("draft", ask.draft(turns, found, shown)), gr.skip()
                    else:
                        asking.answered(found)
                        turns = (*turns, Turn(asked.question, found))
        except (BusyError, QuestionError) as error:
            yield said("refused", ask.refused(asked.question, str(error))), turns
            return
        # those of now: an index may be replaced at any time
        shown = ask.Shown(assistant.documents, assistant.today())
        yield said("done", ask.turn(turns, shown)), turns

    return answer


def _slowly(stream: Iterator[Draft | Answer]) -> Iterator[Draft | Answer]:
    """Yield the answer, and of the drafts no more than can be shown."""
    shown = 0.0
    for found in stream:
        now = time.monotonic()
        if isinstance(found, Answer) or now - shown >= REDRAW_SECONDS:
            shown = now
            yield found


def _cleared() -> tuple[Turn, ...]:
    return ()


def _download(starting: Starting[Asked]) -> Callable[..., dict[str, Any]]:
    def download(turns: tuple[Turn, ...], event: gr.EventData) -> dict[str, Any]:
        with _refusing("download"):
            form = _text(event._data, "form")
            if form not in FORMS:
                raise ValueError("No such form.")
            keep = _number(event._data, "keep")
        if len(turns) < keep:
            return {"told": ask.FORGOTTEN, "at": time.time()}
        turns = turns[:keep]
        assistant = starting.get()
        today = assistant.today()
        if form == "docx":
            content = docx(turns, today, assistant.documents)
        else:
            content = markdown(turns, today, assistant.documents).encode()
        name = FILE.format(day=today.isoformat(), form=form)
        return {
            "file": {"name": name, "type": FORMS[form], "content": b64encode(content).decode()},
            "at": time.time(),
        }

    return download


def _judged(chosen: Settings) -> Callable[..., dict[str, Any]]:
    def judged(turns: tuple[Turn, ...], event: gr.EventData) -> dict[str, Any]:
        data = event._data
        with _refusing("judged"):
            number = _number(data, "turn")
            if len(turns) < number:
                return {"told": ask.FORGOTTEN, "at": time.time()}
            told = feedback.about(
                turns[:number], data.get("verdict"), data.get("reason"), version.name(chosen.data)
            )
        try:
            feedback.save(chosen.data, told)
        except UserError as error:
            return {"told": str(error), "at": time.time()}
        judged = {"turn": number, "verdict": told.verdict}
        return {"told": ask.THANKS, "judged": judged, "at": time.time()}

    return judged


def _question(data: Mapping[str, Any]) -> Question:
    """Return what the browser sent as a question; raises ValueError where it is none."""
    return Question(
        _number(data, "id"), _text(data, "question"), _audience(data), _number(data, "keep")
    )


def _text(data: Mapping[str, Any], name: str) -> str:
    value = _sound(data.get(name))
    if not isinstance(value, str):
        raise ValueError(f"No text {name}.")
    return value


def _sound(value: Any) -> Any:
    """Return what can be written: half of a sign, which a browser may send, becomes '?'."""
    return value.encode("utf-8", "ignore").decode() if isinstance(value, str) else value


def _number(data: Mapping[str, Any], name: str) -> int:
    value = data.get(name)
    if type(value) is not int or value < 0:
        raise ValueError(f"No number {name}.")
    return value


def _audience(data: Mapping[str, Any]) -> Audience:
    value = data.get("audience")
    for audience, _ in ask.AUDIENCES:
        if value == audience:
            return audience
    raise ValueError("No such audience.")
