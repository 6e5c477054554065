"""What is sent to people: notices, reminders, mail, and who gets them.
Called by services that have something to tell, and by the worker that sends it."""
