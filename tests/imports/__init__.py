"""Files as municipalities have them, and what the readers give of them, for tests."""
