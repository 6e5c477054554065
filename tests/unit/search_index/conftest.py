"""The index of the passages, to be read."""

import pytest

from passages import PASSAGES
from search_index import build, open_index


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    assert build(path, PASSAGES) == len(PASSAGES)
    return open_index(path)
