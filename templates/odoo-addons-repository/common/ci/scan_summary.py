"""What a scan found, and which criticals an update would mend.

    scan_summary.py <tool> <report of trivy> <waivers>

A critical that could be mended ends the pipeline, unless waivers.json lets it through for a while:
[{"id": "CVE-...", "package": "...", "reason": "...", "approver": "...", "until": "2026-12-31T00:00:00Z"}]
"""

import json
import sys
from collections import Counter
from datetime import datetime, timezone

NOW = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def summarise(tool: str, report: dict, waivers: list, now: str) -> dict:
    found = {
        (item["VulnerabilityID"], item["PkgName"]): item
        for result in report.get("Results", [])
        for item in result.get("Vulnerabilities") or []
    }
    severities = Counter(item["Severity"] for item in found.values())
    # Times of one form compare as text.
    waived = {
        (waiver["id"], waiver["package"]): waiver
        for waiver in waivers
        if waiver["until"] > now
    }
    fixable = []
    for (name, package), item in sorted(found.items()):
        if item["Severity"] != "CRITICAL" or not item.get("FixedVersion"):
            continue
        entry = {"id": name, "package": package, "fixedIn": item["FixedVersion"][:100]}
        waiver = waived.get((name, package))
        if waiver:
            entry["waiver"] = {key: waiver[key] for key in ("reason", "approver", "until")}
        fixable.append(entry)
    return {
        "tool": tool,
        "at": now,
        "findings": {"critical": severities["CRITICAL"], "high": severities["HIGH"]},
        "fixableCriticals": fixable,
    }


def load(path: str):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


if __name__ == "__main__":
    tool, report, waivers = sys.argv[1:]
    scan = summarise(tool, load(report), load(waivers), NOW)
    json.dump(scan, sys.stdout)
    open_ones = [item for item in scan["fixableCriticals"] if "waiver" not in item]
    for item in open_ones:
        print(f"{item['id']}: update {item['package']} to {item['fixedIn']}", file=sys.stderr)
    sys.exit(1 if open_ones else 0)
