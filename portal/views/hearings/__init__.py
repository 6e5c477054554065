"""The pages of hearings, the public's and the desk's.
Called by the router; deciding shows what was heard from here."""
