import pytest

from fieldguide.guide.markdown import Figure, TextError, parts


def test_a_number_carries_its_full_precision():
    body = parts("GELU gives **{value gelu 1}**.", "a.md")[0].body
    assert '<strong><data class="n" value="0.8413447460685429">0.8413</data></strong>' in body


def test_a_citation_links_to_its_reference():
    body = parts("As shown ([@hendrycks2016]; [@he2015]).", "a.md")[0].body
    assert '<a class="cite" href="#ref-hendrycks2016">Hendrycks &amp; Gimpel 2016</a>' in body
    assert '<a class="cite" href="#ref-he2015">He et al. 2015</a>' in body


def test_code_and_ordinary_brackets_are_left_alone():
    body = parts("`{value gelu 1}`, [a link](#why) and [brackets].", "a.md")[0].body
    assert "<code>{value gelu 1}</code>" in body
    assert '<a href="#why">a link</a> and [brackets]' in body


def test_parts_split_at_headings_and_sort_their_blocks():
    text = """### One

Body.

[Show me](?x=4&show=gelu)

> See {slope relu 1}.

### Two

Text.

![What *it* is at {value relu 2}](tanh-loop)

More.
"""
    one, two = parts(text, "a.md")
    assert (one.title, one.body, one.state) == ("One", "<p>Body.</p>\n", "x=4&show=gelu")
    assert one.see == '<p>See <data class="n" value="1.0">1</data>.</p>\n'
    assert one.figure is None
    assert two.body == "<p>Text.</p>\n<p>More.</p>\n"
    caption = 'What <em>it</em> is at <data class="n" value="2.0">2</data>'
    assert two.figure == Figure("tanh-loop", caption)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("One.\n\nTwo,\nthree {stepest relu}.", 4, "nearest: steepest"),
        ("{value gelu 1 :.4q}", 1, "format"),
        ("One.\n\n> Two\n> [@hendricks2016]", 4, "nearest: hendrycks2016"),
        ("One.\n\nTwo {value gelu 1", 3, "never closed"),
        ("One.\n\nTwo [@he2015", 3, "never closed"),
        ("### A {value geluu 1}", 1, "gelu"),
        ("One.\n\n![a {value relu x}](gelu-gap)", 3, "must be a number"),
    ],
)
def test_a_fault_names_its_file_and_line(text, line, message):
    with pytest.raises(TextError, match=message) as caught:
        parts(text, "why.md")
    assert str(caught.value).startswith(f"why.md:{line}: ")
    assert "\n" not in str(caught.value)
