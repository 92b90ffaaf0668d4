"""Proposal for tools/trials.py: `python -m tools.trials kills` (twenty kills at random moments of a seed).

To be pasted in; `trials` in main gains "kills": kills, and the docstring at the top:

    kills: what becomes of lesson 10's training when a worker is killed at a random moment, twenty times. Two workers;
    each run is started anew until it is done. Ten minutes on two cores. In an environment with JAX.
"""

import json
import random
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]


def kills(seeds: int, times: int = 20, epochs: int = 4) -> None:
    """Print for each kill: who and when, the starts it took, and how far the end is from that of an undisturbed run."""
    from workshop import processes
    from workshop.data import shapes

    with tempfile.TemporaryDirectory() as folder:
        x, y = shapes.draw(512, seed=1, viewpoint=0.4)
        pictures, script = Path(folder) / "pictures.npz", ROOT / "jobs" / "train.py"
        np.savez(pictures, x_train=x[:, 2:30, 2:30], y_train=y)

        def start(name: str, **settings: object) -> processes.Finished:
            arguments = ["--data", pictures, "--folder", Path(folder) / name, "--compiled", Path(folder) / "compiled"]
            arguments += ["--epochs", epochs, "--rate", 0.01]
            return processes.run(
                script, 2, *arguments, threads=1, show=False, words=name, seconds=900, silence=600, **settings
            )

        def report(name: str) -> list[dict]:
            return json.loads((Path(folder) / name / "report.json").read_text(encoding="utf-8"))

        start("first, which compiles")
        calm = start("undisturbed")
        print("| kill | worker | after | starts | epochs | loss, against the undisturbed one |\n|---|---|---|---|---|---|")
        chance = random.Random(seeds)
        for number in range(1, times + 1):
            worker, moment = chance.randrange(2), calm.seconds * chance.uniform(0.05, 0.98)
            starts, outcome = 0, None
            while outcome is None or outcome.killed:
                plan = {worker: moment} if outcome is None else {}
                outcome = start(f"kill {number}", kill=plan)
                starts += 1
            ended = report(f"kill {number}")
            off = ended[-1]["loss"] / report("undisturbed")[-1]["loss"] - 1
            seen = [entry["epoch"] for entry in ended] == [*range(1, epochs + 1)]
            whole = "each once" if seen else "WRONG"
            print(f"| {number} | {worker} | {moment:.1f} s | {starts} | {whole} | {off:+.1e} |", flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    kills(1, *map(int, sys.argv[1:]))
