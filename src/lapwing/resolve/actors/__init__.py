"""Actors: one actor for each real party of a report, under all its names. The way in is `read.read_actors`."""
