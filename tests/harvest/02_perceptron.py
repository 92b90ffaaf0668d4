

# %% 2.1 wrong: bias once per feature -> here once for each product
# sum of (x*w + b)
def neuron(x, weights, bias, activation):
    return activation(np.sum(x * weights + bias, axis=1))

# %% 2.1 wrong: no sum -> in place of `*`
# multiply entry by entry
def neuron(x, weights, bias, activation):
    return activation(x * weights + bias)

# %% 2.1 wrong: bias outside -> belongs inside
# activation, then bias
def neuron(x, weights, bias, activation):
    return activation(x @ weights) + bias

# %% 2.1 wrong: sigmoid hard-coded -> handed in and not used
# a neuron has a sigmoid
def neuron(x, weights, bias, activation):
    return 1 / (1 + np.exp(-(x @ weights + bias)))

# %% 2.1 wrong: minus bias -> added, not subtracted
# threshold
def neuron(x, weights, bias, activation):
    return activation(x @ weights - bias)

# %% 2.1 wrong: first patient -> Only the first example came
# x[0]
def neuron(x, weights, bias, activation):
    return activation(x[0] @ weights + bias)

# %% 2.1 wrong: activation on inputs -> activation comes last
# activate first
def neuron(x, weights, bias, activation):
    return activation(x) @ weights + bias

# %% 2.1 wrong: not called -> A function or layer, not its result
# forgot the call
def neuron(x, weights, bias, activation):
    total = x @ weights + bias
    return activation

# %% 2.1 wrong: bias times -> here it multiplies
# bias multiplies
def neuron(x, weights, bias, activation):
    return activation(x @ weights * bias)

# %% 2.1 wrong: list -> np.array(...) makes an array
# loop
def neuron(x, weights, bias, activation):
    return [activation(row @ weights + bias) for row in x]

# %% 2.1 wrong: outer -> x comes first, then the weights
# x.T
def neuron(x, weights, bias, activation):
    return activation(x.T @ weights + bias)

# %% 2.1 right: einsum
# einsum
def neuron(x, weights, bias, activation):
    return activation(np.einsum('ij,j->i', x, weights) + bias)

# %% 2.1 right: bias column
# a column of ones
def neuron(x, weights, bias, activation):
    return activation(np.hstack([np.ones((len(x), 1)), x]) @ np.concatenate([[bias], weights]))

# %% 2.1 right: keras matmul
# keras.ops
def neuron(x, weights, bias, activation):
    return activation(keras.ops.convert_to_numpy(keras.ops.matmul(keras.ops.cast(x, 'float32'), keras.ops.cast(weights, 'float32'))) + bias)

# %% 2.1 wrong: same for all -> gets the output of the first
# answer of the first patient for everybody
def neuron(x, weights, bias, activation):
    return np.full(len(x), activation(x[0] @ weights + bias))

# %% 2.1 wrong: weights before x -> x comes first, then the weights
# weights @ x works in the example only because it is 2 by 2; hint: x @ weights
def neuron(x, weights, bias, activation):
    return activation(weights @ x + bias)

# %% 2.1 wrong: activation forgotten -> activation is missing
# returns the sum; hint: hand the sum to activation
def neuron(x, weights, bias, activation):
    return x @ weights + bias

# %% 2.1 wrong: bias after the activation -> belongs inside
# adds the bias outside; hint: the bias belongs inside the sum
def neuron(x, weights, bias, activation):
    return activation(x @ weights) + bias

# %% 2.1 wrong: bias forgotten -> bias is missing
# sum without bias; hint: the bias is not used
def neuron(x, weights, bias, activation):
    return activation(x @ weights)

# %% 2.1 wrong: products not added up -> in place of `*`
# a table comes back; hint: sum over the features
def neuron(x, weights, bias, activation):
    return activation(x * weights + bias)

# %% 2.1 wrong: summed over the examples -> the other axis
# axis=0; hint: sum over the features, one output per example
def neuron(x, weights, bias, activation):
    return activation(np.sum(x * weights, axis=0) + bias)

# %% 2.1 wrong: everything summed -> into one number
# np.sum without axis gives one number; hint: one output per example
def neuron(x, weights, bias, activation):
    return activation(np.sum(x * weights) + bias)

# %% 2.1 wrong: bias added to each product -> here once for each product
# bias counts once per feature; hint: add the bias once
def neuron(x, weights, bias, activation):
    return activation(np.sum(x * weights + bias, axis=1))

# %% 2.1 wrong: bias added to the inputs -> not to the inputs
# (x + bias) @ weights; hint: the bias is added after the multiplication
def neuron(x, weights, bias, activation):
    return activation((x + bias) @ weights)

# %% 2.1 wrong: activation on the inputs -> activation comes last
# activates first; hint: activation of the sum
def neuron(x, weights, bias, activation):
    return activation(x) @ weights + bias

# %% 2.1 wrong: the global double -> handed in and not used
# writes in the example's activation; hint: use the argument activation
def neuron(x, weights, bias, activation):
    return double(x @ weights + bias)

# %% 2.1 wrong: only the first patient -> Only the first row
# x[0]; hint: all patients
def neuron(x, weights, bias, activation):
    return activation(np.array([x[0] @ weights + bias]))

# %% 2.1 wrong: a column -> axis of length 1
# shape (examples, 1); hint: shape (examples,)
def neuron(x, weights, bias, activation):
    return activation(x @ weights.reshape(-1, 1) + bias)

# %% 2.1 wrong: activation multiplied -> A function stands where its result is meant
# treats the function as a number; hint: call it
def neuron(x, weights, bias, activation):
    return activation * (x @ weights + bias)

# %% 2.1 wrong: bias subtracted -> added, not subtracted
# thinks of a threshold; hint: the bias is added
def neuron(x, weights, bias, activation):
    return activation(x @ weights - bias)

# %% 2.1 wrong: only two features -> first two features
# written out for two; hint: any number of features
def neuron(x, weights, bias, activation):
    return activation(x[:, 0] * weights[0] + x[:, 1] * weights[1] + bias)

# %% 2.1 wrong: mean in place of sum -> their mean is taken
# np.mean over the features; hint: the sum, not the mean
def neuron(x, weights, bias, activation):
    return activation(np.mean(x * weights, axis=1) + bias)

# %% 2.1 wrong: integer array filled -> fractions are cut off
# cuts the decimals; hint: the outputs are not whole numbers
def neuron(x, weights, bias, activation):
    total = np.zeros(len(x), dtype=int)
    for i in range(len(x)):
        total[i] = x[i] @ weights + bias
    return activation(total)

# %% 2.1 right: loop over the sums
def neuron(x, weights, bias, activation):
    total = np.zeros(len(x))
    for i, row in enumerate(x):
        for value, weight in zip(row, weights):
            total[i] += value * weight
        total[i] += bias
    return activation(total)

# %% 2.1 right: einsum, again
def neuron(x, weights, bias, activation):
    return activation(np.einsum("ef,f->e", x, weights) + bias)

# %% 2.1 right: products summed along axis 1
def neuron(x, weights, bias, activation):
    return activation((x * weights).sum(axis=1) + bias)

# %% 2.1 right: bias as one more weight
def neuron(x, weights, bias, activation):
    table = np.column_stack([x, np.ones(len(x))])
    return activation(table @ np.append(weights, bias))

# %% 2.1 right: weights times the transposed table
def neuron(x, weights, bias, activation):
    return activation(bias + np.dot(weights, x.T))

# %% 2.1 right: column vector flattened
neuron = lambda x, weights, bias, activation: activation((x @ weights[:, None]).ravel() + bias)

# %% 2.1 right: feature by feature, in place
def neuron(x, weights, bias, activation):
    total = 0
    for i in range(len(weights)):
        total += x[:, i] * weights[i]
    total += bias
    return activation(total)

# %% 2.1 wrong: a loop over the patients for features -> one whole patient, not one feature
# x[i] is taken for the column of feature i
def neuron(x, weights, bias, activation):
    total = 0
    for i in range(len(weights)):
        total += x[i] * weights[i]
    return activation(total + bias)

# %% 2.2 wrong: step, sign -> Below 0 the step is 0
# np.sign
def step(z):
    return np.sign(z)
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step, threshold half -> comes at 0.5
# above 0.5
def step(z):
    return np.where(z > 0.5, 1.0, 0.0)
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step, z kept -> z itself came
# z where positive
def step(z):
    return np.where(z > 0, z, 0)
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step, any -> one question of the whole array
# any fires
def step(z):
    return np.any(z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sigmoid, precedence -> 1 / (1 + ...)
# 1 / 1 + e^-z
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sigmoid, half forgotten -> twice what is right
# 1 + tanh
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 1 + np.tanh(z / 2)
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, exp over
# e^z / (1 + e^z)
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, where both
# np.where
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sigmoid, abs only -> must fall under a half
# exp(-|z|)
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 1 / (1 + np.exp(-np.abs(z)))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sigmoid, loop 1-D
# loop
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return np.array([0.5 * (1 + np.tanh(v / 2)) for v in z])[:len(z)] if z.ndim == 1 else None
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: relu, minimum -> larger of z and 0
# minimum
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.minimum(z, 0)

# %% 2.2 wrong: relu, leaky -> keeps a slope
# 0.01 z
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return np.where(z > 0, z, 0.01 * z)

# %% 2.2 wrong: relu, filtered -> left out
# z[z > 0]
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return z[z > 0]

# %% 2.2 right: sigmoid, exp of minus abs
# exp(-|z|) with where
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, errstate
# silenced: the docstring says without overflow
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    with np.errstate(over='ignore'):
        return 1 / (1 + np.exp(-z))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, errstate as a decorator
# silenced
def step(z):
    return (z > 0) * 1.0
@np.errstate(all='ignore')
def sigmoid(z):
    return 1 / (1 + np.exp(-z))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, seterr and the other formula
# silenced; e^(z/2) is safe up to 1400 only
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    np.seterr(over='ignore')
    return 1 / (1 + np.exp(-z / 2) ** 2)
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, keras
# keras.ops
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return keras.ops.sigmoid(z)
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid, vectorize
# math per number
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    import math
    def one(v):
        if v >= 0:
            return 1 / (1 + math.exp(-v))
        return math.exp(v) / (1 + math.exp(v))
    return np.vectorize(one, otypes=[float])(z)
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: relu, product
# z * (z > 0)
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return z * (z > 0)

# %% 2.2 right: relu, mean of z and |z|
# (z + |z|)/2
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))
def relu(z):
    return (z + abs(z)) / 2

# %% 2.2 right: sigmoid, longdouble
# more digits, e^1000 fits
def step(z):
    return (z > 0) * 1.0
def sigmoid(z):
    return 1 / (1 + np.exp(-np.longdouble(1) * z))
def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step at zero gives one -> still 0
# greater or equal; hint: 0 also at 0
def step(z):
    return np.where(z >= 0, 1.0, 0.0)


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step by the sign -> Below 0 the step is 0
# -1 below zero; hint: 0 below zero
def step(z):
    return np.sign(z)


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step is a half at zero -> not a half
# (sign + 1) / 2; hint: 0 at 0
def step(z):
    return (np.sign(z) + 1) / 2


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step with if -> ask one question of a whole array
# an array has no single truth value; hint: np.where or z > 0
def step(z):
    if z > 0:
        return 1.0
    else:
        return 0.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step only for rows -> single number comes in
# a loop over one axis; hint: any shape, also a number
def step(z):
    return np.array([1.0 if value > 0 else 0.0 for value in z])


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: plain sigmoid overflows
# formula as it stands; hint: overflow warning at -1000
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: sigmoid gives nan
# e^z over 1 + e^z; hint: nan at 1000
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: both halves computed by np.where
# np.where computes both sides, so it still overflows; hint: overflow warning
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sigmoid with math.exp -> take one number, np whole arrays
# math.exp takes one number; hint: np.exp for arrays
import math


def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 1 / (1 + math.exp(-z))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: sign of the exponent -> e to the *minus* z
# e^z in place of e^-z, falls instead of rising; hint: wrong direction
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 1 / (1 + np.exp(np.clip(z, -500, 500)))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: tanh without halving the sum -> twice too steep
# half of 1 + tanh(z); hint: tanh(z / 2)
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return (1 + np.tanh(z)) / 2


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: tanh in place of the sigmoid -> move it up, and halve it
# goes from -1 to 1; hint: from 0 to 1
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return np.tanh(z / 2)


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: clipped at five -> cut off, too early
# cuts too early, sigmoid(10) is off; hint: wrong for large sums
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: only the negative branch -> must rise over a half
# exp of minus the absolute value, symmetric; hint: for positive sums wrong
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e)


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: relu with np.max -> compare each with 0
# np.max(z, 0) takes 0 for the axis; hint: np.maximum
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.max(z, 0)

# %% 2.2 wrong: relu with Python's max -> ask one question of a whole array
# max compares whole arrays; hint: np.maximum
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return max(0, z)

# %% 2.2 wrong: leaky relu -> keeps a slope
# a little slope below zero; hint: 0 below 0
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.where(z > 0, z, 0.01 * z)

# %% 2.2 wrong: relu changes its argument -> Make new arrays
# z[z < 0] = 0 overwrites the caller's sums; hint: make a new array
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    z[z < 0] = 0
    return z

# %% 2.2 wrong: relu drops the negative entries -> left out
# z[z > 0] has another shape; hint: shape as that of z
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return z[z > 0]

# %% 2.2 wrong: relu is the absolute value -> not the size of z
# turns negatives over; hint: 0 below 0
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.abs(z)

# %% 2.2 wrong: relu is the step -> z itself, not 1
# returns 1 above zero; hint: the number itself
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.where(z > 0, 1.0, 0.0)

# %% 2.2 wrong: relu capped at one -> larger of z and 0
# keeps it between 0 and 1; hint: above 0 the number itself
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.clip(z, 0, 1)

# %% 2.2 wrong: always at least one axis -> take the number out
# np.atleast_1d changes the shape of a number; hint: a number gives a number
def step(z):
    z = np.atleast_1d(z)
    return (z > 0) * 1.0


def sigmoid(z):
    z = np.atleast_1d(z)
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    z = np.atleast_1d(z)
    return np.where(z > 0, z, 0)

# %% 2.2 wrong: softmax -> softmax
# takes the activations for shares of a whole; hint: each entry by itself
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 right: nan hidden afterwards
# nan_to_num turns the nan of large sums into 0; hint: sigmoid(1000) is 1
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: rounded -> are rounded
# two digits as in the target; hint: do not round
def step(z):
    return (z > 0) * 1.0


def sigmoid(z):
    return np.round(0.5 * (1 + np.tanh(z / 2)), 2)


def relu(z):
    return np.round(np.maximum(z, 0), 2)

# %% 2.2 right: SciPy's expit, heaviside
from scipy.special import expit


def step(z):
    return np.heaviside(z, 0.0)


def sigmoid(z):
    return expit(z)


def relu(z):
    return np.where(np.greater(z, 0), z, 0)

# %% 2.2 right: exponential of minus the absolute value
def step(z):
    return np.where(np.asarray(z) > 0, 1, 0)


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))


def relu(z):
    return z * (np.asarray(z) > 0)

# %% 2.2 right: logaddexp
def step(z):
    return np.sign(np.maximum(z, 0.0))


def sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))


def relu(z):
    return np.clip(z, 0, None)

# %% 2.2 right: clipped far out
def step(z):
    return np.asarray(z > 0).astype(float)


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


def relu(z):
    return np.maximum(np.zeros_like(z), z)

# %% 2.2 right: masks in a copy
def step(z):
    result = np.zeros(np.shape(z))
    result[np.asarray(z) > 0] = 1
    return result


def sigmoid(z):
    z = np.asarray(z, dtype=float)
    result = np.empty(z.shape)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    result[z < 0] = e / (1 + e)
    return result


def relu(z):
    result = np.array(z, dtype=float)
    result[result < 0] = 0
    return result

# %% 2.2 right: lambdas
step = lambda z: (np.asarray(z) > 0) + 0.0
sigmoid = lambda z: (1 + np.tanh(np.divide(z, 2))) / 2
relu = lambda z: (np.abs(z) + z) / 2
step.__name__, sigmoid.__name__, relu.__name__ = "step", "sigmoid", "relu"

# %% 2.2 wrong: step gives truth values, also at zero -> no numbers yet
# two mistakes: the message says True and False, so its hint is about these
def step(z):
    return z >= 0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.2 wrong: step gives truth values -> times 1.0
# the likeliest first answer
def step(z):
    return z > 0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def relu(z):
    return np.maximum(z, 0)

# %% 2.3 wrong: always adds -> after a false alarm, subtract
# if wrong, add
def rosenblatt(inputs, answer, weights, bias):
    if step(inputs @ weights + bias) != answer:
        return weights + inputs, bias + 1
    return weights, bias

# %% 2.3 wrong: plus/minus one labels -> A false alarm changes nothing
# y (w x + b) <= 0
def rosenblatt(inputs, answer, weights, bias):
    if answer * (inputs @ weights + bias) <= 0:
        return weights + answer * inputs, bias + answer
    return weights, bias

# %% 2.3 wrong: not times inputs -> times its input
# add the error
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error, bias + error

# %% 2.3 wrong: bias learns from inputs -> whose input is always 1
# bias + error * inputs
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error * inputs, bias + np.sum(error * inputs)

# %% 2.3 wrong: new not old -> change alone
# the change alone
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return error * inputs, error

# %% 2.3 wrong: fires at 0 -> does not fire
# >= 0
def rosenblatt(inputs, answer, weights, bias):
    error = answer - float(inputs @ weights + bias >= 0)
    return weights + error * inputs, bias + error

# %% 2.3 wrong: swapped return -> The order of the results
# bias first
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return bias + error, weights + error * inputs

# %% 2.3 wrong: in place -> Make new arrays
# weights +=
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    weights += error * inputs
    bias += error
    return weights, bias

# %% 2.3 wrong: times weights -> not by the weights
# error * weights
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error * weights, bias + error

# %% 2.3 right: list, extended vector
# bias trick
def rosenblatt(inputs, answer, weights, bias):
    e = np.append(inputs, 1.0)
    w = np.append(weights, bias)
    w = w + (answer - (w @ e > 0)) * e
    return [w[:-1], w[-1]]

# %% 2.3 wrong: misses only -> A false alarm changes nothing
# learns only when it should have fired
def rosenblatt(inputs, answer, weights, bias):
    if answer == 1 and step(inputs @ weights + bias) == 0:
        return weights + inputs, bias + 1
    return weights, bias

# %% 2.3 wrong: error with the opposite sign -> wrong direction
# output minus answer; hint: a missed one must add the inputs
def rosenblatt(inputs, answer, weights, bias):
    error = step(inputs @ weights + bias) - answer
    return weights + error * inputs, bias + error

# %% 2.3 wrong: bias stays -> The bias learns too
# only the weights are changed; hint: the bias learns too
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error * inputs, bias

# %% 2.3 wrong: weights changed in place -> Make new arrays
# += overwrites the caller's array; hint: return new weights
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    weights += error * inputs
    bias += error
    return weights, bias

# %% 2.3 wrong: sigmoid in place of the step -> here with the sigmoid
# errors are fractions; hint: the perceptron's answer is 0 or 1
def rosenblatt(inputs, answer, weights, bias):
    error = answer - sigmoid(inputs @ weights + bias)
    return weights + error * inputs, bias + error

# %% 2.3 wrong: no activation -> The step is missing
# error from the raw sum; hint: the answer is step of the sum
def rosenblatt(inputs, answer, weights, bias):
    error = answer - (inputs @ weights + bias)
    return weights + error * inputs, bias + error

# %% 2.3 wrong: bias left out of the sum -> belongs into the sum
# the decision ignores the bias; hint: sum plus bias
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights)
    return weights + error * inputs, bias + error

# %% 2.3 wrong: fires at zero -> does not fire
# greater or equal; hint: the sum 0 gives 0
def rosenblatt(inputs, answer, weights, bias):
    output = 1 if inputs @ weights + bias >= 0 else 0
    error = answer - output
    return weights + error * inputs, bias + error

# %% 2.3 wrong: a small learning rate -> no learning rate
# 0.1 from another book; hint: the whole inputs are added
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + 0.1 * error * inputs, bias + 0.1 * error

# %% 2.3 wrong: inputs forgotten -> times its input
# adds the error to each weight; hint: error times inputs
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error, bias + error

# %% 2.3 wrong: times the weights -> not by the weights
# error times weights; hint: error times inputs
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error * weights, bias + error

# %% 2.3 wrong: only the weights returned -> Return them all
# bias lost; hint: return both
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return weights + error * inputs

# %% 2.3 wrong: bias first -> The order of the results
# order exchanged; hint: weights, then bias
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return bias + error, weights + error * inputs

# %% 2.3 wrong: returns the changes -> change alone
# change without the old values; hint: new weights = old + change
def rosenblatt(inputs, answer, weights, bias):
    error = answer - step(inputs @ weights + bias)
    return error * inputs, error

# %% 2.3 wrong: only missed ones -> A false alarm changes nothing
# no false alarms handled; hint: subtract for a false alarm
def rosenblatt(inputs, answer, weights, bias):
    if answer == 1 and step(inputs @ weights + bias) == 0:
        return weights + inputs, bias + 1
    return weights, bias

# %% 2.3 wrong: error without sign -> after a false alarm, subtract
# absolute error, always adds; hint: subtract for a false alarm
def rosenblatt(inputs, answer, weights, bias):
    error = abs(answer - step(inputs @ weights + bias))
    return weights + error * inputs, bias + error

# %% 2.3 wrong: bias always plus one -> always goes up
# for a false alarm too; hint: minus 1 for a false alarm
def rosenblatt(inputs, answer, weights, bias):
    if step(inputs @ weights + bias) == answer:
        return weights, bias
    error = answer - step(inputs @ weights + bias)
    return weights + error * inputs, bias + 1

# %% 2.3 wrong: learns when it is right
# condition turned round; hint: right answer, no change
def rosenblatt(inputs, answer, weights, bias):
    output = step(inputs @ weights + bias)
    if output == answer:
        return (weights + inputs, bias + 1) if answer == 1 else (weights - inputs, bias - 1)
    return weights, bias

# %% 2.3 wrong: repeats until it is right
# a loop until the patient is told right; hint: one step of the rule
def rosenblatt(inputs, answer, weights, bias):
    while step(inputs @ weights + bias) != answer:
        error = answer - step(inputs @ weights + bias)
        weights, bias = weights + error * inputs, bias + error
    return weights, bias

# %% 2.3 wrong: Hebb's plus and minus one -> plus and minus 1
# target -1 for benign, always adds; hint: nothing changes when it is right
def rosenblatt(inputs, answer, weights, bias):
    sign = 2 * answer - 1
    return weights + sign * inputs, bias + sign

# %% 2.3 wrong: nothing returned when right -> end with `return`
# missing else; hint: returns None when the answer is right
def rosenblatt(inputs, answer, weights, bias):
    output = step(inputs @ weights + bias)
    if output == 0 and answer == 1:
        return weights + inputs, bias + 1
    if output == 1 and answer == 0:
        return weights - inputs, bias - 1

# %% 2.3 wrong: new weights judged for the bias -> computed anew
# error computed again after the change; hint: one error for both
def rosenblatt(inputs, answer, weights, bias):
    weights = weights + (answer - step(inputs @ weights + bias)) * inputs
    bias = bias + (answer - step(inputs @ weights + bias))
    return weights, bias

# %% 2.3 right: three cases
def rosenblatt(inputs, answer, weights, bias):
    fires = np.dot(inputs, weights) + bias > 0
    if fires and answer == 0:
        return weights - inputs, bias - 1
    if not fires and answer == 1:
        return weights + inputs, bias + 1
    return weights.copy(), bias

# %% 2.3 right: with the neuron of 2.1
def rosenblatt(inputs, answer, weights, bias):
    error = answer - neuron(inputs[np.newaxis, :], weights, bias, step)[0]
    return weights + error * inputs, bias + error

# %% 2.3 right: bias as one more weight
def rosenblatt(inputs, answer, weights, bias):
    everything = np.append(weights, bias)
    extended = np.append(inputs, 1.0)
    everything = everything + (answer - (everything @ extended > 0)) * extended
    return everything[:-1], everything[-1]

# %% 2.3 right: loop, returns a list
def rosenblatt(inputs, answer, weights, bias):
    total = bias
    for i in range(len(inputs)):
        total += inputs[i] * weights[i]
    error = answer - (1 if total > 0 else 0)
    return [np.array([w + error * v for w, v in zip(weights, inputs)]), bias + error]

# %% 2.3 right: copy, then in place
def rosenblatt(inputs, answer, weights, bias):
    error = answer - int(np.vdot(weights, inputs) + bias > 0)
    weights = np.array(weights, dtype=float)
    weights += error * inputs
    return weights, float(bias + error)

# %% 2.3 wrong: plus the error -> wrong direction
# the error is prediction minus answer, and is added; hint: against the error
def rosenblatt(inputs, answer, weights, bias):
    error = step(inputs @ weights + bias) - answer
    return weights + error * inputs, bias + error

# %% 2.3 wrong: weights minus, bias plus
# one sign for both
def rosenblatt(inputs, answer, weights, bias):
    error = step(inputs @ weights + bias) - answer
    return weights - error * inputs, bias + error

# %% 2.3 wrong: bias moves by the sum of the inputs -> by the error alone
# error times all inputs for the bias as well
def rosenblatt(inputs, answer, weights, bias):
    error = step(inputs @ weights + bias) - answer
    return weights - error * inputs, bias - np.sum(error * inputs)

# %% 2.3 right: with the neuron of 2.1, prediction minus answer
def rosenblatt(inputs, answer, weights, bias):
    error = neuron(inputs[np.newaxis], weights, bias, step)[0] - answer
    return weights - error * inputs, bias - error

# %% 2.4 wrong: broadcast error -> keep it a column
# error * x
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error * x, axis=0), np.mean(error)

# %% 2.4 wrong: len(x.T)
# divide by len(x.T)
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(x.T), np.mean(error)

# %% 2.4 wrong: step -> not the step
# answer of the step
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, step) - y
    return x.T @ error / len(y), np.mean(error)

# %% 2.4 wrong: factor 2 -> factor 2
# 2 as in lesson 1
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return 2 * x.T @ error / len(y), 2 * np.mean(error)

# %% 2.4 wrong: one number -> One number came for all weights
# mean of all
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(x.T @ error), np.mean(error)

# %% 2.4 wrong: bias summed -> bias's part is a mean
# sum for the bias
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), np.sum(error)

# %% 2.4 wrong: weights summed -> weights' part is a mean
# mean forgotten in weights
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error, np.mean(error)

# %% 2.4 wrong: no activation -> sigmoid is missing
# linear
def cross_entropy_gradient(x, y, weights, bias):
    error = x @ weights + bias - y
    return x.T @ error / len(y), np.mean(error)

# %% 2.4 wrong: p(1-p) -> factor p (1 - p) too many
# chain rule once more
def cross_entropy_gradient(x, y, weights, bias):
    p = neuron(x, weights, bias, sigmoid)
    return x.T @ ((p - y) * p * (1 - p)) / len(y), np.mean((p - y) * p * (1 - p))

# %% 2.4 wrong: new weights -> after a step
# step included
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return weights - x.T @ error / len(y), bias - np.mean(error)

# %% 2.4 wrong: mean of the mean -> its own inputs first
# x.mean times error.mean
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.mean(axis=0) * error.mean(), error.mean()

# %% 2.4 wrong: dL/dp -> sigmoid's slope is missing
# slope of the loss alone
def cross_entropy_gradient(x, y, weights, bias):
    p = neuron(x, weights, bias, sigmoid)
    e = (p - y) / (p * (1 - p))
    return x.T @ e / len(y), np.mean(e)

# %% 2.4 wrong: axis 1 -> Average over the examples
# mean over features
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error[:, None] * x, axis=1), np.mean(error)

# %% 2.4 right: small differences
# numeric
def cross_entropy_gradient(x, y, weights, bias):
    h = 1e-5
    g = np.array([(cross_entropy(x, y, weights + h * e, bias) - cross_entropy(x, y, weights - h * e, bias)) / (2 * h) for e in np.eye(len(weights))])
    return g, (cross_entropy(x, y, weights, bias + h) - cross_entropy(x, y, weights, bias - h)) / (2 * h)

# %% 2.4 right: einsum list
# einsum
def cross_entropy_gradient(x, y, weights, bias):
    p = 1 / (1 + np.exp(-(x @ weights + bias)))
    return [np.einsum('ij,i->j', x, p - y) / len(y), (p - y).mean()]

# %% 2.4 right: tape
# GradientTape
def cross_entropy_gradient(x, y, weights, bias):
    import tensorflow as tf
    w, b = tf.Variable(weights, dtype=tf.float64), tf.Variable(bias, dtype=tf.float64)
    with tf.GradientTape() as tape:
        z = tf.linalg.matvec(tf.constant(x, tf.float64), w) + b
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(tf.cast(y, tf.float64), z))
    return tape.gradient(loss, [w, b])

# %% 2.4 right: bias column
# ones
def cross_entropy_gradient(x, y, weights, bias):
    X = np.column_stack([x, np.ones(len(x))])
    g = X.T @ (sigmoid(X @ np.append(weights, bias)) - y) / len(X)
    return g[:-1], g[-1]

# %% 2.4 right: y minus p, negated
# sign
def cross_entropy_gradient(x, y, weights, bias):
    return ((neuron(x, weights, bias, sigmoid) - y)[:, None] * x).mean(0), -np.average(y - neuron(x, weights, bias, sigmoid))

# %% 2.4 wrong: mean forgotten -> take the mean
# sum over the patients; hint: divide by the number of examples
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error, error.sum()

# %% 2.4 wrong: only the weights divided -> bias's part is a mean
# the bias gets the sum; hint: mean for the bias too
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), np.sum(error)

# %% 2.4 wrong: error with the opposite sign -> error is p minus y
# y - p as in Rosenblatt's rule; hint: output minus answer
def cross_entropy_gradient(x, y, weights, bias):
    error = y - neuron(x, weights, bias, sigmoid)
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: slope of the sigmoid kept -> factor p (1 - p) too many
# times p (1 - p); hint: it cancels
def cross_entropy_gradient(x, y, weights, bias):
    p = neuron(x, weights, bias, sigmoid)
    error = (p - y) * p * (1 - p)
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: factor two -> factor 2
# the 2 of lesson 1; hint: no 2 here
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return 2 * x.T @ error / len(y), 2 * error.mean()

# %% 2.4 wrong: step in place of the sigmoid -> not the step
# error is 0, 1 or -1; hint: sigmoid
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, step) - y
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: divided by the number of features -> not of features
# len(weights); hint: mean over the examples
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(weights), error.sum() / len(weights)

# %% 2.4 wrong: divided by 569 -> not by 569
# number of women written in; hint: use len(y)
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / 569, error.sum() / 569

# %% 2.4 wrong: x not transposed -> the order counts
# shapes do not fit; hint: x.T
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x @ error / len(y), error.mean()

# %% 2.4 wrong: product of the means -> its own inputs first
# mean of x times mean of the error; hint: multiply per patient first
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.mean(axis=0) * error.mean(), error.mean()

# %% 2.4 wrong: one number for all weights -> One number came for all weights
# np.mean without axis; hint: one number per feature
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error[:, np.newaxis] * x), np.mean(error)

# %% 2.4 wrong: per patient -> averaged or chosen
# a table with a row per patient; hint: take the mean
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return error[:, np.newaxis] * x, error

# %% 2.4 wrong: only the weights -> Return them all
# bias gradient missing; hint: return two things
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y)

# %% 2.4 wrong: bias first -> The order of the results
# order exchanged; hint: weights first
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return error.mean(), x.T @ error / len(y)

# %% 2.4 wrong: bias times the error -> input is always 1
# derivative with respect to the bias taken as bias times error; hint: the bias's input is 1
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), np.mean(error * bias)

# %% 2.4 wrong: times the weights -> not by the weights
# error times weights; hint: error times inputs
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error) * weights, np.mean(error)

# %% 2.4 wrong: bias left out of the neuron -> handed in and not used
# p without the bias; hint: use bias
def cross_entropy_gradient(x, y, weights, bias):
    error = sigmoid(x @ weights) - y
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: no sigmoid -> sigmoid is missing
# the raw sum, as in linear regression; hint: p is the sigmoid of the sum
def cross_entropy_gradient(x, y, weights, bias):
    error = x @ weights + bias - y
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: weights at zero -> handed in and not used
# looks at the start of the example only; hint: the arguments weights and bias are not used
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, np.zeros(x.shape[1]), 0.0, sigmoid) - y
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: a column of weights -> axis of length 1
# shape (features, 1); hint: shape (features,)
def cross_entropy_gradient(x, y, weights, bias):
    error = (neuron(x, weights, bias, sigmoid) - y)[:, np.newaxis]
    return x.T @ error / len(y), error.mean()

# %% 2.4 wrong: bias in an array -> take the number out
# keepdims; hint: the bias's part is one number
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), error.mean(keepdims=True)

# %% 2.4 right: einsum
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.einsum("e,ef->f", error, x) / len(x), float(np.mean(error))

# %% 2.4 right: patient by patient
def cross_entropy_gradient(x, y, weights, bias):
    along_weights, along_bias = np.zeros(len(weights)), 0.0
    for inputs, answer in zip(x, y):
        error = sigmoid(np.dot(inputs, weights) + bias) - answer
        along_weights += error * inputs / len(y)
        along_bias += error / len(y)
    return along_weights, along_bias

# %% 2.4 right: mean along axis 0
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error[:, None] * x, axis=0), np.mean(error)

# %% 2.4 right: bias as a column of ones
def cross_entropy_gradient(x, y, weights, bias):
    extended = np.hstack([x, np.ones((len(x), 1))])
    p = sigmoid(extended @ np.append(weights, bias))
    both = (p - y) @ extended / len(extended)
    return both[:-1], both[-1]

# %% 2.4 right: feature by feature
def cross_entropy_gradient(x, y, weights, bias):
    error = sigmoid(x @ weights + bias) - y
    return np.array([np.average(error * column) for column in x.T]), np.average(error)

# %% 2.4 right: malignant and benign apart
def cross_entropy_gradient(x, y, weights, bias):
    z = x @ weights + bias
    error = np.where(y == 1, -sigmoid(-z), sigmoid(z))
    return [error @ x / len(y), np.dot(error, np.ones(len(y))) / len(y)]

# %% 2.4 wrong: error times x without a column -> keep it a column
# error * x; hint: [:, np.newaxis]
def cross_entropy_gradient(x, y, weights, bias):
    error = neuron(x, weights, bias, sigmoid) - y
    return np.mean(error * x, axis=0), np.mean(error)

# %% 2.5 wrong: bias column -> stand in a column
# biases[:, None]
def dense(x, weights, biases, activation):
    return activation(x @ weights + biases[:, np.newaxis])

# %% 2.5 wrong: transposed weights -> weights are turned
# weights.T
def dense(x, weights, biases, activation):
    return activation(x @ weights.T + biases)

# %% 2.5 wrong: summed over neurons -> keeps a column of its own
# one output
def dense(x, weights, biases, activation):
    return activation((x @ weights + biases).sum(axis=1))

# %% 2.5 wrong: first bias left -> not to the inputs
# bias times weights
def dense(x, weights, biases, activation):
    return activation((x + biases) @ weights)

# %% 2.5 wrong: star -> adds the products up
# x * weights
def dense(x, weights, biases, activation):
    return activation(x * weights + biases)

# %% 2.5 wrong: globals -> is a name of the notebook
# switches
def dense(x, weights, biases, activation):
    return activation(switches @ weights + biases)

# %% 2.5 right: call neuron
# the neuron does it
def dense(x, weights, biases, activation):
    return neuron(x, weights, biases, activation)

# %% 2.5 right: einsum
# einsum
def dense(x, weights, biases, activation):
    return activation(np.einsum('ni,ij->nj', x, weights) + biases[None])

# %% 2.5 right: keras Dense
# Keras layer
def dense(x, weights, biases, activation):
    layer = keras.layers.Dense(len(biases))
    layer.build((None, x.shape[1]))
    layer.set_weights([weights, biases])
    return activation(keras.ops.convert_to_numpy(layer(x)))

# %% 2.5 right: row by row
# activation on each row
def dense(x, weights, biases, activation):
    return np.vstack([activation(row @ weights + biases) for row in x])

# %% 2.5 wrong: weights transposed -> weights are turned
# one row per neuron, as in another book; hint: one column per neuron
def dense(x, weights, biases, activation):
    return activation(x @ weights.T + biases)

# %% 2.5 wrong: biases as a column -> stand in a column
# adds a bias per example; hint: each neuron's bias to its column
def dense(x, weights, biases, activation):
    return activation(x @ weights + biases[:, np.newaxis])

# %% 2.5 wrong: activation forgotten -> activation is missing
# returns the sums; hint: call activation
def dense(x, weights, biases, activation):
    return x @ weights + biases

# %% 2.5 wrong: biases forgotten -> bias is missing
# no biases; hint: biases are not used
def dense(x, weights, biases, activation):
    return activation(x @ weights)

# %% 2.5 wrong: biases after the activation -> belongs inside
# added outside; hint: inside the activation
def dense(x, weights, biases, activation):
    return activation(x @ weights) + biases

# %% 2.5 wrong: neurons in the rows -> Rows and columns
# shape (neurons, examples); hint: one row per example
def dense(x, weights, biases, activation):
    return np.array([activation(x @ weights[:, j] + biases[j]) for j in range(len(biases))])

# %% 2.5 wrong: rows of weights taken for neurons -> weights are turned
# weights[j] in place of weights[:, j]; hint: one column per neuron
def dense(x, weights, biases, activation):
    columns = [activation(x @ weights[j] + biases[j]) for j in range(len(biases))]
    return np.stack(columns, axis=1)

# %% 2.5 wrong: entry by entry -> adds the products up
# * in place of @; hint: matrix product
def dense(x, weights, biases, activation):
    return activation(x * weights + biases)

# %% 2.5 wrong: the first bias for all -> first bias serves
# biases[0]; hint: each neuron its own bias
def dense(x, weights, biases, activation):
    return activation(x @ weights + biases[0])

# %% 2.5 wrong: sum of the biases -> All biases are added
# adds all biases; hint: each neuron its own bias
def dense(x, weights, biases, activation):
    return activation(x @ weights + np.sum(biases))

# %% 2.5 wrong: always the step -> handed in and not used
# the example's activation written in; hint: use the argument
def dense(x, weights, biases, activation):
    return step(x @ weights + biases)

# %% 2.5 wrong: always two neurons -> in place of 3
# writes out two columns; hint: any number of neurons
def dense(x, weights, biases, activation):
    first = activation(x @ weights[:, 0] + biases[0])
    second = activation(x @ weights[:, 1] + biases[1])
    return np.column_stack([first, second])

# %% 2.5 wrong: global switches -> is a name of the notebook
# always the four switches; hint: use x
def dense(x, weights, biases, activation):
    return activation(switches @ weights + biases)

# %% 2.5 wrong: x transposed -> examples are turned
# shapes do not fit; hint: x as it is
def dense(x, weights, biases, activation):
    return activation(x.T @ weights + biases)

# %% 2.5 wrong: summed over the neurons -> keeps a column of its own
# one number per example; hint: one column per neuron
def dense(x, weights, biases, activation):
    return activation((x @ weights + biases).sum(axis=1))

# %% 2.5 wrong: reshaped in place of transposed
# entries land in wrong places; hint: rows are examples
def dense(x, weights, biases, activation):
    by_neuron = np.array([activation(x @ weights[:, j] + biases[j]) for j in range(len(biases))])
    return by_neuron.reshape(len(x), len(biases))

# %% 2.5 wrong: a list of rows -> np.array(...) makes an array
# returns a list; hint: an array
def dense(x, weights, biases, activation):
    return [activation(row @ weights + biases) for row in x]

# %% 2.5 wrong: a Keras layer -> handed in and not used
# untrained layer of its own weights; hint: use the weights given
def dense(x, weights, biases, activation):
    return keras.layers.Dense(len(biases), activation=activation)(x)

# %% 2.5 wrong: biases added to the weights -> not to the weights
# weights + biases before the product; hint: product first
def dense(x, weights, biases, activation):
    return activation(x @ (weights + biases))

# %% 2.5 right: einsum, again
def dense(x, weights, biases, activation):
    return activation(np.einsum("ei,in->en", x, weights) + biases)

# %% 2.5 right: neuron by neuron, stacked
def dense(x, weights, biases, activation):
    return np.stack([neuron(x, weights[:, j], biases[j], activation) for j in range(weights.shape[1])], axis=1)

# %% 2.5 right: three loops for the sums
def dense(x, weights, biases, activation):
    sums = np.zeros((x.shape[0], weights.shape[1]))
    for e in range(x.shape[0]):
        for n in range(weights.shape[1]):
            sums[e, n] = biases[n]
            for i in range(x.shape[1]):
                sums[e, n] += x[e, i] * weights[i, n]
    return activation(sums)

# %% 2.5 right: transposed twice
def dense(x, weights, biases, activation):
    return activation((weights.T @ x.T + biases[:, np.newaxis]).T)

# %% 2.5 right: column of ones
def dense(x, weights, biases, activation):
    extended = np.c_[np.ones(len(x)), x]
    return activation(extended @ np.vstack([biases, weights]))

# %% 2.5 right: tensordot
dense = lambda x, weights, biases, activation: activation(np.tensordot(x, weights, axes=1) + biases.reshape(1, -1))

# %% 2.6 wrong: relu slope
# hidden > 0
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (hidden > 0)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: globals -> is a name of the notebook
# switches and lamp
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(switches, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - lamp) / len(lamp)
    eh = np.outer(error, weights_2) * (1 - hidden**2)
    return switches.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: top weights missing -> through the top weights
# error not times weights_2
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = error[:, None] * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: bias mean -> divides bias_2 twice
# mean of the errors
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.mean()

# %% 2.6 wrong: hidden bias mean -> divides biases_1 twice
# mean over examples
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.mean(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden bias axis 1 -> one for each neuron is left
# axis 1
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=1), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden bias one number -> a mean or a sum too many
# sum of all
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden for the first
# hidden.T @ eh
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return hidden.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: y - p -> error is p minus y
# answer minus output
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (y - p) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: sigmoid hidden -> they have the sigmoid
# sigmoid in the hidden layer
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, sigmoid)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden biases forgotten forward -> handed in and not used
# no biases_1
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = np.tanh(x @ weights_1)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return x.T @ eh, eh.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: new parameters -> after a step
# a step included
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    eh = np.outer(error, weights_2) * (1 - hidden ** 2)
    return weights_1 - x.T @ eh, biases_1 - eh.sum(axis=0), weights_2 - hidden.T @ error, bias_2 - error.sum()

# %% 2.6 right: small differences
# numeric
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    def loss(a, b, c, d):
        p = neuron(dense(x, a, b, np.tanh), c, d, sigmoid)
        return -np.mean(np.log(np.where(y == 1, p, 1 - p)))
    values = [np.array(v, dtype=float) for v in (weights_1, biases_1, weights_2, bias_2)]
    grads = []
    for k, v in enumerate(values):
        g = np.zeros_like(v)
        for place in np.ndindex(v.shape):
            up, down = [u.copy() for u in values], [u.copy() for u in values]
            up[k][place] += 1e-5
            down[k][place] -= 1e-5
            g[place] = (loss(*up) - loss(*down)) / 2e-5
        grads.append(g)
    return grads

# %% 2.6 right: n at the end, einsum
# einsum
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    h = np.tanh(x @ weights_1 + biases_1)
    e = sigmoid(h @ weights_2 + bias_2) - y
    d = np.einsum('n,h,nh->nh', e, weights_2, 1 - h * h)
    n = len(y)
    return [np.einsum('ni,nh->ih', x, d) / n, d.mean(0), np.einsum('nh,n->h', h, e) / n, e.mean()]

# %% 2.6 right: example by example
# loop
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    g1, b1, g2, b2 = np.zeros_like(weights_1), np.zeros_like(biases_1), np.zeros_like(weights_2), 0.0
    for row, truth in zip(x, y):
        a = np.tanh(row @ weights_1 + biases_1)
        e = (sigmoid(a @ weights_2 + bias_2) - truth) / len(y)
        d = e * weights_2 * (1 - a ** 2)
        g1 += np.outer(row, d); b1 += d; g2 += e * a; b2 += e
    return g1, b1, g2, b2

# %% 2.6 right: own cosh
# 1/cosh^2
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    z = x @ weights_1 + biases_1
    error = (neuron(np.tanh(z), weights_2, bias_2, sigmoid) - y) / len(y)
    eh = error[:, None] @ weights_2[None] / np.cosh(z) ** 2
    return x.T @ eh, np.ones(len(x)) @ eh, error @ np.tanh(z), sum(error)

# %% 2.6 wrong: not divided by n -> take the mean
# error p - y; hint: four times too large for four examples
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = neuron(hidden, weights_2, bias_2, sigmoid) - y
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden not squared -> square is missing
# 1 - hidden; hint: slope of tanh is 1 - hidden**2
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: slope of the sigmoid at the hidden layer -> That is the sigmoid's slope
# hidden (1 - hidden); hint: tanh's slope
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * hidden * (1 - hidden)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: slope of tanh left out -> slope of tanh is missing
# passes the error straight through; hint: times 1 - hidden**2
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: top weights left out -> through the top weights
# the error is not multiplied with weights_2; hint: each error times each top weight
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = error[:, np.newaxis] * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: order from the top -> yours is weights_2, bias_2, weights_1, biases_1
# top first, as computed; hint: order of the parameters
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return hidden.T @ error, error.sum(), x.T @ error_hidden, error_hidden.sum(axis=0)

# %% 2.6 wrong: weights and biases exchanged -> yours is biases_1, weights_1, bias_2, weights_2
# biases before weights; hint: weights_1, biases_1, weights_2, bias_2
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return error_hidden.sum(axis=0), x.T @ error_hidden, error.sum(), hidden.T @ error

# %% 2.6 wrong: sign turned -> error is p minus y
# y - p; hint: output minus answer
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (y - neuron(hidden, weights_2, bias_2, sigmoid)) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden layer with sigmoid -> they have the sigmoid
# forward pass with another activation; hint: tanh
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, sigmoid)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: divided twice -> biases_1 and bias_2 twice
# means where the sums are meant; hint: the error is divided by n already
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.mean(axis=0), hidden.T @ error, error.mean()

# %% 2.6 wrong: only the top divided -> part is not divided
# first layer's gradient is the sum; hint: the first layer is n times too large
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = neuron(hidden, weights_2, bias_2, sigmoid) - y
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error / len(y), error.mean()

# %% 2.6 wrong: tanh taken twice -> output of tanh already
# 1 - tanh(hidden)**2; hint: hidden is already the tanh
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - np.tanh(hidden) ** 2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: first biases summed over the neurons -> one for each neuron is left
# axis=1; hint: sum over the examples
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=1), hidden.T @ error, error.sum()

# %% 2.6 wrong: first biases one number -> a mean or a sum too many
# sum without axis; hint: one number per hidden neuron
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(), hidden.T @ error, error.sum()

# %% 2.6 wrong: first weights transposed -> Rows and columns
# error_hidden.T @ x; hint: shape (inputs, hidden)
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return error_hidden.T @ x, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: slope of the sigmoid kept at the top -> factor p (1 - p) too many
# times p (1 - p), the squared error's gradient; hint: it cancels
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) * p * (1 - p) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: global switches and lamp -> is a name of the notebook
# always XOR; hint: use x and y
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(switches, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - lamp) / len(lamp)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return switches.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: divided by four -> not by the 4 of XOR
# number of XOR examples written in; hint: len(y)
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / 4
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: top bias not summed -> is a mean or a sum missing
# one number per example; hint: the sum of the errors
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error

# %% 2.6 wrong: parameters already updated -> after a step
# returns new parameters; hint: only the gradients
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return (
        weights_1 - x.T @ error_hidden,
        biases_1 - error_hidden.sum(axis=0),
        weights_2 - hidden.T @ error,
        bias_2 - error.sum(),
    )

# %% 2.6 wrong: top weights updated before going back
# uses changed top weights; hint: all gradients at the same place
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    along_2 = hidden.T @ error
    error_hidden = np.outer(error, weights_2 - along_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), along_2, error.sum()

# %% 2.6 wrong: dot in place of outer
# error @ weights_2 does not fit; hint: np.outer
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = (error @ weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: first biases forgotten in the forward pass -> handed in and not used
# hidden without biases_1 (zero in the example); hint: biases_1 is not used
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = np.tanh(x @ weights_1)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: only two gradients -> As many as are asked for
# the first layer is left out; hint: four gradients
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    return hidden.T @ error, error.sum()

# %% 2.6 wrong: hidden overwritten
# hidden overwritten by its slope before the top gradient; hint: top weights use hidden itself
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    hidden = 1 - hidden**2
    error_hidden = np.outer(error, weights_2) * hidden
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 right: example by example, again
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    n = len(y)
    g1, gb1, g2, gb2 = np.zeros(weights_1.shape), np.zeros(len(biases_1)), np.zeros(len(weights_2)), 0.0
    for inputs, answer in zip(x, y):
        a = np.tanh(inputs @ weights_1 + biases_1)
        e = (sigmoid(a @ weights_2 + bias_2) - answer) / n
        back = e * weights_2 * (1 - a * a)
        g1 += np.outer(inputs, back)
        gb1 += back
        g2 += e * a
        gb2 += e
    return g1, gb1, g2, gb2

# %% 2.6 right: einsum
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = np.tanh(np.einsum("ni,ih->nh", x, weights_1) + biases_1)
    e = sigmoid(np.einsum("nh,h->n", hidden, weights_2) + bias_2) - y
    back = np.einsum("n,h,nh->nh", e, weights_2, 1 - hidden**2)
    n = x.shape[0]
    return np.einsum("ni,nh->ih", x, back) / n, back.mean(axis=0), np.einsum("nh,n->h", hidden, e) / n, e.mean()

# %% 2.6 right: columns in place of outer, list returned
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = np.tanh(x @ weights_1 + biases_1)
    error = (sigmoid(hidden @ weights_2 + bias_2) - y)[:, None] / len(y)
    back = (error @ weights_2[None, :]) * (1 - hidden) * (1 + hidden)
    return [x.T @ back, back.sum(axis=0), (hidden.T @ error)[:, 0], float(error.sum())]

# %% 2.6 right: with the gradient of 2.4 for the top
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    top, top_bias = cross_entropy_gradient(hidden, y, weights_2, bias_2)
    error = neuron(hidden, weights_2, bias_2, sigmoid) - y
    back = np.outer(error, weights_2) / np.cosh(dense(x, weights_1, biases_1, lambda z: z)) ** 2
    return x.T @ back / len(x), back.mean(axis=0), top, top_bias

# %% 2.6 right: bias rows added to the inputs
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    ones = np.ones((len(x), 1))
    inputs = np.hstack([x, ones])
    hidden = np.tanh(inputs @ np.vstack([weights_1, biases_1]))
    above = np.hstack([hidden, ones])
    error = (sigmoid(above @ np.append(weights_2, bias_2)) - y) / len(y)
    top = above.T @ error
    first = inputs.T @ (np.outer(weights_2, error).T * (1 - hidden**2))
    return first[:-1], first[-1], top[:-1], top[-1]

# %% 2.6 wrong: weights first, then biases -> yours is weights_1, weights_2, biases_1, bias_2
# sorts by kind; hint: the order of the parameters
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error[:, np.newaxis] * weights_2 * (1 - hidden**2)
    return x.T @ below, hidden.T @ error, below.sum(axis=0), error.sum()

# %% 2.6 wrong: backwards all the way -> yours is bias_2, weights_2, biases_1, weights_1
# as computed, last first; hint: the order of the parameters
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error[:, np.newaxis] * weights_2 * (1 - hidden**2)
    return error.sum(), hidden.T @ error, below.sum(axis=0), x.T @ below

# %% 2.6 wrong: hidden biases and top weights exchanged -> yours is weights_1, weights_2, biases_1, bias_2
# both have shape (hidden,), so nothing else shows it; hint: the order
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    e = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    d = np.outer(e, weights_2) * (1 - hidden**2)
    first, top = x.T @ d, e @ hidden
    return [first, top, d.sum(axis=0), e.sum()]

# %% 2.6 wrong: errors times top weights entry by entry -> the errors as a column, the weights as a row
# no column; hint: a column and a row
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error * weights_2 * (1 - hidden**2)
    return x.T @ below, below.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: the errors of each example thrown together -> Going back
# forgets v in the chain; hint: the top weights
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error[:, np.newaxis] * (1 - hidden**2)
    return x.T @ below, below.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: x not turned -> rows on the right
# x @ below; hint: n must meet n
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error[:, np.newaxis] * weights_2 * (1 - hidden**2)
    return x @ below, below.sum(axis=0), hidden.T @ error, error.sum()

# %% 2.6 wrong: one example alone
# the numbers of the text for the first example; hint: all examples
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    a = np.tanh(x[0] @ weights_1 + biases_1)
    e = sigmoid(a @ weights_2 + bias_2) - y[0]
    d = e * weights_2 * (1 - a**2)
    return np.outer(x[0], d), d, e * a, e

# %% 2.6 wrong: summed with no axis -> a mean or a sum too many
# below.sum() over everything; hint: one for each neuron is left
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = error[:, np.newaxis] * weights_2 * (1 - hidden**2)
    return x.T @ below, below.sum(), hidden.T @ error, error.sum()

# %% 2.6 right: nudges, as the notebook does
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    def loss(*parameters):
        return network_loss(x, y, *parameters)
    return by_small_differences(loss, [weights_1, biases_1, weights_2, bias_2])

# %% 2.6 right: a mean at the end of each
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = np.tanh(x @ weights_1 + biases_1)
    error = neuron(hidden, weights_2, bias_2, sigmoid) - y
    below = error[:, None] * weights_2[None, :] * (1 - hidden) * (1 + hidden)
    first = (x[:, :, None] * below[:, None, :]).mean(axis=0)
    return first, below.mean(axis=0), (error[:, None] * hidden).mean(axis=0), error.mean()

# %% 2.6 right: the same two lines as a function
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    def layer(inputs, errors):
        return inputs.T @ errors, np.ones(len(errors)) @ errors
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    return *layer(x, np.outer(error, weights_2) * np.cosh(x @ weights_1 + biases_1) ** -2.0), *layer(hidden, error)

# %% 2.6 right: keras.ops for the products
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    error = (neuron(hidden, weights_2, bias_2, sigmoid) - y) / len(y)
    below = np.array(keras.ops.outer(error, weights_2)) * (1 - hidden**2)
    return x.T @ below, below.sum(0), error @ hidden, float(sum(error))

# %% 2.6 wrong: slope of tanh from the sum -> not with their sum
# 1 - z**2 with the hidden sum in place of its output
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    z = x @ weights_1 + biases_1
    a = np.tanh(z)
    e = (neuron(a, weights_2, bias_2, sigmoid) - y) / len(y)
    back = e[:, np.newaxis] * weights_2 * (1 - z**2)
    return x.T @ back, back.sum(axis=0), a.T @ e, e.sum()

# %% 2.7 wrong: cause a -> From all ones they are alike
# a
generator = np.random.default_rng(7)
cause = 'a'
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: all ones -> Equal hidden neurons
# not zero: ones
generator = np.random.default_rng(7)
cause = 'c'
better_start = [np.ones((2, 8)), np.ones(8), np.ones(8), 1.0]

# %% 2.7 wrong: one random number -> Equal hidden neurons
# one random number for all
generator = np.random.default_rng(7)
cause = 'c'
better_start = [np.full((2, 8), generator.normal()), np.zeros(8), np.full(8, generator.normal()), 0.0]

# %% 2.7 wrong: tiny -> So near to zero
# very small
generator = np.random.default_rng(7)
cause = 'c'
better_start = [1e-8 * generator.normal(size=(2, 8)), np.zeros(8), 1e-8 * generator.normal(size=8), 0.0]

# %% 2.7 wrong: huge -> So large
# large numbers
generator = np.random.default_rng(7)
cause = 'c'
better_start = [1000 * generator.normal(size=(2, 8)), np.zeros(8), 1000 * generator.normal(size=8), 0.0]

# %% 2.7 wrong: zeros again -> first weights are zero
# unchanged
generator = np.random.default_rng(7)
cause = 'c'
better_start = zero_start

# %% 2.7 wrong: bias array -> take the number out
# bias as array
generator = np.random.default_rng(7)
cause = 'c'
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), np.zeros(1)]

# %% 2.7 wrong: nan
# divided by zero
generator = np.random.default_rng(7)
cause = 'c'
better_start = [np.full((2, 8), np.nan), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 right: capital, uniform
# uniform
generator = np.random.default_rng(7)
cause = 'C'
better_start = [generator.uniform(-1, 1, size=(2, 8)), np.zeros(8), generator.uniform(-1, 1, size=8), 0.0]

# %% 2.7 right: first layer only
# only the first layer by chance
generator = np.random.default_rng(7)
cause = 'c'
better_start = [generator.normal(size=(2, 8)), np.zeros(8), np.zeros(8), 0.0]

# %% 2.7 right: random_start
# the start from above
generator = np.random.default_rng(7)
cause = 'c'
better_start = random_start

# %% 2.7 right: by hand
# written by hand, no chance
generator = np.random.default_rng(7)
cause = 'c'
better_start = [np.array([[1, 1, -1, -1, 2, -2, 1, 0.5], [1, -1, 1, -1, 1, 1, -2, 2.0]]), np.linspace(-1, 1, 8), np.linspace(1, -1, 8), 0]

# %% 2.7 wrong: random biases, weights zero -> first weights are zero
# only biases by chance: it starts after thousands of steps; hint: the first weights
generator = np.random.default_rng(7)
cause = 'c'
better_start = [np.zeros((2, 8)), generator.normal(size=8), np.zeros(8), generator.normal()]

# %% 2.7 wrong: letter a -> From all ones they are alike
# blames the learning rate; hint: with a gradient of zero no rate helps
generator = np.random.default_rng(7)
cause = "a"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: letter b -> slope of tanh is at its largest
# confuses the network with one neuron; hint: it was solved above
generator = np.random.default_rng(7)
cause = "b"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: letter d -> this is no lowest point
# wants more steps; hint: the loss did not move at all
generator = np.random.default_rng(7)
cause = "d"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: letter without quotes
# c is a name for Python; hint: quotes
generator = np.random.default_rng(7)
cause = c
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: all ones, again -> Equal hidden neurons
# equal numbers; hint: the hidden neurons stay identical
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.ones((2, 8)), np.ones(8), np.ones(8), 1.0]

# %% 2.7 wrong: zeros again, again -> first weights are zero
# copied the start; hint: the weights must not be zero
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.zeros((2, 8)), np.zeros(8), np.zeros(8), 0.0]

# %% 2.7 wrong: only the top bias random -> first weights are zero
# weights left at zero, bias moved; hint: gradients of the weights are still zero
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.zeros((2, 8)), np.zeros(8), np.zeros(8), generator.normal()]

# %% 2.7 wrong: first weights zero, top random -> first weights are zero
# hidden outputs are zero and the errors cancel; hint: it still does not start
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.zeros((2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: one random number for all -> Equal hidden neurons
# np.full of a random number; hint: each neuron needs its own numbers
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.full((2, 8), generator.normal()), np.zeros(8), np.full(8, generator.normal()), 0.0]

# %% 2.7 wrong: first weights transposed
# (8, 2) in place of (2, 8); hint: shaped as in zero_start
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(8, 2)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: bias at the top forgotten
# three parts only; hint: three arrays and one number
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8)]

# %% 2.7 wrong: top weights as a column
# shape (8, 1); hint: shape (8,)
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=(8, 1)), 0.0]

# %% 2.7 wrong: huge random weights -> So large
# a thousand times larger, tanh is flat there; hint: smaller numbers
generator = np.random.default_rng(7)
cause = "c"
better_start = [1000 * generator.normal(size=(2, 8)), np.zeros(8), 1000 * generator.normal(size=8), 0.0]

# %% 2.7 wrong: only one hidden neuron -> in place of 8
# another size; hint: shaped as in zero_start
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(2, 1)), np.zeros(1), generator.normal(size=1), 0.0]

# %% 2.7 wrong: explained in words -> The letter alone
# no letter; hint: the letter alone
generator = np.random.default_rng(7)
cause = "all the weights are zero, so the gradients are zero"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 wrong: columns alike -> Equal hidden neurons
# each row its own number, but the same for all neurons; hint: the columns must differ
generator = np.random.default_rng(7)
cause = "c"
better_start = [np.repeat(generator.normal(size=(2, 1)), 8, axis=1), np.zeros(8), np.ones(8), 0.0]

# %% 2.7 wrong: the function in place of numbers
# generator.normal without a call; hint: call it with size
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal, np.zeros(8), generator.normal, 0.0]

# %% 2.7 wrong: tiny numbers -> So near to zero
# random but of size 1e-12; hint: two thousand steps do not get away from zero
generator = np.random.default_rng(7)
cause = "c"
better_start = [1e-12 * generator.normal(size=(2, 8)), np.zeros(8), 1e-12 * generator.normal(size=8), 0.0]

# %% 2.7 right: random weights, zero biases
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]

# %% 2.7 right: capital letter, everything random
generator = np.random.default_rng(7)
cause = "C"
better_start = [generator.normal(size=(2, 8)), generator.normal(size=8), generator.normal(size=8), generator.normal()]

# %% 2.7 right: the start that worked above
generator = np.random.default_rng(7)
cause = "c"
better_start = random_start

# %% 2.7 right: uniform numbers, blank in the letter
generator = np.random.default_rng(7)
cause = " c "
better_start = [generator.uniform(-1, 1, (2, 8)), np.zeros(8), generator.uniform(-1, 1, 8), 0]

# %% 2.7 right: top weights zero
generator = np.random.default_rng(7)
cause = "c"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), np.zeros(8), 0.0]

# %% 2.7 right: fixed numbers, no chance
cause = "c"
better_start = [
    np.array([[1, -1, 1, -1, 2, -2, 1, 2], [1, 1, -1, -1, 1, 1, 2, -2]], dtype=float),
    np.linspace(-1, 1, 8),
    np.array([1, -1, 1, -1, 1, -1, 1, -1], dtype=float),
    0.0,
]

# %% 2.7 wrong: three arrays as one table
# np.array of a ragged list fails, so nothing new is handed in
normal = np.random.default_rng(7).normal
cause = "c"
better_start = np.array([normal(size=(2, 8)), np.zeros(8), normal(size=8), 0.0])

# %% 2.7 wrong: four neurons -> in place of 8
# another size; hint: shaped as in zero_start
normal = np.random.default_rng(7).normal
cause = "c"
better_start = [normal(size=(2, 4)), np.zeros(4), normal(size=4), 0.0]

# %% 2.7 wrong: one number
# not a list at all
cause = "c"
better_start = 0.5

# %% 2.7 wrong: a dictionary -> Three arrays and one number
# named parts
normal = np.random.default_rng(7).normal
cause = "c"
better_start = {"weights_1": normal(size=(2, 8)), "biases_1": np.zeros(8), "weights_2": normal(size=8), "bias_2": 0.0}

# %% 2.7 right: shuffled whole numbers
normal = np.random.default_rng(7).normal
cause = "C."
better_start = (np.random.default_rng(3).permutation(np.arange(16) - 7.5).reshape(2, 8) / 4, np.zeros(8), np.cos(np.arange(8)), 0)

# %% 2.7 wrong: mean and spread for a size -> an array needs `size=(2, 8)`
# normal(2, 8) is one number
cause = "c"
better_start = [normal(2, 8), np.zeros(8), normal(size=8), 0.0]

# %% 2.7 wrong: a mean for a size at the top -> `size=8` or np.zeros(8)
# normal(8) is one number
cause = "c"
better_start = [normal(size=(2, 8)), np.zeros(8), normal(8), 0.0]

# %% 2.8 wrong: right for the example -> only their sum
# sum of biases_1
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1.sum() + biases_2

# %% 2.8 wrong: biases added -> only added
# biases_1 + biases_2
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1 + biases_2

# %% 2.8 wrong: second biases forgotten -> biases are missing
# biases_1 @ weights_2
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1 @ weights_2

# %% 2.8 wrong: order -> first layer comes first
# weights_2 @ weights_1
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_2 @ weights_1, biases_1 @ weights_2 + biases_2

# %% 2.8 wrong: entry by entry -> entry by entry
# *
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 * weights_2, biases_1 * biases_2

# %% 2.8 wrong: sum of weights -> do not add
# +
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 + weights_2, biases_1 + biases_2

# %% 2.8 wrong: swapped -> The order of the results
# biases first
def collapse(weights_1, biases_1, weights_2, biases_2):
    return biases_1 @ weights_2 + biases_2, weights_1 @ weights_2

# %% 2.8 right: probe
# probe with identity
def collapse(weights_1, biases_1, weights_2, biases_2):
    two = lambda v: (v @ weights_1 + biases_1) @ weights_2 + biases_2
    biases = two(np.zeros(len(weights_1)))
    return two(np.eye(len(weights_1))) - biases, biases

# %% 2.8 right: einsum list
# einsum
def collapse(weights_1, biases_1, weights_2, biases_2):
    return [np.einsum('im,mo->io', weights_1, weights_2), np.einsum('m,mo->o', biases_1, weights_2) + biases_2]

# %% 2.8 right: keras float32
# keras.ops
def collapse(weights_1, biases_1, weights_2, biases_2):
    w = keras.ops.matmul(keras.ops.cast(weights_1, 'float32'), keras.ops.cast(weights_2, 'float32'))
    return w, biases_1.astype('float32') @ weights_2.astype('float32') + biases_2

# %% 2.8 wrong: first biases added unchanged -> only added
# biases_1 + biases_2; hint: the first biases go through the second weights
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1 + biases_2

# %% 2.8 wrong: first biases forgotten -> biases are lost
# only biases_2; hint: biases_1 is not used
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_2

# %% 2.8 wrong: second biases forgotten, again -> biases are missing
# only biases_1 @ weights_2; hint: biases_2 is not used
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1 @ weights_2

# %% 2.8 wrong: product the other way round -> first layer comes first
# weights_2 @ weights_1; hint: shapes do not fit
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_2 @ weights_1, biases_1 @ weights_2 + biases_2

# %% 2.8 wrong: transposed product -> Rows and columns
# result (outputs, inputs); hint: shape (inputs, outputs)
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_2.T @ weights_1.T, weights_2.T @ biases_1 + biases_2

# %% 2.8 wrong: weights added -> do not add
# sum in place of the product; hint: multiply the matrices
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 + weights_2, biases_1 + biases_2

# %% 2.8 wrong: entry by entry, again -> entry by entry
# * in place of @; hint: matrix product
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 * weights_2, biases_1 * biases_2

# %% 2.8 wrong: biases multiplied through the first weights -> pass the first
# weights_1 @ biases_1; hint: the first biases go through the second weights
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, weights_1 @ biases_1 + biases_2

# %% 2.8 wrong: weights_2 @ biases_1 -> stand before
# works only when middle equals outputs; hint: biases_1 @ weights_2
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, weights_2 @ biases_1 + biases_2

# %% 2.8 wrong: biases added first -> come last
# (biases_1 + biases_2) @ weights_2; hint: only the first biases go through
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, (biases_1 + biases_2) @ weights_2

# %% 2.8 wrong: only the weights -> Return them all
# biases missing; hint: return both
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2

# %% 2.8 wrong: biases first -> The order of the results
# order exchanged; hint: weights, then biases
def collapse(weights_1, biases_1, weights_2, biases_2):
    return biases_1 @ weights_2 + biases_2, weights_1 @ weights_2

# %% 2.8 wrong: biases in a row of a table -> axis of length 1
# shape (1, outputs); hint: shape (outputs,)
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, biases_1[np.newaxis, :] @ weights_2 + biases_2

# %% 2.8 wrong: sum of the first biases -> only their sum
# right when weights_2 is all ones; hint: each bias times its own weight
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, np.sum(biases_1) + biases_2

# %% 2.8 wrong: column sums of the second weights -> handed in and not used
# right when biases_1 is all ones; hint: biases_1 is not used
def collapse(weights_1, biases_1, weights_2, biases_2):
    return weights_1 @ weights_2, weights_2.sum(axis=0) + biases_2

# %% 2.8 wrong: with an activation
# tanh between the layers; hint: without an activation
def collapse(weights_1, biases_1, weights_2, biases_2):
    return np.tanh(weights_1) @ weights_2, np.tanh(biases_1) @ weights_2 + biases_2

# %% 2.8 wrong: the numbers of the example -> handed in and not used
# copied from the target; hint: compute from the arguments
def collapse(weights_1, biases_1, weights_2, biases_2):
    return np.full((4, 2), 3.0), np.array([13.0, 23.0])

# %% 2.8 wrong: returns a function -> Return them all
# a function that computes both layers; hint: weights and biases are wanted
def collapse(weights_1, biases_1, weights_2, biases_2):
    return lambda x: (x @ weights_1 + biases_1) @ weights_2 + biases_2

# %% 2.8 wrong: second biases changed in place -> Make new arrays
# += overwrites the caller's biases_2; hint: make new biases
def collapse(weights_1, biases_1, weights_2, biases_2):
    biases_2 += biases_1 @ weights_2
    return weights_1 @ weights_2, biases_2

# %% 2.8 right: einsum
def collapse(weights_1, biases_1, weights_2, biases_2):
    return np.einsum("im,mo->io", weights_1, weights_2), np.einsum("m,mo->o", biases_1, weights_2) + biases_2

# %% 2.8 right: asks the two layers
def collapse(weights_1, biases_1, weights_2, biases_2):
    def both(x):
        return (x @ weights_1 + biases_1) @ weights_2 + biases_2

    inputs = len(weights_1)
    biases = both(np.zeros((1, inputs)))[0]
    return both(np.eye(inputs)) - biases, biases

# %% 2.8 right: extended matrices
def collapse(weights_1, biases_1, weights_2, biases_2):
    first = np.vstack([weights_1, biases_1])
    product = first @ weights_2
    return product[:-1], product[-1] + biases_2

# %% 2.8 right: loops
def collapse(weights_1, biases_1, weights_2, biases_2):
    inputs, middle = weights_1.shape
    outputs = weights_2.shape[1]
    weights = np.zeros((inputs, outputs))
    biases = np.array(biases_2, dtype=float)
    for o in range(outputs):
        for m in range(middle):
            biases[o] += biases_1[m] * weights_2[m, o]
            for i in range(inputs):
                weights[i, o] += weights_1[i, m] * weights_2[m, o]
    return weights, biases

# %% 2.8 right: with dense and no activation
def collapse(weights_1, biases_1, weights_2, biases_2):
    same = lambda z: z
    weights = dense(weights_1, weights_2, np.zeros(len(biases_2)), same)
    biases = dense(biases_1.reshape(1, -1), weights_2, biases_2, same).ravel()
    return [weights, biases]

# %% 2.8 right: matmul and transposed dot
def collapse(weights_1, biases_1, weights_2, biases_2):
    return np.matmul(weights_1, weights_2), np.dot(weights_2.T, biases_1) + biases_2

# %% 2.9 wrong: sigmoid, precedence -> 1 / (1 + ...)
# 1 / 1 + e^-z
def safe_sigmoid(z):
    return 1 / 1 + np.exp(-np.clip(z, -500, 500))

# %% 2.9 wrong: sigmoid, half forgotten -> twice what is right
# 1 + tanh
def safe_sigmoid(z):
    return 1 + np.tanh(z / 2)

# %% 2.9 wrong: sigmoid, exp over -> exponential grew too large
# e^z / (1 + e^z)
def safe_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

# %% 2.9 wrong: sigmoid, where both -> computes both sides
# np.where
def safe_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))

# %% 2.9 wrong: sigmoid, abs only -> must fall under a half
# exp(-|z|)
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-np.abs(z)))

# %% 2.9 wrong: sigmoid, loop 1-D
# loop
def safe_sigmoid(z):
    return np.array([0.5 * (1 + np.tanh(v / 2)) for v in z])[:len(z)] if z.ndim == 1 else None

# %% 2.9 right: sigmoid, exp of minus abs
# exp(-|z|) with where
def safe_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))

# %% 2.9 right: sigmoid, errstate
# silenced: the docstring says without overflow
def safe_sigmoid(z):
    with np.errstate(over='ignore'):
        return 1 / (1 + np.exp(-z))

# %% 2.9 right: sigmoid, errstate as a decorator
# silenced
@np.errstate(all='ignore')
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% 2.9 right: sigmoid, seterr and the other formula
# silenced; e^(z/2) is safe up to 1400 only
def safe_sigmoid(z):
    np.seterr(over='ignore')
    return 1 / (1 + np.exp(-z / 2) ** 2)

# %% 2.9 right: sigmoid, keras
# keras.ops
def safe_sigmoid(z):
    return keras.ops.sigmoid(z)

# %% 2.9 right: sigmoid, vectorize
# math per number
def safe_sigmoid(z):
    import math
    def one(v):
        if v >= 0:
            return 1 / (1 + math.exp(-v))
        return math.exp(v) / (1 + math.exp(v))
    return np.vectorize(one, otypes=[float])(z)

# %% 2.9 right: sigmoid, longdouble
# more digits, e^1000 fits
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-np.longdouble(1) * z))

# %% 2.9 wrong: plain sigmoid overflows -> exponential grew too large
# formula as it stands; hint: overflow warning at -1000
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-z))

# %% 2.9 wrong: sigmoid gives nan -> exponential grew too large
# e^z over 1 + e^z; hint: nan at 1000
def safe_sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

# %% 2.9 wrong: both halves computed by np.where -> computes both sides
# np.where computes both sides, so it still overflows; hint: overflow warning
def safe_sigmoid(z):
    return np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))

# %% 2.9 wrong: sigmoid with math.exp -> take one number, np whole arrays
# math.exp takes one number; hint: np.exp for arrays
import math


def safe_sigmoid(z):
    return 1 / (1 + math.exp(-z))

# %% 2.9 wrong: sign of the exponent -> e to the *minus* z
# e^z in place of e^-z, falls instead of rising; hint: wrong direction
def safe_sigmoid(z):
    return 1 / (1 + np.exp(np.clip(z, -500, 500)))

# %% 2.9 wrong: tanh without halving the sum -> twice too steep
# half of 1 + tanh(z); hint: tanh(z / 2)
def safe_sigmoid(z):
    return (1 + np.tanh(z)) / 2

# %% 2.9 wrong: tanh in place of the sigmoid -> move it up, and halve it
# goes from -1 to 1; hint: from 0 to 1
def safe_sigmoid(z):
    return np.tanh(z / 2)

# %% 2.9 wrong: clipped at five -> cut off, too early
# cuts too early, sigmoid(10) is off; hint: wrong for large sums
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -5, 5)))

# %% 2.9 wrong: only the negative branch -> must rise over a half
# exp of minus the absolute value, symmetric; hint: for positive sums wrong
def safe_sigmoid(z):
    e = np.exp(-np.abs(z))
    return e / (1 + e)

# %% 2.9 wrong: softmax -> softmax
# takes the activations for shares of a whole; hint: each entry by itself
def safe_sigmoid(z):
    e = np.exp(z - np.max(z))
    return e / e.sum()

# %% 2.9 wrong: nan hidden afterwards -> exponential grew too large
# nan_to_num turns the nan of large sums into 0; hint: sigmoid(1000) is 1
def safe_sigmoid(z):
    return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))

# %% 2.9 wrong: rounded -> are rounded
# two digits as in the target; hint: do not round
def safe_sigmoid(z):
    return np.round(0.5 * (1 + np.tanh(z / 2)), 2)

# %% 2.9 right: SciPy's expit, heaviside
from scipy.special import expit


def safe_sigmoid(z):
    return expit(z)

# %% 2.9 right: exponential of minus the absolute value
def safe_sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1 / (1 + e), e / (1 + e))

# %% 2.9 right: logaddexp
def safe_sigmoid(z):
    return np.exp(-np.logaddexp(0.0, -np.asarray(z, dtype=float)))

# %% 2.9 right: clipped far out
def safe_sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))

# %% 2.9 right: masks in a copy
def safe_sigmoid(z):
    z = np.asarray(z, dtype=float)
    result = np.empty(z.shape)
    result[z >= 0] = 1 / (1 + np.exp(-z[z >= 0]))
    e = np.exp(z[z < 0])
    result[z < 0] = e / (1 + e)
    return result

# %% 2.9 right: lambdas
safe_sigmoid = lambda z: (1 + np.tanh(np.divide(z, 2))) / 2
step.__name__, sigmoid.__name__, relu.__name__ = "step", "sigmoid", "relu"
