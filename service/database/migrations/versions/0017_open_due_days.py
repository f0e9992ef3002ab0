"""The day that was asked for an action, beside the open day that became of it."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('wanted_on', sa.Date(), nullable=True))
    op.execute('UPDATE action SET wanted_on = due_on')
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.alter_column('wanted_on', existing_type=sa.Date(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.drop_column('wanted_on')
