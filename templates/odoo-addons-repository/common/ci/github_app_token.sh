#!/usr/bin/env bash
# Prints a token of the GitHub App for the GitOps repository, good for an hour. The App's key lies in the Azure Key
# Vault and signs there: it is never on this machine, and no secret is in this repository.
source ci/lib.sh

base64url() { base64 --wrap 0 | tr '+/' '-_' | tr --delete '='; }
repository=$(setting .gitops.repository)
now=$(date +%s)
header=$(printf '{"alg":"RS256","typ":"JWT"}' | base64url)
claims=$(jq -cnj --arg iss "$(setting .githubApp.id)" --argjson now "$now" \
  '{iat: ($now - 60), exp: ($now + 540), iss: $iss}' | base64url)
hash=$(printf '%s.%s' "$header" "$claims" | openssl dgst -sha256 -binary | base64url)
signature=$(az rest --method post --resource https://vault.azure.net \
  --url "$(setting .githubApp.key)/sign?api-version=7.4" \
  --body "{\"alg\":\"RS256\",\"value\":\"$hash\"}" --query value --output tsv)
body=$(jq -cn --arg name "${repository##*/}" \
  '{repositories: [$name], permissions: {contents: "write", pull_requests: "write"}}')
# The header comes by standard input: arguments are seen by every process of the machine.
curl --fail --silent --show-error --request POST --header @- --data "$body" \
  "https://api.github.com/app/installations/$(setting .githubApp.installation)/access_tokens" \
  <<<"Authorization: Bearer $header.$claims.$signature" | jq -er .token
