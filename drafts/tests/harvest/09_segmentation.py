# %% 9.1 wrong: dice without the 2 -> in which the overlap is counted twice
# forgets that both masks are counted below
def iou(found, true):
    both = (found & true).sum()
    either = (found | true).sum()
    return both / either if either else 1.0
def dice(found, true):
    both = (found & true).sum()
    total = found.sum() + true.sum()
    return both / total if total else 1.0

# %% 9.1 wrong: iou over the sum -> in which the overlap is counted twice
# takes the sum of both masks for the union: what lies in both is counted twice
def iou(found, true):
    both = (found & true).sum()
    total = found.sum() + true.sum()
    return both / total if total else 1.0
def dice(found, true):
    both = (found & true).sum()
    total = found.sum() + true.sum()
    return 2 * both / total if total else 1.0

# %% 9.1 wrong: swapped -> IoU divides the overlap by the union
# the formulas under each other's name
def iou(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0
def dice(found, true):
    either = (found | true).sum()
    return (found & true).sum() / either if either else 1.0

# %% 9.1 wrong: accuracy -> That counts background that is alike
# share of pixels that agree, background and all
def iou(found, true):
    return np.mean(found == true)
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0

# %% 9.1 wrong: over the true mask -> That is the share of what is there that was foun
# what share of the nucleus was found: recall
def iou(found, true):
    return (found & true).sum() / true.sum() if true.sum() else 1.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0

# %% 9.1 wrong: over the found mask -> That is the share of the found pixels that are t
# precision of the pixels
def iou(found, true):
    return (found & true).sum() / found.sum() if found.sum() else 1.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0

# %% 9.1 wrong: both empty divides by zero -> Two empty masks are a perfect fit
# forgets the sentence about two empty masks
def iou(found, true):
    return (found & true).sum() / (found | true).sum()
def dice(found, true):
    return 2 * (found & true).sum() / (found.sum() + true.sum())

# %% 9.1 wrong: both empty gives zero -> Two empty masks are a perfect fit
# nothing found is nothing good
def iou(found, true):
    either = (found | true).sum()
    return (found & true).sum() / either if either else 0.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 0.0

# %% 9.1 wrong: one empty gives one -> 1.0 where *both* are empty
# asks whether one of them is empty, not whether both are
def iou(found, true):
    if not found.any() or not true.any():
        return 1.0
    return (found & true).sum() / (found | true).sum()
def dice(found, true):
    if not found.any() or not true.any():
        return 1.0
    return 2 * (found & true).sum() / (found.sum() + true.sum())

# %% 9.1 wrong: dice both empty forgotten -> Two empty masks are a perfect fit
# only iou knows about empty masks
def iou(found, true):
    either = (found | true).sum()
    return (found & true).sum() / either if either else 1.0
def dice(found, true):
    return 2 * (found & true).sum() / (found.sum() + true.sum())

# %% 9.1 wrong: python and -> `and` asks one question of a whole array
# `and` asks one question of a whole array
def iou(found, true):
    both = np.sum(found and true)
    either = np.sum(found or true)
    return both / either if either else 1.0
def dice(found, true):
    return 2 * np.sum(found and true) / (found.sum() + true.sum())

# %% 9.1 wrong: sum of one axis -> One number for all together is asked for
# Python's sum goes over the rows only
def iou(found, true):
    both = sum(found & true)
    either = sum(found | true)
    return both / either
def dice(found, true):
    return 2 * sum(found & true) / (sum(found) + sum(true))

# %% 9.1 wrong: union by plus of masks, intersection by plus -> `+` of truth values means `or`
# plus of truth values is `or`: intersection and union are the same
def iou(found, true):
    either = (found + true).sum()
    return (found + true).sum() / either if either else 1.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0

# %% 9.1 wrong: a little number below -> Two empty masks are a perfect fit
# adds 1e-6 so that nothing is divided by zero: both empty becomes 0
def iou(found, true):
    return (found & true).sum() / ((found | true).sum() + 1e-6)
def dice(found, true):
    return 2 * (found & true).sum() / (found.sum() + true.sum() + 1e-6)

# %% 9.1 wrong: in percent -> A share from 0 to 1 is asked for
# 63 instead of 0.63
def iou(found, true):
    either = (found | true).sum()
    return 100 * (found & true).sum() / either if either else 100
def dice(found, true):
    total = found.sum() + true.sum()
    return 200 * (found & true).sum() / total if total else 100

# %% 9.1 wrong: whole division -> `//` cuts the fraction off
# // of counts
def iou(found, true):
    either = (found | true).sum()
    return (found & true).sum() // either if either else 1.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() // total if total else 1.0

# %% 9.1 wrong: exclusive or -> `^` leaves out what lies in both
# ^ for the union: what lies in both is left out
def iou(found, true):
    either = (found ^ true).sum()
    return (found & true).sum() / either if either else 1.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 2 * (found & true).sum() / total if total else 1.0

# %% 9.1 wrong: one minus -> That is 1 minus what is asked for
# the loss, not the measure
def iou(found, true):
    either = (found | true).sum()
    return 1 - (found & true).sum() / either if either else 0.0
def dice(found, true):
    total = found.sum() + true.sum()
    return 1 - 2 * (found & true).sum() / total if total else 0.0

# %% 9.1 wrong: dice twice the iou -> Twice the overlap belongs to Dice
# thinks that Dice is IoU times two
def iou(found, true):
    either = (found | true).sum()
    return (found & true).sum() / either if either else 1.0
def dice(found, true):
    return 2 * iou(found, true)

# %% 9.1 wrong: iou as counts -> That is a number of pixels
# forgets the division
def iou(found, true):
    return (found & true).sum()
def dice(found, true):
    return 2 * (found & true).sum()

# %% 9.1 right: sets of places
# pixels as a set of numbers
def iou(found, true):
    a, b = set(np.flatnonzero(found)), set(np.flatnonzero(true))
    return len(a & b) / len(a | b) if a | b else 1.0
def dice(found, true):
    a, b = set(np.flatnonzero(found)), set(np.flatnonzero(true))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0

# %% 9.1 right: loop over pixels
def iou(found, true):
    both = either = 0
    for a, b in zip(found.ravel(), true.ravel()):
        both += a and b
        either += a or b
    return 1.0 if either == 0 else both / either
def dice(found, true):
    both = total = 0
    for a, b in zip(found.ravel(), true.ravel()):
        both += int(a) * int(b)
        total += int(a) + int(b)
    return 1.0 if total == 0 else 2 * both / total

# %% 9.1 right: from scikit-learn
def iou(found, true):
    from sklearn.metrics import jaccard_score
    return jaccard_score(true.ravel(), found.ravel(), zero_division=1.0)
def dice(found, true):
    from sklearn.metrics import f1_score
    return f1_score(true.ravel(), found.ravel(), zero_division=1.0)

# %% 9.1 right: dice from iou
def iou(found, true):
    either = np.count_nonzero(found | true)
    return 1.0 if either == 0 else np.count_nonzero(found & true) / either
def dice(found, true):
    return 2 * iou(found, true) / (1 + iou(found, true))

# %% 9.1 right: multiplication and maximum
iou = lambda found, true: np.float32((found * true).sum() / np.maximum(found, true).sum()) if np.any(found) or np.any(true) else np.float32(1)
dice = lambda found, true: (found * true).sum() / np.mean([found.sum(), true.sum()]) if found.any() or true.any() else 1

# %% 9.1 right: keras ops
def iou(found, true):
    a, b = keras.ops.cast(found, "float32"), keras.ops.cast(true, "float32")
    both, either = keras.ops.sum(a * b), keras.ops.sum(keras.ops.maximum(a, b))
    return both / either if float(either) > 0 else 1.0
def dice(found, true):
    a, b = keras.ops.cast(found, "float32"), keras.ops.cast(true, "float32")
    total = keras.ops.sum(a) + keras.ops.sum(b)
    return 2 * keras.ops.sum(a * b) / total if float(total) > 0 else 1.0

# %% 9.2 wrong: mean of the picture -> That is the mean of the picture
# the middle of all grey values
def otsu(picture):
    return int(picture.mean())

# %% 9.2 wrong: half of the range -> every picture has a threshold of its own
# 128, whatever comes
def otsu(picture):
    return 128

# %% 9.2 wrong: midpoint of extremes -> That is the middle between the darkest and the l
# between darkest and brightest
def otsu(picture):
    return (int(picture.min()) + int(picture.max())) // 2

# %% 9.2 wrong: variance itself, not the threshold -> That is how large the value becomes
# returns the largest variance in place of its threshold
def otsu(picture):
    best = 0
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            best = max(best, dark.size * bright.size / picture.size**2 * (dark.mean() - bright.mean()) ** 2)
    return best

# %% 9.2 wrong: minimises -> That is the t of the smallest value
# smallest in place of largest
def otsu(picture):
    best, at = np.inf, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size / picture.size**2 * (dark.mean() - bright.mean()) ** 2
            if between < best:
                best, at = between, t
    return at

# %% 9.2 wrong: no shares -> without them a few extreme pixels win
# distance of the means alone: a single bright pixel wins
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
    return at

# %% 9.2 wrong: not squared -> The difference of the means is squared
# the difference of means without its square
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (bright.mean() - dark.mean())
            if between > best:
                best, at = between, t
    return at

# %% 9.2 wrong: up to t belongs to the dark -> pixels equal to t are light (`<` and `>=`)
# <= in place of <: one too small, as scikit-image and OpenCV have it
def otsu(picture):
    best, at = -1, 1
    for t in range(0, 256):
        dark, bright = picture[picture <= t], picture[picture > t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
    return at

# %% 9.2 wrong: place in the list -> pixels equal to t are light (`<` and `>=`)
# the list begins at t = 1, its places at 0
def otsu(picture):
    values = []
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            values.append(dark.size * bright.size * (dark.mean() - bright.mean()) ** 2)
        else:
            values.append(0)
    return int(np.argmax(values))

# %% 9.2 wrong: nan of the empty group -> A group without pixels wins here
# the mean of nothing is NaN, and argmax takes it
def otsu(picture):
    values = []
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        values.append(dark.size * bright.size * (dark.mean() - bright.mean()) ** 2)
    return int(np.argmax(values)) + 1

# %% 9.2 wrong: sums in bytes -> Sums and differences of bytes begin anew at 256
# a sum kept in the bytes of the picture runs over at 256
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            means = [group.sum(dtype=picture.dtype) / len(group) for group in (dark, bright)]
            between = len(dark) * len(bright) * (means[1] - means[0]) ** 2
            if between > best:
                best, at = between, t
    return at

# %% 9.2 wrong: last of equals -> Of several equally good t the smallest
# >= keeps the last threshold where several are equally good
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = len(dark) * len(bright) * (bright.mean() - dark.mean()) ** 2
            if between >= best:
                best, at = between, t
    return at

# %% 9.2 wrong: middle of equals -> Of several equally good t the smallest
# where several are equally good the middle one
def otsu(picture):
    values = np.full(256, -1.0)
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            values[t] = len(dark) * len(bright) * (bright.mean() - dark.mean()) ** 2
    return int(np.mean(np.flatnonzero(np.isclose(values, values.max()))))

# %% 9.2 wrong: difference of bytes -> Sums and differences of bytes begin anew at 256
# bytes do not go below 0: with integers of 8 bits the difference of the means wraps round
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            gap = np.uint8(dark.mean()) - np.uint8(bright.mean())
            between = dark.size * bright.size * gap**2
            if between > best:
                best, at = between, t
    return at

# %% 9.2 wrong: median -> That is the median
# half of the pixels on each side
def otsu(picture):
    return int(np.median(picture))

# %% 9.2 wrong: the mask -> the threshold alone is asked for
# the threshold applied in place of the threshold
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
    return picture >= at

# %% 9.2 wrong: return in the loop -> does `return` stand inside the loop?
# the first threshold that divides at all
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
            return at

# %% 9.2 wrong: last one that grew -> Compare with the best so far
# forgets to keep the best: any t with more than the one before
def otsu(picture):
    before, at = 0, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > before:
                at = t
            before = between
    return at

# %% 9.2 wrong: between zero and one -> A whole number from 1 to 255
# divides by 255
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
    return at / 255

# %% 9.2 wrong: sum of variances within, largest -> That is the t of the smallest value
# confuses within with between
def otsu(picture):
    best, at = -1, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            within = dark.size * dark.var() + bright.size * bright.var()
            if within > best:
                best, at = within, t
    return at

# %% 9.2 wrong: variances not weighted -> without them a few extreme pixels win
# smallest sum of the two variances, sizes forgotten
def otsu(picture):
    best, at = np.inf, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            within = dark.var() + bright.var()
            if within < best:
                best, at = within, t
    return at

# %% 9.2 wrong: steps of ten -> Every t is tried
# looks at every tenth threshold only
def otsu(picture):
    best, at = -1, 1
    for t in range(10, 256, 10):
        dark, bright = picture[picture < t], picture[picture >= t]
        if len(dark) and len(bright):
            between = dark.size * bright.size * (dark.mean() - bright.mean()) ** 2
            if between > best:
                best, at = between, t
    return at

# %% 9.2 right: never asks for an empty group
# no comparison with NaN is true, so it does not win: a rule, and not luck; a warning comes
def otsu(picture):
    best, best_t = 0, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        value = len(dark) * len(light) * (dark.mean() - light.mean()) ** 2
        if value > best:
            best, best_t = value, t
    return best_t

# %% 9.2 right: smallest variance within
# Otsu's other form
def otsu(picture):
    best, at = np.inf, 1
    for t in range(1, 256):
        dark, bright = picture[picture < t], picture[picture >= t]
        if dark.size and bright.size:
            within = dark.size * dark.var() + bright.size * bright.var()
            if within < best - 1e-6:
                best, at = within, t
    return at

# %% 9.2 right: from the histogram, cumulative
def otsu(picture):
    counts = np.bincount(picture.ravel(), minlength=256)
    below = np.cumsum(counts)[:-1].astype(float)
    mass = np.cumsum(counts * np.arange(256))[:-1].astype(float)
    above = counts.sum() - below
    total = (counts * np.arange(256)).sum()
    with np.errstate(all="ignore"):
        between = below * above * (mass / below - (total - mass) / above) ** 2
    return int(np.nanargmax(between)) + 1

# %% 9.2 right: a generator in max
def otsu(picture):
    values = picture.astype(float).ravel()
    def between(t):
        share = np.mean(values < t)
        return share * (1 - share) * (values[values < t].mean() - values[values >= t].mean()) ** 2
    possible = range(int(values.min()) + 1, int(values.max()) + 1)
    return max(possible, key=between) if len(possible) else 1

# %% 9.2 right: as a float
def otsu(picture):
    best, at = -1.0, 1.0
    for t in np.arange(1.0, 256.0):
        below = picture < t
        if below.any() and not below.all():
            w = below.mean()
            between = w * (1 - w) * (picture[below].mean() - picture[~below].mean()) ** 2
            if between > best * (1 + 1e-12):
                best, at = between, t
    return at

# %% 9.2 right: a fraction of the total mean
# the same variance from the distance of each group to the mean of all
def otsu(picture):
    x = picture.astype("float64")
    scores = np.full(256, -1.0)
    for t in range(1, 256):
        a, b = x[x < t], x[x >= t]
        if a.size and b.size:
            scores[t] = a.size * (a.mean() - x.mean()) ** 2 + b.size * (b.mean() - x.mean()) ** 2
    return scores.argmax() if scores.max() >= 0 else 1

# %% 9.3 wrong: border of the background -> The border is made of the nucleus's own pixels
# marks the pixels outside that touch a nucleus
def three_classes(labels):
    inside = labels > 0
    wide = np.pad(inside, 1)
    near = wide[:-2, 1:-1] | wide[2:, 1:-1] | wide[1:-1, :-2] | wide[1:-1, 2:]
    classes = inside.astype("uint8")
    classes[near & ~inside] = 2
    return classes

# %% 9.3 wrong: between nucleus and background only -> Where two nuclei touch there is no border
# computes from the mask: where two nuclei touch there is no border
def three_classes(labels):
    inside = labels > 0
    wide = np.pad(inside, 1, mode="edge")
    core = wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:] & inside
    classes = np.zeros(labels.shape, "uint8")
    classes[inside] = 2
    classes[core] = 1
    return classes

# %% 9.3 wrong: between touching nuclei only -> Towards the background a nucleus has a border
# no border towards the background
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: eight neighbours -> those over the corners do not count
# corners as well
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    h, w = labels.shape
    for dy in range(3):
        for dx in range(3):
            classes[(labels > 0) & (wide[dy : dy + h, dx : dx + w] != labels)] = 2
    return classes

# %% 9.3 wrong: left and right only -> All four neighbours count
# forgets above and below
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    for other in (wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: above and left only -> All four neighbours count
# each border on one side
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[1:-1, :-2]):
        classes[(labels > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: the picture's edge is border -> np.pad(labels, 1, mode="edge")
# pads with background: a nucleus that is cut gets a border at the edge
def three_classes(labels):
    wide = np.pad(labels, 1)
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: np.roll -> The first and the last row are no neighbours
# the last column is no neighbour of the first
def three_classes(labels):
    classes = (labels > 0).astype("uint8")
    for axis in (0, 1):
        for step in (1, -1):
            classes[(labels > 0) & (np.roll(labels, step, axis) != labels)] = 2
    return classes

# %% 9.3 wrong: border on both sides -> Pixels of the background beside a nucleus stay 0
# pixels of the background beside a nucleus too
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[other != labels] = 2
    return classes

# %% 9.3 wrong: one and two swapped -> here they are swapped
# border 1, inside 2
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = np.where(labels > 0, 2, 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 1
    return classes

# %% 9.3 wrong: no border at all -> All of a nucleus is 1 here
# the mask
def three_classes(labels):
    return (labels > 0).astype("uint8")

# %% 9.3 wrong: keeps the numbers -> Inside it is 1 in every nucleus
# labels inside in place of 1
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = labels.astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: two pixels wide -> only pixels with a neighbour of something else
# an erosion of two steps
def three_classes(labels):
    from scipy import ndimage
    classes = np.zeros(labels.shape, "uint8")
    for n in range(1, int(labels.max()) + 1):
        nucleus = labels == n
        classes[nucleus] = 2
        classes[ndimage.binary_erosion(nucleus, iterations=2, border_value=1)] = 1
    return classes

# %% 9.3 wrong: erosion cuts at the edge -> unless border_value=1 says that it is not
# binary_erosion takes what lies outside the picture for background
def three_classes(labels):
    from scipy import ndimage
    classes = np.zeros(labels.shape, "uint8")
    for n in range(1, int(labels.max()) + 1):
        nucleus = labels == n
        classes[nucleus] = 2
        classes[ndimage.binary_erosion(nucleus)] = 1
    return classes

# %% 9.3 wrong: subtraction of bytes -> Of two nuclei that touch both get a border
# takes the difference of neighbours to be above 0: on uint16 it wraps, in one direction it is right by accident
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge").astype(int)
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (labels - other > 0)] = 2
    return classes

# %% 9.3 wrong: changes the labels -> Make new arrays (`y = x * 2`) rather than changi
# in place
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    border = np.zeros(labels.shape, bool)
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        border |= (labels > 0) & (other != labels)
    labels[labels > 0] = 1
    labels[border] = 2
    return labels.astype("uint8")

# %% 9.3 wrong: without the outer ring -> do the loops leave out the outermost row and col
# loops from 1 to h - 1: the picture's edge stays empty
def three_classes(labels):
    classes = np.zeros(labels.shape, "uint8")
    for r in range(1, labels.shape[0] - 1):
        for c in range(1, labels.shape[1] - 1):
            n = labels[r, c]
            if n > 0:
                same = labels[r - 1, c] == n and labels[r + 1, c] == n and labels[r, c - 1] == n and labels[r, c + 1] == n
                classes[r, c] = 1 if same else 2
    return classes

# %% 9.3 wrong: one-hot -> One number for each pixel is asked for
# three pictures, one for each class
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = (labels > 0).astype("uint8")
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 2
    return np.eye(3, dtype="uint8")[classes]

# %% 9.3 wrong: as floats -> One byte a pixel is enough
# np.zeros without a dtype
def three_classes(labels):
    wide = np.pad(labels, 1, mode="edge")
    classes = np.zeros(labels.shape)
    classes[labels > 0] = 1
    for other in (wide[:-2, 1:-1], wide[2:, 1:-1], wide[1:-1, :-2], wide[1:-1, 2:]):
        classes[(labels > 0) & (other != labels)] = 2
    return classes

# %% 9.3 wrong: only the first nucleus -> does `return` stand inside the loop?
# a return too early
def three_classes(labels):
    from scipy import ndimage
    classes = np.zeros(labels.shape, "uint8")
    for n in range(1, int(labels.max()) + 1):
        nucleus = labels == n
        classes[nucleus] = 2
        classes[ndimage.binary_erosion(nucleus, border_value=1)] = 1
        return classes

# %% 9.3 wrong: all nuclei but the last -> The last nucleus is missing
# range without + 1
def three_classes(labels):
    from scipy import ndimage
    classes = np.zeros(labels.shape, "uint8")
    for n in range(1, labels.max()):
        nucleus = labels == n
        classes[nucleus] = 2
        classes[ndimage.binary_erosion(nucleus, border_value=1)] = 1
    return classes

# %% 9.3 wrong: negative index wraps round -> The first and the last row are no neighbours
# labels[r - 1, c] at row 0 is the last row
def three_classes(labels):
    h, w = labels.shape
    classes = np.zeros((h, w), "uint8")
    for r in range(h):
        for c in range(w):
            n = labels[r, c]
            if n:
                near = [labels[r - 1, c], labels[(r + 1) % h, c], labels[r, c - 1], labels[r, (c + 1) % w]]
                classes[r, c] = 2 if any(m != n for m in near) else 1
    return classes

# %% 9.3 wrong: out of the picture -> At the picture's edge a neighbour is missing
# r + 1 behind the last row
def three_classes(labels):
    h, w = labels.shape
    classes = np.zeros((h, w), "uint8")
    for r in range(h):
        for c in range(w):
            n = labels[r, c]
            if n:
                near = [labels[r - 1, c], labels[r + 1, c], labels[r, c - 1], labels[r, c + 1]]
                classes[r, c] = 2 if any(m != n for m in near) else 1
    return classes

# %% 9.3 right: loop over pixels
def three_classes(labels):
    h, w = labels.shape
    classes = np.zeros((h, w), dtype=np.uint8)
    for r in range(h):
        for c in range(w):
            if labels[r, c] == 0:
                continue
            classes[r, c] = 1
            for y, x in [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]:
                if 0 <= y < h and 0 <= x < w and labels[y, x] != labels[r, c]:
                    classes[r, c] = 2
    return classes

# %% 9.3 right: erosion of each nucleus
def three_classes(labels):
    from scipy.ndimage import binary_erosion
    result = np.zeros_like(labels, dtype="uint8")
    for n in np.unique(labels[labels > 0]):
        result[labels == n] = 2
        result[binary_erosion(labels == n, border_value=1)] = 1
    return result

# %% 9.3 right: differences of slices
def three_classes(labels):
    border = np.zeros(labels.shape, bool)
    down = labels[1:] != labels[:-1]
    right = labels[:, 1:] != labels[:, :-1]
    border[1:] |= down
    border[:-1] |= down
    border[:, 1:] |= right
    border[:, :-1] |= right
    return np.where(labels == 0, 0, np.where(border, 2, 1)).astype(np.uint8)

# %% 9.3 right: largest and smallest neighbour
def three_classes(labels):
    from scipy import ndimage
    cross = ndimage.generate_binary_structure(2, 1)
    high = ndimage.grey_dilation(labels, footprint=cross, mode="nearest")
    low = ndimage.grey_erosion(labels, footprint=cross, mode="nearest")
    return ((labels > 0) * (1 + (high != low))).astype("uint8")

# %% 9.3 right: arithmetic with padding
def three_classes(labels):
    p = np.pad(labels.astype(np.int64), 1, mode="edge")
    centre = p[1:-1, 1:-1]
    same = np.ones(labels.shape, dtype=bool)
    for dy, dx in ((0, 1), (2, 1), (1, 0), (1, 2)):
        same &= p[dy : dy + labels.shape[0], dx : dx + labels.shape[1]] == centre
    classes = 2 * np.ones(labels.shape, np.uint8) - same
    classes[labels == 0] = 0
    return classes.astype(np.uint8)

# %% 9.4 wrong: no bridges -> Concatenate is missing behind Conv2DTranspose(6)
# down and up again, nothing handed across
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    for f in filters[:-1]:
        x = convolutions(x, f)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: bridge after the pooling -> Side by side only maps of one size fit
# keeps the smaller map: it does not fit on the way up
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        x = keras.layers.MaxPooling2D(2)(x)
        bridges.append(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: bridges in the wrong order -> Side by side only maps of one size fit
# the first bridge to the first step up
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f, bridge in zip(filters[-2::-1], bridges):
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridge, x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: added in place of side by side -> Add stands behind Conv2DTranspose(6)
# lesson 4's shortcut
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Add()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: upsampling without weights -> UpSampling2D stands behind ReLU
# UpSampling2D in place of the transposed convolution
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.UpSampling2D(2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: no convolutions on the way up -> are missing behind Concatenate
# concatenates and goes on
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: one pooling too many -> The bottom is not pooled
# pools behind the last level too
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    for f in filters[::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: the bottom pooled, no bridge from it -> The bottom is not pooled
# the same step for every level down, the way up as it should be
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters:
        bridge = convolutions(x, f)
        bridges.append(bridge)
        x = keras.layers.MaxPooling2D(2)(bridge)
    bridges.pop()
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: the bottom pooled, and its bridge taken first -> The bottom is not pooled
# all levels laid down, one fewer taken up
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    for f in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: three classes written in -> `n_classes` is handed in and not used
# n_classes ignored
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(3, 1, activation="softmax")(x))

# %% 9.4 wrong: three channels written in -> `channels` is handed in and not used
# channels ignored
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: a fixed size -> keras.Input(shape=(None
# 128 x 128 only
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((128, 128, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: no scaling -> Rescaling is missing at the beginning
# Rescaling forgotten
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = inputs
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: sigmoid at the end -> sigmoid stands behind Conv2D(3)
# each class by itself
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="sigmoid")(x))

# %% 9.4 wrong: no softmax -> softmax is missing behind Conv2D(3)
# scores come out
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1)(x))

# %% 9.4 wrong: last convolution 3 x 3 -> Conv2D behind ReLU
# kernel size
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 3, padding="same", activation="softmax")(x))

# %% 9.4 wrong: global pooling and a dense layer -> Each pixel gets an answer of its own
# one answer for the picture
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    for f in filters[:-1]:
        x = convolutions(x, f)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(n_classes, activation="softmax")(x))

# %% 9.4 wrong: four levels written in -> There are as many levels as `filters` has number
# filters[0] to filters[3]
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    a = convolutions(x, filters[0])
    b = convolutions(keras.layers.MaxPooling2D(2)(a), filters[1])
    c = convolutions(keras.layers.MaxPooling2D(2)(b), filters[2])
    x = convolutions(keras.layers.MaxPooling2D(2)(c), filters[3])
    for f, bridge in ((filters[2], c), (filters[1], b), (filters[0], a)):
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridge, x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: filters of the lesson written in -> `filters` is handed in and not used
# 8, 16, 32, 64 whatever is handed in
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in (8, 16, 32):
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, 64)
    for f in (32, 16, 8):
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: compiled -> the lesson compiles it itself
# ready to train
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    model = keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
    return model

# %% 9.4 wrong: the tensor, not the model -> Return keras.Model(inputs
# forgets keras.Model
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.layers.Conv2D(n_classes, 1, activation="softmax")(x)

# %% 9.4 wrong: transposed convolution without stride -> Side by side only maps of one size fit
# the maps do not grow
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: concatenate with commas -> the two stand in one list
# two arguments in place of one list
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()(bridges.pop(), x)
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: side by side in another direction -> the answer is as high and wide as the picture
# axis=1 puts the maps below each other
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate(axis=1)([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: strided convolutions in place of pooling -> Conv2D(4) stands behind ReLU
# another way down
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.Conv2D(f, 2, strides=2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: the same layers for every level -> A layer that was made once has weights of one si
# one transposed convolution made once, outside the loop
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges, up = [], keras.layers.Conv2DTranspose(filters[0], 2, strides=2)
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = up(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 right: recursive
def build_unet(filters, n_classes, channels=3):
    def level(x, rest):
        x = convolutions(x, rest[0])
        if len(rest) == 1:
            return x
        below = level(keras.layers.MaxPooling2D()(x), rest[1:])
        up = keras.layers.Conv2DTranspose(rest[0], 2, strides=2)(below)
        return convolutions(keras.layers.concatenate([x, up]), rest[0])
    inputs = keras.Input((None, None, channels), dtype="uint8")
    outputs = keras.layers.Conv2D(n_classes, 1, activation="softmax")(level(keras.layers.Rescaling(1 / 255)(inputs), list(filters)))
    return keras.Model(inputs, outputs)

# %% 9.4 right: bridges in a dictionary, ops for joining
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input(shape=(None, None, channels))
    x, bridges = keras.layers.Rescaling(scale=1.0 / 255)(inputs), {}
    for n, f in enumerate(filters):
        x = convolutions(x, f)
        if n < len(filters) - 1:
            bridges[n] = x
            x = keras.layers.MaxPool2D(pool_size=(2, 2))(x)
    for n in reversed(range(len(filters) - 1)):
        x = keras.layers.Conv2DTranspose(filters[n], kernel_size=(2, 2), strides=(2, 2), padding="same")(x)
        x = keras.ops.concatenate([bridges[n], x], axis=-1)
        x = convolutions(x, filters[n])
    x = keras.layers.Conv2D(n_classes, kernel_size=1)(x)
    return keras.Model(inputs=inputs, outputs=keras.layers.Softmax()(x))

# %% 9.4 right: all layers written out
def build_unet(filters, n_classes, channels=3):
    def twice(x, f):
        for _ in range(2):
            x = keras.layers.Conv2D(f, (3, 3), padding="same", use_bias=False)(x)
            x = keras.layers.BatchNormalization(momentum=0.9)(x)
            x = keras.layers.Activation("relu")(x)
        return x
    inputs = keras.Input((None, None, channels))
    x = inputs / 255
    bridges = []
    for f in filters[:-1]:
        x = twice(x, f)
        bridges.insert(0, x)
        x = keras.layers.MaxPooling2D(2, strides=2)(x)
    x = twice(x, filters[-1])
    for f, bridge in zip(reversed(filters[:-1]), bridges):
        x = keras.layers.Conv2DTranspose(f, 2, 2)(x)
        x = twice(keras.layers.Concatenate(axis=3)([bridge, x]), f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, (1, 1), activation=keras.ops.softmax)(x), name="unet")

# %% 9.4 right: a stack of bridges, popped
def build_unet(filters, n_classes, channels=3):
    *down, bottom = filters
    stack = []
    x = inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(x)
    for f in down:
        stack.append(convolutions(x, f))
        x = keras.layers.MaxPooling2D(2)(stack[-1])
    x = convolutions(x, bottom)
    while down:
        f = down.pop()
        x = keras.layers.Concatenate()([stack.pop(), keras.layers.Conv2DTranspose(f, 2, strides=2)(x)])
        x = convolutions(x, f)
    x = keras.layers.Conv2D(n_classes, 1)(x)
    return keras.Model(inputs, keras.layers.Activation("softmax")(x))

# %% 9.4 right: bridge behind what comes up
# the order of the two in the Concatenate (see whether the text fixes it)
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for f in filters[:-1]:
        x = convolutions(x, f)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for f in filters[-2::-1]:
        x = keras.layers.Conv2DTranspose(f, 2, strides=2)(x)
        x = keras.layers.Concatenate()([x, bridges.pop()])
        x = convolutions(x, f)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.5 wrong: mask stays as it is -> The classes are neither turned nor mirrored
# cuts both, turns the picture alone
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture = picture[:, ::-1]
    return np.rot90(picture, random.integers(4)), classes

# %% 9.5 wrong: mask not turned -> The classes are mirrored
# mirrors both, turns the picture alone
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return np.rot90(picture, random.integers(4)), classes

# %% 9.5 wrong: mask not mirrored -> The classes are turned
# turns both, mirrors the picture alone
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture = picture[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: picture not turned -> The picture is mirrored
# the other way about: the mask alone
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return picture, np.rot90(classes, random.integers(4))

# %% 9.5 wrong: mask turned the other way -> The classes are turned the other way round
# a minus in the second turn
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, -turns)

# %% 9.5 wrong: mask turned by other axes -> The classes are turned the other way round
# axes=(1, 0) turns against it
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns, axes=(1, 0))

# %% 9.5 wrong: drawn twice, turn -> keep the random number under a name
# a draw of its own for the mask
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return np.rot90(picture, random.integers(4)), np.rot90(classes, random.integers(4))

# %% 9.5 wrong: drawn twice, mirror -> keep the random number under a name
# a coin of its own for the mask
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture = picture[:, ::-1]
    if random.random() < 0.5:
        classes = classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: drawn twice, place -> Draw the place once
# the cut of the mask is drawn anew
def augment(picture, classes, size, random):
    def cut(array):
        top = random.integers(0, array.shape[0] - size + 1)
        left = random.integers(0, array.shape[1] - size + 1)
        return array[top : top + size, left : left + size]
    picture, classes = cut(picture), cut(classes)
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: everything drawn twice -> Draw the place once
# one function, called for each
def augment(picture, classes, size, random):
    def one(array):
        top = random.integers(0, array.shape[0] - size + 1)
        left = random.integers(0, array.shape[1] - size + 1)
        array = array[top : top + size, left : left + size]
        if random.random() < 0.5:
            array = array[:, ::-1]
        return np.rot90(array, random.integers(4))
    return one(picture), one(classes)

# %% 9.5 wrong: mask mirrored along the other axis -> The classes are mirrored along another axis than
# left and right for one, up and down for the other
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: mask turned first, then mirrored -> Mirror and turn come in another order
# the order differs between the two
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    mirror, turns = random.random() < 0.5, random.integers(4)
    if mirror:
        picture = picture[:, ::-1]
    picture, classes = np.rot90(picture, turns), np.rot90(classes, turns)
    if mirror:
        classes = classes[:, ::-1]
    return picture, classes

# %% 9.5 wrong: mask cut at the wrong corner -> The same rows and columns as of the picture
# left and top exchanged for the mask
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[left : left + size, top : top + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: mirrors only -> or turns by 0 and 2 quarters
# no quarter turns
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    if random.random() < 0.5:
        picture, classes = picture[::-1], classes[::-1]
    return picture, classes

# %% 9.5 wrong: turns only -> It is never mirrored
# no mirror
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: no turn, one mirror -> 2 or 3 quarter turns
# as in lesson 4
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return picture, classes

# %% 9.5 wrong: neither mirrored nor turned -> neither mirrored nor turned
# the cut alone
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    return picture, classes

# %% 9.5 wrong: never mirrored -> It is never mirrored
# integers(0, 1) gives only 0
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.integers(0, 1):
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: always mirrored -> half the time is asked for
# no coin
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: always a quarter -> 2 and 3 quarter turns
# one turn for all
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return np.rot90(picture), np.rot90(classes)

# %% 9.5 wrong: three quarters never -> the upper end of a draw is never drawn
# integers(3) ends at 2
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(3)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: always turned -> Not turned belongs to it as well
# integers(1, 4): never as it was
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(1, 4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: half turns only -> or turns by 0 and 2 quarters
# 0 or 2 quarters
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = 2 * random.integers(2)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: mirrored where turned -> a random number of its own for each
# one number decides both
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    turns = random.integers(4)
    if turns % 2:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: mirrored too seldom -> each half the time
# one in ten
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.1:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: last place never -> the upper end of a draw is never drawn
# no + 1: the last row and column are never in
def augment(picture, classes, size, random):
    top = random.integers(0, max(1, picture.shape[0] - size))
    left = random.integers(0, max(1, picture.shape[1] - size))
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: no place left -> Where size is the height
# no + 1: where size is the height there is nothing to draw from
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size)
    left = random.integers(0, picture.shape[1] - size)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: over the edge -> The cut lies wholly inside
# any place in the picture: cuts at the edge are too small
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0])
    left = random.integers(0, picture.shape[1])
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: one number for the corner -> Two numbers for each corner
# row and column from one draw
def augment(picture, classes, size, random):
    corner = random.integers(0, min(picture.shape[:2]) - size + 1)
    picture = picture[corner : corner + size, corner : corner + size]
    classes = classes[corner : corner + size, corner : corner + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: height for width -> The cut lies wholly inside
# both from shape[0]
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[0] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: always the middle -> Draw row and column of the corner from `random`
# no chance in the cut
def augment(picture, classes, size, random):
    top, left = (picture.shape[0] - size) // 2, (picture.shape[1] - size) // 2
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: always the upper left -> Draw row and column of the corner from `random`
# no chance in the cut
def augment(picture, classes, size, random):
    picture, classes = picture[:size, :size], classes[:size, :size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: no cut at all -> it is as large as before
# turned, not cut
def augment(picture, classes, size, random):
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: resized in place of cut -> Every pixel that comes out is one of the picture
# keras.ops.image.resize blends labels
def augment(picture, classes, size, random):
    picture = np.array(keras.ops.image.resize(picture.astype("float32"), (size, size)))
    classes = np.array(keras.ops.image.resize(classes[..., np.newaxis].astype("float32"), (size, size)))[..., 0]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: cut, then both resized by nearest -> Every pixel that comes out is one of the picture
# every second pixel: no neighbours
def augment(picture, classes, size, random):
    rows = np.linspace(0, picture.shape[0] - 1, size).astype(int)
    columns = np.linspace(0, picture.shape[1] - 1, size).astype(int)
    picture, classes = picture[rows][:, columns], classes[rows][:, columns]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: size written in -> the number 128 stands there for good
# 128 in place of size
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - 128 + 1)
    left = random.integers(0, picture.shape[1] - 128 + 1)
    picture = picture[top : top + 128, left : left + 128]
    classes = classes[top : top + 128, left : left + 128]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: in place -> Make new arrays (`y = x * 2`) rather than changi
# turns the originals
def augment(picture, classes, size, random):
    if random.random() < 0.5:
        picture[:] = picture[:, ::-1].copy()
        classes[:] = classes[:, ::-1].copy()
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: own seed -> All chance comes from `random`
# default_rng inside
def augment(picture, classes, size, random):
    random = np.random.default_rng(0)
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: np.random -> All chance comes from `random`
# the chance of NumPy at large
def augment(picture, classes, size, random):
    top = np.random.randint(0, picture.shape[0] - size + 1)
    left = np.random.randint(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if np.random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = np.random.randint(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: seed of the notebook -> All chance comes from `random`
# SEED again for each picture
def augment(picture, classes, size, random):
    random = np.random.default_rng(SEED)
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: colours mirrored -> The last axis of a picture is its colours
# the last axis of the picture is its colours
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[..., ::-1], classes[..., ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: turned with the colours -> height and width are the first two
# rot90 over axes 1 and 2: columns and colours
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns, axes=(1, 2)), np.rot90(classes, turns)

# %% 9.5 wrong: interpolated turn -> Every pixel that comes out is one of the picture
# any angle, blended: labels that never were
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    from scipy import ndimage
    angle = random.integers(0, 360)
    return ndimage.rotate(picture, angle, reshape=False), ndimage.rotate(classes, angle, reshape=False)

# %% 9.5 wrong: free angle by nearest -> Every pixel that comes out is one of the picture
# any angle: empty corners
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    from scipy import ndimage
    angle = random.integers(0, 360)
    return ndimage.rotate(picture, angle, reshape=False, order=0), ndimage.rotate(classes, angle, reshape=False, order=0)

# %% 9.5 wrong: scaled picture -> the network itself scales them
# divides by 255
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns) / 255, np.rot90(classes, turns)

# %% 9.5 wrong: scaled classes -> The classes stay as they are
# divides both
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns) / 2

# %% 9.5 wrong: classes as a mask -> The classes keep their numbers
# only whether, not which
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns) > 0

# %% 9.5 wrong: classes first -> The two are swapped
# order of the results
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(classes, turns), np.rot90(picture, turns)

# %% 9.5 wrong: picture alone -> with a comma between
# forgets the classes
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    return np.rot90(picture, random.integers(4))

# %% 9.5 wrong: an axis for the batch -> One picture comes in
# np.newaxis in front
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns)[np.newaxis], np.rot90(classes, turns)[np.newaxis]

# %% 9.5 wrong: picture and mask stacked -> with a comma between
# one array of four channels comes back
def augment(picture, classes, size, random):
    both = np.concatenate([picture, classes[..., np.newaxis]], axis=-1)
    top = random.integers(0, both.shape[0] - size + 1)
    left = random.integers(0, both.shape[1] - size + 1)
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    return np.rot90(both, random.integers(4))

# %% 9.5 wrong: np.flip of everything -> The last axis of a picture is its colours
# np.flip without axis: colours and both directions
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = np.flip(picture), np.flip(classes)
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.5 wrong: transposed with the wrong axes -> height and width are the first two
# picture.T puts the colours first
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    if random.random() < 0.5:
        picture, classes = picture.T, classes.T
    return picture, classes

# %% 9.5 right: transposition and two mirrors
def augment(picture, classes, size, random):
    h, w, _ = picture.shape
    top, left = random.integers(h - size + 1), random.integers(w - size + 1)
    here = (slice(top, top + size), slice(left, left + size))
    picture, classes = picture[here], classes[here]
    down, right, across = random.integers(0, 2, size=3)
    if down:
        picture, classes = picture[::-1], classes[::-1]
    if right:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    if across:
        picture, classes = picture.swapaxes(0, 1), classes.T
    return picture, classes

# %% 9.5 right: turned first, cut afterwards
def augment(picture, classes, size, random):
    turns, mirror = random.integers(-2, 2), random.random() >= 0.5
    both = [np.rot90(array, turns) for array in (picture, classes)]
    both = [np.flipud(array) if mirror else array for array in both]
    top = random.choice(both[0].shape[0] - size + 1)
    left = random.choice(both[0].shape[1] - size + 1)
    return tuple(array[top : top + size, left : left + size].copy() for array in both)

# %% 9.5 right: the mask as one more channel
def augment(picture, classes, size, random):
    both = np.concatenate([picture.astype(int), classes[..., None].astype(int)], axis=-1)
    row = random.integers(0, both.shape[0] - size, endpoint=True)
    column = random.integers(0, both.shape[1] - size, endpoint=True)
    both = np.rot90(both[row : row + size, column : column + size], random.permutation(4)[0])
    if random.choice([True, False]):
        both = both[::-1]
    return both[..., :-1].astype(picture.dtype), both[..., -1].astype(classes.dtype)

# %% 9.5 right: by the numbers of the pixels
def augment(picture, classes, size, random):
    h, w = classes.shape
    places = np.arange(h * w).reshape(h, w)
    top, left = random.integers([h - size + 1, w - size + 1])
    places = places[top : top + size, left : left + size]
    way = random.integers(8)
    places = np.rot90(places, way % 4)
    if way >= 4:
        places = places.T
    return picture.reshape(h * w, -1)[places], classes.ravel()[places]

# %% 9.5 right: windows
def augment(picture, classes, size, random):
    from numpy.lib.stride_tricks import sliding_window_view
    cuts = sliding_window_view(classes, (size, size))
    top, left = random.integers(cuts.shape[0]), random.integers(cuts.shape[1])
    mirror, turns = random.uniform() < 0.5, int(4 * random.random())
    result = [picture[top : top + size, left : left + size], cuts[top, left]]
    result = [np.fliplr(array) if mirror else array for array in result]
    return [np.rot90(array, k=turns, axes=(1, 0)) for array in result]

# %% 9.5 right: a loop over quarter turns
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    for _ in range(random.integers(4)):
        picture, classes = picture.swapaxes(0, 1)[::-1], classes.swapaxes(0, 1)[::-1]
    if random.integers(2) == 0:
        return picture, classes
    return np.ascontiguousarray(picture[::-1]), np.ascontiguousarray(classes[::-1])

# %% 9.6 before
def give_back(labels, border):
    """Give each border pixel the number of the nearest piece, at most 3 pixels away."""
    far, nearest = ndimage.distance_transform_edt(labels == 0, return_indices=True)
    return np.where(border & (far <= 3), labels[tuple(nearest)], labels)

# %% 9.6 wrong: corners too -> Pieces hang together over their sides
# connected over corners: diagonal neighbours become one
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1, structure=np.ones((3, 3)))
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: everything that is not background -> Pieces are made of class 1 alone
# inside and border together: touching nuclei are one
def pieces(classes, smallest):
    labels, number = ndimage.label(classes > 0)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: border not given back -> The border is not given back
# inside alone
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return result

# %% 9.6 wrong: small ones kept -> those with fewer than `smallest` pixels are drop
# smallest ignored
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: gaps in the numbers -> The numbers have gaps where small pieces were dr
# the small ones set to 0, the rest not numbered anew
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    for n in range(1, number + 1):
        if np.sum(labels == n) < smallest:
            labels[labels == n] = 0
    return give_back(labels, classes == 2)

# %% 9.6 wrong: smallest itself dropped -> Pieces with fewer than `smallest` pixels are dro
# > in place of >=
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) > smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: large ones dropped -> Those are the small ones
# < in place of >=
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) < smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: border first, then the small ones -> First drop the small pieces
# a small piece with its border is large enough
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    labels = give_back(labels, classes == 2)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return result

# %% 9.6 wrong: smallest written in -> 10 is written in
# 10 whatever is handed in
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= 10:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: pieces of the border -> Pieces are made of class 1 alone
# class 2
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 2)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: pieces of the background -> Pieces are made of class 1 alone
# class 0
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 0)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: border given to all that is not inside -> Only pixels of class 2 are given back
# background too
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes != 1)

# %% 9.6 wrong: border as a number of its own -> each of its pixels goes to the nearest piece
# one piece for all borders
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    result[classes == 2] = new + 1
    return result

# %% 9.6 wrong: labels and number -> Only one result is asked for
# both of what ndimage.label gives
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2), new

# %% 9.6 wrong: only the number -> The picture with the numbers is asked for
# how many
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    return sum(np.sum(labels == n) >= smallest for n in range(1, number + 1))

# %% 9.6 wrong: label not unpacked -> ndimage.label gives two things
# ndimage.label gives two things
def pieces(classes, smallest):
    labels = ndimage.label(classes == 1)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: the last piece is forgotten -> The last piece is missing
# range without + 1
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: numbered from 0 -> The first piece got the number 0
# the first piece becomes background
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            result[labels == n] = new
            new += 1
    return give_back(result, classes == 2)

# %% 9.6 wrong: all pieces one number -> All pieces have the same number
# new never grows
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result = np.zeros_like(labels)
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            result[labels == n] = 1
    return give_back(result, classes == 2)

# %% 9.6 wrong: counts too many pixels -> How many pixels a piece has is the sum of `label
# the sum of the labels, not of the places
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels[labels == n]) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, classes == 2)

# %% 9.6 wrong: changes the classes -> Make new arrays (`y = x * 2`) rather than changi
# in place
def pieces(classes, smallest):
    border = classes == 2
    classes[border] = 0
    labels, number = ndimage.label(classes)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
    return give_back(result, border)

# %% 9.6 wrong: result in bytes of the classes -> and there can be more pieces
# zeros_like(classes) is uint8: more than 255 pieces wrap round
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(classes), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new % 256
    return give_back(result, classes == 2)

# %% 9.6 wrong: a return in the loop -> does `return` stand inside the loop?
# only the first piece
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    result, new = np.zeros_like(labels), 0
    for n in range(1, number + 1):
        if np.sum(labels == n) >= smallest:
            new += 1
            result[labels == n] = new
        return give_back(result, classes == 2)

# %% 9.6 right: by the counts
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    counts = np.bincount(labels.ravel())
    keep = counts >= smallest
    keep[0] = False
    return give_back((np.cumsum(keep) * keep)[labels], classes == 2)

# %% 9.6 right: labelled twice
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    large = np.zeros(classes.shape, bool)
    for n in range(1, number + 1):
        if np.count_nonzero(labels == n) >= smallest:
            large |= labels == n
    return give_back(ndimage.label(large)[0], classes == 2)

# %% 9.6 right: flood fill
def pieces(classes, smallest):
    h, w = classes.shape
    labels, seen, number = np.zeros((h, w), int), classes != 1, 0
    for start in zip(*np.nonzero(classes == 1)):
        if seen[start]:
            continue
        stack, piece = [start], []
        seen[start] = True
        while stack:
            r, c = stack.pop()
            piece.append((r, c))
            for y, x in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                if 0 <= y < h and 0 <= x < w and not seen[y, x]:
                    seen[y, x] = True
                    stack.append((y, x))
        if len(piece) >= smallest:
            number += 1
            for place in piece:
                labels[place] = number
    return give_back(labels, classes == 2)

# %% 9.6 right: numbered from the largest
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1, structure=[[0, 1, 0], [1, 1, 1], [0, 1, 0]])
    sizes = ndimage.sum_labels(labels > 0, labels, range(1, number + 1))
    order = [n + 1 for n in np.argsort(-np.array(sizes)) if sizes[n] >= smallest]
    result = np.zeros(classes.shape, "uint16")
    for new, old in enumerate(order, start=1):
        result[labels == old] = new
    return give_back(result, classes == 2)

# %% 9.6 right: dropped, then without gaps by np.unique
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    for n in range(1, number + 1):
        piece = labels == n
        if piece.sum() < smallest:
            labels[piece] = 0
    values, places = np.unique(np.append(labels.ravel(), 0), return_inverse=True)
    labels = places[:-1].reshape(labels.shape)
    return give_back(labels, np.equal(classes, 2))

# %% 9.7 wrong: of pixels -> Those are shares of pixels
# precision and recall of the pixels, not of the pieces
def precision_recall(found, true):
    both = np.sum((found > 0) & (true > 0))
    return both / max(1, np.sum(found > 0)), both / max(1, np.sum(true > 0))

# %% 9.7 wrong: swapped -> The order: precision, then recall.
# recall first
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_true if n_true else 1.0, hits / n_found if n_found else 1.0

# %% 9.7 wrong: any overlap -> A touch is not enough
# a touch is enough
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: half included -> one half itself is no hit
# at least one half in place of above
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) >= 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: same numbers -> piece 3 may lie on nucleus 5
# compares nucleus n with piece n
def precision_recall(found, true):
    hits = 0
    for n in range(1, min(found.max(), true.max()) + 1):
        both, either = np.sum((found == n) & (true == n)), np.sum((found == n) | (true == n))
        hits += either > 0 and both / either > 0.5
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: numbers that occur in both -> piece 3 may lie on nucleus 5
# takes the numbers of the pieces for those of the nuclei
def precision_recall(found, true):
    pieces_there, nuclei = set(found[found > 0].tolist()), set(true[true > 0].tolist())
    hits = len(pieces_there & nuclei)
    return hits / len(pieces_there) if pieces_there else 1.0, hits / len(nuclei) if nuclei else 1.0

# %% 9.7 wrong: pixels with the same number -> piece 3 may lie on nucleus 5
# compares the two label images pixel by pixel
def precision_recall(found, true):
    right = np.sum((found == true) & (found > 0))
    n_found, n_true = np.sum(found > 0), np.sum(true > 0)
    return right / n_found if n_found else 1.0, right / n_true if n_true else 1.0

# %% 9.7 wrong: counts only -> a piece counts only where it overlaps a nucleus
# the ratio of the numbers
def precision_recall(found, true):
    a, b = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return min(a, b) / a if a else 1.0, min(a, b) / b if b else 1.0

# %% 9.7 wrong: background counted -> neither piece nor nucleus
# np.unique counts 0 as well
def precision_recall(found, true):
    hits = 0
    for n in np.unique(true):
        for m in np.unique(found):
            if np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    return hits / len(np.unique(found)), hits / len(np.unique(true))

# %% 9.7 wrong: overlap over the nucleus -> That divides by the nucleus alone
# divides by the nucleus in place of the union
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum(true == n) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: overlap over the piece -> That divides by the piece alone
# divides by the piece that was found
def precision_recall(found, true):
    hits = 0
    for m in range(1, found.max() + 1):
        for n in np.unique(true[found == m]):
            if n and np.sum((found == m) & (true == n)) / np.sum(found == m) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: dice above one half -> IoU above one half is asked for
# the other measure
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and 2 * np.sum((found == m) & (true == n)) / (np.sum(found == m) + np.sum(true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: nothing found divides by zero -> Nothing found
# forgets the sentence about nothing
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    return hits / len(np.unique(found[found > 0])), hits / len(np.unique(true[true > 0]))

# %% 9.7 wrong: nothing found is zero -> Nothing found
# 0 where the docstring says 1
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 0.0, hits / n_true if n_true else 0.0

# %% 9.7 wrong: f1 alone -> separated by commas
# one number for both
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return 2 * hits / (n_found + n_true) if n_found + n_true else 1.0

# %% 9.7 wrong: one added above and below -> ask first whether there is anything to divide by
# so that nothing is divided by zero: both shares are wrong everywhere
def precision_recall(found, true):
    hits = 0
    for n in np.unique(true[true > 0]):
        for m in np.unique(found[(true == n) & (found > 0)]):
            hits += iou(found == m, true == n) > 0.5
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return (hits + 1) / (n_found + 1), (hits + 1) / (n_true + 1)

# %% 9.7 wrong: the missed ones -> Those are the misses and the false ones
# misses and false ones in place of hits
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return (n_found - hits) / n_found if n_found else 1.0, (n_true - hits) / n_true if n_true else 1.0

# %% 9.7 wrong: last nucleus left out -> The last nucleus is left out
# range without + 1
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max()):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: numbers of hits -> divide by the pieces
# how many, not which share
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    return hits, hits

# %% 9.7 wrong: both over the true ones -> Precision divides by the pieces found
# the same divisor twice
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    n_true = len(np.unique(true[true > 0]))
    return (hits / n_true, hits / n_true) if n_true else (1.0, 1.0)

# %% 9.7 wrong: the highest number counted -> the highest number is not how many there are
# numbers may have gaps: max() is not how many there are
def precision_recall(found, true):
    hits = 0
    for n in range(1, true.max() + 1):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
    return hits / found.max() if found.max() else 1.0, hits / true.max() if true.max() else 1.0

# %% 9.7 wrong: gaps divide by zero -> Nothing found
# a number that does not occur has no pixels
def precision_recall(found, true):
    hits = 0
    for n in range(1, int(true.max()) + 1):
        for m in range(1, int(found.max()) + 1):
            either = int(np.sum((found == m) | (true == n)))
            hits += int(np.sum((found == m) & (true == n))) / either > 0.5
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 wrong: best overlap of each, averaged -> Those are means of the best IoUs
# the mean IoU in place of the share of hits
def precision_recall(found, true):
    def mean_best(one, other):
        best = [max([np.sum((one == n) & (other == m)) / np.sum((one == n) | (other == m)) for m in np.unique(other) if m] or [0]) for n in np.unique(one) if n]
        return np.mean(best) if best else 1.0
    return mean_best(found, true), mean_best(true, found)

# %% 9.7 wrong: changes the labels -> Make new arrays (`y = x * 2`) rather than changi
# a nucleus that was hit is wiped out
def precision_recall(found, true):
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    hits = 0
    for n in np.unique(true[true > 0]):
        for m in np.unique(found[true == n]):
            if m and np.sum((found == m) & (true == n)) / np.sum((found == m) | (true == n)) > 0.5:
                hits += 1
                found[found == m] = 0
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.7 right: table of all pairs
def precision_recall(found, true):
    table = np.zeros((int(found.max()) + 1, int(true.max()) + 1))
    np.add.at(table, (found.ravel().astype(int), true.ravel().astype(int)), 1)
    of_found, of_true = table.sum(axis=1, keepdims=True), table.sum(axis=0, keepdims=True)
    with np.errstate(all="ignore"):
        overlap = table / (of_found + of_true - table)
    hits = np.sum(overlap[1:, 1:] > 0.5)
    n_found, n_true = np.sum(of_found[1:] > 0), np.sum(of_true[:, 1:] > 0)
    return (hits / n_found if n_found else 1.0), (hits / n_true if n_true else 1.0)

# %% 9.7 right: double loop
def precision_recall(found, true):
    of_found, of_true = set(found[found > 0].tolist()), set(true[true > 0].tolist())
    n_found, n_true = len(of_found), len(of_true)
    hits = 0
    for m in of_found:
        for n in of_true:
            piece, nucleus = found == m, true == n
            if (piece & nucleus).sum() / (piece | nucleus).sum() > 0.5:
                hits += 1
                break
    precision = 1.0 if n_found == 0 else hits / n_found
    recall = 1.0 if n_true == 0 else hits / n_true
    return precision, recall

# %% 9.7 right: as an array
def precision_recall(found, true):
    hits = [any(np.sum((found == m) & (true == n)) > 0.5 * np.sum((found == m) | (true == n))
                for m in np.unique(found[true == n]) if m) for n in np.unique(true) if n]
    share = lambda labels: sum(hits) / len(np.unique(labels[labels > 0])) if labels.any() else 1.0
    return np.array([share(found), share(true)])

# %% 9.7 right: the piece with most pixels under the nucleus
def precision_recall(found, true):
    hits = 0
    for n in np.unique(true[true > 0]):
        nucleus = true == n
        under = found[nucleus]
        under = under[under > 0]
        if len(under):
            piece = found == np.bincount(under).argmax()
            hits += (piece & nucleus).sum() / (piece | nucleus).sum() > 0.5
    n_found, n_true = (np.count_nonzero(np.unique(labels)) for labels in (found, true))
    return [hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0]

# %% 9.7 right: twice the overlap against the sum of the areas
# both above half of the union: 3 x both above the sum of the areas
def precision_recall(found, true):
    areas_found, areas_true = np.bincount(found.ravel()), np.bincount(true.ravel())
    pairs, counts = np.unique(np.stack([found.ravel(), true.ravel()]), axis=1, return_counts=True)
    hits = sum(3 * int(c) > int(areas_found[m]) + int(areas_true[n]) for (m, n), c in zip(pairs.T, counts) if m and n)
    n_found, n_true = np.sum(areas_found[1:] > 0), np.sum(areas_true[1:] > 0)
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

# %% 9.8 wrong: unequal classes -> With as many pixels of ground the network above
# what most would say
cause = "a"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: crops too small -> Cuts of this size are enough once the rest is ri
# they are smaller than in the training before
cause = "c"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: learning rate -> The learning rate is that of the network above
# with a capital letter
cause = "D"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: the letter in words -> such as cause = "a"
# a sentence
cause = "b: the mask is not turned"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: no letter -> such as cause = "a"
# the name without quotes
b = 2
cause = b
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: nothing set -> such as cause = "a"
# cause stays None
cause = None
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: left as it was -> its colours
# her function again
cause = "b"
mended = colleagues_augment

# %% 9.8 wrong: no turn at all -> 2 or 3 quarter turns
# takes the turn away, so that nothing can go wrong
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    return both[..., :3], both[..., 3]

# %% 9.8 wrong: half turns only -> or turns by 0 and 2 quarters
# 0 and 2 quarters
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, 2 * random.integers(2))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: a turn of its own for the mask -> keep the random number under a name
# drawn a second time
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], np.rot90(both[..., 3], random.integers(4))

# %% 9.8 wrong: the mask turned back -> The classes are turned the other way round
# the other way round
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, -turns)

# %% 9.8 wrong: the mask twice turned -> Whatever is done to the picture is done to the c
# turned is turned once more
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(np.rot90(classes, turns), turns)

# %% 9.8 wrong: picture alone handed back -> with a comma between
# forgets the classes
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3]

# %% 9.8 wrong: first channel as the mask -> the classes stand behind all of its channels
# turned[..., 0] is red
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 0]

# %% 9.8 wrong: all four channels as the picture -> The picture keeps its channels
# the classes stay in the picture
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned, turned[..., 3]

# %% 9.8 wrong: never mirrored -> It is never mirrored
# the coin got lost
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: mirror for the picture only -> The classes are turned
# repairs the turn and breaks the mirror
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture = picture[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.8 wrong: always turned once -> 2 and 3 quarter turns
# one quarter for all
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, 1)
    return turned[..., :3], turned[..., 3]

# %% 9.8 wrong: trained with the old one -> Run the cell above again
# the training was not run again
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]
mended_iou = broken_iou

# %% 9.8 wrong: no function -> Hand over the function itself
# the result in place of the function
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]
mended = mended(np.zeros((9, 9, 3)), np.zeros((9, 9)), 4, np.random.default_rng(0))

# %% 9.8 right: capital letter
cause = "B"
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 right: with bracket and blank
cause = " b) "
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3]

# %% 9.8 right: picture and classes one by one
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, turns), np.rot90(classes, turns)

# %% 9.8 right: both against the clock
cause = "b"
def mended(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size + 1)
    left = random.integers(0, picture.shape[1] - size + 1)
    picture = picture[top : top + size, left : left + size]
    classes = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(picture, -turns), np.rot90(classes, turns, axes=(1, 0))

# %% 9.8 right: the exercise's own function
cause = "b"
mended = augment

# %% 9.8 right: a lambda around it
cause = "(b)"
mended = lambda picture, classes, size, random: list(augment(picture, classes, size, random))

# %% 9.8 right: her function, the last line changed
cause = "b."
def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    both = np.rot90(both, random.integers(4))
    return both[..., :3], both[..., 3]
