"""What a JupyterHub on one machine is told for this course; docs/HUB.md says where the file goes.

`python3 start.py test --hub` starts its hub with this very file.
"""

import os

c = get_config()  # noqa: F821 (JupyterHub's own)

#: All data of the course, downloaded once for everybody: `python3 start.py fetch FOLDER`, as the machine's owner.
MIRROR = os.environ.get("WORKSHOP_MIRROR") or "/srv/course-data"
#: The graphics cards of the machine. With several, each student is given one of them, in turn.
GPUS = 0

c.Spawner.default_url = "/lab"
c.Spawner.environment.update(
    {
        # Without these, each kernel starts as many threads as the machine has cores, and they wait for each other.
        "TF_NUM_INTRAOP_THREADS": "2",
        "OMP_NUM_THREADS": "2",
        # Without these, the first kernel takes all memory of a card, and the next one has none.
        "TF_FORCE_GPU_ALLOW_GROWTH": "true",
        "XLA_PYTHON_CLIENT_PREALLOCATE": "false",
    }
)
# Read in place by everybody; what a lesson makes of it is kept in the student's own home.
if os.path.isdir(MIRROR):
    c.Spawner.environment.update({"WORKSHOP_MIRROR": MIRROR})
else:
    print(f"The folder {MIRROR} is not there: each student downloads the data, or works on the samples.")


def deal_card(spawner) -> None:
    """Let a student's kernels see one card, the same one each time."""
    spawner.environment["CUDA_VISIBLE_DEVICES"] = str(spawner.user.id % GPUS)


if GPUS > 1:
    c.Spawner.pre_spawn_hook = deal_card
