"""To whom letters about a child go."""

import sqlalchemy as sa
from alembic import op

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('addressee',
    sa.Column('id', sa.String(length=40), nullable=False),
    sa.Column('case_id', sa.String(length=40), nullable=False),
    sa.Column('letter', sa.String(length=40), nullable=False),
    sa.Column('conversation_id', sa.String(length=40), nullable=True),
    sa.Column('to', sa.String(length=40), nullable=False),
    sa.Column('representative_id', sa.String(length=40), nullable=True),
    sa.Column('sealed_reason', sa.LargeBinary(), nullable=True),
    sa.Column('chosen_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('chosen_by', sa.String(length=60), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_addressee_case_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['conversation_id'], ['conversation.id'], name=op.f('fk_addressee_conversation_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['representative_id'], ['representative.id'], name=op.f('fk_addressee_representative_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_addressee'))
    )
    op.create_index(op.f('ix_addressee_case_id'), 'addressee', ['case_id'], unique=False)


def downgrade() -> None:
    op.drop_table('addressee')
