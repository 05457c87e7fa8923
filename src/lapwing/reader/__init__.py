"""A text becomes a Parse: sentences, tokens, tree, names. One small encoder, read once."""
