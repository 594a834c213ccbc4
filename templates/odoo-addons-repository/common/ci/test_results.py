"""Counts the tests that Odoo ran, by its log on standard input.

A log that does not say how many there were is an error: no news is not good news.
"""

import json
import re
import sys

RESULT = re.compile(r"(\d+) failed, (\d+) error\(s\) of (\d+) tests")


def count(log: str) -> dict:
    results = [tuple(map(int, groups)) for groups in RESULT.findall(log)]
    if not results:
        raise SystemExit("the log does not say how many tests ran")
    failed = sum(failures + errors for failures, errors, _ in results)
    total = sum(tests for _, _, tests in results)
    if total == 0:
        raise SystemExit("no test ran")
    return {"passed": total - failed, "failed": failed}


if __name__ == "__main__":
    json.dump(count(sys.stdin.read()), sys.stdout)
