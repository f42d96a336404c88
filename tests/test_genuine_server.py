"""A server that we did not write, with a model that has learnt nothing: the protocol is real."""

import os
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.llm import open_model
from assistant.model import ANSWER_TOKENS, Message, Model, ModelError
from assistant.settings import Settings
from tests.chroma import free_port
from tests.fakes import FakeSearch, page

pytestmark = pytest.mark.slow

_WITHIN = 120.0  # seconds in which it must have started, on a busy machine too
_SAID = ["Tilbuddet er gratis for unge.", "Ring til kommunen og hør om tilbuddet."]
_TEMPLATE = (
    "{% for m in messages %}<s>{{ m['role'] }}\n{{ m['content'] }}</s>{% endfor %}<s>assistant\n"
)
_RUN = "import sys; from transformers.cli.transformers import main; sys.exit(main())"
_ASKED = [Message("system", "Svar på dansk."), Message("user", "Hvad koster tilbuddet?")]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `transformers serve` listens, which loads a model when it is first asked for."""
    port, cache = free_port(), tmp_path_factory.mktemp("cache")
    place = ["--host", "127.0.0.1", "--port", str(port), "--device", "cpu"]
    process = subprocess.Popen(
        [sys.executable, "-c", _RUN, "serve", *place],
        env=os.environ | {"HF_HUB_OFFLINE": "1", "HF_HUB_CACHE": str(cache)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + _WITHIN
        while not answers(f"http://127.0.0.1:{port}/health"):
            assert process.poll() is None and time.monotonic() < until, "transformers serve"
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def talker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that never says that it is done."""
    return make_model(tmp_path_factory.mktemp("talker"), [1])


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that is done at the next of many tokens."""
    return make_model(tmp_path_factory.mktemp("brief"), [1, *range(2, 300, 12)])


def make_model(folder: Path, ends: list[int]) -> Path:
    """Write a Llama of two layers with weights by chance, and a tokenizer with a chat template.

    The model is done at any of the tokens `ends`. Returns the folder, which is its name too.
    """
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    tokens = Tokenizer(models.BPE())
    tokens.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokens.decoder = decoders.ByteLevel()
    letters = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=320,
        special_tokens=["<s>", "</s>"],
        initial_alphabet=letters,
        show_progress=False,
    )
    tokens.train_from_iterator(_SAID, trainer)
    fast = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers' own
        tokenizer_object=tokens, bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    fast.chat_template = _TEMPLATE
    fast.save_pretrained(folder)
    torch.manual_seed(0)
    shape = LlamaConfig(
        vocab_size=len(fast),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=2048,
        bos_token_id=0,
        eos_token_id=1,
        pad_token_id=1,
    )
    model = LlamaForCausalLM(shape)
    model.generation_config.eos_token_id = ends
    model.save_pretrained(folder)
    return folder


def answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5, trust_env=False).status_code == 200
    except httpx.TransportError:
        return False


def opened(url: str, model: object) -> Model:
    made = open_model(Settings(llm=f"openai:{model}", llm_url=url, llm_first=60.0, llm_whole=90.0))
    assert made is not None
    return made


def heard(model: Model) -> tuple[str, str]:
    """Return the text of an answer, and what kept it from being whole."""
    text = ""
    try:
        for piece in model.write(_ASKED):
            text += piece
    except ModelError as error:
        return text, error.fault
    return text, ""


def test_nonsense_comes_as_a_whole_answer(url: str, brief: Path) -> None:
    text, fault = heard(opened(url, brief))
    assert (bool(text.strip()), fault) == (True, "")


def test_nonsense_without_end_is_cut_off_at_its_share(url: str, talker: Path) -> None:
    text, fault = heard(opened(url, talker))
    assert fault == "endless"
    assert len(text) > ANSWER_TOKENS / 4


def test_stopped_answer_leaves_a_server_that_answers(url: str, talker: Path, brief: Path) -> None:
    answer = opened(url, talker).write(_ASKED)
    assert isinstance(answer, Generator)
    with closing(answer):
        assert next(piece for piece in answer if piece)
    assert heard(opened(url, brief))[1] == ""


def test_nonsense_leaves_the_answer_of_the_documents(url: str, brief: Path) -> None:
    pages = [page("broen", "rådgivning")]
    question = "Hvem er målgruppen for Broen?"
    plain = Assistant.over(pages, FakeSearch(pages)).ask(question)
    found = Assistant.over(pages, FakeSearch(pages), model=opened(url, brief)).ask(question)
    assert plain.status == "answered"
    assert (found.text, found.citations, found.way) == (plain.text, plain.citations, "documents")
    assert found.remark.endswith("Svaret er dokumenternes egne sætninger.")


def test_model_that_the_server_has_not_is_a_fault(url: str, tmp_path: Path) -> None:
    text, fault = heard(opened(url, tmp_path / "nowhere"))
    assert (text, fault) in [("", "no_model"), ("", "server")]


def test_server_lists_its_models(url: str) -> None:
    assert httpx.get(f"{url}/models", trust_env=False, timeout=30).status_code == 200
