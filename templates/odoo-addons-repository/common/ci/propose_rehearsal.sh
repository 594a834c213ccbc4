#!/usr/bin/env bash
# Proposes to add the rehearsal of rehearse_again.sh to the record of the release: propose_rehearsal.sh <version>. A
# rehearsal counts for seven days from the moment of its copy; one that failed takes the ones before away.
source ci/lib.sh
source ci/gitops.sh

version=$1
outcome=$(jq -er '.[0].outcome' out/rehearsals.json)
record=$(record_of "$version")
yq --inplace '.spec.evidence.rehearsals += load("out/rehearsals.json")' "$record"
propose "Rehearsal of $version: $outcome"
[[ $outcome == passed ]] || refuse "the rehearsal of $version failed: merge the pull request, so that no older one counts"
