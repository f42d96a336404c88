"""One invented page in each of the formats that are read, and files made for the tests."""

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Table

LEAD = "Åben dør giver voksne uden hjem et sted at være om natten, og en vej videre om dagen."
STEPS = (
    "Hver gæst taler med en medarbejder, som kender reglerne og kan hjælpe med at søge en bolig "
    "i kommunen. Ingen bliver afvist på grund af rus."
)

TEXT = f"""\
Åben dør

{LEAD}

Målgruppe:

Voksne over 18 år uden et sted at sove.

Projektperiode:

1. marts 2021 - 31. maj 2023

Formål:

Formålet er, at flere får en bolig.

Huset har:

• senge til 12
• mad hver morgen

Sådan kommer gæsterne videre efter den første nat

{STEPS}

Kontakt:

Ida Holm
Center for Udsatte Voksne
Tlf. 12 34 56 78
ih@eksempel.dk

Senest opdateret 18-04-2024
"""

MARKDOWN = f"""\
---
title: "Åben dør"
url: https://eksempel.dk/aaben-doer
---

# Åben dør

{LEAD}

## Målgruppe

Voksne over *18 år* uden et sted at sove.

| Felt | Indhold |
|------|---------|
| Projektperiode | 1. marts 2021 - 31. maj 2023 |

## Formål

Formålet er, at [flere](https://eksempel.dk/flere) får en **bolig**.

Huset har:

- senge til 12
- mad hver morgen

## Sådan kommer gæsterne videre efter den første nat

{STEPS}

## Kontakt

Ida Holm\\
Center for Udsatte Voksne\\
Tlf. 12 34 56 78\\
<ih@eksempel.dk>

Senest opdateret 18-04-2024
"""

HTML = f"""\
<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><title>Åben dør | Bjergby Kommune</title>
<link rel="canonical" href="https://eksempel.dk/aaben-doer">
<style>p {{ color: red }}</style><script>var x = "Formål:";</script></head>
<body><header><a href="/">Bjergby Kommune</a><nav><ul><li>Borger<li>Job</ul></nav></header>
<div id="cookie-banner"><p>Vi bruger cookies på siden.</p><button>Accepter</button></div>
<main><h1>Åben d&oslash;r</h1>
<p>{LEAD}</p>
<h2>Målgruppe</h2><p>Voksne over <em>18&nbsp;år</em> uden et
  sted at sove.</p>
<dl><dt>Projektperiode</dt><dd>1. marts 2021 - 31. maj 2023</dd></dl>
<h2><button aria-expanded="false" aria-controls="f">Formål</button></h2>
<div id="f" hidden><p>Formålet er, at <a href="/flere">flere</a> får en <b>bolig</b>.</p>
<p>Huset har:</p><ul><li>senge til 12</li><li>mad hver morgen</li></ul></div>
<p style="display:none">Skjult tekst.</p>
<h2>Sådan kommer gæsterne videre efter den første nat</h2><p>{STEPS}</p>
<div class="newsletter"><h2>Nyhedsbrev</h2><p>Tilmeld dig her.</p></div></main>
<aside class="contact-box"><h2>Kontakt</h2>
<p>Ida Holm<br>Center for Udsatte Voksne<br>Tlf. 12&nbsp;34&nbsp;56&nbsp;78<br>
<a href="mailto:ih@eksempel.dk">ih@eksempel.dk</a></p></aside>
<footer><p>Senest opdateret: <time datetime="2024-04-18">18-04-2024</time></p>
<p>Rådhuset, tlf. 99 99 99 99</p></footer></body></html>
"""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = (
    f'<w:styles xmlns:w="{WORD}">'
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Egen"/>'
    '<w:basedOn w:val="Overskrift1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Liste">'
    '<w:name w:val="Opstilling - punkttegn"/></w:style>'
    "</w:styles>"
)


def paragraph(text: str, style: str = "", run: str = "") -> str:
    """Return a paragraph of Word; a line end is a break in it."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    said = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:p>{properties}<w:r>{run}{said}</w:r></w:p>"


def word_table(rows: Sequence[Sequence[str]], head: bool = False) -> str:
    """Return a table of Word, whose first row names the columns where `head`."""
    written = ""
    for number, row in enumerate(rows):
        named = "<w:trPr><w:tblHeader/></w:trPr>" if head and number == 0 else ""
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row)
        written += f"<w:tr>{named}{cells}</w:tr>"
    return f"<w:tbl>{written}</w:tbl>"


def word(body: str, before: str = "") -> bytes:
    """Return a Word document of a body; `before` stands in front of its XML."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/styles.xml", _STYLES)
        archive.writestr(
            "word/document.xml",
            f'{before}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return written.getvalue()


def docx() -> bytes:
    """Return the page as a Word document."""
    return word(
        paragraph("Åben dør", "Titel")
        + paragraph(LEAD)
        + paragraph("Målgruppe", "Overskrift1")
        + paragraph("Voksne over 18 år uden et sted at sove.")
        + word_table([["Projektperiode", "1. marts 2021 - 31. maj 2023"]])
        + paragraph("Formål", "Egen")
        + paragraph("Formålet er, at flere får en bolig.")
        + paragraph("Huset har:")
        + paragraph("senge til 12", "Liste")
        + paragraph("mad hver morgen", "Liste")
        + paragraph("Sådan kommer gæsterne videre efter den første nat", "Overskrift1")
        + paragraph(STEPS)
        + paragraph("Kontakt", "Overskrift1")
        + paragraph("Ida Holm\nCenter for Udsatte Voksne\nTlf. 12 34 56 78\nih@eksempel.dk")
        + paragraph("Senest opdateret 18-04-2024")
    )


def pdf() -> bytes:
    """Return the page as a PDF of two pages that have a head and a foot in common."""
    styles = getSampleStyleSheet()
    text, head = styles["Normal"], styles["Heading2"]
    steps = STEPS.replace("medarbejder", "medar-<br/>bejder").replace("social", "social")
    contact = ("Ida Holm", "Center for Udsatte Voksne", "Tlf. 12 34 56 78", "ih@eksempel.dk")
    story: list[Flowable] = [
        Paragraph("Åben dør", styles["Title"]),
        Paragraph(LEAD, text),
        Paragraph("Målgruppe", head),
        Paragraph("Voksne over 18 år uden et sted at sove.", text),
        Table([["Projektperiode", "1. marts 2021 - 31. maj 2023"]], hAlign="LEFT"),
        Paragraph("Formål", head),
        Paragraph("Formålet er, at flere får en bolig.", text),
        Paragraph("Huset har:", text),
        ListFlowable(
            [ListItem(Paragraph(item, text)) for item in ("senge til 12", "mad hver morgen")],
            bulletType="bullet",
            start="•",
        ),
        Paragraph("Sådan kommer gæsterne videre efter den første nat", head),
        Paragraph(steps, text),
        Paragraph("Kontakt", head),
        *(Paragraph(line, text) for line in contact),
        Paragraph("Senest opdateret 18-04-2024", text),
    ]
    return printed(story)


def printed(story: Sequence[Flowable], height: float = 300) -> bytes:
    """Return a PDF of what a story says, on pages of a height, each with a head and a foot."""

    def edges(canvas: Canvas, template: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, height - 20, "Bjergby Kommune")
        canvas.drawString(72, 15, f"Side {template.page} af 2")

    written = BytesIO()
    template = SimpleDocTemplate(
        written,
        pagesize=(A4[0], height),
        topMargin=40,
        bottomMargin=40,
        invariant=1,
        pageCompression=0,
    )
    template.build(list(story), onFirstPage=edges, onLaterPages=edges)
    return written.getvalue()


def files() -> dict[str, bytes]:
    """Return the page in each format, by the name of its file."""
    return {
        "dør.txt": TEXT.encode(),
        "dør.md": MARKDOWN.encode(),
        "dør.html": HTML.encode(),
        "dør.pdf": pdf(),
        "dør.docx": docx(),
    }


def numbered(body: str, numbering: str, styles: str = "") -> bytes:
    """Return a Word document with lists: the XML inside `word/numbering.xml`, and more styles."""
    raw = BytesIO()
    with zipfile.ZipFile(BytesIO(word(body))) as plain, zipfile.ZipFile(raw, "w") as archive:
        for name in plain.namelist():
            written = plain.read(name)
            if name == "word/styles.xml":
                written = written.replace(b"</w:styles>", f"{styles}</w:styles>".encode())
            archive.writestr(name, written)
        told = f'<w:numbering xmlns:w="{WORD}">{numbering}</w:numbering>'
        archive.writestr("word/numbering.xml", told)
    return raw.getvalue()
