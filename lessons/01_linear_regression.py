# %% [markdown]
# ## Goal
#
# Look at this table. What belongs in place of the question mark?
#
# | x | 1 | 2 | 3 | 4 |
# |---|---|---|---|---|
# | y | 10 | 20 | 30 | ? |
#
# You said 40, and nobody told you the rule. You saw three **examples** (pairs of a question x and its answer y), found a rule that fits them, and used it on a question you had not seen. In this course, programs learn to do that. A program can get its rule in two ways.
#
# - **The rule is written.** Somebody types it in. A chess program looks some moves ahead (*minimax*), a route planner tries the most promising road first (*A\**), an *expert system* asks the questions that doctors wrote down.
# - **The rule is found.** In **machine learning** a program searches for a rule that fits the examples.
#
# **Artificial intelligence** means programs that do what otherwise takes a person who thinks, whether their rule is written or found. **Deep learning** is machine learning whose rule is made of many small units in layers; you build the first layers in lesson 2. When somebody can state the rule (the dose per kilogram), write it. When nobody can (how do you tell a 3 from an 8?), let it be found.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** The minutes are for a class led through; somebody alone with the notebook and new to NumPy needs about twice as long. If time is short, stop after the mini-batches and give the patients as homework.

# %% [markdown] tags=["instructor"]
# Put the table on the screen before anybody opens a notebook and let the room answer. Ask *how* they know it is 40: somebody will say "times ten", somebody "plus ten". Both fit the examples; they differ at x = 2.5 and 0. That is the whole problem of learning from examples in one table. Pause after the next cell.

# %% tags=["nbval-check-output"]
def written_rule(x):
    return 10 * x


questions = np.array([1, 2, 3])
answers = np.array([10, 20, 30])
# The factor that fits the examples best:
found_factor = np.sum(questions * answers) / np.sum(questions**2)

print("the written rule answers", written_rule(4))
print("the found rule answers  ", found_factor * 4)

# %% [markdown]
# Both answer 40. The difference shows when the world changes: put 11, 22, 33 in place of the answers above and run the cell again. The found rule follows its examples; the written one does not. (You need not know where the formula comes from. Soon you look for the best rule step by step, which also works where no formula is known.)
#
# Every question here comes with its right answer: that is **supervised learning**. Where the answer is a number, as here, the task is called **regression**; where it is one of several kinds (ill or healthy, a 3 or an 8), **classification**, in lessons 2 to 4.

# %% [markdown]
# ## Data
#
# A laboratory gives 200 volunteers a drug, each a dose between 0 and 10 mg. An hour later it measures the concentration in their blood, in micrograms per litre. The numbers are invented: they scatter around a straight line that the authors of this course chose. The line is a secret. Your program will find it.
#
# What you know about an example beforehand is a **feature** (here the dose, x). What you want to predict is the **target** (here the concentration, y). Three helpers of the course do chores from here on: `data.load` hands out its data, `plots` draws figures and `diagrams` draws how things work. You may read past all three.

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Let them say what they see before any mathematics: it goes up, it scatters, a line would do. Somebody asks where the scatter comes from: body weight, the last meal, the instrument; everything we did not measure. (A few readings lie below zero: the instrument has its own noise.)

# %% tags=["nbval-ignore-output"] alt="Scatter plot of 200 points, dose from 0 to 10 mg against concentration: a straight band, about 100 wide, that rises from lower left to upper right."
trial = data.load("line")
dose, concentration = trial.x, trial.y
units = ("dose (mg)", "concentration (µg/l)")

title = "The more drug, the more in the blood"
plots.lines_on_points(dose, concentration, {}, title, *units)

# %% [markdown]
# The points follow a band that goes up. They do not lie on one line: two people with almost the same dose differ. No rule that sees the dose alone can be right for both, so the question becomes: which rule is the *least wrong*?

# %% [markdown]
# ## Model
#
# A **model** is a rule with some numbers left open. Ours is a straight line:
#
# $$\text{prediction} = \text{slope} \times x + \text{intercept}$$
#
# The two open numbers, slope and intercept, are its **parameters**. To learn is to choose them. Here is the line drawn as all networks of this course will be drawn: a number comes in from the left, is multiplied on its way by the slope, and the intercept is added. In such drawings the slope is called a **weight** and the intercept the **bias**; a weight below 0, a *negative* one, is drawn dashed. (In lesson 2 something that bends will stand behind the sum.)

# %% tags=["nbval-ignore-output"] alt="Drawing of a line as a small machine: the dose 2 comes in at the left, is multiplied by the weight 10, the bias 3 is added from above, and the circle at the right holds the prediction, 23."
diagrams.neuron(
    [2.0],
    [10.0],
    3.0,
    activation=None,
    names=["dose"],
    output="prediction",
    title="A line: times the weight, plus the bias",
)

# %% [markdown]
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
# **Minutes: 6.** Exercise 1.1 takes a minute; it is there so that everybody has seen an exercise, a hint and a check. Then three minutes of drawing by hand: the sliders on the projector, the room shouts numbers, and *everybody writes down a choice* before the losses are computed. Wrong answers to expect: a loop over the doses (right, and the check accepts an array made by a loop), `print` in place of `return`.

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


print(predict(np.array([0.0, 1.0, 2.0]), 10, 3))

# %% tags=["nbval-check-output"]
check.predict(predict)

# %% [markdown]
# Now draw a line by hand. Change the two numbers of `my_line` and run the cell again, until your eye is content.

# %% tags=["nbval-ignore-output"] alt="The 200 points and one line of your choice; as it stands it begins above the points and ends below them."
my_line = (15, 100)  # slope and intercept of your line: change these two numbers


def draw(slope, intercept):
    mine = {"mine": (slope, intercept)}
    plots.lines_on_points(dose, concentration, mine, "A line drawn by hand", *units)
    plt.show()


draw(*my_line)  # the star hands over both numbers

# %% [markdown]
# With sliders it goes faster. They need a library called ipywidgets, which Colab has; where it is missing, the cell says so and the one above serves. When your line looks right, write its numbers into `my_line` above and run that cell again: the lesson goes on with them.

# %% tags=["nbval-ignore-output"]
def sliders(draw):
    """Two sliders, slope and intercept, over a figure that follows them."""
    try:
        from ipywidgets import FloatSlider, interact
    except ImportError:
        print("No sliders here: change the two numbers of `my_line` instead.")
        return
    slope = FloatSlider(my_line[0], min=0, max=70)
    intercept = FloatSlider(my_line[1], min=-150, max=150)
    interact(draw, slope=slope, intercept=intercept)


sliders(draw)

# %% tags=["nbval-ignore-output"] alt="The points with four straight lines: A is too flat, B too steep and starts too low, C lies close to the points, and the fourth, of black dots, is yours."
lines = {"A": (25, 60), "B": (50, -50), "C": (30, 20), "mine": my_line}
title = "By eye one line looks best; another eye may disagree"
plots.lines_on_points(dose, concentration, lines, title, *units)

# %% [markdown]
# **Predict.** Three lines by three other people, and yours. Which of the four is the least wrong? Write it down in the next cell; later the course prints what you said beside what came, and nothing else happens. (This is no exercise: `None` may stay.)

# %% tags=["nbval-ignore-output"]
my_choice = None  # write "A", "B", "C" or "mine" here

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
# **Minutes: 5.** The error of the day: squaring after the mean, which lets errors of opposite sign cancel. The check tells it apart. If somebody asks why squares and not absolute values: squares have a slope everywhere, and the next section walks along slopes. Then a small contest with the sliders: who gets lowest? It is the last time that somebody does by hand what a program does better.

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


print(mse(np.array([1.0, 2.0, 3.0, 4.0]), np.array([1.0, 2.0, 5.0, 3.0])))

# %% tags=["nbval-check-output"]
check.mse(mse)

# %% tags=["nbval-ignore-output"]
line_losses = {}
for name, (slope, intercept) in lines.items():
    line_losses[name] = mse(concentration, predict(dose, slope, intercept))
    print(f"line {name}: {line_losses[name]:.0f}")

predicted("the best of the four", my_choice, min(line_losses, key=line_losses.get))

# %% [markdown]
# Now chase the number: put two others in place of `*my_line` in the last line, or move the sliders. Can you get below 506?

# %% tags=["nbval-ignore-output"] alt="The points with the line of your choice; the title says its loss."
def draw_with_loss(slope, intercept):
    loss = mse(concentration, predict(dose, slope, intercept))
    mine, title = {"mine": (slope, intercept)}, f"My line: loss {loss:.1f}"
    plots.lines_on_points(dose, concentration, mine, title, *units)
    plt.show()


draw_with_loss(*my_line)  # or two numbers: draw_with_loss(20, 80)

# %% tags=["nbval-ignore-output"]
sliders(draw_with_loss)

# %% [markdown]
# It is possible, and tedious. The rest of the lesson makes a program do it. (To feel what the number means, take its square root: at a loss near 500 a typical error is about 22 µg/l.)

# %% [markdown]
# ## Train
#
# Each pair of slope and intercept is a line, and each line has a loss. Lay out all pairs on a floor, the slope from left to right, the intercept from front to back, and raise the floor at each place by the loss there. In this **landscape** each place is a line, and its height says how wrong the line is. The best line is the lowest point.
#
# **Predict.** What does it look like: a round bowl, a long narrow valley, or several valleys with hills between?

# %% [markdown] tags=["instructor"]
# **Minutes: 19.** The heart of the lesson: 3 for the picture, 6 for the gradient, 5 for the descent, 5 for the diagnosis. Say it with your hands: stand on a slope in fog, feel with your feet which way is down, take a step. Wrong answers to expect: the sign; the missing factor x in the slope's part; updating the slope first and computing the intercept's gradient with the new slope. Pause before the cell with the three learning rates and let them bet.

# %% tags=["nbval-ignore-output"] alt="Left, the loss as a surface over slope and intercept: a long valley like a folded sheet. Right, the same from above, a map whose contour lines carry the loss, from 1,000 near the middle to 50,000 in two corners: long slanted ellipses from upper left to lower right."
def trial_loss(slope, intercept):
    return mse(concentration, predict(dose, slope, intercept))


figure = plt.figure(figsize=(11, 4.8))
left = figure.add_subplot(1, 2, 1, projection="3d")
right = figure.add_subplot(1, 2, 2)
plots.surface(trial_loss, (0, 70), (-150, 150), "The loss is one long valley", left)
plots.landscape(trial_loss, (0, 70), (-150, 150), "the same on a map", ax=right)

# %% [markdown]
# One valley, long and narrow. On the map each line joins places of equal loss and says which loss; dark is high. The valley is slanted: along its floor a larger slope is paid back by a smaller intercept, and many lines are nearly as good.
#
# Now imagine that you stand somewhere on this landscape in thick fog. You cannot see the valley, but you feel which way the ground rises. That is the **gradient**: two numbers. The first says how fast the loss rises when the line's slope grows a little, the second when its intercept grows a little. Downhill is the opposite way.
#
# Both can be computed. Write $e_i$ for the error of example $i$, so that the loss is the mean of $e_i^2$. When an error $e$ grows by a little, $h$, its square becomes $(e + h)^2 = e^2 + 2eh + h^2$. For a small $h$ the last part is nothing beside the others, so the square grows by $2e$ times as much as the error. So ask, for each example: by how much does its error grow?
#
# - Raise the *intercept* by a little. Every prediction, and so every error, grows by this same amount. The loss rises at a rate of the mean of $2\,e_i$.
# - Raise the *slope* by a little. Now the errors do not all grow alike: think of a volunteer with a dose of 1 mg, one with 10 mg, one with 0. The loss rises at a rate of the mean of $2\,e_i \times$ (how much error $i$ grows when the slope grows by one).
#
# ### Exercise 1.3: gradient
#
# Find what belongs in the bracket, then write the function that returns the two numbers.
#
# <details><summary>Hint 1</summary>
#
# First compute all errors: `errors = predict(x, slope, intercept) - y`.
# </details>
# <details><summary>Hint 2</summary>
#
# Slope 20 in place of 19: the prediction for a dose of 10 rises by 10, for a dose of 1 by 1, for a dose of 0 not at all. Each error is multiplied by this number *before* the mean is taken.
# </details>
# <details><summary>Hint 3</summary>
#
# Two means, the slope's first, with a comma between: `return ..., ...`.
# </details>

# %% tags=["nbval-check-output"]
def gradient(x, y, slope, intercept):
    """Gradient of the mean squared error of a line.

    x, y: arrays of shape (examples,)
    slope, intercept: numbers, where on the landscape we stand
    returns: two numbers, how fast the loss rises along the slope, then the intercept
    """
    ### BEGIN SOLUTION
    errors = predict(x, slope, intercept) - y
    return np.mean(2 * errors * x), np.mean(2 * errors)
    ### END SOLUTION


four_x, four_y = np.array([0.0, 1.0, 2.0, 3.0]), np.array([1.0, 2.0, 7.0, 4.0])
print(gradient(four_x, four_y, 2.0, 1.0))  # errors 0, 1, -2, 3

# %% tags=["nbval-check-output"]
check.gradient(gradient)

# %% [markdown]
# (`np.float64(...)` is how NumPy writes a number that stands in brackets with others.)
#
# <details><summary>The same with derivatives (optional)</summary>
#
# The loss is $L(w, b) = \frac{1}{n}\sum_{i=1}^{n} (w x_i + b - y_i)^2$, with $n$ examples, slope $w$ and intercept $b$. The derivative of a square is twice what is squared, times the derivative of what is inside (the chain rule, more of it in lesson 2). Inside, $w x_i + b - y_i = e_i$ changes by $x_i$ when $w$ grows by one, and by 1 when $b$ does:
#
# $$\frac{\partial L}{\partial w} = \frac{1}{n}\sum_i 2 e_i x_i, \qquad \frac{\partial L}{\partial b} = \frac{1}{n}\sum_i 2 e_i$$
# </details>
#
# A formula can be wrong. There is a check that needs no algebra: take a small step to either side and see how much the loss changes. This **check by small differences** will come back in lesson 2, where the formulas are longer.
#
# The last line of the cell is a **claim**: a statement of this lesson that is put to the test each time it runs. If it did not hold, the cell would stop and say what was measured.

# %% tags=["nbval-check-output"]
along_slope, along_intercept = gradient(dose, concentration, 20, 100)
step = 0.001
higher, lower = trial_loss(20 + step, 100), trial_loss(20 - step, 100)
by_difference = (higher - lower) / (2 * step)
print(f"by formula {along_slope:.1f}, by small differences {by_difference:.1f}")

gap = abs(by_difference - along_slope)
claim("formula and small differences agree", gap, at_most=0.01)

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
    returns: array of shape (steps + 1, 2); each row a slope and an intercept,
        row 0 the start
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


print(gradient_descent(four_x, four_y, 0.25, 2, (2.0, 1.0)))  # two steps

# %% tags=["nbval-check-output"]
check.gradient_descent(gradient_descent)

# %% [markdown]
# Let it walk over the volunteers' landscape, from a bad line to wherever it goes.

# %% tags=["nbval-check-output"]
path = gradient_descent(dose, concentration, learning_rate=0.02, steps=1000)
for step in [0, 1, 10, 100, 1000]:
    slope, intercept = path[step]
    loss = trial_loss(slope, intercept)
    print(f"step {step:4d}: {slope:.2f} x + {intercept:.2f}, loss {loss:.1f}")

# %% [markdown]
# Here is the secret: the authors made the data around $y = 35.59\,x + 2.227$, in such a way that no other line fits them better. The program has found it, and nobody told it. (How near was yours?)

# %% tags=["nbval-check-output"]
best = (35.59, 2.227)
claim("gradient descent finds the best slope", abs(path[-1, 0] - best[0]), at_most=0.05)
claim("and the best intercept", abs(path[-1, 1] - best[1]), at_most=0.1)

# %% tags=["nbval-ignore-output"] alt="The map of the loss with the path of gradient descent: a jump to and fro across the narrow valley at first, then a slow creep along its floor to the lowest point, which a ring marks."
title = "Across the valley fast, along its floor slowly"
walked = {"gradient descent": path}
plots.landscape(trial_loss, (0, 70), (-150, 150), title, walked, best)

# %% [markdown]
# When more steps no longer change anything, the descent has **converged**. Where it started, its **initial weights**, does not matter for where it ends, since there is one valley; in the networks of later lessons it will.
#
# **Predict.** You ran it with learning rate 0.02. What does the loss do over 400 steps with 0.0002, and what with 0.03? (The height axis of the figure is logarithmic: each labelled mark is ten times the one below.)

# %% tags=["nbval-ignore-output"] alt="Loss over 400 steps on a logarithmic axis: with learning rate 0.0002 it sinks slowly and ends far above the lowest loss, with 0.02 it reaches the lowest loss, with 0.03 it rises steeply out of the picture."
losses = {}
for rate in [0.0002, 0.02, 0.03]:
    walked = gradient_descent(dose, concentration, rate, steps=400)
    losses[f"learning rate {rate}"] = [trial_loss(*point) for point in walked]
losses["lowest possible"] = [trial_loss(*best)] * 401

title = "0.02 arrives, 0.0002 is slow, 0.03 never does"
plots.curves(losses, title, "step", "loss", log=True)
plt.ylim(400, 50_000)
plt.show()

# %% [markdown]
# From crawling to right is a factor of a hundred. From right to catastrophe it is one and a half. Choosing the learning rate is the first craft of the trade.
#
# ### Exercise 1.5: mend a diverging run
#
# A colleague has the same 200 volunteers, but her file counts *tablets* of half a milligram in place of milligrams: 2 mg are 4 tablets. She takes your function, your start and the learning rate that worked for you.

# %% tags=["nbval-check-output"]
tablets = 2 * dose
broken = gradient_descent(tablets, concentration, learning_rate=0.02, steps=20)
# Large numbers are printed short: 6e+03 is a 6 with three zeros behind it.
for step in [0, 1, 2, 10, 20]:
    loss = mse(concentration, predict(tablets, *broken[step]))
    print(f"step {step:2d}: loss {loss:.0e}")

# %% [markdown]
# The loss grows at every step, towards infinity: the run **diverges**. **Diagnose.** Which is the cause?
#
# - **a** The gradient has the wrong sign, so that every step leads uphill.
# - **b** The steps are too long, so that each lands higher across the valley.
# - **c** The rate suits her first step, and is too large for all the later ones.
# - **d** The two numbers are tied, so that mending one spoils the other more.
#
# Test it: `print(broken[:5])` shows where she stands after each step. Set `cause` to your letter, in quotes. Then set `mended` to a run of the same function, on the same tablets and from the same start, that ends within one per cent of the lowest loss.
#
# <details><summary>Hint 1</summary>
#
# Look at the first slopes. Walking uphill would go on in one direction. What do hers do? And what does her very first step do to the loss?
# </details>
# <details><summary>Hint 2</summary>
#
# Twice the tablets make the walls of the valley four times as steep. What has to change so that a step is as long as yours was? And what follows for how many it takes?
# </details>

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "b"
mended = gradient_descent(tablets, concentration, learning_rate=0.005, steps=2000)
### END SOLUTION
loss = mse(concentration, predict(tablets, *mended[-1]))
print(f"the mended run ends at loss {loss:.0f}, the lowest is {trial_loss(*best):.0f}")

# %% tags=["nbval-check-output"]
check.diverging_run(cause, mended, tablets, concentration)

# %% [markdown]
# The same volunteers, the same best line (half the slope, since a tablet is half a milligram), and another rate is needed. A learning rate is not good or bad by itself: it belongs to a landscape, and the landscape changes with the *units* of the feature. So choose the units.
#
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
# **Minutes: 14.** 4 for standardising, 4 for why the larger rate is allowed, 2 for mini-batches, 4 for the three ways. The parabolas are the picture to stop at: draw one by hand, start on a wall, let the room say where a step of twice the length lands. The misconception to hunt: mean and spread taken from the data to be predicted. The check tries it with a reference that differs.

# %% tags=["nbval-check-output"]
def standardise(values, reference):
    """Measure values in standard deviations from the mean of a reference.

    values: array of shape (examples,) or (examples, features), what to convert
    reference: array of the same kind; its mean and standard deviation, per feature,
        are used
    returns: array of the shape of values, without units
    """
    ### BEGIN SOLUTION
    return (values - reference.mean(axis=0)) / reference.std(axis=0)
    ### END SOLUTION


print(standardise(np.array([1.0, 5.0, 9.0]), np.array([2.0, 6.0])))

# %% tags=["nbval-check-output"]
check.standardise(standardise)

# %% tags=["nbval-check-output"]
standard_dose = standardise(dose, dose)
print(f"mean {dose.mean():.2f} mg, standard deviation {dose.std():.2f} mg")
mean, spread = abs(standard_dose.mean()), standard_dose.std()
print(f"standardised: mean {mean:.2f}, standard deviation {spread:.2f}")

# %% [markdown]
# ### How bold may a step be?
#
# Cut through the landscape at its lowest point, along the slope. The cut is a parabola: at a distance $d$ from the lowest point the loss is $c\,d^2$ above it, where $c$ says how strongly the walls curve: a slope that is off by $d$ makes each error larger by $d\,x$, and the mean of $(d\,x)^2$ is $d^2$ times the mean of $x^2$, so $c$ is the mean of the squared feature. (The mixed part, $2\,e\,d\,x$, has a mean of 0 at the lowest point: there the gradient is 0.) The gradient there is $2\,c\,d$, so one step leads from $d$ to
#
# $$d - \text{rate} \times 2\,c\,d = (1 - 2\,c \times \text{rate})\; d$$
#
# As long as the bracket lies between −1 and 1, each step ends nearer than it began. Beyond, each step lands *higher on the other wall*: that was the colleague's run. So the rate must stay below $1/c$. **The steeper the walls, the smaller the rate that is allowed.**
#
# In mg $c$ is 33.6, which allows rates below 1/33.6 = 0.0298 for the slope alone; with the intercept it is a little less, and so 0.03 climbed out. For the standardised dose $c$ is 1, which allows rates below 1. **Predict.** Put 0.3 into the bracket for both. Where does a walk that starts at a distance of 1 stand after one step, and after two?

# %% tags=["nbval-ignore-output"] alt="Two parabolas, the loss above the lowest against the distance from the best slope. Left, in mg: a step with rate 0.3 leaps from 1 on the one wall to minus 19 on the other, far higher. Right, standardised: the steps with the same rate go from 1 to 0.4 to 0.16 and settle."
figure, axes = plt.subplots(1, 2, figsize=(11, 4))
titles = ["In mg, c = 33.6: 0.3 leaps away", "Standardised, c = 1: 0.3 settles"]
for ax, feature, title in zip(axes, [dose, standard_dose], titles, strict=True):
    c = np.mean(feature**2)
    stands = (1 - 2 * c * 0.3) ** np.arange(5)  # starts at 1
    print(f"c = {c:.1f}: stands at", ", ".join(f"{d:.2f}" for d in stands[:3]))
    drawn = stands[:2] if feature is dose else stands
    widest = 1.15 * np.max(np.abs(drawn))
    d = np.linspace(-widest, widest, 200)
    ax.plot(d, c * d**2, color=plots.GREY)
    ax.plot(drawn, c * drawn**2, "o-", color=plots.RED)
    for step, down in [(0, 0.08), (1, 0.02)]:  # the words stand beside the points
        at = drawn[step] + 0.1 * widest, c * (drawn[step] ** 2 - down * widest**2)
        ax.text(*at, f"step {step}: at {drawn[step]:.2f}")
    ax.set(title=title, xlabel="distance from the best slope")
    ax.set(ylabel="loss above the lowest", xlim=(-1.05 * widest, 1.7 * widest))
    ax.set_ylim(bottom=-0.11 * c * widest**2)

# %% tags=["nbval-check-output"]
exploding = gradient_descent(dose, concentration, 0.3, 4)
# Printed short again: 1e+14 is a 1 with 14 zeros.
for step, point in enumerate(exploding):
    print(f"in mg with rate 0.3, step {step}: loss {trial_loss(*point):.0e}")

claim("in mg a rate of 0.3 explodes", trial_loss(*exploding[-1]), at_least=1e12)

# %% [markdown]
# That was the slope alone. Standardising does a second thing: in mg slope and intercept are tied, and along the valley's floor the ground curves 150 times less than across it. For the standardised dose it curves alike in all directions. Two maps, drawn with equal axes so that round is round, and two walks from the same bad line.
#
# **Predict.** In mg the walk needs 484 steps until the loss is within one thousandth of the lowest. How many for the standardised dose, with a rate of 0.3?

# %% tags=["nbval-ignore-output"]
my_steps = None  # write your number here

# %% tags=["nbval-ignore-output"] alt="Two maps of the loss side by side, each with equal axes. Left, in milligrams, the contour lines are needles, and the path jumps across and then creeps along. Right, standardised, they are circles, and a path of a few steps goes straight to the lowest point."
def standard_loss(slope, intercept):
    return mse(concentration, predict(standard_dose, slope, intercept))


# np.polyfit: slope and intercept of the best line, from a formula.
standard_best = np.polyfit(standard_dose, concentration, 1)
# The line 5 x + 120 in the new unit: its height at the mean, its rise in one spread.
standard_start = (5 * dose.std(), 120 + 5 * dose.mean())
standard_path = gradient_descent(standard_dose, concentration, 0.3, 30, standard_start)

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5))
title, walk = "In mg: a needle", {"rate 0.02": path}
plots.landscape(trial_loss, (-80, 120), (-70, 130), title, walk, best, left)
title, walk = "Standardised: a round bowl", {"rate 0.3": standard_path}
bowl = ((0, 200), (80, 280))
plots.landscape(standard_loss, *bowl, title, walk, standard_best, right)
left.set_aspect("equal")
right.set_aspect("equal")

# %% tags=["nbval-ignore-output"]
def steps_needed(x, learning_rate, start):
    walked = gradient_descent(x, concentration, learning_rate, 1000, start)
    losses = [mse(concentration, predict(x, *point)) for point in walked]
    return int(np.argmax(np.array(losses) < 1.001 * trial_loss(*best)))


raw_steps = steps_needed(dose, 0.02, (5.0, 120.0))
boldest_steps = steps_needed(dose, 0.0288, (5.0, 120.0))
round_steps = steps_needed(standard_dose, 0.02, standard_start)
standard_steps = steps_needed(standard_dose, 0.3, standard_start)
print(f"in mg, rate 0.02             {raw_steps} steps")
print(f"in mg, the boldest, 0.0288   {boldest_steps} steps")
print(f"standardised, rate 0.02      {round_steps} steps")
print(f"standardised, rate 0.3       {standard_steps} steps")
predicted("steps standardised, with 0.3", my_steps, standard_steps)

# %% tags=["nbval-check-output"]
shape, rate = raw_steps / round_steps, round_steps / standard_steps
claim("at the same rate, the round bowl takes a third of the steps", shape, at_least=3)
claim("the larger rate that it allows, a tenth of those", rate, at_least=10)
still = boldest_steps / standard_steps
claim("the boldest rate in mg still takes ten times as many", still, at_least=10)

# %% [markdown]
# The start is the same line in all four, so what remains are two effects, and they multiply. The round shape alone saves a factor of four: no direction is left in which the walk creeps. The larger rate, which only the round bowl *allows*, saves a factor of twenty more. That is why networks are fed standardised numbers.
#
# ### Mini-batches
#
# Each step so far looked at all 200 examples. With 50,000 pictures that is slow, and wasteful: twenty examples already tell roughly which way is down. So take a small random part, a **mini-batch**, and step; then the next part. When every example has been used once, one **epoch** is over. This is **stochastic gradient descent**, SGD for short (stochastic: by chance), and the number of examples in a step is the **batch size**.
#
# **Predict.** With the same learning rate and the same number of *examples looked at*, which comes closer: 5 careful steps or 50 rough ones? (`SEED` fixes what chance does, so that everybody sees the same path.)

# %%
generator = np.random.default_rng(SEED)
point = np.array([0.0, 0.0])  # slope and intercept
rough_path = [point]
for _epoch in range(5):
    order = generator.permutation(len(dose))
    for batch in np.split(order, 10):  # ten mini-batches of twenty examples each
        uphill = gradient(standard_dose[batch], concentration[batch], *point)
        point = point - 0.1 * np.array(uphill)
        rough_path.append(point)
careful_path = gradient_descent(standard_dose, concentration, 0.1, 5, (0.0, 0.0))

# %% tags=["nbval-ignore-output"] alt="Left, the round bowl with two paths: five careful steps that go straight but stop short, and fifty rough ones that arrive. Right, the same around the lowest point, enlarged: the rough path wobbles about it and does not come to rest."
both = {"50 steps of 20": np.array(rough_path), "5 steps of 200": careful_path}
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5))
title = "For the same work, rough steps get further"
plots.landscape(standard_loss, (-60, 240), (-20, 280), title, both, standard_best, left)
near = [(middle - 12, middle + 12) for middle in standard_best]
title = "and wobble where they arrive"
plots.landscape(standard_loss, *near, title, both, standard_best, right)
left.set_aspect("equal")
right.set_aspect("equal")

# %% tags=["nbval-ignore-output"]
def distance(point):
    """How far a point of the map lies from the lowest one."""
    across, along = np.array(point) - standard_best
    return np.hypot(across, along)  # Pythagoras: the longest side of the triangle


rough, careful = distance(rough_path[-1]), distance(careful_path[-1])
print(f"from the lowest point: rough {rough:.1f}, careful {careful:.1f}")
claim("rough: at most a quarter as far away", rough / careful, at_most=0.25)

# %% [markdown]
# The rough path wobbles, and never quite rests. It is cheap, and it arrives. (In a bowl as round as this one a bolder learning rate would bring the careful walk home as well; on the landscapes of large networks nobody can be so bold.) Every network in this course is trained in mini-batches.
#
# ### The same line three ways
#
# You have built everything by hand. Libraries do the same with less typing. The library scikit-learn solves for the line directly, without a walk. It expects a table with one column for each feature, and `[:, np.newaxis]` turns the row of 200 numbers into such a table.

# %% tags=["nbval-check-output"]
from sklearn.linear_model import LinearRegression

table = standard_dose[:, np.newaxis]
by_sklearn = LinearRegression().fit(table, concentration)

by_hand = standard_path[-1]
solved = np.array([by_sklearn.coef_[0], by_sklearn.intercept_])
print(f"by hand       {by_hand[0]:.2f} x + {by_hand[1]:.2f}")
print(f"scikit-learn  {solved[0]:.2f} x + {solved[1]:.2f}")

apart = np.max(np.abs(solved / by_hand - 1))
claim("scikit-learn solves for the line that you walked to", apart, at_most=0.0005)

# %% [markdown]
# (Here x is the standardised dose. Divide the slope by the standard deviation of 2.79 mg and you have the slope per mg back.)
#
# Keras, the library of the lessons to come, walks downhill as you did. First you say what the model *is*: a `Sequential` model is a row of layers, one behind the other, and ours has one. In Keras a line is a `Dense` layer with one output: one weight for each feature and a bias, the drawing from above. How many parameters will it have?

# %% tags=["nbval-check-output"]
keras.utils.set_random_seed(SEED)
line = keras.Sequential(
    [
        keras.Input(shape=(1,)),
        keras.layers.Dense(1),
    ]
)
print(line.count_params(), "parameters")

# %% [markdown]
# Two, the slope drawn by chance and the intercept 0: a start, no more. Then one call notes down two things: how to walk (`optimizer`; `SGD` is the descent that you built, with its learning rate) and what to make small (`loss`). Nothing is computed yet.

# %% tags=["nbval-ignore-output"]
line.compile(
    optimizer=keras.optimizers.SGD(learning_rate=0.3),
    loss="mean_squared_error",
)

# %% [markdown]
# Now `fit` walks: 20 epochs, and this once all 200 examples in each step, so that the results can agree closely. `get_weights` hands out what was learnt, here a table with one weight and a row with one bias; `.item()` takes the number out.

# %% tags=["nbval-check-output"]
line.fit(table, concentration, batch_size=200, epochs=20, verbose=0)

weight, bias = line.get_weights()
by_keras = [weight.item(), bias.item()]
print(f"Keras         {by_keras[0]:.2f} x + {by_keras[1]:.2f}")

# %% tags=["nbval-check-output"]
others = np.array([solved, by_keras])
claim(
    "by hand, scikit-learn and Keras find the same line to three digits",
    np.max(np.abs(others / by_hand - 1)),
    at_most=0.0005,
)

# %% [markdown]
# ## Goal, once more: real patients
#
# Now the whole way, on real people. 442 patients with diabetes were examined: age, sex, body mass index (bmi), blood pressure (bp) and six values from their blood: cholesterol in all (s1), LDL (s2), HDL (s3), their ratio (s4), triglycerides (s5) and sugar (s6). One year later, doctors gave each a number for how far the disease had gone on, from 25 to 346. Can it be predicted from the ten measurements?
#
# Two fields look at the same line with different eyes. Statistics mostly asks for **inference**: does body mass index matter at all, and how sure are we? Machine learning mostly asks for **prediction**: how close do we come for the *next* patient? For prediction there is one honest test: patients the model has not seen.

# %% [markdown] tags=["instructor"]
# **Minutes: 11.** From here to the end of the test, seven of them for 1.7. Medical audiences wake up here; let them guess which feature matters most before the figure. Be ready for "R² of a half, is that good?": it is useful on average and far from enough for one patient; the figure of the errors says so. Wrong answers to expect in 1.7: two orders, one for x and one for y; the last patients cut off without mixing.

# %% tags=["nbval-check-output"]
patients = data.load("diabetes")
rows, columns = patients.x.shape
print(rows, "patients,", columns, "features:", ", ".join(patients.feature_names))
print("target: from", patients.y.min(), "to", patients.y.max())

# %% [markdown]
# ## Data and baseline
#
# A loss over the examples that we have is called an **empirical loss**. What we would like to know is the mean over everybody who might ever come, the **expected loss**: a mean over the whole **data distribution** from which our patients were drawn. Nobody can compute it. But it can be estimated.
#
# Put a quarter of the patients aside: the **test set**. The others are the **training set**. The model learns from the training set and is judged on the test set, once, at the end. Its loss there is an honest estimate of the expected loss, because nothing was chosen by it.
#
# Before any model, ask what the simplest thing that could work achieves: a **baseline**. Ours ignores all ten features and always answers the mean of the training patients. A model that cannot beat it has learnt nothing.
#
# ### Exercise 1.7: split and baseline
#
# Write both: the split, and the baseline's predictions.
#
# <details><summary>Hint 1</summary>
#
# Patients may be sorted, so do not cut off the last ones: draw an order of all positions by chance with `generator.permutation(len(x))`. The same order has to serve for `x` and for `y`. Why?
# </details>
# <details><summary>Hint 2</summary>
#
# An array picks rows by a list of positions: `x[order[:3]]` are the three rows that come first in the order, `x[order[3:]]` all the others. How many belong to the test is a whole number: `round` makes one.
# </details>
# <details><summary>Hint 3</summary>
#
# The baseline is an array that holds one number again and again: `np.full(n, number)`.
# </details>

# %% tags=["nbval-check-output"]
def split(x, y, test_share, generator):
    """Split examples at random into training and test.

    x: array of shape (examples, features); y: array of shape (examples,)
    test_share: between 0 and 1, the share of the examples for the test set (rounded)
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


few_x, few_y = np.array([[1, 10], [2, 20], [3, 30], [4, 40]]), np.array([1, 2, 3, 4])
print(split(few_x, few_y, 0.25, np.random.default_rng(10)))  # others may be drawn
print(baseline(np.array([3.0, 5.0, 10.0]), 2))

# %% tags=["nbval-check-output"]
check.split_and_baseline(split, baseline)

# %% [markdown]
# ## Model and training
#
# The same model as before, with ten slopes in place of one. Every feature is standardised with mean and standard deviation of the *training* patients, then scikit-learn finds the ten slopes.

# %% tags=["nbval-ignore-output"] alt="Bar chart of ten slopes: body mass index and the blood value s5 push the prediction up, the blood value s1 pulls it down, age hardly moves it."
generator = np.random.default_rng(SEED)
x_train, x_test, y_train, y_test = split(patients.x, patients.y, 0.25, generator)
model = LinearRegression().fit(standardise(x_train, x_train), y_train)

order = np.argsort(model.coef_)
names = np.array(patients.feature_names)
plt.barh(names[order], model.coef_[order], color=plots.BLUE)
plt.title("Ten slopes, to be read with care")
plt.xlabel("slope: change of the prediction per standard deviation")
plt.ylabel("feature")
plt.show()

# %% tags=["nbval-check-output"]
slopes = dict(zip(patients.feature_names, model.coef_, strict=True))
difference = slopes["bmi"] - abs(slopes["age"])
claim("body mass index counts far more than age", difference, at_least=15)

# %% [markdown]
# Beside the other nine, age hardly counts. (Sex stands as 1 and 2 in the data; the source does not say which is which.) And the long bars need care. s1 and s2 are both cholesterol and rise and fall together; the model can load one and unload the other at little cost, as along the floor of the valley. A good *prediction* does not make each single slope a finding.
#
# ## Test
#
# The usual measure is **R²** ("R squared"), the share of the baseline's squared error that the model removes: 0 is no better than the mean, 1 is perfect.
#
# **Predict.** Which R² will the ten measurements reach on patients that the model has not seen?

# %% tags=["nbval-ignore-output"]
my_r_squared = None  # write your number here

# %% tags=["nbval-ignore-output"]
prediction = model.predict(standardise(x_test, x_train))
baseline_loss = mse(y_test, baseline(y_train, len(y_test)))
model_loss = mse(y_test, prediction)
r_squared = 1 - model_loss / baseline_loss

print(f"typical error: baseline {baseline_loss**0.5:.0f}, model {model_loss**0.5:.0f}")
predicted("R²", my_r_squared, r_squared)
claim("the line removes a good part of the squared error", r_squared, at_least=0.15)
claim("and leaves much of it: it is no oracle", r_squared, at_most=0.85)

# %% [markdown]
# What is left over, the errors on these patients, is called the **residuals** (in statistics often with the sign turned round, answer minus prediction). A model that has found all there is to find leaves residuals without a pattern.
#
# **Predict.** For one patient the line says 80, for another 180. Would you trust it equally for both, more for the first, or more for the second?

# %% tags=["nbval-ignore-output"] alt="Errors of the test patients over the prediction: a cloud around zero that is narrow at the left, where little is predicted, and wide in the middle, with errors beyond 100 in both directions; at the far right there are few points."
residuals = prediction - y_test
plt.plot(prediction, residuals, "o", alpha=0.7)
plt.axhline(0, color=plots.BLACK, linewidth=1)
plt.title("Low predictions err least")
plt.xlabel("predicted progression")
plt.ylabel("error: prediction minus answer")
plt.show()

# %% [markdown]
# The cloud is narrow at the left and wide in the middle; at the far right there are few patients. But these are some hundred patients, and chance put them there. So do not trust one split: repeat the whole way ten times, each time with another test set.

# %% tags=["nbval-ignore-output"]
said, missed, typical, r_squareds = [], [], [], []  # one entry a split
for seed in range(100 * SEED, 100 * SEED + 10):
    generator = np.random.default_rng(seed)
    x_fit, x_new, y_fit, y_new = split(patients.x, patients.y, 0.25, generator)
    fitted = LinearRegression().fit(standardise(x_fit, x_fit), y_fit)
    said.append(fitted.predict(standardise(x_new, x_fit)))
    missed.append(said[-1] - y_new)
    typical.append(mse(y_new, said[-1]) ** 0.5)
    beaten = mse(y_new, baseline(y_fit, len(y_new)))
    r_squareds.append(1 - typical[-1] ** 2 / beaten)

print(f"typical error from {min(typical):.0f} to {max(typical):.0f}")
print(f"R² from {min(r_squareds):.2f} to {max(r_squareds):.2f}")

# %% tags=["nbval-ignore-output"]
every, off = np.concatenate(said), np.concatenate(missed)
low, middling = off[every < 110], off[(every > 140) & (every < 220)]
high = off[every > 230]
print("standard deviation of the errors, by what was predicted:")
print(f"below 110       {low.std():.0f}   ({len(low)} predictions)")
print(f"140 to 220      {middling.std():.0f}   ({len(middling)})")
print(f"above 230       {high.std():.0f}   ({len(high)})")
claim("low predictions err least", middling.std() / low.std(), at_least=1.35)

# %% [markdown]
# So the one "typical error" is true of nobody (with the authors' split it is 55; yours may have drawn other patients, and then it is 50 to 60): a low prediction is good to about 36, a middling one to about 64. Whoever tells a patient a number should tell this one too. And R² depends on who landed in the test set: one number from one test set is not to be trusted even to its first digit.
#
# ## What a line cannot do
#
# Some patterns no line can follow, however long it trains. Many drugs *saturate*: twice the dose, much less than twice the effect. Here is such a curve, invented and without any noise. What will the errors of the best line look like, from left to right?

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** The last figure is the bridge to lesson 2: something has to bend. Then quiz and recap; who is fast starts on "Go further".

# %% tags=["nbval-ignore-output"] alt="Left: a curve that rises fast and then flattens, with the best straight line through it. Right: its errors form a hanging bow, above zero at both ends and below it in the middle."
effect = 100 * dose / (dose + 2)
straight = LinearRegression().fit(dose[:, np.newaxis], effect)
bow = straight.predict(dose[:, np.newaxis]) - effect

figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
found = {"best line": (straight.coef_[0], straight.intercept_)}
title, dose_label = "The best line is still wrong", "dose (mg)"
plots.lines_on_points(dose, effect, found, title, dose_label, "effect (%)", ax=left)
title = "and its errors show how: a bow"
right.axhline(0, color=plots.BLACK, linewidth=1)
plots.lines_on_points(dose, bow, {}, title, dose_label, "error (%)", ax=right)

# %% tags=["nbval-check-output"]
middle, ends = (dose > 3) & (dose < 7), (dose < 0.2) | (dose > 9.8)
claim("in the middle the line is too low everywhere", bool(np.all(bow[middle] < 0)))
claim("at both ends it is too high", bool(np.all(bow[ends] > 0)))

# %% [markdown]
# A bow is a pattern, so there is something left to learn, and a line cannot learn it: a line cannot bend. In lesson 2, something bends.

# %% [markdown] tags=["optional"]
# ## Why now?
#
# Stepping downhill on random samples goes back to 1951, and a machine that learns its weights was shown in 1958. Why does everybody speak of it only now? Three things had to grow: the *hardware* (graphics chips, made for games, compute thousands of products at once), the *data* (since 2009 there are collections of photographs by the million, each with the name of what it shows) and the *methods* (ways to train networks that are deep, in lessons 3 to 5). The table holds networks that were among the largest of their time: how many parameters, and how much work their training took, counted in sums and products of two numbers.
#
# **Predict.** Since 2012, how many years has the work of the largest training taken to grow *tenfold*?
#
# <details><summary>Sources</summary>
#
# All rounded. Random samples: Robbins and Monro 1951. Photographs: Deng and others 2009. The machine of 1958: 512 adjustable weights for each answer (Rosenblatt 1958; the Mark I Operators' Manual, 1960). NETtalk: 18,629 weights (Sejnowski and Rosenberg 1987). LeNet-5: 60,000 parameters (LeCun and others 1998); work reckoned from the paper's 340,908 connections, 60,000 pictures and 20 passes, times six. AlexNet: 60 million (Krizhevsky and others 2012); VGG-16: 138 million (Simonyan and Zisserman 2014); the work of both after OpenAI, *AI and Compute*, 2018. BERT large: 340 million (Devlin and others 2018). GPT-3: 175 billion, and its work and that of BERT (Brown and others 2020, appendix D). PaLM: 540 billion (Chowdhery and others 2022). Llama 3.1: 405 billion (Meta, *The Llama 3 Herd of Models*, 2024). Of many newer ones neither number is public.
# </details>

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 2.** Ask for bets first: most say ten years, or the two years of Moore's law for a doubling. Then: a laptop does some hundred billion operations a second; how long would it train GPT-3? (About a hundred thousand years.) Note that the figure is lesson 1 once more: a line, through logarithms.

# %% tags=["nbval-ignore-output", "optional"]
my_years = None  # write your number here

# %% tags=["nbval-ignore-output", "optional"] alt="Two figures over the years 1958 to 2024 on logarithmic axes. Left: parameters, from 512 for the perceptron over 60,000 for LeNet-5 to hundreds of billions, steeper after 2012. Right: training work, from 2 times 10 to the 12 for LeNet-5 to 4 times 10 to the 25, with a straight line through the points since 2012."
networks = {  # year, parameters, operations of the training (where known)
    "perceptron": (1958, 512, np.nan),
    "NETtalk": (1987, 18_629, np.nan),
    "LeNet-5": (1998, 6.0e4, 2.5e12),
    "AlexNet": (2012, 6.0e7, 4.7e17),
    "VGG-16": (2014, 1.38e8, 8.5e18),
    "BERT": (2018, 3.4e8, 5.3e20),
    "GPT-3": (2020, 1.75e11, 3.1e23),
    "PaLM": (2022, 5.4e11, 2.5e24),
    "Llama 3.1": (2024, 4.05e11, 3.8e25),
}
year, size, work = np.array(list(networks.values())).T
late = year >= 2012
growth = np.polyfit(year[late], np.log10(work[late]), 1)  # a line through logarithms
figure, axes = plt.subplots(1, 2, figsize=(11, 4.5))
axes[0].set_title("Since 2012 the largest grow faster")
axes[1].set_title("Their training work: tenfold in 18 months")
axes[1].semilogy(year[late], 10 ** np.polyval(growth, year[late]), color=plots.RED)
labels = ["parameters", "operations"]
for ax, numbers, label in zip(axes, [size, work], labels, strict=True):
    ax.semilogy(year, numbers, "o", color=plots.BLUE)
    ax.set(xlabel="year", ylabel=label, xlim=(1950, 2042), xticks=range(1960, 2021, 20))
    for name, at, number in zip(networks, year, numbers, strict=True):
        aside, ha = (-1.5, "right") if name == "PaLM" else (1.5, "left")
        ax.text(at + aside, number, name, fontsize=10, va="center", ha=ha)

# %% tags=["nbval-ignore-output", "optional"]
predicted("years for a factor of ten", my_years, 1 / growth[0])
claim("since 2012 it took less than two years", 1 / growth[0], at_most=2)
laptop_years = 3.1e23 / 1e11 / (365 * 24 * 3600)  # at 10^11 operations a second
print(f"GPT-3 would train on a laptop for {laptop_years:,.0f} years")

# %% [markdown]
# ## Quiz
#
# Choose first, then open.
#
# **1. Two programs predict the same volunteers. One reports a mean squared error of 500, computed in µg/l, the other one of 0.002, in mg/l (1 mg is 1,000 µg). Which is better?**
#
# - **a** The first: its typical error is half as large.
# - **b** The second: in µg/l its loss is no more than 2.
# - **c** The second: its loss is 250,000 times smaller.
#
# <details><summary>Answer</summary>
#
# **a**. The loss is in *squared* units, so a milligram counts a million times, not a thousand times: 0.002 becomes 2,000. The roots say it plainly: 22 µg/l against 0.045 mg/l, which are 45 µg/l. b converts and forgets the square; c compares numbers in different units.
# </details>
#
# **2. The loss falls for three steps, then grows faster and faster. Which is the cause?**
#
# - **a** The rate is too large for the steepest of the directions.
# - **b** The walk has passed the lowest point and climbs behind it.
# - **c** The examples differ too much for one line to fit them all.
#
# <details><summary>Answer</summary>
#
# **a**. In the flat directions the loss still falls, until the steep one, in which each step overshoots, outgrows them. b is the picture of a ball that rolls; but behind the lowest point the gradient points back, and the walk with it. c is what a high loss means, not a growing one.
# </details>
#
# **3. Somebody standardises all 442 patients together and splits them afterwards. What is wrong?**
#
# - **a** Nothing: mean and spread contain no answer of any patient.
# - **b** The test patients have had a say in what the model is fed.
# - **c** The training set has no mean of 0, and the descent is slow.
#
# <details><summary>Answer</summary>
#
# **b**. The training has seen a little of the test, and the estimate becomes too good. Split first; take mean and spread from the training part alone. a is tempting since it is true of the answers; but new patients' features are unknown too. c is half true: the mean is not exactly 0, but near it, and that slows nothing.
# </details>
#
# **4. You have 1,000 examples and a batch size of 50. How many steps are three epochs?**
#
# - **a** 20
# - **b** 60
# - **c** 150
#
# <details><summary>Answer</summary>
#
# **b**: 1,000 / 50 = 20 steps an epoch, times three. 20 is one epoch; 150 is three batches' examples, as if an epoch were a batch.
# </details>
#
# **5. On the test set a model reaches an R² of −0.2. What does this say?**
#
# - **a** It says low where the answer is high, and high where it is low.
# - **b** It errs more than the mean of the training answers would.
# - **c** There is a mistake: nothing squared can be below 0.
#
# <details><summary>Answer</summary>
#
# **b**. R² is 1 minus the model's loss over the baseline's, and here this loss is 1.2 times the baseline's. a is one way to get there, not the only one: a model that orders all patients rightly and says 200 too much gets there as well. c trusts the name, but nothing is squared in the end: R² has no lowest value.
# </details>
#
# ## Recap
#
# - Machine learning finds a rule from examples; a **model** leaves parameters open, a **loss** says how wrong it is.
# - **Gradient descent** walks down the loss: new = old − learning rate × gradient. A learning rate that is too small crawls; one that is too large for the steepest walls diverges.
# - **Standardise** the features, with mean and spread of the training part: valleys become rounder, and that allows a larger rate.
# - **Mini-batches** make many rough steps in place of few careful ones.
# - Judge on a **test set**, against a **baseline**. And look at the errors: where are they wide?
#
# ## Go further
#
# 1. Replace the square in the loss by the absolute value. What is its gradient? Add one volunteer with a concentration of 5,000 to the data: which of the two lines moves more?
# 2. Make a second feature, the squared dose, and fit the saturating curve with two slopes. Is it still a *linear* model? Where does it fail beyond 10 mg?
# 3. Repeat the diabetes split a hundred times and draw the hundred R² as a histogram. How sure can you be of one number from one test set?
