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

  await knex.schema.createTable('series_upgrades', table => {
    table.comment(
      'Parents of the changes that move a production to a new series; a row is replaced only from the version that was read',
    );
    table.specificType('id', text).primary();
    table.integer('version').notNullable();
    table.specificType('state', text).notNullable().index();
    table.specificType('environment', text).notNullable();
    table.specificType('clone', text).notNullable();
    table.specificType('requester', text).notNullable();
    // Who may read it, as the old environment was when it was begun: it outlives that.
    table.specificType('stage', text).notNullable();
    table.integer('tier').notNullable();
    table.specificType('owner', text).notNullable();
    table.specificType('created_at', text).notNullable();
    table.specificType('ended_at', text).comment('Null: not over');
    table.text('document').notNullable().comment('JSON: the whole of it');
    table.index(['created_at', 'id']);
    // The database decides which of two that are begun at once is the one.
    table.unique(['environment'], {
      indexName: 'series_upgrades_open_environment',
      predicate: knex.whereNull('ended_at'),
    });
    table.unique(['clone'], {
      indexName: 'series_upgrades_open_clone',
      predicate: knex.whereNull('ended_at'),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('series_upgrades');
};
