# %% 9.1 wrong: sizes added instead of the union
# divides the IoU by the two sizes added, so the overlap counts twice; hint: a perfect fit must give 1, not 0.5
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return np.sum(found & true) / (np.sum(found) + np.sum(true))


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: plus of boolean arrays taken for sizes added
# found + true of boolean arrays is "or", so the overlap is counted once in Dice; hint: Dice is above 1 for a perfect fit
def iou(found, true):
    union = np.sum(found | true)
    return 1.0 if union == 0 else np.sum(found & true) / union


def dice(found, true):
    both = np.sum(found + true)
    return 1.0 if both == 0 else 2 * np.sum(found & true) / both

# %% 9.1 wrong: waits for ZeroDivisionError
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

# %% 9.1 wrong: one empty mask is enough for a perfect answer
# "or" for "and": perfect as soon as either is empty; hint: a mask found where nothing is there has IoU 0
def iou(found, true):
    if not found.any() or not true.any():
        return 1.0
    return np.sum(found & true) / np.sum(found | true)


def dice(found, true):
    if not found.any() or not true.any():
        return 1.0
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: smoothing by one as in a loss
# the +1 of the Dice losses on the internet; hint: without overlap both have to be 0, and the values are shifted
def iou(found, true):
    return (np.sum(found & true) + 1) / (np.sum(found | true) + 1)


def dice(found, true):
    return (2 * np.sum(found & true) + 1) / (np.sum(found) + np.sum(true) + 1)

# %% 9.1 wrong: mean over the rows
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

# %% 9.1 wrong: Python's and, or
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

# %% 9.1 wrong: rows and columns counted by hand
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

# %% 9.1 wrong: only one of both asks for the empty masks
# thought of the empty masks in iou and forgot them in dice; hint: dice of two empty masks is nan
def iou(found, true):
    union = np.sum(found | true)
    if union == 0:
        return 1.0
    return np.sum(found & true) / union


def dice(found, true):
    return 2 * np.sum(found & true) / (np.sum(found) + np.sum(true))

# %% 9.1 wrong: Dice from IoU the other way round
# uses IoU = Dice / (2 - Dice) in the wrong direction; hint: Dice is never smaller than IoU
def iou(found, true):
    union = np.sum(found | true)
    return 1.0 if union == 0 else np.sum(found & true) / union


def dice(found, true):
    return iou(found, true) / (2 - iou(found, true))

# %% 9.1 wrong: the truth of the drawing
# uses the notebook's mask there in place of the argument true; hint: use the argument
def iou(found, true):
    union = np.sum(found | there)
    return 1.0 if union == 0 else np.sum(found & there) / union


def dice(found, true):
    sizes = np.sum(found) + np.sum(there)
    return 1.0 if sizes == 0 else 2 * np.sum(found & there) / sizes

# %% 9.1 wrong: only one for the union
# takes "only found, only there" as all that is divided by (xor); hint: the overlap belongs to the three kinds, too
def iou(found, true):
    apart = np.sum(found ^ true)
    if apart == 0:
        return 1.0
    return np.sum(found & true) / apart


def dice(found, true):
    sizes = np.sum(found) + np.sum(true)
    return 1.0 if sizes == 0 else 2 * np.sum(found & true) / sizes

# %% 9.1 wrong: both background counts as agreement
# the background that both leave out is counted as found; hint: that is the share of right pixels
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return np.sum(found == true) / found.size


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * np.sum(found == true) / (found.size + true.size)

# %% 9.1 wrong: len counts the pixels
# len of a two-dimensional array is the number of rows; hint: np.sum counts what holds
def iou(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return len(found & true) / len(found | true)


def dice(found, true):
    if not (found.any() or true.any()):
        return 1.0
    return 2 * len(found & true) / (len(found) + len(true))

# %% 9.1 right: sets of places
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

# %% 9.2 wrong: only thresholds that occur in the picture
# tries the brightnesses of the picture: between 14 and 90 all of 15 to 90 are as good, and it gives 90; hint: the smallest of equal ones
def otsu(picture):
    best, best_t = -1, None
    for t in np.unique(picture)[1:]:
        dark, light = picture[picture < t], picture[picture >= t]
        value = len(dark) * len(light) * (light.mean() - dark.mean()) ** 2
        if value > best:
            best, best_t = value, int(t)
    return best_t

# %% 9.2 wrong: the builtin sum over bytes
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

# %% 9.2 wrong: never tries 255
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

# %% 9.2 wrong: argmax over values with NaN
# the empty groups give nan and argmax takes the first nan; hint: skip the t with an empty group
def otsu(picture):
    values = []
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        values.append(len(dark) * len(light) * (light.mean() - dark.mean()) ** 2)
    return int(np.argmax(values)) + 1

# %% 9.2 wrong: position for threshold
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

# %% 9.2 wrong: as in the libraries, the light ones are above t
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

# %% 9.2 wrong: middle of the two means again and again
# another method (Ridler's isodata): the middle between the two means until nothing changes; hint: not Otsu's measure
def otsu(picture):
    t = picture.mean()
    for _ in range(100):
        dark, light = picture[picture < t], picture[picture >= t]
        t = (dark.mean() + light.mean()) / 2
    return int(round(t))

# %% 9.2 wrong: square forgotten
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

# %% 9.2 wrong: means cut to whole numbers
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

# %% 9.2 wrong: variances of the groups not weighted
# smallest sum of the two variances, without the numbers; hint: the numbers of dark and light ones are missing
def otsu(picture):
    best, best_t = np.inf, 0
    for t in range(1, 256):
        dark, light = picture[picture < t], picture[picture >= t]
        if dark.size and light.size and dark.var() + light.var() < best:
            best, best_t = dark.var() + light.var(), t
    return best_t

# %% 9.2 wrong: histogram from the darkest to the brightest
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

# %% 9.2 wrong: stops before the brightest
# range up to max without max: 9 beside 10 gives nothing; hint: the brightest pixel itself may be the threshold
def otsu(picture):
    best, best_t = 0, None
    for t in range(int(picture.min()) + 1, int(picture.max())):
        dark, light = picture[picture < t], picture[picture >= t]
        value = dark.size * light.size * (light.mean() - dark.mean()) ** 2
        if value > best:
            best, best_t = value, t
    return best_t

# %% 9.2 wrong: rows in place of pixels
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

# %% 9.2 wrong: gives the largest value, not its t
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

# %% 9.3 wrong: four neighbours added up
# compares the sum of the neighbours with 4 times the pixel: 1 and 3 around 2 look like 2 and 2; hint: compare each neighbour by itself
def three_classes(labels):
    p = np.pad(labels.astype(int), 1, mode="edge")
    total = p[:-2, 1:-1] + p[2:, 1:-1] + p[1:-1, :-2] + p[1:-1, 2:]
    border = (labels > 0) & (total != 4 * labels.astype(int))
    return ((labels > 0) + border).astype("uint8")

# %% 9.3 wrong: numbers as bytes first
# casts the label image to uint8 at the start: nucleus 256 becomes background; hint: compare the numbers before changing their type
def three_classes(labels):
    labels = labels.astype("uint8")
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(labels == 0, 0, np.where(other, 2, 1)).astype("uint8")

# %% 9.3 wrong: index minus one at the upper edge
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

# %% 9.3 wrong: np.roll
# the neighbours come from the opposite edge; hint: beyond the edge there is nothing
def three_classes(labels):
    border = np.zeros(labels.shape, dtype=bool)
    for shift, axis in [(1, 0), (-1, 0), (1, 1), (-1, 1)]:
        border |= np.roll(labels, shift, axis=axis) != labels
    return np.where(labels == 0, 0, np.where(border, 2, 1)).astype("uint8")

# %% 9.3 wrong: erosion of all nuclei together
# peels the mask, not each nucleus: touching ones have no seam; hint: a neighbour of another nucleus makes border, too
def three_classes(labels):
    mask = labels > 0
    inner = ndimage.binary_erosion(mask, border_value=1)
    return (mask.astype("uint8") + (mask & ~inner)).astype("uint8")

# %% 9.3 wrong: erosion of each nucleus with SciPy's default edge
# binary_erosion takes outside the picture as 0: a cut nucleus gets border along the edge; hint: the edge alone makes no border
def three_classes(labels):
    classes = np.zeros(labels.shape, dtype="uint8")
    for number in np.unique(labels[labels > 0]):
        mask = labels == number
        classes[mask] = 2
        classes[ndimage.binary_erosion(mask)] = 1
    return classes

# %% 9.3 wrong: insides keep their numbers
# sets border to 2 and leaves the label elsewhere; hint: each inside pixel is 1, whatever its nucleus
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(other & (labels > 0), 2, labels).astype("uint8")

# %% 9.3 wrong: diagonal neighbours as well
# size=3 looks at eight neighbours; hint: four neighbours only
def three_classes(labels):
    low = ndimage.minimum_filter(labels, size=3)
    high = ndimage.maximum_filter(labels, size=3)
    return np.where(labels == 0, 0, np.where(low == high, 1, 2)).astype("uint8")

# %% 9.3 wrong: background beside a nucleus is border
# forgets "a pixel of a nucleus": the ring is twice as thick; hint: background stays 0
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    classes = (labels > 0).astype("uint8")
    classes[other] = 2
    return classes

# %% 9.3 wrong: only one side of each step
# np.diff marks the pixel before the change and not the one after; hint: above and left neighbours are not looked at
def three_classes(labels):
    labels = labels.astype(int)
    border = np.zeros(labels.shape, dtype=bool)
    border[:-1] |= np.diff(labels, axis=0) != 0
    border[:, :-1] |= np.diff(labels, axis=1) != 0
    return np.where(labels == 0, 0, 1 + border).astype("uint8")

# %% 9.3 wrong: frame of the picture left out
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

# %% 9.3 wrong: type left to NumPy
# right numbers as int64; hint: uint8 is wanted
def three_classes(labels):
    p = np.pad(labels, 1, mode="edge")
    other = (p[:-2, 1:-1] != labels) | (p[2:, 1:-1] != labels) | (p[1:-1, :-2] != labels) | (p[1:-1, 2:] != labels)
    return np.where(labels == 0, 0, np.where(other, 2, 1))

# %% 9.3 wrong: writes into the label image
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

# %% 9.3 wrong: all four have to differ
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

# %% 9.4 wrong: first bridge first
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

# %% 9.4 wrong: scaled to -1..1
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

# %% 9.4 wrong: takes the last of the filters away
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

# %% 9.4 wrong: bridges added, not laid beside
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

# %% 9.4 wrong: enlarged by repeating
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

# %% 9.4 wrong: stamp of three
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

# %% 9.4 wrong: four levels written out
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

# %% 9.4 wrong: softmax over the rows
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

# %% 9.4 wrong: bridge taken after pooling
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

# %% 9.4 wrong: as many filters up as come from below
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

# %% 9.4 wrong: the same network each time
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

# %% 9.4 wrong: one up too many
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

# %% 9.4 wrong: the bridge is the scaled picture on the first level
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

# %% 9.4 wrong: convolutions only once at the top
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

# %% 9.4 right: recursive
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

# %% 9.5 wrong: three channels taken for granted
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

# %% 9.5 wrong: one number for both edges
# only places on the diagonal; hint: any place is possible, two random numbers
def augment(picture, classes, size, random):
    start = random.integers(min(picture.shape[:2]) - size + 1)
    place = slice(start, start + size)
    p, c = picture[place, place], classes[place, place]
    if random.random() < 0.5:
        p, c = p[:, ::-1], c[:, ::-1]
    turns = random.integers(4)
    return np.rot90(p, turns), np.rot90(c, turns)

# %% 9.5 wrong: last place never
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

# %% 9.5 wrong: mirrored across and along, never a quarter turn
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

# %% 9.5 wrong: three turns only
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

# %% 9.5 wrong: turns the mask the other way
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

# %% 9.5 wrong: global generator
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

# %% 9.5 wrong: begins anew with SEED at each call
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

# %% 9.5 wrong: turned first, cut with the old height and width
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

# %% 9.5 wrong: height used for the width
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

# %% 9.5 wrong: mirrors inside the argument
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

# %% 9.5 wrong: randint of a generator
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

# %% 9.5 wrong: the coin thrown twice
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

# %% 9.5 wrong: mirrors the channels
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

# %% 9.5 wrong: mask with an axis of its own
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

# %% 9.6 wrong: dust dropped after the border is given back
# the border pixels count for the size; hint: fewer *inside* pixels: drop_small before give_back
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = give_back(labels, classes == 2)
    return drop_small(labels, smallest)

# %% 9.6 wrong: everything that is not background is given back
# border = classes > 0: dust beside a nucleus becomes part of it; hint: only border pixels are given back
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes > 0)

# %% 9.6 wrong: background near a nucleus is given back, too
# classes != 1: each nucleus grows by 3 pixels of background; hint: only class 2 is border
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest), classes != 1)

# %% 9.6 wrong: joined over corners
# eight neighbours: two insides that meet at a corner are one; hint: pieces hang together up, down, left and right
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1, structure=np.ones((3, 3)))
    return give_back(drop_small(labels, smallest), classes == 2)

# %% 9.6 wrong: gaps in the numbers
# own dust removal without numbering anew; hint: 1, 2, 3 without gap
def pieces(classes, smallest):
    labels, n = ndimage.label(classes == 1)
    for number in range(1, n + 1):
        if np.sum(labels == number) < smallest:
            labels[labels == number] = 0
    return give_back(labels, classes == 2)

# %% 9.6 wrong: the bar as large as SMALLEST
# the notebook's constant in place of the argument; hint: use smallest
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, SMALLEST), classes == 2)

# %% 9.6 wrong: exactly smallest is dropped
# drops pieces of smallest pixels as well; hint: fewer than smallest, not as many
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    return give_back(drop_small(labels, smallest + 1), classes == 2)

# %% 9.6 wrong: numbered again at the end
# labels what has come out once more: touching nuclei melt into one; hint: the numbers are lost after > 0
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = give_back(drop_small(labels, smallest), classes == 2)
    return ndimage.label(labels > 0)[0]

# %% 9.6 wrong: both results handed on
# label gives two things, the tuple goes into drop_small (AttributeError); hint: unpack them
def pieces(classes, smallest):
    labels = ndimage.label(classes == 1)
    labels = drop_small(labels, smallest)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: insides and borders labelled together
# label(classes) takes all that is not 0: touching nuclei are one piece; hint: only insides are counted
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes)
    return drop_small(labels, smallest)

# %% 9.6 wrong: the border by growing one pixel
# grey dilation by a 3 x 3 square: covers background and touches neighbours; hint: the border is known, give it back
def pieces(classes, smallest):
    labels = drop_small(ndimage.label(classes == 1)[0], smallest)
    grown = ndimage.grey_dilation(labels, size=(3, 3))
    return np.where(labels > 0, labels, grown)

# %% 9.6 wrong: the result of drop_small not kept
# thinks that drop_small changes its argument; hint: it returns the new labels
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    drop_small(labels, smallest)
    return give_back(labels, classes == 2)

# %% 9.6 wrong: arguments of give_back exchanged
# the border as labels and the labels as border; hint: labels first
def pieces(classes, smallest):
    labels, _ = ndimage.label(classes == 1)
    labels = drop_small(labels, smallest)
    return give_back(classes == 2, labels)

# %% 9.6 wrong: dust counted with its border in the mask
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

# %% 9.7 wrong: numbers up to the highest
# counts to max, so numbers that do not occur count as pieces; hint: the numbers may have gaps
def precision_recall(found, true):
    n_found, n_true = int(found.max()), int(true.max())
    hits = 0
    for k in range(1, n_found + 1):
        for j in range(1, n_true + 1):
            if iou(found == k, true == j) > 0.5 and np.any(found == k):
                hits += 1
    return (hits / n_found if n_found else 1.0), (hits / n_true if n_true else 1.0)

# %% 9.7 wrong: first of the numbers thrown away as background
# np.unique(found)[1:] loses a piece if no pixel is background; hint: only 0 is nothing
def precision_recall(found, true):
    a, b = np.unique(found)[1:], np.unique(true)[1:]
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: pairs as numbers of two digits
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

# %% 9.7 wrong: nothing found, so nothing recalled
# an early return of 1 and 0 if nothing is found: wrong where nothing is there either; hint: then recall is 1.0, too
def precision_recall(found, true):
    if not found.any():
        return 1.0, 0.0
    if not true.any():
        return 0.0, 1.0
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return hits / len(a), hits / len(b)

# %% 9.7 wrong: equal numbers compared
# piece 1 with nucleus 1, piece 2 with nucleus 2; hint: the numbers of pieces and nuclei have nothing to do with each other
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == k) > 0.5 for k in a)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: of pixels, not of pieces
# precision and recall of lesson 2 for each pixel; hint: count pieces and nuclei
def precision_recall(found, true):
    both = np.sum((found > 0) & (true > 0))
    precision = both / np.sum(found > 0) if np.any(found > 0) else 1.0
    recall = both / np.sum(true > 0) if np.any(true > 0) else 1.0
    return precision, recall

# %% 9.7 wrong: half of the nucleus is enough
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

# %% 9.7 wrong: dice above one half
# takes the other measure, which is more generous; hint: IoU
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(dice(found == k, true == j) > 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: compared with the whole mask
# each piece against all nuclei together; hint: with one nucleus at a time
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits_a = sum(iou(found == k, true > 0) > 0.5 for k in a)
    hits_b = sum(iou(found > 0, true == j) > 0.5 for j in b)
    return (hits_a / len(a) if len(a) else 1.0), (hits_b / len(b) if len(b) else 1.0)

# %% 9.7 wrong: one half is enough
# at least one half: one piece over two equal nuclei would hit both; hint: above one half
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    hits = sum(iou(found == k, true == j) >= 0.5 for k in a for j in b)
    return (hits / len(a) if len(a) else 1.0), (hits / len(b) if len(b) else 1.0)

# %% 9.7 wrong: background counts as a piece
# np.unique with the 0: background hits background; hint: 0 is nothing
def precision_recall(found, true):
    a, b = np.unique(found), np.unique(true)
    hits = sum(iou(found == k, true == j) > 0.5 for k in a for j in b)
    return hits / len(a), hits / len(b)

# %% 9.7 wrong: the first nucleus that it touches
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

# %% 9.7 wrong: IoUs summed in place of hits
# adds the best IoU of each piece; hint: a hit counts one, a miss nothing
def precision_recall(found, true):
    a, b = np.unique(found[found > 0]), np.unique(true[true > 0])
    best = [max([iou(found == k, true == j) for j in b], default=0) for k in a]
    total = sum(value for value in best if value > 0.5)
    return (total / len(a) if len(a) else 1.0), (total / len(b) if len(b) else 1.0)

# %% 9.7 wrong: from the two numbers alone
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

# %% 9.8 wrong: turned by another number
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

# %% 9.8 wrong: exchanges the two
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

# %% 9.8 wrong: right mend, cause a
# mended by one's own augment, but believes that the many ground pixels are the cause; hint: with the same pixels and weights the mended one learns
cause = "a"
mended = augment

# %% 9.8 wrong: right mend, cause c
# believes in the small cuts; hint: they were the same for both
cause = "c"


def mended(picture, classes, size, random):
    return augment(picture, classes, size, random)

# %% 9.8 wrong: the cause in two letters
# does not decide; hint: one letter
cause = "a, b"
mended = augment

# %% 9.8 wrong: letter right, her own function unchanged
# the same function under another name; hint: the mask is still not turned
cause = "b"
mended = colleagues_augment

# %% 9.8 wrong: larger cuts
# cause c and a mend that ignores size; hint: the size is an argument, and it is not the cause
cause = "c"


def mended(picture, classes, size, random):
    return colleagues_augment(picture, classes, 128, random)

# %% 9.8 wrong: turned back by the number of the next draw
# means to turn the picture back, but draws a new number; hint: keep the number of turns in a name
cause = "b"


def mended(picture, classes, size, random):
    part, part_classes = colleagues_augment(picture, classes, size, random)
    return np.rot90(part, -random.integers(4)), part_classes

# %% 9.8 wrong: the result instead of the function
# calls augment and keeps what comes out; hint: mended is a function, without brackets
cause = "b"
mended = augment(x_train[0], classes_train[0], SHORT_CROP, np.random.default_rng(SEED))

# %% 9.8 wrong: a slice of the classes
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

# %% 9.8 wrong: the blue channel as classes
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

# %% 9.8 wrong: smaller learning rate
# cause d, writes another training in place of another augment; hint: mended takes picture, classes, size, random
cause = "d"


def mended(model, batches, epochs, words):
    return compile_and_fit(model, batches, epochs, words, learning_rate=0.001)

# %% 9.8 wrong: the mask turned the other way
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

# %% 9.8 wrong: her function twice with the same random numbers -> its colours
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
