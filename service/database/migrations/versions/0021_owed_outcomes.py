"""Outcomes owed meeting by meeting: what settled a concern, what goes on beside it, and what was not treated."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('effort', sa.String(length=40), nullable=False, server_default='none'))
        batch_op.add_column(sa.Column('taken_up_at', sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE \"case\" SET effort = state WHERE state IN ('conversation', 'course')")
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.alter_column('effort', server_default=None)
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.add_column(sa.Column('meeting_id', sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_concern_meeting_id'), 'meeting', ['meeting_id'], ['id'])
    op.execute(
        'UPDATE concern SET meeting_id = ('
        'SELECT meeting.id FROM outcome JOIN meeting ON meeting.id = outcome.meeting_id '
        'WHERE outcome.case_id = concern.case_id AND outcome.corrected_at IS NULL '
        "AND outcome.kind <> 'more_information' AND meeting.starts_at > concern.received_at "
        'ORDER BY meeting.starts_at LIMIT 1)'
    )
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_on', sa.Date(), nullable=True))
    op.create_table(
        'not_treated',
        sa.Column('id', sa.String(length=40), nullable=False),
        sa.Column('case_id', sa.String(length=40), nullable=False),
        sa.Column('meeting_id', sa.String(length=40), nullable=False),
        sa.Column('said_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('said_by', sa.String(length=60), nullable=False),
        sa.Column('sealed_reason', sa.LargeBinary(), nullable=False),
        sa.Column('taken_back_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_not_treated_case_id'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_not_treated_meeting_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_not_treated')),
    )
    with op.batch_alter_table('not_treated', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_not_treated_meeting_id'), ['meeting_id'], unique=False)
        batch_op.create_index('ix_not_treated_standing', ['case_id', 'meeting_id'], unique=True, sqlite_where=sa.text('taken_back_at IS NULL'), postgresql_where=sa.text('taken_back_at IS NULL'))


def downgrade() -> None:
    op.drop_table('not_treated')
    with op.batch_alter_table('outcome', schema=None) as batch_op:
        batch_op.drop_column('due_on')
    with op.batch_alter_table('concern', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_concern_meeting_id'), type_='foreignkey')
        batch_op.drop_column('meeting_id')
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_column('taken_up_at')
        batch_op.drop_column('effort')
