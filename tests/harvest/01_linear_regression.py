# %% 1.1 wrong: brackets
# multiply everything by the slope [stands in the developers' tests]
def predict(x, slope, intercept):
    return slope * (x + intercept)

# %% 1.1 wrong: global dose
# the doses are called dose [neutral]
def predict(x, slope, intercept):
    return slope * dose + intercept

# %% 1.1 wrong: return in loop
# go through x [fitting]
def predict(x, slope, intercept):
    for value in x:
        return slope * value + intercept

# %% 1.1 wrong: matmul with number
# @ is multiplication [neutral]
def predict(x, slope, intercept):
    return slope @ x + intercept

# %% 1.1 wrong: off by one loop
# range from 1 [neutral]
def predict(x, slope, intercept):
    result = np.zeros(len(x))
    for i in range(1, len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: column
# a column for each [neutral]
def predict(x, slope, intercept):
    return (slope * x + intercept).reshape(-1, 1)

# %% 1.1 right: matrix
# design matrix [right ok]
def predict(x, slope, intercept):
    return np.column_stack([x, np.ones_like(x)]) @ np.array([slope, intercept])

# %% 1.1 right: loop into empty
# loop [right ok]
def predict(x, slope, intercept):
    result = np.empty(len(x))
    for i, value in enumerate(x):
        result[i] = slope * value + intercept
    return result

# %% 1.1 right: float32
# half the memory [right ok]
def predict(x, slope, intercept):
    return (slope * x + intercept).astype('float32')

# %% 1.1 right: vectorize
# np.vectorize [right ok]
def predict(x, slope, intercept):
    return np.vectorize(lambda v: slope * v + intercept)(x)

# %% 1.1 right: fromiter
# generator [right ok]
def predict(x, slope, intercept):
    return np.fromiter((slope * v + intercept for v in x), dtype=float)

# %% 1.1 wrong: adds before multiplying
# thinks the line is slope times (x + intercept); hint: multiply first, then add the intercept once
def predict(x, slope, intercept):
    return slope * (x + intercept)

# %% 1.1 wrong: slope and intercept exchanged
# read the formula the wrong way round; hint: slope is the number that multiplies x
def predict(x, slope, intercept):
    return intercept * x + slope

# %% 1.1 wrong: intercept forgotten
# a line through the origin; hint: the intercept is not used
def predict(x, slope, intercept):
    return slope * x

# %% 1.1 wrong: numbers of the example written in
# copied slope 10 and intercept 3 from the trial call; hint: use the arguments
def predict(x, slope, intercept):
    return 10 * x + 3

# %% 1.1 wrong: uses the global dose
# thinks the function is about the volunteers; hint: use x, not dose
def predict(x, slope, intercept):
    return slope * dose + intercept

# %% 1.1 wrong: returns a list
# a comprehension without np.array; hint: an array is wanted, this is a list
def predict(x, slope, intercept):
    return [slope * value + intercept for value in x]

# %% 1.1 wrong: prints, returns nothing
# mixes up print and return; hint: the function returns None
def predict(x, slope, intercept):
    print(slope * x + intercept)

# %% 1.1 wrong: return inside the loop
# the loop ends after the first dose; hint: only one number comes back
def predict(x, slope, intercept):
    for value in x:
        return slope * value + intercept

# %% 1.1 wrong: result in an integer array
# zeros_like of whole-numbered doses cuts off the decimals; hint: fractions are lost when x is whole
def predict(x, slope, intercept):
    result = np.zeros(len(x), dtype=int)
    for i in range(len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: zeros_like takes the type of x
# works for floats, cuts fractions if the doses are integers; hint: the result must be float
def predict(x, slope, intercept):
    result = np.zeros_like(x)
    for i in range(len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: a table with one column
# thinks of scikit-learn's one column per feature; hint: shape (examples,), not (examples, 1)
def predict(x, slope, intercept):
    return (slope * x + intercept)[:, np.newaxis]

# %% 1.1 wrong: negative predictions cut off
# a concentration cannot be below zero; hint: the line goes on below zero
def predict(x, slope, intercept):
    return np.maximum(slope * x + intercept, 0)

# %% 1.1 wrong: loop misses the last dose
# range(len(x) - 1); hint: the last entry is wrong
def predict(x, slope, intercept):
    result = np.zeros(len(x))
    for i in range(len(x) - 1):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: rounded
# made the output look like the target; hint: do not round
def predict(x, slope, intercept):
    return np.round(slope * x + intercept)

# %% 1.1 wrong: changes x in place
# the doses themselves are overwritten; hint: make a new array
def predict(x, slope, intercept):
    x *= slope
    x += intercept
    return x

# %% 1.1 wrong: dot product with a vector of slopes
# np.dot of x with a vector of slopes sums over the examples; hint: one number per example
def predict(x, slope, intercept):
    return np.dot(x, np.full(len(x), slope)) + intercept

# %% 1.1 right: as an explicit loop over an array
def predict(x, slope, intercept):
    result = np.empty(len(x))
    for i in range(len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 right: polyval
def predict(x, slope, intercept):
    return np.polyval([slope, intercept], x)

# %% 1.1 right: a lambda
predict = lambda x, slope, intercept: intercept + x * slope

# %% 1.1 right: comprehension then array
def predict(x, slope, intercept):
    return np.array([slope * value + intercept for value in x])

# %% 1.1 right: matrix times parameters
def predict(x, slope, intercept):
    table = np.column_stack([x, np.ones(len(x))])
    return table @ np.array([slope, intercept])

# %% 1.1 right: a class with call
class Line:
    def __call__(self, x, slope, intercept):
        return np.add(np.multiply(x, slope), intercept)


predict = Line()

# %% 1.1 right: polynomial object
def predict(x, slope, intercept):
    line = np.polynomial.Polynomial([intercept, slope])
    return line(x)

# %% 1.2 wrong: variance
# np.var is the mean squared deviation [neutral]
def mse(y, prediction):
    return np.var(prediction - y)

# %% 1.2 wrong: n minus 1
# unbiased [neutral]
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (len(y) - 1)

# %% 1.2 wrong: half
# the 1/2 from Andrew Ng's course [stands in the developers' tests]
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (2 * len(y))

# %% 1.2 wrong: overwritten total
# add up in a loop [misleading]
def mse(y, prediction):
    for a, b in zip(y, prediction):
        total = (b - a) ** 2
    return total / len(y)

# %% 1.2 wrong: norm over n
# mean length [neutral]
def mse(y, prediction):
    return np.linalg.norm(prediction - y) / len(y)

# %% 1.2 wrong: median
# robust [neutral]
def mse(y, prediction):
    return np.median((prediction - y) ** 2)

# %% 1.2 wrong: relative
# percent [neutral]
def mse(y, prediction):
    return np.mean(((prediction - y) / y) ** 2)

# %% 1.2 wrong: return in loop
# loop [neutral]
def mse(y, prediction):
    total = 0
    for a, b in zip(y, prediction):
        total += (b - a) ** 2
        return total / len(y)

# %% 1.2 wrong: both
# errors too [neutral]
def mse(y, prediction):
    errors = prediction - y
    return errors, np.mean(errors ** 2)

# %% 1.2 wrong: hand 4/3
# it came out in hint 2 [neutral]
def mse(y, prediction):
    return 4 / 3

# %% 1.2 right: sklearn
# library [right ok]
def mse(y, prediction):
    from sklearn.metrics import mean_squared_error
    return mean_squared_error(y, prediction)

# %% 1.2 right: dot
# e.e/n [right ok]
def mse(y, prediction):
    e = y - prediction
    return e @ e / len(e)

# %% 1.2 right: keras loss
# library [right ok]
def mse(y, prediction):
    return keras.losses.MeanSquaredError()(y, prediction)

# %% 1.2 right: python loop
# plain Python float [right ok]
def mse(y, prediction):
    total = 0
    for i in range(len(y)):
        total += (prediction[i] - y[i]) ** 2
    return float(total / len(y))

# %% 1.2 right: 0-d array
# einsum [right ok]
def mse(y, prediction):
    e = prediction - y
    return np.einsum('i,i->', e, e) / np.array(len(e))

# %% 1.2 wrong: mean absolute error
# took the absolute value in place of the square; hint: square the errors
def mse(y, prediction):
    return np.mean(np.abs(prediction - y))

# %% 1.2 wrong: root of it
# the RMSE of another book; hint: no square root, the unit is squared
def mse(y, prediction):
    return np.sqrt(np.mean((prediction - y) ** 2))

# %% 1.2 wrong: sum instead of mean
# sum of squares; hint: divide by the number of examples
def mse(y, prediction):
    return np.sum((prediction - y) ** 2)

# %% 1.2 wrong: half the mean
# the 1/2 of machine learning courses; hint: the plain mean, twice as large
def mse(y, prediction):
    return np.mean((prediction - y) ** 2) / 2

# %% 1.2 wrong: divided by n minus one
# sample variance formula; hint: the mean divides by n
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (len(y) - 1)

# %% 1.2 wrong: square of the mean error
# wrong order of mean and square; hint: square each error first
def mse(y, prediction):
    return np.mean(prediction - y) ** 2

# %% 1.2 wrong: not squared
# forgot the square; hint: errors of opposite sign cancel
def mse(y, prediction):
    return np.mean(prediction - y)

# %% 1.2 wrong: mean left out
# returns the squares; hint: one number, not an array
def mse(y, prediction):
    return (prediction - y) ** 2

# %% 1.2 wrong: divides by 200
# the number of the volunteers written in; hint: use len(y)
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / 200

# %% 1.2 wrong: uses the global concentration
# ignores the argument y; hint: the first argument is not used
def mse(y, prediction):
    return np.mean((prediction - concentration) ** 2)

# %% 1.2 wrong: difference of the squares
# precedence: y**2 subtracted from prediction; hint: subtract first, square after
def mse(y, prediction):
    return np.mean(prediction - y**2)

# %% 1.2 wrong: squares subtracted
# prediction squared minus y squared; hint: subtract first, then square
def mse(y, prediction):
    return np.mean(prediction**2 - y**2)

# %% 1.2 wrong: caret for power
# ^ is not a power in Python; hint: write ** 2
def mse(y, prediction):
    return np.mean((prediction - y) ^ 2)

# %% 1.2 wrong: keepdims
# gives an array of one entry; hint: one number
def mse(y, prediction):
    return np.mean((prediction - y) ** 2, keepdims=True)

# %% 1.2 wrong: variance of the errors
# a constant error costs nothing then; hint: an error that is the same everywhere also counts
def mse(y, prediction):
    return np.var(prediction - y)

# %% 1.2 wrong: rounded to a whole number
# the target shows whole numbers; hint: do not round
def mse(y, prediction):
    return round(np.mean((prediction - y) ** 2))

# %% 1.2 wrong: relative error
# divided by the answers; hint: the error is prediction minus answer, undivided
def mse(y, prediction):
    return np.mean(((prediction - y) / y) ** 2)

# %% 1.2 wrong: returned too early in the loop
# return is indented into the loop; hint: the sum is given back after one example
def mse(y, prediction):
    total = 0
    for a, b in zip(y, prediction):
        total += (b - a) ** 2
        return total / len(y)

# %% 1.2 right: dot product of the errors
def mse(y, prediction):
    errors = prediction - y
    return errors @ errors / len(errors)

# %% 1.2 right: plain loop
def mse(y, prediction):
    total = 0.0
    for right, said in zip(y, prediction, strict=True):
        total += (said - right) ** 2
    return total / len(y)

# %% 1.2 right: scikit-learn
from sklearn.metrics import mean_squared_error


def mse(y, prediction):
    return mean_squared_error(y, prediction)

# %% 1.2 right: variance plus squared mean
def mse(y, prediction):
    errors = y - prediction
    return np.var(errors) + np.mean(errors) ** 2

# %% 1.2 right: norm
def mse(y, prediction):
    return float(np.linalg.norm(y - prediction) ** 2 / np.size(y))

# %% 1.2 right: einsum
def mse(y, prediction):
    e = np.subtract(prediction, y)
    return np.einsum("i,i->", e, e) / e.shape[0]

# %% 1.2 right: statistics module
import statistics


def mse(y, prediction):
    return statistics.fmean(float(p - a) ** 2 for a, p in zip(y, prediction))

# %% 1.3 wrong: product of means
# mean of each [fitting]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * np.mean(errors) * np.mean(x), 2 * np.mean(errors)

# %% 1.3 wrong: times slope
# along the slope: times slope [neutral]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * slope), np.mean(2 * errors)

# %% 1.3 wrong: squared errors
# the loss has squares [neutral]
def gradient(x, y, slope, intercept):
    errors = (predict(x, slope, intercept) - y) ** 2
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: np.gradient
# NumPy has it [neutral]
def gradient(x, y, slope, intercept):
    return np.gradient(y, x)

# %% 1.3 wrong: no mean
# formula 2 e x [fitting]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * errors * x, 2 * errors

# %% 1.3 wrong: one sum
# gradient is one number [fitting]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x) + np.mean(2 * errors)

# %% 1.3 wrong: x squared
# inner derivative twice [neutral]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x ** 2), np.mean(2 * errors)

# %% 1.3 wrong: two returns
# return the first, return the second [stands in the developers' tests]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x)
    return np.mean(2 * errors)

# %% 1.3 wrong: dict
# with names [fitting]
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return {'slope': np.mean(2 * errors * x), 'intercept': np.mean(2 * errors)}

# %% 1.3 right: matrix form
# X.T e [right ok]
def gradient(x, y, slope, intercept):
    X = np.column_stack([x, np.ones_like(x)])
    return 2 * X.T @ (X @ np.array([slope, intercept]) - y) / len(y)

# %% 1.3 right: central differences
# small differences on mse [right ok]
def gradient(x, y, slope, intercept):
    h = 1e-4
    f = lambda s, i: mse(y, predict(x, s, i))
    return (f(slope + h, intercept) - f(slope - h, intercept)) / (2 * h), (f(slope, intercept + h) - f(slope, intercept - h)) / (2 * h)

# %% 1.3 right: generator
# generator expression [right refused]
def gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return (np.mean(part) for part in (2 * e * x, 2 * e))

# %% 1.3 right: multiplied out
# moments [right ok]
def gradient(x, y, slope, intercept):
    return 2 * (slope * np.mean(x * x) + intercept * np.mean(x) - np.mean(x * y)), 2 * (slope * x.mean() + intercept - y.mean())

# %% 1.3 right: complex step
# complex step [right ok]
def gradient(x, y, slope, intercept):
    h = 1e-20
    f = lambda s, i: np.mean((s * x + i - y) ** 2)
    return f(slope + h * 1j, intercept).imag / h, f(slope, intercept + h * 1j).imag / h

# %% 1.3 right: tensor of two
# one Keras tensor with two entries [right refused]
def gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return keras.ops.stack([keras.ops.mean(2 * e * x), keras.ops.mean(2 * e)])

# %% 1.3 wrong: factor two forgotten
# mean of error times x; hint: half as large as it should be
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(errors * x), np.mean(errors)

# %% 1.3 wrong: errors with the opposite sign
# answer minus prediction; hint: the sign of both is turned
def gradient(x, y, slope, intercept):
    errors = y - predict(x, slope, intercept)
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: the two exchanged
# intercept first; hint: slope first, then intercept
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors), np.mean(2 * errors * x)

# %% 1.3 wrong: sum in place of the mean
# forgot to divide; hint: too large by the number of examples
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.sum(2 * errors * x), np.sum(2 * errors)

# %% 1.3 wrong: x forgotten
# same formula for both; hint: the slope's part needs times x
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors), np.mean(2 * errors)

# %% 1.3 wrong: product of the means
# thinks the mean of a product is the product of the means; hint: multiply first, then the mean
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * np.mean(errors) * np.mean(x), 2 * np.mean(errors)

# %% 1.3 wrong: squared errors, again
# took the loss's squares; hint: the error is not squared in the gradient
def gradient(x, y, slope, intercept):
    errors = (predict(x, slope, intercept) - y) ** 2
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: only the slope's part
# returns one number; hint: two numbers
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x)

# %% 1.3 wrong: returns arrays
# the mean forgotten; hint: two numbers, not two arrays
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * errors * x, 2 * errors

# %% 1.3 wrong: global data
# uses dose and concentration; hint: use x and y
def gradient(x, y, slope, intercept):
    errors = predict(dose, slope, intercept) - concentration
    return np.mean(2 * errors * dose), np.mean(2 * errors)

# %% 1.3 wrong: small differences of trial_loss
# trial_loss looks at the global data; hint: x and y are not used
def gradient(x, y, slope, intercept):
    h = 0.001
    along_slope = (trial_loss(slope + h, intercept) - trial_loss(slope - h, intercept)) / (2 * h)
    along_intercept = (trial_loss(slope, intercept + h) - trial_loss(slope, intercept - h)) / (2 * h)
    return along_slope, along_intercept

# %% 1.3 wrong: one-sided difference with a big step
# step to one side only, by 0.1; hint: not exact, use the formula
def gradient(x, y, slope, intercept):
    h = 0.1
    here = mse(y, predict(x, slope, intercept))
    return (
        (mse(y, predict(x, slope + h, intercept)) - here) / h,
        (mse(y, predict(x, slope, intercept + h)) - here) / h,
    )

# %% 1.3 wrong: two only for the slope
# the 2 missing in the second; hint: the intercept's part is half
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x), np.mean(errors)

# %% 1.3 wrong: rounded
# rounded to one digit as in the target; hint: do not round
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return round(np.mean(2 * errors * x), 1), round(np.mean(2 * errors), 1)

# %% 1.3 wrong: example's place written in
# uses slope 20 and intercept 100; hint: use the arguments
def gradient(x, y, slope, intercept):
    errors = predict(x, 20, 100) - y
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: multiplied by the slope
# takes the slope for x; hint: times x, not times the slope
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * slope), np.mean(2 * errors)

# %% 1.3 wrong: np.gradient, again
# looked for a library function of that name; hint: np.gradient takes differences of neighbours
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(np.gradient(errors)), np.mean(2 * errors)

# %% 1.3 wrong: divided by 200
# the volunteers' number written in; hint: divide by the number of examples given
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * np.sum(errors * x) / 200, 2 * np.sum(errors) / 200

# %% 1.3 right: loop
def gradient(x, y, slope, intercept):
    first = second = 0.0
    for a, b in zip(x, y):
        e = slope * a + intercept - b
        first += 2 * e * a
        second += 2 * e
    return first / len(x), second / len(x)

# %% 1.3 right: matrix form, returns an array
def gradient(x, y, slope, intercept):
    table = np.stack([x, np.ones(len(x))], axis=1)
    return 2 / len(x) * table.T @ (table @ np.array([slope, intercept]) - y)

# %% 1.3 right: returns a list of floats
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return [float(2 * np.dot(errors, x) / len(x)), float(2 * errors.mean())]

# %% 1.3 right: multiplied out, again
def gradient(x, y, slope, intercept):
    along_slope = 2 * (slope * np.mean(x**2) + intercept * np.mean(x) - np.mean(x * y))
    along_intercept = 2 * (slope * np.mean(x) + intercept - np.mean(y))
    return along_slope, along_intercept

# %% 1.3 right: complex step, again
def gradient(x, y, slope, intercept):
    def loss(w, b):
        return np.mean((w * x + b - y) ** 2)

    h = 1e-20
    return loss(slope + 1j * h, intercept).imag / h, loss(slope, intercept + 1j * h).imag / h

# %% 1.3 right: answer minus prediction with a minus sign
def gradient(x, y, slope, intercept):
    residual = y - (slope * x + intercept)
    return -2 * np.mean(residual * x), -2 * np.mean(residual)

# %% 1.3 right: einsum
def gradient(x, y, slope, intercept):
    e = predict(x, slope, intercept) - y
    n = x.shape[0]
    return tuple(np.einsum("i,ij->j", 2 * e / n, np.c_[x, np.ones(n)]))

# %% 1.4 wrong: aliased point
# change the point and append it [misleading]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        point -= learning_rate * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: gradient once
# compute both parts before the loop [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    along_slope, along_intercept = gradient(x, y, slope, intercept)
    for _ in range(steps):
        slope -= learning_rate * along_slope
        intercept -= learning_rate * along_intercept
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: not subtracted from old
# new = learning rate * gradient [fitting]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = -learning_rate * a, -learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: start twice
# append old then update [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: swapped gradient
# unpacked in the wrong order [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        b, a = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: learning rate over n
# divide by n again [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate / len(x) * a, intercept - learning_rate / len(x) * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: list
# path is a list [stands in the developers' tests]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return path

# %% 1.4 wrong: with loss
# a third column with the loss [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept, mse(y, predict(x, slope, intercept)))]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept, mse(y, predict(x, slope, intercept))))
    return np.array(path)

# %% 1.4 wrong: gradient normalised
# only the direction matters [neutral]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        g = np.array(gradient(x, y, *point))
        point = point - learning_rate * g / np.linalg.norm(g)
        path.append(point)
    return np.array(path)

# %% 1.4 right: accumulate
# itertools [right ok]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    from itertools import accumulate
    move = lambda p, _: p - learning_rate * np.array(gradient(x, y, *p))
    return np.stack(list(accumulate(range(steps), move, initial=np.array(start, float))))

# %% 1.4 right: matrix power
# linear recurrence [right ok]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    X = np.column_stack([x, np.ones_like(x)])
    A = np.eye(2) - 2 * learning_rate * X.T @ X / len(x)
    c = 2 * learning_rate * X.T @ y / len(x)
    path = [np.array(start, float)]
    for _ in range(steps):
        path.append(A @ path[-1] + c)
    return np.array(path)

# %% 1.4 right: float32 row
# float32 [right ok]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    p = np.array(start, dtype='float32')
    path = [p]
    for _ in range(steps):
        p = (p - learning_rate * np.array(gradient(x, y, *p))).astype('float32')
        path.append(p)
    return np.array(path)

# %% 1.4 wrong: slope changed before the intercept's gradient
# calls gradient twice, the second time at the new slope; hint: compute both parts first
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        slope = slope - learning_rate * gradient(x, y, slope, intercept)[0]
        intercept = intercept - learning_rate * gradient(x, y, slope, intercept)[1]
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: plus in place of minus
# walks uphill; hint: against the gradient
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope + learning_rate * a, intercept + learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: start left out
# path begins empty; hint: row 0 is the start, one row is missing
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = []
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: end left out
# appends before the step; steps rows; hint: the place after the last step is missing
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = []
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: start appended twice
# path begins with the start and appends before stepping; hint: row 1 equals row 0
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: start ignored
# default numbers written in; hint: use the argument start
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = 5.0, 120.0
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: learning rate written in
# 0.02 from the trial call; hint: use the argument
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - 0.02 * a, intercept - 0.02 * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: a thousand steps whatever
# range(1000); hint: the argument steps is not used
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(1000):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: only the end
# returns the last place; hint: the whole path is wanted
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array([slope, intercept])

# %% 1.4 wrong: a list
# np.array forgotten; hint: an array of shape (steps + 1, 2)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return path

# %% 1.4 wrong: lying on its side
# two rows and steps + 1 columns; hint: shape (steps + 1, 2)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slopes, intercepts = [start[0]], [start[1]]
    for _ in range(steps):
        a, b = gradient(x, y, slopes[-1], intercepts[-1])
        slopes.append(slopes[-1] - learning_rate * a)
        intercepts.append(intercepts[-1] - learning_rate * b)
    return np.array([slopes, intercepts])

# %% 1.4 wrong: the same array appended again and again
# in-place change of one array, all rows equal; hint: append a copy
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        point -= learning_rate * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: type taken from the start
# np.array of a whole-numbered start is an integer array; hint: fails or cuts with start=(0, 0)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    first = np.array(start)
    path = np.zeros((steps + 1, 2), dtype=first.dtype)
    path[0] = first
    for i in range(steps):
        path[i + 1] = path[i] - learning_rate * np.array(gradient(x, y, *path[i]))
    return path

# %% 1.4 wrong: intercept first
# columns exchanged; hint: each row a slope and an intercept
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(intercept, slope)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((intercept, slope))
    return np.array(path)

# %% 1.4 wrong: gradient computed once, before the loop
# thinks the gradient stays the same; hint: feel the gradient anew at each place
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    a, b = gradient(x, y, slope, intercept)
    for _ in range(steps):
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: stops when converged
# breaks out of the loop early; hint: steps + 1 rows always
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        new = point - learning_rate * np.array(gradient(x, y, *point))
        path.append(new)
        if np.allclose(new, point, atol=1e-3):
            break
        point = new
    return np.array(path)

# %% 1.4 wrong: global data
# uses dose and concentration; hint: use x and y
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(dose, concentration, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: default start changed
# a simpler start; hint: the default start must stay (5.0, 120.0)
def gradient_descent(x, y, learning_rate, steps, start=(0.0, 0.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: only the direction of the gradient
# gradient divided by its length; hint: the step is learning rate times the gradient itself
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        g = np.array(gradient(x, y, *point))
        point = point - learning_rate * g / np.linalg.norm(g)
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: learning rate shrinks
# a decaying rate from another book; hint: the learning rate stays the same
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for i in range(steps):
        point = point - learning_rate / (1 + 0.001 * i) * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: assigns to a tuple
# a tuple cannot be changed; hint: take the start apart into two numbers first
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    path = [start]
    for _ in range(steps):
        a, b = gradient(x, y, start[0], start[1])
        start[0] = start[0] - learning_rate * a
        start[1] = start[1] - learning_rate * b
        path.append(start)
    return np.array(path)

# %% 1.4 right: array filled row by row
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    path = np.empty((steps + 1, 2))
    path[0] = start
    for i in range(1, steps + 1):
        path[i] = path[i - 1] - learning_rate * np.array(gradient(x, y, path[i - 1, 0], path[i - 1, 1]))
    return path

# %% 1.4 right: recursive accumulate
from itertools import accumulate


def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    def walk(point, _):
        a, b = gradient(x, y, point[0], point[1])
        return point[0] - learning_rate * a, point[1] - learning_rate * b

    return np.array(list(accumulate(range(steps), walk, initial=tuple(start))), dtype=float)

# %% 1.4 right: while loop with copies
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point.copy()]
    while len(path) < steps + 1:
        point -= learning_rate * np.asarray(gradient(x, y, *point))
        path.append(point.copy())
    return np.vstack(path)

# %% 1.4 right: own gradient in matrix form
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    table = np.column_stack([x, np.ones(len(x))])
    theta = np.asarray(start, dtype=float)
    rows = [theta]
    for _ in range(steps):
        theta = theta - learning_rate * 2 * table.T @ (table @ theta - y) / len(y)
        rows.append(theta)
    return np.array(rows)

# %% 1.4 right: two lists put together at the end
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slopes, intercepts = [start[0]], [start[1]]
    for _ in range(steps):
        a, b = gradient(x, y, slopes[-1], intercepts[-1])
        slopes.append(slopes[-1] - learning_rate * a)
        intercepts.append(intercepts[-1] - learning_rate * b)
    return np.array([slopes, intercepts], dtype=float).T

# %% 1.4 right: a generator
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    def places():
        slope, intercept = map(float, start)
        yield slope, intercept
        for _ in range(steps):
            along = gradient(x, y, slope, intercept)
            slope, intercept = slope - learning_rate * along[0], intercept - learning_rate * along[1]
            yield slope, intercept

    return np.array(list(places()))

# %% 1.5 wrong: cause a
# it is a [stands in the developers' tests]
cause = 'a'
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: unchanged
# b; the numbers stay [stands in the developers' tests]
cause = 'b'
mended_rate = 0.1
mended_steps = 20

# %% 1.5 wrong: too small
# smaller is safer [fitting]
cause = 'b'
mended_rate = 0.0001
mended_steps = 1000

# %% 1.5 wrong: sentence
# wrote the sentence [fitting]
cause = 'Each step is so long that it lands higher'
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: number
# the second answer [stands in the developers' tests]
cause = 2
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: bold 300
# 300 steps [fitting]
cause = 'b'
mended_rate = 0.02
mended_steps = 100

# %% 1.5 right: spaces
# ' b ' [right ok]
cause = ' b '
mended_rate = 0.025
mended_steps = 2000

# %% 1.5 right: numpy string
# np.str_ [right ok]
cause = np.str_('b')
mended_rate = np.float32(0.02)
mended_steps = np.int64(800)

# %% 1.5 right: bold
# nearly the largest [right ok]
cause = 'b'
mended_rate = 0.026
mended_steps = 500

# %% 1.5 wrong: letter a
# takes any growth for a wrong sign; hint: the slopes jump from side to side
cause = "a"
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: letter c, only more steps
# keeps the rate; hint: more steps only make it worse
cause = "c"
mended_rate = 0.1
mended_steps = 1000

# %% 1.5 wrong: letter d
# blames the number of examples; hint: the same examples worked before
cause = "d"
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: right letter, rate still too large
# 0.03 diverges as well; hint: the figure above shows 0.03 climbing
cause = "b"
mended_rate = 0.03
mended_steps = 1000

# %% 1.5 wrong: right letter, too few steps
# leaves the 20 steps; hint: at this rate it needs hundreds of steps
cause = "b"
mended_rate = 0.02
mended_steps = 20

# %% 1.5 wrong: right letter, rate too small
# 0.0002 crawls; hint: far from the lowest loss after 400 steps
cause = "b"
mended_rate = 0.0002
mended_steps = 400

# %% 1.5 wrong: negative rate
# turns the sign for safety; hint: the rate is above 0
cause = "b"
mended_rate = -0.02
mended_steps = 1000

# %% 1.5 wrong: rate in quotes
# put quotes around all three; hint: the rate is a number, without quotes
cause = "b"
mended_rate = "0.02"
mended_steps = "1000"

# %% 1.5 wrong: letter without quotes
# b is a name for Python then; hint: put the letter in quotes
cause = b
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: steps a float
# 1e3 is a float, range fails; hint: a whole number
cause = "b"
mended_rate = 0.02
mended_steps = 1e3

# %% 1.5 wrong: both letters
# hedges; hint: one letter
cause = "a, b"
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: in a list
# a list of one letter; hint: the letter itself, in quotes
cause = ["b"]
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: number in place of the letter
# counts the answers; hint: the letter
cause = 2
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 wrong: decimal comma
# 0,2 (a comma) is a tuple in Python; hint: write a point, not a comma
cause = "b"
mended_rate = 0, 2
mended_steps = 1000

# %% 1.5 wrong: zero rate
# as small as possible; hint: nothing moves
cause = "b"
mended_rate = 0
mended_steps = 1000

# %% 1.5 wrong: fifty steps at a good rate
# takes the curve for finished; hint: not within one per cent yet
cause = "b"
mended_rate = 0.02
mended_steps = 50

# %% 1.5 right: as in the lesson
cause = "b"
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 right: capital letter
cause = "B"
mended_rate = 0.02
mended_steps = 1000

# %% 1.5 right: smaller rate, more steps
cause = "b"
mended_rate = 0.01
mended_steps = 2000

# %% 1.5 right: letter with a blank
cause = "b "
mended_rate = 0.025
mended_steps = 800

# %% 1.5 right: rate as a fraction, all on one line
cause, mended_rate, mended_steps = 'b', 1 / 100, 10**4

# %% 1.5 right: NumPy numbers
cause = "b"
mended_rate = np.float64(0.015)
mended_steps = np.int64(3000)

# %% 1.6 wrong: precedence
# no brackets [stands in the developers' tests]
def standardise(values, reference):
    return values - reference.mean(axis=0) / reference.std(axis=0)

# %% 1.6 wrong: mixed
# mean of reference, spread of values [neutral]
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: min-max
# normalise to 0..1 [stands in the developers' tests]
def standardise(values, reference):
    return (values - reference.min(axis=0)) / (reference.max(axis=0) - reference.min(axis=0))

# %% 1.6 wrong: variance
# divide by the variance [stands in the developers' tests]
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.var(axis=0)

# %% 1.6 wrong: axis 1 plain
# mean of each row [neutral]
def standardise(values, reference):
    return (values - reference.mean(axis=1)) / reference.std(axis=1)

# %% 1.6 wrong: scaler fit_transform
# StandardScaler [neutral]
def standardise(values, reference):
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit_transform(values)

# %% 1.6 wrong: tuple
# also mean and spread [misleading]
def standardise(values, reference):
    m, s = reference.mean(axis=0), reference.std(axis=0)
    return (values - m) / s, m, s

# %% 1.6 wrong: mean forgotten
# only spread [fitting]
def standardise(values, reference):
    return values / reference.std(axis=0)

# %% 1.6 wrong: spread of one axis
# std without axis [fitting]
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.std()

# %% 1.6 wrong: sign
# mean minus value [neutral]
def standardise(values, reference):
    return (reference.mean(axis=0) - values) / reference.std(axis=0)

# %% 1.6 wrong: median
# median and spread [misleading]
def standardise(values, reference):
    return (values - np.median(reference, axis=0)) / reference.std(axis=0)

# %% 1.6 right: scaler
# StandardScaler with reshape [right ok]
def standardise(values, reference):
    from sklearn.preprocessing import StandardScaler
    shape = values.shape
    scaler = StandardScaler().fit(reference.reshape(len(reference), -1))
    return scaler.transform(values.reshape(len(values), -1)).reshape(shape)

# %% 1.6 right: sample std
# n - 1 [right ok]
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.std(axis=0, ddof=1)

# %% 1.6 wrong: own mean and standard deviation of values
# ignores the reference; hint: the numbers come from reference
def standardise(values, reference):
    return (values - values.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: one mean for the whole table
# axis forgotten; hint: each column has its own mean
def standardise(values, reference):
    return (values - np.mean(reference)) / np.std(reference)

# %% 1.6 wrong: axis 1
# along the rows, per patient; hint: per feature, axis=0
def standardise(values, reference):
    if values.ndim == 1:
        return (values - reference.mean()) / reference.std()
    return (values - reference.mean(axis=1, keepdims=True)) / reference.std(axis=1, keepdims=True)

# %% 1.6 wrong: axis minus one
# works for a row, not for a table; hint: axis=0
def standardise(values, reference):
    return (values - reference.mean(axis=-1)) / reference.std(axis=-1)

# %% 1.6 wrong: variance, again
# divides by the variance; hint: the standard deviation, its root
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.var(axis=0)

# %% 1.6 wrong: minimum and maximum
# another normalisation; hint: mean and standard deviation
def standardise(values, reference):
    low, high = reference.min(axis=0), reference.max(axis=0)
    return (values - low) / (high - low)

# %% 1.6 wrong: brackets forgotten
# division binds tighter; hint: subtract first, then divide
def standardise(values, reference):
    return values - reference.mean(axis=0) / reference.std(axis=0)

# %% 1.6 wrong: not divided
# only centred; hint: divide by the standard deviation
def standardise(values, reference):
    return values - reference.mean(axis=0)

# %% 1.6 wrong: mean of reference, spread of values
# mixed up the two; hint: both from reference
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: the reference is converted
# values and reference exchanged; hint: convert values with the reference's numbers
def standardise(values, reference):
    return (reference - values.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: global dose
# statistics of the volunteers; hint: use reference
def standardise(values, reference):
    return (values - dose.mean()) / dose.std()

# %% 1.6 wrong: changes values in place
# the caller's array is overwritten; hint: make a new array
def standardise(values, reference):
    mean, spread = reference.mean(axis=0), reference.std(axis=0)
    values -= mean
    values /= spread
    return values

# %% 1.6 wrong: median, again
# robust statistics; hint: the mean
def standardise(values, reference):
    return (values - np.median(reference, axis=0)) / np.std(reference, axis=0)

# %% 1.6 wrong: always a table
# reshape for scikit-learn, never undone; hint: shape of values
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    scaler = StandardScaler().fit(reference.reshape(len(reference), -1))
    return scaler.transform(values.reshape(len(values), -1))

# %% 1.6 wrong: scaler fits a row only as a table
# a row of numbers makes StandardScaler fail; hint: shape (examples,) must work too
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    return StandardScaler().fit(reference).transform(values)

# %% 1.6 wrong: fit_transform on values
# fits twice, the second time on values; hint: only transform values
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    scaler = StandardScaler()
    scaler.fit(reference.reshape(len(reference), -1))
    return scaler.fit_transform(values.reshape(len(values), -1)).reshape(values.shape)

# %% 1.6 wrong: plus one below
# adds one against division by zero; hint: divide by the standard deviation alone
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / (reference.std(axis=0) + 1)

# %% 1.6 wrong: extreme values cut off
# clipped to three standard deviations; hint: do not cut
def standardise(values, reference):
    return np.clip((values - reference.mean(axis=0)) / reference.std(axis=0), -3, 3)

# %% 1.6 wrong: mean absolute deviation
# how far the values typically lie from the mean, taken literally; hint: the standard deviation, np.std
def standardise(values, reference):
    mean = reference.mean(axis=0)
    return (values - mean) / np.mean(np.abs(reference - mean), axis=0)

# %% 1.6 right: column by column
def standardise(values, reference):
    if values.ndim == 1:
        return (values - np.mean(reference)) / np.std(reference)
    result = np.empty(values.shape)
    for j in range(values.shape[1]):
        result[:, j] = (values[:, j] - np.mean(reference[:, j])) / np.std(reference[:, j])
    return result

# %% 1.6 right: StandardScaler, shape restored
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    scaler = StandardScaler().fit(reference.reshape(len(reference), -1))
    return scaler.transform(values.reshape(len(values), -1)).reshape(values.shape)

# %% 1.6 right: zmap of SciPy
from scipy.stats import zmap


def standardise(values, reference):
    return zmap(values, reference, axis=0)

# %% 1.6 right: standard deviation by hand
def standardise(values, reference):
    n = len(reference)
    mean = sum(reference) / n
    spread = (sum((row - mean) ** 2 for row in reference) / n) ** 0.5
    return np.array([(value - mean) / spread for value in values])

# %% 1.6 right: root of the variance, keepdims
def standardise(values, reference):
    mean = np.mean(reference, axis=0, keepdims=True)
    variance = np.var(reference, axis=0, keepdims=True)
    return np.divide(np.subtract(values, mean), np.sqrt(variance))

# %% 1.6 right: as a line with slope and intercept
def standardise(values, reference):
    slope = 1 / reference.std(axis=0)
    return values * slope - reference.mean(axis=0) * slope

# %% 1.7 wrong: random mask
# each patient with probability test_share [wrong, accepted]
def split(x, y, test_share, generator):
    test = generator.random(len(x)) < test_share
    return x[~test], x[test], y[~test], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: own generator
# a fresh generator with the seed [stands in the developers' tests]
def split(x, y, test_share, generator):
    generator = np.random.default_rng(SEED)
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: one lost
# n + 1 [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n + 1:]], x[order[:n]], y[order[n + 1:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: train is all
# train on all [stands in the developers' tests]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order], x[order[:n]], y[order], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: hard-coded 110
# a quarter of 442 is 110 [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    return x[order[110:]], x[order[:110]], y[order[110:]], y[order[:110]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: truncated
# int cuts [wrong, accepted]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = int(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: y not shuffled
# x by the order, y cut [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[n:], y[:n]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: two tuples
# (train), (test) [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return (x[order[n:]], y[order[n:]]), (x[order[:n]], y[order[:n]])

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: every fourth
# every 1/share-th patient, no chance [neutral]
def split(x, y, test_share, generator):
    test = np.arange(len(x)) % round(1 / test_share) == 0
    return x[~test], x[test], y[~test], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: x only permuted rows
# permutation of x and of y [fitting]
def split(x, y, test_share, generator):
    x, y = generator.permutation(x), generator.permutation(y)
    n = round(test_share * len(x))
    return x[n:], x[:n], y[n:], y[:n]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: median
# median [stands in the developers' tests]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, np.median(y_train))

# %% 1.7 wrong: all patients
# mean of all patients [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, patients.y.mean())

# %% 1.7 wrong: full_like
# full_like keeps whole numbers [wrong, accepted]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean()).astype(y_train.dtype)

# %% 1.7 wrong: len(y_train)
# as many as training [stands in the developers' tests]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(len(y_train), y_train.mean())

# %% 1.7 wrong: list
# list [stands in the developers' tests]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return [y_train.mean()] * n

# %% 1.7 wrong: first n
# the first n answers [neutral]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return y_train[:n]

# %% 1.7 wrong: mid-range
# between lowest and highest [fitting]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, (y_train.min() + y_train.max()) / 2)

# %% 1.7 right: argsort of random
# argsort [right ok]
def split(x, y, test_share, generator):
    order = np.argsort(generator.random(len(x)))
    train, test = np.split(order, [len(x) - round(test_share * len(x))])
    return [x[train], x[test], y[train], y[test]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: permute glued table
# glue y to x [right ok]
def split(x, y, test_share, generator):
    both = generator.permutation(np.column_stack([x, y]))
    n = round(test_share * len(x))
    return both[n:, :-1], both[:n, :-1], both[n:, -1], both[:n, -1]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: ShuffleSplit
# sklearn ShuffleSplit [right ok]
def split(x, y, test_share, generator):
    from sklearn.model_selection import ShuffleSplit
    train, test = next(ShuffleSplit(1, test_size=round(test_share * len(x)), random_state=int(generator.integers(1000))).split(x))
    return x[train], x[test], y[train], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: dummy regressor
# sklearn [right ok]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    from sklearn.dummy import DummyRegressor
    return DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train).predict(np.zeros((n, 1)))

# %% 1.7 right: broadcast
# read-only view [right ok]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.broadcast_to(np.mean(y_train), (n,))

# %% 1.7 wrong: sum over n
# sum divided by n [neutral]
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.sum() / n)

# %% 1.7 wrong: the last ones cut off
# no chance at all; hint: the split must be random
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    return x[:-n_test], x[-n_test:], y[:-n_test], y[-n_test:]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: two different orders
# x and y are no longer pairs; hint: one order for both
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    x = x[generator.permutation(len(x))]
    y = y[generator.permutation(len(y))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: returned in another order
# x_train, y_train, x_test, y_test; hint: x_train, x_test, y_train, y_test
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], y[train], x[test], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: test and training exchanged
# a quarter to learn from; hint: the share is the test set's
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    train, test = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: own generator, again
# the argument is not used; hint: draw with generator
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = np.random.default_rng(SEED).permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: np.random without the generator
# cannot be repeated; hint: use generator
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = np.random.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: cut down in place of rounded
# int() always rounds down; hint: rounded, so 7.75 becomes 8
def split(x, y, test_share, generator):
    n_test = int(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: number written in
# 110 from the target; hint: use test_share and the length of x
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    test, train = order[:110], order[110:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: share ignored
# a quarter always; hint: use test_share
def split(x, y, test_share, generator):
    n_test = round(0.25 * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: a coin for each patient
# the size is only roughly right; hint: exactly the rounded share
def split(x, y, test_share, generator):
    test = generator.random(len(x)) < test_share
    return x[~test], x[test], y[~test], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: drawn with replacement
# patients twice in the test set; hint: each patient once
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    test = generator.integers(0, len(x), n_test)
    train = np.setdiff1d(np.arange(len(x)), test)
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: training contains test patients
# trains on all; hint: nobody may be in both
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    return x[order], x[order[:n_test]], y[order], y[order[:n_test]]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: one patient lost
# n_test + 1; hint: one patient is in neither part
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test + 1 :]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: number of test patients not rounded
# a float as a slice; hint: positions are whole numbers
def split(x, y, test_share, generator):
    n_test = test_share * len(x)
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: the patients themselves shuffled in place
# generator.shuffle changes the caller's arrays; hint: and x and y in different orders
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    generator.shuffle(x)
    generator.shuffle(y)
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: scikit-learn with the generator as random_state
# scikit-learn does not take a NumPy Generator; hint: draw the order with generator.permutation
from sklearn.model_selection import train_test_split


def split(x, y, test_share, generator):
    return train_test_split(x, y, test_size=test_share, random_state=generator)


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: the baseline is the median
# a middle value of another kind; hint: the mean
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, np.median(y_train))

# %% 1.7 wrong: the baseline is one number
# returns the mean alone; hint: an array of shape (n,)
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.mean(y_train)

# %% 1.7 wrong: baseline as long as the training set
# ignores n; hint: n predictions
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(len(y_train), y_train.mean())

# %% 1.7 wrong: baseline in whole numbers
# int() cuts the decimals off the mean; hint: do not round
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, int(y_train.mean()))

# %% 1.7 wrong: baseline of the global patients
# mean of all 442; hint: the mean of y_train
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, patients.y.mean())

# %% 1.7 wrong: baseline a list
# list times n; hint: an array
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return [y_train.mean()] * n

# %% 1.7 wrong: baseline a column
# shape (n, 1); hint: shape (n,)
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full((n, 1), y_train.mean())

# %% 1.7 wrong: baseline draws patients by chance
# a random training answer for each; hint: always the mean
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.random.choice(y_train, n)

# %% 1.7 wrong: sorted order cut at a random place
# a contiguous block as test set; hint: every patient must be drawn by chance
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    first = generator.integers(0, len(x) - n_test + 1)
    test = np.arange(first, first + n_test)
    train = np.delete(np.arange(len(x)), test)
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: choice without replacement and a mask
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    test = np.zeros(len(x), dtype=bool)
    test[generator.choice(len(x), size=n_test, replace=False)] = True
    return x[~test], x[test], y[~test], y[test]


def baseline(y_train, n):
    return np.ones(n) * np.mean(y_train)

# %% 1.7 right: scikit-learn with a number from the generator
from sklearn.model_selection import train_test_split


def split(x, y, test_share, generator):
    seed = int(generator.integers(2**31))
    return train_test_split(x, y, test_size=round(test_share * len(x)), random_state=seed)


def baseline(y_train, n):
    return np.repeat(np.mean(y_train), n)

# %% 1.7 right: random keys sorted, test at the end
def split(x, y, test_share, generator):
    n_train = len(x) - round(test_share * len(x))
    order = np.argsort(generator.random(len(x)))
    x_train, x_test = np.split(x[order], [n_train])
    y_train, y_test = np.split(y[order], [n_train])
    return x_train, x_test, y_train, y_test


def baseline(y_train, n):
    return np.array([y_train.sum() / len(y_train) for _ in range(n)])

# %% 1.7 right: shuffled positions, a list of four
def split(x, y, test_share, generator):
    positions = np.arange(len(x))
    generator.shuffle(positions)
    n_test = int(np.round(test_share * len(x)))
    test, train = positions[:n_test], positions[n_test:]
    return [x[train], x[test], y[train], y[test]]


def baseline(y_train, n):
    result = np.empty(n)
    result[:] = np.average(y_train)
    return result

# %% 1.7 right: take and delete
def split(x, y, test_share, generator):
    n_test = round(len(y) * test_share)
    test = generator.permutation(len(y))[:n_test]
    return np.delete(x, test, axis=0), np.take(x, test, axis=0), np.delete(y, test), np.take(y, test)


def baseline(y_train, n):
    return np.broadcast_to(y_train.mean(), (n,)).copy()

# %% 1.7 right: DummyRegressor
from sklearn.dummy import DummyRegressor


def split(x, y, test_share, generator):
    n_test = round(test_share * x.shape[0])
    order = generator.permutation(x.shape[0])
    pick = lambda table: (table[order[n_test:]], table[order[:n_test]])
    return (*pick(x), *pick(y))


def baseline(y_train, n):
    empty = np.zeros((len(y_train), 1))
    return DummyRegressor(strategy="mean").fit(empty, y_train).predict(np.zeros((n, 1)))
