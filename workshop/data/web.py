"""The one place that asks the network: never for more than can be wanted, and never for ever."""

import io
import os
import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from pathlib import Path
from urllib.parse import urlsplit

from . import limits
from .errors import Missing, Unfit


def without_user(url: str) -> str:
    """A web address that may be printed: a user's name and password are left out."""
    return re.sub(r"^(\w+:/*)?.*@", r"\1", url)


def host(url: str) -> str:
    """The name of the machine in a web address."""
    return urlsplit(without_user(url)).netloc


def save(url: str, output: Path | io.BytesIO, name: str, most: int) -> None:
    """Download what stands at a web address, with a progress bar; pooch asks and writes.

    name: what the bar calls it; most: the most bytes that are taken
    Raises Unfit, with one reason for the many mistakes of its HTTP library; Missing if the host answers with an error;
    OSError if the disk cannot take it.
    """
    import requests
    from pooch import HTTPDownloader
    from tqdm import tqdm

    def size() -> int:
        if isinstance(output, io.BytesIO):
            return output.tell()
        return os.path.getsize(output) if os.path.exists(output) else 0

    class Bar(tqdm):
        is_wanted = True

        def __bool__(self) -> bool:  # pooch asks, and tqdm says no where the host did not announce a length
            return True

        def update(self, count: float = 1) -> bool | None:
            if not self.is_wanted or size() > most:
                raise Unfit(f"{host(url)} sends far more than {name} can have")
            return super().update(count)

    try:
        with Bar(desc=name, unit="B", unit_scale=True, leave=False, delay=0.5) as bar:
            # Without this header a host may send the file unpacked or packed twice.
            plain = {"Accept-Encoding": "identity"}
            get = HTTPDownloader(progressbar=bar, chunk_size=2**13, timeout=limits.TIMEOUT, headers=plain)
            target = output if isinstance(output, io.BytesIO) else str(output)
            try:
                _while_it_moves(lambda: get(url, target, None), size)
            finally:
                bar.is_wanted = False
    except (requests.Timeout, TimeoutError):
        raise Unfit(f"{host(url)} did not answer in time") from None
    except requests.HTTPError as error:
        raise Missing(f"{host(url)} answered with error {error.response.status_code}") from None
    except requests.exceptions.ChunkedEncodingError:
        raise Unfit(f"{host(url)} broke off in the middle of the file") from None
    except (requests.RequestException, ValueError):  # ValueError: an address or a header that makes no sense
        raise Unfit(f"the connection to {host(url)} failed") from None


def answers(url: str) -> bool:
    """Whether a web address has a file to give, asked without downloading it."""
    from pooch import HTTPDownloader
    from requests import RequestException

    ask = HTTPDownloader(timeout=3)
    try:
        return _while_it_moves(lambda: ask(url, None, None, check_only=True), lambda: 0)
    except (RequestException, TimeoutError, ValueError):
        return False


def _while_it_moves(work: Callable[[], object], size: Callable[[], int]) -> object:
    """What work returns or raises; TimeoutError once size grows by too little in limits.WINDOW seconds.

    In a thread of its own, because no timeout of the libraries ends a wait in which a byte comes now and then.
    """
    answer, before, since = Future(), 0, time.monotonic()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    while not wait([answer], timeout=limits.WINDOW / 30).done:
        now, moment = size(), time.monotonic()
        if now >= before + limits.FEWEST_BYTES:
            before, since = now, moment
        elif moment - since > limits.WINDOW:
            raise TimeoutError
    return answer.result()
