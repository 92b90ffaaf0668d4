"""`python -m tools.picture`: the README's picture, docs/course.png, from figures that the solutions keep."""

import base64
import io
from pathlib import Path

import nbformat
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
HEIGHT = 260  # pixels
#: Solution and how the description of the wanted figure begins.
FIGURES = [
    ("01_linear_regression", "The map of the loss with the path of gradient descent"),
    ("02_perceptron", "Left: the loss on XOR falls"),
    ("03_mnist_mlp", "Left: the drawn digit"),
]


def figure(stem: str, description: str, root: Path = ROOT) -> Image.Image:
    """The picture that a solution keeps under a description. Raises LookupError where there is none."""
    for cell in nbformat.read(root / "solutions" / f"{stem}.ipynb", as_version=4).cells:
        if cell.metadata.get("alt", "").startswith(description):
            for output in cell.outputs:
                if "image/png" in output.get("data", {}):
                    return Image.open(io.BytesIO(base64.b64decode(output.data["image/png"]))).convert("RGB")
    raise LookupError(f"solutions/{stem}.ipynb has no figure described as {description!r}")


def main(root: Path = ROOT) -> None:
    """Set the figures side by side, all of one height."""
    parts = [figure(stem, description, root) for stem, description in FIGURES]
    parts = [
        part.resize((round(part.width * HEIGHT / part.height), HEIGHT), Image.Resampling.LANCZOS) for part in parts
    ]
    gap = 24
    canvas = Image.new("RGB", (sum(part.width for part in parts) + gap * (len(parts) - 1), HEIGHT), "white")
    left = 0
    for part in parts:
        canvas.paste(part, (left, 0))
        left += part.width + gap
    canvas.save(root / "docs" / "course.png", optimize=True)


if __name__ == "__main__":
    main()
