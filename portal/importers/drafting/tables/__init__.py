"""Level tables, drawn by the file or made into lines by a conversion, and how sure each is."""
