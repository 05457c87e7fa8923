"""Spans, arcs and values become the nouns of the codebook, each slot quoting the text."""
