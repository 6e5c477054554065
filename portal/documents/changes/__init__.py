"""What differs between two texts: the list in words, the redline, and what is no more than a correction.
Called by lint, services and views."""
