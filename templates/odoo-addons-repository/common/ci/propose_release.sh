#!/usr/bin/env bash
# Proposes the release record to the GitOps repository: propose_release.sh <version>
source ci/lib.sh
source ci/gitops.sh

version=$1
target="$gitops/releases/$version.yaml"
[[ ! -e $target ]] || refuse "releases/$version.yaml is there already: a release is recorded once"
mkdir -p "$gitops/releases"
cp out/release.yaml "$target"
propose "Release $version"
