"""`python -m tools.evidence [LESSON ...] [--tier full|sample] [--seeds N]`: measure lessons, write docs/EVIDENCE.md.

Each solution is run once a seed (WORKSHOP_SEED = 1, 2, ...) in a fresh kernel: wall seconds, peak memory, seconds
of the cells that train, and what every claim measured. Every seed is written down as soon as it is measured, so a
run that was interrupted goes on with the seeds that are missing, as long as the code of the lesson, the versions and
the machine are the same; otherwise its runs replace the earlier ones of that lesson, tier and backend. The page is
rendered from docs/evidence.json; with --seeds 0 that is all that is done, as is right after a change of a lesson's
code. Run it on an otherwise idle machine.
"""

import argparse
import ast
import datetime
import hashlib
import json
import math
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
import psutil
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from tools import course as course_toml
from tools import files
from tools.course import Course, Lesson

ROOT = Path(__file__).resolve().parents[1]
CHANGED = "*Since these runs the lesson's code has changed in places: they are of an earlier edition of it.*"
#: The widest vectors of numbers that a processor computes at once, by the flag that says so.
VECTORS = {"avx512f": "AVX-512", "avx2": "AVX2"}
#: What is asked of the kernel after the last cell: its peak memory, versions, and the device it trained on.
LAST_CELL = """
def workshop_facts():
    import platform, sys
    import keras
    if sys.platform == "win32":
        import psutil
        peak = psutil.Process().memory_info().peak_wset
    else:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    backend, device = keras.backend.backend(), "CPU"
    if backend == "tensorflow":
        import tensorflow as framework
        gpus = framework.config.list_physical_devices("GPU")
        device = framework.config.experimental.get_device_details(gpus[0])["device_name"] if gpus else "CPU"
    elif backend == "torch":
        import torch as framework
        device = framework.cuda.get_device_name() if framework.cuda.is_available() else "CPU"
    else:
        import jax as framework
        device = framework.devices()[0].device_kind
    versions = {"Python": platform.python_version(), "Keras": keras.__version__, backend: framework.__version__}
    return {"peak": peak, "backend": backend, "device": device, "versions": versions}
__import__("json").dumps(workshop_facts())
"""


def trainers(sources: Sequence[str]) -> set[str]:
    """`fit`, and the functions defined in these cells that call it, by themselves or by way of another."""
    names = {"fit"}
    for source in sources:
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef) and _call(node.body, names):
                names.add(node.name)
    return names


def trains(source: str, names: Set[str]) -> bool:
    """Whether a cell calls one of the notebook's trainers; to define one is not to train."""
    return _call(ast.parse(source).body, names)


def _call(code: Sequence[ast.AST], names: Set[str]) -> bool:
    waiting = list(code)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in names:
            return True
        waiting += ast.iter_child_nodes(node)
    return False


def measure(lesson: Lesson, tier: str, seed: int, root: Path = ROOT) -> dict[str, Any]:
    """Run a solution once; returns seconds, memory in bytes, claims, failed cells, and where it ran.

    A cell that stops fails, and one whose output nbval compares and which prints something else than is stored.

    Raises nbclient's errors only where the kernel itself dies: a claim that fails is part of the result.
    """
    notebook = nbformat.read(lesson.solution(root), as_version=4)
    stored = {
        cell.id: printed(cell) for cell in notebook.cells if "nbval-check-output" in cell.metadata.get("tags", [])
    }
    notebook.cells.append(new_code_cell(LAST_CELL))
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        claims.touch()
        env = {**os.environ, "WORKSHOP_DATA": tier, "WORKSHOP_SEED": str(seed), "WORKSHOP_CLAIMS": str(claims)}
        env["WORKSHOP_CLASS"] = ""  # a measurement is no student of a class
        client = NotebookClient(
            notebook,
            timeout=900,
            kernel_name="python3",
            allow_errors=True,
            record_timing=True,
            resources={"metadata": {"path": str(root / "solutions")}},
        )
        began = time.monotonic()
        client.execute(env=env)
        seconds = time.monotonic() - began
        measured = [json.loads(line) for line in claims.read_text(encoding="utf-8").splitlines()]
    facts = json.loads(ast.literal_eval(notebook.cells.pop().outputs[-1]["data"]["text/plain"]))
    heading, training, failed = "", {}, []
    names = trainers([cell.source for cell in notebook.cells if cell.cell_type == "code"])
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = next((line[3:] for line in cell.source.splitlines()[::-1] if line.startswith("## ")), heading)
            continue
        if trains(cell.source, names):
            timing = cell.metadata.execution
            spent = _seconds(timing["shell.execute_reply"]) - _seconds(timing["iopub.execute_input"])
            training[heading] = training.get(heading, 0) + spent
        failed += [f"{heading}: {output.evalue}" for output in cell.outputs if output.output_type == "error"]
        if stored.get(cell.id, printed(cell)) != printed(cell):
            failed.append(f"{heading}: another output than the stored one")
    return {"seed": seed, "seconds": seconds, "training": training, "claims": measured, "failed": failed, **facts}


def printed(cell: NotebookNode) -> str:
    """What a cell printed, and the text of what it returned; not what a library said on standard error."""
    outputs = [output for output in cell.get("outputs", []) if output.get("name") != "stderr"]
    return "".join(output.get("text", output.get("data", {}).get("text/plain", "")) for output in outputs)


def page(course: Course, runs: list[dict[str, Any]], codes: Mapping[str, str] = MappingProxyType({})) -> str:
    """docs/EVIDENCE.md, rendered from the runs kept of the course's lessons; one may be measured before it joins.

    codes: the fingerprint of the code of each lesson as it is now, by its stem; runs of another code are said to be so
    """
    lines = [
        "# Evidence",
        "",
        "Measured by `python -m tools.evidence`, rendered from `docs/evidence.json`; do not edit. Each lesson is its",
        "solution from the first cell to the last, in a fresh kernel, once a seed. *Margin* is the distance from the",
        "mean to the bound in standard deviations of the seeds; where all seeds agree it is left out.",
    ]
    lessons = {lesson.stem: lesson for lesson in course.lessons}
    for entry in (entry for entry in runs if entry["lesson"] in lessons):
        lesson, each = lessons[entry["lesson"]], entry["seeds"]
        lines += [
            "",
            f"## Lesson {lesson.number}, {entry['tier']} data, {entry['backend']}, {entry['device']}",
            "",
            f"{len(each)} seeds on {entry['machine']}; {entry['versions']}.",
            *(["", CHANGED] if codes.get(entry["lesson"], entry.get("code")) != entry.get("code") else []),
            "",
            "| | mean | standard deviation | worst | budget |",
            "|---|---|---|---|---|",
            _row("whole lesson (s)", [run["seconds"] for run in each], f"{lesson.seconds:g}", 1),
            _row("peak memory (GB)", [run["peak"] / 1e9 for run in each], f"{lesson.memory_gb:g}", 2),
        ]
        for heading in each[0]["training"]:
            lines.append(_row(f"cells that train, under {heading} (s)", [r["training"][heading] for r in each], "", 1))
        lines += ["", "| claim | bound | mean | standard deviation | margin | held |", "|---|---|---|---|---|---|"]
        sentences = dict.fromkeys(claim["claim"] for run in each for claim in run["claims"])
        lines += [_claim(sentence, each) for sentence in sentences]
        failed = [f"seed {run['seed']}: {failure}" for run in each for failure in run["failed"]]
        lines += ["", "Failed: " + ("; ".join(" ".join(text.split()) for text in failed) if failed else "none.")]
    return "\n".join(lines) + "\n"


def _row(name: str, values: list[float], budget: str, digits: int) -> str:
    spread = statistics.stdev(values) if len(values) > 1 else 0.0
    numbers = [statistics.mean(values), spread, max(values)]
    return f"| {name} | {' | '.join(f'{number:.{digits}f}' for number in numbers)} | {budget} |"


def margin(sentence: str, each: list[dict[str, Any]]) -> float | None:
    """The distance from a claim's mean to its nearer bound in standard deviations; None where nothing varies."""
    rows = [claim for run in each for claim in run["claims"] if claim["claim"] == sentence]
    values, low, high = [row["measured"] for row in rows], rows[0]["at_least"], rows[0]["at_most"]
    mean, spread = statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0
    gaps = [mean - low] if low is not None else []
    gaps += [high - mean] if high is not None else []
    return min(gaps) / spread if gaps and spread > 1e-12 else None


def _claim(sentence: str, each: list[dict[str, Any]]) -> str:
    """One row: a claim over all seeds; a seed that stopped before it has not held it."""
    rows = [claim for run in each for claim in run["claims"] if claim["claim"] == sentence]
    low, high = rows[0]["at_least"], rows[0]["at_most"]
    values = [row["measured"] for row in rows]
    if low is None and high is None:
        return f"| {sentence} | true | | | | {sum(map(bool, values))} of {len(each)} |"
    mean, spread = statistics.mean(values), statistics.stdev(values) if len(values) > 1 else 0.0
    held = sum((low is None or value >= low) and (high is None or value <= high) for value in values)
    bounds = [f"at least {low:.4g}"] if low is not None else []
    bounds += [f"at most {high:.4g}"] if high is not None else []
    distance = margin(sentence, each)
    shown = "" if distance is None else f"{distance:.1f}"
    return f"| {sentence} | {', '.join(bounds)} | {mean:.4g} | {spread:.2g} | {shown} | {held} of {len(each)} |"


def _machine(processor: Path = Path("/proc/cpuinfo")) -> str:
    """This machine in words, without its name.

    processor: where Linux says what the processor can do. With AVX2 alone the same lesson took nearly twice as long as
        on another machine of two cores, so runs of the two are kept apart
    """
    memory = math.ceil(psutil.virtual_memory().total / 2**30)
    known = set(processor.read_text(encoding="utf-8").split()) if processor.exists() else set()
    vectors = next((f" with {name}" for flag, name in VECTORS.items() if flag in known), "")
    return f"{os.cpu_count()} cores{vectors}, {memory} GiB, {platform.machine()}, {platform.system()}"


def _seconds(stamp: str) -> float:
    return datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp()


def _code(lesson: Lesson, root: Path) -> str:
    """A fingerprint of what a solution runs; prose and the setup cell may change without a new measurement."""
    cells = nbformat.read(lesson.solution(root), as_version=4).cells
    source = "\0".join(cell.source for cell in cells if cell.cell_type == "code" and cell.id != "setup")
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def codes(course: Course, root: Path = ROOT) -> dict[str, str]:
    """The fingerprint of the code of each lesson that is built, by its stem."""
    return {lesson.stem: _code(lesson, root) for lesson in course.lessons if lesson.solution(root).is_file()}


def keep(runs: list[dict[str, Any]], about: dict[str, Any], run: dict[str, Any]) -> list[dict[str, Any]]:
    """All runs with one more: beside those measured under the same conditions, in place of those under others.

    about: lesson, tier, backend, device; versions, machine, code
    """
    key = ("lesson", "tier", "backend", "device")
    same_place = [entry for entry in runs if all(entry[name] == about[name] for name in key)]
    others = [entry for entry in runs if entry not in same_place]
    seeds = [old for entry in same_place if all(entry.get(name) == about[name] for name in about)
             for old in entry["seeds"] if old["seed"] != run["seed"]]  # fmt: skip
    entry = {**about, "seeds": sorted([*seeds, run], key=lambda run: run["seed"])}
    return sorted([*others, entry], key=lambda entry: [entry[name] for name in key])


def _measured(runs: list[dict[str, Any]], about: dict[str, Any]) -> set[int]:
    """The seeds that were measured under these conditions, as far as they are known."""
    same = [entry for entry in runs if all(entry.get(name) == value for name, value in about.items())]
    return {run["seed"] for entry in same for run in entry["seeds"]}


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; exit status 1 if any cell of any run failed."""
    parser = argparse.ArgumentParser(prog="python -m tools.evidence", description=__doc__)
    parser.add_argument("lesson", nargs="*", help="number or slug (default: all)")
    parser.add_argument("--tier", choices=["full", "sample"], default="full")
    parser.add_argument("--seeds", type=int, default=10, help="how many (default: 10)")
    options = parser.parse_args(arguments)
    course = course_toml.read(root)
    store = root / "docs" / "evidence.json"
    store.parent.mkdir(exist_ok=True)
    runs = json.loads(store.read_text(encoding="utf-8")) if store.exists() else []

    def render() -> None:
        files.write_whole(store.parent / "EVIDENCE.md", page(course, runs, codes(course, root)))

    bad = 0
    render()
    for lesson in course.pick(options.lesson):
        about = {"lesson": lesson.stem, "tier": options.tier, "machine": _machine(), "code": _code(lesson, root),
                 "backend": os.environ.get("KERAS_BACKEND", "tensorflow")}  # fmt: skip
        while missing := set(range(1, options.seeds + 1)) - _measured(runs, about):
            run = measure(lesson, options.tier, min(missing), root)
            versions = ", ".join(f"{name} {version}" for name, version in run.pop("versions").items())
            about |= {"versions": versions, "backend": run.pop("backend"), "device": run.pop("device")}
            runs = keep(runs, about, run)
            files.write_whole(store, json.dumps(runs, indent=1, ensure_ascii=False) + "\n")
            render()
            bad += len(run["failed"])
            print(
                f"{lesson.stem} {options.tier} seed {run['seed']}: {run['seconds']:.1f} s", *run["failed"], flush=True
            )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
