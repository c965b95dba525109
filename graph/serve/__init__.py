"""A graph for reading over HTTP: an endpoint of the SPARQL 1.1 Protocol, a page to write queries, the graph page.

In: a store folder or a file of triples. Out: answers. Changes nothing, reads no other file, asks no other host; a query
that takes too long, too much memory or gives too much is stopped.
"""
