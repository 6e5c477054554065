"""Finding: Danish analysis, the index, and questions to it. Knows neither web nor database."""

from search_index.facts import content_stamp
from search_index.generations import IndexBusyError
from search_index.index import Index, build, open_index

__all__ = ["Index", "IndexBusyError", "build", "content_stamp", "open_index"]
