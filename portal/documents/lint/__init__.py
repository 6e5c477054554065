"""What a draft is checked for, a module of rules for each kind.
Called by reading and by the services."""
