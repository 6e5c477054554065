"""Finding: Danish analysis, the index, and questions to it. Knows neither web nor database."""

from search_index.index import Index, build, open_index

__all__ = ["Index", "build", "open_index"]
