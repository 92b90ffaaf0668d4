"""`python3 start.py slides LESSON`: a lesson as slides, made of its text and of the outputs of its solution.

    python3 start.py slides 4                     open lesson 4 in the browser; S opens the presenter's view
    python3 start.py slides 4 --to FOLDER         write 04_cifar10_cnn.html: one file that needs nothing beside it
    python3 start.py slides --pdf --to FOLDER     every lesson as PDF (by a Chromium that is on this machine)

THE RULE. A heading begins a slide. A paragraph gives it its first sentence and those in which a new word is set in
bold; remarks in brackets, and what speaks of the notebook's cells, are left out. A figure, a table, the stub of an
exercise or a network that is written out fills the rest; where a second one follows, a new slide begins. Other code
stays hidden. A Predict ends a slide, and what came is the next one: the figure; where there is none, the line that was
printed comes as a second step. Below a figure stand the claims that hold. What a class may skip lies below the way from
left to right. A slide that says more than fits says less, and one without a figure gives paragraphs whole while there
is room. All of the text stands in the speaker's notes: the instructor's cell first, then what the lesson says there,
the solution of an exercise, the answers of the quiz.
"""

import argparse
import ast
import contextlib
import functools
import html
import http.server
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import jinja2
import nbformat
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from tools import course as course_toml
from tools import cut, files, lesson, minutes, render
from tools.course import Course, LessonError
from tools.lesson import Script
from workshop.data.places import part_name
from workshop.keeping import set_aside

ROOT = Path(__file__).resolve().parents[1]
#: Where reveal.js and what turns formulas into MathML lie once they are installed, and what is installed.
PARTS = ROOT / ".nox" / "slides-parts"
WANTED = ROOT / "requirements-slides.txt"
#: In letters: what stands beside a figure or a stub, and what fills a slide by itself.
BESIDE, ALONE = 420, 760
#: In letters: up to here a slide of words alone gives paragraphs whole, the last ones first.
WHOLE = 480
#: In letters: a sentence as short as this one takes the next one along.
SHORT = 35
#: Lines of a stub or a network that can be read from the last row.
CODE_LINES = 18
#: Width over height from which a figure lies below the text and not beside it.
WIDE = 1.9
CHECKED = re.compile(r"✓ \d+\.\d+ ")  # the line of an exercise's check, which says no more than that it passed
MEASURED = re.compile(r" \(-?\d[\d.,]*(e[+-]\d+)?\)$")  # behind a claim
ON_SAMPLE = re.compile(r" \(on the [^)]*sample[^)]*\)")
# What speaks of the page, which is not on the slide.
PAGE = re.compile(
    r"\b(cells?|notebook|line above|Run (it|the|them|this)|run it|No need to read|Set `|in place of `None)\b"
)
NOT_GUESSED = re.compile(r"you wrote nothing down, it is ")
ASK = re.compile(r"\*\*(Predict|Diagnose)\.\*\*\s*")
KINDS = {"Quiz": "quiz", "Recap": "list", "Go further": "list"}
QUESTION = re.compile(r"\*\*(\d+)\. ")
SUMMARY = re.compile(r"<summary>.*?</summary>|</?details>", re.DOTALL)
SENTENCE = re.compile(r"(?<=[.?!])(?<!\be\.g\.)(?<!\bi\.e\.)(?:\*\*|\*|\"|”|\))?\s+(?=[A-Z\"“(*`$0-9−])")


class SlidesError(Exception):
    """Why there are no slides, and what to do, in one sentence."""


class Point(NamedTuple):
    """What one block of text says on a slide, and what it would say whole."""

    short: str
    whole: str


@dataclass
class Slide:
    """One slide. Texts and tables are Markdown, other visuals HTML."""

    title: str
    section: str = ""
    kind: str = "text"  # "title", "exercise", "list", "quiz"
    optional: bool = False
    points: list[Point] = field(default_factory=list)
    asks: str = ""  # "Predict" or "Diagnose"
    question: str = ""
    quiz: list[tuple[str, str]] = field(default_factory=list)  # questions with their choices, and answers
    visuals: list[str] = field(default_factory=list)
    ratio: float = 0.0  # of its figure, width over height
    printed: str = ""
    claims: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # the instructor's
    text: list[str] = field(default_factory=list)  # the lesson's, whole

    @property
    def skipped(self) -> bool:
        """Whether a class may skip it."""
        return self.optional or self.title == "Go further"

    @property
    def steps(self) -> int:
        """In how many steps it is shown: a question of the quiz, its answer, the next one; a Predict, and what came."""
        return 2 * len(self.quiz) or (2 if self.asks and (self.printed or self.claims) else 1)

    @property
    def words(self) -> int:
        """The letters of what is told on it."""
        return sum(len(point.short) for point in self.points) + len(self.question)


# ----------------------------------------------------------------------------------------- from a lesson to slides


def slides(script: Script, solution: NotebookNode) -> list[Slide]:
    """The slides of a lesson, by the rule.

    solution: its notebook, for the outputs
    """
    entry = script.lesson
    outputs = {cell.id: cell.outputs for cell in solution.cells if cell.cell_type == "code"}
    first = Slide(
        f"Lesson {entry.number}. {entry.title}", kind="title", points=[Point(f"- {goal}", "") for goal in entry.goals]
    )
    first.question, first.told = entry.question, [render.time_plan(script)]
    deck = _Deck([first])
    optional = {id(piece.cell) for piece in lesson.pieces(script.cells) if piece.optional}
    for cell in script.cells:
        deck.optional = id(cell) in optional
        if cell.kind == "markdown" and "instructor" in cell.tags:
            deck.begun.told.append(cell.source)
        elif cell.kind == "markdown":
            deck.begins = True
            _text(deck, cell.source)
        else:
            _code(deck, cell.source, outputs.get(cell.id, []))
    deck.close()
    for slide in deck.slides:
        _shorten(slide)
    return deck.slides


class _Deck:
    """Slides as they grow; `begun` is the first one that the cell of text before began, where its notes belong."""

    def __init__(self, slides: list[Slide]) -> None:
        self.slides = slides
        self.begun = slides[0]
        self.begins = False
        self.optional = False
        self.section = ""
        self.asked = False
        self.waiting: list[Point] = []  # sentences for the next slide, if there is one before the next heading

    @property
    def now(self) -> Slide:
        return self.slides[-1]

    def begin(self, title: str, kind: str = "text") -> Slide:
        section = "" if title == self.section else self.section
        self.slides.append(Slide(title, section, kind, self.optional))
        self.asked = False
        if self.begins:
            self.begun, self.begins = self.slides[-1], False
        return self.slides[-1]

    def close(self) -> None:
        """Before a heading: sentences that still wait and hold a new word go where there is room, or to a new slide."""
        if any("**" in point.short for point in self.waiting) and not self.joined():
            self.follow()
        self.waiting = []

    def joined(self) -> bool:
        """Whether the sentences that wait could be put on the slide that is on."""
        waiting = sum(len(point.short) for point in self.waiting)
        fits = not self.now.question and self.now.words + waiting <= BESIDE
        if fits:
            self.now.points, self.waiting = [*self.now.points, *self.waiting], []
        return fits

    def follow(self) -> Slide:
        """A new slide under the same heading, with the sentences that wait for it."""
        title, kind = self.now.title, self.now.kind
        if exercise := cut.EXERCISE.fullmatch(title):
            title, kind = exercise[3][0].upper() + exercise[3][1:], "text"
        slide = self.begin(title, kind)
        slide.points, self.waiting = self.waiting, []
        return slide


def _text(deck: _Deck, source: str) -> None:
    """A cell of text: its blocks one after the other, what is folded for the notes alone."""
    folded = [SUMMARY.sub("", found).strip() for found in minutes.FOLDED.findall(source)]
    for kind, text in _blocks(minutes.FOLDED.sub("\n\nFOLDED\n\n", source)):
        ask = ASK.search(text) if kind == "paragraph" else None
        if text == "FOLDED":
            text = folded.pop(0)
            if deck.now.kind == "quiz":
                deck.now.quiz[-1] = (deck.now.quiz[-1][0], text)
        elif kind == "heading":
            _heading(deck, text)
            continue
        elif deck.now.kind == "quiz":
            _quiz(deck.now, text)
        elif ask:
            _ask(deck, ask[1], text[: ask.start()].strip(), text[ask.end() :].strip())
        elif deck.now.asks == "Diagnose" and kind == "list" and deck.asked:
            deck.now.question += f"\n\n{text}"
        elif kind == "table":
            if deck.now.visuals or deck.asked:
                deck.follow()
            deck.now.visuals.append(text)
        else:
            _say(deck, text, kind)
        deck.now.text.append(text)


def _quiz(slide: Slide, text: str) -> None:
    """A question, or what belongs to the one before: its choices."""
    if QUESTION.match(text):
        slide.quiz.append((text, ""))
    elif slide.quiz:
        slide.quiz[-1] = (f"{slide.quiz[-1][0]}\n\n{text}", "")


def _ask(deck: _Deck, what: str, before: str, question: str) -> None:
    """A Predict or Diagnose: on the slide that is on, which may show what is asked about, unless that has an answer."""
    if before:
        _say(deck, before)
    now, question = deck.now, " ".join(_said(question))
    room = BESIDE if now.visuals else ALONE
    shown = [] if now.kind == "exercise" or deck.waiting or now.words > room else now.visuals
    if (now.kind == "exercise" and now.visuals) or now.question or deck.waiting or now.words + len(question) > room:
        before, now = now, deck.follow()
        if shown:  # what is asked about
            now.visuals, now.ratio = [*shown], before.ratio
    now.asks, now.question, deck.asked = what, question, True


def _heading(deck: _Deck, text: str) -> None:
    level, _, title = text.partition(" ")
    deck.close()
    if len(level) == 2:
        deck.section = title
    kind = "exercise" if cut.EXERCISE.fullmatch(title) else KINDS.get(title, "text")
    before = deck.now
    bare = not (before.question or before.visuals or before.claims) and before.kind == "text"
    shared = bare and before.optional == deck.optional and len(level) > 2
    if shared and (kind == "exercise" or not before.points):  # the heading above says too little for a slide
        if before.title != deck.section:
            deck.now.section = f"{before.section} · {before.title}".removeprefix(" · ")
        else:
            before.section = before.title
        before.title, before.kind = title, kind
        deck.begins = False
        return
    deck.begin(title, kind)


def _say(deck: _Deck, text: str, kind: str = "paragraph") -> None:
    """A block that is told: its sentences to the slide that is on, or to those that wait."""
    now = deck.now
    points = _points(text, kind, whole=now.kind == "list")
    if now.kind == "list" or not (now.visuals or now.claims or deck.asked):
        now.points += points
    else:
        deck.waiting += points


def _code(deck: _Deck, source: str, outputs: list[NotebookNode]) -> None:
    """A cell of code: the stub of an exercise, a network, and what came out."""
    now, figures, printed, claims = deck.now, *_shown(outputs)
    if cut.marks(source):
        now.text.append(f"*Solution:*\n\n```python\n{source}\n```")
        stub = _stub(source)
        if now.kind == "exercise" and not now.visuals and 0 < stub.count("\n") < CODE_LINES:
            now.visuals.append(_python(stub))
        printed = ""
    elif (network := _network(source)) and not (now.visuals or deck.asked or deck.waiting):
        now.visuals.append(_python(network))
    if figures:
        beside = now.ratio and now.ratio + figures[0][1] < 3.5 and not deck.waiting  # two that belong together
        if deck.asked or (now.visuals and not beside) or (deck.waiting and not deck.joined()):
            now = deck.follow()
        now.visuals += [figure for figure, _ in figures]
        now.ratio += sum(ratio for _, ratio in figures)
    elif deck.asked and not (deck.waiting and now.printed):  # the first that came, and what follows it at once
        now.printed = f"{now.printed}\n{printed}".strip("\n")
    elif printed and not (deck.asked or now.visuals or now.kind == "exercise"):
        now.printed = printed
    now.claims += claims


# ----------------------------------------------------------------------------------------- what a cell says and shows


@functools.cache
def markdown() -> MarkdownIt:
    """The reader of the lessons' Markdown; formulas become MathML where `parts` has been called."""
    reader = MarkdownIt("commonmark", {"html": True, "highlight": _highlighted}).enable(["table", "strikethrough"])
    return reader.use(dollarmath_plugin, renderer=_formula, allow_digits=False)


def _blocks(source: str) -> list[tuple[str, str]]:
    """(kind, text) of each block of Markdown: heading ("## Title"), paragraph, list, table, formula or other."""
    lines = source.split("\n")
    kinds = {"heading_open": "heading", "paragraph_open": "paragraph", "bullet_list_open": "list",
             "ordered_list_open": "list", "table_open": "table", "math_block": "formula"}  # fmt: skip
    found = []
    for token in markdown().parse(source):
        if token.level == 0 and token.map and token.nesting >= 0:
            found.append((kinds.get(token.type, "other"), _lines(lines, token)))
    return found


def _lines(lines: list[str], token: Token) -> str:
    assert token.map
    return "\n".join(lines[token.map[0] : token.map[1]]).strip()


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; marks of Markdown that would be torn apart keep theirs together."""
    found: list[str] = []
    for part in _split(re.sub(r"\s+", " ", text.strip())):
        if found and _torn(found[-1]):
            found[-1] += f" {part}"
        else:
            found.append(part)
    return found


def _split(text: str) -> list[str]:
    ends = [match.start() + len(match[0].rstrip()) for match in SENTENCE.finditer(text)]
    return [text[start:end].strip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


def _torn(text: str) -> bool:
    """Whether a mark that opened in this text has not closed in it."""
    plain = re.sub(r"`[^`]*`|\$[^$]*\$", "", text)
    odd = text.count("`") % 2 or text.count("$") % 2 or plain.replace("**", "").count("*") % 2
    return bool(
        odd or plain.count("**") % 2 or plain.count("(") > plain.count(")") or plain.count("[") != plain.count("]")
    )


def _said(text: str) -> list[str]:
    """The sentences of a paragraph for a slide: no remarks in brackets, nothing about the page."""
    return [one for one in sentences(text) if not one.startswith("(") and not PAGE.search(one)]


def _points(text: str, kind: str, whole: bool = False) -> list[Point]:
    """What a block puts on the slide."""
    if kind == "formula":
        return [Point(text, text)]
    if kind == "list":
        items = re.split(r"\n(?=(?:[-*]|\d+\.) )", text)
        if whole:
            return [Point(item, item) for item in items]
        return [Point(_first(item), item) for item in items if not PAGE.search(item)]
    said = [] if text.startswith(("!", "[", "|", "<")) else _said(text)
    if kind != "paragraph" or not said:
        return []
    first = 1 if len(said[0]) > SHORT else 2
    return [Point(" ".join([*said[:first], *[one for one in said[first:] if "**" in one]]), " ".join(said))]


def _first(item: str) -> str:
    """The first sentence of an item of a list; a short one with the next."""
    mark, _, rest = item.partition(" ")
    said = sentences(rest)
    return " ".join([mark, *said[: 1 if len(said[0]) > SHORT else 2]])


def _stub(source: str) -> str:
    """What students are given of an exercise, up to where their code belongs."""
    begin = cut.marks(source)[0][0]
    return "\n".join(source.split("\n")[:begin]).rstrip()


def _network(source: str) -> str:
    """The statement of a cell that writes a network out; "" if none does, or one that is too long to be read."""
    for statement in ast.parse(source).body:
        text = ast.get_source_segment(source, statement) or ""
        layers = len(re.findall(r"\blayers\.(?!Input)\w+\(", text))
        if layers >= 3 and text.count("\n") < CODE_LINES:
            return text
    return ""


def _shown(outputs: list[NotebookNode]) -> tuple[list[tuple[str, float]], str, list[str]]:
    """A cell's figures with width over height, its printed lines, and its claims that hold."""
    figures, lines, claims = [], [], []
    for output in outputs:
        data = output.get("data", {})
        if cut.FIGURE.match(data.get("text/html", "")):
            about = output.metadata["image/png"]
            source = re.search(r'src="([^"]*)"', data["text/html"])
            assert source
            alt = html.escape(about["alt"])
            width = f"max-width: {round(1.9 * about['width'])}px"  # sharp up to there: figures have 160 dots an inch
            picture = f'<img alt="{alt}" style="{width}" src="{source[1]}">'
            if source[1].startswith("data:image/gif"):  # on paper, a film's last picture
                still = f"data:image/png;base64,{data['image/png'].strip()}"
                picture = picture.replace("<img", '<img class="moving"') + (
                    f'<img class="still" alt="{alt}" style="{width}" src="{still}">'
                )
            figures.append((picture, about["width"] / about["height"]))
        elif output.output_type == "stream":
            for line in output.text.rstrip().split("\n"):
                if CHECKED.match(line):
                    continue
                if line.startswith("✓ "):
                    claims.append(ON_SAMPLE.sub("", MEASURED.sub("", line.removeprefix("✓ "))))
                else:
                    lines.append(NOT_GUESSED.sub("", line))
    return figures, "\n".join(lines).strip("\n"), claims


def _shorten(slide: Slide) -> None:
    """Leave on a slide what fits on it."""
    if slide.kind in ("title", "list"):
        return
    slide.claims = slide.claims[: 2 if slide.visuals or slide.printed else 4]
    if slide.visuals and not slide.asks:
        slide.printed = ""
    if slide.visuals and len(slide.question) > BESIDE:
        slide.printed, slide.claims = "", []
    room = (BESIDE if slide.visuals else ALONE) - len(slide.question)
    kept: list[Point] = []
    for point in slide.points:
        room -= len(point.short)
        if room < 0 and kept:
            break
        kept.append(point)
    slide.points = kept
    if not slide.visuals:
        for row in reversed(range(len(kept))):
            whole = Point(kept[row].whole, "")
            if slide.words - len(kept[row].short) + len(whole.short) <= WHOLE:
                kept[row] = whole


# ----------------------------------------------------------------------------------------- from slides to a page


def parts() -> Path:
    """The folder with reveal.js and what turns formulas into MathML; installed with pip where it is not there yet.

    Raises SlidesError where that does not work.
    """
    wanted = WANTED.read_text(encoding="utf-8")
    with contextlib.suppress(OSError):
        if (PARTS / "wanted.txt").read_text(encoding="utf-8") == wanted:
            return PARTS
    print("Getting reveal.js, once (3 MB) ...", flush=True)
    try:
        PARTS.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=PARTS.parent, prefix="slides-") as folder:
            new = Path(folder) / "new"
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check",
                       "--no-deps", "--require-hashes", "--target", str(new), "--requirement", str(WANTED)]  # fmt: skip
            quiet = {**os.environ, "PIP_USER": "0"}  # a setting that --target cannot stand beside
            done = subprocess.run(command, capture_output=True, text=True, env=quiet)
            if done.returncode:
                errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["ERROR: none"]
                raise SlidesError(
                    "reveal.js cannot be installed: connect this machine to the internet once and start again, "
                    f"later no network is needed (pip: {errors[-1].removeprefix('ERROR: ')})"
                )
            (new / "wanted.txt").write_text(wanted, encoding="utf-8")
            files.swap(new, PARTS, Path(folder) / "old")
    except OSError as error:
        raise SlidesError(f"reveal.js cannot be installed ({error}): mend that, then start again") from error
    return PARTS


def _formula(source: str, options: dict[str, bool]) -> str:
    """A formula in TeX as MathML, which browsers draw by themselves."""
    if str(PARTS) not in sys.path:
        sys.path.append(str(PARTS))
    convert = importlib.import_module("latex2mathml.converter").convert
    return convert(source, display="block" if options["display_mode"] else "inline")


def _python(source: str) -> str:
    return highlight(source, PythonLexer(), HtmlFormatter(nowrap=False, cssclass="code"))


def _highlighted(source: str, language: str, _: str) -> str:
    return highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)) if language == "python" else ""


def _rendered(slide: Slide) -> dict[str, object]:
    """A slide as the template takes it: HTML."""
    read = markdown().render
    inline = markdown().renderInline
    notes = [read(text) for text in slide.told]
    if slide.text:
        notes += ["<hr>", *[read(text) for text in slide.text]]
    question = f"**{slide.asks}.** {slide.question}" if slide.asks else slide.question
    told = "".join(point.short for point in slide.points) + slide.question
    beside = 0 < slide.ratio < WIDE and "$$" not in told and bool(told or slide.claims)
    return {
        "title": inline(slide.title),
        "section": inline(slide.section),
        "optional": slide.optional,
        "kind": slide.kind,
        "asks": slide.asks,
        "points": read("\n\n".join(point.short for point in slide.points)),
        "question": read(question),
        "words": slide.points or slide.question or beside,
        "beside": beside,
        "visuals": [read(visual) if visual.startswith("|") else visual for visual in slide.visuals],
        # The least height of a picture, in pixels; one that is very wide is less high.
        "least": min(300, round(700 / slide.ratio)) if slide.ratio else 0,
        "printed": slide.printed,
        "claims": [inline(claim) for claim in slide.claims],
        "quiz": [(read(question), read(" ".join(sentences(answer)[:2]))) for question, answer in slide.quiz],
        "steps": slide.steps,
        "notes": notes,
    }


def columns(deck: list[Slide]) -> list[list[Slide]]:
    """Slides as they lie: the way of a class from left to right, what it may skip below."""
    found: list[list[Slide]] = []
    for slide in deck:
        if slide.skipped and found:
            found[-1].append(slide)
        else:
            found.append([slide])
    return found


def page(title: str, deck: list[Slide], paper: bool = False) -> str:
    """Slides as one page of HTML that needs nothing beside it. Raises SlidesError where reveal.js cannot be had.

    paper: to be printed: every step of a slide on a page of its own, no notes, and no reveal.js
    """
    reveal = parts() / "sphinx_revealjs" / "_static" / "revealjs"
    names = [] if paper else ["dist/reveal.css", "dist/reveal.js", "plugin/notes/notes.js"]
    style, *scripts = [(reveal / name).read_text(encoding="utf-8") for name in names] or [""]
    template = Path(__file__).with_name("slides.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True)
    return (
        environment.from_string(template)
        .render(
            title=title,
            paper=paper,
            styles=[style, HtmlFormatter(style="tango").get_style_defs(".code")],
            # A page ends a script at the first "</script", which stands in a string of the presenter's view.
            scripts=[re.sub(r"</(?=script)", r"<\\/", text) for text in scripts],
            columns=[[_rendered(slide) for slide in column] for column in columns(deck)],
        )
        .lstrip()
    )


def of(root: Path, course: Course, entry: course_toml.Lesson, paper: bool = False) -> str:
    """A lesson's slides as `page` makes them. Raises SlidesError or LessonError where something is missing."""
    script, path = lesson.read(root, entry), entry.solution(root)
    try:
        solution = nbformat.reads(path.read_text(encoding="utf-8"), as_version=4)
    except Exception as error:  # whatever a damaged file makes nbformat raise
        raise SlidesError(
            f"{path.relative_to(root).as_posix()} is missing or damaged: `python3 start.py update` brings it back"
        ) from error
    if not any(cell.get("outputs") for cell in solution.cells):
        raise SlidesError(
            f"{path.relative_to(root).as_posix()} has no outputs, so there is nothing to show: run it, and save it"
        )
    title = f"{course.title}. Lesson {entry.number}: {entry.title}"
    return page(title, slides(script, solution), paper)


# ----------------------------------------------------------------------------------------- showing and writing


def write(target: Path, content: bytes) -> None:
    """Put a file in its place; what stands there and differs is set aside. Raises SlidesError where it cannot be."""
    new = part_name(target)
    try:
        if target.is_file() and target.read_bytes() == content:
            return
        new.write_bytes(content)
        if os.path.lexists(target):  # a link to nothing is somebody's as well
            print(f"{target} was there: kept as {set_aside(target).name}", flush=True)
        new.rename(target)
    except OSError as error:
        raise SlidesError(f"{target} cannot be written ({error.strerror}): choose another folder with --to") from error
    finally:
        with contextlib.suppress(OSError):
            new.unlink(missing_ok=True)


def chromium() -> str:
    """A browser of the Chromium family that is on this machine. Raises SlidesError where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
    programs = [os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")]
    places = [
        Path(folder, *parts)
        for folder in programs
        if folder
        for parts in (
            ("Google", "Chrome", "Application", "chrome.exe"),
            ("Microsoft", "Edge", "Application", "msedge.exe"),
        )
    ]
    places += [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in (
        "Google Chrome", "Chromium", "Microsoft Edge")]  # fmt: skip
    found = [os.environ.get("WORKSHOP_CHROMIUM"), *map(shutil.which, names), *[str(p) for p in places if p.is_file()]]
    for path in filter(None, found):
        return path
    raise SlidesError(
        "a PDF needs Chromium, Chrome or Edge, and none is here: install one "
        "(Debian and Ubuntu: `sudo apt install chromium`), or name it by WORKSHOP_CHROMIUM"
    )


def pdf(text: str) -> bytes:
    """A page of HTML as PDF, on the paper that its style asks for.

    Raises SlidesError where there is no Chromium, or it fails.
    """
    browser = chromium()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        source, target = Path(folder) / "slides.html", Path(folder) / "slides.pdf"
        source.write_text(text, encoding="utf-8")
        command = [browser, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={folder}/profile",
                   "--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]  # fmt: skip
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.insert(1, "--no-sandbox")  # as root Chromium starts in no other way
        try:
            subprocess.run(command, capture_output=True, timeout=300)
            return target.read_bytes()
        except (OSError, subprocess.TimeoutExpired) as error:
            raise SlidesError(
                f"{browser} makes no PDF: start again; if it stays, name another by WORKSHOP_CHROMIUM"
            ) from error


def show(text: str, name: str, port: int, browser: bool) -> None:
    """Serve the slides on this machine alone, and open them, until Ctrl-C. Raises SlidesError for a port in use."""
    content = text.encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path.split("?")[0] in ("/", f"/{name}")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content) if found else 0))
            self.end_headers()
            if found:
                self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except (OSError, OverflowError) as error:
        raise SlidesError(f"port {port} is taken, or cannot be: choose another one with --port, or none") from error
    with server:
        address = f"http://127.0.0.1:{server.server_port}/{name}"
        print(f"The slides: {address}", flush=True)
        print("S opens the presenter's view (notes, clock, next slide), F fills the screen, ? shows all keys.")
        print("Arrows go through the lesson; below it, with the arrow down, lies what a class may skip. Ctrl-C stops.")
        sys.stdout.flush()
        if browser:
            webbrowser.open(address)
        with contextlib.suppress(KeyboardInterrupt):
            server.serve_forever()


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """The command line; returns the exit status."""
    about, _, more = (__doc__ or "").partition("\n\n")
    parser = argparse.ArgumentParser(
        "python3 start.py slides", description=about, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "lesson", nargs="*", help="number or slug; with --to or --pdf several, or all when none is named"
    )
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="write files into this folder, and open nothing")
    parser.add_argument("--pdf", action="store_true", help="as PDF (into this folder, if --to names no other)")
    parser.add_argument("--port", type=int, default=0, help="of the address at which they are opened (default: any)")
    parser.add_argument("--no-browser", action="store_true", help="say the address, and open no browser")
    options = parser.parse_args(arguments)
    folder = options.to or (Path() if options.pdf else None)
    try:
        course = course_toml.read(root)
        entries = course.pick(options.lesson)
        if folder is None and len(entries) != 1:
            raise SlidesError("one lesson at a time can be shown: name it, or write several with --to FOLDER")
        if options.pdf:
            chromium()
        for entry in entries:
            text = of(root, course, entry, options.pdf)
            if folder is None:
                show(text, f"{entry.stem}.html", options.port, not options.no_browser)
                continue
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise SlidesError(f"{folder} cannot be made ({error.strerror}): choose another folder") from error
            target = folder / f"{entry.stem}.{'pdf' if options.pdf else 'html'}"
            write(target, pdf(text) if options.pdf else text.encode())
            print(target, flush=True)
    except (SlidesError, LessonError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
