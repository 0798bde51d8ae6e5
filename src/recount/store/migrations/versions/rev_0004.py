"""Reports keep a signature, by which copies of one text are told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("reports", sa.Column("signature", sa.Text(), nullable=True))
