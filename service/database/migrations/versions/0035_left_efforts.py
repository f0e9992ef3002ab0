"""The day on which a conversation or a course was put before the secretariat, since whoever had it has ended."""

import sqlalchemy as sa
from alembic import op

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ('conversation', 'course'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('left_on', sa.Date(), nullable=True))


def downgrade() -> None:
    for table in ('conversation', 'course'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('left_on')
