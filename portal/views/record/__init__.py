"""The pages of what must be provable: a version's proof, and masking.
Called by the router alone."""
