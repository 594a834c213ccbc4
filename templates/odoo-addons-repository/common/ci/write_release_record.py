"""Writes releases/<version>.yaml out of what the steps before left in out/.

    write_release_record.py <version> <provider> <repository> <run> <url of the run> <commit>

Whatever a step did not leave is an error: a record with a hole in it would be believed.
"""

import json
import sys
from datetime import datetime, timezone
from pathlib import Path


def load(path: str):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def record(version: str, run: dict, commit: str) -> dict:
    settings, release, graph = load("settings.json"), load("release.json"), load("out/modules.json")
    follows = Path("out/follows").read_text(encoding="utf-8").strip()
    return {
        "apiVersion": "plumbline.dev/v1",
        "kind": "OdooRelease",
        "metadata": {"name": version},
        "spec": {
            "series": settings["series"],
            "edition": settings["edition"],
            "image": settings["image"],
            "digest": Path("out/digest").read_text(encoding="utf-8").strip(),
            "releasedAt": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "sourceCommit": commit,
            **({"follows": follows} if follows else {}),
            "schemaClass": release["schemaClass"],
            "schemaReason": release["schemaReason"],
            "modules": graph["modules"],
            "evidence": {
                "pipeline": run,
                "tests": load("out/tests.json"),
                "moduleGraph": graph["moduleGraph"],
                "scan": load("out/scan.json"),
                "sbom": load("out/sbom.json"),
                "signature": load("out/signature.json"),
                "rehearsals": load("out/rehearsals.json"),
            },
        },
    }


def yaml_lines(value, indent: str = "") -> list:
    """Block YAML whose scalars are JSON: quoted, so that no version becomes a number."""
    if isinstance(value, dict) and value:
        return [line for key, item in value.items() for line in entry(f"{indent}{key}:", item, indent + "  ")]
    if isinstance(value, list) and value:
        lines = []
        for item in value:
            first, *rest = yaml_lines(item, indent + "  ")
            lines += [f"{indent}- {first.lstrip()}", *rest]
        return lines
    return [indent + json.dumps(value)]


def entry(key: str, item, indent: str) -> list:
    if isinstance(item, (dict, list)) and item:
        return [key, *yaml_lines(item, indent)]
    return [f"{key} {json.dumps(item)}"]


if __name__ == "__main__":
    version, provider, repository, run, url, commit = sys.argv[1:]
    pipeline = {"provider": provider, "repository": repository, "run": run, "url": url}
    print("\n".join(yaml_lines(record(version, pipeline, commit))))
