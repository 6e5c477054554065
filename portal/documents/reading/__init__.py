"""From a file's bytes to a document: the Markdown dialect, front matter, sections, tables, glossary.
Called by editing, municipality and the services; it calls lint for the rules of tables."""
