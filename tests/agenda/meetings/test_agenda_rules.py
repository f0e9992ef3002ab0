from datetime import UTC, datetime

import pytest

from agenda.errors import ChangedMeanwhile
from agenda.meetings.agenda import (
    PLAIN,
    Agenda,
    AgendaIsFrozen,
    AgendaItem,
    AgendaState,
    ItemKind,
    ItemWanted,
    Template,
    laid_out,
    merged,
    timetable,
)

NINE = datetime(2026, 11, 24, 8, tzinfo=UTC)
TEMPLATE = Template((ItemWanted(ItemKind.FIXED, "Velkomst", minutes=5),), PLAIN.closing, PLAIN.minutes)


def wanted(about, kind=ItemKind.CASE, group=""):
    return ItemWanted(kind, about, about, group=group)


def standing(*rows):
    """Items as they stand, each of 10 minutes."""
    return [
        AgendaItem(str(at), "one", row.kind, row.heading, at, 10, row.about, row.group)
        for at, row in enumerate(rows, start=1)
    ]


def headings(rows):
    return [row.heading for row in rows]


def test_the_rooms_items_stand_between_the_fixed_ones_kind_by_kind():
    rows = laid_out(
        TEMPLATE, [wanted("C"), wanted("B", ItemKind.CARRIED_OVER), wanted("A", ItemKind.FOLLOW_UP)]
    )
    assert headings(rows) == ["Velkomst", "A", "B", "C", "Eventuelt"]


def test_the_cases_of_a_group_stand_together_before_those_of_none():
    rows = laid_out(
        PLAIN, [wanted("A"), wanted("B", group="children"), wanted("C"), wanted("D", group="children")]
    )
    assert headings(rows) == ["B", "D", "A", "C", "Eventuelt"]


def test_what_is_merged_keeps_the_order_somebody_gave_it_and_takes_in_what_is_new():
    items = standing(*laid_out(TEMPLATE, [wanted("A"), wanted("B")]))
    items[1], items[2] = items[2], items[1]
    assert headings(merged(items, [wanted("A"), wanted("B"), wanted("C")])) == [
        "Velkomst",
        "B",
        "A",
        "C",
        "Eventuelt",
    ]


def test_what_is_no_longer_wanted_goes_out_and_no_fixed_item_does():
    items = standing(*laid_out(TEMPLATE, [wanted("A"), wanted("B")]))
    assert headings(merged(items, [wanted("B")])) == ["Velkomst", "B", "Eventuelt"]


def test_a_fixed_item_that_was_taken_off_stays_off():
    items = standing(*laid_out(TEMPLATE, [wanted("A")]))[1:]
    assert headings(merged(items, [wanted("A")])) == ["A", "Eventuelt"]


@pytest.mark.parametrize(
    ("new", "order"),
    [
        (wanted("X", ItemKind.FOLLOW_UP), ["Velkomst", "X", "A", "B", "Eventuelt"]),
        (wanted("X", group="children"), ["Velkomst", "X", "A", "B", "Eventuelt"]),
        (wanted("X"), ["Velkomst", "A", "B", "X", "Eventuelt"]),
        (wanted("X", ItemKind.TOPIC), ["Velkomst", "A", "B", "X", "Eventuelt"]),
    ],
)
def test_a_new_item_lands_where_its_kind_and_group_stand(new, order):
    items = standing(*laid_out(TEMPLATE, [wanted("A"), wanted("B")]))
    assert headings(merged(items, [wanted("A"), wanted("B"), new])) == order


def test_an_item_begins_when_the_boxes_before_it_end():
    slots = timetable(standing(wanted("A"), wanted("B")), NINE)
    assert [(slot.starts_at.minute, slot.ends_at.minute) for slot in slots] == [(0, 10), (10, 20)]


def test_a_decision_on_an_older_reading_is_refused_with_what_now_stands():
    agenda = Agenda("one", "meeting", 1, NINE, items=standing(wanted("A")), revision=2)
    with pytest.raises(ChangedMeanwhile) as refused:
        agenda.expect(1)
    assert refused.value.current == {"revision": 2, "state": "draft", "items": [{"item": "1", "minutes": 10}]}
    agenda.expect(2)


def test_what_is_released_becomes_no_draft_again():
    agenda = Agenda("one", "meeting", 1, NINE)
    agenda.become(AgendaState.RELEASED)
    with pytest.raises(AgendaIsFrozen):
        agenda.become(AgendaState.DRAFT)
    agenda.become(AgendaState.SUPERSEDED)


def test_a_heading_is_told_in_english_where_there_is_one():
    (item,) = standing(wanted("KE-2026-0001"))
    assert item.heading_in("en") == "KE-2026-0001"
    item.english = "The case"
    assert (item.heading_in("en"), item.heading_in("da")) == ("The case", "KE-2026-0001")
