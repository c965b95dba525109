"""RDF -> files: the graph as Turtle, N-Triples and an offline page, and the report of a build.

In: the RDF graph of a build, and nothing else of it (the report also takes the list of what failed).
Out: bytes; `files.replace_files` alone touches the disk. Never reads a text, a Doc or a record of extraction.
"""
