"""Nothing of ours runs what it loads: data are data, weights are safetensors."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.settings import quiet

ROOT = Path(__file__).parent.parent
PACKAGES = ("assistant", "corpus", "evals", "index", "prompts")
# Their files may hold code, which runs when they are read.
MODULES = {"cloudpickle", "dill", "joblib", "marshal", "pickle", "shelve"}
CALLS = {"compile", "eval", "exec", "torch.hub.load", "torch.load"}
SAFE_YAML = {"yaml.CSafeLoader", "yaml.SafeLoader"}


def unsafe(code: str) -> list[str]:
    """Return what a module has that may run what it loads, in order of its lines."""
    found = [(node.lineno, word) for node, word in _unsafe(ast.parse(code))]
    return [f"{line}: {word}" for line, word in sorted(found)]


def _unsafe(tree: ast.AST) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [one.name for one in node.names]
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else names
            yield from ((node, name) for name in names if name.split(".")[0] in MODULES)
        elif isinstance(node, ast.Constant) and node.value in ("trust_remote_code", "allow_pickle"):
            yield node, node.value
        elif isinstance(node, ast.Call):
            yield from ((node, word) for word in _called(node))


def _called(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func)
    if name in CALLS:
        yield name
    if name == "yaml.load":
        loaders = {ast.unparse(one.value) for one in node.keywords if one.arg == "Loader"}
        if not loaders or loaders - SAFE_YAML:
            yield name
    for given in node.keywords:
        refused = isinstance(given.value, ast.Constant) and given.value.value is False
        if given.arg in ("trust_remote_code", "allow_pickle") and not refused:
            yield given.arg


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import pickle", ["1: pickle"]),
        ("from joblib.numpy_pickle import load", ["1: joblib.numpy_pickle"]),
        ("x = 1\ntorch.load(path)", ["2: torch.load"]),
        ("np.load(path, allow_pickle=True)", ["1: allow_pickle"]),
        ("np.load(path, allow_pickle=may)", ["1: allow_pickle"]),
        ("Model(name, trust_remote_code=True)", ["1: trust_remote_code"]),
        ("Model(name, **{'trust_remote_code': True})", ["1: trust_remote_code"]),
        ("yaml.load(text)", ["1: yaml.load"]),
        ("yaml.load(text, Loader=yaml.Loader)", ["1: yaml.load"]),
        ("eval(text)", ["1: eval"]),
        ("np.load(path, allow_pickle=False)\nyaml.load(text, Loader=yaml.CSafeLoader)", []),
        ("re.compile(text)\nModel(name, trust_remote_code=False)", []),
    ],
)
def test_code_that_may_run_what_it_loads_is_found(code: str, found: list[str]) -> None:
    assert unsafe(code) == found


@pytest.mark.parametrize("package", PACKAGES)
def test_no_code_of_ours_runs_what_it_loads(package: str) -> None:
    files = sorted((ROOT / package).rglob("*.py"))
    assert files
    told = {str(file): unsafe(file.read_text(encoding="utf-8")) for file in files}
    assert {file: words for file, words in told.items() if words} == {}


@pytest.mark.slow
def test_weights_that_are_no_safetensors_are_not_loaded(tmp_path: Path) -> None:
    quiet()
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    from index.embed import Embedding, EmbeddingError

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hjælp"]
    (tmp_path / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    size = BertConfig(
        vocab_size=len(words),
        hidden_size=8,
        intermediate_size=8,
        num_hidden_layers=1,
        num_attention_heads=1,
    )
    made, folder = BertModel(size), tmp_path / "model"
    made.save_pretrained(folder)
    BertTokenizer(str(tmp_path / "vocab.txt")).save_pretrained(folder)
    assert Embedding(str(folder)).question("hjælp").shape == (8,)

    (folder / "model.safetensors").unlink()
    torch.save(made.state_dict(), folder / "pytorch_model.bin")
    with pytest.raises(EmbeddingError) as caught:
        Embedding(str(folder))
    assert "safetensors" in str(caught.value)
