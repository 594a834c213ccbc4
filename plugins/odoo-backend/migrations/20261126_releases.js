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

  await knex.schema.createTable('deployments', table => {
    table.comment('Each time that a release came to an environment');
    table.specificType('id', text).primary();
    table.specificType('environment', text).notNullable();
    table.integer('tier').notNullable().comment('When it came');
    table.specificType('release_version', text).notNullable();
    table.specificType('change_id', text).comment('Null: without a change');
    table.specificType('applied_at', text).notNullable();
    table.specificType('outcome', text).notNullable();
    table.specificType('failed_at', text);
    table.specificType('restored_at', text);
    table.specificType('ended_at', text).comment('Null: not judged yet');
    table
      .specificType('followed_at', text)
      .comment('When the next one came; null: the newest of its environment');
    table
      .specificType('settled_at', text)
      .comment('Null: it may still turn out otherwise');
    table.text('document').notNullable().comment('JSON: the whole deployment');
    table.index(['environment', 'applied_at']);
    table.index(['release_version']);
    table.index(['ended_at']);
    // The database decides which of two that come at once is the newest.
    table.unique(['environment'], {
      indexName: 'deployments_newest',
      predicate: knex.whereNull('followed_at'),
    });
    table.index(['applied_at'], 'deployments_unsettled', {
      predicate: knex.whereNull('settled_at'),
    });
  });

  await knex.schema.createTable('rollouts', table => {
    table.comment(
      'Parents of the changes of a ring; a row is replaced only from the version that was read',
    );
    table.specificType('id', text).primary();
    table.integer('version').notNullable();
    table.specificType('state', text).notNullable().index();
    table.specificType('release_version', text).notNullable();
    table.specificType('ring', text).notNullable();
    table.specificType('requester', text).notNullable();
    table.specificType('created_at', text).notNullable();
    table.text('document').notNullable().comment('JSON: all but its items');
    table.index(['created_at', 'id']);
  });

  await knex.schema.createTable('rollout_items', table => {
    table.comment('One environment of a rollout');
    table.specificType('rollout_id', text).notNullable();
    table.specificType('environment', text).notNullable();
    table.integer('position').notNullable().comment('In the order of turns');
    table.specificType('step', text).notNullable();
    table.text('document').notNullable().comment('JSON: the whole item');
    table.primary(['rollout_id', 'environment']);
  });

  await knex.schema.createTable('rollout_keys', table => {
    table.comment(
      'Idempotency keys: the same key of a person answers the same rollout',
    );
    table.specificType('requester', text).notNullable();
    table.specificType('key', text).notNullable();
    table.specificType('body_hash', text).notNullable();
    table.specificType('rollout_id', text).notNullable();
    table.specificType('created_at', text).notNullable();
    table.primary(['requester', 'key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'rollout_keys',
    'rollout_items',
    'rollouts',
    'deployments',
  ]) {
    await knex.schema.dropTable(table);
  }
};
