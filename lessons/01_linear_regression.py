# %% [markdown]
# ## Goal
#
# Look at this table. What belongs in place of the question mark?
#
# | x | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | y | 10 | 20 | 30 | ? |
#
# You said 40, and nobody told you the rule. You looked at three **examples** (pairs of a question x and its answer y), found a rule that fits them, and used it on a question you had not seen. In this course, programs learn to do that.
#
# A program can get its rule in two ways.
#
# - **The rule is written.** A person knows it and types it in. A chess program looks ahead and picks the move that leaves its opponent the least (*minimax*). A route planner tries the most promising road first (*A\**). An *expert system* asks the questions that its authors, doctors perhaps, wrote down. None of them learns.
# - **The rule is found.** A person supplies examples and the program searches for a rule that fits them. This is **machine learning**.
#
# Both are called **artificial intelligence**: programs that do what we would call clever in a person. **Deep learning** is machine learning whose rule is made of many small units in layers; you build the first layers in lesson 2.
#
# When somebody can state the rule (the tax on an income, the dose per kilogram), write it. When nobody can (how do you tell a 3 from an 8?), let it be found.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** The minutes are for a class led through; somebody alone with the notebook and new to NumPy needs about twice as long. If time is short, stop after the mini-batches and give the patients as homework.

# %% [markdown] tags=["instructor"]
# Put the table on the screen before anybody opens a notebook and let the room answer. Ask *how* they know it is 40: somebody will say "times ten", somebody "plus ten". Both fit the examples; they differ at x = 2.5 and 0. That is the whole problem of learning from examples in one table. Pause after the next cell.

# %% tags=["nbval-check-output"]
def written_rule(x):
    return 10 * x


questions = np.array([1, 2, 3])
answers = np.array([10, 20, 30])
found_factor = np.sum(questions * answers) / np.sum(questions**2)  # the factor that fits the examples best

print("the written rule answers", written_rule(4))
print("the found rule answers  ", found_factor * 4)

# %% [markdown]
# Both answer 40. The difference shows when the world changes: put 11, 22, 33 in place of the answers above and run the cell again. The found rule follows its examples; the written one does not. (You need not know where this formula comes from. Soon you look for the best rule step by step, which also works when no formula is known.)
#
# Every question here comes with its right answer. That is **supervised learning**. The answer is a number, and such a task is called **regression**. When the answer is one of several kinds (ill or healthy, a 3 or an 8), the task is **classification**: lessons 2 to 4. When there are no answers at all, a program can still look for structure in the questions: **unsupervised learning**, which lesson 7 comes back to.

# %% [markdown]
# ## Data
#
# A laboratory gives 200 volunteers a drug, each a **dose** between 0 and 10 mg. An hour later it measures the **concentration** in their blood, in micrograms per litre. The numbers are invented: they scatter around a line with slope 35.59 and intercept 2.227, and that is the best line through them. (A few readings lie below zero: the instrument has its own noise.) Pretend that you do not know this line. At the end you can compare.
#
# (Two helpers of the course do the chores from here on: `data.load` hands out its data, and `plots` draws its figures. You may read past both.)
#
# What you know about an example beforehand is a **feature** (here the dose, x). What you want to predict is the **target** (here the concentration, y).

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Let them say what they see before any mathematics: it goes up, it scatters, a line would do. Somebody asks where the scatter comes from: body weight, the last meal, the instrument; everything we did not measure.

# %% tags=["nbval-ignore-output"] alt="Scatter plot of 200 points rising from lower left to upper right, along a straight band, from near 0 at dose 0 to about 350 at dose 10."
trial = data.load("line")
dose, concentration = trial.x, trial.y

plots.lines_on_points(
    dose, concentration, {}, "The more drug, the more of it in the blood", "dose (mg)", "concentration (µg/l)"
)

# %% [markdown]
# The points follow a band that goes up. They do not lie on one line: two people with almost the same dose differ. No rule that sees the dose alone can be right for both, so the question becomes: which rule is the *least wrong*?

# %% [markdown]
# ## Model
#
# A **model** is a rule with some numbers left open. Ours is a straight line:
#
# $$\text{prediction} = \text{slope} \times x + \text{intercept}$$
#
# The two open numbers, slope and intercept, are its **parameters** (in networks they are called **weights**, and the intercept is called the **bias**). To learn is to choose them.
#
# The exercises speak of the **shape** of an array: `(200,)` is a row of 200 numbers, `(442, 10)` a table of 442 rows and 10 columns. `(examples,)` means one number for each example.
#
# ### Exercise 1.1: predict
#
# Write the line as a function. It takes all doses at once, as an array, and returns all predictions at once.
#
# <details><summary>Hint 1</summary>
#
# NumPy multiplies an array by a number entry by entry: `2 * np.array([1, 5])` is `array([2, 10])`. You need no loop.
# </details>
# <details><summary>Hint 2</summary>
#
# The body is one line that begins with `return`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Exercise 1.1 takes a minute; it is there so that everybody has seen an exercise, a hint and a check. Then the lines drawn by hand: let people shout numbers for the slope. Wrong answers to expect: a loop over the doses (right, and the check accepts an array made by a loop), `print` in place of `return`.

# %% tags=["nbval-check-output"]
def predict(x, slope, intercept):
    """Predict with a straight line.

    x: array of shape (examples,), here doses in mg
    slope: a number, µg/l per mg
    intercept: a number, µg/l
    returns: array of shape (examples,), predicted concentrations in µg/l
    """
    ### BEGIN SOLUTION
    return slope * x + intercept
    ### END SOLUTION


print(predict(np.array([0.0, 1.0, 2.0]), slope=10, intercept=3))

# %% tags=["nbval-check-output"]
check.predict(predict)

# %% [markdown]
# Now draw lines by hand. **Predict.** Which of these three is the best, by eye?

# %% tags=["nbval-ignore-output"] alt="The same points with three straight lines: A too flat, B too steep and starting too low, C in between."
lines = {"A": (25, 60), "B": (50, -50), "C": (30, 20)}  # slope and intercept of each
plots.lines_on_points(
    dose, concentration, lines, "By eye, one line looks best; another eye may disagree", "dose (mg)", "concentration (µg/l)"
)

# %% [markdown]
# ## How wrong is a line?
#
# Eyes disagree. Numbers do not. For each example, take the **error**: prediction minus answer. Square it, so that too high and too low count alike and large errors count most. Then take the mean over all examples. This one number is the **mean squared error**. A number that says how wrong a model is, whatever its formula, is called a **loss**: the smaller, the better.
#
# ### Exercise 1.2: mean squared error
#
# Write it as a function.
#
# <details><summary>Hint 1</summary>
#
# Three steps, in this order: subtract, square (`** 2`), take the mean (`np.mean`).
# </details>
# <details><summary>Hint 2</summary>
#
# By hand: answers 1, 2, 3 and predictions 1, 2, 5. The errors are 0, 0, 2; their squares 0, 0, 4; the mean is 4/3.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** The error of the day: squaring after the mean, which lets errors of opposite sign cancel. The check tells it apart. If somebody asks why squares and not absolute values: squares have a slope everywhere, and the next section walks along slopes.

# %% tags=["nbval-check-output"]
def mse(y, prediction):
    """Mean squared error.

    y: array of shape (examples,), the right answers
    prediction: array of shape (examples,), what the model says
    returns: one number, in squared units of y; 0 for a perfect model
    """
    ### BEGIN SOLUTION
    return np.mean((prediction - y) ** 2)
    ### END SOLUTION


for name, (slope, intercept) in lines.items():
    print(f"line {name}: {mse(concentration, predict(dose, slope, intercept)):.0f}")

# %% tags=["nbval-check-output"]
check.mse(mse)

# %% [markdown]
# Now your own line. Change the two numbers and run the cell again, as often as you like. Can you get below 510?

# %% tags=["nbval-ignore-output"] alt="The points with the line of your choice; in the title the loss."
my_line = (30, 20)  # slope, intercept: change these two numbers

my_loss = mse(concentration, predict(dose, *my_line))  # *my_line hands over both numbers
plots.lines_on_points(
    dose, concentration, {"mine": my_line}, f"My line: loss {my_loss:.0f}", "dose (mg)", "concentration (µg/l)"
)

# %% [markdown]
# It is possible, and tedious. The rest of the lesson makes a program do it. (To feel what the number means, take its square root: at a loss near 500 a typical error is about 22 µg/l.)
#
# One more word. This loss is a mean over the 200 volunteers that we have: the **empirical loss**. What we would like to know is the mean over everybody who might ever take the drug: the **expected loss**, a mean over the whole **data distribution** from which our 200 were drawn. Nobody can compute it. At the end of this lesson you estimate the expected loss of another model, with patients it has never seen.

# %% [markdown]
# ## Train
#
# Each pair of slope and intercept has a loss. Draw the slope to the right, the intercept upwards and the loss as height, and you have a **landscape**. The best line is its lowest point.
#
# **Predict.** What shape will it have: many valleys, one valley, a bowl? (On the map below, dark is high and light is low; each white line joins places of equal loss.)

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** The heart of the lesson: 3 for the picture, 3 for the gradient, 4 for the descent, 2 for the diagnosis. Say it with your hands: stand on a slope in fog, feel with your feet which way is down, take a step. Wrong answers to expect: the sign; the missing factor x in the slope's part; updating the slope first and computing the intercept's gradient with the new slope. Pause before the cell with the three learning rates and let them bet.

# %% tags=["nbval-ignore-output"] alt="Map of the loss over slope and intercept: one long narrow valley that runs from upper left to lower right, with the lowest point in its middle."
def trial_loss(slope, intercept):
    return mse(concentration, predict(dose, slope, intercept))


best = (35.59, 2.227)
plots.landscape(trial_loss, (0, 70), (-150, 150), "One long valley: many lines are nearly as good", best=best)

# %% [markdown]
# One valley, long and narrow, and slanted: along its floor a larger slope is paid back by a smaller intercept. The star marks the line that the data were made with; the program has yet to find it.
#
# Now imagine that you stand somewhere on this landscape in thick fog. You cannot see the valley, but you feel which way the ground rises. That is the **gradient**: two numbers. The first says how fast the loss rises when the line's slope grows a little, the second when its intercept grows a little. Downhill is the opposite way.
#
# Two short formulas give both. Write $e_i$ for the error of example $i$ (prediction minus answer). Then
#
# $$\text{along the slope: the mean of } 2\, e_i\, x_i \qquad \text{along the intercept: the mean of } 2\, e_i$$
#
# <details><summary>Where this comes from (optional)</summary>
#
# The loss is $L(w, b) = \frac{1}{n}\sum_{i=1}^{n} (w x_i + b - y_i)^2$, with $n$ examples, slope $w$ and intercept $b$. The derivative of a square is twice what is squared, times the derivative of what is inside (the chain rule, more of it in lesson 2). Inside, $w x_i + b - y_i = e_i$ changes by $x_i$ when $w$ grows by one, and by 1 when $b$ does:
#
# $$\frac{\partial L}{\partial w} = \frac{1}{n}\sum_i 2 e_i x_i, \qquad \frac{\partial L}{\partial b} = \frac{1}{n}\sum_i 2 e_i$$
# </details>
#
# ### Exercise 1.3: gradient
#
# Write the function that computes the gradient: it returns the two numbers.
#
# <details><summary>Hint 1</summary>
#
# First compute all errors: `errors = predict(x, slope, intercept) - y`.
# </details>
# <details><summary>Hint 2</summary>
#
# `np.mean(2 * errors * x)` is the first of the two numbers. Return two: `return first, second`.
# </details>

# %% tags=["nbval-check-output"]
def gradient(x, y, slope, intercept):
    """Gradient of the mean squared error of a line.

    x, y: arrays of shape (examples,)
    slope, intercept: numbers, where on the landscape we stand
    returns: two numbers, how fast the loss rises along the slope and along the intercept
    """
    ### BEGIN SOLUTION
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x), np.mean(2 * errors)
    ### END SOLUTION


along_slope, along_intercept = gradient(dose, concentration, slope=20, intercept=100)
print(f"along the slope {along_slope:.1f}, along the intercept {along_intercept:.1f}")

# %% tags=["nbval-check-output"]
check.gradient(gradient)

# %% [markdown]
# A formula can be wrong. There is a check that needs no algebra: take a small step to either side and see how much the loss changes. This **check by small differences** will come back in lesson 2, where the formulas are longer.
#
# The last line of the cell is a **claim**: a statement of this lesson that is put to the test each time it runs. If it did not hold, the cell would stop and say what was measured.

# %% tags=["nbval-check-output"]
step = 0.001
by_difference = (trial_loss(20 + step, 100) - trial_loss(20 - step, 100)) / (2 * step)
print(f"by formula {along_slope:.1f}, by small differences {by_difference:.1f}")

claim("formula and small differences agree", abs(by_difference - along_slope), at_most=0.01)

# %% [markdown]
# Now walk. Start anywhere; feel the gradient; take a step against it; repeat. This is **gradient descent**, and nearly all of deep learning runs on it. The **learning rate** decides how long a step is:
#
# $$\text{new} = \text{old} - \text{learning rate} \times \text{gradient}$$
#
# ### Exercise 1.4: gradient descent
#
# Write the walk. Return the whole path, the start included, so that it can be drawn.
#
# <details><summary>Hint 1</summary>
#
# Keep the path in a list that begins with the start. In each round of the loop, call `gradient` once, then change both numbers, then append them.
# </details>
# <details><summary>Hint 2</summary>
#
# Compute both parts of the gradient *before* you change either number. Otherwise the second part is felt at a place where you are no longer standing.
# </details>
# <details><summary>Hint 3</summary>
#
# ```python
# slope, intercept = start
# path = [(slope, intercept)]
# for _ in range(steps):
#     ...
# return np.array(path)
# ```
# </details>

# %% tags=["nbval-check-output"]
def gradient_descent(x, y, learning_rate, steps, start=(5.0, 120.0)):
    """Walk downhill on the landscape of the mean squared error.

    x, y: arrays of shape (examples,)
    learning_rate: a number above 0
    steps: how many steps to take
    start: the first slope and intercept (the initial weights)
    returns: array of shape (steps + 1, 2); row 0 is the start, each row a slope and an intercept
    """
    ### BEGIN SOLUTION
    slope, intercept = start
    path = [(slope, intercept)]
    for _ in range(steps):
        along_slope, along_intercept = gradient(x, y, slope, intercept)
        slope = slope - learning_rate * along_slope
        intercept = intercept - learning_rate * along_intercept
        path.append((slope, intercept))
    return np.array(path)
    ### END SOLUTION


path = gradient_descent(dose, concentration, learning_rate=0.02, steps=1000)
print("after    0 steps:", path[0].round(2))
print("after   10 steps:", path[10].round(2))
print("after 1000 steps:", path[1000].round(2))

# %% tags=["nbval-check-output"]
check.gradient_descent(gradient_descent)

# %% tags=["nbval-ignore-output"] alt="The map of the loss with the path of gradient descent: a jump to and fro across the narrow valley at first, then a slow creep along its floor to the lowest point."
plots.landscape(
    trial_loss,
    (0, 70),
    (-150, 150),
    "Across the valley fast, along its floor slowly",
    paths={"gradient descent": path},
    best=best,
)

# %% tags=["nbval-check-output"]
claim("gradient descent finds the best slope", abs(path[-1, 0] - 35.59), at_most=0.05)
claim("and the best intercept", abs(path[-1, 1] - 2.227), at_most=0.1)

# %% [markdown]
# It finds what the data were made with. When more steps no longer change anything, the descent has **converged**. Where it started, its **initial weights**, does not matter here, since there is one valley; in a deep network it will.
#
# **Predict.** You ran it with learning rate 0.02. What happens with 0.0002? And with 0.03? (The height axis of the figure is **logarithmic**: each mark is ten times the one below.)

# %% tags=["nbval-ignore-output"] alt="Loss over 400 steps on a logarithmic axis: with learning rate 0.0002 it sinks slowly and ends far above the lowest loss, with 0.02 it reaches the lowest loss, with 0.03 it rises steeply out of the picture."
losses = {}
for rate in [0.0002, 0.02, 0.03]:
    walked = gradient_descent(dose, concentration, rate, steps=400)
    losses[f"learning rate {rate}"] = [trial_loss(*point) for point in walked]
losses["lowest possible"] = [trial_loss(*best)] * 401

plots.curves(losses, "Too small crawls, too large climbs out of the valley", "step", "loss", log=True)
plt.ylim(400, 50_000)
plt.show()

# %% [markdown]
# From crawling to right is a factor of a hundred. From right to catastrophe it is one and a half. Choosing the learning rate is the first craft of the trade.
#
# ### Exercise 1.5: mend a diverging run
#
# A colleague's training does not work. Run the cell and look at the losses.

# %% tags=["nbval-check-output"]
broken = gradient_descent(dose, concentration, learning_rate=0.1, steps=20)
for step in [0, 1, 2, 10, 20]:
    print(f"step {step:2d}: loss {trial_loss(*broken[step]):.0e}")

# %% [markdown]
# The loss grows at every step, towards infinity: the run **diverges**. **Diagnose.** Which is the cause?
#
# - **a** The sign is wrong: it walks uphill.
# - **b** Each step is so long that it lands higher on the other side of the valley.
# - **c** There are too few steps.
# - **d** There are too few examples.
#
# Set `cause` to your letter, in quotes, and `mended_rate` and `mended_steps` to numbers with which the same function ends within one per cent of the lowest loss.
#
# <details><summary>Hint 1</summary>
#
# Look at the first slopes: `print(broken[:4, 0])`. Walking uphill would go away in one direction. What do they do?
# </details>
# <details><summary>Hint 2</summary>
#
# You have seen a learning rate that works, and how many steps it took.
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"
mended_rate = 0.02
mended_steps = 1000
### END SOLUTION
mended = gradient_descent(dose, concentration, mended_rate, mended_steps)
print("ends at slope and intercept", mended[-1].round(1))

# %% tags=["nbval-check-output"]
check.diverging_run(cause, mended, dose, concentration)

# %% [markdown]
# ## Revise
#
# Look back at the map. The valley is narrow across and long along, so a step that is safe across is tiny along. Why? The dose runs from 0 to 10, with a mean of about 5. Make the line a little steeper, and all of it rises, at the far end ten times as much as at a dose of 1. So slope and intercept do nearly the same thing, and a change of the one has to be paid back by the other.
#
# ### Normalise
#
# So measure the dose differently: subtract its mean, divide by its **standard deviation** (how far the values typically lie from the mean). The feature then has mean 0 and spread 1. This is called to **standardise** it, the usual way to **normalise** numbers.
#
# One rule will matter soon. Mean and standard deviation are learnt from data too. When there are new patients to predict, use the numbers of those you *learnt* from: you cannot know the mean of patients whom you have not met.
#
# ### Exercise 1.6: standardise
#
# Write the function.
#
# <details><summary>Hint 1</summary>
#
# For a table of shape (examples, features) each column has its own mean: `reference.mean(axis=0)`. It works for a plain array as well.
# </details>
# <details><summary>Hint 2</summary>
#
# Which of the two arrays do mean and standard deviation come from? Not from `values`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** 4 for standardising, 2 for mini-batches, 2 for the three ways. The two maps side by side are the picture to stop at. The misconception to hunt: statistics taken from the data to be predicted. The check tries it with a reference that differs.

# %% tags=["nbval-check-output"]
def standardise(values, reference):
    """Measure values in standard deviations from the mean of a reference.

    values: array of shape (examples,) or (examples, features), what to convert
    reference: array of the same kind, whose mean and standard deviation (per feature) are used
    returns: array of the shape of values, without units
    """
    ### BEGIN SOLUTION
    return (values - reference.mean(axis=0)) / reference.std(axis=0)
    ### END SOLUTION


standard_dose = standardise(dose, dose)
print(f"mean {abs(standard_dose.mean()):.2f}, standard deviation {standard_dose.std():.2f}")

# %% tags=["nbval-check-output"]
check.standardise(standardise)

# %% [markdown]
# **Predict.** What does the landscape look like now, and how many steps will the walk need?

# %% tags=["nbval-ignore-output"] alt="Two maps of the loss side by side: on the left, in milligrams, a long slanted valley with a zigzag path; on the right, standardised, a round bowl with a path that goes straight to the lowest point."
def standard_loss(slope, intercept):
    return mse(concentration, predict(standard_dose, slope, intercept))


standard_best = np.polyfit(standard_dose, concentration, 1)
standard_path = gradient_descent(standard_dose, concentration, 0.3, 30, start=(0.0, 0.0))

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.5))
plots.landscape(trial_loss, (0, 70), (-150, 150), "In mg: a stretched valley", {"path": path}, best, ax=left)
plots.landscape(
    standard_loss, (-50, 250), (0, 300), "Standardised: a round bowl", {"path": standard_path}, standard_best, ax=right
)

# %% [markdown]
# The valley has become a bowl, and from every side the steepest way leads straight to the bottom. Count the steps until the loss is within one thousandth of the lowest.

# %% tags=["nbval-check-output"]
def steps_needed(x, learning_rate, start):
    walked = gradient_descent(x, concentration, learning_rate, 2000, start)
    losses = [mse(concentration, predict(x, *point)) for point in walked]
    lowest = trial_loss(*best)
    return int(np.argmax(np.array(losses) < 1.001 * lowest))


raw_steps = steps_needed(dose, 0.02, start=(5.0, 120.0))
standard_steps = steps_needed(standard_dose, 0.3, start=(0.0, 0.0))
print(raw_steps, "steps in mg,", standard_steps, "steps standardised")

claim("standardised, the walk needs at least ten times fewer steps", raw_steps / standard_steps, at_least=10)

# %% [markdown]
# ### Mini-batches
#
# Each step so far looked at all 200 examples. With 50,000 pictures that is slow, and wasteful: twenty examples already tell roughly which way is down. So take a small random part, a **mini-batch**, and step; then the next part. When every example has been used once, one **epoch** is over. This is **stochastic gradient descent**, SGD for short (stochastic: by chance), and the number of examples in a step is the **batch size**.
#
# **Predict.** With the same learning rate and the same number of *examples looked at*, which comes closer: 5 careful steps or 50 rough ones? (`SEED` fixes what chance does, so that everybody sees the same path.)

# %% tags=["nbval-ignore-output"] alt="The round bowl with two paths: five careful steps that go straight but stop short, and fifty rough ones that wobble but arrive near the lowest point."
generator = np.random.default_rng(SEED)
point = np.array([0.0, 0.0])  # slope and intercept
rough_path = [point]
for _epoch in range(5):
    order = generator.permutation(len(dose))
    for batch in np.split(order, 10):  # ten mini-batches of twenty examples each
        point = point - 0.1 * np.array(gradient(standard_dose[batch], concentration[batch], *point))
        rough_path.append(point)
careful_path = gradient_descent(standard_dose, concentration, 0.1, 5, start=(0.0, 0.0))

both = {"50 steps of 20 examples": np.array(rough_path), "5 steps of 200 examples": careful_path}
plots.landscape(
    standard_loss, (-50, 250), (0, 300), "For the same work, rough steps get further", both, standard_best
)

# %% tags=["nbval-check-output"]
def distance(point):
    return np.hypot(*(np.array(point) - standard_best))


claim(
    "five epochs in mini-batches end at most a quarter as far from the best line as five full steps",
    distance(rough_path[-1]) / distance(careful_path[-1]),
    at_most=0.25,
)

# %% [markdown]
# The rough path wobbles, and never quite rests. It is cheap, and it arrives. (In a bowl as round as this one a bolder learning rate would bring the careful walk home as well; on the landscapes of large networks nobody can be so bold.) Every network in this course is trained in mini-batches.
#
# ### The same line three ways
#
# You have built everything by hand. Libraries do the same with less typing. Here is **scikit-learn**, which solves for the line directly, and **Keras**, the library of the lessons to come, which walks downhill as you did. In Keras a line is a `Dense` layer with one output: one weight per feature, and a bias. (This once, all 200 examples go into each step, so that all three can agree closely.)
#
# Keras sees the standardised dose, so its answer has to be brought back to mg: $w\,(x - \text{mean})/\text{spread} + b$ is a line in $x$ with slope $w/\text{spread}$ and intercept $b - \text{slope} \times \text{mean}$. And `dose[:, np.newaxis]` turns the row of 200 numbers into a table with one column, since both libraries expect one column per feature.

# %% tags=["nbval-check-output"]
from sklearn.linear_model import LinearRegression

by_sklearn = LinearRegression().fit(dose[:, np.newaxis], concentration)

keras.utils.set_random_seed(SEED)
line = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])
line.compile(optimizer=keras.optimizers.SGD(learning_rate=0.3), loss="mean_squared_error")
line.fit(standard_dose[:, np.newaxis], concentration, batch_size=200, epochs=40, verbose=0)

weights, bias = (keras.ops.convert_to_numpy(part) for part in line.layers[0].get_weights())
keras_slope = weights.item() / dose.std()  # back from standard deviations to mg
keras_intercept = bias.item() - keras_slope * dose.mean()

by_hand = gradient_descent(standard_dose, concentration, 0.3, 40, start=(0.0, 0.0))[-1]
hand_line = np.array([by_hand[0] / dose.std(), by_hand[1] - by_hand[0] * dose.mean() / dose.std()])

print(f"by hand       {hand_line[0]:.1f} x + {hand_line[1]:.1f}")
print(f"scikit-learn  {by_sklearn.coef_[0]:.1f} x + {by_sklearn.intercept_:.1f}")
print(f"Keras         {keras_slope:.1f} x + {keras_intercept:.1f}")

# %% tags=["nbval-check-output"]
other_lines = np.array([[by_sklearn.coef_[0], by_sklearn.intercept_], [keras_slope, keras_intercept]])
claim(
    "by hand, scikit-learn and Keras find the same line to three digits",
    np.max(np.abs(other_lines / hand_line - 1)),
    at_most=0.0005,
)

# %% [markdown]
# ## Goal, once more: real patients
#
# Now the whole way, on real people. 442 patients with diabetes were examined: age, sex, body mass index (bmi), blood pressure (bp) and six values from their blood: cholesterol in all (s1), LDL (s2), HDL (s3), their ratio (s4), triglycerides (s5) and sugar (s6). One year later, doctors gave each a number for how far the disease had gone on, from 25 to 346. Can it be predicted from the ten measurements?
#
# Two fields look at the same line with different eyes. **Statistics** mostly asks for **inference**: does body mass index matter at all, and how sure are we? **Machine learning** mostly asks for **prediction**: how close do we come for the *next* patient? For prediction there is one honest test: patients the model has not seen.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** From here to the end of the test. Medical audiences wake up here; let them guess which feature matters most before the figure. Be ready for "R² of a half, is that good?": it is useful on average and far from enough for one patient; the residual figure says so.

# %% tags=["nbval-check-output"]
patients = data.load("diabetes")
print(patients.x.shape[0], "patients,", patients.x.shape[1], "features:", ", ".join(patients.feature_names))
print("target: from", patients.y.min(), "to", patients.y.max())

# %% [markdown]
# ## Data and baseline
#
# Put a quarter of the patients aside: the **test set**. The others are the **training set**. The model learns from the training set and is judged on the test set, once, at the end. Its loss is an honest estimate of the expected loss, because nothing was chosen by it.
#
# Before any model, ask what the simplest thing that could work achieves: a **baseline**. Ours ignores all ten features and always answers the mean of the training patients. A model that cannot beat it has learnt nothing.
#
# ### Exercise 1.7: split and baseline
#
# Write both: the split, and the baseline's predictions.
#
# <details><summary>Hint 1</summary>
#
# Patients may be sorted, so do not cut off the last ones: draw an order by chance with `generator.permutation(len(x))`, and use the same order for `x` and for `y`.
# </details>
# <details><summary>Hint 2</summary>
#
# How many? `n_test = round(test_share * len(x))`: positions are whole numbers. Then `order[:n_test]` are the positions of the test patients, `order[n_test:]` those of the training patients; `x[order[:n_test]]` picks the rows.
# </details>
# <details><summary>Hint 3</summary>
#
# The baseline is an array that holds one number again and again: `np.full(n, number)`.
# </details>

# %% tags=["nbval-check-output"]
def split(x, y, test_share, generator):
    """Split examples at random into training and test.

    x: array of shape (examples, features); y: array of shape (examples,)
    test_share: between 0 and 1, the share of the examples that goes into the test set (rounded)
    generator: a NumPy random generator, so that the split can be repeated
    returns: x_train, x_test, y_train, y_test (the order that scikit-learn uses)
    """
    ### BEGIN SOLUTION
    order = generator.permutation(len(x))
    n_test = round(test_share * len(x))
    test, train = order[:n_test], order[n_test:]
    return x[train], x[test], y[train], y[test]
    ### END SOLUTION


def baseline(y_train, n):
    """Predict the mean of the training answers, whatever the patient.

    y_train: array of shape (training examples,)
    n: how many predictions to make
    returns: array of shape (n,)
    """
    ### BEGIN SOLUTION
    return np.full(n, y_train.mean())
    ### END SOLUTION


x_train, x_test, y_train, y_test = split(patients.x, patients.y, 0.25, np.random.default_rng(SEED))
print(len(x_train), "patients to learn from,", len(x_test), "to be judged on")

# %% tags=["nbval-check-output"]
check.split_and_baseline(split, baseline)

# %% [markdown]
# ## Model and training
#
# The same model as before, with ten slopes in place of one. Every feature is standardised with the statistics of the *training* patients, then scikit-learn finds the ten slopes.

# %% tags=["nbval-ignore-output"] alt="Bar chart of ten slopes: body mass index and the blood value s5 push the prediction up, the blood value s1 pulls it down, age hardly moves it."
model = LinearRegression().fit(standardise(x_train, x_train), y_train)

order = np.argsort(model.coef_)
plt.barh(np.array(patients.feature_names)[order], model.coef_[order], color=plots.BLUE)
plt.title("Ten slopes, to be read with care")
plt.xlabel("slope: change of the prediction per standard deviation")
plt.ylabel("feature")
plt.show()

# %% tags=["nbval-check-output"]
slopes = dict(zip(patients.feature_names, model.coef_, strict=True))
claim("body mass index counts far more than age", slopes["bmi"] - abs(slopes["age"]), at_least=15)

# %% [markdown]
# Age hardly counts, and the long bars need care. s1 and s2 are both cholesterol and rise and fall together; the model can load one and unload the other at little cost, as along the floor of the valley. A good *prediction* does not make each single slope a finding.
#
# ## Test
#
# **Predict.** How much better than the baseline: hardly, twice as good, ten times?
#
# The usual measure is **R²** ("R squared"), the share of the baseline's squared error that the model removes: 0 is no better than the mean, 1 is perfect.

# %% tags=["nbval-ignore-output"] alt="Residuals of the test patients over the prediction: a wide cloud around zero, with errors above 100 in both directions."
prediction = model.predict(standardise(x_test, x_train))
baseline_loss = mse(y_test, baseline(y_train, len(y_test)))
model_loss = mse(y_test, prediction)
r_squared = 1 - model_loss / baseline_loss

print(f"typical error: baseline {baseline_loss**0.5:.0f}, model {model_loss**0.5:.0f};  R² = {r_squared:.2f}")

plt.plot(prediction, y_test - prediction, "o", alpha=0.7)
plt.axhline(0, color=plots.BLACK, linewidth=1)
plt.title("No clear pattern, but far off for many a patient")
plt.xlabel("predicted progression")
plt.ylabel("residual: true minus predicted")
plt.show()

# %% tags=["nbval-check-output"]
claim("the line removes a good part of the baseline's squared error on unseen patients", r_squared, at_least=0.15)
claim("and leaves much of it: it is no oracle", r_squared, at_most=0.85)

# %% [markdown]
# What is left over, true minus predicted, is called the **residual**. A model that has found all there is to find leaves residuals without a pattern. These spread wide: ten measurements and a straight line cannot tell one patient's year. And R² itself depends on who landed in the test set: over ten splits it runs from about 0.35 to 0.6.
#
# ## What a line cannot do
#
# Some patterns no line can follow, however long it trains. Many drugs **saturate**: twice the dose, much less than twice the effect. Here is such a curve, invented and without any noise.

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** The last figure is the bridge to lesson 2: something has to bend. Then quiz and recap; who is fast starts on "Go further".

# %% tags=["nbval-ignore-output"] alt="Left: a curve that rises fast and then flattens, with the best straight line through it. Right: the residuals form an arch, negative at both ends and positive in the middle."
effect = 100 * dose / (dose + 2)
straight = LinearRegression().fit(dose[:, np.newaxis], effect)
residuals = effect - straight.predict(dose[:, np.newaxis])

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
best_line = {"best line": (straight.coef_[0], straight.intercept_)}
plots.lines_on_points(dose, effect, best_line, "The best line is still wrong", "dose (mg)", "effect (%)", ax=left)
plots.lines_on_points(dose, residuals, {}, "and its residuals show how: an arch", "dose (mg)", "residual (%)", ax=right)

# %% tags=["nbval-check-output"]
middle = (dose > 3) & (dose < 7)
claim("in the middle every residual is positive", bool(np.all(residuals[middle] > 0)))
claim("at both ends they are negative", bool(np.all(residuals[(dose < 0.2) | (dose > 9.8)] < 0)))

# %% [markdown]
# An arch is a pattern, so there is something left to learn, and a line cannot learn it: a line cannot bend. In lesson 2, something bends.
#
# ## Quiz
#
# **1. A friend reports a mean squared error of 500 and asks whether that is good. What do you ask back?**
#
# <details><summary>Answer</summary>
#
# In which units, compared with which baseline, and measured on which examples? The square root (about 22) is in the units of the target. And a loss on the training examples says little about new ones.
# </details>
#
# **2. The loss falls for three steps, then grows faster and faster. What do you change first, and which way?**
#
# <details><summary>Answer</summary>
#
# The learning rate, down. Growth from step to step means that each step overshoots.
# </details>
#
# **3. Somebody standardises all 442 patients together and splits them afterwards. What is wrong?**
#
# <details><summary>Answer</summary>
#
# The mean and the standard deviation then contain the test patients, so the training has seen a little of the test. The estimate becomes too good. Split first; take the statistics from the training part alone.
# </details>
#
# **4. You have 1,000 examples and a batch size of 50. How many steps are three epochs?**
#
# <details><summary>Answer</summary>
#
# Sixty: 1,000 / 50 = 20 steps an epoch, times three.
# </details>
#
# **5. Which of these would you write as a rule rather than learn: the dose per kilogram, the spam in a mailbox, the digit in a picture?**
#
# <details><summary>Answer</summary>
#
# The dose: somebody can state it, and it must be exact. Nobody can state the rule for spam or for digits, but examples are plenty.
# </details>
#
# ## Recap
#
# - Machine learning finds a rule from examples; a **model** leaves parameters open, a **loss** says how wrong it is.
# - **Gradient descent** walks down the loss: new = old − learning rate × gradient. A learning rate that is too small crawls; one that is too large diverges.
# - **Standardise** the features, with the training part's statistics: valleys become bowls.
# - **Mini-batches** make many rough steps in place of few careful ones.
# - Judge on a **test set**, against a **baseline**. And look at the residuals.
#
# ## Go further
#
# 1. Replace the square in the loss by the absolute value. What is its gradient? Add one volunteer with a concentration of 5,000 to the data: which of the two lines moves more?
# 2. Make a second feature, the squared dose, and fit the saturating curve with two slopes. Is it still a *linear* model? Where does it fail beyond 10 mg?
# 3. Repeat the diabetes split with twenty different seeds and draw the twenty R² as a histogram. How sure can you be of one number from one test set?
