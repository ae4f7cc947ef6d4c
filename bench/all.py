"""``make bench``: every measurement, one after another. Nothing here is asserted."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PEERS = Path(os.environ.get("PEER_BENCH", HERE.parents[1] / "shared/bench"))
"""The comparison with the peers: a folder with setup.sh and idle_cost.py."""
ALL_PEERS = "workrave,safeeyes-2.1.5,safeeyes-3.5.1,rsibreak"


def main() -> None:
    """Run them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", default="3", help="of the idle measurement")
    parser.add_argument("--peers", metavar="WORK", help="folder that setup.sh of the peers filled")
    parser.add_argument("--only", default=ALL_PEERS, help="of the peers (%(default)s)")
    args = parser.parse_args()
    for script, words in (
        ("command_time.py", []),
        ("simulated_year.py", []),
        ("insight.py", []),
        ("guide.py", []),
        ("terminal_guide.py", []),
        ("start.py", []),
        ("idle.py", ["--minutes", args.minutes]),
        ("presence.py", []),
        ("windows.py", ["--minutes", args.minutes]),
    ):
        print(f"\n== {script}", flush=True)
        subprocess.run([sys.executable, HERE / script, *words], check=True)
    if args.peers is None:
        print("\nThe peers are left out; --peers WORK compares with them (docs/performance.md)")
        return
    print("\n== beside the peers", flush=True)
    subprocess.run(
        [
            "/usr/bin/python3", PEERS / "idle_cost.py", "--programs", PEERS / "peers.json",
            "--var", f"work={args.peers}", "--repeat", "1", "--starts", "3",
            "--only", args.only,
            "--prog", f"deskbreak={sys.executable} -m deskbreak run",
        ],
        check=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
