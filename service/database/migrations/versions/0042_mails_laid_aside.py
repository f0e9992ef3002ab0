"""What a mail that couldn't be placed is, and whom it is about."""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0039'
branch_labels = None
depends_on = None

KINDS = """
UPDATE unmatched_reply SET kind = CASE
    WHEN reason = 'bounce_of_nothing_of_ours' THEN 'report'
    WHEN answered IS NULL THEN 'other'
    ELSE 'answer' END
"""


def upgrade() -> None:
    with op.batch_alter_table('unmatched_reply', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.String(length=40), nullable=False, server_default='answer'))
        batch_op.add_column(sa.Column('address', sa.String(length=254), nullable=False, server_default=''))
    with op.batch_alter_table('unmatched_reply', schema=None) as batch_op:
        batch_op.alter_column('kind', server_default=None)
        batch_op.alter_column('address', server_default=None)
    op.execute(KINDS)


def downgrade() -> None:
    with op.batch_alter_table('unmatched_reply', schema=None) as batch_op:
        batch_op.drop_column('address')
        batch_op.drop_column('kind')
