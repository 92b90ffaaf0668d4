"""start.py, and the files that it, CI and the package managers read. Nothing real is installed here."""

import ast
import errno
import importlib.util
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import tomllib
import venv
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from small_course import START, call, clean_environment, finish, load, seen, small_course

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def tree(tmp_path):
    return small_course(tmp_path)


@pytest.fixture
def start(tree):
    return load(tree)


def assert_one_sentence(answer):
    assert answer.returncode == 2, answer
    assert "Traceback" not in answer.stdout + answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1, answer.stderr


# --------------------------------------------------------------------------------------------- unsupported machines


def test_an_old_python_can_read_the_file_and_reach_its_sentence():
    ast.parse(START.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_only_the_standard_library_is_imported():
    names = set()
    for node in ast.walk(ast.parse(START.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.split(".")[0])
    assert names and names <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("version", "system", "machine", "bits", "words"),
    [
        ((3, 6), "Linux", "x86_64", 64, ["3.6 is too old", "install Python 3.13", "Colab"]),
        ((3, 10), "Windows", "AMD64", 64, ["3.10 is too old", "install Python 3.13", "Colab"]),
        ((3, 14), "Linux", "x86_64", 64, ["3.14 is too new", "install Python 3.13", "Colab"]),
        ((3, 12), "Darwin", "x86_64", 64, ["Intel", "Colab"]),
        ((3, 12), "Windows", "x86", 32, ["32-bit", "64 bit"]),
    ],
)
def test_an_unsupported_python_gets_one_sentence_with_the_remedy(start, version, system, machine, bits, words):
    sentence = start.python_problem(version, system, machine, bits)
    assert all(word in sentence for word in words)
    assert "\n" not in sentence


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
@pytest.mark.parametrize("machine", [("Linux", "x86_64"), ("Darwin", "arm64"), ("Windows", "AMD64")])
def test_a_supported_python_gets_none(start, version, machine):
    assert start.python_problem(version, *machine, 64) == ""


def test_every_command_but_the_doctor_stops_at_an_unsupported_python(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "this_python_problem", lambda: "Python 3.14 is too new: install another.")
    monkeypatch.setattr(start, "set_up", lambda: pytest.fail("it went on"))
    for arguments in ([], ["test"], ["fetch"]):
        assert start.main(arguments) == 2
        assert capsys.readouterr().err == "Python 3.14 is too new: install another.\n"
    assert start.main(["doctor"]) == 1
    assert "FAIL Python 3.14 is too new  -> install another." in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_gets_its_sentence(start, monkeypatch, capsys, missing):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else find(name))
    assert start.main([]) == 2
    assert "sudo apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "cannot be written to: move the course"), (errno.ENOSPC, "disk is full")]
)
def test_a_folder_that_takes_no_file_stops_before_anything_is_made(start, monkeypatch, capsys, number, words):
    def refuse(**options):
        raise OSError(number, "no")

    monkeypatch.setattr(start.tempfile, "TemporaryFile", refuse)
    assert start.main([]) == 2
    assert words in capsys.readouterr().err
    assert not start.VENV.exists()


# --------------------------------------------------------------------------------------------------------- set-up


@pytest.fixture
def steps(start, monkeypatch):
    """What set_up does, noted down instead of done. `steps.fail` names a word whose step fails."""

    class Steps(list):
        fail = None

    noted = Steps()

    def run_logged(command, problem):
        noted.append(command)
        if noted.fail in command:
            raise start.Problem(problem("the output"))

    def make_venv():
        noted.append("venv")
        venv.create(start.VENV, clear=True, symlinks=os.name != "nt")

    monkeypatch.setattr(start, "run_logged", run_logged)
    monkeypatch.setattr(start, "make_venv", make_venv)
    set_free_disk(monkeypatch, 4.8e9)
    monkeypatch.setattr(start, "lab", lambda arguments: start.set_up() or 0)
    return noted


def set_free_disk(monkeypatch, free):
    usage = SimpleNamespace(total=1e12, used=0, free=free)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)


def test_too_little_disk_stops_before_the_installer_starts(start, steps, monkeypatch, capsys):
    set_free_disk(monkeypatch, 1.2e9)
    assert start.main([]) == 2
    assert "1.2 GB free and the course needs 4.7 GB: make room" in capsys.readouterr().err
    assert steps == ["venv"]


def test_a_half_filled_environment_does_not_count_as_lost_disk(start, steps, monkeypatch):
    set_free_disk(monkeypatch, 1.2e9)
    make_venv = start.make_venv

    def make_room():
        make_venv()
        set_free_disk(monkeypatch, 4.8e9)

    monkeypatch.setattr(start, "make_venv", make_room)
    assert start.main([]) == 0


@pytest.mark.parametrize("uv", [None, "/somewhere/uv"])
def test_the_lock_is_installed_with_its_hashes_then_the_package_itself(start, steps, monkeypatch, uv):
    monkeypatch.setattr(shutil, "which", lambda name: uv if name == "uv" else None)
    assert start.main([]) == 0
    made, lock, package, self_test = steps
    assert made == "venv"
    assert lock[-3:] == ["--require-hashes", "-r", "requirements.lock"]
    assert package[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]
    for command in (lock, package):
        assert command[0] == (uv or str(start.PYTHON))
        assert str(start.PYTHON) in command
    assert self_test == [str(start.PYTHON), "-c", start.SELF_TEST]


def test_a_finished_set_up_is_not_done_again(start, steps, capsys):
    assert start.main([]) == 0
    steps.clear()
    capsys.readouterr()
    assert start.main([]) == 0
    assert steps == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("word", ["-r", "-e", "-c"])
def test_a_set_up_that_failed_at_any_step_is_done_again_from_the_start(start, steps, capsys, word):
    steps.fail = word
    assert start.main([]) == 2
    assert "Traceback" not in capsys.readouterr().err
    steps.fail = None
    steps.clear()
    assert start.main([]) == 0
    assert steps[0] == "venv" and len(steps) == 4


def break_lock(start):
    (start.ROOT / "requirements.lock").write_text("other==1\n")


def break_project(start):
    (start.ROOT / "pyproject.toml").write_text("[other]\n")


def break_stamp(start):
    start.STAMP.write_text('{"half a')


def break_python_version(start):
    start.STAMP.write_text(start.STAMP.read_text().replace(f"[3, {sys.version_info.minor}]", "[3, 5]"))


def break_python(start):
    start.PYTHON.unlink()


def break_python_start(start):
    start.PYTHON.unlink()
    start.PYTHON.write_text("#!/no/such/python\n")
    start.PYTHON.chmod(0o755)


@pytest.mark.parametrize(
    "damage", [break_lock, break_project, break_stamp, break_python_version, break_python, break_python_start]
)
def test_an_environment_that_is_broken_or_out_of_date_is_made_again(start, steps, damage):
    finish(start.ROOT)
    assert start.environment_ready()
    damage(start)
    assert not start.environment_ready()
    assert start.main([]) == 0
    assert steps[0] == "venv"
    assert start.environment_ready()


def test_a_folder_that_was_moved_makes_its_environment_again(tree):
    finish(tree)
    moved = tree.rename(tree.parent / "moved")
    assert not load(moved).environment_ready()


def test_an_environment_is_not_made_again_under_the_python_that_runs_from_it(start, steps, monkeypatch, capsys):
    monkeypatch.setattr(sys, "prefix", str(start.VENV))
    assert start.main([]) == 2
    assert "`deactivate`" in capsys.readouterr().err
    assert steps == []


def test_no_network_with_the_real_pip_is_one_sentence_and_the_rest_is_in_the_log(tree):
    offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull, "PATH": ""}
    (tree / ".venv").mkdir()
    (tree / ".venv" / "rubbish").write_text("from an interrupted start")
    answer = call(tree, **offline)
    assert_one_sentence(answer)
    assert "connect to the internet" in answer.stderr
    assert "No matching distribution" in (tree / ".venv" / "install.log").read_text()
    assert not (tree / ".venv" / "rubbish").exists()
    assert not load(tree).environment_ready()


def test_a_step_that_fails_gives_its_own_output_to_the_sentence(start):
    start.VENV.mkdir()
    start.run_logged([sys.executable, "-c", "print('earlier, timed out')"], start.install_problem)
    with pytest.raises(start.Problem, match="not a network fault\nThe installation failed"):
        start.run_logged([sys.executable, "-c", "raise SystemExit('not a network fault')"], start.install_problem)
    assert "earlier" in start.LOG.read_text()


def test_a_folder_venv_that_cannot_be_made_is_one_sentence(start, monkeypatch):
    start.VENV.write_text("a file")
    with pytest.raises(start.Problem, match=r"could not be made \(.+\): .*delete \.venv, then start again"):
        start.make_venv()


def test_a_disk_that_fills_up_on_the_way_is_one_sentence(start, monkeypatch, capsys):
    def fill(arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(start, "lab", fill)
    assert start.main([]) == 2
    assert capsys.readouterr().err == "The disk is full: make room, then start again.\n"


def test_ctrl_c_while_installing_stops_the_installer_and_leaves_no_stamp(start, steps, monkeypatch, capsys):
    def interrupt():
        raise KeyboardInterrupt

    monkeypatch.setattr(start, "make_venv", interrupt)
    assert start.main([]) == 130
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert not start.environment_ready()


# ------------------------------------------------------------------------------------------------------- commands


@pytest.fixture
def heard_interrupts():
    """A process in a shell's background, as CI may be, ignores Ctrl-C, and so does all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="signals of a process group")
@pytest.mark.usefixtures("heard_interrupts")
@pytest.mark.parametrize("whole_group", [True, False], ids=["from the keyboard", "to start.py alone"])
def test_ctrl_c_ends_with_one_line_and_130(tree, whole_group):
    finish(tree)
    program = "try:\n    print('up', flush=True)\n    time.sleep(3)\nexcept KeyboardInterrupt:\n    pass\n"
    (tree / "pytest.py").write_text("import time\n" + program + "raise SystemExit(2)\n")
    process = subprocess.Popen(
        [sys.executable, tree / "start.py", "test"],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "up\n"
    time.sleep(0.2)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert len(errors.strip().splitlines()) == 1 and "Stopped" in errors


def test_the_second_start_opens_the_first_lesson_without_importing_keras(tree):
    finish(tree)
    answer = call(tree, "--no-browser", "--port", "9000")
    assert answer.returncode == 0, answer
    arguments, folder, _ = seen(answer)
    assert arguments == ["--LabApp.default_url=/lab/tree/notebooks/04_first.ipynb", "--no-browser", "--port", "9000"]
    assert folder == str(tree)
    assert answer.stdout.count("\n") == 1
    assert not (tree / "keras-was-imported").exists()


def test_the_tests_get_their_options_the_mirror_and_give_back_their_exit_code(tree):
    finish(tree)
    mirror = tree.parent / "shared" / "data"
    assert "WORKSHOP_MIRROR" not in seen(call(tree, "test"))[2]
    mirror.mkdir(parents=True)
    answer = call(tree, "test", "-k", "some words", WORKSHOP_CACHE="kept")
    assert answer.returncode == 3
    arguments, folder, environment = seen(answer)
    options = ["--numprocesses=2", "--dist=loadfile"]
    options += ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=600"]
    assert arguments == [*options, "tests", "solutions", "-k", "some words"]
    assert folder == str(tree)
    assert environment["WORKSHOP_MIRROR"] == str(mirror)
    assert environment["WORKSHOP_CACHE"] == str(tree.parent / "kept")
    assert seen(call(tree, "test", WORKSHOP_MIRROR="mine"))[2]["WORKSHOP_MIRROR"] == str(tree.parent / "mine")
    assert seen(call(tree, WORKSHOP_MIRROR="http://10.0.0.1:8000"))[2]["WORKSHOP_MIRROR"] == "http://10.0.0.1:8000"


@pytest.mark.parametrize("options, lane", [
    (["--colab"], "colab"), (["--oldest"], "oldest"), (["--newest"], "newest"), (["--browser"], "browser"),
    (["--backend", "jax"], "jax"), (["--backend", "torch"], "torch"),
])  # fmt: skip
def test_a_lane_gets_its_options_the_mirror_and_gives_back_its_exit_code(tree, options, lane):
    finish(tree)
    mirror = tree.parent / "shared" / "data"
    mirror.mkdir(parents=True)
    answer = call(tree, "test", *options, "--full", "solutions/01*")
    assert answer.returncode == 3
    arguments, folder, environment = seen(answer)
    assert arguments == ["--session", lane, "--", "--full", "solutions/01*"]
    assert folder == str(tree) and environment["WORKSHOP_MIRROR"] == str(mirror)


def test_each_lane_is_there():
    noxfile = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    sessions = {node.name for node in noxfile.body if isinstance(node, ast.FunctionDef) and node.decorator_list}
    assert sessions == {"colab", "jax", "torch", "oldest", "newest", "browser"}


def test_fetch_gets_a_folder_as_its_caller_means_it(tree):
    finish(tree)
    arguments, folder, _ = seen(call(tree, "fetch", "stick"))
    assert arguments == ["fetch", "stick"]
    assert folder == str(tree.parent)
    assert seen(call(tree, "fetch"))[0] == ["fetch"]


@pytest.mark.parametrize(
    "arguments", [["tset"], ["fetch", "a", "b"], ["doctor", "now"], ["test", "--backend"], ["test", "--backend", "tf"]]
)
def test_a_command_that_is_not_one_gets_the_usage(tree, arguments):
    answer = call(tree, *arguments)
    assert_one_sentence(answer)
    assert answer.stderr.startswith("Usage: python3 start.py")
    assert not (tree / ".venv").exists()


def test_help_names_each_command(tree):
    answer = call(tree, "--help")
    assert answer.returncode == 0
    assert all(f"start.py {command}" in answer.stdout for command in ("--no-browser", "test", "fetch", "doctor"))


# ------------------------------------------------------------------------------------------------ files beside it


def requirements(name):
    """The packages of a requirements file, by normalised name; a lock may have several lines for one."""
    found = {}
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            requirement = Requirement(line.removesuffix("\\"))
            found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    assert found
    return found


def test_the_lock_pins_each_package_with_a_hash():
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text(encoding="utf-8"))[1:]
    assert len(blocks) == sum(map(len, requirements("requirements.lock").values()))
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+ ", block), block
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block


def test_the_lock_satisfies_what_it_was_made_from():
    locked = requirements("requirements.lock")
    build = {"setuptools": [Requirement("setuptools>=77")]}
    for wanted in (requirements("requirements.txt"), requirements("requirements-test.txt"), build):
        for name, (requirement,) in wanted.items():
            for pin in locked[name]:
                (version,) = pin.specifier
                assert version.version in requirement.specifier, f"{pin} does not satisfy {requirement}"
    assert "line-to-gan" not in locked


def test_requirements_txt_installs_the_package_itself():
    assert "-e ." in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()


def test_the_lock_holds_no_address_and_no_path_of_a_machine():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links|(?:^|\s)/\w", text)
    assert "uv pip compile --universal --generate-hashes" in text.splitlines()[1]


def supported():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return SpecifierSet(project["requires-python"])


def test_start_and_the_package_agree_on_the_supported_pythons():
    start = load(ROOT)
    inside = [minor for minor in range(30) if f"3.{minor}" in supported()]
    assert (3, inside[0]) == start.OLDEST
    assert (3, inside[-1]) == start.NEWEST


def test_conda_makes_a_supported_python_and_installs_the_same_list():
    *packages, pip = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    (python,) = [package for package in packages if package.startswith("python=")]
    assert python.removeprefix("python=") in supported()
    assert pip == {"pip": ["-r requirements.txt"]}


def test_ci_run_is_the_command_of_the_readme():
    *_, last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert last == "exec python3 start.py test"
    assert "python3 start.py test" in (ROOT / "README.md").read_text(encoding="utf-8")
    if os.name != "nt":
        assert (ROOT / ".ci" / "run").stat().st_mode & stat.S_IXUSR


def test_workflows_are_pinned_and_may_do_nothing_they_need_not():
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    assert workflows
    for path in workflows:
        text = path.read_text(encoding="utf-8")
        for line in re.findall(r"uses:.*", text):
            assert re.fullmatch(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", line), f"{path.name}: {line}"
        assert text.count("uses: actions/checkout@") == text.count("persist-credentials: false")
        assert "pull_request_target" not in text
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        for job in workflow["jobs"].values():
            assert job["timeout-minutes"] <= 60


def test_ci_tests_the_oldest_and_the_newest_python_on_three_systems():
    start = load(ROOT)
    job = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]["test"]
    matrix = job["strategy"]["matrix"]
    assert matrix["python"] == ["{}.{}".format(*start.OLDEST), "{}.{}".format(*start.NEWEST)]
    assert {system.split("-")[0] for system in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert job["steps"][-1] == {"run": "python start.py test"}
