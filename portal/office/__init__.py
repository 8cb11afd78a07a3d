"""The desk of an office: what waits, search, recent work."""
