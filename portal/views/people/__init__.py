"""The pages of people: signing in and out, passwords, roles.
Called by the router, and by the error pages, which ask who somebody is."""
