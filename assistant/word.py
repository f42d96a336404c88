"""A conversation as a Word document: headings, lists, tables and quotes as what they are."""

from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

from docx import Document as new_file
from docx.document import Document as File
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from assistant.danger import body
from assistant.export import (
    CONVERSATION,
    IMPORTANT,
    MADE,
    NO_DOCUMENTS,
    QUOTED,
    SAVED_ON,
    SOURCES,
    UNSEEN,
    Block,
    Documents,
    blocks,
    headed,
    known,
    lines_of,
    one_line,
    place,
    rest,
)
from assistant.freshness import day
from assistant.types import Answer, Citation, Turn

_LANGUAGE = "da-DK"
_FONT = "Calibri"


def docx(turns: Sequence[Turn], on: date, documents: Documents = NO_DOCUMENTS) -> bytes:
    """Return a conversation as a Word document in Danish that names no author."""
    file = _empty(on)
    file.add_heading(CONVERSATION, 0)
    file.add_paragraph(f"{SAVED_ON.format(day(on))} {MADE}")
    for number, turn in enumerate(turns, 1):
        heading, question = headed(number, turn)
        file.add_heading(heading, 1)
        if question:
            file.add_paragraph(question)
        _write_answer(file, turn.answer)
        _write_sources(file, turn.answer.citations, documents)
        if turn.answer.remark:
            file.add_paragraph(one_line(turn.answer.remark))
    written = BytesIO()
    file.save(written)
    return written.getvalue()


def _empty(on: date) -> File:
    """Return a file without text: its language, its looks, and nothing of who made it."""
    file = new_file()
    properties = file.core_properties
    properties.title, properties.language = CONVERSATION, _LANGUAGE
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = datetime(on.year, on.month, on.day)
    relations = file.part.package.rels if file.part.package else {}
    for key in [
        key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]  # a picture of another document
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    normal, quote = file.styles["Normal"], file.styles["Quote"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    quote.paragraph_format.left_indent = Cm(0.75)
    return file


def _write_answer(file: File, answer: Answer) -> None:
    if answer.notice:
        file.add_paragraph().add_run(f"{IMPORTANT}: {one_line(answer.notice)}").bold = True
    for block in blocks(body(answer)):
        _write_block(file, block)
    for heading, lines in rest(answer):
        if lines:
            file.add_heading(heading, 2)
        for line in lines:
            file.add_paragraph(one_line(line), "List Bullet")


def _write_sources(file: File, citations: Sequence[Citation], documents: Documents) -> None:
    if citations:
        file.add_heading(SOURCES, 2)
    for one in citations:
        named = file.add_paragraph(f"[{one.number}] {place(one)}")
        named.paragraph_format.keep_with_next = True
        for line in lines_of(UNSEEN.sub("", QUOTED.format(one.quote.strip()))):
            file.add_paragraph(line, "Quote")
        told = " · ".join(f"{name}: {value}" for name, value in known(one, documents))
        if told:
            file.add_paragraph(told)


def _write_block(file: File, block: Block) -> None:
    if block.kind == "table":
        _write_table(file, block.rows)
        return
    style = {"bullets": "List Bullet", "numbers": "List Number"}.get(block.kind)
    written = [file.add_paragraph(line, style) for line in block.lines]
    if block.kind == "numbers":
        _number(file, written, block.first)


def _number(file: File, items: Sequence[Paragraph], first: int) -> None:
    """Make a list of its own of numbered paragraphs, or Word would go on from the list before."""
    numbering = file.part.numbering_part.element
    style = file.styles["List Number"].element
    kept = style.pPr.numPr.numId.val
    abstract = next(one for one in numbering.num_lst if one.numId == kept).abstractNumId.val
    own = numbering.add_num(abstract)
    own.add_lvlOverride(ilvl=0).add_startOverride(first)
    for item in items:
        properties = item._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = own.numId


def _write_table(file: File, rows: Sequence[Sequence[str]]) -> None:
    """Write a table whose first row is its head, repeated where it goes on over a page."""
    table = file.add_table(len(rows), max(map(len, rows)), "Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for column, text in enumerate(cells):
            run = row.cells[column].paragraphs[0].add_run(text)
            run.bold = column == 0 or cells is rows[0]
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    file.add_paragraph()
