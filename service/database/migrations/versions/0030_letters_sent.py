"""Letters that were made, how they were sent, and when the secretariat is reminded to assess an orientation anew."""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('letter',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('fingerprint', sa.String(length=64), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('made_by', sa.String(length=60), nullable=False),
    sa.Column('conversation_id', sa.String(length=40), nullable=True),
    sa.Column('of_revision', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_letter_case_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_letter_conversation_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_case_id'), ['case_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_conversation_id'), ['conversation_id'], unique=False)

    op.create_table('dispatch',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('letter_id', sa.String(length=40), nullable=False),
    sa.Column('how', sa.String(length=40), nullable=False),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.String(length=60), nullable=False),
    sa.Column('sealed_content', sa.LargeBinary(), nullable=False),
    sa.Column('corrects_id', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['corrects_id'], ['dispatch.id'], name=op.f('fk_dispatch_corrects_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_dispatch_letter_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispatch'))
    )
    with op.batch_alter_table('dispatch', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispatch_letter_id'), ['letter_id'], unique=False)

    with op.batch_alter_table('orientation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('remind_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_orientation_remind_at'), ['remind_at'], unique=False)
    # Whoever was to look again before this step is reminded as soon as the clock comes to it.
    op.execute("""
        UPDATE orientation SET remind_at = decided_at
        WHERE reassess_on IS NOT NULL AND decided_at = (
            SELECT max(newest.decided_at) FROM orientation AS newest WHERE newest.case_id = orientation.case_id
        )
    """)


def downgrade() -> None:
    with op.batch_alter_table('orientation', schema=None) as batch_op:
        batch_op.drop_index('ix_orientation_remind_at')
        batch_op.drop_column('remind_at')
    for table, columns in (('dispatch', ('letter_id',)), ('letter', ('conversation_id', 'case_id'))):
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_index(f'ix_{table}_{column}')
        op.drop_table(table)
