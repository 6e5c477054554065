"""What a person at a screen meets: the look, the keys, what a screen reader says, what axe finds."""
