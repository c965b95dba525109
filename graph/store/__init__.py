"""Resolution -> RDF, after the contract of the ontology; the embedded store that it is kept in; SHACL over it.

In: the records of `graph.model` and an `Ontology`. Out: an rdflib graph without blank nodes, the same for the same
records in any order; one named graph an article; a folder that holds both and what was read of each article. Never
reads a Doc or a file of articles.
"""
