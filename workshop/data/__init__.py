"""The data of the course: full where it can be had, otherwise a sample that says so.

Environment: WORKSHOP_DATA=auto|full|sample, WORKSHOP_MIRROR=a folder or web address, WORKSHOP_CACHE=a folder.
"""

from pathlib import Path

from . import cells, phantom, shapes, tiny_town
from .archive import read_archive
from .download import fetch
from .errors import DataError
from .loading import Dataset, load, on_sample, tiers
from .photo import read_photo, upload_photo

#: A small network that the course trained on Shapes, without its last layers; data/shapes_backbone.md is its card.
BACKBONE = Path(__file__).parents[2] / "data" / "shapes_backbone.keras"

__all__ = [
    "BACKBONE",
    "DataError",
    "Dataset",
    "cells",
    "fetch",
    "load",
    "on_sample",
    "phantom",
    "read_archive",
    "read_photo",
    "shapes",
    "tiers",
    "tiny_town",
    "upload_photo",
]
