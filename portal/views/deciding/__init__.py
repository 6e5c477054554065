"""The pages of a decision: a standard at the desk, the decision, correction, repeal, history.
Called by the router alone."""
