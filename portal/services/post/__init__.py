"""What is sent: the outbox, notices, reminders, mail, and who gets them.
Called by services that have something to tell, and by the worker that sends it."""
