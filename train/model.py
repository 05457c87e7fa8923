"""The joint model: all-MiniLM-L6-v2 read once, with heads for tags, trees, names, entities and sentence ends."""

from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812
from safetensors.torch import load_file
from torch import Tensor, nn

from train.acts import COLUMNS, ROLES

WIDTH, LAYERS, ATTENTION_HEADS, ARC, REL = 384, 6, 12, 256, 96
HIDDEN, ROLE_HIDDEN, ROLE, APART = 256, 192, 40, 3


class Layer(nn.Module):
    """One BERT layer. `exporting` writes attention out for ONNX."""

    exporting = False

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        if self.exporting:
            scores = q @ k.transpose(-1, -2) * (q.shape[-1] ** -0.5)
            mixed = F.softmax(scores, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM with a casing embedding, zero at first."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.casing = nn.Embedding(8, WIDTH)
        nn.init.zeros_(self.casing.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, casing: Tensor, mask: Tensor | None = None) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places)[None] + self.casing(casing)
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_minilm(self, folder: Path) -> None:
        """Take the weights of a BERT checkpoint in safetensors form."""
        w = load_file(str(folder / "model.safetensors"))
        w = {k.removeprefix("bert."): v for k, v in w.items()}
        state = {
            "words.weight": w["embeddings.word_embeddings.weight"],
            "positions.weight": w["embeddings.position_embeddings.weight"],
            "casing.weight": torch.zeros(8, WIDTH),
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        # every token is of type 0: fold that vector into the positions
        state["positions.weight"] = (
            state["positions.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        )
        for n in range(LAYERS):
            at, to = f"encoder.layer.{n}.", f"layers.{n}."
            for kind in ("weight", "bias"):
                parts = [w[f"{at}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
                state[f"{to}qkv.{kind}"] = torch.cat(parts)
                state[f"{to}out.{kind}"] = w[f"{at}attention.output.dense.{kind}"]
                state[f"{to}norm1.{kind}"] = w[f"{at}attention.output.LayerNorm.{kind}"]
                state[f"{to}up.{kind}"] = w[f"{at}intermediate.dense.{kind}"]
                state[f"{to}down.{kind}"] = w[f"{at}output.dense.{kind}"]
                state[f"{to}norm2.{kind}"] = w[f"{at}output.LayerNorm.{kind}"]
        self.load_state_dict(state)


class Joint(nn.Module):
    """Scores of every head for the words of a window.

    `sizes`: number of upos, xpos, rels, names, mentions. Word vectors are those of the first subword.
    """

    def __init__(
        self, sizes: dict[str, int], corpora: int, dropout: float = 0.1, head_dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.encoder = Encoder(dropout=dropout)
        self.upos = nn.Linear(WIDTH, sizes["upos"])
        self.xpos = nn.Linear(WIDTH, sizes["xpos"])
        self.names = nn.Linear(WIDTH, sizes["names"])
        self.mentions = nn.Linear(WIDTH, sizes["mentions"])
        self.ends = nn.Linear(WIDTH, 2)
        self.scheme = nn.Embedding(corpora, sizes["names"])
        nn.init.zeros_(self.scheme.weight)
        self.root = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.arc = nn.Linear(ARC, ARC, bias=False)
        self.arc_bias = nn.Linear(ARC, 1)
        self.rel = nn.Parameter(torch.randn(sizes["rels"], REL + 1, REL + 1) * 0.01)
        self.drop = nn.Dropout(head_dropout)
        nn.init.zeros_(self.arc.weight)
        self.hidden = nn.Linear(WIDTH, HIDDEN)
        self.columns = nn.Linear(HIDDEN, sum(map(len, COLUMNS.values())))
        self.begins, self.ends_at = nn.Linear(WIDTH, ROLE_HIDDEN), nn.Linear(WIDTH, ROLE_HIDDEN)
        self.role_from = nn.Linear(ROLE_HIDDEN, len(ROLES) * ROLE)
        self.role_to = nn.Linear(ROLE_HIDDEN, len(ROLES) * ROLE)
        self.apart = nn.Parameter(torch.zeros(len(ROLES), 2 * APART + 1))
        with torch.no_grad():
            self.apart.fill_(-4.0)

    def words(self, ids: Tensor, casing: Tensor, first: Tensor, mask: Tensor | None = None) -> Tensor:
        """Word vectors, batch × words × width."""
        x = self.encoder(ids, casing, mask)
        return x.gather(1, first[..., None].expand(-1, -1, WIDTH))

    def tags(self, x: Tensor, corpus: Tensor | None = None) -> dict[str, Tensor]:
        """Scores of the word classifiers."""
        x = self.drop(x)
        names = self.names(x)
        if corpus is not None:
            names = names + self.scheme(corpus)[:, None]
        return {"upos": self.upos(x), "xpos": self.xpos(x), "names": names,
                "mentions": self.mentions(x), "ends": self.ends(x)}  # fmt: skip

    def arcs(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores batch × words × (1 + words), and the relation vectors of dependents and of heads."""
        x = self.drop(x)
        heads = torch.cat([self.root.expand(x.shape[0], -1, -1), x], 1)
        dep, head = F.gelu(self.arc_dep(x)), F.gelu(self.arc_head(heads))
        rel_dep, rel_head = F.gelu(self.rel_dep(x)), F.gelu(self.rel_head(heads))
        if self.training:
            dep, head, rel_dep, rel_head = (self.drop(v) for v in (dep, head, rel_dep, rel_head))
        bias = self.arc_bias(head).transpose(1, 2)
        scores = self.arc(dep) @ head.transpose(1, 2) * (ARC**-0.5) + bias
        return scores, _ones(rel_dep), _ones(rel_head)

    def coded(self, x: Tensor) -> dict[str, Tensor]:
        """Scores of the columns of train.acts.COLUMNS for each word."""
        scores = self.columns(self.drop(F.gelu(self.hidden(self.drop(x)))))
        return dict(zip(COLUMNS, scores.split([len(v) for v in COLUMNS.values()], -1), strict=True))

    def arc_vectors(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Vectors of words as the beginning and the end of role arcs, roles side by side."""
        x = self.drop(x)
        a = self.role_from(self.drop(F.gelu(self.begins(x)))) * ROLE**-0.5
        return a, self.role_to(self.drop(F.gelu(self.ends_at(x))))

    def ends_of_arcs(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """The same, each ... × roles × ROLE."""
        a, b = self.arc_vectors(x)
        return a.unflatten(-1, (len(ROLES), ROLE)), b.unflatten(-1, (len(ROLES), ROLE))

    def role_scores(self, a: Tensor, b: Tensor, apart: Tensor) -> Tensor:
        """Scores N × roles × words of arcs from N words to all words; `apart` N × words counts sentences between them."""
        scores = torch.einsum("nrk,nwrk->nrw", a, b)
        return scores + self.apart[:, apart.clamp(-APART, APART) + APART].transpose(0, 1)

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Relation scores of N dependents with the N heads chosen for them."""
        n, width = dep.shape
        left = (dep @ self.rel.permute(1, 0, 2).reshape(width, -1)).view(n, -1, width)
        return (left @ head[..., None]).squeeze(-1)


def _ones(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
