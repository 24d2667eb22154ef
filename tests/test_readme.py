"""The README does what it says."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

README = Path(__file__).parent.parent / "README.md"
TEXT = README.read_text()
BIN = Path(sys.executable).parent


def console() -> list[tuple[str, str]]:
    """Each command of the console blocks and what it prints."""
    blocks = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
    command = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
    return [pair for block in blocks for pair in command.findall(block)]


def test_python_examples():
    source = "\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))
    example = doctest.DocTestParser().get_doctest(source, {}, "README.md", "README.md", 0)
    failed, tried = doctest.DocTestRunner().run(example)
    assert tried > 5
    assert failed == 0


@pytest.mark.parametrize(("command", "expected"), console())
def test_console_examples(command, expected):
    program, *words = shlex.split(command)
    ended = subprocess.run([BIN / program, *words], capture_output=True, text=True)
    assert ended.stdout + ended.stderr == expected
    assert ended.returncode == (2 if ended.stderr else 0)


def test_there_are_console_examples():
    assert len(console()) == 4


ADDRESSES = re.findall(r"`(?:GET )?(/[^`\s]*)`", TEXT)


def test_there_are_addresses():
    assert len(ADDRESSES) > 10


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_addresses_open(guide_url, address):
    path, _, place = address.partition("#")
    answer = httpx.get(guide_url + path[1:], timeout=60)
    assert answer.status_code == 200
    assert not place or f'id="{place}"' in answer.text


def test_its_make_commands_exist():
    makefile = README.with_name("Makefile").read_text()
    for target in re.findall(r"^make (\w+)", TEXT, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    ci = README.with_name(".ci") / "run"
    assert ci.read_text().endswith("\nmake test\nmake test-integrations\n")
