"""Export a trained model to ONNX int8 and write the manifest that the reader checks.

    python -m train.export --model train/out/full/model.pt --into src/lapwing/reader/data

Writes joint.onnx, tokenizer.json and manifest.json (labels, sizes, sha256 of each file).
"""

import argparse
import hashlib
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from train.acts import COLUMNS, ROLES
from train.joint import minilm
from train.model import Joint
from train.windows import CORPORA

OUTPUTS = ("tags", "arcs", "left", "head", "coded", "begins", "ends")


class Reading(nn.Module):
    """The model as the reader calls it: one window, every head, names by the scheme of one corpus."""

    def __init__(self, model: Joint, scheme: Tensor) -> None:
        super().__init__()
        self.model = model
        self.register_buffer("scheme", scheme)

    def forward(self, ids: Tensor, casing: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        m = self.model
        x = m.encoder(ids, casing)[:, first]
        t = m.tags(x)
        tags = torch.cat([t["upos"], t["xpos"], t["names"] + self.scheme, t["mentions"], t["ends"]], -1)[0]
        arcs, dep, head = m.arcs(x)
        relations, width, _ = m.rel.shape
        left = dep[0] @ m.rel.permute(1, 0, 2).reshape(width, -1)
        coded = torch.cat(list(m.coded(x).values()), -1)[0]
        begins, ends = (v[0] for v in m.arc_vectors(x))
        return tags, arcs[0], left.view(-1, relations, width), head[0], coded, begins, ends


def export(checkpoint: Path, into: Path, work: Path, scheme: str, version: str) -> None:
    """Write the weights of `checkpoint` in fp32 to `work` and in int8 to `into`."""
    saved = torch.load(checkpoint, weights_only=False)
    labels = saved["labels"]
    model = Joint({k: len(v) for k, v in labels.items()}, len(CORPORA))
    model.load_state_dict(saved["state"])
    model.eval()
    for layer in model.encoder.layers:
        layer.exporting = True
    work.mkdir(parents=True, exist_ok=True)
    into.mkdir(parents=True, exist_ok=True)
    reading = Reading(model, model.scheme.weight[CORPORA.index(scheme)].detach().clone())
    example = (torch.randint(1000, 2000, (1, 40)), torch.randint(0, 7, (1, 40)), torch.arange(1, 31))
    with torch.no_grad():
        torch.onnx.export(
            reading, example, str(work / "joint.fp32.onnx"), input_names=["ids", "casing", "first"],
            output_names=list(OUTPUTS), opset_version=17, dynamo=False,
            dynamic_axes={"ids": {1: "subwords"}, "casing": {1: "subwords"}, "first": {0: "words"}, **{n: {0: "words"} for n in OUTPUTS}},
        )  # fmt: skip
    quantize(work / "joint.fp32.onnx", into / "joint.onnx")
    _tokenizer(into / "tokenizer.json")
    files = {n: hashlib.sha256((into / n).read_bytes()).hexdigest() for n in ("joint.onnx", "tokenizer.json")}
    apart = [[round(v, 3) for v in row] for row in model.apart.tolist()]
    acts = {"columns": COLUMNS, "roles": ROLES, "apart": apart}
    manifest = {"version": version, "files": files, "labels": labels, "acts": acts}
    (into / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


def quantize(source: Path, target: Path) -> None:
    """Dynamic int8, per channel; reduce_range keeps processors without VNNI from saturating."""
    from onnxruntime.quantization.shape_inference import quant_pre_process

    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(str(source), str(prepared), skip_symbolic_shape=True)
    quantize_dynamic(
        prepared, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"], extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    onnx.checker.check_model(onnx.load(target))


def _tokenizer(target: Path) -> None:
    data = json.loads((minilm() / "tokenizer.json").read_text())
    data["padding"] = data["truncation"] = None
    target.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", type=Path, required=True)
    p.add_argument("--into", type=Path, required=True)
    p.add_argument("--work", type=Path, default=Path("train/out/export"))
    p.add_argument("--scheme", choices=CORPORA, default="ewt")
    p.add_argument("--version", default="minilm-joint-2")
    o = p.parse_args()
    export(o.model, o.into, o.work, o.scheme, o.version)


if __name__ == "__main__":
    main()
