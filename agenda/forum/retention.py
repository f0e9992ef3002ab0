"""How long the forum keeps whom it could write to, once a membership or an organisation's part is over."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def forgotten_from(last_on: date, kept_months: int) -> date:
    """The first day on which it is kept no longer."""
    return last_on + relativedelta(months=kept_months) + timedelta(days=1)
