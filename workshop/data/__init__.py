"""The data of the course: full where it can be had, otherwise a sample that says so.

Environment: WORKSHOP_DATA=auto|full|sample, WORKSHOP_MIRROR=a folder or web address, WORKSHOP_CACHE=a folder.
"""

from .archive import read_archive
from .download import fetch
from .errors import DataError
from .loading import Dataset, load, tiers

__all__ = ["DataError", "Dataset", "fetch", "load", "read_archive", "tiers"]
