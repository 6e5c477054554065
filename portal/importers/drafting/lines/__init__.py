"""Lines as a page has them: what belongs to the paper, which are headings, how broken words go on."""
