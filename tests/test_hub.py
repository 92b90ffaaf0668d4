"""docs/HUB.md and the files of hub/, without a hub: the links, the sizes, and what the settings are worth.

A hub with students in it is tests/test_hub_room.py.
"""

import json
import os
import re
import urllib.parse
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tools import course as course_toml
from tools import hub
from tools.course import LessonError

ROOT = Path(__file__).resolve().parents[1]
COURSE = course_toml.read(ROOT)
VALUES = yaml.safe_load((ROOT / "hub" / "values.yaml").read_text(encoding="utf-8"))
ROOM = {
    "users": 2,
    "machine": "2 cores, 24 GiB, x86_64, Linux",
    "versions": "JupyterHub 6.1.1",
    "seconds": {"pull the course": [2.0, 4.0]},
    "core_seconds": {"the kernel": [9.0, 11.0]},
    "gigabytes": {"the student's server": [0.1, 0.2]},
    "hub_gb": 0.2,
    "total_seconds": 80.0,
}


def run_of(lesson, seconds=100.0, peak=1e9, **more):
    """A run of the evidence."""
    about = {"lesson": lesson.stem, "tier": "full", "backend": "tensorflow", "machine": "2 cores, 24 GiB"}
    return {**about, "seeds": [{"seconds": seconds, "peak": peak}, {"seconds": 1.0, "peak": 1.0}], **more}


def small(tmp_path, page=None):
    """A folder with what the tool reads: one lesson's evidence, a room, and the page's marks alone."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "course.toml").write_bytes((ROOT / "course.toml").read_bytes())
    (tmp_path / "docs" / "evidence.json").write_text(json.dumps([run_of(COURSE.lessons[0])]), encoding="utf-8")
    (tmp_path / "docs" / "hub.json").write_text(json.dumps(ROOM), encoding="utf-8")
    marks = [
        f"<!-- {name}: begin -->\nold\n<!-- {name}: end -->\n" for name in ("links", "course", "sizing", "measured")
    ]
    (tmp_path / "docs" / "HUB.md").write_text("".join(marks) if page is None else page, encoding="utf-8")
    return tmp_path


def test_the_page_is_up_to_date():
    text = (ROOT / "docs" / "HUB.md").read_text(encoding="utf-8")
    assert hub.page() == text, "docs/HUB.md differs: run `python -m tools.hub`"


def test_a_link_names_the_course_the_branch_and_the_notebook_and_nbgitpuller_opens_it():
    for lesson in COURSE.lessons:
        parts = urllib.parse.urlsplit(hub.link(COURSE, lesson, "https://hub.example.org/"))
        asked = urllib.parse.parse_qs(parts.query, strict_parsing=True)
        assert parts._replace(query="").geturl() == "https://hub.example.org/hub/user-redirect/git-pull"
        assert asked["repo"] == [COURSE.repository] and asked["branch"] == [COURSE.ref]
        # nbgitpuller clones into a folder of the repository's name; JupyterLab opens what lies there.
        (page,) = asked["urlpath"]
        assert page == f"lab/tree/{COURSE.name}/notebooks/{lesson.stem}.ipynb"
        assert lesson.notebook(ROOT).is_file()


def test_a_link_to_handouts_names_their_repository_and_its_folder():
    link = hub.link(COURSE, COURSE.lessons[3], repository="https://git.example.org/me/mine")
    assert "repo=https://git.example.org/me/mine&" in link
    assert link.endswith("urlpath=lab/tree/mine/notebooks/04_cifar10_cnn.ipynb")


def test_a_branch_with_odd_letters_survives_the_link():
    course = course_toml.Course("A course", "https://github.com/a/b", "spring+2027", COURSE.lessons)
    query = urllib.parse.urlsplit(hub.link(course, COURSE.lessons[0])).query
    assert urllib.parse.parse_qs(query)["branch"] == ["spring+2027"]


def test_a_need_is_the_worst_seed_on_full_data_with_the_server_and_all_cores_busy():
    lesson = COURSE.lessons[0]
    others = [run_of(lesson, 9e9, 9e9, tier="sample"), run_of(lesson, 9e9, 9e9, backend="jax")]
    (need,) = hub.needs(COURSE, [*others, run_of(lesson, 100.0, 1e9)], server_gb=0.2)
    assert need.gigabytes == pytest.approx(1.2) and need.core_seconds == pytest.approx(200)


def test_cores_and_machines_follow_the_rule_of_the_page():
    lesson = SimpleNamespace(number=1, minutes=60)
    # 900 core seconds, twice, in half an hour: one core. And 6 GB: ten students fill 60 of 64 GB.
    need = hub.Need(lesson, gigabytes=6.0, core_seconds=900.0)
    assert need.cores == pytest.approx(1.0)
    assert [hub.machines(need, students) for students in (10, 11, 30)] == [1, 2, 3]
    # No student is split: of 7 GB each eight fit, and no half of a ninth.
    assert hub.machines(hub.Need(lesson, 7.0, 900.0), 17) == 3
    # Twice the cores: eight students fill 16 of them before the memory is full.
    assert hub.machines(hub.Need(lesson, 1.0, 1800.0), 9) == 2
    text = hub.sizing([need])
    assert "| 1 | 6.0 | 900 | 30, 184 GB | 100, 604 GB | 200, 1204 GB |" in text
    assert "| 30 | 30 cores, 184 GB | 3 |" in text


def test_the_tool_renders_every_part_and_keeps_a_new_measurement(tmp_path):
    root = small(tmp_path)
    new = tmp_path / "room.json"
    new.write_text(json.dumps({**ROOM, "users": 20}), encoding="utf-8")
    assert hub.main(["--measured", str(new)], root) == 0
    text = (root / "docs" / "HUB.md").read_text(encoding="utf-8")
    assert "old" not in text and f"git clone --depth=1 {COURSE.repository} /opt/course" in text
    assert "20 students at once" in text and "| pull the course (s) | 3 | 4 |" in text
    assert json.loads((root / "docs" / "hub.json").read_text(encoding="utf-8"))["users"] == 20
    assert hub.page(root) == text


def test_with_an_address_it_prints_the_links_and_writes_nothing(tmp_path, capsys):
    root = small(tmp_path)
    before = (root / "docs" / "HUB.md").read_bytes()
    assert hub.main(["--address", "https://hub.my.org", "--repository", "https://git.my.org/me/mine"], root) == 0
    said = capsys.readouterr().out
    assert said.count("https://hub.my.org/hub/user-redirect/git-pull?repo=https://git.my.org/me/mine&") == 7
    assert (root / "docs" / "HUB.md").read_bytes() == before


@pytest.mark.parametrize("arguments, page, sentence", [
    (["--address", "hub.my.org"], None, "'hub.my.org' is no address of a hub: write one such as https://hub.example.org"),
    (["--repository", "https://git.my.org/a/b"], None, "--repository goes with --address"),
    ([], "no marks", "docs/HUB.md: the links belong between `<!-- links: begin -->` and `<!-- links: end -->`"),
    (["--measured", "nowhere.json"], None, "nowhere.json cannot be read or written"),
    (["--measured", "docs/evidence.json"], None, "The numbers cannot be used"),
], ids=["address", "repository alone", "marks", "no file", "another file"])  # fmt: skip
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(
    tmp_path, capsys, monkeypatch, arguments, page, sentence
):
    root = small(tmp_path, page)
    monkeypatch.chdir(root)
    before = {path: path.read_bytes() for path in (root / "docs").iterdir()}
    assert hub.main(arguments, root) == 2
    said = capsys.readouterr().err
    assert sentence in said and "Traceback" not in said and said.count("\n") == 1
    assert {path: path.read_bytes() for path in (root / "docs").iterdir()} == before


# ------------------------------------------------------------------------------------------------ hub/


def settings(mirror, gpus=0):
    """What hub/jupyterhub_config.py sets, with a folder for the mirror and a number of cards."""
    text = (ROOT / "hub" / "jupyterhub_config.py").read_text(encoding="utf-8").replace("GPUS = 0", f"GPUS = {gpus}")
    spawner = SimpleNamespace(environment={})
    names = {"get_config": lambda: SimpleNamespace(Spawner=spawner)}
    before = os.environ.get("WORKSHOP_MIRROR")
    os.environ["WORKSHOP_MIRROR"] = str(mirror)
    try:
        exec(compile(text, "jupyterhub_config.py", "exec"), names)
    finally:
        os.environ.pop("WORKSHOP_MIRROR")
        if before is not None:
            os.environ["WORKSHOP_MIRROR"] = before
    return spawner


def test_the_hubs_file_names_the_mirror_only_where_it_is_and_says_so(tmp_path, capsys):
    assert settings(tmp_path).environment["WORKSHOP_MIRROR"] == str(tmp_path)
    assert capsys.readouterr().out == ""
    assert "WORKSHOP_MIRROR" not in settings(tmp_path / "none").environment
    assert "is not there: each student downloads the data" in capsys.readouterr().out


def test_several_cards_are_dealt_to_the_students_in_turn(tmp_path):
    assert not hasattr(settings(tmp_path, gpus=1), "pre_spawn_hook")
    deal, dealt = settings(tmp_path, gpus=3).pre_spawn_hook, []
    for number in range(1, 7):
        spawner = SimpleNamespace(user=SimpleNamespace(id=number), environment={})
        deal(spawner)
        dealt.append(spawner.environment["CUDA_VISIBLE_DEVICES"])
    assert dealt == ["1", "2", "0", "1", "2", "0"]


def test_one_machine_and_kubernetes_set_the_same_variables(tmp_path):
    one = settings(tmp_path).environment
    assert {**one, "WORKSHOP_MIRROR": "/srv/course-data"} == VALUES["singleuser"]["extraEnv"]


def bytes_of(size: str) -> float:
    """A size as JupyterHub reads it: 1G is 1024 to the third."""
    return float(size[:-1]) * 1024 ** (" KMGT".index(size[-1]))


def test_the_guaranteed_memory_holds_the_largest_lesson_and_the_limit_is_above_it():
    runs = json.loads((ROOT / "docs" / "evidence.json").read_text(encoding="utf-8"))
    room = json.loads((ROOT / "docs" / "hub.json").read_text(encoding="utf-8"))
    needs = hub.needs(COURSE, runs, max(room["gigabytes"]["the student's server"]))
    memory = VALUES["singleuser"]["memory"]
    assert {need.lesson.number for need in needs} == {lesson.number for lesson in COURSE.lessons}
    largest = max(needs, key=lambda need: need.gigabytes)
    assert bytes_of(memory["guarantee"]) / 1e9 >= largest.gigabytes, f"lesson {largest.lesson.number} needs more"
    assert bytes_of(memory["limit"]) > bytes_of(memory["guarantee"])
    page = (ROOT / "docs" / "HUB.md").read_text(encoding="utf-8")
    assert f"limits.memory {memory['limit']}" in page


def test_the_image_is_of_the_courses_version_and_is_made_of_files_that_are_there():
    text = (ROOT / "hub" / "Dockerfile").read_text(encoding="utf-8")
    image = VALUES["singleuser"]["image"]
    assert image["tag"] == COURSE.version and f"--tag {image['name']}:{image['tag']} ." in text
    copied = [name for line in re.findall(r"^COPY (.*) \S+$", text, re.MULTILINE) for name in line.split()]
    assert {"start.py", "requirements.lock", "workshop"} <= {*copied}
    assert all((ROOT / name).exists() for name in copied)


# ------------------------------------------------------------------------------------------------ the chart


def merged(defaults, values):
    """What helm makes of a chart's defaults and a file of values: tables are merged, all else is replaced."""
    if not (isinstance(defaults, dict) and isinstance(values, dict)):
        return values
    return {**defaults, **{key: merged(defaults.get(key), value) for key, value in values.items()}}


def misfits(chart: Path, values: dict) -> list[str]:
    """What the chart's own schema says against these values: one line each, as helm checks them."""
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((chart / "values.schema.json").read_text(encoding="utf-8"))
    whole = merged(yaml.safe_load((chart / "values.yaml").read_text(encoding="utf-8")), values)
    errors = jsonschema.validators.validator_for(schema)(schema).iter_errors(whole)
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in errors]


def test_the_values_fit_the_charts_schema():
    chart = os.environ.get("HUB_CHART")
    if not chart:
        pytest.skip("HUB_CHART names no unpacked chart: `helm pull jupyterhub/jupyterhub --untar` makes one")
    assert misfits(Path(chart), VALUES) == []


def test_a_value_that_the_schema_does_not_know_is_found(tmp_path):
    memory = {"type": "object", "additionalProperties": False, "properties": {"limit": {"type": "string"}}}
    single = {"type": "object", "required": ["cmd"], "properties": {"memory": memory, "cmd": {"type": "string"}}}
    schema = {"type": "object", "properties": {"singleuser": single}}
    (tmp_path / "values.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    (tmp_path / "values.yaml").write_text("singleuser: {cmd: start, memory: {}}", encoding="utf-8")
    assert misfits(tmp_path, {"singleuser": {"memory": {"limit": "4G"}}}) == []
    (line,) = misfits(tmp_path, {"singleuser": {"memory": {"limits": "4G"}}})
    assert line.startswith("singleuser.memory: ") and "'limits'" in line


#: Which settings of the spawner the chart makes of `singleuser`: of its own jupyterhub_config.py, as documented.
SPAWNER = {
    "cpu.limit": "cpu_limit",
    "cpu.guarantee": "cpu_guarantee",
    "memory.limit": "mem_limit",
    "memory.guarantee": "mem_guarantee",
    "defaultUrl": "default_url",
    "startTimeout": "start_timeout",
    "extraEnv": "environment",
    "storage.capacity": "storage_capacity",
    "storage.extraVolumes": "volumes",
    "storage.extraVolumeMounts": "volume_mounts",
}


def leaves(table, known, place=""):
    """Each setting under `singleuser`, by its name with dots; a name in `known` is a setting as a whole."""
    for key, value in table.items():
        name = f"{place}{key}"
        if isinstance(value, dict) and name not in known:
            yield from leaves(value, known, f"{name}.")
        else:
            yield name, value


def test_kubernetes_would_start_a_server_with_these_values(monkeypatch):
    kubespawner = pytest.importorskip("kubespawner", reason="python3 start.py test --hub installs KubeSpawner")
    for name in ("load_config", "shared_client"):  # no cluster is asked
        monkeypatch.setattr(f"kubespawner.spawner.{name}", lambda *_, **__: None)
    import asyncio

    from traitlets.config import Config

    values = dict(leaves(VALUES["singleuser"], SPAWNER))
    image = f"{values.pop('image.name')}:{values.pop('image.tag')}"
    options = {SPAWNER[name]: value for name, value in values.items()} | {"image": image}
    spawner = kubespawner.KubeSpawner(_mock=True, config=Config({"KubeSpawner": options}))
    assert all(spawner.has_trait(name) for name in options)
    pod = asyncio.run(spawner.get_pod_manifest())
    (server,) = pod.spec.containers
    assert server.resources.limits == {"cpu": 2.0, "memory": 4 * 2**30}
    assert server.resources.requests == {"cpu": 0.5, "memory": int(2.5 * 2**30)}
    (volume,) = [volume for volume in pod.spec.volumes if volume.name == "course-data"]
    (mount,) = [mount for mount in server.volume_mounts if mount.name == volume.name]
    assert mount.read_only and volume.persistent_volume_claim["readOnly"]
    assert mount.mount_path == values["extraEnv"]["WORKSHOP_MIRROR"]
    assert {variable.name for variable in server.env} >= set(values["extraEnv"])


def test_the_marks_of_the_page_are_checked_before_anything_is_written(tmp_path):
    with pytest.raises(LessonError, match="the sizing belong between"):
        text = "".join(f"<!-- {name}: begin -->\n<!-- {name}: end -->\n" for name in ("links", "course", "measured"))
        hub.page(small(tmp_path, text))
