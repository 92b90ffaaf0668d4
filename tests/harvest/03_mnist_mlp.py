# %% 3.1 wrong: square only -> height times width long
# height * height
def scale_and_flatten(images):
    return images.reshape(len(images), images.shape[1] ** 2) / 255

# %% 3.1 wrong: pictures as columns -> mixes the pictures
# reshape(-1, n)
def scale_and_flatten(images):
    return images.reshape(-1, len(images)) / 255

# %% 3.1 wrong: in place -> keep the array's kind
# images /= 255
def scale_and_flatten(images):
    images = images.reshape(len(images), -1)
    images /= 255
    return images

# %% 3.1 wrong: per picture min-max -> by what happens to be there
# each picture from 0 to 1
def scale_and_flatten(images):
    flat = images.reshape(len(images), -1)
    return (flat - flat.min(axis=1, keepdims=True)) / (flat.max(axis=1, keepdims=True) - flat.min(axis=1, keepdims=True))

# %% 3.1 wrong: resize -> rather than changing old ones
# in-place resize
def scale_and_flatten(images):
    images.resize(len(images), images.shape[1] * images.shape[2])
    return images / 255

# %% 3.1 right: keras layers
# Keras layers
def scale_and_flatten(images):
    return keras.Sequential([keras.Input(images.shape[1:]), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()]).predict(images, verbose=0)

# %% 3.1 wrong: whole-number division -> Only 0 and 1 are left
# took // for the sign of division; hint: // rounds down to almost only zeros, use /
def scale_and_flatten(images):
    return images.reshape(len(images), -1) // 255

# %% 3.1 wrong: everything in one row -> Keep the first axis
# thought flatten means one long row of all pictures; hint: keep the first axis, one row per picture
def scale_and_flatten(images):
    return images.reshape(-1) / 255

# %% 3.1 wrong: method flatten -> Keep the first axis
# numpy's own flatten() sounds right but lays the pictures behind one another too; hint: keep the first axis
def scale_and_flatten(images):
    flat = (images / 255).flatten()
    return flat[np.newaxis, :]

# %% 3.1 wrong: divides by the largest value found -> by what happens to be there
# thought the maximum is always 255; hint: a dark batch must not be stretched, divide by 255 itself
def scale_and_flatten(images):
    return images.reshape(len(images), -1) / images.max()

# %% 3.1 wrong: each picture by its own maximum -> by what happens to be there
# normalises picture by picture; hint: the same number, 255, for all pixels of all pictures
def scale_and_flatten(images):
    flat = images.reshape(len(images), -1)
    return flat / flat.max(axis=1, keepdims=True)

# %% 3.1 wrong: 784 written in -> height times width long
# took the size from the text; hint: pictures of any size, take it from the array
def scale_and_flatten(images):
    return images.reshape(len(images), 784) / 255

# %% 3.1 wrong: height squared -> height times width long
# thought every picture is square; hint: height times width
def scale_and_flatten(images):
    n, size = images.shape[0], images.shape[1]
    return images.reshape(n, size * size) / 255

# %% 3.1 wrong: forgot to scale -> not scaled yet
# only flattened and made it float; hint: the numbers still go up to 255
def scale_and_flatten(images):
    return images.reshape(len(images), -1).astype("float32")

# %% 3.1 wrong: forgot to flatten -> not flattened yet
# only scaled; hint: the result must have two axes
def scale_and_flatten(images):
    return images / 255.0

# %% 3.1 wrong: axes of reshape exchanged -> mixes the pictures
# wrote -1 first; hint: first axis is the pictures
def scale_and_flatten(images):
    return (images / 255).reshape(-1, len(images))

# %% 3.1 wrong: pixels first -> Rows and columns are swapped
# right lay-out of each picture, but a picture is a column; hint: rows are pictures
def scale_and_flatten(images):
    return (images.reshape(len(images), -1) / 255).T

# %% 3.1 wrong: in-place division -> keep the array's kind
# images /= 255 fails for whole numbers (and would change the caller's array); hint: images / 255 makes a new array
def scale_and_flatten(images):
    images /= 255
    return images.reshape(len(images), -1)

# %% 3.1 wrong: column by column -> column by column
# Fortran order, every shape is right but the pixels stand in another order; hint: the rows one behind the other
def scale_and_flatten(images):
    return np.array([image.flatten(order="F") for image in images]) / 255

# %% 3.1 wrong: uses the notebook's data -> `images` is handed in and not used
# the argument is ignored; hint: work with images
def scale_and_flatten(images):
    return mnist.x_train[:100].reshape(100, -1) / 255

# %% 3.1 wrong: 256 grey levels -> not 256
# there are 256 values, so divided by 256; hint: full ink is 255 and must become 1
def scale_and_flatten(images):
    return images.reshape(images.shape[0], -1) / 256

# %% 3.1 wrong: back to bytes -> Only 0 and 1 are left
# keeps the type of the input, which cuts everything to 0 or 1; hint: floating point
def scale_and_flatten(images):
    return (images.reshape(len(images), -1) / 255).astype(images.dtype)

# %% 3.1 wrong: from -1 to 1 -> from -1 to 1
# the scaling that GAN tutorials use; hint: from 0 to 1
def scale_and_flatten(images):
    return images.reshape(len(images), -1) / 127.5 - 1

# %% 3.1 wrong: standardised -> by what happens to be there
# took off mean and divided by standard deviation as in statistics; hint: only divide by 255
def scale_and_flatten(images):
    flat = images.reshape(len(images), -1).astype(float)
    return (flat - flat.mean()) / flat.std()

# %% 3.1 wrong: resize returns None
# ndarray.resize works in place and returns None; hint: reshape
def scale_and_flatten(images):
    scaled = images / 255
    return scaled.resize((len(images), images.shape[1] * images.shape[2]))

# %% 3.1 wrong: reshape not assigned -> not flattened yet
# thought reshape changes the array itself; hint: reshape returns the new array
def scale_and_flatten(images):
    scaled = images / 255
    scaled.reshape(len(scaled), -1)
    return scaled

# %% 3.1 wrong: prints instead of returning -> end with `return`
# forgot the return; hint: the function gives back None
def scale_and_flatten(images):
    rows = images.reshape(len(images), -1) / 255
    print(rows.shape)

# %% 3.1 wrong: ink inverted -> 1 minus what is right
# thought white paper should be 1; hint: 0 stays 0
def scale_and_flatten(images):
    return 1 - images.reshape(len(images), -1) / 255

# %% 3.1 right: list comprehension
def scale_and_flatten(images):
    return np.array([image.ravel() / 255 for image in images])

# %% 3.1 right: rows side by side with concatenate
def scale_and_flatten(images):
    height = images.shape[1]
    return np.concatenate([images[:, row, :] for row in range(height)], axis=1) / 255.0

# %% 3.1 right: three loops
def scale_and_flatten(images):
    n, height, width = images.shape
    flat = np.zeros((n, height * width))
    for i in range(n):
        for r in range(height):
            for c in range(width):
                flat[i, r * width + c] = images[i, r, c] / 255
    return flat

# %% 3.1 right: single precision
def scale_and_flatten(images):
    n, h, w = np.shape(images)
    return np.reshape(np.asarray(images, dtype="float32"), (n, h * w)) / np.float32(255)

# %% 3.1 right: Keras layers
def scale_and_flatten(images):
    scaled = keras.layers.Rescaling(1 / 255)(images.astype("float32"))
    return keras.ops.convert_to_numpy(keras.layers.Flatten()(scaled))

# %% 3.1 right: hstack of the swapped axes
def scale_and_flatten(images):
    return np.true_divide(np.hstack(list(np.swapaxes(images, 0, 1))), 255)

# %% 3.1 right: lambda with interp
scale_and_flatten = lambda images: np.interp(images, (0, 255), (0.0, 1.0)).reshape(images.shape[0], np.prod(images.shape[1:]))

# %% 3.2 wrong: global max -> of the whole table
# the largest of all
def softmax(scores):
    e = np.exp(scores - scores.max())
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: clipped -> No clip, no nan_to_num
# clip at 700
def softmax(scores):
    e = np.exp(np.clip(scores, -700, 700))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: minus a thousand -> suits only rows near it
# takes off what overflows in the text; hint: from the row itself
def softmax(scores):
    e = np.exp(scores - 1000)
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: minus seven hundred -> suits only rows near it
# just below where e overflows
def softmax(scores):
    e = np.exp(scores - 700)
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: no keepdims -> keep it a column
# keepdims forgotten
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)

# %% 3.2 wrong: no keepdims in max -> keep it a column
# keepdims forgotten in max
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: no exp -> exponential is missing
# shares
def softmax(scores):
    return scores / scores.sum(axis=1, keepdims=True)

# %% 3.2 wrong: log softmax -> logarithm of what is right
# log
def softmax(scores):
    s = scores - scores.max(axis=1, keepdims=True)
    return s - np.log(np.exp(s).sum(axis=1, keepdims=True))

# %% 3.2 wrong: in place -> rather than changing old ones
# -=
def softmax(scores):
    scores -= scores.max(axis=1, keepdims=True)
    return np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)

# %% 3.2 wrong: nan_to_num -> No clip, no nan_to_num
# repair
def softmax(scores):
    e = np.exp(scores)
    return np.nan_to_num(e / e.sum(axis=1, keepdims=True), nan=1.0)

# %% 3.2 wrong: 2 to the power -> e to the power of each score, not
# 2**
def softmax(scores):
    e = 2.0 ** (scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: exponentials only -> divide each row by its sum
# not divided
def softmax(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True))

# %% 3.2 wrong: max not in the sum
# max only in the numerator
def softmax(scores):
    return np.exp(scores - scores.max(axis=1, keepdims=True)) / np.exp(scores).sum(axis=1, keepdims=True)

# %% 3.2 wrong: rounded -> numbers are rounded
# rounded
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).round(2)

# %% 3.2 wrong: scipy no axis -> of the whole table
# scipy without axis
def softmax(scores):
    from scipy.special import softmax as s
    return s(scores)

# %% 3.2 right: keras
# keras.ops
def softmax(scores):
    return keras.ops.softmax(keras.ops.cast(scores, 'float32'))

# %% 3.2 right: transposed
# .T
def softmax(scores):
    e = np.exp(scores.T - scores.max(axis=1))
    return (e / e.sum(axis=0)).T

# %% 3.2 right: pairwise
# 1 / sum of exp differences
def softmax(scores):
    with np.errstate(over='ignore'):
        return 1 / np.exp(scores[:, None, :] - scores[:, :, None]).sum(axis=2)

# %% 3.2 right: epsilon
# tiny epsilon
def softmax(scores):
    e = np.exp(scores - np.amax(scores, 1, keepdims=True))
    return e / (np.sum(e, -1, keepdims=True) + 1e-12)

# %% 3.2 wrong: overflow -> e to the 1000 overflows
# wrote the formula as in the book; hint: e to the 1000 overflows, take the largest of the row off first
def softmax(scores):
    e = np.exp(scores)
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: largest of the whole table -> of the whole table
# max() without axis; hint: a row far below the largest becomes 0 / 0, take each row's own largest
def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: sums over columns -> adds up the columns
# confused the axes; hint: every row adds up to 1, axis=1
def softmax(scores):
    e = np.exp(scores - scores.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)

# %% 3.2 wrong: sum of everything -> of the whole table
# one sum for all rows; hint: divide each row by its own sum
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum()

# %% 3.2 wrong: no keepdims, again -> keep it a column
# shapes (n, k) and (n,) do not fit, or fit wrongly when n = k; hint: keepdims=True
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)

# %% 3.2 wrong: no keepdims for the maximum -> keep it a column
# the maximum is taken off column by column when square; hint: keepdims=True for max too
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: takes off the mean -> lies far above that
# the mean also makes scores smaller, but not small enough; hint: the largest of the row
def softmax(scores):
    e = np.exp(scores - scores.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: takes off the first score -> lies far above that
# any number may be taken off, so took the first; hint: another score may lie 2000 above it
def softmax(scores):
    e = np.exp(scores - scores[:, :1])
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: divides by the maximum
# made the scores small by dividing, which changes the differences; hint: take off, do not divide
def softmax(scores):
    e = np.exp(scores / np.abs(scores).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: clips the scores -> No clip, no nan_to_num
# cuts large scores so that nothing overflows; hint: 1000 and 800 then look the same
def softmax(scores):
    e = np.exp(np.clip(scores, -50, 50))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: nan to num -> No clip, no nan_to_num
# repairs inf / inf after the fact with 0; hint: the row then does not add up to 1
def softmax(scores):
    e = np.exp(scores)
    return np.nan_to_num(e / e.sum(axis=1, keepdims=True))

# %% 3.2 wrong: forgot e
# divides the scores by their sum; hint: raise e to their power first
def softmax(scores):
    shifted = scores - scores.min(axis=1, keepdims=True)
    return shifted / shifted.sum(axis=1, keepdims=True)

# %% 3.2 wrong: sigmoid of each -> the sigmoid, entry by entry
# took the little sister; hint: the rows do not add up to 1
def softmax(scores):
    return 1 / (1 + np.exp(-scores))

# %% 3.2 wrong: sigmoids divided by their sum
# sigmoid, then normalised; hint: softmax raises e to the power of each score
def softmax(scores):
    s = 1 / (1 + np.exp(-np.clip(scores, -500, 500)))
    return s / s.sum(axis=1, keepdims=True)

# %% 3.2 wrong: minus sign -> The sign: the largest
# the physicist's Boltzmann factor; hint: the largest score gets the largest probability
def softmax(scores):
    e = np.exp(-(scores - scores.min(axis=1, keepdims=True)))
    return e / e.sum(axis=1, keepdims=True)

# %% 3.2 wrong: winner takes all
# the largest gets 1; hint: that is argmax, not softmax
def softmax(scores):
    return (scores == scores.max(axis=1, keepdims=True)).astype(float)

# %% 3.2 wrong: log-softmax -> logarithm of what is right
# gave back the logarithms; hint: every entry between 0 and 1
def softmax(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))

# %% 3.2 wrong: powers of two -> e to the power of each score, not
# base 2 in place of e; hint: np.exp
def softmax(scores):
    p = 2.0 ** (scores - scores.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)

# %% 3.2 wrong: rounded result -> numbers are rounded
# rounded to look like the target; hint: do not round inside the function
def softmax(scores):
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    return (e / e.sum(axis=1, keepdims=True)).round(3)

# %% 3.2 wrong: math.exp -> math and float() take one number
# math.exp does not take arrays; hint: np.exp
def softmax(scores):
    import math
    e = math.exp(scores - scores.max(axis=1, keepdims=True))
    return e / sum(e)

# %% 3.2 wrong: built for two rows
# numbers of the example; hint: any number of rows
def softmax(scores):
    result = np.zeros((2, scores.shape[1]))
    for i in range(2):
        e = np.exp(scores[i] - scores[i].max())
        result[i] = e / e.sum()
    return result

# %% 3.2 wrong: same type as the scores -> The fractions are cut off
# empty_like keeps whole numbers for whole-number scores, all become 0; hint: the result is floating point
def softmax(scores):
    result = np.empty_like(scores)
    for i, row in enumerate(scores):
        e = np.exp(row - row.max())
        result[i] = e / e.sum()
    return result

# %% 3.2 right: plain Python
def softmax(scores):
    import math
    rows = []
    for row in scores:
        top = max(row)
        powers = [math.exp(s - top) for s in row]
        total = sum(powers)
        rows.append([p / total for p in powers])
    return np.array(rows)

# %% 3.2 right: logarithm of the sum
def softmax(scores):
    return np.exp(scores - np.logaddexp.reduce(np.asarray(scores, dtype=float), axis=1, keepdims=True))

# %% 3.2 right: keras.ops
def softmax(scores):
    below = np.asarray(scores, dtype="float64") - np.max(scores, axis=1, keepdims=True)
    return keras.ops.convert_to_numpy(keras.ops.softmax(keras.ops.convert_to_tensor(below.astype("float32")), axis=-1))

# %% 3.2 right: pairwise differences
def softmax(scores):
    with np.errstate(over="ignore"):
        differences = np.asarray(scores, dtype=float)
        differences = differences[:, None, :] - differences[:, :, None]
        return 1 / np.exp(differences).sum(axis=2)

# %% 3.2 right: apply along axis
def softmax(scores):
    def one(row):
        e = np.exp(row - row.max())
        return e / e.sum()
    return np.apply_along_axis(one, 1, np.asarray(scores, dtype=float))

# %% 3.2 right: transposed and einsum
def softmax(scores):
    e = np.exp(scores.T - scores.max(axis=1))
    return np.einsum("ki,i->ik", e, 1 / e.sum(axis=0))

# %% 3.3 wrong: mean over table -> by examples times classes
# one-hot and np.mean
def cross_entropy(probabilities, labels):
    one_hot = np.eye(probabilities.shape[1])[labels]
    return -np.mean(one_hot * np.log(np.maximum(probabilities, 1e-7)))

# %% 3.3 wrong: binary terms -> lesson 2's loss
# 1 - p too
def cross_entropy(probabilities, labels):
    one_hot = np.eye(probabilities.shape[1])[labels]
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(np.sum(one_hot * np.log(p) + (1 - one_hot) * np.log(1 - p), axis=1))

# %% 3.3 wrong: softmax again -> no softmax once more
# softmax inside
def cross_entropy(probabilities, labels):
    p = softmax(probabilities)
    return -np.mean(np.log(np.maximum(p[np.arange(len(labels)), labels], 1e-7)))

# %% 3.3 wrong: ten classes -> need not be ten classes
# np.eye(10)
def cross_entropy(probabilities, labels):
    one_hot = np.eye(10)[labels]
    return -np.mean(np.sum(one_hot * np.log(np.maximum(probabilities, 1e-7)), axis=1))

# %% 3.3 wrong: largest -> largest probability
# max
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(np.maximum(probabilities.max(axis=1), 1e-7)))

# %% 3.3 wrong: no mean -> is a mean or a sum missing
# each
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.log(np.maximum(chosen, 1e-7))

# %% 3.3 wrong: no floor -> minus infinity
# floor forgotten
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(chosen))

# %% 3.3 wrong: other floor -> it counts as 1e-7
# 1e-12
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.maximum(chosen, 1e-12)))

# %% 3.3 wrong: p log p
# entropy
def cross_entropy(probabilities, labels):
    p = np.maximum(probabilities, 1e-7)
    return -np.mean(np.sum(p * np.log(p), axis=1))

# %% 3.3 wrong: 1 - p -> The logarithm is missing
# one minus
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return np.mean(1 - chosen)

# %% 3.3 wrong: range by classes -> one for each example, not for each class
# arange over classes
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(probabilities.shape[1]), labels]
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: divided by classes -> by the number of classes
# divide by classes
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.sum(np.log(np.maximum(chosen, 1e-7))) / probabilities.shape[1]

# %% 3.3 wrong: lesson 2 on the table -> Labels are no factors
# labels as 0 and 1, with the whole table; hint: lesson 2's loss is for two classes
def cross_entropy(probabilities, labels):
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))

# %% 3.3 wrong: lesson 2 with a column of labels -> lesson 2's loss
# the shapes were made to fit; hint: still the loss for two classes
def cross_entropy(probabilities, labels):
    y = labels[:, np.newaxis]
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))

# %% 3.3 right: log_loss
# scikit-learn
def cross_entropy(probabilities, labels):
    from sklearn.metrics import log_loss
    p = np.maximum(probabilities, 1e-7)
    return log_loss(labels, p / p.sum(axis=1, keepdims=True), labels=range(p.shape[1]))

# %% 3.3 wrong: sum in place of mean -> sum over the examples
# added up over the examples; hint: the mean
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.sum(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: forgot the minus -> *minus*
# the loss comes out negative; hint: minus the logarithm
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: log2 -> to the base 2
# bits, as in information theory; hint: natural logarithm
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log2(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: log10 -> to the base 10
# pocket calculator's log; hint: natural logarithm
def cross_entropy(probabilities, labels):
    chosen = np.clip(probabilities[np.arange(len(labels)), labels], 1e-7, 1)
    return -np.log10(chosen).mean()

# %% 3.3 wrong: not kept finite -> minus infinity
# forgot the last line of the docstring; hint: a probability of 0 counts as 1e-7
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(probabilities[np.arange(len(labels)), labels]))

# %% 3.3 wrong: nan_to_num -> it counts as 1e-7
# minus infinity becomes the largest number there is; hint: 0 counts as 1e-7
def cross_entropy(probabilities, labels):
    return np.mean(np.nan_to_num(-np.log(probabilities[np.arange(len(labels)), labels])))

# %% 3.3 wrong: zeros left out -> Zeros are not left out
# examples with probability 0 are thrown away; hint: they count as 1e-7
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(chosen[chosen > 0]))

# %% 3.3 wrong: colon in place of arange -> takes all rows
# picks a whole table of all rows and all labels; hint: one entry from each row
def cross_entropy(probabilities, labels):
    chosen = probabilities[:, labels]
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: rows by label -> label chooses the column
# indexes rows with the labels; hint: the label chooses the column
def cross_entropy(probabilities, labels):
    chosen = probabilities[labels, np.arange(len(labels)) % probabilities.shape[1]]
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: highest probability -> largest probability
# takes what the network is surest of; hint: the probability of the right class
def cross_entropy(probabilities, labels):
    return -np.mean(np.log(np.maximum(probabilities.max(axis=1), 1e-7)))

# %% 3.3 wrong: logarithm of the mean -> Logarithm first
# mean and logarithm exchanged; hint: first the logarithm, then the mean
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.log(max(np.mean(chosen), 1e-7))

# %% 3.3 wrong: binary formula of lesson 2 -> lesson 2's loss
# adds log(1 - p) of the others; hint: only the right class counts
def cross_entropy(probabilities, labels):
    target = np.eye(probabilities.shape[1])[labels]
    p = np.clip(probabilities, 1e-7, 1 - 1e-7)
    return -np.mean((target * np.log(p) + (1 - target) * np.log(1 - p)).sum(axis=1))

# %% 3.3 wrong: lesson 2 unchanged -> lesson 2's loss
# takes labels as 0 and 1 and the table as one probability; hint: pick from each row the entry of its label
def cross_entropy(probabilities, labels):
    p = np.clip(probabilities[:, 1], 1e-7, 1 - 1e-7)
    return -np.mean(labels * np.log(p) + (1 - labels) * np.log(1 - p))

# %% 3.3 wrong: mean over the whole one-hot table -> by examples times classes
# divides by examples times classes; hint: the mean over the examples only
def cross_entropy(probabilities, labels):
    one_hot = np.eye(probabilities.shape[1])[labels]
    return -np.mean(one_hot * np.log(np.maximum(probabilities, 1e-7)))

# %% 3.3 wrong: always ten classes -> need not be ten classes
# one-hot of width 10; hint: the number of classes is probabilities.shape[1]
def cross_entropy(probabilities, labels):
    one_hot = np.eye(10)[labels]
    return -np.mean(np.sum(one_hot * np.log(np.maximum(probabilities, 1e-7)), axis=1))

# %% 3.3 wrong: always two classes
# works for the example only; hint: any number of classes
def cross_entropy(probabilities, labels):
    chosen = np.where(labels == 1, probabilities[:, 1], probabilities[:, 0])
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: labels from one -> Labels count from 0
# took 1 off the labels; hint: labels count from 0
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels - 1]
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 wrong: one loss per example -> is a mean or a sum missing
# forgot the mean; hint: one number
def cross_entropy(probabilities, labels):
    return -np.log(np.maximum(probabilities[np.arange(len(labels)), labels], 1e-7))

# %% 3.3 wrong: minimum for maximum
# np.minimum makes all of them at most 1e-7; hint: np.maximum
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.minimum(chosen, 1e-7)))

# %% 3.3 wrong: adds a thousandth -> Adding moves every loss
# epsilon far too large, shifts every loss; hint: only 0 counts as 1e-7
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(chosen + 1e-3))

# %% 3.3 wrong: another epsilon -> it counts as 1e-7
# 1e-15 as in another library; hint: a probability of 0 counts as 1e-7
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(labels)), labels]
    return -np.mean(np.log(np.clip(chosen, 1e-15, 1)))

# %% 3.3 wrong: share of mistakes
# counted mistakes; hint: the logarithm of the right class's probability
def cross_entropy(probabilities, labels):
    return np.mean(probabilities.argmax(axis=1) != labels)

# %% 3.3 wrong: softmax once more -> no softmax once more
# thought the input are scores; hint: these are probabilities already
def cross_entropy(probabilities, labels):
    p = softmax(probabilities)
    return -np.mean(np.log(np.maximum(p[np.arange(len(labels)), labels], 1e-7)))

# %% 3.3 wrong: labels of the notebook -> `y_validation` is a name
# the argument ignored; hint: use labels
def cross_entropy(probabilities, labels):
    chosen = probabilities[np.arange(len(probabilities)), y_validation[:len(probabilities)]]
    return -np.mean(np.log(np.maximum(chosen, 1e-7)))

# %% 3.3 right: plain loop
def cross_entropy(probabilities, labels):
    import math
    total = 0.0
    for row, label in zip(probabilities, labels):
        total -= math.log(max(float(row[label]), 1e-7))
    return total / len(labels)

# %% 3.3 right: take along axis
def cross_entropy(probabilities, labels):
    index = np.asarray(labels).astype(int)[:, None]
    chosen = np.take_along_axis(probabilities, index, axis=1)
    return float(np.log(1 / np.clip(chosen, 1e-7, None)).mean())

# %% 3.3 right: one-hot and einsum
def cross_entropy(probabilities, labels):
    one_hot = (np.arange(probabilities.shape[1]) == np.asarray(labels)[:, None]).astype(float)
    logs = np.log(np.maximum(probabilities, 1e-7))
    return -np.einsum("ij,ij->", one_hot, logs) / probabilities.shape[0]

# %% 3.3 right: list comprehension and fsum
def cross_entropy(probabilities, labels):
    from math import fsum, log
    return -fsum(log(max(probabilities[i, int(k)], 1e-7)) for i, k in enumerate(labels)) / len(probabilities)

# %% 3.3 right: flat index
def cross_entropy(probabilities, labels):
    examples, classes = probabilities.shape
    flat = probabilities.ravel()[np.arange(examples) * classes + labels]
    return np.average(-np.log(np.maximum(flat, 1e-7)))

# %% 3.3 right: boolean mask
def cross_entropy(probabilities, labels):
    mask = np.eye(probabilities.shape[1], dtype=bool)[labels]
    return abs(np.log(np.maximum(probabilities[mask], 1e-7)).mean())

# %% 3.4 wrong: one bias per layer -> not one for each layer
# one bias per layer
def count_parameters(sizes):
    return sum(a * b + 1 for a, b in zip(sizes[:-1], sizes[1:]))

# %% 3.4 wrong: bias per input -> not each input
# a * b + a
def count_parameters(sizes):
    return sum(a * b + a for a, b in zip(sizes[:-1], sizes[1:]))

# %% 3.4 wrong: three layers only -> for two layers
# sizes[0..2]
def count_parameters(sizes):
    return sizes[0] * sizes[1] + sizes[1] + sizes[1] * sizes[2] + sizes[2]

# %% 3.4 wrong: product -> multiply neighbours
# product of all
def count_parameters(sizes):
    return int(np.prod(sizes))

# %% 3.4 wrong: overwritten -> last layer is counted
# = in place of +=
def count_parameters(sizes):
    for a, b in zip(sizes[:-1], sizes[1:]):
        total = a * b + b
    return total

# %% 3.4 wrong: return in loop -> first layer is counted
# return too far in
def count_parameters(sizes):
    total = 0
    for a, b in zip(sizes[:-1], sizes[1:]):
        total += a * b + b
        return total

# %% 3.4 wrong: off by one -> go one too far
# range(len(sizes))
def count_parameters(sizes):
    return sum(sizes[i] * sizes[i + 1] + sizes[i + 1] for i in range(len(sizes)))

# %% 3.4 wrong: zip with itself -> The list meets itself
# zip(sizes, sizes)
def count_parameters(sizes):
    return sum(a * b + b for a, b in zip(sizes, sizes))

# %% 3.4 wrong: biases only hidden -> last layer's neurons
# no bias at the output
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes[1:-1])

# %% 3.4 wrong: tuple -> Weights and biases are added up
# weights and biases apart
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])), sum(sizes[1:])

# %% 3.4 wrong: number 407050 -> `sizes` is handed in and not used
# the printed number
def count_parameters(sizes):
    return 407050

# %% 3.4 wrong: a bias once -> not one for each layer
# one bias in all
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + 1

# %% 3.4 right: dot
# np.dot, np.int64
def count_parameters(sizes):
    return np.dot(sizes[:-1], sizes[1:]) + np.sum(sizes[1:])

# %% 3.4 right: Keras counts
# count_params
def count_parameters(sizes):
    return keras.Sequential([keras.Input((sizes[0],))] + [keras.layers.Dense(n) for n in sizes[1:]]).count_params()

# %% 3.4 right: reduce
# reduce
def count_parameters(sizes):
    from functools import reduce
    return reduce(lambda s, n: (s[0] + s[1] * n + n, n), sizes[1:], (0, sizes[0]))[0]

# %% 3.4 wrong: no biases -> biases are missing
# counted weights only; hint: each neuron has a bias
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:]))

# %% 3.4 wrong: biases for the inputs -> Inputs have no bias
# every entry of the list gets a bias; hint: inputs have none
def count_parameters(sizes):
    return sum(a * b for a, b in zip(sizes[:-1], sizes[1:])) + sum(sizes)

# %% 3.4 wrong: one bias per layer, again -> not one for each layer
# thought of the one b in the formula; hint: one bias per neuron
def count_parameters(sizes):
    return sum(a * b + 1 for a, b in zip(sizes[:-1], sizes[1:]))

# %% 3.4 wrong: bias per input, again -> not each input
# added the inputs of each layer in place of its neurons; hint: 3 inputs and 2 neurons have 2 biases
def count_parameters(sizes):
    return sum(a * b + a for a, b in zip(sizes[:-1], sizes[1:]))

# %% 3.4 wrong: last layer without biases -> last layer's neurons
# only hidden layers get biases; hint: the outputs are neurons too
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 1):
        total += sizes[i] * sizes[i + 1]
    for n in sizes[1:-1]:
        total += n
    return total

# %% 3.4 wrong: three entries only -> any number of layers
# written for one hidden layer; hint: any such stack
def count_parameters(sizes):
    inputs, hidden, outputs = sizes
    return inputs * hidden + hidden + hidden * outputs + outputs

# %% 3.4 wrong: three entries by index -> for two layers
# reads the first three and ignores the rest; hint: lists of any length
def count_parameters(sizes):
    return (sizes[0] + 1) * sizes[1] + (sizes[1] + 1) * sizes[2]

# %% 3.4 wrong: the target as a constant -> `sizes` is handed in and not used
# copied the number from the target; hint: compute it from sizes
def count_parameters(sizes):
    return 407050

# %% 3.4 wrong: return inside the loop -> first layer is counted
# gives back after the first pair; hint: return after the loop
def count_parameters(sizes):
    total = 0
    for a, b in zip(sizes[:-1], sizes[1:]):
        total += a * b + b
        return total

# %% 3.4 wrong: range one short -> last layer is left out
# leaves the last layer out; hint: len(sizes) - 1 layers
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes) - 2):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total

# %% 3.4 wrong: range one long -> go one too far
# IndexError at the last entry; hint: the last entry has no next one
def count_parameters(sizes):
    total = 0
    for i in range(len(sizes)):
        total += sizes[i] * sizes[i + 1] + sizes[i + 1]
    return total

# %% 3.4 wrong: product of all -> multiply neighbours
# multiplied all sizes; hint: only neighbouring layers are connected
def count_parameters(sizes):
    return int(np.prod(sizes)) + sum(sizes[1:])

# %% 3.4 wrong: every layer to the last
# multiplies with the outputs; hint: with the next size
def count_parameters(sizes):
    return sum(a * sizes[-1] + sizes[-1] for a in sizes[:-1])

# %% 3.4 wrong: all pairs
# every layer is connected with every later one; hint: only with the next
def count_parameters(sizes):
    total = sum(sizes[1:])
    for i in range(len(sizes)):
        for j in range(i + 1, len(sizes)):
            total += sizes[i] * sizes[j]
    return total

# %% 3.4 wrong: layer with itself -> The list meets itself
# zip of the list with itself; hint: sizes[:-1] and sizes[1:]
def count_parameters(sizes):
    return sum(a * b + b for a, b in zip(sizes, sizes))

# %% 3.4 wrong: total overwritten -> last layer is counted
# = where += is needed, only the last layer remains; hint: add up
def count_parameters(sizes):
    for a, b in zip(sizes[:-1], sizes[1:]):
        total = (a + 1) * b
    return total

# %% 3.4 wrong: one number per layer -> One number for each layer
# a list in place of the sum; hint: a whole number
def count_parameters(sizes):
    return [(a + 1) * b for a, b in zip(sizes[:-1], sizes[1:])]

# %% 3.4 wrong: thousands as text -> Text is no number
# formats it; hint: a whole number, not a text
def count_parameters(sizes):
    return str(sum((a + 1) * b for a, b in zip(sizes[:-1], sizes[1:])))

# %% 3.4 wrong: the inputs are always 784 -> not always 784
# takes the list for the layers after the pictures; hint: the first entry is the inputs
def count_parameters(sizes):
    total, n_inputs = 0, 784
    for n in sizes[1:]:
        total += n_inputs * n + n
        n_inputs = n
    return total

# %% 3.4 right: recursion
def count_parameters(sizes):
    if len(sizes) < 2:
        return 0
    return (sizes[0] + 1) * sizes[1] + count_parameters(sizes[1:])

# %% 3.4 right: scalar product
def count_parameters(sizes):
    sizes = np.array(sizes)
    return int(sizes[:-1] @ sizes[1:] + sizes[1:].sum())

# %% 3.4 right: numpy whole number
def count_parameters(sizes):
    sizes = np.array(sizes, dtype=np.int64)
    return np.sum(np.multiply(sizes[:-1] + 1, sizes[1:]))

# %% 3.4 right: Keras counts, again
def count_parameters(sizes):
    network = keras.Sequential([keras.Input(shape=(sizes[0],))])
    for size in sizes[1:]:
        network.add(keras.layers.Dense(size))
    return network.count_params()

# %% 3.4 right: while loop
def count_parameters(sizes):
    weights = biases = 0
    i = 1
    while i < len(sizes):
        weights += sizes[i - 1] * sizes[i]
        biases += sizes[i]
        i += 1
    return weights + biases

# %% 3.4 right: pairwise lambda
from itertools import pairwise
count_parameters = lambda sizes: sum(n_out * n_in + n_out for n_in, n_out in pairwise(sizes))

# %% 3.5 wrong: layers as arguments -> in one list, in square brackets
# brackets forgotten
def build_model():
    return keras.Sequential(keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(10, activation="softmax"))

# %% 3.5 wrong: flatten late -> Flatten stands behind ReLU
# Flatten after the hidden layer
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: softmax twice -> softmax is not asked for
# softmax and Softmax
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
        keras.layers.Softmax(),
    ])

# %% 3.5 wrong: hidden linear -> ReLU is missing
# activation forgotten
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: tanh -> tanh stands
# tanh
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="tanh"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: dropout at the end -> Dropout stands behind softmax
# dropout last
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
        keras.layers.Dropout(0.2),
    ])

# %% 3.5 wrong: no dropout -> Dropout is missing
# dropout forgotten
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: rescaling 1 // 255 -> scale is 0;
# integer division
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 // 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: no rescaling -> Rescaling is missing
# forgotten
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: one output -> neurons is 1;
# one answer
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1, activation="softmax"),
    ])

# %% 3.5 wrong: softmax without quotes -> in quotes, "softmax"
# hands over the function of 3.2
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation=softmax),
    ])

# %% 3.5 wrong: relu without quotes -> in quotes, "relu"
# a name that is not there yet
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation=relu),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: dropout of five -> a fifth is 0.2
# one in five
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(5),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: one model -> inside the function
# made outside
the_model = keras.Sequential([keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(10, activation="softmax")])
def build_model():
    return the_model

# %% 3.5 wrong: summary returned
# model.summary()
def build_model():
    model = keras.Sequential([keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(10, activation="softmax")])
    return model.summary()

# %% 3.5 wrong: no biases -> use_bias is False
# use_bias False
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu", use_bias=False),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: class in place of layer -> made with brackets
# brackets forgotten behind Flatten
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten,
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 right: functional
# functional API
def build_model():
    inputs = keras.Input(shape=(28, 28))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(512, activation="relu")(x)
    x = keras.layers.Dropout(0.2)(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 3.5 right: add
# model.add
def build_model():
    model = keras.models.Sequential(name='digits')
    for layer in [keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.2), keras.layers.Dense(10, activation="softmax")]:
        model.add(layer)
    return model

# %% 3.5 right: activations apart
# ReLU and Softmax layers
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Flatten(),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Dense(512),
        keras.layers.ReLU(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10),
        keras.layers.Softmax(),
    ])

# %% 3.5 right: Reshape and Activation
# Reshape
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Reshape((784,)),
        keras.layers.Dense(512),
        keras.layers.Activation("relu"),
        keras.layers.Dropout(rate=0.2),
        keras.layers.Dense(10),
        keras.layers.Activation("softmax"),
    ])

# %% 3.5 right: subclass
# subclassed and built
def build_model():
    class Digits(keras.Model):
        def __init__(self):
            super().__init__()
            self.scale, self.flat = keras.layers.Rescaling(1 / 255), keras.layers.Flatten()
            self.hidden, self.drop = keras.layers.Dense(512, activation="relu"), keras.layers.Dropout(0.2)
            self.out = keras.layers.Dense(10, activation="softmax")
        def call(self, x, training=False):
            return self.out(self.drop(self.hidden(self.flat(self.scale(x))), training=training))
    model = Digits()
    model.build((None, 28, 28))
    return model

# %% 3.5 wrong: rescaling 1/127.5 -> scale is 0.007843
# -1..1
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: no scaling -> Rescaling is missing
# left Rescaling out; hint: pictures come in as 0 to 255
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: multiplies by 255 -> scale is 255
# thought Rescaling divides; hint: it multiplies by its number, 1 / 255
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: whole-number 1 // 255 -> scale is 0;
# 1 // 255 is 0, all pictures are black; hint: 1 / 255
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 // 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: from -1 to 1 -> scale is 0.007843
# scaling of another book; hint: Rescaling(1 / 255)
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: no Flatten -> Flatten is missing
# dense layers work row by row; hint: flatten first, ten probabilities per picture
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: Flatten after the hidden layer -> Flatten stands behind ReLU
# order exchanged; hint: the order of the table
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: no dropout, again -> Dropout is missing
# thought dropout comes under Revise; hint: the table has it
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: dropout keeps a fifth -> share dropped is 0.8
# took the rate for the share that is kept; hint: 0.2 is switched off
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.8),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: dropout on the pixels -> Dropout stands behind Flatten
# dropout before the hidden layer; hint: after the 512 neurons
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: dropout at the very end -> Dropout stands behind softmax
# drops probabilities; hint: before the last layer
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
        keras.layers.Dropout(0.2),
    ])

# %% 3.5 wrong: other kind of dropout -> GaussianDropout stands
# GaussianDropout multiplies with noise; hint: Dropout
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.GaussianDropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: hidden layer linear -> ReLU is missing
# forgot the activation; hint: activation="relu"
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: gelu -> gelu stands
# a modern activation, nearly ReLU; hint: relu
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="gelu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: leaky ReLU -> LeakyReLU stands
# a ReLU that leaks; hint: relu is 0 below 0
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="leaky_relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: scores for probabilities -> softmax is missing
# last layer without softmax; hint: ten probabilities
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10),
    ])

# %% 3.5 wrong: ten sigmoids -> sigmoid stands
# as in lesson 2; hint: the ten must add up to 1
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="sigmoid"),
    ])

# %% 3.5 wrong: softmax twice, again -> softmax is not asked for
# an extra softmax layer makes the probabilities flat; hint: one softmax
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
        keras.layers.Softmax(),
    ])

# %% 3.5 wrong: 521 neurons -> neurons is 521
# slip of the finger; hint: 512 neurons, 407,050 parameters
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(521, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: no biases in the hidden layer -> use_bias is False
# use_bias=False; hint: 512 parameters are missing
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu", use_bias=False),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: compiled -> Only build it
# compiles already; hint: not compiled
def build_model():
    network = keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])
    network.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return network

# %% 3.5 wrong: always the same model -> inside the function
# built once outside; hint: a new model each time
the_model = keras.Sequential([
    keras.Input(shape=(28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(512, activation="relu"),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(10, activation="softmax"),
])

def build_model():
    return the_model

# %% 3.5 wrong: shared layers -> inside the function
# new Sequential, but the same layer objects with the same weights; hint: build the layers inside the function
shared_layers = [
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(512, activation="relu"),
    keras.layers.Dropout(0.2),
    keras.layers.Dense(10, activation="softmax"),
]

def build_model():
    return keras.Sequential([keras.Input(shape=(28, 28))] + shared_layers)

# %% 3.5 wrong: cached -> inside the function
# lru_cache to save time; hint: a new model each time
import functools

@functools.lru_cache
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: nothing returned -> end with `return`
# forgot return; hint: return the model
def build_model():
    network = keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: square brackets forgotten -> in one list, in square brackets
# TypeError from Sequential; hint: the layers as one list
def build_model():
    return keras.Sequential(
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    )

# %% 3.5 wrong: no Input -> Begin with keras.Input
# the model does not know its size and has no weights; hint: keras.Input first
def build_model():
    return keras.Sequential([
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: flat input -> Begin with keras.Input
# wants rows of 784 numbers; hint: pictures of shape (28, 28)
def build_model():
    return keras.Sequential([
        keras.Input(shape=(784,)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: parentheses missing at Flatten -> made with brackets
# a class in place of a layer; hint: Flatten()
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten,
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: the colleague's deep stack -> Dense(512), ReLU, Dropout are not asked for
# two hidden layers; hint: one hidden layer of 512
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 wrong: weights all zero -> Equal neurons stay equal
# initialised with zeros, all neurons are the same; hint: leave the initialiser alone
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu", kernel_initializer="zeros"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax", kernel_initializer="zeros"),
    ])

# %% 3.5 wrong: with weight decay -> L2(0.01)
# added an L2 regulariser that the table lacks; hint: only dropout
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu", kernel_regularizer="l2"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 3.5 right: functional, again
def build_model():
    inputs = keras.Input(shape=(28, 28), name="picture")
    x = keras.layers.Rescaling(scale=1 / 255)(inputs)
    x = keras.layers.Flatten()(x)
    x = keras.layers.Dense(512, activation="relu")(x)
    x = keras.layers.Dropout(0.2)(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 3.5 right: layer by layer with add
def build_model():
    from keras import layers
    network = keras.models.Sequential(name="mlp")
    network.add(keras.Input((28, 28)))
    network.add(layers.Rescaling(1.0 / 255.0))
    network.add(layers.Flatten())
    network.add(layers.Dense(units=512, activation=keras.activations.relu))
    network.add(layers.Dropout(rate=0.2))
    network.add(layers.Dense(units=10, activation=keras.activations.softmax))
    return network

# %% 3.5 right: nested Sequential
def build_model():
    preprocessing = keras.Sequential([keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()])
    head = keras.Sequential([
        keras.Input(shape=(784,)),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ])
    return keras.Sequential([keras.Input(shape=(28, 28)), preprocessing, head])

# %% 3.5 right: activations as own layers
def build_model():
    return keras.Sequential([
        keras.Input(shape=(28, 28)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512),
        keras.layers.ReLU(),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10),
        keras.layers.Softmax(),
    ])

# %% 3.5 right: lambda
build_model = lambda: keras.Sequential([
    keras.layers.InputLayer(shape=(28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(512, "relu"),
    keras.layers.Dropout(1 / 5),
    keras.layers.Dense(10, "softmax"),
])

# %% 3.5 right: loop over the layers, functional
def build_model():
    layers = [
        keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(),
        keras.layers.Dense(512, activation="relu"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(10, activation="softmax"),
    ]
    tensor = inputs = keras.Input(shape=(28, 28))
    for layer in layers:
        tensor = layer(tensor)
    return keras.Model(inputs=inputs, outputs=tensor)

# %% 3.5 right: a class with __call__
class Builder:
    hidden, classes, rate = 512, 10, 0.2

    def __call__(self):
        return keras.Sequential([
            keras.Input(shape=(28, 28)),
            keras.layers.Rescaling(1 / 255),
            keras.layers.Flatten(),
            keras.layers.Dense(self.hidden, activation="relu"),
            keras.layers.Dropout(self.rate),
            keras.layers.Dense(self.classes, activation="softmax"),
        ])

build_model = Builder()

# %% 3.6 wrong: set to 1 -> add 1 each time
# = 1
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for a, b in zip(labels, answers):
        counts[a, b] = 1
    return counts

# %% 3.6 wrong: hard-coded 10 -> `n_classes` is handed in and not used
# ten digits
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((10, 10), dtype=int)
    for a, b in zip(labels, answers):
        counts[a, b] += 1
    return counts

# %% 3.6 wrong: sklearn swapped -> Rows and columns are swapped
# scikit-learn, arguments swapped
def confusion_matrix(labels, answers, n_classes):
    from sklearn.metrics import confusion_matrix as cm
    return cm(answers, labels, labels=range(n_classes))

# %% 3.6 wrong: shares of all -> counts are asked for
# shares
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for a, b in zip(labels, answers):
        counts[a, b] += 1 / len(labels)
    return counts

# %% 3.6 wrong: transposed -> Rows and columns are swapped
# answers as rows
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for a, b in zip(labels, answers):
        counts[b, a] += 1
    return counts

# %% 3.6 wrong: histogram2d -> fits its bins
# np.histogram2d
def confusion_matrix(labels, answers, n_classes):
    return np.histogram2d(labels, answers, bins=n_classes)[0].astype(int)

# %% 3.6 wrong: per class -> table of pairs
# hits per class
def confusion_matrix(labels, answers, n_classes):
    return np.array([np.sum((labels == k) & (answers == k)) for k in range(n_classes)])

# %% 3.6 wrong: return in loop -> Only the first are counted
# return too far in
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for a, b in zip(labels, answers):
        counts[a, b] += 1
        return counts

# %% 3.6 wrong: loops over classes -> Only the first are counted
# range(n_classes) as index
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes):
        counts[labels[i], answers[i]] += 1
    return counts

# %% 3.6 right: add.at
# np.add.at
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    np.add.at(counts, (labels, answers), 1)
    return counts

# %% 3.6 right: sklearn
# scikit-learn with labels
def confusion_matrix(labels, answers, n_classes):
    from sklearn.metrics import confusion_matrix as cm
    return cm(labels, answers, labels=np.arange(n_classes))

# %% 3.6 wrong: one-hot product in floats -> astype(int)
# one-hot, floats
def confusion_matrix(labels, answers, n_classes):
    eye = np.eye(n_classes)
    return eye[labels].T @ eye[answers]

# %% 3.6 right: tf
# tf.math
def confusion_matrix(labels, answers, n_classes):
    import tensorflow as tf
    return tf.math.confusion_matrix(labels, answers, n_classes)

# %% 3.6 wrong: transposed, again -> Rows and columns are swapped
# row and column exchanged; hint: the row is the right class
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[answer, truth] += 1
    return counts

# %% 3.6 wrong: always ten classes -> `n_classes` is handed in and not used
# n_classes ignored; hint: the shape is (n_classes, n_classes)
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((10, 10), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: classes from the labels -> use n_classes
# the size from the data, too small if a class is missing; hint: n_classes is given
def confusion_matrix(labels, answers, n_classes):
    n = max(labels.max(), answers.max()) + 1
    counts = np.zeros((n, n), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: floating-point counts -> dtype=int
# np.zeros without dtype: the counts are right, their type is not
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes))
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: fancy index plus one -> adds 1 to each place only once
# each pair is counted once only; hint: go through the pairs one by one, or np.add.at
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    counts[labels, answers] += 1
    return counts

# %% 3.6 wrong: shares in place of counts -> counts are asked for
# rows normalised; hint: count, do not divide
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts / counts.sum(axis=1, keepdims=True)

# %% 3.6 wrong: errors only -> belong on the diagonal
# thought confusions are only the mistakes; hint: right answers lie on the diagonal
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        if truth != answer:
            counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: right answers only -> beside the diagonal
# counts the hits; hint: the errors too
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        if truth == answer:
            counts[truth, truth] += 1
    return counts

# %% 3.6 wrong: bytes overflow -> Above 255
# uint8 to save memory, over 255 it starts again at 0; hint: dtype=int
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype="uint8")
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: the same row n times -> All rows are the same list
# [[0] * n] * n is one row n times; hint: np.zeros
def confusion_matrix(labels, answers, n_classes):
    counts = [[0] * n_classes] * n_classes
    for truth, answer in zip(labels, answers):
        counts[truth][answer] += 1
    return np.array(counts)

# %% 3.6 wrong: list of lists -> np.array(...)
# no array; hint: np.array around it
def confusion_matrix(labels, answers, n_classes):
    counts = [[0] * n_classes for _ in range(n_classes)]
    for truth, answer in zip(labels, answers):
        counts[truth][answer] += 1
    return counts

# %% 3.6 wrong: bincount without minlength -> `minlength`
# cannot be reshaped if the last pair is missing; hint: minlength
def confusion_matrix(labels, answers, n_classes):
    return np.bincount(labels.astype(int) * n_classes + answers).reshape(n_classes, n_classes)

# %% 3.6 wrong: data of the notebook -> inside the function
# y_test in place of labels; hint: use the arguments
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(y_test, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: set instead of add -> add 1 each time
# = 1 for += 1; hint: count up
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth, answer] = 1
    return counts

# %% 3.6 wrong: argmax once more
# thought answers are probabilities; hint: answers are class numbers already
def confusion_matrix(labels, answers, n_classes):
    said = answers.argmax(axis=1)
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, said):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: zip forgotten -> `zip` walks
# ValueError or wrong unpacking; hint: zip(labels, answers)
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in labels, answers:
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: last class left out
# range(n_classes - 1); hint: classes 0 to n_classes - 1 all count
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(n_classes - 1):
        for j in range(n_classes - 1):
            counts[i, j] = np.sum((labels == i) & (answers == j))
    return counts

# %% 3.6 wrong: classes from one
# takes 1 off; hint: labels count from 0
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth - 1, answer - 1] += 1
    return counts

# %% 3.6 wrong: counted both ways
# symmetric, 4 as 9 and 9 as 4 together; hint: row is truth, column is answer
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
        if truth != answer:
            counts[answer, truth] += 1
    return counts

# %% 3.6 wrong: one count per class -> table of pairs
# counts how often each class was answered; hint: a table of pairs
def confusion_matrix(labels, answers, n_classes):
    return np.bincount(answers, minlength=n_classes)

# %% 3.6 wrong: the table is kept between calls -> What the first call counted
# a table outside the function, the second call adds to the first; hint: begin with zeros each time
kept_counts = {}

def confusion_matrix(labels, answers, n_classes):
    counts = kept_counts.setdefault(n_classes, np.zeros((n_classes, n_classes), dtype=int))
    for truth, answer in zip(labels, answers):
        counts[truth, answer] += 1
    return counts

# %% 3.6 wrong: first hundred only -> Only the first are counted
# broke off to save time; hint: all examples
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=int)
    for i in range(min(100, len(labels))):
        counts[labels[i], answers[i]] += 1
    return counts

# %% 3.6 right: add.at, again
def confusion_matrix(labels, answers, n_classes):
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (labels, answers), 1)
    return counts

# %% 3.6 right: bincount
def confusion_matrix(labels, answers, n_classes):
    pairs = np.asarray(labels, dtype=int) * n_classes + np.asarray(answers, dtype=int)
    return np.bincount(pairs, minlength=n_classes ** 2).reshape(n_classes, n_classes)

# %% 3.6 right: one-hot product, again
def confusion_matrix(labels, answers, n_classes):
    one_hot = np.eye(n_classes, dtype=int)
    return one_hot[labels].T @ one_hot[answers]

# %% 3.6 right: list comprehension of sums
def confusion_matrix(labels, answers, n_classes):
    return np.array([[int(((labels == i) & (answers == j)).sum()) for j in range(n_classes)] for i in range(n_classes)])

# %% 3.6 right: Counter
def confusion_matrix(labels, answers, n_classes):
    from collections import Counter
    pairs = Counter(zip(np.asarray(labels).tolist(), np.asarray(answers).tolist()))
    return np.array([[pairs[truth, said] for said in range(n_classes)] for truth in range(n_classes)])

# %% 3.6 right: histogram in two dimensions
def confusion_matrix(labels, answers, n_classes):
    edges = np.arange(n_classes + 1) - 0.5
    table, _, _ = np.histogram2d(labels, answers, bins=(edges, edges))
    return table.astype("int32")

# %% 3.6 right: row by row
def confusion_matrix(labels, answers, n_classes):
    return np.stack([np.bincount(answers[labels == truth], minlength=n_classes) for truth in range(n_classes)])

# %% 3.7 wrong: roll and wipe -> so that all is emptied
# np.roll, then wipe the right
def shift_left(images, pixels):
    shifted = np.roll(images, -pixels, axis=2)
    shifted[:, :, -pixels:] = 0
    return shifted

# %% 3.7 wrong: float zeros -> np.zeros_like does
# np.zeros
def shift_left(images, pixels):
    shifted = np.zeros(images.shape)
    shifted[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: height for width -> is it the array's width
# shape[1]
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    width = images.shape[1]
    shifted[:, :, : width - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: up -> goes up
# rows
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    h = images.shape[1]
    shifted[:, : h - pixels] = images[:, pixels:]
    return shifted

# %% 3.7 wrong: right -> goes to the right
# to the right
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[:, :, pixels:] = images[:, :, : images.shape[2] - pixels]
    return shifted

# %% 3.7 wrong: four -> the number 4 stands
# always 4
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[:, :, : images.shape[2] - 4] = images[:, :, 4:]
    return shifted

# %% 3.7 wrong: edge -> last column is repeated
# edge repeated
def shift_left(images, pixels):
    return np.pad(images, ((0, 0), (0, 0), (0, pixels)), mode='edge')[:, :, pixels:]

# %% 3.7 wrong: right part stays -> shines through
# copy, not zeros
def shift_left(images, pixels):
    shifted = images.copy()
    shifted[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: left part wiped -> Columns are emptied
# columns set to 0
def shift_left(images, pixels):
    shifted = images.copy()
    shifted[:, :, :pixels] = 0
    return shifted

# %% 3.7 wrong: first picture -> Only the first picture
# images[0]
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[0, :, : images.shape[2] - pixels] = images[0, :, pixels:]
    return shifted

# %% 3.7 right: pad and slice
# np.pad
def shift_left(images, pixels):
    return np.pad(images, ((0, 0), (0, 0), (0, pixels)))[:, :, pixels:]

# %% 3.7 right: matrix
# shift matrix
def shift_left(images, pixels):
    return images @ np.eye(images.shape[2], k=-pixels, dtype=images.dtype)

# %% 3.7 right: scipy
# scipy.ndimage
def shift_left(images, pixels):
    from scipy.ndimage import shift
    return shift(images, (0, 0, -pixels), order=0, cval=0)

# %% 3.7 right: column loop
# loop with if
def shift_left(images, pixels):
    out = np.zeros_like(images)
    w = images.shape[2]
    for c in range(w):
        if c + pixels < w:
            out[:, :, c] = images[:, :, c + pixels]
    return out

# %% 3.7 right: roll with mask
# roll times mask
def shift_left(images, pixels):
    keep = np.arange(images.shape[2]) < images.shape[2] - pixels
    return np.where(keep, np.roll(images, -pixels, axis=-1), 0).astype(images.dtype)

# %% 3.7 right: recursion
# one pixel at a time
def shift_left(images, pixels):
    if pixels == 0:
        return images.copy()
    return shift_left(np.insert(images, images.shape[2], 0, axis=2)[:, :, 1:], pixels - 1)

# %% 3.7 wrong: rolled round -> comes back on the right
# what leaves on the left comes back on the right; hint: empty paper comes in
def shift_left(images, pixels):
    return np.roll(images, -pixels, axis=2)

# %% 3.7 wrong: to the right -> goes to the right
# direction exchanged; hint: column 4 becomes column 0
def shift_left(images, pixels):
    width = images.shape[2]
    shifted = np.zeros_like(images)
    shifted[:, :, pixels:] = images[:, :, : width - pixels]
    return shifted

# %% 3.7 wrong: upwards -> goes up
# took the second axis for left and right; hint: the last axis is the columns
def shift_left(images, pixels):
    height = images.shape[1]
    shifted = np.zeros_like(images)
    shifted[:, : height - pixels, :] = images[:, pixels:, :]
    return shifted

# %% 3.7 wrong: minus pixels -> which is empty
# :-0 is empty; hint: width - pixels works for 0 too
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[:, :, :-pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: width 28 written in -> is it the array's width
# MNIST's width; hint: images.shape[2]
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[:, :, : 28 - pixels] = images[:, :, pixels:28]
    return shifted

# %% 3.7 wrong: width from the height -> is it the array's width
# shape[1] is the height; hint: shape[2]
def shift_left(images, pixels):
    width = images.shape[1]
    shifted = np.zeros_like(images)
    shifted[:, :, : width - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: floating-point result -> np.zeros_like does
# np.zeros(images.shape) is float; hint: zeros_like keeps the type
def shift_left(images, pixels):
    width = images.shape[2]
    shifted = np.zeros(images.shape)
    shifted[:, :, : width - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: changes its argument -> rather than changing old ones
# moves within the array itself; hint: a new array
def shift_left(images, pixels):
    width = images.shape[2]
    images[:, :, : width - pixels] = images[:, :, pixels:].copy()
    images[:, :, width - pixels:] = 0
    return images

# %% 3.7 wrong: same array for a shift of zero -> make a new array
# returns the argument itself when nothing moves; hint: a new array, also then
def shift_left(images, pixels):
    if pixels == 0:
        return images
    shifted = np.zeros_like(images)
    shifted[:, :, :-pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: edge not emptied -> shines through
# copy in place of zeros, the last columns stay twice; hint: empty paper comes in
def shift_left(images, pixels):
    shifted = images.copy()
    shifted[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: filled with full ink
# thought white is 255; hint: empty paper is 0
def shift_left(images, pixels):
    shifted = np.full_like(images, 255)
    shifted[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: narrower pictures -> width stays
# cuts off and does not fill; hint: same shape
def shift_left(images, pixels):
    return images[:, :, pixels:]

# %% 3.7 wrong: always one pixel -> always moves by one
# the number of the example; hint: use pixels
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[:, :, :-1] = images[:, :, 1:]
    return shifted

# %% 3.7 wrong: first axis
# moves the pictures in the batch; hint: axis 2
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[: len(images) - pixels] = images[pixels:]
    return shifted

# %% 3.7 wrong: edge repeated -> last column is repeated
# np.pad with mode edge; hint: zeros
def shift_left(images, pixels):
    return np.pad(images, ((0, 0), (0, 0), (0, pixels)), mode="edge")[:, :, pixels:]

# %% 3.7 wrong: padded on the left -> goes to the right
# pads on the wrong side; hint: the paper comes in from the right
def shift_left(images, pixels):
    padded = np.pad(images, ((0, 0), (0, 0), (pixels, 0)))
    return padded[:, :, : images.shape[2]]

# %% 3.7 wrong: bytes always -> np.zeros_like does
# casts to uint8; hint: the same type as the images
def shift_left(images, pixels):
    shifted = np.zeros(images.shape, dtype="uint8")
    shifted[:, :, : images.shape[2] - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 wrong: first picture only -> Only the first picture
# index 0 in place of a colon; hint: every picture
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    shifted[0, :, : images.shape[2] - pixels] = images[0, :, pixels:]
    return shifted

# %% 3.7 wrong: pictures of the notebook -> `x_validation` is a name
# x_validation in place of images; hint: use the argument
def shift_left(images, pixels):
    shifted = np.zeros_like(x_validation)
    shifted[:, :, : 28 - pixels] = x_validation[:, :, pixels:]
    return shifted

# %% 3.7 wrong: roll and empty with a negative slice -> so that all is emptied
# for 0 pixels -0: is everything, and all is emptied; hint: width - pixels
def shift_left(images, pixels):
    shifted = np.roll(images, -pixels, axis=2)
    shifted[:, :, -pixels:] = 0
    return shifted

# %% 3.7 wrong: one pixel too few -> One column too few
# begins at pixels - 1; hint: column 4 becomes column 0 for 4 pixels
def shift_left(images, pixels):
    shifted = np.zeros_like(images)
    for column in range(images.shape[2] - pixels - 1):
        shifted[:, :, column] = images[:, :, column + pixels]
    return shifted

# %% 3.7 wrong: roll of the flattened array
# forgot axis, pixels run into the next row; hint: axis=2
def shift_left(images, pixels):
    return np.roll(images, -pixels)

# %% 3.7 wrong: fails when all is shifted out
# modulo makes width to 0; hint: pixels may be width, then all is empty
def shift_left(images, pixels):
    width = images.shape[2]
    pixels = pixels % width
    shifted = np.zeros_like(images)
    shifted[:, :, : width - pixels] = images[:, :, pixels:]
    return shifted

# %% 3.7 right: pad and cut
def shift_left(images, pixels):
    return np.pad(images, [(0, 0), (0, 0), (0, pixels)])[:, :, pixels:].copy()

# %% 3.7 right: roll and empty
def shift_left(images, pixels):
    moved = np.roll(images, -pixels, axis=-1)
    moved[..., moved.shape[-1] - pixels:] = 0
    return moved

# %% 3.7 right: roll without axis, then empty
def shift_left(images, pixels):
    shifted = np.roll(images, -pixels)
    shifted[:, :, images.shape[2] - pixels:] = 0
    return shifted

# %% 3.7 right: loop over columns
def shift_left(images, pixels):
    moved = np.zeros_like(images)
    for column in range(pixels, images.shape[2]):
        moved[:, :, column - pixels] = images[:, :, column]
    return moved

# %% 3.7 right: concatenate
def shift_left(images, pixels):
    n, height, width = images.shape
    return np.concatenate([images[:, :, pixels:], np.zeros((n, height, pixels), dtype=images.dtype)], axis=2)

# %% 3.7 right: matrix product
def shift_left(images, pixels):
    return images @ np.eye(images.shape[2], k=-pixels, dtype=images.dtype)

# %% 3.7 right: mask of columns
def shift_left(images, pixels):
    columns = np.arange(images.shape[2]) + pixels
    inside = columns < images.shape[2]
    return np.where(inside, images[:, :, np.where(inside, columns, 0)], 0).astype(images.dtype)

# %% 3.7 right: nested lists
def shift_left(images, pixels):
    rows = [[list(row[pixels:]) + [0] * pixels for row in picture] for picture in images]
    return np.array(rows, dtype=images.dtype).reshape(images.shape)

# %% 3.8 wrong: cause a -> noisy steps
# a
cause = 'a'
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: cause c -> fewer neurons learn less
# c
cause = 'c'
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: cause d -> look for large numbers
# d
cause = 'd'
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: 255 -> come in as large numbers
# scale 255
cause = 'b'
repair = dict(scale=255, learning_rate=0.1)

# %% 3.8 wrong: tiny rate -> a larger learning rate
# tiny learning rate
cause = 'b'
repair = dict(scale=1 / 255, learning_rate=0.00001)

# %% 3.8 wrong: negative rate -> learning rate is above 0
# negative
cause = 'b'
repair = dict(scale=1 / 255, learning_rate=-0.1)

# %% 3.8 wrong: two letters -> The letter alone
# ab
cause = 'b and d'
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: zero rate -> learning rate is above 0
# 0
cause = 'b'
repair = dict(scale=1 / 255, learning_rate=0)

# %% 3.8 right: 0.01
# scale 0.01
cause = ' b'
repair = dict(scale=0.01, learning_rate=0.1)

# %% 3.8 right: 1/1000 with a large rate
# smaller scale, larger rate
cause = 'b'
repair = dict(scale=1 / 1000, learning_rate=1.0)

# %% 3.8 wrong: scale 1 with a tiny rate -> what are the largest pixels
# the same code reads 3 of 4 this way too; hint: both
cause = 'b'
repair = dict(scale=1, learning_rate=0.00003)

# %% 3.8 right: scale 0.1, rate 0.002
# a scale between
cause = 'b'
repair = dict(scale=0.1, learning_rate=0.002)

# %% 3.8 wrong: rate 0.5 -> steps are still too long
# ten times smaller
cause = 'b'
repair = dict(scale=1 / 255, learning_rate=0.5)

# %% 3.8 right: B, np.float64
# NumPy numbers (stand-in for the trained model)
cause = 'b'
repair = dict(scale=np.float64(1 / 255), learning_rate=np.float64(0.05))

# %% 3.8 wrong: letter a -> noisy steps
# small batches were the guess; hint: half of it
cause = "a"
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: letter c -> fewer neurons learn less
# more is more; hint: half of it
cause = "c"
repair = dict(scale=1 / 255, learning_rate=0.05)

# %% 3.8 wrong: letter d -> look for large numbers
# larger everything; hint: neither makes a loss huge
cause = "d"
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: scale not mended -> come in as large numbers
# only the learning rate is made smaller; hint: both mistakes
cause = "b"
repair = dict(scale=1, learning_rate=0.5)

# %% 3.8 wrong: learning rate not mended -> steps are still too long
# only the pixels are scaled; hint: the rate is still 5
cause = "b"
repair = dict(scale=1 / 255, learning_rate=5.0)

# %% 3.8 wrong: scale of 255 -> come in as large numbers
# thought Rescaling divides; hint: it multiplies
cause = "b"
repair = dict(scale=255, learning_rate=0.1)

# %% 3.8 wrong: scale of zero -> Almost nothing is left
# // rounds down to 0, every picture is black; hint: 1 / 255
cause = "b"
repair = dict(scale=1 // 255, learning_rate=0.1)

# %% 3.8 wrong: learning rate far too small -> a larger learning rate
# in three epochs hardly anything moves; hint: ten times smaller, and again, not a million times
cause = "b"
repair = dict(scale=1 / 255, learning_rate=5e-6)

# %% 3.8 wrong: learning rate zero -> learning rate is above 0
# no steps at all; hint: larger than 0
cause = "b"
repair = dict(scale=1 / 255, learning_rate=0)

# %% 3.8 wrong: learning rate larger -> steps are still too long
# thought it learns too slowly; hint: smaller, not larger
cause = "b"
repair = dict(scale=1 / 255, learning_rate=50)

# %% 3.8 wrong: letter without quotes
# NameError; hint: in quotes
cause = b
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: the words for the letter -> The letter alone
# the words of the answer in place of its letter; hint: set cause to the letter
cause = "pixels of up to 255 are too large, and steps with a rate of 5 too long"
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: number of the option -> The letter alone
# second option; hint: the letter, in quotes
cause = 2
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: two letters, again -> The letter alone
# undecided; hint: one letter
cause = "a, b"
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: scale as text
# quotes around everything; hint: scale is a number, without quotes
cause = "b"
repair = dict(scale="1/255", learning_rate="0.1")

# %% 3.8 wrong: other name for the rate
# no setting of that name; hint: the names in the first line of colleagues_run
cause = "b"
repair = dict(scale=1 / 255, lr=0.1)

# %% 3.8 wrong: decimal comma
# 0,1 is a pair in Python; hint: a point
cause = "b"
learning_rate = 0,1
repair = dict(scale=1 / 255, learning_rate=learning_rate)

# %% 3.8 wrong: empty letter -> The letter alone
# left empty; hint: one of a, b, c, d
cause = ""
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: arguments still those of the colleague -> come in as large numbers
# diagnosed and nothing mended; hint: now the values
cause = "b"
repair = dict(scale=1, learning_rate=5.0)

# %% 3.8 wrong: everything black by a tiny scale -> Almost nothing is left
# divided by 255 several times; hint: once
cause = "b"
repair = dict(scale=1 / 255 ** 4, learning_rate=0.1)

# %% 3.8 right: as asked
cause = "b"
repair = dict(scale=1 / 255, learning_rate=0.1)

# %% 3.8 right: in one line
cause, repair = 'b', dict(scale=1 / 255, learning_rate=0.05)

# %% 3.8 right: upper case
cause = "B"
repair = dict(scale=1.0 / 255.0, learning_rate=1e-1)

# %% 3.8 right: with blanks
cause = " b "
repair = dict(scale=255 ** -1, learning_rate=0.08)

# %% 3.8 right: 256 levels
cause = "b"
repair = dict(scale=1 / 256, learning_rate=5 / 50)

# %% 3.8 right: NumPy numbers
cause = str(np.array(["a", "b", "c", "d"])[1])
repair = dict(scale=np.float32(1) / np.float32(255), learning_rate=np.float32(0.1))

# %% 3.8 right: rounded scale
cause = "b"
repair = dict(scale=0.0039, learning_rate=0.12)

# %% 3.8 wrong: more neurons and dropout -> fewer neurons learn less
# believes c, and repairs what it says
cause = "c"
repair = dict(neurons=1024, dropout=0.3)

# %% 3.8 wrong: right letter, only more neurons -> come in as large numbers
# copied the example of the text
cause = "b"
repair = dict(neurons=512)

# %% 3.8 wrong: only the scale -> steps are still too long
# one of the two
cause = "b"
repair = dict(scale=1 / 255)

# %% 3.8 wrong: only the rate -> come in as large numbers
# the other of the two
cause = "b"
repair = dict(learning_rate=0.1)

# %% 3.8 wrong: one of the two, and it reads -> what are the largest pixels
# a small rate alone reads 3 of 4; hint: both
cause = "b"
repair = dict(learning_rate=3e-4)

# %% 3.8 wrong: the other one, by a tiny scale -> Almost nothing is left
# so small a scale that steps of 5 do no harm; hint: both
cause = "b"
repair = dict(scale=1 / 255 / 20)

# %% 3.8 wrong: nothing repaired -> come in as large numbers
# the letter is enough, is it not
cause = "b"
repair = {}

# %% 3.8 wrong: numbers without names
# the function takes names, and its second setting is another
cause = "b"
repair = (1 / 255, 0.1)

# %% 3.8 wrong: the repaired network in place of the settings
# runs it right there
cause = "b"
repair = colleagues_run(scale=1 / 255, learning_rate=0.1)

# %% 3.8 wrong: a set of names
# forgot the values
cause = "b"
repair = {"scale", "learning_rate"}

# %% 3.8 wrong: large batches against large steps -> come in as large numbers
# believes a and b
cause = "b"
repair = dict(batch_size=100, learning_rate=0.5)

# %% 3.8 right: more than asked
# mends the two, and widens the network as well
cause = "b"
repair = dict(scale=1 / 255, learning_rate=0.1, neurons=256, dropout=0.1)

# %% 3.8 right: braces
cause = "b"
repair = {"learning_rate": 0.1, "scale": 1 / 255}

# %% 3.8 right: zipped
cause = "b)"
repair = dict(zip(["scale", "learning_rate"], [1 / 255.0, 0.06]))

# %% 3.8 right: no dict, and a mapping all the same
import collections
cause = "b"
repair = collections.ChainMap({"scale": 1 / 255}, {"learning_rate": 0.1})

# %% 3.8 right: single pictures and short steps
cause = "b"
repair = dict(batch_size=5, learning_rate=1 / 50, scale=1 / 255)

# %% 3.9 wrong: untrained -> Is it trained
# forgot to train
keras.utils.set_random_seed(SEED)
my_network = build_stack([120], "relu")

# %% 3.9 wrong: history -> no history, number
# the result of compile_and_fit
keras.utils.set_random_seed(SEED)
my_network = compile_and_fit(build_stack([120], "relu"), x_train, y_train, 2)

# %% 3.9 wrong: too large -> which n fits
# 512
keras.utils.set_random_seed(SEED)
my_network = build_stack([512], "relu")
compile_and_fit(my_network, x_train, y_train, 1)

# %% 3.9 wrong: flat input -> belong inside
# Input 784
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([keras.Input((784,)), keras.layers.Rescaling(1 / 255), keras.layers.Dense(100, activation="relu"), keras.layers.Dense(10, activation="softmax")])
my_network.compile("adam", "sparse_categorical_crossentropy")
my_network.fit(x_train.reshape(-1, 784), y_train, epochs=12, verbose=0)

# %% 3.9 wrong: half trained -> hardly learnt
# one epoch
keras.utils.set_random_seed(SEED)
my_network = build_stack([64], "relu")
compile_and_fit(my_network, x_train, y_train, 1)

# %% 3.9 wrong: one output -> ten outputs
# a number
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([keras.Input((28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(100, activation="relu"), keras.layers.Dense(1)])
my_network.compile("adam", "mse")
my_network.fit(x_train, y_train, epochs=3, verbose=0)

# %% 3.9 wrong: labels from 1 -> ten outputs
# 11 outputs
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([keras.Input((28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(100, activation="relu"), keras.layers.Dense(11, activation="softmax")])
my_network.compile("adam", "sparse_categorical_crossentropy")
my_network.fit(x_train, y_train + 1, epochs=12, verbose=0)

# %% 3.9 wrong: sklearn
# scikit-learn MLP
keras.utils.set_random_seed(SEED)
from sklearn.neural_network import MLPClassifier
my_network = MLPClassifier((64,), max_iter=5).fit(scale_and_flatten(x_train), y_train)

# %% 3.9 right: functional with channel
# functional, Input 28,28,1
keras.utils.set_random_seed(SEED)
i = keras.Input((28, 28, 1))
x = keras.layers.Conv2D(16, 5, strides=2, activation="relu")(i / 255)
x = keras.layers.Conv2D(32, 3, strides=2, activation="relu")(x)
my_network = keras.Model(i, keras.layers.Dense(10, activation="softmax")(keras.layers.Flatten()(x)))
my_network.compile("adam", "sparse_categorical_crossentropy")
my_network.fit(x_train[..., None], y_train, epochs=30, verbose=0)

# %% 3.9 wrong: too large, again -> which n fits
# took the lesson's network; hint: at most 100,000 parameters
keras.utils.set_random_seed(SEED)
my_network = build_model()
compile_and_fit(my_network, x_train, y_train, epochs)

# %% 3.9 wrong: the history in place of the network -> no history, number
# thought compile_and_fit gives the network; hint: it returns what happened
keras.utils.set_random_seed(SEED)
my_network = compile_and_fit(build_stack([120], "relu"), x_train, y_train, epochs)

# %% 3.9 wrong: untrained, again -> Is it trained
# built and not trained; hint: train it
keras.utils.set_random_seed(SEED)
my_network = build_stack([120], "relu")

# %% 3.9 wrong: another name
# my_network is not set; hint: call the trained network my_network
keras.utils.set_random_seed(SEED)
network = build_stack([120], "relu")
compile_and_fit(network, x_train, y_train, epochs)

# %% 3.9 wrong: biases forgotten in the count -> which n fits
# 784 * 127 is below 100,000, the rest was forgotten; hint: count_parameters([784, n, 10])
keras.utils.set_random_seed(SEED)
n = 100_000 // 784
my_network = build_stack([n], "relu")
compile_and_fit(my_network, x_train, y_train, epochs)

# %% 3.9 wrong: one neuron too many -> which n fits
# 126 neurons are 100,180 parameters; hint: 125 fit
keras.utils.set_random_seed(SEED)
my_network = build_stack([126], "relu")
compile_and_fit(my_network, x_train, y_train, epochs)

# %% 3.9 wrong: no hidden layer
# thrifty, but linear; hint: below 97 percent, there is room for a hidden layer
keras.utils.set_random_seed(SEED)
my_network = build_stack([], "relu")
compile_and_fit(my_network, x_train, y_train, epochs)

# %% 3.9 wrong: scaled outside the model -> divided by 255 before
# trained on pictures divided by 255, the check brings them as 0 to 255; hint: scaling belongs into the model
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([
    keras.Input(shape=(28, 28)),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation="tanh"),
    keras.layers.Dense(10, activation="softmax"),
])
my_network.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
my_network.fit(x_train / 255, y_train, batch_size=128, epochs=2, verbose=0)

# %% 3.9 wrong: rows of 784 -> belong inside
# wants flat rows; hint: pictures of shape (28, 28)
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([
    keras.Input(shape=(784,)),
    keras.layers.Dense(120, activation="relu"),
    keras.layers.Dense(10, activation="softmax"),
])
my_network.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
my_network.fit(scale_and_flatten(x_train), y_train, batch_size=128, epochs=2, verbose=0)

# %% 3.9 wrong: one output, again -> ten outputs
# predicts the digit as a number, as in lesson 1; hint: ten probabilities
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([
    keras.Input(shape=(28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation="relu"),
    keras.layers.Dense(1),
])
my_network.compile(optimizer="adam", loss="mse")
my_network.fit(x_train, y_train, batch_size=128, epochs=2, verbose=0)

# %% 3.9 wrong: eight neurons -> hardly learnt
# a network far too small; hint: below the course's small entry
keras.utils.set_random_seed(SEED)
my_network = build_stack([8], "relu")
compile_and_fit(my_network, x_train, y_train, 3)

# %% 3.9 wrong: learning rate of one -> hardly learnt
# Adam with rate 1 does not learn; hint: about 0.002
keras.utils.set_random_seed(SEED)
my_network = build_stack([120], "relu")
compile_and_fit(my_network, x_train, y_train, epochs=3, learning_rate=1.0)

# %% 3.9 wrong: frozen giant -> which n fits
# freezes the big network so that few parameters train; hint: all parameters count
keras.utils.set_random_seed(SEED)
frozen = keras.models.clone_model(model)
frozen.set_weights(model.get_weights())
frozen.trainable = False
my_network = keras.Sequential([keras.Input(shape=(28, 28)), frozen, keras.layers.Dense(10, activation="softmax")])
compile_and_fit(my_network, x_train, y_train, 2)

# %% 3.9 wrong: the mended colleague -> which n fits
# takes the network of 3.8; hint: 101,770 parameters, and only 1,000 pictures seen
keras.utils.set_random_seed(SEED)
my_network = mended

# %% 3.9 wrong: the test accuracy -> no history, number
# gave the number in place of the network; hint: my_network is the network
keras.utils.set_random_seed(SEED)
small_one = build_stack([64], "relu")
my_network = max(compile_and_fit(small_one, x_train, y_train, 2)["val_accuracy"])

# %% 3.9 wrong: a builder function -> no history, number
# a function that would build it; hint: call it, and train
keras.utils.set_random_seed(SEED)
def my_network():
    return build_stack([120], "relu")

# %% 3.9 wrong: two networks averaged -> which n fits
# an ensemble of two that are small enough each; hint: together 190,000
keras.utils.set_random_seed(SEED)
members = [build_stack([120], "relu") for _ in range(2)]
for member in members:
    compile_and_fit(member, x_train, y_train, 2)
picture = keras.Input(shape=(28, 28))
my_network = keras.Model(picture, keras.layers.average([member(picture) for member in members]))

# %% 3.9 right: one hidden layer with dropout
keras.utils.set_random_seed(SEED)
my_network = keras.Sequential([
    keras.Input(shape=(28, 28)),
    keras.layers.Rescaling(1 / 255),
    keras.layers.Flatten(),
    keras.layers.Dense(120, activation="relu"),
    keras.layers.Dropout(0.1),
    keras.layers.Dense(10, activation="softmax"),
])
compile_and_fit(my_network, x_train, y_train, 2 * epochs)

# %% 3.9 right: as large as allowed
keras.utils.set_random_seed(SEED)
n = max(n for n in range(1, 1000) if count_parameters([784, n, 10]) <= 100_000)
my_network = build_stack([n], "relu")
history_of_mine = compile_and_fit(my_network, x_train, y_train, epochs=2 * epochs)

# %% 3.9 right: two hidden layers
keras.utils.set_random_seed(SEED)
my_network = build_stack([100, 80], "relu")
compile_and_fit(my_network, x_train, y_train, 2 * epochs, learning_rate=0.003)

# %% 3.9 right: a small CNN, functional
keras.utils.set_random_seed(SEED)
picture = keras.Input(shape=(28, 28))
x = keras.layers.Rescaling(1 / 255)(picture)
x = keras.layers.Reshape((28, 28, 1))(x)
x = keras.layers.Conv2D(8, 3, activation="relu")(x)
x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Conv2D(16, 3, activation="relu")(x)
x = keras.layers.MaxPooling2D()(x)
x = keras.layers.Flatten()(x)
x = keras.layers.Dense(64, activation="relu")(x)
my_network = keras.Model(picture, keras.layers.Dense(10, activation="softmax")(x))
compile_and_fit(my_network, x_train, y_train, epochs)

# %% 3.9 right: best of two by validation
keras.utils.set_random_seed(SEED)
candidates = []
for size in (110, 124):
    candidate = build_stack([size], "relu")
    seen = compile_and_fit(candidate, x_train, y_train, 2 * epochs)
    candidates.append((seen["val_accuracy"][-1], size, candidate))
my_network = max(candidates)[2]

# %% 3.9 right: own training with AdamW
keras.utils.set_random_seed(SEED)
flat = keras.Sequential([keras.Input(shape=(28, 28)), keras.layers.Rescaling(1 / 255), keras.layers.Flatten()])
read = keras.Sequential([keras.Input(shape=(784,)), keras.layers.Dense(115, activation="gelu"), keras.layers.Dropout(0.1), keras.layers.Dense(10, activation="softmax")])
my_network = keras.Sequential([keras.Input(shape=(28, 28)), flat, read])
shrink = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.3, patience=2)
my_network.compile(optimizer=keras.optimizers.AdamW(0.002), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
my_network.fit(x_train, y_train, batch_size=128, epochs=2 * epochs, validation_data=(x_validation, y_validation), callbacks=[shrink], verbose=0)
