"""Danish words: tokens, forms, compounds, synonyms, spelling.
Called by store, ranking and the index; it calls neither."""
