"""Whether the portal can do its work: what it leans on, and how it is set up.
For the health addresses and ``portal doctor``; nobody else calls it."""
