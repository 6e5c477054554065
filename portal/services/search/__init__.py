"""What can be found: asking the index, keeping it equal to the database, and the words editors maintain.
Called by the search pages, the API, the worker and the command line."""
