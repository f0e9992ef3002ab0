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
from notifications.paper.pdf import _SHOWN_EVERYWHERE, as_pdf


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


def of_one_paragraph(text):
    return replace(PAPER, blocks=(Paragraph(text),))


SIGN, A_RING = "\ufffd", "a\u030a"
EMOJI = {
    "an emoji": "🙂",
    "a family, joined": "👨\u200d👩\u200d👧",
    "a flag of two letters": "🇩🇰",
    "a flag with a variant, joined": "🏳\ufe0f\u200d🌈",
    "a hand with a skin tone": "👍🏽",
    "a letter nobody has assigned": "\u0378",
}


@pytest.mark.parametrize("odd", EMOJI.values(), ids=EMOJI.keys())
def test_only_the_letter_without_a_shape_is_replaced_in_a_pdf(odd):
    made = as_pdf(of_one_paragraph(f"500 € til {A_RING}en, {odd} og Zoë – “ő”"))
    assert made == as_pdf(of_one_paragraph(f"500 € til åen, {SIGN} og Zoë – “ő”"))


def test_a_sign_in_one_place_of_a_paper_changes_no_other_place_of_its_pdf():
    odd = replace(PAPER, title="Møde 🙂", blocks=(*PAPER.blocks, Paragraph(f"5 € p{A_RING} 🙂🙂")))
    plain = replace(PAPER, title=f"Møde {SIGN}", blocks=(*PAPER.blocks, Paragraph(f"5 € på {SIGN}{SIGN}")))
    assert as_pdf(odd) == as_pdf(plain)


def test_arabic_beside_an_emoji_is_shown_as_it_is_without_one():
    """Whether there is a font for it is the machine's; an emoji decides nothing about it."""
    alone, beside = "مرحبا € å", "مرحبا € å 🙂"
    has_font = as_pdf(of_one_paragraph(alone)) != as_pdf(of_one_paragraph(f"{SIGN * 5} € å"))
    shown = "مرحبا" if has_font else SIGN * 5
    assert as_pdf(of_one_paragraph(beside)) == as_pdf(of_one_paragraph(f"{shown} € å {SIGN}"))


def test_a_variant_of_a_letter_that_has_a_shape_is_the_letter_and_no_sign():
    beside_an_emoji = as_pdf(of_one_paragraph("Kl. 5\ufe0f 🏳\ufe0f"))
    assert beside_an_emoji == as_pdf(of_one_paragraph(f"Kl. 5\ufe0f {SIGN}"))


def test_a_mark_that_nobody_sees_is_left_out_where_it_cannot_be_written():
    assert as_pdf(of_one_paragraph("Kl.\ufeff 5 €")) == as_pdf(of_one_paragraph("Kl. 5 €"))


def test_a_text_that_typst_breaks_down_on_is_shown_as_far_as_it_is_plain():
    breaking = " ".join(chr(code) for code in (*range(0x79C, 0x7AB), *range(0x7DB, 0x82F)))
    made = as_pdf(of_one_paragraph(f"5 € på torvet {breaking}"))
    assert made[:8] == b"%PDF-1.7"
    assert made != as_pdf(of_one_paragraph("5 \ufffd på torvet " + breaking))


def test_every_letter_that_is_taken_for_plain_has_a_shape():
    plain = "".join(c for c in map(chr, range(0x20, 0xFFFE)) if _SHOWN_EVERYWHERE.fullmatch(c))
    made = as_pdf(of_one_paragraph(plain))
    assert made != as_pdf(of_one_paragraph(plain.replace("€", SIGN)))


@pytest.mark.parametrize("odd", [A_RING, "🙂", "👨\u200d👩\u200d👧", "❤\ufe0f", "مرحبا", "€"])
def test_docx_and_html_keep_what_was_written(odd):
    paper = of_one_paragraph(f"Kl. 9 {odd} slut")
    shown = [p.text for p in opened(paper).paragraphs if "Kl. 9" in p.text]
    assert (shown, f"Kl. 9 {odd} slut" in words(as_html(paper))) == ([f"Kl. 9 {odd} slut"], True)


def test_a_paper_without_notice_or_subtitle_has_neither():
    bare = replace(PAPER, notice="", subtitle="")
    html = as_html(bare)
    assert (b"<footer>" in html, b'class="lead"' in html, as_pdf(bare)[:4]) == (False, False, b"%PDF")


HOSTILE = "{{ 7 * 7 }} {% raw %} & #read(1)"


def test_neither_title_nor_author_is_taken_for_an_instruction():
    properties = opened(replace(PAPER, title=HOSTILE, author=HOSTILE)).core_properties
    assert (properties.title, properties.author) == (HOSTILE, HOSTILE)


@pytest.mark.parametrize("unwritable", ["\x00", "\x0b", "\x1b", "\ufffe", "\uffff"])
@pytest.mark.parametrize("write", [as_docx, as_html, as_pdf])
def test_what_no_file_may_hold_becomes_a_sign_for_it_and_keeps_no_paper_from_being_written(write, unwritable):
    odd = f"Vel{unwritable}komst"
    paper = replace(PAPER, title=odd, author=odd, blocks=(*PAPER.blocks, Paragraph(odd)))
    plain = replace(paper, title="Vel\ufffdkomst", author="Vel\ufffdkomst")
    assert write(paper) == write(replace(plain, blocks=(*PAPER.blocks, Paragraph("Vel\ufffdkomst"))))


def test_a_docx_bears_no_hour_at_which_it_was_made():
    with zipfile.ZipFile(io.BytesIO(as_docx(PAPER))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
