"""How the steps are run: over the connection that `db.migrate` opened, inside its transaction."""

from alembic import context

from db.migrations.form import OPTIONS

context.configure(connection=context.config.attributes["connection"], **OPTIONS)
with context.begin_transaction():
    context.run_migrations()
