# Sourced by what proposes something to the GitOps repository. Nothing is merged from here.
# GIT_HOST: github or azure-devops. GIT_TOKEN may push a branch and open a pull request. RUN_ID names the branch.
# shellcheck shell=bash
: "${GIT_HOST:?}" "${GIT_TOKEN:?}" "${RUN_ID:?}"

gitops_repository=$(setting .gitops.repository)
gitops_base=$(setting .gitops.branch)
case $GIT_HOST in
github) gitops_url="https://github.com/$gitops_repository.git" ;;
azure-devops)
  IFS=/ read -r organisation project name <<<"$gitops_repository"
  gitops_url="https://dev.azure.com/$organisation/$project/_git/$name"
  ;;
*) refuse "GIT_HOST is $GIT_HOST: neither github nor azure-devops" ;;
esac

# By the environment: neither the arguments of a process nor a file holds the token.
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraHeader
GIT_CONFIG_VALUE_0="Authorization: Basic $(printf 'x-access-token:%s' "$GIT_TOKEN" | base64 --wrap 0)"
export GIT_CONFIG_VALUE_0

gitops=$(mktemp --directory)
trap 'rm -rf "$gitops"' EXIT
git clone --quiet --depth 1 --branch "$gitops_base" "$gitops_url" "$gitops"

# The file of a release that is recorded already.
record_of() { # version
  local record="$gitops/releases/$1.yaml"
  [[ $1 =~ ^[0-9]{2}\.[0-9]-[0-9a-z.]{1,40}$ && -f $record ]] ||
    refuse "the GitOps repository records no release $1"
  echo "$record"
}

# Opens a pull request with everything that was changed below $gitops.
propose() { # title
  local branch="record/$RUN_ID"
  cd "$gitops"
  git switch --quiet --create "$branch"
  git add --all
  git -c user.name='Release pipeline' -c user.email='release-pipeline@users.noreply.github.com' \
    commit --quiet --message "$1"
  git push --quiet origin "$branch"
  if [[ $GIT_HOST == github ]]; then
    GH_TOKEN=$GIT_TOKEN gh pr create --base "$gitops_base" --head "$branch" --title "$1" \
      --body 'Written by the pipeline of the add-ons repository.'
  else
    AZURE_DEVOPS_EXT_PAT=$GIT_TOKEN az repos pr create --organization "https://dev.azure.com/$organisation" \
      --project "$project" --repository "$name" --source-branch "$branch" --target-branch "$gitops_base" \
      --title "$1" --description 'Written by the pipeline of the add-ons repository.' --output none
  fi
}
