"""Where a page stands in its list."""

from typing import TypedDict, TypeVar

from agenda.paging import Page
from service.shown.shape import Shape

Row = TypeVar("Row")


class PagedShape(Shape):
    """`total` is how many there are in all; `next_page` is null on the last page."""

    total: int
    page: int
    next_page: int | None


class Paged(TypedDict):
    total: int
    page: int
    next_page: int | None


def paged(page: Page[Row]) -> Paged:
    return {"total": page.total, "page": page.wanted.number, "next_page": page.next_number}
