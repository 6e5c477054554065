"""What municipalities have, brought in: files to drafts, each thing with its place in the file.

Reading is in ``portal.importers``; the drafts' texts go through the one door of ``portal.services.drafting``.
"""
