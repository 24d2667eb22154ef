# Sees to it that the browser tests can run: sh tools/chromium.sh VENV
playwright=$1/bin/playwright

install() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing $* with apt-get ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" >/dev/null
}

# Playwright brings a Node of its own, which needs a library that a bare Debian lacks.
if ! "$playwright" --version >/dev/null 2>&1; then
    install libatomic1
    if ! why=$("$playwright" --version 2>&1); then
        echo "Playwright does not start: $(echo "$why" | tail -n 1)" >&2
        exit 1
    fi
fi

# A Chromium on PATH will do; else Debian's; else Playwright's own, which a later run finds in place.
for name in chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
for name in chromium-headless-shell chromium; do
    install $name fonts-liberation && command -v $name >/dev/null && exit 0
done
echo "Installing Playwright's Chromium ..."
"$playwright" install chromium
