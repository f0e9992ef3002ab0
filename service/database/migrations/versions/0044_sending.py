"""Whether anything is handed over: off in a store that was restored, until a person turns it on."""

import sqlalchemy as sa
from alembic import op

revision = '0044'
down_revision = '0043'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'sending',
        sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
        sa.Column('off_since', sa.DateTime(timezone=True), nullable=True),
        sa.Column('backed_up_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('revision', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sending')),
    )


def downgrade() -> None:
    op.drop_table('sending')
