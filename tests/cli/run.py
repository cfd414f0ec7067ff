#!/usr/bin/env python3
"""Runs the program as a person would and compares every byte: run.py READOUT [--update] [CASE...]

A case is cases/NAME.sh, run by sh in an empty folder with `readout` on its PATH, $EXAMPLES and a store of its own. What it must print
stands in NAME.out, what it must complain of in NAME.err (absent: nothing), its exit status in NAME.status (absent: 0). Paths and
hashes that differ by machine are cut out: the folder becomes FOLDER.
"""

import os
import subprocess
import sys
import tempfile
from difflib import unified_diff
from pathlib import Path

HERE = Path(__file__).resolve().parent
CASES = HERE / "cases"


def run(readout, case):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "bin").mkdir()
        (Path(folder) / "bin" / "readout").symlink_to(readout)
        keep = ("HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "READOUT_MODEL", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        environment |= {
            "PATH": f"{folder}/bin:/usr/bin:/bin",
            "EXAMPLES": str(HERE.parent.parent / "examples" / "reports"),
            "READOUT_STORE": f"{folder}/store.db",
            "LC_ALL": "C.UTF-8",
        }
        work = Path(folder) / "work"
        work.mkdir()
        done = subprocess.run(["sh", "-eu", case], cwd=work, env=environment, capture_output=True, text=True, input="")
        cut = lambda text: text.replace(folder, "FOLDER").replace(environment["EXAMPLES"], "EXAMPLES")
        return cut(done.stdout), cut(done.stderr), done.returncode


def expected(case, ending, otherwise):
    path = case.with_suffix(ending)
    return path.read_text() if path.exists() else otherwise


def write(case, ending, text, otherwise):
    path = case.with_suffix(ending)
    if text == otherwise:
        path.unlink(missing_ok=True)
    else:
        path.write_text(text)


def compare(case, got):
    want = (expected(case, ".out", ""), expected(case, ".err", ""), int(expected(case, ".status", "0")))
    if got == want:
        return True
    print(f"{case.stem}: FAILED")
    for name, wanted, found in zip(("out", "err"), want, got):
        lines = unified_diff(wanted.splitlines(), found.splitlines(), f"{name} wanted", f"{name} got", lineterm="")
        print(*lines, sep="\n")
    if got[2] != want[2]:
        print(f"exit status: wanted {want[2]}, got {got[2]}")
    return False


def main():
    readout = Path(sys.argv[1]).resolve()
    update = "--update" in sys.argv
    names = [name for name in sys.argv[2:] if name != "--update"]
    cases = [case for case in sorted(CASES.glob("*.sh")) if not names or case.stem in names]
    good = 0
    for case in cases:
        got = run(readout, case)
        if update:
            write(case, ".out", got[0], "")
            write(case, ".err", got[1], "")
            write(case, ".status", f"{got[2]}\n", "0\n")
            good += 1
        else:
            good += compare(case, got)
    print(f"{good} of {len(cases)} cases as they should be")
    return 0 if cases and good == len(cases) else 1


sys.exit(main())
