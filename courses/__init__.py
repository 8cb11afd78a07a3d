"""Training: courses, lessons, tests, and how far each person came."""
