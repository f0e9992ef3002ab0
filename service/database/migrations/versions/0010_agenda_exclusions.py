"""Who is kept out of an item."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agenda_exclusion',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('meeting_id', sa.String(length=40), nullable=False),
    sa.Column('about', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('excluded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_agenda_exclusion_meeting_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_exclusion'))
    )
    with op.batch_alter_table('agenda_exclusion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_exclusion_about'), ['about'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('agenda_exclusion', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_exclusion_about'))

    op.drop_table('agenda_exclusion')
