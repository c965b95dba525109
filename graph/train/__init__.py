"""Trains the frame model of graph/extract/frames.py from annotated sentences; needs the extra `train` (torch, onnx).

    sentences.py   sentences.jsonl -> annotated Docs and the frames as spans
    network.py     the network in torch
    fitting.py     sentences, settings -> trained weights
    weights.py     weights <-> the ONNX files that the package ships
    measure.py     model, sentences -> precision, recall and F1
    __main__.py    python -m graph.train

Nothing of the package imports this folder at run time.
"""
