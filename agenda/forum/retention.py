"""How long the forum keeps whom it could write to, once a membership or an organisation's part is over."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def forgotten_from(last_on: date, kept_months: int) -> date:
    """The first day on which it is kept no longer."""
    return last_on + relativedelta(months=kept_months) + timedelta(days=1)


def over_by(today: date, kept_months: int) -> date:
    """The latest last day of what is kept no longer today."""
    last_on = today - relativedelta(months=kept_months)
    while forgotten_from(last_on, kept_months) > today:
        last_on -= timedelta(days=1)
    return last_on
