# %% [markdown]
# ## Goal
#
# CIFAR-10 has 5,000 training pictures of each kind. A dermatologist who wants to sort photographs of a rare rash has forty. Train lesson 4's network on forty pictures of each kind, and it learns the forty by heart.
#
# You yourself learn from fewer. Your first platypus was enough to know the second, because you had been *looking at things* for years. This lesson gives a network the same advantage: take one that has looked at a million photographs, and teach it yours with a few.
#
# | what is asked | here |
# |---|---|
# | what kind of task? | classification: one photograph, one name |
# | what goes in, what comes out? | a photograph of one piece of clothing; its kind |
# | what is success? | the share of unseen photographs that are named rightly |
# | what is the catch? | about 3,000 photographs, and only a hundred of the rarest kind |

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Ask who in the room has data of their own, and how many labelled examples. Nearly always the answer is between fifty and a few thousand, which is what this lesson is for.

# %% [markdown]
# ## Data
#
# People laid their clothes on the floor, or wore them, and took a picture: 3,781 photographs of ten kinds, given away for everybody to use. Their authors have split them into training, validation and test, and we keep that. We load them at 224 × 224 pixels, the size for which the network of this lesson was trained. (Opening them takes about half a minute.)

# %% tags=["nbval-ignore-output"]
clothing = data.load("clothing", size=224)

# %%
# Numbers that the cells below read by name. The small sample needs others.
SHRINK, SCRATCH_EPOCHS = 4, 1
SIZES, DRAWS, SCRATCH_DRAWS = (5, 10, 20, 50, 100), 3, 3
TOP, TUNING_EPOCHS = 36, 4
ON_SAMPLE = clothing.tier == "sample"
if ON_SAMPLE:
    SHRINK, SCRATCH_EPOCHS = 1, 6
    SIZES, DRAWS, SCRATCH_DRAWS = (2, 5, 20), 2, 1
    TOP, TUNING_EPOCHS = 6, 8

# %% tags=["nbval-ignore-output"] alt="Twenty photographs with their kinds above, for example a hat on a table, a pair of trousers on a carpet, somebody in a dress. Light, distance and background differ widely."
n_classes = len(clothing.class_names)
side = clothing.x_train.shape[1]
kinds = [clothing.class_names[label] for label in clothing.y_train[:20]]
plots.pictures(clothing.x_train[:20], kinds, "Few pictures, and no two alike")

# %% tags=["nbval-ignore-output"]
counts = np.bincount(clothing.y_train)
for label in np.argsort(-counts, kind="stable"):
    print(f"{clothing.class_names[label]:12s} {counts[label]:4d}")
always_the_same = np.mean(clothing.y_validation == counts.argmax())
print(f"always the most frequent kind: right for {always_the_same:.0%} in validation")

# %% tags=["nbval-check-output"]
claim("every kind has fewer training pictures than any class of CIFAR-10",
      counts.max() < 5000)
claim("always the most frequent kind: wrong on more than six of ten",
      always_the_same, at_most=0.4)

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Look for shirts that could be T-shirts: the labels are people's words, so nobody will reach 100 %. The counts are unequal; ask what accuracy hides then (a network that never says *skirt* loses little).

# %% [markdown]
# ## Baseline
#
# First an opponent: a network like lesson 4's, trained from scratch on these photographs alone. It has to be quick, so it looks at them shrunk, through a pooling layer, and goes through them once (on the sample, which is small, six times). That takes about ten seconds, as long as its rival in this lesson will need; with more epochs it would do much better. (You may run these helpers without reading them. The first two are lesson 4's, `Batches` hands out augmented pictures 32 at a time, and `share_right` is the accuracy.) **Predict.** Of 100 unseen photographs, how many will it name rightly after that?

# %%
import math
import time


def compile_and_fit(model, batches, epochs, learning_rate, callbacks=None):
    """Lesson 4's training: steps grow for a quarter of the time, then shrink to zero.

    batches: a keras.utils.PyDataset; returns: the seconds it took
    """
    steps = epochs * len(batches)
    one_cycle = keras.optimizers.schedules.CosineDecay(
        0.0, steps - steps // 4, warmup_target=learning_rate, warmup_steps=steps // 4
    )
    model.compile(
        optimizer=keras.optimizers.Adam(one_cycle),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    start = time.perf_counter()
    model.fit(batches, epochs=epochs, callbacks=callbacks, verbose=0)
    return time.perf_counter() - start


def augment(picture, random):
    """Mirror every other one; shift by up to a twentieth, round the edge."""
    if random.random() < 0.5:
        picture = picture[:, ::-1]
    reach = len(picture) // 20
    return np.roll(picture, random.integers(-reach, reach + 1, size=2), axis=(0, 1))


class Batches(keras.utils.PyDataset):
    """Pictures in batches, in a new order in every epoch, each picture augmented."""

    def __init__(self, x, y, batch_size=32):
        super().__init__()
        self.x, self.y, self.batch_size = x, y, batch_size
        self.random = np.random.default_rng(SEED)
        self.on_epoch_end()

    def __len__(self):
        return math.ceil(len(self.x) / self.batch_size)

    def __getitem__(self, number):
        chosen = self.order[number * self.batch_size : (number + 1) * self.batch_size]
        augmented = [augment(picture, self.random) for picture in self.x[chosen]]
        return np.stack(augmented), self.y[chosen]

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.x))


# %%
def build_scratch(side, shrink=1, width=32):
    """A network like lesson 4's for pictures of side × side pixels.

    shrink: by this factor they are shrunk first; width: filters of the first block
    """
    layers = [
        keras.Input(shape=(side, side, 3)),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.AveragePooling2D(shrink),
    ]
    for filters in (width, 2 * width, 4 * width, 4 * width):
        layers += [
            keras.layers.Conv2D(filters, 3, padding="same", use_bias=False),
            keras.layers.BatchNormalization(momentum=0.9),
            keras.layers.ReLU(),
            keras.layers.MaxPooling2D(),
        ]
    layers += [
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(n_classes, activation="softmax"),
    ]
    return keras.Sequential(layers)


def share_right(model, x, y):
    """The share of examples whose most probable class is the right one."""
    return np.mean(model.predict(x, batch_size=64, verbose=0).argmax(axis=1) == y)


# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
scratch = build_scratch(side, SHRINK)
training = Batches(clothing.x_train, clothing.y_train)
scratch_seconds = compile_and_fit(
    scratch, training, SCRATCH_EPOCHS, 0.01, callbacks=[Progress("from scratch")]
)
scratch_accuracy = share_right(scratch, clothing.x_validation, clothing.y_validation)
print(f"from scratch: {scratch_accuracy:.1%} of the validation pictures")

# %% tags=["nbval-check-output"]
claim("from scratch, after so short a time, the network is wrong on at least a third "
      "of the pictures", scratch_accuracy, at_most=0.67)

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Let it run while you collect guesses. It is not a bad network: it reached 80 % in lesson 4, with 45,000 pictures. One try with eight epochs (about a minute) reached 75 % of the validation photographs, a few points behind what comes now in a sixth of the time. With twenty pictures of each kind it never would (the curve under *Validate*). Short of time? Give 6.2 and 6.4 ready-made; keep 6.1, 6.3, 6.5, the ruler and 6.7.

# %% [markdown]
# ## Model
#
# ### A network that has seen a million photographs
#
# In 2017 a network was trained for days on **ImageNet**: 1.2 million photographs, a thousand kinds of things, dogs and teapots and fire engines. It is called MobileNet, was built to be small, and its weights are public. We take its narrowest version (`alpha=0.25`: a quarter of the filters). Some dozens of the thousand kinds are clothes and shoes, so ours is an easy task for it. But it has learnt more than names: to tell a hundred breeds of dogs apart, it needed edges, textures, folds, round and pointed shapes. Lesson 4 showed such feature maps. **Transfer learning** keeps the layers that make them and throws away only the last one, with its thousand answers. (The less your pictures look like these photographs, X-rays for example, the less such layers help.) Even so, many studies of medical pictures, of tumours in brain scans or of mammograms, begin this way: a clinic seldom has a million labelled ones.
#
# `include_top=False` leaves the end off. (Keras calls the end of a network its top.) What is left is called the **backbone**. (On the sample data, the backbone is a small network of the course's own, which has learnt ten *other* kinds of shapes.)
#
# `kept`, in the next cell, is a copy of its weights: later you will change them, and want to go back.

# %% tags=["nbval-ignore-output"]
def copy_of(model):
    """The weights of a model, to go back to."""
    return [weight.copy() for weight in model.get_weights()]


if ON_SAMPLE:
    backbone = keras.models.load_model(data.BACKBONE)
else:
    backbone = keras.applications.MobileNet(
        alpha=0.25, include_top=False, weights="imagenet", input_shape=(side, side, 3)
    )
kept = copy_of(backbone)
print(f"{len(backbone.layers)} layers, {backbone.count_params():,d} weights")
print(f"a picture {backbone.input_shape[1:]} becomes maps {backbone.output_shape[1:]}")

# %% tags=["nbval-check-output"]
claim("what comes out are feature maps: smaller than the picture, and many",
      backbone.output_shape[1] < side / 4 and backbone.output_shape[-1] > 32)

# %% [markdown]
# ### Exercise 6.1: preprocessing belongs inside
#
# A backbone expects pictures as it saw them in training. This one wants numbers from −1 to 1; our pictures have 0 to 255. Whoever uses the network later could easily forget the scaling, so put it *into* the model, as a `Rescaling` layer. And at the end, average each feature map over all its places (global average pooling, lesson 4): one row of numbers for each picture.
#
# <details><summary>Hint 1</summary>
#
# `keras.layers.Rescaling(scale, offset=...)` computes pixel × scale + offset. Which two numbers take 0 to −1 and 255 to 1?
# </details>
# <details><summary>Hint 2</summary>
#
# A model can be a layer of another: `keras.Sequential([keras.Input(...), keras.layers.Rescaling(1 / 127.5, offset=-1), backbone, ...])`.
# </details>
# <details><summary>Hint 3</summary>
#
# The shape of the input is `backbone.input_shape[1:]`; the last layer is `keras.layers.GlobalAveragePooling2D()`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 13.** Preprocessing 5, features 5, neighbours 3. Each family of networks has its own range (0 to 255, 0 to 1, −1 to 1, or each channel standardised), and nothing warns you when it is wrong: exercise 6.7 shows what happens. In 6.2 the mistake to expect is `training=True`, or calling the model on all pictures at once, which fills the memory.

# %% tags=["nbval-check-output"]
def with_preprocessing(backbone):
    """A model that takes pictures as they are and gives one row of numbers for each.

    backbone: a Keras model that takes pictures of shape (height, width, 3), -1 to 1,
        and gives feature maps
    returns: a Keras model that takes the same pictures from 0 to 255, scales them,
        hands them to the backbone, and averages each feature map over its places
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])
    ### END SOLUTION


feature_model = with_preprocessing(backbone)
as_many = feature_model.output_shape[1:] == backbone.output_shape[-1:]
print("numbers for each picture, as many as the backbone has maps:", as_many)

# %% tags=["nbval-check-output"]
check.with_preprocessing(with_preprocessing)

# %% [markdown]
# ### Exercise 6.2: pictures to features
#
# We do not train the backbone now: we never call `fit` on it, so its weights stay as they are. It is **frozen**. (In a model that *is* trained, freezing has to be said: exercise 6.5.) Then a picture always becomes the same row of numbers, its **features**, and it is enough to compute them once. Write the function; it has to manage thousands of pictures, so hand them over in batches.
#
# <details><summary>Hint 1</summary>
#
# `model.predict_on_batch(pictures[start : start + 64])` gives the features of 64 pictures. Go on in steps of 64, and put the parts together with `np.concatenate`. (`model.predict(pictures, batch_size=64, verbose=0)` does it all in one line, and needs more memory: it copies the pictures first.)
# </details>
# <details><summary>Hint 2</summary>
#
# `for start in range(0, len(pictures), 64)`; the last part may be smaller. (If you call the model itself: `model(batch, training=False)`, as `predict` does. In training, batch normalisation takes the statistics of the batch, and a picture's features would depend on its neighbours.)
# </details>

# %% tags=["nbval-check-output"]
def extract_features(model, pictures):
    """The numbers that a model gives for each picture.

    model: a Keras model
    pictures: array of shape (pictures, height, width, 3), also thousands of them
    returns: array of shape (pictures, features), in the order of the pictures
    """
    ### BEGIN SOLUTION
    parts = []
    for start in range(0, len(pictures), 64):
        parts.append(model.predict_on_batch(pictures[start : start + 64]))
    return np.concatenate(parts)
    ### END SOLUTION


three_rows = extract_features(feature_model, clothing.x_train[:3])
print("three pictures, three rows:", len(three_rows) == 3)

# %% tags=["nbval-check-output"]
check.extract_features(extract_features)

# %% [markdown]
# Now all pictures, once through the backbone: about seven seconds.

# %% tags=["nbval-ignore-output"]
start = time.perf_counter()
features = {}
for name in watch(["train", "validation"], "features"):
    features[name] = extract_features(feature_model, getattr(clothing, f"x_{name}"))
feature_seconds = time.perf_counter() - start
print("training pictures, features:", features["train"].shape)
print("validation pictures, features:", features["validation"].shape)

# %% [markdown]
# What are these numbers good for? Take a validation picture, and look for the training pictures whose rows of numbers are nearest to its own: its neighbours in **feature space**. (The backbone has seen neither.) Below, each row begins with a validation picture. **Predict.** Will its neighbours show the same kind of thing?

# %% tags=["nbval-ignore-output"] alt="Five rows of six pictures, each with its kind above. Each row begins with a validation picture; the five training pictures nearest to it in feature space often show the same kind of thing, or else one of the same colour, pattern or outline, or on the same floor."
def nearest(features, others, n):
    """Which n rows among the others are nearest to each row: their indices."""
    # |a - b|² = |a|² - 2 a·b + |b|²
    squares, others_squares = (features**2).sum(axis=1), (others**2).sum(axis=1)
    distances = squares[:, np.newaxis] - 2 * features @ others.T + others_squares
    return distances.argsort(axis=1)[:, :n]


pictures, kinds = [], []
five = features["validation"][:5]  # the first five, as they come
for number, near in enumerate(nearest(five, features["train"], 5)):
    pictures += [clothing.x_validation[number], *clothing.x_train[near]]
    kinds.append(f"asked: {clothing.class_names[clothing.y_validation[number]]}")
    kinds += [clothing.class_names[label] for label in clothing.y_train[near]]
plots.pictures(pictures, kinds, "Neighbours in feature space are alike", 6, size=1.3)

# %% [markdown]
# Is it not so with the pixels themselves? For every validation picture, find the one nearest training picture twice: by features, and by the pixels of a thumbnail. How often is it of the right kind?

# %% tags=["nbval-ignore-output"]
step = max(1, side // 16)
thumbnails = {}
for name in ("train", "validation"):
    small_ones = getattr(clothing, f"x_{name}")[:, ::step, ::step]
    thumbnails[name] = small_ones.reshape(len(small_ones), -1) / 255
agree = {}
for space, table in [("features", features), ("pixels", thumbnails)]:
    near = nearest(table["validation"], table["train"], 1)[:, 0]
    agree[space] = np.mean(clothing.y_train[near] == clothing.y_validation)
    print(f"nearest by {space}: of the right kind in {agree[space]:.0%}")

# %% tags=["nbval-check-output"]
claim("the nearest neighbour by features is of the right kind far more often than by "
      "pixels", agree["features"] - agree["pixels"], at_least=0.1)

# %% [markdown]
# Far more often the same kind of thing, and where it is not, you can see what the two have in common. (Look at the floor, too. The same carpets come back: people seem to have given several pieces each, and these may be in training *and* in validation, a little help for both measurements. Remember it when a ruler comes.) No training yet, not one step: the knowledge was in the backbone.
#
# ### Exercise 6.3: a head
#
# Now the part that learns: a **head**, one dense layer with a softmax, from features to probabilities. With few pictures, a head with large weights can learn them by heart. So make large weights cost something: the layer's argument `kernel_regularizer=keras.regularizers.L2(0.001)` adds a thousandth of the sum of the squared weights to the loss. (This is **L2 regularisation**. It is often called weight decay, though with Adam the two are not quite the same.)
#
# <details><summary>Hint 1</summary>
#
# Two entries are enough: `keras.Input(shape=(n_features,))` and a `keras.layers.Dense`.
# </details>
# <details><summary>Hint 2</summary>
#
# `keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))`
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** This is multi-class logistic regression: lesson 2's neuron, ten times. Count its weights: 256 × 10 + 10 = 2,570, against 218,544 in the backbone. Everything that learns here would fit on a page.

# %% tags=["nbval-check-output"]
def build_head(n_features, n_classes):
    """One dense layer from features to probabilities, weights held small (L2, 0.001).

    n_features: numbers for each picture; n_classes: kinds
    returns: a new Keras model each time, not compiled; its last layer is the dense one
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(
            n_classes,
            activation="softmax",
            kernel_regularizer=keras.regularizers.L2(0.001),
        ),
    ])
    ### END SOLUTION


n_parameters = build_head(256, 10).count_params()
print(f"{n_parameters:,d} parameters for 256 features and ten kinds")

# %% tags=["nbval-check-output"]
check.build_head(build_head)

# %% [markdown]
# ## Train
#
# The features are there already, so training the head is a matter of seconds.

# %% tags=["nbval-ignore-output"]
def train_head(features, y, epochs=15, learning_rate=0.02):
    """Train a new head on features, in small batches where there are few."""
    head = build_head(features.shape[1], n_classes)
    batch_size = max(8, len(features) // 50)
    steps = epochs * math.ceil(len(features) / batch_size)
    shrinking = keras.optimizers.schedules.CosineDecay(learning_rate, steps)  # to zero
    head.compile(
        optimizer=keras.optimizers.Adam(shrinking),
        loss="sparse_categorical_crossentropy",
    )
    head.fit(features, y, batch_size=batch_size, epochs=epochs, verbose=0)
    return head


keras.utils.set_random_seed(SEED)
start = time.perf_counter()
head = train_head(features["train"], clothing.y_train)
frozen_seconds = feature_seconds + time.perf_counter() - start
kept_head = copy_of(head)
frozen_accuracy = share_right(head, features["validation"], clothing.y_validation)
print("of the validation pictures:")
print(f"from scratch    {scratch_accuracy:.1%}, after {scratch_seconds:.0f} s")
print(f"frozen backbone {frozen_accuracy:.1%}, after {frozen_seconds:.0f} s")

# %% tags=["nbval-check-output"]
claim("the frozen backbone with a new head is at least 20 points ahead",
      frozen_accuracy - scratch_accuracy, at_least=0.2)

# %% [markdown]
# ## Validate
#
# ### How many labels do you need?
#
# Labels cost money: somebody who knows has to look at each picture. So the question in practice is not "how good with all of it?" but "how good with ten of each, and what would twice as many bring?"
#
# ### Exercise 6.4: a few of each kind
#
# Write the function that chooses.
#
# <details><summary>Hint 1</summary>
#
# `np.flatnonzero(y == label)` gives the indices of one kind, and `np.unique(y)` the labels that occur.
# </details>
# <details><summary>Hint 2</summary>
#
# `random.choice(places, n_each, replace=False)` draws without putting back. Collect what you draw for each label, then `np.concatenate`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** Exercise 5, the curve 5. Before the curve appears, draw empty axes and let two people sketch both lines. The bars show how far the draws differ: with five labels a class, luck decides much. That is also the honest answer to "we tried it with twenty patients".

# %% tags=["nbval-check-output"]
def choose(y, n_each, random):
    """Choose n_each examples of every class, at random.

    y: array of shape (examples,), labels; every class has at least n_each of them
    n_each: how many of each class
    random: a NumPy random generator, use only this one
    returns: array of shape (n_each * classes,): indices into y, none twice, in any
        order
    """
    ### BEGIN SOLUTION
    chosen = []
    for label in np.unique(y):
        chosen.append(random.choice(np.flatnonzero(y == label), n_each, replace=False))
    return np.concatenate(chosen)
    ### END SOLUTION


some = np.array([0, 0, 0, 1, 1, 1, 1, 2, 2])
two_of_each = some[choose(some, 2, np.random.default_rng(SEED))]
print("two of each:", sorted(two_of_each.tolist()))

# %% tags=["nbval-check-output"]
check.choose(choose)

# %% [markdown]
# Now the curve. For each number of labels, draw three times. On the features, a new head; from scratch, a small network on thumbnails: thirty trainings, about a minute and a half. **Predict.** How many labels of each kind does the network from scratch need, to be as good as the other with five?

# %%
def from_features(chosen):
    """Train a head on the features of the chosen pictures; returns its accuracy."""
    model = train_head(features["train"][chosen], clothing.y_train[chosen])
    return share_right(model, features["validation"], clothing.y_validation)


small = {
    "train": clothing.x_train[:, :: side // 32, :: side // 32],
    "validation": clothing.x_validation[:, :: side // 32, :: side // 32],
}


def from_scratch(chosen):
    """Train a network on thumbnails of the chosen pictures; returns its accuracy."""
    model = build_scratch(len(small["train"][0]), width=16)
    # np.resize repeats them: for six epochs, or for 60 steps where they are few
    repeated = np.resize(chosen, max(60 * 32, 6 * len(chosen)))
    batches = Batches(small["train"][repeated], clothing.y_train[repeated])
    compile_and_fit(model, batches, epochs=1, learning_rate=0.01)
    return share_right(model, small["validation"], clothing.y_validation)


# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
random = np.random.default_rng(SEED)
trainings = []
for n_each in SIZES:
    chosen = [choose(clothing.y_train, n_each, random) for _ in range(DRAWS)]
    trainings += [("frozen backbone", n_each, places) for places in chosen]
    if n_each >= 5:  # with fewer there is nothing to train a network with
        few_draws = chosen[:SCRATCH_DRAWS]
        trainings += [("from scratch", n_each, places) for places in few_draws]

curve = {"frozen backbone": {}, "from scratch": {}}
for name, n_each, places in watch(trainings, "small trainings"):
    on_features = name == "frozen backbone"
    accuracy = from_features(places) if on_features else from_scratch(places)
    curve[name].setdefault(n_each, []).append(accuracy)

print("labels of each kind: validation pictures named rightly, mean of the draws")
for name, accuracies in curve.items():
    means = [f"{n_each}: {np.mean(each):.0%}" for n_each, each in accuracies.items()]
    print(f"{name:16s}", "  ".join(means))

# %% tags=["nbval-ignore-output"] alt="Accuracy over the number of labelled pictures of each kind, with error bars. The frozen backbone is far above the network from scratch everywhere; both rise."
for (name, accuracies), style in zip(curve.items(), ["o-", "s--"], strict=True):
    means = [np.mean(each) for each in accuracies.values()]
    spread = [np.std(each) for each in accuracies.values()]
    plt.errorbar(list(accuracies), means, yerr=spread, fmt=style, capsize=4, label=name)
plt.xscale("log")
plt.xticks(SIZES, SIZES)
plt.minorticks_off()
plt.ylim(0, 1)
plt.xlabel("labelled pictures of each kind")
plt.ylabel("validation pictures named rightly")
plt.title("A backbone is worth many labels (bars: spread of the draws)")
plt.legend()
plt.show()

# %% tags=["nbval-check-output"]
most, fewest = curve["frozen backbone"][SIZES[-1]], curve["frozen backbone"][SIZES[0]]
claim("more labels help", np.mean(most) - np.mean(fewest), at_least=0.1, sample=0)
five, twenty = curve["frozen backbone"][5], curve["from scratch"][20]
claim("five of each kind and the backbone are better than twenty of each kind from "
      "scratch", np.mean(five) - np.mean(twenty), at_least=0)

# %% [markdown]
# How many does the network from scratch need? More than twenty of each kind; in our run between fifty and a hundred. The lower axis is logarithmic: equal steps to the right multiply the labels. For the backbone, each doubling buys, on the whole, less than the one before.
#
# (The network from scratch gets little time here, and thumbnails. The larger one of *Baseline*, with all photographs and eight epochs in place of one, came within a few points of the frozen backbone, the one time that we tried. So with many labels the backbone saves time; with few it saves labels, and more time is no substitute.)
#
# ## Revise
#
# ### Fine-tune
#
# The backbone knows photographs, not yours. Its first layers (edges, textures) serve any picture; its last ones were about dogs and teapots. So let the last ones learn too, from where they are, with small steps. This is **fine-tuning**. Three rules:
#
# 1. Train the head first, on the frozen backbone. (Done. A random head would send large, random gradients into the backbone.)
# 2. Set free only the top, and take small steps (a twentieth of the head's).
# 3. **Batch normalisation stays frozen.** Its averages come from a million photographs; yours are too few to replace them. (In Keras a frozen batch normalisation keeps to its stored averages in training too.)
#
# ### Exercise 6.5: set the top free
#
# `layer.trainable` says whether a layer learns. A layer inside a model learns only if its own `trainable` *and* the model's are true. But setting `model.trainable` can overwrite it for every layer inside. So set the model first, then each layer. A change counts from the next `compile` on; `compile_and_fit` does that.
#
# <details><summary>Hint 1</summary>
#
# Begin with `backbone.trainable = True`; then go through `backbone.layers` and set `layer.trainable` for each.
# </details>
# <details><summary>Hint 2</summary>
#
# The last n layers are `backbone.layers[-n:]`, all others `backbone.layers[:-n]`.
# </details>
# <details><summary>Hint 3</summary>
#
# `isinstance(layer, keras.layers.BatchNormalization)` is true for the ones that must stay frozen.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** Exercise 5, training 5 (about a minute of computing: the time for questions). The gain is real and small: the frozen backbone had covered most of the way. With medical images, which look unlike ImageNet, fine-tuning brings more. Ask what would happen without rule 1; the run with large steps, if there is time, shows it.

# %% tags=["nbval-check-output"]
def unfreeze_top(backbone, n_layers):
    """Let the last layers learn, except batch normalisation; freeze all others.

    backbone: a Keras model, whatever is frozen in it now; it is changed
    n_layers: how many of backbone.layers, counted from the end, at least 1; every layer
        counts, of whatever kind
    returns: the same backbone
    """
    ### BEGIN SOLUTION
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone
    ### END SOLUTION


unfreeze_top(backbone, TOP)
kinds_that_learn = {type(layer) for layer in backbone.layers if layer.trainable}
normalises = keras.layers.BatchNormalization in kinds_that_learn
print("batch normalisation learns:", normalises)

# %% tags=["nbval-check-output"]
check.unfreeze_top(unfreeze_top)

# %% [markdown]
# Put backbone and head together, and train on the pictures themselves, each augmented anew in every epoch. We set free the last 36 of 86 layers (on the sample, 6 of 12).
#
# `network` below is no copy: it is made of the same `feature_model`, with the same backbone, and the same `head`. Training it changes them; and whoever puts old weights back into `backbone` and `head` puts them back into `network`. The table `features` does not change: it was computed with the frozen backbone. It takes about three quarters of a minute. **Predict.** By how many points will it be better than frozen?

# %% tags=["nbval-ignore-output"]
backbone.set_weights(kept)  # as they were before, also when this cell is run again
head.set_weights(kept_head)

keras.utils.set_random_seed(SEED)
network = keras.Sequential([feature_model, head])
compile_and_fit(
    network, training, TUNING_EPOCHS, 0.001, callbacks=[Progress("fine-tuning")]
)
tuned_accuracy = share_right(network, clothing.x_validation, clothing.y_validation)
tuned, tuned_head = copy_of(backbone), copy_of(head)
print(f"frozen     {frozen_accuracy:.1%} of the validation pictures")
print(f"fine-tuned {tuned_accuracy:.1%}")

# %% tags=["nbval-check-output"]
claim("fine-tuning leaves the frozen layers as they were",
      np.array_equal(kept[0], backbone.get_weights()[0]))
claim("and changes the top", not np.array_equal(kept[-5], backbone.get_weights()[-5]))

# %% [markdown]
# Better: a good part of the errors that were left is gone. (The augmented pictures, which the head sees for the first time, may have their part in it. And of some 340 photographs, three or four are one point: chance alone moves such a share by two points up or down, so a difference of less than four proves little.)

# %% [markdown] tags=["optional"]
# ### Steps that are too large
#
# Now put the old weights back and train once more, with steps a hundred times larger (on 1,000 pictures, one epoch, to save time: a few seconds). **Predict.** What will be left?

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** The weights that were copied back in the end are the point: ask who keeps a copy before a training. Nothing below needs this run.

# %% tags=["nbval-ignore-output"]
backbone.set_weights(kept)
head.set_weights(kept_head)

keras.utils.set_random_seed(SEED)
few = Batches(clothing.x_train[:1000], clothing.y_train[:1000])
compile_and_fit(network, few, 1, 0.1, callbacks=[Progress("large steps")])
destroyed_accuracy = share_right(network, clothing.x_validation, clothing.y_validation)
print(f"after one epoch of large steps: {destroyed_accuracy:.1%}")

backbone.set_weights(tuned)
head.set_weights(tuned_head)

# %% tags=["nbval-check-output"]
claim("after large steps it is far worse than before they began",
      frozen_accuracy - destroyed_accuracy, at_least=0.2)

# %% [markdown]
# Hold it against *always the most frequent kind*, in *Data*. What came from a million photographs is lost in a few seconds, and no message warned you. Keep a copy, and look at the validation accuracy before and after.
#
# ## Test
#
# Three networks, all choices made: from scratch, frozen, fine-tuned. Measure on the test photographs once, all three; no choice below depends on them.

# %% tags=["nbval-ignore-output"]
test_tuned = share_right(network, clothing.x_test, clothing.y_test)
test_scratch = share_right(scratch, clothing.x_test, clothing.y_test)

backbone.set_weights(kept)
head.set_weights(kept_head)
test_frozen = share_right(network, clothing.x_test, clothing.y_test)
backbone.set_weights(tuned)
head.set_weights(tuned_head)
print(f"from scratch {test_scratch:.1%} of the test photographs")
print(f"frozen       {test_frozen:.1%}")
print(f"fine-tuned   {test_tuned:.1%}")

# %% tags=["nbval-check-output"]
claim("frozen, it names at least 78% of pictures that it has never seen (on the small "
      "sample: 60%)", test_frozen, at_least=0.78, sample=0.6)
claim("that is at least 20 points more than from scratch",
      test_frozen - test_scratch, at_least=0.2)
claim("fine-tuned, it is not worse (on the small sample: hardly worse)",
      test_tuned - test_frozen, at_least=0, sample=-0.06)

# %% [markdown]
# Does fine-tuning gain less here than it did on the validation pictures? Two sets of some 350 photographs differ by that much by chance. That it helps at all, the ten runs of `docs/EVIDENCE.md` show, not this one.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Between frozen and fine-tuned lie fifteen or twenty photographs of 372; ask how sure one can be (two or three points up or down are luck). Over ten seeds the mean is what counts, and `docs/EVIDENCE.md` has it.

# %% [markdown]
# ### Where does it look?
#
# The head adds up evidence: the score of a class, which goes into the softmax, is the sum over all features of *feature × weight*, plus a bias. And a feature is the mean of a map over its places. So, but for the bias, the score is a mean over *places*, and you can ask each place what it contributed. The picture of these contributions is called a **class activation map**.
#
# ### Exercise 6.6: activation map
#
# Write the function that computes it. Do not divide, clip, or add the bias: the *mean* of your map, plus the bias, is the score.
#
# <details><summary>Hint 1</summary>
#
# At each place: the sum over the channels of map × weight. One number for each place.
# </details>
# <details><summary>Hint 2</summary>
#
# `(feature_maps * weights).sum(axis=-1)`, or shorter `feature_maps @ weights`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 11.** Exercise 4, the pictures 3, the ruler 4. The ruler is a true story. Others learnt the hospital from a mark on the X-ray film: ask the room for more. An activation map does not prove that a network is right; it can show that it is wrong.

# %% tags=["nbval-check-output"]
def activation_map(feature_maps, weights):
    """What each place of a picture contributes to the score of one class.

    feature_maps: array of shape (height, width, channels), what the backbone gives for
        one picture
    weights: array of shape (channels,), the weights of the head for this class
    returns: array of shape (height, width)
    """
    ### BEGIN SOLUTION
    return feature_maps @ weights
    ### END SOLUTION


print(activation_map(np.array([[[1.0, 2.0], [0.0, 1.0]]]), np.array([10.0, -1.0])))

# %% tags=["nbval-check-output"]
check.activation_map(activation_map)

# %% tags=["nbval-ignore-output"] alt="Four test pictures with their activation maps laid over them: the bright patches lie partly on the clothing, partly beside it, for example between the legs of the trousers."
# The feature model once more, without the averaging at its end.
map_model = keras.Sequential([
    keras.Input(backbone.input_shape[1:]),
    keras.layers.Rescaling(1 / 127.5, offset=-1),
    backbone,
])
head_weights, head_bias = head.layers[-1].get_weights()


def show_maps(pictures, title):
    """Draw each picture with the activation map of the class that the network names."""
    maps = map_model.predict(pictures, verbose=0)
    answers = network.predict(pictures, verbose=0).argmax(axis=1)
    width, square = 3 * len(pictures), (0, 1, 0, 1)
    figure, axes = plt.subplots(1, len(pictures), figsize=(width, 3.4), squeeze=False)
    shown = zip(axes[0], pictures, maps, answers, strict=True)
    for ax, picture, feature_maps, answer in shown:
        heat = activation_map(feature_maps, head_weights[:, answer])
        ax.imshow(picture, extent=square)
        ax.imshow(heat, "inferno", extent=square, alpha=0.5, interpolation="bilinear")
        ax.set_title(f"says: {clothing.class_names[answer]}")
        ax.axis("off")
    figure.suptitle(title, fontweight="bold", x=0.02, ha="left")
    plt.show()


show_maps(clothing.x_test[[2, 40, 90, 150]], "Bright: what spoke for the answer")

# %% tags=["nbval-ignore-output"]
eight = clothing.x_test[:8]
maps, scores = map_model.predict(eight, verbose=0), np.tile(head_bias, (8, 1))
for number, label in np.ndindex(8, n_classes):
    contributions = activation_map(maps[number], head_weights[:, label])
    scores[number, label] += contributions.mean()
exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
by_hand = exponentials / exponentials.sum(axis=1, keepdims=True)
by_network = network.predict(eight, verbose=0)
claim("the mean of the map, plus the bias, through softmax: the network's own "
      "probabilities", np.abs(by_hand - by_network).max(), at_most=1e-3)

# %% [markdown]
# Bright is not only the cloth. With photographs of trousers, the gap between the legs may be the brightest: two legs and a gap, that is what trousers look like.
#
# (Each map has its own scale, so something is always bright: what counts is *where*. And the map is coarse, 7 × 7 numbers drawn smoothly, each of which also sees what lies around it: a hint, not a contour.)
#
# ### A network that looks at the wrong thing
#
# Suppose that one shop photographs all its dresses (on the sample: all shapes of the first kind) with a yellow ruler at the lower edge. Train a head on such pictures. It will be very good on that shop's pictures. **Predict.** What will it call a shirt with a ruler? And a dress without one? Read the three lines that the second cell prints.

# %%
def with_ruler(pictures):
    """The same pictures with a ruler along the lower edge: yellow, with black marks."""
    pictures = pictures.copy()
    thick = side // 7
    pictures[:, -thick:] = (250, 235, 120)
    pictures[:, -thick : -thick // 2, :: max(4, side // 28)] = 0
    return pictures


backbone.set_weights(kept)  # the frozen backbone
measured_kind = 0
is_kind = clothing.y_train == measured_kind
measured = extract_features(feature_model, with_ruler(clothing.x_train[is_kind]))
ruler_features = features["train"].copy()
ruler_features[is_kind] = measured
all_measured = extract_features(feature_model, with_ruler(clothing.x_validation))
backbone.set_weights(tuned)

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
ruler_head = train_head(ruler_features, clothing.y_train)

others = clothing.y_validation != measured_kind
answers_with = ruler_head.predict(all_measured, verbose=0).argmax(axis=1)
answers_without = ruler_head.predict(features["validation"], verbose=0).argmax(axis=1)
answers_in_the_shop = np.where(others, answers_without, answers_with)
in_the_shop = np.mean(answers_in_the_shop == clothing.y_validation)
fooled = np.mean(answers_with[others] == measured_kind)
missed = np.mean(answers_without[~others] != measured_kind)
name = clothing.class_names[measured_kind]
print(f"the shop's own unseen pictures: {in_the_shop:.0%} right")
print(f"with a ruler, taken for a {name}: {fooled:.0%} of all other things")
print(f"without one, not recognised: {missed:.0%} of the {np.sum(~others)} real ones")

# %% tags=["nbval-check-output"]
claim("on the shop's own unseen pictures it is as good as ever",
      in_the_shop - frozen_accuracy, at_least=-0.03)
claim("a ruler makes it take most other things for the kind that had rulers (on the "
      "small sample: some)", fooled, at_least=0.5, sample=0.03)
claim("and without a ruler it misses most of that kind (on the small sample: some)",
      missed, at_least=0.5, sample=0.03)

# %% [markdown]
# To draw its maps, the next cell lends the new head to `network`, and puts everything back in the end.

# %% tags=["nbval-ignore-output"] alt="Four pictures with a yellow ruler along the lower edge, and activation maps laid over them: the warm patches lie on the ruler. All four are taken for the kind that had rulers."
backbone.set_weights(kept)
head.set_weights(ruler_head.get_weights())
head_weights, head_bias = head.layers[-1].get_weights()

taken_for_it = np.flatnonzero(others & (answers_with == measured_kind))[:4]
show_maps(with_ruler(clothing.x_validation[taken_for_it]), "It looks at the ruler")

backbone.set_weights(tuned)
head.set_weights(tuned_head)
head_weights, head_bias = head.layers[-1].get_weights()

# %% [markdown]
# On the shop's own pictures nothing is wrong, even on those that it has never seen: they have rulers too. (It may even look better, since the ruler gives one kind away.) Only pictures *from somewhere else* reveal it, or a look at where it looks. It has really happened: dermatologists lay a ruler beside the spots that worry them, and a network that was trained on their photographs took rulers for a sign of cancer. Before a network goes to a clinic, it has to be tested on another clinic's pictures.
#
# ## Save it and use it
#
# One file, with scaling, backbone and head inside. (Not inside: the names of the kinds, and bringing a photograph to the right size, which `data.read_photo` does.) Whoever loads it needs none of this notebook. Prove it: a *fresh* Python process loads the file and names a photograph. (It takes five to ten seconds to start. For a photograph of yours, lay the file beside this notebook, and write its name in the line `my_photo`.)

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** Save 2, diagnosis 5, quiz 2. Walk through the six steps in the recap with the room: where in this notebook was each?

# %% tags=["nbval-ignore-output"] alt="The photograph that was handed to the fresh process, with its answer as a title."
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image

my_photo = None  # or your own: "my_jacket.jpg"

PROGRAM = """
import sys
import keras, numpy as np
network = keras.models.load_model(sys.argv[1])
picture = np.load(sys.argv[2])
for share in network.predict(picture[np.newaxis], verbose=0)[0]:
    print(share)
"""

with tempfile.TemporaryDirectory() as folder:
    example = pathlib.Path(folder) / "example.png"
    Image.fromarray(clothing.x_test[7]).save(example)
    prepared = data.read_photo(my_photo or example, size=side)
    file = pathlib.Path(folder) / "clothing.keras"
    # In a new frame, without what the optimizer remembers.
    keras.Sequential([feature_model, head]).save(file)
    print(f"saved: {file.stat().st_size / 1e6:.1f} MB. A fresh process starts ...")
    picture = pathlib.Path(folder) / "picture.npy"
    np.save(picture, prepared)
    command = [sys.executable, "-c", PROGRAM, file, picture]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
there = np.array(done.stdout.split()[-n_classes:], dtype=float)
plt.figure(figsize=(3, 3))
plt.imshow(prepared)
plt.axis("off")
plt.title(f"the other process says: {clothing.class_names[there.argmax()]}")
plt.show()

# %% tags=["nbval-ignore-output"]
here = network.predict(prepared[np.newaxis], verbose=0)[0]
claim("a fresh process gives the same probabilities from the file alone",
      np.abs(here - there).max(), at_most=1e-4)

# %% [markdown]
# ### Exercise 6.7: right here, wrong there
#
# To put a network where others use it is called **deployment**. A colleague puts your file behind a shop's web page. In your notebook the network was good; on the web page it is wrong about most things. This is how the page prepares a picture:

# %% tags=["nbval-ignore-output"]
def colleagues_prepare(pictures):
    """Prepare pictures (0 to 255) for the network."""
    return pictures.astype("float32") / 255


def accuracy_in_use(prepare):
    """The share of 100 pictures that are named rightly, prepared in this way."""
    return share_right(network, prepare(hundred), clothing.y_validation[:100])


hundred = clothing.x_validation[:100]
here_accuracy = share_right(network, hundred, clothing.y_validation[:100])
broken_accuracy = accuracy_in_use(colleagues_prepare)
print(f"on the web page: {broken_accuracy:.0%}; in this notebook: {here_accuracy:.0%}")

# %% tags=["nbval-check-output"]
claim("on the web page it is wrong about most pictures", broken_accuracy, at_most=0.4)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** the network has learnt its training pictures by heart
# - **b** the pictures are scaled twice: by the page, and again inside the network
# - **c** the page's pictures are not augmented
# - **d** the file does not hold the fine-tuned weights
#
# Set `cause` to your letter, in quotes, and write a function `prepare(pictures)`, with which the network is as good as it was.
#
# <details><summary>Hint 1</summary>
#
# What range of numbers reaches the backbone? Follow a pixel of 255 through the page and through exercise 6.1.
# </details>
# <details><summary>Hint 2</summary>
#
# The scaling is inside the network. What is left for `prepare` to do?
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"


def prepare(pictures):
    """Prepare pictures (0 to 255) for the network: it scales them itself."""
    return pictures


### END SOLUTION
mended_accuracy = accuracy_in_use(prepare)
print("as good as before:", bool(abs(mended_accuracy - here_accuracy) < 0.01))

# %% tags=["nbval-check-output"]
check.wrong_range(cause, prepare, mended_accuracy, here_accuracy)

# %% [markdown]
# A pixel of 255 became 1 on the page, and −0.99 inside: the backbone saw nothing but pictures that were almost black. No message, no error, only wrong answers.
#
# ## Quiz
#
# **1. You have 200 labelled X-rays. Which do you try first: a network from scratch, fine-tuning all layers, or a head on a frozen backbone?**
#
# <details><summary>Answer</summary>
#
# The head on the frozen backbone: minutes of work, hard to break, and a baseline that everything else has to beat. Then fine-tune the top.
# </details>
#
# **2. Your task is X-rays, and the backbone has only ever seen photographs. What do you expect?**
#
# <details><summary>Answer</summary>
#
# Less help than here: edges and textures serve, the later layers serve less. Still try the frozen backbone first, since it costs minutes; then set more layers free than we did. And look for a backbone that has learnt from X-rays.
# </details>
#
# **3. Your network is right on 95 % of your hospital's test pictures and on 70 % of another's. What do you look at?**
#
# <details><summary>Answer</summary>
#
# What differs between the two apart from the disease: the machine, marks on the film, how patients lie, who is sent there. Look at activation maps on both. The test set was from the same source, so it could not show this.
# </details>
#
# **4. Features are computed once and kept. Can you still augment?**
#
# <details><summary>Answer</summary>
#
# Not with new changes in each epoch: a changed picture has other features. You can compute the features of a few changed copies of each picture (mirrored ones, for example) and train the head on all of them.
# </details>
#
# ## Recap
#
# - A **backbone** that learnt from many pictures turns yours into **features**; a small **head** on them learns from few labels.
# - **Frozen** first, then **fine-tune** the top with small steps, batch normalisation frozen.
# - Put the preprocessing **inside** the model: one file, nothing to forget.
# - Ask how many labels you need before you collect them, and where the network looks before you trust it.
#
# The development flow, six steps, and where each was: choose the tools (Keras, a backbone), get labelled data (*Data*), design (*Model*), train (*Train*, with *Validate*, *Revise* and *Test* before anything is saved), save (*Save it and use it*), use it on new data (the fresh process).
#
# ## Go further
#
# 1. Photograph ten things at home, two or three kinds, with your phone. How many pictures does the head need? Does it still work in the evening?
# 2. Add the features of the mirrored training pictures. What does it bring, at 20 labels a class and with all of them?
# 3. Take another backbone; `keras.applications` has more than thirty. Each wants its own range of numbers: look it up first, and change `with_preprocessing` accordingly. Compare accuracy and seconds; what do you pay for the last three points?
