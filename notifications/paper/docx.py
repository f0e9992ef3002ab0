"""A paper as DOCX. The template is made here, in code, and filled by docxtpl: no file of unknown origin is kept."""

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Template
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as WordTable
from docxtpl import DocxTemplate

from notifications.paper.paper import Paper

LOCALES = {"da": "da-DK", "en": "en-GB"}
_WIDTH = Cm(16.6)  # of an A4 page between its margins
_SHARE = f"{{{{ ({_WIDTH.twips} * block.shares[loop.index0] / block.shares|sum)|int }}}}"


def as_docx(paper: Paper) -> bytes:
    """The properties are set once the rest is filled: docxtpl takes what stands in them for instructions."""
    template = DocxTemplate(_saved(_template(paper)))
    tree = paper.as_tree()
    template.render({"paper": tree}, autoescape=True)
    _set_properties(template.docx, tree)
    return _without_the_hour(_saved(template))


def _template(paper: Paper) -> Template:
    """A paragraph, row or cell that begins with `{%p`, `{%tr` or `{%tc` is an instruction to docxtpl."""
    template = Document()
    _set_page(template)
    _set_language(template, LOCALES.get(paper.language, paper.language))
    template.core_properties.comments = ""
    template.add_paragraph("{{ paper.title }}", style="Title")
    template.add_paragraph("{{ paper.subtitle }}", style="Subtitle")
    template.add_paragraph("{%p for block in paper.blocks %}")
    template.add_paragraph('{%p if block.kind == "heading" %}')
    template.add_paragraph("{{ block.text }}", style="Heading 1")
    template.add_paragraph('{%p elif block.kind == "paragraph" %}')
    template.add_paragraph("{{ block.text }}")
    template.add_paragraph('{%p elif block.kind == "facts" %}')
    template.add_paragraph("{%p for row in block.rows %}")
    _add_fact(template)
    template.add_paragraph("{%p endfor %}")
    template.add_paragraph("{%p else %}")
    _add_table(template)
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    return template


def _set_page(template: Template) -> None:
    section = template.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.8)
    template.styles["Normal"].font.size = Pt(11)
    foot = section.footer.paragraphs[0]
    foot.add_run("{{ paper.notice }}").font.size = Pt(8)


def _set_language(template: Template, locale: str) -> None:
    """So that a screen reader speaks it, and the spelling is checked, in the paper's own language."""
    for language in template.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)


def _set_properties(made: Template, tree: dict[str, Any]) -> None:
    properties = made.core_properties
    properties.title, properties.author, properties.language = tree["title"], tree["author"], tree["language"]


def _add_fact(template: Template) -> None:
    fact = template.add_paragraph()
    fact.paragraph_format.space_after = Pt(2)
    fact.add_run("{{ row[0] }}: ").bold = True
    fact.add_run("{{ row[1] }}")


def _add_table(template: Template) -> None:
    table = template.add_table(rows=4, cols=3)
    table.style = "Table Grid"
    _fill(table, 0, ("{%tc for text in block.head %}", "{{ text }}", "{%tc endfor %}"))
    _fill(table, 1, ("{%tr for row in block.rows %}",))
    _fill(table, 2, ("{%tc for text in row %}", "{{ text }}", "{%tc endfor %}"))
    _fill(table, 3, ("{%tr endfor %}",))
    table.rows[0].cells[1].paragraphs[0].runs[0].bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - repeated on each page; python-docx has no word for it
    template.add_paragraph()


def _fill(table: WordTable, row: int, texts: tuple[str, ...]) -> None:
    for cell, text in zip(table.rows[row].cells, texts, strict=False):
        cell.text = text
        cell._tc.get_or_add_tcPr().get_or_add_tcW().set(qn("w:w"), _SHARE)  # noqa: SLF001 - a width that is reckoned when it is filled


def _without_the_hour(saved: BytesIO) -> bytes:
    """The same paper is the same file whenever it is made: a ZIP says of each of its parts when it was put in."""
    made = BytesIO()
    with ZipFile(saved) as parts, ZipFile(made, "w", ZIP_DEFLATED) as same:
        for name in parts.namelist():
            same.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _saved(template: Template | DocxTemplate) -> BytesIO:
    file = BytesIO()
    template.save(file)
    file.seek(0)
    return file
