"""Private links that can be renewed."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('private_link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('turn', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('private_link', schema=None) as batch_op:
        batch_op.alter_column('turn', server_default=None)


def downgrade() -> None:
    op.execute('DELETE FROM private_link WHERE turn > 1')
    with op.batch_alter_table('private_link', schema=None) as batch_op:
        batch_op.drop_column('turn')
