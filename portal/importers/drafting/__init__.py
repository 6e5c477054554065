"""Drafts made of what was read: headings, level tables, deadlines, terms, with where each stood.
For ``services.importing`` and the command line; knows neither web nor database."""
