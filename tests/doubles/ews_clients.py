"""exchangelib as a client of the EWS double, and what the tests make with it."""

import contextlib
import uuid
from datetime import UTC, datetime

from exchangelib import (
    BASIC,
    IMPERSONATION,
    Account,
    Attendee,
    Build,
    CalendarItem,
    Configuration,
    Credentials,
    EWSTimeZone,
    ExtendedProperty,
    HTMLBody,
    Mailbox,
    Message,
    Version,
)
from exchangelib.protocol import FailFast, close_connections

from tests.doubles.ews.__main__ import PASSWORD, USER

ORGANISER = "koordinering@example.dk"


class OperationId(ExtendedProperty):
    property_set_id = "0b1f6a52-4a3c-4a57-9a27-1f1f1d5f0c42"
    property_name = "OperationId"
    property_type = "String"


for kind in (CalendarItem, Message):
    kind.register("operation_id", OperationId)


@contextlib.contextmanager
def connected(double, mailbox=ORGANISER, *, user=USER, password=PASSWORD, access_type=IMPERSONATION):
    """An account on the double; its connections are closed at the end, since exchangelib keeps them by address."""
    configuration = Configuration(
        service_endpoint=double.url,
        credentials=Credentials(user, password),
        auth_type=BASIC,
        version=Version(build=Build(15, 2, 2562, 17)),
        retry_policy=FailFast(),
        max_connections=2,
    )
    try:
        yield Account(
            mailbox,
            config=configuration,
            autodiscover=False,
            access_type=access_type,
            default_timezone=EWSTimeZone("Europe/Copenhagen"),
        )
    finally:
        close_connections()


def new_meeting(account, **fields):
    operation = str(uuid.uuid4())
    return CalendarItem(
        account=account,
        folder=account.calendar,
        **{
            "subject": "Møde i prøveenheden",
            "body": HTMLBody("<p>Dagsorden følger</p>"),
            "start": datetime(2026, 12, 8, 8, tzinfo=UTC),
            "end": datetime(2026, 12, 8, 10, tzinfo=UTC),
            "uid": f"{operation}@example.dk",
            "operation_id": operation,
            **fields,
        },
    )


def people(*addresses):
    return [Attendee(mailbox=Mailbox(email_address=a), response_type="Unknown") for a in addresses]


def find(account, operation):
    return list(account.calendar.filter(operation_id=operation))
