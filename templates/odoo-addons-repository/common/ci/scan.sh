#!/usr/bin/env bash
# Looks for known vulnerabilities, and writes down what the image is made of.
source ci/lib.sh

scanner=$(setting .scannerImage)
trivy() {
  docker run --rm --volume "$PWD/out:/out" \
    --volume "$HOME/.docker/config.json:/root/.docker/config.json:ro" \
    "$scanner" image --image-src remote --quiet "$@" "$(image)"
}
trivy --scanners vuln --format json --output /out/trivy.json
trivy --format spdx-json --output /out/sbom.spdx.json
jq -n --arg digest "sha256:$(sha256sum out/sbom.spdx.json | cut -d ' ' -f 1)" \
  '{format: "spdx-2.3", digest: $digest}' >out/sbom.json
python3 ci/scan_summary.py "trivy ${scanner##*:}" out/trivy.json waivers.json >out/scan.json
