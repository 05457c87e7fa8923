"""Places: names of the text become locations with a radius, or refusals. The way in is `read.read_places`."""
