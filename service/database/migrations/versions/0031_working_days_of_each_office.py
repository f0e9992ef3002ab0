"""A closed day is an office's own, and is put before the other office; so far each closed day was everybody's."""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('day_off',
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('office', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.Column('closed_by', sa.String(length=40), nullable=False),
    sa.Column('is_closed', sa.Boolean(), nullable=False),
    sa.Column('put_before', sa.String(length=40), nullable=True),
    sa.Column('put_before_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('on', 'office', name=op.f('pk_day_off'))
    )
    for office in ('secretariat', 'forum'):
        op.execute(
            'INSERT INTO day_off ("on", office, name, closed_by, is_closed, revision) '
            f"SELECT \"on\", '{office}', name, 'secretariat', true, 1 FROM closed_date"
        )
    op.drop_table('closed_date')


def downgrade() -> None:
    op.create_table('closed_date',
    sa.Column('on', sa.Date(), nullable=False),
    sa.Column('name', sa.String(length=100), nullable=False),
    sa.PrimaryKeyConstraint('on', name=op.f('pk_closed_date'))
    )
    op.execute(
        'INSERT INTO closed_date ("on", name) SELECT "on", min(name) FROM day_off WHERE is_closed GROUP BY "on"'
    )
    op.drop_table('day_off')
