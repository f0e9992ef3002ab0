"""Which item of a meeting's agenda a case becomes."""

from agenda.cases.case import Case, CaseState
from agenda.meetings.agenda import ItemKind, ItemWanted

CHILDREN = "children"
TREATED = frozenset({CaseState.ASKING, CaseState.RELEASED})


def item_of(case: Case, *, is_carried_over: bool = False) -> ItemWanted | None:
    """None for a case that nobody has been asked about, or that was discussed. It is told by its reference alone.

    The cases about children stand together, so that those who come for them alone may leave.
    """
    if case.state not in TREATED:
        return None
    kind = ItemKind.CARRIED_OVER if case.rolled_over or is_carried_over else ItemKind.CASE
    return _item(kind, case.reference, is_child=case.is_child)


def item_brought_back(kind: ItemKind, reference: str, *, is_child: bool) -> ItemWanted:
    """A case that comes back: for its follow-up, or carried over until its actions are settled."""
    return _item(kind, reference, is_child=is_child)


def _item(kind: ItemKind, reference: str, *, is_child: bool) -> ItemWanted:
    return ItemWanted(kind, reference, reference, group=CHILDREN if is_child else "")
