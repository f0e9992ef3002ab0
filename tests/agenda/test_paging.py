"""A list in pages: which rows a page has, and whether another comes."""

import pytest

from agenda.paging import Page, PageWanted


@pytest.mark.parametrize(
    ("number", "total", "following", "last"),
    [(1, 0, None, 1), (1, 10, None, 1), (1, 11, 2, 2), (2, 11, None, 2), (2, 20, None, 2), (9, 20, None, 2)],
)
def test_another_page_comes_while_rows_are_left(number, total, following, last):
    page = Page((), total, PageWanted(number, 10))
    assert (page.next_number, page.last_number) == (following, last)


def test_the_first_page_skips_nothing():
    assert [PageWanted(number, 50).skipped for number in (1, 2, 3)] == [0, 50, 100]
