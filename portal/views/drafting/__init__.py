"""The pages of writing: the desk, the editor, tables as forms, pasting.
Called by the router; deciding shows lint's findings from here."""
