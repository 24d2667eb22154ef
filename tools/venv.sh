# Makes a virtual environment: sh tools/venv.sh PYTHON FOLDER
python=$1
folder=$2

if ! command -v "$python" >/dev/null; then
    echo "Fieldguide needs Python 3.11 or newer; no $python is on PATH (PYTHON=... names another)" >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Fieldguide needs Python 3.11 or newer; $python is $("$python" -V) (PYTHON=... names another)" >&2
    exit 1
fi
# Debian ships venv without ensurepip until python3-venv is installed.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        echo "$python cannot make virtual environments; install python3-venv first" >&2
        exit 1
    fi
    echo "Installing python3-venv ..."
    apt-get update -qq && apt-get install -qq -y --no-install-recommends python3-venv >/dev/null ||
        exit 1
fi
echo "Making $folder with $("$python" -V) ..."
"$python" -m venv "$folder" || { rm -rf "$folder"; exit 1; }
