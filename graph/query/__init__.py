"""A finished graph in, answers out: rows of a SPARQL query, or all that is said of one thing with its evidence.

Reads RDF and the vocabulary, nothing else; changes neither.
"""
