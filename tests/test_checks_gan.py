"""Lesson 7: each check passes the solution and rights of another kind, and names the mistake in what is wrong."""

import keras
import numpy as np
import pytest
from answers import ALWAYS_WRONG, hand_in, solutions, stub
from keras import layers, ops

from workshop.checks import gan as check

GOOD = solutions("07_gan")
ONE_FUNCTION = ["coverage", "gan_losses", "build_generator", "build_discriminator", "interpolate"]
OF_DISCRIMINATOR, OF_GENERATOR = GOOD["discriminator_loss"], GOOD["generator_loss"]
freeze = GOOD["frozen"]


@pytest.mark.parametrize("name", ONE_FUNCTION)
def test_the_solution_passes(name, capsys):
    getattr(check, name)(GOOD[name])
    assert capsys.readouterr().out.startswith("✓ 7.")


def test_the_solution_of_the_two_losses_passes(capsys):
    check.two_losses(OF_DISCRIMINATOR, OF_GENERATOR)
    assert capsys.readouterr().out.startswith("✓ 7.2")


@pytest.mark.parametrize("name", ONE_FUNCTION)
@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart(name, wrong, says):
    if name == "build_discriminator" and says == "TypeError":
        says = "a Keras model"  # it takes no arguments, so a function of none is called and gives 1
    assert says in hand_in(getattr(check, name), wrong)


@pytest.mark.parametrize("wrong, says", ALWAYS_WRONG)
def test_what_is_wrong_everywhere_is_told_apart_in_both_losses(wrong, says):
    assert says in hand_in(check.two_losses, wrong, OF_GENERATOR)
    assert says in hand_in(check.two_losses, OF_DISCRIMINATOR, wrong)


def entropy_of(label):
    entropy = keras.losses.BinaryCrossentropy(from_logits=True)
    return lambda scores: entropy(ops.full_like(scores, label), scores)


def counted_one_by_one(probabilities, sure=0.9):
    counts = np.zeros(10)
    for row in probabilities:
        if max(row) > sure:
            counts[np.argmax(row)] += 1
    return counts


def built_in_pieces(n_noise):
    noise = keras.Input(shape=(n_noise,))
    x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(layers.Dense(128)(noise)))
    x = layers.Reshape((7, 7, 64))(layers.Dense(3136)(x))
    x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(x))
    x = layers.Conv2DTranspose(32, 4, strides=2, padding="same")(x)
    x = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(x))
    x = layers.Conv2DTranspose(1, 4, strides=2, padding="same")(x)
    return keras.Model(noise, layers.Activation("tanh")(x))


def leaky_inside():
    return keras.Sequential([
        keras.Input((28, 28, 1)), layers.Conv2D(16, 4, 2, "same", activation=layers.LeakyReLU(0.2)),
        layers.Conv2D(32, 4, 2, "same"), layers.BatchNormalization(), layers.Activation("leaky_relu"),
        layers.Reshape((1568,)), layers.Dropout(0.5),
        layers.Dense(128), layers.BatchNormalization(), layers.LeakyReLU(0.2), layers.Dense(1),
    ])  # fmt: skip


def step_in_another_order(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    for_generator = OF_GENERATOR(GOOD["frozen"](discriminator, fake))
    fake = ops.stop_gradient(fake)
    on_real, on_fake = (discriminator(x, training=True) for x in (real, fake))
    return [OF_DISCRIMINATOR(on_real, on_fake), for_generator]


@pytest.mark.parametrize(
    "name, answer",
    [
        ("coverage", counted_one_by_one),
        ("gan_losses", step_in_another_order),
        ("build_generator", built_in_pieces),
        ("build_discriminator", leaky_inside),
        ("interpolate", lambda start, end, n: np.linspace(start, end, n)),
        ("interpolate", lambda start, end, n: np.stack([start + (end - start) * k / (n - 1) for k in range(n)])),
    ],
)
def test_a_right_answer_of_another_kind_passes(name, answer):
    getattr(check, name)(answer)


def test_losses_of_another_kind_pass():
    one, zero = entropy_of(1), entropy_of(0)
    check.two_losses(lambda real, fake: one(real) + zero(fake), one)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (lambda p, sure=0.9: np.bincount(p.argmax(axis=1), minlength=10), "not sure of"),
        (lambda p, sure=0.9: np.bincount(p[p.max(axis=1) > sure].argmax(axis=1)), "minlength=10"),
        (lambda p, sure=0.9: np.bincount(p[p.max(axis=1) > 0.9].argmax(axis=1), minlength=10), "is handed in"),
        (lambda p, sure=0.9: np.bincount(p[p.max(axis=1) < sure].argmax(axis=1), minlength=10), "not sure of"),
        (lambda p, sure=0.9: np.bincount(p[p.max(axis=1) > sure].argmax(axis=1), minlength=10) / len(p), "shares"),
        (lambda p, sure=0.9: (p * (p > sure)).sum(axis=0), "added up"),
        (lambda p, sure=0.9: p[p.max(axis=1) > sure].argmax(axis=1), "np.bincount"),
        (lambda p, sure=0.9: (p.max(axis=1) > sure).sum(), "One number came"),
    ],
)
def test_a_wrong_coverage_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.coverage, wrong)


def softplus_mean(scores):
    return ops.mean(ops.softplus(scores))


def by_probability(scores):
    return -ops.mean(ops.log(ops.sigmoid(scores)))


@pytest.mark.parametrize(
    "of_discriminator, of_generator, hint",
    [
        (lambda r, f: -softplus_mean(-r) - softplus_mean(f), OF_GENERATOR, "but for the sign"),
        (lambda r, f: softplus_mean(r) + softplus_mean(-f), OF_GENERATOR, "swapped"),
        (lambda r, f: softplus_mean(r) + softplus_mean(f), OF_GENERATOR, "real ones have the wrong sign"),
        (lambda r, f: softplus_mean(-r) + softplus_mean(-f), OF_GENERATOR, "forged ones have the wrong sign"),
        (lambda r, f: softplus_mean(-r), OF_GENERATOR, "forgeries are missing"),
        (lambda r, f: softplus_mean(f), OF_GENERATOR, "real pictures are missing"),
        (lambda r, f: OF_DISCRIMINATOR(r, f) / 2, OF_GENERATOR, "half of what is right"),
        (lambda r, f: ops.sum(ops.softplus(-r)) + ops.sum(ops.softplus(f)), OF_GENERATOR, "not the sum"),
        (lambda r, f: ops.mean(f) - ops.mean(r), OF_GENERATOR, "bare scores"),
        (lambda r, f: by_probability(r) + by_probability(-f), OF_GENERATOR, "ln 0 is infinite"),
        (OF_DISCRIMINATOR, lambda f: -softplus_mean(-f), "but for the sign"),
        (OF_DISCRIMINATOR, softplus_mean, "*high* scores"),
        (OF_DISCRIMINATOR, lambda f: -softplus_mean(f), "hardly any gradient"),
        (OF_DISCRIMINATOR, lambda f: ops.sum(ops.softplus(-f)), "not the sum"),
        (OF_DISCRIMINATOR, lambda f: -ops.mean(f), "bare scores"),
        (OF_DISCRIMINATOR, by_probability, "ln 0 is infinite"),
        (OF_DISCRIMINATOR, lambda f: ops.softplus(-f), "one number"),
    ],
)
def test_wrong_losses_get_their_hint(of_discriminator, of_generator, hint):
    assert hint in hand_in(check.two_losses, of_discriminator, of_generator)


def step(stopped=True, own=True, way_back=True, held=True, real_first=True, swapped=False, forges=True, looks=True):
    def losses(generator, discriminator, real, noise):
        fake = generator(noise, training=forges)
        seen = ops.stop_gradient(fake) if stopped else fake
        frozen = GOOD["frozen"]
        look = (lambda x: discriminator(x, training=looks)) if own else (lambda x: frozen(discriminator, x))
        scores = [look(real), look(seen)] if real_first else [look(seen), look(real)]
        back = fake if way_back else ops.stop_gradient(fake)
        judged = frozen(discriminator, back) if held else discriminator(back, training=True)
        both = [OF_DISCRIMINATOR(*scores), OF_GENERATOR(judged)]
        return both[::-1] if swapped else both

    return losses


def only_forgeries(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    scores = discriminator(ops.stop_gradient(fake), training=True)
    return OF_DISCRIMINATOR(scores, scores), OF_GENERATOR(freeze(discriminator, fake))


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (step(stopped=False), "hand over keras.ops.stop_gradient(forged)"),
        (step(held=False), "frozen(discriminator, forged)"),
        (step(way_back=False), "way back"),
        (step(own=False), "asked as it is"),
        (step(real_first=False), "swapped"),
        (step(swapped=True), "comes first"),
        (step(forges=False), "generator(..., training=True)"),
        (step(looks=False), "discriminator(..., training=True)"),
        (only_forgeries, "real pictures are missing"),
        (lambda *arguments: sum(step()(*arguments)), "2 results"),
    ],
)
def test_a_wrong_step_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.gan_losses, wrong)


def forger(
    maps=32,
    last="tanh",
    strides=2,
    padding="same",
    norms=True,
    late_norm=False,
    flat=False,
    kernel=4,
    final=1,
    relu=True,
    plan=128,
    faults=(),
):
    def build(n_noise):
        if faults:
            return check._forger(*faults)

        def norm():
            return [layers.BatchNormalization(momentum=0.9)] if norms else []

        first = [*norm(), layers.Reshape((7, 7, 64))] if flat else [layers.Reshape((7, 7, 64)), *norm()]
        bend = [layers.ReLU()] if relu else []
        planned = [layers.Dense(plan), *norm(), *bend] if plan else []
        return keras.Sequential([
            keras.Input((n_noise,)), *planned, layers.Dense(3136), *first, *bend,
            layers.Conv2DTranspose(maps, kernel, strides=strides, padding=padding), *norm(), *bend,
            layers.Conv2DTranspose(final, kernel, strides=strides, padding=padding, activation=last),
            *(norm() if late_norm else []),
        ])  # fmt: skip

    return build


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (forger(last="sigmoid"), "sigmoid stands behind Conv2DTranspose(1), where tanh"),
        (forger(last=None), "tanh is missing behind Conv2DTranspose(1)"),
        (forger(strides=1), "doubles the size"),
        (forger(padding="valid"), 'padding="same"'),
        (forger(norms=False), "BatchNormalization is missing behind Dense(128)"),
        (forger(late_norm=True), "BatchNormalization is not asked for behind tanh"),
        (forger(flat=True), "it belongs behind Dense(3136)"),
        (forger(maps=16), "filters is 16; asked for is 32"),
        (forger(kernel=5), "kernel size is 5; asked for is 4"),
        (forger(plan=64), "neurons is 64; asked for is 128"),
        (forger(plan=0), "Dense(128), BatchNormalization, ReLU are missing at the beginning"),
        (forger(final=32), "filters is 32; asked for is 1"),
        (forger(relu=False), "ReLU is missing behind BatchNormalization"),
        (forger(faults=(True, True, True)), "3 faults are left: read from layer to layer"),
        (forger(faults=(True, True, True)), "How large are its pictures? Which values can they have? What can two"),
        (forger(faults=(False, True, False)), "1 fault is left: read from layer to layer what each can"),
        (forger(faults=(False, False, True)), "before. What can two layers do that one cannot?"),
        (lambda n_noise: forger()(32), "n_noise"),
        (
            lambda n: keras.Sequential([keras.Input((n,)), layers.Dense(8), layers.Reshape((7, 7, 64))]),
            "as 7 x 7 maps of 64 hold",
        ),
        (lambda n_noise: forger()(n_noise).layers, "keras.Sequential"),
    ],
)
def test_a_wrong_generator_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_generator, wrong)


def with_momentum(model, momentum=0.9):
    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            layer.momentum = momentum
    return model


def test_the_inspectors_momentum_may_be_any_and_hides_nothing(capsys):
    check.build_discriminator(lambda: with_momentum(inspector()()))
    assert capsys.readouterr().out.startswith("✓ 7.5")
    wrong = [(inspector(drop=False), "Dropout is missing"), (inspector(norms=(False, True, False)), "is missing")]
    for build, hint in wrong:
        assert hint in hand_in(check.build_discriminator, lambda build=build: with_momentum(build()))


def inspector(
    filters=(16, 32),
    norms=(False, True, True),
    units=128,
    drop=True,
    last=None,
    leaky=True,
    strides=2,
    flat=True,
    kernel=4,
    outputs=1,
):
    def build():
        first, second, third = ([layers.BatchNormalization()] if norm else [] for norm in norms)
        bends = [layers.LeakyReLU(0.2) if leaky else layers.ReLU() for _ in range(3)]
        one, two = (layers.Conv2D(n, kernel, strides=strides, padding="same") for n in filters)
        return keras.Sequential([
            keras.Input((28, 28, 1)), one, *first, bends[0], two, *second, bends[1],
            *([layers.Flatten()] if flat else []), *([layers.Dropout(0.5)] if drop else []),
            *([layers.Dense(units), *third, bends[2]] if units else []),
            layers.Dense(outputs, activation=last),
        ])  # fmt: skip

    return build


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (inspector(last="sigmoid"), "sigmoid is not asked for behind Dense(1)"),
        (inspector(leaky=False), "where LeakyReLU is asked for"),
        (inspector(drop=False), "Dropout is missing behind Flatten"),
        (inspector(units=0, norms=(False, True, False)), "Dense(128), BatchNormalization, LeakyReLU are missing"),
        (inspector(norms=(False, False, False)), "BatchNormalization is missing behind Conv2D(32)"),
        (inspector(norms=(True, True, True)), "BatchNormalization is not asked for behind Conv2D(16)"),
        (inspector(norms=(True, False, True)), "stands behind Conv2D(16); it belongs behind Conv2D(32)"),
        (inspector(strides=1), "stride is 1; asked for is 2"),
        (inspector(flat=False), "Flatten() is missing"),
        (inspector(filters=(32, 64)), "filters is 32; asked for is 16"),
        (inspector(kernel=3), "kernel size is 3; asked for is 4"),
        (inspector(outputs=2), "neurons is 2; asked for is 1"),
        (lambda: keras.Sequential([keras.Input((784,)), layers.Dense(1)]), "Begin with keras.Input"),
    ],
)
def test_a_wrong_discriminator_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.build_discriminator, wrong)


def line(shares, turned=False):
    def go(start, end, n):
        share = shares(n)[:, np.newaxis]
        return share * start + (1 - share) * end if turned else (1 - share) * start + share * end

    return go


def all_shares(n):
    return np.linspace(0, 1, n)


@pytest.mark.parametrize(
    "wrong, hint",
    [
        (line(all_shares, turned=True), "from end to start"),
        (line(lambda n: np.linspace(0, 1, n, endpoint=False)), "end is not reached"),
        (line(lambda n: np.arange(1, n + 1) / (n + 1)), "belong to the n points"),
        (line(lambda n: np.linspace(0, 1, n + 1)), "One point too many"),
        (line(lambda n: np.linspace(0, 1, n + 2)), "Two points too many"),
        (line(lambda n: np.linspace(0, 1, n)[1:]), "One point is missing"),
        (lambda start, end, n: start + all_shares(n)[:, np.newaxis] * end, "(end - start)"),
        (lambda start, end, n: all_shares(n)[:, np.newaxis] * end, "start is missing"),
        (lambda start, end, n: np.linspace(start, end, n).T, "Rows and columns"),
        (lambda start, end, n: np.stack([(start + end) / 2] * n), "the middle"),
        (line(lambda n: np.linspace(0, 1, n) ** 2), "equal steps"),
    ],
)
def test_a_wrong_walk_gets_its_hint(wrong, hint):
    assert hint in hand_in(check.interpolate, wrong)


def shuffled(labels):
    return np.random.default_rng(3).permutation(len(labels))


GONE, THERE = np.array([0] * 9 + [1500]), np.full(10, 150)


def test_the_diagnosis_passes_with_the_letter_and_a_random_order(capsys):
    check.collapse("c", shuffled, THERE, GONE)
    check.collapse("c", lambda labels: shuffled(labels).tolist(), THERE, GONE)
    check.collapse("C", shuffled, THERE.tolist(), GONE)
    assert capsys.readouterr().out.count("✓ 7.7") == 3


def test_far_more_readable_pictures_are_enough_where_no_digit_has_gone(capsys):
    check.collapse("c", shuffled, THERE, THERE // 2)
    assert capsys.readouterr().out.startswith("✓ 7.7")
    assert "far more pictures than 1,200" in hand_in(check.collapse, "c", shuffled, THERE, np.full(10, 120))


def one_of_each_in_turn(labels):
    turn = np.empty(len(labels))
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        turn[places] = np.arange(len(places))
    return np.argsort(turn, kind="stable")


def test_an_order_that_is_mixed_all_but_its_end_hears_of_the_end():
    assert "At the end, 50 in a row hold only" in hand_in(check.collapse, "c", one_of_each_in_turn, THERE, GONE)


def test_a_step_that_calls_the_stub_of_the_losses_says_so():
    def losses(generator, discriminator, real, noise):
        generator(noise, training=True)
        raise NotImplementedError("Exercise 7.2: the two losses. Replace this line with your code.")

    assert "Exercise 7.2 is still the stub: run your 7.2 cell first." in hand_in(check.gan_losses, losses)
    assert "the untouched stub\n" in hand_in(check.gan_losses, stub) + "\n"


@pytest.mark.parametrize(
    "cause, order_of, mended, hint",
    [
        ("a", shuffled, THERE, "from the same losses, a moment ago"),
        ("b", shuffled, THERE, "It met most of these pictures before"),
        ("d", shuffled, THERE, "the step among them"),
        (None, shuffled, THERE, "The letter alone, in quotes"),
        ("c", shuffled, np.full(10, 40), "Run the cell above again"),  # two in a hundred are not enough to be there
        ("c", lambda labels: np.arange(len(labels)), THERE, "also of sorted ones"),
        ("c", lambda labels: np.arange(len(labels))[::-1], THERE, "also of sorted ones"),
        ("c", lambda labels: shuffled(labels).astype(float), THERE, "whole numbers"),
        ("c", lambda labels: np.argsort(labels), THERE, "Mixed"),
        ("c", lambda labels: np.argsort(-labels.astype(int)), THERE, "Mixed"),
        ("c", lambda labels: np.random.default_rng(1).integers(len(labels), size=len(labels)), THERE, "permutation"),
        ("c", lambda labels: np.random.default_rng(1).permutation(labels), THERE, "every place"),
        ("c", shuffled, GONE, "Run the cell above again"),
        ("c", stub, THERE, "the untouched stub"),
    ],
)
def test_a_wrong_diagnosis_gets_its_hint(cause, order_of, mended, hint):
    assert hint in hand_in(check.collapse, cause, order_of, mended, GONE)
