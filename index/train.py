"""Train the bundled embedding: `python -m index.train DATA_FOLDER`.

The model is a table of token vectors; a text's vector is the mean of its tokens', normalised.
Token vectors start as positive pointwise mutual information reduced by SVD (Levy, Goldberg and
Dagan 2015, doi:10.1162/tacl_a_00134), rare tokens weighing most (Arora, Liang and Ma 2017). What is
then trained on (sentence, rest of its paragraph) pairs is only one weight a token and one matrix
for them all: training every number freely learns the texts by heart and finds less in new ones.
"""

import argparse
import json
import logging
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import save_file
from scipy import sparse
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from sklearn.utils.extmath import randomized_svd
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from torch import Tensor, nn
from torch.nn import functional

from index.pairs import ABSTRACTS, read, rows
from index.static import seal

log = logging.getLogger(__name__)

MODEL = Path(__file__).parent / "model"

# What finds more or less is nDCG@10 by `evaluate`; the figures are in model/README.md.
SEED = 0
VOCABULARY = 32_000
DIMENSIONS = 512  # int8 rows take the room of 256 dimensions in float16 and find more
WINDOW = 30  # tokens on either side: about two sentences; 10 find a little less
RARITY = 2e-4  # the a of a / (a + p); best of the start between 1e-4 and 3e-4
STEPS = 90  # 400 find less in new texts, the more in these
BATCH = 1024  # sentences and their passages
WEIGHT_RATE = 0.01  # .003 and .03 find as much
PROJECTION_RATE = 3e-3  # 1e-3 finds less
SCALE = 40.0  # inverse temperature; 20 and 60 find less
KEPT = 0.1  # share of sentences that also stay in the paragraph; 0 and .5 find as much
PASSAGE_TOKENS = (20, 256)  # passages are cut to a random length between these
UNKNOWN = "[UNK]"
LETTERS = 200  # most common characters; a word with another one is unknown

Ids = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]
Pair = tuple[Ids, Ids]


def train(
    folder: Path,
    *,
    size: int = VOCABULARY,
    dimensions: int = DIMENSIONS,
    steps: int = STEPS,
    seed: int = SEED,
) -> tuple[Tokenizer, Vectors]:
    """A tokenizer and its vectors, (tokens, dimensions), from the training text in `folder`."""
    text = read(folder)
    log.info("%d texts, %d paragraphs", len(text.texts), len(text.paragraphs))
    tokenizer = learn_tokenizer(text.texts, size)
    sequences = tokenize(tokenizer, text.texts)
    log.info("%d tokens of %d kinds", sum(map(len, sequences)), tokenizer.get_vocab_size())
    counts = cooccurrence(sequences, tokenizer.get_vocab_size())
    log.info("%d pairs of tokens seen together", counts.nnz)
    rotation = directions(positive_pmi(counts), dimensions, seed)
    bags = Bags(rotation, rarity(sequences, len(rotation)))
    lengths = [0, *accumulate(map(len, text.paragraphs))]
    flat = tokenize(tokenizer, [s for paragraph in text.paragraphs for s in paragraph])
    paragraphs = [flat[start:end] for start, end in pairwise(lengths)]
    contrast(bags, paragraphs, steps, seed)
    return tokenizer, bags.vectors()


def learn_tokenizer(texts: Sequence[str], size: int = VOCABULARY) -> Tokenizer:
    """Lower-cased WordPiece of at most `size` tokens; æ, ø, å and accents stay as they are.

    The trainer breaks ties by the order in which it met the letters inside words, which differs
    from run to run. Listed as special they keep one order; the tokenizer is then made anew, without
    anything special in it.
    """
    counts = Counter(chain.from_iterable(text.lower() for text in texts))
    letters = sorted(letter for letter, _ in counts.most_common(LETTERS) if not letter.isspace())
    learner = wordpiece({UNKNOWN: 0})
    trainer = trainers.WordPieceTrainer(
        vocab_size=size,
        special_tokens=[UNKNOWN, *(f"##{letter}" for letter in letters)],
        initial_alphabet=letters,
        limit_alphabet=len(letters),
        show_progress=False,
    )
    learner.train_from_iterator(texts, trainer)
    return wordpiece(learner.get_vocab())


def wordpiece(vocabulary: dict[str, int]) -> Tokenizer:
    """A tokenizer that lowers case and splits at spaces and punctuation, then by `vocabulary`."""
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer(strip_accents=False, lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    return tokenizer


def tokenize(tokenizer: Tokenizer, texts: Sequence[str]) -> list[Ids]:
    """The token ids of each text."""
    encodings = tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
    return [np.asarray(encoding.ids, dtype=np.int64) for encoding in encodings]


def cooccurrence(sequences: Sequence[Ids], size: int, window: int = WINDOW) -> sparse.csr_matrix:
    """How often two tokens stand within `window` of each other in one text: (size, size)."""
    gap = np.full(window, -1, dtype=np.int64)
    line = np.concatenate([part for ids in sequences for part in (ids, gap)])
    counts = sparse.csr_matrix((size, size), dtype=np.float32)
    for distance in range(1, window + 1):
        left, right = line[:-distance], line[distance:]
        both = (left >= 0) & (right >= 0)
        ones = np.ones(int(both.sum()), dtype=np.float32)
        counts += sparse.coo_matrix((ones, (left[both], right[both])), (size, size)).tocsr()
    return (counts + counts.T).tocsr()


def positive_pmi(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """ln(p(i, j) / (p(i) p(j))) where it is positive."""
    cells = counts.tocoo()
    row, column = (np.asarray(cells.sum(axis)).ravel() for axis in (1, 0))
    values = np.log(cells.data * row.sum() / (row[cells.row] * column[cells.col]))
    kept = values > 0
    places = (cells.row[kept], cells.col[kept])
    return sparse.csr_matrix((values[kept].astype(np.float32), places), counts.shape)


def directions(pmi: sparse.csr_matrix, dimensions: int, seed: int) -> Vectors:
    """Unit rows of U·√S of the SVD of `pmi`: (tokens, dimensions)."""
    left, singular, _ = randomized_svd(pmi, dimensions, n_iter=3, random_state=seed)
    vectors = left * np.sqrt(singular)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def rarity(sequences: Sequence[Ids], size: int, a: float = RARITY) -> Vectors:
    """a / (a + p) for each token of probability p: (size,)."""
    counts = np.bincount(np.concatenate(sequences), minlength=size)
    return np.asarray(a / (a + counts / counts.sum()), dtype=np.float32)


class Bags(nn.Module):
    """Token vectors `weight · direction · projection`, and the unit vectors of bags of them."""

    def __init__(self, rows: Vectors, weights: Vectors) -> None:
        super().__init__()
        self.directions = torch.from_numpy(rows)
        self.log_weights = nn.Parameter(torch.from_numpy(weights).log())
        self.projection = nn.Parameter(torch.eye(rows.shape[1]))

    def forward(self, bags: Sequence[Ids]) -> Tensor:
        """(bags, dimensions), each row of length 1."""
        ids = torch.from_numpy(np.concatenate(bags))
        starts = torch.tensor([0, *accumulate(map(len, bags[:-1]))])
        weights = self.log_weights.exp()[ids]
        sums = functional.embedding_bag(
            ids, self.directions, starts, mode="sum", per_sample_weights=weights
        )
        return functional.normalize(sums @ self.projection)

    def vectors(self) -> Vectors:
        """(tokens, dimensions), not normalised: the weight of a token is the length of its row."""
        with torch.no_grad():
            weighted = self.directions * self.log_weights.exp()[:, None]
            return np.asarray((weighted @ self.projection).numpy(), dtype=np.float32)


def contrast(bags: Bags, paragraphs: Sequence[Sequence[Ids]], steps: int, seed: int) -> None:
    """Train `bags` to tell each sentence's own paragraph from the others in its batch."""
    rates = [
        {"params": [bags.log_weights], "lr": WEIGHT_RATE},
        {"params": [bags.projection], "lr": PROJECTION_RATE},
    ]
    optimizer = torch.optim.Adam(rates)
    warm = max(1, steps // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, 1.0) * (1 - step / steps)
    )
    for step, batch in zip(range(steps), batches(paragraphs, seed), strict=False):
        sentences, passages = zip(*batch, strict=True)
        loss = contrastive_loss(bags(sentences), bags(passages))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimizer.step()
        schedule.step()
        if step % 10 == 0:
            log.info("step %d of %d: loss %.3f", step, steps, loss.item())


def contrastive_loss(sentences: Tensor, passages: Tensor) -> Tensor:
    """Cross-entropy of sentence i choosing passage i among all passages and all other sentences.

    The sentences are there so that short texts do not outrank long ones by their length alone.
    """
    itself = torch.eye(len(sentences), dtype=torch.bool)
    others = (sentences @ sentences.T).masked_fill(itself, -1.0)
    scores = torch.cat([sentences @ passages.T, others], dim=1) * SCALE
    return functional.cross_entropy(scores, torch.arange(len(sentences)))


def batches(paragraphs: Sequence[Sequence[Ids]], seed: int) -> Iterator[list[Pair]]:
    """Batches of pairs without end: every paragraph once an epoch, with another sentence each."""
    chance = np.random.default_rng(seed)
    size = min(BATCH, len(paragraphs))
    while True:
        order = chance.permutation(len(paragraphs))
        for start in range(0, len(order) - size + 1, size):
            yield [pair(paragraphs[place], chance) for place in order[start : start + size]]


def pair(paragraph: Sequence[Ids], chance: np.random.Generator) -> Pair:
    """A sentence of `paragraph`, and the rest, cut to a random length."""
    place = int(chance.integers(len(paragraph)))
    rest = [ids for number, ids in enumerate(paragraph) if number != place]
    if chance.random() < KEPT:
        rest = list(paragraph)
    return paragraph[place], np.concatenate(rest)[: chance.integers(*PASSAGE_TOKENS)]


def save(tokenizer: Tokenizer, vectors: Vectors, folder: Path) -> None:
    """Write a sentence-transformers model to `folder`, the vectors as int8 and a scale a row.

    `StaticEmbedding` multiplies the two when it loads them; what it computes with is float32.
    """
    modules: list[nn.Module] = [StaticEmbedding(tokenizer, embedding_weights=vectors), Normalize()]
    model = SentenceTransformer(modules=modules, device="cpu")
    model.save(str(folder), create_model_card=False)
    scales = np.maximum(np.abs(vectors).max(axis=1), 1e-9) / 127
    rounded = np.round(vectors / scales[:, None]).astype(np.int8)
    (weights,) = folder.rglob("model.safetensors")
    tensors = {"embeddings": torch.from_numpy(rounded), "weights": torch.from_numpy(scales)}
    save_file(tensors, weights)
    weights.chmod(0o644)  # it is written for its owner alone, and packages keep that
    tokenizer.save(str(weights.with_name("tokenizer.json")), pretty=False)
    seal(weights.parent)


def evaluate(model: SentenceTransformer, folder: Path, distractors: Sequence[str]) -> float:
    """Mean nDCG@10 over the questions in `folder`, each with one relevant paragraph.

    `folder` holds `questions.jsonl` (`question`, `paragraph`) and `documents/*.txt`: a title, then
    paragraphs, with empty lines between. Ranked are all paragraphs and the distractors.
    """
    with (folder / "questions.jsonl").open(encoding="utf-8") as lines:
        asked = [json.loads(line) for line in lines]
    documents = [path.read_text(encoding="utf-8") for path in folder.glob("documents/*.txt")]
    passages = [part.strip() for text in documents for part in text.split("\n\n")[1:]]
    gold = [passages.index(row["paragraph"]) for row in asked]
    questions = model.encode([row["question"] for row in asked], show_progress_bar=False)
    ranked = model.encode([*passages, *distractors], show_progress_bar=False)
    scores = questions @ ranked.T
    ranks = (scores > scores[np.arange(len(gold)), gold][:, None]).sum(axis=1)
    return float(np.where(ranks < 10, 1 / np.log2(ranks + 2), 0.0).mean())


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m index.train", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the training text")
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the model")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument(
        "--evaluate", type=Path, metavar="FOLDER", help="measure the model there is, train nothing"
    )
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    if options.evaluate:
        report(options.model, options.evaluate, options.data)
        return
    log.info("seed %d", options.seed)
    try:
        tokenizer, vectors = train(options.data, seed=options.seed)
    except FileNotFoundError as error:
        parser.exit(2, f"{error}\n")
    save(tokenizer, vectors, options.model)
    log.info("written to %s", options.model)


def report(path: Path, folder: Path, data: Path) -> None:
    """Print nDCG@10 of the model at `path` without and with the abstracts as distractors."""
    model = SentenceTransformer(str(path), device="cpu")
    print(f"nDCG@10 {evaluate(model, folder, []):.4f}")
    distractors = [row["text"] for row in rows(data, ABSTRACTS)]
    found = evaluate(model, folder, distractors)
    print(f"nDCG@10 {found:.4f} with {len(distractors)} distractors")


if __name__ == "__main__":
    main()
