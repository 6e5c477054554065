"""Who somebody is and which roles they have: signing in, sessions, one-time links, an administrator's people.
Called by the people pages, the security policy and the command line."""
