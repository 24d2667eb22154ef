# Sees to it that the browser tests have a Chromium: sh tools/chromium.sh VENV
# One on PATH will do; else Debian's; else Playwright's own (which the second run finds in place).
for name in chromium chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Chromium with apt-get ..."
    apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
            chromium fonts-liberation >/dev/null &&
        command -v chromium >/dev/null && exit 0
fi
echo "Installing Playwright's Chromium ..."
"$1/bin/playwright" install chromium
