"""The vocabulary and its data, as Turtle: read with `importlib.resources`, edited by hand."""
