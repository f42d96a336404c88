"""The foot of a page: links and who sends it are no answer."""

from corpus.structure import parse
from evals.run import bench
from index.embed import BUNDLED, Embedding

POOL = parse(
    "pulje",
    "Puljen Nye skridt\n\nPuljen Nye skridt støtter kommuner, der hjælper unge i arbejde.\n\n"
    "Frist\n\nFristen er den 4. maj 2031. Ansøgningen sendes via Portalen.\n\n"
    "Kontakt\n\nSpørgsmål om ansøgningen: fuldmægtig Ida Holm, tlf. 11 22 33 44.\n\n"
    "Rådet for Skridt, Kajvej 1, 5000 Odense C. CVR 12345678. Læs også: Regler for ansøgning | "
    "Vejledning til ansøgning | Privatliv\n",
)


def test_links_and_sender_at_the_foot_answer_nothing() -> None:
    with bench([POOL], Embedding(BUNDLED)) as on:
        found = on.assistant.ask("Hvordan sender man ansøgningen til puljen Nye skridt?")
    assert "via Portalen" in found.text
    assert "Læs også" not in found.text
    assert "CVR" not in found.text


def test_number_of_the_sender_is_told_where_it_is_asked_for() -> None:
    with bench([POOL], Embedding(BUNDLED)) as on:
        assert "12345678" in on.assistant.ask("Hvad er CVR-nummeret på Rådet for Skridt?").text


def test_requirement_of_a_number_is_no_foot() -> None:
    page = parse(
        "tilskud",
        "Tilskud til haver\n\nTilskuddet er for foreninger.\n\nKrav\n\n"
        "Foreningen skal have et CVR-nummer for at få støtte.\n",
    )
    with bench([page], Embedding(BUNDLED)) as on:
        assert "CVR-nummer" in on.assistant.ask("Hvilke krav er der i Tilskud til haver?").text


def test_what_one_can_read_on_a_page_tells_no_place() -> None:
    page = parse(
        "gaeld",
        "Hjælp ved gæld\n\nHer kan du læse om hjælp til personer med gæld i Danmark.\n\n"
        "Rådgivere hjælper med at lægge budget.\n",
    )
    with bench([page], Embedding(BUNDLED)) as on:
        assert on.assistant.ask("Hvor er der mest gæld i Danmark?").status == "not_found"
