"""Hearings: opening them, the public's responses, reading and answering those.
Called by the hearing pages, and by deciding, which may not go past an open hearing."""
