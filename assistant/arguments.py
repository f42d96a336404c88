"""The command line's arguments and its help, in Danish."""

import argparse
from typing import Any, NoReturn

from assistant import doctor, sources, upkeep

PORT = 7860
PLUGGED_IN = "initiativ.commands"
"""The group of entry points that add a command: called with the subparsers, each sets `run`."""
_PORTS = range(1, 65_536)

_PROGRAM = "Svar på dansk fra dokumenter om sociale initiativer, med kilde til hver sætning."
_CHAT = "åbn chatten i browseren (det samme som initiativ uden kommando)"
_SERVE = "det samme som chat: siden og et API til andre programmer, på INITIATIV_HOST"
_MCP = "lad en AI-agent spørge over MCP, på standard input og output"
_ASK = "stil ét spørgsmål, eller mange fra en fil"
_FIND = "find de initiativer, der passer til en situation, skrevet med dine egne ord"
_TARGET = "kun dem, der er for denne målgruppe, fx unge eller pårørende"
_TOPIC = "kun dem om dette emne, fx stofmisbrug"
_MUNICIPALITY = "kun dem, som denne kommune er med i"
_RUNNING = "kun dem, der er i gang nu"
_DOCUMENTS = "vis dokumenterne og de felter, der er fundet i dem"
_AUDIENCE = "hvem svaret er til: caseworker (sagsbehandler) eller citizen (borger)"
_BATCH = (
    "fil med et JSON-objekt pr. linje (id, question eller turns, audience); - er standard input"
)
_MISUSED = "Kommandoen er ikke forstået. {why}Se hjælpen med: {prog} --help\n"
_NO_PORT = "En port er et tal fra 1 til 65535. "


def parse(arguments: list[str]) -> argparse.Namespace:
    """Return the arguments with `command`; exits with 2 and a message when they make no sense."""
    parser = _Parser(prog="initiativ", description=_PROGRAM)
    parser.set_defaults(command="chat", port=PORT, run=None)
    commands = parser.add_subparsers(title="kommandoer", metavar="", parser_class=_Parser)
    for name, told in (("chat", _CHAT), ("serve", _SERVE)):
        chat = commands.add_parser(name, help=told, description=told)
        chat.add_argument("--port", type=_port, default=PORT, help=f"porten, ellers {PORT}")
        chat.set_defaults(command=name)
    ask = commands.add_parser("ask", help=_ASK, description=_ASK)
    what = ask.add_mutually_exclusive_group(required=True)
    what.add_argument("question", nargs="?", help="spørgsmålet i anførselstegn")
    what.add_argument("--batch", metavar="FIL", help=_BATCH)
    ask.add_argument(
        "--audience", choices=("caseworker", "citizen"), default="caseworker", help=_AUDIENCE
    )
    ask.add_argument("--json", action="store_true", help="skriv svaret som JSON")
    ask.set_defaults(command="ask")
    _add_find(commands)
    commands.add_parser("mcp", help=_MCP, description=_MCP).set_defaults(command="mcp")
    upkeep.arguments(commands)
    sources.arguments(commands)
    doctor.arguments(commands)
    documents = commands.add_parser("documents", help=_DOCUMENTS, description=_DOCUMENTS)
    documents.add_argument("--json", action="store_true", help="skriv dokumenterne som JSON")
    documents.set_defaults(command="documents")
    if arguments and arguments[0] not in commands.choices:
        _plug_in(commands)
    return parser.parse_args(arguments)


def _add_find(commands: Any) -> None:
    find = commands.add_parser("find", help=_FIND, description=_FIND)
    find.add_argument("situation", help="situationen i anførselstegn")
    find.add_argument("--target", default="", metavar="MÅLGRUPPE", help=_TARGET)
    find.add_argument("--topic", default="", metavar="EMNE", help=_TOPIC)
    find.add_argument("--municipality", default="", metavar="KOMMUNE", help=_MUNICIPALITY)
    find.add_argument("--running", action="store_true", help=_RUNNING)
    find.add_argument("--json", action="store_true", help="skriv dem som JSON")
    find.set_defaults(command="find")


def _plug_in(commands: Any) -> None:
    """Add the commands of packages that this one does not know, by their entry points."""
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    for entry in entry_points(group=PLUGGED_IN):
        entry.load()(commands)


class _Help(argparse.HelpFormatter):
    """Help that begins in Danish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "brug: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """A parser whose own words are Danish."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, add_help=False, formatter_class=_Help)
        self._positionals.title = "argumenter"
        self._optionals.title = "valg"
        self.add_argument("-h", "--help", action="help", help="vis denne hjælp")

    def error(self, message: str) -> NoReturn:
        """Say that the command was not understood, without the library's English reason."""
        why = _NO_PORT if _NO_PORT in message else ""
        self.exit(2, _MISUSED.format(why=why, prog=self.prog))


def _port(text: str) -> int:
    if not text.isdigit() or int(text) not in _PORTS:
        raise argparse.ArgumentTypeError(_NO_PORT)
    return int(text)
