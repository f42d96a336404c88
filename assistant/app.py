"""The chat window: a Gradio page that asks the assistant and shows the sources of each answer."""

import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any, Protocol

import gradio as gr

from assistant import quotes, render
from assistant.assistant import QuestionError
from assistant.types import Answer, Audience, Draft, Turn
from corpus.errors import UserError
from corpus.types import Document

QUESTION = "Dit spørgsmål"
PLACEHOLDER = "Skriv dit spørgsmål her …"
ASK = "Spørg"
NEW = "Ny samtale"
STOP = "Stop"
STOPPED = "Du stoppede svaret. Spørgsmålet står i feltet, så du kan rette det og spørge igen."
FAILED = "Der skete en fejl, så spørgsmålet ikke blev besvaret. Prøv igen om lidt."
PORT_IN_USE = "Port {port} er optaget. Vælg en anden port, fx: initiativ chat --port {other}"

HOST = "127.0.0.1"
REDRAW_SECONDS = 0.1  # between two drafts: faster than anybody reads, slower than tokens come
FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Arial", "sans-serif")
HEAD = '<script>document.documentElement.lang = "da";</script><style>{css}</style>'
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
ASKING = {**QUIET, "concurrency_limit": None}  # who has to wait is told so at once

_HERE = Path(__file__).parent


class PortInUseError(UserError):
    """The port is taken by another program."""


class Asked(Protocol):
    """What the page needs of an assistant."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by their ids."""

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Iterator[Draft | Answer]:
        """Yield drafts of the answer to the question after the turns before it, and the answer."""


def launch(assistant: Asked, port: int, host: str = HOST) -> None:
    """Serve the page until interrupted. Raises PortInUseError when the port is taken."""
    require_free(port, host)
    blocks = page(assistant)
    blocks.launch(
        server_name=host,
        server_port=port,
        theme=gr.themes.Base(font=FONTS, font_mono="monospace"),
        # as `css` Gradio would leave the rules in @media out
        head=HEAD.format(css=(_HERE / "app.css").read_text(encoding="utf-8")),
        footer_links=[],
        share=False,
        ssr_mode=False,
        pwa=False,
        run_history=False,
        show_error=False,
        enable_monitoring=False,
        quiet=True,
        prevent_thread_lock=True,
    )
    try:
        Event().wait()
    finally:
        blocks.close(verbose=False)


def require_free(port: int, host: str = HOST) -> None:
    """Raise PortInUseError when nothing can be served on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise PortInUseError(PORT_IN_USE.format(port=port, other=port + 1)) from error


def page(assistant: Asked) -> gr.Blocks:
    """Return the page. Each browser session has a conversation of its own, kept in memory only."""
    blocks: gr.Blocks = gr.Blocks(title=render.TITLE, fill_width=True, analytics_enabled=False)
    with blocks:
        turns = gr.State(())
        asked = gr.State("")
        with gr.Row(elem_id="top"):
            _html(render.header(), "about")
            audience = _audience()
            new = gr.Button(NEW, scale=0, min_width=0)
        log = _html(render.conversation((), {}), "conversation")
        with gr.Column(elem_id="examples") as examples:
            suggested = [gr.Button(text) for text in render.examples(assistant.documents.values())]
        with gr.Column(elem_id="composer"):
            with gr.Row(elem_id="ask"):
                box = gr.Textbox(label=QUESTION, placeholder=PLACEHOLDER, lines=1, max_lines=6)
                ask = gr.Button(ASK, variant="primary", scale=0, min_width=0)
                stop = gr.Button(STOP, visible=False, scale=0, min_width=0)
            _html(render.privacy(), "privacy")
        _viewer(assistant)

        shown = [log, turns, box, examples, asked, stop]
        answer = _answer(assistant)
        asking = [gr.on([box.submit, ask.click], answer, [box, audience, turns], shown, **ASKING)]
        asking += [
            button.click(answer, [button, audience, turns], shown, **ASKING) for button in suggested
        ]
        for event in asking:
            event.failure(_failed(assistant), [turns, asked], shown, **QUIET)
        new.click(_cleared(), None, shown, cancels=asking, queue=False, **QUIET)
        stop.click(_stopped(assistant), [turns, asked], shown, cancels=asking, queue=False, **QUIET)
    return blocks


def _html(html: str, name: str) -> gr.HTML:
    return gr.HTML(html, elem_id=name, apply_default_css=False, js_on_load=None)


def _audience() -> gr.HTML:
    """Return the switch of who asks; `gr.Radio` has no group name and no arrow keys."""
    return gr.HTML(
        render.AUDIENCES[0][0],
        html_template=render.audience(),
        elem_id="audience",
        apply_default_css=False,
        js_on_load="element.onchange = (event) => { props.value = event.target.value; };",
    )


def _viewer(assistant: Asked) -> None:
    def opened(wanted: dict[str, Any]) -> str:
        found = assistant.documents.get(wanted["document"])
        return quotes.whole(found, wanted["start"], wanted["end"]) if found else quotes.gone()

    gr.HTML(
        render.viewer(),
        elem_id="viewer",
        apply_default_css=False,
        js_on_load=(_HERE / "app.js").read_text(encoding="utf-8"),
        server_functions=[opened],
    )


def _answer(assistant: Asked) -> Any:
    def answer(
        question: str, audience: Audience, turns: tuple[Turn, ...]
    ) -> Iterator[tuple[Any, ...]]:
        if audience not in dict(render.AUDIENCES):
            raise ValueError(f"No audience {audience}.")
        documents = assistant.documents  # those of now: an index may be replaced at any time
        waiting = gr.Column(visible=False), question, gr.Button(visible=True)
        yield render.conversation(turns, documents, question), turns, "", *waiting
        try:
            for found in _slowly(assistant.stream(question, audience, turns)):
                if isinstance(found, Draft):
                    log = render.conversation(turns, documents, found)
                    yield log, *(gr.skip() for _ in range(5))
                else:
                    turns = (*turns, Turn(question, found))
        except QuestionError as error:
            refused = render.conversation(turns, documents, question, str(error))
            yield refused, turns, question, gr.Column(visible=not turns), "", _hidden()
            return
        log = render.conversation(turns, assistant.documents)
        yield log, turns, gr.skip(), gr.skip(), "", _hidden()

    return answer


def _hidden() -> gr.Button:
    return gr.Button(visible=False)


def _slowly(stream: Iterator[Draft | Answer]) -> Iterator[Draft | Answer]:
    """Yield the answer, and of the drafts no more than can be shown."""
    shown = 0.0
    for found in stream:
        now = time.monotonic()
        if isinstance(found, Answer) or now - shown >= REDRAW_SECONDS:
            shown = now
            yield found


def _failed(assistant: Asked) -> Any:
    def failed(turns: tuple[Turn, ...], asked: str) -> tuple[Any, ...]:
        if not asked:  # what was stopped counts as failed too
            return tuple(gr.skip() for _ in range(6))
        return _ended(assistant, turns, asked, FAILED)

    return failed


def _stopped(assistant: Asked) -> Any:
    def stopped(turns: tuple[Turn, ...], asked: str) -> tuple[Any, ...]:
        return _ended(assistant, turns, asked, STOPPED)

    return stopped


def _ended(assistant: Asked, turns: tuple[Turn, ...], asked: str, told: str) -> tuple[Any, ...]:
    """Return what shows why there is no answer, and puts the question back into its box."""
    log = render.conversation(turns, assistant.documents, "", told)
    return log, turns, asked, gr.Column(visible=False), "", _hidden()


def _cleared() -> Any:
    def cleared() -> tuple[Any, ...]:
        return render.conversation((), {}), (), "", gr.Column(visible=True), "", _hidden()

    return cleared
