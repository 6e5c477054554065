"""The pages of what is published: front page, municipality, standard, versions, changes, law, feeds.
Called by the router; other views take its parts of pages."""
