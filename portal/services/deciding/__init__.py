"""From a draft to an adopted version: steps, resolutions, adoption, correction, repeal, and its history.
Called by the pages of a decision and of a version's history."""
