"""How a change is made and recorded: deeds, journal, proposals, outbox, idempotency."""
