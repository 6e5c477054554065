"""What the tables answer: calculating, comparing, counting deadlines.
Called by the calculator's pages and API, by citing and by search."""
