#!/usr/bin/env bash
# Whether the image holds every module that ours need, looked at from within the image.
source ci/lib.sh

docker run --rm --network none --volume "$PWD/ci:/ci:ro" --entrypoint python3 "$(image)" \
  /ci/module_graph.py "$(setting .series)" /mnt/extra-addons /usr/lib/python3/dist-packages/odoo/addons \
  >out/modules.json
jq -e .moduleGraph.complete out/modules.json >/dev/null ||
  refuse "modules are missing from the image: $(jq -r '.moduleGraph.missing | join(", ")' out/modules.json)"
