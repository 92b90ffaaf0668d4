"""`python -m tools.picture [course | check]`: the README's two pictures, docs/course.png and docs/check.png.

Both are twice as wide as GitHub shows a README (830 pixels). course.png is set from figures that the solutions keep.
check.png is what a learner sees: a notebook with exercise 1.2, a hint that is unfolded and a wrong answer is run, given
to nbconvert, whose page has JupyterLab's look, and photographed by Chromium.
"""

import argparse
import base64
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import matplotlib.font_manager
import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import Image, ImageChops, ImageDraw, ImageFont

from tools import course as course_toml
from tools import render

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 1660  # pixels
PANEL = (780, 394)  # of a figure, below its caption
CAPTION, LETTERS, GAP, MARGIN = 62, 36, 36, 24  # the margin shows where the page around is dark
#: Solution, how the description of the wanted figure begins, what of it is shown (left, top, right, bottom, as parts of
#: its width and height), and the caption.
FIGURES = [
    ("01_linear_regression", "The points with four straight lines", (0.1, 0.1, 1, 0.86), "1  Which line fits best?"),
    ("03_mnist_mlp", "Left: the drawn digit", (0, 0.1, 1, 1), "3  A network reads what you draw"),
    ("04_cifar10_cnn", "Thirty-two small tiles", (0, 0.1, 1, 1), "4  What its filters look for"),
    ("07_gan", "Rows of ten pictures, one row for an epoch", (0.11, 0.12, 1, 1), "7  Noise grows into digits"),
]
CHECKED = "01_linear_regression", "mse"  # lesson and exercise of check.png
HINT = "Hint 1"
WRONG = "    return np.mean(prediction - y) ** 2"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
# What the page is given around JupyterLab's look: no wider than GitHub's, and no more than the cells.
STYLE = "<style>body {margin: 0; padding: 12px 12px 12px 0 !important} .jp-Cell {padding: 2px 0}</style>"


def figure(stem: str, description: str, root: Path = ROOT) -> Image.Image:
    """The picture that a solution keeps under a description. Raises LookupError where there is none."""
    for cell in nbformat.read(root / "solutions" / f"{stem}.ipynb", as_version=4).cells:
        if cell.metadata.get("alt", "").startswith(description):
            for output in cell.outputs:
                if "image/png" in output.get("data", {}):
                    return Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).convert("RGB")
    raise LookupError(f"solutions/{stem}.ipynb has no figure described as {description!r}")


def trimmed(picture: Image.Image) -> Image.Image:
    """A picture without the white around it."""
    return picture.crop(ImageChops.invert(picture).getbbox())


def course(root: Path = ROOT) -> Image.Image:
    """Four figures, two by two, each under a caption that can be read at half of this size."""
    font = ImageFont.truetype(matplotlib.font_manager.findfont("DejaVu Sans:bold"), LETTERS)
    canvas = Image.new("RGB", (WIDTH, 2 * (MARGIN + CAPTION + PANEL[1]) + GAP), "white")
    draw = ImageDraw.Draw(canvas)
    for place, (stem, description, part, caption) in enumerate(FIGURES):
        whole = figure(stem, description, root)
        sizes = (whole.width, whole.height) * 2
        found = trimmed(whole.crop(tuple(round(share * size) for share, size in zip(part, sizes, strict=True))))
        scale = min(PANEL[0] / found.width, PANEL[1] / found.height)
        found = found.resize((round(found.width * scale), round(found.height * scale)), Image.Resampling.LANCZOS)
        left = MARGIN + place % 2 * (WIDTH - 2 * MARGIN - PANEL[0])
        top = MARGIN + place // 2 * (CAPTION + PANEL[1] + GAP)
        draw.text((left, top), caption, fill="black", font=font)
        canvas.paste(found, (left, top + CAPTION + (PANEL[1] - found.height) // 2))
    return canvas


def wrong_answer(root: Path = ROOT) -> nbformat.NotebookNode:
    """A notebook with the exercise, one hint unfolded, a wrong answer and its check, run."""
    stem, exercise = CHECKED
    book = course_toml.read(root)
    lesson = next(lesson for lesson in book.lessons if lesson.stem == stem)
    cells = nbformat.read(lesson.notebook(root), as_version=4).cells
    place = next(place for place, cell in enumerate(cells) if f"def {exercise}(" in cell.source)
    text = cells[place - 1].source
    text = text[text.index("### Exercise") :]
    text = re.sub(rf"<details>(?=<summary>{HINT})", "<details open>", text)
    stub, _, _ = cells[place].source.partition("\n\n\n")
    code = "\n".join(line for line in stub.split("\n") if "NotImplementedError" not in line)
    notebook = new_notebook(
        cells=[
            new_code_cell(render.setup(book, lesson)),
            new_markdown_cell(text),
            new_code_cell(f"{code}\n{WRONG}"),
            new_code_cell(f"check.{exercise}({exercise})"),
        ]
    )
    client = NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(root / "notebooks")}})
    client.execute()
    del notebook.cells[0]
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count = None
    return notebook


def photographed(page: str, folder: Path) -> Image.Image:
    """A page of HTML as Chromium shows it, 830 pixels wide at twice their density. Raises LookupError without it."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if not chromium:
        raise LookupError("Chromium is not here: install it, then run this again")
    (folder / "page.html").write_text(page, encoding="utf-8")
    command = [chromium, "--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=2"]
    command += [f"--window-size={WIDTH // 2},1200", f"--user-data-dir={folder / 'profile'}"]
    command += [f"--screenshot={folder / 'page.png'}", (folder / "page.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return Image.open(folder / "page.png").convert("RGB")


def check(root: Path = ROOT) -> Image.Image:
    """A hint, a wrong answer, and what the check says of it."""
    page, _ = HTMLExporter(template_name="lab").from_notebook_node(wrong_answer(root))
    with tempfile.TemporaryDirectory() as folder:
        found = photographed(page.replace("</head>", STYLE + "</head>"), Path(folder))
    return found.crop((0, 0, found.width, min(found.height, ImageChops.invert(found).getbbox()[3] + 16)))


PICTURES = {"course": course, "check": check}


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tools.picture", description=__doc__.split("\n")[0])
    parser.add_argument("picture", nargs="*", choices=[*PICTURES, []], help="both where none is named")
    os.environ.pop("WORKSHOP_CLASS", None)  # a picture is no student
    for name in parser.parse_args(arguments).picture or PICTURES:
        try:
            PICTURES[name](root).save(root / "docs" / f"{name}.png", optimize=True)
        except LookupError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
