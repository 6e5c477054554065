"""The addresses by which a supervisor learns whether the portal is alive and ready.
Called by nobody in the house."""
