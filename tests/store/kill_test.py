#!/usr/bin/env python3
"""Kills `readout add` at random moments, 200 times, and looks at what is left: kill_test.py READOUT [TIMES]

After each kill: the store opens, PRAGMA integrity_check and foreign_key_check are clean, and every report in it is whole: as many
statements, figures, times and entities as its record says. At the end the run is let through and the store must hold what an
undisturbed one holds.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {"statement": "statements", "figure": "figures", "time_expression": "times", "entity": "entities"}


def write_reports(path, count):
    """Reports enough to be killed in: the examples, again and again under new ids, in texts of several sizes."""
    source = HERE.parent.parent / "examples" / "reports" / "4-reports.jsonl"
    examples = [json.loads(line) for line in source.read_text().splitlines()]
    with open(path, "w") as out:
        for number in range(count):
            report = dict(examples[number % len(examples)])
            report["id"] = f"{report['id']}-{number}"
            report["url"] = f"{report['url']}/{number}"
            report["text"] = (report["text"] + "\n\n") * (1 + number % 5)
            out.write(json.dumps(report) + "\n")


def check(store):
    """Number of reports in a store that is sound; raises AssertionError when it is not."""
    with sqlite3.connect(store) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check"
        assert db.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign_key_check"
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:  # killed before the tables were there
            assert db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0, "half a schema"
            return 0
        versions = db.execute("SELECT version, record FROM version").fetchall()
        for version, record in versions:
            record = json.loads(record)
            for table, kind in KINDS.items():
                rows = db.execute(f"SELECT count(*) FROM {table} WHERE version = ?", (version,)).fetchone()[0]
                assert rows == len(record[kind]), f"version {version} has {rows} of {len(record[kind])} {kind}"
        words = db.execute("SELECT count(*) FROM version_words WHERE version_words MATCH 'the'").fetchone()[0]
        assert words <= len(versions)
        assert db.execute("SELECT count(*) FROM report").fetchone()[0] == len(versions), "a report without a version"
    db.close()
    return len(versions)


def add(readout, store, reports):
    return subprocess.Popen(
        [readout, "add", "--quiet", "--store", store, reports], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def exported(readout, store):
    done = subprocess.run([readout, "export", "--store", store], capture_output=True, check=True)
    return sorted(done.stdout.splitlines())


def main():
    readout, times = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 200
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        reports, whole, store = (str(Path(folder, name)) for name in ("reports.jsonl", "whole.db", "store.db"))
        write_reports(reports, 60)
        began = time.monotonic()
        undisturbed = add(readout, whole, reports)
        assert undisturbed.wait() == 0, undisturbed.stderr.read().decode()
        lasts = time.monotonic() - began
        half_way = 0
        for number in range(times):
            if number % 20 == 0:  # begin again, so that kills meet young stores too
                for ending in ("", "-wal", "-shm"):
                    Path(store + ending).unlink(missing_ok=True)
            child = add(readout, store, reports)
            # Each start goes on where the last was killed, so kills must come early as well as late.
            time.sleep(chance.uniform(0, lasts) * chance.choice((0.1, 0.3, 1)))
            child.send_signal(signal.SIGKILL)
            child.wait()
            child.stderr.close()
            if os.path.exists(store) and os.path.getsize(store) > 0:
                half_way += 0 < check(store) < 60
        last = add(readout, store, reports)
        assert last.wait() == 0, last.stderr.read().decode()
        assert check(store) == 60
        assert exported(readout, store) == exported(readout, whole), "the killed store differs from the undisturbed one"
    print(f"killed {times} times, {half_way} of them half way through; the store was sound each time")
    assert half_way > times / 20, "too few kills met a store half way through to show anything"


main()
