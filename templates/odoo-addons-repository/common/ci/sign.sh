#!/usr/bin/env bash
# Signs the digest and the bill of materials, and verifies both as a reader would. With a key of the Azure Key Vault
# (settings.json: signingKey), or without any key by the identity of this workflow.
source ci/lib.sh

# cosign asks az for its way to the vault, so it runs beside it and not in its container.
container=$(docker create "$(setting .cosignImage)")
docker cp "$container:/ko-app/cosign" out/cosign >/dev/null
docker rm "$container" >/dev/null
cosign() { out/cosign "$@"; }

key=$(jq -r .signingKey settings.json)
if [[ -n $key ]]; then
  kind=cosign-key identity=$key issuer=''
  signer=(--key "$key")
  verifier=(--key "$key")
else
  [[ -n ${GITHUB_WORKFLOW_REF:-} ]] ||
    refuse 'settings.json: signingKey is empty, and only GitHub Actions signs without a key'
  kind=cosign-keyless identity="https://github.com/$GITHUB_WORKFLOW_REF"
  issuer=https://token.actions.githubusercontent.com
  signer=()
  verifier=(--certificate-identity "$identity" --certificate-oidc-issuer "$issuer")
fi
cosign sign --yes "${signer[@]}" "$(image)"
cosign attest --yes "${signer[@]}" --type spdxjson --predicate out/sbom.spdx.json "$(image)"
cosign verify "${verifier[@]}" "$(image)" >/dev/null
cosign verify-attestation "${verifier[@]}" --type spdxjson "$(image)" >/dev/null
jq -n --arg kind "$kind" --arg identity "$identity" --arg issuer "$issuer" \
  --arg signedDigest "$(digest)" --arg verifiedAt "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
  '{kind: $kind, identity: $identity, issuer: $issuer, signedDigest: $signedDigest, verifiedAt: $verifiedAt}
   | with_entries(select(.value != ""))' >out/signature.json
