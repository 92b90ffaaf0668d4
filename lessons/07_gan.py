# %% [markdown]
# ## Goal
#
# Most networks so far have answered a question about something that was there. This one makes something that was not: pictures of handwritten digits that no hand has written.
#
# Nobody can say in a formula what makes a picture "look like a digit". So let a second network say it. Two players:
#
# - the **generator** is a forger: it takes random numbers (**noise**) and makes a picture of them;
# - the **discriminator** is an inspector: it sees real pictures and forged ones, mixed, and says which is which.
#
# Both learn, against each other. The inspector finds the forger's mistakes; the forger learns from being found out. If all went perfectly, the inspector could only guess in the end. (In practice it rarely comes so far.) Such a pair is called a **generative adversarial network**, GAN for short. (In the code of the losses, forged pictures are called `fake`.)
#
# The same game, played with larger networks on photographs of faces, makes portraits of people who do not exist. You have seen such faces, with or without knowing it. What it means for trust is part of this lesson.
#
# | what is asked | here |
# |---|---|
# | what kind of task? | unsupervised learning: there are pictures, and no labels are used to make new ones |
# | what goes in, what comes out? | 32 random numbers; a picture of 28 × 28 pixels |
# | what is success? | pictures that can be read, of all ten digits, and none of them copied |

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Begin with the question "how would you know that a portrait is of a real person?" Collect answers (eyes, ears, background, reflections), then say that each of them is what a discriminator learns, so each of them gets mended in the next generation. That is the whole idea.

# %% [markdown]
# ## Data
#
# The digits of lesson 3. The pixels are brought to −1 (paper) to 1 (ink), because the generator's last layer will be a tanh, whose answers lie there.

# %% tags=["nbval-ignore-output"]
mnist = data.load("mnist")

# %%
# Numbers that the cells below read by name. The small sample needs others.
JUDGE_EPOCHS, EPOCHS, BATCH_SIZE, EPOCHS_LONGER = 3, 5, 64, 1
MAY_BE_MISSING = 0  # of the ten digits
if mnist.tier == "sample":
    JUDGE_EPOCHS, EPOCHS, BATCH_SIZE, EPOCHS_LONGER = 25, 14, 16, 3
    MAY_BE_MISSING = 4


# %%
def to_network(pictures):
    """Pictures from 0 to 255 as the networks want them: (n, 28, 28, 1), -1 to 1."""
    return (pictures[..., np.newaxis] / 127.5 - 1).astype("float32")


real = to_network(mnist.x_train)

# %% tags=["nbval-check-output"]
print("one picture:", real.shape[1:], "from", real.min(), "to", real.max())

# %% [markdown]
# ## Baseline
#
# What is the simplest forger? Count how often each pixel has ink, over all training pictures, and draw every pixel by itself with its own probability. Every pixel is then right on average. **Predict.** What will you see?

# %% tags=["nbval-ignore-output"] alt="Ten pictures: clouds of single pixels around the middle, all alike; no digit can be seen."
random = np.random.default_rng(SEED)


def draw_pixel_by_pixel(n):
    """Forge n pictures, each pixel by itself."""
    shares = (real > 0).mean(axis=0)  # how often each pixel has ink
    return np.where(random.random((n, 28, 28, 1)) < shares, 1.0, -1.0).astype("float32")


snow = draw_pixel_by_pixel(2000)
title = "Every pixel is right by itself, and no stroke holds together"
plots.pictures(snow[:10, :, :, 0], title=title)

# %% [markdown]
# What is missing is how pixels belong *together*: strokes. Probabilities for single pixels cannot hold them.
#
# ### A judge
#
# "Looks good to me" is not a measurement. So train a judge, a small network as in lesson 4 that reads digits (about ten seconds), and let it read the forgeries. Two questions:
#
# - *Can it be read?* The judge gives one digit more than 90 %.
# - *Are all digits there?* A forger who makes one perfect 3, again and again, has learnt little.
#
# (The judge knows nothing but digits, so it may be sure about nonsense too. The pixel clouds will show how often.)

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** Pixels 2, the judge 3, coverage 5. The judge is not neutral: it knows digits alone, so it calls anything one of ten (lesson 4's flower). That is why it has to be *sure*, and why there is a second measure, the Fréchet distance, further down.

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
judge = keras.Sequential([
    keras.Input(shape=(28, 28, 1)),
    keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
    keras.layers.Conv2D(32, 3, strides=2, activation="relu"),
    keras.layers.Flatten(),
    keras.layers.Dropout(0.3),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
judge.compile(
    optimizer=keras.optimizers.Adam(0.002), loss="sparse_categorical_crossentropy"
)
judge.fit(
    real, mnist.y_train, batch_size=128, epochs=JUDGE_EPOCHS, verbose=0,
    callbacks=[Progress("the judge")],
)

real_test = to_network(mnist.x_test)
judged_test = judge.predict(real_test, batch_size=500, verbose=0)
judge_accuracy = np.mean(judged_test.argmax(axis=1) == mnist.y_test)
print(f"the judge reads {judge_accuracy:.1%} of the test digits")

# %% tags=["nbval-check-output"]
claim("the judge can read: nearly all test digits (on the small sample: most)",
      judge_accuracy, at_least=0.975, sample=0.9)

# %% [markdown]
# ### Exercise 7.1: coverage
#
# Write the function that counts, from the judge's probabilities, how many pictures are *surely* each digit. In the example below, two pictures are surely something: one a 7, one a 1.
#
# <details><summary>Hint 1</summary>
#
# `how_sure = probabilities.max(axis=1)` is how sure the judge is of each picture, `digits = probabilities.argmax(axis=1)` of which digit.
# </details>
# <details><summary>Hint 2</summary>
#
# Take the digits of the sure pictures alone, `digits[how_sure > sure]`. Then `np.bincount(..., minlength=10)` counts how often each occurs, also those that never do.
# </details>

# %% tags=["nbval-check-output"]
def coverage(probabilities, sure=0.9):
    """How many pictures are surely a 0, surely a 1, and so on.

    probabilities: array of shape (pictures, 10), the judge's answer for each picture
    sure: a picture counts if its largest probability is above this; at least 0.5
    returns: array of shape (10,), whole numbers
    """
    ### BEGIN SOLUTION
    certain = probabilities.max(axis=1) > sure
    return np.bincount(probabilities[certain].argmax(axis=1), minlength=10)
    ### END SOLUTION


three_answers = np.full((3, 10), 0.005)
three_answers[0, 7] = 0.955  # the first picture: a 7
three_answers[1, [4, 7]] = 0.48  # the second: a 4 or a 7
three_answers[2, 1] = 0.955  # the third: a 1
print(coverage(three_answers))

# %% tags=["nbval-check-output"]
check.coverage(coverage)

# %% tags=["nbval-ignore-output"]
real_sure = coverage(judged_test).sum() / len(judged_test)
snow_sure = coverage(judge.predict(snow, batch_size=500, verbose=0)).sum() / len(snow)
print("surely a digit:")
print(f"{real_sure:.0%} of the real test digits, {snow_sure:.0%} of the pixel clouds")

# %% tags=["nbval-check-output"]
claim("the judge is sure about most real digits", real_sure, at_least=0.9, sample=0.7)

# %% [markdown]
# Sure about some of the clouds, too: the judge has never seen nonsense, and has no word for it. How many, differs much from one training of the judge to the next. So the sure share alone proves little, and there will be a second measure.
#
# ## Model
#
# ### Two losses
#
# The inspector's last layer has one neuron without activation: a score (logit), above 0 for "real", below for "forged". Its sigmoid p is the probability of "real". Both losses are lesson 2's cross-entropy, with label 1 for real and 0 for forged:
#
# - The **discriminator** wants real pictures to get a probability near 1 and forgeries one near 0. Its loss: the mean of −ln p over the real ones, plus the mean of −ln (1 − p) over the forged ones.
# - The **generator** wants its forgeries taken for real. Its loss: the mean of −ln p over the forged ones. (Label 1: that is the lie.)
#
# With p = sigmoid(score), −ln p is ln (1 + e^(−score)). That function has a name, **softplus**: softplus(x) = ln (1 + eˣ), and `keras.ops.softplus` computes it safely even where the sigmoid is rounded to 0 or 1.
#
# ### Exercise 7.2: the two losses
#
# **Predict.** First, the inspector knows nothing and gives every picture the score 0. What is its loss, and what the forger's? Then write both functions, with `keras.ops` in place of `np`: it computes like NumPy, and gradients can find their way back through it. (How many pictures there are is open in training, so `len` does not know it.)
#
# <details><summary>Answer</summary>
#
# p is one half everywhere, so the inspector's is ln 2 + ln 2, about 1.386, and the forger's ln 2, about 0.693. Remember the first: against a perfect forger no inspector gets below it, on average.
# </details>
#
# <details><summary>Hint 1</summary>
#
# −ln p is `softplus(-score)`. And 1 − p is the sigmoid of −score, so −ln (1 − p) is `softplus(score)`.
# </details>
# <details><summary>Hint 2</summary>
#
# The generator's loss: `keras.ops.mean(keras.ops.softplus(-fake_scores))`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 17.** The losses 7, the step 10. Play it with two people: one says a number between 0 and 10, one says "real" or "forged" for a hidden rule. The sign is the frequent mistake in 7.2. In 7.3 let the room say who must not move in each line before anybody types: in the inspector's loss the forger, in the forger's loss the inspector.

# %% tags=["nbval-check-output"]
def discriminator_loss(real_scores, fake_scores):
    """What the inspector pays: real pictures should get high scores, forged ones low.

    real_scores, fake_scores: tensors of shape (pictures, 1), not always equally many;
        any numbers, also 1000 or -1000
    returns: one number: the mean over the real ones plus the mean over the forged ones
    """
    ### BEGIN SOLUTION
    on_real = keras.ops.mean(keras.ops.softplus(-real_scores))
    on_fake = keras.ops.mean(keras.ops.softplus(fake_scores))
    return on_real + on_fake
    ### END SOLUTION


def generator_loss(fake_scores):
    """What the forger pays: its forgeries should get high scores. Returns a number."""
    ### BEGIN SOLUTION
    return keras.ops.mean(keras.ops.softplus(-fake_scores))
    ### END SOLUTION


nothing_known = keras.ops.zeros((4, 1))
inspector_pays = discriminator_loss(nothing_known, nothing_known)
forger_pays = generator_loss(nothing_known)
print(f"{float(inspector_pays):.3f} {float(forger_pays):.3f}")

# %% tags=["nbval-check-output"]
check.two_losses(discriminator_loss, generator_loss)

# %% [markdown]
# ### Who must not move
#
# How does the forger learn from a score? By the chain rule (lesson 2). The gradient of the score says of each pixel whether more ink there would look more real: that is the inspector's *advice*. From the pixels it goes on, back to the weights that made them.
#
# One step of training computes both losses from the same forgeries. Take care: the discriminator's loss also depends on the generator (through the forgeries), and the generator's loss on the discriminator (through the scores). Keras takes one loss, so we shall hand it the sum of the two. As it is, the generator would then be moved to make the *inspector's* loss smaller as well: a forger who helps to be caught.
#
# So each loss must move only its own network. Two tools:
#
# - `keras.ops.stop_gradient(x)` is x, but the gradient ends there: nothing that made x is moved.
# - `frozen(discriminator, pictures)` below asks the discriminator and takes its weights as fixed numbers: the gradient goes through it to the pictures and on to the generator, and none of the inspector's own weights moves. (No need to read it. Lesson 6's `trainable = False` would not do: it would freeze the inspector for its own loss too.)
#
# ### Exercise 7.3: the training step
#
# Write one step. Forge once. Then ask three times, each by itself: the inspector about the real pictures, the inspector about the forgeries (for its own loss), the frozen inspector about the forgeries (for the generator's). Return both losses. Call the networks like functions and as in training, `generator(noise, training=True)`: without the second argument, batch normalisation would behave as in `predict`. With the tiny networks of the example, both losses come out as you predicted: 1.386 and 0.693. (These two numbers cannot show who is moved; the check can.)
#
# <details><summary>Hint 1</summary>
#
# `fake = generator(noise, training=True)`. In the discriminator's loss, the forgeries go in as `discriminator(keras.ops.stop_gradient(fake), training=True)`.
# </details>
# <details><summary>Hint 2</summary>
#
# In the generator's loss, the scores come from `frozen(discriminator, fake)`, and `fake` must *not* be behind a stop_gradient: it is the way back to the generator.
# </details>

# %% tags=["nbval-check-output"]
def frozen(network, inputs):
    """What a network answers, in training, with its weights behind a stop_gradient."""
    fixed = [keras.ops.stop_gradient(weight) for weight in network.trainable_variables]
    others = network.non_trainable_variables
    outputs, _ = network.stateless_call(fixed, others, inputs, training=True)
    return outputs


def gan_losses(generator, discriminator, real, noise):
    """The two losses of one step, each of which moves its own network alone.

    generator: noise to pictures; discriminator: pictures to scores
    real: a batch of real pictures; noise: as many rows of random numbers
    returns: the discriminator's loss, the generator's loss
    """
    ### BEGIN SOLUTION
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    for_generator = frozen(discriminator, fake)
    return discriminator_loss(real_scores, fake_scores), generator_loss(for_generator)
    ### END SOLUTION


tiny_forger = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(1, kernel_initializer="ones"),
])
tiny_inspector = keras.Sequential([
    keras.Input((1,)),
    keras.layers.Dense(1, kernel_initializer="ones"),
])
nothing = keras.ops.zeros((3, 1)), keras.ops.zeros((3, 2))
both = gan_losses(tiny_forger, tiny_inspector, *nothing)
print(" ".join(f"{keras.ops.convert_to_numpy(loss):.3f}" for loss in both))

# %% tags=["nbval-check-output"]
check.gan_losses(gan_losses)

# %% [markdown]
# The rest is a frame. A `keras.Model` of our own may say itself what its loss is, in `compute_loss`; `fit` does the rest as always, with one optimizer for both networks. (You may run it without reading it.)

# %%
class GAN(keras.Model):
    """A generator and a discriminator that train against each other: fit(real)."""

    def __init__(self, generator, discriminator):
        super().__init__()
        self.generator, self.discriminator = generator, discriminator
        self.n_noise = generator.input_shape[-1]
        self.seed = keras.random.SeedGenerator(SEED)
        self.discriminator_mean = keras.metrics.Mean(name="discriminator")
        self.generator_mean = keras.metrics.Mean(name="generator")

    def call(self, real):
        return real  # all that counts happens in the loss

    def compute_loss(
        self, x=None, y=None, y_pred=None, sample_weight=None, training=True
    ):
        noise_shape = (keras.ops.shape(x)[0], self.n_noise)
        noise = keras.random.normal(noise_shape, seed=self.seed)
        losses = gan_losses(self.generator, self.discriminator, x, noise)
        self.discriminator_mean.update_state(losses[0])
        self.generator_mean.update_state(losses[1])
        return losses[0] + losses[1]


# %% [markdown]
# Now look who moves: two tiny networks, one step, once with the inspector's loss alone and once with the forger's. How far does the weight that moves most move, in each of the two?

# %% tags=["nbval-ignore-output"]
def weights_of(network):
    return np.concatenate([weight.ravel() for weight in network.get_weights()])


def moved_by(shares):
    """Train a tiny GAN for one step with these shares of its losses; how far does each
    of the two networks move?"""
    keras.utils.set_random_seed(SEED)
    tiny = keras.layers.Dense(3, activation="tanh")
    forger = keras.Sequential([keras.Input((2,)), tiny, keras.layers.Dense(1)])
    tiny = keras.layers.Dense(3, activation="tanh")
    inspector = keras.Sequential([keras.Input((1,)), tiny, keras.layers.Dense(1)])
    networks = {"inspector": inspector, "forger": forger}
    before = {name: weights_of(network) for name, network in networks.items()}

    class OneStep(GAN):
        def compute_loss(
            self, x=None, y=None, y_pred=None, sample_weight=None, training=True
        ):
            losses = gan_losses(forger, inspector, x, keras.ops.ones((8, 2)))
            return shares[0] * losses[0] + shares[1] * losses[1]

    step = OneStep(forger, inspector)
    step.compile(optimizer=keras.optimizers.SGD(0.1))
    step.fit(np.full((8, 1), 4.0), batch_size=8, verbose=0)
    return {
        name: np.abs(weights_of(network) - before[name]).max()
        for name, network in networks.items()
    }


moved = {"inspector's loss": moved_by((1, 0)), "forger's loss": moved_by((0, 1))}
for loss, by in moved.items():
    print(f"{loss:16s} inspector {by['inspector']:.3f}, forger {by['forger']:.3f}")

# %% tags=["nbval-check-output"]
by_inspectors_loss, by_forgers_loss = moved.values()
claim("the inspector's loss moves the inspector", by_inspectors_loss["inspector"] > 0)
claim("and leaves the forger where it is", by_inspectors_loss["forger"] == 0)
claim("the forger's loss moves the forger", by_forgers_loss["forger"] > 0)
claim("and leaves the inspector where it is", by_forgers_loss["inspector"] == 0)

# %% [markdown]
# ### The smallest GAN
#
# Before pictures, numbers. The real ones come from a bell curve around 4. The forger makes each of its numbers from four random ones around 0, and never sees a real one. Watch it (about five seconds). **Predict.** Will it walk to the bell and stay there?

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Stop at each of the four panels and ask: what would the inspector say now, and what does the forger learn from it? The heap wanders to the right and grows wider, runs past 4, and comes back. Swing with it, with your hand: there is no rest in this game, only a balance.

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
random = np.random.default_rng(SEED)
real_numbers = random.normal(4, 1, size=(4096, 1)).astype("float32")
forger = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1),
])
inspector = keras.Sequential([
    keras.Input((1,)),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(16, activation="relu"),
    keras.layers.Dense(1),
])
small_gan = GAN(forger, inspector)
small_gan.compile(optimizer=keras.optimizers.Adam(0.002, beta_1=0.5))

noise = random.normal(size=(2000, 4)).astype("float32")
stages = {}
total = 0
for epochs in watch([0, 1, 2, 21], "stages"):
    if epochs:
        small_gan.fit(real_numbers, batch_size=64, epochs=epochs, verbose=0)
    total += epochs
    stages[total] = forger.predict(noise, batch_size=500, verbose=0)[:, 0]

print("real:       mean  4.0, standard deviation 1.0")
for total, forged in stages.items():
    means = f"mean {forged.mean():4.1f}, standard deviation {forged.std():.1f}"
    print(f"epochs: {total:2d}  {means}")

# %% tags=["nbval-ignore-output"] alt="Four panels over the training. The forged numbers begin as a narrow heap near 0, wander towards 4, overshoot to 5 and spread, and in the end lie over much of the same bell as the real ones."
figure, axes = plt.subplots(1, 4, figsize=(14, 3.2), sharex=True, sharey=True)
bins = np.linspace(-3, 12, 61)
for ax, (total, forged) in zip(axes, stages.items(), strict=True):
    ax.hist(real_numbers[:2000, 0], bins, color=plots.GREY, alpha=0.6, label="real")
    ax.hist(forged, bins, color=plots.BLUE, alpha=0.6, label="forged")
    ax.set(title=f"epochs: {total}", xlabel="number")
axes[0].set_ylabel("how many of 2,000")
axes[0].legend()
title = "The forged numbers reach the real ones, run past them and come back"
figure.suptitle(title, fontweight="bold", x=0.13, ha="left")
plt.show()

# %% tags=["nbval-check-output"]
forged = stages[24]
claim("the forged numbers stand where the real ones stand",
      abs(forged.mean() - 4), at_most=1)
claim("and are spread, neither a spike nor all over the place",
      abs(np.log(forged.std())), at_most=1)

# %% [markdown]
# No: it runs past. As long as most forgeries lie on the same side, the inspector's advice is the same for each of them, "larger!", and they are driven past the real numbers; then the advice turns round. The width swings, too. There is no valley to roll into: each of the two moves the ground on which the other stands.
#
# ### Two networks for pictures
#
# Now pictures. Networks of convolutions for both: a **DCGAN**, deep convolutional GAN. The generator is a CNN the other way round: from few numbers to small maps to large maps. `Conv2DTranspose` with stride 2 doubles height and width, as a convolution with stride 2 halves them: its filters are stamps of 4 × 4. Each number of the small map presses the stamp on the large map, strongly or weakly as the number says, always two pixels further on; where stamps overlap, they add up.
#
# ### Exercise 7.4: the generator
#
# | layers | what comes out |
# |---|---|
# | `keras.Input(shape=(n_noise,))` | 32 random numbers |
# | `keras.layers.Dense(128)`, `BatchNormalization()`, `ReLU()` | 128 numbers: a plan of the picture |
# | `keras.layers.Dense(7 * 7 * 64)`, `Reshape((7, 7, 64))`, `BatchNormalization()`, `ReLU()` | 7 × 7 × 64 |
# | `keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same")`, `BatchNormalization()`, `ReLU()` | 14 × 14 × 32 |
# | `keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")` | 28 × 28 × 1, from −1 to 1 |
#
# Only build it; it is compiled later, together with its opponent.
#
# <details><summary>Hint 1</summary>
#
# All layers are in `keras.layers`, in one `keras.Sequential([...])`, in the order of the table.
# </details>
# <details><summary>Hint 2</summary>
#
# The last layer has no batch normalisation and no ReLU: its tanh is the picture.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** Generator 6, discriminator 6. Follow the shapes upwards: 32 numbers, 7, 14, 28. In 7.5 the mistake to expect is a sigmoid at the end: the losses take scores. LeakyReLU is there so that the forger gets a gradient from every pixel, also where the inspector's neuron is off.

# %% tags=["nbval-check-output"]
def build_generator(n_noise):
    """The network of the table: rows of random numbers in, pictures out.

    n_noise: how many random numbers in a row
    returns: a new Keras model each time; its pictures: shape (28, 28, 1), -1 to 1
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(
            1, 4, strides=2, padding="same", activation="tanh"
        ),
    ])
    ### END SOLUTION


print("a picture:", build_generator(32).output_shape[1:])

# %% tags=["nbval-check-output"]
check.build_generator(build_generator)

# %% [markdown]
# ### Exercise 7.5: the discriminator
#
# | layers | what comes out |
# |---|---|
# | `keras.Input(shape=(28, 28, 1))` | a picture |
# | `keras.layers.Conv2D(16, 4, strides=2, padding="same")`, `LeakyReLU(0.2)` | 14 × 14 × 16 |
# | `keras.layers.Conv2D(32, 4, strides=2, padding="same")`, `BatchNormalization()`, `LeakyReLU(0.2)` | 7 × 7 × 32 |
# | `keras.layers.Flatten()`, `Dropout(0.4)`, `Dense(128)`, `BatchNormalization()`, `LeakyReLU(0.2)` | 128 |
# | `keras.layers.Dense(1)` | one score |
#
# A **leaky** ReLU lets a little of what is below 0 through (a fifth of it), so no neuron is ever quite dead, and the forger gets advice from each.
#
# Three of the layers are worth a thought. After two convolutions, a number has seen 10 × 10 pixels: a stroke. Whether the strokes make a *digit*, only `Dense(128)` can say, which sees them all. And the batch normalisation keeps the inspector from running away: when we tried without it, the inspector won, and nothing that the forger made could be read. And the dropout keeps it from learning the real pictures by heart, above all where they are few. (A forger who is always caught gets little useful advice.)
#
# <details><summary>Hint 1</summary>
#
# Its last layer has one neuron and no activation: a score, any number.
# </details>
# <details><summary>Hint 2</summary>
#
# `keras.layers.LeakyReLU(0.2)` is a layer of its own. It closes every row of the table but the first and the last.
# </details>

# %% tags=["nbval-check-output"]
def build_discriminator():
    """The network of the table: pictures (28, 28, 1) in, a score out (above 0: "real").

    returns: a new Keras model each time
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.4),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])
    ### END SOLUTION


print("a score:", build_discriminator().output_shape[1:])

# %% tags=["nbval-check-output"]
check.build_discriminator(build_discriminator)

# %% [markdown]
# ## Train
#
# One training, about two minutes on a laptop. Before it and after every epoch, the forger makes pictures from the *same* 40 rows of noise, so that you can watch it learn: ten of the pictures are drawn while it trains, each time in place of the last ones. (Three settings matter. Adam averages over past gradients: `beta_1`, usually 0.9, says how much of the old direction it keeps, `beta_2`, usually 0.999, how much of the old size. In a game both keep changing, so both memories are made shorter. And `use_ema=True`: the weights that are kept in the end are a moving average over the last steps, since the two networks never stand still.)

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Start it, then talk about trust while it runs (the text at the end of *Test*). Come back for the rows: most of the road is made in the first epoch; after that, follow one column and say what still changes (a gap closes, a stray stroke goes).

# %%
from IPython.display import display


class SameNoise(keras.callbacks.Callback):
    """Keeps what the generator makes of the same noise, before the training and after
    every epoch, and shows ten of the pictures, each time in place of the last ones."""

    def __init__(self, noise):
        super().__init__()
        self.noise, self.pictures = noise, []

    def on_train_begin(self, logs=None):
        title = "The same noise, epoch after epoch"
        plots.pictures(np.zeros((10, 28, 28)), title=title, limits=(-1, 1))
        self.figure = plt.gcf()
        display(self.figure, display_id="ten pictures")
        self.on_epoch_end(-1)

    def on_epoch_end(self, epoch, logs=None):
        pictures = self.model.generator.predict(self.noise, verbose=0)[..., 0]
        self.pictures.append(pictures)
        for ax, picture in zip(self.figure.axes, pictures[:10], strict=True):
            ax.images[0].set_data(picture)
        display(self.figure, display_id="ten pictures", update=True)

    def on_train_end(self, logs=None):
        plt.close(self.figure)


# %% tags=["nbval-ignore-output"] alt="Ten pictures that the generator has made of the same noise after the last epoch: most of them can be read as digits."
n_noise = 32
noise = np.random.default_rng(SEED).normal(size=(40, n_noise)).astype("float32")
growth = SameNoise(noise)
keras.utils.set_random_seed(SEED)
gan = GAN(build_generator(n_noise), build_discriminator())
gan.compile(
    optimizer=keras.optimizers.Adam(
        0.003, beta_1=0.5, beta_2=0.99, use_ema=True, ema_momentum=0.99
    )
)
history = gan.fit(
    real, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0,
    callbacks=[Progress("the GAN"), growth],
).history

# %% tags=["nbval-ignore-output"] alt="Rows of ten pictures, one row for an epoch: grey squares before the training, clumsy digits after the first epoch, better ones later; the last row, from the averaged weights, is the cleanest. Each column comes from the same noise."
shown = sorted({0, 1, 2, EPOCHS // 2, EPOCHS})
rows = {f"epochs: {number}": growth.pictures[number][:10] for number in shown}
rows["the average"] = gan.generator.predict(growth.noise[:10], verbose=0)[..., 0]
title = "From noise to digits: the same noise, epoch by epoch"
plots.picture_rows(rows, [""] * 10, title)

# %% [markdown]
# Follow one column. The same noise may become another digit from epoch to epoch: nothing in the losses ties a point of noise to a digit. The last row comes from the averaged weights, which Keras puts in place at the end of `fit`; all that follows is made with them.

# %% tags=["nbval-ignore-output"] alt="The losses of discriminator and generator over the epochs. Neither goes to zero; the discriminator stays below 1.39, which is what guessing costs."
losses = {name: history[name] for name in ("discriminator", "generator")}
plots.curves(losses, "Nobody wins: neither loss goes to 0", "epoch", "loss", first=1)
plt.axhline(2 * np.log(2), color=plots.GREY, linestyle=":", linewidth=1.5)
plt.ylim(bottom=0)
plt.show()
for name, values in losses.items():
    print(f"{name}: {values[-1]:.2f} in the last epoch")
print(f"guessing costs the discriminator {2 * np.log(2):.2f}")

# %% tags=["nbval-check-output"]
last_loss = history["discriminator"][-1]
claim("the inspector is still better than guessing (its loss is below 2 ln 2)",
      last_loss, at_most=1.386)
claim("and has not won either (its loss is far from 0)", last_loss, at_least=0.1)

# %% [markdown]
# The dotted line is 2 ln 2, what guessing costs the inspector. You have not seen curves like these before. So far a loss that falls meant progress, at least on the training data. Here, each loss is measured against an opponent who gets better too. Near the dotted line, is the forger good or the inspector poor? The curve cannot say. So a GAN's losses say little about its pictures. That is what the judge is for.
#
# ## Test
#
# 2,000 new pictures, from new noise. **Predict.** What share of them will the judge be sure about?

# %% tags=["nbval-ignore-output"] alt="Forty forged digits, most of them readable; then two bars for each digit: how many of 2,000 real and of 2,000 forged pictures are surely that digit."
random = np.random.default_rng(1000 + SEED)
new_noise = random.normal(size=(2000, n_noise)).astype("float32")
forged = gan.generator.predict(new_noise, batch_size=500, verbose=0)
judged = judge.predict(forged, batch_size=500, verbose=0)
counts = coverage(judged)

plots.pictures(forged[:40, :, :, 0], title="Digits that nobody has written")
real_counts = coverage(judged_test) * len(forged) / len(judged_test)  # of as many
plt.figure(figsize=(7, 3))
plt.bar(np.arange(10) - 0.2, real_counts, 0.4, color=plots.GREY, label="real")
plt.bar(np.arange(10) + 0.2, counts, 0.4, color=plots.BLUE, label="forged")
plt.xticks(range(10))
plt.xlabel("digit")
plt.ylabel("surely this one, of 2,000")
plt.title(f"The digit that the forger manages least often: the {counts.argmin()}")
plt.margins(y=0.25)
plt.legend(ncols=2, loc="upper center")
plt.show()

sure_share = counts.sum() / len(forged)
print("surely a digit:")
print(f"{sure_share:.0%} of the forgeries, {real_sure:.0%} of the real test digits")

# %% tags=["nbval-check-output"]
claim("the judge is sure about at least 60% of the forgeries (on the small sample: "
      "30%)", sure_share, at_least=0.6, sample=0.3)
claim("and every digit is there (on the small sample: most)",
      np.sort(counts)[MAY_BE_MISSING] / len(forged), at_least=0.02, sample=0.005)

# %% [markdown]
# The inspector marks down what comes too often (if most 6s it meets are forged, a 6 is suspicious), so the shares follow the real ones. But roughly: some digits remain too rare, or too hard to read.

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** The pictures 3, copies 2, trust 3. Have the room pick the worst of the forty and say what is wrong with it: a stroke that is missing, a loop that does not close. Ask what the judge cannot see (a style that never occurs, the same 3 again and again).

# %% [markdown] tags=["optional"]
# ### How far from the real thing?
#
# A forger might please the judge with ten perfect pictures, one of each digit. So measure variety too. Take from the judge the 64 numbers before its last layer, the features of a picture (lesson 6). Real pictures make a cloud of points in that space, forged ones another. The **Fréchet distance** says how far the clouds are apart: how far their middles, and how different their widths and directions. (The number that is usually given for generators of pictures, FID, is its square, with the features of a large network.)
#
# How small is small? Hold two sets of *real* digits against each other: they differ only by chance. (With more pictures, chance makes less of a difference, so compare only sets of the same size.)
#
# <details><summary>The formula</summary>
#
# Two clouds with means $m_1$, $m_2$ and covariance matrices $C_1$, $C_2$ (the spread in each direction, and how directions go together): the squared distance is
#
# $$d^2 = \lVert m_1 - m_2 \rVert^2 + \operatorname{trace}\left(C_1 + C_2 - 2\,(C_1 C_2)^{1/2}\right).$$
#
# The square root of a matrix is a matrix that, multiplied by itself, gives it (of several, as with numbers, the one without negative parts). For numbers in place of matrices, the second part is $(\sigma_1 - \sigma_2)^2$. It is the exact distance between two bell curves, and a useful summary for clouds that are none.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Draw two clouds of points on the board, move one, then make it narrow: both raise the distance.

# %%
features_of = keras.Model(judge.inputs, judge.layers[-2].output)


def frechet_distance(one, other):
    """The Fréchet distance of two sets of pictures, in the features of the judge."""
    means, spreads = [], []
    for pictures in (one, other):
        cloud = features_of.predict(pictures, batch_size=500, verbose=0)
        cloud = cloud.astype("float64")
        means.append(cloud.mean(axis=0))
        spreads.append(np.cov(cloud.T))
    # The trace of a root is the sum of the roots of the eigenvalues; rounding can make
    # the smallest of them negative.
    roots = np.sqrt(np.maximum(np.linalg.eigvals(spreads[0] @ spreads[1]).real, 0))
    middles = np.sum((means[0] - means[1]) ** 2)
    return np.sqrt(
        middles + np.trace(spreads[0]) + np.trace(spreads[1]) - 2 * roots.sum()
    )


# %% tags=["nbval-ignore-output"]
n_each = min(2000, len(real) // 2)
order = np.random.default_rng(SEED).permutation(len(real))
some, others = real[order[:n_each]], real[order[n_each : 2 * n_each]]
distances = {
    "two sets of real digits": frechet_distance(some, others),
    "forged and real": frechet_distance(forged[:n_each], some),
    "pixel clouds and real": frechet_distance(snow[:n_each], some),
}
by_chance = distances["two sets of real digits"]
for name, distance in distances.items():
    print(f"{name:25s} {distance:8.2f}  ({distance / by_chance:.1f} times)")

# %% tags=["nbval-check-output"]
claim("the forgeries are at most 2 times as far from real digits as two sets of real "
      "digits are from each other (on the small sample: 6)",
      distances["forged and real"] / by_chance, at_most=2, sample=6)
claim("the forgeries are far nearer to real digits than the pixel clouds are",
      distances["forged and real"] / distances["pixel clouds and real"],
      at_most=0.3, sample=0.7)

# %% [markdown]
# ### Has it copied?
#
# A generator that has learnt its training pictures by heart would pass every test so far. So look for the training picture that is nearest to each forgery.

# %% tags=["nbval-ignore-output"] alt="Two rows: ten forgeries, and under each the training picture nearest to it. They are alike, and not the same."
def nearest_training_pictures(pictures):
    """For each picture the place of the nearest training picture, and how far that is
    (root of the mean square)."""
    flat, all_flat = pictures.reshape(len(pictures), -1), real.reshape(len(real), -1)
    own, theirs = (flat**2).sum(axis=1), (all_flat**2).sum(axis=1)
    squares = own[:, np.newaxis] - 2 * flat @ all_flat.T + theirs
    places = squares.argmin(axis=1)
    return places, np.sqrt(np.maximum(squares.min(axis=1), 0) / flat.shape[1])


places, distance_to_training = nearest_training_pictures(forged[:200])
_, distance_of_test = nearest_training_pictures(real_test[:200])
rows = {"forged": forged[:10, :, :, 0], "nearest": real[places[:10], :, :, 0]}
plots.picture_rows(rows, [""] * 10, "Alike, and not the same")
distances_to = {"forged": distance_to_training, "real test digits": distance_of_test}
print("to the nearest training picture:")
for name, distance in distances_to.items():
    smallest, median = distance.min(), np.median(distance)
    print(f"{name:16s} smallest {smallest:.2f}, median {median:.2f}")

# %% tags=["nbval-check-output"]
claim("none of 200 forgeries is a copy of a training picture",
      distance_to_training.min(), at_least=0.05)
claim("and the median forgery is at least six tenths as far from the training pictures "
      "as a new real digit",
      np.median(distance_to_training) / np.median(distance_of_test), at_least=0.6)

# %% [markdown]
# Among so many digits, a plain 1 or 0 nearly always has a near twin, a real new one as well. So hold the forgeries against new real digits: are they nearer? (Pixels go from −1 to 1, so 2 would be the largest distance.)
#
# That test matters in earnest. Hospitals would like to share *made-up* patients in place of real ones. If the generator has copied, a real patient is in the shared data, and nobody notices. (Ours is a first look, no proof of privacy: a copy that was shifted by two pixels would escape it.)
#
# ### Trust
#
# What you built in an hour makes digits. Larger networks of this and of newer kinds make a politician's face say what it never said, a voice that asks an old woman for money, a scan with a tumour that is not there, or one from which a real tumour is gone. An inspector alone does not save us: whatever it can see, the next forger learns to avoid; that is what training *is*. What helps is less clever: knowing where a picture comes from, signed by the camera or the clinic; asking before using someone's face or data; saying openly that something is made up. You make such things now, so this is your question too.
#
# ## Revise
#
# ### A walk through noise space
#
# Each row of noise is a point in a space of 32 dimensions, and the generator turns points into pictures. What lies *between* two points?
#
# ### Exercise 7.6: interpolation
#
# Write the function that goes from one point to another in equal steps.
#
# <details><summary>Hint 1</summary>
#
# `np.linspace(0, 1, n)` are n shares from 0 to 1. At share s: (1 − s) × start + s × end.
# </details>
# <details><summary>Hint 2</summary>
#
# For all shares at once, make them a column: `shares = np.linspace(0, 1, n)[:, np.newaxis]`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Ask what "between a 3 and an 8" could be, before the figure. Equal steps in noise need not be equal steps in the picture: let the room point at the step where the 3 stops being one.

# %% tags=["nbval-check-output"]
def interpolate(start, end, n):
    """n points on the straight line from start to end, both included, in equal steps.

    start, end: arrays of shape (dimensions,); n: at least 2
    returns: array of shape (n, dimensions)
    """
    ### BEGIN SOLUTION
    shares = np.linspace(0, 1, n)[:, np.newaxis]
    return (1 - shares) * start + shares * end
    ### END SOLUTION


print(interpolate(np.array([0.0, 10.0]), np.array([4.0, 0.0]), 5))

# %% tags=["nbval-check-output"]
check.interpolate(interpolate)

# %% tags=["nbval-ignore-output"] alt="Three rows of ten pictures: in each row one digit turns into another in small steps, by way of shapes in between."
# 0 where it is not sure, so no walk begins at a zero
sure_of = judged.argmax(axis=1) * (judged.max(axis=1) > 0.99)
by_digit = {digit: np.flatnonzero(sure_of == digit) for digit in range(1, 10)}
known = [digit for digit, found in by_digit.items() if len(found)]
walks = {}
for one, other in zip(known[:-1:2], known[1::2], strict=False):
    line = interpolate(new_noise[by_digit[one][0]], new_noise[by_digit[other][0]], 10)
    pictures = gan.generator.predict(line.astype("float32"), verbose=0)
    walks[f"{one} to {other}"] = pictures[..., 0]
three = dict(list(walks.items())[:3])
plots.picture_rows(three, [""] * 10, "From one digit to another, in ten pictures")
largest = 0
for walk in walks.values():
    steps = np.abs(np.diff(walk, axis=0)).mean(axis=(1, 2))
    largest = max(largest, steps.max() / steps.sum())
print(f"the largest step of a walk: {largest:.0%} of its whole way")

# %% tags=["nbval-check-output"]
claim("no step of a walk is a jump: none is more than half of the whole way",
      largest, at_most=0.5)

# %% [markdown]
# Between two digits lie shapes in between, sometimes a third digit. Equal steps in noise are not equal steps in the picture, but there is no jump: the generator has learnt something like a map of strokes, not a list of pictures.
#
# ### Exercise 7.7: where have the digits gone?
#
# A colleague takes your trained GAN and trains it a little longer, "to make it even better", with the data as it lies in a tidy folder: first all zeros, then all ones, and so on to the nines. (`fit` would shuffle it; the colleague has switched that off, `shuffle=False`. He has also left out the average of the weights. Your run below will leave it out as well: only the order will differ.) **Predict.** What will the judge find? Run it (about 20 seconds).

# %% [markdown] tags=["instructor"]
# **Minutes: 7.** Sorted data is the gentlest way to provoke a collapse, and it happens in earnest: somebody forgets to shuffle. Ask which of the judge's numbers would have told, and which not.

# %% tags=["nbval-ignore-output"] alt="Twenty forged pictures: one or two smudged shapes, again and again; most of the ten digits do not occur."
def colleagues_order(labels):
    """The order in which pictures are shown: tidy, first all zeros, and so on."""
    return np.argsort(labels, kind="stable")


def train_longer(order_of):
    """Go on training a copy of the GAN, on pictures in this order.

    returns: 2,000 forgeries, and the judge's counts
    """
    keras.utils.set_random_seed(SEED)
    copy = GAN(build_generator(n_noise), build_discriminator())
    copy.generator.set_weights(gan.generator.get_weights())
    copy.discriminator.set_weights(gan.discriminator.get_weights())
    copy.compile(optimizer=keras.optimizers.Adam(0.003, beta_1=0.5))
    few = real[:40_000]
    in_order = few[order_of(mnist.y_train[: len(few)])]
    copy.fit(
        in_order, batch_size=BATCH_SIZE, epochs=EPOCHS_LONGER, shuffle=False, verbose=0,
        callbacks=[Progress("a little longer")],
    )
    pictures = copy.generator.predict(new_noise, batch_size=500, verbose=0)
    return pictures, coverage(judge.predict(pictures, batch_size=500, verbose=0))


broken_pictures, broken_counts = train_longer(colleagues_order)
title = "All alike: where have the digits gone?"
plots.pictures(broken_pictures[:20, :, :, 0], title=title)
print("surely each digit, of 2,000:", broken_counts)

# %% tags=["nbval-check-output"]
three_most = np.sort(broken_counts)[-3:].sum()
claim("three digits of the ten make up most of what can be read",
      three_most / max(1, broken_counts.sum()), at_least=0.6)

# %% [markdown]
# Did you expect neat nines? They came last, and yet what is left is one untidy shape, again and again, at best a smudged nine. The judge calls many of them one digit or another (it has no word for a smudge), and most of the ten digits are gone.
#
# **Diagnose.** What is the cause?
#
# - **a** the generator has too few weights for ten digits
# - **b** the learning rate is too small
# - **c** each batch holds a single digit, so at any time the inspector calls everything else forged, and the forger follows
# - **d** the judge has forgotten the other digits
#
# Set `cause` to your letter, in quotes, and write a function `order_of(labels)`: it returns the numbers from 0 to `len(labels)` − 1, each once, in an order with which more digits survive the same run. (A digit counts if it is surely there in more than 40 of the 2,000 pictures.) It should work for any labels, also for sorted ones.
#
# <details><summary>Hint 1</summary>
#
# What did the inspector see in one batch of this run? And what in one batch of yours?
# </details>
# <details><summary>Hint 2</summary>
#
# `np.random.default_rng(SEED).permutation(len(labels))` is a random order.
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "c"


def order_of(labels):
    """In which order the training pictures are shown: at random."""
    return np.random.default_rng(SEED).permutation(len(labels))


### END SOLUTION
print("each picture once:", sorted(order_of(np.zeros(5))) == [0, 1, 2, 3, 4])

# %% [markdown]
# The same run once more, in your order (about 20 seconds), and then the check.

# %% tags=["nbval-ignore-output"] alt="Twenty forged pictures after the same run with mixed pictures: different digits, most of them readable."
mended_pictures, mended_counts = train_longer(order_of)
plots.pictures(mended_pictures[:20, :, :, 0], title="The same run, the pictures mixed")
print("surely each digit, of 2,000:", mended_counts)

# %% tags=["nbval-check-output"]
check.collapse(cause, order_of, mended_counts, broken_counts)

# %% [markdown]
# A generator that makes few kinds of things, or one, has suffered a **mode collapse**. Here it was forced: the data showed one kind at a time, and the rest was forgotten. It also happens with well-mixed data: the forger finds a few pictures that pass, and makes no others. You see it in the counts (or, where one and the same picture of each digit is left, in the Fréchet distance); not in the losses, and not in a single beautiful picture.
#
# ## Quiz
#
# **1. The discriminator's loss goes to 0 and stays there. Good news?**
#
# <details><summary>Answer</summary>
#
# No. The inspector always wins, and what it tells the forger is of little use. Make the inspector weaker (dropout, fewer weights; with an optimizer of its own, smaller steps), or the forger stronger.
# </details>
#
# **2. The generator never sees a real picture. How can it learn what a digit looks like?**
#
# <details><summary>Answer</summary>
#
# All it learns comes back through the inspector's scores: what would have looked more real.
# </details>
#
# **3. A generator makes perfect 7s and nothing else. What do the judge's sure share, the counts and the Fréchet distance say?**
#
# <details><summary>Answer</summary>
#
# The sure share is perfect, the counts show a single digit, and the Fréchet distance is large: the cloud is in the wrong place and far too narrow. One number is never enough.
# </details>
#
# **4. In the generator's loss somebody writes `discriminator(fake, training=True)` in place of `frozen(discriminator, fake)`, and adds the two losses. What happens?**
#
# <details><summary>Answer</summary>
#
# On forgeries, the inspector is pulled both ways: to call them forged by its own loss, and real by the generator's. The pulls meet at score 0, and it can no longer say "forged". Only the real pictures still pull one way.
# </details>
#
# ## Recap
#
# - A **generator** makes pictures from noise; a **discriminator** tells real from forged; each learns by its own loss alone.
# - The losses show a balance, not progress. Measure with a **judge**: can it be read, is everything there, how far are the clouds apart? And look up the nearest training pictures: has it copied?
# - **Mode collapse**: few kinds are left. Look at the counts and the distance.
# - What can be made can be used to deceive. Say what is made up.
#
# **The whole course in one line.** A loss, a gradient, a step: it fitted a line, then a neuron, digits, photographs, sentences, and now it played a game. And when *not* to use it? When the rule can be written down (a dose by body weight, a legal deadline), write it down: a program of ten lines that is always right beats a network that is right in 99 of 100 cases.
#
# ## Go further
#
# 1. Ask for a digit: hand the label to both networks (as ten more numbers behind the noise, and as an embedding beside the picture). It is called a conditional GAN. Does the judge agree with what you asked for?
# 2. Train on lesson 6's clothes, at 28 × 28 pixels. What becomes easier than digits, what harder?
# 3. Many of the pictures that machines make today come from **diffusion**: a network learns to remove a little noise from a picture, and then makes one out of pure noise, in many small steps. No opponent, but many steps for each picture. With a network of convolutions that gives back a picture, and noise of ten strengths, you can try it on digits.
