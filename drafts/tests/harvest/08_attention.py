# %% 8.1 wrong: no root -> The root is missing: divide the scores by it, before the
# lesson 5's formula as it was; hint: the scores are divided by the root of how many numbers a query has
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided by the number, not by its root -> The root of how many numbers a *query* has: here the scores
# forgets the square root
def attend(query, keys, values):
    scores = keys @ query / len(query)
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the number of words -> not of how many words there are
# len(keys) is how many words there are, not how many numbers a query has
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(keys))
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the width of the values -> not of how many numbers a value has
# values.shape[1] in place of keys.shape[1]
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(values.shape[-1])
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: the root of two from the example -> The root of how many numbers a *query* has: not always of 2
# the example's queries have two numbers
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(2)
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided after the softmax -> The root goes to the scores, before the softmax: weights
# the weights then add up to less than 1
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum() / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: multiplied by the root -> Divide by the root; here the scores are multiplied by it.
# "scaled by the root" read as a product
def attend(query, keys, values):
    scores = keys @ query * np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided by the length of the query's vector -> The root of how many numbers a *query* has: not the length
# root of how many numbers taken for the norm
def attend(query, keys, values):
    scores = keys @ query / np.linalg.norm(query)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: cosine -> The dot product as it is: a long key may speak louder.
# compares directions only
def attend(query, keys, values):
    scores = keys @ query / (np.linalg.norm(keys, axis=1) * np.linalg.norm(query))
    weights = np.exp(scores)
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: no softmax -> The scores are no weights yet: softmax makes them add up to
# the scaled scores serve as weights
def attend(query, keys, values):
    weights = keys @ query / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: exponentials not divided by their sum -> They have to add up to 1: divide the exponentials by their
# half of a softmax
def attend(query, keys, values):
    weights = np.exp(keys @ query / np.sqrt(len(query)))
    return weights, weights @ values

# %% 8.1 wrong: mixture first -> The order of the results: weights, then mixture.
# returns what seems the main thing first
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights @ values, weights

# %% 8.1 wrong: mixes the keys -> What is mixed are the values, not the keys.
# keys for values
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ keys

# %% 8.1 wrong: compares with the values -> The query is compared with the keys, not with the values.
# values in place of keys
def attend(query, keys, values):
    scores = values @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: each value by its weight, not added up -> Add the values up, each times its weight: the mixture has
# forgets the sum
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights[:, np.newaxis] * values

# %% 8.1 wrong: mean in place of the sum -> Add up, no mean: the weights share 1 among them already.
# "mixture" taken for a mean over the words
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, np.mean(weights[:, np.newaxis] * values, axis=0)

# %% 8.1 wrong: query first -> The keys stand in front: keys @ query has one score for
# query @ keys fits only where there are as many words as numbers
def attend(query, keys, values):
    scores = query @ keys / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: distance in place of the dot product -> A large dot product is a match: no distances.
# near keys get much weight
def attend(query, keys, values):
    scores = -np.sum((keys - query) ** 2, axis=1) / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: the best word alone -> All words give something, each by its weight: not the best
# argmax in place of softmax
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    best = np.argmax(scores)
    return np.eye(len(keys))[best], values[best]

# %% 8.1 wrong: mixture alone -> Return them all, separated by commas, in this order.
# one result
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    return (weights / weights.sum()) @ values

# %% 8.1 wrong: changes the keys -> Make new arrays (`y = x * 2`) rather than changing old ones
# scales in place
def attend(query, keys, values):
    keys /= np.sqrt(len(query))
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 right: loops
import math
def attend(query, keys, values):
    root = math.sqrt(len(query))
    scores = [sum(k * q for k, q in zip(key, query)) / root for key in keys]
    top = max(scores)
    exponentials = [math.exp(score - top) for score in scores]
    weights = [e / sum(exponentials) for e in exponentials]
    mixture = [sum(w * value[c] for w, value in zip(weights, values)) for c in range(len(values[0]))]
    return np.array(weights), np.array(mixture)

# %% 8.1 right: keras ops
# tensors come back
def attend(query, keys, values):
    scores = keras.ops.matmul(keys, query) / len(query) ** 0.5
    weights = keras.ops.softmax(scores)
    return weights, keras.ops.matmul(weights, values)

# %% 8.1 right: query divided before
# the root goes to the query
def attend(query, keys, values):
    query = query / np.sqrt(query.shape[0])
    scores = np.einsum("wn,n->w", keys, query)
    weights = 1 / np.exp(scores[np.newaxis] - scores[:, np.newaxis]).sum(axis=1)
    return weights, np.einsum("w,wc->c", weights, values)

# %% 8.1 right: a list of two, float32
# results in a list
def attend(query, keys, values):
    from scipy.special import softmax
    weights = softmax(keys.astype("float32") @ query.astype("float32") / keys.shape[1] ** 0.5)
    return [weights, values.T @ weights]

# %% 8.1 right: by the matrix version
# one row of many
def attend(query, keys, values):
    scores = query.reshape(1, -1) @ keys.T * query.size ** -0.5
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights[0], (weights @ values)[0]

# %% 8.2 wrong: no mask -> The mask is missing: every word sees those behind it.
# everybody sees everybody
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: mask after the softmax -> The mask comes before the softmax: here the rows no longer
# the rows no longer add up to 1
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    weights = np.tril(weights)
    return weights, weights @ values

# %% 8.2 wrong: scores ahead set to 0 -> e to the power of 0 is 1: a score of 0 still gets a weight,
# e to the power of 0 is 1: they still count
def causal_attention(queries, keys, values):
    scores = np.tril(queries @ keys.T / np.sqrt(queries.shape[1]))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: sees only what lies ahead -> The other triangle: a word looks at itself and at what
# triu for tril
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.triu(np.ones(scores.shape)) == 1, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: not even itself -> A word may look at itself, too: the diagonal belongs to
# k=-1 takes the word itself away as well; the first row has nothing left
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores[~np.tril(np.ones(scores.shape, dtype=bool), k=-1)] = -1e9
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: one word ahead is seen -> It sees one word ahead: on the diagonal and below, no
# k=1 in tril
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape), k=1) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: softmax down the columns -> Each row has a softmax of its own: axis=1.
# axis=0 for axis=1
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=0))
    weights = weights / weights.sum(axis=0)
    return weights, weights @ values

# %% 8.2 wrong: softmax over the whole table -> Each row has a softmax of its own: the sum goes along axis
# one sum for all
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.2 wrong: no root -> The root is missing: divide the scores by it.
# the division is left out
def causal_attention(queries, keys, values):
    scores = queries @ keys.T
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: root of the number of words -> not of how many words there are
# len(queries) counts words
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(len(queries))
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: a minus that is too small -> What is masked is not low enough: some weight is left
# -10 leaves a rest of weight where 0 must be
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -10)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: keys ask -> The queries ask, a row for each: queries @ keys.T.
# keys @ queries.T is the table turned round
def causal_attention(queries, keys, values):
    scores = keys @ queries.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: no transpose -> Each query meets each key: the keys are turned round, .T.
# queries @ keys does not fit
def causal_attention(queries, keys, values):
    scores = queries @ keys / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores)
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: keepdims forgotten -> The sum of a row belongs to the row: as a column,
# one number for each row meets a table
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores)
    weights = weights / weights.sum(axis=1)
    return weights, weights @ values

# %% 8.2 wrong: weights turned round in the mixture -> A row is a word that looks: the weights stand in front as
# weights.T @ values
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights.T @ values

# %% 8.2 wrong: zero times infinity -> 0 times infinity is no number: put minus infinity only
# 0 times minus infinity is no number
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    ahead = 1 - np.tril(np.ones(scores.shape))
    scores = scores + ahead * -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: mask of three words -> The shapes do not fit entry by entry: print both `.shape`s
# the notebook's three words are written in
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones((3, 3))) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: rows of different lengths -> All rows are as long as there are words: what a word does
# each word's weights as long as what it sees
def causal_attention(queries, keys, values):
    rows = [attend(q, keys[: i + 1], values[: i + 1]) for i, q in enumerate(queries)]
    return [weights for weights, _ in rows], np.array([mixture for _, mixture in rows])

# %% 8.2 wrong: up to, without the word itself -> A word may look at itself, too: the diagonal belongs to
# keys[:i] leaves the word itself out
def causal_attention(queries, keys, values):
    n = len(queries)
    weights, mixtures = np.zeros((n, n)), np.zeros(values.shape)
    for i in range(1, n):
        weights[i, :i], mixtures[i] = attend(queries[i], keys[:i], values[:i])
    return weights, mixtures

# %% 8.2 right: by attend, word for word
# uses exercise 8.1
def causal_attention(queries, keys, values):
    n = len(queries)
    weights, mixtures = np.zeros((n, n)), []
    for i in range(n):
        weights[i, : i + 1], mixture = attend(queries[i], keys[: i + 1], values[: i + 1])
        mixtures.append(mixture)
    return weights, np.array(mixtures)

# %% 8.2 right: a very large negative number
# -1e9: e to the power of it is exactly 0
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / queries.shape[-1] ** 0.5
    scores[np.triu_indices(len(scores), k=1)] = -1e9
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights, weights @ values

# %% 8.2 right: masked exponentials, then divided
# the mask after the exponential and before the sum is the same
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    exponentials = np.tril(np.exp(scores - scores.max(axis=1, keepdims=True)))
    weights = exponentials / exponentials.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 right: keras ops
# tensors, softmax of Keras
def causal_attention(queries, keys, values):
    scores = keras.ops.matmul(queries, keras.ops.transpose(keys)) / queries.shape[1] ** 0.5
    places = keras.ops.arange(len(queries))
    scores = keras.ops.where(places[None, :] <= places[:, None], scores, -1e30)
    weights = keras.ops.softmax(scores, axis=-1)
    return weights, keras.ops.matmul(weights, values)

# %% 8.2 right: scipy, mask by adding
# adds 0 or minus infinity
def causal_attention(queries, keys, values):
    from scipy.special import softmax
    n = queries.shape[0]
    mask = np.triu(np.full((n, n), -np.inf), 1)
    weights = softmax(np.einsum("in,jn->ij", queries, keys) / np.sqrt(keys.shape[1]) + mask, axis=1)
    return weights, np.einsum("ij,jc->ic", weights, values)

# %% 8.2 right: one loop, float32
# row by row with its own softmax
def causal_attention(queries, keys, values):
    weights = np.zeros((len(queries), len(keys)), dtype="float32")
    for i, query in enumerate(queries):
        scores = keys[: i + 1].dot(query) / np.sqrt(query.size)
        e = np.exp(scores - max(scores))
        weights[i, : len(e)] = e / e.sum()
    return weights, weights @ values

# %% 8.3 wrong: sines left, cosines right -> Side by side: a sine, its cosine, the next sine; not all
# the layout of some books: halves, not every second column
def positions(length, size):
    places = np.arange(length)[:, None]
    columns = np.arange(0, size, 2)
    angles = places / 10000 ** (columns / size)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)

# %% 8.3 wrong: cosine first -> The sine comes first: columns 0, 2, 4, ...
# columns swapped
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.cos(angles)
    result[:, 1::2] = np.sin(angles)
    return result

# %% 8.3 wrong: odd columns have their own wavelength -> A cosine has the same angle as the sine on its left: one
# the cosine of column 1 takes 1/size, not 0/size
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size) / size)
    result = np.sin(angles)
    result[:, 1::2] = np.cos(angles[:, 1::2])
    return result

# %% 8.3 wrong: the number of the pair in place of the column -> The exponent counts columns, 0, 2, 4, ..., not hands, 0, 1,
# i counts pairs, the formula's column is 2i
def positions(length, size):
    result = np.zeros((length, size))
    for place in range(length):
        for i in range(size // 2):
            angle = place / 10000 ** (i / size)
            result[place, 2 * i] = np.sin(angle)
            result[place, 2 * i + 1] = np.cos(angle)
    return result

# %% 8.3 wrong: two pi left in -> No 2 pi here: the sine goes round once in 2 pi by itself.
# the wavelength itself as divisor: 2 pi too slow
def positions(length, size):
    wavelength = 2 * np.pi * 10000 ** (np.arange(0, size, 2) / size)
    angles = np.arange(length)[:, None] / wavelength
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: multiplied by the power -> Divide by the power: each hand is slower than the one
# the wavelengths shrink
def positions(length, size):
    angles = np.arange(length)[:, None] * 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: degrees -> The angles are no degrees: leave them as they are.
# 360 for 2 pi
def positions(length, size):
    angles = np.radians(np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size))
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: places counted from 1 -> Places are counted from 0, as Python does.
# np.arange(1, length + 1)
def positions(length, size):
    angles = np.arange(1, length + 1)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: rows and columns swapped -> Rows and columns are swapped.
# shape (size, length)
def positions(length, size):
    angles = np.arange(length) / 10000 ** (np.arange(0, size, 2)[:, None] / size)
    result = np.zeros((size, length))
    result[0::2] = np.sin(angles)
    result[1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: 1000 in place of 10000 -> It is 10,000 to that power.
# a nought lost
def positions(length, size):
    angles = np.arange(length)[:, None] / 1000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: only sines -> Only sines: columns 1, 3, 5, ... hold the cosines.
# the cosines are forgotten
def positions(length, size):
    columns = np.arange(size) // 2 * 2
    return np.sin(np.arange(length)[:, None] / 10000 ** (columns / size))

# %% 8.3 wrong: cosine columns left at zero -> The columns 1, 3, 5, ... are still 0: the cosines go there.
# half filled
def positions(length, size):
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size))
    return result

# %% 8.3 wrong: an array of whole numbers -> Whole numbers have no fractions: an array of floats, please.
# dtype=int cuts sines off
def positions(length, size):
    result = np.zeros((length, size), dtype=int)
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: power of the length -> Divided by how many numbers a place has, not by how many
# column / length in place of column / size
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / length)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: whole division of the exponent -> `//` leaves the exponent at 0, and all hands go alike: `/`.
# // makes every wavelength the same
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000.0 ** (np.arange(0, size, 2) // size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: twice as many columns -> Twice as many columns: there are size / 2 hands, and each
# a sine and a cosine for each of size columns
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size) / size)
    return np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(length, 2 * size)

# %% 8.3 wrong: the number of the place alone -> Those are the places alone: divide them by the powers, then
# 0, 1, 2, ... in every column
def positions(length, size):
    return np.repeat(np.arange(length)[:, None], size, axis=1).astype(float)

# %% 8.3 wrong: math.sin of an array -> math and float() take one number, np whole arrays: np.exp,
# math takes one number
import math
def positions(length, size):
    result = np.zeros((length, size))
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result[:, 0::2] = math.sin(angles)
    result[:, 1::2] = math.cos(angles)
    return result

# %% 8.3 right: loops
import math
def positions(length, size):
    rows = []
    for place in range(length):
        row = []
        for column in range(0, size, 2):
            angle = place / math.pow(10000, column / size)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return np.array(rows)

# %% 8.3 right: cosine as a shifted sine
# sin(x + pi/2)
def positions(length, size):
    columns = np.arange(size)
    angles = np.outer(np.arange(length), 10000.0 ** (-(columns - columns % 2) / size))
    return np.sin(angles + np.pi / 2 * (columns % 2))

# %% 8.3 right: stacked and reshaped
# pairs side by side
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size // 2) * 2 / size)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(length, size)

# %% 8.3 right: complex numbers
# e to the power of i times the angle
def positions(length, size):
    turn = np.exp(1j * np.outer(np.arange(length), np.exp(-np.log(10000) * np.arange(0, size, 2) / size)))
    result = np.empty((length, size), dtype="float32")
    result[:, ::2], result[:, 1::2] = turn.imag, turn.real
    return result

# %% 8.3 right: keras ops
# a tensor comes back
def positions(length, size):
    places = keras.ops.arange(length, dtype="float32")[:, None]
    columns = keras.ops.arange(0, size, 2, dtype="float32")[None, :]
    angles = places / keras.ops.power(10000.0, columns / size)
    return keras.ops.reshape(keras.ops.stack([keras.ops.sin(angles), keras.ops.cos(angles)], axis=-1), (length, size))

# %% 8.3 right: np.where by the column's number
# a full table of both
def positions(length, size):
    place, column = np.indices((length, size))
    angle = place / 10000 ** (2 * (column // 2) / size)
    return np.where(column % 2 == 0, np.sin(angle), np.cos(angle))

# %% 8.4 wrong: overlapping merges -> Behind a merge the place moves on by two: the right one of
# looks at every pair of neighbours, so [a, a, a] becomes [aa, aa]
def merge(pieces, pair):
    result = []
    for left, right in zip(pieces, pieces[1:]):
        if (left, right) == pair:
            result.append(left + right)
        else:
            result.append(left)
    return result

# %% 8.4 wrong: both and the merged -> Behind a merge the place moves on by two: the right one of
# forgets to skip the second piece
def merge(pieces, pair):
    result = []
    for i in range(len(pieces)):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
        else:
            result.append(pieces[i])
    return result

# %% 8.4 wrong: the last piece gets lost -> The last piece is lost: it has no neighbour, and stays.
# the loop ends one too early
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces) - 1:
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: index one too far -> The last piece has no neighbour to look at, and of no
# looks behind the last piece
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: the first place only -> Every place, not only the first.
# returns after the first merge
def merge(pieces, pair):
    for i in range(len(pieces) - 1):
        if (pieces[i], pieces[i + 1]) == pair:
            return pieces[:i] + [pieces[i] + pieces[i + 1]] + pieces[i + 2 :]
    return pieces

# %% 8.4 wrong: from right to left -> From left to right: here it begins at the right.
# three in a row: the last two are joined
def merge(pieces, pair):
    result, i = [], len(pieces) - 1
    while i >= 0:
        if i > 0 and (pieces[i - 1], pieces[i]) == pair:
            result.insert(0, pieces[i - 1] + pieces[i])
            i -= 2
        else:
            result.insert(0, pieces[i])
            i -= 1
    return result

# %% 8.4 wrong: merges until nothing is left to merge -> Both pieces must be those of the pair: that they read alike
# a piece just made takes part again
def merge(pieces, pair):
    pieces = list(pieces)
    i = 0
    while i < len(pieces) - 1:
        if pieces[i] + pieces[i + 1] == pair[0] + pair[1]:
            pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
        else:
            i += 1
    return pieces

# %% 8.4 wrong: replaces in the joined text -> What was one piece is cut up: compare pieces, do not join
# joins all, so the cuts are lost
def merge(pieces, pair):
    text = b"".join(pieces)
    joined = pair[0] + pair[1]
    result = []
    while text:
        n = len(joined) if text.startswith(joined) else 1
        result.append(text[:n])
        text = text[n:]
    return result

# %% 8.4 wrong: pop and insert in the list handed in -> Begin with an empty list and append to it: the list that is
# changes the pieces of the caller
def merge(pieces, pair):
    i = 0
    while i < len(pieces) - 1:
        if (pieces[i], pieces[i + 1]) == pair:
            pieces[i] = pieces[i] + pieces.pop(i + 1)
        i += 1
    return pieces

# %% 8.4 wrong: a tuple in the list -> The two stand there as a pair: one piece is made of them by
# the pair itself stands where one piece should
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pair)
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: the pair in either order -> The order in a pair counts: the left one, then the right
# a set has no order
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if i + 1 < len(pieces) and {pieces[i], pieces[i + 1]} == set(pair):
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: right before left -> Joined the wrong way round: the left one comes first.
# joins the wrong way round
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pair[1] + pair[0])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: only the merged pieces come back -> What is not merged stays, too: it is missing here.
# no else
def merge(pieces, pair):
    result = []
    for i in range(len(pieces) - 1):
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
    return result

# %% 8.4 wrong: looks at the left one only -> Only the left one is compared: the right one has to be that
# every piece equal to pair[0] is joined with what follows
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if pieces[i] == pair[0] and i + 1 < len(pieces):
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: text in place of bytes -> That is text: a piece stays of bytes, b'...', also behind a
# str() of a bytes object, and the pair is compared as text
def merge(pieces, pair):
    pieces = [str(piece) for piece in pieces]
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: one bytes object -> Not joined: a list with an entry for each piece.
# joined at the end
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return b"".join(result)

# %% 8.4 wrong: never equal, list against tuple -> Nothing is merged. A list never equals a tuple: is one
# a slice of a list is a list, the pair a tuple
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if pieces[i : i + 2] == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: extend cuts bytes into numbers -> Those are the numbers of the bytes: `extend` and list(...)
# extend takes a bytes object apart
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.extend(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.extend(pieces[i])
            i += 1
    return result

# %% 8.4 right: while loop, slices
# the plain way
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == tuple(pair):
            result.append(b"".join(pair))
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 right: looks back
# remembers whether the last piece has just been made
def merge(pieces, pair):
    result, fresh = [], True
    for piece in pieces:
        if not fresh and result[-1] == pair[0] and piece == pair[1]:
            result[-1] += piece
            fresh = True
        else:
            result.append(piece)
            fresh = False
    return result

# %% 8.4 right: recursion on a copy
# first place, then the rest
def merge(pieces, pair):
    left, right = pair
    for i in range(len(pieces) - 1):
        if pieces[i] == left and pieces[i + 1] == right:
            return pieces[:i] + [left + right] + merge(pieces[i + 2 :], pair)
    return list(pieces)

# %% 8.4 right: an iterator
# next with a default
def merge(pieces, pair):
    rest, result = iter(pieces), []
    piece = next(rest, None)
    while piece is not None:
        following = next(rest, None)
        if (piece, following) == pair:
            result.append(piece + following)
            piece = next(rest, None)
        else:
            result.append(piece)
            piece = following
    return result

# %% 8.4 right: in a copy, from left to right
# del in its own list
def merge(pieces, pair):
    pieces = pieces.copy()
    i = 0
    while i + 1 < len(pieces):
        if pieces[i] == pair[0] and pieces[i + 1] == pair[1]:
            pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
        i += 1
    return pieces

# %% 8.4 right: a generator, in a list
# yield inside, list outside
def merge(pieces, pair):
    def run():
        skip = False
        for i, piece in enumerate(pieces):
            if skip:
                skip = False
            elif i + 1 < len(pieces) and (piece, pieces[i + 1]) == pair:
                skip = True
                yield piece + pieces[i + 1]
            else:
                yield piece
    return list(run())

# %% 8.5 wrong: letters in place of bytes -> A piece is one byte at first, not one character: encode the
# list(text) has one piece for each letter, not for each byte
def to_pieces(text, merges):
    pieces = [letter.encode("utf-8") for letter in text]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: numbers in place of pieces -> Those are the numbers of the bytes: `extend` and list(...)
# list of a bytes object gives whole numbers
def to_pieces(text, merges):
    pieces = list(text.encode("utf-8"))
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return bytes(pieces).decode("utf-8")

# %% 8.5 wrong: bytes of a number -> bytes(5) is five zeros, and not the byte 5: the number goes
# bytes(5) is five zeros, not the byte 5
def to_pieces(text, merges):
    pieces = [bytes(number) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: ascii -> That code has no such letter: UTF-8 has all, and .encode()
# no umlaut, no emoji
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("ascii")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("ascii")

# %% 8.5 wrong: what does not fit is left out -> That is another code than UTF-8, and loses letters:
# errors="ignore" loses letters
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("ascii", errors="ignore")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: latin-1 -> That code has no such letter: UTF-8 has all, and .encode()
# one byte a letter, and no emoji
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("latin-1")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("latin-1")

# %% 8.5 wrong: each piece decoded by itself -> A piece may end in the middle of a character: join all
# half an emoji is no text
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8") for piece in pieces)

# %% 8.5 wrong: each piece decoded, errors ignored -> A piece may end in the middle of a character: join all
# letters of several bytes vanish
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8", errors="ignore") for piece in pieces)

# %% 8.5 wrong: words, cut at blanks -> White space is lost: a text is not cut into words first,
# blanks and line breaks are lost
def to_pieces(text, merges):
    pieces = [bytes([number]) for word in text.split() for number in word.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: blanks between the pieces -> Nothing comes between the pieces: they are joined by b''.
# " ".join puts blanks in
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b" ".join(pieces).decode("utf-8")

# %% 8.5 wrong: bytes come back -> Those are still bytes: .decode() makes text of them.
# the decoding is forgotten
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces)

# %% 8.5 wrong: str of bytes -> That is what Python shows of bytes, not their text:
# b'...' becomes part of the text
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return str(b"".join(pieces))

# %% 8.5 wrong: no merge -> Nothing is merged: `merge` gives a new list, which has to
# the merges are not used
def to_pieces(text, merges):
    return [bytes([number]) for number in text.encode("utf-8")]
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: the result of merge thrown away -> Nothing is merged: `merge` gives a new list, which has to
# merge returns a new list
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: always from the start -> Each merge works on what the one before has left, not on
# every merge begins with the single bytes again
def to_pieces(text, merges):
    start = [bytes([number]) for number in text.encode("utf-8")]
    pieces = start
    for pair in merges:
        pieces = merge(start, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: returns inside the loop -> Only the first merge is done: does `return` stand inside
# the first merge alone
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
        return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: last merge first -> The merges come in the order of the list: later ones build
# reversed order
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in reversed(merges):
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: sorted merges -> The merges come in the order of the list: later ones build
# the alphabet in place of the order
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in sorted(merges):
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: small letters -> Capitals are lost: the text as it is.
# lower() first: the capitals are gone
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.lower().encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: longest piece first -> What counts is the order of the merges, not which piece is
# greedy cutting by the made pieces, the order of the merges ignored
def to_pieces(text, merges):
    known = sorted([left + right for left, right in merges], key=len, reverse=True)
    data, pieces = text.encode("utf-8"), []
    while data:
        piece = next((piece for piece in known if data.startswith(piece)), data[:1])
        pieces.append(piece)
        data = data[len(piece):]
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: stripped -> White space is lost: a text is not cut into words first,
# blanks and line breaks at the ends are lost
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.strip().encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: replacement characters -> A piece may end in the middle of a character: join all
# errors="replace" piece by piece
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8", errors="replace") for piece in pieces)

# %% 8.5 right: slices of the bytes
# data[i:i+1]
def to_pieces(text, merges):
    data = text.encode()
    pieces = [data[i : i + 1] for i in range(len(data))]
    for left, right in merges:
        pieces = merge(pieces, (left, right))
    return pieces
def to_text(pieces):
    return str(b"".join(pieces), "utf-8")

# %% 8.5 right: reduce and to_bytes
# functools.reduce over the merges
import functools
def to_pieces(text, merges):
    return functools.reduce(merge, merges, [n.to_bytes(1, "big") for n in text.encode("utf-8")])
def to_text(pieces):
    joined = b""
    for piece in pieces:
        joined += piece
    return joined.decode()

# %% 8.5 right: recursion
# the last merge on what the others give
def to_pieces(text, merges):
    if not merges:
        return [bytes((n,)) for n in bytes(text, "utf-8")]
    return merge(to_pieces(text, merges[:-1]), merges[-1])
def to_text(pieces):
    return bytes(n for piece in pieces for n in piece).decode("utf-8")

# %% 8.5 right: its own merging
# does not use merge
def to_pieces(text, merges):
    import struct
    pieces = list(struct.unpack(f"{len(text.encode())}c", text.encode()))
    for left, right in merges:
        i = 0
        while i < len(pieces) - 1:
            if pieces[i] == left and pieces[i + 1] == right:
                pieces[i : i + 2] = [left + right]
            i += 1
    return pieces
def to_text(pieces):
    return bytearray().join(pieces).decode("utf-8")

# %% 8.5 right: lambdas
# a lambda for the way back, an incremental decoder
import codecs
def to_pieces(text, merges):
    pieces = [*map(lambda n: bytes([n]), text.encode("utf-8"))]
    for place in range(len(merges)):
        pieces = merge(pieces, merges[place])
    return pieces
to_text = lambda pieces: "".join(codecs.iterdecode(iter(pieces), "utf-8"))

# %% 8.6 before
layers, ops = keras.layers, keras.ops

# %% 8.6 wrong: no mask -> Nobody looks ahead: `use_causal_mask=True` when the
# every word sees what follows
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: post-norm -> Normalise what goes into the attention and into the dense
# normalises after adding, as the first paper did
def block(x, heads):
    size = x.shape[-1]
    found = layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x + found)
    found = layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))
    return layers.LayerNormalization()(x + found)

# %% 8.6 wrong: nothing added after attention -> What comes in is kept: the answer of the attention is added
# the first residual is missing
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: nothing added after the dense layers -> What comes in is kept: the answer of the dense layers is
# the second residual is missing
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: adds the normalised x -> What is added to is the x that is *not* normalised: else
# n + attention in place of x + attention
def block(x, heads):
    size = x.shape[-1]
    x = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: relu -> ReLU stands behind Dense(96), where gelu is asked for.
# relu for gelu
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="relu")(n))

# %% 8.6 wrong: gelu at the end as well -> gelu is not asked for behind Dense(24).
# both dense layers bend
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size, activation="gelu")(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: no activation -> gelu is missing behind Dense(96).
# two dense layers without gelu are one
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size)(n))

# %% 8.6 wrong: twice as wide -> Dense behind LayerNormalization: neurons is 48; asked for
# 2 * size in place of 4 * size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(2 * size, activation="gelu")(n))

# %% 8.6 wrong: every head as wide as x -> The heads share the size of x among them: each has size /
# key_dim=size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the number of heads written in -> `heads` is handed in and not used: so many heads the
# heads is not used
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(4, key_dim=size // 4)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: one head -> `heads` is handed in and not used: so many heads the
# heads ignored: num_heads=1
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(1, key_dim=size)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: normalisation shared -> A layer that is called twice has its weights only once:
# one LayerNormalization for both places
def block(x, heads):
    size = x.shape[-1]
    norm = layers.LayerNormalization()
    n = norm(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(norm(x)))

# %% 8.6 wrong: no normalisation -> LayerNormalization is missing at the beginning.
# both left out
def block(x, heads):
    size = x.shape[-1]
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: second normalisation missing -> LayerNormalization is missing behind Add.
# only attention gets normalised numbers
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: the first normalised numbers again -> The dense layers get the sum, normalised anew: those
# n is not made anew behind attention
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: queries normalised, keys not -> Who asks and who is asked: both are the normalised x.
# (n, x)
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, x, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: BatchNormalization -> BatchNormalization stands at the beginning, where
# lesson 4's normalisation
def block(x, heads):
    size = x.shape[-1]
    n = layers.BatchNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.BatchNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: dense first -> The attention comes first, then the dense layers.
# the order of the two halves
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))
    n = layers.LayerNormalization()(x)
    return x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)

# %% 8.6 wrong: dropout added -> Dropout is not asked for behind MultiHeadAttention.
# as in a large model
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.Dropout(0.1)(layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True))
    n = layers.LayerNormalization()(x)
    return x + layers.Dropout(0.1)(layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n)))

# %% 8.6 wrong: dropout inside the attention -> No dropout is asked for, in the attention neither.
# dropout=0.2 of the layer
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads, dropout=0.2)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: half a block -> LayerNormalization, Dense(96), gelu, Dense(24), ... are
# stops behind attention
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    return x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)

# %% 8.6 wrong: size of the example -> All is as wide as x: its size is x.shape[-1], whatever it
# 128 written in
def block(x, heads):
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=128 // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(128)(layers.Dense(512, activation="gelu")(n))

# %% 8.6 wrong: a float for key_dim -> How many numbers a head has is a whole number: `//`.
# / in place of //
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size / heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the layer called once -> The attention is called with two things: who asks, and who
# MultiHeadAttention takes query and value
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the mask in the layer's settings -> That is said when the layer is called, not when it is made.
# use_causal_mask belongs to the call
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads, use_causal_mask=True)(n, n)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: layers made outside -> Make all layers inside the function: every block has its
# every block shares its weights
shared_attention = layers.MultiHeadAttention(2, key_dim=16)
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + shared_attention(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: a model comes back -> Hand back what the last layer gives: the network is made of
# keras.Model in place of a tensor
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    y = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(y)
    return keras.Model(x, y + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n)))

# %% 8.6 wrong: NumPy -> Inside a model the data are still open: use layers and
# NumPy in a network
def block(x, heads):
    size = x.shape[-1]
    n = (x - np.mean(x, axis=-1)) / np.std(x, axis=-1)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: concatenated -> As wide as x: the last dense layer has `size` neurons, and
# Concatenate in place of adding
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.Concatenate()([x, layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)])
    n = layers.LayerNormalization()(x)
    return layers.Concatenate()([x, layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))])

# %% 8.6 right: Add layers
# layers.Add in place of +
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    found = layers.MultiHeadAttention(num_heads=heads, key_dim=size // heads)(query=n, value=n, key=n, use_causal_mask=True)
    x = layers.Add()([found, x])
    y = layers.LayerNormalization()(x)
    y = layers.Dense(size * 4)(y)
    y = layers.Activation("gelu")(y)
    y = layers.Dense(size)(y)
    return layers.Add()([x, y])

# %% 8.6 right: a nested Sequential
# the dense half as a model
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.MultiHeadAttention(heads, size // heads)(n, n, use_causal_mask=True) + x
    dense = keras.Sequential([layers.LayerNormalization(), layers.Dense(4 * size, keras.activations.gelu), layers.Dense(size)])
    return x + dense(x)

# %% 8.6 right: keras ops
# ops.add and ops.gelu
def block(x, heads):
    _, _, size = x.shape
    n = layers.LayerNormalization()(x)
    x = ops.add(x, layers.MultiHeadAttention(heads, key_dim=int(size / heads))(n, n, n, use_causal_mask=True))
    wide = ops.gelu(layers.Dense(4 * size)(layers.LayerNormalization()(x)), approximate=False)
    return ops.add(x, layers.Dense(size)(wide))

# %% 8.6 right: a layer of its own
# subclassed
class Block(keras.layers.Layer):
    def __init__(self, size, heads):
        super().__init__()
        self.first, self.second = layers.LayerNormalization(), layers.LayerNormalization()
        self.attention = layers.MultiHeadAttention(heads, key_dim=size // heads)
        self.wide, self.back = layers.Dense(4 * size, activation="gelu"), layers.Dense(size)
    def call(self, x):
        n = self.first(x)
        x = x + self.attention(n, n, use_causal_mask=True)
        return x + self.back(self.wide(self.second(x)))
def block(x, heads):
    return Block(x.shape[-1], heads)(x)

# %% 8.6 right: a mask of its own
# attention_mask in place of use_causal_mask
def block(x, heads):
    length, size = x.shape[1], x.shape[2]
    mask = np.tril(np.ones((length, length), dtype=bool))[None]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, attention_mask=mask)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 right: convolutions of width one
# they do the same at each place by itself
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(4 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 right: one convolution of width one
# the way back alone
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Dense(4 * size, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, kernel_size=1)(wide)

# %% 8.6 wrong: a convolution that sees its neighbours -> Conv1D
# width 3: a place also sees the one that comes next
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(4 * size, 3, padding="same", activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Dense(size)(wide)

# %% 8.6 wrong: convolutions of width one, no mask -> Nobody looks ahead: `use_causal_mask=True` when the
# right but for the mask
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n)
    wide = layers.Conv1D(4 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 wrong: convolutions half as wide -> Conv1D behind LayerNormalization: filters is 48; asked for
# 2 * size in place of 4 * size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(2 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 right: the second half made first
# layers in another order, then joined
def block(x, heads):
    size = x.shape[-1]
    back, wide, second = layers.Dense(size), layers.Dense(4 * size, activation="gelu"), layers.LayerNormalization()
    attention, first = layers.MultiHeadAttention(heads, size // heads, value_dim=size // heads), layers.LayerNormalization()
    n = first(x)
    x = x + attention(n, n, use_causal_mask=True)
    return x + back(wide(second(x)))

# %% 8.7 wrong: temperature multiplies -> It multiplies by the temperature: divide.
# hot becomes cold
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] * temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: no temperature -> The temperature has no effect: divide the scores by it,
# argument not used
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] - scores[best].max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: no top-k -> Every place comes: only the k best may be drawn.
# all words may come
def sample(scores, temperature, k, random):
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: the k worst -> Those are the k worst: np.argsort begins with the smallest.
# argsort goes upwards
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[:k]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the place among the best -> That is a rank among the k best: what is asked for is its
# 0..k-1 in place of the place in the vocabulary
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    scaled = best / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(k, p=p / p.sum())

# %% 8.7 wrong: the best, always -> Always the best comes: draw by the probabilities.
# argmax: no chance
def sample(scores, temperature, k, random):
    return int(np.argmax(scores))

# %% 8.7 wrong: the k best alike -> The k best come alike: hand the probabilities over, p=...
# choice without p
def sample(scores, temperature, k, random):
    return random.choice(np.argsort(scores)[-k:])

# %% 8.7 wrong: probabilities not divided again -> They add up to 1 only if the softmax is done over the k
# softmax first over all, then cut: they do not add up to 1
def sample(scores, temperature, k, random):
    p = np.exp((scores - scores.max()) / temperature)
    p = p / p.sum()
    best = np.argsort(p)[-k:]
    return random.choice(best, p=p[best])

# %% 8.7 wrong: its own generator -> All chance comes from `random`, which is handed in; here
# always the same draw
def sample(scores, temperature, k, random):
    random = np.random.default_rng(0)
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: NumPy's chance -> Take all chance from `random`, the generator handed in.
# np.random.choice
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return np.random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the score in place of its place -> The character's place, counted from 0: no fraction, and not its score.
# draws among the scores
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    scaled = best / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: scores of the others become 0 -> e to the power of 0 is 1: a score of 0 is still drawn,
# e to the power of 0 is 1: they still come
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k]
    kept = np.where(scores >= limit, scores, 0) / temperature
    p = np.exp(kept - kept.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: one too few -> One too few: the best k, the last of them counted.
# > for >= at the k-th best
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k]
    scaled = np.where(scores > limit, scores, -np.inf) / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: one too many -> One too many: count what your part of the sorted places
# [-k-1] is the k+1st best
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k - 1 :][0]
    scaled = np.where(scores >= limit, scores, -np.inf) / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: overflow -> Take the largest score off before the exponential, or it
# exp of large scores
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] / temperature)
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: changes the scores -> Make new arrays (`y = x * 2`) rather than changing old ones
# writes minus infinity into what is handed in
def sample(scores, temperature, k, random):
    scores[np.argsort(scores)[:-k]] = -np.inf
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: k is five -> `k` is handed in and not used
# the example's k written in
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-5:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the k best of shares that add up -> `k` is handed in and not used
# nucleus sampling, taken for top-k
def sample(scores, temperature, k, random):
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    p = p / p.sum()
    order = np.argsort(p)[::-1]
    best = order[: np.searchsorted(np.cumsum(p[order]), 0.9) + 1]
    return random.choice(best, p=p[best] / p[best].sum())

# %% 8.7 wrong: an array of one -> An array with one entry is not yet a number: take the
# size=1
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, size=1, p=p / p.sum())

# %% 8.7 wrong: the probabilities come back -> Those are numbers for all places: draw one of them.
# nothing is drawn
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.zeros(len(scores))
    p[best] = np.exp((scores[best] - scores.max()) / temperature)
    return p / p.sum()

# %% 8.7 wrong: shares of the scores -> Softmax: raise e to the power of the divided scores first,
# no softmax: scores below 0 are no shares
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    return random.choice(best, p=scaled / scaled.sum())

# %% 8.7 wrong: probabilities in another order than places -> Places and probabilities stand in different orders: the
# sorted scores, unsorted places
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = np.sort(scores)[-k:][::-1] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: temperature after the softmax -> The temperature has no effect: divide the scores by it,
# divides probabilities
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] - scores[best].max())
    p = p / p.sum() / temperature
    return random.choice(best, p=p / p.sum())

# %% 8.7 right: as the text says
# argsort, softmax, choice
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 right: minus infinity for the others
# the others get probability 0
def sample(scores, temperature, k, random):
    kept = np.full(len(scores), -np.inf)
    k = min(k, len(scores))
    best = np.argpartition(scores, -k)[-k:]
    kept[best] = scores[best]
    p = np.exp((kept - kept.max()) / temperature)
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 right: all that reach the k-th best
# with equal scores at the k-th place more than k come, and the text leaves that open
def sample(scores, temperature, k, random):
    k = min(k, len(scores))
    least = np.sort(scores)[-k]
    kept = np.where(scores >= least, scores, -np.inf)
    p = np.exp((kept - kept.max()) / temperature)
    return int(random.choice(len(scores), p=p / p.sum()))

# %% 8.7 right: Gumbel's trick
# the largest of scores plus noise
def sample(scores, temperature, k, random):
    best = sorted(range(len(scores)), key=lambda place: -scores[place])[:k]
    noisy = [scores[place] / temperature + random.gumbel() for place in best]
    return best[int(np.argmax(noisy))]

# %% 8.7 right: running sums
# one number between 0 and 1
def sample(scores, temperature, k, random):
    best = np.argsort(-np.asarray(scores), kind="stable")[:k]
    scaled = np.asarray(scores)[best] / temperature
    p = np.exp(scaled - scaled[0])
    running = np.cumsum(p / p.sum())
    running[-1] = 1.0
    return best[np.searchsorted(running, random.random(), side="right")]

# %% 8.7 right: temperature first, softmax of Keras
# dividing keeps the order
def sample(scores, temperature, k, random):
    k = min(k, len(scores))
    values, places = keras.ops.top_k(keras.ops.convert_to_tensor(scores / temperature, dtype="float32"), k)
    p = keras.ops.convert_to_numpy(keras.ops.softmax(values)).astype("float64")
    return int(keras.ops.convert_to_numpy(places)[random.choice(k, p=p / p.sum())])

# %% 8.7 right: multinomial
# counts of one draw
def sample(scores, temperature, k, random):
    from scipy.special import softmax
    best = np.argsort(scores)[::-1][:k]
    return best[random.multinomial(1, softmax(scores[best] / temperature)).argmax()]

# %% 8.8 wrong: letter a -> Write inputs and targets side by side: at a place stands the
# takes what goes in at a place for what is asked for there
cause = "a"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: letter b -> Look at the loss: `ignore_class=0` leaves the padding out.
# another cause
cause = "b"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: letter c -> The best possible score knows that as well: the grammar says
# true, and no sin
cause = "c"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: the cause in words -> The letter alone, in quotes, such as cause = "a".
# a sentence in place of the letter
cause = "d: the mask is turned round"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: no cause -> The letter alone, in quotes, such as cause = "a".
# None left
cause = None
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: the colleague's mask again -> That is the colleague's table: the first row is who looks
# right letter, nothing mended
cause = "d"
def may_look(length):
    return np.triu(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: one word ahead -> One word ahead is still the one that it has to guess.
# tril with k=1
cause = "d"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool), k=1)

# %% 8.8 wrong: not even itself -> It may look at itself, too, or the first word sees nothing
# tril with k=-1
cause = "d"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool), k=-1)

# %% 8.8 wrong: everybody sees everybody -> Without a mask everybody sees what it has to guess.
# no mask
cause = "d"
def may_look(length):
    return np.ones((length, length), dtype=bool)

# %% 8.8 wrong: only itself -> It may look at all that stands before it, not only at
# the diagonal alone
cause = "d"
def may_look(length):
    return np.eye(length, dtype=bool)

# %% 8.8 wrong: turned round, True where it may not look -> The other way round: True where it *may* look, False for
# ~tril
cause = "d"
def may_look(length):
    return ~np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: columns ask -> That is the colleague's table: the first row is who looks
# rows and columns taken for each other
cause = "d"
def may_look(length):
    places = np.arange(length)
    return places[:, None] <= places[None, :]

# %% 8.8 wrong: minus infinity in place of False -> True where it may look, else False: no scores, no weights.
# a mask to be added
cause = "d"
def may_look(length):
    return np.where(np.tril(np.ones((length, length))) == 1, 0, -np.inf)

# %% 8.8 wrong: a mask for one length -> `length` is handed in and not used.
# 3 by 3
cause = "d"
def may_look(length):
    return np.tril(np.ones((3, 3), dtype=bool))

# %% 8.8 wrong: a row -> One row is not enough: a row for each word that looks.
# one row in place of a table
cause = "d"
def may_look(length):
    return np.arange(length) <= length

# %% 8.8 right: upper case
# D
cause = "D"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 right: letter with a full stop
# " d. "
cause = " d. "
def may_look(length):
    places = np.arange(length)
    return places[None, :] <= places[:, None]

# %% 8.8 right: loops
# list comprehension
cause = "d"
def may_look(length):
    return np.array([[there <= here for there in range(length)] for here in range(length)])

# %% 8.8 right: transposed
# the colleague's, turned round
cause = "d"
def may_look(length):
    return np.triu(np.ones((length, length))).T > 0

# %% 8.8 right: keras ops
# a tensor of truth values
cause = "(d)"
def may_look(length):
    places = keras.ops.arange(length)
    return keras.ops.expand_dims(places, 1) >= keras.ops.expand_dims(places, 0)
