"""Initiatives as a terminal shows them, and as JSON."""

from dataclasses import replace

from assistant.listing import as_object, as_text
from assistant.types import Citation, Found, Initiative, Match, Why


def cited(number: int, section: str, quote: str) -> Citation:
    return Citation(number, "broen", "Broen", section, quote, 0, len(quote))


BRIDGE = Initiative(
    document="broen",
    title="Broen",
    part="",
    target="Unge med gæld.",
    offer="De får\nen rådgiver.",
    period="2023 - 2025",
    state="now",
    place="Odder Kommune",
    contact="Bo Holm\n11 22 33 44",
    citations=(
        cited(1, "Målgruppe", "Unge med gæld."),
        cited(2, "Indhold", "De får\nen rådgiver."),
        cited(3, "", "2023 - 2025"),
        cited(4, "Indhold", "Odder Kommune"),
        cited(5, "Kontakt", "Bo Holm\n11 22 33 44"),
    ),
)
MATCH = Match(BRIDGE, (Why("skylder", "gæld"), Why("unge", "unge")), 0.5)
FOUND = Found("jeg skylder", (MATCH,), "Ét passer.")


def test_initiative_is_shown_with_the_numbers_of_its_sources() -> None:
    assert (
        as_text(FOUND)
        == """Ét passer.

1. Broen
   For hvem: Unge med gæld. [1]
   Hvad: De får en rådgiver. [2]
   Hvornår: 2023 - 2025 [3] – er i gang
   Hvor: Odder Kommune [4]
   Kontakt: Bo Holm, 11 22 33 44 [5]
   Passer, fordi: »skylder« (siden: »gæld«), »unge«
   Kilder: broen: [1] Målgruppe, [2][4] Indhold, [3] indledningen, [5] Kontakt"""
    )


def test_what_is_not_stated_is_left_out_and_one_sentence_is_shown_once() -> None:
    bare = replace(
        BRIDGE, part="Båden", offer=BRIDGE.target, period="", state="unknown", place="", contact="",
        citations=BRIDGE.citations[:1],
    )  # fmt: skip
    shown = as_text(replace(FOUND, matches=(replace(MATCH, initiative=bare),))).splitlines()
    assert shown[2:6] == [
        "1. Båden (en del af »Broen«)",
        "   Om: Unge med gæld. [1]",
        "   Hvornår: det siger siden ikke",
        "   Passer, fordi: »skylder« (siden: »gæld«), »unge«",
    ]


def test_danger_stands_first() -> None:
    assert as_text(replace(FOUND, notice="Ring 112.")).startswith("Ring 112.\n\nÉt passer.")


def test_object_is_flat_and_has_the_reasons() -> None:
    told = as_object(FOUND)
    assert list(told) == ["situation", "matches", "text", "notice"]
    (match,) = told["matches"]
    assert list(match) == [
        "document", "title", "part", "target", "offer", "period", "state", "place", "contact",
        "citations", "why", "score",
    ]  # fmt: skip
    assert match["why"][0] == {"said": "skylder", "written": "gæld"}
    assert match["citations"][2]["quote"] == match["period"]
