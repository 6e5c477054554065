"""What the `portal` command does, a module for each group of its verbs.
For ``portal.cli``, which knows them all, and for commands that lie with their subject."""
