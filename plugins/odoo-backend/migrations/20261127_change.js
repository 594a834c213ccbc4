// @ts-check

/**
 * Text of PostgreSQL compares as JavaScript compares (see `20261123_change.js`).
 *
 * @param {import('knex').Knex} knex
 */
function textType(knex) {
  return knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('changes', table => {
    table
      .specificType('parent', textType(knex))
      .index()
      .comment('Id of the rollout that it is a part of');
    table
      .integer('follow_ups')
      .notNullable()
      .defaultTo(0)
      .comment('Overrides without a follow-up');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('changes', table => {
    table.dropIndex(['parent']);
  });
  await knex.schema.alterTable('changes', table => {
    table.dropColumns('parent', 'follow_ups');
  });
};
