"""The ground floor: settings, database, doors, languages, headers, errors. It imports nothing above."""
