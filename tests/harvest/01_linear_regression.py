# %% 1.1 wrong: brackets -> after the multiplication
# multiply everything by the slope
def predict(x, slope, intercept):
    return slope * (x + intercept)

# %% 1.1 wrong: global dose -> `dose` is a name of the notebook
# the doses are called dose
def predict(x, slope, intercept):
    return slope * dose + intercept

# %% 1.1 wrong: return in loop -> a mean or a sum too many
# go through x
def predict(x, slope, intercept):
    for value in x:
        return slope * value + intercept

# %% 1.1 wrong: matmul with number -> `@` multiplies tables
# @ is multiplication
def predict(x, slope, intercept):
    return slope @ x + intercept

# %% 1.1 wrong: off by one loop -> Only the first is wrong
# range from 1
def predict(x, slope, intercept):
    result = np.zeros(len(x))
    for i in range(1, len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: column -> An axis of length 1 too many
# a column for each
def predict(x, slope, intercept):
    return (slope * x + intercept).reshape(-1, 1)

# %% 1.1 right: matrix
# design matrix
def predict(x, slope, intercept):
    return np.column_stack([x, np.ones_like(x)]) @ np.array([slope, intercept])

# %% 1.1 right: loop into empty
# loop
def predict(x, slope, intercept):
    result = np.empty(len(x))
    for i, value in enumerate(x):
        result[i] = slope * value + intercept
    return result

# %% 1.1 right: float32
# half the memory
def predict(x, slope, intercept):
    return (slope * x + intercept).astype('float32')

# %% 1.1 right: vectorize
# np.vectorize
def predict(x, slope, intercept):
    return np.vectorize(lambda v: slope * v + intercept)(x)

# %% 1.1 right: fromiter
# generator
def predict(x, slope, intercept):
    return np.fromiter((slope * v + intercept for v in x), dtype=float)

# %% 1.1 wrong: adds before multiplying -> after the multiplication
# thinks the line is slope times (x + intercept); hint: multiply first, then add the intercept once
def predict(x, slope, intercept):
    return slope * (x + intercept)

# %% 1.1 wrong: slope and intercept exchanged -> Slope and intercept are swapped
# read the formula the wrong way round; hint: slope is the number that multiplies x
def predict(x, slope, intercept):
    return intercept * x + slope

# %% 1.1 wrong: intercept forgotten -> off by the intercept
# a line through the origin; hint: the intercept is not used
def predict(x, slope, intercept):
    return slope * x

# %% 1.1 wrong: numbers of the example written in -> `slope` is handed in and not used; the number 10
# copied slope 10 and intercept 3 from the trial call; hint: use the arguments
def predict(x, slope, intercept):
    return 10 * x + 3

# %% 1.1 wrong: uses the global dose -> `dose` is a name of the notebook
# thinks the function is about the volunteers; hint: use x, not dose
def predict(x, slope, intercept):
    return slope * dose + intercept

# %% 1.1 wrong: returns a list -> np.array(...) makes an array
# a comprehension without np.array; hint: an array is wanted, this is a list
def predict(x, slope, intercept):
    return [slope * value + intercept for value in x]

# %% 1.1 wrong: prints, returns nothing -> Does the function end with `return`
# mixes up print and return; hint: the function returns None
def predict(x, slope, intercept):
    print(slope * x + intercept)

# %% 1.1 wrong: return inside the loop -> a mean or a sum too many
# the loop ends after the first dose; hint: only one number comes back
def predict(x, slope, intercept):
    for value in x:
        return slope * value + intercept

# %% 1.1 wrong: result in an integer array -> The fractions are cut off
# zeros_like of whole-numbered doses cuts off the decimals; hint: fractions are lost when x is whole
def predict(x, slope, intercept):
    result = np.zeros(len(x), dtype=int)
    for i in range(len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: zeros_like takes the type of x -> The fractions are cut off
# works for floats, cuts fractions if the doses are integers; hint: the result must be float
def predict(x, slope, intercept):
    result = np.zeros_like(x)
    for i in range(len(x)):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: a table with one column -> An axis of length 1 too many
# thinks of scikit-learn's one column per feature; hint: shape (examples,), not (examples, 1)
def predict(x, slope, intercept):
    return (slope * x + intercept)[:, np.newaxis]

# %% 1.1 wrong: negative predictions cut off -> Numbers below 0 are cut off
# a concentration cannot be below zero; hint: the line goes on below zero
def predict(x, slope, intercept):
    return np.maximum(slope * x + intercept, 0)

# %% 1.1 wrong: loop misses the last dose -> Only the last is wrong
# range(len(x) - 1); hint: the last entry is wrong
def predict(x, slope, intercept):
    result = np.zeros(len(x))
    for i in range(len(x) - 1):
        result[i] = slope * x[i] + intercept
    return result

# %% 1.1 wrong: rounded -> numbers are rounded
# made the output look like the target; hint: do not round
def predict(x, slope, intercept):
    return np.round(slope * x + intercept)

# %% 1.1 wrong: changes x in place -> rather than changing old ones
# the doses themselves are overwritten; hint: make a new array
def predict(x, slope, intercept):
    x *= slope
    x += intercept
    return x

# %% 1.1 wrong: dot product with a vector of slopes -> a mean or a sum too many
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

# %% 1.2 wrong: variance -> variance of the errors
# np.var is the mean squared deviation
def mse(y, prediction):
    return np.var(prediction - y)

# %% 1.2 wrong: n minus 1 -> one less than the number of examples
# unbiased
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (len(y) - 1)

# %% 1.2 wrong: half -> half of what is right
# the 1/2 from Andrew Ng's course
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (2 * len(y))

# %% 1.2 wrong: overwritten total -> Only the last one counts
# add up in a loop
def mse(y, prediction):
    for a, b in zip(y, prediction):
        total = (b - a) ** 2
    return total / len(y)

# %% 1.2 wrong: norm over n
# mean length
def mse(y, prediction):
    return np.linalg.norm(prediction - y) / len(y)

# %% 1.2 wrong: median -> median of the squares
# robust
def mse(y, prediction):
    return np.median((prediction - y) ** 2)

# %% 1.2 wrong: relative -> not divided by the answers
# percent
def mse(y, prediction):
    return np.mean(((prediction - y) / y) ** 2)

# %% 1.2 wrong: return in loop -> Only the first example counts
# loop
def mse(y, prediction):
    total = 0
    for a, b in zip(y, prediction):
        total += (b - a) ** 2
        return total / len(y)

# %% 1.2 wrong: both -> return that one alone
# errors too
def mse(y, prediction):
    errors = prediction - y
    return errors, np.mean(errors ** 2)

# %% 1.2 wrong: hand 4/3 -> `y` is handed in and not used; the number 1.33333
# it came out in hint 2
def mse(y, prediction):
    return 4 / 3

# %% 1.2 right: sklearn
# library
def mse(y, prediction):
    from sklearn.metrics import mean_squared_error
    return mean_squared_error(y, prediction)

# %% 1.2 right: dot
# e.e/n
def mse(y, prediction):
    e = y - prediction
    return e @ e / len(e)

# %% 1.2 right: keras loss
# library
def mse(y, prediction):
    return keras.losses.MeanSquaredError()(y, prediction)

# %% 1.2 right: python loop
# plain Python float
def mse(y, prediction):
    total = 0
    for i in range(len(y)):
        total += (prediction[i] - y[i]) ** 2
    return float(total / len(y))

# %% 1.2 right: 0-d array
# einsum
def mse(y, prediction):
    e = prediction - y
    return np.einsum('i,i->', e, e) / np.array(len(e))

# %% 1.2 wrong: mean absolute error -> mean absolute error
# took the absolute value in place of the square; hint: square the errors
def mse(y, prediction):
    return np.mean(np.abs(prediction - y))

# %% 1.2 wrong: root of it -> square root of what is right
# the RMSE of another book; hint: no square root, the unit is squared
def mse(y, prediction):
    return np.sqrt(np.mean((prediction - y) ** 2))

# %% 1.2 wrong: sum instead of mean -> sum of the squares
# sum of squares; hint: divide by the number of examples
def mse(y, prediction):
    return np.sum((prediction - y) ** 2)

# %% 1.2 wrong: half the mean -> half of what is right
# the 1/2 of machine learning courses; hint: the plain mean, twice as large
def mse(y, prediction):
    return np.mean((prediction - y) ** 2) / 2

# %% 1.2 wrong: divided by n minus one -> one less than the number of examples
# sample variance formula; hint: the mean divides by n
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / (len(y) - 1)

# %% 1.2 wrong: square of the mean error -> You square the mean
# wrong order of mean and square; hint: square each error first
def mse(y, prediction):
    return np.mean(prediction - y) ** 2

# %% 1.2 wrong: not squared -> errors are not squared
# forgot the square; hint: errors of opposite sign cancel
def mse(y, prediction):
    return np.mean(prediction - y)

# %% 1.2 wrong: mean left out -> is a mean or a sum missing
# returns the squares; hint: one number, not an array
def mse(y, prediction):
    return (prediction - y) ** 2

# %% 1.2 wrong: divides by 200 -> 200 is the number of volunteers
# the number of the volunteers written in; hint: use len(y)
def mse(y, prediction):
    return np.sum((prediction - y) ** 2) / 200

# %% 1.2 wrong: uses the global concentration -> `concentration` is a name of the notebook
# ignores the argument y; hint: the first argument is not used
def mse(y, prediction):
    return np.mean((prediction - concentration) ** 2)

# %% 1.2 wrong: difference of the squares -> Brackets: the whole difference
# precedence: y**2 subtracted from prediction; hint: subtract first, square after
def mse(y, prediction):
    return np.mean(prediction - y**2)

# %% 1.2 wrong: squares subtracted -> Subtract first, then square
# prediction squared minus y squared; hint: subtract first, then square
def mse(y, prediction):
    return np.mean(prediction**2 - y**2)

# %% 1.2 wrong: caret for power -> `^` is no power
# ^ is not a power in Python; hint: write ** 2
def mse(y, prediction):
    return np.mean((prediction - y) ^ 2)

# %% 1.2 wrong: keepdims -> one entry is not yet a number
# gives an array of one entry; hint: one number
def mse(y, prediction):
    return np.mean((prediction - y) ** 2, keepdims=True)

# %% 1.2 wrong: variance of the errors -> variance of the errors
# a constant error costs nothing then; hint: an error that is the same everywhere also counts
def mse(y, prediction):
    return np.var(prediction - y)

# %% 1.2 wrong: rounded to a whole number -> numbers are rounded
# the target shows whole numbers; hint: do not round
def mse(y, prediction):
    return round(np.mean((prediction - y) ** 2))

# %% 1.2 wrong: relative error -> not divided by the answers
# divided by the answers; hint: the error is prediction minus answer, undivided
def mse(y, prediction):
    return np.mean(((prediction - y) / y) ** 2)

# %% 1.2 wrong: returned too early in the loop -> Only the first example counts
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

# %% 1.3 wrong: product of means -> Multiply each error by its own x
# mean of each
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * np.mean(errors) * np.mean(x), 2 * np.mean(errors)

# %% 1.3 wrong: times slope -> not by the slope
# along the slope: times slope
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * slope), np.mean(2 * errors)

# %% 1.3 wrong: squared errors -> not their squares
# the loss has squares
def gradient(x, y, slope, intercept):
    errors = (predict(x, slope, intercept) - y) ** 2
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: np.gradient
# NumPy has it
def gradient(x, y, slope, intercept):
    return np.gradient(y, x)

# %% 1.3 wrong: no mean -> here come two arrays
# formula 2 e x
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * errors * x, 2 * errors

# %% 1.3 wrong: one sum -> Return them all
# gradient is one number
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x) + np.mean(2 * errors)

# %% 1.3 wrong: x squared -> not by its square
# inner derivative twice
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x ** 2), np.mean(2 * errors)

# %% 1.3 wrong: two returns -> Return them all
# return the first, return the second
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x)
    return np.mean(2 * errors)

# %% 1.3 wrong: dict -> Return them all
# with names
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return {'slope': np.mean(2 * errors * x), 'intercept': np.mean(2 * errors)}

# %% 1.3 right: matrix form
# X.T e
def gradient(x, y, slope, intercept):
    X = np.column_stack([x, np.ones_like(x)])
    return 2 * X.T @ (X @ np.array([slope, intercept]) - y) / len(y)

# %% 1.3 right: central differences
# small differences on mse
def gradient(x, y, slope, intercept):
    h = 1e-4
    f = lambda s, i: mse(y, predict(x, s, i))
    return (f(slope + h, intercept) - f(slope - h, intercept)) / (2 * h), (f(slope, intercept + h) - f(slope, intercept - h)) / (2 * h)

# %% 1.3 right: generator
# generator expression
def gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return (np.mean(part) for part in (2 * e * x, 2 * e))

# %% 1.3 right: multiplied out
# moments
def gradient(x, y, slope, intercept):
    return 2 * (slope * np.mean(x * x) + intercept * np.mean(x) - np.mean(x * y)), 2 * (slope * x.mean() + intercept - y.mean())

# %% 1.3 right: complex step
# complex step
def gradient(x, y, slope, intercept):
    h = 1e-20
    f = lambda s, i: np.mean((s * x + i - y) ** 2)
    return f(slope + h * 1j, intercept).imag / h, f(slope, intercept + h * 1j).imag / h

# %% 1.3 right: tensor of two
# one Keras tensor with two entries
def gradient(x, y, slope, intercept):
    e = slope * x + intercept - y
    return keras.ops.stack([keras.ops.mean(2 * e * x), keras.ops.mean(2 * e)])

# %% 1.3 wrong: factor two forgotten -> a 2 is missing
# mean of error times x; hint: half as large as it should be
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(errors * x), np.mean(errors)

# %% 1.3 wrong: errors with the opposite sign -> signs are turned round
# answer minus prediction; hint: the sign of both is turned
def gradient(x, y, slope, intercept):
    errors = y - predict(x, slope, intercept)
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: the two exchanged -> The two are swapped
# intercept first; hint: slope first, then intercept
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors), np.mean(2 * errors * x)

# %% 1.3 wrong: sum in place of the mean -> a sum over the examples
# forgot to divide; hint: too large by the number of examples
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.sum(2 * errors * x), np.sum(2 * errors)

# %% 1.3 wrong: x forgotten -> multiplied by its x.
# same formula for both; hint: the slope's part needs times x
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors), np.mean(2 * errors)

# %% 1.3 wrong: product of the means -> Multiply each error by its own x
# thinks the mean of a product is the product of the means; hint: multiply first, then the mean
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * np.mean(errors) * np.mean(x), 2 * np.mean(errors)

# %% 1.3 wrong: squared errors, again -> not their squares
# took the loss's squares; hint: the error is not squared in the gradient
def gradient(x, y, slope, intercept):
    errors = (predict(x, slope, intercept) - y) ** 2
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: only the slope's part -> Return them all
# returns one number; hint: two numbers
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x)

# %% 1.3 wrong: returns arrays -> here come two arrays
# the mean forgotten; hint: two numbers, not two arrays
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return 2 * errors * x, 2 * errors

# %% 1.3 wrong: global data -> `dose` is a name of the notebook
# uses dose and concentration; hint: use x and y
def gradient(x, y, slope, intercept):
    errors = predict(dose, slope, intercept) - concentration
    return np.mean(2 * errors * dose), np.mean(2 * errors)

# %% 1.3 wrong: small differences of trial_loss -> `x` is handed in and not used
# trial_loss looks at the global data; hint: x and y are not used
def gradient(x, y, slope, intercept):
    h = 0.001
    along_slope = (trial_loss(slope + h, intercept) - trial_loss(slope - h, intercept)) / (2 * h)
    along_intercept = (trial_loss(slope, intercept + h) - trial_loss(slope, intercept - h)) / (2 * h)
    return along_slope, along_intercept

# %% 1.3 wrong: one-sided difference with a big step -> Your step of 0.1 to one side
# step to one side only, by 0.1; hint: not exact, use the formula
def gradient(x, y, slope, intercept):
    h = 0.1
    here = mse(y, predict(x, slope, intercept))
    return (
        (mse(y, predict(x, slope + h, intercept)) - here) / h,
        (mse(y, predict(x, slope, intercept + h)) - here) / h,
    )

# %% 1.3 wrong: two only for the slope -> half of what is right
# the 2 missing in the second; hint: the intercept's part is half
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x), np.mean(errors)

# %% 1.3 wrong: rounded -> numbers are rounded
# rounded to one digit as in the target; hint: do not round
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return round(np.mean(2 * errors * x), 1), round(np.mean(2 * errors), 1)

# %% 1.3 wrong: example's place written in -> `slope` is handed in and not used; the number 20
# uses slope 20 and intercept 100; hint: use the arguments
def gradient(x, y, slope, intercept):
    errors = predict(x, 20, 100) - y
    return np.mean(2 * errors * x), np.mean(2 * errors)

# %% 1.3 wrong: multiplied by the slope -> not by the slope
# takes the slope for x; hint: times x, not times the slope
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * slope), np.mean(2 * errors)

# %% 1.3 wrong: np.gradient, again
# looked for a library function of that name; hint: np.gradient takes differences of neighbours
def gradient(x, y, slope, intercept):
    errors = predict(x, slope, intercept) - y
    return np.mean(np.gradient(errors)), np.mean(2 * errors)

# %% 1.3 wrong: divided by 200 -> 200 is the number of volunteers
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

# %% 1.4 wrong: aliased point -> Every row is the last point
# change the point and append it
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        point -= learning_rate * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: gradient once -> felt once, at the start
# compute both parts before the loop
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    along_slope, along_intercept = gradient(x, y, slope, intercept)
    for _ in range(steps):
        slope -= learning_rate * along_slope
        intercept -= learning_rate * along_intercept
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: not subtracted from old -> step alone
# new = learning rate * gradient
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = -learning_rate * a, -learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: changed in place behind a start that is kept -> Every row but the start
# -= changes the array that is in the path already
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [start]
    for _ in range(steps):
        point -= learning_rate * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: start twice -> start comes twice
# append old then update
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: swapped gradient -> parts are swapped
# unpacked in the wrong order
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        b, a = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: learning rate over n -> a mean already
# divide by n again
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate / len(x) * a, intercept - learning_rate / len(x) * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: list -> np.array(...) makes an array
# path is a list
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return path

# %% 1.4 wrong: with loss -> has 3 entries in place of 2
# a third column with the loss
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept, mse(y, predict(x, slope, intercept)))]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept, mse(y, predict(x, slope, intercept))))
    return np.array(path)

# %% 1.4 wrong: gradient normalised -> by the gradient's length
# only the direction matters
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start)
    path = [point]
    for _ in range(steps):
        g = np.array(gradient(x, y, *point))
        point = point - learning_rate * g / np.linalg.norm(g)
        path.append(point)
    return np.array(path)

# %% 1.4 right: accumulate
# itertools
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    from itertools import accumulate
    move = lambda p, _: p - learning_rate * np.array(gradient(x, y, *p))
    return np.stack(list(accumulate(range(steps), move, initial=np.array(start, float))))

# %% 1.4 right: matrix power
# linear recurrence
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    X = np.column_stack([x, np.ones_like(x)])
    A = np.eye(2) - 2 * learning_rate * X.T @ X / len(x)
    c = 2 * learning_rate * X.T @ y / len(x)
    path = [np.array(start, float)]
    for _ in range(steps):
        path.append(A @ path[-1] + c)
    return np.array(path)

# %% 1.4 right: float32 row
# float32
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    p = np.array(start, dtype='float32')
    path = [p]
    for _ in range(steps):
        p = (p - learning_rate * np.array(gradient(x, y, *p))).astype('float32')
        path.append(p)
    return np.array(path)

# %% 1.4 wrong: slope changed before the intercept's gradient -> Compute both parts
# calls gradient twice, the second time at the new slope; hint: compute both parts first
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        slope = slope - learning_rate * gradient(x, y, slope, intercept)[0]
        intercept = intercept - learning_rate * gradient(x, y, slope, intercept)[1]
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: plus in place of minus -> walks uphill
# walks uphill; hint: against the gradient
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope + learning_rate * a, intercept + learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: start left out -> start is row 0
# path begins empty; hint: row 0 is the start, one row is missing
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = []
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: end left out -> last step is missing
# appends before the step; steps rows; hint: the place after the last step is missing
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = []
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: start appended twice -> start comes twice
# path begins with the start and appends before stepping; hint: row 1 equals row 0
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        path.append((slope, intercept))
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array(path)

# %% 1.4 wrong: start ignored -> `start` is handed in and not used
# default numbers written in; hint: use the argument start
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = 5.0, 120.0
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: learning rate written in -> the number 0.02 stands there
# 0.02 from the trial call; hint: use the argument
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - 0.02 * a, intercept - 0.02 * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: a thousand steps whatever -> the number 1000 stands there
# range(1000); hint: the argument steps is not used
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(1000):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: only the end -> last point alone
# returns the last place; hint: the whole path is wanted
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
    return np.array([slope, intercept])

# %% 1.4 wrong: a list -> np.array(...) makes an array
# np.array forgotten; hint: an array of shape (steps + 1, 2)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return path

# %% 1.4 wrong: lying on its side -> Rows and columns are swapped
# two rows and steps + 1 columns; hint: shape (steps + 1, 2)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slopes, intercepts = [start[0]], [start[1]]
    for _ in range(steps):
        a, b = gradient(x, y, slopes[-1], intercepts[-1])
        slopes.append(slopes[-1] - learning_rate * a)
        intercepts.append(intercepts[-1] - learning_rate * b)
    return np.array([slopes, intercepts])

# %% 1.4 wrong: the same array appended again and again -> Every row is the last point
# in-place change of one array, all rows equal; hint: append a copy
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        point -= learning_rate * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: type taken from the start -> start in whole numbers cuts off
# np.array of a whole-numbered start is an integer array; hint: fails or cuts with start=(0, 0)
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    first = np.array(start)
    path = np.zeros((steps + 1, 2), dtype=first.dtype)
    path[0] = first
    for i in range(steps):
        path[i + 1] = path[i] - learning_rate * np.array(gradient(x, y, *path[i]))
    return path

# %% 1.4 wrong: intercept first -> a slope, then an intercept
# columns exchanged; hint: each row a slope and an intercept
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(intercept, slope)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((intercept, slope))
    return np.array(path)

# %% 1.4 wrong: gradient computed once, before the loop -> felt once, at the start
# thinks the gradient stays the same; hint: feel the gradient anew at each place
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    a, b = gradient(x, y, slope, intercept)
    for _ in range(steps):
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: stops when converged -> Take all `steps`
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

# %% 1.4 wrong: global data -> `dose` is a name of the notebook
# uses dose and concentration; hint: use x and y
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(dose, concentration, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: default start changed -> must stay (5.0, 120.0)
# a simpler start; hint: the default start must stay (5.0, 120.0)
def gradient_descent(x, y, learning_rate, steps, start=(0.0, 0.0)):
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        a, b = gradient(x, y, slope, intercept)
        slope, intercept = slope - learning_rate * a, intercept - learning_rate * b
        path.append((slope, intercept))
    return np.array(path)

# %% 1.4 wrong: only the direction of the gradient -> by the gradient's length
# gradient divided by its length; hint: the step is learning rate times the gradient itself
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for _ in range(steps):
        g = np.array(gradient(x, y, *point))
        point = point - learning_rate * g / np.linalg.norm(g)
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: learning rate shrinks -> the same always
# a decaying rate from another book; hint: the learning rate stays the same
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    point = np.array(start, dtype=float)
    path = [point]
    for i in range(steps):
        point = point - learning_rate / (1 + 0.001 * i) * np.array(gradient(x, y, *point))
        path.append(point)
    return np.array(path)

# %% 1.4 wrong: assigns to a tuple -> A tuple cannot be changed
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

# %% 1.5 wrong: cause a -> further each time
# it is a
cause = 'a'
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: unchanged -> learning rate must be smaller
# b; the numbers stay
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.02, 20)

# %% 1.5 wrong: her rate, a thousand steps -> learning rate must be smaller
# what worked in mg
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.02, 1000)

# %% 1.5 wrong: too small -> has not arrived
# smaller is safer
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.0001, 1000)

# %% 1.5 wrong: sentence -> The letter alone, in quotes
# wrote the sentence
cause = 'The steps are too long'
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: number -> The letter alone, in quotes
# the second answer
cause = 2
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: a right rate for 300 steps -> has not arrived
# a quarter of the rate, and no more steps than the figure showed
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.005, 400)

# %% 1.5 wrong: half the rate, since the doses are doubled -> learning rate must be smaller
# twice the dose, half the rate; the walls are four times as steep
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.01, 4000)

# %% 1.5 right: spaces
# ' b '
cause = ' b '
mended = gradient_descent(tablets, concentration, 0.006, 2000)

# %% 1.5 right: numpy string
# np.str_
cause = np.str_('b')
mended = gradient_descent(tablets, concentration, np.float32(0.005), np.int64(1800))

# %% 1.5 right: bold
# nearly the largest
cause = 'b'
mended = gradient_descent(tablets, concentration, 0.0073, 1200)

# %% 1.5 wrong: letter a -> further each time
# takes any growth for a wrong sign; hint: the slopes jump from side to side
cause = "a"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: letter c -> first step already
# the later steps are so much longer; hint: her first step already makes the loss larger
cause = "c"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: letter d -> tied in your valley
# slope and intercept do nearly the same thing, true, and no cause of growth; hint: tied in mg as well
cause = "d"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: right letter, rate still too large -> learning rate must be smaller
# 0.0075 diverges as well
cause = "b"
mended = gradient_descent(tablets, concentration, 0.0075, 2000)

# %% 1.5 wrong: right letter, too few steps -> has not arrived
# leaves the 20 steps; hint: at this rate it needs more than a thousand steps
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 20)

# %% 1.5 wrong: right letter, rate too small -> has not arrived
# 0.0002 crawls
cause = "b"
mended = gradient_descent(tablets, concentration, 0.0002, 2000)

# %% 1.5 wrong: negative rate -> walks uphill
# turns the sign for safety; hint: the rate is above 0
cause = "b"
mended = gradient_descent(tablets, concentration, -0.005, 2000)

# %% 1.5 wrong: rate in quotes
# put quotes around all three; hint: the rate is a number, without quotes
cause = "b"
mended = gradient_descent(tablets, concentration, "0.005", "2000")

# %% 1.5 wrong: letter without quotes
# b is a name for Python then; hint: put the letter in quotes
cause = b
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: steps a float
# 2e3 is a float, range fails; hint: a whole number
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 2e3)

# %% 1.5 wrong: both letters -> The letter alone, in quotes
# hedges; hint: one letter
cause = "a, b"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: in a list -> The letter alone, in quotes
# a list of one letter; hint: the letter itself, in quotes
cause = ["b"]
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: number in place of the letter -> The letter alone, in quotes
# counts the answers; hint: the letter
cause = 2
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 wrong: decimal comma
# 0,005 (a comma) is a tuple in Python; hint: write a point, not a comma
cause = "b"
mended = gradient_descent(tablets, concentration, 0,5, 2000)

# %% 1.5 wrong: zero rate -> Nothing moves
# as small as possible; hint: nothing moves
cause = "b"
mended = gradient_descent(tablets, concentration, 0, 2000)

# %% 1.5 wrong: a thousand steps at a good rate -> has not arrived
# as many steps as in mg, at a quarter of the rate
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 1000)

# %% 1.5 wrong: half the tablets, that is milligrams -> You changed the unit
# turns the tablets into milligrams and walks as before
cause = "b"
mended = gradient_descent(tablets / 2, concentration, 0.02, 1000)

# %% 1.5 wrong: the doses in place of the tablets -> You changed the unit
# takes the run that worked
cause = "b"
mended = gradient_descent(dose, concentration, 0.02, 1000)

# %% 1.5 wrong: standardised tablets -> You changed the unit
# has read on
cause = "b"
mended = gradient_descent((tablets - tablets.mean()) / tablets.std(), concentration, 0.1, 1000)

# %% 1.5 wrong: only the last place -> Set `mended` to what gradient_descent returns
# the end is what counts
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 2000)[-1]

# %% 1.5 wrong: the rate in place of the run -> Set `mended` to what gradient_descent returns
# a quarter of the rate
cause = "b"
mended = 0.005

# %% 1.5 wrong: begins near the end -> Leave out `start`
# a start that is better needs fewer steps
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 500, start=(17.0, 4.0))

# %% 1.5 wrong: her own run -> learning rate must be smaller
# the run is there already
cause = "b"
mended = broken

# %% 1.5 wrong: more steps with her rate -> learning rate must be smaller
# it will turn round some time
cause = "b"
mended = gradient_descent(tablets, concentration, learning_rate=0.02, steps=60)

# %% 1.5 right: names of his own, and keywords
# keeps the numbers apart
cause = "b"
rate, number = 0.02 / 2**2, 4 * 1000
mended = gradient_descent(tablets, concentration, learning_rate=rate, steps=number)

# %% 1.5 right: searches for the rate
# the largest of three that ends low
cause = "b"
for rate in [0.02, 0.01, 0.006]:
    mended = gradient_descent(tablets, concentration, rate, 2000)

# %% 1.5 right: the start written out
# says where it begins
cause = "b"
mended = gradient_descent(tablets, concentration, 0.006, 3000, (5.0, 120.0))

# %% 1.5 right: in two walks
# goes on from where the first walk ended
cause = "b"
first = gradient_descent(tablets, concentration, 0.006, 1000)
mended = np.concatenate([first, gradient_descent(tablets, concentration, 0.006, 1000, first[-1])])

# %% 1.5 right: as in the lesson
cause = "b"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 right: capital letter
cause = "B"
mended = gradient_descent(tablets, concentration, 0.005, 2000)

# %% 1.5 right: smaller rate, more steps
cause = "b"
mended = gradient_descent(tablets, concentration, 0.0025, 4000)

# %% 1.5 right: letter with a blank
cause = "b "
mended = gradient_descent(tablets, concentration, 0.007, 1500)

# %% 1.5 right: rate as a fraction, all on one line
cause, mended = 'b', gradient_descent(tablets, concentration, 0.02 / 4, 10**4)

# %% 1.5 right: NumPy numbers
cause = "b"
mended = gradient_descent(tablets, concentration, np.float64(0.004), np.int64(3000))

# %% 1.5 right: the path as a list of pairs
cause = "b"
path = gradient_descent(tablets, concentration, 0.004, 3000)
mended = [(slope, intercept) for slope, intercept in path]

# %% 1.6 wrong: precedence -> Brackets: subtract first
# no brackets
def standardise(values, reference):
    return values - reference.mean(axis=0) / reference.std(axis=0)

# %% 1.6 wrong: mixed -> standard deviation comes from `reference` too
# mean of reference, spread of values
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: min-max -> range to 0 to 1
# normalise to 0..1
def standardise(values, reference):
    return (values - reference.min(axis=0)) / (reference.max(axis=0) - reference.min(axis=0))

# %% 1.6 wrong: variance -> divides by the variance
# divide by the variance
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.var(axis=0)

# %% 1.6 wrong: axis 1 plain -> here it runs along them
# mean of each row
def standardise(values, reference):
    return (values - reference.mean(axis=1)) / reference.std(axis=1)

# %% 1.6 wrong: scaler fit_transform -> `reference` is handed in and not used
# StandardScaler
def standardise(values, reference):
    from sklearn.preprocessing import StandardScaler
    return StandardScaler().fit_transform(values)

# %% 1.6 wrong: tuple -> return that one alone
# also mean and spread
def standardise(values, reference):
    m, s = reference.mean(axis=0), reference.std(axis=0)
    return (values - m) / s, m, s

# %% 1.6 wrong: mean forgotten -> Subtract the mean first
# only spread
def standardise(values, reference):
    return values / reference.std(axis=0)

# %% 1.6 wrong: spread of one axis -> its own spread
# std without axis
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.std()

# %% 1.6 wrong: sign -> but for the sign
# mean minus value
def standardise(values, reference):
    return (reference.mean(axis=0) - values) / reference.std(axis=0)

# %% 1.6 wrong: median -> takes the median off
# median and spread
def standardise(values, reference):
    return (values - np.median(reference, axis=0)) / reference.std(axis=0)

# %% 1.6 right: scaler
# StandardScaler with reshape
def standardise(values, reference):
    from sklearn.preprocessing import StandardScaler
    shape = values.shape
    scaler = StandardScaler().fit(reference.reshape(len(reference), -1))
    return scaler.transform(values.reshape(len(values), -1)).reshape(shape)

# %% 1.6 right: sample std
# n - 1
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.std(axis=0, ddof=1)

# %% 1.6 wrong: own mean and standard deviation of values -> not from `values`
# ignores the reference; hint: the numbers come from reference
def standardise(values, reference):
    return (values - values.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: one mean for the whole table -> its own mean and spread
# axis forgotten; hint: each column has its own mean
def standardise(values, reference):
    return (values - np.mean(reference)) / np.std(reference)

# %% 1.6 wrong: axis 1 -> here it runs along them
# along the rows, per patient; hint: per feature, axis=0
def standardise(values, reference):
    if values.ndim == 1:
        return (values - reference.mean()) / reference.std()
    return (values - reference.mean(axis=1, keepdims=True)) / reference.std(axis=1, keepdims=True)

# %% 1.6 wrong: axis minus one -> here it runs along them
# works for a row, not for a table; hint: axis=0
def standardise(values, reference):
    return (values - reference.mean(axis=-1)) / reference.std(axis=-1)

# %% 1.6 wrong: variance, again -> divides by the variance
# divides by the variance; hint: the standard deviation, its root
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / reference.var(axis=0)

# %% 1.6 wrong: minimum and maximum -> range to 0 to 1
# another normalisation; hint: mean and standard deviation
def standardise(values, reference):
    low, high = reference.min(axis=0), reference.max(axis=0)
    return (values - low) / (high - low)

# %% 1.6 wrong: brackets forgotten -> Brackets: subtract first
# division binds tighter; hint: subtract first, then divide
def standardise(values, reference):
    return values - reference.mean(axis=0) / reference.std(axis=0)

# %% 1.6 wrong: not divided -> mean is taken off
# only centred; hint: divide by the standard deviation
def standardise(values, reference):
    return values - reference.mean(axis=0)

# %% 1.6 wrong: mean of reference, spread of values -> standard deviation comes from `reference` too
# mixed up the two; hint: both from reference
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: the reference is converted -> two are swapped
# values and reference exchanged; hint: convert values with the reference's numbers
def standardise(values, reference):
    return (reference - values.mean(axis=0)) / values.std(axis=0)

# %% 1.6 wrong: global dose -> `dose` is a name of the notebook
# statistics of the volunteers; hint: use reference
def standardise(values, reference):
    return (values - dose.mean()) / dose.std()

# %% 1.6 wrong: changes values in place -> rather than changing old ones
# the caller's array is overwritten; hint: make a new array
def standardise(values, reference):
    mean, spread = reference.mean(axis=0), reference.std(axis=0)
    values -= mean
    values /= spread
    return values

# %% 1.6 wrong: median, again -> takes the median off
# robust statistics; hint: the mean
def standardise(values, reference):
    return (values - np.median(reference, axis=0)) / np.std(reference, axis=0)

# %% 1.6 wrong: always a table -> An axis of length 1 too many
# reshape for scikit-learn, never undone; hint: shape of values
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    scaler = StandardScaler().fit(reference.reshape(len(reference), -1))
    return scaler.transform(values.reshape(len(values), -1))

# %% 1.6 wrong: scaler fits a row only as a table -> A row must work too
# a row of numbers makes StandardScaler fail; hint: shape (examples,) must work too
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    return StandardScaler().fit(reference).transform(values)

# %% 1.6 wrong: fit_transform on values -> not from `values`
# fits twice, the second time on values; hint: only transform values
from sklearn.preprocessing import StandardScaler


def standardise(values, reference):
    scaler = StandardScaler()
    scaler.fit(reference.reshape(len(reference), -1))
    return scaler.fit_transform(values.reshape(len(values), -1)).reshape(values.shape)

# %% 1.6 wrong: plus one below -> and 1 more
# adds one against division by zero; hint: divide by the standard deviation alone
def standardise(values, reference):
    return (values - reference.mean(axis=0)) / (reference.std(axis=0) + 1)

# %% 1.6 wrong: extreme values cut off -> cut off at 3
# clipped to three standard deviations; hint: do not cut
def standardise(values, reference):
    return np.clip((values - reference.mean(axis=0)) / reference.std(axis=0), -3, 3)

# %% 1.6 wrong: mean absolute deviation -> mean distance from the mean
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

# %% 1.7 wrong: random mask -> Chance decides who
# each patient with probability test_share
def split(x, y, test_share, generator):
    test = generator.random(len(x)) < test_share
    return x[~test], x[test], y[~test], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: own generator -> a seed of your own
# a fresh generator with the seed
def split(x, y, test_share, generator):
    generator = np.random.default_rng(SEED)
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: one lost -> in neither part
# n + 1
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n + 1:]], x[order[:n]], y[order[n + 1:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: train is all -> in both parts:
# train on all
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order], x[order[:n]], y[order], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: hard-coded 110 -> it is handed in, `test_share`
# a quarter of 442 is 110
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    return x[order[110:]], x[order[:110]], y[order[110:]], y[order[:110]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: truncated -> Round to the nearest
# int cuts
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = int(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: y not shuffled -> one order for both
# x by the order, y cut
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[n:], y[:n]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: two tuples -> Return all four
# (train), (test)
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return (x[order[n:]], y[order[n:]]), (x[order[:n]], y[order[:n]])

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: every fourth -> Patients may be sorted
# every 1/share-th patient, no chance
def split(x, y, test_share, generator):
    test = np.arange(len(x)) % round(1 / test_share) == 0
    return x[~test], x[test], y[~test], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: x only permuted rows -> one order for both
# permutation of x and of y
def split(x, y, test_share, generator):
    x, y = generator.permutation(x), generator.permutation(y)
    n = round(test_share * len(x))
    return x[n:], x[:n], y[n:], y[:n]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: median -> That is the median
# median
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, np.median(y_train))

# %% 1.7 wrong: all patients -> `y_train` is handed in and not used
# mean of all patients
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, patients.y.mean())

# %% 1.7 wrong: full_like -> The fractions are cut off
# full_like keeps whole numbers
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.mean()).astype(y_train.dtype)

# %% 1.7 wrong: len(y_train) -> not len(y_train)
# as many as training
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(len(y_train), y_train.mean())

# %% 1.7 wrong: list -> np.array(...) makes an array
# list
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return [y_train.mean()] * n

# %% 1.7 wrong: first n -> Those are answers themselves
# the first n answers
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return y_train[:n]

# %% 1.7 wrong: mid-range -> middle between the extremes
# between lowest and highest
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, (y_train.min() + y_train.max()) / 2)

# %% 1.7 right: argsort of random
# argsort
def split(x, y, test_share, generator):
    order = np.argsort(generator.random(len(x)))
    train, test = np.split(order, [len(x) - round(test_share * len(x))])
    return [x[train], x[test], y[train], y[test]]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: permute glued table
# glue y to x
def split(x, y, test_share, generator):
    both = generator.permutation(np.column_stack([x, y]))
    n = round(test_share * len(x))
    return both[n:, :-1], both[:n, :-1], both[n:, -1], both[:n, -1]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: ShuffleSplit
# sklearn ShuffleSplit
def split(x, y, test_share, generator):
    from sklearn.model_selection import ShuffleSplit
    train, test = next(ShuffleSplit(1, test_size=round(test_share * len(x)), random_state=int(generator.integers(1000))).split(x))
    return x[train], x[test], y[train], y[test]

def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 right: dummy regressor
# sklearn
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    from sklearn.dummy import DummyRegressor
    return DummyRegressor().fit(np.zeros((len(y_train), 1)), y_train).predict(np.zeros((n, 1)))

# %% 1.7 right: broadcast
# read-only view
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.broadcast_to(np.mean(y_train), (n,))

# %% 1.7 wrong: sum over n -> Divided by n
# sum divided by n
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    n = round(test_share * len(x))
    return x[order[n:]], x[order[:n]], y[order[n:]], y[order[:n]]

def baseline(y_train, n):
    return np.full(n, y_train.sum() / n)

# %% 1.7 wrong: the last ones cut off -> Patients may be sorted
# no chance at all; hint: the split must be random
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    return x[:-n_test], x[-n_test:], y[:-n_test], y[-n_test:]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: two different orders -> one order for both
# x and y are no longer pairs; hint: one order for both
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    x = x[generator.permutation(len(x))]
    y = y[generator.permutation(len(y))]
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: returned in another order -> docstring's order is another
# x_train, y_train, x_test, y_test; hint: x_train, x_test, y_train, y_test
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], y[train], x[test], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: test and training exchanged -> Training and test are swapped
# a quarter to learn from; hint: the share is the test set's
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    train, test = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: own generator, again -> a seed of your own
# the argument is not used; hint: draw with generator
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = np.random.default_rng(SEED).permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: np.random without the generator -> not from `np.random`
# cannot be repeated; hint: use generator
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = np.random.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: cut down in place of rounded -> Round to the nearest
# int() always rounds down; hint: rounded, so 7.75 becomes 8
def split(x, y, test_share, generator):
    n_test = int(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: number written in -> it is handed in, `test_share`
# 110 from the target; hint: use test_share and the length of x
def split(x, y, test_share, generator):
    order = generator.permutation(len(x))
    test, train = order[:110], order[110:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: share ignored -> it is handed in, `test_share`
# a quarter always; hint: use test_share
def split(x, y, test_share, generator):
    n_test = round(0.25 * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: a coin for each patient -> Chance decides who
# the size is only roughly right; hint: exactly the rounded share
def split(x, y, test_share, generator):
    test = generator.random(len(x)) < test_share
    return x[~test], x[test], y[~test], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: drawn with replacement -> Every place comes once
# patients twice in the test set; hint: each patient once
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    test = generator.integers(0, len(x), n_test)
    train = np.setdiff1d(np.arange(len(x)), test)
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: training contains test patients -> in both parts:
# trains on all; hint: nobody may be in both
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    return x[order], x[order[:n_test]], y[order], y[order[:n_test]]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: one patient lost -> in neither part
# n_test + 1; hint: one patient is in neither part
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test + 1 :]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: number of test patients not rounded -> round it
# a float as a slice; hint: positions are whole numbers
def split(x, y, test_share, generator):
    n_test = test_share * len(x)
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: the patients themselves shuffled in place -> rather than changing old ones
# generator.shuffle changes the caller's arrays; hint: and x and y in different orders
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    generator.shuffle(x)
    generator.shuffle(y)
    return x[n_test:], x[:n_test], y[n_test:], y[:n_test]


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: scikit-learn with the generator as random_state -> no NumPy generator
# scikit-learn does not take a NumPy Generator; hint: draw the order with generator.permutation
from sklearn.model_selection import train_test_split


def split(x, y, test_share, generator):
    return train_test_split(x, y, test_size=test_share, random_state=generator)


def baseline(y_train, n):
    return np.full(n, y_train.mean())

# %% 1.7 wrong: the baseline is the median -> That is the median
# a middle value of another kind; hint: the mean
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, np.median(y_train))

# %% 1.7 wrong: the baseline is one number -> The same number n times
# returns the mean alone; hint: an array of shape (n,)
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.mean(y_train)

# %% 1.7 wrong: baseline as long as the training set -> not len(y_train)
# ignores n; hint: n predictions
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(len(y_train), y_train.mean())

# %% 1.7 wrong: baseline in whole numbers -> The fractions are cut off
# int() cuts the decimals off the mean; hint: do not round
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, int(y_train.mean()))

# %% 1.7 wrong: baseline of the global patients -> `y_train` is handed in and not used
# mean of all 442; hint: the mean of y_train
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full(n, patients.y.mean())

# %% 1.7 wrong: baseline a list -> np.array(...) makes an array
# list times n; hint: an array
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return [y_train.mean()] * n

# %% 1.7 wrong: baseline a column -> An axis of length 1 too many
# shape (n, 1); hint: shape (n,)
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.full((n, 1), y_train.mean())

# %% 1.7 wrong: baseline draws patients by chance -> The same number for every patient
# a random training answer for each; hint: always the mean
def split(x, y, test_share, generator):
    n_test = round(test_share * len(x))
    order = generator.permutation(len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]


def baseline(y_train, n):
    return np.random.choice(y_train, n)

# %% 1.7 wrong: sorted order cut at a random place -> Patients may be sorted
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
