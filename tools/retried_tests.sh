#!/bin/sh
# Writes the tests that failed in the last run to .retried-tests.txt, with the day, and names those
# that stand there more than once: retried_tests.sh PYTHON [PYTEST'S CACHE]
set -eu
"$1" - "${2:-.pytest_cache}" <<'PYTHON'
import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

failed = json.loads(Path(sys.argv[1], "v/cache/lastfailed").read_text())
notes = Path(".retried-tests.txt")
with notes.open("a") as file:
    for name in sorted(failed):
        print("retried:", name)
        file.write(f"{date.today()} {name}\n")
seen = Counter(line.split(" ", 1)[1] for line in notes.read_text().splitlines())
for name, times in seen.items():
    if times > 1:
        print(f"retried {times} times by now, it wants to be mended: {name}")
PYTHON
