"""start.py, and the files that it, CI and the package managers read. Nothing real is installed here."""

import ast
import errno
import importlib.util
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from small_course import START, call, clean_environment, fill, finish, load, seen, site_packages, small_course

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


def test_a_python_2_stops_at_the_line_that_holds_its_sentence():
    text = START.read_text(encoding="utf-8")
    before, found, _ = text.partition('\nTOO_OLD = f"This Python is too old for this course: install Python 3.13')
    assert found and before.isascii()
    new = (ast.JoinedStr, ast.AnnAssign, ast.Starred, ast.Nonlocal, ast.AsyncFunctionDef, ast.YieldFrom)
    for node in ast.walk(ast.parse(before)):
        assert not isinstance(node, new), ast.dump(node)
        if isinstance(node, ast.FunctionDef):
            assert not node.returns and not node.args.kwonlyargs
        if isinstance(node, ast.Raise):
            assert not node.cause


@pytest.mark.skipif(os.name == "nt", reason="looks for a Python 2 under its name on Linux and macOS")
def test_a_real_python_2_prints_it():
    old = next(iter([shutil.which("python2.7") or "", *Path.home().glob(".pyenv/versions/2.7.*/bin/python")][::-1]))
    if not old or subprocess.run([old, "-V"], capture_output=True).returncode:
        pytest.skip("no Python 2 here")
    answer = subprocess.run([old, START], capture_output=True, text=True)
    assert "too old for this course: install Python 3.13" in answer.stderr
    assert "Traceback" not in answer.stderr


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
    """What set_up does, noted down instead of done. `steps.fail` names words whose steps fail."""

    class Steps(list):
        fail = ()

    noted = Steps()

    def run_logged(command, problem, step):
        noted.append(command)
        if set(noted.fail) & set(command):
            raise start.Problem(problem("the output"))

    def make_venv():
        noted.append("venv")
        fill(start, start.NEW)
        (start.NEW / start.STAMP.name).unlink()
        start.LOG.touch()

    monkeypatch.setattr(start, "run_logged", run_logged)
    monkeypatch.setattr(start, "make_venv", make_venv)
    monkeypatch.setattr(shutil, "which", lambda name: "/somewhere/uv")
    set_free_disk(monkeypatch, 4.8e9)
    monkeypatch.setattr(start, "lab", lambda arguments: start.set_up("jupyterlab, keras") and 0)
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
    start.NEW.mkdir()
    (start.NEW / start.MARK).touch()
    (start.NEW / "half").touch()
    usage = shutil.disk_usage
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: SimpleNamespace(free=0) if (start.NEW / "half").exists() else usage(path)
    )
    assert not start.main([])


def test_with_uv_the_lock_is_installed_with_its_hashes_then_the_package_itself(start, steps):
    assert not start.main([])
    made, version, lock, package, self_test = steps
    assert made == "venv" and version == ["/somewhere/uv", "--version"]
    python = str(start.NEW / start.PYTHON.relative_to(start.VENV))
    assert lock[-3:] == ["--require-hashes", "-r", "requirements.lock"]
    assert package[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]
    for command in (lock, package):
        assert command[:5] == ["/somewhere/uv", "pip", "install", "--python", python]
    assert self_test == [python, "-c", start.SELF_TEST]


@pytest.mark.parametrize("broken", [False, True], ids=["no uv", "a uv that does not start"])
def test_without_uv_the_locks_own_is_installed_first(start, steps, monkeypatch, broken):
    (start.ROOT / "requirements.lock").write_text("a==1 \\\n    --hash=a\nuv==2 \\\n    --hash=b\n    --hash=c\nz==1\n")
    monkeypatch.setattr(shutil, "which", lambda name: "/broken/uv" if broken else None)
    steps.fail = ["/broken/uv"]
    wanted = []
    monkeypatch.setattr(start, "name_the_place", lambda: wanted.append((start.NEW / "uv.txt").read_text()))
    assert not start.main([])
    uv, lock, package, _ = steps[2:] if broken else steps[1:]
    python = str(start.NEW / start.PYTHON.relative_to(start.VENV))
    assert uv[0] == python and "install" in uv and uv[-3:] == ["--require-hashes", "-r", str(start.NEW / "uv.txt")]
    assert wanted == ["uv==2 \\\n    --hash=b\n    --hash=c\n"]
    for command in (lock, package):
        assert command[:6] == [python, "-m", "uv", "pip", "install", "--python"]


@pytest.mark.parametrize("uv", [None, "/somewhere/uv"])
def test_pip_is_the_last_resort(start, steps, monkeypatch, uv):
    monkeypatch.setattr(shutil, "which", lambda name: uv)
    steps.fail = [uv, "--python"]
    assert not start.main([])
    *_, lock, package, _ = steps
    python = str(start.NEW / start.PYTHON.relative_to(start.VENV))
    pip = start.pip_command(python)
    assert lock[: len(pip)] == package[: len(pip)] == pip and pip[0] == python
    assert lock[-3:] == ["--require-hashes", "-r", "requirements.lock"]
    assert package[-4:] == ["--no-deps", "--no-build-isolation", "-e", "."]


def test_pip_comes_out_of_the_wheel_of_this_python_or_is_installed_where_there_is_none(start, steps, monkeypatch):
    import ensurepip

    python, wheel, *_ = start.pip_command("python")
    assert steps == []
    shown = subprocess.run([sys.executable, wheel, "--version"], capture_output=True, text=True)
    assert python == "python" and shown.stdout.startswith("pip "), shown
    monkeypatch.setattr(ensurepip, "__file__", str(start.ROOT / "nothing"))
    monkeypatch.setattr(start.sysconfig, "get_config_var", lambda name: None)
    assert start.pip_command("python")[:3] == ["python", "-m", "pip"]
    assert steps == [["python", "-m", "ensurepip"]]


def test_a_full_disk_is_not_tried_again_with_pip(start, steps, monkeypatch, capsys):
    def run_logged(command, problem, step):
        start.LOG.write_text("No space left on device")
        raise start.Problem(problem("No space left on device"))

    monkeypatch.setattr(start, "run_logged", run_logged)
    monkeypatch.setattr(start, "pip_command", lambda python: pytest.fail("tried again"))
    monkeypatch.setattr(start, "uv_command", lambda python: ["uv"])
    assert start.main([]) == 2
    assert "disk is full" in capsys.readouterr().err


def test_a_finished_set_up_is_not_done_again(start, steps, capsys):
    assert not start.main([])
    steps.clear()
    capsys.readouterr()
    assert not start.main([])
    assert steps == []
    assert capsys.readouterr().out == ""


def test_the_environment_gets_the_courses_settings_of_jupyterlab_and_ipython(start, steps):
    assert not start.main([])
    settings = json.loads((start.VENV / "share/jupyter/lab/settings/overrides.json").read_text(encoding="utf-8"))
    assert settings == start.LAB_SETTINGS
    ours = start.ROOT / "workshop" / "ipython_config.py"
    assert (start.VENV / "etc" / "ipython" / "ipython_config.py").read_text() == ours.read_text() != ""
    ours.write_text("# newer\n")
    assert not start.environment_ready()


@pytest.mark.parametrize("word", ["-r", "-e", "-c"])
def test_a_set_up_that_failed_at_any_step_is_done_again_from_the_start(start, steps, capsys, word):
    steps.fail = [word]
    assert start.main([]) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not start.VENV.exists()
    steps.fail = []
    steps.clear()
    assert not start.main([])
    assert steps[0] == "venv" and len(steps) == 5
    assert start.environment_ready() and not start.NEW.exists()


def break_lock(start):
    (start.ROOT / "requirements.lock").write_text("other==1\n")


def break_project(start):
    (start.ROOT / "pyproject.toml").write_text("[other]\n")


def break_stamp(start):
    start.STAMP.write_text('{"half a')


def break_stamp_kind(start):
    start.STAMP.write_text("[1, 2]")


def break_python_version(start):
    start.STAMP.write_text(start.STAMP.read_text().replace(f"[3, {sys.version_info.minor}]", "[3, 5]"))


def break_python(start):
    start.PYTHON.unlink()


def break_python_start(start):
    start.PYTHON.unlink()
    start.PYTHON.write_text("#!/no/such/python\n")
    start.PYTHON.chmod(0o755)


def break_packages(start):
    shutil.rmtree(site_packages(start.VENV) / "one")


def break_system(start):
    """As if the folder came from the other kind of system."""
    (start.VENV / start.BIN).rename(start.VENV / ("bin" if os.name == "nt" else "Scripts"))


DAMAGES = [
    break_lock, break_project, break_stamp, break_stamp_kind, break_python_version, break_python, break_python_start,
    break_packages, break_system,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_environment_that_is_broken_or_out_of_date_is_made_again(start, steps, damage):
    finish(start.ROOT)
    (site_packages(start.VENV) / "one").mkdir()
    start.STAMP.write_text(json.dumps(dict(start.wanted_stamp(), packages=["one"])))
    assert start.environment_ready()
    damage(start)
    assert not start.environment_ready()
    assert not start.main([])
    assert steps[0] == "venv"
    assert start.environment_ready()
    assert not start.NEW.exists() and not start.OLD.exists()


def test_what_a_person_installs_or_upgrades_leaves_the_environment_ready(start, steps):
    def add(*names):
        for name in names:
            (site_packages(start.NEW if start.NEW.exists() else start.VENV) / name).mkdir()

    name_the_place = start.name_the_place
    start.name_the_place = lambda: add("one", "one-1.dist-info") or name_the_place()
    assert not start.main([])
    packages = json.loads(start.STAMP.read_text())["packages"]
    assert "one" in packages and "one-1.dist-info" not in packages
    add("pandas", "one-2.dist-info")
    (site_packages(start.VENV) / "one-1.dist-info").rmdir()
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


# ----------------------------------------------------------------------------- what is not the course's, what works


def contents(folder):
    return {path: path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


@pytest.mark.parametrize("name", [".venv", ".vnew", ".vold"])
@pytest.mark.parametrize("kind", ["link", "link to an environment of the course", "folder", "file", "link to nothing"])
def test_an_environment_that_is_not_the_courses_is_refused_and_not_touched(start, steps, capsys, name, kind):
    place, own = start.ROOT / name, start.ROOT.parent / "own"
    own.mkdir()
    (own / "precious").write_text("years of work")
    if kind == "link to an environment of the course":
        (own / start.MARK).touch()
    if kind == "folder":
        own.rename(place)
    elif kind == "file":
        place.write_text("words")
    else:
        link(place, start.ROOT / "nothing" if kind == "link to nothing" else own)
    (start.ROOT / ".start").mkdir()
    (start.ROOT / ".start" / "lock").touch()
    before = contents(start.ROOT.parent)
    assert start.main([]) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1 and f"{place} is a link or was not made by this course" in error
    assert contents(start.ROOT.parent) == before
    assert steps == []


def link(place, target):
    try:
        place.symlink_to(target, target_is_directory=True)
    except OSError:
        pytest.skip("this Windows user may not make links")


@pytest.mark.parametrize("mark", ["ready.json", "install.log"])
def test_an_environment_of_the_first_versions_counts_as_the_courses(start, steps, mark):
    start.VENV.mkdir()
    (start.VENV / mark).write_text("{}")
    assert not start.main([])
    assert start.environment_ready()


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_environment_that_works_is_kept_when_the_new_one_cannot_be_had(start, steps, capsys, damage):
    finish(start.ROOT)
    (site_packages(start.VENV) / "one").mkdir()
    damage(start)
    if damage is break_packages:
        (start.ROOT / "jupyterlab.py").unlink()
        break_lock(start)
    before = contents(start.VENV)
    steps.fail = ["-r"]
    works = damage not in (break_python, break_python_start, break_packages, break_system)
    assert start.main([]) == (0 if works else 2)
    error = capsys.readouterr().err
    assert (".venv is out of date, but works and stays in use" in error) == works
    assert "The installation failed" in error
    after = contents(start.VENV)
    assert {path: after.get(path, b"") for path in before} == before


def test_the_tests_say_first_and_last_that_their_environment_is_out_of_date(start, steps, monkeypatch, capsys):
    finish(start.ROOT)
    break_lock(start)
    steps.fail = ["-r"]
    monkeypatch.setattr(start, "run", lambda command, **options: print("\nthe tests", file=sys.stderr) or 0)
    assert start.main(["test"]) == 0
    first, _, last = capsys.readouterr().err.partition("\nthe tests\n")
    assert first.startswith(".venv is out of date") and last.strip() == first.strip()


def test_where_nothing_can_be_written_a_working_environment_is_used_as_it_is(start, steps, monkeypatch, capsys):
    finish(start.ROOT)
    break_lock(start)
    monkeypatch.setattr(start, "write_problem", lambda folder: "It is read-only: write elsewhere.")
    assert start.main([]) == 0
    assert "stays in use, for a new one could not be had. It is read-only" in capsys.readouterr().err
    assert steps == []


def test_the_old_environment_comes_back_when_the_new_one_cannot_take_its_place(start, monkeypatch):
    finish(start.ROOT)
    fill(start, start.NEW)
    (start.VENV / "old").touch()
    rename = Path.rename

    def refuse(path, target):
        if path == start.NEW:
            raise PermissionError(13, "in use", str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError):
        start.swap()
    assert (start.VENV / "old").exists() and not start.OLD.exists()
    break_stamp(start)
    assert "The set-up stopped ([Errno 13] in use" in start.set_up("workshop")


def test_a_swap_that_was_interrupted_is_finished(start, steps):
    finish(start.ROOT)
    start.VENV.rename(start.OLD)
    fill(start, start.NEW)
    (start.NEW / "new").touch()
    assert not start.main([])
    assert (start.VENV / "new").exists() and not start.OLD.exists() and steps == []


def test_what_an_interrupted_deletion_left_is_not_in_the_way_of_the_next_swap(start, steps):
    for place in (start.VENV, start.NEW, start.OLD):
        fill(start, place)
    break_stamp(start)
    (start.NEW / "new").touch()
    assert not start.main([])
    assert (start.VENV / "new").exists() and not start.OLD.exists() and steps == []


def test_after_an_interrupted_swap_the_old_one_is_used_where_no_new_one_can_be_had(start, steps):
    finish(start.ROOT)
    start.VENV.rename(start.OLD)
    break_lock(start)
    steps.fail = ["-r"]
    assert start.main([]) == 0
    assert start.PYTHON.exists()


def test_a_deletion_that_was_interrupted_leaves_the_mark_and_no_stamp(start, steps, monkeypatch):
    fill(start, start.NEW)

    def interrupt(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", interrupt)
    with pytest.raises(KeyboardInterrupt):
        start.remove(start.NEW)
    monkeypatch.undo()
    assert (start.NEW / start.MARK).exists() and not (start.NEW / start.STAMP.name).exists()
    start.refuse_foreign(start.NEW)
    start.remove(start.NEW)
    assert not start.NEW.exists()


def test_a_deletion_is_said_for_it_may_take_a_while(start, capsys):
    start.remove(start.OLD)
    fill(start, start.OLD)
    start.remove(start.OLD)
    assert capsys.readouterr().out == "Deleting what is no longer needed: .vold\n"


@pytest.mark.skipif(os.name == "nt", reason="scripts there are programs, which uv writes for any place")
def test_scripts_and_activation_point_to_the_environments_last_place(start, steps, monkeypatch):
    monkeypatch.undo()
    start.make_venv()
    assert (start.NEW / start.MARK).is_file()
    assert "relocatable = true" in (start.NEW / "pyvenv.cfg").read_text()
    script = start.NEW / "bin" / "jupyter"
    script.write_text(
        f"#!/bin/sh\n'''exec' '{start.NEW}/bin/python' \"$0\" \"$@\"\n' '''\nimport sys; print(sys.prefix)"
    )
    script.chmod(0o755)
    start.name_the_place()
    start.swap()
    for command in (["bin/jupyter"], ["bin/python", "-c", "import sys; print(sys.prefix)"]):
        shown = subprocess.run([start.VENV / command[0], *command[1:]], capture_output=True, text=True)
        assert shown.stdout.strip() == str(start.VENV), shown
    activated = subprocess.run(
        ["sh", "-c", '. "$1/bin/activate"; command -v python; echo "$VIRTUAL_ENV"', "sh", start.VENV],
        capture_output=True,
        text=True,
    )
    assert activated.stdout.split("\n")[:2] == [str(start.PYTHON), str(start.VENV)]
    assert not [path for path in (start.VENV / "bin").iterdir() if b".vnew" in path.read_bytes()[:10_000]]


# ------------------------------------------------------------------------------------------------ two at the same time


@pytest.fixture
def heard_interrupts():
    """A process in a shell's background, as CI may be, ignores Ctrl-C, and so does all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def hold(start):
    """The lock of the set-up, held."""
    start.OWN.mkdir(exist_ok=True)
    file = (start.OWN / "lock").open("a")
    assert start.locked(file)
    return file


def begin(folder, *arguments, **extra):
    """Start start.py and let it run."""
    return subprocess.Popen(
        [sys.executable, folder / "start.py", *arguments],
        env=clean_environment(**extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_a_second_start_waits_for_the_first_and_goes_on_with_its_environment(tree):
    start = load(tree)
    with hold(start):
        second = begin(tree)
        assert second.stdout.readline().startswith("Another start is setting up the course: waiting")
        finish(tree)
    output, errors = second.communicate(timeout=20)
    assert (second.returncode, errors) == (0, "")
    assert "SEEN" in output and "Step" not in output


def test_a_new_environment_that_has_no_mark_yet_does_not_stop_the_second_start(tree):
    start = load(tree)
    with hold(start):
        start.NEW.mkdir()
        second = begin(tree)
        assert second.stdout.readline().startswith("Another start")
        start.NEW.rmdir()
        finish(tree)
    assert second.communicate(timeout=20)[1] == "" and second.returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="signals of a process group")
@pytest.mark.usefixtures("heard_interrupts")
def test_ctrl_c_while_waiting_is_one_line_and_130(tree):
    with hold(load(tree)):
        second = begin(tree)
        second.stdout.readline()
        os.killpg(second.pid, signal.SIGINT)
        _, errors = second.communicate(timeout=20)
    assert second.returncode == 130
    assert len(errors.strip().splitlines()) == 1 and "Stopped" in errors


def test_the_lock_of_a_process_that_is_dead_holds_nobody_up(start, steps, capsys):
    program = "import sys, importlib.util as u; s = u.spec_from_file_location('s', sys.argv[1])\n"
    program += "m = u.module_from_spec(s); s.loader.exec_module(m); m.OWN.mkdir()\n"
    program += "f = (m.OWN / 'lock').open('a'); assert m.locked(f); m.os._exit(0)"
    subprocess.run([sys.executable, "-c", program, start.__file__], check=True)
    assert (start.OWN / "lock").exists()
    assert not start.main([])
    assert "waiting" not in capsys.readouterr().out


def test_a_disk_that_knows_no_locks_is_no_hindrance(start, steps, monkeypatch):
    def refuse(*arguments):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("msvcrt.locking" if os.name == "nt" else "fcntl.flock", refuse)
    assert not start.main([])
    assert start.environment_ready()


# -------------------------------------------------------------------------------------------- other people's settings


FOREIGN = {
    "PYTHONPATH": "/ros", "PYTHONHOME": "/cluster", "PYTHONSTARTUP": "x", "PYTHONUSERBASE": "x", "PYTHONSAFEPATH": "1",
    "PYTHONOPTIMIZE": "2", "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "ascii", "PIP_TARGET": "/elsewhere",
    "PIP_PREFIX": "/elsewhere", "PIP_CONSTRAINT": "x", "UV_SYSTEM_PYTHON": "1", "UV_EXCLUDE_NEWER": "2020-01-01",
    "JUPYTER_PATH": "/kernels", "JUPYTER_CONFIG_PATH": "/x", "JUPYTER_CONFIG_DIR": "/x", "JUPYTERLAB_DIR": "/x",
    "IPYTHONDIR": "/x", "MPLBACKEND": "TkAgg",
}  # fmt: skip


def test_no_child_gets_the_settings_of_other_programs_and_each_gets_its_own(start, monkeypatch):
    kept = {"KERAS_BACKEND": "jax", "PIP_INDEX_URL": "near", "UV_INDEX_URL": "near", "WORKSHOP_DATA": "sample"}
    turned = {"PIP_USER": "1", "JUPYTER_PREFER_ENV_PATH": "0", "PYTHONUTF8": "0"}
    for name, value in {**FOREIGN, **kept, **turned}.items():
        monkeypatch.setenv(name, value)
    variables = start.environment(MORE="more")
    assert not FOREIGN.keys() & variables.keys()
    wanted = {"PIP_USER": "0", "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1"}
    assert {**kept, **wanted, "MORE": "more"}.items() <= variables.items()
    assert variables["HOME" if os.name != "nt" else "USERPROFILE"] == os.path.expanduser("~")


@pytest.mark.parametrize("command", [[], ["test"], ["test", "--colab"], ["fetch"], ["update"]])
def test_a_strangers_modules_reach_no_command(tree, command):
    finish(tree)
    _, _, variables = seen(call(tree, *command, PYTHONPATH="/ros", PIP_TARGET="/elsewhere", JUPYTER_PATH="/kernels"))
    assert not {"PYTHONPATH", "PIP_TARGET", "JUPYTER_PATH"} & variables.keys()


def test_no_child_is_started_with_another_environment():
    """Each call that starts a process passes `environment()` on."""
    tree = ast.parse(START.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    starting = [node for node in calls if ast.unparse(node.func) in ("subprocess.run", "subprocess.Popen", "run")]
    assert len(starting) >= 7
    for node in starting:
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
        if ast.unparse(node) != "subprocess.Popen(command, **options)":  # run() passes on what it was given
            assert given.get("env", "").startswith(("environment(", "variables")), ast.unparse(node)


@pytest.mark.skipif(os.name == "nt", reason="HOME")
def test_where_the_users_folder_takes_no_file_there_is_one_in_the_course(start, monkeypatch):
    write_problem = start.write_problem
    monkeypatch.setenv("HOME", "/read-only")
    monkeypatch.setattr(
        start, "write_problem", lambda path: "no" if path == Path("/read-only") else write_problem(path)
    )
    home = Path(start.environment()["HOME"])
    assert home.is_dir() and home.parent == start.OWN


def test_the_installers_keep_their_temporary_files_in_the_new_environment(start, monkeypatch):
    monkeypatch.setenv("TMPDIR", "/full")
    start.NEW.mkdir()
    program = "import os; print(os.environ['TMPDIR'], os.path.isdir(os.environ['TMPDIR']), os.environ['PIP_USER'])"
    start.run_logged([sys.executable, "-c", program], start.install_problem, "step")
    assert start.LOG.read_text().strip() == f"{start.NEW / 'tmp'} True 0"


# ------------------------------------------------------------------------------------------------- what a set-up says


def test_no_network_with_the_real_pip_is_one_sentence_and_the_rest_is_in_the_log(tree):
    offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "1", "PIP_CONFIG_FILE": os.devnull, "PATH": ""}
    new = tree / ".vnew"
    new.mkdir()
    (new / load(tree).MARK).touch()
    (new / "rubbish").write_text("from an interrupted start")
    answer = call(tree, **offline)
    assert_one_sentence(answer)
    assert "connect to the internet" in answer.stderr
    assert "No matching distribution" in (new / "install.log").read_text()
    assert not (new / "rubbish").exists()
    assert not (tree / ".venv").exists()


def test_a_step_that_fails_gives_its_own_output_to_the_sentence(start):
    start.NEW.mkdir()
    step = "Step 1"
    start.run_logged([sys.executable, "-c", "print('earlier, timed out')"], start.install_problem, step)
    with pytest.raises(start.Problem, match="not a network fault\nThe installation failed"):
        start.run_logged([sys.executable, "-c", "raise SystemExit('not a network fault')"], start.install_problem, step)
    assert "earlier" in start.LOG.read_text()


def test_a_venv_that_cannot_be_made_is_one_sentence(start, monkeypatch):
    monkeypatch.setattr(start.sys, "executable", shutil.which("false") or sys.executable)
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1, stdout="why\n"))
    with pytest.raises(start.Problem, match=r"could not be made \(why\): .*delete \.vnew, then start again"):
        start.make_venv()


def test_a_step_that_takes_long_says_for_how_long_and_what_it_is_doing(start, capsys, monkeypatch):
    start.NEW.mkdir()
    wait, output = subprocess.Popen.wait, "Resolved\n Downloaded numpy\n Downloaded scipy\nnoise\n"

    def slow(process, timeout=None):
        assert wait(process) == 0
        if timeout and not start.waited:
            start.waited = True
            raise subprocess.TimeoutExpired("", timeout)
        return 0

    start.waited = False
    monkeypatch.setattr(subprocess.Popen, "wait", slow)
    start.run_logged([sys.executable, "-c", f"print({output!r})"], start.install_problem, "Step 3 of 4: installing")
    first, then = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"Step 3 of 4: installing, \d s \(Downloaded scipy\)", then) and first in then


def test_the_steps_of_a_set_up_are_lines(start, capsys):
    start.NEW.mkdir()
    start.run_logged([sys.executable, "-c", ""], start.install_problem, "Step 3 of 4: installing")
    start.show("Ready.", last=True)
    assert capsys.readouterr().out == "Step 3 of 4: installing\nReady.\n"


def test_on_a_terminal_they_are_one_line_that_is_written_over(start, capsys, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: SimpleNamespace(columns=20))
    start.show("Step 3 of 4: installing the packages: 12 s")
    start.show("Ready.", last=True)
    assert capsys.readouterr().out == "\rStep 3 of 4: instal\rReady.             \n"


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


def test_an_interrupt_while_venv_runs_leaves_no_stamp_and_a_folder_that_is_known_again(start, steps, monkeypatch):
    finish(start.ROOT)
    break_lock(start)
    make_venv = start.make_venv
    monkeypatch.undo()

    def interrupt(*_, **__):
        assert (start.NEW / start.MARK).exists()
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(start.subprocess, "run", interrupt)
        patch.setattr(start, "environment_ready", lambda *_: False)
        assert start.main([]) == 130
    assert start.PYTHON.exists() and not start.environment_ready() and not start.environment_ready(start.NEW)
    monkeypatch.setattr(start, "make_venv", make_venv)
    start.remove(start.NEW)


# ------------------------------------------------------------------------------------------------------- commands


@pytest.mark.skipif(os.name == "nt", reason="signals of a process group")
@pytest.mark.usefixtures("heard_interrupts")
@pytest.mark.parametrize("whole_group", [True, False], ids=["from the keyboard", "to start.py alone"])
@pytest.mark.parametrize("code", [2, 0], ids=["a child that gives up", "a child that ends well"])
def test_ctrl_c_ends_with_one_line_and_130_unless_the_child_ends_well(tree, whole_group, code):
    finish(tree)
    program = "try:\n    print('up', flush=True)\n    time.sleep(3)\nexcept KeyboardInterrupt:\n    pass\n"
    (tree / "pytest.py").write_text("import time\n" + program + f"raise SystemExit({code})\n")
    process = begin(tree, "test")
    assert process.stdout.readline() == "up\n"
    time.sleep(0.2)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    if code == 0:
        assert (process.returncode, errors) == (0, "")
    else:
        assert process.returncode == 130
        assert len(errors.strip().splitlines()) == 1 and "Stopped" in errors


@pytest.mark.skipif(os.name == "nt", reason="signals of a process group")
@pytest.mark.usefixtures("heard_interrupts")
def test_ctrl_c_at_once_is_one_line_and_130_too(tree):
    (tree / "tempfile.py").write_text("import time\nprint('up', flush=True)\ntime.sleep(9)\n")  # one that is imported
    process = begin(tree)
    assert process.stdout.readline() == "up\n"
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.strip() == "Stopped: start again whenever you like."


def page(tree, *arguments):
    """The page that JupyterLab is started on."""
    (option,) = [text for text in seen(call(tree, *arguments))[0] if text.startswith("--LabApp.default_url=")]
    return option.partition("/lab/tree/notebooks/")[2]


def test_the_second_start_opens_the_first_lesson_without_importing_keras(tree):
    finish(tree)
    answer = call(tree, "--no-browser", "--port", "9000")
    assert answer.returncode == 0, answer
    arguments, folder, _ = seen(answer)
    assert arguments == [
        "--LabApp.default_url=/lab/tree/notebooks/04_first.ipynb",
        f"--LabApp.workspaces_dir={tree / '.start' / 'workspaces'}",
        "--Application.log_level=ERROR",
        "--no-browser",
        "--port",
        "9000",
    ]
    assert folder == str(tree)
    assert answer.stdout.splitlines()[0] == "JupyterLab opens lesson 4, The first. Ctrl-C, twice, stops it."
    assert answer.stdout.count("\n") == 2
    assert not (tree / "keras-was-imported").exists()


def test_a_number_or_a_name_opens_its_lesson(tree):
    finish(tree)
    assert page(tree, "5") == page(tree, "second") == "05_second.ipynb"
    arguments, _, _ = seen(call(tree, "5", "--log-level=INFO"))
    assert arguments[-1] == "--log-level=INFO"
    assert "5" not in arguments and "--Application.log_level=ERROR" not in arguments


@pytest.mark.parametrize("word", ["9", "tset", "04_first.ipynb"])
def test_a_lesson_or_command_that_is_not_there_is_one_sentence_that_says_what_is(tree, word):
    answer = call(tree, word)
    assert_one_sentence(answer)
    assert answer.stderr.startswith(f"There is no lesson or command {word}: choose a lesson (4, 5)")
    assert not (tree / ".venv").exists()


def remember(tree, text, name="default.jupyterlab-workspace"):
    (tree / ".start" / "workspaces").mkdir(parents=True, exist_ok=True)
    (tree / ".start" / "workspaces" / name).write_text(text, encoding="utf-8")


def layout(front):
    return json.dumps({"data": {"layout-restorer:data": {"main": {"current": front}}}, "metadata": {"id": "default"}})


@pytest.mark.parametrize("front", ["notebook:notebooks/05_second.ipynb", "notebook:solutions/05_second.ipynb"])
def test_without_a_number_the_lesson_that_was_open_last_is_opened(tree, front):
    finish(tree)
    remember(tree, layout(front))
    assert page(tree) == page(tree, "--no-browser") == "05_second.ipynb"
    assert page(tree, "4") == "04_first.ipynb"


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "{", '{"data": {}}', '{"data": {"layout-restorer:data": 5}}', "[" * 100_000, "\0", layout(None),
        layout(5), layout("notebook:notebooks/09_gone.ipynb"), layout("notebook:../../etc/passwd"),
        layout("terminal:1"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_memory_that_cannot_be_read_means_the_first_lesson(tree, text):
    remember(tree, text)
    start = load(tree)
    assert start.last_lesson(start.course()["lesson"])["number"] == 4


def test_of_two_workspaces_the_newer_counts(tree):
    remember(tree, layout("notebook:notebooks/05_second.ipynb"), "one")
    remember(tree, layout("notebook:notebooks/04_first.ipynb"), "two")
    os.utime(tree / ".start" / "workspaces" / "two", (0, 0))
    start = load(tree)
    assert start.last_lesson(start.course()["lesson"])["number"] == 5


def test_the_tests_get_their_options_the_mirror_and_give_back_their_exit_code(tree):
    finish(tree)
    mirror = tree.parent / "shared" / "data"
    assert "WORKSHOP_MIRROR" not in seen(call(tree, "test"))[2]
    mirror.mkdir(parents=True)
    answer = call(tree, "test", "-k", "some words", WORKSHOP_CACHE="kept")
    assert answer.returncode == 3
    arguments, folder, environment = seen(answer)
    options = ["--numprocesses=2", "--dist=loadfile"]
    options += ["--nbval-lax", "--nbval-current-env", "--nbval-cell-timeout=1800"]
    assert arguments == [*options, "tests", "solutions", "-k", "some words"]
    assert folder == str(tree)
    assert environment["WORKSHOP_MIRROR"] == str(mirror)
    assert environment["WORKSHOP_CACHE"] == str(tree.parent / "kept")
    assert seen(call(tree, "test", WORKSHOP_MIRROR="mine"))[2]["WORKSHOP_MIRROR"] == str(tree.parent / "mine")
    assert seen(call(tree, WORKSHOP_MIRROR="http://10.0.0.1:8000"))[2]["WORKSHOP_MIRROR"] == "http://10.0.0.1:8000"


def test_two_trainings_at_a_time_have_half_of_the_cores_each(tree):
    finish(tree)
    half = str(max(1, os.cpu_count() // 2))
    variables = seen(call(tree, "test"))[2]
    assert (variables["TF_NUM_INTRAOP_THREADS"], variables["OMP_NUM_THREADS"]) == (half, half)
    assert seen(call(tree, "test", OMP_NUM_THREADS="7"))[2]["OMP_NUM_THREADS"] == "7"


@pytest.mark.parametrize("written, meant", [
    ("stick", "{here}/stick"), (" stick ", "{here}/stick"), ("~", "{home}"), ("   ", "   "),
    (" http://10.0.0.1:8000 ", " http://10.0.0.1:8000 "), ("http:/user:pw@host", "http:/user:pw@host"),
    ("file:///media/stick", "file:///media/stick"),
])  # fmt: skip
def test_a_place_for_data_is_a_folder_of_the_caller_or_an_address(tree, written, meant):
    finish(tree)
    found = seen(call(tree, WORKSHOP_MIRROR=written))[2]["WORKSHOP_MIRROR"]
    assert found == meant.format(here=tree.parent, home=os.path.expanduser("~"))


def test_a_folder_whose_name_begins_with_a_blank_is_that_folder(tree):
    finish(tree)
    (tree.parent / " stick").mkdir()
    assert seen(call(tree, WORKSHOP_CACHE=" stick"))[2]["WORKSHOP_CACHE"] == str(tree.parent / " stick")


def test_the_quick_tests_train_nothing_and_run_no_solution(tree):
    finish(tree)
    arguments, _, _ = seen(call(tree, "test", "--quick", "-x"))
    assert arguments == ["--numprocesses=2", "--dist=loadfile", "tests", "-m", "not trains", "-x"]


@pytest.mark.parametrize("options, lane", [
    (["--colab"], "colab"), (["--oldest"], "oldest"), (["--newest"], "newest"), (["--browser"], "browser"),
    (["--backend", "jax"], "jax"), (["--backend", "torch"], "torch"), (["--slides"], "slides"), (["--hub"], "hub"),
    (["--site"], "site"),
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
    assert sessions == {"colab", "jax", "torch", "oldest", "newest", "browser", "slides", "hub", "site"}


def test_fetch_gets_a_folder_as_its_caller_means_it(tree):
    finish(tree)
    arguments, folder, _ = seen(call(tree, "fetch", "stick"))
    assert arguments == ["fetch", "stick"]
    assert folder == str(tree.parent)
    assert seen(call(tree, "fetch"))[0] == ["fetch"]


def test_update_runs_the_tool_and_gives_back_its_exit_code(tree):
    finish(tree)
    answer = call(tree, "update", "somewhere")
    assert answer.returncode == 3
    arguments, folder, _ = seen(answer)
    assert arguments == ["somewhere"] and folder == str(tree)


@pytest.mark.parametrize("command, module", [("slides", "slides"), ("handout", "handout"), ("class", "classroom")])
def test_a_tool_for_teachers_gets_its_arguments_and_the_callers_folder(tree, command, module):
    finish(tree)
    mine = tree.parent / "tools"  # a folder of the caller's is not the course's
    mine.mkdir()
    (mine / "__init__.py").write_text("raise SystemExit('not this one')\n")
    answer = call(tree, command, "4", "--there", PYTHONPATH="/ros")
    assert answer.returncode == 3
    arguments, folder, environment = seen(answer)
    assert arguments == ["4", "--there"] and load(tree).TEACHING[command] == f"tools.{module}"
    assert folder == str(tree.parent) and environment["PYTHONPATH"] == str(tree)


@pytest.mark.parametrize("command", ["update", "test", "slides", "handout", "class"])
def test_a_handout_says_that_it_is_one_where_the_whole_course_is_needed(tree, command):
    finish(tree)
    shutil.rmtree(tree / "tools")
    answer = call(tree, command)
    assert_one_sentence(answer)
    assert answer.stderr.startswith("This folder is a handout")


@pytest.mark.parametrize(
    "arguments", [["fetch", "a", "b"], ["doctor", "now"], ["test", "--backend"], ["test", "--backend", "tf"]]
)
def test_a_command_that_is_not_one_gets_the_usage(tree, arguments):
    answer = call(tree, *arguments)
    assert_one_sentence(answer)
    assert answer.stderr.startswith("Usage: python3 start.py")
    assert not (tree / ".venv").exists()


def test_help_names_each_command(tree):
    answer = call(tree, "--help")
    assert answer.returncode == 0
    commands = ["4", "--no-browser", "update", "test", "test --quick", "fetch", "slides 4", "handout 4", "class"]
    commands += ["doctor"]
    assert all(f"start.py {command} " in answer.stdout for command in commands)


@pytest.mark.skipif(os.name == "nt", reason="a pipe whose reader has gone")
@pytest.mark.parametrize("command", ["doctor", "--help"])
def test_a_reader_that_stops_reading_gets_no_traceback(tree, command):
    reading, writing = os.pipe()
    os.close(reading)
    answer = subprocess.run(
        [sys.executable, tree / "start.py", command], env=clean_environment(), stdout=writing, stderr=subprocess.PIPE
    )
    os.close(writing)
    assert (answer.returncode, answer.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such setting")
def test_a_folder_with_any_letter_works_where_only_ascii_is_known(tree):
    folder = tree.rename(tree.parent / "Übung 深度")
    finish(folder)
    answer = call(folder, LC_ALL="C", PYTHONUTF8="0")
    assert seen(answer)[1] == str(folder) and answer.stderr == "", answer


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
