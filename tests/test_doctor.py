"""The doctor of start.py, and the sentences for what a machine, a network or another course does to this one."""

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.error
from types import SimpleNamespace

import pytest
from repository import git
from small_course import START, call, clean_environment, finish, load, site_packages, small_course

from workshop import notebook

ROOT = START.parent


@pytest.fixture
def tree(tmp_path):
    return small_course(tmp_path)


@pytest.fixture
def start(tree):
    return load(tree)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(folder))
    return folder


def doctor_lines(answer):
    lines = answer.stdout.splitlines()
    assert lines and "Traceback" not in answer.stderr
    for line in lines:
        assert re.match(r"(ok  |note|FAIL) \S", line), line
        if line.startswith("FAIL"):
            assert re.search(r"\S  -> \S", line), line
    return lines


def failures(tree, **extra):
    """The lines of the doctor that tell of something to mend."""
    answer = call(tree, "doctor", **extra)
    failed = [line for line in doctor_lines(answer) if line.startswith("FAIL")]
    assert answer.returncode == (1 if failed else 0)
    return failed


# --------------------------------------------------------------------------------------------- what a machine says


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("WARNING: Retrying ... NewConnectionError('...: [Errno 111] Connection refused')", "connect to the internet"),
        ("Temporary failure in name resolution\nERROR: No matching distribution found", "connect to the internet"),
        ("error: Failed to fetch: `x`\n  Caused by: error sending request for url", "connect to the internet"),
        ("  cause: tcp connect error\n  cause: Connection refused (os error 111)", "connect to the internet"),
        ("pip._vendor.urllib3.exceptions.ReadTimeoutError: Read timed out.", "connect to the internet"),
        ("after connection broken by 'SSLError(SSLEOFError(8, 'EOF occurred'))'", "connect to the internet"),
        ("ERROR: Could not install: [Errno 28] No space left on device", "disk is full: make room"),
        ("error: failed to write: There is not enough space on the disk. (os error 112)", "disk is full: make room"),
        ("Connection refused\nNo space left on device", "disk is full: make room"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH THE HASHES\nThe installation failed"),
    ],
)
def test_what_an_installer_prints_becomes_a_sentence(start, output, words):
    sentence = start.install_problem(output)
    assert words in sentence
    assert "start again" in sentence


PIP_BROKEN = "Retrying (Retry(total=4)) after connection broken by 'SSLError(SSLCertVerificationError(1, '[SSL: "
UNTRUSTED = [
    PIP_BROKEN + "CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in chain'))'",
    "Could not fetch URL: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer",
    "connection broken by 'SSLError(SSLCertVerificationError('“x” certificate is not trusted'))'",
    "  cause: error sending request for url (x)\n  cause: invalid peer certificate: UnknownIssuer",
    "  cause: invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))",
]


@pytest.mark.parametrize("output", UNTRUSTED)
def test_a_network_that_inspects_traffic_is_named_with_the_variables_that_pip_uv_and_requests_read(start, output):
    sentence = start.install_problem(output)
    assert "certificate is not known here: set SSL_CERT_FILE and REQUESTS_CA_BUNDLE to" in sentence
    assert "then start again" in sentence and "\n" not in sentence


@pytest.mark.parametrize(
    "output",
    [
        PIP_BROKEN + "CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)'",
        PIP_BROKEN + "CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate is not yet valid'",
        "  cause: invalid peer certificate: Expired",
        "  cause: invalid peer certificate: NotValidYet",
        "  cause: invalid peer certificate: certificate expired: verification time 1 (UNIX)",
    ],
)
def test_a_clock_that_is_wrong_is_named_before_the_certificate(start, output):
    assert "set the date and the time, then start again" in start.install_problem(output)


def test_of_an_unknown_failure_the_last_lines_and_the_log_are_named(start):
    sentence = start.install_problem("\n\n".join(f"line {number}" for number in range(20)))
    assert sentence.splitlines()[:5] == [f"line {number}" for number in range(15, 20)]
    assert str(start.LOG) in sentence.splitlines()[5]


@pytest.mark.parametrize(
    ("output", "code", "words"),
    [
        ("", -4, "(AVX): open the lessons in Colab"),
        ("", 0xC000001D, "(AVX): open the lessons in Colab"),
        ("was compiled to use AVX instructions, but these aren't available", -6, "(AVX): open the lessons in Colab"),
        ("RuntimeError: NumPy was built with baseline optimizations: (X86_V2)", 1, "(AVX): open the lessons in Colab"),
        ("", -9, "memory is full: close other programs"),
        ("ImportError: DLL load failed while importing _pywrap_tensorflow_internal: x", 1, "C++ Redistributable (x64)"),
        ("OSError: [Errno 28] No space left on device", 1, "disk is full: make room"),
    ],
)
def test_what_the_machine_cannot_run_is_named_by_the_set_up_and_the_doctor_alike(start, output, code, words):
    sentence = start.self_test_problem(output, code)
    assert words in sentence and str(start.LOG) in sentence and "\n" not in sentence
    assert words.replace(": ", "  -> ") in start.keras_failure(output, code)


def test_an_installer_that_was_killed_is_no_fault_of_the_network(start):
    assert "memory is full" in start.install_problem("WARNING: Retrying, Connection reset", -9)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_step_of_the_set_up_hands_over_how_it_ended(start):
    start.NEW.mkdir()
    with pytest.raises(start.Problem, match="memory is full"):
        start.run_logged([sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"], start.install_problem, "a step")


def test_a_process_that_died_without_a_word_is_named_by_its_exit_status(start):
    assert "(exit status -11)" in start.self_test_problem("", -11)
    assert "(exit status -11)" in start.keras_failure("", -11)


def set_free_disk(monkeypatch, free):
    """free: bytes by folder; any other folder has plenty."""
    usage = lambda path: SimpleNamespace(total=1e13, used=0, free=free.get(str(path), 1e12))  # noqa: E731
    monkeypatch.setattr(shutil, "disk_usage", usage)


def test_a_full_folder_for_temporary_files_is_named_and_not_the_disk(start, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    set_free_disk(monkeypatch, {str(tmp_path): 5e7})
    sentence = start.temp_problem(0.12)
    assert f"temporary files, {tmp_path}, has 0.1 GB free and 0.12 GB are needed: make room in it" in sentence
    assert "to another folder, then start again" in sentence
    set_free_disk(monkeypatch, {})
    assert start.temp_problem(0.12) == ""


def test_a_folder_for_temporary_files_that_is_not_there_is_no_fault_for_another_is_taken(start, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "not there"))
    assert start.temp_problem(0.12) == ""


def test_a_home_folder_that_takes_no_file_is_named(start, home, monkeypatch):
    assert start.home_problem() == ""
    (home / "file").write_text("")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home / "file" / "in it"))
    assert "in it cannot be written to: set " in start.home_problem()
    level, text = start.home_finding()
    assert level == ("FAIL" if os.name == "nt" else "note") and "  -> set " in text


@pytest.mark.parametrize(
    ("length", "windows", "long_paths", "told"),
    [(70, True, False, False), (71, True, False, True), (71, True, True, False), (200, False, False, False)],
)
def test_a_path_too_long_for_windows_is_told_before_the_download(start, length, windows, long_paths, told):
    sentence = start.path_problem("C:\\" + "x" * (length - 3), windows, long_paths)
    assert bool(sentence) is told
    if told:
        assert "has 71 characters and Windows leaves 70 for it: move the course to a folder such as C:\\" in sentence


def test_a_path_too_long_stops_the_set_up_before_anything_is_made(start, monkeypatch, capsys):
    monkeypatch.setattr(start, "this_path_problem", lambda: "The path is too long: move the course.")
    assert start.main([]) == 2
    assert capsys.readouterr().err == "The path is too long: move the course.\n"
    assert not start.VENV.exists() and not start.NEW.exists()


@pytest.mark.skipif(os.name == "nt", reason="there it depends on the system's settings")
def test_elsewhere_than_on_windows_no_path_is_too_long(start):
    assert start.long_paths_allowed() is False
    assert start.this_path_problem() == ""


# --------------------------------------------------------------------------------------------------------- doctor


def test_the_doctor_works_before_the_set_up_and_says_what_to_do(tree):
    answer = call(tree, "doctor")
    lines = doctor_lines(answer)
    assert "FAIL virtual environment .venv is not there yet  -> run `python3 start.py`" in lines
    assert any(re.match(r"note network: 127.0.0.1:9 does not answer .*->", line) for line in lines)
    assert answer.returncode == 1
    assert not (tree / ".venv").exists()


def test_the_doctor_is_content_with_samples_and_no_network(tree):
    finish(tree)
    answer = call(tree, "doctor")
    lines = doctor_lines(answer)
    assert "ok   Keras 3.99 on tensorflow" in lines
    assert any(line.startswith("ok   memory 8.0 GB free, 1.5 GB needed by a lesson; ") for line in lines)
    assert "ok   lesson 4: line full, made from a seed" in lines
    remedy = "connect, or set WORKSHOP_MIRROR to a folder that has it, then run `python3 start.py fetch`"
    assert f"note lesson 4: digits sample, no network  -> {remedy}" in lines
    assert any(line.startswith("note network: 127.0.0.1:9 does not answer (the network is cut off)") for line in lines)
    assert any(line.startswith("note GPU") for line in lines)
    assert any(line.startswith("ok   the data cache can be written to") for line in lines)
    assert answer.returncode == 0


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("keras.py", "raise ImportError('no such library')", "Keras does not start (ImportError: no such library)"),
        ("keras.py", "import os\nos._exit(137)", "The process was killed, most often because the memory is full  -> "),
        ("psutil.py", "class virtual_memory:\n    available = 1e9\n", "memory 1.0 GB free, 1.5 GB needed"),
        ("workshop/data/__main__.py", "raise SystemExit('registry.toml is broken')", "data: registry.toml is broken"),
        ("workshop/data/__main__.py", "raise SystemExit('DATA=x is not known: unset it')", "is not known  -> unset it"),
        ("workshop/data/__main__.py", "print('line\\tfull\\there')", "lesson 4: digits missing"),
        ("data/registry.toml", "", "network: data/registry.toml names no address"),
        ("course.toml", "[[lesson", "course.toml cannot be used (TOMLDecodeError("),
        ("course.toml", "[[lesson]]\nnumber = 4", "course.toml cannot be used (KeyError('memory_gb'))"),
    ],
)
def test_the_doctor_names_each_fault_with_its_remedy(tree, name, text, words):
    finish(tree)
    (tree / name).write_text(text)
    (failed,) = failures(tree)
    assert words in failed


@pytest.mark.parametrize("name", ["requirements.lock", "course.toml", "data/registry.toml"])
def test_a_file_of_the_course_that_is_gone_is_named_and_its_remedy_keeps_what_is_there(tree, name):
    git(tree.parent, "init", "--quiet", str(tree))
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "--message=all")
    (tree / name).unlink()
    (tree / "pyproject.toml").write_text("a person's")
    (failed,) = failures(tree)
    what, remedy = failed.split("  -> ")
    assert what == f"FAIL the course's folder lacks {name}"
    git(tree, *remedy.split()[1:])
    assert (tree / name).exists()
    assert (tree / "pyproject.toml").read_text() == "a person's"


def test_without_a_repository_the_files_come_from_the_courses_archive(start):
    assert start.restored("data") == "unpack the course's ZIP in a new folder and copy them from there: data"


@pytest.mark.parametrize("error", [None, urllib.error.HTTPError("", 403, "no", None, None)])
def test_an_address_that_answers_in_any_way_is_a_network(start, monkeypatch, error):
    class Answer:
        __enter__ = __exit__ = lambda *ignored: None

    def urlopen(request, timeout):
        if error:
            raise error
        return Answer()

    monkeypatch.setattr(start.urllib.request, "urlopen", urlopen)
    assert start.network_finding(ready=False) == ("ok", "network: 127.0.0.1:9 answers")


def test_with_an_environment_the_network_is_asked_for_as_the_lessons_ask(tree):
    start = finish(tree)
    (tree / "requests.py").write_text("RequestException = OSError\ndef head(address, timeout):\n    pass\n")
    assert start.network_finding(ready=True) == ("ok", "network: 127.0.0.1:9 answers")


@pytest.mark.parametrize("ready", [False, True])
def test_a_network_that_inspects_traffic_is_named_by_the_doctor(tree, monkeypatch, ready):
    refused = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate"

    def urlopen(request, timeout):
        raise urllib.error.URLError(ssl.SSLCertVerificationError(1, refused))

    start = finish(tree)
    monkeypatch.setattr(start.urllib.request, "urlopen", urlopen)
    (tree / "requests.py").write_text(
        "class RequestException(OSError): pass\nclass Cause(Exception): pass\n"
        f"def head(address, timeout):\n    cause = Cause('long')\n    cause.reason = {refused!r}\n"
        "    raise RequestException(cause)\n"
    )
    for system in ("Darwin", "Linux"):
        monkeypatch.setattr(start.platform, "system", lambda system=system: system)
        level, text = start.network_finding(ready)
        assert level == "note"
        assert "is not known here  -> set SSL_CERT_FILE and REQUESTS_CA_BUNDLE" in text and "WORKSHOP_MIRROR" in text
        assert ("Install Certificates.command" in text) == (system == "Darwin")


def test_a_cache_that_cannot_be_written_to_is_a_fault(start, monkeypatch):
    finish(start.ROOT)
    monkeypatch.setattr(start, "write_problem", lambda folder: "no" if "cache" in str(folder) else "")
    assert any(level == "FAIL" and "set WORKSHOP_CACHE" in text for level, text in start.data_findings())


def test_a_sample_that_was_asked_for_is_not_mended_by_fetching(tree):
    finish(tree)
    lines = doctor_lines(call(tree, "doctor", WORKSHOP_DATA="sample"))
    (line,) = (line for line in lines if "digits" in line)
    assert re.search(r"  -> (`unset WORKSHOP_DATA`|remove WORKSHOP_DATA from )", line)


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another error there")
def test_the_doctor_is_quiet_when_its_reader_has_seen_enough(tree):
    process = subprocess.Popen(
        [sys.executable, tree / "start.py", "doctor"],
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == ""
    process.wait(timeout=20)
    process.stderr.close()


LOCK = """
there==1.0 \\
    --hash=sha256:0
gone-away==2.0 \\
    --hash=sha256:0
half-there==3.0 \\
    --hash=sha256:0
elsewhere==4.0 ; sys_platform == 'emscripten' \\
    --hash=sha256:0
"""


def test_packages_that_are_gone_are_named_though_the_stamp_says_that_all_is_well(tree):
    (tree / "requirements.lock").write_text(LOCK)
    start = finish(tree)
    library = site_packages(start.VENV)
    for name in ("there", "half_there"):
        folder = library / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "RECORD").write_text(f"{name}/__init__.py,sha256=x,0\n../../../bin/{name},,\n{name}/x.pyc,,\n")
        (library / name).mkdir()
        (library / name / "__init__.py").write_text("")
    assert start.lost_packages() == ["gone-away"]
    (library / "half_there" / "__init__.py").unlink()
    assert start.lost_packages() == ["gone-away", "half-there"]
    (failed,) = failures(tree)
    assert "lacks gone-away, half-there  -> close JupyterLab, delete .venv, then run `python3 start.py`" in failed
    start.STAMP.write_text("{}")  # never finished: then all of it is missing, and that is no news
    assert start.lost_packages() == []


def without_settings(start, monkeypatch):
    for name in (*start.HARM, "KERAS_BACKEND", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("name", ["PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "JUPYTER_PATH"])
def test_a_setting_of_another_course_is_named_with_what_it_does(start, monkeypatch, name):
    without_settings(start, monkeypatch)
    assert list(start.settings_findings()) == []
    monkeypatch.setenv(name, "/somewhere/else")
    ((level, text),) = start.settings_findings()
    assert level == "note" and text.startswith(f"{name} is set: ")
    assert re.search(rf"start.py runs without it  -> (`unset {name}`|remove {name} from )", text)


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "PIP_CERT"])
def test_a_certificate_file_that_is_not_there_is_named(tree, name):
    assert failures(finish(tree).ROOT, **{name: str(tree / "course.toml")}) == []
    (failed,) = failures(tree, **{name: "/not/there.pem"})
    assert failed.startswith(f"FAIL {name} names /not/there.pem, which is not there  -> correct it, or ")


def test_jupyters_own_kernels_first_is_what_the_course_wants(start, monkeypatch):
    without_settings(start, monkeypatch)
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "1")
    assert list(start.settings_findings()) == []
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    assert len(list(start.settings_findings())) == 1


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        ("theano", "KERAS_BACKEND is set to theano, on which no lesson runs"),
        (
            "torch",
            "KERAS_BACKEND is set to torch, and Keras does not start (ModuleNotFoundError: No module named 'no')",
        ),
    ],
)
def test_a_backend_that_is_not_here_is_a_fault_with_its_own_remedy(tree, backend, words):
    finish(tree)
    with (tree / "keras.py").open("a") as file:
        file.write("import os\nif os.environ['KERAS_BACKEND'] == 'torch':\n    import no\n")
    (failed,) = failures(tree, KERAS_BACKEND=backend)
    assert words in failed
    assert re.search(r"  -> (`unset KERAS_BACKEND`|remove KERAS_BACKEND from )", failed)


def test_a_settings_file_that_keras_refuses_is_named_and_not_the_environment(start, home):
    output = (
        'Traceback (most recent call last):\n  File "/x/keras/src/backend/config.py", line 3, in <module>\n'
        "ValueError: Invalid `epsilon` configuration. Received: epsilon=1\n"
    )
    for sentence in (start.self_test_problem(output, 1), start.keras_failure(output, 1)):
        assert str(home / ".keras" / "keras.json") in sentence
        assert "rename or delete it, then start again" in sentence and "delete the folder" not in sentence


@pytest.mark.parametrize(
    ("used", "cards", "level", "words"),
    [
        ([], [], "note", "GPU: none, and none is needed"),
        (
            [],
            ["NVIDIA T4, 15360 MiB"],
            "note",
            "GPU: NVIDIA T4, 15360 MiB, which Keras does not use, and none is needed",
        ),
        (["gpu:0"], ["NVIDIA T4, 15360 MiB"], "ok", "GPU: NVIDIA T4, 15360 MiB; each open lesson takes what it needs"),
        (["gpu:0"], [], "ok", "GPU: gpu:0; each open lesson takes what it needs"),
    ],
)
def test_a_gpu_is_named_with_its_memory(start, monkeypatch, used, cards, level, words):
    monkeypatch.delenv("TF_FORCE_GPU_ALLOW_GROWTH", raising=False)
    told = start.gpu_finding(used, cards)
    assert told[0] == level and told[1].startswith(words)


def test_a_gpu_that_the_first_lesson_would_keep_is_told(start, monkeypatch):
    monkeypatch.setenv("TF_FORCE_GPU_ALLOW_GROWTH", "false")
    level, text = start.gpu_finding(["gpu:0"], [])
    assert level == "note" and "the first open lesson takes all its memory  -> " in text


@pytest.mark.skipif(os.name == "nt", reason="a stand-in that is a script")
def test_the_driver_is_asked_for_cards_and_one_that_fails_means_none(start, monkeypatch, tmp_path):
    driver = tmp_path / "nvidia-smi"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert start.graphics_cards() == []
    for ending, cards in (("", ["NVIDIA T4, 15360 MiB"]), ("exit 9", [])):
        driver.write_text(f"#!/bin/sh\necho NVIDIA T4, 15360 MiB\n{ending}\n")
        driver.chmod(0o755)
        assert start.graphics_cards() == cards


# ------------------------------------------------------------------------------------------ Keras's own settings

NASTY = {"image_data_format": "channels_first", "floatx": "float64", "epsilon": 0.5, "backend": "theano"}
LESSON_4 = """
import os, tomllib
from workshop import open_lesson
from workshop.checks import cifar10_cnn as check
from workshop.notebook import COURSE
open_lesson("04_cifar10_cnn", tomllib.loads((COURSE / "course.toml").read_text())["version"])
import keras
from answers import solutions
check.build_cnn(solutions("04_cifar10_cnn")["build_cnn"])
config = keras.config
print(config.backend(), config.floatx(), config.dtype_policy().name, config.epsilon(), config.image_data_format())
"""


def python(code, folder, settings, **extra):
    """Run code as a lesson runs, with this as Keras's settings file."""
    (folder / "keras.json").write_text(json.dumps(settings))
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    environment = clean_environment(KERAS_HOME=str(folder), PYTHONPATH=path, PYTHONUTF8="1", **extra)
    return subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, encoding="utf-8")


def test_the_right_answer_to_4_4_is_right_under_any_settings_file(tmp_path):
    pytest.importorskip("tensorflow")
    answer = python(LESSON_4, tmp_path, NASTY | {"nnx_enabled": True}, KERAS_BACKEND="")
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.splitlines() == ["✓ 4.4 build the network", "tensorflow float32 float32 1e-07 channels_last"]


def test_the_set_ups_own_test_passes_under_any_settings_file(tmp_path):
    pytest.importorskip("tensorflow")
    answer = python(load(ROOT).SELF_TEST, tmp_path, NASTY, KERAS_BACKEND="theano")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("settings", [[], {"epsilon": 1}])
def test_a_settings_file_that_keras_refuses_is_one_sentence_in_the_lesson(tmp_path, settings):
    answer = python("from workshop import open_lesson\nopen_lesson('04_cifar10_cnn')", tmp_path, settings)
    last = answer.stderr.splitlines()[-1]
    assert f"KerasCannotStart: Keras cannot use its settings file {tmp_path / 'keras.json'} (" in last
    assert last.endswith("): rename or delete it, then restart the kernel.")
    assert "During handling" not in answer.stderr


@pytest.fixture
def without_keras(monkeypatch):
    """A process in which Keras is not imported yet, and TensorFlow is what is installed."""
    monkeypatch.delitem(sys.modules, "keras", raising=False)
    here = {"tensorflow"}
    monkeypatch.setattr(notebook.importlib.util, "find_spec", lambda name: name in here)
    return here


@pytest.mark.parametrize(
    ("backend", "fault"), [("torch", "is not installed here"), ("theano", "is nothing that a lesson runs on")]
)
def test_a_backend_that_is_not_here_is_one_sentence_in_the_lesson(without_keras, monkeypatch, backend, fault):
    monkeypatch.setenv("KERAS_BACKEND", backend)
    with pytest.raises(notebook.KerasCannotStart) as caught:
        notebook.open_lesson("04_cifar10_cnn")
    assert f"KERAS_BACKEND is set to {backend}, which {fault}: run `%env KERAS_BACKEND=tensorflow`" in str(caught.value)


def test_a_python_without_any_backend_is_one_sentence_in_the_lesson(without_keras, monkeypatch):
    monkeypatch.delenv("KERAS_BACKEND", raising=False)
    without_keras.clear()
    with pytest.raises(notebook.KerasCannotStart, match=r"choose the kernel of the course's folder \.venv"):
        notebook.open_lesson("04_cifar10_cnn")


def test_a_backend_that_is_here_is_heard_and_the_limits_of_other_trainings_are_not(without_keras, monkeypatch):
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    monkeypatch.setenv("KERAS_MAX_EPOCHS", "1")
    monkeypatch.setenv("KERAS_MAX_STEPS_PER_EPOCH", "many")
    without_keras.add("jax")
    notebook.settle_keras()
    notebook._check_backend()
    assert os.environ["KERAS_BACKEND"] == "jax"
    assert "KERAS_MAX_EPOCHS" not in os.environ and "KERAS_MAX_STEPS_PER_EPOCH" not in os.environ


@pytest.mark.parametrize(
    "name, chosen, set_to",
    [
        ("TF_FORCE_GPU_ALLOW_GROWTH", None, "true"),
        ("TF_FORCE_GPU_ALLOW_GROWTH", "false", "false"),
        ("TF_ENABLE_ONEDNN_OPTS", None, "1"),
        ("TF_ENABLE_ONEDNN_OPTS", "0", "0"),
    ],
)
def test_tensorflow_shares_a_gpu_and_uses_the_processor_unless_somebody_decided_otherwise(
    without_keras, monkeypatch, name, chosen, set_to
):
    # Set first, so that the test's end restores it.
    monkeypatch.setenv(name, "x")
    if chosen is None:
        del os.environ[name]
    else:
        monkeypatch.setenv(name, chosen)
    notebook.settle_keras()
    assert os.environ[name] == set_to


def test_keras_is_settled_where_it_was_imported_before_the_course(monkeypatch):
    said = {}
    names = ("set_image_data_format", "set_floatx", "set_epsilon", "set_dtype_policy")
    config = SimpleNamespace(**{name: lambda value, name=name: said.update({name: value}) for name in names})
    monkeypatch.setitem(sys.modules, "keras", SimpleNamespace(config=config))
    notebook.settle_keras()
    assert list(said.values()) == ["channels_last", "float32", 1e-7, "float32"]
