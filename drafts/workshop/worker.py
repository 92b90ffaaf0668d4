"""What each process of `workshop.processes` runs: `python worker.py SCRIPT [ARGUMENTS ...]`. Python's own library only.

The script runs as if Python had been started on it, with two promises more: the process ends when the one that started
it is gone, however that ended, and it ends at the first error, without waiting for the others as JAX would.
"""

import contextlib
import functools
import os
import runpy
import signal
import socket
import sys
import threading
import time
import traceback

#: Seconds from an error to the end. One that only follows from another worker's death is never shown: that death is
#: seen first, and this process ended.
PAUSE = 0.3


def end_with_parent() -> None:
    """Wait until nobody holds the other end of standard input any more, then end this process and all of its own."""
    while True:
        try:
            if not os.read(0, 1024):
                break
        except OSError:
            break
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def meet_on_this_machine() -> None:
    """Let JAX's transport use this machine's inner address where nobody knows its name, as on some without a network.

    Otherwise it stops there: it asks for the address of the name, and has no setting to be told one.
    """
    try:
        socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        with contextlib.suppress(ImportError, AttributeError):  # no JAX, or one that does it otherwise
            from jax._src import xla_bridge

            meet = xla_bridge._jax.make_gloo_tcp_collectives
            xla_bridge._jax.make_gloo_tcp_collectives = functools.partial(meet, hostname="127.0.0.1")


def say(error: BaseException, script: str) -> int:
    """Print what ended the script, from its own lines on; return the exit code."""
    if isinstance(error, SystemExit) and (error.code is None or isinstance(error.code, int)):
        return error.code or 0
    if isinstance(error, SystemExit):
        print(error.code, file=sys.stderr)
        return 1
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != script:
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)
    return 1


def main() -> None:
    threading.Thread(target=end_with_parent, daemon=True).start()
    script = sys.argv[1]
    sys.argv = sys.argv[1:]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    meet_on_this_machine()
    try:
        runpy.run_path(script, run_name="__main__")
    except BaseException as error:
        if isinstance(error, SystemExit) and error.code in (None, 0):
            return
        time.sleep(PAUSE)
        code = say(error, script)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
