"""Which page of a list an address asks for; what is no page of it is the first."""

from flask import request

from agenda.paging import PageWanted

ON_A_PAGE, LAST_PAGE = 50, 100_000


def page_asked(of: str = "") -> PageWanted:
    """`of` names the list among several on one page, by the argument `of` of the address."""
    number = request.args.get("page", 1, type=int)
    is_meant = request.args.get("of", "") == of
    return PageWanted(number if is_meant and 1 <= number <= LAST_PAGE else 1, ON_A_PAGE)
