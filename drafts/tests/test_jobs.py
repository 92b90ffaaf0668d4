"""The job files of lesson 10 say to Slurm and Kubernetes what these understand, and to the script what it reads."""

import ast
import contextlib
import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import yaml

from tools import course as course_toml
from workshop.processes import Workers, free_port

ROOT = Path(__file__).resolve().parents[1]
JOBS = ROOT / "jobs"
SLURM, KUBERNETES, SCRIPT = JOBS / "slurm.sh", JOBS / "kubernetes.yaml", JOBS / "train.py"
VARIABLES = {
    "KERAS_DISTRIBUTION_JOB_ADDRESSES",
    "KERAS_DISTRIBUTION_NUM_PROCESSES",
    "KERAS_DISTRIBUTION_PROCESS_ID",
}


def arguments_of_the_script() -> tuple[set[str], set[str]]:
    """What train.py takes, and what of it has to be given."""
    known, needed = set(), set()
    for node in ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = str(node.args[0].value)
            if name.startswith("--"):
                known.add(name)
                if any(keyword.arg == "required" for keyword in node.keywords):
                    needed.add(name)
    return known, needed


def given(text: str) -> set[str]:
    """The arguments that a job file hands to train.py."""
    return set(re.findall(r"(?<= )--[a-z-]+", text[text.index("train.py") :]))


def of_kind(kind: str) -> dict:
    documents = yaml.safe_load_all(KUBERNETES.read_text(encoding="utf-8"))
    return next(document for document in documents if document["kind"] == kind)


def pod() -> dict:
    return of_kind("Job")["spec"]["template"]["spec"]


def container() -> dict:
    (only,) = pod()["containers"]
    return only


# --- what both say to the script ---


def test_the_script_is_told_what_it_asks_for_and_nothing_that_it_does_not_know():
    known, needed = arguments_of_the_script()
    assert needed == {"--data", "--folder"}
    started = SLURM.read_text(encoding="utf-8")
    for text in (started[started.index("for start") :].replace("worker ", "train.py ", 1), container()["args"][0]):
        assert needed <= given(text) - {"--label", "--kill-on-bad-exit"} <= known


def test_both_set_the_variables_that_keras_reads_and_so_does_the_lessons_own_start():
    said = re.findall(r"KERAS_DISTRIBUTION_\w+(?==)", SLURM.read_text(encoding="utf-8"))
    assert set(said) == VARIABLES
    assert {entry["name"] for entry in container()["env"]} == VARIABLES
    assert set(Workers("train.py", 2).environment(0, 5555)) >= VARIABLES
    assert set(re.findall(r"KERAS_DISTRIBUTION_\w+", SCRIPT.read_text(encoding="utf-8"))) <= VARIABLES


def test_the_lesson_shows_all_three_files():
    (lesson,) = course_toml.read(ROOT).pick(["10"])
    text = (ROOT / "lessons" / f"{lesson.stem}.py").read_text(encoding="utf-8")
    assert all(f"jobs/{file.name}" in text for file in (SLURM, KUBERNETES, SCRIPT))


# --- Kubernetes ---


def test_kubernetes_gets_two_objects_that_belong_together():
    job, service = of_kind("Job"), of_kind("Service")
    name = job["metadata"]["name"]
    assert service["spec"]["selector"] == {"job-name": name}
    assert service["spec"]["clusterIP"] == "None" and service["spec"]["publishNotReadyAddresses"]
    assert pod()["subdomain"] == service["metadata"]["name"]
    env = {entry["name"]: entry for entry in container()["env"]}
    # A pod of an indexed job is called NAME-INDEX, and the service makes that a name that all can call.
    address = env["KERAS_DISTRIBUTION_JOB_ADDRESSES"]["value"]
    assert re.fullmatch(rf"{name}-0\.{service['metadata']['name']}:\d+", address)
    assert "job-completion-index" in env["KERAS_DISTRIBUTION_PROCESS_ID"]["valueFrom"]["fieldRef"]["fieldPath"]


def test_kubernetes_starts_as_many_workers_at_once_as_they_are_told():
    spec, env = of_kind("Job")["spec"], {entry["name"]: entry.get("value") for entry in container()["env"]}
    assert spec["completionMode"] == "Indexed"
    assert spec["completions"] == spec["parallelism"] == int(env["KERAS_DISTRIBUTION_NUM_PROCESSES"])
    assert spec["backoffLimit"] % spec["completions"] == 0 and pod()["restartPolicy"] == "OnFailure"


def test_every_volume_that_is_mounted_is_there():
    mounted = {mount["name"] for mount in container()["volumeMounts"]}
    assert mounted == {volume["name"] for volume in pod()["volumes"]}
    files = re.findall(r"--from-file=(\S+)", KUBERNETES.read_text(encoding="utf-8"))
    for file in files:
        assert (JOBS / file).exists() or (ROOT / file).exists()
    assert {"train.py", "requirements-scale.txt"} == set(files)


def test_kubernetes_own_schemas_accept_both_objects():
    """By kubernetes-validate, which carries the schemas that Kubernetes publishes."""
    validate = pytest.importorskip(
        "kubernetes_validate", reason="Kubernetes's schemas are not here: `python3 start.py test --scale` runs this"
    )
    for kind in ("Service", "Job"):
        validate.validate(of_kind(kind), validate.latest_version(), strict=True)


# --- Slurm ---

NEEDED = ("slurmctld", "slurmd", "sbatch", "srun", "scontrol")
with_slurm = pytest.mark.skipif(
    not all(map(shutil.which, NEEDED)) or not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="Slurm is not here, or nobody is root: install slurmctld, slurmd and slurm-client (Debian), start as root",
)
SETTINGS = """
ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmUser={user}
AuthType=auth/none
CredType=cred/none
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
MpiDefault=none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SlurmdParameters=config_overrides
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=16 RealMemory=65536 State=UNKNOWN
PartitionName=all Nodes={host} Default=YES State=UP
"""


def slurm(*command: str | Path, folder: Path) -> str:
    return subprocess.run(
        list(map(str, command)), cwd=folder, capture_output=True, text=True, timeout=500, check=True
    ).stdout


@pytest.fixture(scope="module")
def cluster(tmp_path_factory) -> Iterator[Path]:
    """A Slurm of its own with one machine, this one, which says that it has sixteen cores."""
    folder, before = tmp_path_factory.mktemp("slurm"), dict(os.environ)
    ports, host = (free_port(), free_port()), socket.gethostname().split(".")[0]
    for name in ("state", "spool"):
        (folder / name).mkdir()
    settings = SETTINGS.format(folder=folder, host=host, user=getpass.getuser(), ports=ports)
    (folder / "slurm.conf").write_text(settings, encoding="utf-8")
    os.environ["SLURM_CONF"] = str(folder / "slurm.conf")
    # The job's `python` is the one that runs this.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    log = (folder / "log.txt").open("w")
    parts = [subprocess.Popen([name, "-D"], stdout=log, stderr=log) for name in ("slurmctld", "slurmd")]
    try:
        for _ in range(100):
            with contextlib.suppress(subprocess.CalledProcessError):
                if "idle" in slurm("sinfo", "--noheader", folder=folder):
                    break
            time.sleep(0.2)
        else:
            pytest.fail(f"Slurm does not start: {(folder / 'log.txt').read_text()}")
        yield folder
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            slurm("scancel", "--user", getpass.getuser(), folder=folder)
        for part in parts[::-1]:
            part.terminate()
            part.wait(20)
        log.close()
        os.environ.clear()
        os.environ.update(before)


def hand_in(folder: Path, *options: str) -> str:
    """Hand in slurm.sh, for one machine with two workers, wait for its end, and return what the workers printed."""
    shutil.copy(SLURM, folder)
    run = ["sbatch", "--wait", "--nodes=1", "--cpus-per-task=1", "--mem=2G", *options, "slurm.sh"]
    ended = subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=500)
    (output,) = folder.glob("scale-out-*.txt")
    return f"{output.read_text(encoding='utf-8')}\ncode {ended.returncode}"


@with_slurm
def test_slurm_accepts_the_job(cluster, tmp_path):
    said = subprocess.run(
        ["sbatch", "--test-only", "--nodes=1", SLURM], cwd=tmp_path, capture_output=True, text=True, check=False
    ).stderr
    assert "to start at" in said and "using 8 processors" in said


@with_slurm
def test_slurm_tells_each_worker_who_it_is(cluster, tmp_path):
    (tmp_path / "train.py").write_text(
        "import os, sys\n"
        "print('I am', *[os.environ[f'KERAS_DISTRIBUTION_{name}'] for name in "
        "('PROCESS_ID', 'NUM_PROCESSES', 'JOB_ADDRESSES')], *sys.argv[1:])\n",
        encoding="utf-8",
    )
    said = hand_in(tmp_path)
    address = re.search(r"0: I am 0 2 (\S+:2\d{4}) --data pictures\.npz --folder run\n", said)
    assert address and f"1: I am 1 2 {address[1]} --data pictures.npz --folder run\n" in said
    assert said.count("I am") == 2 and said.endswith("code 0")


DIES = """
import os, pathlib, time
me = os.environ["KERAS_DISTRIBUTION_PROCESS_ID"]
starts = pathlib.Path("starts")
before = starts.read_text().count("x") if starts.exists() else 0
time.sleep(0.5)
if me == "0":
    starts.write_text("x" * (before + 1))
print("start", before + 1)
time.sleep(0.5)
if me == "1" and before < {deaths}:
    os._exit(1)
time.sleep(60 if before < {deaths} else 0)
print("done")
"""


@with_slurm
def test_where_a_worker_dies_slurm_starts_all_anew(cluster, tmp_path):
    (tmp_path / "train.py").write_text(DIES.format(deaths=1), encoding="utf-8")
    began = time.monotonic()
    said = hand_in(tmp_path)
    assert said.count("start 1") == 2 and said.count("start 2") == 2 and said.count("done") == 2
    assert said.endswith("code 0") and time.monotonic() - began < 50  # the other one was not waited for


@with_slurm
def test_a_job_that_always_dies_ends_after_three_starts(cluster, tmp_path):
    (tmp_path / "train.py").write_text(DIES.format(deaths=99), encoding="utf-8")
    said = hand_in(tmp_path)
    assert said.count("start 3") == 2 and "start 4" not in said and "done" not in said and not said.endswith("code 0")


@with_slurm
@pytest.mark.trains
def test_slurm_trains_the_network_on_two_workers(cluster, tmp_path):
    pytest.importorskip("jax", reason="JAX is not installed here: `python3 start.py test --scale` runs this")
    shutil.copy(SCRIPT, tmp_path)
    random = np.random.default_rng(1)
    y = random.integers(0, 10, 256)
    x = (random.normal(size=(256, 28, 28, 3)) * 20 + 25 * y[:, None, None, None]).clip(0, 255).astype("uint8")
    np.savez(tmp_path / "pictures.npz", x_train=x, y_train=y)
    said = hand_in(tmp_path)
    losses = [re.findall(rf"{worker}: epoch \d of 6: loss ([\d.]+)", said) for worker in (0, 1)]
    assert losses[0] == losses[1] and len(losses[0]) == 6 and float(losses[0][-1]) < float(losses[0][0])
    assert sorted(file.name for file in (tmp_path / "run").glob("*.keras")) == ["epoch-5.keras", "epoch-6.keras"]
