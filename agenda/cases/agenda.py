"""Which item of a meeting's agenda a case becomes."""

from agenda.cases.case import Case, CaseState
from agenda.meetings.agenda import ItemKind, ItemWanted

CHILDREN = "children"
TREATED = frozenset({CaseState.ASKING, CaseState.RELEASED})


def item_of(case: Case) -> ItemWanted | None:
    """None for a case that nobody has been asked about, or that was discussed. It is told by its reference alone.

    The cases about children stand together, so that those who come for them alone may leave.
    """
    if case.state not in TREATED:
        return None
    return ItemWanted(_kind(case), case.reference, case.reference, group=CHILDREN if case.is_child else "")


def _kind(case: Case) -> ItemKind:
    return ItemKind.CARRIED_OVER if case.rolled_over else ItemKind.CASE
