"""Looks for items of ours by their mark, at servers that search by it and at those that do not."""

from datetime import datetime

from exchangelib.errors import ErrorItemNotFound, EWSError
from exchangelib.folders import BaseFolder
from exchangelib.items import Item
from exchangelib.queryset import QuerySet

from notifications.exchange.properties import OPERATION_ID
from notifications.exchange.trouble import knows_no_such_search

_MOST = 500  # of all that lies there, the newest, where the server leaves the searching to us


def marked(among: QuerySet, mark: str, *fields: str, instead: QuerySet) -> list[Item]:
    """Give what bears the mark itself: some servers answer a search they do not know with everything.

    `instead` is gone through where the server refuses such a search.
    """
    fields = ("id", "changekey", OPERATION_ID, *fields)
    try:
        found = _items(among.filter(**{OPERATION_ID: mark}).only(*fields)[:_MOST])
    except EWSError as fault:
        if not knows_no_such_search(fault):
            raise
        found = _items(instead.only(*fields)[:_MOST])
    return [item for item in found if getattr(item, OPERATION_ID) == mark]


def view_of(calendar: BaseFolder, hours: tuple[datetime, datetime]) -> QuerySet:
    first, last = hours
    return calendar.view(start=first, end=last)


def newest_in(folder: BaseFolder) -> QuerySet:
    return folder.all().order_by("-datetime_created")


def _items(query: QuerySet) -> list[Item]:
    """What can bear a mark: a copy of an invitation, say, is nothing that we look for. What can't be read may be."""
    found = list(query)
    for each in found:
        if isinstance(each, Exception) and not isinstance(each, ErrorItemNotFound):
            raise each
    return [each for each in found if hasattr(each, OPERATION_ID)]
