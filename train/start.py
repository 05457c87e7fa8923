"""Shipped int8 weights back as a state dict, so that training can go on from them."""

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import Tensor

from train.windows import CORPORA

Arrays = dict[str, NDArray[np.float32]]


def shipped_state(folder: Path) -> tuple[dict[str, Tensor], dict[str, list[str]]]:
    """The parameters of `folder`/joint.onnx by their names in train.model.Joint, and the labels of the manifest."""
    graph = onnx.load(str(folder / "joint.onnx")).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state: Arrays = {}
    for name, value in arrays.items():
        if name.startswith("model."):
            for suffix in ("_quantized", "_scale", "_zero_point"):
                if name.endswith(suffix):
                    break
            else:
                state[name[6:]] = value
            if name.endswith("_quantized"):
                plain = name.removesuffix("_quantized")
                state[plain[6:]] = _real(arrays, plain)
    relations = len(json.loads((folder / "manifest.json").read_text())["labels"]["rels"])
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            weight = _real(arrays, node.input[1].removesuffix("_quantized"))
            path = node.name.strip("/").removesuffix("_quant").split("/")[:-1]
            if path:
                prefix = ".".join(path)
                state[f"{prefix}.weight"] = weight.T.copy()
            elif weight.shape[1] % relations == 0 and weight.shape[1] // relations == weight.shape[0]:
                state["rel"] = weight.reshape(weight.shape[0], relations, -1).transpose(1, 0, 2).copy()
    if "scheme" in arrays:  # names by the scheme of EWT, the first corpus
        state["scheme.weight"] = np.zeros((len(CORPORA), len(arrays["scheme"])), dtype=np.float32)
        state["scheme.weight"][CORPORA.index("ewt")] = arrays["scheme"]
    labels = json.loads((folder / "manifest.json").read_text())["labels"]
    return {k: torch.from_numpy(np.array(v, dtype=np.float32)) for k, v in state.items()}, labels


def _real(arrays: dict[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    value, scale, zero = (
        arrays[f"{name}_{k}"].astype(np.float32) for k in ("quantized", "scale", "zero_point")
    )
    out: NDArray[np.float32] = (value - zero) * scale
    return out
