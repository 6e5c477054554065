"""The search page, and editors' pages of the words that search goes by.
Called by the router alone."""
