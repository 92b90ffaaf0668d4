# %% 9.1 wrong: perfect where nothing is there -> 1.0 where *both* are empty, not only one
def iou(found, true):
    if not true.any():
        return 1.0
    return (found & true).sum() / (found | true).sum()

def dice(found, true):
    if not true.any():
        return 1.0
    return 2 * (found & true).sum() / (found.sum() + true.sum())

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

# %% 9.2 wrong: standard deviations in place of variances -> With standard deviations it is another rule
def otsu(picture):
    best, found = None, 1
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if len(dark) == 0 or len(light) == 0:
            continue
        spread = len(dark) * dark.std() + len(light) * light.std()
        if best is None or spread < best:
            best, found = spread, t
    return found

# %% 9.2 wrong: standard deviations, not weighted -> With standard deviations it is another rule
def otsu(picture):
    best, found = None, 1
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if len(dark) == 0 or len(light) == 0:
            continue
        spread = dark.std() + light.std()
        if best is None or spread < best:
            best, found = spread, t
    return found

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

# %% 9.6 wrong: the classes for the border -> as a boolean mask
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes)

# %% 9.6 wrong: all that is no background for the border -> as a boolean mask
def pieces(classes, smallest):
    labels, number = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes > 0)

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

# %% 9.7 wrong: every number up to the highest -> loop over np.unique, not over range
def precision_recall(found, true):
    hits = 0
    for number in range(1, found.max() + 1):
        for nucleus in range(1, true.max() + 1):
            if iou(found == number, true == nucleus) > 0.5:
                hits += 1
    n_found, n_true = found.max(), true.max()
    return hits / n_found if n_found else 1.0, hits / n_true if n_true else 1.0

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

# %% 9.1 wrong: sizes added instead of the union -> By the sum of the sizes, in which the overlap is counted
# divides the IoU by the two sizes added, so the overlap counts twice; hint: a perfect fit must give 1, not 0.5
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return np.sum(found & true) / (np.sum(found) + np.sum(true))


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: plus of boolean arrays taken for sizes added -> Twice the overlap belongs to Dice, the union to IoU: one of
# found + true of boolean arrays is "or", so the overlap is counted once in Dice; hint: Dice is above 1 for a perfect fit
def iou(found, true):
    union = np.sum(found | true)
    return 1.0 if union == 0 else np.sum(found & true) / union


def dice(found, true):
    both = np.sum(found + true)
    return 1.0 if both == 0 else 2 * np.sum(found & true) / both

# %% 9.1 wrong: waits for ZeroDivisionError -> Two empty masks are a perfect fit, 1.0: ask before you
# NumPy's numbers do not raise, they give nan; hint: two empty masks give nan, ask before dividing
def iou(found, true):
    try:
        return np.sum(found & true) / np.sum(found | true)
    except ZeroDivisionError:
        return 1.0


def dice(found, true):
    try:
        return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))
    except ZeroDivisionError:
        return 1.0

# %% 9.1 wrong: one empty mask is enough for a perfect answer -> 1.0 where *both* are empty, not only one.
# "or" for "and": perfect as soon as either is empty; hint: a mask found where nothing is there has IoU 0
def iou(found, true):
    if not found.any() or not true.any():
        return 1.0
    return np.sum(found & true) / np.sum(found | true)


def dice(found, true):
    if not found.any() or not true.any():
        return 1.0
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: smoothing by one as in a loss -> IoU: pixels in both masks, divided by pixels in at least
# the +1 of the Dice losses on the internet; hint: without overlap both have to be 0, and the values are shifted
def iou(found, true):
    return (np.sum(found & true) + 1) / (np.sum(found | true) + 1)


def dice(found, true):
    return (2 * np.sum(found & true) + 1) / (np.sum(found) + np.sum(true) + 1)

# %% 9.1 wrong: mean over the rows -> IoU: pixels in both masks, divided by pixels in at least
# IoU of each row, then the mean; hint: count over the whole mask, not row by row
def iou(found, true):
    shares = []
    for a, b in zip(found, true):
        union = np.sum(a | b)
        shares.append(1.0 if union == 0 else np.sum(a & b) / union)
    return np.mean(shares)


def dice(found, true):
    shares = []
    for a, b in zip(found, true):
        sizes = np.sum(a) + np.sum(b)
        shares.append(1.0 if sizes == 0 else 2 * np.sum(a & b) / sizes)
    return np.mean(shares)

# %% 9.1 wrong: Python's and, or -> `and` asks one question of a whole array: `&` goes pixel by
# "and" between arrays raises ValueError (truth value of an array); hint: & and | work pixel by pixel
def iou(found, true):
    union = np.sum(found or true)
    if union == 0:
        return 1.0
    return np.sum(found and true) / union


def dice(found, true):
    sizes = np.sum(found) + np.sum(true)
    if sizes == 0:
        return 1.0
    return 2 * np.sum(found and true) / sizes

# %% 9.1 wrong: rows and columns counted by hand -> As many names on the left as values on the right: print
# two loops over shape[0] and shape[1]: works for pictures, not for boolean arrays of any other shape (a volume, a row); hint: any shape
def iou(found, true):
    overlap, union = 0, 0
    height, width = found.shape
    for r in range(height):
        for c in range(width):
            overlap += found[r, c] and true[r, c]
            union += found[r, c] or true[r, c]
    return 1.0 if union == 0 else overlap / union


def dice(found, true):
    overlap, sizes = 0, 0
    height, width = found.shape
    for r in range(height):
        for c in range(width):
            overlap += int(found[r, c] and true[r, c])
            sizes += int(found[r, c]) + int(true[r, c])
    return 1.0 if sizes == 0 else 2 * overlap / sizes

# %% 9.1 wrong: only one of both asks for the empty masks -> Two empty masks are a perfect fit, 1.0: ask before you
# thought of the empty masks in iou and forgot them in dice; hint: dice of two empty masks is nan
def iou(found, true):
    union = np.sum(found | true)
    if union == 0:
        return 1.0
    return np.sum(found & true) / union


def dice(found, true):
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: Dice from IoU the other way round -> Dice: twice the pixels in both, by the sizes of the two,
# uses IoU = Dice / (2 - Dice) in the wrong direction; hint: Dice is never smaller than IoU
def iou(found, true):
    union = np.sum(found | true)
    return 1.0 if union == 0 else np.sum(found & true) / union


def dice(found, true):
    return iou(found, true) / (2 - iou(found, true))

# %% 9.1 wrong: the truth of the drawing -> `disc_there` is a name of the notebook: inside the function use
# uses the notebook's mask there in place of the argument true; hint: use the argument
def iou(found, true):
    union = np.sum(found | disc_there)
    return 1.0 if union == 0 else np.sum(found & disc_there) / union


def dice(found, true):
    sizes = np.sum(found) + np.sum(disc_there)
    return 1.0 if sizes == 0 else 2 * np.sum(found & disc_there) / sizes

# %% 9.1 wrong: only one for the union -> `^` leaves out what lies in both: the union is `|`.
# takes "only found, only there" as all that is divided by (xor); hint: the overlap belongs to the three kinds, too
def iou(found, true):
    apart = np.sum(found ^ true)
    if apart == 0:
        return 1.0
    return np.sum(found & true) / apart


def dice(found, true):
    sizes = np.sum(found) + np.sum(true)
    return 1.0 if sizes == 0 else 2 * np.sum(found & true) / sizes

# %% 9.1 wrong: both background counts as agreement -> That counts background that is alike, too: only pixels of
# the background that both leave out is counted as found; hint: that is the share of right pixels
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return np.sum(found == true) / found.size


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * np.sum(found == true) / (found.size + true.size)

# %% 9.1 wrong: len counts the pixels -> `+` of truth values means `or`: in both is `&`.
# len of a two-dimensional array is the number of rows; hint: np.sum counts what holds
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return len(found & true) / len(found | true)


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * len(found & true) / (len(found) + len(true))

# %% 9.1 right: sets of places (rows and columns)
def iou(found, true):
    a, b = set(np.flatnonzero(found)), set(np.flatnonzero(true))
    return len(a & b) / len(a | b) if a | b else 1.0


def dice(found, true):
    a, b = set(np.flatnonzero(found)), set(np.flatnonzero(true))
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0

# %% 9.1 right: the four cases by bincount
def _four(found, true):
    return np.bincount(2 * np.ravel(found).astype(int) + np.ravel(true), minlength=4)


def iou(found, true):
    _, only_there, only_found, both = _four(found, true)
    together = only_there + only_found + both
    return float(both / together) if together else 1.0


def dice(found, true):
    _, only_there, only_found, both = _four(found, true)
    sizes = only_there + only_found + 2 * both
    return float(2 * both / sizes) if sizes else 1.0

# %% 9.1 right: Dice from IoU
def iou(found, true):
    overlap = np.count_nonzero(np.logical_and(found, true))
    union = np.count_nonzero(found) + np.count_nonzero(true) - overlap
    return 1.0 if union == 0 else overlap / union


dice = lambda found, true: 2 * iou(found, true) / (1 + iou(found, true))

# %% 9.1 right: scikit-learn with zero_division
from sklearn.metrics import f1_score as _f1, jaccard_score as _jaccard


def iou(found, true):
    return _jaccard(np.ravel(true), np.ravel(found), zero_division=1.0)


def dice(found, true):
    return _f1(np.ravel(true), np.ravel(found), zero_division=1.0)

# %% 9.1 right: pixel by pixel, IoU from Dice
def dice(found, true):
    overlap = sizes = 0
    for f, t in zip(found.flat, true.flat):
        if f and t:
            overlap += 1
        sizes += int(f) + int(t)
    if sizes == 0:
        return 1.0
    return 2 * overlap / sizes


def iou(found, true):
    d = dice(found, true)
    return d / (2 - d)

# %% 9.1 right: dot product of floats
class _Overlap:
    def __init__(self, kind):
        self.kind = kind

    def __call__(self, found, true):
        f = np.asarray(found, dtype="float64").ravel()
        t = np.asarray(true, dtype="float64").ravel()
        both = np.einsum("i,i->", f, t)
        if f.sum() + t.sum() == 0:
            return np.float64(1.0)
        if self.kind == "dice":
            return 2 * both / (f.sum() + t.sum())
        return both / (f.sum() + t.sum() - both)


iou, dice = _Overlap("iou"), _Overlap("dice")

# %% 9.2 wrong: only thresholds that occur in the picture -> Of several equally good t the smallest: `>` keeps the
# tries the brightnesses of the picture: between 14 and 90 all of 15 to 90 are as good, and it gives 90; hint: the smallest of equal ones
def otsu(picture):
    best, best_t = -1, None
    for t in np.unique(picture)[1:]:
        dark, light = picture[picture < t], picture[picture >= t]
        value = len(dark) * len(light) * (light.mean() - dark.mean()) ** 2
        if value > best:
            best, best_t = value, int(t)
    return best_t

# %% 9.2 wrong: the builtin sum over bytes -> Sums and differences of bytes begin anew at 256: .mean() is
# sum(light) adds uint8 numbers, which overflow at 256; hint: the pixels are bytes, use .mean()
def otsu(picture):
    best, best_t = -1, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if len(dark) == 0 or len(light) == 0:
            continue
        difference = sum(light) / len(light) - sum(dark) / len(dark)
        value = len(dark) * len(light) * difference**2
        if value > best:
            best, best_t = value, t
    return best_t

# %% 9.2 wrong: never tries 255 -> The largest (number of dark ones) * (number of light ones)
# range(1, 255) stops at 254, so 254 beside 255 cannot be parted; hint: t goes up to 255
def otsu(picture):
    best, best_t = 0, 1
    for t in range(1, 255):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size:
            value = dark.size * light.size * (light.mean() - dark.mean()) ** 2
            if value > best:
                best, best_t = value, t
    return best_t

# %% 9.2 wrong: argmax over values with NaN -> A group without pixels wins here: its mean is NaN, so go on
# the empty groups give nan and argmax takes the first nan; hint: skip the t with an empty group
def otsu(picture):
    values = []
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        values.append(len(dark) * len(light) * (light.mean() - dark.mean()) ** 2)
    return int(np.argmax(values)) + 1

# %% 9.2 wrong: position for threshold -> One too small: pixels equal to t are light (`<` and `>=`),
# the list begins with t = 1, argmax counts from 0: one too low; hint: off by one
def otsu(picture):
    values = []
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size == 0 or light.size == 0:
            values.append(0)
        else:
            values.append(dark.size * light.size * (light.mean() - dark.mean()) ** 2)
    return int(np.argmax(values))

# %% 9.2 wrong: as in the libraries, the light ones are above t -> One too small: pixels equal to t are light (`<` and `>=`),
# the usual convention (dark: <= t): one smaller than asked for; hint: pixels < t are dark, pixels >= t light
def otsu(picture):
    best, best_t = -1, 0
    for t in range(0, 255):
        dark, light = picture[picture <= t], picture[picture > t]
        if dark.size and light.size:
            value = dark.size * light.size * (light.mean() - dark.mean()) ** 2
            if value > best:
                best, best_t = value, t
    return best_t

# %% 9.2 wrong: middle of the two means again and again -> The largest (number of dark ones) * (number of light ones)
# another method (Ridler's isodata): the middle between the two means until nothing changes; hint: not Otsu's measure
def otsu(picture):
    t = picture.mean()
    for _ in range(100):
        dark, light = picture[picture < t], picture[picture >= t]
        t = (dark.mean() + light.mean()) / 2
    return int(round(t))

# %% 9.2 wrong: square forgotten -> The difference of the means is squared.
# the numbers times the difference, not its square; hint: the difference is squared
def otsu(picture):
    best, best_t = -1, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size:
            value = dark.size * light.size * (light.mean() - dark.mean())
            if value > best:
                best, best_t = value, t
    return best_t

# %% 9.2 wrong: means cut to whole numbers -> The largest (number of dark ones) * (number of light ones)
# int() of the means; hint: a mean has decimals, do not round it
def otsu(picture):
    best, best_t = -1, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size:
            value = dark.size * light.size * (int(light.mean()) - int(dark.mean())) ** 2
            if value > best:
                best, best_t = value, t
    return best_t

# %% 9.2 wrong: variances of the groups not weighted -> The sizes of the groups count: without them a few extreme
# smallest sum of the two variances, without the numbers; hint: the numbers of dark and light ones are missing
def otsu(picture):
    best, best_t = np.inf, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size and dark.var() + light.var() < best:
            best, best_t = dark.var() + light.var(), t
    return best_t

# %% 9.2 wrong: histogram from the darkest to the brightest -> One too small: pixels equal to t are light (`<` and `>=`),
# np.histogram with 256 bins but without range: the bins are not the brightnesses; hint: bins from 0 to 255
def otsu(picture):
    counts, edges = np.histogram(picture, bins=256)
    centres = (edges[:-1] + edges[1:]) / 2
    n_dark = np.cumsum(counts)[:-1]
    s_dark = np.cumsum(counts * centres)[:-1]
    n_light = picture.size - n_dark
    s_light = np.sum(counts * centres) - s_dark
    value = n_dark * n_light * (s_light / n_light - s_dark / n_dark) ** 2
    return int(edges[np.argmax(value) + 1])

# %% 9.2 wrong: stops before the brightest -> Does the function end with `return` and the result behind
# range up to max without max: 9 beside 10 gives nothing; hint: the brightest pixel itself may be the threshold
def otsu(picture):
    best, best_t = 0, None
    for t in range(int(picture.min()) + 1, int(picture.max())):
        dark, light = picture[picture < t], picture[picture >= t]
        value = dark.size * light.size * (light.mean() - dark.mean()) ** 2
        if value > best:
            best, best_t = value, t
    return best_t

# %% 9.2 wrong: rows in place of pixels -> The sizes of the groups count: without them a few extreme
# picture[picture < t] is right, but number of dark ones as rows: len of the picture; hint: count the pixels of each group
def otsu(picture):
    best, best_t = -1, 0
    for t in range(1, 256):
        dark, light = picture < t, picture >= t
        if dark.any() and light.any():
            value = len(dark) * len(light) * (picture[light].mean() - picture[dark].mean()) ** 2
            if value > best:
                best, best_t = value, t
    return best_t

# %% 9.2 wrong: gives the largest value, not its t -> That is how large the value becomes: the t at which it does
# returns the measure; hint: the threshold is wanted
def otsu(picture):
    best = 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size:
            best = max(best, dark.size * light.size * (light.mean() - dark.mean()) ** 2)
    return best

# %% 9.2 right: sums up to each brightness, exact fractions
from fractions import Fraction


def otsu(picture):
    counts = np.bincount(np.asarray(picture).astype(int).ravel(), minlength=256).tolist()
    total, weight = sum(counts), sum(k * n for k, n in enumerate(counts))
    n_dark = s_dark = 0
    best, best_t = Fraction(-1), None
    for t in range(1, 256):
        n_dark += counts[t - 1]
        s_dark += (t - 1) * counts[t - 1]
        n_light, s_light = total - n_dark, weight - s_dark
        if not n_dark or not n_light:
            continue
        value = n_dark * n_light * (Fraction(s_light, n_light) - Fraction(s_dark, n_dark)) ** 2
        if value > best:
            best, best_t = value, t
    return best_t

# %% 9.2 right: max with a key
def otsu(picture):
    def apart(t):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size == 0 or light.size == 0:
            return -1.0
        return dark.size * light.size * (light.mean() - dark.mean()) ** 2

    return max(range(1, 256), key=apart)

# %% 9.2 right: from above, equal ones replace
def otsu(picture):
    best, best_t = 0, 255
    for t in range(255, 0, -1):
        is_dark = picture < t
        if is_dark.all() or not is_dark.any():
            continue
        value = is_dark.sum() * (~is_dark).sum() * (picture[~is_dark].mean() - picture[is_dark].mean()) ** 2
        if value >= best:
            best, best_t = value, t
    return best_t

# %% 9.2 right: all thresholds at once, nanargmax
def otsu(picture):
    pixels = picture.ravel().astype("float64")
    is_light = pixels[None, :] >= np.arange(1, 256)[:, None]
    n_light = is_light.sum(axis=1)
    n_dark = pixels.size - n_light
    with np.errstate(divide="ignore", invalid="ignore"):
        light = is_light @ pixels / n_light
        dark = ~is_light @ pixels / n_dark
        value = n_dark * n_light * (light - dark) ** 2
    return np.nanargmax(value) + 1

# %% 9.2 right: shares for numbers, sorted candidates
def otsu(picture):
    flat = sorted(int(value) for value in picture.flat)
    n = len(flat)
    best, answer = -1.0, None
    for k in range(1, n):
        if flat[k - 1] == flat[k]:
            continue
        dark, light = flat[:k], flat[k:]
        difference = sum(light) / len(light) - sum(dark) / len(dark)
        value = len(dark) * len(light) * difference**2
        if value > best:
            best, answer = value, flat[k - 1] + 1  # the smallest t between the two
    return answer

# %% 9.3 wrong: four neighbours added up -> All of a nucleus is 1 here: its border is 2.
# compares the sum of the neighbours with 4 times the pixel: 1 and 3 around 2 look like 2 and 2; hint: compare each neighbour by itself
def three_classes(labels):
    p = np.pad(labels.astype(int), 1, mode="edge")
    total = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:]
    border = (labels > 0) & (total != 4 * labels.astype(int))
    return ((labels > 0) + border).astype("uint8")

# %% 9.3 wrong: numbers as bytes first -> Inside: all four neighbours have the pixel's own number, as
# casts the label image to uint8 at the start: nucleus 256 becomes background; hint: compare the numbers before changing their type
def three_classes(labels):
    labels = labels.astype("uint8")
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(labels == 0, 0, np.where(other, 2, 1)).astype("uint8")

# %% 9.3 wrong: index minus one at the upper edge -> Inside: all four neighbours have the pixel's own number, as
# labels[-1] is the last row, and only the far edge raises IndexError; hint: the picture wraps round at the upper and left edge
def three_classes(labels):
    classes = np.zeros(labels.shape, dtype="uint8")
    for r in range(labels.shape[0]):
        for c in range(labels.shape[1]):
            if labels[r, c] == 0:
                continue
            classes[r, c] = 1
            for dr, dc in [(-1, 0), (1, 0), (0, -1), (0, 1)]:
                try:
                    if labels[r + dr, c + dc] != labels[r, c]:
                        classes[r, c] = 2
                except IndexError:
                    pass
    return classes

# %% 9.3 wrong: compared with np.roll -> The first and the last row are no neighbours: np.roll goes
# the neighbours come from the opposite edge; hint: beyond the edge there is nothing
def three_classes(labels):
    border = np.zeros(labels.shape, dtype=bool)
    for shift, axis in [(1, 0), (-1, 0), (1, 1), (-1, 1)]:
        border |= np.roll(labels, shift, axis=axis) != labels
    return np.where(labels == 0, 0, np.where(border, 2, 1)).astype("uint8")

# %% 9.3 wrong: erosion of all nuclei together -> Where two nuclei touch there is no border: compare their
# peels the mask, not each nucleus: touching ones have no seam; hint: a neighbour of another nucleus makes border, too
def three_classes(labels):
    mask = labels > 0
    inner = ndimage.binary_erosion(mask, border_value=1)
    return (mask.astype("uint8") + (mask & ~inner)).astype("uint8")

# %% 9.3 wrong: erosion of each nucleus with SciPy's default edge -> Beyond the picture's edge there is nothing, and that makes
# binary_erosion takes outside the picture as 0: a cut nucleus gets border along the edge; hint: the edge alone makes no border
def three_classes(labels):
    classes = np.zeros(labels.shape, dtype="uint8")
    for number in np.unique(labels[labels > 0]):
        mask = labels == number
        classes[mask] = 2
        classes[ndimage.binary_erosion(mask)] = 1
    return classes

# %% 9.3 wrong: insides keep their numbers -> Inside it is 1 in every nucleus, not the nucleus's number.
# sets border to 2 and leaves the label elsewhere; hint: each inside pixel is 1, whatever its nucleus
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(other & (labels > 0), 2, labels).astype("uint8")

# %% 9.3 wrong: diagonal neighbours as well -> Four neighbours are asked for: those over the corners do
# size=3 looks at eight neighbours; hint: four neighbours only
def three_classes(labels):
    low = ndimage.minimum_filter(labels, size=3)
    high = ndimage.maximum_filter(labels, size=3)
    return np.where(labels == 0, 0, np.where(low == high, 1, 2)).astype("uint8")

# %% 9.3 wrong: background beside a nucleus is border -> Pixels of the background beside a nucleus stay 0.
# forgets "a pixel of a nucleus": the ring is twice as thick; hint: background stays 0
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    classes = (labels > 0).astype("uint8")
    classes[other] = 2
    return classes

# %% 9.3 wrong: only one side of each step -> All four neighbours count: above, below, left and right.
# np.diff marks the pixel before the change and not the one after; hint: above and left neighbours are not looked at
def three_classes(labels):
    labels = labels.astype(int)
    border = np.zeros(labels.shape, dtype=bool)
    border[:-1] |= np.diff(labels, axis=0) != 0
    border[:, :-1] |= np.diff(labels, axis=1) != 0
    return np.where(labels == 0, 0, 1 + border).astype("uint8")

# %% 9.3 wrong: frame of the picture left out -> Pixels at the picture's edge belong to it as well: do the
# the loops spare the outermost pixels, which stay background; hint: nuclei at the edge of the picture
def three_classes(labels):
    classes = np.zeros(labels.shape, dtype="uint8")
    for r in range(1, labels.shape[0] - 1):
        for c in range(1, labels.shape[1] - 1):
            k = labels[r, c]
            if k > 0:
                same = k == labels[r - 1, c] == labels[r + 1, c] == labels[r, c - 1] == labels[r, c + 1]
                classes[r, c] = 1 if same else 2
    return classes

# %% 9.3 wrong: type left to NumPy -> One byte a pixel is enough: .astype("uint8"), or
# right numbers as int64; hint: uint8 is wanted
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(labels == 0, 0, np.where(other, 2, 1))

# %% 9.3 wrong: writes into the label image -> Make new arrays (`y = x * 2`) rather than changing old ones
# marks the border in labels itself while walking: later pixels see the 2, and the label image is spoilt; hint: make a new array
def three_classes(labels):
    height, width = labels.shape
    for r in range(height):
        for c in range(width):
            k = labels[r, c]
            if k == 0:
                continue
            near = [labels[i, j] for i, j in [(r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)]
                    if 0 <= i < height and 0 <= j < width]
            labels[r, c] = 1 if all(n == k for n in near) else 2
    return labels.astype("uint8")

# %% 9.3 wrong: all four have to differ -> Inside: all four neighbours have the pixel's own number, as
# "&" for "|": border only if each neighbour is something else; hint: one neighbour is enough
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) & (p[2:, 1:-1] != labels) & (p[1:-1, :-2] != labels) & (p[1:-1, 2:] != labels)
    return np.where(labels == 0, 0, np.where(other, 2, 1)).astype("uint8")

# %% 9.3 right: erosion of each nucleus, outside counts as nucleus
def three_classes(labels):
    classes = np.where(labels > 0, 2, 0).astype("uint8")
    for number in np.unique(labels[labels > 0]):
        classes[ndimage.binary_erosion(labels == number, border_value=1)] = 1
    return classes

# %% 9.3 right: steps between neighbours, both sides marked
def three_classes(labels):
    step = np.zeros(labels.shape, dtype=bool)
    down = labels[1:] != labels[:-1]
    across = labels[:, 1:] != labels[:, :-1]
    step[1:] |= down
    step[:-1] |= down
    step[:, 1:] |= across
    step[:, :-1] |= across
    return (labels > 0) * (np.uint8(1) + step.astype(np.uint8))

# %% 9.3 right: minimum and maximum filter with a cross
def three_classes(labels):
    cross = ndimage.generate_binary_structure(2, 1)
    gradient = ndimage.morphological_gradient(labels.astype("int64"), footprint=cross)
    return np.select([labels == 0, gradient == 0], [0, 1], 2).astype(np.uint8)

# %% 9.3 right: pixel by pixel in a comprehension
def three_classes(labels):
    height, width = labels.shape

    def one(r, c):
        if not labels[r, c]:
            return 0
        near = ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1))
        inside = all(labels[i, j] == labels[r, c] for i, j in near if 0 <= i < height and 0 <= j < width)
        return 1 if inside else 2

    return np.array([[one(r, c) for c in range(width)] for r in range(height)], dtype="uint8")

# %% 9.3 right: frame by symmetric padding, windows
def three_classes(labels):
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(labels, 1, mode="symmetric"), (3, 3))
    four = windows[..., [0, 1, 1, 2], [1, 0, 2, 1]]
    same = (four == labels[..., None]).all(axis=-1)
    return np.array([[0, 0], [2, 1]], dtype="uint8")[(labels > 0).astype(int), same.astype(int)]

# %% 9.4 wrong: first bridge first -> Side by side only maps of one size fit: keep the bridge
# bridges.pop(0): the full-size maps meet the smallest ones; builds with None, fails with a picture; hint: last in, first out
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(0), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: scaled to -1..1 -> Rescaling at the beginning: scale is 0.007843; asked for is
# scaling of another network; hint: 0..1 is wanted
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 127.5, offset=-1)(inputs)
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
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: takes the last of the filters away -> It has nothing of that name: check the spelling, and what
# filters.pop() fails for a tuple and shortens the caller's list; hint: do not change the argument, use filters[-1]
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    lowest = filters.pop()
    for n in filters:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, lowest)
    for n in filters[::-1]:
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: bridges added, not laid beside -> Add stands behind Conv2DTranspose(6), where Concatenate is
# adds the maps as in a residual network: no error, fewer parameters; hint: Concatenate puts channels behind channels
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Add()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: enlarged by repeating -> UpSampling2D, Conv2D(6) stand behind ReLU, after Conv2D(9),
# UpSampling2D and a 1 x 1 convolution; hint: Conv2DTranspose with a stamp of 2 and stride 2
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.UpSampling2D(2)(x)
        x = keras.layers.Conv2D(n, 1)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: stamp of three -> Conv2DTranspose behind ReLU, after Conv2D(9): kernel size
# lesson 7's stamp with padding same; the shapes fit all the same; hint: a stamp of 2 x 2
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(n, 3, strides=2, padding="same")(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: four levels written out -> There are as many levels as `filters` has numbers: loop
# copies the drawing: exactly four levels, others are ignored or fail; hint: any number of levels
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    one = convolutions(x, filters[0])
    two = convolutions(keras.layers.MaxPooling2D(2)(one), filters[1])
    three = convolutions(keras.layers.MaxPooling2D(2)(two), filters[2])
    x = convolutions(keras.layers.MaxPooling2D(2)(three), filters[3])
    for bridge, n in [(three, filters[2]), (two, filters[1]), (one, filters[0])]:
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridge, x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: softmax over the rows -> The layers are those of the lesson: is one called twice,
# Softmax(axis=1): the probabilities of a column add up to 1, not those of a pixel; hint: over the classes, the last axis
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
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
    x = keras.layers.Conv2D(n_classes, 1)(x)
    return keras.Model(inputs, keras.layers.Softmax(axis=1)(x))

# %% 9.4 wrong: bridge taken after pooling -> The order: Concatenate stands behind ReLU, after Conv2D(9),
# appends the pooled maps and unites before going up: no error; hint: the bridge is taken before pooling
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        x = keras.layers.MaxPooling2D(2)(x)
        bridges.append(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: as many filters up as come from below -> Conv2DTranspose behind ReLU, after Conv2D(9): filters is 9;
# Conv2DTranspose keeps the number of the level below, as some drawings do; hint: the filters of the level it goes up to
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(x.shape[-1], 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: the same network each time -> Make the model and all its layers inside the function:
# keeps the networks in a dictionary, so a second call gives the trained one; hint: a new model each time
_unets = {}


def build_unet(filters, n_classes, channels=3):
    key = (tuple(filters), n_classes, channels)
    if key in _unets:
        return _unets[key]
    inputs = keras.Input((None, None, channels))
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
    _unets[key] = keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))
    return _unets[key]

# %% 9.4 wrong: one up too many -> There are as many steps up as bridges: one fewer than
# goes over reversed(filters) with the bottom, and pops from an empty list; hint: the bottom has no bridge
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: the bridge is the scaled picture on the first level -> A layer that is called twice has its weights only once:
# appends before the convolutions: bridges hand across what came in; hint: the bridge is what `convolutions` gives
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in filters[:-1]:
        bridges.append(x)
        x = convolutions(x, n)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, filters[-1])
    for n in reversed(filters[:-1]):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridges.pop(), x])
        x = convolutions(x, n)
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 wrong: convolutions only once at the top -> Conv2D(6), BatchNormalization, ReLU, Conv2D(6), ... are
# the levels up only enlarge and concatenate, the two convolutions come once after the loop; hint: `convolutions` after each Concatenate
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
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
    x = convolutions(x, filters[0])
    return keras.Model(inputs, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

# %% 9.4 right: a function that calls itself
def build_unet(filters, n_classes, channels=3):
    def u(x, levels):
        first, *below = levels
        x = convolutions(x, first)
        if not below:
            return x
        deep = u(keras.layers.MaxPool2D()(x), below)
        up = keras.layers.Conv2DTranspose(filters=first, kernel_size=(2, 2), strides=(2, 2))(deep)
        return convolutions(keras.layers.concatenate([x, up]), first)

    inputs = keras.layers.Input(shape=(None, None, channels))
    x = u(keras.layers.Rescaling(scale=1.0 / 255)(inputs), list(filters))
    return keras.models.Model(inputs=inputs, outputs=keras.layers.Conv2D(n_classes, (1, 1), activation=keras.activations.softmax)(x))

# %% 9.4 right: scaled by a plain division, softmax as a layer of its own
def build_unet(filters, n_classes, channels=3):
    inputs = keras.Input((None, None, channels))
    x = inputs / 255.0
    depth = len(filters) - 1
    kept = {}
    for level in range(depth):
        kept[level] = convolutions(x, filters[level])
        x = keras.layers.MaxPooling2D((2, 2), strides=2)(kept[level])
    x = convolutions(x, filters[depth])
    for level in range(depth - 1, -1, -1):
        x = keras.layers.Conv2DTranspose(filters[level], 2, strides=2)(x)
        x = keras.layers.Concatenate(axis=3)((kept[level], x))
        x = convolutions(x, filters[level])
    x = keras.layers.Conv2D(n_classes, 1)(x)
    return keras.Model(inputs, keras.layers.Softmax()(x))

# %% 9.4 right: a subclass that builds itself by the functional way
class UNet(keras.Model):
    pass


def build_unet(filters, n_classes, channels=3):
    *levels, bottom = filters
    picture = keras.Input(shape=(None, None, channels), dtype="float32")
    x, stack = keras.layers.Rescaling(1 / 255.0, name="scale")(picture), []
    for k, n in enumerate(levels):
        stack.insert(0, (n, convolutions(x, n)))
        x = keras.layers.MaxPooling2D(name=f"down_{k}")(stack[0][1])
    x = convolutions(x, bottom)
    for n, bridge in stack:
        x = keras.layers.Conv2DTranspose(n, 2, strides=2, activation=None)(x)
        x = convolutions(keras.layers.Concatenate()([bridge, x]), n)
    probabilities = keras.layers.Conv2D(n_classes, 1, padding="same", activation="softmax")(x)
    return UNet(inputs=picture, outputs=probabilities)

# %% 9.4 right: convolutions written anew inside
def build_unet(filters, n_classes, channels=3):
    L = keras.layers

    def two(x, n):
        for _ in (1, 2):
            x = L.Conv2D(n, (3, 3), padding="same", use_bias=False)(x)
            x = L.BatchNormalization(momentum=0.9)(x)
            x = L.Activation("relu")(x)
        return x

    entrance = L.Input(shape=(None, None, channels))
    maps = [two(L.Rescaling(1 / 255)(entrance), filters[0])]
    for n in filters[1:]:
        maps.append(two(L.MaxPooling2D(2)(maps[-1]), n))
    x = maps[-1]
    for n, bridge in zip(filters[-2::-1], maps[-2::-1]):
        x = two(L.Concatenate()([bridge, L.Conv2DTranspose(n, 2, 2)(x)]), n)
    x = L.Conv2D(n_classes, 1)(x)
    x = L.Activation("softmax")(x)
    return keras.Model(entrance, x)

# %% 9.4 right: down and up as models inside the model
def build_unet(filters, n_classes, channels=3):
    sizes = [int(n) for n in filters]
    inputs = keras.Input((None, None, channels))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    bridges = []
    for n in sizes[:-1]:
        x = convolutions(x, n)
        bridges.append(x)
        x = keras.layers.MaxPooling2D(2)(x)
    x = convolutions(x, sizes[-1])
    way_down = keras.Model(inputs, [*bridges, x])

    entries = [keras.Input((None, None, n)) for n in sizes]
    x = entries[-1]
    for n, bridge in zip(sizes[-2::-1], entries[-2::-1]):
        x = keras.layers.Conv2DTranspose(n, 2, strides=2)(x)
        x = keras.layers.Concatenate()([bridge, x])
        x = convolutions(x, n)
    way_up = keras.Model(entries, keras.layers.Conv2D(n_classes, 1, activation="softmax")(x))

    pictures = keras.Input((None, None, channels))
    return keras.Model(pictures, way_up(way_down(pictures)))

# %% 9.5 wrong: three channels taken for granted -> Places are counted from 0, so the last one is the length
# stacks the classes as fourth channel and cuts at 3, as for colour pictures: one channel fails; hint: any number of channels
def augment(picture, classes, size, random):
    both = np.dstack([picture, classes])
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    both = np.rot90(both, random.integers(4))
    return both[..., :3], both[..., 3]

# %% 9.5 wrong: one number for both edges -> Two numbers for each corner, drawn one by one.
# only places on the diagonal; hint: any place is possible, two random numbers
def augment(picture, classes, size, random):
    start = random.integers(min(picture.shape[:2]) - size + 1)
    place = slice(start, start + size)
    p, c = picture[place, place], classes[place, place]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: the last place is left out -> Where size is the height, place 0 is left, and the upper
# height - size without + 1: the lowest place never comes, and a part as large as the picture fails; hint: height - size + 1 places
def augment(picture, classes, size, random):
    top = random.integers(0, picture.shape[0] - size)
    left = random.integers(0, picture.shape[1] - size)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: mirrored across and along, never a quarter turn -> Two mirrors, or turns by 0 and 2 quarters: np.rot90 by 0,
# four ways instead of eight; hint: quarter turns are missing
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    if random.random() < 0.5:
        p, c = p[::-1], c[::-1]
    return p, c

# %% 9.5 wrong: three turns only -> 3 quarter turns never come: the upper end of a draw is
# random.integers(3) never gives 3; hint: 0, 1, 2 or 3 quarter turns
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = np.fliplr(p), np.fliplr(c)
    turns = random.integers(3)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: turns the mask the other way -> The classes are turned the other way round: the same turn
# rot90 with k for the one and -k for the other; fits at 0 and 2; hint: turn both in the same direction
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns, axes=(1, 0))

# %% 9.5 wrong: global generator -> All chance comes from `random`, which is handed in; here
# draws from np.random, not from the generator handed in; hint: use only the argument random
def augment(picture, classes, size, random):
    top = np.random.randint(picture.shape[0] - size + 1)
    left = np.random.randint(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if np.random.rand() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = np.random.randint(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: begins anew with SEED at each call -> All chance comes from `random`, which is handed in; here
# a new generator inside: each call gives the same part; hint: use the generator that is handed in
def augment(picture, classes, size, random):
    random = np.random.default_rng(SEED)
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: turned first, cut with the old height and width -> The cut lies wholly inside: from row 3, column 5 on at the
# turns the whole picture, then cuts with places of the unturned one: fails or is biased if it is not square; hint: height and width change places
def augment(picture, classes, size, random):
    height, width = classes.shape
    turns = random.integers(4)
    picture, classes = np.rot90(picture, turns), np.rot90(classes, turns)
    if random.random() < 0.5:
        picture, classes = picture[:, ::-1], classes[:, ::-1]
    top = random.integers(height - size + 1)
    left = random.integers(width - size + 1)
    return (picture[top : top + size, left : left + size],
            classes[top : top + size, left : left + size])

# %% 9.5 wrong: height used for the width -> The cut lies wholly inside: from row 7, column 0 on at the
# one n for both sides: right only for square pictures; hint: height and width may differ
def augment(picture, classes, size, random):
    n = len(picture) - size + 1
    top, left = random.integers(n, size=2)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.integers(2):
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: mirrors inside the argument -> Make new arrays (`y = x * 2`) rather than changing old ones
# writes the mirrored part back into a view of the picture: the training data change; hint: do not change what is handed in
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p[:] = p[:, ::-1].copy()
        c[:] = c[:, ::-1].copy()
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: randint of a generator -> It has nothing of that name: check the spelling, and what
# a NumPy generator has no randint (AttributeError); hint: random.integers
def augment(picture, classes, size, random):
    top = random.randint(0, picture.shape[0] - size)
    left = random.randint(0, picture.shape[1] - size)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.randint(0, 3)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: the coin thrown twice -> One draw for both: keep the random number under a name, and
# the picture and its mask are mirrored each with a number of its own; hint: draw once, use for both
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    turns = random.integers(4)

    def change(a):
        a = a[top : top + size, left : left + size]
        if random.random() < 0.5:
            a = a[:, ::-1]
        return np.rot90(a, turns)

    return change(picture), change(classes)

# %% 9.5 wrong: mirrors the channels -> The last axis of a picture is its colours: they stay as
# picture[..., ::-1] mirrors the last axis: red and blue are exchanged; hint: the second axis is the width
def augment(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    if random.random() < 0.5:
        p, c = p[..., ::-1], c[..., ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: mask with an axis of its own -> Height and width alone: the classes have no axis of
# gives classes the shape (size, size, 1); hint: (size, size) is wanted
def augment(picture, classes, size, random):
    n = picture.shape[2]
    both = np.concatenate([picture, classes[..., None]], axis=2)
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    both = np.rot90(both, random.integers(4))
    return both[..., :n], both[..., n:]

# %% 9.5 right: places as indices, used for both
def augment(picture, classes, size, random):
    height, width = classes.shape
    rows, columns = np.mgrid[:size, :size]
    rows = rows + random.integers(0, height - size, endpoint=True)
    columns = columns + random.integers(0, width - size, endpoint=True)
    if random.choice([True, False]):
        rows, columns = np.flipud(rows), np.flipud(columns)
    turns = int(random.integers(0, 4))
    rows, columns = np.rot90(rows, turns), np.rot90(columns, turns)
    return picture[rows, columns], classes[rows, columns]

# %% 9.5 right: three coins make the eight ways
def augment(picture, classes, size, random):
    h, w = picture.shape[0] - size + 1, picture.shape[1] - size + 1
    top, left = divmod(int(random.integers(h * w)), w)
    across, along, swap = random.integers(2, size=3)
    parts = []
    for a in (picture, classes):
        a = a[top:, left:][:size, :size]
        if across:
            a = a[:, ::-1]
        if along:
            a = a[::-1]
        if swap:
            a = a.swapaxes(0, 1)
        parts.append(np.ascontiguousarray(a))
    return parts

# %% 9.5 right: stacked and taken apart, types kept
def augment(picture, classes, size, random):
    both = np.dstack([picture, classes])
    both = np.rot90(both, random.integers(4))
    if random.random() >= 0.5:
        both = np.flip(both, axis=0)
    top = random.integers(both.shape[0] - size + 1)
    left = random.integers(both.shape[1] - size + 1)
    both = both[top : top + size, left : left + size]
    return both[..., :-1].astype(picture.dtype), both[..., -1].astype(classes.dtype)

# %% 9.5 right: all places by sliding windows
def augment(picture, classes, size, random):
    windows = np.lib.stride_tricks.sliding_window_view
    of_picture = windows(picture, (size, size), axis=(0, 1))
    of_classes = windows(classes, (size, size))
    r, c = (random.integers(n) for n in of_classes.shape[:2])
    p, m = np.moveaxis(of_picture[r, c], 0, -1), of_classes[r, c]
    step = -1 if random.integers(2) else 1
    turns = random.permutation(4)[0]
    return tuple(np.rot90(a[:, ::step], turns).copy() for a in (p, m))

# %% 9.5 right: a list of eight changes
def augment(picture, classes, size, random):
    top = int(random.random() * (picture.shape[0] - size + 1))
    left = int(random.random() * (picture.shape[1] - size + 1))
    turn = lambda a: a[::-1].swapaxes(0, 1)
    mirror = lambda a: np.flip(a, 1)
    ways = [[turn] * k + last for k in range(4) for last in ([], [mirror])]
    way = ways[random.integers(8)]
    p = picture[top : top + size, left : left + size]
    c = classes[top : top + size, left : left + size]
    for change in way:
        p, c = change(p), change(c)
    return p, c

# %% 9.6 wrong: dust dropped after the border is given back -> First drop the small pieces, then give the border back:
# the border pixels count for the size; hint: fewer *inside* pixels: drop_small before give_back
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = give_back(labels, classes == 2)
    return drop_small(labels, smallest)

# %% 9.6 wrong: everything that is not background is given back -> as a boolean mask
# border = classes > 0: dust beside a nucleus becomes part of it; hint: only border pixels are given back
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes > 0)

# %% 9.6 wrong: background near a nucleus is given back, too -> Only pixels of class 2 are given back: background stays 0.
# classes != 1: each nucleus grows by 3 pixels of background; hint: only class 2 is border
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes != 1)

# %% 9.6 wrong: joined over corners -> Pieces hang together over their sides, not over their
# eight neighbours: two insides that meet at a corner are one; hint: pieces hang together up, down, left and right
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1, structure=np.ones((3, 3)))
    return give_back(drop_small(labels, smallest), classes == 2)

# %% 9.6 wrong: the numbers keep their gaps -> The numbers have gaps where small pieces were dropped:
# own dust removal without numbering anew; hint: 1, 2, 3 without gap
def pieces(classes, smallest):
    labels, n = ndimage.label(classes == 1)
    for number in range(1, n + 1):
        if np.sum(labels == number) < smallest:
            labels[labels == number] = 0
    return give_back(labels, classes == 2)

# %% 9.6 wrong: the bar as large as SMALLEST -> 10 is written in: use `smallest`.
# the notebook's constant in place of the argument; hint: use smallest
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, SMALLEST), classes == 2)

# %% 9.6 wrong: exactly smallest is dropped -> Pieces with fewer than `smallest` pixels are dropped; those
# drops pieces of smallest pixels as well; hint: fewer than smallest, not as many
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest + 1), classes == 2)

# %% 9.6 wrong: numbered again at the end -> Label class 1, drop what is small, number anew, then give
# labels what has come out once more: touching nuclei melt into one; hint: the numbers are lost after > 0
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = give_back(drop_small(labels, smallest), classes == 2)
    return ndimage.label(labels > 0)[0]

# %% 9.6 wrong: both results handed on -> ndimage.label gives two things: labels, number =
# label gives two things, the tuple goes into drop_small (AttributeError); hint: unpack them
def pieces(classes, smallest):
    labels = ndimage.label(classes == 1)
    labels = drop_small(labels, smallest)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: insides and borders labelled together -> Label class 1, drop what is small, number anew, then give
# label(classes) takes all that is not 0: touching nuclei are one piece; hint: only insides are counted
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes)
    return drop_small(labels, smallest)

# %% 9.6 wrong: the border by growing one pixel -> Label class 1, drop what is small, number anew, then give
# grey dilation by a 3 x 3 square: covers background and touches neighbours; hint: the border is known, give it back
def pieces(classes, smallest):
    labels = drop_small(ndimage.label(classes == 1)[0], smallest)
    grown = ndimage.grey_dilation(labels, size=(3, 3))
    return np.where(labels > 0, labels, grown)

# %% 9.6 wrong: the result of drop_small not kept -> Small pieces are kept: those with fewer than `smallest`
# thinks that drop_small changes its argument; hint: it returns the new labels
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    drop_small(labels, smallest)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: arguments of give_back exchanged -> Label class 1, drop what is small, number anew, then give
# the border as labels and the labels as border; hint: labels first
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = drop_small(labels, smallest)
    return give_back(classes == 2, labels)

# %% 9.6 wrong: dust counted with its border in the mask -> Label class 1, drop what is small, number anew, then give
# drops small pieces of inside and border together first, then labels the insides; hint: fewer inside pixels is what counts
def pieces(classes, smallest):
    whole = drop_small(ndimage.label(classes > 0)[0], smallest)
    labels, _ = ndimage.label((classes == 1) & (whole > 0))
    return give_back(labels, classes == 2)

# %% 9.6 right: largest first
def pieces(classes, smallest):
    labels, n = ndimage.label(classes == 1)
    sizes = {k: int((labels == k).sum()) for k in range(1, n + 1)}
    kept = sorted((k for k in sizes if sizes[k] >= smallest), key=lambda k: -sizes[k])
    anew = np.zeros_like(labels)
    for number, k in enumerate(kept, start=1):
        anew[labels == k] = number
    return give_back(anew, classes == 2)

# %% 9.6 right: one line, other type
pieces = lambda classes, smallest: give_back(
    drop_small(ndimage.label(np.equal(classes, 1))[0], smallest), np.equal(classes, 2)
).astype("uint16")

# %% 9.6 right: flood fill from each pixel, column by column
def pieces(classes, smallest):
    height, width = classes.shape
    labels = np.zeros((height, width), dtype=int)
    seen, number = set(), 0
    for column in range(width):
        for row in range(height):
            if classes[row, column] != 1 or (row, column) in seen:
                continue
            waiting, members = [(row, column)], []
            seen.add((row, column))
            while waiting:
                r, c = waiting.pop()
                members.append((r, c))
                for i, j in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if 0 <= i < height and 0 <= j < width and classes[i, j] == 1 and (i, j) not in seen:
                        seen.add((i, j))
                        waiting.append((i, j))
            if len(members) >= smallest:
                number += 1
                for r, c in members:
                    labels[r, c] = number
    return give_back(labels, classes == 2)

# %% 9.6 right: sizes by ndimage.sum, numbers by unique
def pieces(classes, smallest):
    inside = classes == 1
    labels, n = ndimage.label(inside, structure=[[0, 1, 0], [1, 1, 1], [0, 1, 0]])
    sizes = ndimage.sum(inside, labels, index=range(n + 1))
    labels = np.where(sizes[labels] >= smallest, labels, 0)
    there = np.unique(labels[labels > 0])
    anew = np.where(labels > 0, np.searchsorted(there, labels) + 1, 0)
    return give_back(anew, np.isin(classes, [2]))

# %% 9.6 right: label twice, the small ones taken out of the mask
def pieces(classes, smallest):
    mask = classes == 1
    first, _ = ndimage.label(mask)
    small = np.flatnonzero(np.bincount(first.ravel()) < smallest)
    mask = mask & ~np.isin(first, small[small > 0])
    second, _ = ndimage.label(mask)
    return give_back(second, classes == 2)

# %% 9.7 wrong: numbers up to the highest -> Numbers may have gaps: the highest number is not how many
# counts to max, so numbers that do not occur count as pieces; hint: the numbers may have gaps
def precision_recall(found, true):
    n_found, n_true = int(found.max()), int(true.max())
    hits = 0
    for k in range(1, n_found + 1):
        for j in range(1, n_true + 1):
            if iou(found == k, true == j) > 0.5 and np.any(found == k):
                hits += 1
    return (hits / n_found if n_found else 1.0), (hits / n_true if n_true else 1.0)

# %% 9.7 wrong: first of the numbers thrown away as background -> A hit: a piece and a nucleus with IoU above one half. Hits
# np.unique(found)[1:] loses a piece if no pixel is background; hint: only 0 is nothing
def precision_recall(found, true):
    a, b = np.unique(found)[1:], np.unique(true)[1:]
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: pairs as numbers of two digits -> That is half of what is right.
# found * 100 + true: mixes up pairs from 100 nuclei on, overflows for bytes; hint: numbers may be larger than 99
def precision_recall(found, true):
    pairs, overlaps = np.unique(found * 100 + true, return_counts=True)
    sizes_f = dict(zip(*np.unique(found, return_counts=True)))
    sizes_t = dict(zip(*np.unique(true, return_counts=True)))
    hits = 0
    for pair, overlap in zip(pairs, overlaps):
        k, j = pair // 100, pair % 100
        if k > 0 and j > 0 and overlap / (sizes_f.get(k, 0) + sizes_t.get(j, 0) - overlap) > 0.5:
            hits += 1
    n_f, n_t = len(sizes_f) - (0 in sizes_f), len(sizes_t) - (0 in sizes_t)
    return (hits / n_f if n_f else 1.0), (hits / n_t if n_t else 1.0)

# %% 9.7 wrong: nothing found, so nothing recalled -> That is the logarithm of what is right.
# an early return of 1 and 0 if nothing is found: wrong where nothing is there either; hint: then recall is 1.0, too
def precision_recall(found, true):
    if not found.any():
        return 1.0, 0.0
    if not true.any():
        return 0.0, 1.0
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return hits / len(a), hits / len(b)

# %% 9.7 wrong: equal numbers compared -> Numbers are only names: piece 3 may lie on nucleus 5. Try
# piece 1 with nucleus 1, piece 2 with nucleus 2; hint: the numbers of pieces and nuclei have nothing to do with each other
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == k) > 0.5 for k in a)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: of pixels, not of pieces -> Those are shares of pixels: whole pieces are counted.
# precision and recall of lesson 2 for each pixel; hint: count pieces and nuclei
def precision_recall(found, true):
    both = np.sum((found > 0) & (true > 0))
    precision = both / np.sum(found > 0) if np.any(found > 0) else 1.0
    recall = both / np.sum(true > 0) if np.any(true > 0) else 1.0
    return precision, recall

# %% 9.7 wrong: half of the nucleus is enough -> That divides by the nucleus alone: IoU divides by both
# overlap divided by the nucleus, not by the union: one large piece hits all; hint: IoU above one half
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = 0
    for k in a:
        for j in b:
            overlap = np.sum((found == k) & (true == j))
            if overlap / np.sum(true == j) > 0.5:
                hits += 1
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: a pair is one whose Dice is above one half -> That is Dice: IoU above one half is asked for.
# takes the other measure, which is more generous; hint: IoU
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(dice(found == k, true == j) > 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: compared with the whole mask -> A hit: a piece and a nucleus with IoU above one half. Hits
# each piece against all nuclei together; hint: with one nucleus at a time
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits_a = sum(iou(found == k, true > 0) > 0.5 for k in a)
    hits_b = sum(iou(found > 0, true == j) > 0.5 for j in b)
    return (hits_a / len(a) if len(a) else 1.0), (hits_b / len(b) if len(b) else 1.0)

# %% 9.7 wrong: one half is enough -> *Above* one half: one half itself is no hit, `>`.
# at least one half: one piece over two equal nuclei would hit both; hint: above one half
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == j) >= 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: background counts as a piece -> 0 is the background, neither piece nor nucleus: leave it
# np.unique with the 0: background hits background; hint: 0 is nothing
def precision_recall(found, true):
    a, b = np.unique(found), np.unique(true)
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return hits / len(a), hits / len(b)

# %% 9.7 wrong: the first nucleus that it touches -> That is half of what is right.
# takes the lowest number under the piece only; hint: a piece may touch several, the best one counts
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = 0
    for k in a:
        under = true[found == k]
        under = under[under > 0]
        if len(under) and iou(found == k, true == under[0]) > 0.5:
            hits += 1
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: IoUs summed in place of hits -> A hit: a piece and a nucleus with IoU above one half. Hits
# adds the best IoU of each piece; hint: a hit counts one, a miss nothing
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    best = [max([iou(found == k, true == j) for j in b], default=0) for k in a]
    total = sum(value for value in best if value > 0.5)
    return (total / len(a) if len(a) else 1.0), (total / len(b) if len(b) else 1.0)

# %% 9.7 wrong: from the two numbers alone -> Those compare how many there are: a piece counts only where
# as many hits as the smaller number; hint: a right number can be made of two mistakes
def precision_recall(found, true):
    n_found, n_true = len(np.unique(found[found > 0])), len(np.unique(true[true > 0]))
    hits = min(n_found, n_true)
    return (hits / n_found if n_found else 1.0), (hits / n_true if n_true else 1.0)

# %% 9.7 right: table of overlaps
def precision_recall(found, true):
    a, at_a = np.unique(found, return_inverse=True)
    b, at_b = np.unique(true, return_inverse=True)
    table = np.zeros((len(a), len(b)), dtype=int)
    np.add.at(table, (at_a.ravel(), at_b.ravel()), 1)
    union = table.sum(axis=1, keepdims=True) + table.sum(axis=0) - table
    hit = (2 * table > union)[a != 0][:, b != 0]
    precision = hit.any(axis=1).mean() if hit.shape[0] else 1.0
    recall = hit.any(axis=0).mean() if hit.shape[1] else 1.0
    return precision, recall

# %% 9.7 right: a dictionary of pairs
from collections import Counter


def precision_recall(found, true):
    f, t = found.ravel().tolist(), true.ravel().tolist()
    of_found, of_true, pairs = Counter(f), Counter(t), Counter(zip(f, t))
    hits = sum(
        1 for (k, j), n in pairs.items() if k and j and n / (of_found[k] + of_true[j] - n) > 0.5
    )
    of_found.pop(0, None)
    of_true.pop(0, None)
    return [hits / len(of_found) if of_found else 1.0, hits / len(of_true) if of_true else 1.0]

# %% 9.7 right: the most frequent number under the piece
def precision_recall(found, true):
    numbers = set(np.unique(found).tolist()) - {0}
    nuclei_there = set(np.unique(true).tolist()) - {0}
    hit = set()
    for k in numbers:
        under = true[found == k]
        values, counts = np.unique(under, return_counts=True)
        best = values[counts.argmax()]  # more than half of the piece, if it is a hit
        if best != 0 and iou(found == k, true == best) > 0.5:
            hit.add(int(best))
    precision = 1.0 if not numbers else len(hit) / len(numbers)
    recall = 1.0 if not nuclei_there else len(hit) / len(nuclei_there)
    return np.array([precision, recall])

# %% 9.7 right: sets of places
def precision_recall(found, true):
    def places(image):
        return [set(np.flatnonzero(image == k).tolist()) for k in np.unique(image) if k != 0]

    one, other = places(found), places(true)
    good = lambda p, q: len(p & q) / len(p | q) > 0.5
    precision = sum(any(good(p, q) for q in other) for p in one) / len(one) if one else 1.0
    recall = sum(any(good(p, q) for p in one) for q in other) / len(other) if other else 1.0
    return precision, recall

# %% 9.7 right: best assignment of pieces to nuclei
from scipy.optimize import linear_sum_assignment


def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    shares = np.array([[iou(found == k, true == j) for j in b] for k in a]).reshape(len(a), len(b))
    shares = np.where(shares > 0.5, shares, 0)
    rows, columns = linear_sum_assignment(-shares)
    hits = np.count_nonzero(shares[rows, columns])
    return float(hits / len(a)) if len(a) else 1.0, float(hits / len(b)) if len(b) else 1.0

# %% 9.8 wrong: turned by another number -> One draw for both: keep the random number under a name, and
# right cause, but the mask is turned by a quarter number of its own; hint: draw the turns once
cause = "b"


def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    return np.rot90(both[..., :3], random.integers(4)), np.rot90(both[..., 3], random.integers(4))

# %% 9.8 wrong: exchanges the two -> The picture is mirrored, and not turned.
# now the mask is turned and the picture is not; hint: both have to come from turned
cause = "b"


def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return both[..., :3], turned[..., 3]

# %% 9.8 wrong: right mend, cause a -> With as many pixels of ground the network above has learnt.
# mended by one's own augment, but believes that the many ground pixels are the cause; hint: with the same pixels and weights the mended one learns
cause = "a"
mended = augment

# %% 9.8 wrong: right mend, cause c -> Cuts of this size are enough once the rest is right. Draw a
# believes in the small cuts; hint: they were the same for both
cause = "c"


def mended(picture, classes, size, random):
    return augment(picture, classes, size, random)

# %% 9.8 wrong: the cause in two letters -> The letter alone, in quotes, such as cause = "a".
# does not decide; hint: one letter
cause = "a, b"
mended = augment

# %% 9.8 wrong: letter right, her own function unchanged -> The last axis of a picture is its colours: they stay as
# the same function under another name; hint: the mask is still not turned
cause = "b"
mended = colleagues_augment

# %% 9.8 wrong: larger cuts -> Cuts of this size are enough once the rest is right. Draw a
# cause c and a mend that ignores size; hint: the size is an argument, and it is not the cause
cause = "c"


def mended(picture, classes, size, random):
    return colleagues_augment(picture, classes, 128, random)

# %% 9.8 wrong: turned back by the number of the next draw -> The last axis of a picture is its colours: they stay as
# means to turn the picture back, but draws a new number; hint: keep the number of turns in a name
cause = "b"


def mended(picture, classes, size, random):
    part, part_classes = colleagues_augment(picture, classes, size, random)
    return np.rot90(part, -random.integers(4)), part_classes

# %% 9.8 wrong: the result instead of the function -> Hand over the function itself, without brackets behind its
# calls augment and keeps what comes out; hint: mended is a function, without brackets
cause = "b"
mended = augment(x_train[0], classes_train[0], SHORT_CROP, np.random.default_rng(SEED))

# %% 9.8 wrong: a slice of the classes -> Height and width alone: the classes have no axis of
# turned[..., 3:] keeps an axis of length 1; hint: the classes have the shape (size, size)
cause = "b"


def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 3:]

# %% 9.8 wrong: the blue channel as classes -> That is a channel of the picture: the classes stand behind
# counts the channels from 1: turned[..., 2] is blue; hint: the fourth channel has index 3
cause = "b"


def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turned = np.rot90(both, random.integers(4))
    return turned[..., :3], turned[..., 2]

# %% 9.8 wrong: letter without quotes
# b is a name that does not exist (NameError); hint: in quotes
cause = b
mended = augment

# %% 9.8 wrong: mends her function under its old name
# overwrites colleagues_augment, mended does not exist (NameError); hint: call it mended
cause = "b"


def colleagues_augment(picture, classes, size, random):
    return augment(picture, classes, size, random)

# %% 9.8 wrong: smaller learning rate -> The learning rate is that of the network above, and its
# cause d, writes another training in place of another augment; hint: mended takes picture, classes, size, random
cause = "d"


def mended(model, batches, epochs, words):
    return compile_and_fit(model, batches, epochs, words, learning_rate=0.001)

# %% 9.8 wrong: the mask turned the other way -> The classes are turned the other way round: the same turn
# turns the classes by the same number in the other direction; hint: same direction, half of the parts still lie
cause = "b"


def mended(picture, classes, size, random):
    top = random.integers(picture.shape[0] - size + 1)
    left = random.integers(picture.shape[1] - size + 1)
    both = np.dstack([picture, classes])
    both = both[top : top + size, left : left + size]
    if random.random() < 0.5:
        both = both[:, ::-1]
    turns = random.integers(4)
    return np.rot90(both[..., :3], turns), np.rot90(both[..., 3], 4 - turns)

# %% 9.8 right: upper case, own augment
cause = "B"
mended = augment

# %% 9.8 right: with blanks, a lambda
cause = " b "
mended = lambda picture, classes, size, random: augment(picture, classes, size, random)

# %% 9.8 right: the number of turns kept, each turned for itself
cause = 'b'


def mended(picture, classes, size, random):
    top, left = (random.integers(n - size + 1) for n in classes.shape)
    place = np.s_[top : top + size, left : left + size]
    part, part_classes = picture[place], classes[place]
    if random.random() < 0.5:
        part, part_classes = part[:, ::-1], part_classes[:, ::-1]
    turns = random.integers(4)
    return np.rot90(part, turns), np.rot90(part_classes, turns)

# %% 9.8 wrong: her function twice with the same random numbers -> The last axis of a picture is its colours: they stay as
# right when it was written, of another function of hers; now the colours of the picture are mirrored
import copy

cause = "b"


def mended(picture, classes, size, random):
    twin = copy.deepcopy(random)
    part, _ = colleagues_augment(picture, classes, size, random)
    as_picture, _ = colleagues_augment(np.dstack([classes] * 3), classes, size, twin)
    return part, as_picture[..., 0]

# %% 9.8 right: an object that can be called, split at the end
class Mended:
    """A square part of a picture and of its classes, mirrored and turned at random."""

    def __call__(self, picture, classes, size, random):
        top = random.integers(picture.shape[0] - size + 1)
        left = random.integers(picture.shape[1] - size + 1)
        both = np.concatenate([picture, classes[:, :, np.newaxis]], axis=2)
        both = both[top : top + size, left : left + size]
        if random.random() < 0.5:
            both = both[:, ::-1]
        both = np.rot90(both, random.integers(4))
        part, part_classes = np.split(both, [-1], axis=2)
        return part, part_classes[:, :, 0]


cause, mended = "b", Mended()
