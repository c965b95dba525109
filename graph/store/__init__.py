"""Resolution -> RDF, after the contract of the ontology, and SHACL over what was written.

In: the records of `graph.model` and an `Ontology`. Out: an rdflib graph without blank nodes, the same for the same
records in any order. Never reads a Doc or a file of articles.
"""
