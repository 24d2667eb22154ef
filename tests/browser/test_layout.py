"""Nothing runs off the page, lies over something else, is cut off, or moves while it loads."""

import pytest

from tests.browser.driving import WIDTHS, settle, visit

# width, device scale and text size: 200% zoom is half the CSS pixels at twice the scale.
SIZES = {
    "1440": (1440, 1, None),
    "768": (768, 1, None),
    "360": (360, 1, None),
    "320": (320, 1, None),
    "zoom 200%": (720, 2, None),
    "text 200%": (1440, 1, "200%"),
    "768, text 200%": (768, 1, "200%"),
}
STATES = (
    "?derivatives=1&focus=gelu",
    "?show=sigmoid,tanh,relu,leaky_relu,gelu,identity&x=-37&derivatives=1",
    "?x=banana&shwo=1&view=-0.02,0.02,-0.02,0.02&depth=50&threshold=0.99&weight=4",
)

# Each line of each text that can be seen, with its block.
LINES = """() => {
    const lines = [];
    const skipped = ".visually-hidden, .skip, .flag, .scroll, script, style, noscript";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.parentElement;
        if (!node.data.trim() || at.closest(skipped) || !at.checkVisibility()) continue;
        const svg = at.closest("svg text");
        let block = svg ?? at;
        while (!svg && getComputedStyle(block).display.startsWith("inline")) {
            block = block.parentElement;
        }
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const r of range.getClientRects()) {
            if (r.width < 1) continue;
            lines.push({ block, text: node.data.trim().slice(0, 40), svg: Boolean(svg),
                left: r.left, right: r.right, top: r.top + scrollY, bottom: r.bottom + scrollY });
        }
    }
    const says = (l) => `${l.text} (${Math.round(l.left)}, ${Math.round(l.top)})`;
    const outside = lines.filter((l) => l.left < -0.5 || l.right > innerWidth + 0.5).map(says);
    const over = [];
    lines.sort((a, b) => a.top - b.top);
    lines.forEach((a, i) => {
        for (let j = i + 1; j < lines.length && lines[j].top < a.bottom; j++) {
            const b = lines[j];
            if (a.block.contains(b.block) || b.block.contains(a.block)) continue;
            const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const high = Math.min(a.bottom, b.bottom) - b.top;
            // The boxes of letters are higher than the letters.
            const least = 0.35 * Math.min(a.bottom - a.top, b.bottom - b.top);
            if (wide > 1 && high > least) over.push(`${says(a)} over ${says(b)}`);
        }
    });
    const cut = [...document.querySelectorAll("body *")].filter((e) =>
        e.checkVisibility() && !e.closest(skipped) && !e.closest("svg") && e.localName !== "input"
        && getComputedStyle(e).overflowX !== "visible" && e.clientWidth > 0
        && e.scrollWidth > e.clientWidth + 1).map((e) => e.outerHTML.slice(0, 80));
    const room = [...document.querySelectorAll("svg.mini text, .plane text")].filter((t) => {
        if (t.closest(".flag") || !t.checkVisibility() || !t.textContent.trim()) return false;
        const [a, b] = [t.getBoundingClientRect(), t.closest("svg").getBoundingClientRect()];
        const gaps = [a.left - b.left, b.right - a.right, a.top - b.top, b.bottom - a.bottom];
        return Math.min(...gaps) < -2;
    }).map((t) => t.textContent);
    return { outside, over, cut, room, count: lines.length,
        scroll: document.documentElement.scrollWidth - document.documentElement.clientWidth };
}"""


# Past every figure, since those out of sight may be a moment behind.
THROUGH = """async () => {
    for (const figure of document.querySelectorAll("main figure")) {
        figure.scrollIntoView({ behavior: "instant" });
        await new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)));
    }
}"""


@pytest.mark.parametrize("size", SIZES)
def test_nothing_runs_over_or_off(open_guide, size):
    width, scale, text = SIZES[size]
    page = open_guide(width=width, device_scale_factor=scale, reduced_motion="reduce")
    page.evaluate("(text) => { document.documentElement.style.fontSize = text ?? ''; }", text)
    page.locator("try-step button").nth(1).click()
    page.get_by_text("The same numbers as a table").click()
    for query in ("", *STATES):
        if query:
            visit(page, query)
        page.evaluate(THROUGH)
        seen = page.evaluate(LINES)
        assert seen.pop("count") > 300
        assert seen == {"outside": [], "over": [], "cut": [], "room": [], "scroll": 0}, query


def test_the_check_sees_text_over_text_and_text_cut_off(open_guide):
    page = open_guide(fresh=True)
    page.evaluate(
        """() => {
            const [first, second] = document.querySelectorAll("#try h3");
            const [a, b] = [first, second].map((e) => e.getBoundingClientRect());
            second.style.transform = `translate(${a.left - b.left + 4}px, ${a.top - b.top + 4}px)`;
            const wide = document.querySelector(".colophon p");
            Object.assign(wide.style, { whiteSpace: "nowrap", overflow: "clip", width: "60px" });
            document.querySelector("h1").style.marginLeft = "-900px";
        }"""
    )
    seen = page.evaluate(LINES)
    assert any("over" in pair for pair in seen["over"])
    assert seen["cut"]
    assert seen["outside"]


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_moves_while_it_loads(open_guide, width):
    page = open_guide("?derivatives=1", width, fresh=True)
    page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => list.getEntries().forEach((e) => shifts.push(e.value)))
            .observe({ type: "layout-shift", buffered: true });"""
    )
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    settle(page)
    assert sum(page.evaluate("() => window.shifts")) < 0.05


@pytest.mark.parametrize("width", WIDTHS)
def test_a_link_into_the_page_ends_at_what_it_names(open_guide, width):
    page = open_guide("#lab-bend", width, fresh=True)
    # Labs on the way are loaded as they pass by. The scroll is smooth, and then comes to rest.
    page.locator("#lab-bend bend-figure canvas").first.wait_for()
    page.evaluate(
        """() => new Promise((rest) => {
            let [at, still] = [scrollY, 0];
            setInterval(() => {
                [at, still] = [scrollY, scrollY === at ? still + 1 : 0];
                if (still === 5) rest();
            }, 100);
        })"""
    )
    top = page.locator("#lab-bend").evaluate("(lab) => lab.getBoundingClientRect().top")
    assert 0 <= top < 40


@pytest.mark.parametrize("width", WIDTHS)
def test_curves_fill_the_room_there_is(open_guide, width):
    page = open_guide(width=width)
    for box in page.locator(".plane, .mini").evaluate_all(
        """(all) => all.map((e) => [e, e.parentElement].map((one) => {
            const box = one.getBoundingClientRect();
            return [box.left, box.right, box.height];
        }))"""
    ):
        (left, right, height), (start, end, _) = box
        assert start - 1 <= left < right <= end + 1
        assert right - left >= 0.3 * (end - start)
        assert height >= 200
