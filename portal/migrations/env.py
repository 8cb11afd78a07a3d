"""Runs the migrations on the connection that the command or the test gives."""

from alembic import context

from portal.ground.database import Base

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
