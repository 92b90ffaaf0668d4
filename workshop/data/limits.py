"""How much of anything is read, and how long anything is waited for: beyond it, it is no data of the course.

The sizes follow from the registry, which knows how large each file is and, of an IDX file, what it holds.
"""

import math

from .registry import File

MANIFEST = 2**20  # bytes of a manifest.json, or of the about.json beside kept arrays
NOTE = 300  # characters of a note that are shown, and of a name in an archive
PAUSE = 1.0  # seconds before the second try at the same address

# What one piece of the network may take: seconds to connect, seconds between two signs of life, and because a byte
# now and then is a sign of life, the fewest bytes that have to come within so many seconds.
TIMEOUT = (5, 20)
FEWEST_BYTES, WINDOW = 2**14, 30.0

# Archives: the largest member by far is a batch of CIFAR-10 with 30,730,000 bytes.
MEMBERS = 100_000
MEMBER = 2**25
HEADERS = 2**20  # bytes between the contents of two members: their names, and padding
PIXELS = 25_000_000  # of a photograph in an archive


def download(file: File) -> int:
    """The most bytes that a copy of this file may have."""
    return 2 * file.bytes


def decompressed(file: File) -> float:
    """The most bytes that a .gz of the registry may hold: its values and a header."""
    return math.prod(file.shape) + 1024 if file.shape else math.inf


def unpacked(size: int) -> int:
    """The most bytes that an archive of this size may have once it is decompressed.

    The course's archives hold pictures, which are compressed already; the summand is for small ones.
    """
    return 10 * size + 2**26
