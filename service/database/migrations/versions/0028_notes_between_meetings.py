"""Notes between meetings, who told them, and what was added to them."""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('oral_note', schema=None) as batch_op:
        batch_op.alter_column('meeting_id', existing_type=sa.String(length=40), nullable=True)
        batch_op.add_column(sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('sealed_source', sa.LargeBinary(), nullable=True))
    op.execute('UPDATE oral_note SET noted_at = said_at')
    with op.batch_alter_table('oral_note', schema=None) as batch_op:
        batch_op.alter_column('noted_at', existing_type=sa.DateTime(timezone=True), nullable=False)

    op.create_table('note_addition',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('note_id', sa.String(length=40), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.String(length=60), nullable=False),
    sa.Column('sealed_words', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['note_id'], ['oral_note.id'], name=op.f('fk_note_addition_note_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_addition'))
    )
    with op.batch_alter_table('note_addition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_addition_note_id'), ['note_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('note_addition', schema=None) as batch_op:
        batch_op.drop_index('ix_note_addition_note_id')
    op.drop_table('note_addition')
    op.execute('DELETE FROM oral_note WHERE meeting_id IS NULL')
    with op.batch_alter_table('oral_note', schema=None) as batch_op:
        batch_op.drop_column('sealed_source')
        batch_op.drop_column('noted_at')
        batch_op.alter_column('meeting_id', existing_type=sa.String(length=40), nullable=False)
