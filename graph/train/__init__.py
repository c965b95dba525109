"""Trains the frame model of graph/extract/frames.py from annotated sentences; needs the extra `train` (torch, onnx).

    sentences.py   sentences.jsonl -> annotated Docs and the frames as spans
    trees.py       treebanks -> trees over our words
    tables.py      the tables of strings, and what the tagger knows of characters
    network.py     the network in torch
    fitting.py     lessons, settings -> trained weights
    weights.py     weights <-> the ONNX files that the package ships
    teachers.py    trained networks' answers -> softer lessons
    course.py      all of it in order
    measure.py     model, sentences -> precision, recall and F1
    __main__.py    python -m graph.train

Nothing of the package imports this folder at run time.
"""
