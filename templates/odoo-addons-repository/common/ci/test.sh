#!/usr/bin/env bash
# Installs every module of this repository into an empty database and runs its tests.
source ci/lib.sh

modules=$(own_modules)
docker network create --internal tests >/dev/null
start_postgres tests
status=0
run_odoo tests --database test --init "$modules" --test-enable \
  --test-tags "/${modules//,/,/}" 2>&1 | tee out/test.log || status=$?
docker rm --force postgres >/dev/null
docker network rm tests >/dev/null
python3 ci/test_results.py <out/test.log >out/tests.json
[[ $status == 0 ]] || refuse "odoo ended with $status"
jq -e '.failed == 0' out/tests.json >/dev/null || refuse 'tests failed'
