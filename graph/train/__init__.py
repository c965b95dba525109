"""Trains the frame model of graph/extract/frames.py from annotated sentences; needs the extra `train` (torch, onnx).

    sentences.py   sentences.jsonl -> annotated Docs and the frames as spans
    trees.py       treebanks -> trees over our words
    tables.py      the tables of strings, and what the tagger knows of characters
    network.py     the network in torch
    fitting.py     lessons, settings -> trained weights
    weights.py     weights <-> the ONNX files that the package ships
    encoder.py     a large pretrained encoder, read from its package
    tutor.py       the network over that encoder: a teacher only
    teachers.py    trained networks' answers -> softer lessons, and lessons of bare sentences
    senses.py      common words, and their vectors
    variants.py    annotated sentences -> variants with words exchanged
    course.py      all of it in order
    measure.py     model, sentences -> precision, recall and F1
    __main__.py    python -m graph.train

Nothing of the package imports this folder at run time.
"""
