"""A paper with every kind of block, and with all that a template might take for its own."""

from notifications.paper.paper import Facts, Heading, Paper, Paragraph, Table

NOTICE = "Oplysningerne må ikke bruges til andet."
CELLS = (("1", "KE-2026-0001 & <opfølgning>", "15"), ("2", "#strong[x] *y* _z_ {{ 7 * 7 }}", "5"))
PAPER = Paper(
    "Dagsorden for Prøveenheden",
    "tir. 8. dec. 2026 kl. 9.00",
    "da",
    "VINK",
    NOTICE,
    (
        Facts((("Sted", "Rådhuset"),)),
        Heading("Punkter"),
        Table(("Nr.", "Punkt", "Min."), CELLS, (1, 8, 2)),
        Paragraph("Første linje\nAnden linje"),
    ),
)
