# %% [markdown]
# ## Goal
#
# Most networks so far have answered a question about something that was there. This one makes something that was not: pictures of handwritten digits that no hand has written.
#
# Nobody can say in a formula what makes a picture "look like a digit". So let a second network say it. Two players:
#
# - the **forger** takes random numbers (**noise**) and makes a picture of them;
# - the **inspector** sees real pictures and forged ones, mixed, and says which is which.
#
# Both learn, against each other. The inspector finds the forger's mistakes; the forger learns from being found out. If all went perfectly, the inspector could only guess in the end. (It rarely comes so far.) Such a pair is called a **generative adversarial network**, GAN for short. The field calls the forger, who makes, the **generator**, and the inspector, who tells real from forged, the **discriminator**; so does the code. The text stays with the two people.
#
# The same game, played with larger networks on photographs of faces, makes portraits of people who do not exist. You have seen some, with or without knowing it. Trust is part of this lesson.
#
# | what is asked | here |
# |---|---|
# | what kind of task? | unsupervised learning: there are pictures, and no labels are used to make new ones |
# | what goes in, what comes out? | 32 random numbers; a picture of 28 × 28 pixels |
# | what is success? | pictures that can be read, of all ten digits, and none of them copied |

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Begin with the question "how would you know that a portrait is of a real person?" Collect answers (eyes, ears, background, reflections), then say that each of them is what an inspector learns, so each of them gets mended in the next generation. That is the whole idea.

# %% [markdown]
# ## Data
#
# The digits of lesson 3. The pixels are brought to −1 (paper) to 1 (ink), because the forger's last layer will be a tanh, whose answers lie there.

# %% tags=["nbval-ignore-output"]
mnist = data.load("mnist")

# %%
# Numbers that the cells below read by name. The small sample needs others.
JUDGE_EPOCHS, EPOCHS, BATCH_SIZE, EPOCHS_LONGER = 3, 6, 64, 1
MOMENTUM = 0.998  # of the average over the last weights
MAY_BE_MISSING = 0  # of the ten digits
if mnist.tier == "sample":
    JUDGE_EPOCHS, EPOCHS, BATCH_SIZE, EPOCHS_LONGER = 25, 16, 16, 3
    MOMENTUM, MAY_BE_MISSING = 0.99, 4


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
# **Minutes: 9.** Pixels 2, the judge 3, coverage 4. The judge is not neutral: it knows digits alone, so it calls anything one of ten (lesson 4's flower). That is why it has to be *sure*, and why the counts are looked at as well (the optional Fréchet distance, further down, measures variety).

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
# Take the digits of the sure pictures alone, with a comparison in square brackets. `np.bincount` counts how often each whole number occurs; to count a digit that never does, it must be told how many there are (`minlength`).
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

# %% [markdown]
# **Predict.** Of how many in a hundred pixel clouds will the judge be sure? Write your number in place of `None`.

# %% tags=["nbval-ignore-output"]
my_clouds = None  # of a hundred

real_sure = coverage(judged_test).sum() / len(judged_test)
snow_sure = coverage(judge.predict(snow, batch_size=500, verbose=0)).sum() / len(snow)
print(f"surely a digit: {real_sure:.0%} of the real test digits")
predicted("surely a digit, of a hundred clouds", my_clouds, 100 * snow_sure)

# %% tags=["nbval-check-output"]
claim("the judge is sure about most real digits", real_sure, at_least=0.9, sample=0.7)

# %% [markdown]
# The judge has no word for nonsense. How many clouds it is sure of differs a lot from one training of the judge to the next. So look at the counts as well.
#
# ## Model
#
# ### Two losses
#
# The inspector's last layer has one neuron without activation: a score (logit), above 0 for "real", below for "forged". Its sigmoid p is the probability of "real". Both losses are lesson 2's cross-entropy, with label 1 for real and 0 for forged:
#
# - The **inspector** wants real pictures to get a probability near 1 and forgeries one near 0. Its loss: the mean of −ln p over the real ones, plus the mean of −ln (1 − p) over the forged ones.
# - The **forger** wants its forgeries taken for real. Its loss: the mean of −ln p over the forged ones. (Label 1: that is the lie.)
#
# Why −ln p, and not simply the opposite of what the inspector pays, ln (1 − p)? Both fall as p rises. But a loss teaches by its slope, and in the beginning every forgery is found out: its score is far below 0. **Predict.** At a score of −4: how many times steeper than ln (1 − p) is −ln p?

# %% tags=["nbval-ignore-output"] alt="Two figures over the score from -6 to 6. Left, the inspector's loss: for a real picture it falls from 6 to nearly 0, for a forged one it rises the same way. Right, two losses for the forger: minus ln p falls steeply where the score is low; ln of 1 minus p is flat there and falls only where the score is high already."
my_times = None  # how many times steeper

score = np.linspace(-6, 6, 121)
p = 1 / (1 + np.exp(-score))
figure, axes = plt.subplots(1, 2, figsize=(11, 3.8))
axes[0].plot(score, -np.log(p), label="a real one: −ln p")
axes[0].plot(score, -np.log(1 - p), "--", label="a forged one: −ln (1 − p)")
axes[0].set(title="The inspector pays for what it takes wrongly")
axes[1].plot(score, -np.log(p), label="−ln p")
axes[1].plot(score, np.log(1 - p), "--", label="ln (1 − p)")
axes[1].axvline(-4, color=plots.GREY, linestyle=":")
axes[1].set(title="Found out? Only −ln p has a slope")
for ax in axes:
    ax.set(xlabel="score", ylabel="loss")
    ax.legend()
plt.show()
found_out = 1 / (1 + np.exp(4))  # p at a score of -4
slopes = {"−ln p": found_out - 1, "ln (1 − p)": -found_out}
for name, slope in slopes.items():
    print(f"slope of {name:10s} at −4: {slope:.3f}")
predicted("times steeper", my_times, slopes["−ln p"] / slopes["ln (1 − p)"])

# %% [markdown]
# With −ln p, the forger who is found out gets a push of full strength. With ln (1 − p), it would get hardly any until it is good already.
#
# To compute it: with p = sigmoid(score), −ln p is ln (1 + e^(−score)). That function has a name, **softplus**: softplus(x) = ln (1 + eˣ), and `keras.ops.softplus` computes it safely even where the sigmoid is rounded to 0 or 1.
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
# On one real picture with the score s the inspector loses `keras.ops.softplus(-s)`. Of many, take `keras.ops.mean`; then the same for the forged ones, with the other sign; and the sum of the two numbers. The forger pays for the forged ones alone.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 16.** The losses 7, the step 9. Play it with two people: one says a number between 0 and 10, one says "real" or "forged" for a hidden rule. The sign is the frequent mistake in 7.2. In 7.3 let the room say who must not move in each line before anybody types: in the inspector's loss the forger, in the forger's loss the inspector. The drawing stays on the wall for the rest of the lesson.

# %% tags=["nbval-check-output"]
def discriminator_loss(real_scores, forged_scores):
    """What the inspector pays: real pictures should get high scores, forged ones low.

    real_scores, forged_scores: tensors of shape (pictures, 1), not always equally
        many; any numbers, also 1000 or -1000
    returns: one number: the mean over the real ones plus the mean over the forged ones
    """
    ### BEGIN SOLUTION
    on_real = keras.ops.mean(keras.ops.softplus(-real_scores))
    on_forged = keras.ops.mean(keras.ops.softplus(forged_scores))
    return on_real + on_forged
    ### END SOLUTION


def generator_loss(forged_scores):
    """What the forger pays: its forgeries should get high scores. Returns a number."""
    ### BEGIN SOLUTION
    return keras.ops.mean(keras.ops.softplus(-forged_scores))
    ### END SOLUTION


nothing_known = keras.ops.zeros((4, 1))
inspectors = discriminator_loss(nothing_known, nothing_known)
forgers = generator_loss(nothing_known)
print(f"{float(inspectors):.3f} {float(forgers):.3f}")

# %% tags=["nbval-check-output"]
check.two_losses(discriminator_loss, generator_loss)

# %% [markdown]
# ### Who must not move
#
# How does the forger learn from a score? By the chain rule (lesson 2). The gradient of the score says of each pixel whether more ink there would look more real: that is the inspector's *advice*. From the pixels it goes on, back to the weights that made them.
#
# Here is the whole game, with a real digit that got the score 1 and a pixel cloud that got −1. Black arrows go forwards, from left to right. The two coloured ones are gradients, and go back.

# %% tags=["nbval-ignore-output"] alt="Noise goes into the forger, which makes a picture; the inspector looks at a real digit and at the forged picture and gives each a probability of being real, 0.73 and 0.27. The inspector's loss, 0.63, sends its gradient back into the inspector, and scissors, named stop_gradient, cut it off before the forger. The forger's loss, 1.3, sends its gradient back through the inspector, which is frozen for this, and through the forged picture into the forger."
p_real, p_forged = 1 / (1 + np.exp(-1)), 1 / (1 + np.exp(1))
title = "Two players, two losses, and each gradient moves one of them"
diagrams.gan(real[0, :, :, 0], snow[0, :, :, 0], p_real, p_forged, title=title)

# %% [markdown]
# The two losses at the right are those of your functions. One step of training computes both losses from the same forgeries. Take care: the inspector's loss also depends on the forger (through the forgeries), and the forger's loss on the inspector (through the scores). Keras takes one loss, so it gets the sum of the two. As it is, the forger would then be moved to make the *inspector's* loss smaller as well: a forger who helps to be caught.
#
# So each loss must move only its own network. Two tools, the scissors and the "frozen for this" of the drawing:
#
# - `keras.ops.stop_gradient(x)` is x, but the gradient ends there: nothing that made x is moved.
# - `frozen(discriminator, pictures)`, further down, asks the inspector and takes its weights as fixed numbers: the gradient goes through it to the pictures and on to the forger, and none of the inspector's own weights moves.
#
# First the scissors alone, on one number, x = 3. Gradient descent with the learning rate 1 moves x by just the slope; so take one such step with `fit`, and read the slope off. (The next cell is a tool for looking at slopes; you need not read it.)

# %%
class OneStep(keras.Model):
    """A loss of our own, and a list of what it may move: variables or networks."""

    def __init__(self, loss, moves):
        super().__init__()
        self.own_loss, self.moves = loss, moves

    def call(self, x):
        return x  # all that counts happens in the loss

    def compute_loss(self, x=None, *others, **more):
        return self.own_loss()


def one_step(loss, moves):
    """Take one step of gradient descent on a loss, with learning rate 1."""
    model = OneStep(loss, moves)
    model.compile(optimizer=keras.optimizers.SGD(1.0))
    model.fit(np.zeros((1, 1)), verbose=0)


def slope_at_3(loss):
    """The slope that `fit` works with, of a loss that is a function of x, at x = 3."""
    x = keras.Variable(3.0)
    one_step(lambda: loss(x), [x])
    return 3 - float(keras.ops.convert_to_numpy(x))


# %% [markdown]
# **Predict.** The slope of x · x at 3 is 6. What is that of x · stop_gradient(x), and that of stop_gradient(x · x) + x?

# %% tags=["nbval-check-output"]
stop = keras.ops.stop_gradient
print(f"x * x            value 9, slope {slope_at_3(lambda x: x * x):.0f}")
print(f"x * stop(x)      value 9, slope {slope_at_3(lambda x: x * stop(x)):.0f}")
print(f"stop(x * x) + x  value 12, slope {slope_at_3(lambda x: stop(x * x) + x):.0f}")

# %% tags=["nbval-check-output"]
three = slope_at_3(lambda x: x * stop(x))
claim("behind the scissors, x counts as a fixed number: x * stop(x) has the slope of "
      "x * 3, which is 3", abs(three - 3), at_most=1e-5)

# %% [markdown]
# No value has changed: a slope found by trying x a little larger would be 6 for x · x and for x · stop(x). The scissors are there only for what learns.
#
# ### Exercise 7.3: the training step
#
# Write one step. Make the forgeries. Then ask three times, each by itself: the inspector about the real pictures, the inspector about the forgeries (for its own loss), the frozen inspector about the forgeries (for the forger's). Return both losses. Call the networks like functions and as in training, `generator(noise, training=True)`: without the second argument, batch normalisation would behave as in `predict`. With the tiny networks of the example, both losses come out as you predicted: 1.386 and 0.693. (These two numbers cannot show who is moved; the check can.)
#
# No need to read `frozen`.
#
# <details><summary>Why not lesson 6's trainable = False?</summary>
#
# It would freeze the inspector for its own loss too. (And most tutorials take two steps in turn, one for each player; this is both in one.)
# </details>
# <details><summary>Hint 1</summary>
#
# Begin with `forged = generator(noise, training=True)`. Look at the drawing: where on the way from the forgery to the inspector's loss are the scissors?
# </details>
# <details><summary>Hint 2</summary>
#
# For the inspector's loss, the forgeries go into the inspector behind `keras.ops.stop_gradient`. For the forger's loss, the scores come from `frozen`, and there `forged` must *not* be behind a stop_gradient: it is the way back to the forger.
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
    returns: the inspector's loss, the forger's loss
    """
    ### BEGIN SOLUTION
    forged = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    forged_scores = discriminator(keras.ops.stop_gradient(forged), training=True)
    for_generator = frozen(discriminator, forged)
    return discriminator_loss(real_scores, forged_scores), generator_loss(for_generator)
    ### END SOLUTION


tiny_generator = keras.Sequential([
    keras.Input((2,)),
    keras.layers.Dense(1, kernel_initializer="ones"),
])
tiny_discriminator = keras.Sequential([
    keras.Input((1,)),
    keras.layers.Dense(1, kernel_initializer="ones"),
])
nothing = keras.ops.zeros((3, 1)), keras.ops.zeros((3, 2))
both = gan_losses(tiny_generator, tiny_discriminator, *nothing)
print(" ".join(f"{keras.ops.convert_to_numpy(loss):.3f}" for loss in both))

# %% tags=["nbval-check-output"]
check.gan_losses(gan_losses)

# %% [markdown]
# Now look who moves: two tiny networks, one step, once by the inspector's loss alone and once by the forger's. How far does the weight that moves most move, in each of the two?

# %%
def moved_by(shares):
    """Train a tiny GAN for one step with these shares of its losses; how far do the two
    networks move?"""
    keras.utils.set_random_seed(SEED)
    tiny = [
        keras.Sequential([
            keras.Input((size,)),
            keras.layers.Dense(3, activation="tanh"),
            keras.layers.Dense(1),
        ])
        for size in (2, 1)
    ]
    before = [network.get_weights() for network in tiny]

    def loss():
        losses = gan_losses(*tiny, 4 * keras.ops.ones((8, 1)), keras.ops.ones((8, 2)))
        return shares[0] * losses[0] + shares[1] * losses[1]

    one_step(loss, tiny)
    moved = []
    for network, weights in zip(tiny, before, strict=True):
        pairs = zip(network.get_weights(), weights, strict=True)
        moved.append(max(np.abs(new - old).max() for new, old in pairs))
    return moved


# %% tags=["nbval-ignore-output"]
moved = {"inspector's loss": moved_by((1, 0)), "forger's loss": moved_by((0, 1))}
for loss, (forger, inspector) in moved.items():
    print(f"by the {loss:16s} inspector {inspector:.3f}, forger {forger:.3f}")

# %% tags=["nbval-check-output"]
by_inspectors_loss, by_forgers_loss = moved.values()
claim("the inspector's loss moves the inspector", by_inspectors_loss[1] > 0)
claim("and leaves the forger where it is", by_inspectors_loss[0] == 0)
claim("the forger's loss moves the forger", by_forgers_loss[0] > 0)
claim("and leaves the inspector where it is", by_forgers_loss[1] == 0)

# %% [markdown]
# The rest is a frame, to be run and not to be read: as `OneStep` did, a `keras.Model` of our own says itself what its loss is, and `fit` does the rest, with one optimizer for both networks.

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
# ### The smallest GAN
#
# First numbers. The real ones come from a bell curve around 4. The forger makes each of its numbers from four random ones around 0, and never sees a real one. **Predict.** Will it walk to the bell and stay there? (About five seconds.)

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Stop at each of the four panels and ask: where does the inspector's curve rise, and which way does it send the forger? The heap wanders to the right and grows wider, runs past 4, and comes back. Swing with it, with your hand: there is no rest in this game, only a balance.

# %%
line = np.linspace(-3, 12, 301, dtype="float32")


def play(gan, numbers, noise, epochs, words):
    """Train a GAN of numbers, and look before and after every epoch.

    returns: for each look the forged numbers, and the inspector's scores along `line`
    """
    looks = []

    def look(*_):
        answers = gan.generator(noise), gan.discriminator(line[:, np.newaxis])
        looks.append([keras.ops.convert_to_numpy(answer)[:, 0] for answer in answers])

    look()
    after_epochs = keras.callbacks.LambdaCallback(on_epoch_end=look)
    gan.fit(
        numbers, batch_size=64, epochs=epochs, verbose=0,
        callbacks=[Progress(words), after_epochs],
    )
    return looks


# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
random = np.random.default_rng(SEED)
real_numbers = random.normal(4, 1, size=(4096, 1)).astype("float32")
small_noise = random.normal(size=(2000, 4)).astype("float32")
small_gan = GAN(
    generator=keras.Sequential([
        keras.Input((4,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1),
    ]),
    discriminator=keras.Sequential([
        keras.Input((1,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1),
    ]),
)
small_gan.compile(optimizer=keras.optimizers.Adam(0.002, beta_1=0.5))
looks = play(small_gan, real_numbers, small_noise, 24, "the smallest GAN")

# %% [markdown]
# Two heaps in each panel, the real and the forged. The black curve is what the inspector believes, p(real), from 0 at the bottom to 1 at the top. The red arrows are its advice to three of the forgeries: which way the forger's loss falls; the longer an arrow, the steeper.

# %%
def draw_looks(looks, numbers, chosen, title):
    """The numbers, p(real) and the advice, after each of the chosen epochs."""
    figure, axes = plt.subplots(1, len(chosen), figsize=(14, 3.6))
    bins = np.linspace(line[0], line[-1], 61)
    for ax, epoch in zip(axes, chosen, strict=True):
        forged, scores = looks[epoch]
        ax.hist(numbers[:2000, 0], bins, color=plots.GREY, alpha=0.6, label="real")
        ax.hist(forged, bins, color=plots.BLUE, alpha=0.6, label="forged")
        ax.set(title=f"epochs: {epoch}", xlabel="number", yticks=[], ylim=(0, 1000))
        ax.set(xlim=(line[0], line[-1]), xticks=[0, 4, 8, 12])
        p = 1 / (1 + np.exp(-scores))
        above = ax.twinx()
        above.plot(line, p, color=plots.BLACK, label="p(real)")
        above.set(ylim=(0, 1.25), yticks=[0, 0.5, 1], yticklabels=[])
        some = np.quantile(forged, [0.1, 0.5, 0.9])
        advice = np.interp(some, line, (1 - p) * np.gradient(scores, line))
        arrows = zip(some, (1.05, 1.12, 1.19), np.tanh(20 * advice), strict=True)
        for x, height, length in arrows:
            arrow = {"arrowstyle": "->", "color": plots.RED, "linewidth": 2}
            above.annotate("", (x + 3 * length, height), (x, height), arrowprops=arrow)
    above.set_yticklabels(["0", "½", "1"])
    above.set_ylabel("p(real)")
    handles = axes[0].get_legend_handles_labels()
    figure.legend(*handles, loc="upper right", ncols=2)
    figure.suptitle(title, fontweight="bold", x=0.02, ha="left")
    plt.show()


# %% tags=["nbval-ignore-output"] alt="Four panels over the training. Before it, the forged numbers are a narrow heap near 0, and the curve of an inspector that has learnt nothing rises to both sides; two of the arrows point right, the lowest left. After one epoch they are wider and near 2, the curve rises to the right, and two of the three arrows point to the right, the one at the left edge to the left. After three they have run past 4, the curve falls to the right and the arrows point back. After 24 they lie over much of the same bell as the real ones, wider, the curve is near one half there and the arrows are short."
title = "They reach the real numbers, run past them, and come back too wide"
draw_looks(looks, real_numbers, [0, 1, 3, 24], title)

# %% tags=["nbval-ignore-output"] alt="Mean and standard deviation of the forged numbers over 24 epochs. The mean rises from 0 past 4, swings back and settles near 4; the standard deviation rises to about 2, falls, and is flat at about 1.5 from the eighth epoch on."
means = [forged.mean() for forged, _ in looks]
widths = [forged.std() for forged, _ in looks]
swing = {"mean (real: 4)": means, "standard deviation (real: 1)": widths}
plots.curves(swing, "It swings before it settles", "epoch", "of 2,000 forged numbers")
for height in (4, 1):
    plt.axhline(height, color=plots.GREY, linestyle=":", linewidth=1.5)
plt.show()
print(f"in the end: mean {means[-1]:.1f}, standard deviation {widths[-1]:.1f}")

# %% tags=["nbval-check-output"]
claim("the forged numbers stand where the real ones stand",
      abs(means[-1] - 4), at_most=1)
claim("and are spread, neither a spike nor all over the place",
      abs(np.log(widths[-1])), at_most=1)

# %% [markdown]
# It comes there, but not by walking: it runs past and comes back; the width stays at about 1.5. As long as most forgeries lie on the same side, most of the arrows say "larger!" (the one at the left edge is misled: nothing real was ever there). That drives the heap past the real numbers; then the advice turns round. There is no valley to roll into: each of the two moves the ground on which the other stands. Where the two heaps lie upon each other, the inspector is left with about one half.
#
# ### Two networks for pictures
#
# Now networks of convolutions for both: a **DCGAN**, deep convolutional GAN. The forger is a CNN the other way round: from few numbers to small maps to large maps. `Conv2DTranspose` with stride 2 doubles height and width, as a convolution with stride 2 halves them: its filters are stamps of 4 × 4. Each number of the small map presses the stamp on the large map, strongly or weakly as the number says, always two pixels further on; where stamps overlap, they add up.

# %% tags=["nbval-ignore-output"] alt="Three tables of numbers drawn as pictures. The stamp, 4 by 4, a ring of ones with a 2 in one corner. Then what a small map with a single 1 makes of it: the stamp, once. Then what a small map with a 1 and a 3 beside it makes: the stamp, and three times the stamp two pixels further right; where they overlap, the numbers have been added."
stamp = np.array([[2, 1, 1, 1], [1, 0, 0, 1], [1, 0, 0, 1], [1, 1, 1, 1]], "float32")
press = keras.layers.Conv2DTranspose(1, 4, strides=2, use_bias=False)
press.build((None, None, None, 1))
press.set_weights([stamp[:, :, np.newaxis, np.newaxis]])


def stamped(small):
    """What the layer makes of one small map: array (h, w) to array (2h + 2, 2w + 2)."""
    large = press(np.array(small, "float32")[np.newaxis, :, :, np.newaxis])
    return keras.ops.convert_to_numpy(large)[0, :, :, 0]


shown = {
    "the stamp": stamp,
    "small map [1, 0]": stamped([[1, 0]]),
    "small map [1, 3]": stamped([[1, 3]]),
}
figure, axes = plt.subplots(1, 3, figsize=(10, 3.4), width_ratios=[4, 6, 6])
for ax, (name, numbers) in zip(axes, shown.items(), strict=True):
    ax.imshow(numbers, cmap="Blues", vmin=0, vmax=12)
    for (row, column), number in np.ndenumerate(numbers):
        ax.text(column, row, f"{number:.0f}", ha="center", va="center", fontsize=13)
    ax.axis("off")
    ax.set_title(name)
figure.suptitle("Each number presses the stamp; where stamps overlap, they add up",
                fontweight="bold", x=0.02, ha="left")
plt.show()

# %% tags=["nbval-check-output"]
by_hand = np.zeros((6, 8))
small_map = [[1, 0, 2], [0, 3, 1]]
for row in range(2):
    for column in range(3):
        place = by_hand[2 * row : 2 * row + 4, 2 * column : 2 * column + 4]
        place += small_map[row][column] * stamp
claim("pressed by hand, stamp by stamp, it is what the layer gives",
      np.abs(by_hand - stamped(small_map)).max(), at_most=1e-4)

# %% [markdown]
# A map of 2 × 3 has become one of 6 × 8: twice as large, and two pixels more, where the last stamps reach over the edge. `padding="same"` cuts these off.
#
# ### Exercise 7.4: three faults in a generator
#
# A colleague wrote this forger in a hurry. It is built, it runs, and Keras has nothing against it. **Predict.** Follow the shapes from layer to layer: 32 numbers go in; how many pixels high is the picture?

# %% tags=["nbval-ignore-output"]
my_height = None  # in pixels


def hasty_generator(n_noise):
    """A forger with three faults: rows of random numbers in, pictures out."""
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, activation="relu"),
    ])


hasty = hasty_generator(32).predict(np.ones((20, 32)), verbose=0)
print(f"pixels from {hasty.min():.2f} to {hasty.max():.2f}, untrained: none below 0")
print("(they should be able to reach -1 and 1)")
predicted("the height of its picture", my_height, hasty.shape[1])

# %% [markdown]
# Find the three faults, and write the generator without them: as few changes as you can. Two of the faults can be seen in what was printed. The third shows in no number there: read from layer to layer, and ask of each what the next one can make of it. (`momentum=0.9`, as in lesson 4, is none.) Only build the network; it is compiled later.
#
# <details><summary>Hint 1</summary>
#
# The shape: two layers should double the size, 7, 14, 28. Which of the two does something more? The range: which activation answers from −1 to 1, as our pixels are?
# </details>
# <details><summary>Hint 2</summary>
#
# The third: lesson 2 has two dense layers, one upon the other, and shows what they can do together that one cannot. What has to stand between them?
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 13.** The stamp 3, generator 5, discriminator 5. Take the shapes at the board before anybody runs the cell: 32 numbers, 7, 14, and then? Most will say 28. The third fault is found by those who remember lesson 2; the network would learn with it, only less. In 7.5 the mistake to expect is a sigmoid at the end: the losses take scores. LeakyReLU is there so that the forger gets a gradient from every pixel, also where the inspector's neuron is off.

# %% tags=["nbval-check-output"]
def build_generator(n_noise):
    """The forger above, without its three faults: random numbers in, pictures out.

    n_noise: how many random numbers in a row
    returns: a new Keras model each time; its pictures: shape (28, 28, 1), -1 to 1
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
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
# The inspector is the forger's mirror: from a picture to maps that are half as large each time, to 128 numbers, to one score. Here is what comes out of each part; which layers do it, with which settings, is for you to find.
#
# | part | what comes out |
# |---|---|
# | the picture | 28 × 28 × 1 |
# | first convolution | 14 × 14 × 16 |
# | second convolution | 7 × 7 × 32 |
# | all of it in one row | 1,568 numbers |
# | a dense layer | 128 numbers |
# | a dense layer | 1 score, any number |
#
# And four things that the shapes do not say:
#
# - The windows of both convolutions are as large as the forger's stamps, and the edges are padded.
# - Behind each of the two convolutions and behind the 128 numbers stands `keras.layers.LeakyReLU(0.2)`. A **leaky** ReLU lets a little of what is below 0 through (a fifth of it), so no neuron is ever quite dead, and the forger gets advice from each.
# - Batch normalisation keeps the inspector from running away: without it, nothing that the forger made could be read. It stands where the forger has it, between a layer and its bend; but not behind the first convolution, which sees the pixels themselves. (Its momentum may be any: the inspector is only ever asked as in training, so its averages are never used.)
# - A dropout of 0.5 on the 1,568 numbers keeps it from learning the real pictures by heart, above all where they are few.
#
# <details><summary>Hint 1</summary>
#
# From 28 to 14 to 7: what stride does a convolution need to halve, with padded edges? The last number of each shape is the number of filters.
# </details>
# <details><summary>Hint 2</summary>
#
# The score may be any number, so what must the last layer *not* have? And in front of the first dense layer, two layers without a weight stand one behind the other: one lays the maps in a row, one drops.
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
        keras.layers.Dropout(0.5),
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
# One training, two to five minutes on a laptop. After every epoch, the forger makes pictures from the *same* 200 rows of noise; ten of them are drawn while it trains.
#
# Three settings matter, because in this game the ground moves:
#
# - `beta_1=0.5`. Adam keeps a part of the direction of its last steps, usually 0.9 of it. Here the right direction turns round, as the small GAN showed, so it had better forget sooner.
# - `beta_2=0.99`: its memory for the size of the gradients is made shorter, too (usually 0.999).
# - `use_ema=True`. The weights that are kept in the end are a moving *average* over a hundred steps or more. The two players circle round each other; the middle of the circle is better than any place on it.
#
# <details><summary>What take_averages mends, behind the training</summary>
#
# Batch normalisation has averages of its own (lesson 4). It has taken them with the *last* weights, and they do not fit the averaged ones. So the forger is shown some noise as in training, where nothing changes but these averages.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Start it, then talk about trust while it runs (the text at the end of *Test*). Come back for the rows: most of the road is made in the first two epochs; after that, follow one column and say what still changes (a gap closes, a stray stroke goes).

# %%
from IPython.display import display


class SameNoise(keras.callbacks.Callback):
    """Keeps what the generator makes of the same noise: ten pictures now and then, for
    a film, and all after every epoch, when it shows ten in place of the last ones."""

    def __init__(self, noise, frames=50):
        super().__init__()
        self.noise, self.frames = noise, frames
        self.pictures, self.film = [], []

    def forge(self, noise):
        # On JAX, Keras keeps the weights elsewhere while it trains, until asked.
        getattr(self.model, "jax_state_sync", lambda: None)()
        pictures = self.model.generator(noise, training=False)
        return keras.ops.convert_to_numpy(pictures)[..., 0]

    def on_train_begin(self, logs=None):
        self.batch, batches = 0, self.params["steps"] * self.params["epochs"]
        self.every = max(1, batches // self.frames)
        title = "The same noise, epoch after epoch"
        plots.pictures(np.zeros((10, 28, 28)), title=title, limits=(-1, 1))
        self.figure = plt.gcf()
        display(self.figure, display_id="ten pictures")
        self.on_epoch_end(-1)

    def on_train_batch_end(self, batch, logs=None):
        self.batch += 1
        if self.batch % self.every == 0:
            self.film.append(self.forge(self.noise[:10]))

    def on_epoch_end(self, epoch, logs=None):
        self.pictures.append(self.forge(self.noise))
        for ax, picture in zip(self.figure.axes, self.pictures[-1][:10], strict=True):
            ax.images[0].set_data(picture)
        display(self.figure, display_id="ten pictures", update=True)

    def on_train_end(self, logs=None):
        plt.close(self.figure)


# %% tags=["nbval-ignore-output"] alt="Ten pictures that the generator has made of the same noise after the last epoch: most of them can be read as digits."
n_noise = 32
noise = np.random.default_rng(SEED).normal(size=(200, n_noise)).astype("float32")


def take_averages(generator):
    """Let batch normalisation take its averages anew, for the weights as they are."""
    for k in range(50):
        some_noise = keras.random.normal((200, n_noise), seed=k)
        generator(some_noise, training=True)


def game_optimizer():
    """Adam with the three settings."""
    return keras.optimizers.Adam(
        0.003, beta_1=0.5, beta_2=0.99, use_ema=True, ema_momentum=MOMENTUM
    )


growth = SameNoise(noise)
keras.utils.set_random_seed(SEED)
gan = GAN(build_generator(n_noise), build_discriminator())
gan.compile(optimizer=game_optimizer())
history = gan.fit(
    real, batch_size=BATCH_SIZE, epochs=EPOCHS, verbose=0,
    callbacks=[Progress("the GAN"), growth],
).history
take_averages(gan.generator)

# %% tags=["nbval-ignore-output"] alt="Rows of ten pictures, one row for an epoch: grey squares before the training, clumsy digits after the first epoch, better ones later; the last row, from the averaged weights, is the cleanest. Each column comes from the same noise."
shown = sorted({0, 1, 2, EPOCHS // 2, EPOCHS})
rows = {f"epochs: {number}": growth.pictures[number][:10] for number in shown}
averaged = gan.generator.predict(noise, batch_size=200, verbose=0)[..., 0]
rows["the average"] = averaged[:10]
title = "From noise to digits: the same noise, epoch by epoch"
plots.picture_rows(rows, [""] * 10, title)

# %% [markdown]
# Follow one column. The same noise may become another digit from epoch to epoch: nothing in the losses ties a point of noise to a digit. The last row comes from the averaged weights, which Keras puts in place at the end of `fit`; all that follows is made with them.
#
# What do the losses say of this? And what does the judge, who reads the same 200 pictures after each epoch?

# %% tags=["nbval-ignore-output"] alt="Two figures over the epochs. Left, the losses of inspector and forger: two lines that hardly move, the inspector's a little below the dotted line at 1.39. Right, the share of 200 forgeries that the judge is surely able to read: it leaps from nothing to about a half in the first epoch and to more than seven in ten in the second, then creeps on towards eight."
shares = []
for pictures in growth.pictures:
    says = judge.predict(pictures[..., np.newaxis], batch_size=200, verbose=0)
    shares.append(coverage(says).sum() / len(pictures))
figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), sharex=True)
losses = {"inspector": history["discriminator"], "forger": history["generator"]}
title = "The losses hardly move ..."
plots.curves(losses, title, "epoch", "loss", first=1, ax=axes[0])
axes[0].axhline(2 * np.log(2), color=plots.GREY, linestyle=":", linewidth=1.5)
axes[0].set_ylim(0, 2.2)
title = "... while the pictures become digits"
plots.curves({"sure": shares}, title, "epoch", "share that the judge reads", ax=axes[1])
axes[1].set_ylim(0, 1)
plt.show()
for name, values in losses.items():
    print(f"{name}: {values[-1]:.2f} in the last epoch")
print(f"guessing costs the inspector {2 * np.log(2):.2f} (dotted)")

# %% tags=["nbval-check-output"]
last_loss = history["discriminator"][-1]
claim("the inspector is still better than guessing (its loss is below 2 ln 2)",
      last_loss, at_most=1.386)
claim("and has not won either (its loss is far from 0)", last_loss, at_least=0.1)

# %% [markdown]
# The leap is in the first two epochs, and their losses are already nearly those of the last. (The averaged weights, which you keep, usually do better than the last: see *Test*.)
#
# So far a loss that falls meant progress, at least on the training data. Here, each loss is measured against an opponent who gets better too. Near the dotted line, is the forger good or the inspector poor? Only the judge can say.
#
# ### A walk through noise space
#
# Each row of noise is a point in a space of 32 dimensions. What lies *between* two points? **Predict.** Between a 3 and a 4: a heap of both, one laid over the other, or something that is neither?
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
# **Minutes: 5.** Ask what "between a 3 and a 4" could be, before the figure. Equal steps in noise need not be equal steps in the picture: let the room point at the step where the first digit stops being one.

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
says = judge.predict(averaged[..., np.newaxis], batch_size=200, verbose=0)
# 0 where it is not sure, so no walk begins at a zero
sure_of = says.argmax(axis=1) * (says.max(axis=1) > 0.99)
by_digit = {digit: np.flatnonzero(sure_of == digit) for digit in range(1, 10)}
known = [digit for digit, found in by_digit.items() if len(found)]
walks = {}
for one, other in zip(known[:-1:2], known[1::2], strict=False):
    way = interpolate(noise[by_digit[one][0]], noise[by_digit[other][0]], 37)
    pictures = gan.generator.predict(way.astype("float32"), verbose=0)
    walks[f"{one} to {other}"] = pictures[..., 0]
three = {name: walk[::4] for name, walk in list(walks.items())[:3]}
title = "Between two digits lie other shapes (every fourth picture)"
plots.picture_rows(three, [""] * 10, title)
largest = 0
for walk in walks.values():
    steps = np.abs(np.diff(walk, axis=0)).mean(axis=(1, 2))
    largest = max(largest, steps.max() / steps.sum())
print(f"the largest of the 36 steps of a walk: {largest:.0%} of its whole way")

# %% tags=["nbval-check-output"]
claim("no step of a walk is a jump: none is more than half of the whole way",
      largest, at_most=0.5)

# %% [markdown]
# Between two digits lie shapes in between, sometimes a third digit, hardly ever one laid over the other. Equal steps in noise are not equal steps in the picture, but there is no jump: the forger has learnt something like a map of strokes, not a list of pictures.
#
# ## Test
#
# 2,000 new pictures, from new noise. **Predict.** What share of them will the judge be sure about?

# %% tags=["nbval-ignore-output"] alt="Forty forged digits, most of them readable; then two bars for each digit: how many of 2,000 real and of 2,000 forged pictures are surely that digit."
my_share = None  # between 0 and 1

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

# %% tags=["nbval-ignore-output"]
sure_share = counts.sum() / len(forged)
predicted("share of the forgeries that the judge is sure about", my_share, sure_share)
print(f"and of the real test digits: {real_sure:.0%}")

# %% tags=["nbval-check-output"]
claim("the judge is sure about at least 75% of the forgeries (on the small sample: "
      "30%)", sure_share, at_least=0.75, sample=0.3)
claim("and every digit is there (on the small sample: most)",
      np.sort(counts)[MAY_BE_MISSING] / len(forged), at_least=0.02, sample=0.005)

# %% [markdown]
# The inspector marks down what comes too often (if most 6s it meets are forged, a 6 is suspicious), so the shares follow the real ones, roughly.

# %% [markdown] tags=["instructor"]
# **Minutes: 7.** The pictures 3, copies 2, trust 2. Have the room pick the worst of the forty and say what is wrong with it: a stroke that is missing, a loop that does not close. Ask what the judge cannot see (a style that never occurs, the same 3 again and again).

# %% [markdown] tags=["optional"]
# ### How far from the real thing?
#
# A forger might please the judge with ten perfect pictures, one of each digit. So measure variety too. Take from the judge the 64 numbers before its last layer, the features of a picture (lesson 6). Real pictures make a cloud of points in that space, forged ones another. The **Fréchet distance** says how far the clouds are apart: how far their middles, and how different their widths and directions. (The number that is usually given for generators of pictures, FID, is its square, with the features of a large network.)
#
# How small is small? Hold two sets of *real* digits against each other, ten times: they differ only by chance. (With more pictures, chance makes less of a difference, so compare only sets of the same size.)
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


def cloud_of(pictures):
    """The features in which the judge sees pictures: shape (n, 64)."""
    return features_of.predict(pictures, batch_size=500, verbose=0).astype("float64")


def frechet_distance(one, other):
    """The Fréchet distance of two clouds of points, each of shape (n, features)."""
    spreads = [np.cov(cloud.T) for cloud in (one, other)]
    # The trace of a root is the sum of the roots of the eigenvalues; rounding can make
    # the smallest of them negative.
    roots = np.sqrt(np.maximum(np.linalg.eigvals(spreads[0] @ spreads[1]).real, 0))
    middles = np.sum((one.mean(axis=0) - other.mean(axis=0)) ** 2)
    return np.sqrt(
        middles + np.trace(spreads[0]) + np.trace(spreads[1]) - 2 * roots.sum()
    )


# %% tags=["nbval-ignore-output"]
n_each = min(2000, len(real) // 2)
random = np.random.default_rng(SEED)
clouds = {"forged": cloud_of(forged[:n_each]), "pixel clouds": cloud_of(snow[:n_each])}
distances = {"two sets of real digits": []}
for _ in range(10):  # of one pair alone, chance makes a tenth more or less
    order = random.permutation(len(real))[: 2 * n_each]
    some, clouds["two sets of real digits"] = np.split(cloud_of(real[order]), 2)
    for name, cloud in clouds.items():
        distances.setdefault(name, []).append(frechet_distance(cloud, some))
distances = {name: np.mean(found) for name, found in distances.items()}
by_chance = distances["two sets of real digits"]
for name, distance in distances.items():
    print(f"{name:25s} {distance:8.2f}  ({distance / by_chance:.1f} times)")

# %% tags=["nbval-check-output"]
claim("the forgeries are at most 1.5 times as far from real digits as two sets of real "
      "digits are from each other (on the small sample: 6)",
      distances["forged"] / by_chance, at_most=1.5, sample=6)
claim("the forgeries are far nearer to real digits than the pixel clouds are",
      distances["forged"] / distances["pixel clouds"],
      at_most=0.3, sample=0.7)

# %% [markdown]
# ### Has it copied?
#
# A forger that has learnt its training pictures by heart would pass every test so far. So look for the training picture that is nearest to each forgery, and, to compare, to each of as many *real* new digits.

# %% tags=["nbval-ignore-output"] alt="Four rows of ten pictures: forgeries, and under each the training picture nearest to it; then real test digits, and under each the training picture nearest to it. Both pairs are alike, and not the same."
def nearest_training_pictures(pictures):
    """For each picture the place of the nearest training picture, and how far that is
    (root of the mean square)."""
    flat, all_flat = pictures.reshape(len(pictures), -1), real.reshape(len(real), -1)
    own, theirs = (flat**2).sum(axis=1), (all_flat**2).sum(axis=1)
    squares = own[:, np.newaxis] - 2 * flat @ all_flat.T + theirs
    places = squares.argmin(axis=1)
    return places, np.sqrt(np.maximum(squares.min(axis=1), 0) / flat.shape[1])


nearest, distance_to_training = nearest_training_pictures(forged[:200])
nearest_of_test, distance_of_test = nearest_training_pictures(real_test[:200])
rows = {
    "forged": forged[:10, :, :, 0],
    "nearest": real[nearest[:10], :, :, 0],
    "real, new": real_test[:10, :, :, 0],
    "nearest ": real[nearest_of_test[:10], :, :, 0],
}
title = "Alike, and not the same: the forged ones, and real ones as well"
plots.picture_rows(rows, [""] * 10, title)
distances_to = {"forged": distance_to_training, "real, new": distance_of_test}
print("to the nearest training picture:")
for name, distance in distances_to.items():
    smallest, median = distance.min(), np.median(distance)
    print(f"{name:10s} smallest {smallest:.2f}, median {median:.2f}")

# %% tags=["nbval-check-output"]
claim("none of 200 forgeries is a copy of a training picture",
      distance_to_training.min(), at_least=0.05)
claim("and the median forgery is at least six tenths as far from the training pictures "
      "as a new real digit",
      np.median(distance_to_training) / np.median(distance_of_test), at_least=0.6)

# %% [markdown]
# A plain 1 or 0, and sometimes a plain 6, has a near twin, a real new one as well. So the question is whether the forgeries are *nearer* than new real digits are. On all the data they hardly are: median 0.30 against 0.31.
#
# That test matters in earnest. Hospitals would like to share *made-up* patients in place of real ones. If the forger has copied, a real patient is in the shared data, and nobody notices. (No proof of privacy: a copy shifted by two pixels would escape it.)
#
# ### Trust
#
# What you built here makes digits. Larger networks of this and of newer kinds make a politician's face say what it never said, a voice that asks a grandmother for money, a scan with a tumour that is not there, or one from which a real tumour is gone. An inspector alone does not save us: whatever it can see, the next forger learns to avoid; that is what training *is*. What helps is less clever: knowing where a picture comes from, signed by the camera or the clinic; asking before using someone's face or data; saying openly that something is made up. You make such things now, so this is your question too.
#
# ## Revise
#
# ### A forger that makes one thing
#
# The forger's loss asks for one thing: forgeries that pass. It does not ask for many kinds. So the cheapest way to please the inspector is to make one kind that passes, and nothing else.
#
# To see it, give the small game *two* bells, around 2 and around 6, equally many numbers in each. The networks are larger, and they play with Adam's usual `beta_1` of 0.9 and a bold learning rate, 0.01. **Predict.** It plays for twelve epochs. Which bells will the forged numbers cover after the fifth, the sixth, the seventh, the eighth? (Five seconds for this game, and five for the next.)

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Before the panels: "I am the inspector, you forge coins and notes. I get wise to coins. What do you do?" That is the hop. Ask then why the inspector does not complain that the notes are missing: it judges one at a time, and each one is good.

# %%
def two_bells_game(rate, beta_1, words):
    """Twelve epochs of the small game on two bells; returns the looks."""
    keras.utils.set_random_seed(SEED)
    layers = keras.layers
    generator = keras.Sequential([
        keras.Input((4,)),
        layers.Dense(32, activation="tanh"),
        layers.Dense(32, activation="tanh"),
        layers.Dense(1),
    ])
    discriminator = keras.Sequential([
        keras.Input((1,)),
        layers.Dense(64),
        layers.LeakyReLU(0.2),
        layers.Dense(64),
        layers.LeakyReLU(0.2),
        layers.Dense(1),
    ])
    game = GAN(generator, discriminator)
    game.compile(optimizer=keras.optimizers.Adam(rate, beta_1=beta_1))
    return play(game, two_bells, small_noise, 12, words)


random = np.random.default_rng(SEED)
two_bells = random.choice([2, 6], size=(4096, 1)) + random.normal(0, 0.5, (4096, 1))
two_bells = two_bells.astype("float32")

# %% tags=["nbval-ignore-output"] alt="Four panels, after four epochs in a row, with two grey bells, around 2 and around 6. In most panels the blue forged numbers are one narrow heap at one of the bells or beside it, at another one from panel to panel, and hardly any lie at the other."
bold_looks = two_bells_game(0.01, 0.9, "two bells, bold steps")
title = "Two bells are real; the forger covers one, and hops"
draw_looks(bold_looks, two_bells, [5, 6, 7, 8], title)


def at_the_rarer_bell(looks):
    """What share of the numbers lies at the rarer bell, for each look but the first."""
    upper = np.array([np.mean(numbers > 4) for numbers, _ in looks])[1:]
    return np.minimum(upper, 1 - upper)


bold = at_the_rarer_bell(bold_looks)
print(f"one bell (nearly) alone in {np.mean(bold < 0.1):.0%} of the looks")

# %% tags=["nbval-check-output"]
claim("with bold steps, the forger covers one bell alone more than once",
      np.sort(bold)[1], at_most=0.1)

# %% [markdown]
# The forger has found one kind that passes. The inspector marks down what is too frequent: the curve sinks under the blue heap and stays up over the other bell. Where the forger follows that, it does not spread out: all of it moves, and there the same begins again. It covers one kind, then hops. Such a forger has suffered a **mode collapse** (a mode is a heap in the data; few are left).
#
# What helps? Of many inventions the plainest: the same networks and numbers, smaller steps, and a shorter memory for directions.

# %% tags=["nbval-ignore-output"] alt="Four panels with two grey bells. The forged numbers are spread from the second epoch on, and lie at both bells after eight and twelve epochs, with some between."
calm_looks = two_bells_game(0.004, 0.5, "two bells, smaller steps")
title = "With smaller steps and a shorter memory it comes to cover both"
draw_looks(calm_looks, two_bells, [2, 4, 8, 12], title)

# %% tags=["nbval-ignore-output"] alt="The share of forged numbers above 4 over twelve epochs, in the two games. With bold steps it is near 0 or near 1, and may jump between them; with smaller steps it comes to stand between 0.3 and 0.7. The real share is one half."
above = {
    "bold steps": [np.mean(numbers > 4) for numbers, _ in bold_looks],
    "smaller steps": [np.mean(numbers > 4) for numbers, _ in calm_looks],
}
title = "With bold steps all or nothing; with smaller ones, both"
plots.curves(above, title, "epoch", "share above 4 (real: one half)")
plt.ylim(-0.05, 1.05)
plt.show()
calm_alone = np.mean(at_the_rarer_bell(calm_looks) < 0.1)
print(f"with smaller steps, one bell (nearly) alone in {calm_alone:.0%} of the looks")

# %% tags=["nbval-check-output"]
claim("with smaller steps, hardly ever", calm_alone, at_most=0.15)

# %% [markdown]
# How often it hops is chance; that it makes one kind at a time is not. Among pictures a collapse hides: each single one is good, and the losses look as ever. You see it in the counts; a forger with one picture of each digit needs a measure of variety (the optional Fréchet distance).
#
# ### Exercise 7.7: where have the digits gone?
#
# A colleague takes your trained GAN and trains it a little longer, "to make it even better", on 40,000 of the same pictures. The average of the weights is left out, and Adam remembers sizes for as long as usual. (Your run below will do the same.) Read the next cell first. **Predict.** Of how many in a hundred of its pictures will the judge be sure afterwards? (About 20 seconds.)

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Sorted data happens in earnest: somebody forgets to shuffle. Take a vote on the four letters. Most will say *a*, because the word is new; but a forger that collapses has settled on something that passes, with all kinds before the inspector, and makes it well. Here each kind was taken away in turn, and the strokes are torn.

# %%
my_sure = None  # of a hundred


def colleagues_order(labels):
    """The order in which the pictures are shown: as they lie in a tidy folder."""
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


# %% tags=["nbval-ignore-output"] alt="Twenty forged pictures: torn strokes, smudges, or mere specks of ink; most of the ten digits do not occur."
broken_pictures, broken_counts = train_longer(colleagues_order)
title = "After the colleague's training"
plots.pictures(broken_pictures[:20, :, :, 0], title=title)
predicted("surely a digit, of a hundred", my_sure, broken_counts.sum() / 20)
print(f"before he came: {100 * sure_share:.0f} of a hundred")
print("surely each digit, of 2,000:", broken_counts)

# %% tags=["nbval-check-output"]
others = broken_counts.sum() - np.sort(broken_counts)[-3:].sum()
claim("beside the three digits that come most often, hardly any can still be read",
      others / len(broken_pictures), at_most=0.1)

# %% [markdown]
# **Diagnose.** What has happened?
#
# - **a** The forger has found one kind of picture that passes and makes it again and again: a mode collapse, as with the two bells.
# - **b** The inspector has come to know the 40,000 pictures by heart, so that nothing else passes: overfitting, as in lesson 3.
# - **c** Each batch holds one kind of digit alone, so that inspector and forger chase it and unlearn the others, batch by batch.
# - **d** The step is as large as at the start, too large for weights that were good already: gradient descent has diverged.
#
# Set `cause` to your letter, in quotes, and write a function `order_of(labels)`: it returns the numbers from 0 to `len(labels)` − 1, each once, in an order with which more survives the same run: more of the ten digits (one counts if it is surely there in more than 40 of the 2,000 pictures), or far more pictures that can be read (half as many again). It should work for any labels, also for sorted ones.
#
# <details><summary>Hint 1</summary>
#
# Look at the code: what differs between this run and the one that made all ten digits? And what is the same: the networks, the step, the pictures?
# </details>
# <details><summary>Hint 2</summary>
#
# What did the inspector see in one batch of this run? In a batch of yours it should see nearly all ten kinds: `np.random.default_rng(SEED)` has a method that returns the numbers from 0 to n − 1 in a random order.
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
shares_sure = {"before": counts, "tidy": broken_counts, "mixed": mended_counts}
print({name: f"{found.sum() / 2000:.0%}" for name, found in shares_sure.items()})

# %% tags=["nbval-check-output"]
check.collapse(cause, order_of, mended_counts, broken_counts)

# %% [markdown]
# Between these two runs only the order was different, so neither the step (d) nor the pictures (b) can be the cause. And (a) would be one clean kind; these are torn, whatever the judge may call them. While only fours come, all that is not a four is forged. The inspector forgets the rest, the forger chases after, and before it has arrived, the fives come. What is left at the end is a mixture of the last kinds and of ruins. Networks forget what they are not shown; one speaks of *catastrophic forgetting*.
#
# <details><summary>Why may the mixed run be a little worse than what you had before the colleague came?</summary>
#
# These are the *last* weights. Before, you saw the average of many.
# </details>
#
# ### The film
#
# The way from noise to digits once more: the same ten rows of noise, about fifty times.

# %% tags=["nbval-ignore-output"] alt="A film of ten pictures side by side: they begin as grey noise, strokes appear, join and break again, and become digits; some change from one digit into another on the way."
frames = [np.concatenate(list(ten), axis=1) for ten in growth.film]
labels = [f"after {growth.every * (k + 1)} batches" for k in range(len(frames))]
plots.film(np.array(frames), labels, limits=(-1, 1))

# %% [markdown]
# ## Quiz
#
# **1. The inspector's loss goes to 0 and stays there. Good news?**
#
# <details><summary>Answer</summary>
#
# No. The inspector always wins, and what it tells the forger is of little use. Make the inspector weaker (dropout, fewer weights; with an optimizer of its own, smaller steps), or the forger stronger.
# </details>
#
# **2. The forger never sees a real picture. How can it learn what a digit looks like?**
#
# <details><summary>Answer</summary>
#
# All it learns comes back through the inspector's scores: what would have looked more real.
# </details>
#
# **3. A forger makes perfect 7s and nothing else. What do the judge's sure share and the counts say?**
#
# <details><summary>Answer</summary>
#
# The sure share is perfect, and the counts show a single digit. One number is never enough.
# </details>
#
# **4. In the forger's loss somebody writes `discriminator(forged, training=True)` in place of `frozen(discriminator, forged)`, and adds the two losses. What happens?**
#
# <details><summary>Answer</summary>
#
# On forgeries, the inspector is pulled both ways: to call them forged by its own loss, and real by the forger's. The pulls meet at score 0, and it can no longer say "forged". Only the real pictures still pull one way.
# </details>
#
# ## Recap
#
# - A **generator** (the forger) makes pictures from noise; a **discriminator** (the inspector) tells real from forged; each learns by its own loss alone.
# - The losses show a balance, not progress. Measure with a **judge**: can it be read, is everything there? And look up the nearest training pictures: has it copied?
# - **Mode collapse**: one kind that passes, and no other. Look at the counts.
# - What can be made can be used to deceive. Say what is made up.
#
# **The whole course in one line.** A loss, a gradient, a step: it fitted a line, then a neuron, digits, photographs, sentences, and now it played a game. And when *not* to use it? When the rule can be written down (a dose by body weight, a legal deadline), write it down: a program of ten lines that is always right beats a network that is right in 99 of 100 cases.

# %% [markdown] tags=["optional"]
# ## In daily life
#
# Where do you meet the networks of this course?
#
# | in daily life | from this course | what is added |
# |---|---|---|
# | unlocking a phone by face | a CNN's features (4, 6) | two photographs are compared by the distance of their features; a sensor for depth, against photographs held up |
# | translation, assistants that talk | the next word (5), attention | far more text and weights; answers that people have rated |
# | filters, colouring old photographs | picture in, picture out: convolutions and `Conv2DTranspose` (4, 7) | grey as the question, the colours as the answer, an inspector for the doubtful cases |
# | a car that drives "end to end" | a CNN from camera to steering wheel (4) | many cameras, hours of people's driving, rules and tests around it |
# | what you may also like | an embedding, for people and things (5) | a neuron on both that says whether they go together |
# | AlphaGo, robots | a CNN that looks at the board (4); a game against oneself (7) | trial and reward in place of labels, and lesson 1's written rules for looking ahead |

# %% [markdown]
# ## Go further
#
# 1. Ask for a digit: hand the label to both networks (as ten more numbers behind the noise, and as an embedding beside the picture). It is called a conditional GAN. Does the judge agree?
# 2. Let the inspector of the two bells see eight numbers at once, all real or all forged (the forger makes eight, from eight rows of noise). With which steps does the forger still collapse?
# 3. Train on lesson 6's clothes, at 28 × 28 pixels. What becomes easier than digits, what harder?
# 4. Many of the pictures that machines make today come from **diffusion**: a network learns to remove a little noise from a picture, and then makes one out of pure noise, in many small steps. No opponent, but many steps. Try it on digits, with noise of ten strengths.
