"""Which version is in force on a day, how sure that is, and the dated law table.
Called by lint, services, views and api."""
