"""Moving house: everything out as files, and everything that is the record from one portal to another.
Called by the commands alone; no page leads here."""
