"""What it is delivered as: a container, several of them, and a systemd service.

There need be no container engine: the Dockerfile's steps are run, as far as that goes without a
network, on what its build is sent.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib import metadata
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from packaging.requirements import Requirement

from assistant.cli import main
from assistant.settings import Settings
from tests.chroma import Chroma, free_port
from tests.containers import context, steps, variables
from tests.installed import CHECKOUT, environment, installed
from tests.upstreams import asked, running, wait_for

DOCKERFILE = steps((CHECKOUT / "Dockerfile").read_text(encoding="utf-8"))
LAST = DOCKERFILE[-1].stage
WHOLE = yaml.safe_load((CHECKOUT / "compose.yaml").read_text(encoding="utf-8"))
COMPOSE = WHOLE["services"]
PACKAGES = ("assistant", "corpus", "evals", "index", "prompts")
UNITS = sorted((CHECKOUT / "deploy").glob("initiativ*"))
OPERATIONS = CHECKOUT / "docs" / "operations.md"
TOLD = [
    *(CHECKOUT / name for name in ("Dockerfile", "compose.yaml", "deploy/nginx.conf")),
    *UNITS,
    OPERATIONS,
]
OTHER_EMBEDDINGS = {"sentence-transformers", "torch"}
BY_THE_IMAGE = {"data", "host", "sources"}  # settings that its Dockerfile has the last word on


def last(name: str) -> str:
    """Return what the last stage's one instruction of a name says."""
    (step,) = [step for step in DOCKERFILE if (step.stage, step.name) == (LAST, name)]
    return step.told


def runs(stage: int) -> list[str]:
    return [step.told for step in DOCKERFILE if (step.stage, step.name) == (stage, "RUN")]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def reached(names: Iterable[str]) -> set[str]:
    """Return the packages that pip installs for some, by what those that are here ask for."""
    left = {(name, "") for name in names}  # each with one of its extras, or none
    found = set[tuple[str, str]]()
    while left:
        name, extra = one = left.pop()
        found.add(one)
        for it in map(Requirement, metadata.requires(name) or ()):
            if not it.marker or it.marker.evaluate({"extra": extra}):
                left |= {(normal(it.name), wanted) for wanted in ("", *it.extras)} - found
    return {name for name, _ in found}


def modules_without(packages: set[str]) -> set[str]:
    """Return the modules of this environment that come with none of some packages, nor ours."""
    owners = metadata.packages_distributions()
    kept = packages | {"initiativassistenten"}
    return {module for module, of in owners.items() if not kept & set(map(normal, of))}


def sh(command: str, folder: Path, path: str = "") -> None:
    told = environment(PATH=f"{path}{os.pathsep}{os.environ['PATH']}")
    subprocess.run(command, shell=True, cwd=folder, env=told, check=True, capture_output=True)


def healthy(words: list[str], old: int, port: int) -> int:
    """Return the code of a health check, of a port of the test's own."""
    code = words[2].replace(str(old), str(port))
    assert words[:2] == ["python", "-c"] and code != words[2]
    return subprocess.run([sys.executable, "-c", code], stderr=subprocess.DEVNULL).returncode


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a build is sent of a checkout."""
    folder = tmp_path_factory.mktemp("sent")
    for name in context(CHECKOUT, (CHECKOUT / ".dockerignore").read_text(encoding="utf-8")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(CHECKOUT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(sent: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as the first stage makes it, of what that copies."""
    folder = tmp_path_factory.mktemp("stage")
    source, made = folder / "source", folder / "wheel"
    source.mkdir()
    for step in DOCKERFILE:
        if (step.stage, step.name) == (0, "COPY"):
            *names, to = step.words()
            for name in names:
                copy: Any = shutil.copytree if (sent / name).is_dir() else shutil.copy
                copy(sent / name, source / to)
    sh(runs(0)[-1].replace("/wheel", str(made)), source, str(Path(sys.executable).parent))
    (path,) = made.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment with that wheel; its dependencies are those from here."""
    return installed(wheel, tmp_path_factory.mktemp("environment"))


@pytest.fixture
def image(tmp_path: Path) -> dict[str, str]:
    """The settings that the image has, over folders of the test's own."""
    told = variables(DOCKERFILE, LAST)
    del told["PATH"]
    for name in ("data", "tmp"):
        (tmp_path / name).mkdir()
        told = {key: re.sub(rf"^(?=/{name}\b)", str(tmp_path), it) for key, it in told.items()}
    return told


def test_build_is_sent_what_it_copies_and_nothing_else(sent: Path) -> None:
    copied = {
        name
        for step in DOCKERFILE
        if step.name == "COPY" and not step.told.startswith("--from")
        for name in step.words()[:-1]
    }
    assert {path.name for path in sent.iterdir()} == copied
    assert not list(sent.rglob("*.pyc"))


@pytest.mark.slow
def test_wheel_of_the_build_holds_all_that_the_checkout_has(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    for package in PACKAGES:
        files = [path for path in (CHECKOUT / package).rglob("*") if path.is_file()]
        kept = [path for path in files if "__pycache__" not in path.parts]
        assert {path.relative_to(CHECKOUT).as_posix() for path in kept} <= names, package


@pytest.fixture(scope="module")
def needed(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The packages that the second stage asks for, which reads them from the wheel."""
    folder = tmp_path_factory.mktemp("needed")
    sh(runs(1)[1].replace("/build/needed.txt", str(folder / "it")), folder, str(programs))
    names = re.findall(r"(?m)^[\w-]+", (folder / "it").read_text(encoding="utf-8"))
    return set(map(normal, names))


@pytest.mark.slow
def test_environment_takes_every_dependency_but_those_of_other_embeddings(
    needed: set[str],
) -> None:
    project = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    (declared,) = re.findall(r"(?ms)^dependencies = \[$(.*?)^\]$", project)
    names = {normal(name) for name in re.findall(r'(?m)^  "([\w-]+)', declared)}
    assert names - needed == OTHER_EMBEDDINGS
    assert needed - names == {"mcp"}


def test_image_is_of_a_user_without_rights_and_reachable() -> None:
    assert last("USER") == "10001:10001"
    assert last("WORKDIR") == "/srv"  # empty, so that no .env is read
    assert last("VOLUME") == variables(DOCKERFILE, LAST)["INITIATIV_DATA"] == "/data"
    assert variables(DOCKERFILE, LAST)["INITIATIV_HOST"] == "0.0.0.0"


@pytest.mark.slow
def test_container_refuses_to_start_until_it_is_said_who_may_come_in(
    programs: Path, image: dict[str, str], tmp_path: Path
) -> None:
    command = [str(programs / "initiativ"), *json.loads(last("CMD"))[1:]]
    ended = subprocess.run(
        command, cwd=tmp_path, env=environment(**image), capture_output=True, text=True, timeout=60
    )
    assert ended.returncode == 2
    assert "INITIATIV_ACCESS" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.slow
def test_container_is_healthy_and_answers_with_the_packages_that_the_image_has(
    programs: Path, needed: set[str], image: dict[str, str], tmp_path: Path
) -> None:
    (packages,) = programs.parent.glob("lib/*/site-packages")
    others = modules_without(reached(needed))
    assert {"torch", "sentence_transformers", "pytest"} <= others
    blocked = f"import sys; sys.modules.update(dict.fromkeys({sorted(others)!r}))\n"
    (packages / "blocked.pth").write_text(blocked, encoding="utf-8")
    check = json.loads(last("HEALTHCHECK").partition(" CMD ")[2])
    port = free_port()
    command = [str(programs / "initiativ"), *json.loads(last("CMD"))[1:], "--port", str(port)]
    told = image | {"INITIATIV_HOST": "127.0.0.1"}
    assert healthy(check, 7860, port) != 0
    with running(command, tmp_path, **told) as server:
        wait_for(port, "/readyz", server)
        assert healthy(check, 7860, port) == 0
        status, text = asked(port, "/api/ask", '{"question": "Hvem kan få hjælp?"}')
        assert (status, json.loads(text)["status"]) == (200, "answered")
        assert asked(port, "/")[0] == asked(port, "/metrics")[0] == 200
        assert "jsonrpc" in asked(port, "/mcp", '{"jsonrpc": "2.0", "id": 1, "method": "ping"}')[1]
    assert {path.name for path in tmp_path.iterdir()} == {"data", "tmp"}


@pytest.mark.parametrize("name", COMPOSE)
def test_service_may_write_to_its_volumes_alone_and_has_no_rights(name: str) -> None:
    service = COMPOSE[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"] == 256
    assert service["profiles"]
    writable = [it for it in service.get("volumes", []) if not it.endswith(":ro")]
    assert len(writable) <= 1


@pytest.mark.parametrize("name", COMPOSE)
def test_service_names_what_there_is(name: str) -> None:
    service = COMPOSE[name]
    for other in service.get("depends_on", {}):
        assert set(service["profiles"]) <= set(COMPOSE[other]["profiles"])
    assert set(service.get("networks", [])) <= set(WHOLE["networks"])
    for volume in service.get("volumes", []):
        source = re.sub(r"\$\{\w+:-(\w+)\}", r"\1", volume).partition(":")[0]
        assert source in WHOLE["volumes"] or (CHECKOUT / source).is_file()


def test_every_setting_is_passed_on_to_a_service_but_those_of_the_image() -> None:
    names = {name.removeprefix("INITIATIV_").lower() for name in WHOLE["x-environment"]}
    assert names == set(Settings.model_fields) - BY_THE_IMAGE
    image = {name.removeprefix("INITIATIV_").lower() for name in variables(DOCKERFILE, LAST)}
    assert image & set(Settings.model_fields) == BY_THE_IMAGE


def test_only_what_is_meant_to_be_is_reached_from_outside() -> None:
    published = {name: it["ports"] for name, it in COMPOSE.items() if "ports" in it}
    assert set(published) == {"app", "app-ollama", "nginx"}
    assert all("127.0.0.1:" in one for ports in published.values() for one in ports)
    inner = {name for name, it in COMPOSE.items() if list(it.get("networks", [])) == ["inner"]}
    assert inner == {"app-1", "app-2", "chroma", "index", "ollama"}


def test_addresses_that_must_stay_are_given_to_nobody_else() -> None:
    (kept,) = WHOLE["networks"]["inner"]["ipam"]["config"]
    given = [
        ip_address(network["ipv4_address"])
        for service in COMPOSE.values()
        if isinstance(networks := service.get("networks"), dict)
        for network in networks.values()
        if network
    ]
    assert len(set(given)) == len(given) == 3
    assert all(one in ip_network(kept["subnet"]) for one in given)
    assert not any(one in ip_network(kept["ip_range"]) for one in given)


def test_address_of_nginx_is_the_one_that_is_believed() -> None:
    address = COMPOSE["nginx"]["networks"]["inner"]["ipv4_address"]
    assert {COMPOSE[name]["environment"]["INITIATIV_PROXIES"] for name in ("app-1", "app-2")} == {
        address
    }


def test_chroma_of_the_image_passes_its_health_check(chroma: Chroma) -> None:
    service = COMPOSE["chroma"]
    assert service["command"][:2] == ["chroma", "run"]
    _, *words = service["healthcheck"]["test"]
    assert healthy(words, 8000, chroma.port) == 0
    assert healthy(words, 8000, free_port()) != 0


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="No systemd here.")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        told = unit.read_text(encoding="utf-8").replace("/opt/initiativ/bin/initiativ", "/bin/true")
        (tmp_path / unit.name).write_text(told, encoding="utf-8")
    command = ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))]
    found = subprocess.run(command, capture_output=True, text=True)
    assert (found.returncode, found.stderr) == (0, "")


@pytest.mark.parametrize("file", TOLD, ids=lambda file: file.name)
def test_every_setting_that_is_named_is_one(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    named = set(re.findall(r"INITIATIV_([A-Z_]+)", text))
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_every_file_command_and_measure_of_the_operations_page_is_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = OPERATIONS.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http)([^)#]+)\)", text)
    paths = re.findall(r"`((?:deploy|docs)/[\w./-]+|compose\.yaml|Dockerfile)`", text)
    assert links and paths
    assert all((OPERATIONS.parent / link).exists() for link in links)
    assert all((CHECKOUT / path).exists() for path in paths)
    for command in set(re.findall(r"\binitiativ ([a-z]+)", text)):
        with pytest.raises(SystemExit) as ended:
            main([command, "--help"])
        assert ended.value.code == 0, command
    profiles = set(re.findall(r"--profile (\w+)", text))
    assert profiles == {one for it in COMPOSE.values() for one in it["profiles"]}
    measured = (CHECKOUT / "assistant" / "metrics.py").read_text(encoding="utf-8")
    for name in set(re.findall(r"\b(initiativ_[a-z_]+)", text)):
        assert re.sub(r"_(total|bucket|count|sum)$", "", name) in measured
