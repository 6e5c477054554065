"""What programmes read of the whole site: robots.txt, the sitemap, the catalogue.
Called by the router alone."""
