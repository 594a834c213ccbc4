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

  await knex.schema.createTable('change_branches', table => {
    table.comment(
      'Commits that change control put on branches of pull requests, until the branch is gone',
    );
    table.specificType('branch', text).notNullable();
    table.specificType('commit', text).notNullable();
    table.specificType('change_id', text).notNullable();
    table.text('blobs').notNullable().comment('JSON: blob by touched path');
    table.specificType('drawn_at', text).notNullable();
    table.primary(['branch', 'commit']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('change_branches');
};
