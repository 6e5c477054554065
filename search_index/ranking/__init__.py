"""From a question to ordered answers: plan, scores, nearness, passages, facets, suggestions.
Called by the index alone."""
