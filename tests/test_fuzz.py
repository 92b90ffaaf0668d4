"""Damage of all kinds, drawn at random but always the same: it ends in a DataError or in something good.

Two thousand cases a kind, each checked by itself. Hypothesis draws them, makes a case that fails as small as it can
and shows it.
"""

import contextlib
import gzip
import io
import json
import string
import struct
import tarfile
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from workshop import data
from workshop.data import arrays, cifar10, loading, registry, sources
from workshop.data.errors import Unfit
from workshop.data.places import Copy, Place

CASES = 2_000
TINY = {"x_train": (3, 5, 5), "y_train": (3,), "x_test": (2, 5, 5), "y_test": (2,)}
TOKENS = [b"(", b"[", b"'", b"\\", b"#", b"-", b"9" * 30, b"(" * 300, b"[" * 3000, b"O", b"\0", b"\n", b"f8", b"\xff"]

#: What is put at a place: how many bytes are taken away there, and what comes instead.
edits = st.lists(
    st.tuples(
        st.integers(0, 2**16), st.integers(0, 3), st.one_of(st.sampled_from(TOKENS), st.binary(min_size=1, max_size=4))
    ),
    min_size=1,
    max_size=3,
)
flips = st.lists(st.tuples(st.integers(0, 2**16), st.integers(1, 255)), min_size=1, max_size=4)


def edited(content: bytes, how: list) -> bytes:
    """The content with some places changed, and other lengths; none is beyond its end."""
    for place, length, piece in how:
        place %= len(content)
        content = content[:place] + piece + content[place + length :]
    return content


def flipped(content: bytes, how: list) -> bytes:
    """The content with some bits changed."""
    changed = bytearray(content)
    for place, bits in how:
        changed[place % len(changed)] ^= bits
    return bytes(changed)


damage = st.one_of(
    st.builds(lambda how: lambda content: edited(content, how), edits),
    st.builds(lambda how: lambda content: flipped(content, how), flips),
    st.builds(lambda part: lambda content: content[: len(content) * part // 100], st.integers(0, 99)),
)


def all_cases(*strategies: st.SearchStrategy) -> Callable:
    """Run the function that follows for CASES drawn cases."""

    def run(check: Callable) -> None:
        count = 0

        def counted(*drawn) -> None:
            nonlocal count
            count += 1
            check(*drawn)

        as_told = settings(
            max_examples=CASES,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        as_told(given(st.tuples(*strategies))(lambda drawn: counted(*drawn)))()
        assert count >= CASES

    return run


@pytest.fixture
def tiny_mnist(tmp_path, monkeypatch) -> dict[str, bytes]:
    """A registry with an MNIST of TINY shapes and no addresses; returns the content of each of its files."""
    random, contents = np.random.default_rng(0), {}
    lines = ["[mnist]", 'title = "MNIST"', 'sample = "x"', 'licence = "x"', 'citation = "x"']
    for part, shape in TINY.items():
        header = bytes([0, 0, 8, len(shape)]) + np.array(shape, ">u4").tobytes()
        contents[sources.MNIST[part]] = header + random.integers(0, 10, shape, dtype=np.uint8).tobytes()
        lines += ["[[mnist.files]]", f'name = "{sources.MNIST[part]}"', f"shape = {list(shape)}"]
        lines += ["urls = []", "bytes = 1000", f'sha256_decompressed = "{"0" * 64}"']
    (tmp_path / "registry.toml").write_text("\n".join(lines))
    monkeypatch.setattr(registry, "PATH", tmp_path / "registry.toml")
    monkeypatch.setenv("WORKSHOP_CACHE", str(tmp_path / "cache"))
    return contents


def decoded(entry: registry.Entry, paths: list[Path]) -> dict[str, np.ndarray] | None:
    """What load makes of these files; None where it stops with a DataError, which is never for want of memory."""
    copies = {path.name: Copy(path, "sha256:0") for path in paths}
    try:
        return loading.decode(entry, copies)
    except data.DataError as error:
        text = str(error)
        assert "memory" not in text and text.isprintable() and len(text) < 1000
        return None


def test_kept_arrays_are_good_or_made_again(tiny_mnist, tmp_path):
    for name, content in tiny_mnist.items():
        (tmp_path / name).write_bytes(gzip.compress(content))
    entry = registry.read()["mnist"]
    made = decoded(entry, [tmp_path / name for name in tiny_mnist])
    copies = {file.name: Copy(tmp_path / file.name, file.fingerprint) for file in entry.files}
    arrays.write(entry, None, made, copies, "")
    whole = {path: path.read_bytes() for path in arrays.folder_of(entry).iterdir()}

    # Half of the cases hit a header: it has 128 bytes.
    @all_cases(st.sampled_from(sorted(whole)), st.booleans(), damage, st.sampled_from([None, "r"]))
    def case(path, in_header, spoil, mmap_mode):
        content = whole[path]
        cut = 128 if in_header and path.suffix == ".npy" else len(content)
        path.write_bytes(spoil(content[:cut]) + content[cut:])
        with warnings.catch_warnings(action="error"):
            found = arrays.read(entry, None, mmap_mode)
            if found:
                assert all(np.array_equal(found[0][name], array) for name, array in made.items()) and found[1] == ""
                assert loading._dataset(entry, "full", "", found[0]).class_names == list("0123456789")
        path.write_bytes(content)

    assert arrays.read(entry, None)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)
notes = st.text(max_size=20) | st.text(max_size=400) | json_values
digits = st.text(string.hexdigits, min_size=64, max_size=64)
hashes = digits | st.text(string.hexdigits + ":", max_size=65) | json_values
entries = st.fixed_dictionaries({"sha256": hashes}, optional={"note": notes, "bytes": json_values}) | json_values
names = st.sampled_from(["a.gz", "../a", "", "a\\b"]) | st.text(max_size=5)
manifests = st.fixed_dictionaries({"files": st.dictionaries(names, entries, max_size=3) | json_values}) | json_values


def test_a_manifest_is_valid_as_a_whole_or_unfit(tmp_path):
    path = tmp_path / "manifest.json"
    good = json.dumps({"files": {"a.gz": {"sha256": "0aF" + "1" * 61, "note": "a \x1b note", "bytes": 5}}}).encode()
    valid = 0

    @all_cases(st.one_of(manifests, damage))
    def case(drawn):
        nonlocal valid
        path.write_bytes(drawn(good) if callable(drawn) else json.dumps(drawn).encode())
        try:
            found = Place(tmp_path).entries
        except Unfit as unfit:
            assert str(unfit) == f"manifest.json in {tmp_path} is broken"
            return
        valid += bool(found)
        for name, entry in found.items():
            assert Path(name).name == name and name.isprintable() and set(entry) <= {"sha256", "note", "bytes"}
            assert len(entry["sha256"]) == 64 and set(entry["sha256"]) <= set("0123456789abcdef")
            note = Copy(tmp_path / name, "sha256:0", entry).note
            assert note.strip() and note.isprintable() and len(note) <= 300 and note.encode()

    assert valid > CASES / 20  # it is not only nonsense that was drawn


def png(number: int) -> bytes:
    content = io.BytesIO()
    picture = np.random.default_rng(number).integers(0, 2, (32, 32, 3), dtype=np.uint8) * 255
    Image.fromarray(picture).save(content, "PNG")
    return content.getvalue()


def a_tar(form: int) -> bytes:
    """Five pictures of CIFAR-10 in class folders, with the kinds of headers that archivers write."""
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w", format=form, pax_headers={"comment": "0" * 40}) as archive:
        for number in range(5):
            folder = f"{'long' * 30 if number == 4 else 'cifar10'}/{'train' if number < 3 else 'test'}/cat"
            info, picture = tarfile.TarInfo(f"{folder}/{number}.png"), png(number)
            info.size, info.pax_headers = len(picture), {"ctime": "1.5"}
            archive.addfile(info, io.BytesIO(picture))
    return content.getvalue()


def mended(tar: bytes) -> bytes:
    """The archive with right checksums in whatever looks like a header, so that more than those is read."""
    blocks = [tar[start : start + 512] for start in range(0, len(tar), 512)]
    for position, block in enumerate(blocks):
        if block[257:262] == b"ustar" and len(block) == 512:
            blank = block[:148] + b" " * 8 + block[156:]
            blocks[position] = block[:148] + f"{sum(blank):06o}\0 ".encode() + block[156:]
    return b"".join(blocks)


# The fields of a header, by where they begin: size, kind, the name of a link, the prefix of the name.
FIELDS = [(0, 100), (124, 12), (156, 1), (157, 100), (257, 8), (345, 155)]
VALUES = [
    b"77777777777\0", b"-0000001000\0", b"\x80" + b"\xff" * 11, b"\xff" * 12, b"\xff" * 10 + b"\xfe\0",
    b"S", b"L", b"K", b"x", b"g", b"1", b"2", b"5", b"V", b"../../a", b"/etc/a", b"\x1b[2J", b"a" * 100, b"\xff\xfe",
    struct.pack(">BxxxQ", 0x80, 2**40), struct.pack(">BxxxQ", 0x80, 2**62),
]  # fmt: skip
header_edits = st.tuples(st.integers(0, 40), st.sampled_from(FIELDS), st.sampled_from(VALUES))
headers = st.lists(header_edits, min_size=1, max_size=3)


def rewritten(tar: bytes, how: list) -> bytes:
    """The archive with some fields of its headers written anew."""
    starts = [start for start in range(0, len(tar), 512) if tar[start + 257 : start + 262] == b"ustar"]
    for number, (offset, length), value in how:
        place = starts[number % len(starts)] + offset
        tar = tar[:place] + value[:length] + tar[place + len(value[:length]) :]
    return tar


def test_an_archive_is_read_or_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(cifar10, "SIZES", {"train": 3, "test": 2})
    tars = [a_tar(form) for form in (tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT)]
    path, entry, read = tmp_path / "cifar10.tgz", registry.read()["cifar10"], 0

    @all_cases(st.sampled_from(tars), st.one_of(headers, damage), st.sampled_from(["as it is", "mended", "packed"]))
    def case(tar, spoil, where):
        nonlocal read
        if isinstance(spoil, list):
            content = gzip.compress(mended(rewritten(tar, spoil)), compresslevel=1)
        elif where == "packed":
            content = spoil(gzip.compress(tar, compresslevel=1))
        else:
            content = gzip.compress(mended(spoil(tar)) if where == "mended" else spoil(tar), compresslevel=1)
        path.write_bytes(content)
        with contextlib.suppress(data.DataError):
            for name, member in data.read_archive(path):
                assert type(name) is str and len(member) <= len(tar)
        found = decoded(entry, [path])
        if found:
            read += 1
            assert found["x_train"].shape == (3, 32, 32, 3) and found["y_test"].shape == (2,)

    assert read > CASES / 50


def test_idx_files_are_read_or_refused(tiny_mnist, tmp_path):
    paths = {name: tmp_path / name for name in tiny_mnist}
    packed = {name: gzip.compress(content) for name, content in tiny_mnist.items()}
    for name, path in paths.items():
        path.write_bytes(packed[name])
    entry, read = registry.read()["mnist"], 0

    @all_cases(st.sampled_from(sorted(paths)), damage, st.sampled_from(["values", "header", "packed"]))
    def case(name, spoil, where):
        nonlocal read
        cut = 4 + 4 * tiny_mnist[name][3] if where == "header" else None
        if where == "packed":
            paths[name].write_bytes(spoil(packed[name]))
        else:
            spoilt = spoil(tiny_mnist[name][:cut]) + (tiny_mnist[name][cut:] if cut else b"")
            paths[name].write_bytes(gzip.compress(spoilt, compresslevel=1))
        found = decoded(entry, list(paths.values()))
        paths[name].write_bytes(packed[name])
        if found:
            read += 1
            assert {part: found[part].shape for part in TINY} == TINY
            assert max(found["y_train"].max(), found["y_test"].max()) < 10

    assert read > CASES / 50


def pictures() -> list[bytes]:
    """One small picture of each kind that a photograph may be."""
    colours = Image.fromarray(np.random.default_rng(0).integers(0, 256, (9, 12, 3), dtype=np.uint8))
    grey = np.arange(108).reshape(9, 12)
    exif = Image.Exif()
    exif[0x0112] = 6
    kinds = [("JPEG", {"exif": exif}), ("PNG", {"exif": exif}), ("GIF", {}), ("WEBP", {}), ("BMP", {}), ("TIFF", {})]
    kinds += [("TIFF", {"compression": "tiff_lzw"}), ("GIF", {"save_all": True, "append_images": [colours.rotate(90)]})]
    made = [(colours, kind, options) for kind, options in kinds]
    made += [(colours.convert(mode), kind, {}) for mode, kind in [("CMYK", "JPEG"), ("RGBA", "PNG"), ("P", "PNG")]]
    made += [(Image.fromarray((grey * 600).astype(np.uint16)), kind, {}) for kind in ("PNG", "TIFF")]
    made += [(Image.fromarray(grey.astype(kind)), "TIFF", {}) for kind in (np.float32, np.int32)]
    contents = []
    for picture, kind, options in made:
        content = io.BytesIO()
        picture.save(content, kind, **options)
        contents.append(content.getvalue())
    return contents


def test_a_photograph_is_read_or_refused():
    read = 0

    @all_cases(st.sampled_from(pictures()), damage, st.booleans())
    def case(content, spoil, in_header):
        nonlocal read
        cut = 64 if in_header else len(content)
        with warnings.catch_warnings(action="error"):
            try:
                photo = data.read_photo(spoil(content[:cut]) + content[cut:], 8)
            except data.DataError as error:
                assert "\n" not in str(error) and len(str(error)) < 300
                return
        read += 1
        assert photo.shape == (8, 8, 3) and photo.dtype == np.uint8

    assert read > CASES / 20
