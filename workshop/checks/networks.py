"""Judge a network by what it computes, and a loss by what it teaches.

`same_network`: with the same weights, a student's network and the lesson's own must answer alike, in use and in
training, whatever they are built of. Only where they do not, the layers are walked through, to find the hint.
`stepped`: the weights after one plain step of gradient descent, to be compared with the step done right.
"""

import contextlib
import difflib
import itertools
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from workshop.checks.calling import call, next_step
from workshop.checks.cases import to_numpy
from workshop.checks.core import CheckFailed, fail, first_line, require, show

#: Weights that a layer names by their role; a layer of the student's own may name them as it likes.
ROLES = ("kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "recurrent_kernel", "embeddings")
REPEATS = 48  # how often each input is shown in training, so that dropout shows in the spread


def network(student: Callable, *arguments: Any, tried: str, hand_back: str, **known: Any) -> Any:
    """The Keras model that a student's function builds: a new one, with weights of its own, each time.

    hand_back: what the function must return, a hint for what is no model
    known: more for `call`, for example `stumbles`
    """
    import keras

    models = [call(student, *arguments, tried=tried, **known) for _ in range(2)]
    for model in models:
        if not isinstance(model, keras.Model):
            fail(tried, "a Keras model", _what(model), hand_back)
    shared = {id(weight) for weight in models[0].weights} & {id(weight) for weight in models[1].weights}
    if models[0] is models[1] or shared:
        came = "the same one" if models[0] is models[1] else "the same layers in another"
        fail(f"{tried} twice", "a new model each time", came,
             "Make the model and all its layers inside the function: training must start afresh.")  # fmt: skip
    require(not models[0].compiled, tried, "a model that is not compiled", "a compiled one",
            "Only build it: the lesson compiles it itself, later.")  # fmt: skip
    return models[0]


def _what(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"a {type(value).__name__} of {len(value)}"
    names = {"KerasTensor": "what a layer gives, a place in a network", "History": "what a training gives, a History"}
    return names.get(type(value).__name__, show(value))


def same_network(
    model: Any, reference: Callable, inputs: Sequence[np.ndarray], tried: str, outputs: Callable = lambda shape: ""
) -> None:
    """Stop unless a student's network computes what the lesson's own does with the same weights.

    reference: builds the lesson's own network, new
    inputs: arrays of shape (examples, ...) as the network gets them; what is shown in training is drawn from the first
    outputs: a hint for another shape of the output, "" if there is none
    """
    right = reference()
    sizes = [_answer(network, inputs[0], tried).shape for network in (right, model)]
    seen = [steps(part, inputs[0].shape[1:]) for part in (model, right)]
    first = first_difference(*seen)
    if sizes[0] != sizes[1]:
        fail(tried, f"answers of shape {sizes[0]} for {len(inputs[0])} examples", f"shape {sizes[1]}",
             outputs(sizes[1]) or first)  # fmt: skip
    came, wanted = model.count_params(), right.count_params()
    shared = "A layer that is called twice has its weights only once: make one for each place."
    require(came == wanted, f"{tried}; number of parameters", f"{wanted:,}", f"{came:,}",
            first or (shared if came < wanted else "Which layer has the wrong size?"))  # fmt: skip
    learn, should = (sum(int(np.prod(w.shape)) for w in m.trainable_weights) for m in (model, right))
    require(learn == should, f"{tried}; parameters that learn", f"{should:,}", f"{learn:,}",
            "Something is frozen that should learn, or learns that should be frozen.")  # fmt: skip
    low = {str(layer.compute_dtype) for layer in model._flatten_layers()} & {"float16", "bfloat16"}
    tolerance = 0.05 if low else 1e-3  # on another dtype policy
    where = ""
    for seed in (1, 2):
        weights = _some_weights(right, seed)
        ways = [*itertools.islice(_ways(model, right), 16)]
        require(bool(ways), f"{tried}; shapes of its weights", "those of the lesson's network", "others",
                first or "Which layer has the wrong size?")  # fmt: skip
        differing = []
        while ways and "" not in differing:
            differing.append(_difference(model, right, seen, weights, ways.pop(0), inputs, tolerance))
        where = "" if "" in differing else max(differing, key=_ORDER.index)
        if where:
            break
    if where:
        wanted, alone = _WANTED[where]
        hint = first_difference(*seen, where) if where != "chance" else ""
        fail(f"{tried}, with the weights of the lesson's network", wanted, "others", hint or alone)


_HEARD = "In use it is right: do dropout and batch normalisation hear that it is training?"
#: Where two networks can differ, in the order in which that is looked for: what is expected, and a hint.
_WANTED = {
    "chance": ("the same answers each time it is used", "It drops by chance in use as well: no `training=True`."),
    "use": ("the same answers in use",
            "The layers are those of the lesson: is one called twice, passed by, or joined in another way?"),
    "held": ("the same number for what holds the weights small", "Which layers have a regularizer, and which factor?"),
    "training": ("the same answers in training", _HEARD),
    "spread": ("answers in training that vary as much by chance", _HEARD),
    "averages": ("the same running averages after a batch", _HEARD),
}  # fmt: skip
_ORDER = [*_WANTED]


def _difference(
    model: Any, right: Any, seen: list, weights: list, way: list[int], inputs: Sequence, tolerance: float
) -> str:
    """Where two networks of the same weights differ first, a key of _WANTED; "" if nowhere."""
    for network, own in ((right, weights), (model, [weights[place] for place in way])):
        for variable, value in zip(network.weights, own, strict=True):
            variable.assign(value)
    if not np.array_equal(*(_answer(model, inputs[0]) for _ in range(2))):
        return "chance"
    for x in inputs:
        if not _alike(*(_answer(m, x) for m in (right, model)), tolerance):
            return "use"
    held = [float(to_numpy(sum(m.losses))) if m.losses else 0.0 for m in (right, model)]
    if abs(held[0] - held[1]) > 1e-3 * max(1e-3, abs(held[0])):
        return "held"
    few = inputs[0][:8]
    many = np.repeat(few, REPEATS, axis=0)
    answers = [_answer(m, many, training=True).reshape(len(few), REPEATS, -1) for m in (right, model)]
    spreads = [float(np.sqrt(np.mean(a.std(axis=1) ** 2))) for a in answers]
    level = float(np.abs(answers[0]).max()) or 1.0
    if seen[0] is not None and _chances(seen[0]) != _chances(seen[1]):  # too fine for the spread to show
        return "spread"
    if max(spreads) < 1e-4 * level:
        if not _alike(*answers, tolerance):
            return "training"
    elif not 0.87 < spreads[1] / max(spreads[0], 1e-9) < 1.15:
        return "spread"
    # Two means of 48 draws each differ by a fifth of the spread, by chance.
    elif np.sqrt(np.mean((answers[0].mean(axis=1) - answers[1].mean(axis=1)) ** 2)) > 0.4 * spreads[0]:
        return "training"
    after = [[to_numpy(w) for w in m.non_trainable_weights] for m in (right, model)]
    moved = [sum(float(np.abs(a).sum()) for a in part) for part in after]
    return "" if abs(moved[0] - moved[1]) <= 0.02 * max(1e-6, moved[0]) else "averages"


def _alike(one: np.ndarray, other: np.ndarray, tolerance: float) -> bool:
    scale = max(float(np.abs(one).max(initial=0)), 1e-6)
    return one.shape == other.shape and bool(np.all(np.abs(one - other) <= tolerance * scale))


def _answer(model: Any, x: np.ndarray, tried: str = "", training: bool = False) -> np.ndarray:
    """What a network answers, as an array; what it cannot take becomes a message."""
    try:
        with warnings.catch_warnings(action="ignore"):
            # In use nobody says so: a layer that always trains shows then.
            return np.asarray(to_numpy(model(x, training=True) if training else model(x)), dtype=float)
    except Exception as error:
        fail(f"{tried}, used on {len(x)} examples of shape {x.shape[1:]}", "answers",
             f"{type(error).__name__}: {first_line(error)}", next_step(error, type(model).call))  # fmt: skip


def _some_weights(model: Any, seed: int) -> list[np.ndarray]:
    """Weights with which everything shows: no bias is 0, no normalisation does nothing."""
    generator = np.random.default_rng(seed)
    weights = []
    for weight in model.weights:
        shape, name = tuple(weight.shape), weight.name
        if name in ("moving_variance", "gamma"):
            weights.append(generator.uniform(0.6, 1.6, shape))
        elif len(shape) < 2:
            weights.append(generator.normal(0, 0.4, shape))
        else:
            weights.append(generator.normal(0, 1.4 / np.sqrt(np.prod(shape[:-1])), shape))
    return [weight.astype("float32") for weight in weights]


def _ways(model: Any, right: Any) -> Iterator[list[int]]:
    """For each of a student's weights the place of the lesson's that it may be: by role and shape, in order first."""
    own_roles = all(weight.name in ROLES for weight in model.weights)

    def kinds(weights: list) -> list[tuple]:
        return [(w.name if own_roles else "", tuple(w.shape)) for w in weights]

    wanted, came = kinds(right.weights), kinds(model.weights)
    if sorted(wanted) != sorted(came):
        return
    groups = {kind: [place for place, other in enumerate(wanted) if other == kind] for kind in dict.fromkeys(wanted)}
    turned = [places[::-1] for places in groups.values()]  # all layers made from the last to the first
    every = itertools.product(*(itertools.permutations(places) for places in groups.values()))
    for chosen in itertools.chain([[*groups.values()], turned], every):
        queues = {kind: iter(order) for kind, order in zip(groups, chosen, strict=True)}
        yield [next(queues[kind]) for kind in came]


@dataclass
class Step:
    """One thing that a network does: its kind, as the lessons name it, and the settings that matter."""

    kind: str
    settings: dict[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def size(self) -> str:
        return next((f"({self.settings[key]})" for key in ("neurons", "filters") if key in self.settings), "")

    @property
    def weighs(self) -> bool:
        """Whether it has weights, so that dropout before it and behind it are not the same."""
        return any(key in self.settings for key in ("neurons", "filters", "numbers per word", "momentum"))


#: Operations and functions that do what a layer does, by the name of their class or their own.
SAME = {
    "Relu": "ReLU", "relu": "ReLU", "Tanh": "tanh", "Softmax": "softmax", "softmax": "softmax", "Sigmoid": "sigmoid",
    "LeakyRelu": "LeakyReLU", "leaky_relu": "LeakyReLU", "MaxPool2D": "MaxPooling2D", "Gelu": "gelu", "Elu": "elu",
    "Mean": "mean", "Multiply": "a multiplication", "Subtract": "a subtraction", "TrueDivide": "a division",
    "Divide": "a division", "Max": "maximum", "Exp": "exponential", "GetItem": "a part, [...]",
}  # fmt: skip
SETTINGS = {
    "units": "neurons", "filters": "filters", "kernel_size": "kernel size", "strides": "stride", "padding": "padding",
    "rate": "share dropped", "pool_size": "window", "scale": "scale", "offset": "offset", "use_bias": "use_bias",
    "output_dim": "numbers per word", "input_dim": "words", "return_sequences": "return_sequences",
    "recurrent_dropout": "recurrent_dropout", "dropout": "dropout", "go_backwards": "go_backwards",
    "negative_slope": "slope below 0", "target_shape": "shape", "momentum": "momentum", "center": "center",
    "dilation_rate": "dilation", "groups": "groups",
}  # fmt: skip


def steps(model: Any, shape: tuple = ()) -> list[Step] | None:
    """What a network does, in order; None where it cannot be seen.

    Nested models are opened, activations inside a layer stand by themselves, code of the student's own is followed.
    shape: of one example, for a model that does not know it
    """
    found: list[Step] = []
    try:
        for operation, shapes in _operations(model, (None, *shape)):
            name = type(operation).__name__
            if _opens(operation):
                found += steps(operation, tuple(shapes[0][1:]))
            elif name not in ("InputLayer", "Identity") and not (name == "Dropout" and operation.rate == 0):
                found += _step(operation, name)
    except Exception:
        return None
    before, sized = None, ""
    for step in found:
        step.place = " at the beginning"
        if before:
            step.place = f" behind {before.kind}{before.size or sized}"
            sized = f", after {before.kind}{before.size}" if before.size else sized
        before = step
    return found


def _opens(operation: Any) -> bool:
    import keras

    own = isinstance(operation, keras.layers.Layer) and not type(operation).__module__.startswith("keras.")
    return own or isinstance(operation, keras.Model)


def _operations(model: Any, shape: tuple) -> Iterator[tuple[Any, list[tuple]]]:
    """The layers and operations of a model, each as often as it is called, with the shapes that go in."""
    import keras

    inside = getattr(model, "_functional", None) or model
    if not hasattr(inside, "_nodes_by_depth"):
        begin = keras.Input(batch_shape=shape)
        inside = keras.Model(begin, model.call(begin))
    for depth in sorted(inside._nodes_by_depth, reverse=True):
        for node in inside._nodes_by_depth[depth]:
            yield node.operation, [tuple(tensor.shape) for tensor in node.input_tensors]


def _step(operation: Any, name: str) -> list[Step]:
    cell = getattr(operation, "cell", operation)
    if name == "RNN":
        name = type(cell).__name__.removesuffix("Cell")
    if name == "Activation":
        return [_activation(operation.activation)] if _name(operation.activation) != "linear" else []
    target = tuple(getattr(operation, "target_shape", None) or getattr(operation, "newshape", (0, 0, 0))[1:])
    if name == "Reshape" and len(target) == 1:
        name = "Flatten"
    settings = {}
    for key, words in SETTINGS.items():
        value = getattr(operation, key, getattr(cell, key, None))
        if value is not None and not callable(value):
            settings[words] = _plain(value)
    if SAME.get(name, name) in ("ReLU", "Flatten", "softmax"):
        settings = {}
    for kind in ("kernel", "bias", "recurrent", "embeddings", "activity"):
        if getattr(operation, f"{kind}_regularizer", None) is not None:
            held = "weights" if kind == "kernel" else f"{kind} weights"
            settings[f"what holds its {held} small"] = _regularizer(getattr(operation, f"{kind}_regularizer"))
    inner = getattr(operation, "activation", None)
    recurrent = hasattr(operation, "return_sequences")
    if recurrent:
        settings["activation"] = _name(getattr(cell, "activation", None))
    after = [_activation(inner)] if inner is not None and not recurrent and _name(inner) != "linear" else []
    return [Step(SAME.get(name, name), settings), *after]


def _activation(function: Any) -> Step:
    name = _name(function)
    slope = getattr(function, "negative_slope", 0.2 if name == "leaky_relu" else None)
    name = SAME.get(name, name)
    return Step(name, {"slope below 0": _plain(slope)} if name == "LeakyReLU" else {})


def _name(function: Any) -> str:
    return getattr(function, "__name__", type(function).__name__) if function is not None else "linear"


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        values = [_plain(part) for part in value]
        return values[0] if len(set(map(str, values))) == 1 else "x".join(map(str, values))
    if isinstance(value, float | np.floating):
        return float(f"{float(value):.4g}")
    return value if isinstance(value, int | str | bool) else show(np.asarray(value))


def _regularizer(regularizer: Any) -> str:
    factors = [f"{kind.upper()}({float(getattr(regularizer, kind)):g})" for kind in ("l1", "l2")
               if float(getattr(regularizer, kind, 0) or 0)]  # fmt: skip
    return " and ".join(factors) or _name(regularizer)


def _chances(found: list[Step]) -> list[tuple]:
    """For each dropout behind how many layers with weights it stands, and how much it drops."""
    behind, chances = 0, []
    for step in found:
        behind += step.weighs
        if "Dropout" in step.kind:
            chances.append((behind, step.kind, step.settings["share dropped"]))
    return chances


def first_difference(came: list[Step] | None, wanted: list[Step] | None, where: str = "") -> str:
    """The first difference between what two networks do, as a sentence; "" if there is none to see.

    where: a key of _WANTED, what is known to differ; what cannot be its cause is passed over
    """
    if not came or not wanted:
        return ""
    chance = ("training", "spread", "averages")
    if where:
        came, wanted = ([step for step in part if _matters(step, where in chance)] for part in (came, wanted))
    kinds, wanted_kinds = [step.kind for step in came], [step.kind for step in wanted]
    if "Rescaling" in wanted_kinds and "Rescaling" not in kinds and ARITHMETIC.intersection(kinds):  # scaled by hand
        begin = max(place for place in range(len(kinds)) if {*kinds[:place]} <= {*ARITHMETIC, "Flatten"})
        came = [step for step in came[:begin] if step.kind == "Flatten"] + came[begin:]
        return first_difference(came, [step for step in wanted if step.kind != "Rescaling"])
    if sorted(kinds) == sorted(wanted_kinds):
        # In pairs of one kind; that two have changed places may not matter, another number does.
        left = [*wanted]
        for own in came:
            right = left.pop(next(place for place, step in enumerate(left) if step.kind == own.kind))
            for key in dict.fromkeys([*right.settings, *own.settings]):
                is_, should = own.settings.get(key), right.settings.get(key)
                if is_ != should:
                    is_, should = ("nothing" if value is None else value for value in (is_, should))
                    return f"{own.kind}{own.place}: {key} is {is_}; asked for is {should}."
        pairs = itertools.product(range(len(kinds)), repeat=2) if kinds != wanted_kinds else ()
        moved = [(_matters(came[j], True) and "share dropped" not in came[j].settings, j, i) for j, i in pairs
                 if kinds[j] == wanted_kinds[i] and _without(kinds, j) == _without(wanted_kinds, i)]  # fmt: skip
        if moved:  # of two that may have moved, the one without weights
            _, j, i = min(moved)
            return f"The order: {kinds[j]} stands{came[j].place}; it belongs{wanted[i].place}."
    if sorted(kinds) != sorted(wanted_kinds):  # some are missing or one too many: which, their sizes tell
        kinds, wanted_kinds = ([step.kind + step.size for step in part] for part in (came, wanted))
    for how, i, end, j, last in difflib.SequenceMatcher(None, wanted_kinds, kinds, autojunk=False).get_opcodes():
        missing, much = wanted_kinds[i:end], kinds[j:last]
        if how == "equal":
            continue
        if sorted(kinds) == sorted(wanted_kinds) and j < len(kinds) and i < len(wanted_kinds):
            return f"The order: {kinds[j]} stands{came[j].place}, where {wanted_kinds[i]} is asked for."
        if missing and much:
            stand, are = "stand" if much[1:] else "stands", "are" if missing[1:] else "is"
            return f"{_say_kinds(much)} {stand}{came[j].place}, where {_say_kinds(missing)} {are} asked for."
        are = "are" if missing[1:] or much[1:] else "is"
        if missing:
            return f"{_say_kinds(missing)} {are} missing{wanted[i].place}."
        return f"{_say_kinds(much)} {are} not asked for{came[j].place}."
    return ""


ARITHMETIC = {"a multiplication", "a division", "a subtraction", "Add", "Cast"}


def _matters(step: Step, chance: bool) -> bool:
    """Whether a step can be the cause of a difference: with chance one in training, without it one in use."""
    return step.weighs or "Dropout" in step.kind if chance else "Dropout" not in step.kind


def _without(kinds: list[str], place: int) -> list[str]:
    return kinds[:place] + kinds[place + 1 :]


def _say_kinds(kinds: list[str]) -> str:
    return ", ".join(kinds[:4]) + (", ..." if len(kinds) > 4 else "")


def stepped(
    parts: Sequence[Any], loss: Callable, x: np.ndarray, tried: str, rate: float = 0.1
) -> list[list[np.ndarray]]:
    """The weights of each of several models after one plain step of gradient descent on a loss.

    parts: the models, which are changed; loss: takes x as a tensor and gives the loss as one number, through parts
    Raises CheckFailed for what the loss raises.
    """
    import keras

    class OneStep(keras.Model):
        def __init__(self) -> None:
            super().__init__()
            self.parts = [*parts]

        def call(self, x: Any) -> Any:
            return x

        def compute_loss(self, x: Any = None, *others: Any, **more: Any) -> Any:
            return loss(x)

    step = OneStep()
    step.compile(optimizer=keras.optimizers.SGD(rate))
    try:
        # Keras warns where a loss moves nothing; the check says it better.
        with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(None):
            step.fit(x, batch_size=len(x), verbose=0)
    except CheckFailed:
        raise
    except Exception as error:
        text = f"{type(error).__name__}: {first_line(error)}"
        if "gradient" not in text.lower():
            fail(tried, "a step of learning", text, next_step(error, loss))
    return [[to_numpy(weight) for weight in part.weights] for part in parts]


def accuracy(model: Any, x: np.ndarray, y: np.ndarray, tried: str, inside: str, outputs: str) -> float:
    """The share of examples whose class a model of ten classes names rightly; what cannot be judged is told apart.

    x: array of shape (examples, ...); y: array of shape (examples,), whole numbers from 0 to 9
    inside, outputs: hints for a model that refuses the examples, and for one that does not give ten numbers
    """
    if not hasattr(model, "predict"):
        fail(tried, "a Keras model", _what(model), "Hand over the trained model itself; keep the line that makes it.")
    try:
        output = np.asarray(model.predict(x, batch_size=1000, verbose=0), dtype=float)
    except Exception as error:
        came = f"{type(error).__name__}: {first_line(error)}"
        fail(tried, f"answers for pictures of shape {x.shape[1:]}", came, inside)
    if output.shape != (len(x), 10):
        fail(tried, f"shape {(len(x), 10)}", f"shape {output.shape}", outputs)
    return float(np.mean(output.argmax(axis=1) == y))
