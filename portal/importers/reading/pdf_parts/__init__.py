"""A page of a PDF, from its letters to lines and tables in the order in which one reads them.
For ``importers.reading.pdf`` and for nobody else."""
