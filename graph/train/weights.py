"""Weights of the network <-> the ONNX files that graph/extract/frames.py loads.

The graphs are written node by node rather than traced, so that they do not depend on the version of torch, keep their
weights in half precision (a Cast restores single precision, which onnxruntime folds at loading), and can be read back:
every initializer has the name of its torch parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from graph.extract.frames import READER, SCORER
from graph.train.network import Network, Sizes

Arrays = Mapping[str, npt.NDArray[Any]]

OPSET, IR_VERSION = 17, 8
"""Old enough for onnxruntime 1.17."""

GATES = {"torch": "ifgo", "onnx": "iofg"}
"""Order of an LSTM's gates (input, forget, cell as g, output) in the rows of its weights; ONNX calls g c."""


def write_weights(network: Network, folder: Path) -> None:
    """Write both graphs into a folder."""
    arrays = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    for name, graph in ((READER, _reader(arrays, network.sizes)), (SCORER, _scorer(arrays, network.sizes))):
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        (folder / name).write_bytes(model.SerializeToString())


def read_weights(folder: Path) -> dict[str, torch.Tensor]:
    """Return the weights of a folder under the names of the torch parameters."""
    out = {}
    for name in (READER, SCORER):
        for tensor in onnx.load(str(folder / name)).graph.initializer:
            if "." not in tensor.name:
                continue  # a constant of the graph
            value = numpy_helper.to_array(tensor).astype(np.float32)
            for key, part in _to_torch(tensor.name, value).items():
                out[key] = torch.from_numpy(part.copy())
    return out


def _to_torch(name: str, value: npt.NDArray[Any]) -> dict[str, npt.NDArray[Any]]:
    """Undo what the graph's makers did to a parameter."""
    stem, _, kind = name.rpartition(".")
    if ".rnn." in name:
        return _lstm_to_torch(stem, kind, value)
    is_matrix = kind == "weight" and value.ndim == 2 and stem.rsplit(".", 1)[-1] not in TABLES
    return {name: value.T if is_matrix else value}


def _lstm_to_torch(stem: str, kind: str, value: npt.NDArray[Any]) -> dict[str, npt.NDArray[Any]]:
    """The weights of both directions; ONNX keeps the two biases of a layer one behind the other."""
    name, layer = kind.rsplit("_l", 1)
    out = {}
    for rows, suffix in zip(value, ("", "_reverse"), strict=True):
        parts = {name: rows} if name != "bias" else dict(zip(("bias_ih", "bias_hh"), np.split(rows, 2), strict=True))
        for key, part in parts.items():
            out[f"{stem}.{key}_l{layer}{suffix}"] = _reorder(part, "onnx", "torch")
    return out


TABLES = frozenset(("word", "char", "tag", "name", "distance"))
"""Parameters that are looked up, not multiplied: kept as they are; matrices of linear layers are kept transposed."""


def _reorder(rows: npt.NDArray[Any], old: str, new: str) -> npt.NDArray[Any]:
    """Rows of an LSTM's weights with the gates in another order."""
    gates = dict(zip(GATES[old], np.split(rows, 4), strict=True))
    return np.concatenate([gates[gate] for gate in GATES[new]])


class _Graph:
    """Nodes and initializers of a graph under construction; every method returns the name of a value."""

    def __init__(self, arrays: Arrays):
        self.arrays = arrays
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: dict[str, onnx.TensorProto] = {}

    def add(self, operator: str, *inputs: str, name: str = "", outputs: int = 1, **attributes: Any) -> Any:
        """Add a node; returns its output, or a tuple of them."""
        stem = name or f"value{len(self.nodes)}"
        names = [stem] if outputs == 1 else [f"{stem}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(operator, list(inputs), names, **attributes))
        return names[0] if outputs == 1 else tuple(names)

    def half(self, name: str, value: npt.NDArray[Any]) -> str:
        """A weight, kept in half precision and used in single."""
        if name not in self.initializers:
            self.initializers[name] = numpy_helper.from_array(np.ascontiguousarray(value, dtype=np.float16), name)
            self.add("Cast", name, name=f"{name}_single", to=TensorProto.FLOAT)
        return f"{name}_single"

    def integers(self, name: str, *values: int) -> str:
        """A constant of integers."""
        self.initializers[name] = numpy_helper.from_array(np.array(values, np.int64), name)
        return name

    def linear(self, name: str, value: str) -> str:
        """A torch linear layer."""
        weight = self.half(f"{name}.weight", self.arrays[f"{name}.weight"].T)
        product = self.add("MatMul", value, weight)
        return str(self.add("Add", product, self.half(f"{name}.bias", self.arrays[f"{name}.bias"])))

    def lookup(self, name: str, numbers: str) -> str:
        """A torch embedding; rows are picked in half precision, so that the table is never widened as a whole."""
        key = f"{name}.weight"
        self.initializers[key] = numpy_helper.from_array(self.arrays[key].astype(np.float16), key)
        return str(self.add("Cast", self.add("Gather", key, numbers), to=TensorProto.FLOAT))

    def lstm(self, name: str, layer: int, value: str, lengths: str, hidden: int) -> str:
        """A bidirectional layer over [length, sentences, width]."""

        def both(kind: str) -> list[npt.NDArray[Any]]:
            keys = (f"{name}.{kind}_l{layer}", f"{name}.{kind}_l{layer}_reverse")
            return [_reorder(self.arrays[key], "torch", "onnx") for key in keys]

        weights = [self.half(f"{name}.weight_{k}_l{layer}", np.stack(both(f"weight_{k}"))) for k in ("ih", "hh")]
        biases = np.concatenate([np.stack(both(f"bias_{k}")) for k in ("ih", "hh")], 1)
        inputs = (value, *weights, self.half(f"{name}.bias_l{layer}", biases), lengths)
        read = self.add("LSTM", *inputs, direction="bidirectional", hidden_size=hidden)
        # [length, directions, sentences, hidden] -> [length, sentences, directions * hidden]
        return str(
            self.add(
                "Reshape", self.add("Transpose", read, perm=[0, 2, 1, 3]), self.integers("shape", 0, 0, 2 * hidden)
            )
        )

    def finish(self, name: str, inputs: dict[str, tuple[int, list[Any]]], outputs: dict[str, int]) -> onnx.GraphProto:
        """The graph."""
        ins = [helper.make_tensor_value_info(key, kind, shape) for key, (kind, shape) in inputs.items()]
        outs = [helper.make_tensor_value_info(key, TensorProto.FLOAT, [None] * rank) for key, rank in outputs.items()]
        return helper.make_graph(self.nodes, name, ins, outs, list(self.initializers.values()))


def _two_layers(g: _Graph, name: str, value: str) -> str:
    return g.linear(f"{name}_out", str(g.add("Relu", g.linear(f"{name}_in", value))))


def _reader(arrays: Arrays, sizes: Sizes) -> onnx.GraphProto:
    g = _Graph(arrays)
    columns = [g.add("Gather", "ids", g.integers(f"column{i}", i), axis=2) for i in range(5)]
    flat = [g.add("Squeeze", column, g.integers("two", 2)) for column in columns]
    tables = [g.lookup(f"reader.{t}", c) for t, c in zip(("word", "char", "char", "tag", "name"), flat, strict=True)]
    seen = g.add("Concat", "states", *tables, axis=2)
    x = g.add("Transpose", g.add("Relu", g.linear("reader.input", seen)), perm=[1, 0, 2])
    read = x
    for layer in range(sizes.layers):
        read = g.lstm("reader.rnn", layer, read, "lengths", sizes.hidden)
    both = g.add("Transpose", g.add("Concat", read, x, axis=2), perm=[1, 0, 2])
    g.add("Softmax", _two_layers(g, "reader.trigger", both), name="types", axis=-1)
    g.add("Identity", both, name="read")
    g.add("Identity", g.linear("reader.as_word", both), name="as_word")
    inputs: dict[str, tuple[int, list[Any]]] = {
        "states": (TensorProto.FLOAT, ["sentences", "length", None]),
        "ids": (TensorProto.INT64, ["sentences", "length", 5]),
        "lengths": (TensorProto.INT32, ["sentences"]),
    }
    return g.finish("reader", inputs, dict.fromkeys(("types", "read", "as_word"), 3))


def _scorer(arrays: Arrays, sizes: Sizes) -> onnx.GraphProto:
    """What only triggers need is computed here, for them alone: their form, their status, their roles."""
    g = _Graph(arrays)
    real = g.add("Unsqueeze", "mask", g.integers("two", 2))
    g.add("Softmax", _two_layers(g, "reader.status", "triggers"), name="statuses", axis=-1)
    trigger = g.add("Unsqueeze", g.linear("reader.as_trigger", "triggers"), g.integers("one", 1))
    add, times = g.add("Split", trigger, axis=2, outputs=2)
    word_add, word_times = g.add("Split", "words", axis=2, outputs=2)
    z = g.add("Add", g.add("Add", add, word_add), g.lookup("scorer.distance", "distances"))
    z = g.add("Mul", g.add("Relu", g.add("Add", z, g.add("Mul", times, word_times))), real)
    for i, step in enumerate(sizes.dilations):
        key = f"scorer.convolutions.{i}"
        weights = [g.half(f"{key}.{kind}", arrays[f"{key}.{kind}"]) for kind in ("weight", "bias")]
        across = g.add("Transpose", z, perm=[0, 2, 1])
        more = g.add("Conv", across, *weights, kernel_shape=[3], pads=[step, step], dilations=[step])
        z = g.add("Mul", g.add("Add", z, g.add("Relu", g.add("Transpose", more, perm=[0, 2, 1]))), real)
    scores = g.add("Sigmoid", g.linear("scorer.out", z))
    g.add("Reshape", scores, g.integers("pairs", 0, 0, sizes.roles, 2), name="scores")
    inputs: dict[str, tuple[int, list[Any]]] = {
        "triggers": (TensorProto.FLOAT, ["triggers", None]),
        "words": (TensorProto.FLOAT, ["triggers", "length", None]),
        "distances": (TensorProto.INT64, ["triggers", "length"]),
        "mask": (TensorProto.FLOAT, ["triggers", "length"]),
    }
    return g.finish("scorer", inputs, {"scores": 4, "statuses": 2})
