"""What the checks of several lessons ask of a student's network."""

from collections.abc import Callable
from typing import Any

import numpy as np

from workshop.checks.core import call, fail, first_line, require, show


def network(
    student: Callable, *arguments: Any, tried: str, shape: tuple, takes: str, begin: str, hand_back: str, **known: Any
) -> Any:
    """The Keras model that a student's function builds, once it is one and takes what it should.

    shape: of one example that goes in, None for an axis of any length; takes: the same in words
    begin: hint for a model with another input, or with none; hand_back: hint for what is no model
    known: more for `call`, for example `stumbles`
    """
    import keras

    model = call(student, *arguments, tried=tried, **known)
    if not isinstance(model, keras.Model):
        fail(tried, "a Keras model", show(model), hand_back)
    if not model.built:
        fail(tried, "a model that knows its input", "one without", begin)
    if not isinstance(model.input_shape, tuple):
        fail(tried, "a model with one input", f"{len(model.inputs)} of them", begin)
    require(model.input_shape == (None, *shape), tried, takes, f"input shape {model.input_shape[1:]}", begin)
    return model


def accuracy(model: Any, x: np.ndarray, y: np.ndarray, tried: str, inside: str, outputs: str) -> float:
    """The share of examples whose class a model of ten classes names rightly; what cannot be judged is told apart.

    x: array of shape (examples, ...); y: array of shape (examples,), whole numbers from 0 to 9
    inside, outputs: hints for a model that refuses the examples, and for one that does not give ten numbers
    """
    if not hasattr(model, "predict"):
        fail(tried, "a Keras model", show(model), "Keep the line that makes it.")
    try:
        output = np.asarray(model.predict(x, batch_size=1000, verbose=0), dtype=float)
    except Exception as error:
        came = f"{type(error).__name__}: {first_line(error)}"
        fail(tried, f"answers for pictures of shape {x.shape[1:]}", came, inside)
    if output.shape != (len(x), 10):
        fail(tried, f"shape {(len(x), 10)}", f"shape {output.shape}", outputs)
    return float(np.mean(output.argmax(axis=1) == y))


def activation(layer: Any) -> str:
    """The name of a layer's activation, written into it or as a layer of its own; "" where it has none."""
    if type(layer).__name__ in ("ReLU", "Softmax"):
        return type(layer).__name__.lower()
    return getattr(getattr(layer, "activation", None), "__name__", "")
