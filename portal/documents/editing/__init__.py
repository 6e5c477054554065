"""Changing a draft's source without touching the rest: its head, its tables and deadlines as forms.
Called by drafting and deciding, services and views."""
