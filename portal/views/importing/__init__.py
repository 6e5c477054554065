"""The pages on which a file becomes drafts, and is held against them."""
