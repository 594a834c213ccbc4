#!/usr/bin/env bash
# Migrates a neutralised copy of a production database, and takes the time. The copy lies in Azure Blob Storage as
# copy.dump (pg_dump --format custom) and copy.json: {"copyOf": "tenant/stage", "copyTakenAt": "...", "from": "release"}.
# A migration that failed is written down as well, before this ends with an error: it counts against the one before.
source ci/lib.sh
rm -f out/rehearsals.json

account=$(jq -r .rehearsal.account settings.json)
container=$(jq -r .rehearsal.container settings.json)
if [[ -z $account ]]; then
  [[ $(jq -er .schemaClass release.json) != breaking ]] ||
    refuse 'settings.json: rehearsal names no copy, and a breaking release is not made without one'
  echo '[]' >out/rehearsals.json
  exit
fi
copy=$(mktemp --directory)
trap 'docker rm --force postgres >/dev/null 2>&1 || true; docker network rm rehearsal >/dev/null 2>&1 || true; rm -rf "$copy"' EXIT
for name in copy.json copy.dump; do
  az storage blob download --auth-mode login --only-show-errors --account-name "$account" \
    --container-name "$container" --name "$name" --file "$copy/$name" >/dev/null
done

# Without a way out: what is not neutralised after all reaches nobody.
docker network create --internal rehearsal >/dev/null
start_postgres rehearsal
query() { docker exec postgres psql --username odoo --dbname copy --tuples-only --no-align --command "$1"; }
docker exec postgres createdb --username odoo copy
docker exec --interactive postgres pg_restore --username odoo --dbname copy --no-owner --exit-on-error <"$copy/copy.dump"
neutral=$(query "select count(*) from ir_config_parameter where key = 'database.is_neutralized' and value = 'true'")
[[ $neutral == 1 ]] || refuse 'the copy is not neutralised: it is not touched'
bytes=$(query "select pg_database_size('copy')")

started=$(date -u +%Y-%m-%dT%H:%M:%SZ)
SECONDS=0
status=0
run_odoo rehearsal --database copy --update all 2>&1 | tee out/rehearsal.log || status=$?
seconds=$SECONDS
# Odoo ends with 0 although it left modules out or half way: it says so in its log and in the database alone.
outcome=failed
if [[ $status != 0 ]]; then
  problem="odoo ended with $status"
elif grep --extended-regexp --quiet 'Some modules (are not loaded|have inconsistent states)' out/rehearsal.log; then
  problem='odoo did not load every module, see the lines "Some modules ..." of its log'
elif ! unfinished=$(query "select count(*) from ir_module_module where state in ('to install', 'to upgrade', 'to remove')"); then
  problem='the database does not tell in which state its modules are'
elif [[ $unfinished != 0 ]]; then
  problem="$unfinished modules still wait to be installed, updated or removed"
else
  outcome=passed
fi
jq --arg startedAt "$started" --argjson seconds "$seconds" --argjson bytes "$bytes" --arg outcome "$outcome" \
  '[{from, copyOf, copyTakenAt, startedAt: $startedAt, durationSeconds: $seconds,
     databaseGiB: ($bytes / 1073741824 * 100 | round / 100), outcome: $outcome}]' \
  "$copy/copy.json" >out/rehearsals.json
[[ $outcome == passed ]] || refuse "the rehearsal failed: $problem"
