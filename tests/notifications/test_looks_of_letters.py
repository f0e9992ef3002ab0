import pytest

from notifications.letters import seen, skeleton


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Tеstа", "Testa"),  # Cyrillic е and а
        ("Τesta", "Testa"),  # Greek Τ
        ("Ｔｅｓｔａ", "Testa"),
        ("𝐓𝐞𝐬𝐭𝐚", "Testa"),
        ("Te\u0301s\u200bt\u00ada", "Testa"),
        ("Åse Ærø", "Ase Arø".replace("ø", "o")),
        ("A\u030ase", "Ase"),
        ("٠١٠١٩٠ ⁵₀⓪𝟏", "010190 5001"),
        ("1\ufe0f\u20e3", "1"),
        ("CPR 010190-5001, tak", "CPR 010190-5001, tak"),
    ],
)
def test_a_letter_is_what_a_reader_takes_it_for(written, read):
    assert seen(written) == read


def test_a_heap_of_marks_costs_no_more_than_as_many_letters():
    assert seen("a" + "\u0323\u0301" * 50_000 + "b") == "ab"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sørensen", "Soerensen"),
        ("Sørensen", "SORENSEN"),
        ("Sørensen", "Sörensen"),
        ("Kjær", "Kjaer"),
        ("Aagaard", "Ågård"),
        ("Müller", "Mueller"),
        ("Prøvesen", "Pr0ve5en"),
        ("Weiß", "Weiss"),
    ],
)
def test_a_word_has_one_skeleton_however_it_is_spelt(one, other):
    assert skeleton(seen(one)) == skeleton(seen(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Hansen", "Jensen"), ("Holm", "Holmes"), ("Bo", "Ib"), ("1234", "l234")]
)
def test_two_words_have_two(one, other):
    assert skeleton(seen(one)) != skeleton(seen(other))
