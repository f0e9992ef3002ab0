"""Each party that waits for the police's clearance with the concern it is to be asked about."""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'
branch_labels = None
depends_on = None

CASE = sa.table(
    'case', sa.column('id', sa.String), sa.column('state', sa.String), sa.column('parties_wanted', sa.JSON)
)
CONCERN = sa.table(
    'concern', sa.column('id', sa.String), sa.column('case_id', sa.String), sa.column('received_at', sa.DateTime)
)


def upgrade() -> None:
    _write_as({})
    for case_id, wanted in _waiting():
        first = sa.select(CONCERN.c.id).where(CONCERN.c.case_id == case_id).order_by(CONCERN.c.received_at).limit(1)
        _write(case_id, dict.fromkeys(wanted, op.get_bind().execute(first).scalar()))


def downgrade() -> None:
    """What waits for a meeting alone is confirmed, and cleared, anew."""
    _write_as([])
    for case_id, wanted in _waiting():
        _write(case_id, list(wanted))


def _waiting():
    question = sa.select(CASE.c.id, CASE.c.parties_wanted).where(CASE.c.state == 'awaiting_clearance')
    return op.get_bind().execute(question).all()


def _write_as(nobody) -> None:
    of_others = sa.update(CASE).where(CASE.c.state != 'awaiting_clearance')
    op.get_bind().execute(of_others.values(parties_wanted=nobody))


def _write(case_id, wanted) -> None:
    op.get_bind().execute(sa.update(CASE).where(CASE.c.id == case_id).values(parties_wanted=wanted))
