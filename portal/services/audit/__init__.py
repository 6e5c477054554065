"""The log and its chain of hashes, and the seal on what stands beside a text.
Called by every service that changes something, and by record, which checks the chain."""
