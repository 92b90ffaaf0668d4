# %% [markdown]
# ## Goal
#
# How many cells have survived the drug? How much tumour has the operation left behind? Behind each such number stands a person who counted for an hour, or drew round shadows with a mouse, slice by slice.
#
# Lesson 4 named four tasks of seeing and did the first. This lesson does the last, and the others follow from it.
#
# | task | the answer for one picture | what somebody has to draw first |
# |---|---|---|
# | classification | one name | nothing; a word for each picture |
# | localisation | one name, and where it is | one box for each picture |
# | detection | where each of them is | a box around each |
# | **segmentation** | for each pixel, what it belongs to | the outline of each |

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Ask who has ever counted cells, or drawn an outline in a scan, and how long it took. Then: would two people draw the same? (They do not. A network can hardly agree with an expert more than two experts agree with each other, so that is the number to ask for before one asks for a better network.)

# %% [markdown]
# ## Data
#
# Nuclei of cells under the microscope: 664 pictures from many laboratories, in which biologists have outlined 28,986 nuclei, one by one (the *Data Science Bowl 2018*). We take the middle of each picture, 256 × 256 pixels. Most are grey: a dye makes nuclei shine in the dark (fluorescence). Some are **stained**, as pathologists have done for 150 years: purple nuclei in pink tissue (hematoxylin and eosin, H&E). (On the sample data, drawn cells stand in for both; the numbers in the text belong to the real ones.)
#
# Many of them are neighbours in one large photograph, like two X-rays of one patient. They lie on the same side of the split, or the test would flatter. (The first load: up to a minute.)

# %% tags=["nbval-ignore-output"]
nuclei = data.load("nuclei")

# %%
# Numbers that the cells below read by name. The small sample needs others.
CROP, BATCH_SIZE, STEPS, EPOCHS = 128, 8, 150, 10
SHORT_CROP, SHORT_STEPS = 64, 150
MEND_EPOCHS, SLICES, BRAIN_STEPS = 3, 600, 300
if nuclei.tier == "sample":
    CROP, BATCH_SIZE, STEPS, EPOCHS = 48, 8, 75, 4
    SHORT_CROP, SHORT_STEPS = 32, 40
    MEND_EPOCHS, SLICES, BRAIN_STEPS = 1, 60, 150

# %% [markdown]
# A mask says of each pixel *yes* or *no*. To count, that is too little: you need to know *which* nucleus a pixel belongs to. So the answers are **label images**: 0 is background, 1 the first nucleus, 2 the second, and so on.
#
# The four tasks on one picture:

# %% tags=["nbval-ignore-output"] alt="The same grey microscope picture four times, bright nuclei on black: with one word below it; with one box around the largest nucleus; with a box around each nucleus; with each nucleus in a colour of its own."
grey_ones = np.flatnonzero(~nuclei.stained_train)
labels = nuclei.y_train[grey_ones]
counts = labels.max(axis=(1, 2))
light = (nuclei.x_train[grey_ones, :, :, 0] * (labels > 0)).mean(axis=(1, 2))
example = grey_ones[np.argmax(light * (counts > 8) * (counts < 16))]
diagrams.four_tasks(nuclei.x_train[example], nuclei.y_train[example])
plt.show()

# %% tags=["nbval-check-output"]
side = nuclei.x_train.shape[1]
print("as many label images as pictures:", len(nuclei.y_train) == len(nuclei.x_train))
print("of the same height and width:", nuclei.y_train.shape[1:] == (side, side))
numbers = np.unique(nuclei.y_train[example])
print("numbered without gap:", np.array_equal(numbers, np.arange(len(numbers))))

# %% tags=["nbval-ignore-output"] alt="Two rows of five microscope pictures. Above, grey ones: bright nuclei on black, some large and few, some small and many, some hardly to be seen. Below, stained ones: purple nuclei on pink or light tissue. Above each the number of its nuclei."
some_grey = np.flatnonzero(~nuclei.stained_train)[:5]
some_stained = np.flatnonzero(nuclei.stained_train)[:5]
ten = np.concatenate([some_grey, some_stained])
words = [f"{nuclei.y_train[k].max()} nuclei" for k in ten]
plots.pictures(nuclei.x_train[ten], words, "No two laboratories agree", 5, size=2.2)

# %% [markdown]
# These are training pictures. First we take those that shine in the dark. The stained ones have a light background, and so have a few grey ones, through which a lamp has shone (bright field): other *kinds* of pictures. They come at the end, as if from a hospital that you do not know yet, and stay closed until then.
#
# Some pictures are nearly black, so each is stretched from nearly its darkest to nearly its brightest pixel.

# %%
def stretch(picture, dark=0.5):
    """A picture from 0 to 255, of whose pixels `dark` per cent are black."""
    # Not in a layer of the network: that would stretch each cut-out by itself.
    low, high = np.percentile(picture, [dark, 99.9])
    stretched = np.clip((picture - low) / max(high - low, 1), 0, 1)
    return (255 * stretched).astype("uint8")


def in_two(pictures, label_images, stained):
    """Pictures, stretched, and their label images: those that shine, and the others."""
    dark = np.median(pictures, axis=(1, 2, 3)) < 128  # most pixels are background
    shine = dark & ~stained
    x = np.stack([stretch(picture) for picture in pictures])
    return x[shine], label_images[shine], x[~shine], label_images[~shine]


# %% tags=["nbval-check-output"]
x_train, y_train, x_train_others, y_train_others = in_two(
    nuclei.x_train, nuclei.y_train, nuclei.stained_train
)
x_validation, y_validation, x_validation_others, y_validation_others = in_two(
    nuclei.x_validation, nuclei.y_validation, nuclei.stained_validation
)
x_test, y_test, x_others, y_others = in_two(
    nuclei.x_test, nuclei.y_test, nuclei.stained_test
)
brightest = x_train.max(axis=(1, 2, 3))
claim("every picture reaches full brightness now", brightest.min() > 250)

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Let people estimate the number of nuclei in the five grey pictures before they read it. Point out the two things that will cost us: nuclei that touch, and pictures in which one can hardly see any. The split is by photograph, not by laboratory, which the section *Another stain* will make felt.

# %% [markdown]
# ## Baseline
#
# ### Right nearly everywhere, and useless
#
# **Predict.** A program answers *background* for each pixel, always. What share of the pixels does it get right? A number from 0 to 1.

# %%
guess_right = None  # write your number here

# %% tags=["nbval-ignore-output"]
background = np.mean(y_validation == 0)
predicted("share of pixels that are background", guess_right, background)

# %% tags=["nbval-check-output"]
claim("a program that never finds a nucleus is right on most pixels",
      background, at_least=0.7)

# %% [markdown]
# So the share of right pixels is no measure here: it mostly counts background. Three kinds of pixels matter: in both (what is *found* and *there*: the overlap), only found, only there. **Intersection over union** (IoU) divides the overlap by all three together. The **Dice coefficient** divides twice the overlap by the sizes of the two masks, added. Both are 0 where nothing that was found is there, and 1 for a perfect fit, and neither can be bought with background.

# %% tags=["nbval-ignore-output"] alt="Two round masks on a grid of pixels, one shifted against the other: pixels in both, only found, and only there in three colours, with their numbers; below, IoU and Dice as fractions with these numbers."
rows, columns = np.mgrid[:8, :10]
disc_there = (rows - 3.5) ** 2 + (columns - 3.5) ** 2 < 9
disc_found = (rows - 3.5) ** 2 + (columns - 5.5) ** 2 < 9
title = "Two pixels beside it, and much of the overlap is gone"
diagrams.overlap(disc_found, disc_there, title=title)
plt.show()

# %% [markdown]
# ### Exercise 9.1: overlap
#
# Write both. Where nothing is there and nothing is found, the answer is perfect: 1.
#
# <details><summary>Hint 1</summary>
#
# For boolean arrays `found & true` is where both hold, `found | true` where at least one does. `np.sum` counts.
# </details>
# <details><summary>Hint 2</summary>
#
# The union is 0 only if both masks are empty. Ask for that before you divide.
# </details>

# %% tags=["nbval-check-output"]
def iou(found, true):
    """Intersection over union of two masks.

    found, true: boolean arrays of the same shape
    returns: a number from 0 to 1; 1.0 if both masks are empty
    """
    ### BEGIN SOLUTION
    union = np.sum(found | true)
    return np.sum(found & true) / union if union else 1.0
    ### END SOLUTION


def dice(found, true):
    """Twice the overlap of two masks, divided by their sizes added.

    found, true: boolean arrays of the same shape
    returns: a number from 0 to 1; 1.0 if both masks are empty
    """
    ### BEGIN SOLUTION
    sizes = np.sum(found) + np.sum(true)
    return 2 * np.sum(found & true) / sizes if sizes else 1.0
    ### END SOLUTION


discs = disc_found, disc_there
print(f"IoU {iou(*discs):.3f}, Dice {dice(*discs):.3f}")

# %% tags=["nbval-check-output"]
check.overlap(iou, dice)

# %% [markdown]
# scikit-learn has other names for them. And one follows from the other.

# %% tags=["nbval-check-output"]
from sklearn.metrics import f1_score, jaccard_score

flat = disc_there.ravel(), disc_found.ravel()
by_library = [jaccard_score(*flat), f1_score(*flat)]
by_hand = [iou(*discs), dice(*discs)]
claim("yours and scikit-learn's agree", np.allclose(by_hand, by_library))
from_iou = 2 * by_hand[0] / (1 + by_hand[0])
claim("Dice is 2 IoU / (1 + IoU)", np.isclose(by_hand[1], from_iou))

# %% [markdown]
# ### A threshold
#
# Nuclei are bright: each pixel at least as bright as a threshold *t* is nucleus. Which *t*? Nobuyuki Otsu proposed in 1979 to take the one that sets the two groups furthest apart, which has the largest
#
# (number of dark ones) × (number of light ones) × (difference of their mean brightness)²
#
# (The square wants the groups far apart, the two numbers want both of them large.) Nothing is learnt, and nothing set.
#
# ### Exercise 9.2: Otsu's threshold
#
# <details><summary>Hint 1</summary>
#
# A loop over *t* from 1 to 255, in which `picture[picture < t]` are the dark ones. If one of the groups is empty, there is no mean: go on to the next *t*.
# </details>
# <details><summary>Hint 2</summary>
#
# Remember the best value so far and its *t*, and replace both only where something is really better: then the smallest *t* wins a draw.
# </details>
# <details><summary>Hint 3: bytes, and a warning about an empty slice</summary>
#
# `.mean()` of the pixels is a number with decimals, and safe. Differences and sums of the pixels themselves are not: they are bytes, and 200 + 100 is 44 for them.
#
# The mean of no pixels is NaN, with a warning. No comparison with NaN is true, so `>` passes over it, and a loop is right even if it never asks for an empty group. `np.argmax` is not: it takes NaN for the largest.
# </details>

# %% tags=["nbval-check-output"]
def otsu(picture):
    """The threshold that sets dark and light pixels furthest apart.

    picture: array of shape (height, width), whole numbers from 0 to 255, not all alike
    returns: a whole number t from 1 to 255; pixels < t are the dark group, pixels >= t
        the light one. Of several equally good ones, the smallest
    """
    ### BEGIN SOLUTION
    best, best_t = -1.0, 1
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if len(dark) and len(light):
            value = len(dark) * len(light) * (light.mean() - dark.mean()) ** 2
            if value > best:
                best, best_t = value, t
    return best_t
    ### END SOLUTION


print(otsu(np.array([[10, 12, 14], [90, 100, 11]], dtype="uint8")))

# %% tags=["nbval-check-output"]
check.otsu(otsu)

# %% tags=["nbval-ignore-output"] alt="Three panels: a grey picture; its histogram on a logarithmic axis, a high hill of dark pixels on the left and a low plain of light ones, with a vertical line between them at Otsu's threshold; the mask above the threshold."
picture = x_validation[0].mean(axis=2).astype("uint8")
t = otsu(picture)
figure, (left, middle, right) = plt.subplots(1, 3, figsize=(13, 4))
left.imshow(x_validation[0])
left.set_title("The picture")
middle.hist(picture.ravel(), bins=range(0, 257, 8), color=plots.BLUE, log=True)
middle.axvline(t, color=plots.RED)
middle.set(title=f"Otsu's threshold: {t}", xlabel="brightness", ylabel="pixels")
right.imshow(picture >= t, cmap="gray")
right.set_title("What is at least as bright")
left.axis("off")
right.axis("off")
plt.show()

# %% [markdown]
# ### From pixels to a number
#
# A mask has no nuclei, only pixels. To count, call what hangs together one **connected piece**: you can walk from each of its pixels to each other over pixels of the mask, up, down, left and right. By hand: each pixel gets a number of its own; then each takes the highest number among itself and its four neighbours, again and again, until nothing changes.

# %% tags=["nbval-check-output"]
small_mask = np.array([[0, 1, 1, 0, 0, 0],
                       [0, 1, 0, 0, 1, 0],
                       [0, 0, 0, 1, 1, 0],
                       [1, 1, 0, 0, 0, 1]])
numbers = small_mask * np.arange(1, 25).reshape(4, 6)
for _ in range(small_mask.size):  # more than enough rounds
    padded = np.pad(numbers, 1)
    around = [padded[1:-1, 1:-1], padded[:-2, 1:-1], padded[2:, 1:-1],
              padded[1:-1, :-2], padded[1:-1, 2:]]
    numbers = np.max(around, axis=0) * small_mask
print(numbers)

# %% tags=["nbval-check-output"]
from scipy import ndimage

labels, count = ndimage.label(small_mask)
print(labels)
claim("SciPy finds as many pieces", count == len(np.unique(numbers)) - 1)

# %% [markdown]
# `ndimage.label` does the same, quicker, and numbers the pieces from 1. A piece of few pixels is dust; `drop_small` takes it away. The **count error** of a picture is |found − true| / true: with 20 nuclei, 15 pieces or 25 are both an error of 25 %. Of all pictures we take the mean.
#
# Nothing has been learnt yet, so training pictures may serve for measuring: every second one, and apart from them the most *crowded* tenth, in which nuclei touch each other most.
#
# **Predict.** By how much is the threshold's count wrong in the crowded tenth? In per cent. (About half a minute: 255 thresholds for each picture.)

# %%
guess_crowded = None  # write your number here
SMALLEST = 10  # pixels


def drop_small(labels, smallest):
    """Take away pieces of fewer pixels than that, and number the others anew."""
    large = np.bincount(labels.ravel()) >= smallest
    large[0] = False  # the background is no piece
    return (np.cumsum(large) * large)[labels]


def by_threshold(picture):
    """The threshold's answer for a picture: a label image."""
    grey = picture.mean(axis=2).astype("uint8")
    return drop_small(ndimage.label(grey >= otsu(grey))[0], SMALLEST)


def touching(labels):
    """How many pixels of one nucleus lie beside another one, for each nucleus."""
    pairs = [(labels[1:], labels[:-1]), (labels[:, 1:], labels[:, :-1])]
    meet = sum(np.sum((a != b) & (a > 0) & (b > 0)) for a, b in pairs)
    return meet / max(1, labels.max())


def count_error(found, true):
    """By what share of the true number the number of pieces is wrong."""
    n = int(true.max())
    return abs(int(found.max()) - n) / max(1, n)


# %% tags=["nbval-ignore-output"]
def most_crowded(y):
    """Which label images are the tenth in which most nuclei touch: a boolean array."""
    crowding = np.array([touching(labels) for labels in y])
    return crowding.argsort().argsort() >= len(y) - max(1, round(len(y) / 10))


true = y_train[::2]
by_otsu = [by_threshold(picture) for picture in watch(x_train[::2], "thresholds")]
overlaps = np.array([iou(f > 0, t > 0) for f, t in zip(by_otsu, true, strict=True)])
errors = np.array([count_error(f, t) for f, t in zip(by_otsu, true, strict=True)])
crowded = most_crowded(true)
for name, chosen in [("crowded tenth", crowded), ("all others", ~crowded)]:
    print(f"{name}: IoU {overlaps[chosen].mean():.3f}; count error "
          f"{errors[chosen].mean():.0%}, median {np.median(errors[chosen]):.0%}")
predicted("count error in the crowded tenth, in per cent", guess_crowded,
          100 * errors[crowded].mean())

# %% tags=["nbval-check-output"]
claim("the threshold finds the pixels rather well, also where nuclei touch",
      overlaps.mean(), at_least=0.7)
claim("but in the crowded tenth its count is wrong by more than a fifth",
      errors[crowded].mean(), at_least=0.2)

# %% [markdown]
# A strong opponent: nothing learnt, and the pixels are nearly right. What fails is the count: two nuclei that touch in a single pixel are one piece. (Where hardly anything shines, it finds hundreds of specks. One such picture ruins a mean, but no median.)

# %% [markdown] tags=["instructor"]
# **Minutes: 19.** Nothing here 2, overlap 6, Otsu 5, counting 6. Show the crowded tenth, and ask how *you* see that two nuclei are two: by the dent in the outline, and by the dark seam between them. Both are what the network will be asked for. Short of time? Give 9.2 ready-made. In 9.2, who never asks for an empty group gets a warning and a right answer, and the check lets it pass: no comparison with NaN is true, which is a rule, and not luck. Ask them why it works.

# %% [markdown]
# ## Model
#
# ### Three classes
#
# You cannot ask a network for the number of a nucleus: which is the first? But you can ask it for the seam. So make three classes of two: 0 background, 1 inside, 2 border, the outermost ring of a nucleus. Where two nuclei touch, two rings lie between their insides, and the insides are pieces by themselves.

# %% tags=["nbval-ignore-output"] alt="Left: a small label image with two cells that touch and a third one, each with its number in a colour. Right: the same as three classes with numbers 0, 1 and 2: each cell has an inside of ones within a ring of twos, and between the two that touch lies a double ring."
small_cells = np.zeros((9, 14), dtype=int)
rows, columns = np.mgrid[:9, :14]
for number, (row, column) in enumerate([(3, 3), (5, 7), (2, 12)], start=1):
    radius = 2.9 if number < 3 else 1.9
    disc = (rows - row) ** 2 + (columns - column) ** 2 < radius**2
    small_cells[disc & (small_cells == 0)] = number
wanted = """
    00000000000000
    02222200000222
    02111200000212
    02111222220222
    02111221120000
    02222211120000
    00000221120000
    00000222220000
    00000000000000"""
wanted = np.array([[int(digit) for digit in row] for row in wanted.split()])
title = "Two that touch have insides of their own"
diagrams.border_classes(small_cells, wanted, title=title)
plt.show()

# %% [markdown]
# ### Exercise 9.3: the border
#
# Make the three classes from a label image. A pixel of a nucleus is border if one of its four neighbours (above, below, left, right) belongs to something else: to the background, or to another nucleus. Beyond the edge of the picture there is nothing, and that alone makes no border.
#
# <details><summary>Hint 1</summary>
#
# Put a frame of one pixel around the picture, as in the counting above. `np.pad(labels, 1, mode="edge")` repeats the outermost pixels there: a neighbour beyond the edge is then never something else.
# </details>
# <details><summary>Hint 2</summary>
#
# `padded[:-2, 1:-1]` is the neighbour above of every pixel at once. Compare it with `labels`; the other three likewise, and combine them with `|`.
# </details>

# %% tags=["nbval-check-output"]
def three_classes(labels):
    """Background, inside and border from a label image.

    labels: array of shape (height, width), whole numbers: 0 background, 1 and more the
        nuclei
    returns: array of the same shape, of type uint8: 0 background, 1 inside, 2 border
    """
    ### BEGIN SOLUTION
    padded = np.pad(labels, 1, mode="edge")
    differs = padded[:-2, 1:-1] != labels
    differs |= padded[2:, 1:-1] != labels
    differs |= padded[1:-1, :-2] != labels
    differs |= padded[1:-1, 2:] != labels
    return np.where(labels == 0, 0, np.where(differs, 2, 1)).astype("uint8")
    ### END SOLUTION


print(three_classes(np.array([[1, 1, 1, 2], [1, 1, 1, 2], [0, 1, 1, 2]])))

# %% tags=["nbval-check-output"]
check.three_classes(three_classes)

# %% [markdown]
# ### Why not a window for each pixel?
#
# Cut out a window of 32 × 32 pixels around a pixel, let a CNN say what the one in the middle is, and go on to the next: that is how it was first done. Count the work, for two convolutions of 3 × 3 at each of four levels, with 8, 16, 32 and 64 filters, and pooling by 2 between the levels.
#
# **Predict.** The same layers can go over the *whole* picture once, since a convolution does not mind how large it is. How many times less work is that, for 256 × 256 pixels?

# %%
guess_less = None  # write your number here

# %% tags=["nbval-ignore-output"]
FILTERS = (8, 16, 32, 64)


def work_down(side):
    """Multiplications of all levels together, for a picture of side × side pixels."""
    work, channels = 0, 3
    for level, filters in enumerate(FILTERS):
        places = (side // 2**level) ** 2
        work += places * 9 * (channels * filters + filters * filters)
        channels = filters
    return work


windows = 256 * 256 * work_down(32)
print(f"a window for each pixel: {windows / 1e9:.0f} billion multiplications")
print(f"the whole picture once: {work_down(256) / 1e9:.2f} billion")
predicted("how many times less", guess_less, windows / work_down(256))

# %% tags=["nbval-check-output"]
claim("once over the whole picture is a thousand times less work",
      windows / work_down(256), at_least=1000)

# %% [markdown]
# Windows side by side share nearly all their pixels, and everything is computed anew: each pixel lies in 32 × 32 = 1,024 windows.
#
# ### What pooling forgets
#
# But then the last maps have 32 × 32 places for 256 × 256 pixels. Each sees far and knows roughly where. (Two convolutions see 5 pixels in a row; pooling adds as many pixels as one place stands for, and each further convolution twice what a place stands for by then: 5 + 1 + 4 + 4 = 14.)
#
# | level | one place of the map stands for | and sees |
# |---|---|---|
# | 1 | 1 × 1 pixel | 5 × 5 pixels |
# | 2 | 2 × 2 pixels | 14 × 14 pixels |
# | 3 | 4 × 4 pixels | 32 × 32 pixels |
# | 4 | 8 × 8 pixels | 68 × 68 pixels |
#
# The first level knows where, and not what: in 5 × 5 pixels nobody tells a seam from a speck. The last one knows what, and not where. How much is lost? Let somebody who knows the *truth* answer in blocks: a block is nucleus if at least half of it is.

# %% tags=["nbval-ignore-output"] alt="Bars of the IoU of the true masks with themselves, when they may only be said in blocks of 2, 4 and 8 pixels: it falls from block to block, at 8 well below 1."
def in_blocks(mask, width):
    """A mask that is all or nothing in each block of width × width pixels."""
    n = len(mask) // width
    share = mask.reshape(n, width, n, width).mean(axis=(1, 3))
    return (share >= 0.5).repeat(width, axis=0).repeat(width, axis=1)


best_possible = {
    width: np.mean([iou(in_blocks(labels > 0, width), labels > 0)
                    for labels in y_validation])
    for width in (2, 4, 8)
}
names = [f"{width} × {width}" for width in best_possible]
plt.figure(figsize=(6, 3.2))
plt.bar(names, list(best_possible.values()), color=plots.BLUE)
plt.ylim(0, 1)
plt.xlabel("blocks, in pixels")
plt.ylabel("IoU with the truth")
plt.title("Who may only speak in blocks loses the outline")
plt.show()
claim("in blocks of 8 × 8, the truth itself loses a tenth of its IoU or more",
      best_possible[8], at_most=0.9)

# %% [markdown]
# ### The U-Net
#
# So go down, to learn *what*; then up again; and on the way up, hand across what each level knew of *where*. Drawn, it is a U with bridges: the **U-Net** of 2015, grandmother of most networks that segment scans today.

# %% tags=["nbval-ignore-output"] alt="A U of boxes. On the left, going down, maps of 256, 128, 64 and 32 pixels with 8, 16, 32 and 64 channels; on the right, going up, the same sizes back to 256; at each level an arrow leads from the left straight across to the right; at the end three classes for each pixel."
diagrams.unet(FILTERS, 256, 3, title="Down for what, up and across for where")
plt.show()

# %% [markdown]
# One level down: two convolutions, then pooling. One level up: `Conv2DTranspose` with a stamp of 2 × 2 and stride 2 (lesson 7) doubles height and width. The bridge, called a **skip connection**, lays the maps from the way down beside those that come up: `Concatenate` puts channels behind channels. Two convolutions mix them. A U of a single level, with its shapes:

# %% tags=["nbval-check-output"]
def convolutions(x, filters):
    """Twice: convolution, batch normalisation, ReLU (lesson 4). The size stays."""
    for _ in range(2):
        x = keras.layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = keras.layers.BatchNormalization(momentum=0.9)(x)
        x = keras.layers.ReLU()(x)
    return x


inputs = keras.Input(shape=(256, 256, 3))
bridge = convolutions(inputs, 8)
pooled = keras.layers.MaxPooling2D(2)(bridge)
lowest = convolutions(pooled, 16)
up = keras.layers.Conv2DTranspose(8, 2, strides=2)(lowest)
together = keras.layers.Concatenate()([bridge, up])
outputs = convolutions(together, 8)
steps = {"bridge": bridge, "pooled": pooled, "lowest": lowest, "up": up,
         "together": together, "outputs": outputs}
for name, maps in steps.items():
    print(f"{name:9s} {maps.shape[1:]}")

# %% [markdown]
# ### Exercise 9.4: the U-Net
#
# Build it for any number of levels: `filters` has one number for each, the last one for the bottom of the U. (`None` for height and width in `Input`: then pictures of any height and width fit that can be halved at each level.)
#
# **Predict.** (On paper.) How many channels come out of `Concatenate` at the three bridges of the drawing, from below to above?
#
# <details><summary>Hint 1</summary>
#
# A list of bridges: each level on the way down appends its maps before it pools, and the way up takes the last one first (`bridges.pop()`).
# </details>
# <details><summary>Hint 2</summary>
#
# The bottom has no pooling and no bridge. So the way down goes over `filters[:-1]`, then come the convolutions of the bottom with `filters[-1]`; the way up goes over `reversed(filters[:-1])`.
# </details>
# <details><summary>Hint 3</summary>
#
# The order within one level up is in the cell above, `up`, `together`, `outputs`. The last layer is a dense layer for each pixel: a convolution with a 1 × 1 kernel and as many filters as there are classes.
# </details>

# %% tags=["nbval-check-output"]
def build_unet(filters, n_classes, channels=3):
    """A U-Net: pictures in, probabilities of the classes of each pixel out.

    Their height and width are open, if they can be halved at each level.

    filters: one number for each level, from the full size to the bottom
    n_classes: how many classes
    channels: of the pictures, whose numbers go from 0 to 255
    returns: a new Keras model, not compiled. Input of shape (None, None, channels),
        scaled to 0..1; on the way down `convolutions` (the bridge) and max-pooling by
        2; the bottom's `convolutions`; on the way up Conv2DTranspose(filters of the
        level, 2, strides=2), Concatenate of bridge and that, `convolutions`; in the end
        a Conv2D of 1 × 1 with a softmax
    """
    ### BEGIN SOLUTION
    inputs = keras.Input(shape=(None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    outputs = keras.layers.Conv2D(n_classes, 1, activation="softmax")(x)
    return keras.Model(inputs, outputs)
    ### END SOLUTION


print(f"{build_unet(FILTERS, 3).count_params():,d} parameters")

# %% tags=["nbval-check-output"]
check.build_unet(build_unet)

# %% [markdown]
# As many channels come up as lie in the bridge: 32 + 32 = 64 below, then 32, and above 16.

# %% [markdown] tags=["instructor"]
# **Minutes: 19.** Three classes 6, windows 2, blocks 1, the U 10. In 9.4, let a pair draw the U on the board with all shapes before anybody types: the exercise is the drawing. The mistake to expect: the bridge is kept *behind* the pooling, and Keras complains about two sizes that do not fit; or the bridges are taken in the order in which they were laid. Short of time? Give 9.3 ready-made.

# %% [markdown]
# ## Train
#
# Three probabilities for each pixel, so the loss is lesson 3's cross-entropy, averaged over all pixels. But a border pixel is rare, and decides whether two nuclei stay two. So it counts more: each pixel gets a weight by its class, the **class weights**. (How much more is a choice: one and a half times here.)

# %% tags=["nbval-ignore-output"]
classes_train = np.stack([three_classes(labels) for labels in y_train])
shares = np.bincount(classes_train.ravel(), minlength=3) / classes_train.size
for name, share in zip(["background", "inside", "border"], shares, strict=True):
    print(f"{name:10s} {share:.1%} of the pixels")
WEIGHTS = np.array([1, 1, 1.5], dtype="float32")  # of background, inside, border

# %% [markdown]
# <details><summary>The other way: a loss made of Dice</summary>
#
# Dice itself can be made a loss. With p the probability of a class at a pixel and y = 1 where the class is there, else 0: 1 − 2 Σ p y / (Σ p + Σ y), summed over all pixels, one such term for each class. Background counts as one class of three, however many pixels it has. In practice both are often added: cross-entropy gives a useful slope to each pixel, also at the start, Dice knows what you want in the end.
# </details>
#
# And pictures are few. But under a microscope nothing has a top or a bottom, and a part of a picture is a picture too. So each time the network sees another part, mirrored or not, turned by quarter turns: eight ways, and thousands of places.
#
# ### Exercise 9.5: augment a picture and its mask
#
# In lesson 4 the label stayed when the picture was mirrored. Here the label *is* a picture: whatever happens to the one has to happen to the other.
#
# <details><summary>Hint 1</summary>
#
# Draw the random numbers first, each once; then use them for both. There are `height - size + 1` places for the upper edge, and `random.integers(n)` never gives n itself.
# </details>
# <details><summary>Hint 2</summary>
#
# `a[:, ::-1]` mirrors, `np.rot90(a, turns)` turns the first two axes, whatever comes behind them: both work for a picture with channels and for a mask without.
# </details>

# %% tags=["nbval-check-output"]
def augment(picture, classes, size, random):
    """A square part of a picture and of its classes, mirrored and turned at random.

    picture: array of shape (height, width, channels)
    classes: array of shape (height, width)
    size: height and width of the part, at most those of the picture
    random: a NumPy random generator; use only this one
    returns: arrays of shape (size, size, channels) and (size, size): both from the same
        place, mirrored or not, turned by 0, 1, 2 or 3 quarter turns; every place and
        each of these ways equally often. Types stay; so do the arrays handed in
    """
    ### BEGIN SOLUTION
    top = random.integers(classes.shape[0] - size + 1)
    left = random.integers(classes.shape[1] - size + 1)
    mirrored, turns = random.random() < 0.5, random.integers(4)
    parts = []
    for part in (picture, classes):
        part = part[top : top + size, left : left + size]
        part = part[:, ::-1] if mirrored else part
        parts.append(np.rot90(part, turns))
    return tuple(parts)
    ### END SOLUTION


part, part_classes = augment(
    x_train[0], classes_train[0], 32, np.random.default_rng(SEED)
)
print(part.shape, part_classes.shape)

# %% tags=["nbval-check-output"]
check.augment(augment)

# %% [markdown]
# As in lesson 4, a `PyDataset` hands out the batches: `__len__` says how many, `__getitem__` makes one. New is the third thing in a batch, the weight of each pixel.

# %%
class Batches(keras.utils.PyDataset):
    """Augmented parts of pictures, their classes, and a weight for each pixel."""

    def __init__(self, pictures, classes, change, weights, size=CROP, steps=STEPS):
        super().__init__()
        self.pictures, self.classes, self.change = pictures, classes, change
        self.weights, self.size, self.steps = weights, size, steps
        self.random = np.random.default_rng(SEED)

    def __len__(self):
        return self.steps

    def __getitem__(self, number):
        pairs = [
            self.change(self.pictures[k], self.classes[k], self.size, self.random)
            for k in self.random.integers(len(self.pictures), size=BATCH_SIZE)
        ]
        x, y = (np.stack(parts) for parts in zip(*pairs, strict=True))
        return x, y, self.weights[y]


def compile_and_fit(model, batches, epochs, words, learning_rate=0.01, callbacks=()):
    """Lesson 4's training: steps grow for a quarter of the time, then shrink."""
    steps = epochs * len(batches)
    one_cycle = keras.optimizers.schedules.CosineDecay(
        0.0, steps - steps // 4, warmup_target=learning_rate, warmup_steps=steps // 4
    )
    model.compile(optimizer=keras.optimizers.Adam(one_cycle),
                  loss="sparse_categorical_crossentropy")
    model.fit(batches, epochs=epochs, verbose=0,
              callbacks=[Progress(words), *callbacks])


def ask(model, pictures):
    """The most probable class of each pixel of each picture."""
    tens = [pictures[start : start + 10] for start in range(0, len(pictures), 10)]
    return np.concatenate([model.predict_on_batch(ten).argmax(axis=-1) for ten in tens])


# %% [markdown]
# It trains on parts of 128 × 128 and answers for 256 × 256. After each epoch, it draws its classes on a validation picture: inside blue, border orange. (Two minutes, two cores.) **Predict.** (On paper.) What will it find first: background, inside or border?

# %% tags=["nbval-ignore-output"]
import time

keras.utils.set_random_seed(SEED)
unet = build_unet(FILTERS, 3)
frames = []
draw = keras.callbacks.LambdaCallback(
    on_epoch_end=lambda epoch, logs: frames.append(ask(unet, x_validation[:1])[0])
)
start = time.perf_counter()
batches = Batches(x_train, classes_train, augment, WEIGHTS)
compile_and_fit(unet, batches, EPOCHS, "the U-Net", callbacks=[draw])
print(f"{EPOCHS * STEPS} steps, {time.perf_counter() - start:.0f} s")

# %% tags=["nbval-ignore-output"] alt="A film of one validation picture, a frame for each epoch: background black, inside blue, border orange. First blurred spots, then rings around them, then thin borders also between nuclei that touch. The last frame is the truth."
CLASS_COLOURS = np.array([[0, 0, 0], [0.34, 0.71, 0.91], [0.9, 0.62, 0]])
true_frame = three_classes(y_validation[0])
film = CLASS_COLOURS[np.array([*frames, true_frame])]
words = [f"after epoch {n + 1}" for n in range(len(frames))] + ["the truth"]
plots.film(film, words, seconds=0.6)

# %% [markdown]
# And which of the three came first? The share of its pixels that the network found:

# %% tags=["nbval-ignore-output"]
for epoch, frame in enumerate(frames, start=1):
    shares = [np.mean(frame[true_frame == k] == k) for k in range(3)]
    print(f"epoch {epoch:2d}: background {shares[0]:.0%}, inside {shares[1]:.0%},",
          f"border {shares[2]:.0%}")

# %% tags=["nbval-check-output"]
classes_found = ask(unet, x_validation)
pairs = zip(classes_found, y_validation, strict=True)
claim("on unseen pictures its pixels overlap the truth well",
      np.mean([iou(found > 0, true > 0) for found, true in pairs]), at_least=0.75)
wanted_classes = np.stack([three_classes(labels) for labels in y_validation])
ground, inside, border = (
    np.mean(classes_found[wanted_classes == k] == k) for k in range(3)
)
claim("of the three classes it finds border least", border < min(ground, inside))

# %% [markdown]
# Background is easy: who says it everywhere has found all of it. Border is rare, and thin: one pixel to the side is wrong.

# %% [markdown] tags=["instructor"]
# **Minutes: 11.** Weights 2, exercise 5, training 4. While it trains, show the exercise's mistake: mirror the picture and leave the mask, hold both before the window one over the other. Background and inside come first: both are large and bright or large and dark. The border comes last, and where nuclei touch latest of all.

# %% [markdown]
# ## Validate
#
# ### Exercise 9.6: from classes to nuclei
#
# Number the insides, drop the dust, and give each nucleus its border back. Use `drop_small`, and `give_back`, which stands ready in the next cell.
#
# <details><summary>Hint 1</summary>
#
# `ndimage.label(mask)` returns two things, the label image and the number of pieces. Which mask do you hand in, if only insides are to be counted?
# </details>
# <details><summary>Hint 2</summary>
#
# First the pieces, then `drop_small`, then `give_back`; each takes what the one before has made.
# </details>

# %%
def give_back(labels, border):
    """Give each border pixel the number of the nearest piece, at most 3 pixels away.

    border: boolean, where the border is
    """
    far, nearest = ndimage.distance_transform_edt(labels == 0, return_indices=True)
    return np.where(border & (far <= 3), labels[tuple(nearest)], labels)


# %% tags=["nbval-check-output"]
def pieces(classes, smallest):
    """Number the nuclei in a picture of classes.

    classes: array of shape (height, width): 0 background, 1 inside, 2 border
    smallest: a piece with fewer inside pixels is no nucleus
    returns: a label image of the same shape, 0 where there is no nucleus, the pieces of
        inside numbered from 1 without gap, their borders given back to them
    """
    ### BEGIN SOLUTION
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes == 2)
    ### END SOLUTION


print(pieces(wanted, smallest=2))

# %% tags=["nbval-check-output"]
check.pieces(pieces)

# %% [markdown]
# ### Exercise 9.7: precision and recall
#
# A right number can be made of two mistakes: one nucleus missed and one invented. So ask for each. A piece is a *hit* if its IoU with a nucleus is above one half. (Then it can hit no second one: more than half of the piece would have to lie in each of them.) **Precision** is the share of the pieces that are hits, **recall** the share of the nuclei that are hit (lesson 2 called it sensitivity). **F1**, 2 × precision × recall / (precision + recall), is high only if both are. There can be hundreds of pieces in a picture, and you will ask for all test pictures: look only at the nuclei that a piece touches.
#
# <details><summary>Hint 1</summary>
#
# Two loops: over the numbers of the pieces and over those of the nuclei (`np.unique(found[found > 0])`). `found == 3` is the mask of one piece, and `iou` you have.
# </details>
# <details><summary>Hint 2</summary>
#
# The nuclei that a piece touches: the numbers in `true[found == number]` that are not 0.
# </details>

# %% tags=["nbval-check-output"]
def precision_recall(found, true):
    """Which share of the pieces are nuclei, and which share of the nuclei is found.

    found, true: label images of one shape: 0 is nothing, each other number is a piece;
        between the numbers there may be gaps
    returns: precision (1.0 if nothing is found) and recall (1.0 if nothing is there);
        a hit is a piece and a nucleus whose IoU is above one half
    """
    ### BEGIN SOLUTION
    there, hits = np.unique(found[found > 0]), 0
    for number in there:
        piece = found == number
        for nucleus in np.unique(true[piece & (true > 0)]):
            hits += iou(piece, true == nucleus) > 0.5
    n_found, n_true = len(there), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0
    ### END SOLUTION


three_there = np.array([[1, 1, 0, 2, 2, 0, 3, 3]])
two_found = np.array([[1, 1, 0, 0, 2, 2, 0, 0]])
precision, recall = precision_recall(two_found, three_there)
print(f"precision {precision:.2f}, recall {recall:.2f}")

# %% tags=["nbval-check-output"]
check.precision_recall(precision_recall)

# %% [markdown]
# Which mistake is worse depends on what the number is for.
#
# | | a nucleus is missed | something is called a nucleus |
# |---|---|---|
# | counting parasites in blood | the child is sent home | an unnecessary treatment |
# | a drug tried on a million cells | one missing among thousands | one too many among thousands |

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Pieces 3, precision and recall 5. In 9.7, somebody will divide hits by the wrong number; ask what *one of the pieces* and *one of the nuclei* mean. Let each row of the table be answered by someone from that field.

# %% [markdown] tags=["optional"]
# ### Dust or nucleus?
#
# From which size on is a piece a nucleus? We have taken ten pixels: for the threshold, ten of the nucleus; for the U-Net, ten of its *inside*, about twenty or more of the nucleus. (And a nucleus that is only two pixels wide has no inside, so the U-Net cannot find it at all.) It is a choice, so the validation pictures may decide. **Predict.** (On paper.) You raise `smallest`. Which of the two rises, and which falls?

# %% tags=["nbval-ignore-output", "optional"] alt="Precision and recall over the smallest number of pixels that counts as a nucleus, from 1 to 80: recall falls, slowly and then faster; on the full data precision rises at first."
sizes = [1, 5, 10, 20, 40, 80]
means = {"precision": [], "recall": []}
for smallest in watch(sizes, "six sizes"):
    both = [precision_recall(pieces(classes, smallest), true)
            for classes, true in zip(classes_found, y_validation, strict=True)]
    for name, mean in zip(means, np.mean(both, axis=0), strict=True):
        means[name].append(mean)
for (name, shares), style in zip(means.items(), ["o-", "s--"], strict=True):
    plt.plot(sizes, shares, style, label=name)
plt.xlabel("smallest piece that counts, in pixels")
plt.ylabel("mean over validation pictures")
plt.title("Dust or nucleus? Each answer costs something")
plt.legend()
plt.show()
claim("a higher bar never finds more: recall at 80 is not above recall at 1",
      means["recall"][0] - means["recall"][-1], at_least=0)

# %% [markdown] tags=["optional"]
# Recall can only fall: what is dropped finds nothing any more. Precision rises while most of what goes is dust. When small nuclei go as well, it may fall: large pieces are left, and some of those are two nuclei in one.

# %% [markdown]
# ## Test
#
# Threshold against network, on test pictures that neither has seen, and on the crowded tenth of them. (On the sample that is two pictures, and the threshold's pixels may fit better there. Most of the time here goes into your two functions: Otsu's threshold, and precision and recall.)

# %% tags=["nbval-ignore-output"]
def judge(found, true):
    """IoU, F1 and count error: each is the mean over the pictures."""
    rows = []
    for one, other in watch(list(zip(found, true, strict=True)), "pictures judged"):
        precision, recall = precision_recall(one, other)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        rows.append([iou(one > 0, other > 0), f1, count_error(one, other)])
    return dict(zip(["IoU", "F1", "count error"], np.mean(rows, axis=0), strict=True))


crowded = most_crowded(y_test)
answers = {
    "threshold": [by_threshold(picture) for picture in x_test],
    "U-Net": [pieces(classes, SMALLEST) for classes in ask(unet, x_test)],
}
results = {}
for name, found in answers.items():
    among = [labels for labels, yes in zip(found, crowded, strict=True) if yes]
    results[name] = judge(found, y_test)
    results[name + ", crowded"] = judge(among, y_test[crowded])
for name, measures in results.items():
    print(f"{name:20s}", *(f"{what} {value:.3f} " for what, value in measures.items()))

# %% tags=["nbval-check-output"]
ours, rival = results["U-Net"], results["threshold"]
claim("the U-Net's pixels overlap the truth by four fifths", ours["IoU"], at_least=0.8)
claim("it finds nuclei with an F1 of 0.78 or more (on the sample: 0.6)",
      ours["F1"], at_least=0.78, sample=0.6)
claim("and counts them with an error of 18 % at most (on the sample: 40 %)",
      ours["count error"], at_most=0.18, sample=0.4)
claim("better than the threshold: IoU", ours["IoU"] - rival["IoU"], at_least=0)
claim("better than the threshold: F1", ours["F1"] - rival["F1"], at_least=0)
claim("better than the threshold: count error (on the sample: about as good)",
      rival["count error"] - ours["count error"], at_least=0, sample=-0.05)

# %% tags=["nbval-check-output"]
ours, rival = results["U-Net, crowded"], results["threshold, crowded"]
claim("where nuclei touch, it is ahead as well: F1",
      ours["F1"] - rival["F1"], at_least=0.03, sample=0)

# %% [markdown]
# ### Boxes
#
# Detection comes for free: `ndimage.find_objects` gives the first and last row and column of each piece. In one of the crowded pictures:

# %% tags=["nbval-ignore-output"] alt="A crowded test picture three times, with boxes: those of the threshold, some of them around several nuclei; those of the U-Net, here and there one for each of these; the true ones, more still."
def draw_boxes(ax, labels, color):
    """Draw the box of each piece of a label image."""
    for rows, columns in ndimage.find_objects(labels.astype(int)):
        corner = columns.start - 0.5, rows.start - 0.5
        size = columns.stop - columns.start, rows.stop - rows.start
        ax.add_patch(plt.Rectangle(corner, *size, fill=False, color=color, lw=2.5))


by_number = np.argsort(np.where(crowded, y_test.max(axis=(1, 2)), 0))
at = by_number[-3]  # the third by number among the crowded ones
shown = {name: found[at] for name, found in answers.items()}
shown["truth"] = y_test[at]
figure, axes = plt.subplots(1, 3, figsize=(13, 4.7))
colors = [plots.RED, plots.SKY, plots.GREEN]
for ax, (name, labels), color in zip(axes, shown.items(), colors, strict=True):
    ax.imshow(x_test[at])
    draw_boxes(ax, labels, color)
    ax.set_title(f"{name}: {labels.max()} nuclei")
    ax.axis("off")
plt.show()

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Read the table from the crowded rows upwards. Where all nuclei stand apart, the threshold is hard to beat, and it needs no training, no labels and no excuse: always try it first.

# %% [markdown]
# ## Revise
#
# ### Exercise 9.8: the network that stays poor
#
# A colleague has written an `augment` of her own, and her network stays poor. (Two short trainings, ten seconds each.)

# %% tags=["nbval-ignore-output"]
def colleagues_augment(picture, classes, size, random):
    """A square part of a picture and of its classes, mirrored and turned at random."""
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    pair = [part[top : top + size, left : left + size] for part in (picture, classes)]
    for axis in (-1, -2):
        if random.random() < 0.5:
            pair = [np.flip(part, axis) for part in pair]
    turns = random.integers(4)
    return tuple(np.rot90(part, turns) for part in pair)


def short_training(change, words):
    """Train a new network for a short time; its mean IoU on validation pictures."""
    keras.utils.set_random_seed(SEED)
    model = build_unet(FILTERS, 3)
    batches = Batches(x_train, classes_train, change, WEIGHTS, SHORT_CROP, SHORT_STEPS)
    compile_and_fit(model, batches, 1, words)
    found = ask(model, x_validation[:20])
    pairs = zip(found, y_validation[:20], strict=True)
    return np.mean([iou(one > 0, true > 0) for one, true in pairs])


broken_iou = short_training(colleagues_augment, "her network")
print(f"IoU {broken_iou:.2f}")
claim("her network stays poor", broken_iou, at_most=0.5)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** nine of ten pixels are background, so saying that everywhere costs least
# - **b** three of four masks no longer lie as the nuclei in their pictures do
# - **c** the parts are so small that hardly a whole nucleus fits into one
# - **d** the learning rate is so large that each step undoes the one before
#
# Each can be tried by changing one thing, or by drawing what goes in. Set `cause` to your letter, in quotes, and write `mended`, with which her network learns; it still cuts, mirrors and turns.
#
# <details><summary>Hint 1</summary>
#
# Everything but one function is what *you* have trained with. What does it hand on? Draw a picture of it and its classes side by side, eight times.
# </details>
# <details><summary>Hint 2</summary>
#
# Picture and classes go through the same lines, and have different shapes. Which axis is the last one of each?
# </details>

# %% tags=["nbval-ignore-output"]
cause = mended = mended_iou = None  # nothing is left of an earlier try
### BEGIN SOLUTION
cause = "b"
mended = augment  # hers mends as well, with `for axis in (0, 1)`
### END SOLUTION
mended_iou = short_training(mended, "the mended one")
print(f"IoU {mended_iou:.2f}")

# %% tags=["nbval-check-output"]
check.stays_poor(cause, mended, mended_iou, broken_iou)

# %% [markdown]
# No error, no warning, and the loss even falls: the network learns how frequent each class is. **a** is what most say, and it describes what her network does; but with the same pixels and weights the mended one does not. **c** and **d** were the same for both.
#
# Her mirrors count axes from behind. Axis −1 is the width of the classes, but the colours of a picture, and to mirror those of a grey one changes nothing that one can see. Axis −2 is the height of the classes, but the width of a picture. Draw a picture and its mask over each other after *all* steps of the preparation: the look that saves a week.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** Let pairs decide by one drawing, not by reading the code: in real work the code is long, and this one looks right. It would be right for two arrays of the same number of axes. In a class that is short of time, vote, then draw together.

# %% [markdown]
# ### Another stain
#
# Now a hospital sends its own pictures: the ones with a light background. **Invert** them, light into dark, and their nuclei are light, as the network knows them. **Predict.** What IoU does it reach on the inverted pictures? (On the test pictures that shine it is the one in the table of *Test*.)

# %%
guess_others = None  # write your number here

# %% tags=["nbval-ignore-output"]
def judge_network(model, pictures, true):
    """What `judge` says of a network's answers."""
    found = [pieces(classes, SMALLEST) for classes in ask(model, pictures)]
    return judge(found, true)


inverted = 255 - x_others
shining_before = results["U-Net"]
as_they_come = judge_network(unet, x_others, y_others)
before = judge_network(unet, inverted, y_others)
rival = judge([by_threshold(picture) for picture in inverted], y_others)
print(f"IoU on the pictures that shine: {shining_before['IoU']:.2f}")
predicted("IoU on the other pictures, inverted", guess_others, before["IoU"])
lines = {"as they come": as_they_come, "inverted": before, "threshold, inverted": rival}
for name, measures in lines.items():
    print(f"{name:20s}", *(f"{what} {value:.2f} " for what, value in measures.items()))

# %% tags=["nbval-check-output"]
claim("of pictures as they come, most is wrong", as_they_come["IoU"], at_most=0.4)
claim("on inverted ones the IoU is smaller by more than 0.2 (the sample's are "
      "drawn alike, and it hardly falls)",
      shining_before["IoU"] - before["IoU"], at_least=0.2, sample=-0.1)
claim("the threshold, which has learnt nothing, is ahead there (not on the sample)",
      rival["IoU"] - before["IoU"], at_least=0.05, sample=-0.2)

# %% [markdown]
# A cliff: even the threshold is better now. (On the sample there is none.) And nothing says so; no test on your own pictures could have shown it. (Our test pictures flatter, too, and these here will after the mend: they come from the same laboratories as the training ones.) Before a hospital uses somebody else's network, it has to
#
# - label some dozens of its *own* pictures, of each device, stain and tissue, and measure on them;
# - look at the worst ones, not only at the mean;
# - measure again when a device, a dye or a supplier changes, and decide before which numbers stop the use.
#
# And the mend? Inverted, the background is grey, and the network knows black. So bring the pictures nearer, before anything is learnt. Purple swallows green light: in the green channel nuclei are darkest. And most pixels are background, so after inverting, the darker half of the pixels may be set to black. Whether that helps is a choice to be made on *validation* pictures, of which there are ten of this kind.

# %% tags=["nbval-ignore-output"]
def as_known(picture):
    """A picture with a light background made alike: nuclei shine, all else is black."""
    green = picture[..., 1:2]
    return stretch(255 - green, dark=50).repeat(3, axis=2)


known_validation = [as_known(picture) for picture in x_validation_others]
lines = {
    name: judge_network(unet, np.stack(pictures), y_validation_others)
    for name, pictures in [
        ("inverted", 255 - x_validation_others), ("made alike", known_validation)
    ]
}
for name, measures in lines.items():
    print(f"{name:18s}", *(f"{what} {value:.2f} " for what, value in measures.items()))

# %% tags=["nbval-check-output"]
claim("made alike, they fit the network better, and it has not learnt anything yet "
      "(on the sample: as well)",
      lines["made alike"]["IoU"] - lines["inverted"]["IoU"], at_least=0.05, sample=-0.1)

# %% [markdown]
# The rest needs examples: train on, with both kinds half and half, for about 40 seconds.

# %% tags=["nbval-ignore-output"]
x_new = [as_known(picture) for picture in x_train_others]
y_new = [three_classes(labels) for labels in y_train_others]
times = round(len(x_train) / len(x_new))  # then both kinds are equally frequent
both_x, both_y = [*x_train, *x_new * times], [*classes_train, *y_new * times]

keras.utils.set_random_seed(SEED)
mended_unet = keras.models.clone_model(unet)
mended_unet.set_weights(unet.get_weights())
batches = Batches(both_x, both_y, augment, WEIGHTS)
compile_and_fit(mended_unet, batches, MEND_EPOCHS, "on both kinds", 0.005)
known = np.stack([as_known(picture) for picture in x_others])
made_alike = judge_network(unet, known, y_others)
after = judge_network(mended_unet, known, y_others)
shining_after = judge_network(mended_unet, x_test, y_test)
lines = {
    "inverted": before, "made alike": made_alike, "and trained": after,
    "threshold, alike": judge([by_threshold(picture) for picture in known], y_others),
    "those that shine": shining_after,
}
for name, measures in lines.items():
    print(f"{name:18s}", *(f"{what} {value:.2f} " for what, value in measures.items()))

# %% tags=["nbval-check-output"]
claim("with pictures made alike and examples of their own it is far better on the "
      "others (on the sample: as good)",
      after["IoU"] - before["IoU"], at_least=0.1, sample=-0.1)
claim("and on those that shine it has lost little",
      shining_after["IoU"] - shining_before["IoU"], at_least=-0.06)

# %% tags=["nbval-ignore-output"] alt="Three pictures with a light background in a row; below each the same made alike, white nuclei on black; the nuclei that the network found before it had seen such pictures; those found after; and at the bottom the true ones, neighbours in different colours. Before, many are missing or run together; after, fewer."
three = np.linspace(0, len(inverted) - 1, 3).astype(int)
table = {"the picture": list(x_others[three] / 255),
         "made alike": list(known[three] / 255)}
for name, model, seen in [("before", unet, inverted), ("after", mended_unet, known)]:
    found = [pieces(classes, SMALLEST) for classes in ask(model, seen[three])]
    table[name] = [diagrams.coloured(labels) for labels in found]
table["truth"] = [diagrams.coloured(labels) for labels in y_others[three]]
plots.picture_rows(table, ["", "", ""], "What it had never seen, before and after")

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Collect guesses for the IoU. Ask for cliffs in the room's own work: a new scanner, children where adults were, another laboratory's reagent. Then: who would have noticed, and after how many patients? The mend has two halves: what can be computed is computed first (background black, nuclei bright), and only the rest is learnt. It is no triumph: eighty pictures and 40 seconds bring the network about to the threshold, and a little of what it could do before is lost. More steps, and more pictures, help both.

# %% [markdown] tags=["optional"]
# ### A brain, in millilitres
#
# The same U, another question: how much of each tissue? Here are brains that the course draws, slice by slice, as a scanner does it: fluid, grey matter, white matter and a tumour, with noise, and with a brightness that drifts across the picture. They are drawn, so the true volumes are known to the last **voxel**, a pixel with a thickness. The network learns from slices of many heads, and measures in five whole heads that it has not seen. (About twenty seconds.)

# %% tags=["nbval-ignore-output", "optional"]
phantom = data.phantom
n_tissues = len(phantom.TISSUES)
slices, tissues = phantom.draw(SLICES, seed=SEED)

keras.utils.set_random_seed(SEED)
brain_net = build_unet((8, 16, 32), n_tissues, channels=1)
weights = np.array([1, 1, 1, 1, 5], dtype="float32")  # the tumour is rare
batches = Batches(slices, tissues, augment, weights, slices.shape[1], BRAIN_STEPS)
compile_and_fit(brain_net, batches, 1, "the brain's network")

# %% tags=["nbval-ignore-output", "optional"] alt="Left a slice of a drawn brain in grey, in the middle its true tissues, right those that the network found, both in the same five colours, which a bar names: outside, fluid, grey matter, white matter, tumour. The two nearly agree."
from matplotlib.colors import ListedColormap

drawn = [phantom.head(100 * SEED + k) for k in range(5)]
heads, truths, volumes = zip(*drawn, strict=True)
found_tissues = [ask(brain_net, head) for head in heads]
at = int(np.argmax(np.sum(truths[0] == n_tissues - 1, axis=(1, 2))))
colours = ListedColormap(["black", plots.SKY, plots.GREY, "white", plots.RED])
figure, axes = plt.subplots(1, 3, figsize=(13, 4.3))
axes[0].imshow(heads[0][at, :, :, 0], cmap="gray")
for ax, shown in zip(axes[1:], [truths[0][at], found_tissues[0][at]], strict=True):
    image = ax.imshow(shown, cmap=colours, vmin=-0.5, vmax=n_tissues - 0.5)
for ax, title in zip(axes, ["a slice", "the truth", "the network"], strict=True):
    ax.set_title(title)
    ax.axis("off")
bar = figure.colorbar(image, ax=axes, ticks=range(n_tissues))
bar.ax.set_yticklabels(phantom.TISSUES)
plt.show()

# %% [markdown] tags=["optional"]
# One voxel is as large as its three sides say, in millimetres; a thousand cubic millimetres are a millilitre. A number without its error is no measurement, so measure it in several heads. (± is the standard deviation over the five heads.) Beside the network stands the simplest rival: each voxel goes to the tissue whose mean brightness is nearest to its own.

# %% tags=["nbval-ignore-output", "optional"]
means = np.array([slices[tissues == k].mean() for k in range(n_tissues)])
rivals = [np.abs(head - means).argmin(axis=-1) for head in heads]
millilitres = np.prod(phantom.VOXEL_MM) / 1000  # of one voxel
fits, rival_fits = {}, {}
for k, tissue in enumerate(phantom.TISSUES[1:], start=1):
    for table, given in [(fits, found_tissues), (rival_fits, rivals)]:
        pairs = zip(given, truths, strict=True)
        table[tissue] = np.mean([dice(found == k, true == k) for found, true in pairs])
    measured = millilitres * np.array([np.sum(found == k) for found in found_tissues])
    true_volumes = np.array([of_head[tissue] for of_head in volumes])
    wrong = measured - true_volumes
    print(f"{tissue:13s} Dice {fits[tissue]:.2f}",
          f"(by brightness {rival_fits[tissue]:.2f}); {true_volumes.mean():4.0f} ml,",
          f"wrong by {wrong.mean():+.1f} ± {wrong.std():.1f} ml")

# %% tags=["nbval-check-output", "optional"]
claim("fluid, grey and white matter overlap the truth with a Dice of more than 0.8 "
      "(on the sample: 0.6)", min(list(fits.values())[:3]), at_least=0.8, sample=0.6)
claim("the tumour, of which there is little, by more than one half (the sample trains "
      "too short for that)", fits["tumour"], at_least=0.5, sample=0)
claim("and there the network is far ahead of brightness (not on the sample)",
      fits["tumour"] - rival_fits["tumour"], at_least=0.2, sample=-0.1)

# %% [markdown] tags=["optional"]
# Dice and volume are two questions. A volume can be right by luck, when as much is missing as is invented; and Dice sounds good where a volume is not: ten per cent too much all round still has a Dice of 0.95. Report both, and the spread over the heads.

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 8.** The volume of a tumour decides about treatment, and it is measured before and after. Ask: how much must it grow before the change is larger than the error?

# %% [markdown]
# ## Quiz
#
# **1. A network that finds small metastases in a scan is right on 99.8 % of the pixels. What do you know?**
#
# - **a** that it finds nearly all metastases, since nearly all pixels are right
# - **b** that it misses few of them, but may find some that are not there
# - **c** hardly anything, since nothing found at all could score the same
# - **d** that its Dice is near 1, since Dice counts pixels as well
#
# <details><summary>Answer</summary>
#
# **c**: if metastases fill two pixels of a thousand, who says *nothing here* is right on 99.8 %. **a** is what the number suggests. **b** needs precision and recall. **d**: Dice leaves out the pixels that are background in both, which are nearly all.
# </details>
#
# **2. You take the bridges out of the U-Net and train it again. What suffers most?**
#
# - **a** the outlines, because exact places come only across the bridges
# - **b** the names, because what a pixel is comes only across the bridges
# - **c** the speed, because bridges are a short way past the convolutions
# - **d** nothing, because the way up learns again what pooling has lost
#
# <details><summary>Answer</summary>
#
# **a**. What it is, the bottom knows; where exactly, only the upper levels do. **b** turns it round. **c**: without bridges there is less to compute. **d**: 64 maps of 32 × 32 can carry some of it, and the way up does learn to draw round things; but two nuclei with a seam of one pixel are one again.
# </details>
#
# **3. Your network's count is right on average: 1,000 found, 1,000 true. The count error per picture is 40 %. How can that be?**
#
# <details><summary>Answer</summary>
#
# It counts too many in some pictures and too few in others, and the sums cancel. Who needs the count of each patient gets 40 % of error; who needs the mean over a thousand gets none, as long as the errors cancel. Say which one you need before you choose the measure.
# </details>
#
# **4. You enlarge pictures and masks to twice the size, with the usual smooth interpolation. Why is that right for the picture and wrong for the mask?**
#
# <details><summary>Answer</summary>
#
# Between two shades of grey lies a shade of grey. Between class 0 (background) and class 2 (border) lies class 1, inside: each border would get a ring of inside around it. Masks and label images are repeated or taken from the nearest pixel, never averaged.
# </details>
#
# ## Recap
#
# - **Segmentation** names each pixel; counts, boxes and volumes follow from it.
# - Where most is background, accuracy says nothing: measure **IoU** or **Dice**, and **precision** and **recall** for each thing.
# - A **U-Net** goes down to learn what, up to say where, and passes places across its **bridges**.
# - Ask for what you need: a **border class** keeps apart what touches.
# - What turns the picture turns the mask; draw both over each other.
# - A network knows the pictures that it has seen. Test it on those it will meet.
#
# ## Go further
#
# 1. **The moonshot:** an F1 of 0.85 on the test pictures that shine, within 300 seconds of training. Where do the missing points lie: in small nuclei, in crowds, in dark pictures? Draw the ten worst pictures first.
# 2. Ask the network eight times, for all mirrors and turns of a picture, turn the answers back and take the mean. What does it bring, and what does it cost?
# 3. Give up the border class: two classes and the same training. What changes, and where most?
