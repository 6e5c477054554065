"""Texts being written: drafts, lint, the desk, and loading a folder of standards.
Called by the drafting pages, by hearings and deciding, and by the command line."""
