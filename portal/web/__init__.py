"""What every request passes through: the front door, its address and object, kept answers, templates.
Called by views and api for what concerns requests, and by ``portal.config``, which puts it together."""
