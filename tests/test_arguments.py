"""The command line's arguments."""

import pytest

from assistant.arguments import PORT, parse

Out = pytest.CaptureFixture[str]


def test_no_command_opens_the_chat() -> None:
    parsed = parse([])
    assert (parsed.command, parsed.port) == ("chat", PORT)


def test_question_is_a_caseworkers_unless_told_otherwise() -> None:
    parsed = parse(["ask", "Hvem?"])
    assert (parsed.question, parsed.audience, parsed.json) == ("Hvem?", "caseworker", False)


def test_situation_has_no_filters_unless_told_otherwise() -> None:
    parsed = parse(["find", "Jeg er ensom"])
    chosen = (parsed.target, parsed.topic, parsed.municipality, parsed.running, parsed.json)
    assert (parsed.situation, chosen) == ("Jeg er ensom", ("", "", "", False, False))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["find"], "Kommandoen er ikke forstået. Se hjælpen med: initiativ find --help"),
        (["ask"], "Kommandoen er ikke forstået. Se hjælpen med: initiativ ask --help"),
        (["ask", "Hvem?", "--batch", "fil"], "Se hjælpen med: initiativ ask --help"),
        (["ask", "Hvem?", "--audience", "doctor"], "Kommandoen er ikke forstået."),
        (["sync", "--dry-run", "--watch"], "Se hjælpen med: initiativ sync --help"),
        (["snak"], "Kommandoen er ikke forstået. Se hjælpen med: initiativ --help"),
        (["chat", "--port", "99999"], "En port er et tal fra 1 til 65535."),
    ],
)
def test_misused_command_is_refused_in_danish(
    arguments: list[str], message: str, capsys: Out
) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(arguments)
    out, err = capsys.readouterr()
    assert (stopped.value.code, out) == (2, "")
    assert message in err


def test_help_is_danish(capsys: Out) -> None:
    with pytest.raises(SystemExit) as stopped:
        parse(["ask", "--help"])
    shown = capsys.readouterr().out
    assert stopped.value.code == 0
    assert shown.startswith("brug: initiativ ask")
    assert not {"usage", "options", "positional", "show"} & set(shown.replace(":", " ").split())
