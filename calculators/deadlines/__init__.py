"""Deadlines of a standard and the dates they give, also as a calendar file.
Called by documents, services and views."""
