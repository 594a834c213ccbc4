#!/usr/bin/env bash
# Builds the image. With a version it is pushed, once and for ever, and named by its digest from then on; without, it
# stays on this machine, for the checks of a pull request.
source ci/lib.sh

version=${1:-}
repository=$(setting .image)
base=$(setting .baseImage)
[[ $base =~ @sha256:[0-9a-f]{64}$ ]] ||
  refuse "settings.json: baseImage is not pinned by its digest: $base"

if [[ -z $version ]]; then
  docker buildx build --load --build-arg "BASE_IMAGE=$base" --tag "$repository:check" .
  echo "$repository:check" >out/image
  exit
fi

series=$(setting .series)
[[ $version =~ ^[0-9]{2}\.[0-9]-[0-9a-z.]{1,40}$ && $version == "$series"-* ]] ||
  refuse "$version is no version of series $series: it looks like $series-2026.11.1"
# The release before, which the class of this one is told against; empty: there is none.
[[ $(git rev-parse --is-shallow-repository) == false ]] ||
  refuse 'the checkout is shallow: which release this one follows is not known'
git describe --tags --abbrev=0 --match "$series-*" --exclude "$version" >out/follows 2>/dev/null || : >out/follows
# The portal believes merged code alone: better no image than one that nobody may promote.
git merge-base --is-ancestor HEAD origin/main ||
  refuse "the tag $version is not on main: merge first, then tag what was merged"
az acr login --name "${repository%%.*}"
if docker buildx imagetools inspect "$repository:$version" >/dev/null 2>&1; then
  refuse "$repository:$version is there already: a release is built once, make the next one"
fi
docker buildx build --push --provenance=false --build-arg "BASE_IMAGE=$base" \
  --label "org.opencontainers.image.revision=$(git rev-parse HEAD)" \
  --label "org.opencontainers.image.version=$version" \
  --tag "$repository:$version" --metadata-file out/build.json .
jq -er '."containerimage.digest"' out/build.json >out/digest
echo "$repository@$(digest)" >out/image
