"""newsgraph: news articles in, a sourced knowledge graph out."""
