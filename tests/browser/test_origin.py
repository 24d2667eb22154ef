"""Nothing from elsewhere: no request leaves the machine, and no foreign script runs."""

from urllib.parse import urlsplit

from playwright.sync_api import expect


def test_every_request_goes_to_the_guide(open_guide, guide_url):
    asked = []
    page = open_guide(fresh=True)
    page.on("request", lambda request: asked.append((request.method, urlsplit(request.url))))
    page.reload()
    page.locator(".plane[aria-valuenow]").wait_for()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.evaluate("() => scrollTo({ top: 1e6, behavior: 'instant' })")
    paths = {url.path for _, url in asked if url.scheme != "data"}
    assert {url.netloc for _, url in asked} <= {urlsplit(guide_url).netloc, ""}
    assert {"/", "/activations.js", "/static/guide.js", "/static/guide.css"} <= paths
    fonts = [path for path in paths if path.endswith(".woff2")]
    assert 1 <= len(fonts) <= 4
    assert {method for method, _ in asked} == {"GET"}


def test_the_guides_own_fonts_are_used(open_guide):
    page = open_guide()
    for family in ("Newsreader", "IBM Plex Mono"):
        assert page.evaluate("(family) => document.fonts.check(`16px '${family}'`)", family)
        loaded = page.evaluate(
            "() => [...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family)"
        )
        assert any(family in name for name in loaded)


def test_the_policy_stops_an_injected_script(chromium, guide_url):
    context = chromium.new_context()
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(guide_url)
    page.locator(".plane[aria-valuenow]").wait_for()
    page.evaluate(
        """() => {
            const inline = document.createElement("script");
            inline.textContent = "window.inline = true";
            const handler = document.createElement("img");
            handler.setAttribute("onerror", "window.handler = true");
            handler.src = "/nowhere.svg";
            const styled = document.createElement("div");
            styled.id = "styled";
            styled.innerHTML = '<p style="color: rgb(1, 2, 3)">x</p>';
            const foreign = document.createElement("script");
            foreign.src = "https://example.com/a.js";
            document.body.append(inline, handler, styled, foreign);
        }"""
    )
    page.wait_for_function("() => document.querySelector('img[onerror]').complete")
    assert page.evaluate("() => [window.inline, window.handler]") == [None, None]
    color = page.locator("#styled p").evaluate("(p) => getComputedStyle(p).color")
    assert color != "rgb(1, 2, 3)"
    for directive in ("script-src 'self'", "style-src 'self'"):
        assert any(directive in text for text in complaints)
    context.close()


def test_the_page_is_not_framed_by_another(chromium, guide_url):
    context = chromium.new_context()
    page = context.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        page.set_content(f'<iframe src="{guide_url}"></iframe>')
    expect(page.frame_locator("iframe").get_by_text("Field Guide")).to_have_count(0)
    context.close()


def test_an_unknown_path_leads_back(chromium, guide_url):
    context = chromium.new_context()
    page = context.new_page()
    answer = page.goto(guide_url + "gelu")
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("link", name="starts here").click()
    page.locator(".plane[aria-valuenow]").wait_for()
    assert page.url == guide_url
    context.close()
