"""A mail server for tests that only want what was sent."""
