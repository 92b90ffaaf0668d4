"""A photograph of the reader's own, made ready for a network."""

import io
import math
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from .errors import DataError

# Named, because Pillow would take some texts for rarer kinds of pictures.
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".avif")
# How files of the commonest formats begin, to tell a broken picture from what never was one.
BEGINNINGS = (b"\xff\xd8", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*")
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def read_photo(source: str | Path | bytes, size: int) -> np.ndarray:
    """Any photograph as a small square: uint8 of shape (size, size, 3), red, green, blue.

    The picture is turned upright, cut to the square in its middle and scaled smoothly. What is transparent becomes
    white; of an animation it is the first frame. Numbers other than bytes are read as grey values: white is 1, 255 or
    65535, the first that none of them exceeds; others are stretched from their smallest to their largest.
    source: the path of a picture file, or its content as bytes
    size: pixels a side
    Raises DataError, whose message says what to do next.
    """
    if isinstance(source, bytes):
        name, content = "the uploaded file", source
    else:
        name, content = str(source), _content_of(source)
    if not content:
        raise DataError(f"{name} is empty", "save or upload the picture again")
    return square_photo(name, content, size)


def upload_photo() -> bytes:
    """The content of a picture file that the reader picks with Colab's upload button, for read_photo.

    Raises DataError where there is no such button, and if nothing was picked.
    """
    try:
        from google.colab import files
    except ImportError:
        remedy = "drag the picture into JupyterLab's file list on the left and hand its name to read_photo"
        raise DataError("only Colab has an upload button", remedy) from None
    uploaded = files.upload()
    if not uploaded:
        raise DataError("nothing was uploaded", "run it again and choose a picture")
    return next(iter(uploaded.values()))


def _content_of(source: str | Path) -> bytes:
    """The bytes of a file; DataError if there is none of this name, or none that can be read."""
    if str(source).startswith(("http://", "https://")):
        raise DataError(f"{source} is a web address", "download the picture and hand over the name of the file")
    path = Path(source).expanduser().absolute()
    try:
        if path.is_dir():
            raise DataError(f"{path} is a folder", f"hand over the name of a picture file in it ({_pictures_in(path)})")
        if not path.parent.is_dir():
            raise DataError(f"the folder {path.parent} does not exist", "correct the name")
        if not path.is_file():
            remedy = f"put the file there or correct the name ({_pictures_in(path.parent)})"
            raise DataError(f"there is no {path.name} in {path.parent}", remedy)
        return path.read_bytes()
    except OSError:
        raise DataError(f"{path} cannot be opened", "copy the picture to a folder of your own") from None


def _pictures_in(folder: Path) -> str:
    """Up to five of the picture files in a folder, in words."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    if not names:
        return "there are no pictures in that folder"
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return f"the pictures there are {', '.join(names[:5])}{more}"


def square_photo(name: str, content: bytes, size: int, most: float = math.inf) -> np.ndarray:
    """The content of a picture file as read_photo returns it; for the photographs of a dataset too.

    name: for the sentence of the DataError; most: pixels that it may have, besides Pillow's own limit
    """
    return np.array(ImageOps.fit(_decode(name, content, most), (size, size), Image.Resampling.LANCZOS))


def _decode(name: str, content: bytes, most: float) -> Image.Image:
    """The picture upright, in RGB and eight bits a channel."""
    try:
        # Pillow warns of odd metadata and of large pictures that it reads all the same.
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(content), formats=FORMATS) as picture:
            if math.prod(picture.size) > most:
                raise Image.DecompressionBombError
            picture.load()  # now, or a fault of the pixels would be taken for one of the metadata
            return _on_white(_upright(picture), has_16_bits=picture.mode.startswith("I;16") or picture.format == "PNG")
    except Image.DecompressionBombError:
        raise DataError(f"{name} has far too many pixels", "scale it down and use the smaller file") from None
    except Exception:  # the decoders raise all kinds of errors for a broken file
        if content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS:
            reason, remedy = f"{name} is an iPhone's HEIC picture", "save or export it as JPEG and use that file"
        elif content.startswith(BEGINNINGS):
            reason, remedy = f"{name} is a broken picture or a part of one", "copy or download it again"
        else:
            reason, remedy = f"{name} is not a picture that can be read", "use a JPEG or PNG file"
        raise DataError(reason, remedy) from None


def _upright(picture: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except Exception:  # metadata that cannot be read are no reason to refuse the picture
        return picture


def _on_white(picture: Image.Image, has_16_bits: bool) -> Image.Image:
    if picture.mode.startswith(("I", "F")):  # grey with more than 8 bits, which convert would cut off at 255
        picture = Image.fromarray(_in_bytes(np.asarray(picture), has_16_bits))
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _in_bytes(values: np.ndarray, has_16_bits: bool) -> np.ndarray:
    """Grey values as bytes; what is no number becomes black."""
    if has_16_bits:
        return (values // 257).astype(np.uint8)
    if not np.isfinite(values).any():
        raise ValueError("no numbers")
    values = np.nan_to_num(values.astype(float), nan=0, posinf=0, neginf=0)
    low, high = values.min(), values.max()
    white = next((white for white in (1, 255, 65535) if low >= 0 and high <= white), None)
    if white is None:
        values, white = values - low, high - low or 1
    return (values * (255 / white) + 1e-6).astype(np.uint8)
