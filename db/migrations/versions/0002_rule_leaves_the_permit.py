"""The length of the endorsement window is the rule book's; permits no longer carry a copy of it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("permit", "window_months")


def downgrade() -> None:
    op.add_column("permit", sa.Column("window_months", sa.Integer(), server_default=sa.text("1"), nullable=False))
