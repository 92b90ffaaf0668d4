"""A reader's own photograph: whatever kind of picture it is, a small upright square, or one sentence that helps."""

import io
import re
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from workshop import data
from workshop.data.photo import _in_bytes as in_bytes

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def encoded(picture: Image.Image, kind: str, **options) -> bytes:
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def halves(top: tuple = RED, bottom: tuple = BLUE, size: tuple[int, int] = (40, 60)) -> Image.Image:
    """A picture whose upper half has one colour and its lower half another."""
    picture = Image.new("RGB", size, top)
    picture.paste(bottom, (0, size[1] // 2, *size))
    return picture


def is_near(values: np.ndarray, colour: tuple, tolerance: float = 8) -> bool:
    """Whether these pixels are of this colour, as far as lossy formats keep it."""
    return bool(np.all(np.abs(values.astype(float) - colour) <= tolerance))


def refusal(source, size: int = 8) -> str:
    """The sentence with which a source is refused, after checking that it is one and comes alone."""
    with pytest.raises(data.DataError) as caught:
        data.read_photo(source, size)
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".") and len(text) < 300
    assert caught.value.__cause__ is None and (caught.value.__context__ is None or caught.value.__suppress_context__)
    return text


# ---------------------------------------------------------------- what becomes of a picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF"])
def test_a_picture_of_any_kind_becomes_a_square_of_bytes(tmp_path, kind):
    path = tmp_path / "photo"  # what counts is the content, not the name
    path.write_bytes(encoded(halves(), kind))
    for source in (path, str(path), path.read_bytes()):
        photo = data.read_photo(source, 20)
        assert photo.shape == (20, 20, 3) and photo.dtype == np.uint8 and photo.flags.writeable
        assert is_near(photo[:8], RED) and is_near(photo[12:], BLUE)


def test_a_name_is_looked_for_where_the_notebook_is_and_a_tilde_means_home(tmp_path, monkeypatch):
    (tmp_path / "a.png").write_bytes(encoded(halves(), "PNG"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert np.array_equal(data.read_photo("a.png", 8), data.read_photo("~/a.png", 8))


@pytest.mark.parametrize("size", [(90, 30), (30, 90), (300, 20), (31, 30)])
def test_the_square_comes_from_the_middle_and_nothing_is_stretched(size):
    width, height = size
    rows, columns = np.mgrid[:height, :width]
    inside = (columns - (width - 1) / 2) ** 2 + (rows - (height - 1) / 2) ** 2 < (0.4 * min(size)) ** 2
    photo = data.read_photo(encoded(Image.fromarray(inside), "PNG"), 20)[:, :, 0] > 127
    rows, columns = np.nonzero(photo)
    assert abs(rows.mean() - 9.5) < 0.6 and abs(columns.mean() - 9.5) < 0.6
    assert 14 <= np.ptp(rows) <= 17 and 14 <= np.ptp(columns) <= 17


def test_a_small_picture_is_scaled_up():
    assert data.read_photo(encoded(halves(size=(2, 2)), "PNG"), 32).shape == (32, 32, 3)


def test_scaling_down_takes_the_mean_and_not_every_tenth_pixel():
    board = np.indices((320, 320)).sum(0) % 2 * 255
    photo = data.read_photo(encoded(Image.fromarray(board.astype(np.uint8)), "PNG"), 32)
    assert is_near(photo, (127, 127, 127))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_taken_with_a_turned_camera_stands_upright(orientation):
    # What a camera stores for this orientation: the upright picture, turned or mirrored the other way.
    stored = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    upright = halves()
    upright.paste(GREEN, (0, 10, 20, 30))  # upper left, so that a mirrored picture is not taken for the right one
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = upright.transpose(stored) if stored is not None else upright
    photo = data.read_photo(encoded(picture, "PNG", exif=exif), 40)
    assert is_near(photo[5:15, 5:15], GREEN) and is_near(photo[5:15, 25:], RED) and is_near(photo[25:], BLUE)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("metadata", [b"no metadata", b"II+\0\x08\0\0\0", b"II*\0\xff\xff\xff\xff"])
def test_metadata_that_cannot_be_read_do_not_matter(kind, metadata):
    photo = data.read_photo(encoded(halves(), kind, exif=b"Exif\0\0" + metadata), 20)
    assert is_near(photo[:8], RED) and is_near(photo[12:], BLUE)


def test_what_is_transparent_becomes_white():
    picture = halves().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 40, 30))
    for kind in ("PNG", "WEBP", "TIFF"):
        photo = data.read_photo(encoded(picture, kind), 20)
        assert is_near(photo[:8], WHITE) and is_near(photo[12:], BLUE)
    palette = halves().quantize(4)
    photo = data.read_photo(encoded(palette, "GIF", transparency=palette.getpixel((0, 0))), 20)
    assert is_near(photo[:8], WHITE) and is_near(photo[12:], BLUE)


@pytest.mark.parametrize("mode, kind", [("L", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("I;16", "PNG"), ("I;16", "TIFF")])
def test_a_grey_picture_gets_three_equal_channels(mode, kind):
    white_on_black = halves(WHITE, (0, 0, 0)).convert("L")
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(white_on_black).astype(np.uint16) * 257)
        picture.paste(128 * 257, (0, 0, 40, 20))
    else:
        picture = white_on_black.convert(mode)
    photo = data.read_photo(encoded(picture, kind), 40)
    assert is_near(photo[:8], (128,) * 3 if mode == "I;16" else WHITE)
    assert is_near(photo[13:17], WHITE) and is_near(photo[24:], (0, 0, 0))


def tiff(values: np.ndarray) -> bytes:
    return encoded(Image.fromarray(values), "TIFF")


GREYS_OF_16_BITS = [0, 255, 256, 257, 512, 513, 514, 65278, 65279, 65534, 65535, 32896]  # // 256, round: others


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_of_16_bits_the_upper_eight_are_kept_and_white_stays_white(kind):
    for value in GREYS_OF_16_BITS:
        content = encoded(Image.fromarray(np.full((3, 3), value, np.uint16)), kind)
        assert set(data.read_photo(content, 3).flat) == {value // 257}, value


@pytest.mark.parametrize("white", [1, 255, 65535])
@pytest.mark.parametrize("kind", [np.float32, np.int32])
def test_grey_values_of_other_kinds_are_scaled_by_the_white_that_none_exceeds(kind, white):
    values = np.array([[0, 0.25, 0.5, 1]] * 4) * white
    expected = np.array([0, 63, 127, 255]) if kind is np.float32 else np.floor(values[0]) * 255 // white
    photo = data.read_photo(tiff(values.astype(kind)), 4)
    assert np.abs(photo[0, :, 0].astype(int) - expected).max() <= 1


def test_a_dark_picture_stays_dark():
    photo = data.read_photo(tiff(np.array([[0, 0.25, 0.5, 0.5]] * 4, np.float32)), 4)
    assert photo.min() == 0 and abs(int(photo.max()) - 127) <= 1


def test_other_grey_values_are_stretched_from_their_smallest_to_their_largest():
    for low, high in [(-1, 1), (-1000, -999), (30_000, 90_000), (-3e38, 3e38)]:
        photo = data.read_photo(tiff(np.linspace(low, high, 16, dtype=np.float32).reshape(4, 4)), 4)
        assert photo.min() == 0 and photo.max() == 255


def test_what_is_no_number_is_black_and_nothing_but_that_is_broken():
    values = np.full((3, 3), 1, np.float32)
    values[0] = [np.nan, np.inf, -np.inf]
    photo = data.read_photo(tiff(values), 3)
    assert set(photo[0].flat) == {0} and set(photo[1:].flat) == {255}
    assert "is a broken picture" in refusal(tiff(np.full((3, 3), np.nan, np.float32)))
    for same in (0, -7, 70_000):
        with np.errstate(all="raise"):
            assert set(in_bytes(np.full((3, 3), same, np.float32), False).flat) == {0}


@pytest.mark.parametrize("mode, kind", [("P", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("CMYK", "TIFF")])
def test_palettes_and_printing_colours_come_out_as_they_look(mode, kind):
    photo = data.read_photo(encoded(halves().convert(mode), kind), 20)
    assert is_near(photo[:8], RED) and is_near(photo[12:], BLUE)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_an_animation_it_is_the_first_frame(kind):
    content = encoded(halves(RED, RED), kind, save_all=True, append_images=[halves(BLUE, BLUE)])
    assert is_near(data.read_photo(content, 8), RED)


# ---------------------------------------------------------------- what is refused, and how


def test_a_missing_file_gets_the_folder_and_up_to_five_of_the_pictures_in_it(tmp_path):
    path = tmp_path / "cat.jpg"
    text = refusal(path)
    assert f"there is no cat.jpg in {tmp_path}: " in text and "there are no pictures in that folder" in text
    for name in ("a.png", "b.JPG", "c.jpeg", "d.webp", "notes.txt"):
        (tmp_path / name).touch()
    assert "(the pictures there are a.png, b.JPG, c.jpeg, d.webp)." in refusal(path)
    for name in ("e.gif", "f.png"):
        (tmp_path / name).touch()
    assert "(the pictures there are a.png, b.JPG, c.jpeg, d.webp, e.gif and 1 more)." in refusal(path)


def test_a_missing_folder_is_named(tmp_path):
    assert f"the folder {tmp_path / 'nowhere'} does not exist" in refusal(tmp_path / "nowhere" / "cat.jpg")


def test_a_folder_gets_the_pictures_in_it(tmp_path):
    (tmp_path / "a.png").touch()
    text = refusal(tmp_path)
    assert f"{tmp_path} is a folder: " in text and "a.png" in text


def test_a_web_address_is_to_be_downloaded_first():
    assert "is a web address: download the picture" in refusal("https://example.org/cat.jpg")


@pytest.mark.parametrize("operation, name", [("read_bytes", "cat.jpg"), ("iterdir", "typo.jpg")])
def test_what_may_not_be_read_says_so(tmp_path, monkeypatch, operation, name):
    (tmp_path / "cat.jpg").write_bytes(encoded(halves(), "JPEG"))

    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, operation, refuse)
    assert f"{name} cannot be opened: copy the picture" in refusal(tmp_path / name)


@pytest.mark.parametrize(
    "content", [b"Dear diary,\n" * 50, b"%PDF-1.7 " * 20, b"<svg></svg>", b"P1\n1 1\n0", bytes(500)]
)
def test_what_is_no_picture_says_so(tmp_path, content):
    (tmp_path / "cat.jpg").write_bytes(content)
    assert f"{tmp_path / 'cat.jpg'} is not a picture that can be read: use a JPEG or PNG" in refusal(
        tmp_path / "cat.jpg"
    )
    assert "the uploaded file is not a picture that can be read" in refusal(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "TIFF"])
@pytest.mark.parametrize("part", [0.02, 0.1, 0.5, 0.9])
def test_a_picture_that_breaks_off_says_so(kind, part):
    noise = np.random.default_rng(0).integers(0, 256, (40, 40, 3), dtype=np.uint8)
    content = encoded(Image.fromarray(noise), kind)
    assert "is a broken picture or a part of one: copy or download it again" in refusal(
        content[: int(part * len(content))]
    )


@pytest.mark.parametrize("brand", [b"heic", b"mif1"])
def test_an_iphones_own_format_is_to_be_saved_as_jpeg(brand):
    text = refusal(b"\0\0\0\x24ftyp" + brand + b"\0\0\0\0" + bytes(500))
    assert "HEIC" in text and "as JPEG" in text


def test_an_absurdly_large_picture_is_refused_before_it_fills_the_memory():
    content = encoded(Image.new("1", (20_000, 20_000)), "PNG")
    assert len(content) < 100_000
    assert "has far too many pixels: scale it down" in refusal(content)


def test_a_large_picture_is_read_without_a_warning(monkeypatch, recwarn):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 40 * 60 - 1)
    assert data.read_photo(encoded(halves(), "PNG"), 8).shape == (8, 8, 3)
    assert len(recwarn) == 0


def test_an_empty_file_says_so(tmp_path):
    (tmp_path / "cat.jpg").touch()
    assert "cat.jpg is empty: save or upload" in refusal(tmp_path / "cat.jpg")
    assert "the uploaded file is empty" in refusal(b"")


# ---------------------------------------------------------------- the upload button


def colab_where_one_uploads(monkeypatch, files: dict[str, bytes]) -> None:
    """Colab, as far as it matters here."""
    for name in ("google", "google.colab"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setattr(sys.modules["google.colab"], "files", SimpleNamespace(upload=lambda: files), raising=False)


def test_in_colab_the_first_uploaded_file_is_the_photo(monkeypatch):
    content = encoded(halves(), "JPEG")
    colab_where_one_uploads(monkeypatch, {"cat.jpg": content, "dog.jpg": b""})
    assert data.upload_photo() == content
    assert data.read_photo(data.upload_photo(), 8).shape == (8, 8, 3)


def test_nothing_uploaded_gets_a_sentence(monkeypatch):
    colab_where_one_uploads(monkeypatch, {})
    with pytest.raises(data.DataError, match=re.escape("nothing was uploaded: run it again and choose a picture.")):
        data.upload_photo()


def test_elsewhere_one_drags_the_file_into_the_list(monkeypatch):
    monkeypatch.setitem(sys.modules, "google.colab", None)
    with pytest.raises(data.DataError, match=r"drag the picture into JupyterLab's file list .* read_photo\.") as caught:
        data.upload_photo()
    assert caught.value.__suppress_context__
