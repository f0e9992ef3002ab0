"""In which way the hashes of a citizen's name were made: those of cases without a row are made anew at start."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        'names_kept',
        sa.Column('case_id', sa.String(length=40), nullable=False),
        sa.Column('way', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case.id'], name=op.f('fk_names_kept_case_id'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('case_id', name=op.f('pk_names_kept')),
    )


def downgrade() -> None:
    op.drop_table('names_kept')
