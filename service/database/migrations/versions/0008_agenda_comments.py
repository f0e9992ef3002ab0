"""What parties remark on agendas."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agenda_comment',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('agenda_id', sa.String(length=40), nullable=False),
    sa.Column('party_id', sa.String(length=40), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('item_id', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['agenda_id'], ['agenda.id'], name=op.f('fk_agenda_comment_agenda_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['item_id'], ['agenda_item.id'], name=op.f('fk_agenda_comment_item_id'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_agenda_comment_party_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agenda_comment'))
    )
    with op.batch_alter_table('agenda_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agenda_comment_agenda_id'), ['agenda_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('agenda_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_agenda_comment_agenda_id'))

    op.drop_table('agenda_comment')
