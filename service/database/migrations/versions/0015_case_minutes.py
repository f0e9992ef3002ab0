"""What minutes say of cases, sealed, and the comments on it."""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('case_minutes',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('meeting_id', sa.String(length=40), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed_text', sa.LargeBinary(), nullable=False),
    sa.Column('is_by_hand', sa.Boolean(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_case_minutes_case_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['meeting_id'], ['meeting.id'], name=op.f('fk_case_minutes_meeting_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_minutes')),
    sa.UniqueConstraint('case_id', 'meeting_id', name=op.f('uq_case_minutes_case_id'))
    )
    with op.batch_alter_table('case_minutes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_minutes_meeting_id'), ['meeting_id'], unique=False)

    op.create_table('case_comment',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_minutes_id', sa.String(length=40), nullable=False),
    sa.Column('commented_by', sa.String(length=60), nullable=False),
    sa.Column('commented_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['case_minutes_id'], ['case_minutes.id'], name=op.f('fk_case_comment_case_minutes_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_comment'))
    )
    with op.batch_alter_table('case_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_comment_case_minutes_id'), ['case_minutes_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('case_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_comment_case_minutes_id'))

    op.drop_table('case_comment')
    with op.batch_alter_table('case_minutes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_minutes_meeting_id'))

    op.drop_table('case_minutes')
