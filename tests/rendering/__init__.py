"""Texts as municipalities may have them: what they are made of, and the files that are made of them."""
