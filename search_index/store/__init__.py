"""How the index lies on disk and in memory: segments, postings, facts.
Called by ranking and the index."""
