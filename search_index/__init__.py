"""Finding: Danish analysis, the index, and questions to it. Knows neither web nor database."""

from search_index.index import Index, build, open_index
from search_index.store.facts import content_stamp
from search_index.store.generations import IndexBusyError

__all__ = ["Index", "IndexBusyError", "build", "content_stamp", "open_index"]
