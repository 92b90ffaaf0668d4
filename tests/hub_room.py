"""A room on a JupyterHub, for its lane: the hub, with local processes, and students who do what a browser does.

What is sent is what JupyterLab's and nbgitpuller's pages send: cookies, XSRF tokens, the hub's redirects, the kernel's
messages over a websocket. Nothing goes past the hub's proxy.
"""

import contextlib
import html
import json
import os
import queue
import re
import secrets
import shutil
import socket
import subprocess
import threading
import time
import urllib.parse
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import requests
import websocket

ROOT = Path(__file__).resolve().parents[1]
PASSWORD = "from a line to a GAN"
TOKEN = "room2042"
#: A class that starts at once on a small machine takes its time.
PATIENCE = 900

CONFIG = """
load_subconfig({course!r})  # as on a real hub
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_port = {hub_port}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{proxy_port}"
c.ConfigurableHTTPProxy.command = [{proxy!r}]
c.JupyterHub.db_url = "sqlite:///{folder}/hub.sqlite"
c.JupyterHub.cookie_secret_file = "{folder}/cookie_secret"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "{folder}/homes/{{username}}"
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = {patience}
c.JupyterHub.tornado_settings = {{"slow_spawn_timeout": 5}}
c.Spawner.environment.update({{"JUPYTER_PATH": "{folder}/share/jupyter", "TF_CPP_MIN_LOG_LEVEL": "3"}})

# As in docs/CLASS.md:
service = "http://127.0.0.1:{port}/services/class"
command = [{python!r}, "-m", "tools.classroom", "--no-browser", "--port={board_port}", "--token={token}"]
c.JupyterHub.services.append(
    {{
        "name": "class",
        "url": "http://127.0.0.1:{board_port}",
        "cwd": {board!r},
        "command": [*command, f"--address={{service}}"],
    }}
)
c.Spawner.environment.update({{"WORKSHOP_CLASS": f"{{service}}/{token}"}})
"""


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextlib.contextmanager
def hub(folder: Path, python: str, course: Path) -> Iterator[tuple[str, int]]:
    """A running JupyterHub: its address and its process id.

    folder: where the hub, its log and the students' homes are; python: the kernels' Python, the course's own;
    course: the course's folder, whose board runs as a service of the hub
    """
    # As docs/HUB.md has it: the course's environment becomes the hub's kernel.
    install = ["install", f"--prefix={folder}", "--name=python3"]
    subprocess.run([python, "-m", "ipykernel", *install], check=True, capture_output=True)
    (folder / "homes").mkdir()
    port, config = free_port(), folder / "jupyterhub_config.py"
    config.write_text(
        CONFIG.format(
            course=str(ROOT / "hub" / "jupyterhub_config.py"), port=port, hub_port=free_port(), proxy_port=free_port(),
            proxy=shutil.which("configurable-http-proxy"), folder=folder, password=PASSWORD, patience=PATIENCE,
            python=python, board=str(course), board_port=free_port(), token=TOKEN,
        ),
        encoding="utf-8",
    )  # fmt: skip
    # A student's server and kernels inherit none of the lane's own settings.
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "NOX", "JUPYTER"))}
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(["jupyterhub", "-f", str(config)], cwd=folder, env=clean, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            wait_for(lambda: answers(f"{address}/hub/health"), process, folder / "hub.log")
            yield address, process.pid
        finally:
            process.terminate()  # it stops the servers that it has started, and the proxy
            try:
                process.wait(timeout=60)
            except subprocess.TimeoutExpired:
                process.kill()


def answers(address: str) -> bool:
    """Whether the address answers with 200."""
    try:
        return requests.get(address, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def wait_for(ready, process: subprocess.Popen, log: Path, seconds: float = 120) -> None:
    """Wait until ready() is true. Fails with the end of the log when the process is gone or the time is over."""
    end = time.monotonic() + seconds
    while not ready():
        assert process.poll() is None and time.monotonic() < end, log.read_text()[-3000:]
        time.sleep(0.5)


@dataclass
class Student:
    """One student: a browser with cookies of its own, and where the hub is."""

    name: str
    address: str
    browser: requests.Session = field(default_factory=requests.Session)

    @property
    def base(self) -> str:
        """The address of the student's own server."""
        return f"{self.address}/user/{self.name}"

    def cookie(self, name: str, path: str) -> str:
        """The cookie of this name for a path: the hub and each server have one of their own."""
        return next(cookie.value for cookie in self.browser.cookies if cookie.name == name and cookie.path == path)

    def log_in(self) -> None:
        """Fill in the hub's form."""
        self.browser.get(f"{self.address}/hub/login", timeout=PATIENCE).raise_for_status()
        form = {"username": self.name, "password": PASSWORD, "_xsrf": self.cookie("_xsrf", "/hub/")}
        answer = self.browser.post(f"{self.address}/hub/login", data=form, allow_redirects=False, timeout=PATIENCE)
        assert answer.status_code == 302, f"{self.name} cannot log in: {answer.status_code}"

    def follow(self, link: str) -> str:
        """Follow a link of docs/HUB.md up to nbgitpuller's page: the page."""
        end = time.monotonic() + PATIENCE
        answer = self.browser.get(link, timeout=PATIENCE)
        while "/git-pull" not in urllib.parse.urlsplit(answer.url).path:
            # The hub's page of a server that starts; it loads itself again when that is ready.
            assert answer.status_code < 400 and "/spawn-pending/" in answer.url, f"{answer.status_code} {answer.url}"
            assert time.monotonic() < end, f"the server of {self.name} does not start"
            time.sleep(1)
            answer = self.browser.get(answer.url, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.text

    def pull(self, page: str) -> tuple[str, list[str]]:
        """Do what nbgitpuller's page does: the path of the page that it opens at the end, and what git said."""
        data = {
            key: urllib.parse.unquote(html.unescape(value))
            for key, value in re.findall(r'data-([\w-]+)="([^"]*)"', page)
        }
        asked = {
            "repo": data["repo"],
            "targetpath": data["targetpath"],
            "branch": data["branch"],
            "_xsrf": data["xsrf"],
        }
        said, phase = [], ""
        with self.browser.get(f"{self.base}/git-pull/api", params=asked, stream=True, timeout=PATIENCE) as stream:
            stream.raise_for_status()
            for line in stream.iter_lines(decode_unicode=True):
                if line.startswith("data: "):
                    event = json.loads(line.removeprefix("data: "))
                    phase = event["phase"]
                    said.append(event.get("output", event.get("message", "")))
        assert phase == "finished", "".join(said)
        return data["path"], said

    def opens(self, path: str) -> bool:
        """Whether a page of the student's server opens."""
        return self.browser.get(f"{self.base}/{path}", timeout=PATIENCE).status_code == 200

    def read(self, path: str) -> Any:
        """A file as JupyterLab reads it."""
        answer = self.browser.get(f"{self.base}/api/contents/{path}", timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()["content"]

    def write(self, path: str, content: Any, kind: str = "notebook") -> None:
        """Save a file as JupyterLab saves it."""
        model = {"type": kind, "content": content, "format": "json" if kind == "notebook" else "text"}
        self.send("PUT", f"api/contents/{path}", model)

    def send(self, method: str, path: str, model: dict) -> dict:
        """Send JSON to the student's server, with the token that its pages have."""
        token = {"X-XSRFToken": self.cookie("_xsrf", f"/user/{self.name}/")}
        answer = self.browser.request(method, f"{self.base}/{path}", json=model, headers=token, timeout=PATIENCE)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    def open_kernel(self, path: str) -> "Kernel":
        """The kernel of a notebook that JupyterLab opens."""
        wanted = {"path": path, "name": Path(path).name, "type": "notebook", "kernel": {"name": "python3"}}
        session = self.send("POST", "api/sessions", wanted)
        address = f"{self.base.replace('http', 'ws', 1)}/api/kernels/{session['kernel']['id']}/channels"
        cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.cookies)
        return Kernel(websocket.create_connection(address, cookie=cookies, origin=self.address, timeout=PATIENCE))


@dataclass
class Kernel:
    """A kernel, over its websocket.

    As a browser does, it listens all the while: the server pings, and hangs up where nobody answers for half a minute.
    """

    channel: websocket.WebSocket
    messages: queue.Queue = field(default_factory=queue.Queue)

    def __post_init__(self) -> None:
        self.channel.settimeout(None)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while True:
                self.messages.put(json.loads(self.channel.recv()))
        except Exception as error:  # handed on to whoever waits for the next message
            self.messages.put(error)

    def run(self, code: str) -> list[dict]:
        """Run a cell: its outputs, as a notebook keeps them."""
        wanted = secrets.token_hex(8)
        header = {"msg_id": wanted, "msg_type": "execute_request", "username": "", "session": str(uuid.uuid4()),
                  "version": "5.3"}  # fmt: skip
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self.channel.send(json.dumps(message))
        outputs, idle, replied = [], False, False
        while not (idle and replied):
            answer = self.receive()
            if answer["parent_header"].get("msg_id") != wanted:
                continue
            kind, content = answer["header"]["msg_type"], answer["content"]
            idle |= kind == "status" and content["execution_state"] == "idle"
            replied |= kind == "execute_reply"
            if kind == "stream":
                outputs.append({"output_type": kind, **content})
            elif kind in ("display_data", "execute_result"):
                kept = {key: content[key] for key in ("data", "metadata", "execution_count") if key in content}
                outputs.append({"output_type": kind, **kept})
            elif kind == "error":
                outputs.append({"output_type": kind, **content})
        return outputs

    def wait_for_state(self, state: str) -> None:
        """Wait until the server says that the kernel is in this state."""
        while True:
            answer = self.receive()
            if answer["header"]["msg_type"] == "status" and answer["content"]["execution_state"] == state:
                return

    def wait_for_output(self) -> None:
        """Wait until what the kernel prints arrives: the server hears one that began anew a moment after it runs."""
        end = time.monotonic() + PATIENCE
        while shown(self.run("print('here')")) != "here\n":
            assert time.monotonic() < end, "the kernel is back, and nothing that it prints arrives"
            time.sleep(0.5)

    def receive(self) -> dict:
        """The next message. Raises what ended the connection, or queue.Empty where none comes in PATIENCE."""
        answer = self.messages.get(timeout=PATIENCE)
        if isinstance(answer, Exception):
            raise answer
        return answer


def shown(outputs: list[dict]) -> str:
    """What a student reads below a cell: what was printed, and the message of an error."""
    texts = [output.get("text", output.get("data", {}).get("text/plain", "")) for output in outputs]
    return "".join([*texts, *("\n".join(output.get("traceback", [])) for output in outputs)])


def processes(hub_id: int) -> Iterator[tuple[str, str, psutil.Process]]:
    """Every process of a student below the hub: the student's name, "server" or "kernel", and the process."""
    for process in psutil.Process(hub_id).children(recursive=True):
        with contextlib.suppress(psutil.Error):
            owner = process.environ().get("JUPYTERHUB_USER")
            command = process.cmdline()
            if owner and "ipykernel_launcher" in command:
                yield owner, "kernel", process
            elif owner and any("jupyterhub-singleuser" in word for word in command):
                yield owner, "server", process


def gigabytes(process: psutil.Process) -> float:
    """What a process has in memory, in GB, with what it shares with others."""
    return process.memory_info().rss / 1e9
