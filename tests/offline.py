"""Run a command with the network cut off; a kernel can still talk to its parent over the loopback."""

import functools
import os
import shutil
import subprocess
import sys
from pathlib import Path

#: For a process in a network namespace of its own: switch its loopback on, then become the command.
_LOOPBACK_UP = """
import fcntl, os, socket, struct, sys
fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh22x", b"lo", 0x49))  # SIOCSIFFLAGS: up, loopback, running
os.execvp(sys.argv[1], sys.argv[1:])
"""

#: Where no namespace can be had: every Python started with this folder on its path refuses to call out.
_NO_SOCKETS = """
import socket
here = (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0")
def connect(self, address, _real=socket.socket.connect):
    if isinstance(address, tuple) and address[0] not in here:
        raise OSError("the network is cut off")
    return _real(self, address)
def getaddrinfo(host, *rest, _real=socket.getaddrinfo, **named):
    if host not in here:
        raise socket.gaierror("the network is cut off")
    return _real(host, *rest, **named)
socket.socket.connect, socket.getaddrinfo = connect, getaddrinfo
"""


@functools.cache
def _namespaces() -> bool:
    """Whether this system lets us make a network namespace with a loopback."""
    if not shutil.which("unshare"):
        return False
    probe = ["unshare", "-rn", sys.executable, "-c", _LOOPBACK_UP, sys.executable, "-c", "pass"]
    return subprocess.run(probe, capture_output=True).returncode == 0


def run_offline(command: list[str], folder: Path, **named) -> subprocess.CompletedProcess:
    """Run a command without a network; folder: a place for a file that a fallback needs."""
    env = dict(named.pop("env", os.environ))
    if _namespaces():
        command = ["unshare", "-rn", sys.executable, "-c", _LOOPBACK_UP, *command]
    else:
        (folder / "sitecustomize.py").write_text(_NO_SOCKETS, encoding="utf-8")
        env["PYTHONPATH"] = os.pathsep.join(filter(None, [str(folder), env.get("PYTHONPATH")]))
    return subprocess.run(command, env=env, capture_output=True, text=True, encoding="utf-8", **named)
