"""What has been read of each inbox: our own memory in the place of the mailbox's read flag."""

import sqlalchemy as sa
from alembic import op

revision = '0043'
down_revision = '0042'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'inbox_memory',
        sa.Column('box', sa.String(length=254), nullable=False),
        sa.Column('cursor', sa.Text(), nullable=True),
        sa.Column('left', sa.JSON(), nullable=False),
        sa.Column('done', sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint('box', name=op.f('pk_inbox_memory')),
    )


def downgrade() -> None:
    op.drop_table('inbox_memory')
