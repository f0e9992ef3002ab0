"""The two marks that an item bears so that it is known again: whose operation it is, and how we last wrote it."""

from exchangelib import CalendarItem, ExtendedProperty, Message

OPERATION_ID, WRITTEN = "moedeklar_operation_id", "moedeklar_written"

_PROPERTY_SET = (
    "5a0c6f6e-2f57-4b0f-9c3a-8d1e7b6c4f21"  # our own, so that nobody else's property is taken for it
)


class OperationId(ExtendedProperty):  # type: ignore[misc] # exchangelib ships no types
    property_set_id = _PROPERTY_SET
    property_name = "OperationId"
    property_type = "String"


class Written(ExtendedProperty):  # type: ignore[misc] # exchangelib ships no types
    property_set_id = _PROPERTY_SET
    property_name = "Written"
    property_type = "String"


def register() -> None:
    """Make them fields of calendar items and mails; a second time does nothing."""
    for model in (CalendarItem, Message):
        for name, mark in ((OPERATION_ID, OperationId), (WRITTEN, Written)):
            if name not in {field.name for field in model.FIELDS}:
                model.register(name, mark)
