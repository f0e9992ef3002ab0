"""What a person has let hold of what was changed by hand in a calendar."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('calendar_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('adopted', sa.String(length=16), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('trial', sa.String(length=254), nullable=False, server_default=''))

    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.add_column(sa.Column('taken_off_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('attendee', schema=None) as batch_op:
        batch_op.drop_column('taken_off_at')

    with op.batch_alter_table('calendar_entry', schema=None) as batch_op:
        batch_op.drop_column('trial')
        batch_op.drop_column('adopted')
