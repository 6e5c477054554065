"""Texts as Word files with Word's own tracked changes, and such files read again: knows neither web nor
database."""
