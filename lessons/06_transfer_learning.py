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
#
# From such a table to a network that somebody uses, the **development flow** has six steps. Each is ticked off below, where it is done.
#
# | step | |
# |---|---|
# | 1 | choose the tools |
# | 2 | get labelled data |
# | 3 | design the network |
# | 4 | train it (and validate, revise, test) |
# | 5 | save it |
# | 6 | use it on new data |
#
# ☑ *Step 1, the tools:* Keras, and a network that others have trained.

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Ask who in the room has data of their own, and how many labelled examples. Nearly always the answer is between fifty and a few thousand, which is what this lesson is for. Write the six steps on the board, and let somebody tick them off.

# %% [markdown]
# ## Data
#
# People laid their clothes on the floor, or wore them, and took a picture: 3,781 photographs of ten kinds, given away for everybody to use. Their authors have split them into training, validation and test, and we keep that. We load them at 224 × 224 pixels, the size for which the network of this lesson was trained. (Opening them takes about half a minute the first time. The line below the cell says which copy you have got; one of 192 pixels is enlarged a little.)

# %% tags=["nbval-ignore-output"]
clothing = data.load("clothing", size=224)

# %%
# Numbers that the cells below read by name. The small sample needs others.
SHRINK, SCRATCH_EPOCHS = 4, 8
SIZES, SCRATCH_SIZES, DRAWS, SCRATCH_DRAWS = (5, 10, 20, 50, 100), (5, 20, 100), 3, 2
TOP, TUNING_EPOCHS = 36, 6
ON_SAMPLE = clothing.tier == "sample"
if ON_SAMPLE:
    SHRINK, SCRATCH_EPOCHS = 1, 6
    SIZES, SCRATCH_SIZES, DRAWS, SCRATCH_DRAWS = (2, 5, 20), (5, 20), 2, 1
    TOP, TUNING_EPOCHS = 6, 8

# %% tags=["nbval-ignore-output"] alt="Two photographs of each kind with its name above, for example a hat on a table, a pair of trousers on a carpet, somebody in a dress. Light, distance and background differ widely."
n_classes = len(clothing.class_names)
side = clothing.x_train.shape[1]
two_of_each = np.concatenate(
    [np.flatnonzero(clothing.y_train == label)[:2] for label in range(n_classes)]
)
kinds = [clothing.class_names[label] for label in clothing.y_train[two_of_each]]
plots.pictures(clothing.x_train[two_of_each], kinds, "Few pictures, and no two alike")

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

# %% [markdown]
# Seven T-shirts for each skirt. Remember the skirt: under *Test* you will ask how many of them are found. (The test photographs have other shares than the training ones: a T-shirt is one in seven there, not one in four.)
#
# ☑ *Step 2, labelled data:* looked at, counted, and split in three.

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Look for shirts that could be T-shirts: the labels are people's words, so nobody will reach 100 %. The counts are unequal; ask what accuracy hides then (a network that never says *skirt* loses three or four points).

# %% [markdown]
# ## Baseline
#
# First an opponent: a network like lesson 4's, trained from scratch on these photographs alone. It gets all 3,000 of them, augmented, and eight epochs: about half a minute. (It looks at them shrunk to 56 × 56 pixels, and has half of lesson 4's filters. Twice as many took three times as long, and brought a point or two.)
#
# You may run the next two cells without reading them. The first function is lesson 4's training, `Batches` hands out augmented pictures 32 at a time, and `share_right` is the accuracy. **Predict.** What share of the validation photographs will it name rightly? A number from 0 to 1.

# %%
import math
import time


def compile_and_fit(model, batches, epochs, learning_rate, words, validation=None):
    """Lesson 4's training: steps grow for a quarter of the time, then shrink to zero.

    batches: a keras.utils.PyDataset; words: what is trained
    validation: pictures and labels, measured after each epoch
    returns: the seconds it took, and the accuracies on the validation pictures
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
    fitted = model.fit(batches, epochs=epochs, validation_data=validation,
                       callbacks=[Progress(words)], verbose=0)
    return time.perf_counter() - start, fitted.history.get("val_accuracy", [])


def share_right(model, x, y):
    """The share of examples whose most probable class is the right one."""
    return np.mean(model.predict(x, batch_size=64, verbose=0).argmax(axis=1) == y)


# %%
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


# %% [markdown]
# The opponent itself is worth reading: four times convolution, batch normalisation, ReLU and pooling, then one average for each map.

# %%
def build_scratch(side):
    """A network like lesson 4's, for pictures of side × side pixels."""
    layers = [keras.Input(shape=(side, side, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 64):
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


def shrink(pictures, factor):
    """Smaller pictures: each block of factor × factor pixels becomes their mean."""
    n, height, width, _ = pictures.shape
    size = (n, height // factor, factor, width // factor, factor, 3)
    return pictures.reshape(size).mean(axis=(2, 4), dtype="float32").astype("uint8")


# %%
guess_scratch = None  # write your number here

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
small_train, small_validation, small_test = (
    shrink(pictures, SHRINK)
    for pictures in (clothing.x_train, clothing.x_validation, clothing.x_test)
)
scratch = build_scratch(side // SHRINK)
scratch_seconds, scratch_curve = compile_and_fit(
    scratch, Batches(small_train, clothing.y_train), SCRATCH_EPOCHS, 0.01,
    "from scratch", validation=(small_validation, clothing.y_validation),
)
scratch_accuracy = share_right(scratch, small_validation, clothing.y_validation)
predicted("share of the validation photographs that it names rightly",
          guess_scratch, scratch_accuracy)

# %% tags=["nbval-check-output"]
claim("from scratch, the network is wrong on at least a fifth of the pictures",
      scratch_accuracy, at_most=0.8)
claim("and far better than always saying the most frequent kind (on the small "
      "sample: hardly worse)", scratch_accuracy - always_the_same,
      at_least=0.3, sample=-0.1)

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Let it run while you collect guesses. It is not a bad network: of its kind it reached 80 % in lesson 4, with 45,000 pictures. Started anew for 32 epochs it comes to 81 % here too, as well as the frozen backbone; the figure under *Train* shows that run, so nobody can say that the race was fixed. Short of time? Give 6.2 and 6.4 ready-made; keep 6.1, 6.3, 6.5, the ruler and 6.7.

# %% [markdown]
# ## Model
#
# ### A network that has seen a million photographs
#
# In 2017 a network was trained for days on **ImageNet**: 1.2 million photographs, a thousand kinds of things, dogs and teapots and fire engines. It is called MobileNet, was built to be small, and its weights are public. We take its narrowest version (`alpha=0.25`: a quarter of the filters).
#
# Some dozens of the thousand kinds are clothes and shoes, so ours is an easy task for it. But it has learnt more than names: to tell a hundred breeds of dogs apart, it needed edges, textures, folds, round and pointed shapes. **Transfer learning** keeps the layers that find them and throws away only the last one, with its thousand answers.
#
# The less your pictures look like these photographs, X-rays for example, the less such layers help. Even so, many studies of medical pictures, of tumours in brain scans or of mammograms, begin this way: a clinic seldom has a million labelled ones.
#
# `include_top=False` leaves the end off. (Keras calls the end of a network its top.) What is left is called the **backbone**. (On the sample data, the backbone is a small network of the course's own, which has learnt ten *other* kinds of shapes.)

# %% tags=["nbval-ignore-output"]
if ON_SAMPLE:
    backbone = keras.models.load_model(data.BACKBONE)
else:
    backbone = keras.applications.MobileNet(
        alpha=0.25, include_top=False, weights="imagenet", input_shape=(side, side, 3)
    )
print(f"{len(backbone.layers)} layers, {backbone.count_params():,d} weights")
print(f"a picture {backbone.input_shape[1:]} becomes maps {backbone.output_shape[1:]}")

# %% tags=["nbval-check-output"]
claim("what comes out are feature maps: smaller than the picture, and many",
      backbone.output_shape[1] < side / 4 and backbone.output_shape[-1] > 32)

# %% [markdown]
# 86 layers and so few weights: how? An ordinary convolution looks around and mixes the maps in one go, with a 3 × 3 kernel for each pair of an old map and a new one. MobileNet does it one after the other. First each map gets *one* 3 × 3 kernel of its own, which looks around in that map alone: a **depthwise convolution**. Then a convolution of 1 × 1 mixes the maps, place by place. From 128 maps to 128:

# %% tags=["nbval-check-output"]
def weights_of(layer, maps=128):
    """How many weights a layer has for so many maps."""
    layer.build((None, 14, 14, maps))
    return layer.count_params()


at_once = weights_of(keras.layers.Conv2D(128, 3, use_bias=False))
around = weights_of(keras.layers.DepthwiseConv2D(3, use_bias=False))
across = weights_of(keras.layers.Conv2D(128, 1, use_bias=False))
print(f"3 × 3, all maps at once     {at_once:7,d} = 3 × 3 × 128 × 128")
print(f"3 × 3, each map for itself  {around:7,d} = 3 × 3 × 128")
print(f"1 × 1, across the maps      {across:7,d} = 128 × 128")
claim("around and then across: an eighth of the weights",
      at_once / (around + across), at_least=8)

# %% [markdown]
# ### Which numbers does it want?
#
# A backbone expects pixels as it saw them in training. Three ranges are common: 0 to 255, 0 to 1, and −1 to 1. The file does not say which, and nothing warns you if you take another.
#
# But there is a witness. Batch normalisation (lesson 4) keeps for each map the mean and the variance that it met in training. The first one stands right behind the first convolution, so it remembers how widely the numbers varied there, when the pictures came as they should. `spread(low, high)` lets fifty of *our* pictures through that convolution, their pixels stretched from `low` to `high`, and compares.

# %%
is_norm = [isinstance(x, keras.layers.BatchNormalization) for x in backbone.layers]
first_norm = backbone.layers[is_norm.index(True)]
first_convolution = keras.Model(backbone.inputs, first_norm.input)


def spread(low, high):
    """How widely the first maps vary on our pictures, as a multiple of what is stored.

    low, high: what pixels of 0 and of 255 become
    """
    pictures = low + (high - low) * (clothing.x_train[:50] / 255)
    maps = first_convolution.predict(pictures, verbose=0)
    stored = keras.ops.convert_to_numpy(first_norm.moving_variance)
    return float(np.sqrt(maps.var(axis=(0, 1, 2)).mean() / stored.mean()))


low = high = None  # exercise 6.1 sets them


# %% [markdown]
# ### Exercise 6.1: preprocessing belongs inside
#
# Two things to do, each in a cell below.
#
# - Measure with `spread`, in a cell of your own, and set `low` and `high` to the range that this backbone wants: `low, high = ...`
# - Whoever uses the network later could easily forget the scaling. So write a function that puts it *into* a model, for any backbone and any `low` and `high`: pictures from 0 to 255 go in, are scaled, pass the backbone, and each feature map is averaged over all its places (global average pooling, lesson 4). One row of numbers for each picture comes out.
#
# Use layers of Keras's own, since a model is to be saved to a file and opened by people who have not got your code.
#
# <details><summary>Hint 1</summary>
#
# `spread(0, 255)` is how many times too wide or too narrow? And what should come out when the range is right?
# </details>
# <details><summary>Hint 2</summary>
#
# `keras.layers.Rescaling(scale, offset=...)` computes pixel × scale + offset. A pixel of 0 has to become `low`: that is the offset. A pixel of 255 has to become `high`: solve for the scale.
# </details>
# <details><summary>Hint 3</summary>
#
# A model can be a layer of another: it stands in the list of `keras.Sequential([...])` by its name alone, without brackets behind it. `backbone()` would call it, with nothing. The list begins with `keras.Input(shape=...)`; `backbone.input_shape` has one entry too many for that.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 13.** Depthwise 1, preprocessing 6, features 3, neighbours 3. Each family of networks has its own range, and nothing warns you when it is wrong: exercise 6.7 shows what happens. The witness works for any backbone that begins with a convolution and batch normalisation. In 6.1 the mistakes to expect are the scale turned over (127.5 in place of 1/127.5) and −1, 1 written into the function. In 6.2 it is `training=True`, or calling the model on all pictures at once, which fills the memory.

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
# spread(0, 255) is above 100, spread(0, 1) about one half, spread(-1, 1) about one.
low, high = -1, 1
### END SOLUTION
print("about the spread that is remembered:", abs(spread(low, high) - 1) < 0.3)

# %% tags=["nbval-check-output"]
def with_preprocessing(backbone, low, high):
    """A model that takes pictures as they are and gives one row of numbers for each.

    backbone: a Keras model that takes pictures of shape (height, width, 3), from low to
        high, and gives feature maps
    low, high: what pixels of 0 and of 255 have to become
    returns: a Keras model that takes the same pictures from 0 to 255, scales them,
        hands them to the backbone, and averages each feature map over its places
    """
    ### BEGIN SOLUTION
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])
    ### END SOLUTION


feature_model = with_preprocessing(backbone, low, high)
as_many = feature_model.output_shape[1:] == backbone.output_shape[-1:]
print("numbers for each picture, as many as the backbone has maps:", as_many)

# %% tags=["nbval-check-output"]
check.with_preprocessing(with_preprocessing, low, high)

# %% tags=["nbval-ignore-output"]
for range_ in [(0, 255), (0, 1), (-1, 1)]:
    print(f"pixels from {range_[0]:2d} to {range_[1]:3d}: {spread(*range_):6.2f} times",
          "the spread that the backbone remembers")
claim("in the range chosen, the spread is about the one that is remembered",
      abs(spread(low, high) - 1), at_most=0.3)

# %% [markdown]
# Would the neighbours, which come next, have told you the range? Hardly: with pixels from 0 to 1 nearly as many of them fit (we tried). A wrong range can do harm that does not catch the eye. Look for a witness, or read the backbone's own page.
#
# ### Exercise 6.2: pictures to features
#
# We do not train the backbone now: we never call `fit` on it, so its weights stay as they are. It is **frozen**. (In a model that *is* trained, freezing has to be said: exercise 6.5.) Then a picture always becomes the same row of numbers, its **features**, and it is enough to compute them once. Write the function; it has to manage thousands of pictures, so hand them over in batches.
#
# <details><summary>Hint 1</summary>
#
# `model.predict_on_batch(pictures[start : start + 64])` gives the features of 64 pictures. Hand them over as they are: no `/ 255`, the scaling is inside. (`model.predict` can make the batches itself, and needs more memory: it copies the pictures first.)
# </details>
# <details><summary>Hint 2</summary>
#
# `range(0, len(pictures), 64)` gives the places where the batches begin; the last one may be smaller. (If you call the model itself: `model(batch, training=False)`, as `predict` does. In training, batch normalisation takes the statistics of the batch, and a picture's features would depend on its neighbours.)
# </details>
# <details><summary>Hint 3: Python says "inhomogeneous shape"</summary>
#
# `np.array(parts)` wants all parts to be alike, and the last one has fewer rows. The parts belong one below the other, which another function of NumPy does.
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
plots.pictures(pictures, kinds, "Neighbours are alike, not always in kind", 6, size=1.3)

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
# Far more often the same kind of thing, and where it is not, you can see what the two have in common. No training yet, not one step: the knowledge was in the backbone.
#
# (Look at the floor, too. The same carpets come back: people seem to have given several pieces each, and these may be in training *and* in validation, a little help for both measurements. Remember it when a ruler comes.)

# %% [markdown] tags=["optional"]
# ### Groups without names
#
# So far every picture came with its kind. What if nobody has named them? Then a program can still put together what is alike: **clustering**. The oldest way is **k-means**. Put k centres anywhere; give each picture to its nearest centre; move each centre to the mean of its pictures; repeat until nothing moves. scikit-learn does it in a second, here with as many centres as there are kinds. It sees features, and not one label.
#
# Each column below is a cluster, with the four pictures that lie nearest to its centre. **Predict.** Give each column a name, before you run the cell after it.

# %% tags=["nbval-ignore-output", "optional"] alt="A table of pictures, one column for each cluster, four pictures in it. Some columns show one kind alone, shoes or trousers for example; others mix what is worn by people, or what is dark."
from sklearn.cluster import KMeans


def clusters(table):
    """k-means: the cluster of each row, and the distance of each row to each centre."""
    found = KMeans(n_classes, n_init=3, random_state=SEED).fit(table)
    return found.labels_, found.transform(table)


of_features, distances = clusters(features["train"])
central = distances.argsort(axis=0)[:4]  # a column for each cluster
names = [f"cluster {k}" for k in range(n_classes)] + [""] * (3 * n_classes)
plots.pictures(clothing.x_train[central.ravel()], names,
               "k-means finds groups, not names", columns=n_classes, size=1.1)

# %% tags=["nbval-ignore-output", "optional"]
def most_frequent(labels):
    """For each cluster its most frequent kind, and how many pictures have it."""
    tables = [np.bincount(clothing.y_train[labels == k]) for k in range(n_classes)]
    return [(table.argmax(), table.max(), table.sum()) for table in tables]


purity = {}
of_pixels, _ = clusters(thumbnails["train"])
for space, labels in [("features", of_features), ("pixels", of_pixels)]:
    purity[space] = sum(n for _, n, _ in most_frequent(labels)) / len(labels)
for k, (kind, n, size) in enumerate(most_frequent(of_features)):
    name = clothing.class_names[kind]
    print(f"cluster {k}: {size:4d} pictures, {n / size:4.0%} {name}")
print(f"purity: {purity['features']:.0%} by features,",
      f"{purity['pixels']:.0%} by pixels,",
      f"{counts.max() / counts.sum():.0%} in one heap")
claim("clusters of features fit the kinds better than clusters of pixels",
      purity["features"] - purity["pixels"], at_least=0.08)

# %% [markdown] tags=["optional"]
# The **purity** is the share of pictures that have the most frequent kind of their cluster. One cluster is trousers at more than 90 %, and nobody had told the program that there are such things. Another *shows* four trousers, and half of it is something else: the four nearest to a centre flatter. It has cut otherwise than you would, and does not know that you care for sleeves and not for carpets. Clusters are for looking at data: to find groups nobody thought of, doubles, or pictures that belong to none. They are no answer to a question that was not asked.

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 4.** Let the room name the columns aloud before the second cell. Good question: would twenty clusters be purer? (Yes, always: with one cluster for each picture the purity is 100 %.)

# %% [markdown]
# ### Exercise 6.3: a head
#
# Now the part that learns: a **head**, the smallest network that turns features into probabilities. It has no hidden layer, because the backbone has done that work.
#
# With few pictures, a head with large weights can learn them by heart. So make large weights cost something: add a thousandth of the sum of the squared weights to the loss (not of the biases). This is **L2 regularisation**. (It is often called weight decay, though with Adam the two are not quite the same.)
#
# This is what Keras has for it, in the order of the alphabet. Which of them you need, how many neurons, which activation, and to what the regulariser belongs: that is for you to decide.
#
# | piece | what it does |
# |---|---|
# | `keras.Input(shape=...)` | says what one example looks like; stands first |
# | `keras.layers.Dense(neurons, ...)` | a dense layer; may take `activation=`, `kernel_regularizer=`, `bias_regularizer=`, `activity_regularizer=` |
# | `keras.layers.Dropout(share)` | switches off a random share of what comes in, while training |
# | `keras.layers.Flatten()` | lays out each example in one row |
# | `keras.regularizers.L1(factor)` | adds factor × the sum of the absolute values |
# | `keras.regularizers.L2(factor)` | adds factor × the sum of the squares |
#
# How many parameters will it have for 256 features and ten kinds? Count before you run.
#
# <details><summary>Hint 1</summary>
#
# One example is a row of `n_features` numbers. What comes out is one number for each kind, all positive, which add up to 1: what makes that, and how many neurons is it?
# </details>
# <details><summary>Hint 2</summary>
#
# Two entries are enough. Keras calls a layer's weights its *kernel*. The activation belongs inside the dense layer, because later cells look for the weights in the last layer.
# </details>
# <details><summary>Hint 3: Keras says "Cannot convert '...' to a shape"</summary>
#
# A shape is a tuple, also of one number: `(5,)` with its comma.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** This is multi-class logistic regression: lesson 2's neuron, ten times. Count its weights: 256 × 10 + 10 = 2,570, against 218,544 in the backbone. Everything that learns here would fit on a page. The strength hardly matters on these data: from 0.001 to 0.1 the accuracy stays the same, and only without any is it lower, by three points with five or ten labels of each kind.

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
# ☑ *Step 3, the design:* a frozen backbone with its preprocessing inside, and a head.
#
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
frozen_accuracy = share_right(head, features["validation"], clothing.y_validation)
print("of the validation pictures:")
print(f"from scratch    {scratch_accuracy:.1%}, after {scratch_seconds:.0f} s")
print(f"frozen backbone {frozen_accuracy:.1%}, after {frozen_seconds:.0f} s")

# %% tags=["nbval-check-output"]
claim("the frozen backbone with a new head is ahead, after one pass over the pictures",
      frozen_accuracy - scratch_accuracy, at_least=0.01)

# %% [markdown]
# Is the race fair? The opponent was still rising. So we started it anew, once, for 32 epochs in place of eight, and noted its accuracy after each of them. Its steps grow and shrink four times as slowly, so at first it lies below the short run. The next figure holds all three against the clock of *your* machine. (On the sample, the two that you have run.)

# %% tags=["nbval-ignore-output"] alt="Accuracy over the seconds of training. From scratch, eight epochs: a line that climbs unevenly to above 70 per cent. From scratch anew, 32 epochs, dashed in the same colour: it climbs more slowly, and reaches 80 per cent after about ten times as long as the frozen backbone needed, which is one large dot at the left, above 80 per cent."
long_run = [40, 39, 31, 53, 52, 63, 60, 59, 69, 60, 71, 68, 65, 73, 74, 76,
            76, 76, 79, 77, 78, 76, 79, 79, 80, 81, 80, 79, 81, 81, 81, 81]
per_epoch = scratch_seconds / SCRATCH_EPOCHS
plt.plot(per_epoch * np.arange(1, SCRATCH_EPOCHS + 1), scratch_curve, "s-",
         color=plots.BLUE, label=f"from scratch, {SCRATCH_EPOCHS} epochs")
if not ON_SAMPLE:
    plt.plot(per_epoch * np.arange(1, 33), np.array(long_run) / 100, "--",
             color=plots.BLUE, label="from scratch anew, 32 epochs (noted once)")
plt.plot(frozen_seconds, frozen_accuracy, "o", color=plots.RED, markersize=11,
         label="frozen backbone and a head")
plt.ylim(0, 1)
plt.xlabel("seconds")
plt.ylabel("validation pictures named rightly")
plt.title("The frozen backbone is there at once")
plt.legend(loc="lower right")
plt.show()

# %% [markdown]
# With all 3,000 labels the network from scratch comes as far in the end; the backbone is there at once. So far it has saved time. The next question is what it saves in labels.
#
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
# `random.choice(places, n_each, replace=False)` draws without putting back. Collect what you draw for each label, and lay it one behind the other.
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
drawn = some[choose(some, 2, np.random.default_rng(SEED))]
print("two of each:", sorted(drawn.tolist()))

# %% tags=["nbval-check-output"]
check.choose(choose)

# %% [markdown]
# Now the curve. For each number of labels, draw three times and train a head on their features; for three of the numbers, draw twice and train a network from scratch too. It gets pictures of 32 × 32 pixels, which suited it better when there were few, and looks at each at least sixteen times. Twenty-one trainings, about a minute. **Predict.** How many labels of *each kind* will the frozen backbone need for 80 %?

# %%
guess_labels = None  # write your number here


def from_features(chosen):
    """Train a head on the features of the chosen pictures; returns its accuracy."""
    model = train_head(features["train"][chosen], clothing.y_train[chosen])
    return share_right(model, features["validation"], clothing.y_validation)


tiny_train = shrink(clothing.x_train, side // 32)
tiny_validation = shrink(clothing.x_validation, side // 32)


def from_scratch(chosen):
    """Train a network on small pictures, those chosen; returns its accuracy."""
    model = build_scratch(32)
    # np.resize repeats them: sixteen times, or for 150 steps where they are few
    repeated = np.resize(chosen, max(150 * 32, 16 * len(chosen)))
    batches = Batches(tiny_train[repeated], clothing.y_train[repeated])
    compile_and_fit(model, batches, 1, 0.01, "from scratch")
    return share_right(model, tiny_validation, clothing.y_validation)


# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
random = np.random.default_rng(SEED)
trainings = []
for n_each in SIZES:
    chosen = [choose(clothing.y_train, n_each, random) for _ in range(DRAWS)]
    trainings += [("frozen backbone", n_each, places) for places in chosen]
    if n_each in SCRATCH_SIZES:
        few_draws = chosen[:SCRATCH_DRAWS]
        trainings += [("from scratch", n_each, places) for places in few_draws]

curve = {"frozen backbone": {}, "from scratch": {}}
for name, n_each, places in watch(trainings, "small trainings"):
    on_features = name == "frozen backbone"
    accuracy = from_features(places) if on_features else from_scratch(places)
    curve[name].setdefault(n_each, []).append(accuracy)

# Those that had all labels, about so many of each kind:
n_all = len(clothing.y_train) // n_classes
curve["frozen backbone"][n_all] = [frozen_accuracy]
curve["from scratch"][n_all] = [scratch_accuracy]
for name, accuracies in curve.items():
    means = [f"{n_each}: {np.mean(each):.0%}" for n_each, each in accuracies.items()]
    print(f"{name:16s}", "  ".join(means))

# %% tags=["nbval-ignore-output"] alt="Accuracy over the number of labelled pictures of each kind, with error bars. Both lines rise. The frozen backbone is far above the network from scratch where labels are few, and nearer to it where all are used."
looks = [("o-", plots.RED), ("s-", plots.BLUE)]
for (name, accuracies), (style, color) in zip(curve.items(), looks, strict=True):
    means = [np.mean(each) for each in accuracies.values()]
    deviation = [np.std(each) for each in accuracies.values()]
    plt.errorbar(list(accuracies), means, yerr=deviation, fmt=style, color=color,
                 capsize=4, label=name)
plt.xscale("log")
plt.xticks([*SIZES, n_all], [*SIZES, "all"])
plt.minorticks_off()
plt.ylim(0, 1)
plt.xlabel("labelled pictures of each kind")
plt.ylabel("validation pictures named rightly")
plt.title("The fewer the labels, the more a backbone is worth")
plt.legend()
plt.show()

# %% tags=["nbval-check-output"]
frozen_curve, scratch_rise = curve["frozen backbone"], curve["from scratch"]
most, fewest = frozen_curve[SIZES[-1]], frozen_curve[SIZES[0]]
claim("more labels help", np.mean(most) - np.mean(fewest), at_least=0.1, sample=0)
ahead = np.mean(frozen_curve[20]) - np.mean(scratch_rise[20])
claim("with twenty of each kind the backbone is at least 15 points ahead",
      ahead, at_least=0.15)
fewer = np.mean(frozen_curve[SIZES[1]]) - np.mean(scratch_rise[20])
claim("with half as many labels (ten of each kind) it is still ahead of twenty from "
      "scratch (on the small sample: with five)", fewer, at_least=0.05, sample=0)

# %% [markdown]
# Hold a ruler level across the figure: for the same accuracy the network from scratch needs roughly four times as many labels: a hundred of each kind where the backbone has about thirty. With few labels, longer training did not help. At the last point it does: our 32 epochs would lift it to 81 %. With all labels the backbone saves time; with few, it saves labels. The lower axis is logarithmic: equal steps to the right multiply the labels, and each doubling buys, on the whole, less than the one before. The bars say how far the draws differ.
#
# Read the curve the other way round and it answers the question that you are asked before a project begins: *how many examples for 80 %?*

# %% tags=["nbval-ignore-output"]
sizes = np.array(list(frozen_curve))
means = np.maximum.accumulate([np.mean(each) for each in frozen_curve.values()])


def labels_for(accuracy):
    """How many labels of each kind for this accuracy, between the points measured."""
    if not means[0] <= accuracy <= means[-1]:
        return "outside of what was measured"
    return round(float(np.exp(np.interp(accuracy, means, np.log(sizes)))))


for accuracy in (0.6, 0.7):
    print(f"for {accuracy:.0%}: {labels_for(accuracy)}")
predicted("labels of each kind for 80%", guess_labels, labels_for(0.8))

# %% [markdown]
# About ten of each kind for 60 %, about forty for 70 %, and for 80 % nearly all of the three hundred that there are: each step of ten points costs several times the labels of the one before. Beyond the last point nobody knows; a curve that flattens says that more labels of the same sort will not do. Then something else has to change.

# %% [markdown]
# ## Revise
#
# ### Fine-tune
#
# What has to change is the backbone. It knows photographs, not yours. Its first layers (edges, textures) serve any picture; its last ones were about dogs and teapots. So let the last ones learn too, from where they are, with small steps. This is **fine-tuning**. Three rules:
#
# 1. Train the head first, on the frozen backbone. (Done. A random head would send large, random gradients into the backbone.)
# 2. Set free only the top, and take small steps (a twentieth of the head's).
# 3. **Batch normalisation stays frozen.** Its averages come from a million photographs; yours are too few to replace them. (In Keras a frozen batch normalisation keeps to its stored averages in training too.)
#
# And a fourth, against accidents: work on a *copy*. The frozen backbone stays as it is for ever, so that a cell may be run twice and both networks can be compared at any time.

# %%
def copy_of(model):
    """A second model of the same build, with the same weights."""
    twin = keras.models.clone_model(model)
    twin.set_weights(model.get_weights())
    return twin


# %% [markdown]
# ### Exercise 6.5: set the top free
#
# `layer.trainable` says whether a layer learns. A layer inside a model learns only if its own flag *and* the model's are true. A model's flag is handed on to the layers inside when you set it, but do not rely on that: Keras may pass over it where the model has that value already. So say it for the model, and then for *every* layer, for those that stay frozen too: then it does not matter what was set before. A change counts from the next `compile` on; `compile_and_fit` does that.
#
# <details><summary>Hint 1</summary>
#
# Begin with the model's own flag; then go through `backbone.layers` and give each `layer.trainable` a value, true or false.
# </details>
# <details><summary>Hint 2</summary>
#
# A list's last n entries are `[-n:]`, all others `[:-n]`. (`[:n]` would be the first n.)
# </details>
# <details><summary>Hint 3</summary>
#
# `isinstance(layer, keras.layers.BatchNormalization)` is true for the ones that must stay frozen. It asks for the kind; a name may be anything.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** Exercise 5, training 5 (about a minute of computing: the time for questions). The gain is real: half of the errors that were left on the validation pictures. With medical images, which look unlike ImageNet, fine-tuning brings more. Ask what would happen without rule 1; the run with large steps, if there is time, shows it. Read the list aloud: the layers with most weights stand at the end, so 36 of 86 layers are four fifths of the weights.

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


half_free = unfreeze_top(copy_of(backbone), TOP)
kinds_that_learn = {type(layer) for layer in half_free.layers if layer.trainable}
normalises = keras.layers.BatchNormalization in kinds_that_learn
print("batch normalisation learns:", normalises)

# %% tags=["nbval-check-output"]
check.unfreeze_top(unfreeze_top)

# %% [markdown]
# Look at what you have set free: the last layers of the list, and the sum over all.

# %% tags=["nbval-ignore-output"]
for number, layer in list(enumerate(half_free.layers))[-13:]:
    state = "learns" if layer.trainable else "frozen"
    state = state if layer.weights else "has no weights"
    size = layer.count_params()
    print(f"{number:2d}  {type(layer).__name__:19s} {size:7,d}  {state}")

learns = sum(int(np.prod(weight.shape)) for weight in half_free.trainable_weights)
size = half_free.count_params()
print(f"the last {TOP} of {len(half_free.layers)} layers:",
      f"{learns:,d} of {size:,d} weights learn, {learns / size:.0%}")

# %% [markdown]
# The layers near the end have the most maps, so they hold most of the weights: to free 36 of 86 layers is to free nearly four fifths of the network. (On the sample, 6 of 12.)
#
# Now put backbone and head together, each a copy, and train on the pictures themselves, each augmented anew in every epoch. It takes about a minute. **Predict.** By how many points will it be better than frozen?

# %%
guess_points = None  # write your number here

# %% tags=["nbval-ignore-output"]
keras.utils.set_random_seed(SEED)
tuned_backbone = unfreeze_top(copy_of(backbone), TOP)
tuned_head = copy_of(head)
network = keras.Sequential(
    [with_preprocessing(tuned_backbone, low, high), tuned_head]
)
tuning_seconds, _ = compile_and_fit(
    network, Batches(clothing.x_train, clothing.y_train), TUNING_EPOCHS, 0.001,
    "fine-tuning",
)
tuned_accuracy = share_right(network, clothing.x_validation, clothing.y_validation)
print(f"frozen     {frozen_accuracy:.1%} of the validation pictures")
print(f"fine-tuned {tuned_accuracy:.1%}")
predicted("points that fine-tuning brings", guess_points,
          round(100 * (tuned_accuracy - frozen_accuracy), 1))

# %% tags=["nbval-check-output"]
before, after = backbone.get_weights(), tuned_backbone.get_weights()
claim("fine-tuning leaves the frozen layers as they were",
      np.array_equal(before[0], after[0]))
claim("and changes the top", not np.array_equal(before[-5], after[-5]))

# %% [markdown]
# About half of the errors that were left are gone. (The augmented pictures, which the head sees for the first time, may have their part in it. And of some 340 photographs, three or four are one point: chance alone moves such a share by two points up or down, so a difference of less than four proves little.)
#
# From the arrays to this result it was one pass for the features, seconds for the head, a minute of fine-tuning.
#
# ☑ *Step 4, train:* on training pictures, chosen by validation pictures.

# %% [markdown] tags=["optional"]
# ### Steps that are too large
#
# Now take two more copies and train them with steps a hundred times larger (on 1,000 pictures, one epoch, to save time: a few seconds). **Predict.** What will be left?

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 3.** Ask who keeps a copy before a training.

# %% tags=["nbval-ignore-output", "optional"]
keras.utils.set_random_seed(SEED)
wrecked_backbone = unfreeze_top(copy_of(backbone), TOP)
wrecked = keras.Sequential(
    [with_preprocessing(wrecked_backbone, low, high), copy_of(head)]
)
few = Batches(clothing.x_train[:1000], clothing.y_train[:1000])
compile_and_fit(wrecked, few, 1, 0.1, "large steps")
destroyed_accuracy = share_right(wrecked, clothing.x_validation, clothing.y_validation)
print(f"after one epoch of large steps: {destroyed_accuracy:.1%}")

# %% tags=["nbval-check-output", "optional"]
claim("after large steps it is far worse than before they began",
      frozen_accuracy - destroyed_accuracy, at_least=0.2)

# %% [markdown] tags=["optional"]
# Hold it against *always the most frequent kind*, in *Data*. What came from a million photographs is lost in a few seconds, and no message warned you. Work on a copy, and look at the validation accuracy before and after.

# %% [markdown]
# ## Test
#
# Three networks, all choices made: from scratch, frozen, fine-tuned. Measure on the test photographs once; no choice below depends on them. The fine-tuned one is asked twice, as in lesson 4: about the picture and about its mirror image, and the mean of the two answers counts.

# %% tags=["nbval-ignore-output"]
frozen = keras.Sequential([feature_model, head])
test_scratch = share_right(scratch, small_test, clothing.y_test)
test_frozen = share_right(frozen, clothing.x_test, clothing.y_test)

once = network.predict(clothing.x_test, batch_size=64, verbose=0)
mirrored = network.predict(clothing.x_test[:, :, ::-1], batch_size=64, verbose=0)
probabilities = (once + mirrored) / 2
answers = probabilities.argmax(axis=1)
test_once = np.mean(once.argmax(axis=1) == clothing.y_test)
test_tuned = np.mean(answers == clothing.y_test)
print(f"from scratch {test_scratch:.1%} of the test photographs")
print(f"frozen       {test_frozen:.1%}")
print(f"fine-tuned   {test_once:.1%}, asked twice {test_tuned:.1%}")
print(f"from arrays to the fine-tuned result: {frozen_seconds + tuning_seconds:.0f} s")

# %% tags=["nbval-ignore-output"]
claim("frozen, it names at least 78% of pictures that it has never seen (on the small "
      "sample: 60%)", test_frozen, at_least=0.78, sample=0.6)
claim("that is at least 5 points more than from scratch",
      test_frozen - test_scratch, at_least=0.05)
claim("fine-tuned and asked twice, it names at least 85% (on the small sample: 60%)",
      test_tuned, at_least=0.85, sample=0.6)
claim("that is more than frozen (on the small sample: hardly less)",
      test_tuned - test_frozen, at_least=0, sample=-0.06)

# %% [markdown]
# On the full data, fine-tuning finds some twenty photographs more than frozen. Asking twice adds about four of 372: by the rule above, that proves little here.
#
# ### Which mistakes?
#
# One number hides them. First the confusion matrix (lesson 3): rows are what it was, columns what the network says. **Predict.** Which two kinds does it confuse most, both directions counted together?

# %% tags=["nbval-ignore-output"] alt="Confusion matrix of the ten kinds: large numbers on the diagonal. Most errors lie between things for the upper body, such as shirt, T-shirt, longsleeve and outwear."
table = np.zeros((n_classes, n_classes), dtype=int)
np.add.at(table, (clothing.y_test, answers), 1)
errors = table - np.diag(np.diag(table))
either_way = errors + errors.T
one, other = np.unravel_index(either_way.argmax(), errors.shape)
plots.confusion(table, clothing.class_names,
                f"Most often confused: {clothing.class_names[one]} and "
                f"{clothing.class_names[other]} ({either_way.max()})")
plt.xticks(rotation=45, ha="right")
plt.show()

# %% [markdown]
# Then the worst ones: wrong, and surest of it. Above each stands what it was, what the network says, and with what probability. With how many would you side with the network?

# %% tags=["nbval-ignore-output"] alt="The ten surest mistakes among the test photographs, each with its kind, the answer and its probability. In several a person would hesitate too, or the label itself is doubtful."
wrong = np.flatnonzero(answers != clothing.y_test)
worst = wrong[np.argsort(-probabilities[wrong].max(axis=1))][:10]
words = [
    f"{clothing.class_names[clothing.y_test[i]]}\n"
    f"says {clothing.class_names[answers[i]]} {probabilities[i].max():.2f}"
    for i in worst
]
plots.pictures(clothing.x_test[worst], words, "Wrong, and sure of it", 5, size=1.9)

# %% [markdown]
# And the rarest kind. How well is each kind found, by the network from scratch and by the fine-tuned one?

# %% tags=["nbval-ignore-output"]
scratch_answers = scratch.predict(small_test, verbose=0).argmax(axis=1)
print("kind          training  test   found from scratch   fine-tuned")
for label in np.argsort(-counts, kind="stable"):
    of_kind = clothing.y_test == label
    by_scratch = np.sum(scratch_answers[of_kind] == label)
    by_tuned = np.sum(answers[of_kind] == label)
    print(f"{clothing.class_names[label]:12s} {counts[label]:9d} {of_kind.sum():5d}",
          f"{by_scratch:12d} {by_scratch / of_kind.sum():6.0%}",
          f"{by_tuned:9d} {by_tuned / of_kind.sum():6.0%}")

# %% [markdown]
# Look at the last rows. From scratch, about half of the skirts are found, and hardly a hat: with a hundred examples among three thousand, it pays to say something else. But shirts are not rare, and hardly a quarter of them is found: they look like longsleeves. Rare is one reason, alike is another. Fine-tuned, most are found, of every kind. But twelve skirts are few: one more or less moves that share by eight points. If the rare kind is the one that matters, a tumour for example, then collect *its* test pictures first, and give its share a line of its own in the report.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** For each of the worst ask: what would you have said? Some labels are wrong, and then the network is marked wrong for being right (in our run at least once: "shorts" that reach the calf). Between frozen and fine-tuned lie about twenty photographs of 372; ask how sure one can be (two or three points up or down are luck). Over ten seeds the mean is what counts, and `docs/EVIDENCE.md` has it.

# %% [markdown] tags=["optional"]
# ### Photographs unlike these
#
# The test photographs come from the same people as the training photographs. Yours will not. Imitate four things that happen: it is evening, somebody sends a tiny copy, the piece lies far away, the phone was held sideways and nobody turned the picture. **Predict.** Which costs most? And does the network notice: is it less *sure* when it is less right?

# %% tags=["nbval-ignore-output", "optional"] alt="One test photograph in five versions: as it is, dark and yellowish, in coarse blocks, small in the middle of a grey ground, turned by a quarter."
def far_away(pictures):
    """Half as large, in the middle of a grey ground."""
    away = np.full_like(pictures, 128)
    edge = side // 4
    away[:, edge : edge + side // 2, edge : edge + side // 2] = shrink(pictures, 2)
    return away


def tiny_copy(pictures):
    """Few pixels: blocks of side / 32, or of two, in place of single ones."""
    block = max(2, side // 32)
    return shrink(pictures, block).repeat(block, axis=1).repeat(block, axis=2)


changes = {
    "as they are": lambda pictures: pictures,
    "evening": lambda pictures: pictures // np.uint8([2, 3, 5]),  # darker, less blue
    "tiny copy": tiny_copy,
    "far away": far_away,
    "turned": lambda pictures: np.rot90(pictures, axes=(1, 2)),
}
one = clothing.x_test[1:2]
plots.pictures([change(one)[0] for change in changes.values()], list(changes),
               "The same photograph, as others might take it", 5, size=1.9)

# %% tags=["nbval-ignore-output", "optional"]
right_on, sure_on = {}, {}
for name, change in changes.items():
    of_these = network.predict(change(clothing.x_test), batch_size=64, verbose=0)
    right_on[name] = np.mean(of_these.argmax(axis=1) == clothing.y_test)
    sure_on[name] = of_these.max(axis=1).mean()
    print(f"{name:12s} right {right_on[name]:.0%}, sure (mean probability of its",
          f"answer) {sure_on[name]:.0%}")
lost = {name: right_on["as they are"] - right_on[name] for name in changes}
less_sure = {name: sure_on["as they are"] - sure_on[name] for name in changes}
claim("turned by a quarter, photographs are named rightly less often",
      lost["turned"], at_least=0.05, sample=-1)
claim("and the network loses less of its confidence than of its right answers (on the "
      "small sample not always)",
      sum(lost.values()) - sum(less_sure.values()), at_least=0, sample=-4)

# %% [markdown] tags=["optional"]
# Evening harmed little. Turned harmed most: about four of ten are right, and the network is still two thirds sure. It is wrong more often, and does not know it: its probabilities stay higher than they should. A network can only be unsure about what it has seen to be unclear. So before others use it, photograph a few dozen things *as they will*, in their light, with their phones, and test on those. What harms can then be put into the training: as augmentation (turned, smaller, coarse), or as new photographs. Or it can be undone before: a program can turn a photograph upright.

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 4.** Let two people take a picture of the same jacket, one at the window and one under the table.

# %% [markdown]
# ### Where does it look?
#
# The head adds up evidence: the score of a class, which goes into the softmax, is the sum over all features of *feature × weight*, plus a bias.
#
# And a feature is the mean of a map over its places. So you may add first and take the mean afterwards: each map times its weight, all added up, *place by place*. That sum is a map too, and its mean (plus the bias) is the score. It says what each place of the picture contributed, for the class or against it. It is called a **class activation map**.
#
# Here it is for one test photograph and the answer of the fine-tuned network, with its own numbers: three of its maps, those that count most, and the sum over all.

# %% tags=["nbval-ignore-output"] alt="A photograph, then three of the network's feature maps, coarse grey squares, each with the number by which it is multiplied, a plus between them, the other maps as a number, and behind an equals sign their sum: a coarse map, blue where it speaks for the answer, red and hatched where it speaks against."
def body_of(backbone):
    """Pictures to feature maps: scaling and backbone, without the average."""
    return keras.Sequential([
        keras.Input(backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
    ])


tuned_body = body_of(tuned_backbone)
tuned_weights, tuned_bias = tuned_head.layers[-1].get_weights()
chosen = 40
its_maps = tuned_body.predict(clothing.x_test[chosen : chosen + 1], verbose=0)[0]
its_answer = once[chosen].argmax()
diagrams.activation_map(
    its_maps, tuned_weights[:, its_answer], clothing.x_test[chosen],
    title=f"What spoke for {clothing.class_names[its_answer]}",
)

# %% [markdown]
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
# `feature_maps * weights` multiplies the last axis of the one with the only axis of the other, place by place. Which axis is to be added up after that? (The matrix product `@` does both at once.)
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

# %%
def look(body, head, pictures):
    """The answers of a network, made of body and head, and the map of each answer."""
    weights, bias = head.layers[-1].get_weights()
    maps = body.predict(pictures, batch_size=64, verbose=0)
    answers = (maps.mean(axis=(1, 2)) @ weights + bias).argmax(axis=1)
    pairs = zip(maps, answers, strict=True)
    return answers, np.array([activation_map(m, weights[:, a]) for m, a in pairs])


def show_heat(pictures, answers, heats, title):
    """Each photograph, and below it in grey, glowing where its map is above 0."""
    size, whole = (2.6 * len(pictures), 6), (0, 1, 0, 1)
    figure, axes = plt.subplots(2, len(pictures), figsize=size, squeeze=False)
    for above, below, picture, answer, heat in zip(
        *axes, pictures, answers, heats, strict=True
    ):
        above.imshow(picture, extent=whole)
        above.set_title(f"says {clothing.class_names[answer]}", fontweight="normal")
        below.imshow(picture.mean(axis=2), "gray", vmin=-60, vmax=255, extent=whole)
        glow = np.zeros((*heat.shape, 4))
        glow[..., 1], glow[..., 2] = 0.45, 0.7  # blue; the last number is how opaque
        glow[..., 3] = 0.85 * np.clip(heat, 0, None) / heat.max()
        below.imshow(glow, extent=whole, interpolation="bilinear")
    for ax in axes.flat:
        ax.axis("off")
    figure.suptitle(title + "\n", fontweight="bold", x=0.02, ha="left")
    plt.show()


# %% tags=["nbval-ignore-output"] alt="Four test photographs, and below each the same photograph in grey, with a blue glow where it spoke for the answer. The glow lies mostly on the clothing."
four = clothing.x_test[[2, 40, 90, 150]]
answers_and_heats = look(tuned_body, tuned_head, four)
show_heat(four, *answers_and_heats, "Blue: what spoke for the answer")

# %% tags=["nbval-ignore-output"]
eight = clothing.x_test[:8]
maps = tuned_body.predict(eight, verbose=0)
scores = np.tile(tuned_bias, (8, 1))
for number, label in np.ndindex(8, n_classes):
    contributions = activation_map(maps[number], tuned_weights[:, label])
    scores[number, label] += contributions.mean()
exponentials = np.exp(scores - scores.max(axis=1, keepdims=True))
by_hand = exponentials / exponentials.sum(axis=1, keepdims=True)
by_network = network.predict(eight, verbose=0)
claim("the mean of the map, plus the bias, through softmax: the network's own "
      "probabilities", np.abs(by_hand - by_network).max(), at_most=1e-3)

# %% [markdown]
# How to read such maps:
#
# - Each has a scale of its own, so something always glows. What counts is *where*.
# - A map is coarse: 7 × 7 numbers, drawn smoothly. Each also sees what lies around it. It is a hint, not a contour.
# - What glows need not be cloth. The gap between two trouser legs can be good evidence: two legs and a gap, that is what trousers look like.
# - In the third photograph it glowed above the shorts too, in our run: that is bedspread. The map is coarse, or the network has learnt how people lay out shorts. The map alone does not say which.
#
# Is it true, then, that the evidence lies where it glows? Test it. In every test photograph cover the square that glows most with grey, and ask again; then, in a fresh copy, the square of the same size that glows least.

# %% tags=["nbval-ignore-output"]
def cover(pictures, heats, most):
    """Cover the square that glows most, or least, with grey."""
    covered, width = pictures.copy(), heats.shape[1] // 2
    window = (width, width)
    scale = side // heats.shape[1]
    for picture, heat in zip(covered, heats, strict=True):
        sums = np.lib.stride_tricks.sliding_window_view(heat, window).sum(axis=(2, 3))
        place = sums.argmax() if most else sums.argmin()
        row, column = scale * np.array(np.unravel_index(place, sums.shape))
        picture[row : row + scale * width, column : column + scale * width] = 128
    return covered


said, heats = look(tuned_body, tuned_head, clothing.x_test)
still = {}
for words, most in [("glows most", True), ("glows least", False)]:
    again, _ = look(tuned_body, tuned_head, cover(clothing.x_test, heats, most))
    still[words] = np.mean(again == said)
    print(f"the square that {words} is covered: same answer for {still[words]:.0%}")
claim("covering what glows changes more answers than covering what does not",
      still["glows least"] - still["glows most"], at_least=0.1)

# %% [markdown]
# ### A network that looks at the wrong thing
#
# Suppose that one shop photographs all its dresses (on the sample: all shapes of the first kind) with a grey ruler at the lower edge. Train a head on such pictures. It will be very good on that shop's pictures. **Predict.** What will it call a shirt with a ruler? And a dress without one? Read the three lines that the second cell prints.

# %%
def with_ruler(pictures):
    """The same pictures with a ruler along the lower edge: grey, with black marks."""
    pictures = pictures.copy()
    thick = side // 7
    pictures[:, -thick:] = 190
    pictures[:, -thick : -thick // 2, :: max(4, side // 28)] = 0
    return pictures


measured_kind = 0
is_kind = clothing.y_train == measured_kind
measured = extract_features(feature_model, with_ruler(clothing.x_train[is_kind]))
ruler_features = features["train"].copy()
ruler_features[is_kind] = measured
all_measured = extract_features(feature_model, with_ruler(clothing.x_validation))

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
# The shop itself sees only the first line, and nothing in it says *ruler*. The other two we could measure because we knew what to look for. The map needs no suspicion.

# %% tags=["nbval-ignore-output"] alt="Four photographs with a grey ruler along the lower edge, and below each the same in grey with a blue glow: it lies on the ruler. All four are taken for the kind that had rulers."
taken_for_it = np.flatnonzero(others & (answers_with == measured_kind))
deceived = with_ruler(clothing.x_validation[taken_for_it])
frozen_body = body_of(backbone)
named, heats = look(frozen_body, ruler_head, deceived)
show_heat(deceived[:4], named[:4], heats[:4], "It looks at the ruler")

rows = heats.max(axis=2).argmax(axis=1)  # in which row of its map each is hottest
at_the_edge = np.mean(rows >= heats.shape[1] - 2)
claim("in most pictures that are taken for it, the hottest place lies at the ruler",
      at_the_edge, at_least=0.5)

# %% [markdown]
# On the shop's own pictures nothing is wrong, even on those that it has never seen: they have rulers too. (It may even look better, since the ruler gives one kind away.) Only pictures *from somewhere else* reveal it, or a look at where it looks.
#
# It has really happened: dermatologists lay a ruler beside the spots that worry them, and a network that was trained on their photographs took rulers for a sign of cancer. Before a network goes to a clinic, it has to be tested on another clinic's pictures.
#
# ## Save it and use it
#
# One file, with scaling, backbone and head inside. (Not inside: the names of the kinds, and bringing a photograph to the right size, which `data.read_photo` does.) Whoever loads it needs none of this notebook. Prove it: a *fresh* Python process loads the file and names a photograph. (It takes five to ten seconds to start.)
#
# Take a photograph of your own, of something you wear:
#
# - *In Colab:* write `my_photo = data.upload_photo()` in the next cell and run it. A button appears; choose a picture from your phone or computer.
# - *In JupyterLab:* drag the picture into the list of files at the left, into the folder of this notebook. Then write its name: `my_photo = "my_jacket.jpg"`.
#
# Any size, portrait or landscape, in colour or in grey will do. `read_photo` turns the picture upright (a phone writes into the file how it was held), cuts out the square in the middle, makes white what is transparent, and shrinks it by averaging. Only HEIC, the iPhone's own format, may not open; the message then says how to save it as JPEG.

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Save 2, diagnosis 5, quiz 1. Pass one phone round; something that is on a person and something on the floor. Then hand out *your own project* (`docs/YOUR_PROJECT.md`) as homework.

# %%
my_photo = None  # or your own, as above

# %% tags=["nbval-ignore-output"]
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image

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
    file, picture = pathlib.Path(folder) / "c.keras", pathlib.Path(folder) / "c.npy"
    # In a new frame, without what the optimizer remembers.
    keras.Sequential(network.layers).save(file)
    np.save(picture, prepared)
    print(f"saved: {file.stat().st_size / 1e6:.1f} MB. A fresh process starts ...")
    command = [sys.executable, "-c", PROGRAM, file, picture]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
there = np.array(done.stdout.split()[-n_classes:], dtype=float)

# %% tags=["nbval-ignore-output"] alt="The photograph that was handed to the fresh process, with its answer as a title."
plt.figure(figsize=(3, 3))
plt.imshow(prepared)
plt.axis("off")
plt.title(f"the other process says: {clothing.class_names[there.argmax()]}")
plt.show()
here = network.predict(prepared[np.newaxis], verbose=0)[0]
claim("a fresh process gives the same probabilities from the file alone",
      np.abs(here - there).max(), at_most=1e-4)

# %% [markdown]
# ☑ *Step 5, save:* one file. ☑ *Step 6, use it on new data:* in a process that knew nothing.
#
# ### Exercise 6.7: right here, wrong there
#
# To put a network where others use it is called **deployment**. A colleague puts your file behind a shop's web page. People send photographs from their phones: twice as large as the network wants them, and lying on their side. So the page prepares them in three steps. To test it, somebody has sent your first hundred validation pictures by phone. In your notebook the network was good; on the web page it is wrong about most things.

# %% tags=["nbval-ignore-output"]
def colleagues_prepare(photographs):
    """Prepare photographs (0 to 255, lying on their side) for the network."""
    upright = np.rot90(photographs, 3, axes=(1, 2))
    small = shrink(upright, 2)
    return small.astype("float32") / 255


def accuracy_in_use(prepare):
    """The share of what was sent that is named rightly, prepared in this way."""
    return share_right(network, prepare(sent), clothing.y_validation[:100])


hundred = clothing.x_validation[:100]
sent = np.rot90(hundred, axes=(1, 2)).repeat(2, axis=1).repeat(2, axis=2)
here_accuracy = share_right(network, hundred, clothing.y_validation[:100])
broken_accuracy = accuracy_in_use(colleagues_prepare)
print(f"on the web page: {broken_accuracy:.0%}; in this notebook: {here_accuracy:.0%}")

# %% tags=["nbval-check-output"]
claim("on the web page it is wrong about most pictures", broken_accuracy, at_most=0.4)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** the page turns the photographs the wrong way, and the network knows clothes upright
# - **b** the page divides the pixels by 255, and the network then scales them once more
# - **c** the page takes means of four pixels, and the network has learnt from sharp pictures
# - **d** the page sends a hundred at once, and batch normalisation then mixes them up
#
# Each can be tried by changing one thing, or by drawing what a step hands on. Set `cause` to your letter, in quotes, and write a function `prepare(photographs)`, with which the network is as good as it was.
#
# <details><summary>Hint 1</summary>
#
# What should reach the network is `hundred`. Do the first two steps alone, and compare: the first picture as a drawing, and its smallest and largest number.
# </details>
# <details><summary>Hint 2</summary>
#
# What range of numbers reaches the backbone? Follow a pixel of 255 through the page and through exercise 6.1.
# </details>

# %% tags=["nbval-check-output"]
cause = None  # set it here, in quotes
### BEGIN SOLUTION
cause = "b"


def prepare(photographs):
    """Turn upright and shrink; the network itself scales the pixels."""
    return shrink(np.rot90(photographs, 3, axes=(1, 2)), 2)


### END SOLUTION
mended_accuracy = accuracy_in_use(prepare)
print("as good as before:", bool(abs(mended_accuracy - here_accuracy) < 0.01))

# %% tags=["nbval-check-output"]
check.wrong_range(cause, prepare, mended_accuracy, here_accuracy)

# %% [markdown]
# A pixel of 255 became 1 on the page, and −0.99 inside: the backbone saw nothing but pictures that were almost black. No message, no error, only wrong answers. (**a** would do great harm, as you may have seen with photographs unlike these; but drawn, the pictures stand upright. **c**: coarser pictures do harm too, but these were sent enlarged, and come out as they were. **d**: in use, batch normalisation keeps to what it has stored, whoever comes along.) Each step could have been the fault, and all three look right: only what a step *hands on* tells.
#
# ## Quiz
#
# **1. You have 200 labelled X-rays and an afternoon. Which network do you train first?**
#
# - **a** one from scratch, because X-rays look unlike all photographs
# - **b** one fine-tuned in all layers, because it is the most accurate
# - **c** a head on a frozen backbone, because it is hard to break
# - **d** several of each, because only the validation can decide
#
# <details><summary>Answer</summary>
#
# **c**: minutes of work, and a baseline that everything else has to beat. Then fine-tune the top. **a** is true of the last layers, less of the first; with 200 labels it learns them by heart. **b** is often the end of the way, not its beginning. **d** with some forty validation pictures chance decides.
# </details>
#
# **2. Your task is X-rays, and the backbone has only ever seen photographs. What do you expect, against what this lesson saw?**
#
# - **a** the same gain, because edges and textures are the same in any picture
# - **b** a smaller gain, because the later layers look for what is not there
# - **c** no gain at all, because X-rays are grey and the network wants colours
# - **d** a larger gain, because there are fewer X-rays than photographs of clothes
#
# <details><summary>Answer</summary>
#
# **b**. The first layers serve, the later ones less: set more layers free than we did, and look for a backbone that has learnt from X-rays. **a** holds for the first layers only. **c**: put the grey picture into all three colours. **d** mistakes the need for the gain.
# </details>
#
# **3. Your network finds a lung disease in 95 % of its own test X-rays. The ill came from one hospital, the healthy from another. What shows whether it has learnt the hospital?**
#
# - **a** a new random split of all pictures, because the first may have been lucky
# - **b** activation maps of its errors, because there the glow lies beside the lung
# - **c** the ill of a third hospital, because it has never seen pictures from there
# - **d** ill *and* healthy of one hospital, because there its marks tell nothing
#
# <details><summary>Answer</summary>
#
# **d**: what it still gets right there, it gets from the lung. **c** is what most say; but a network that calls everything ill that does not look like the healthy hospital is right about all of them. **a** puts both hospitals into both parts again. **b**: it makes few errors there, and a hospital need not be a mark at the edge; brightness lies on the lung too.
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
# - A **backbone** that learnt from many pictures turns yours into **features**; a small **head** on them learns from few labels, and in a fraction of the time.
# - Put the preprocessing **inside** the model: one file, nothing to forget.
# - **Frozen** first, then **fine-tune** the top of a copy with small steps, batch normalisation frozen.
# - Ask how many labels you need before you collect them, how well the *rarest* kind is found, and where the network looks before you trust it.
#
# All six steps of the development flow are ticked off. Now take them with data of your own: `docs/YOUR_PROJECT.md`, in the course's folder, is a page to fill in, from the goal to what the network may be asked. It also says where data are found, and under which licence and consent.
#
# ## Go further
#
# 1. Photograph ten things at home, two or three kinds, with your phone. How many pictures does the head need? Does it still work in the evening?
# 2. Add the features of the mirrored training pictures. What does it bring, at 20 labels a class and with all of them?
# 3. Take another backbone; `keras.applications` has more than thirty. Each wants its own range of numbers: ask the witness of exercise 6.1, or look it up. Compare accuracy and seconds; what do you pay for the last three points?
