// @ts-check

/**
 * Times are RFC 3339 text in UTC with milliseconds and compare as text (see `20261123_observe.js`).
 *
 * @param {import('knex').Knex} knex
 */
function textType(knex) {
  return knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const text = textType(knex);

  await knex.schema.createTable('pipeline_runs', table => {
    table.comment('What pipelines say of the runs that release records name');
    table.specificType('release_version', text).primary();
    table.text('asked').notNullable().comment('JSON: the run that was named');
    table.text('run').comment('JSON: as it was last read; null: never');
    table.text('problem').comment('Why it could not be read the last time');
    table.specificType('read_at', text).notNullable().comment('Or tried');
    table.specificType('next_at', text).comment('Null: it is asked no more');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('pipeline_runs');
};
