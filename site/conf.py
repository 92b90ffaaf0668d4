"""How Sphinx sets the site; tools/site.py writes the pages and hands over what depends on the course."""

import latex2mathml.converter
from docutils import nodes
from sphinx.application import Sphinx

author = "the course's contributors"
copyright = "text and figures under CC BY 4.0, code under Apache-2.0"
language = "en"
extensions = ["myst_nb"]
exclude_patterns = ["extra"]

# The notebooks hold their outputs. Their Markdown is a notebook's: what only MyST knows is left as it is written.
nb_execution_mode = "off"
nb_merge_streams = True
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_disable_syntax = ["myst_line_comment", "myst_role", "myst_block_break", "myst_target", "colon_fence", "footnote"]
myst_heading_anchors = 3
myst_heading_slug_func = "tools.site.slug"
smartquotes = False

html_theme = "pydata_sphinx_theme"
html_extra_path = ["extra"]
html_static_path = ["static"]
html_css_files = ["site.css"]
html_sidebars = {"**": ["course-nav"]}
html_show_sourcelink = False
html_copy_source = False
html_use_index = False
html_math_renderer = "mathml"
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_center": [],
    "navbar_persistent": ["search-button"],
    "article_header_start": [],
    "navbar_end": ["theme-switcher", "navbar-icon-links"],
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": [],
    "search_bar_text": "Search the course",
    "show_toc_level": 2,
    "primary_sidebar_end": [],
}
templates_path = ["templates"]


def formula(self, node: nodes.math | nodes.math_block) -> None:
    """A formula as MathML, which browsers draw and screen readers read by themselves: no script, no font to fetch."""
    block = isinstance(node, nodes.math_block)
    made = latex2mathml.converter.convert(node.astext(), display="block" if block else "inline")
    # One that is wider than a phone is scrolled, with the keyboard too.
    self.body.append(f'<div class="formula" tabindex="0">{made}</div>' if block else made)
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """What Sphinx calls when it begins."""
    app.add_html_math_renderer("mathml", (formula, None), (formula, None))
