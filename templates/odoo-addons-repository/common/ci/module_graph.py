"""The modules of the image: ours and all that they need, with their versions.

    module_graph.py <series> <folder of ours> <folder of Odoo's own>...
"""

import ast
import json
import sys
from datetime import datetime, timezone
from pathlib import Path


def read_manifests(folder: Path) -> dict:
    """Manifests by module name. They are data: they are parsed and never run."""
    return {
        path.parent.name: ast.literal_eval(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/__manifest__.py"))
    }


def full_version(version: str, series: str) -> str:
    """As Odoo shows it: a manifest may leave the series out."""
    return version if version.startswith(f"{series}.") else f"{series}.{version}"


def needed_by(own: dict, known: dict) -> tuple[list, list]:
    """Ours and everything that they need, and what of that is nowhere."""
    found, missing, open_names = [], [], sorted(own)
    seen = set(open_names)
    while open_names:
        name = open_names.pop(0)
        if name not in known:
            missing.append(name)
            continue
        found.append(name)
        # Whatever says nothing else needs base.
        for needed in known[name].get("depends") or (["base"] if name != "base" else []):
            if needed not in seen:
                seen.add(needed)
                open_names.append(needed)
    return sorted(found), sorted(missing)


def graph(series: str, own_folder: Path, other_folders: list) -> dict:
    own = {
        name: manifest
        for name, manifest in read_manifests(own_folder).items()
        if manifest.get("installable", True)
    }
    if not own:
        raise SystemExit(f"{own_folder} holds no module")
    known = {}
    for folder in other_folders:
        known.update(read_manifests(folder))
    known.update(own)
    found, missing = needed_by(own, known)
    return {
        "modules": [
            {
                "name": name,
                "version": full_version(str(known[name].get("version", "1.0")), series),
                "depends": list(known[name].get("depends", [])),
            }
            for name in found
        ],
        "moduleGraph": {
            "complete": not missing,
            "missing": missing,
            "at": datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        },
    }


if __name__ == "__main__":
    series, own, *others = sys.argv[1:]
    json.dump(graph(series, Path(own), [Path(other) for other in others]), sys.stdout)
