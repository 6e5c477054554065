"""An authority that stamps the time, for tests."""
