"""The ground floor: settings, database, doors, languages. It imports nothing above."""
