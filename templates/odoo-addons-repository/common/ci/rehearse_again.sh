#!/usr/bin/env bash
# Rehearses a recorded release on the copy of today: rehearse_again.sh <version>. Ends well with a result, passed or
# failed: propose_rehearsal.sh brings both to the record.
source ci/lib.sh
source ci/gitops.sh

version=$1
record=$(record_of "$version")
yq --exit-status '.spec.image + "@" + .spec.digest' "$record" >out/image
az acr login --name "$(setting '.image | split(".")[0]')"
[[ -n $(jq -r .rehearsal.account settings.json) ]] || refuse 'settings.json: rehearsal names no copy'
bash ci/rehearse.sh || [[ -s out/rehearsals.json ]]
