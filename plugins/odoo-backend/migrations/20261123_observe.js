// @ts-check

/**
 * Times are RFC 3339 text in UTC with milliseconds, so that they compare as text alike in SQLite and
 * PostgreSQL; PostgreSQL would otherwise order text by the locale of the database.
 *
 * @param {import('knex').Knex} knex
 */
function textType(knex) {
  return knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const text = textType(knex);

  await knex.schema.createTable('registry_state', table => {
    table.comment('One row: the head of the GitOps repository that is shown');
    table.integer('id').primary();
    table.specificType('head', text).notNullable();
    table.specificType('fetched_at', text).notNullable();
    table
      .text('error')
      .comment('Why the last fetch failed; null when it did not');
  });

  await knex.schema.createTable('environments', table => {
    table.comment('The environments of the GitOps repository');
    table.specificType('ref', text).primary();
    table.specificType('tenant', text).notNullable().index();
    table.specificType('stage', text).notNullable();
    table.integer('stage_rank').notNullable();
    table.integer('tier').notNullable();
    table.specificType('tenancy', text).notNullable();
    table.specificType('region', text).notNullable();
    table.specificType('cluster', text).notNullable();
    table.specificType('database_server', text).notNullable();
    table.specificType('owner', text).notNullable().index();
    table.specificType('golden_path', text).notNullable();
    table.specificType('release_version', text).notNullable();
    table.specificType('release_rank', text).notNullable();
    table.specificType('release_digest', text).notNullable();
    table.specificType('release_since', text).notNullable();
    table.text('search').notNullable().comment('Lower case; what `q` looks in');
    table.text('probes').notNullable().comment('JSON: the planned probes');
    table
      .text('document')
      .notNullable()
      .comment('JSON: spec, plan, expectation');
    table.specificType('digest', text).notNullable().comment('Of the row');
  });

  await knex.schema.createTable('verdicts', table => {
    table.comment('The verdict of each environment, good until reassess_at');
    table.specificType('environment', text).primary();
    table.specificType('status', text).notNullable();
    table.integer('severity').notNullable();
    table.specificType('evidence', text).notNullable();
    table.integer('evidence_rank').notNullable();
    table.specificType('observed_at', text);
    table.specificType('since', text).notNullable();
    table.specificType('reassess_at', text).index();
    table.text('document').notNullable().comment('JSON: the whole verdict');
  });

  await knex.schema.createTable('observations', table => {
    table.comment('The latest observation of each probe of each environment');
    table.specificType('environment', text).notNullable();
    table.specificType('probe', text).notNullable();
    table.specificType('status', text).notNullable();
    table.specificType('observed_at', text).notNullable();
    table.specificType('since', text).notNullable();
    table.text('document').notNullable().comment('JSON: the whole observation');
    table.primary(['environment', 'probe']);
  });

  await knex.schema.createTable('transitions', table => {
    table.comment(
      'Changes of status of a probe; repeated samples are not kept',
    );
    table.bigIncrements('id');
    table.specificType('environment', text).notNullable();
    table.specificType('probe', text).notNullable();
    table.specificType('from_status', text);
    table.specificType('to_status', text).notNullable();
    table.specificType('at', text).notNullable().index();
    table.text('summary').notNullable();
    table.index(['environment', 'at']);
  });

  await knex.schema.createTable('sources', table => {
    table.comment('Each collector and scope, and its last run');
    table.specificType('collector', text).notNullable();
    table.specificType('scope', text).notNullable();
    table.text('title').notNullable();
    table.text('not_available');
    table.specificType('running_until', text);
    table.text('last_run').comment('JSON');
    table.primary(['collector', 'scope']);
  });

  await knex.schema.createTable('releases', table => {
    table.comment('The releases of the GitOps repository');
    table.specificType('version', text).primary();
    table.specificType('series', text).notNullable();
    table.specificType('edition', text).notNullable();
    table.specificType('digest', text).notNullable();
    table.specificType('schema_class', text).notNullable();
    table.specificType('released_at', text).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'releases',
    'sources',
    'transitions',
    'observations',
    'verdicts',
    'environments',
    'registry_state',
  ]) {
    await knex.schema.dropTable(table);
  }
};
