# %% [markdown]
# ## Goal
#
# A doctor looks at cells under a microscope and answers with one word: *benign* or *malignant*. Or a cardiologist looks at age, blood pressure and an electrocardiogram: heart disease, yes or no? Some numbers go in, one decision comes out. In this lesson an artificial **neuron** learns to make such a decision. Then you find out what one neuron can never do, and what two can.
#
# The word comes from biology. A nerve cell collects signals through its *dendrites*, some exciting, some inhibiting. When together they are strong enough, it fires through its *axon*, and other cells receive that. The artificial neuron keeps the idea and little else:
#
# $$\text{output} = g(\text{bias} + \text{sum of input} \times \text{weight})$$
#
# Each input has a **weight**: how much it counts, and in which direction. The **bias** says how easily the neuron fires at all. The function $g$ is its **activation**: what it makes of the sum.
#
# **Predict.** A neuron has the inputs 1 and 2, the weights 3 and -1, and the bias 0.5. Its activation says 1 when the sum is above 0, and 0 when it is not. What is the sum, and does the neuron fire?

# %% [markdown] tags=["instructor"]
# **Minutes: 7.** Let the room compute the neuron by hand before the drawing comes; stay with it until somebody can do it for other inputs, say (1, 4). Do not dwell on the likeness with the brain: the aeroplane owes something to the bird and does not flap. The five ranks are quick and show who counts numbers in place of axes; the wrong answer to expect is 4 for the scan.

# %% tags=["nbval-ignore-output"] alt="A neuron drawn with its numbers: the inputs 1 and 2 come in over lines with the weights 3 and -1, the bias 0.5 is added, the sum is 1.5, the step makes it 1."
diagrams.neuron(
    [1, 2], [3, -1], 0.5, "step",
    names=["input 1", "input 2"],
    title="One input pushes up, the other pulls down",
)

# %% [markdown]
# The first input pushes the sum up, the second pulls it down, because its weight is negative.
#
# The formula multiplies two lists of numbers entry by entry and adds up. That is a **dot product**, `np.dot` or `@`. Lists and tables of numbers have a common name: **tensors**. The number of their axes is their **rank**.

# %% tags=["nbval-check-output"]
temperature = np.array(38.5)  # rank 0: one number
patient = np.array([38.5, 120.0, 80.0])  # rank 1: a vector, one patient
# rank 2: a matrix, one patient a row
ward = np.array([[38.5, 120.0, 80.0], [36.6, 140.0, 90.0]])
week = np.stack([ward] * 7)  # rank 3: seven such matrices

for tensor in [temperature, patient, ward, week]:
    print("rank", tensor.ndim, "shape", tensor.shape)

weights = np.array([1.0, 0.5, 0.0])
print("one patient times weights:", patient @ weights)
print("the whole ward at once:   ", ward @ weights)

# %% [markdown]
# Read the shape of a tensor before anything else: most mistakes in deep learning are mistakes of shape. In `ward @ weights` the shapes are (2, **3**) and (**3**,): the two threes must agree, they are summed away, and (2,) is left: one number per patient.
#
# **Predict.** What rank has each of these five: the thirty laboratory values of one patient; a photograph of a face in colour (each point of it holds three numbers: how much red, green and blue); a film of that face; a grey scan of a brain, slice upon slice; sixteen films at once? Write your five numbers into the first line. (`predicted` prints them beside what comes, and nobody counts. You may leave them as they are.)

# %%
my_ranks = [None, None, None, None, None]  # your five numbers, in this order

collected = {
    "the values of a patient": np.zeros(30),
    "a face": np.zeros((112, 112, 3)),
    "a film of it": np.zeros((50, 112, 112, 3)),
    "a scan of a brain": np.zeros((60, 128, 128)),
    "sixteen films": np.zeros((16, 50, 28, 28, 3)),
}

# %% tags=["nbval-ignore-output"]
for (name, tensor), my_rank in zip(collected.items(), my_ranks, strict=False):
    predicted(f"rank of {name}, shape {tensor.shape}", my_rank, tensor.ndim)

# %% [markdown]
# The scan fills a room and has rank 3 all the same, as the flat photograph has: slices, rows, columns there; rows, columns, colours here. The rank does not count the directions of space. It counts how many places you must name to get at one number.
#
# ### Exercise 2.1: a neuron
#
# Write one neuron that looks at many patients at once.
#
# <details><summary>Hint 1</summary>
#
# By hand: inputs 1 and 2, weights 3 and -1, bias 0.5 make the sum 1.5. With an activation that doubles, the output is 3. For inputs 0 and 0 the sum is 0.5, the output 1.
# </details>
# <details><summary>Hint 2</summary>
#
# *The whole ward at once*, above, is the sum for all patients, but for one part of the formula. Which one? And what does the activation take: the inputs, or the sum?
# </details>
# <details><summary>Hint 3</summary>
#
# If Python complains of a *mismatch in its core dimension*, the order is wrong: the table with one patient a row stands before `@`, the weights behind it. And `activation` is a function: it is called with brackets.
# </details>

# %% tags=["nbval-check-output"]
def neuron(x, weights, bias, activation):
    """One artificial neuron.

    x: array of shape (examples, features)
    weights: array of shape (features,)
    bias: a number
    activation: a function of an array, applied to each entry
    returns: array of shape (examples,), one output per example
    """
    ### BEGIN SOLUTION
    return activation(x @ weights + bias)
    ### END SOLUTION


def double(total):
    return 2 * total


print(neuron(np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([3.0, -1.0]), 0.5, double))

# %% tags=["nbval-check-output"]
check.neuron(neuron)

# %% [markdown]
# ## Activations
#
# What should $g$ be? Four have made history.
#
# - **step**: 1 when the sum is above 0, else 0. It decides, and nothing in between.
# - **sigmoid**: $1/(1+e^{-z})$, a step with a gentle slope, from 0 to 1. Read it as a probability.
# - **tanh** (hyperbolic tangent): $(e^z-e^{-z})/(e^z+e^{-z})$, the same shape as the sigmoid, from -1 to 1. NumPy has it: `np.tanh`.
# - **ReLU** (rectified linear unit): 0 below 0, above it the number itself. It looks too plain to be useful, and most large networks of today use it or a close relative.
#
# ### Exercise 2.2: activations
#
# Write `step`, `sigmoid` and `relu`. Each takes a number or an array of any shape and answers for each entry.
#
# <details><summary>Hint 1</summary>
#
# A comparison answers for each entry of an array, with True and False. Truth values become 1 and 0 when they are multiplied by a number. `np.exp` takes whole arrays.
# </details>
# <details><summary>Hint 2</summary>
#
# If Python says *the truth value of an array ... is ambiguous*: `if z > 0` asks one question of the whole array, and `max(z, 0)` does so too. What you need answers entry by entry: a comparison, `np.where`, `np.maximum`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** `if z > 0` is the error of the day; hint 2 quotes what Python says about it. Somebody may ask what happens to the sigmoid at -1000: exercise 2.9 is about that, and optional. On the figure, ask where the slopes vanish: lesson 5 needs it. Slope is said here once for the whole lesson; let somebody repeat it in other words.

# %% tags=["nbval-check-output"]
def step(z):
    """1 where z is above 0, else 0 (also at 0).

    z: a number or an array of any shape; returns the same shape
    """
    ### BEGIN SOLUTION
    return (z > 0) * 1.0
    ### END SOLUTION


def sigmoid(z):
    """1 / (1 + e^-z), between 0 and 1. Shape as that of z."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-z))
    ### END SOLUTION


def relu(z):
    """z where it is above 0, else 0. Shape as that of z."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


sums = np.array([-4.0, -1.0, 0.5, 4.0])
for activation in [step, sigmoid, relu]:
    print(f"{activation.__name__:8s}", np.round(1.0 * activation(sums), 2))

# %% tags=["nbval-check-output"]
check.activations(step, sigmoid, relu)

# %% [markdown]
# Now draw them, each with its slope. The *slope* of a curve at a place is how fast its height changes there: move a tiny bit to the right, and divide the change of the height by the bit that you moved, as lesson 1 did in its check by small differences. Mathematicians call it the *derivative* and write $dp/dz$ for the speed at which $p$ changes when $z$ grows.
#
# The slope matters: gradient descent can move a weight only where the slope is not 0. **Predict.** Which of the four is flat almost everywhere?

# %% tags=["nbval-ignore-output"] alt="Four panels: step, sigmoid, tanh and ReLU drawn over sums from -5 to 5, each with its slope dashed. The step's slope is zero everywhere, those of sigmoid and tanh are bumps around zero, ReLU's is zero on the left and one on the right."
places = np.linspace(-5, 5, 201)
titles = {
    "step: slope 0": step,
    "sigmoid: at most 1/4": sigmoid,
    "tanh: at most 1": np.tanh,
    "ReLU: 0 or 1": relu,
}
figure, axes = plt.subplots(1, 4, figsize=(12, 3.2), sharey=True)
for ax, (title, activation) in zip(axes, titles.items(), strict=True):
    slope = np.diff(activation(places)) / np.diff(places)
    slope[slope > 2] = np.nan  # the jump of the step is no slope
    ax.plot(places, activation(places), label="activation")
    ax.plot(places[:-1], slope, "--", label="its slope")
    ax.set(title=title, xlabel="sum", ylim=(-1.2, 2.2), xticks=[-4, 0, 4])
axes[0].legend()
plt.show()

# %% [markdown]
# It is the step. At 0 it jumps and has no slope at all; everywhere else its slope is 0, so a small change of a weight changes nothing. Gradient descent cannot train it. The first neuron that learnt was a step nevertheless, and it had a rule of its own.

# %% [markdown]
# ## Data
#
# In Wisconsin in the 1990s, doctors took cells from the breasts of 569 women with a fine needle and measured the nuclei on pictures: radius, texture, smoothness and so on, thirty numbers in all. For each woman it is known whether the tumour was malignant (1) or benign (0). A mistake is not the same in both directions, and you come back to that at the end.
#
# Begin with two of the thirty features, so that everything can be drawn: mean radius and mean texture.

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Data and baseline. Ask for the guess first: "if you always say benign, how often are you right, and would you want to be that doctor's patient?" Somebody in a medical room will say *sensitivity zero*. Keep that for the end.

# %% tags=["nbval-check-output"]
tumours = data.load("breast_cancer")
names = ["mean radius", "mean texture"]
raw = tumours.x[:, [tumours.feature_names.index(name) for name in names]]
x = (raw - raw.mean(axis=0)) / raw.std(axis=0)  # standardised, as in lesson 1
y = tumours.y

print("shape of x:", x.shape, "  shape of y:", y.shape)
print("malignant:", np.sum(y == 1), "  benign:", np.sum(y == 0))

# %% [markdown]
# ## Baseline
#
# **Predict.** Always answer *benign*, the more frequent class. What share of the women do you get right?

# %% tags=["nbval-check-output"]
always_benign = np.zeros(len(y))
share = np.mean(always_benign == y)
print(f"always 'benign' is right for {share:.1%} of the women")
claim("always answering 'benign' is right for six of ten", share, at_least=0.6)
claim("and misses every malignant tumour", not np.any(always_benign[y == 1] == 1))

# %% [markdown]
# The share of right answers is the **accuracy**. This rule has more than 60 %, and it helps nobody. A number without its baseline says little.
#
# ## Model
#
# One neuron with a step: the **perceptron**, published by Frank Rosenblatt in 1958. Its two weights and its bias define a line in the plane; on one side it fires, on the other it does not. That line is its **decision boundary**.
#
# The hopes of that time, and what became of them, in five lines:
#
# - *1951.* Two students build forty neurons from vacuum tubes.
# - *1958.* Rosenblatt shows his perceptron, and a newspaper reports that it will soon walk, talk, write and know that it exists. The machine that he then builds looks through 400 light cells, and motors turn its weights.
# - *1969.* A book by Minsky and Papert shows what such neurons can never do (you will see it in this lesson). The money goes: the first *winter* of artificial intelligence.
# - *1980s.* It comes back for expert systems: hundreds of engineers ask doctors and technicians for their rules and type them in, thousands of them. Nobody can keep that many rules true, and a second winter follows.
# - *Since.* A rule that reaches neurons behind neurons, which you write yourself in exercise 2.6, becomes known in 1986; large data and fast machines come a quarter of a century later. Networks have led ever since.
#
# Rosenblatt's rule looks at one example at a time:
#
# - the answer is right: change nothing;
# - it said 0 and should have said 1: *add* the inputs to the weights, and 1 to the bias;
# - it said 1 and should have said 0: *subtract* them.
#
# ### Exercise 2.3: Rosenblatt's rule
#
# Write one step of the rule, for one patient. Return new weights and a new bias. Three cases need no `if`: take the error as in lesson 1, its answer minus the right answer. It is 0, -1 or 1, and one line for the weights does for all three.
#
# <details><summary>Hint 1</summary>
#
# For one patient `inputs` has shape (features,), so the sum is one number: `inputs @ weights + bias`. The neuron's answer is the step of it.
# </details>
# <details><summary>Hint 2</summary>
#
# Take a patient whom it misses: it says 0, right is 1, so the error is -1, and the inputs must be *added*. Which sign between the old weights and error × inputs makes that happen? Does the same sign serve for a false alarm?
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** A minute for the winters: what is promised today, and who types rules today? Then walk through one update on the board with a point on the wrong side. The three panels show the line jump. The question to put: why does it come to rest on the clear cases and never on all of them? (A line exists that separates the first; for the second none does, so somebody is always wrong and pulls.) Wrong answer to expect in 2.3: the sign, because "plus the error" sounds natural; the error is prediction minus answer in the whole course, and the step goes against it.

# %% tags=["nbval-check-output"]
def rosenblatt(inputs, answer, weights, bias):
    """Learn from one example.

    inputs: array of shape (features,), one patient
    answer: 0 or 1, what is right for this patient
    weights: array of shape (features,); bias: a number
    returns: the new weights and the new bias
    """
    ### BEGIN SOLUTION
    error = step(inputs @ weights + bias) - answer
    return weights - error * inputs, bias - error
    ### END SOLUTION


inputs = np.array([2.0, -1.0])
mistakes = {"missed one": (1, np.zeros(2)), "false alarm": (0, 2 * np.ones(2))}
for name, (answer, old) in mistakes.items():
    new, bias = rosenblatt(inputs, answer, old, 0.0)
    print(f"{name}: weights {old} become {new}, bias 0 becomes {bias:.0f}")

# %% tags=["nbval-check-output"]
check.rosenblatt(rosenblatt)

# %% [markdown]
# In one line:
#
# $$\text{weights} \leftarrow \text{weights} - \text{error} \times \text{inputs}, \qquad \text{bias} \leftarrow \text{bias} - \text{error}$$
#
# Lesson 1 had *new = old - learning rate × gradient*, and its gradient was a mean of error × input. You will see that this is no accident.
#
# ## Train
#
# First on easy ground: only the clear cases. They are chosen with the answer in hand: the malignant ones whose two standardised features add up to more than 0.5, and the benign ones for whom that sum is below -0.5. So a line can separate them. Once through all examples is one epoch, as in lesson 1.

# %%
score = x.sum(axis=1)
clear = ((score > 0.5) & (y == 1)) | ((score < -0.5) & (y == 0))
x_clear, y_clear = x[clear], y[clear]


def train_perceptron(x, y, epochs):
    """Patient by patient; returns weights, bias, and the mistakes of each epoch."""
    weights, bias, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for inputs, answer in zip(x, y, strict=True):
            if step(inputs @ weights + bias) != answer:
                wrong += 1
            weights, bias = rosenblatt(inputs, answer, weights, bias)
        mistakes.append(wrong)
    return weights, bias, mistakes


# %% tags=["nbval-ignore-output"] alt="Three panels with the clear cases in two colours: after one patient the boundary is far off, after 20 patients it is better, after 20 epochs it separates all of them; each title counts the wrong ones."
figure, axes = plt.subplots(1, 3, figsize=(13, 4), sharey=True)
stages = {"1 patient": (1, 1), "20 patients": (20, 1), "20 epochs": (len(x_clear), 20)}
for ax, (when, (patients, epochs)) in zip(axes, stages.items(), strict=True):
    w, b, _ = train_perceptron(x_clear[:patients], y_clear[:patients], epochs)

    def says(points, w=w, b=b):
        return neuron(points, w, b, step)

    wrong = np.sum(says(x_clear) != y_clear)
    plots.boundary(
        says, x_clear, y_clear, f"After {when}: {wrong} wrong",
        "mean radius (standardised)", "mean texture (standardised)",
        tumours.class_names, ax=ax,
    )

# %% [markdown]
# **Predict.** Now all patients, the doubtful ones too. How will the mistakes go on, epoch after epoch?

# %% tags=["nbval-ignore-output"] alt="Mistakes per epoch: on the clear cases they fall to zero within a few epochs and stay there; on all patients they go up and down between fifty and seventy, to the last epoch."
mistakes_clear = train_perceptron(x_clear, y_clear, 20)[2]
hard_weights, hard_bias, mistakes_all = train_perceptron(x, y, 20)
plots.curves(
    {"clear cases": mistakes_clear, "all patients": mistakes_all},
    "It comes to rest only where a line can separate",
    "epoch", "mistakes in this epoch", first=1,
)
plt.ylim(-3, 90)
plt.show()

# %% tags=["nbval-check-output"]
print("mistakes in the last five epochs, clear cases:", mistakes_clear[-5:])
claim("on the clear cases it comes to rest, without a mistake", mistakes_clear[-1] == 0)
claim("on all patients it makes mistakes in every epoch", min(mistakes_all) > 0)

# %% [markdown]
# Where some line separates the two classes, Rosenblatt's rule finds one; this is a theorem. Where none does, it never rests: each patient on the wrong side pulls the line over, and the next one pulls it back. It cannot say "this one is doubtful".
#
# ## Revise: a neuron that doubts
#
# Give the neuron the sigmoid. Its output p now lies between 0 and 1: the probability it gives to *malignant*. And the sigmoid has a slope, so gradient descent works, once there is a loss.
#
# For probabilities the usual loss is the **cross-entropy**: minus the logarithm of the probability that was given to what turned out right.
#
# $$\text{loss of one patient} = \begin{cases} -\ln p & \text{if malignant} \\ -\ln (1 - p) & \text{if benign} \end{cases}$$
#
# Why minus the logarithm, and not the plain distance from 1? Take one woman whose tumour is malignant, and three neurons. The first says 0.9, the second 0.5 (it does not know), the third 0.01 (it is nearly sure of the opposite). Look at what each pays.

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** Two for the logarithm: let somebody say what a doctor deserves who was 99.99 % sure and wrong. Then take the chain rule slowly: three cogwheels. How fast does z move when w does? How fast p when z does? How fast the loss when p does? Multiply. The cell prints each factor by formula and by small differences. The beautiful part is what cancels; show it on the board. Wrong answers to expect in 2.4: the extra factor p(1-p), which belongs to the squared error; the sign; `error * x`, whose shapes do not fit.

# %% tags=["nbval-ignore-output"] alt="Minus the logarithm of the probability given to the truth, from 0 to 1: it falls from far above 5 on the left to 0 on the right, with points at 0.9 (loss 0.11), 0.5 (0.69) and 0.01 (4.61). A dashed straight line, one minus the probability, never rises above 1."
given = np.linspace(0.003, 1, 400)
plt.figure(figsize=(8, 4.4))
plt.plot(given, -np.log(given), label="minus the logarithm")
plt.plot(given, 1 - given, "--", label="the distance from 1, for comparison")
for says in [0.9, 0.5, 0.01]:
    pays = -np.log(says)
    plt.plot(says, pays, "o", color="black")
    plt.annotate(f"says {says}: pays {pays:.2f}", (says + 0.015, pays + 0.15))
plt.title("Sure and wrong: the loss has no ceiling")
plt.xlabel("probability given to what turned out right")
plt.ylabel("loss of one patient")
plt.xlim(0, 1.15)
plt.legend()
plt.show()

# %% [markdown]
# By the distance, the third neuron pays 0.99, hardly twice as much as the one that does not know; had it said 0.0001, it would pay 0.9999, which is the same again. The logarithm tells these apart: 4.6 and 9.2. Each further nought behind the point costs another 2.3, and there is no ceiling. Sure and right costs nearly 0.
#
# <details><summary>A second reason for the logarithm (optional)</summary>
#
# The probability that a neuron gives to three independent patients together is a product, 0.9 × 0.5 × 0.01, and the logarithm turns products into sums. The smallest mean loss belongs to the weights under which what really happened was most probable.
# </details>
#
# **Predict.** With all weights and the bias at 0, what does the neuron say about every patient, and what is the loss?

# %%
my_loss = None  # write your number here


def cross_entropy(x, y, weights, bias):
    """Mean cross-entropy of a sigmoid neuron."""
    p = neuron(x, weights, bias, sigmoid)
    given_to_truth = np.where(y == 1, p, 1 - p)
    return -np.mean(np.log(np.maximum(given_to_truth, 1e-12)))  # ln 0 is minus infinity


# %% tags=["nbval-ignore-output"]
at_zero = cross_entropy(x, y, np.zeros(2), 0.0)
predicted("the loss with all weights at zero", my_loss, at_zero)
claim("a neuron that knows nothing pays ln 2", bool(abs(at_zero - np.log(2)) < 1e-9))

# %% [markdown]
# It says one half to everybody, and pays ln 2, about 0.69, for each.
#
# To walk downhill you need the gradient: how fast the loss rises with each weight. Between weight and loss stand two more quantities, and each moves the next, like cogwheels:
#
# $$\text{weight } w \;\longrightarrow\; \text{sum } z \;\longrightarrow\; \text{probability } p \;\longrightarrow\; \text{loss } L$$
#
# The **chain rule** says: the speeds multiply. If $z$ moves 1.5 times as fast as $w$, and $p$ a fifth as fast as $z$, then $p$ moves 0.3 times as fast as $w$. For one patient with input $x$ and answer $y$ the three speeds are
#
# | factor | in words | formula |
# |---|---|---|
# | $dz/dw$ | the sum moves with the weight as fast as the input says | $x$ |
# | $dp/dz$ | the slope of the sigmoid | $p\,(1-p)$ |
# | $dL/dp$ | the slope of the loss | $\dfrac{p-y}{p\,(1-p)}$ |
#
# The last one is two formulas in one: for $y = 1$ the loss is $-\ln p$ and its slope $-1/p$; for $y = 0$ it is $-\ln(1-p)$ with slope $1/(1-p)$. Put 1 or 0 in place of $y$ and see. (You need not know where such formulas come from. Small differences show whether they are right.)
#
# Check each factor by small differences, for one patient and one weight.

# %% tags=["nbval-check-output"]
one_x, one_y = 1.5, 1  # a malignant case
w, b = 0.8, -0.3


def sum_of(w):
    return w * one_x + b


def loss_of(p):
    return -np.log(p if one_y == 1 else 1 - p)


def slope_of(function, at, h=1e-6):
    """How fast a function rises at a place, by small differences."""
    return (function(at + h) - function(at - h)) / (2 * h)


z = sum_of(w)
p = sigmoid(z)
factors = {
    "dz/dw": (one_x, slope_of(sum_of, w)),
    "dp/dz": (p * (1 - p), slope_of(sigmoid, z)),
    "dL/dp": ((p - one_y) / (p * (1 - p)), slope_of(loss_of, p)),
}
for name, (formula, difference) in factors.items():
    print(f"{name}: by formula {formula:.4f}, by small differences {difference:.4f}")

# %% tags=["nbval-ignore-output"] alt="The chain from the weight over the sum and the probability to the loss, four boxes with their values; below each arrow its factor, and from right to left the running product, which ends in the slope of the loss along the weight."
by_formula = [formula for formula, difference in factors.values()]
diagrams.chain(
    ["w", "z", "p", "loss"], [w, z, p, loss_of(p)], by_formula,
    title="Three cogwheels: the speeds multiply",
)

# %% tags=["nbval-check-output"]
def loss_of_weight(w):
    return loss_of(sigmoid(sum_of(w)))


whole_chain = slope_of(loss_of_weight, w)
print(f"product of the factors: {np.prod(by_formula):.4f}")
print(f"the whole chain at once, by small differences: {whole_chain:.4f}")
claim("the speeds multiply", abs(np.prod(by_formula) - whole_chain), at_most=1e-6)

# %% [markdown]
# Now multiply the three formulas instead of the numbers. The factor $p\,(1-p)$ stands once above and once below: it cancels. What is left for one patient is
#
# $$\frac{dL}{dw} = (p - y)\, x$$
#
# The error, prediction minus answer, times the input. In the drawing the error stands under z, -0.289: p is 0.711, and the answer is 1. You have met this product twice: in the gradient of lesson 1, and in Rosenblatt's rule.
#
# ### Exercise 2.4: gradient of the cross-entropy
#
# Write it for many patients at once: the gradient of their mean loss. The bias behaves like a weight whose input is always 1.
#
# <details><summary>Hint 1</summary>
#
# The error of all patients has shape (examples,), and needs your `neuron`. The result for the weights has shape (features,): the examples are averaged away, the features stay.
# </details>
# <details><summary>Hint 2</summary>
#
# `error * x` stops with *could not be broadcast*: (569,) does not fit to (569, 2). `error[:, np.newaxis]` gives it a second axis of length 1: (569, 1), a column. That fits: each error meets its own row. Over which axis is the mean then?
# </details>
# <details><summary>Hint 3</summary>
#
# Or without a column: `@` sums away the axis where two shapes meet. To meet the error, x must come as (features, examples): `.T` swaps rows and columns. A sum is not yet a mean.
# </details>

# %% tags=["nbval-check-output"]
def cross_entropy_gradient(x, y, weights, bias):
    """Gradient of the mean cross-entropy of a sigmoid neuron.

    x: array of shape (examples, features); y: array of shape (examples,) of 0 and 1
    weights: array of shape (features,); bias: a number
    returns: how fast the loss rises with the weights, shape (features,),
        and with the bias, one number
    """
    ### BEGIN SOLUTION
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), np.mean(error)
    ### END SOLUTION


along_weights, along_bias = cross_entropy_gradient(x, y, np.zeros(2), 0.0)
for name, part in [("weights", along_weights), ("bias", along_bias)]:
    first = np.round(np.ravel(part)[:2], 3)
    print(f"along the {name}: shape {np.shape(part)}, first numbers {first}")

# %% tags=["nbval-check-output"]
check.cross_entropy_gradient(cross_entropy_gradient)

# %%
fitted_weights, fitted_bias, fitted_losses = np.zeros(2), 0.0, []
for _ in range(100):
    fitted_losses.append(cross_entropy(x, y, fitted_weights, fitted_bias))
    gradient = cross_entropy_gradient(x, y, fitted_weights, fitted_bias)
    fitted_weights = fitted_weights - 1.0 * gradient[0]  # learning rate 1
    fitted_bias = fitted_bias - 1.0 * gradient[1]


def doubting(points):
    return neuron(points, fitted_weights, fitted_bias, sigmoid)


# %% tags=["nbval-ignore-output"] alt="Left: the cross-entropy falls over 100 steps and flattens. Right: all patients on a ground that changes gradually from blue to orange, with the straight line where the neuron says one half between the two clouds."
figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2))
plots.curves(
    {"loss": fitted_losses}, "The loss comes to rest", "step", "cross-entropy", ax=left,
)
plots.boundary(
    doubting, x, y, "The paler the ground, the greater the doubt",
    "mean radius (standardised)", "mean texture (standardised)", tumours.class_names,
    ax=right,
)

# %% tags=["nbval-ignore-output"]
accuracy = np.mean((doubting(x) > 0.5) == y)
perceptron_accuracy = np.mean(neuron(x, hard_weights, hard_bias, step) == y)
print(f"right: sigmoid neuron {accuracy:.1%}, perceptron {perceptron_accuracy:.1%}")
claim("one sigmoid neuron tells at least 85 % right", accuracy, at_least=0.85)

# %% [markdown]
# Not bad for three numbers. (They were judged on the patients they learnt from; the honest test comes last.) The perceptron, stopped where it happened to be after twenty epochs, gets about as many right. What the sigmoid neuron adds is something else: it comes to rest, and it says how sure it is. A sigmoid neuron trained like this is what statistics calls *logistic regression*.
#
# Half of the lesson is done, and a good place for a break. Whoever works alone may stop here for the day: what follows needs the neuron and its chain of cogwheels.

# %% [markdown]
# ## What one neuron cannot do
#
# Two switches, one lamp. The lamp is on when *exactly one* of the switches is on. This is called **XOR**, exclusive or.
#
# **Predict.** Draw a hundred thousand neurons by chance, each with two weights, a bias and a step. What share of the four cases does the best of them get right?

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** A class that takes a break takes it before this section, behind exercise 2.4; a course of two sessions cuts the lesson here. XOR, the dense layer, the hidden plane. Let the room try to lay a pencil across the four points before the program does, and again in the hidden plane. The moment to stay with is the right panel: two points have become one. Ask who would have found the two hidden neurons by thinking; nobody will find those of a network for pictures.

# %% tags=["nbval-check-output"]
switches = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
lamp = np.array([0, 1, 1, 0])

generator = np.random.default_rng(SEED)
many_weights = generator.normal(size=(2, 100_000))
many_biases = generator.normal(size=100_000)
answers = step(switches @ many_weights + many_biases)  # one neuron a column
right = np.mean(answers == lamp[:, np.newaxis], axis=0)
print(f"the best of a hundred thousand: {right.max():.0%} of the cases right")
claim("no neuron gets more than three of the four right", right.max(), at_most=0.75)

# %% [markdown]
# A neuron draws one straight line. Draw the four points on paper, corners of a square, and try a ruler: can you lay it so that (0, 1) and (1, 0) are on one side, and (0, 0) and (1, 1) on the other?
#
# <details><summary>Why it cannot be done (optional)</summary>
#
# The two pairs are the two diagonals, and these cross. A line that has both ends of one diagonal on its left has the crossing on its left as well, and so at least one end of the other.
# </details>
#
# Now take *two* neurons that look at the same inputs, each with its own weights. Put their weights side by side as the columns of a matrix, and both are computed at once. Neurons that share their inputs are called a **layer**; when each neuron sees every input, it is a **dense layer**.
#
# ### Exercise 2.5: a dense layer
#
# Write the layer: the neuron of exercise 2.1, for several neurons at once.
#
# <details><summary>Hint 1</summary>
#
# Write the shapes down: x is (examples, inputs), the weights are (inputs, neurons), and (examples, neurons) is wanted. Which axis must be summed away?
# </details>
# <details><summary>Hint 2</summary>
#
# `weights @ x` stops with *mismatch in its core dimension*: the columns on the left must be as many as the rows on the right. Biases of shape (neurons,) meet each row of a table with as many columns, so each neuron gets its own.
# </details>

# %% tags=["nbval-check-output"]
def dense(x, weights, biases, activation):
    """A dense layer.

    x: array of shape (examples, inputs)
    weights: array of shape (inputs, neurons), one column per neuron
    biases: array of shape (neurons,)
    returns: array of shape (examples, neurons)
    """
    ### BEGIN SOLUTION
    return activation(x @ weights + biases)
    ### END SOLUTION


# One neuron fires for "at least one is on", one for "both are on".
by_hand = np.array([[2.0, 1.0], [2.0, 1.0]]), np.array([-1.0, -1.5])
print(dense(switches, *by_hand, step))  # the star hands over the two arrays one by one

# %% tags=["nbval-check-output"]
check.dense(dense)

# %% [markdown]
# The line is the one of exercise 2.1; what has changed is the shape. Read the two columns of the answer: the first neuron says *at least one switch is on*, the second *both are on*. **Predict.** One more neuron looks at these two answers, and the switches themselves it does not see. Which weights and which bias make it fire for exactly one? (Many are right: yours need not be these.)

# %% tags=["nbval-check-output"]
hidden = dense(switches, *by_hand, step)
top = np.array([1.0, -1.0]), -0.5  # fires when the first does and the second does not
output = neuron(hidden, *top, step)
print("lamp:", lamp, "  network:", output.astype(int))
claim("two neurons and a third on top solve XOR", bool(np.all(output == lamp)))

# %% [markdown]
# The two neurons in between are a **hidden layer**: neither input nor output. What has it done? Draw the four cases twice: as the switches give them, and as the hidden layer hands them on, with the output of its first neuron to the right and of its second upwards.

# %% tags=["nbval-ignore-output"] alt="Two planes. Left, the plane of the switches: the four cases at the corners of a square, the two with the lamp on lie in a diagonal band between two lines. Right, the plane of the hidden layer: the two cases with the lamp on have become one point at (1, 0), the two others lie at (0, 0) and (1, 1), and one straight line separates them."
def whole(points):
    return neuron(dense(points, *by_hand, step), *top, step)


def top_alone(points):
    return neuron(points, *top, step)


figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4.6))
panels = [
    (left, whole, switches, "The switches: it takes two lines", "switch 1", "switch 2"),
    (right, top_alone, hidden, "The hidden layer: one line will do",
     "first neuron: at least one", "second neuron: both"),
]
for ax, decide, points, title, across, up in panels:
    plots.boundary(
        decide, points, lamp, title, across, up, ["lamp off", "lamp on"], ax=ax,
    )
    for place in np.unique(points, axis=0):
        cases = switches[np.all(points == place, axis=1)].astype(int)
        words = " and ".join(f"{a} {b}" for a, b in cases)
        ax.text(*(place - [0, 0.17]), words, ha="center")

# %% [markdown]
# On the right the cases 0 1 and 1 0 lie one upon the other: for the question that is asked they *are* the same, and the hidden layer has found that out. For the three points that are left, one line is enough. This is what a hidden layer is for. It does not draw a better line; it moves the points until a line will do.
#
# <details><summary>The notation of the books (optional)</summary>
#
# A superscript in brackets counts the layers: $\mathbf{a}^{(0)} = \mathbf{x}$ are the inputs, $\mathbf{z}^{(1)} = \mathbf{a}^{(0)} W^{(1)} + \mathbf{b}^{(1)}$ the sums of the first layer, $\mathbf{a}^{(1)} = g(\mathbf{z}^{(1)})$ its outputs, and so on. $W^{(k)}_{ij}$ is the weight from neuron $i$ of layer $k-1$ to neuron $j$ of layer $k$. Here each row of $\mathbf{a}$ is one example.
# </details>
#
# ## Train the hidden layer
#
# These weights were found by thinking. Can a program find them? It needs the gradient for each of the nine numbers of such a network. Take one case first, (1, 0), for which the lamp should be on, and weights that somebody wrote down at random. The hidden neurons have tanh, the one on top the sigmoid.

# %% [markdown] tags=["instructor"]
# **Minutes: 12.** The heart of the lesson. Somebody alone needs twenty minutes for the chain and half an hour for 2.6, so in class let pairs write the back-propagation. Put the first drawing on the screen and let the room say what it would change: more of the first hidden neuron, less of the second. Then the chain along one path, cogwheel by cogwheel. Let everybody compute the one gradient with a pocket calculator before the second drawing. Exercise 2.6 then asks for one thought: where do n examples meet? Whoever is stuck writes the shapes beside each line. Wrong answers to expect: the slope of tanh forgotten; the error not passed through the top weights; results in another order.

# %% tags=["nbval-ignore-output"] alt="A network drawn with its numbers: two switches with the values 1 and 0, two hidden neurons, one neuron on top; on each line its weight, beside each neuron its bias, in each circle its output, and at the end the probability and the loss."
one_case, lamp_on = np.array([[1.0, 0.0]]), np.array([1])
start = [np.array([[0.8, -0.5], [0.5, 1.0]]), np.array([-0.1, 0.2]),
         np.array([0.5, 1.0]), -0.3]  # weights_1, biases_1, weights_2, bias_2


def network_loss(x, y, weights_1, biases_1, weights_2, bias_2):
    hidden = dense(x, weights_1, biases_1, np.tanh)
    return cross_entropy(hidden, y, weights_2, bias_2)


weights_1, biases_1, weights_2, bias_2 = start
a = dense(one_case, weights_1, biases_1, np.tanh)[0]  # the two hidden outputs
says_lamp = neuron(np.array([a]), weights_2, bias_2, sigmoid)[0]
drawing = {
    "weights": [weights_1, weights_2], "biases": [biases_1, bias_2],
    "activations": [one_case[0], a, np.array([says_lamp])],
    "inputs": ["switch 1", "switch 2"], "outputs": ["p"],
    "loss": network_loss(one_case, lamp_on, *start),
}
# The two stars hand over all of it by name: weights=..., biases=..., and so on.
diagrams.network(**drawing, title="Forwards: from the switches to the loss")

# %% [markdown]
# Read it from left to right, and recompute one circle: the first hidden sum is 1·0.8 + 0·0.5 - 0.1 = 0.7, and tanh(0.7) is 0.60. At the end p is 0.43, and it should be 1.
#
# Which numbers are to blame, and how much? Small differences answer without any thought: nudge each of the nine numbers a little up and a little down, and see how the loss moves.

# %% tags=["nbval-check-output"]
def by_small_differences(loss, parameters, h=1e-5):
    """How fast a loss rises with each number in a list of arrays, nudged one by one."""
    slopes = [np.zeros(np.shape(part)) for part in parameters]
    for k, part in enumerate(parameters):
        for place in np.ndindex(np.shape(part)):  # (0, 0), (0, 1) and so on
            above, below = ([np.array(one) for one in parameters] for _ in range(2))
            above[k][place] += h
            below[k][place] -= h
            slopes[k][place] = (loss(*above) - loss(*below)) / (2 * h)
    return slopes


def loss_of_one_case(*parameters):
    return network_loss(one_case, lamp_on, *parameters)


nudged = by_small_differences(loss_of_one_case, start)
numbers = sum(np.size(part) for part in start)
print(f"{numbers} numbers, {2 * numbers} times through the whole network")

# %% [markdown]
# For nine numbers that is nothing. A network of today has millions, and would be run millions of times for a single step. There is a way that costs about as much as *one* run more, and the chain rule is all it needs. Follow the weight $w$ from switch 1 to the first hidden neuron. It moves the hidden sum $z$, that moves the hidden output $a$, that moves the sum at the top, that moves p, and p the loss:
#
# $$w \;\longrightarrow\; z \;\longrightarrow\; a \;\longrightarrow\; \text{top sum} \;\longrightarrow\; p \;\longrightarrow\; L$$
#
# The two cogwheels at the end you have multiplied already: together they are the error $e = p - y$. Going back from there: the top sum moves with $a$ at the speed of the top weight $v$; $a$ moves with $z$ at the slope of tanh, which is $1 - a^2$; $z$ moves with $w$ at the speed of the input $x$. The slope of tanh is again a formula that small differences can confirm, at $z = 0.7$:

# %% tags=["nbval-check-output"]
print(f"slope of tanh at 0.7, by small differences: {slope_of(np.tanh, 0.7):.4f}")
print(f"1 - a² with a = tanh(0.7):                  {1 - np.tanh(0.7) ** 2:.4f}")

# %% tags=["nbval-ignore-output"] alt="The chain of one weight: from w over the hidden sum, the hidden output, the top sum and the probability to the loss, each with its value; below the arrows the factors, and from right to left their product, which ends in the gradient of w."
e = says_lamp - 1  # the error: the lamp should be on
x_1, w_1, v = one_case[0, 0], weights_1[0, 0], weights_2[0]
z_1, top_sum = w_1 * x_1 + biases_1[0], a @ weights_2 + bias_2
chain = [x_1, 1 - a[0] ** 2, v, says_lamp * (1 - says_lamp), -1 / says_lamp]
diagrams.chain(
    ["w", "z", "a", "top\nsum", "p", "loss"],
    [w_1, z_1, a[0], top_sum, says_lamp, -np.log(says_lamp)], chain,
    title="From the first weight to the loss: five cogwheels", digits=2,
)

# %% tags=["nbval-check-output"]
print(f"e v (1 - a²) x = {e * v * (1 - a[0] ** 2) * x_1:.3f}")
print(f"five cogwheels: {np.prod(chain):.3f}, small differences: {nudged[0][0, 0]:.3f}")
difference = abs(np.prod(chain) - nudged[0][0, 0])
claim("five cogwheels and small differences agree", difference, at_most=1e-6)

# %% [markdown]
# Now you, with a pocket calculator. **Predict.** What, about, is the gradient of the weight from switch 1 to the *second* hidden neuron, the one that is -0.5? Take e, v and a from the first drawing (e is p - 1); its numbers are rounded, so your last digit may differ. And which two of the six weights can this example not change at all?

# %% tags=["nbval-ignore-output"] alt="The same network with its gradients on orange ground: beside each weight and each bias how fast the loss rises with it. The gradients of the two weights from switch 2, whose value is 0, are 0."
my_gradient = None  # write your number here
my_two = None  # and here in quotes where the two weights come from

predicted("the gradient of the weight -0.5", my_gradient, nudged[0][0, 1])
predicted("weights that this example cannot change", my_two, "both from switch 2")
diagrams.network(
    **drawing, weight_gradients=[nudged[0], nudged[2]],
    bias_gradients=[nudged[1], nudged[3]],
    title="Backwards: who is to blame, and how much",
)

# %% [markdown]
# Each number on orange ground says how fast the loss rises with what stands beside it, and a step goes the other way. Three things to see:
#
# - The two weights from switch 2 have gradient 0. Their input was 0, so they had no part in the answer. An example teaches only the weights that it used.
# - A bias is a weight whose input is always 1, so its gradient is the *error at this neuron's sum*: e at the top, $e\,v\,(1-a^2)$ at a hidden neuron.
# - The gradient of each weight is the error at the neuron it leads *to*, times the output of the neuron it comes *from*. And e, computed once, serves all of them.
#
# So go backwards, from the loss to the first weights: each layer needs only what the layer nearer to the loss has computed already. This is **back-propagation**.
#
# ### Exercise 2.6: back-propagation
#
# Write the way back for $n$ examples and any number of hidden neurons; the way forwards stands there. For one example you know everything:
#
# | going back | for one example | wanted, for n examples |
# |---|---|---|
# | error at the top sum | $e = p - y$ | (n,); divided by n, because the loss is a mean |
# | top weights | $e\,a$ for each hidden neuron | (hidden,) |
# | top bias | $e$ | one number |
# | error at the hidden sums | $e\,v\,(1 - a^2)$ for each hidden neuron | (n, hidden) |
# | first weights | that, times each input | (inputs, hidden) |
# | first biases | that | (hidden,) |
#
# What each example gives is added up, since the n stands in the error already. Where the n is gone from a shape, something was summed over the examples. How, is for you to find.
#
# <details><summary>Hint 1</summary>
#
# The way forwards is given: `hidden` holds the $a$ of all examples, (n, hidden), and `p` has shape (n,). Go down the table from there, and write the shape beside each line.
# </details>
# <details><summary>Hint 2</summary>
#
# In `@` the axis where two shapes meet is summed away. To sum over the examples, make n meet n: `.T` swaps rows and columns. For the errors at the hidden sums nothing is summed: each error meets each top weight, a column `error[:, np.newaxis]` and a row.
# </details>
# <details><summary>Hint 3</summary>
#
# What `error` and the hidden outputs are to the top neuron, the errors at the hidden sums and x are to the hidden layer: once you have the top, the same two lines come again with other names. Return the four in the order of the parameters.
# </details>

# %% tags=["nbval-check-output"]
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    """Gradient of the mean cross-entropy of a network with one tanh layer.

    x: array of shape (n, inputs); y: array of shape (n,) of 0 and 1
    weights_1: array of shape (inputs, hidden); biases_1: (hidden,)
    weights_2: array of shape (hidden,); bias_2: a number
    returns: four gradients, in the order and with the shapes of the four parameters
    """
    hidden = dense(x, weights_1, biases_1, np.tanh)  # forwards
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    ### BEGIN SOLUTION
    error = (p - y) / len(y)
    error_hidden = error[:, np.newaxis] * weights_2 * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()
    ### END SOLUTION


def loss_of_all_cases(*parameters):
    return network_loss(switches, lamp, *parameters)


# Three hidden neurons: with two, some shapes would agree by chance.
three = [np.array([[0.8, -0.5, 0.3], [0.5, 1.0, -0.7]]), np.array([0.0, 0.2, -0.1]),
         np.array([0.5, 1.0, -0.8]), -0.3]
slopes = by_small_differences(loss_of_all_cases, three)
for mine, wanted in zip(backpropagate(switches, lamp, *three), slopes, strict=True):
    print(f"shape {np.shape(mine)}, by small differences {np.shape(wanted)}", end="; ")
    same = np.shape(mine) == np.shape(wanted)
    print(f"largest difference {np.abs(mine - wanted).max():.4f}" if same else "no!")

# %% tags=["nbval-check-output"]
check.backpropagate(backpropagate)

# %% [markdown]
# Now train on XOR, with eight hidden neurons (two are enough in principle, but then every second start gets stuck) and random initial weights.

# %%
def train_network(parameters, learning_rate=1.0, steps=200):
    """Gradient descent on XOR; returns the parameters and the loss at each step."""
    losses = []
    for _ in range(steps):
        losses.append(loss_of_all_cases(*parameters))
        gradients = backpropagate(switches, lamp, *parameters)
        parameters = [
            value - learning_rate * gradient
            for value, gradient in zip(parameters, gradients, strict=True)
        ]
    return parameters, losses


def network(x, parameters):
    weights_1, biases_1, weights_2, bias_2 = parameters
    return neuron(dense(x, weights_1, biases_1, np.tanh), weights_2, bias_2, sigmoid)


normal = np.random.default_rng(SEED).normal
random_start = [normal(size=(2, 8)), np.zeros(8), normal(size=8), 0.0]
solved, solved_losses = train_network(random_start)

# %% tags=["nbval-ignore-output"] alt="Left: the loss on XOR falls from 0.7 to nearly zero within a hundred steps. Right: the four points and a boundary of two bent lines: between them a band with the two points of the lamp that is off, outside of it, in two opposite corners, the two points with exactly one switch on."
def trained(points):
    return network(points, solved)


figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2))
plots.curves(
    {"loss": solved_losses}, "Two hundred steps are enough",
    "step", "cross-entropy", ax=left,
)
plots.boundary(
    trained, switches, lamp, "The boundary is no straight line",
    "switch 1", "switch 2", ["lamp off", "lamp on"], ax=right,
)

# %% tags=["nbval-check-output"]
says_on = network(switches, solved) > 0.5
claim("the trained hidden layer solves XOR", bool(np.all(says_on == lamp)))

# %% [markdown]
# The ground looks unlike the band that was drawn by hand. There the two cases with the lamp *on* shared a band; here it is the two cases with the lamp *off*, and each of the others has a corner for itself. Chance has found another solution than thinking did, with other hidden neurons. Both are right.
#
# ### Exercise 2.7: a network that does not start
#
# A colleague finds random initial weights untidy and starts with zeros everywhere. Run the cell and look at the loss.

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Take a vote before anybody prints a gradient. Most will say *a*, because "the neurons are all alike" is what books warn of. It is true of this start and not why the loss stands still: from all ones the neurons are alike as well, and the loss moves. The figure after the check shows all three starts.

# %% tags=["nbval-check-output"]
zero_start = [np.zeros((2, 8)), np.zeros(8), np.zeros(8), 0.0]
stuck, stuck_losses = train_network(zero_start)
for when in [0, 10, 199]:
    print(f"step {when:4d}: loss {stuck_losses[when]:.3f}")

moved = abs(stuck_losses[0] - stuck_losses[-1])
claim("in two hundred steps the loss has not moved", moved, at_most=1e-9)


def after_training(start):
    """What the network says to the four cases after training from this start."""
    return network(switches, train_network(start)[0])


# %% [markdown]
# **Diagnose.** Why does the loss not move at all?
#
# - **a** All hidden neurons are alike, get the same gradient for ever, and work as one neuron, which cannot learn XOR.
# - **b** All hidden sums are 0, where the slope of tanh is 0, so that no error gets back through the hidden layer.
# - **c** All weights and hidden outputs are 0, and the gradient of each weight is a product with one of these as a factor.
# - **d** All four cases get p = 0.5, where the loss has a lowest point, so that gradient descent has already arrived.
#
# Set `cause` to your letter, in quotes, and make a `better_start` from which the same training solves XOR: a list of three arrays and one number, shaped as in `zero_start`.
#
# <details><summary>Hint 1</summary>
#
# Print `backpropagate(switches, lamp, *zero_start)`, then the same for a start of all ones. Which of the four answers would have to hold for both, and does it?
# </details>
# <details><summary>Hint 2</summary>
#
# From all ones the loss moves, and gets no further than one half: eight neurons that begin alike stay alike. What tells them apart from the beginning? `random_start`, above, had it, with one array of numbers for each part.
# </details>

# %% tags=["nbval-check-output"]
cause = better_start = None  # so that nothing is left of an earlier try
normal = np.random.default_rng(7).normal
### BEGIN SOLUTION
cause = "c"
better_start = [normal(size=(2, 8)), np.zeros(8), normal(size=8), 0.0]
### END SOLUTION
print("shapes:", *map(np.shape, better_start))

# %% tags=["nbval-check-output"]
check.zero_start(cause, better_start, after_training)

# %% tags=["nbval-ignore-output"] alt="The loss over 200 steps from three starts: from zeros a flat line at 0.69, from ones a curve that falls from far above and then creeps down to about one half, from the mended start a curve that first rises and then falls to nearly zero."
mended, mended_losses = train_network(better_start)
ones_losses = train_network([np.ones((2, 8)), np.ones(8), np.ones(8), 0.0])[1]
plots.curves(
    {"zeros": stuck_losses, "ones": ones_losses, "better start": mended_losses},
    "From zeros nothing moves; from ones eight neurons stay one",
    "step", "cross-entropy",
)
plt.ylim(0, 1.6)  # the first loss from ones, 3.5, lies far above
plt.show()

# %% tags=["nbval-check-output"]
says_on = network(switches, mended) > 0.5
claim("the better start solves XOR", bool(np.all(says_on == lamp)))
claim("neurons that start alike stay far from it", min(ones_losses), at_least=0.4)

# %% [markdown]
# From zeros the gradient of every weight has a zero as a factor: $e\,a$ with all $a = 0$, and $e\,v\,(1-a^2)\,x$ with all $v = 0$. (The top bias alone could move, but two cases with the lamp on and two with it off pull it both ways alike.) From ones something moves, and yet the eight neurons get equal gradients and remain one neuron, eight times. Chance tells them apart.
#
# Two things more in the figure. From ones the first loss is 3.5: the sum at the top is about 8 for all four cases, so the network is sure, and for two of them wrong, which is dear. And the better start first climbs: for its first steps the learning rate 1 is too long, they overshoot, and it recovers.
#
# ## Two layers without an activation
#
# Why the activation at all? **Predict.** What can two dense layers do, one upon the other, that one cannot, if neither has an activation?

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Short and exact. Depth without a bend adds nothing; lesson 3 shows it on pictures. Let somebody multiply out on the board with single numbers before the matrices.

# %% [markdown]
# ### Exercise 2.8: collapse two layers into one
#
# Find the single layer that computes exactly what two layers without activation compute.
#
# <details><summary>Hint 1</summary>
#
# With single numbers first: y = 3x + 1 goes into z = 2y + 5. Multiply out: which number stands before x, and which stands alone?
# </details>
# <details><summary>Hint 2</summary>
#
# Now with matrices, in the order in which they stand: (x @ A + a) @ B + b. The bracket is multiplied out as with numbers, but nothing may change places. What has an x in it makes the weights, what has none makes the biases.
# </details>

# %% tags=["nbval-check-output"]
def collapse(weights_1, biases_1, weights_2, biases_2):
    """The one layer that equals two layers without an activation.

    weights_1: (inputs, middle); biases_1: (middle,)
    weights_2: (middle, outputs); biases_2: (outputs,)
    returns: weights of shape (inputs, outputs) and biases of shape (outputs,)
    """
    ### BEGIN SOLUTION
    return weights_1 @ weights_2, biases_1 @ weights_2 + biases_2
    ### END SOLUTION


lower = np.array([[1.0, 2.0], [0.0, 1.0], [3.0, 0.0]]), np.array([1.0, -1.0])
upper = np.array([[2.0, 0.0], [1.0, -1.0]]), np.array([10.0, 20.0])
one_weights, one_biases = collapse(*lower, *upper)
for name, part in [("weights", one_weights), ("biases", one_biases)]:
    print(name, np.array(part).tolist())

# %% tags=["nbval-check-output"]
check.collapse(collapse)

# %% tags=["nbval-check-output"]
def identity(z):
    return z


generator = np.random.default_rng(SEED)
first = generator.normal(size=(30, 50)), generator.normal(size=50)
second = generator.normal(size=(50, 4)), generator.normal(size=4)
two_layers = dense(dense(tumours.x, *first, identity), *second, identity)
one_layer = dense(tumours.x, *collapse(*first, *second), identity)
difference = np.max(np.abs(two_layers / one_layer - 1))
claim("two layers without an activation are one layer", difference, at_most=1e-6)

# %% [markdown]
# Nothing is gained. The activation is what makes depth worth its name: it bends.
#
# (Another good place for a break: only the patients are left.)

# %% [markdown] tags=["optional"]
# ## A formula is not yet a program
#
# So far the inputs were standardised, and the sums stayed small. Hand a neuron the thirty features as the hospital writes them down, areas of 2,000 and more among them, and its sum is soon in the thousands. The number $e^{1000}$ does not fit into a computer's floating-point number. **Predict.** In algebra $1/(1+e^{-z})$ and $e^z/(1+e^z)$ are the same. What does the program make of them far out?

# %% [markdown] tags=["instructor", "optional"]
# **Minutes: 3.** For a class of programmers; any other may skip it. The plain formula gives the right values and an overflow warning; the other form gives nan. `np.where` with both formulas computes both everywhere and warns as well. If the room is slow, give away tanh: the point is that a formula and a program are different things.

# %% tags=["nbval-check-output", "optional"]
far = np.array([-1800.0, 0.0, 1800.0])
with np.errstate(over="ignore", invalid="ignore"):  # no warnings, for once
    print("1 / (1 + e^-z):  ", 1 / (1 + np.exp(-far)))
    print("e^z / (1 + e^z): ", np.exp(far) / (1 + np.exp(far)))

# %% [markdown] tags=["optional"]
# The second form ends in infinity divided by infinity, which is `nan`, *not a number*, and one `nan` in a loss spoils every weight. The first form comes out right by luck: 1 divided by infinity is 0.
#
# ### Exercise 2.9: a sigmoid for every sum
#
# Write the sigmoid so that it is right for any sum: no `nan`, and no overflow warning either. Best is a form in which no exponential grows too large. (The check also accepts the first form with its warning switched off on purpose, as in the cell above: whoever does so has seen that 1 divided by infinity is right here.)
#
# <details><summary>Hint 1</summary>
#
# The exponential of a *negative* number is never too large. Both forms above are right; which of them is safe on which side?
# </details>
# <details><summary>Hint 2</summary>
#
# `np.where` with both forms computes both everywhere, and warns all the same. Either choose the exponent first, so that it is never above 0 (`np.abs` helps), or use a relation to a function that NumPy has made safe already: the curve of tanh, half as steep, half as high, and lifted.
# </details>

# %% tags=["nbval-check-output", "optional"]
def safe_sigmoid(z):
    """1 / (1 + e^-z) without overflow for any z.

    z: a number or an array of any shape; returns the same shape
    """
    ### BEGIN SOLUTION
    return 0.5 * (1 + np.tanh(z / 2))
    ### END SOLUTION


print(safe_sigmoid(far))

# %% tags=["nbval-check-output", "optional"]
check.safe_sigmoid(safe_sigmoid)

# %% [markdown]
# ## Test: all thirty features
#
# Back to the patients, now with all thirty features, a hidden layer of 16 ReLU neurons, in Keras. Keras does the back-propagation. The **optimiser** (the way to walk downhill) is **Adam**, a gradient descent that adapts the length of the step to each weight.
#
# The judgement must come from patients the network has not seen, and 569 patients are few: a single test set of a hundred would leave a lot to chance. So put a fifth aside, train on the rest, predict the part put aside; then put the next fifth aside, and start again from nothing. After five rounds each patient has been predicted once, by a network that had never seen her. This is **cross-validation**. For comparison, a single sigmoid neuron with the same thirty features does the same; scikit-learn has it as `LogisticRegression`.

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** While it trains, ask: the network says 0.3, do you send the patient home? Everything after that is the threshold. Let the room write down the last number, the price of missing nobody: it is always guessed far too low.

# %%
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(30,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),  # 0.01 is the learning rate
        loss="binary_crossentropy",  # the cross-entropy of this lesson, for two classes
    )
    return model


def standardised(part, by):
    """Standardise with the mean and spread of the training part alone."""
    return (part - by.mean(axis=0)) / by.std(axis=0)


# %% [markdown]
# Five trainings, about 10 seconds. (`watch` goes through the five rounds as any loop does and keeps one line up to date: which round it is, and how long it still takes.)

# %% tags=["nbval-ignore-output"]
probability, one_neuron = np.zeros(len(y)), np.zeros(len(y))
# Five rounds, with equal shares of malignant ones in each fifth.
fifths = StratifiedKFold(5, shuffle=True, random_state=SEED)
rounds = list(fifths.split(tumours.x, y))

for train, test in watch(rounds, "five networks"):
    x_train = standardised(tumours.x[train], by=tumours.x[train])
    x_test = standardised(tumours.x[test], by=tumours.x[train])
    keras.utils.set_random_seed(SEED)
    model = build_model()
    # 15 times through all patients; one step of Adam after each 32, not after all.
    model.fit(x_train, y[train], epochs=15, batch_size=32, verbose=0)
    probability[test] = model.predict(x_test, verbose=0)[:, 0]
    single = LogisticRegression().fit(x_train, y[train])
    one_neuron[test] = single.predict_proba(x_test)[:, 1]

# %% tags=["nbval-ignore-output"]
accuracy = np.mean((probability > 0.5) == y)
simple_accuracy = np.mean((one_neuron > 0.5) == y)
print(f"unseen patients told right: with a hidden layer {accuracy:.1%},",
      f"one neuron alone {simple_accuracy:.1%}")
claim("at least 95 % of unseen patients are told right", accuracy, at_least=0.95)
claim("one neuron with all thirty features comes within three points",
      100 * abs(accuracy - simple_accuracy), at_most=3)

# %% [markdown]
# So was the hidden layer needed? No: with thirty good features a straight boundary does as well, here even a hair better. Always try the simplest model first; it is the baseline of the next one. In lesson 3 the inputs are pixels, and the difference will be large.
#
# Accuracy counts all mistakes alike. A clinic does not. Two shares are kept apart:
#
# - **sensitivity**: of the malignant tumours, how many are found?
# - **specificity**: of the benign ones, how many are left in peace?
#
# The network gives a probability; where to draw the line, the **threshold**, is your choice, and it trades one for the other. **Predict.** You lower the threshold from 0.5 to 0.02. Which of the two rises, which falls, and which moves more?

# %% tags=["nbval-ignore-output"] alt="Sensitivity and specificity over the threshold, on an axis that multiplies by ten from mark to mark: sensitivity is 1 on the left and falls slowly, at the right end steeply; specificity climbs from below 0.6 to nearly 1. Three vertical lines mark the thresholds 0.02, 0.1 and 0.5."
thresholds = np.geomspace(1e-5, 0.99, 200)
sensitivity = [np.mean(probability[y == 1] > t) for t in thresholds]
specificity = [np.mean(probability[y == 0] <= t) for t in thresholds]

plt.plot(thresholds, sensitivity, label="sensitivity: malignant ones found")
plt.plot(thresholds, specificity, "--", label="specificity: benign ones left in peace")
for t in [0.5, 0.1, 0.02]:
    plt.axvline(t, color="grey", linewidth=1)
    plt.text(t, 0.61, f"{t} ", ha="right")
plt.xscale("log")
plt.title("Each further tumour costs more false alarms")
plt.xlabel("threshold")
plt.ylabel("share of patients")
plt.ylim(0.6, 1.02)
plt.legend()
plt.show()

# %% tags=["nbval-ignore-output"]
malignant, benign = probability[y == 1], probability[y == 0]
for threshold in [0.5, 0.1, 0.02]:
    print(f"threshold {threshold}: {np.sum(malignant > threshold)} of {len(malignant)}",
          f"tumours found, {np.sum(benign > threshold)} of {len(benign)} women alarmed",
          "for nothing")

found = {t: np.mean(malignant > t) for t in (0.5, 0.1, 0.02)}
spared = {t: np.mean(benign <= t) for t in (0.1, 0.02)}
claim("at 0.5 at least nine of ten tumours are found", found[0.5], at_least=0.9)
claim("at 0.1 at least 94 of 100 are found", found[0.1], at_least=0.94)
claim("and nine of ten women are left in peace", spared[0.1], at_least=0.9)
claim("at 0.02 at least 96 of 100 are found", found[0.02], at_least=0.96)
claim("and one woman in ten or more is alarmed for nothing", spared[0.02], at_most=0.9)

# %% [markdown]
# Sensitivity rises, by about 2 points, and specificity falls, by about 14: it moves far more. Divide: from 0.5 to 0.02, how many women are alarmed for nothing for each tumour that is found in addition? About a dozen. One tumour for a dozen alarms: would you?
#
# **Predict.** And to miss nobody at all? The threshold then has to lie below the lowest probability that any malignant tumour was given. How many of the 357 women with a benign tumour are alarmed?

# %%
my_alarms = None  # write your number here, of 357

needless = np.sum(benign >= malignant.min())

# %% tags=["nbval-ignore-output"]
predicted("women alarmed for nothing so that no tumour is missed", my_alarms, needless)
print(f"That is {needless / len(benign):.0%} of those without cancer, because",
      f"one tumour was given a probability of {malignant.min():.5f}.")
claim("to miss nobody costs 50 needless alarms and more", needless, at_least=50)

# %% [markdown]
# Three of four women without cancer are alarmed, for the sake of the one tumour that the network takes for harmless. (On other machines another number comes, and always a large one.)
#
# Whom to alarm for nothing, and whom to miss: no network can decide that for you. It depends on what follows, another needle or a year without treatment. The threshold is a medical choice, made before the test and written down. (Here it is chosen on the very patients on whom it is judged. A clinic would choose it on some, and count on others.)
#
# One more caution. These are 569 women of one hospital, measured with one microscope. Another hospital is another data distribution.
#
# ## Quiz
#
# **1. A neuron has weights 2 and -3, bias 1 and a step. What does it answer for the inputs (1, 1)?**
#
# - **a** 1, because its bias is above 0
# - **b** 1, because its sum is not below 0
# - **c** 0, because its sum is not above 0
# - **d** 0, because its sum is below 0
#
# <details><summary>Answer</summary>
#
# **c.** The sum is 1 + 2 - 3 = 0, and the step fires above 0 only. Whoever says *a* looks at the bias alone, and it is only one part of the sum. *b* is the step that fires at 0 as well; some books define it so, this course does not. *d* has lost the bias: 2 - 3 is below 0.
# </details>
#
# **2. Why does nobody train networks of step neurons by gradient descent?**
#
# - **a** Their slope is 0 nearly everywhere, and the chain rule multiplies by it.
# - **b** Their outputs are 0 or 1, and no loss can be computed from such numbers.
# - **c** Their sums can be any size, and the gradient grows without limit with them.
# - **d** Their boundary is straight, and more layers of them stay straight as well.
#
# <details><summary>Answer</summary>
#
# **a.** Every product with such a factor is 0. *b* sounds right because the cross-entropy wants probabilities; counting mistakes is a loss too, and has the same trouble, no slope. *c* would be the fate of neurons without a ceiling; a step has one. *d* mixes the step up with no activation at all: step neurons in two layers solved XOR.
# </details>
#
# **3. AND, OR, XOR: for which of them is one neuron enough?**
#
# - **a** for OR alone, with any bias above 0
# - **b** for none, without a hidden layer
# - **c** for all three, with enough training
# - **d** for AND and OR, with the right bias
#
# <details><summary>Answer</summary>
#
# **d.** One straight line separates the cases of AND, and another those of OR; with both weights 1, the bias makes the difference (-1.5 and -0.5). *a* thinks of the neuron as adding up whatever is on; a bias above 0 would fire with all switches off. *b* takes XOR's trouble for everybody's. *c* trusts in patience, but where no line exists, none can be found.
# </details>
#
# **4. Thirty features go into a hidden layer of 50 neurons without an activation, and from there into one sigmoid neuron. Trained well, what can this network tell apart?**
#
# - **a** More than one sigmoid neuron can: its 50 hidden neurons draw 50 lines.
# - **b** As much as one sigmoid neuron can: its 50 sums add up to a single one.
# - **c** More than one sigmoid neuron can: the sigmoid on top bends what comes in.
# - **d** Less than one sigmoid neuron can: no slope leads the error back to the 50.
#
# <details><summary>Answer</summary>
#
# **b.** The two sums, one upon the other, are one sum of the thirty features, as in exercise 2.8, and the sigmoid behind it makes the same neuron as ever. *a* is what a hidden layer promises, and it keeps that only with an activation in it. *c* sees a curve, but where the sigmoid says one half, its sum is 0: a straight boundary. *d* forgets that no activation has a slope too, 1 everywhere.
# </details>
#
# **5. One person in 1,000 has a disease. A test for it is right in 99 % of all cases. What does that say about those who are ill?**
#
# - **a** It finds 99 % of them, because the ill are cases like all the others.
# - **b** It finds nearly all of them, because its mistakes fall on the healthy.
# - **c** It may find none of them, because they are fewer than its mistakes.
# - **d** It misses 1 % of them or more, because one case in 100 goes wrong.
#
# <details><summary>Answer</summary>
#
# **c.** Of 1,000 people one is ill, and ten are judged wrongly: the ill one may be among them. A test that always says *healthy* is even right for 99.9 %, and finds nobody. *a* takes accuracy for sensitivity, as most people do. *b* may be so, since most people are healthy, and the number does not say. *d* puts the mistakes where they need not be: all ten may be false alarms. Ask for sensitivity and specificity.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Quiz by show of hands, and for each wrong answer one person who says why it is tempting. Then the recap.

# %% [markdown]
# ## Recap
#
# - A **neuron** computes g(bias + sum of input × weight); its boundary is straight.
# - **Rosenblatt's rule** finds a separating line where there is one. A **sigmoid** neuron with **cross-entropy** learns also where there is none.
# - The **chain rule** multiplies the speeds of the cogwheels; **back-propagation** does so layer by layer, from the loss backwards.
# - A **hidden layer** moves the points until a line will do, if it has an activation and its neurons do not all start alike.
# - Accuracy needs a baseline; in a clinic, **sensitivity** and **specificity** and a threshold that somebody answers for.
#
# ## Go further
#
# 1. Train the XOR network with two hidden neurons from 50 random starts. How many solve it? Draw the plane of the hidden layer for one that does, as in exercise 2.5, and the boundary of one that does not.
# 2. Replace the cross-entropy by the squared error in exercise 2.4: one factor no longer cancels. Start with weights that are very wrong. Which loss escapes faster, and why?
# 3. Choose a threshold for a screening programme and one for the decision to operate. Write two sentences for each that a patient would understand.
