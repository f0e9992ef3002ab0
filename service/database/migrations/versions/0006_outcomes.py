"""Outcomes of cases at meetings, and requests with a necessity of their own."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('outcome',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('meeting_id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('responsible', sa.String(length=40), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.String(length=60), nullable=False),
    sa.Column('has_dissent', sa.Boolean(), nullable=False),
    sa.Column('sealed_content', sa.LargeBinary(), nullable=False),
    sa.Column('handed_to', sa.String(length=255), nullable=False),
    sa.Column('close_reason', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_outcome_case_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_outcome_meeting_id')),
    sa.ForeignKeyConstraint(['responsible'], ['party.id'], name=op.f('fk_outcome_responsible')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome')),
    sa.UniqueConstraint('case_id', 'meeting_id', name=op.f('uq_outcome_case_id'))
    )
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_outcome_meeting_id'), ['meeting_id'], unique=False)

    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sealed_necessity', sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.drop_column('sealed_necessity')

    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_outcome_meeting_id'))

    op.drop_table('outcome')
