"""That a list was read is one entry, which names the cases it showed."""

import sqlalchemy as sa
from alembic import op

revision = '0039'
down_revision = '0036'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('view', sa.String(length=64), nullable=True))
        batch_op.create_index('ix_record_entry_view', ['view', 'at'], unique=False)
    op.create_table('record_named',
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('about', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['record_entry.id'], name=op.f('fk_record_named_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('entry_id', 'about', name=op.f('pk_record_named'))
    )
    with op.batch_alter_table('record_named', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_named_about'), ['about'], unique=False)


def downgrade() -> None:
    """What a list named stays in its entry's facts."""
    op.drop_table('record_named')
    with op.batch_alter_table('record_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_record_entry_view')
        batch_op.drop_column('view')
