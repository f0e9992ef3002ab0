"""Which page of a list is wanted."""

from typing import Annotated

from pydantic import Field

from agenda.paging import MOST_ON_A_PAGE, PageWanted
from service.documents.kinds import Document

LAST_PAGE = 100_000


class PageQuery(Document):
    """`page` counts from 1; `size` is how many a page holds at most."""

    page: Annotated[int, Field(ge=1, le=LAST_PAGE)] = 1
    size: Annotated[int, Field(ge=1, le=MOST_ON_A_PAGE)] = 100

    def wanted(self) -> PageWanted:
        return PageWanted(self.page, self.size)
