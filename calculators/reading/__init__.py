"""From Danish words to extents, levels and tables, and back into words.
Called by answering, by documents, services and views."""
