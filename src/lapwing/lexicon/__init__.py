"""Words, names, places and codes: data files and their loaders."""
