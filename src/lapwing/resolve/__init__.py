"""Phrases become values, or Unknown with its reason: dates, places, actors, counts, attribution."""
