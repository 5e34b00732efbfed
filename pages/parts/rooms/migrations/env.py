"""Run by Alembic: changes the tables within the transaction that it is given."""

from alembic import context

from pages.parts.rooms.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
