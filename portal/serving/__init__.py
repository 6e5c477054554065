"""How the portal is run: its processes, who watches whom, and who holds the data folder and the port.
Called by ``portal.cli``."""
