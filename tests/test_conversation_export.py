import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document as opened
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.export import copied, markdown, note
from assistant.types import Answer, Citation, Nearest, Term, Turn
from assistant.word import docx
from corpus.readers.docx import read
from corpus.structure import parse

DAY = date(2024, 6, 1)
PAGE = parse(
    "broen",
    "Broen\n\nMålgruppe:\n\nBroen er for unge.\n\nIndhold:\n\nBroen har:\n\n"
    "• mad\n• hjælp til bolig\n\nSenest opdateret 18-04-2023\n",
)
DOCUMENTS = {"broen": PAGE}
ADDRESS = "https://eksempel.dk/broen"
TARGET = Citation(1, "broen", "Broen", "Målgruppe:", "Broen er for unge.", 0, 0, ADDRESS, page=2)
OFFER = Citation(
    2, "broen", "Broen", "Indhold", "Broen har:\n\n• mad\n• hjælp til bolig", 0, 0, None
)
ANSWER = Answer(
    "",
    "Hvem er Broen for?",
    "caseworker",
    "answered",
    "Broen er for unge. [1]\nBroen har: [2]\n• mad [2]\n• hjælp til bolig [2]\n"
    "Sådan gør du:\n1) ring [1]\n2) kom [1]",
    (TARGET, replace(OFFER, fetched="2024-05-03", gone="2024-05-20")),
)
TURN = Turn("Hvem er Broen for?", ANSWER)
TABLE = replace(
    ANSWER,
    text="| | Broen | Vejen |\n| --- | --- | --- |\n| Formål | Mad. [1] | – |\n"
    "| Periode | 2020 | 2021 |",
)
EVIL = (
    "# Stor\n=====\n- [klik](https://ond.dk) ![b](https://ond.dk/b.png) <img src=x onerror=y>\n"
    "1. <https://ond.dk> https://ond.dk www.ond.dk ond@ond.dk\n> citat\n    kode\n```\n~~x~~ "
    "**fed** _kursiv_ `kode` &lt;b&gt; $x$ a|b [x][y] [^1]\n[y]: https://ond.dk\n"
    "---\n*\n+ a\n| a | b |\n\\"
)
MARKED = ("text", "softbreak", "text_special")


def nodes(text: str) -> list[SyntaxTreeNode]:
    """Return the nodes of Markdown as it is read with tables and strikethrough."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return list(SyntaxTreeNode(reader.parse(text)).walk())


def shown(text: str) -> list[str]:
    return [node.content for node in nodes(text) if node.type == "inline"]


def as_seen(node: SyntaxTreeNode) -> str:
    return "".join(one.content for one in node.walk() if one.type in MARKED)


def test_copied_answer_has_each_source_on_a_line() -> None:
    assert copied(TURN, DOCUMENTS) == (
        "Broen er for unge. [1]\nBroen har: [2]\n• mad [2]\n• hjælp til bolig [2]\nSådan gør du:\n"
        "1) ring [1]\n2) kom [1]\n\n"
        "Kilder\n"
        "[1] Broen, Målgruppe: »Broen er for unge.« (senest opdateret 18. april 2023, side 2, "
        "adresse https://eksempel.dk/broen)\n"
        "[2] Broen, Indhold: »Broen har: • mad • hjælp til bolig« (senest opdateret 18. april "
        "2023, hentet 3. maj 2024, væk hos kilden siden 20. maj 2024)"
    )


def test_note_has_what_a_case_file_needs() -> None:
    assert note(replace(TURN, question="Hvem er\nBroen for?"), DAY, DOCUMENTS) == (
        "Notat fra Initiativassistenten\nSpurgt den 1. juni 2024\n\n"
        "Spørgsmål:\nHvem er Broen for?\n\n"
        "Svar:\nBroen er for unge. [1]\nBroen har: [2]\n• mad [2]\n• hjælp til bolig [2]\n"
        "Sådan gør du:\n1) ring [1]\n2) kom [1]\n\n"
        "Citater:\n[1] »Broen er for unge.«\nDokument: Broen\nAfsnit: Målgruppe\n"
        "Senest opdateret: 18. april 2023\nSide: 2\nAdresse: https://eksempel.dk/broen\n\n"
        "[2] »Broen har:\n• mad\n• hjælp til bolig«\nDokument: Broen\nAfsnit: Indhold\n"
        "Senest opdateret: 18. april 2023\nHentet: 3. maj 2024\n"
        "Væk hos kilden siden: 20. maj 2024\n\n"
        "Initiativassistenten er en automatisk assistent, der svarer ud fra dokumenterne. Den kan "
        "tage fejl: Kontrollér svaret mod kilden, før du bruger det."
    )


def test_note_keeps_a_notice_and_says_that_a_model_wrote() -> None:
    answer = replace(
        ANSWER,
        notice="Ring 112 nu.",
        text="Ring 112 nu.\n\nBroen er for unge. [1]",
        citations=(TARGET,),
        way="model",
        remark="En sprogmodel skrev svaret.",
    )
    text = note(Turn("Hvem?", answer), DAY)
    assert "Svar:\nVigtigt: Ring 112 nu.\n\nBroen er for unge. [1]\n\nCitater:" in text
    assert text.count("Ring 112") == 1
    assert "\n\nEn sprogmodel skrev svaret.\n\nInitiativassistenten er" in text
    assert "Senest opdateret" not in text  # nothing is known of a document that is not there
    assert "En sprogmodel skrev svaret." in copied(Turn("Hvem?", answer))
    assert "En sprogmodel skrev svaret." in markdown([Turn("Hvem?", answer)], DAY)
    assert "**Vigtigt:** Ring 112 nu." in markdown([Turn("Hvem?", answer)], DAY)


def test_page_that_only_says_when_it_was_published_is_not_said_to_be_updated() -> None:
    page = parse("broen", "Broen\n\nPubliceret 3. maj 2021\n\nBroen er for unge.\n")
    assert "\nUdgivet: 3. maj 2021\n" in note(TURN, DAY, {"broen": page})


def test_answer_not_found_has_the_nearest_documents_and_no_quotes() -> None:
    nearest = (Nearest("broen", "Broen", "nævner »mad«"), Nearest("vejen", "Vejen"))
    answer = Answer("", "?", "citizen", "not_found", "Det ved jeg ikke.", nearest=nearest)
    text = note(Turn("Hvad koster mad?", answer), DAY)
    assert "Svar:\nDet ved jeg ikke.\n\nNærmeste dokumenter\nBroen: nævner »mad«\nVejen" in text
    assert "Citater" not in text
    assert "Kilder" not in markdown([Turn("?", answer)], DAY)


def test_terms_are_explained_under_the_answer() -> None:
    answer = replace(ANSWER, terms=(Term("bostøtte", "Hjælp hjemme."),))
    assert "Ord i svaret\nbostøtte: Hjælp hjemme." in copied(Turn("?", answer))
    assert "### Ord i svaret\n\n- bostøtte: Hjælp hjemme." in markdown([Turn("?", answer)], DAY)


def test_table_is_told_row_by_row_in_plain_text() -> None:
    assert copied(Turn("?", replace(TABLE, citations=()))) == (
        "Formål:\n• Broen: Mad. [1]\n• Vejen: –\nPeriode:\n• Broen: 2020\n• Vejen: 2021"
    )


def test_markdown_has_headings_lists_quotes_and_tables() -> None:
    text = markdown([TURN, Turn("Hvad er forskellen?", TABLE)], DAY, DOCUMENTS)
    found = nodes(text)
    headings = [as_seen(node) for node in found if node.type == "heading"]
    assert headings == [
        "Samtale med Initiativassistenten",
        "Spørgsmål 1: Hvem er Broen for?",
        "Kilder",
        "Spørgsmål 2: Hvad er forskellen?",
        "Kilder",
    ]
    kinds = [node.type for node in found]
    assert (kinds.count("table"), kinds.count("ordered_list"), kinds.count("blockquote")) == (
        1,
        1,
        4,
    )
    assert [node.attrs["href"] for node in found if node.type == "link"] == [ADDRESS, ADDRESS]
    assert "> »Broen har:\n>\n> • mad\n>\n> • hjælp til bolig«" in text


def test_long_question_is_whole_under_its_heading() -> None:
    question = "Hvem er Broen for, " + "og hvem er den ikke for, " * 6 + "og hvorfor?"
    text = markdown([Turn(question, ANSWER)], DAY)
    heading = next(line for line in text.splitlines() if line.startswith("## "))
    assert heading.endswith(" …")
    assert len(heading) < 110
    assert f"\n\n{question}\n\n" in text


@pytest.mark.parametrize("line", EVIL.splitlines())
def test_markup_of_others_shows_as_itself(line: str) -> None:
    quote = replace(OFFER, quote=line, title=line, section="", url=None)
    answer = replace(ANSWER, text=f"a [1]\n{line}", citations=(quote,), remark=line)
    text = markdown([Turn(line, answer)], DAY)
    found = nodes(text)
    kinds = {node.type for node in found}
    assert not kinds & {"link", "image", "html_block", "html_inline", "code_block", "fence"}
    assert not kinds & {"code_inline", "em", "s", "hr"}
    assert [node.tag for node in found if node.type == "heading"] == ["h1", "h2", "h3"]
    paragraphs = [as_seen(node) for node in found if node.type == "paragraph"]
    assert f"»{' '.join(line.split())}«" in [" ".join(one.split()) for one in paragraphs]
    assert " ".join(line.split()) in [" ".join(one.split()) for one in paragraphs]


def test_nothing_of_a_whole_attack_is_read_as_markup() -> None:
    quote = replace(OFFER, quote=EVIL, url="javascript:alert(1)")
    text = markdown([Turn(EVIL, replace(ANSWER, citations=(quote,)))], DAY)
    kinds = {node.type for node in nodes(text)}
    assert not kinds & {"link", "image", "html_block", "html_inline", "code_block", "fence", "hr"}
    for address in ("https://ond", "www.ond", "ond@ond"):  # some readers link what looks like one
        assert address not in text


@pytest.mark.parametrize("address", ["https://x.dk/a b", "https://x.dk/<b>", "data:x", "//x.dk"])
def test_only_an_address_of_the_web_is_a_link(address: str) -> None:
    text = markdown([Turn("?", replace(ANSWER, citations=(replace(TARGET, url=address),)))], DAY)
    assert "link" not in {node.type for node in nodes(text)}


def test_word_document_is_read_back_as_what_it_is() -> None:
    raw = docx([TURN, Turn("Hvad er forskellen?", TABLE)], DAY, DOCUMENTS)
    file = opened(BytesIO(raw))
    styles = [(p.style.name if p.style else "", p.text) for p in file.paragraphs]
    assert [text for name, text in styles if name in ("Title", "Heading 1", "Heading 2")] == [
        "Samtale med Initiativassistenten",
        "Spørgsmål 1: Hvem er Broen for?",
        "Kilder",
        "Spørgsmål 2: Hvad er forskellen?",
        "Kilder",
    ]
    assert ("List Bullet", "mad [2]") in styles
    assert ("List Number", "ring [1]") in styles
    assert ("Quote", "»Broen er for unge.«") in styles
    (table,) = file.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["", "Broen", "Vejen"],
        ["Formål", "Mad. [1]", "–"],
        ["Periode", "2020", "2021"],
    ]
    text = read(raw, "samtale.docx").text
    assert "Senest opdateret: 18. april 2023 · Side: 2 · Adresse: https://eksempel.dk/broen" in text
    assert "»Broen er for unge.«" in text


def test_each_numbered_list_begins_with_its_own_number() -> None:
    third = replace(ANSWER, text="3) tredje\n4) fjerde")
    file = opened(BytesIO(docx([TURN, Turn("?", ANSWER), Turn("?", third)], DAY)))
    numbers = [
        int(paragraph._p.find(f".//{qn('w:numId')}").get(qn("w:val")))
        for paragraph in file.paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    starts = [
        int(one.find(f".//{qn('w:startOverride')}").get(qn("w:val")))
        for one in file.part.numbering_part.element.num_lst
        if one.numId in numbers
    ]
    assert starts == [1, 1, 3]


def test_word_document_is_danish_names_no_author_and_fetches_nothing() -> None:
    quote = replace(OFFER, quote=EVIL, url=ADDRESS)
    raw = docx([Turn(EVIL, replace(ANSWER, citations=(quote,)))], DAY)
    properties = opened(BytesIO(raw)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (
        "Samtale med Initiativassistenten",
        "",
        "",
    )
    assert (properties.language, properties.comments) == ("da-DK", "")
    assert properties.created is not None
    assert properties.created.date() == DAY
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        relations = [archive.read(name) for name in archive.namelist() if name.endswith(".rels")]
        styles = archive.read("word/styles.xml").decode()
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    assert not any(b"External" in one for one in relations)
    assert 'w:val="da-DK"' in styles
    assert 'w:val="en-US"' not in styles


def test_what_xml_cannot_hold_is_left_out() -> None:
    odd = "a\x00b\x08c\x0bd\ud800e\ufffef\x1bg\u202eh"
    quote = replace(OFFER, quote=odd, title=odd, section=odd, url=odd)
    answer = replace(ANSWER, text=odd, notice=odd, remark=odd, citations=(quote,))
    answer = replace(answer, terms=(Term(odd, odd),), nearest=(Nearest("x", odd, odd),))
    turn = Turn(odd, answer)
    file = opened(BytesIO(docx([turn], DAY)))
    assert "Spørgsmål 1: abcdefgh" in [paragraph.text for paragraph in file.paragraphs]
    for text in (copied(turn), note(turn, DAY), markdown([turn], DAY)):
        assert "bc" in text
        assert not set(odd) & set(text) - set("abcdefgh")
        text.encode()


def test_conversation_without_turns_can_be_saved() -> None:
    assert markdown([], DAY).startswith("# Samtale med Initiativassistenten\n\nGemt den 1. juni")
    assert len(opened(BytesIO(docx([], DAY))).paragraphs) == 2
