"""Keyed hashes of date of birth and name, by which a citizen is recognised; the service fills in those of old cases."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('born_index', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('name_index', sa.String(length=64), nullable=True))
        batch_op.create_index(batch_op.f('ix_case_born_index'), ['born_index'], unique=False)
        batch_op.create_index(batch_op.f('ix_case_name_index'), ['name_index'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_name_index'))
        batch_op.drop_index(batch_op.f('ix_case_born_index'))
        batch_op.drop_column('name_index')
        batch_op.drop_column('born_index')
