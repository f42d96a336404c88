"""The bundled embedding and the script that trains it."""

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from scipy import sparse
from sentence_transformers import SentenceTransformer

from index import pairs, train

BODY = (
    "Kommunen tilbyder en samtale om misbrug af alkohol. Rådgiveren møder borgeren i hjemmet. "
    "Behandlingen varer tolv uger og er gratis. Familien kan deltage i det afsluttende forløb."
)


@pytest.fixture(scope="module")
def bundled() -> SentenceTransformer:
    return SentenceTransformer(str(train.MODEL), device="cpu", local_files_only=True)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with every training file, some forty rows in all."""
    folder = tmp_path / "data"
    folder.mkdir()
    section = {"doc": "Tilbud", "heading": "Samtale", "desc": "Hvad er det?", "text": BODY}
    speech = {"date": "2023-01-11", "item": "L 1", "speaker": "A", "text": BODY}
    for name in pairs.SECTIONS:
        write(folder, name, [section | {"text": f"{BODY} Sagen er nummer {n}."} for n in range(9)])
    write(folder, pairs.SPEECHES, [speech])
    write(folder, pairs.ABSTRACTS, [{"title": "Sø", "text": "Vandet i søen er koldt om vinteren."}])
    for name in pairs.TRANSLATIONS:
        write(folder, name, [{"en": "Help is free of charge.", "da": "Hjælpen er gratis."}])
    return folder


def write(folder: Path, name: str, found: list[pairs.Row]) -> None:
    with gzip.open(folder / f"{name}.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in found)


def test_sentences_drop_lines_of_fewer_than_four_words() -> None:
    text = "Se også\nHjælpen er gratis for alle. Ring i dag! Den gives i 12 uger."
    assert pairs.sentences(text) == ["Hjælpen er gratis for alle.", "Den gives i 12 uger."]


def test_paragraphs_are_runs_of_whole_sentences() -> None:
    text = "En to tre fire. En to tre fem. En to tre seks. En to tre fire fem seks syv otte ni."
    assert pairs.paragraphs(text, words=8) == [
        ["En to tre fire.", "En to tre fem."],
        ["En to tre seks."],
        ["En to tre fire fem seks syv otte ni."],
    ]


def test_read_joins_translations_and_keeps_each_label_and_paragraph_once(data: Path) -> None:
    text = pairs.read(data)
    assert text.texts.count("Samtale") == 1
    assert text.texts.count("Help is free of charge. Hjælpen er gratis.") == 2  # one a file
    assert text.paragraphs.count(["Help is free of charge.", "Hjælpen er gratis."]) == 1
    # 9 sections that all four files hold, a speech and a translation; an abstract of one sentence.
    assert len(text.paragraphs) == 11


def test_missing_files_are_named(data: Path) -> None:
    (data / "ntrex-en-da.jsonl.gz").unlink()
    with pytest.raises(FileNotFoundError, match=r"missing ntrex-en-da\.jsonl\.gz"):
        pairs.read(data)


def test_command_without_training_text_ends_with_a_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        train.main([str(tmp_path)])
    assert ended.value.code == 2
    assert f"No training text in {tmp_path}" in capsys.readouterr().err


def test_cooccurrence_counts_both_sides_within_one_text() -> None:
    sequences = [np.array([0, 1, 2]), np.array([2, 0])]
    counts = train.cooccurrence(sequences, size=3, window=1)
    assert counts.toarray().tolist() == [[0, 1, 1], [1, 0, 1], [1, 1, 0]]


def test_positive_pmi_is_exact_and_leaves_out_what_is_not_positive() -> None:
    counts = sparse.csr_matrix([[4.0, 1.0], [1.0, 2.0]])
    # ln(4·8/(5·5)) and ln(2·8/(3·3)); 1·8/(5·3) is less than 1.
    expected = [[np.log(32 / 25), 0.0], [0.0, np.log(16 / 9)]]
    np.testing.assert_allclose(train.positive_pmi(counts).toarray(), expected, rtol=1e-6)


def test_a_token_with_the_probability_a_weighs_one_half() -> None:
    weights = train.rarity([np.array([0, 0, 0, 1])], size=3, a=0.25)
    np.testing.assert_allclose(weights, [0.25, 0.5, 1.0])


def test_a_bag_is_the_normalised_sum_of_its_weighted_tokens() -> None:
    bags = train.Bags(np.eye(2, dtype=np.float32), np.array([3.0, 4.0], dtype=np.float32))
    found = bags([np.array([0, 1]), np.array([1])]).detach().numpy()
    np.testing.assert_allclose(found, [[0.6, 0.8], [0.0, 1.0]], rtol=1e-6)
    np.testing.assert_allclose(bags.vectors(), [[3.0, 0.0], [0.0, 4.0]], rtol=1e-6)


def test_loss_counts_the_other_sentences_as_wrong_answers() -> None:
    apart = torch.eye(4)
    alike = torch.eye(4)[[0, 0]]
    assert train.contrastive_loss(apart, apart).item() < 1e-6
    assert train.contrastive_loss(alike, torch.eye(4)[[0, 0]]).item() == pytest.approx(np.log(3))


def test_tokenizer_lowers_case_but_keeps_danish_letters() -> None:
    tokenizer = train.learn_tokenizer(["På ÅR får børn æbler"] * 3, size=60)
    assert tokenizer.normalizer.normalize_str("PÅ Åen, Æble") == "på åen, æble"
    assert "å" in tokenizer.get_vocab()
    assert tokenizer.encode("PÅ").ids == tokenizer.encode("på").ids != tokenizer.encode("pa").ids


def test_training_gives_a_model_that_loads_and_is_the_same_again(
    data: Path, tmp_path: Path
) -> None:
    made = [train.train(data, size=120, dimensions=8, steps=3) for _ in range(2)]
    np.testing.assert_allclose(made[0][1], made[1][1], atol=1e-4)
    train.save(*made[0], tmp_path / "model")
    model = SentenceTransformer(str(tmp_path / "model"), device="cpu", local_files_only=True)
    found = model.encode(["Samtale om misbrug", "søen"])
    assert found.dtype == np.float32
    assert found.shape == (2, 8)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1.0, rtol=1e-5)


def test_evaluation_scores_rank_one_and_rank_two(
    bundled: SentenceTransformer, tmp_path: Path
) -> None:
    drink, lake = "Behandling af alkoholmisbrug er gratis.", "Søen fryser til om vinteren."
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(f"Titel\n\n{drink}\n\n{lake}\n", encoding="utf-8")
    asked = {"question": "Hvornår fryser søen til?", "paragraph": lake}
    (tmp_path / "questions.jsonl").write_text(json.dumps(asked), encoding="utf-8")
    assert train.evaluate(bundled, tmp_path, []) == 1.0
    assert train.evaluate(bundled, tmp_path, [asked["question"]]) == pytest.approx(1 / np.log2(3))


def test_bundled_model_has_the_dimensions_and_the_size_it_is_said_to_have(
    bundled: SentenceTransformer,
) -> None:
    assert bundled.get_embedding_dimension() == train.DIMENSIONS
    files = [path for path in train.MODEL.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 17.5e6
    assert not [path.name for path in files if path.suffix not in {".json", ".md", ".safetensors"}]


@pytest.mark.parametrize(
    ("question", "near", "far"),
    [
        (
            "Hvem betaler for behandlingen?",
            "Udgifterne afholdes af kommunen, og patienten skal ikke selv betale.",
            "Parken ligger ved søen, og der er udsigt til bjergene fra tårnet.",
        ),
        (
            "Hvor kan unge med psykiske problemer få hjælp?",
            "Psykiatrien tilbyder støtte til børn og unge med angst og depression.",
            "Loven om afgift på brændstof trådte i kraft ved årets begyndelse.",
        ),
    ],
)
def test_bundled_model_ranks_a_paraphrase_above_another_subject(
    bundled: SentenceTransformer, question: str, near: str, far: str
) -> None:
    asked, *found = bundled.encode([question, near, far])
    assert found[0] @ asked > found[1] @ asked + 0.1
