"""Files read line by line and table by table, each with its place: text, PDF, Word, HTML.
For ``importers.drafting``, which understands them, and for nobody else."""
