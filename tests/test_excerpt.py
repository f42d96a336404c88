from evals.excerpt import CONTEXT, Excerpt, excerpts
from evals.spans import Span
from tests.fakes import page

DOCUMENT = page("bro", "samtaler")
DOCUMENTS = {"bro": DOCUMENT}
LONG = "ord " * 200


def at(quote: str) -> Span:
    start = DOCUMENT.text.index(quote)
    return Span("bro", start, start + len(quote))


def shown(item: Excerpt) -> list[tuple[str, tuple[int, ...], bool]]:
    """Return what is marked: the text, the citations, and whether it is gold."""
    return [(p.text, p.numbers, p.gold) for p in item.pieces if p.numbers or p.gold]


def test_cited_gold_and_both_are_told_apart() -> None:
    cited, gold = at("Formålet er at give samtaler"), at("samtaler til flere kommuner.")
    (found,) = excerpts(DOCUMENTS, {1: cited}, [[gold]])
    assert shown(found) == [
        ("Formålet er at give ", (1,), False),
        ("samtaler", (1,), True),
        (" til flere kommuner.", (), True),
    ]
    assert found.hits
    assert found.numbers == (1,)


def test_pieces_are_the_document_without_a_gap() -> None:
    (found,) = excerpts(DOCUMENTS, {1: at("3 mio. kr.")}, [[at("Formål")]])
    text = "".join(piece.text for piece in found.pieces)
    assert text in DOCUMENT.text
    assert len(text) > 2 * len("3 mio. kr.")


def test_number_begins_once_where_its_quote_is_cut_by_the_gold() -> None:
    (found,) = excerpts(DOCUMENTS, {4: at("Der er afsat 3 mio. kr.")}, [[at("afsat")]])
    assert [piece.begins for piece in found.pieces if piece.numbers] == [(4,), (), ()]


def test_gold_beside_the_citation_is_no_hit() -> None:
    (found,) = excerpts(DOCUMENTS, {1: at("Der er afsat")}, [[at("3 mio. kr.")]])
    assert not found.hits


def test_uncited_gold_comes_after_what_is_cited_and_is_shown_once() -> None:
    left, right = page("bro", "hjælp"), page("vej", "hjælp")
    gold = [Span("bro", 0, 3), Span("bro", 10, 20)]
    found = excerpts({"bro": left, "vej": right}, {1: Span("vej", 0, 3)}, [gold])
    assert [(item.document, item.numbers) for item in found] == [("vej", (1,)), ("bro", ())]


def test_distant_citations_of_one_document_get_an_excerpt_each() -> None:
    document = page("bro", LONG)
    end = len(document.text)
    found = excerpts({"bro": document}, {1: Span("bro", 0, 3), 2: Span("bro", end - 9, end)}, [])
    assert [item.numbers for item in found] == [(1,), (2,)]
    assert [(item.cut_before, item.cut_after) for item in found] == [(False, True), (True, False)]


def test_context_ends_between_words() -> None:
    document = page("bro", LONG)
    start = document.text.index("ord ", 400)
    (found,) = excerpts({"bro": document}, {1: Span("bro", start, start + 3)}, [])
    before, quote, after = (piece.text for piece in found.pieces)
    assert (before[:4], quote, after[-4:]) == ("ord ", "ord", " ord")
    assert max(len(before), len(after)) <= CONTEXT


def test_two_citations_of_the_same_words_are_both_told() -> None:
    quote = at("3 mio. kr.")
    (found,) = excerpts(DOCUMENTS, {1: quote, 2: quote}, [])
    assert shown(found) == [("3 mio. kr.", (1, 2), False)]
