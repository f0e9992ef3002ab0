"""A paper says the same words in every file it becomes, and nothing in it is taken for an instruction."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from html import unescape

import pytest
from docx import Document
from sample_paper import CELLS, NOTICE, PAPER

from notifications.paper.docx import as_docx
from notifications.paper.html import as_html
from notifications.paper.paper import Paragraph
from notifications.paper.pdf import as_pdf


def opened(paper):
    return Document(io.BytesIO(as_docx(paper)))


def words(html):
    return " ".join(unescape(re.sub("<[^>]+>", " ", html.decode())).split())


def pdf_text(content, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here: apt-get install poppler-utils")
    file = tmp_path / "paper.pdf"
    file.write_bytes(content)
    run = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.split())


def test_the_texts_of_a_paper_are_all_that_is_read_in_it():
    assert list(PAPER.texts()) == [
        *(PAPER.title, PAPER.subtitle, PAPER.author, NOTICE),
        *("Sted", "Rådhuset", "Punkter", "Nr.", "Punkt", "Min."),
        *(text for row in CELLS for text in row),
        "Første linje\nAnden linje",
    ]


def test_html_shows_every_text_of_it():
    shown = words(as_html(PAPER))
    assert [t for t in PAPER.texts() if " ".join(t.split()) not in shown and t != PAPER.author] == []


def test_a_pdf_shows_every_text_of_it(tmp_path):
    shown = pdf_text(as_pdf(PAPER), tmp_path)
    assert [t for t in PAPER.texts() if " ".join(t.split()) not in shown and t != PAPER.author] == []


def test_a_docx_has_headings_paragraphs_a_table_and_the_notice_at_the_foot():
    document = opened(PAPER)
    assert [(p.style.name, p.text) for p in document.paragraphs if p.text] == [
        ("Title", PAPER.title),
        ("Subtitle", PAPER.subtitle),
        ("Normal", "Sted: Rådhuset"),
        ("Heading 1", "Punkter"),
        ("Normal", "Første linje\nAnden linje"),
    ]
    rows = [tuple(cell.text for cell in row.cells) for row in document.tables[0].rows]
    assert rows == [("Nr.", "Punkt", "Min."), *CELLS]
    assert document.sections[0].footer.paragraphs[0].text == NOTICE


def test_a_docx_says_title_author_and_language_and_repeats_the_head_of_its_table():
    document = opened(PAPER)
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (PAPER.title, "VINK", "da")
    assert re.findall(r'w:lang w:val="([^"]+)"', document.styles.element.xml) == ["da-DK"]
    assert document.element.xml.count("<w:tblHeader/>") == 1


def test_a_pdf_is_pdf_ua_tagged_and_says_its_language():
    content = as_pdf(PAPER)
    marks = (b"%PDF-1.7", b"<pdfuaid:part>1", b"/Lang(da)", b"/StructTreeRoot", b"/Marked true")
    assert [mark for mark in marks if mark not in content] == []


def test_the_same_paper_gives_the_same_pdf_and_the_same_html():
    assert (as_pdf(PAPER), as_html(PAPER)) == (as_pdf(PAPER), as_html(PAPER))


def test_a_letter_without_a_shape_keeps_no_pdf_from_being_made(tmp_path):
    odd = replace(PAPER, blocks=(Paragraph("Før 中\U000e0042 efter"),))
    assert re.search("Før .{1,3} efter", pdf_text(as_pdf(odd), tmp_path))


def test_a_paper_without_notice_or_subtitle_has_neither():
    bare = replace(PAPER, notice="", subtitle="")
    html = as_html(bare)
    assert (b"<footer>" in html, b'class="lead"' in html, as_pdf(bare)[:4]) == (False, False, b"%PDF")


def docx_parts(paper):
    """Without the times of writing that a zip bears of its own."""
    with zipfile.ZipFile(io.BytesIO(as_docx(paper))) as opened_zip:
        return {name: opened_zip.read(name) for name in opened_zip.namelist()}


HOSTILE = "{{ 7 * 7 }} {% raw %} & #read(1)"


def test_neither_title_nor_author_is_taken_for_an_instruction():
    properties = opened(replace(PAPER, title=HOSTILE, author=HOSTILE)).core_properties
    assert (properties.title, properties.author) == (HOSTILE, HOSTILE)


@pytest.mark.parametrize("unwritable", ["\x00", "\x0b", "\x1b", "\ufffe", "\uffff"])
@pytest.mark.parametrize("write", [docx_parts, as_html, as_pdf])
def test_what_no_file_may_hold_becomes_a_sign_for_it_and_keeps_no_paper_from_being_written(write, unwritable):
    odd = f"Vel{unwritable}komst"
    paper = replace(PAPER, title=odd, author=odd, blocks=(*PAPER.blocks, Paragraph(odd)))
    plain = replace(paper, title="Vel\ufffdkomst", author="Vel\ufffdkomst")
    assert write(paper) == write(replace(plain, blocks=(*PAPER.blocks, Paragraph("Vel\ufffdkomst"))))
