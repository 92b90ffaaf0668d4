# %% 7.1 before
from keras import ops

# %% 7.1 wrong: digits times mask -> Unsure ones count as 0: leave them out
# unsure ones become 0
coverage = lambda p, sure=0.9: np.bincount(p.argmax(1) * (p.max(1) > sure), minlength=10)

# %% 7.1 wrong: histogram with ten bins -> The bins reach from smallest to largest
# np.histogram(digits, bins=10)
coverage = lambda p, sure=0.9: np.histogram(p[p.max(1) > sure].argmax(1), bins=10)[0]

# %% 7.1 wrong: max over the pictures -> The largest of each picture is along axis 1: axis 0 goes over the
# p.max(axis=0) > sure
coverage = lambda p, sure=0.9: np.bincount(p[p.max(axis=0) > sure].argmax(1), minlength=10)

# %% 7.1 wrong: three pictures written in -> Only three pictures are looked at, as in the example
# for i in range(3)
coverage = lambda p, sure=0.9: np.bincount([p[i].argmax() for i in range(3) if p[i].max() > sure], minlength=10)

# %% 7.1 right: (p > sure).sum(axis=0)
coverage = lambda p, sure=0.9: (p > sure).sum(axis=0)

# %% 7.1 right: histogram with edges
coverage = lambda p, sure=0.9: np.histogram(p.argmax(1)[np.amax(p, 1) > sure], bins=np.arange(11))[0]

# %% 7.1 right: keras.ops.bincount
coverage = lambda p, sure=0.9: ops.bincount(ops.convert_to_tensor(p[p.max(1) > sure].argmax(1)), minlength=10)

# %% 7.1 wrong: no minlength -> A digit that never occurs is missing: `minlength=10`
# (forgets the digits above the largest sure one; the result is as long as the largest digit + 1. Hint: ten counts, always)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits[how_sure > sure])

# %% 7.1 wrong: counts all pictures, sure or not -> All pictures are counted, also those the judge is not sure
# (did not read "surely"; hint: leave out the pictures of which the judge is not sure)
def coverage(probabilities, sure=0.9):
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits, minlength=10)

# %% 7.1 wrong: 0.9 written in -> The bound is handed in, `sure`
# (the argument sure is ignored; hint: use the argument)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits[how_sure > 0.9], minlength=10)

# %% 7.1 wrong: unsure pictures become zeros -> Unsure ones count as 0: leave them out
# (multiplies by the mask in place of selecting, so every unsure picture counts as a 0)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1) * (how_sure > sure)
    return np.bincount(digits, minlength=10)

# %% 7.1 wrong: at least in place of above -> Above `sure`
# (>= : a picture with exactly 0.9 must not count; hint: "above this")
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits[how_sure >= sure], minlength=10)

# %% 7.1 wrong: axis 0 -> The largest of each picture is along axis 1: axis 0 goes over the
# (takes the most typical picture per digit, not the digit per picture; hint: along axis 1)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=0)
    digits = probabilities.argmax(axis=0)
    return np.bincount(digits[how_sure > sure], minlength=10)

# %% 7.1 wrong: shares in place of counts -> Those are shares
# (divides by the number of pictures; hint: how many, whole numbers)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits[how_sure > sure], minlength=10) / len(probabilities)

# %% 7.1 wrong: is there or not -> Each digit counts once
# (says whether a digit occurs, 0 or 1; equals the target on the example; hint: count)
def coverage(probabilities, sure=0.9):
    return (probabilities > sure).any(axis=0).astype(int)

# %% 7.1 wrong: returns the digits themselves -> That is one entry for each picture
# (forgets to count them; hint: bincount)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return digits[how_sure > sure]

# %% 7.1 wrong: counts of np.unique -> Digits that never occur are missing
# (only the digits that occur; hint: also those that never do)
def coverage(probabilities, sure=0.9):
    digits = probabilities.argmax(axis=1)[probabilities.max(axis=1) > sure]
    return np.unique(digits, return_counts=True)[1]

# %% 7.1 wrong: a plain list -> Almost
# (not an array: coverage(...).sum() fails in the next cell)
def coverage(probabilities, sure=0.9):
    counts = [0] * 10
    for row in probabilities:
        if row.max() > sure:
            counts[row.argmax()] += 1
    return counts

# %% 7.1 wrong: a dictionary
# (digit: count; hint: an array of shape (10,))
def coverage(probabilities, sure=0.9):
    from collections import Counter
    digits = probabilities.argmax(axis=1)[probabilities.max(axis=1) > sure]
    return dict(Counter(digits.tolist()))

# %% 7.1 wrong: histogram without range -> The bins reach from smallest to largest
# (ten bins between the smallest and the largest digit that occur; hint: one bin for each digit)
def coverage(probabilities, sure=0.9):
    digits = probabilities.argmax(axis=1)[probabilities.max(axis=1) > sure]
    return np.histogram(digits, bins=10)[0]

# %% 7.1 wrong: return inside the loop -> Only the first picture counts
# (stops after the first picture; hint: return once the loop is done)
def coverage(probabilities, sure=0.9):
    counts = np.zeros(10, dtype=int)
    for row in probabilities:
        if row.max() > sure:
            counts[row.argmax()] += 1
        return counts

# %% 7.1 wrong: fancy += counts once -> Each digit counts once
# (counts[digits] += 1 adds only one per digit; equals the target on the example)
def coverage(probabilities, sure=0.9):
    counts = np.zeros(10, dtype=int)
    digits = probabilities.argmax(axis=1)[probabilities.max(axis=1) > sure]
    counts[digits] += 1
    return counts

# %% 7.1 wrong: the notebook's array in place of the argument -> `judged_test` is a name of the notebook
# (uses judged_test; hint: work with the argument)
def coverage(probabilities, sure=0.9):
    how_sure = judged_test.max(axis=1)
    digits = judged_test.argmax(axis=1)
    return np.bincount(digits[how_sure > sure], minlength=10)

# %% 7.1 wrong: sums the probabilities -> Those are probabilities added up
# (adds up the sure probabilities, 0.955 rounded to 1; equals the target on the example, too small for many pictures)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    return np.round(probabilities[how_sure > sure].sum(axis=0)).astype(int)

# %% 7.1 wrong: prints in place of returning -> Does the function end with `return`
# (returns None; hint: return)
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    print(np.bincount(digits[how_sure > sure], minlength=10))

# %% 7.1 wrong: and in place of selecting -> ask one question of a whole array
# (Python's "and" on arrays: the truth value of an array is ambiguous)
def coverage(probabilities, sure=0.9):
    counts = []
    for digit in range(10):
        counts.append(np.sum((probabilities.argmax(axis=1) == digit) and (probabilities.max(axis=1) > sure)))
    return np.array(counts)

# %% 7.1 wrong: alters the caller's array -> Make new arrays (`y = x * 2`) rather than changing old ones (`x *=
# (the count is right, but the judge's answers are overwritten with zeros; hint: work on a copy)
def coverage(probabilities, sure=0.9):
    probabilities[probabilities <= sure] = 0
    return np.count_nonzero(probabilities, axis=0)

# %% 7.1 right: bincount of the sure ones
def coverage(probabilities, sure=0.9):
    how_sure = probabilities.max(axis=1)
    digits = probabilities.argmax(axis=1)
    return np.bincount(digits[how_sure > sure], minlength=10)

# %% 7.1 right: above sure, column by column
def coverage(probabilities, sure=0.9):
    return (probabilities > sure).sum(axis=0)

# %% 7.1 right: loop over rows
def coverage(probabilities, sure=0.9):
    counts = np.zeros(10, dtype=int)
    for row in probabilities:
        if max(row) > sure:
            counts[np.argmax(row)] += 1
    return counts

# %% 7.1 right: list comprehension over digits
def coverage(probabilities, sure=0.9):
    digits = np.argmax(probabilities, axis=1)
    is_sure = np.max(probabilities, axis=1) > sure
    return np.array([np.sum((digits == digit) & is_sure) for digit in range(10)])

# %% 7.1 right: one-hot rows added up
def coverage(probabilities, sure=0.9):
    sure_ones = probabilities[probabilities.max(axis=1) > sure]
    return np.eye(10, dtype=int)[sure_ones.argmax(axis=1)].sum(axis=0)

# %% 7.1 right: histogram with own edges
def coverage(probabilities, sure=0.9):
    digits = probabilities.argmax(axis=1)[probabilities.max(axis=1) > sure]
    counts, _ = np.histogram(digits, bins=np.arange(11))
    return counts

# %% 7.1 right: np.add.at, int32
def coverage(probabilities, sure=0.9):
    counts = np.zeros((10,), dtype=np.int32)
    sure_ones = np.where(probabilities.max(axis=-1) > sure)[0]
    np.add.at(counts, probabilities[sure_ones].argmax(axis=-1), 1)
    return counts

# %% 7.1 right: weights of bincount
def coverage(probabilities, sure=0.9):
    weights = (probabilities.max(axis=1) > sure).astype(int)
    return np.bincount(probabilities.argmax(axis=1), weights=weights, minlength=10).astype(int)

# %% 7.2 before
from keras import ops

sp = ops.softplus
bce = keras.losses.BinaryCrossentropy()
nothing_known = ops.zeros((4, 1))


def D(real_scores, fake_scores):
    return ops.mean(sp(-real_scores)) + ops.mean(sp(fake_scores))


def GEN(fake_scores):
    return ops.mean(sp(-fake_scores))

# %% 7.2 wrong: sums over sizes -> len(...)
# in training the number of pictures is open, and the next cells of the lesson stop
discriminator_loss = lambda r, f: ops.sum(sp(-r)) / r.shape[0] + ops.sum(sp(f)) / ops.cast(ops.shape(f)[0], "float32")
generator_loss = lambda f: ops.sum(sp(-f)) / len(f)

# %% 7.2 wrong: BinaryCrossentropy() of scores, generator -> A score is no probability
# from_logits forgotten
discriminator_loss = D
generator_loss = lambda f: bce(ops.ones_like(f), f)

# %% 7.2 wrong: stop_gradient inside -> The number is right and teaches nothing
# in generator_loss the scores are stopped
discriminator_loss = D
generator_loss = lambda f: GEN(ops.stop_gradient(f))

# %% 7.2 wrong: generator, minus the inspector's loss -> The forger's loss is not minus the inspector's
# zero sum
discriminator_loss = D
generator_loss = lambda f: -D(f, f)

# %% 7.2 wrong: first picture only -> Only the first picture counts
# scores[0]
discriminator_loss = lambda r, f: sp(-r[0, 0]) + sp(f[0, 0])
generator_loss = lambda f: sp(-f[0, 0])

# %% 7.2 wrong: relu for softplus -> That is the hinge loss, with a corner
# hinge
discriminator_loss = lambda r, f: ops.mean(ops.relu(1 - r)) + ops.mean(ops.relu(1 + f))
generator_loss = GEN

# %% 7.2 right: log_sigmoid
discriminator_loss = lambda r, f: -ops.mean(ops.log_sigmoid(r)) - ops.mean(ops.log_sigmoid(-f))
generator_loss = lambda f: -ops.mean(ops.log_sigmoid(f))

# %% 7.2 right: logaddexp
discriminator_loss = lambda r, f: ops.mean(ops.logaddexp(0.0, -r)) + ops.mean(ops.logaddexp(0.0, f))
generator_loss = lambda f: ops.mean(ops.logaddexp(0.0, -f))

# %% 7.2 right: generator_loss in the discriminator's
discriminator_loss = lambda r, f: GEN(r) + GEN(-f)
generator_loss = GEN

# %% 7.2 wrong: signs the other way round -> Real and forged are swapped
# (real wants low, forged high; the same at score 0; hint: which score should a real picture have?)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(real_scores)) + keras.ops.mean(keras.ops.softplus(-fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: generator with label 0 -> That is small where forgeries are found out
# (the forger is rewarded for being caught; the same at score 0; hint: the lie is label 1)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(fake_scores))

# %% 7.2 wrong: minimax generator loss of the first paper -> So a forger always caught gets hardly any gradient
# (ln(1 - p) to be minimised; from another book; hint: the mean of -ln p)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return -keras.ops.mean(keras.ops.softplus(fake_scores))

# %% 7.2 wrong: log of the sigmoid -> By way of e^x or the sigmoid it is not safe
# (infinite at 1000 or -1000; hint: softplus)
def discriminator_loss(real_scores, fake_scores):
    p_real = keras.ops.sigmoid(real_scores)
    p_fake = keras.ops.sigmoid(fake_scores)
    return keras.ops.mean(-keras.ops.log(p_real)) + keras.ops.mean(-keras.ops.log(1 - p_fake))


def generator_loss(fake_scores):
    return keras.ops.mean(-keras.ops.log(keras.ops.sigmoid(fake_scores)))

# %% 7.2 wrong: log of the sigmoid with a small number added -> Nothing is cut off or added
# (no infinity, but 16 in place of 1000, and no gradient there; hint: softplus)
def discriminator_loss(real_scores, fake_scores):
    p_real = keras.ops.sigmoid(real_scores)
    p_fake = keras.ops.sigmoid(fake_scores)
    return -keras.ops.mean(keras.ops.log(p_real + 1e-7)) - keras.ops.mean(keras.ops.log(1 - p_fake + 1e-7))


def generator_loss(fake_scores):
    return -keras.ops.mean(keras.ops.log(keras.ops.sigmoid(fake_scores) + 1e-7))

# %% 7.2 wrong: softplus written out -> By way of e^x or the sigmoid it is not safe
# (log(1 + exp(x)) overflows at 1000; hint: keras.ops.softplus computes it safely)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.log(1 + keras.ops.exp(-real_scores))) + keras.ops.mean(keras.ops.log(1 + keras.ops.exp(fake_scores)))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.log(1 + keras.ops.exp(-fake_scores)))

# %% 7.2 wrong: sums in place of means -> The mean of each, not the sum
# (hint: the mean over the pictures)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.sum(keras.ops.softplus(-real_scores)) + keras.ops.sum(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.sum(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: half of the sum -> That is half of what is right
# (divides by 2 as many tutorials do; hint: the mean plus the mean)
def discriminator_loss(real_scores, fake_scores):
    return 0.5 * (keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores)))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: twice the mean of all together -> Real and forged are not always equally many
# (right for equally many only; hint: two means, each by itself)
def discriminator_loss(real_scores, fake_scores):
    together = keras.ops.concatenate([-real_scores, fake_scores], axis=0)
    return 2 * keras.ops.mean(keras.ops.softplus(together))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: mean of the sum row by row -> Real and forged are not always equally many
# (needs equally many rows; hint: not always equally many)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores) + keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: mean first, softplus then -> That is the loss of the mean score
# (the loss of the mean score; the same at score 0; hint: softplus of each, then the mean)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.softplus(keras.ops.mean(-real_scores)) + keras.ops.softplus(keras.ops.mean(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.softplus(keras.ops.mean(-fake_scores))

# %% 7.2 wrong: NumPy -> The number is right and teaches nothing
# (right numbers, but no gradient finds its way back; hint: keras.ops in place of np)
def discriminator_loss(real_scores, fake_scores):
    real_scores = keras.ops.convert_to_numpy(real_scores)
    fake_scores = keras.ops.convert_to_numpy(fake_scores)
    return np.mean(np.logaddexp(0, -real_scores)) + np.mean(np.logaddexp(0, fake_scores))


def generator_loss(fake_scores):
    return np.mean(np.logaddexp(0, -keras.ops.convert_to_numpy(fake_scores)))

# %% 7.2 wrong: float at the end -> The number is right and teaches nothing
# ("returns one number" read as a Python number: cuts the gradient; hint: leave it a tensor)
def discriminator_loss(real_scores, fake_scores):
    return float(keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores)))


def generator_loss(fake_scores):
    return float(keras.ops.mean(keras.ops.softplus(-fake_scores)))

# %% 7.2 wrong: cross-entropy without from_logits -> A score is no probability
# (takes the scores for probabilities; hint: from_logits=True)
def discriminator_loss(real_scores, fake_scores):
    bce = keras.losses.BinaryCrossentropy()
    return bce(keras.ops.ones_like(real_scores), real_scores) + bce(keras.ops.zeros_like(fake_scores), fake_scores)


def generator_loss(fake_scores):
    bce = keras.losses.BinaryCrossentropy()
    return bce(keras.ops.ones_like(fake_scores), fake_scores)

# %% 7.2 wrong: cross-entropy of each picture -> One number for all together is asked for
# (the function gives one loss per picture, the mean is missing; hint: one number)
def discriminator_loss(real_scores, fake_scores):
    real_loss = keras.losses.binary_crossentropy(keras.ops.ones_like(real_scores), real_scores, from_logits=True)
    fake_loss = keras.losses.binary_crossentropy(keras.ops.zeros_like(fake_scores), fake_scores, from_logits=True)
    return keras.ops.mean(real_loss) + keras.ops.mean(fake_loss)


def generator_loss(fake_scores):
    return keras.losses.binary_crossentropy(keras.ops.ones_like(fake_scores), fake_scores, from_logits=True)

# %% 7.2 wrong: labels smoothed -> The label of real is 1 here, not 0.9
# (real gets label 0.9, a trick from another book; hint: label 1 for real)
def discriminator_loss(real_scores, fake_scores):
    bce = keras.losses.BinaryCrossentropy(from_logits=True)
    return bce(0.9 * keras.ops.ones_like(real_scores), real_scores) + bce(keras.ops.zeros_like(fake_scores), fake_scores)


def generator_loss(fake_scores):
    bce = keras.losses.BinaryCrossentropy(from_logits=True)
    return bce(keras.ops.ones_like(fake_scores), fake_scores)

# %% 7.2 wrong: the critic of a Wasserstein GAN -> Those are bare scores
# (differences of mean scores; hint: the cross-entropies)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(fake_scores) - keras.ops.mean(real_scores)


def generator_loss(fake_scores):
    return -keras.ops.mean(fake_scores)

# %% 7.2 wrong: only the forged ones -> The real pictures are missing
# (forgot the real ones in the discriminator's loss)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: generator wants the opposite of the inspector -> The forger's loss is not minus the inspector's
# (minus the discriminator's forged part with real part missing: zero-sum game; hint: -ln p)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return -discriminator_loss(fake_scores, fake_scores)

# %% 7.2 wrong: mean over axis 1 -> Real and forged are not always equally many
# (one loss per picture; fails at more than one; hint: over the pictures)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores), axis=1) + keras.ops.mean(keras.ops.softplus(fake_scores), axis=1)


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores), axis=1)

# %% 7.2 wrong: the mean over the forged ones missing -> One number for all together is asked for
# (the mean over the forged ones is forgotten: one number per picture; hint: one number)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.softplus(fake_scores)


def generator_loss(fake_scores):
    return keras.ops.softplus(-fake_scores)

# %% 7.2 wrong: scores clipped -> Nothing is cut off or added
# (limits the scores to 30 "for safety": the loss at 1000 is 30, and no gradient there)
def discriminator_loss(real_scores, fake_scores):
    real_scores = keras.ops.clip(real_scores, -30.0, 30.0)
    fake_scores = keras.ops.clip(fake_scores, -30.0, 30.0)
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-keras.ops.clip(fake_scores, -30.0, 30.0)))

# %% 7.2 wrong: log base 2 -> The logarithm is the natural one, not that to the base
# (divides by ln 2: 2 and 1 in place of 1.386 and 0.693; hint: natural logarithm)
def discriminator_loss(real_scores, fake_scores):
    return (keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))) / np.log(2)


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores)) / np.log(2)

# %% 7.2 wrong: the prediction written in -> `real_scores` is handed in and not used
# (returns the numbers of the target; hint: compute them from the scores)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.convert_to_tensor(1.386)


def generator_loss(fake_scores):
    return keras.ops.convert_to_tensor(0.693)

# %% 7.2 wrong: generator's last line has no return -> Does the function end with `return`
# (returns None)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    loss = keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 wrong: a global of the notebook -> `fake_scores` is handed in and not used
# (uses nothing_known, the example, in the generator's loss)
def discriminator_loss(real_scores, fake_scores):
    return keras.ops.mean(keras.ops.softplus(-real_scores)) + keras.ops.mean(keras.ops.softplus(fake_scores))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-nothing_known))

# %% 7.2 right: softplus
def discriminator_loss(real_scores, fake_scores):
    for_real = keras.ops.mean(keras.ops.softplus(-real_scores))
    for_fake = keras.ops.mean(keras.ops.softplus(fake_scores))
    return for_real + for_fake


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.softplus(-fake_scores))

# %% 7.2 right: BinaryCrossentropy from logits
def discriminator_loss(real_scores, fake_scores):
    cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
    real_loss = cross_entropy(keras.ops.ones_like(real_scores), real_scores)
    fake_loss = cross_entropy(keras.ops.zeros_like(fake_scores), fake_scores)
    return real_loss + fake_loss


def generator_loss(fake_scores):
    cross_entropy = keras.losses.BinaryCrossentropy(from_logits=True)
    return cross_entropy(keras.ops.ones_like(fake_scores), fake_scores)

# %% 7.2 right: minus log_sigmoid
def discriminator_loss(real_scores, fake_scores):
    return -keras.ops.mean(keras.ops.log_sigmoid(real_scores)) - keras.ops.mean(keras.ops.log_sigmoid(-fake_scores))


def generator_loss(fake_scores):
    return -keras.ops.mean(keras.ops.log_sigmoid(fake_scores))

# %% 7.2 right: the generator's loss used in the discriminator's
def generator_loss(fake_scores):
    return keras.ops.mean(keras.activations.softplus(-fake_scores))


def discriminator_loss(real_scores, fake_scores):
    return generator_loss(real_scores) + generator_loss(-fake_scores)

# %% 7.2 right: lambdas and one element of the mean over axis 0
discriminator_loss = lambda real_scores, fake_scores: (
    keras.ops.mean(keras.ops.softplus(-real_scores), axis=0)[0] + keras.ops.mean(keras.ops.softplus(fake_scores), axis=0)[0]
)
generator_loss = lambda fake_scores: keras.ops.mean(keras.ops.softplus(-fake_scores), axis=0)[0]

# %% 7.2 right: ops.binary_crossentropy with labels
def discriminator_loss(real_scores, fake_scores):
    real_part = keras.ops.binary_crossentropy(keras.ops.ones_like(real_scores), real_scores, from_logits=True)
    fake_part = keras.ops.binary_crossentropy(keras.ops.zeros_like(fake_scores), fake_scores, from_logits=True)
    return keras.ops.add(keras.ops.mean(real_part), keras.ops.mean(fake_part))


def generator_loss(fake_scores):
    return keras.ops.mean(keras.ops.binary_crossentropy(keras.ops.ones_like(fake_scores), fake_scores, from_logits=True))

# %% 7.3 before
from keras import ops


def frozen(network, inputs):
    weights = [keras.ops.stop_gradient(weight) for weight in network.trainable_variables]
    outputs, _ = network.stateless_call(weights, network.non_trainable_variables, inputs, training=True)
    return outputs


D, GEN, fz = discriminator_loss, generator_loss, frozen
tiny_forger = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, kernel_initializer="ones")])
tiny_inspector = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="ones")])

# %% 7.3 wrong: stop_gradient round the scores of the forgeries -> It learns from both
# the gradient must not go through the forgeries' scores
def scores_stopped(g, d, real, noise):
    fake = g(noise, training=True)
    return D(d(real, training=True), ops.stop_gradient(d(fake, training=True))), GEN(fz(d, fake))
gan_losses = scores_stopped

# %% 7.3 wrong: real pictures asked of the frozen inspector -> It learns from both
# frozen for the real ones
def real_frozen(g, d, real, noise):
    fake = g(noise, training=True)
    return D(fz(d, real), d(ops.stop_gradient(fake), training=True)), GEN(fz(d, fake))
gan_losses = real_frozen

# %% 7.3 wrong: draws its own noise -> Use `noise` as it comes
# noise = keras.random.normal(...)
def own_noise(g, d, real, noise):
    fake = g(keras.random.normal(ops.shape(noise), seed=3), training=True)
    return D(d(real, training=True), d(ops.stop_gradient(fake), training=True)), GEN(fz(d, fake))
gan_losses = own_noise

# %% 7.3 wrong: trainable switched off and on -> In the generator's loss the scores come from frozen(discriminator
# discriminator.trainable = False, as in old Keras GANs
def toggled(g, d, real, noise):
    fake = g(noise, training=True)
    dl = D(d(real, training=True), d(ops.stop_gradient(fake), training=True))
    d.trainable = False; gl = GEN(d(fake, training=True)); d.trainable = True
    return dl, gl
gan_losses = toggled

# %% 7.3 wrong: generator frozen for both -> Its way back goes through forged
# fake = frozen(generator, noise)
def frozen_generator(g, d, real, noise):
    fake = fz(g, noise)
    return D(d(real, training=True), d(fake, training=True)), GEN(fz(d, fake))
gan_losses = frozen_generator

# %% 7.3 right: forged twice from the same noise
# frozen copies by hand
def forged_twice(g, d, real, noise):
    fake = g(noise, training=True); other = g(noise, training=True)
    return D(d(real, training=True), d(ops.stop_gradient(fake), training=True)), GEN(fz(d, other))
gan_losses = forged_twice

# %% 7.3 right: own stateless call, a list
def own_freeze(g, d, real, noise):
    fake = g(noise, training=True)
    s, _ = d.stateless_call([ops.stop_gradient(v) for v in d.trainable_variables], [v.value for v in d.non_trainable_variables], fake, training=True)
    return [D(d(real, training=True), d(ops.stop_gradient(fake), training=True)), GEN(s)]
gan_losses = own_freeze

# %% 7.3 right: BinaryCrossentropy, no helper losses
def with_bce(g, d, real, noise):
    b = keras.losses.BinaryCrossentropy(from_logits=True); fake = g(noise, training=True)
    r, f, s = d(real, training=True), d(ops.stop_gradient(fake), training=True), fz(d, fake)
    return b(ops.ones_like(r), r) + b(ops.zeros_like(f), f), b(ops.ones_like(s), s)
gan_losses = with_bce

# %% 7.3 right: named arguments
def tape_free(g, d, real, noise):
    fake = g(noise, training=True)
    return np.array([0]) if False else (D(real_scores=d(real, training=True), forged_scores=d(ops.stop_gradient(fake), training=True)), GEN(forged_scores=fz(network=d, inputs=fake)))
gan_losses = tape_free

# %% 7.3 wrong: no stop_gradient -> In the discriminator's loss, hand over
# (the inspector's loss moves the forger too; hint: the forgeries in the inspector's loss behind a stop_gradient)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    of_discriminator = discriminator_loss(discriminator(real, training=True), discriminator(fake, training=True))
    of_generator = generator_loss(frozen(discriminator, fake))
    return of_discriminator, of_generator

# %% 7.3 wrong: inspector not frozen -> In the generator's loss the scores come from frozen(discriminator
# (the generator's loss moves the inspector; hint: frozen)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(discriminator(fake, training=True))

# %% 7.3 wrong: stop_gradient in the generator's loss too -> Its way back goes through forged
# (nothing moves the forger; hint: fake itself is the way back)
def gan_losses(generator, discriminator, real, noise):
    fake = keras.ops.stop_gradient(generator(noise, training=True))
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(fake, training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: frozen everywhere -> In its own loss the discriminator is asked as it is, not
# (the inspector never learns; hint: only for the generator's loss)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = frozen(discriminator, real)
    fake_scores = frozen(discriminator, keras.ops.stop_gradient(fake))
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: the same scores for both losses -> In the generator's loss the scores come from frozen(discriminator
# (asks the inspector about the forgeries once; the forger gets no gradient and the inspector is pulled both ways)
def gan_losses(generator, discriminator, real, noise):
    fake = keras.ops.stop_gradient(generator(noise, training=True))
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(fake, training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(fake_scores)

# %% 7.3 wrong: frozen in the inspector's loss, the free one in the generator's -> In the discriminator's loss, hand over
# (mixed up the two calls: each loss moves the wrong network)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = frozen(discriminator, fake)
    of_generator = generator_loss(discriminator(keras.ops.stop_gradient(fake), training=True))
    return discriminator_loss(real_scores, fake_scores), of_generator

# %% 7.3 wrong: losses in the other order -> The order is wrong
# (generator's first; hint: the discriminator's loss, the generator's loss)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return generator_loss(frozen(discriminator, fake)), discriminator_loss(real_scores, fake_scores)

# %% 7.3 wrong: returns the sum -> Return them all, separated by commas, in this order
# ("we shall hand it the sum of the two" read as the answer; hint: both, apart)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores) + generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: without training=True -> generator(..., training=True)
# (batch normalisation behaves as in predict, dropout is off)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise)
    real_scores = discriminator(real)
    fake_scores = discriminator(keras.ops.stop_gradient(fake))
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: training=True only for the generator -> discriminator(..., training=True)
# (the inspector is asked as in predict; hint: all networks as in training)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real)
    fake_scores = discriminator(keras.ops.stop_gradient(fake))
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: generator without training=True -> generator(..., training=True)
# (the forger's batch normalisation behaves as in predict)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: only the real pictures asked without training -> discriminator(..., training=True)
# (one of the three calls lacks training=True)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: training=False for the inspector's forgeries -> discriminator(..., training=True)
# (thought that forgeries must not train it)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=False)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 right: forges twice, of the same noise
# (the same forgeries: what each loss is and whom it moves stays the same)
def gan_losses(generator, discriminator, real, noise):
    fake = keras.ops.stop_gradient(generator(noise, training=True))
    of_discriminator = discriminator_loss(discriminator(real, training=True), discriminator(fake, training=True))
    of_generator = generator_loss(frozen(discriminator, generator(noise, training=True)))
    return of_discriminator, of_generator

# %% 7.3 wrong: real and forged in one call -> Ask twice
# (one batch of both: batch normalisation mixes them; hint: each by itself)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    both = keras.ops.concatenate([real, keras.ops.stop_gradient(fake)], axis=0)
    scores = discriminator(both, training=True)
    n = real.shape[0]
    return discriminator_loss(scores[:n], scores[n:]), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: predict -> predict gives plain numbers
# (generator.predict gives NumPy: no way back; hint: call it like a function)
def gan_losses(generator, discriminator, real, noise):
    fake = generator.predict(noise, verbose=0)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(fake, training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: own noise -> Use `noise` as it comes
# (draws its own noise in place of the argument)
def gan_losses(generator, discriminator, real, noise):
    noise = keras.random.normal(keras.ops.shape(noise))
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: trainable = False -> That freezes it for its own loss too
# (lesson 6's way: the inspector stands still in its own loss too)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    discriminator.trainable = False
    of_generator = generator_loss(discriminator(fake, training=True))
    return discriminator_loss(real_scores, fake_scores), of_generator

# %% 7.3 wrong: trainable off and on again -> In the generator's loss the scores come from frozen(discriminator
# (switches back, but the gradient is taken afterwards: the inspector moves by both losses)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    discriminator.trainable = False
    of_generator = generator_loss(discriminator(fake, training=True))
    discriminator.trainable = True
    return discriminator_loss(real_scores, fake_scores), of_generator

# %% 7.3 wrong: stop_gradient on the scores -> It learns from both
# (the inspector learns nothing from forgeries; hint: on the forgeries)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = keras.ops.stop_gradient(discriminator(fake, training=True))
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: stop_gradient on the real pictures -> In the discriminator's loss, hand over
# (the wrong one of the two; hint: which pictures does the generator make?)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(keras.ops.stop_gradient(real), training=True)
    fake_scores = discriminator(fake, training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: frozen generator -> In the generator's loss the scores come from frozen(discriminator
# (freezes the forger in place of the inspector)
def gan_losses(generator, discriminator, real, noise):
    fake = frozen(generator, noise)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(fake, training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(discriminator(fake, training=True))

# %% 7.3 wrong: real and forged scores swapped -> Real and forged are swapped in the discriminator's
# (arguments of discriminator_loss in the other order; the same on the example)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(fake_scores, real_scores), generator_loss(frozen(discriminator, fake))

# %% 7.3 wrong: generator's loss from the real pictures -> The generator is judged by its forgeries alone
# (frozen asked about real; the forger gets no gradient)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, real))

# %% 7.3 wrong: numbers in place of tensors -> The number is right and teaches nothing
# (float() cuts all gradients)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return float(discriminator_loss(real_scores, fake_scores)), float(generator_loss(frozen(discriminator, fake)))

# %% 7.3 wrong: the tiny networks of the example -> `generator` is handed in and not used
# (uses tiny_forger and tiny_inspector in place of the arguments)
def gan_losses(generator, discriminator, real, noise):
    fake = tiny_forger(noise, training=True)
    real_scores = tiny_inspector(real, training=True)
    fake_scores = tiny_inspector(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(tiny_inspector, fake))

# %% 7.3 wrong: noise to the inspector -> The inspector is asked about pictures, real or forged
# (forgets the generator in the generator's loss: frozen(discriminator, noise))
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return discriminator_loss(real_scores, fake_scores), generator_loss(frozen(discriminator, noise))

# %% 7.3 wrong: a dictionary -> Return them all, separated by commas, in this order
# (two named losses; unpacking gives the names)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    return {"discriminator": discriminator_loss(real_scores, fake_scores), "generator": generator_loss(frozen(discriminator, fake))}

# %% 7.3 wrong: a probability in place of a score -> The losses take scores
# (sigmoid before the loss, which expects scores)
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    p_real = keras.ops.sigmoid(discriminator(real, training=True))
    p_fake = keras.ops.sigmoid(discriminator(keras.ops.stop_gradient(fake), training=True))
    return discriminator_loss(p_real, p_fake), generator_loss(keras.ops.sigmoid(frozen(discriminator, fake)))

# %% 7.3 right: as in the text
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    real_scores = discriminator(real, training=True)
    fake_scores = discriminator(keras.ops.stop_gradient(fake), training=True)
    scores_for_generator = frozen(discriminator, fake)
    return discriminator_loss(real_scores, fake_scores), generator_loss(scores_for_generator)

# %% 7.3 right: comprehension, a list returned
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    scores = [discriminator(pictures, training=True) for pictures in (real, keras.ops.stop_gradient(fake))]
    return [discriminator_loss(*scores), generator_loss(frozen(discriminator, fake))]

# %% 7.3 right: losses written out with softplus
def gan_losses(generator, discriminator, real, noise):
    ops = keras.ops
    forged = generator(noise, training=True)
    advice = frozen(discriminator, forged)
    seen_real = discriminator(real, training=True)
    seen_forged = discriminator(ops.stop_gradient(forged), training=True)
    inspector_pays = ops.mean(ops.softplus(-seen_real)) + ops.mean(ops.softplus(seen_forged))
    forger_pays = ops.mean(ops.softplus(-advice))
    return inspector_pays, forger_pays

# %% 7.3 right: own freezing with stateless_call
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)
    fixed = [keras.ops.stop_gradient(v) for v in discriminator.trainable_variables]
    lie, _ = discriminator.stateless_call(fixed, discriminator.non_trainable_variables, fake, training=True)
    d_loss = discriminator_loss(discriminator(real, training=True), discriminator(keras.ops.stop_gradient(fake), training=True))
    return d_loss, generator_loss(lie)

# %% 7.3 right: two inner functions
def gan_losses(generator, discriminator, real, noise):
    fake = generator(noise, training=True)

    def inspector_pays():
        wall = keras.ops.stop_gradient(fake)
        return discriminator_loss(real_scores=discriminator(real, training=True), forged_scores=discriminator(wall, training=True))

    def forger_pays():
        return generator_loss(forged_scores=frozen(network=discriminator, inputs=fake))

    return inspector_pays(), forger_pays()

# %% 7.3 right: a namedtuple
def gan_losses(generator, discriminator, real, noise):
    from collections import namedtuple
    Losses = namedtuple("Losses", ["discriminator", "generator"])
    fake = generator(noise, training=True)
    return Losses(
        discriminator_loss(discriminator(real, training=True), discriminator(keras.ops.stop_gradient(fake), training=True)),
        generator_loss(frozen(discriminator, fake)),
    )

# %% 7.4 before
from keras import layers, ops

BN, R = lambda: layers.BatchNormalization(momentum=0.9), layers.Rescaling

# %% 7.4 wrong: tanh twice -> tanh is not asked for behind tanh, after Conv2DTranspose(1)
# activation='tanh' and Activation('tanh'): reaches 0.76
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(n, end=[layers.Activation("tanh")])

# %% 7.4 wrong: use_bias=False (DCGAN tutorial) -> use_bias is False; asked for is True
# batch normalisation has its own
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(n, bias=False)

# %% 7.4 wrong: the same model each time -> Make the model and all its layers inside the function
# made once and kept
made = {}


def build_generator(n):
    if n not in made:
        made[n] = keras.Sequential([
            keras.Input((n,)), layers.Dense(128), BN(), layers.ReLU(),
            layers.Dense(3136), layers.Reshape((7, 7, 64)), BN(), layers.ReLU(),
            layers.Conv2DTranspose(32, 4, strides=2, padding="same"), BN(), layers.ReLU(),
            layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
        ])
    return made[n]

# %% 7.4 wrong: 32 written in for the noise -> `n_noise` is handed in
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(32)

# %% 7.4 wrong: pixels from 0 to 255 -> Rescaling is not asked for behind tanh, after
# Rescaling(127.5, offset=127.5) at the end
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(n, end=[R(127.5, offset=127.5)])

# %% 7.4 wrong: hard tanh by clipping -> Which values can they have?
# no activation, ReLU(max_value=1) at the end
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(n, act=None, end=[layers.ReLU(max_value=1.0)])

# %% 7.4 right: each part a Sequential
def nested_gen(n):
    block = lambda *p: keras.Sequential([*p, BN(), layers.ReLU()])
    return keras.Sequential([keras.Input((n,)), block(layers.Dense(128)), block(layers.Dense(3136), layers.Reshape((7, 7, 64))),
        block(layers.Conv2DTranspose(32, 4, strides=2, padding="same")), layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")])
build_generator = nested_gen

# %% 7.4 right: one ReLU object used three times
# it has no weights
def fgen(n, relu, tanh):
    i = keras.Input((n,)); x = relu(BN()(layers.Dense(128)(i)))
    x = relu(BN()(layers.Reshape((7, 7, 64))(layers.Dense(3136)(x))))
    x = relu(BN()(layers.Conv2DTranspose(32, 4, strides=2, padding="same")(x)))
    return keras.Model(i, tanh(layers.Conv2DTranspose(1, 4, strides=2, padding="same")(x)))
build_generator = lambda n: fgen(n, layers.ReLU(), layers.Activation("tanh"))

# %% 7.4 right: keras.ops.tanh at the end
def fgen(n, relu, tanh):
    i = keras.Input((n,)); x = relu(BN()(layers.Dense(128)(i)))
    x = relu(BN()(layers.Reshape((7, 7, 64))(layers.Dense(3136)(x))))
    x = relu(BN()(layers.Conv2DTranspose(32, 4, strides=2, padding="same")(x)))
    return keras.Model(i, tanh(layers.Conv2DTranspose(1, 4, strides=2, padding="same")(x)))
build_generator = lambda n: fgen(n, lambda x: layers.ReLU()(x), ops.tanh)

# %% 7.4 right: keras.activations.relu and tanh
def fgen(n, relu, tanh):
    i = keras.Input((n,)); x = relu(BN()(layers.Dense(128)(i)))
    x = relu(BN()(layers.Reshape((7, 7, 64))(layers.Dense(3136)(x))))
    x = relu(BN()(layers.Conv2DTranspose(32, 4, strides=2, padding="same")(x)))
    return keras.Model(i, tanh(layers.Conv2DTranspose(1, 4, strides=2, padding="same")(x)))
build_generator = lambda n: fgen(n, keras.activations.relu, keras.activations.tanh)

# %% 7.4 right: activation=keras.ops.tanh
def gen(n, end=(), bias=True, plan=(7, 7, 64), late=False, act="tanh", relu=None, norm=BN, kernel=4, extra=()):
    relu = relu or layers.ReLU
    two = (lambda: [relu(), norm()]) if late else (lambda: [norm(), relu()])
    return keras.Sequential([keras.Input((n,)), layers.Dense(128, use_bias=bias), *two(), *extra, layers.Dense(3136, use_bias=bias), layers.Reshape(plan), *two(),
        layers.Conv2DTranspose(32, kernel, strides=2, padding="same", use_bias=bias), *two(),
        layers.Conv2DTranspose(1, kernel, strides=2, padding="same", activation=act, use_bias=bias), *end])
build_generator = lambda n: gen(n, act=ops.tanh)

# %% 7.4 wrong: sigmoid at the end -> sigmoid stands behind Conv2DTranspose(1), where tanh is asked
# (pictures from 0 to 1; hint: tanh, -1 to 1)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="sigmoid"),
    ])

# %% 7.4 wrong: no tanh -> tanh is missing behind Conv2DTranspose(1)
# (any numbers in place of -1 to 1)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])

# %% 7.4 wrong: 32 written in -> `n_noise` is handed in
# (the example's number in place of n_noise)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(32,)),
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: kernel 3 -> kernel size is 3; asked for is 4
# (the size of lesson 4 in place of 4)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 3, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 3, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: padding forgotten -> padding="same" in both Conv2DTranspose
# (valid: 16 x 16 and 34 x 34)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, activation="tanh"),
    ])

# %% 7.4 wrong: strides forgotten -> strides=2 in both doubles the size
# (the maps stay 7 x 7)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: Conv2D in place of Conv2DTranspose -> where Conv2DTranspose(32) is asked for
# (halves in place of doubling)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2D(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: no batch normalisation -> BatchNormalization is missing behind Dense(128)
# (left out everywhere)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: first batch normalisation forgotten -> BatchNormalization is missing behind Dense(128)
# (Dense(128) without it)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: batch normalisation before Reshape -> The order: Reshape stands behind BatchNormalization, after
# (on 3136 numbers in place of 64 maps; the order of the table)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: ReLU before batch normalisation -> The order: ReLU stands behind Dense(128), where
# (the two swapped in each row)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.ReLU(),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.ReLU(),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.ReLU(),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: activation in Dense -> The order: ReLU stands behind Dense(128); it belongs
# (relu inside Dense(128), so it comes before the batch normalisation)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: leaky ReLU -> LeakyReLU stands behind BatchNormalization, after Dense(128), where
# (the discriminator's activation in the generator)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: no ReLU after the plan -> What can two layers do that one cannot?
# (the first ReLU forgotten)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: batch normalisation and ReLU at the end too -> BatchNormalization, ReLU are not asked for behind tanh, after
# (closes the last row like the others: nothing below 0)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
    ])

# %% 7.4 wrong: batch normalisation before the tanh -> BatchNormalization is not asked for behind Conv2DTranspose(1)
# (the last row has none; hint: its tanh is the picture)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Activation("tanh"),
    ])

# %% 7.4 wrong: 64 filters -> filters is 64; asked for is 32
# (twice as many as in the table)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(64, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: Dense(7 * 7) too small -> The dense layer before Reshape gives as many numbers as 7 x 7 maps
# (Reshape does not fit; a Keras error)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: Reshape with the maps first -> shape is 64x7x7; asked for is 7x7x64
# ((64, 7, 7): the channels come last)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((64, 7, 7)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: three colours -> filters is 3; asked for is 1
# (a coloured picture, 28 x 28 x 3)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(3, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: Dense(100) -> neurons is 100; asked for is 128
# (the usual 100 of other books in place of 128)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(100),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: not returned -> Does the function end with `return`
# (the model is made and dropped)
def build_generator(n_noise):
    model = keras.Sequential([
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: strides 4 at once -> Conv2DTranspose(32), BatchNormalization, ReLU are missing
# (one layer from 7 to 28: the middle layer missing)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=4, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: input shape without the dimension -> A shape is a tuple, also with a single number
# (shape=() and the noise as a scalar: a Keras error)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=n_noise),
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: input with the batch -> Begin with keras.Input as in the table
# ((None, n_noise): an extra axis)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(None, n_noise)),
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: class in place of a layer -> In a Sequential stand layers, each made with brackets
# (BatchNormalization without brackets: not a layer; a Keras error)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization,
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization,
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization,
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: layers not in a list -> The layers of a Sequential stand in one list, in square
# (Sequential takes one list; a TypeError)
def build_generator(n_noise):
    return keras.Sequential(
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    )

# %% 7.4 wrong: a dropout added -> Dropout is not asked for behind ReLU, after
# (a layer that the table does not have)
def build_generator(n_noise):
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
        keras.layers.Dropout(0.4),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: resized in place of transposed -> UpSampling2D, Conv2D(32) stand
# (UpSampling2D and Conv2D: the same shapes, other layers)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.UpSampling2D(2),
        keras.layers.Conv2D(32, 4, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.UpSampling2D(2),
        keras.layers.Conv2D(1, 4, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: always the same model -> Make the model and all its layers inside the function
# (made once outside; hint: new each time)
the_generator = keras.Sequential([
    keras.Input(shape=(32,)),
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
    keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
])


def build_generator(n_noise):
    return the_generator

# %% 7.4 wrong: kept in a cache -> Make the model and all its layers inside the function
# (lru_cache gives the same model for the same n_noise; hint: new each time)
from functools import lru_cache


@lru_cache
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: layers made once -> Make the model and all its layers inside the function
# (a new Sequential each time, but of the same layers: the weights are shared)
middle = [
    keras.layers.Dense(128), keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU(),
    keras.layers.Dense(7 * 7 * 64), keras.layers.Reshape((7, 7, 64)), keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU(),
    keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"), keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU(),
    keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
]


def build_generator(n_noise):
    return keras.Sequential([keras.Input(shape=(n_noise,))] + middle)

# %% 7.4 wrong: one normalisation and one ReLU used thrice -> Is one layer used in two places? Make a new BatchNormalization() for
# (the same layer object in several places: batch normalisation built for 128 cannot take 64; a Keras error)
def build_generator(n_noise):
    norm, relu = keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU()
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128), norm, relu,
        keras.layers.Dense(7 * 7 * 64), keras.layers.Reshape((7, 7, 64)), norm, relu,
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"), norm, relu,
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 right: the generator in one Sequential
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 right: functional
def build_generator(n_noise):
    L = keras.layers
    noise_in = L.Input((n_noise,), name="noise")
    x = L.ReLU()(L.BatchNormalization()(L.Dense(128)(noise_in)))
    x = L.Dense(3136)(x)
    x = L.Reshape(target_shape=[7, 7, 64])(x)
    x = L.ReLU()(L.BatchNormalization()(x))
    x = L.Conv2DTranspose(filters=32, kernel_size=(4, 4), strides=(2, 2), padding="same")(x)
    x = L.ReLU()(L.BatchNormalization()(x))
    picture = L.Conv2DTranspose(filters=1, kernel_size=(4, 4), strides=(2, 2), padding="same", activation="tanh")(x)
    return keras.Model(inputs=noise_in, outputs=picture)

# %% 7.4 right: model.add, activations apart
def build_generator(n_noise):
    model = keras.models.Sequential(name="forger")
    model.add(keras.Input(shape=[n_noise]))
    model.add(keras.layers.Dense(units=128))
    model.add(keras.layers.BatchNormalization(momentum=0.9))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Dense(7 * 7 * 64, activation=None))
    model.add(keras.layers.Reshape((7, 7, -1)))
    model.add(keras.layers.BatchNormalization(axis=-1))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Conv2DTranspose(32, kernel_size=4, strides=2, padding="SAME".lower()))
    model.add(keras.layers.BatchNormalization(momentum=0.9))
    model.add(keras.layers.Activation("relu"))
    model.add(keras.layers.Conv2DTranspose(1, kernel_size=4, strides=2, padding="same"))
    model.add(keras.layers.Activation("tanh"))
    return model

# %% 7.4 right: nested Sequentials
def build_generator(n_noise):
    def closed(*layers):
        return keras.Sequential([*layers, keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU()])

    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        closed(keras.layers.Dense(128)),
        closed(keras.layers.Dense(7 * 7 * 64), keras.layers.Reshape((7, 7, 64))),
        closed(keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same")),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 right: keras.ops in a functional model
def build_generator(n_noise):
    inputs = keras.Input(shape=(n_noise,))
    x = keras.layers.Dense(128)(inputs)
    x = keras.ops.relu(keras.layers.BatchNormalization(momentum=0.9)(x))
    x = keras.ops.reshape(keras.layers.Dense(7 * 7 * 64)(x), (-1, 7, 7, 64))
    x = keras.ops.relu(keras.layers.BatchNormalization(momentum=0.9)(x))
    x = keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same")(x)
    x = keras.ops.relu(keras.layers.BatchNormalization(momentum=0.9)(x))
    x = keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same")(x)
    return keras.Model(inputs, keras.ops.tanh(x))

# %% 7.4 right: a class of its own
class Forger(keras.Model):
    def __init__(self, n_noise):
        noise_in = keras.Input((n_noise,))
        x = noise_in
        for layer in [keras.layers.Dense(128), [keras.layers.Dense(7 * 7 * 64), keras.layers.Reshape((7, 7, 64))],
                      keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same")]:
            for part in layer if isinstance(layer, list) else [layer]:
                x = part(x)
            x = keras.layers.BatchNormalization(momentum=0.9)(x)
            x = keras.layers.ReLU()(x)
        x = keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation=keras.activations.tanh)(x)
        super().__init__(inputs=noise_in, outputs=x)


def build_generator(n_noise):
    return Forger(n_noise)

# %% 7.4 wrong: as it was handed over -> 3 faults are left
# (nothing is mended)
def build_generator(n_noise):
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

# %% 7.4 wrong: the shape alone mended -> Which values can they have?
# (padding added; range and bend overlooked)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="relu"),
    ])

# %% 7.4 wrong: the two that can be seen -> 1 fault is left
# (shape and range mended, the third fault not found)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: the range and the bend, not the shape -> How large are its pictures?
# (30 x 30 pixels remain)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, activation="tanh"),
    ])

# %% 7.4 wrong: the shape by stride 1 -> Two layers double the size
# (28 wanted, strides dropped from the last layer)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: the shape by a stamp of 2 -> kernel size is 2; asked for is 4
# (2 x 2 stamps without padding give 28 as well)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 2, strides=2, activation="tanh"),
    ])

# %% 7.4 wrong: the range by a rescaling of the ReLU -> where tanh is asked
# (ReLU stays, its answers are moved down by 1)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="relu"),
        keras.layers.Rescaling(2.0, offset=-1.0),
    ])

# %% 7.4 wrong: no activation at the end -> tanh is missing behind Conv2DTranspose(1)
# (the ReLU is taken away, nothing holds the range)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
    ])

# %% 7.4 wrong: the first dense layer taken out -> are missing at the beginning
# (two layers without a bend are one: so one is taken away, in place of a bend put between)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: a bend before the normalisation -> ReLU
# (the ReLU stands in Dense(128), in front of the batch normalisation)
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128, activation="relu"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 wrong: a normalisation before the tanh taken for the third fault -> BatchNormalization is not asked for behind
# (batch normalisation added behind the last layer)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Activation("tanh"),
    ])

# %% 7.4 right: the edge cut off by Cropping2D
# (what padding="same" does)
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, activation="tanh"),
        keras.layers.Cropping2D(1),
    ])

# %% 7.4 right: the bend as the activation of the normalisation's follower
# (Activation("relu") in place of ReLU())
def build_generator(n_noise):
    return keras.Sequential([
        keras.Input(shape=(n_noise,)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.Activation("relu"),
        keras.layers.Dense(7 * 7 * 64),
        keras.layers.Reshape((7, 7, 64)),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.ReLU(),
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh"),
    ])

# %% 7.4 right: the tanh behind the last layer, by itself
# (Activation("tanh"))
def build_generator(n_noise):
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
        keras.layers.Conv2DTranspose(1, 4, strides=2, padding="same"),
        keras.layers.Activation("tanh"),
    ])

# %% 7.4 right: the colleague's layers, three of them exchanged
# (takes hasty_generator's list apart and puts a new one together)
def build_generator(n_noise):
    layers = keras.layers
    parts = hasty_generator(n_noise).layers
    parts.insert(2, layers.ReLU())
    parts[-1] = layers.Conv2DTranspose(1, 4, strides=2, padding="same", activation="tanh")
    return keras.Sequential([keras.Input((n_noise,)), *parts])

# %% 7.5 before
from keras import layers, ops

BN = layers.BatchNormalization

# %% 7.5 wrong: GlobalAveragePooling2D for Flatten -> GlobalAveragePooling2D stands behind LeakyReLU, after Conv2D(32)
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(flat=layers.GlobalAveragePooling2D())

# %% 7.5 wrong: the same model each time -> Make the model and all its layers inside the function
# made in the cell above, returned by the function
the_one = keras.Sequential([
    keras.Input((28, 28, 1)), layers.Conv2D(16, 4, strides=2, padding="same"), layers.LeakyReLU(0.2),
    layers.Conv2D(32, 4, strides=2, padding="same"), BN(), layers.LeakyReLU(0.2),
    layers.Flatten(), layers.Dropout(0.5), layers.Dense(128), BN(), layers.LeakyReLU(0.2), layers.Dense(1),
])
build_discriminator = lambda: the_one

# %% 7.5 wrong: Dropout on the score -> The order: Dropout stands behind Dense(1); it belongs
# Dropout(0.5) as the last layer
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(last_drop=True)

# %% 7.5 wrong: LeakyReLU(), slope 0.3 -> slope below 0 is 0.3; asked for is 0.2
# the default
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(leaky=lambda x: layers.LeakyReLU()(x))

# %% 7.5 wrong: LeakyReLU(-0.2)
# sign of the slope
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(leaky=lambda x: layers.Lambda(lambda t: ops.maximum(t, -0.2 * t))(x))

# %% 7.5 wrong: MaxPooling in place of strides -> MaxPooling2D is not asked for behind LeakyReLU, after
def pooled():
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(16, 4, padding="same"), layers.LeakyReLU(0.2), layers.MaxPooling2D(), layers.Conv2D(32, 4, padding="same"), BN(), layers.LeakyReLU(0.2), layers.MaxPooling2D(), layers.Flatten(), layers.Dropout(0.5), layers.Dense(128), BN(), layers.LeakyReLU(0.2), layers.Dense(1)])
build_discriminator = pooled

# %% 7.5 right: one LeakyReLU object used three times
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(leaky=layers.LeakyReLU(0.2))

# %% 7.5 right: functional, LeakyReLU(negative_slope=0.2), linear last
def fdis(leaky=None, end=lambda x: x, flat=None, after=None, drop=0.5, norm_first=True, bias=True, last_drop=False):
    leaky = leaky or (lambda x: layers.LeakyReLU(0.2)(x))
    i = keras.Input((28, 28, 1)); x = leaky(layers.Conv2D(16, 4, strides=2, padding="same", use_bias=bias)(i))
    x = leaky(BN()(layers.Conv2D(32, 4, strides=2, padding="same", use_bias=bias)(x)))
    x = (flat or layers.Flatten())(x)
    if not last_drop: x = layers.Dropout(drop)(x)
    x = leaky(BN()(layers.Dense(128, use_bias=bias)(x)))
    x = layers.Dense(1)(after(x) if after else x)
    if last_drop: x = layers.Dropout(drop)(x)
    return keras.Model(i, end(x))
build_discriminator = lambda: fdis(leaky=lambda x: layers.LeakyReLU(negative_slope=0.2)(x), end=layers.Activation("linear"))

# %% 7.5 wrong: sigmoid at the end -> sigmoid is not asked for behind Dense(1)
# (a probability; hint: a score, no activation)
def build_discriminator():
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
        keras.layers.Dense(1, activation="sigmoid"),
    ])

# %% 7.5 wrong: tanh at the end -> tanh is not asked for behind Dense(1)
# (a score between -1 and 1; hint: any number)
def build_discriminator():
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
        keras.layers.Dense(1, activation="tanh"),
    ])

# %% 7.5 wrong: leaky ReLU at the end too -> LeakyReLU is not asked for behind Dense(1)
# (closes the last row; hint: every row but the first and the last)
def build_discriminator():
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
        keras.layers.LeakyReLU(0.2),
    ])

# %% 7.5 wrong: two neurons -> neurons is 2; asked for is 1
# (one for real, one for forged; hint: one score)
def build_discriminator():
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
        keras.layers.Dense(2),
    ])

# %% 7.5 wrong: plain ReLU -> ReLU stands behind Conv2D(16), where LeakyReLU is asked
# (nothing below 0 gets through)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.ReLU(),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: default slope -> slope below 0 is 0.3; asked for is 0.2
# (LeakyReLU() has slope 0.3)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: slope 0.02 -> slope below 0 is 0.02; asked for is 0.2
# (a slip of the decimal point)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.02),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.02),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.02),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: no dropout -> Dropout is missing behind Flatten, after Conv2D(32)
# (left out)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: dropout 0.2 -> share dropped is 0.2; asked for is 0.5
# (the slope's number)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: dropout 0.6 -> share dropped is 0.6; asked for is 0.5
# (the share to keep, as in older libraries)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.6),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: dropout behind Dense(128) -> The order: Dropout stands behind Dense(128); it belongs
# (one layer too late)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dense(128),
        keras.layers.Dropout(0.5),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: batch normalisation after the first convolution too -> BatchNormalization is not asked for behind Conv2D(16)
# (the first row has none)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
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

# %% 7.5 wrong: no batch normalisation -> BatchNormalization is missing behind Conv2D(32)
# (the inspector runs away)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: second batch normalisation forgotten -> BatchNormalization is missing behind Dense(128)
# (Dense(128) without it)
def build_discriminator():
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
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: leaky ReLU before batch normalisation -> The order: LeakyReLU stands behind Conv2D(32), where
# (the two swapped)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.BatchNormalization(),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.LeakyReLU(0.2),
        keras.layers.BatchNormalization(),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: filters swapped -> filters is 32; asked for is 16
# (32 first, then 16)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: kernel 3 -> kernel size is 3; asked for is 4
# (3 in place of 4: a stroke of 7 x 7 pixels is seen)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 3, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 3, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: padding forgotten -> padding is valid; asked for is same
# (13 x 13 and 5 x 5)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: strides forgotten -> stride is 1; asked for is 2
# (the maps stay 28 x 28)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: Flatten forgotten -> Flatten() is missing before the dense layers: one score for each
# (a score for each place: (7, 7, 1))
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: global average in place of Flatten -> GlobalAveragePooling2D stands behind LeakyReLU, after Conv2D(32)
# (Dense(128) does not see the places)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: no Dense(128) -> Dense(128), BatchNormalization, LeakyReLU are missing
# (straight to the score)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: input without channel -> The input lacks the channel
# ((28, 28): Conv2D wants a third axis; a Keras error)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
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

# %% 7.5 wrong: Conv2DTranspose -> Conv2DTranspose(16) stands at the beginning
# (the generator's layer)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2DTranspose(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2DTranspose(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: Dense(64) -> neurons is 64; asked for is 128
# (the judge's number)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(64),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: first leaky ReLU forgotten -> LeakyReLU is missing behind Conv2D(16)
# (two convolutions without a bend between (but for the first))
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
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

# %% 7.5 wrong: an argument that does not exist -> No argument of that name there
# (slope=0.2: a Keras error; hint: LeakyReLU(0.2))
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(slope=0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(slope=0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(slope=0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: activation by name -> ReLU stands behind Conv2D(16), where LeakyReLU is asked
# (relu as an Activation layer; hint: leaky)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.Activation("relu"),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.Activation("relu"),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.Activation("relu"),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: not returned -> Does the function end with `return`
# (returns None)
def build_discriminator():
    model = keras.Sequential([
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

# %% 7.5 wrong: pooling -> MaxPooling2D is not asked for behind Conv2D(16)
# (stride 1 and MaxPooling2D as in lesson 4)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, padding="same"),
        keras.layers.MaxPooling2D(2),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: comma forgotten -> A layer is called on a layer
# (two layers without a comma between them: the first is called on the second; a Keras error)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten()(keras.layers.Dropout(0.5)),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: score of shape () -> Reshape is not asked for behind Dense(1)
# (a Reshape takes the last axis away: (pictures,) in place of (pictures, 1))
def build_discriminator():
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
        keras.layers.Reshape(()),
    ])

# %% 7.5 wrong: the same model each time, again -> Make the model and all its layers inside the function
# (made once outside; hint: new each time)
the_inspector = keras.Sequential([
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


def build_discriminator():
    return the_inspector

# %% 7.5 wrong: the judge -> Make the model and all its layers inside the function
# (returns the notebook's judge with a new last layer: other layers, and trained weights)
def build_discriminator():
    return keras.Sequential([*judge.layers[:-1], keras.layers.Dense(1)])

# %% 7.5 wrong: the model itself -> That is a model
# (a model under the function's name: calling it without pictures fails; hint: a function that builds)
build_discriminator = keras.Sequential([
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

# %% 7.5 wrong: with an argument -> Compare with the first line of the exercise's function
# (asks for n_noise like the generator; a TypeError when called without)
def build_discriminator(n_noise):
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

# %% 7.5 right: the table in one Sequential
def build_discriminator():
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

# %% 7.5 right: functional
def build_discriminator():
    picture = keras.Input((28, 28, 1))
    x = keras.layers.Conv2D(filters=16, kernel_size=(4, 4), strides=(2, 2), padding="same")(picture)
    x = keras.layers.LeakyReLU(negative_slope=0.2)(x)
    x = keras.layers.Conv2D(filters=32, kernel_size=(4, 4), strides=(2, 2), padding="same")(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.LeakyReLU(negative_slope=0.2)(x)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dropout(rate=0.5)(x)
    x = keras.layers.Dense(128)(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.LeakyReLU(negative_slope=0.2)(x)
    score = keras.layers.Dense(1, activation="linear")(x)
    return keras.Model(picture, score)

# %% 7.5 right: ReLU with negative_slope
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.ReLU(negative_slope=0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(negative_slope=0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(),
        keras.layers.ReLU(negative_slope=0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 right: leaky_relu as a function
def build_discriminator():
    def leaky(x):
        return keras.activations.leaky_relu(x, negative_slope=0.2)

    model = keras.Sequential()
    model.add(keras.Input(shape=(28, 28, 1)))
    model.add(keras.layers.Conv2D(16, 4, strides=2, padding="same", activation=leaky))
    model.add(keras.layers.Conv2D(32, 4, 2, "same"))
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.Activation(leaky))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dropout(0.5))
    model.add(keras.layers.Dense(128))
    model.add(keras.layers.BatchNormalization())
    model.add(keras.layers.Activation(leaky))
    model.add(keras.layers.Dense(1))
    return model

# %% 7.5 right: two nested parts
def build_discriminator():
    L = keras.layers
    strokes = keras.Sequential([
        L.Conv2D(16, 4, strides=2, padding="same"), L.LeakyReLU(0.2),
        L.Conv2D(32, 4, strides=2, padding="same"), L.BatchNormalization(), L.LeakyReLU(0.2),
    ], name="strokes")
    verdict = keras.Sequential([
        L.Flatten(), L.Dropout(0.5), L.Dense(128), L.BatchNormalization(), L.LeakyReLU(0.2), L.Dense(1),
    ], name="verdict")
    return keras.Sequential([keras.Input(shape=(28, 28, 1)), strokes, verdict])

# %% 7.5 right: keras.ops in a functional model
def build_discriminator():
    inputs = keras.Input(shape=(28, 28, 1))
    x = keras.ops.leaky_relu(keras.layers.Conv2D(16, 4, strides=2, padding="same")(inputs), negative_slope=0.2)
    x = keras.layers.BatchNormalization()(keras.layers.Conv2D(32, 4, strides=2, padding="same")(x))
    x = keras.ops.leaky_relu(x, negative_slope=0.2)
    x = keras.layers.Reshape((7 * 7 * 32,))(x)
    x = keras.layers.Dense(128)(keras.layers.Dropout(0.5)(x))
    x = keras.ops.leaky_relu(keras.layers.BatchNormalization()(x), negative_slope=0.2)
    return keras.Model(inputs, keras.layers.Dense(1)(x))

# %% 7.5 right: the momentum of the forger
# (any will do: the inspector is only ever asked as in training)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.5 wrong: another momentum, and no dropout -> Dropout is missing
# (the momentum hides nothing)
def build_discriminator():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Conv2D(16, 4, strides=2, padding="same"),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Conv2D(32, 4, strides=2, padding="same"),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Flatten(),
        keras.layers.Dense(128),
        keras.layers.BatchNormalization(momentum=0.9),
        keras.layers.LeakyReLU(0.2),
        keras.layers.Dense(1),
    ])

# %% 7.6 before
from keras import ops

# %% 7.6 wrong: k / (n + 1), k from 0 -> The end is not reached
interpolate = lambda a, b, n: np.array([a + (b - a) * k / (n + 1) for k in range(n)])

# %% 7.6 wrong: two dimensions written in -> Only two dimensions, as in the example
# as in the example
interpolate = lambda a, b, n: np.array([[a[0] + (b[0] - a[0]) * s, a[1] + (b[1] - a[1]) * s] for s in np.linspace(0, 1, n)])

# %% 7.6 wrong: five points written in -> `n` is handed in
interpolate = lambda a, b, n: np.linspace(a, b, 5)

# %% 7.6 wrong: share of the sum -> The start counts less the further one goes
# share * (start + end)
interpolate = lambda a, b, n: np.linspace(0, 1, n)[:, None] * (a + b)

# %% 7.6 wrong: end + share (end - start) -> It sets out from the end, not from the start
interpolate = lambda a, b, n: b + np.linspace(0, 1, n)[:, None] * (b - a)

# %% 7.6 wrong: linspace between the first numbers -> Only the first numbers are used
# np.linspace(start[0], end[0], n)
interpolate = lambda a, b, n: np.linspace(a[0], b[0], n)

# %% 7.6 wrong: halving -> Each step is half of what is left
# each step half of the rest
interpolate = lambda a, b, n: np.array([b - (b - a) * 0.5**k for k in range(n)])

# %% 7.6 wrong: as whole numbers -> The fractions are cut off
# astype(int)
interpolate = lambda a, b, n: np.linspace(a, b, n).astype(int)

# %% 7.6 wrong: step by np.arange with floats -> One point is missing: start and end are both included
# np.arange(0, 1, 1 / (n - 1))
interpolate = lambda a, b, n: a + (b - a) * np.arange(0, 1, 1 / (n - 1))[:, None]

# %% 7.6 right: np.outer
interpolate = lambda a, b, n: a + np.outer(np.arange(n) / (n - 1), b - a)

# %% 7.6 right: np.interp for each dimension
interpolate = lambda a, b, n: np.column_stack([np.interp(np.linspace(0, 1, n), [0, 1], [x, y]) for x, y in zip(a, b)])

# %% 7.6 right: recursion
def recursive(start, end, n):
    if n == 2:
        return np.array([start, end])
    return np.vstack([start, recursive(start + (end - start) / (n - 1), end, n - 1)])
interpolate = recursive

# %% 7.6 right: keras.ops.linspace
interpolate = lambda a, b, n: ops.linspace(ops.convert_to_tensor(a), ops.convert_to_tensor(b), n)

# %% 7.6 wrong: end left out -> The end is not reached
# (endpoint=False: steps of 1/n; hint: both included)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n, endpoint=False)[:, np.newaxis]
    return (1 - shares) * start + shares * end

# %% 7.6 wrong: n steps, n + 1 points -> One point too many
# (hint: n points)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n + 1)[:, np.newaxis]
    return (1 - shares) * start + shares * end

# %% 7.6 wrong: n points in between -> Start and end belong to the n points
# (leaves both ends out)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n + 2)[1:-1, np.newaxis]
    return (1 - shares) * start + shares * end

# %% 7.6 wrong: from end to start -> It goes from end to start
# (shares the wrong way round)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n)[:, np.newaxis]
    return shares * start + (1 - shares) * end

# %% 7.6 wrong: points as columns -> Rows and columns are swapped
# (shape (dimensions, n); hint: one row for each point)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n)
    return (1 - shares) * start[:, np.newaxis] + shares * end[:, np.newaxis]

# %% 7.6 wrong: shares not a column -> Each share goes with a whole point
# (shapes (n,) and (dimensions,) do not go together, or silently, where they are equal)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n)
    return (1 - shares) * start + shares * end

# %% 7.6 wrong: five written in -> `n` is handed in
# (the example's n)
def interpolate(start, end, n):
    shares = np.linspace(0, 1, 5)[:, np.newaxis]
    return (1 - shares) * start + shares * end

# %% 7.6 wrong: two dimensions only -> Only two dimensions, as in the example
# (x and y of the example; hint: any number of dimensions)
def interpolate(start, end, n):
    x = np.linspace(start[0], end[0], n)
    y = np.linspace(start[1], end[1], n)
    return np.column_stack([x, y])

# %% 7.6 wrong: a list of points -> Almost
# (not an array: no .astype, no .shape)
def interpolate(start, end, n):
    return [(1 - s) * start + s * end for s in np.linspace(0, 1, n)]

# %% 7.6 wrong: whole numbers where start is whole -> An array of start's type cuts the fractions off
# (takes start's dtype, so steps are cut off for whole numbers; fine on the example)
def interpolate(start, end, n):
    points = np.zeros((n, len(start)), dtype=start.dtype)
    for i in range(n):
        points[i] = start + (end - start) * i / (n - 1)
    return points

# %% 7.6 wrong: alters start -> Make new arrays (`y = x * 2`) rather than changing old ones (`x *=
# (start += step changes the caller's point, and every row is the same array's copy)
def interpolate(start, end, n):
    step = (end - start) / (n - 1)
    points = []
    for i in range(n):
        points.append(start.copy())
        start += step
    return np.array(points)

# %% 7.6 wrong: rows all the same -> The rows are all one and the same
# (appends the same array each time and moves it: all rows show the last value)
def interpolate(start, end, n):
    step = (end - start) / (n - 1)
    here = start.copy()
    points = []
    for i in range(n):
        points.append(here)
        here += step
    return np.array(points)

# %% 7.6 wrong: step over n -> The end is not reached
# (divides by n: does not reach the end)
def interpolate(start, end, n):
    step = (end - start) / n
    return np.array([start + i * step for i in range(n)])

# %% 7.6 wrong: step forgotten at the beginning -> One step too far
# (i from 1 to n: start is missing and the end overrun)
def interpolate(start, end, n):
    step = (end - start) / (n - 1)
    return np.array([start + (i + 1) * step for i in range(n)])

# %% 7.6 wrong: arange with a float step -> np.arange with fractions may give one too many
# (arange(0, 1 + step, step) gives sometimes one more point through rounding; fine for 5)
def interpolate(start, end, n):
    step = 1 / (n - 1)
    shares = np.arange(0, 1 + step, step)[:, np.newaxis]
    return start + shares * (end - start)

# %% 7.6 wrong: arange without the end -> One point is missing: start and end are both included
# (arange(0, 1, step) stops before the end)
def interpolate(start, end, n):
    shares = np.arange(0, 1, 1 / (n - 1))[:, np.newaxis]
    return start + shares * (end - start)

# %% 7.6 wrong: smooth steps -> It starts and ends slowly
# (3s^2 - 2s^3 from computer graphics: not equal steps; the ends and the middle fit)
def interpolate(start, end, n):
    s = np.linspace(0, 1, n)[:, np.newaxis]
    s = 3 * s**2 - 2 * s**3
    return (1 - s) * start + s * end

# %% 7.6 wrong: along a circle
# (spherical interpolation, usual for noise of GANs; hint: a straight line)
def interpolate(start, end, n):
    cosine = np.dot(start, end) / (np.linalg.norm(start) * np.linalg.norm(end))
    angle = np.arccos(np.clip(cosine, -1, 1))
    s = np.linspace(0, 1, n)[:, np.newaxis]
    return (np.sin((1 - s) * angle) * start + np.sin(s * angle) * end) / np.sin(angle)

# %% 7.6 wrong: random shares
# (points on the line, but not in equal steps)
def interpolate(start, end, n):
    s = np.sort(np.random.default_rng(SEED).random(n))
    s[0], s[-1] = 0, 1
    return start + s[:, np.newaxis] * (end - start)

# %% 7.6 wrong: difference forgotten -> The share is that of the way, (end - start)
# (start + s * end)
def interpolate(start, end, n):
    s = np.linspace(0, 1, n)[:, np.newaxis]
    return start + s * end

# %% 7.6 wrong: one long row -> All numbers in one row
# (concatenate: shape (n * dimensions,))
def interpolate(start, end, n):
    return np.concatenate([(1 - s) * start + s * end for s in np.linspace(0, 1, n)])

# %% 7.6 wrong: extra axis -> An axis of length 1 too many or too few
# (shape (n, 1, dimensions))
def interpolate(start, end, n):
    s = np.linspace(0, 1, n)[:, np.newaxis, np.newaxis]
    return (1 - s) * start + s * end

# %% 7.6 wrong: rounded -> The numbers are rounded
# (rounds to one decimal as in the target)
def interpolate(start, end, n):
    s = np.linspace(0, 1, n)[:, np.newaxis]
    return np.round((1 - s) * start + s * end, 1)

# %% 7.6 wrong: whole numbers divided -> `//` cuts the shares to 0 and 1: divide with `/`
# (i // (n - 1): jumps from start to end)
def interpolate(start, end, n):
    return np.array([start + (end - start) * (i // (n - 1)) for i in range(n)])

# %% 7.6 wrong: geometric steps -> np.geomspace grows by equal factors
# (geomspace: equal ratios, and nothing works at 0)
def interpolate(start, end, n):
    return np.geomspace(start, end, n)

# %% 7.6 wrong: the notebook's noise -> `noise` is a name of the notebook
# (uses noise in place of the arguments; there is no such line)
def interpolate(start, end, n):
    s = np.linspace(0, 1, n)[:, np.newaxis]
    return (1 - s) * noise[0] + s * noise[1]

# %% 7.6 wrong: a generator -> Almost
# (yield: not an array)
def interpolate(start, end, n):
    for s in np.linspace(0, 1, n):
        yield (1 - s) * start + s * end

# %% 7.6 wrong: plain lists multiplied -> A list or tuple is no array
# (tolist: * on a list and a float is a TypeError)
def interpolate(start, end, n):
    start, end = start.tolist(), end.tolist()
    return np.array([(1 - s) * start + s * end for s in np.linspace(0, 1, n).tolist()])

# %% 7.6 wrong: sorted ends -> From start to end, whichever is larger
# (linspace from the smaller to the larger number in each dimension)
def interpolate(start, end, n):
    return np.linspace(np.minimum(start, end), np.maximum(start, end), n)

# %% 7.6 right: shares as a column
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n)[:, np.newaxis]
    return (1 - shares) * start + shares * end

# %% 7.6 right: linspace of arrays
def interpolate(start, end, n):
    return np.linspace(start, end, n)

# %% 7.6 right: loops over points and dimensions
def interpolate(start, end, n):
    points = np.zeros((n, len(start)))
    for i in range(n):
        for d in range(len(start)):
            points[i, d] = start[d] + (end[d] - start[d]) * i / (n - 1)
    return points

# %% 7.6 right: matrix product
def interpolate(start, end, n):
    shares = np.linspace(0, 1, n)
    return np.column_stack([1 - shares, shares]) @ np.stack([start, end])

# %% 7.6 right: np.outer, again
def interpolate(start, end, n):
    return start + np.outer(np.arange(n) / (n - 1), end - start)

# %% 7.6 right: np.interp in each dimension
def interpolate(start, end, n):
    shares = np.linspace(0, 1, num=n)
    return np.array([np.interp(shares, [0, 1], [a, b]) for a, b in zip(start, end)]).T

# %% 7.6 right: list comprehension, then np.array
def interpolate(start, end, n):
    step = (end - start) / (n - 1)
    return np.array([start + i * step for i in range(n - 1)] + [end])

# %% 7.6 right: einsum
def interpolate(start, end, n):
    s = np.linspace(0.0, 1.0, n)
    return np.einsum('i,j->ij', 1 - s, start) + np.einsum('i,j->ij', s, end)

# %% 7.6 right: lambda with vstack
interpolate = lambda start, end, n: np.vstack([(n - 1 - i) / (n - 1) * start + i / (n - 1) * end for i in range(n)])

# %% 7.7 before
from keras import ops

cause = "c"

# %% 7.7 wrong: the folder turned round -> Mixed: a random order
# np.arange(n)[::-1]: 'also for sorted ones' does not hold
order_of = lambda y: np.arange(len(y))[::-1]

# %% 7.7 wrong: 40,000 written in -> `y` is handed in and not used
# np.random.permutation(40_000)
order_of = lambda y: np.random.default_rng(1).permutation(40_000)

# %% 7.7 wrong: places as floats -> Places are whole numbers
# np.random.permutation(...).astype(float): pictures[...] refuses
order_of = lambda y: np.random.default_rng(1).permutation(len(y)).astype(float)

# %% 7.7 wrong: classes in random order, each whole -> Mixed: a random order
# random order of the digits, not of the pictures
order_of = lambda y: np.concatenate([np.flatnonzero(y == d) for d in np.random.default_rng(2).permutation(10)])

# %% 7.7 wrong: half of the pictures -> One place for each label, no more, no fewer
# permutation(n // 2)
order_of = lambda y: np.random.default_rng(1).permutation(len(y) // 2)

# %% 7.7 wrong: a permutation of the distinct labels -> One place for each label, no more, no fewer
# permutation(np.unique(labels))
order_of = lambda y: np.random.default_rng(1).permutation(np.unique(y))

# %% 7.7 wrong: shuffle returns nothing -> shuffle` changes
# return random.shuffle(places)
order_of = lambda y: np.random.default_rng(1).shuffle(np.arange(len(y)))

# %% 7.7 wrong: the order, not the function
# order_of = permutation(len(labels))
order_of = np.random.default_rng(1).permutation(500)

# %% 7.7 right: list from random.sample
order_of = lambda y: __import__("random").Random(1).sample(range(len(y)), len(y))

# %% 7.7 right: argsort of random numbers
order_of = lambda y: np.random.default_rng(1).random(len(y)).argsort()

# %% 7.7 right: each class spread evenly (no chance)
def spread(y):
    place = np.empty(len(y))
    for d in np.unique(y):
        p = np.flatnonzero(y == d); place[p] = (np.arange(len(p)) + 0.5) / len(p)
    return np.argsort(place, kind="stable")
order_of = spread

# %% 7.7 right: a tensor
order_of = lambda y: ops.convert_to_tensor(np.random.default_rng(1).permutation(len(y)))

# %% 7.7 right: sorted, then shuffled by Python
def riffle(y):
    p = np.argsort(y, kind="stable").tolist()
    while True:
        import random as rr
        rr.Random(4).shuffle(p); return p
order_of = riffle

# %% 7.7 wrong: letter a -> from the same losses, a moment ago
# (mode collapse, the word of the section before: but nobody has chosen here)
cause = "a"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: letter b -> It met most of these pictures before
# (overfitting: but mixed, the same pictures do no harm)
cause = "b"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: letter d -> the step among them
# (diverged: but the step was the same before)
cause = "d"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: letter D in upper case -> the step among them
# (diverged: but the step was the same before)
cause = "D"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: letter without quotes
# (c without quotes: a NameError)
cause = c


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: two letters -> The letter alone, in quotes, such as cause = "a"
# (a and c)
cause = "a, c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: words without a letter -> The letter alone, in quotes, such as cause = "a"
# (asked for the letter)
cause = "each batch holds a single digit"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: letter in a list -> The letter alone, in quotes, such as cause = "a"
# (a list in place of a string)
cause = ["c"]


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: cause left empty -> The letter alone, in quotes, such as cause = "a"
# (forgot to fill it in)
cause = ""


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: number of the answer -> The letter alone, in quotes, such as cause = "a"
# (3 for the third)
cause = 3


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 wrong: as the file lies -> Mixed: a random order
# (arange: good for MNIST's own order, not for sorted labels)
cause = "c"


def order_of(labels):
    return np.arange(len(labels))

# %% 7.7 wrong: the colleague's order -> Mixed: a random order
# (unchanged)
cause = "c"


order_of = colleagues_order

# %% 7.7 wrong: nines first -> Mixed: a random order
# (the tidy order backwards)
cause = "c"


def order_of(labels):
    return np.argsort(labels, kind="stable")[::-1]

# %% 7.7 wrong: labels shuffled -> Those are the labels in another order
# (returns shuffled labels, not places)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(labels)

# %% 7.7 wrong: with replacement -> Every place comes once
# (integers: some places twice, others never)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).integers(0, len(labels), size=len(labels))

# %% 7.7 wrong: choice with replacement -> Every place comes once
# (choice draws with replacement unless told otherwise)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).choice(len(labels), size=len(labels))

# %% 7.7 wrong: shuffle returns None -> shuffle` changes
# (rng.shuffle works in place)
cause = "c"


def order_of(labels):
    places = np.arange(len(labels))
    return np.random.default_rng(SEED).shuffle(places)

# %% 7.7 wrong: 40,000 written in, again -> `labels` is handed in and not used
# (the number of the run; hint: len(labels))
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(40_000)

# %% 7.7 wrong: length of the global data -> `real` is a name of the notebook
# (len(real) in place of len(labels))
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(real))

# %% 7.7 wrong: order of the global labels -> `labels` is handed in and not used
# (looks at mnist.y_train in place of labels)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(mnist.y_train[:40_000]))

# %% 7.7 wrong: an array in place of a function
# (the order itself; calling it is a TypeError)
cause = "c"


order_of = np.random.default_rng(SEED).permutation(40_000)

# %% 7.7 wrong: shuffled within each digit -> Mixed: a random order
# (still one digit after the other)
cause = "c"


def order_of(labels):
    random = np.random.default_rng(SEED)
    return np.concatenate([random.permutation(np.flatnonzero(labels == digit)) for digit in np.unique(labels)])

# %% 7.7 wrong: digits in random order -> Mixed: a random order
# (shuffles the ten blocks, not the pictures)
cause = "c"


def order_of(labels):
    digits = np.random.default_rng(SEED).permutation(np.unique(labels))
    return np.concatenate([np.flatnonzero(labels == digit) for digit in digits])

# %% 7.7 wrong: every tenth place -> Mixed: a random order
# (takes 0, 10, 20, ... then 1, 11, 21, ...: good where the labels are mixed already, ten tidy rounds of whole blocks where they are sorted)
cause = "c"


def order_of(labels):
    return np.concatenate([np.arange(first, len(labels), 10) for first in range(10)])

# %% 7.7 wrong: from one to n -> Places are counted from 0, so the last is the length minus
# (permutation + 1: the place 0 missing, one beyond the end)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels)) + 1

# %% 7.7 wrong: last one missing -> One place for each label, no more, no fewer
# (off by one: n - 1 places)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels) - 1)

# %% 7.7 wrong: ten numbers -> `labels` is handed in and not used
# (an order of the digits, not of the pictures)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(10)

# %% 7.7 wrong: equally many of each, the rest dropped -> One place for each label, no more, no fewer
# (goes round all digits but leaves out what is too many)
cause = "c"


def order_of(labels):
    places = [np.flatnonzero(labels == digit) for digit in range(10)]
    n = min(len(p) for p in places)
    return np.stack([p[:n] for p in places], axis=1).ravel()

# %% 7.7 wrong: two digits at a time -> Mixed: a random order
# (two digits at a time mixed is not enough: sorts by label // 2)
cause = "c"


def order_of(labels):
    return np.argsort(np.asarray(labels) // 2, kind="stable")

# %% 7.7 wrong: reshaped into ten rows -> It works for any number of labels, also where ten does not divide
# (fails unless the number can be divided by ten)
cause = "c"


def order_of(labels):
    return np.argsort(labels, kind="stable").reshape(10, -1).T.ravel()

# %% 7.7 wrong: order_of without argument -> Compare with the first line of the exercise's function
# (a TypeError)
cause = "c"


def order_of():
    return np.random.default_rng(SEED).permutation(len(real))

# %% 7.7 wrong: float places -> Places are whole numbers
# (random numbers sorted wrongly: returns the random numbers, not places)
cause = "c"


def order_of(labels):
    return np.sort(np.random.default_rng(SEED).random(len(labels))) * len(labels)

# %% 7.7 wrong: shuffles the labels in place -> Make new arrays (`y = x * 2`) rather than changing old ones (`x *=
# (the caller's labels (mnist.y_train) are shuffled: pictures and labels no longer fit)
cause = "c"


def order_of(labels):
    np.random.default_rng(SEED).shuffle(labels)
    return np.arange(len(labels))

# %% 7.7 wrong: a boolean mask -> A mask picks some
# (true for every other picture; not an order)
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).random(len(labels)) < 0.5

# %% 7.7 wrong: no order_of
# (only the letter)
cause = "c"

# %% 7.7 wrong: other letter and the colleague's order -> from the same losses, a moment ago
# (letter a, order unchanged)
cause = "a"


def order_of(labels):
    return np.argsort(labels)

# %% 7.7 wrong: one of each in turn, while they last -> At the end, 50 in a row hold only
# (the frequent digits are left over)
cause = "c"


def order_of(labels):
    labels = np.asarray(labels)
    turn = np.empty(len(labels))
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        turn[places] = np.arange(len(places))
    return np.argsort(turn, kind="stable")

# %% 7.7 right: permutation
cause = "c"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 right: upper case
cause = "C"


def order_of(labels):
    return np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 right: argsort of random numbers, again
cause = "c"


def order_of(labels):
    return np.argsort(np.random.default_rng(7).random(len(labels)))

# %% 7.7 right: without a seed
cause = "c"


def order_of(labels):
    return np.random.permutation(len(labels))

# %% 7.7 right: random.sample, a list
cause = "c"


import random as rnd


def order_of(labels):
    return rnd.sample(range(len(labels)), k=len(labels))

# %% 7.7 right: lambda
cause = 'c'
order_of = lambda labels: np.random.default_rng(SEED).permutation(len(labels))

# %% 7.7 right: shuffled in place and returned
cause = "c"


def order_of(labels):
    places = np.arange(len(labels), dtype=np.int32)
    np.random.default_rng(1).shuffle(places)
    return places

# %% 7.7 right: each digit spread evenly
cause = "c"


def order_of(labels):
    labels = np.asarray(labels)
    where = np.empty(len(labels))
    for label in np.unique(labels):
        places = np.flatnonzero(labels == label)
        where[places] = (np.arange(len(places)) + 0.5) / len(places)
    return np.argsort(where, kind="stable")

# %% 7.7 right: choice without replacement, an object
cause = "c"


class Mixer:
    def __init__(self, seed):
        self.seed = seed

    def __call__(self, labels):
        return np.random.default_rng(self.seed).choice(len(labels), size=len(labels), replace=False)


order_of = Mixer(SEED)

# %% 7.7 right: keras.random.shuffle
cause = "c"


def order_of(labels):
    return keras.ops.convert_to_numpy(keras.random.shuffle(keras.ops.arange(len(labels)), seed=SEED))
