"""Call a student's code: on copies, for a limited time, and with a next step for whatever Python, NumPy or Keras says.

`ERRORS` is the one table from errors of beginners to what to do; `overlooked` reads in a function's own code whether it
uses what it was handed.
"""

import _thread
import builtins
import contextlib
import copy
import dis
import io
import numbers
import re
import signal
import sys
import threading
import time
import traceback
import types
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from workshop.checks.core import CheckFailed, fail, first_line, show

NO_HINTS: Mapping = MappingProxyType({})
#: An answer may take so many seconds, so many bytes of memory, and print so many characters.
SECONDS, MEMORY, CHARACTERS = 30, 3 * 2**30, 2000

GIVE_NOTHING = {"shuffle", "sort", "append", "extend", "reverse", "fill", "resize", "summary", "compile", "build"}
#: What beginners' errors mean: a piece of the kind and message (a regular expression), and the next step.
ERRORS = [
    (r"truth value of an array", "`if`, `and`, `or`, `max(a, b)` ask one question of a whole array: compute with all "
     "entries at once, as np.where and np.maximum do."),
    (r"operands could not be broadcast together with shapes \((\d+),\) \(\1,\d+\)|"
     r"broadcast together with shapes \((\d+),\d+\) \(\2,\)|Incompatible shapes: \[(\d+)\] vs\. \[\3,",
     "One number for each row meets a table: keep it a column, `keepdims=True` or `[:, np.newaxis]`."),
    (r"could not be broadcast|Incompatible shapes|shape mismatch|must match the size of tensor|incompatible shapes for",
     "The shapes do not fit entry by entry: print both `.shape`s before that line."),
    (r"matmul.*does not have enough dimensions", "`@` multiplies tables and rows; for single numbers it is `*`."),
    (r"matmul|Matrix size-incompatible|mat1 and mat2|dot_general|shapes .* not aligned",
     "With `@` the columns on the left must be as many as the rows on the right: write both shapes down, the order "
     "counts."),
    (r"cannot reshape array|total size of the tensor must be unchanged",
     "The new shape must hold just as many numbers as the old one: multiply it out."),
    (r"only (integer|int).*arrays|indices must be integers|arrays used as indices|only integers, slices",
     "Places in an array are whole numbers: `//` in place of `/`, or `.astype(int)`."),
    (r"'float' object cannot be interpreted as an integer|expected a sequence of integers or a single integer",
     "A number of places or steps is a whole number: `//`, `int(...)` or `round(...)`."),
    (r"tuple index out of range", "A `.shape` has one entry for each axis, and there are fewer: print it."),
    (r"index \S+ is out of bounds|list index out of range|string index out of range",
     "Places are counted from 0, so the last one is the length minus 1: does a loop go one too far?"),
    (r"too many indices", "The array has fewer axes than the line says: print its `.shape`."),
    (r"boolean index did not match", "A mask picks from an array of its own length: print both `.shape`s."),
    (r"iteration over a 0-d|'(numpy.)?(float|int|float64|int64)' object is not (iterable|subscriptable)|unsized object|"
     r"invalid index to scalar|object of type '(float|int|numpy.float64)' has no len",
     "A single number has no entries: is it meant to be an array, or one step of a loop?"),
    (r"axis \S+ is out of bounds", "Axes are counted from 0, and the array has fewer: print its `.shape`."),
    (r"can only concatenate (list|tuple)|can't multiply sequence|unsupported operand type.*'(list|tuple)'",
     "A list or tuple is no array: make one with np.array(...), and it computes for all entries at once."),
    (r"unsupported operand type.*'NoneType'|'NoneType' object", "Something here is None: the function or method that "
     "made it gave nothing back."),
    (r"unsupported operand type.*'(function|numpy.ufunc|numpy._ArrayFunctionDispatcher)'|"
     r"'function' object is not subscriptable|'builtin_function_or_method'",
     "A function stands where its result is meant: call it, with brackets ( )."),
    (r"\b(ndarray|Tensor|int|float|float64|list|tuple|dict|Generator)' object is not callable",
     "Round brackets call a function, and this is none: square brackets take from an array, `*` multiplies."),
    (r"cannot unpack non-iterable|not enough values to unpack|too many values to unpack",
     "As many names on the left as values on the right: print what stands on the right."),
    (r"append\(\) takes exactly one argument", "One thing at a time: a pair goes into brackets of its own."),
    (r"has no attribute '(append|extend)'", "An array does not grow: collect in a list, make the array at the end."),
    (r"'list' object has no attribute", "A list is no array: make one with np.array(...) first."),
    (r"'Sequential' object has no attribute|'Functional' object has no attribute",
     "That is the model itself: its layers are in model.layers, its answers come from model(...)."),
    (r"module 'keras.*' has no attribute|module 'numpy.*' has no attribute",
     "There is nothing of that name there: look at how the lesson writes it, capitals count."),
    (r"module '.*' has no attribute|has no attribute", "It has nothing of that name: check the spelling, and what kind "
     "of thing stands before the dot."),
    (r"Sequential.__init__\(\) takes|Expected `trainable` to be a boolean",
     "The layers of a Sequential stand in one list, in square brackets."),
    (r"Cannot convert '\d+' to a shape", "A shape is a tuple, also with a single number: (5,)."),
    (r"Only input tensors may be passed as positional.*<\w+ name=",
     "A layer is called on a layer: is a comma missing between two of them?"),
    (r"missing \d+ required positional argument|takes \d+ positional arguments? but|takes from \d+ to \d+ positional",
     "Compare with the first line of the exercise's function: as many arguments, in the same order."),
    (r"got an unexpected keyword argument|Unrecognized keyword|got multiple values for argument",
     "No argument of that name there: compare the names with how the lesson writes it."),
    (r"recursion", "The function calls itself without end: call the one that you mean."),
    (r"division by zero|ZeroDivisionError", "Something was divided by 0: which number can be 0 here?"),
    (r"referenced before assignment|cannot access local variable",
     "The name gets its value only on another way through the function: set it before."),
    (r"assignment destination is read-only|read-only", "That array may not be changed: make a new one."),
    (r"Cannot cast ufunc|same_kind", "`+=` and `/=` keep the array's kind, and whole numbers cannot hold fractions: "
     "make a new array, as y = x / 2 does."),
    (r"could not convert string|invalid literal|can only concatenate str", "Text is no number: look at the quotes."),
    (r"has no gradient|No gradients provided", "The loss does not depend on the weights: is everything stopped?"),
    (r"optional argument.*layers.*must|added layer must be an instance|Invalid layer|Only instances of `?keras.Layer",
     "In a Sequential stand layers, each made with brackets: keras.layers.Flatten(), one after the other in one list."),
    (r"should be called on a list of|A merge layer|too many positional arguments", "Layers that join take one list: "
     "Add()([a, b])."),
    (r"KerasTensor.* in __init__|interpreted as a data type|negative_slope|max_value of a ReLU|"
     r"Could not interpret initiali[sz]er|cannot be interpreted as a dtype|Cannot interpret",
     "The layer got data where it expects a setting: first make it with brackets, then call it, ReLU()(x)."),
    (r"has not been built|not yet been built|has never been called|never been built|isn't built",
     "The model does not know its input yet: begin with keras.Input(shape=...)."),
    (r"Only input tensors may be passed|positional arguments? .* tensors|when calling .*layer.*on a non-tensor|"
     r"A KerasTensor cannot be used|KerasTensor.*symbolic|symbolic",
     "Inside a model the data are still open: use layers and keras.ops there, not NumPy and not `if`."),
    (r"incompatible with the layer|expected (min_)?ndim|expected axis|Invalid input shape|expected shape|"
     r"Input .* of layer .* incompatible", "A layer gets another shape than it needs: follow the shape from layer to "
     "layer."),
    (r"graph is disconnected|Graph disconnected|not connected|inputs not connected",
     "What comes out does not come from what goes in: is a layer called on the wrong thing?"),
    (r"[Nn]egative dimension|omputed output size would be|output shape.*negative",
     "The maps have become too small for this kernel: look at strides, pooling and padding."),
    (r"[Pp]robabilities do not sum to 1", "The numbers handed over as p must add up to 1: divide by their sum."),
    (r"a and p must have same size|'a' and 'p' must", "One probability for each place, no more and no less."),
    (r"larger sample than population", "There are fewer to draw from than are wanted: from which places is it drawn?"),
    (r"is not in list|not in index", "It is not in there: the text says what such a one becomes."),
    (r"MemoryError|Unable to allocate", "That takes more memory than there is: how large does the array become?"),
    (r"KeyError", "There is no such key: look at which there are, and at the quotes."),
    (r"must be real number|only length-1 arrays|only 0-dimensional arrays", "math and float() take one number, np "
     "whole arrays: np.exp, np.log, np.sqrt."),
    (r"unhashable|must be str or None", "This needs text or a number in place of an array."),
    (r"requires_grad|Can't call numpy|detach\(\)", "Stay with keras.ops here: NumPy cannot follow a gradient."),
    (r"'tuple' object does not support item", "A tuple cannot be changed: take it apart into its numbers."),
    (r"bitwise_xor|for \^", "`^` is no power in Python: that is `**`."),
    (r"Expected 2D array", "scikit-learn wants a table: x[:, np.newaxis] makes a column."),
    (r"EagerTensor|object does not support item assignment", "A tensor's entries cannot be set one by one: compute the "
     "whole anew, with keras.ops."),
]  # fmt: skip
_ERRORS = [(re.compile(pattern), hint) for pattern, hint in ERRORS]


def call(
    function: Callable,
    *arguments: Any,
    tried: str,
    stumbles: Mapping[str, str] = NO_HINTS,
    seconds: float | None = None,
    **named: Any,
) -> Any:
    """Call a student's function on copies of the arguments; a stub, an exception and None are told apart.

    stumbles: hints for exceptions that mean something particular here, each under a piece of kind and message
    seconds: how long it may take; SECONDS if left out
    """
    if not callable(function):
        fail(tried, "a function", f"{type(function).__name__}: {show(function)}",
             "Hand over the function itself, without brackets behind its name.")  # fmt: skip
    seconds = SECONDS if seconds is None else seconds
    handed, handed_named = copied(arguments), copied(named)
    try:
        with _watched(seconds) as stopped, _short_print(), np.errstate(all="ignore"):
            result = function(*handed, **handed_named)
            if isinstance(result, types.GeneratorType):
                result = [*result]
            if stopped:  # the answer caught the interruption itself
                raise KeyboardInterrupt
    except NotImplementedError as error:
        if str(error) and not str(error).startswith("Exercise"):
            fail(tried, "an answer", f"{type(error).__name__}: {first_line(error)}", next_step(error, function))
        fail(tried, "your code", "the untouched stub",
             "Replace the line that raises NotImplementedError, run that cell, then run this one.")  # fmt: skip
    except CheckFailed:
        raise
    except BaseException as error:  # also SystemExit, and the interruption by the watch
        if stopped:
            fail(tried, f"an answer within {seconds:g} seconds", stopped[0], f"Stopped. {stopped[1]}")
        if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit):
            fail(tried, "an answer", f"{type(error).__name__}, which ends a program",
                 "The function gives its answer back with `return`; it ends nothing.")  # fmt: skip
        hint = next((text for piece, text in stumbles.items() if piece in f"{type(error).__name__}: {error}"), "")
        fail(tried, "an answer", f"{type(error).__name__}: {first_line(error)}",
             _and_line(hint, error, function) if hint else next_step(error, function))  # fmt: skip
    if not all(map(_same, [*arguments, *named.values()], [*handed, *handed_named.values()])):
        fail(tried, "an answer, and what was handed in as it was", "an answer, and what was handed in changed",
             "Make new arrays (`y = x * 2`) rather than changing old ones (`x *= 2`, `x[:] = ...`), or later cells "
             "go wrong. Then run the cells above again.")  # fmt: skip
    if result is None:
        hint = "Does the function end with `return` and the result behind it?"
        code = _code(function)
        for name in set(code.co_names if code else ()) & GIVE_NOTHING:
            hint += f" (`{name}` changes what it is called on and gives nothing back.)"
        fail(tried, "an answer", "None, which is Python's word for nothing", hint)
    return result


def next_step(error: BaseException, function: Callable) -> str:
    """What to do about an exception, and the student's own line in which it arose."""
    if getattr(function, "__globals__", {}).get("np", np) is not np:
        return "`np` no longer means NumPy in this notebook: give your own name another one, then `import numpy as np`."
    hint, code, text = "", _code(function), f"{type(error).__name__}: {error}"
    if any(frame.name == "__init__" for frame in traceback.extract_tb(error.__traceback__)):
        text += " in __init__"
    if isinstance(error, NameError) and error.name and not isinstance(error, UnboundLocalError):
        inside = ", ".join(code.co_varnames[: code.co_argcount]) if code else ""
        hint = f"`{error.name}` is not known in the function" + (f"; it is handed {inside}." if inside else ".")
    return _and_line(hint or next((hint for pattern, hint in _ERRORS if pattern.search(text)), ""), error, function)


def _and_line(hint: str, error: BaseException, function: Callable) -> str:
    """The hint, and behind it the last line of the student's own code on the way to the exception."""
    code = _code(function)
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if code and frame.filename == code.co_filename and frame.line]
    line = f"It stopped in the line `{own[-1].line}`." if own else ""
    return f"{hint} {line}".strip()


def _code(function: Callable) -> types.CodeType | None:
    """The code of a function, of a method, or of what a partial or a class with __call__ stands for."""
    for _ in range(5):
        if hasattr(function, "__code__"):
            return function.__code__
        function = getattr(function, "func", None) or vars(type(function)).get("__call__")
    return None


#: What a function should be handed rather than find in the notebook.
DATA = np.ndarray | numbers.Number | list | tuple | dict | str


def overlooked(function: Callable, handed: tuple = ()) -> tuple[str, bool]:
    """What a function's own code shows: a name of the notebook in place of an argument, an argument that is not used.

    handed: the arguments of a call; a random generator among them is known, whatever its name
    returns: the hint, "" if there is nothing to see, and whether it is sure (else a known mistake may say it better)
    """
    code = _code(function)
    if code is None or not isinstance(function, types.FunctionType):
        return "", False
    arguments = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    used, overwritten, outside, constants, own_chance = set(), set(), [], [], ""
    for inner in _codes(code):
        before = None
        for step in dis.get_instructions(inner):
            if step.opname.startswith("LOAD_GLOBAL") or step.opname == "LOAD_NAME":
                value = function.__globals__.get(step.argval, getattr(builtins, str(step.argval), None))
                if isinstance(value, DATA) and step.argval != "SEED":
                    outside.append(step.argval)
            elif step.opname in ("LOAD_CONST", "LOAD_SMALL_INT") and type(step.argval) in (int, float):
                constants.append(step.argval)
            elif step.opname != "LOAD_FAST_AND_CLEAR":
                # From Python 3.13 on one instruction may load or store two names.
                names = step.argval if isinstance(step.argval, tuple) else (step.argval,)
                kinds = re.findall("(LOAD|STORE)_(?:FAST|DEREF|CLOSURE)", step.opname)
                for kind, name in zip(kinds, names, strict=False):
                    if kind == "LOAD":
                        used.add(name)
                    elif name in arguments and name not in used:
                        overwritten.add(name)
            if step.argval in ("default_rng", "RandomState", "set_random_seed", "seed"):
                own_chance = own_chance or str(step.argval)
            if step.argval == "random" and before in ("np", "numpy"):
                own_chance = "np.random"
            before = step.argval
    unused = [name for name in arguments if (name not in used or name in overwritten) and name != "self"]
    odd = [number for number in constants if abs(number) > 2 or (number % 1 and abs(number) >= 0.01)]
    generators = {
        name for name, value in zip(arguments, handed, strict=False) if isinstance(value, np.random.Generator)
    }
    chance = next((name for name in unused if name in {"generator", "random", "rng"} | generators), None)
    if own_chance and chance:
        return f"All chance comes from `{chance}`, which is handed in; here `{own_chance}` is used in its place.", True
    if unused and outside:
        said = f"`{outside[0]}` is a name of the notebook: inside the function use what is handed in, `{unused[0]}`."
        return said, True
    if unused:
        there = f"; the number {odd[0]:g} stands there for good." if odd else "."
        return f"`{unused[0]}` is handed in and not used{there}", False
    if outside:
        return f"`{outside[0]}` is a name of the notebook: a function computes with what is handed in.", False
    return "", False


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _codes(constant)


def copied(value: Any) -> Any:
    """A copy of arrays, generators and what holds them; tensors, models and functions as they are."""
    if isinstance(value, list | tuple):
        return type(value)(map(copied, value))
    if isinstance(value, dict):
        return {key: copied(part) for key, part in value.items()}
    return copy.deepcopy(value) if isinstance(value, np.ndarray | np.random.Generator) else value


def _same(before: Any, after: Any) -> bool:
    """Whether what was handed in has stayed as it was; a generator may have moved on."""
    if isinstance(before, np.ndarray):
        return isinstance(after, np.ndarray) and np.array_equal(before, after, equal_nan=before.dtype.kind == "f")
    if isinstance(before, list | tuple):
        return len(before) == len(after) and all(map(_same, before, after))
    return True


@contextlib.contextmanager
def _watched(seconds: float) -> Iterator[list[str]]:
    """Interrupt what runs too long or takes too much memory; the list that is given out then says which, and a hint."""
    import psutil

    reason: list[str] = []
    if threading.current_thread() is not threading.main_thread():
        yield reason
        return
    process, lock, over = psutil.Process(), threading.Lock(), threading.Event()
    begin, memory = time.monotonic(), process.memory_info().rss

    def watch() -> None:
        pause = min(0.1, seconds / 3)
        while not over.wait(pause):
            if process.memory_info().rss - memory > MEMORY:
                said = [f"more than {MEMORY / 2**30:g} GB of memory taken", "What grows there without end?"]
            elif time.monotonic() - begin > seconds:
                said = ["still running", "Does a `while` ever come to its end? Does a loop do far too much?"]
            else:
                continue
            with lock:
                if over.is_set():
                    return
                reason[:] = said
                _thread.interrupt_main()
            pause = 1.0  # again, if the answer itself catches the interruption

    # A kernel or terminal may have set the signal aside.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        try:
            yield reason
        finally:
            with lock:
                over.set()
            time.sleep(0)  # an interruption on its way arrives here
    finally:
        over.set()
        signal.signal(signal.SIGINT, before)


@contextlib.contextmanager
def _short_print() -> Iterator[None]:
    """Let through the beginning of what an answer prints, and say that there was more."""

    class Short(io.TextIOBase):
        left = CHARACTERS

        def write(self, text: str) -> int:
            if self.left > 0:
                out.write(text[: self.left])
                if len(text) > self.left:
                    out.write(" ... (and more)\n")
            self.left -= len(text)
            return len(text)

    out = sys.stdout
    with contextlib.redirect_stdout(Short()):
        yield
