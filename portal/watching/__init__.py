"""What is written down of requests while they are answered: the id of each, log lines, and counts.
Called by everybody; imports nothing of ours but how a failure is told (``portal.traces``)."""
