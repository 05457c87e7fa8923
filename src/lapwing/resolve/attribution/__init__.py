"""Attribution: who is credited with what, by which words. The way in is `read.read_attributions`."""
