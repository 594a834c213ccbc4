#!/usr/bin/env bash
# Rehearses a release on the copy of today, and proposes to add the result to its record:
# propose_rehearsal.sh <version>. A rehearsal counts for seven days from the moment of its copy.
source ci/lib.sh
source ci/gitops.sh

version=$1
record="$gitops/releases/$version.yaml"
[[ $version =~ ^[0-9]{2}\.[0-9]-[0-9a-z.]{1,40}$ && -f $record ]] ||
  refuse "the GitOps repository records no release $version"
yq --exit-status '.spec.image + "@" + .spec.digest' "$record" >out/image
az acr login --name "$(setting '.image | split(".")[0]')"
[[ -n $(jq -r .rehearsal.account settings.json) ]] || refuse 'settings.json: rehearsal names no copy'
bash ci/rehearse.sh
yq --inplace '.spec.evidence.rehearsals += load("out/rehearsals.json")' "$record"
propose "Rehearsal of $version"
