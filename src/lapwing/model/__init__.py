"""The nouns of the codebook: frozen, typed, without input or output."""
