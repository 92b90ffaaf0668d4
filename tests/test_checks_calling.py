"""What every check makes of an answer that stops, never ends, prints, or does not use what it was handed."""

import ast
import sys
import threading
import time

import keras
import numpy as np
import pytest
from keras import layers, ops
from sklearn.linear_model import LinearRegression

from workshop.checks import CheckFailed, calling
from workshop.checks.calling import call, overlooked

X, TABLE = np.array([1.0, 2.0, 3.0]), np.ones((3, 4))


def says(function, *arguments, **named) -> str:
    with pytest.raises(CheckFailed) as caught:
        call(function, *arguments, tried="it", **named)
    message = str(caught.value)
    assert "Traceback" not in message and len(message.splitlines()) <= 4
    return message


def picture():
    return keras.Input((8, 8, 3))


def unset(flag):
    if flag:
        value = 1
    return value


def itself(x):
    return itself(x)


def read_only():
    x = np.ones(3)
    x.flags.writeable = False
    x[0] = 2


def set_entry():
    tensor = ops.zeros(3)
    tensor[0] = 1


def set_part():
    pair = (1, 2)
    pair[0] = 3


def raised(error):
    raise error


def shrunk():
    x = np.ones(3, dtype="uint8")
    x /= 2


#: A beginner's error for each row of the table, in Python's, NumPy's or Keras's own words, and a piece of its hint.
MADE = [
    (lambda: 1 if X > 2 else 0, "one question of a whole array"),
    (lambda: max(X, 0 * X), "one question of a whole array"),
    (lambda: X * TABLE, "keep it a column"),
    (lambda: TABLE / X, "keep it a column"),
    (lambda: X + np.ones(5), "do not fit entry by entry"),
    (lambda: ops.ones((3, 4)) + ops.ones((2, 4)), "do not fit entry by entry"),
    (lambda: 2.0 @ X, "for single numbers it is `*`"),
    (lambda: TABLE @ X, "the columns on the left"),
    (lambda: ops.ones((3, 4)) @ ops.ones((3, 4)), "the columns on the left"),
    (lambda: np.dot(TABLE, X), "the columns on the left"),
    (lambda: X.reshape(2, 2), "multiply it out"),
    (lambda: layers.Reshape((5, 5))(picture()), "multiply it out"),
    (lambda: X[1.0], "Places in an array are whole numbers"),
    (lambda: X[np.array([0.0, 1.0])], "Places in an array are whole numbers"),
    (lambda: (lambda place: [1, 2][place])(1.0), "Places in an array are whole numbers"),
    (lambda: np.zeros(2.5), "A number of places or steps"),
    (lambda: range(4 / 2), "A number of places or steps"),
    (lambda: X[3], "counted from 0"),
    (lambda: [1][1], "counted from 0"),
    (lambda: X.shape[1], "one entry for each axis"),
    (lambda: X[:, 0], "fewer axes than the line says"),
    (lambda: X[np.array([True, False])], "A mask picks"),
    (lambda: X.sum(axis=1), "Axes are counted from 0"),
    (lambda: [1, 2] + 1, "A list or tuple is no array"),
    (lambda: (1, 2) * 0.5, "A list or tuple is no array"),
    (lambda: [1, 2] / 3, "A list or tuple is no array"),
    (lambda: [].append(1, 2), "One thing at a time"),
    (lambda: None + 1, "Something here is None"),
    (lambda: None.shape, "Something here is None"),
    (lambda: np.mean + 1, "call it, with brackets"),
    (lambda: itself + 1, "call it, with brackets"),
    (lambda: np.exp * 2.0, "call it, with brackets"),
    (lambda: [value for value in 3.0], "A single number has no entries"),
    (lambda: [value for value in np.array(3.0)], "A single number has no entries"),
    (lambda: len(3.0), "A single number has no entries"),
    (lambda: X[0][1], "A single number has no entries"),
    (lambda: X(0), "square brackets take"),
    (lambda: (lambda a: a)(3)(4), "square brackets take"),
    (lambda: (lambda: [0 for a, b in [1, 2]])(), "As many names on the left"),
    (lambda: (lambda: [0 for a, b in [(1, 2, 3)]])(), "As many names on the left"),
    (lambda: X.append(3), "An array does not grow"),
    (lambda: [1, 2].mean(), "A list is no array"),
    (lambda: keras.Sequential([]).units, "the model itself"),
    (lambda: layers.Flaten(), "capitals count"),
    (lambda: np.meen(X), "capitals count"),
    (lambda: X.meen(), "check the spelling"),
    (lambda: (lambda a, b: a)(1), "as many arguments"),
    (lambda: (lambda a: a)(1, 2), "as many arguments"),
    (lambda: keras.Sequential(layers.Flatten(), layers.Dense(3)), "in square brackets"),
    (lambda: keras.Input(3), "also with a single number"),
    (lambda: layers.Flatten()(layers.Dense(3)), "is a comma missing"),
    (lambda: layers.Dense(3, activaton="relu"), "No argument of that name"),
    (lambda: (lambda a: a)(b=3), "No argument of that name"),
    (lambda: itself(3), "calls itself"),
    (lambda: 1 / 0, "divided by 0"),
    (lambda: unset(False), "another way through"),
    (read_only, "may not be changed"),
    (shrunk, "cannot hold fractions"),
    (lambda: float("many"), "Text is no number"),
    (lambda: "1" + 1, "Text is no number"),
    (lambda: keras.Sequential([layers.Dense]), "each made with brackets"),
    (lambda: keras.Sequential([[layers.Flatten()]]), "each made with brackets"),
    (lambda: layers.Add()(picture(), picture()), "take one list"),
    (lambda: layers.Add()(picture()), "take one list"),
    (lambda: layers.ReLU(picture()), "first make it with brackets"),
    (lambda: keras.Sequential([layers.Dense(3)]).count_params(), "does not know its input"),
    (lambda: np.mean(picture()), "keras.ops there"),
    (lambda: 1 if picture() else 0, "keras.ops there"),
    (lambda: layers.Conv2D(3, 3)(keras.Input((8,))), "from layer to layer"),
    (lambda: keras.Model(picture(), layers.Flatten()(picture())), "does not come from what goes in"),
    (lambda: layers.Conv2D(3, 9)(picture()), "too small for this kernel"),
    (lambda: np.random.default_rng(1).choice(2, p=[0.5, 0.4]), "must add up to 1"),
    (lambda: np.random.default_rng(1).choice(3, p=[0.5, 0.5]), "One probability for each place"),
    (lambda: np.random.default_rng(1).choice(3, 5, replace=False), "fewer to draw from"),
    (lambda: ["a"].index("b"), "the text says what such a one becomes"),
    (lambda: {}["a"], "no such key"),
    (lambda: __import__("math").exp(X), "math and float() take one number"),
    (lambda: float(X), "math and float() take one number"),
    (lambda: {X: 1}, "needs text or a number"),
    (set_part, "A tuple cannot be changed"),
    (lambda: X ^ 2, "no power in Python"),
    (lambda: 2.0 ^ 2, "no power in Python"),
    (lambda: LinearRegression().fit(X, X), "scikit-learn wants a table"),
    (set_entry, "set one by one"),
    # What the others say: PyTorch where a gradient is needed, and training where nothing can learn.
    (lambda: raised(RuntimeError("Can't call numpy() on Tensor that requires grad.")), "cannot follow a gradient"),
    (lambda: raised(ValueError("No gradients provided for any variable.")), "does not depend on the weights"),
    (lambda: np.zeros((10**7, 10**7)), "more memory than there is"),
]  # fmt: skip


@pytest.mark.parametrize("made, hint", MADE)
def test_an_error_of_beginners_gets_its_next_step(made, hint):
    # Without the line that is quoted behind it, which is the row above.
    assert hint in says(lambda: made()).partition("It stopped in the line")[0]


def test_every_row_of_the_table_is_one_that_these_errors_reach():
    pieces = [hint for _, hint in MADE]
    unreached = [hint for _, hint in calling.ERRORS if not any(piece in hint for piece in pieces)]
    assert unreached == []


def test_the_hint_is_followed_by_the_students_own_line():
    def student(x):
        total = x.sum()
        return total / {}["missing"]

    assert '`return total / {}["missing"]`' in says(student, X)


def test_a_name_that_is_not_known_is_told_with_what_the_function_is_handed():
    assert "`dosis` is not known in the function; it is handed x, slope" in says(lambda x, slope: slope * dosis, X, 1.0)  # noqa: F821


def test_numpy_under_another_name_is_told():
    names = {}
    exec("import numpy as np\ndef student(x):\n    return np.mean(x)\nnp = 3", names)
    assert "`np` no longer means NumPy" in says(names["student"], X)


def test_an_answer_without_end_is_stopped_and_the_time_is_said(monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.2)

    def endless():
        while True:
            pass

    began, threads = time.monotonic(), threading.active_count()  # other tests leave threads behind
    assert "an answer within 0.2 seconds" in says(endless)
    assert time.monotonic() - began < 5
    assert threading.active_count() <= threads + 1  # the watcher's own, for a moment


def test_an_answer_that_catches_its_interruption_is_stopped_too(monkeypatch):
    monkeypatch.setattr(calling, "SECONDS", 0.2)

    def stubborn():
        try:
            while True:
                pass
        except BaseException:
            return 3

    assert "still running" in says(stubborn)


def test_an_answer_that_takes_ever_more_memory_is_stopped(monkeypatch):
    monkeypatch.setattr(calling, "MEMORY", 2**26)

    def hog():
        kept = []
        while True:
            kept.append(np.ones(10**6))

    assert "of memory taken" in says(hog)


def test_a_quick_answer_leaves_the_interruption_as_it_was():
    import signal

    before = signal.getsignal(signal.SIGINT)
    assert call(lambda: 3, tried="it") == 3
    assert signal.getsignal(signal.SIGINT) is before


def test_an_answer_that_prints_megabytes_shows_its_beginning(capsys):
    call(lambda: print("x" * 5_000_000) or print("y" * 5_000_000) or 1, tried="it")
    out = capsys.readouterr().out
    assert len(out) < calling.CHARACTERS + 100 and out.endswith("... (and more)\n")


def test_a_short_print_is_shown_as_it_is(capsys):
    call(lambda: print("here") or 1, tried="it")
    assert capsys.readouterr().out == "here\n"


@pytest.mark.parametrize("ends", [sys.exit, quit])
def test_an_answer_that_ends_the_program_is_told(ends):
    assert "it ends nothing" in says(lambda: ends())


def interrupted():
    raise KeyboardInterrupt


def test_an_interruption_of_the_answers_own_is_told():
    assert "KeyboardInterrupt" in says(interrupted)


def test_an_answer_that_changes_what_it_was_handed_is_told_and_does_no_harm():
    x = np.ones(3)

    def student(x):
        x += 1
        return x

    assert "rather than changing old ones" in says(student, x)
    assert x.tolist() == [1, 1, 1]


def test_a_list_that_an_answer_shortens_is_told():
    assert "what was handed in changed" in says(lambda sizes: sizes.pop(), [3, 2])


def test_a_generator_is_handed_over_in_the_same_state_each_time():
    random = np.random.default_rng(1)
    draws = [call(lambda random: random.random(), random, tried="it") for _ in range(2)]
    assert draws[0] == draws[1]


def test_an_answer_that_yields_gives_what_it_yields():
    assert call(lambda: (part for part in (1, 2)), tried="it") == [1, 2]


def defined(source, **names):
    names = {"np": np, "SEED": 1, **names}
    exec(ast.unparse(ast.parse(source)), names)
    return names["f"]


@pytest.mark.parametrize(
    "first, body, hint, sure",
    [
        ("x, slope", "return slope * dose", "`dose` is a name of the notebook", True),
        ("x, rate", "return x * 0.02", "`rate` is handed in and not used; the number 0.02", False),
        ("x, rate", "return x + x", "`rate` is handed in and not used.", False),
        ("x", "return x * dose", "`dose` is a name of the notebook", False),
        ("x, generator", "return np.random.default_rng(3).random()", "All chance comes from `generator`", True),
        ("x, random", "return np.random.permutation(3)", "All chance comes from `random`", True),
        ("x, random", "random = np.random.default_rng(1)\n    return random.random()", "All chance comes", True),
        ("n, r", "return np.random.default_rng(1).random(n)", "All chance comes from `r`", True),
        ("labels", "return np.random.default_rng(1).random(3)", "`labels` is handed in and not used", False),
        ("x", "return [x for _ in range(3)]", "", False),
        ("x", "return np.random.default_rng(SEED).permutation(x)", "", False),
        ("x, n", "return [n for v in x]", "", False),
        ("x, n", "def g():\n        return n\n    return g() + x", "", False),
    ],
)
def test_what_an_answer_does_not_use_is_read_in_its_code(first, body, hint, sure):
    function = defined(f"def f({first}):\n    {body}", dose=X)
    said, certain = overlooked(function, (X, np.random.default_rng(1)))
    assert said.startswith(hint) and bool(said) == bool(hint) and certain == sure


def test_what_has_no_code_of_its_own_is_left_alone():
    assert overlooked(np.mean) == ("", False)


@pytest.mark.parametrize(
    "source, words",
    [
        ("def f(x):\n    x + 1", "Does the function end with `return`"),
        ("def f(x):\n    return np.random.default_rng(1).shuffle([*x])", "`shuffle` changes what it is called on"),
    ],
)
def test_nothing_is_told_with_what_gives_nothing_back(source, words):
    assert words in says(defined(source), X)
