# Sourced by the other scripts, which run in the root of the repository and leave what they found in out/.
# shellcheck shell=bash
set -euo pipefail
mkdir -p out

setting() { jq -er "$1" settings.json; }

refuse() {
  echo "$*" >&2
  exit 1
}

# Repository and digest of the image that was built: a tag may move, this does not.
image() { cat out/image; }
digest() { cat out/digest; }

# A database server that ends with the job; its password is worth nothing outside of it.
start_postgres() { # network
  POSTGRES_PASSWORD=$(openssl rand -hex 16)
  export POSTGRES_PASSWORD
  docker run --detach --name postgres --network "$1" \
    --env POSTGRES_USER=odoo --env POSTGRES_PASSWORD --env POSTGRES_DB=postgres \
    "$(setting .postgresImage)" >/dev/null
  for _ in $(seq 60); do
    if docker exec postgres pg_isready --quiet --username odoo --host 127.0.0.1; then return; fi
    sleep 1
  done
  refuse 'PostgreSQL did not start within 60 seconds'
}

# Odoo of the built image, without a way out of the network that is named.
run_odoo() { # network, arguments of odoo
  local network=$1
  shift
  docker run --rm --network "$network" \
    --env HOST=postgres --env USER=odoo --env PASSWORD="$POSTGRES_PASSWORD" \
    "$(image)" odoo --no-http --stop-after-init "$@"
}

# Names of the modules of this repository, separated by commas.
own_modules() {
  local manifest names=()
  for manifest in addons/*/__manifest__.py; do
    names+=("$(basename "$(dirname "$manifest")")")
  done
  (IFS=, && echo "${names[*]}")
}
