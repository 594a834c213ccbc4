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

  await knex.schema.createTable('changes', table => {
    table.comment(
      'Every change; a row is replaced only from the version that was read',
    );
    table.specificType('id', text).primary();
    table.integer('version').notNullable();
    table.specificType('kind', text).notNullable();
    table.specificType('environment', text).notNullable().index();
    table.specificType('stage', text).notNullable();
    table.integer('tier').notNullable();
    table.specificType('owner', text).notNullable();
    table.specificType('state', text).notNullable().index();
    table.specificType('requester', text).notNullable().index();
    table.specificType('created_at', text).notNullable();
    table.text('summary').notNullable().comment('JSON: what lists show');
    table.text('document').notNullable().comment('JSON: the whole change');
    table.index(['created_at', 'id']);
  });

  await knex.schema.createTable('change_keys', table => {
    table.comment(
      'Idempotency keys: the same key of a person answers the same change',
    );
    table.specificType('requester', text).notNullable();
    table.specificType('key', text).notNullable();
    table.specificType('body_hash', text).notNullable();
    table.specificType('change_id', text).notNullable();
    table.specificType('created_at', text).notNullable();
    table.primary(['requester', 'key']);
  });

  await knex.schema.createTable('commit_ledger', table => {
    table.comment(
      'Commits that change control made, and the head it started from',
    );
    table.specificType('commit', text).primary();
    table.specificType('change_id', text).comment('Null: the baseline');
    table.specificType('recorded_at', text).notNullable();
  });

  await knex.schema.createTable('leases', table => {
    table.comment(
      'Locks across replicas that end by themselves when their holder dies',
    );
    table.specificType('name', text).primary();
    table.specificType('holder', text).notNullable();
    table.specificType('heartbeat_at', text).notNullable();
    table.specificType('expires_at', text).notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['leases', 'commit_ledger', 'change_keys', 'changes']) {
    await knex.schema.dropTable(table);
  }
};
