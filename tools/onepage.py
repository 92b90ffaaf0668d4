"""`python -m tools.onepage [LESSON ...]`: docs/pages/*.md, a page for each lesson, as PDF to print, in build/pages/."""

import argparse
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import course as course_toml
from tools import slides
from tools.course import LessonError

ROOT = Path(__file__).resolve().parents[1]
STYLE = """
@page {size: A4; margin: 11mm 14mm}
body {font: 10pt/1.35 "DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif; margin: 0}
h1 {font-size: 15pt; margin: 0 0 2pt}
h2 {font-size: 11pt; margin: 8pt 0 3pt}
p, ul {margin: 3pt 0}
ul {padding-left: 14pt}
table {border-collapse: collapse; width: 100%; margin: 3pt 0; font-size: 9.4pt}
td, th {border: 0.5pt solid #999; padding: 2pt 5pt; text-align: left; vertical-align: top}
math {font-size: 11pt}
code {font: 8.6pt "DejaVu Sans Mono", Consolas, Menlo, monospace}
thead:not(:has(th:not(:empty))) {display: none}
"""


def page(text: str, title: str) -> str:
    """A page of Markdown as HTML to print, its formulas as MathML."""
    head = f'<meta charset="utf-8"><title>{title}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="en">{head}{slides.markdown().render(text)}</html>'


def pages(pdf: bytes) -> int:
    """How many pages a PDF has, as Chromium writes it."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status: 2 where something is in the way, 1 where a page is more than one."""
    parser = argparse.ArgumentParser(prog="python -m tools.onepage", description=__doc__)
    parser.add_argument("lesson", nargs="*", help="number or slug (default: all)")
    options = parser.parse_args(arguments)
    target, long = root / "build" / "pages", False
    try:
        slides.parts()
        for lesson in course_toml.read(root).pick(options.lesson):
            source = root / "docs" / "pages" / f"{lesson.stem}.md"
            pdf = slides.pdf(page(source.read_text(encoding="utf-8"), lesson.title))
            target.mkdir(parents=True, exist_ok=True)
            (target / f"{lesson.stem}.pdf").write_bytes(pdf)
            if pages(pdf) != 1:
                print(f"{source.relative_to(root)}: {pages(pdf)} pages to print, and it is to be one: shorten it")
                long = True
    except (LessonError, slides.SlidesError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"The pages lie in {target}.")
    return int(long)


if __name__ == "__main__":
    sys.exit(main())
