"""``kommune.yaml``: who owns a folder of standards, and their colours.
Called by services and views."""
