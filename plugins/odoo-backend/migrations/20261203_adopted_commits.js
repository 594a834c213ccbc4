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

  await knex.schema.createTable('adopted_commits', table => {
    table.comment(
      'Commits past change control that a change has taken over for one environment: what else they touched stays unledgered',
    );
    table.specificType('environment', text).notNullable();
    table.specificType('commit', text).notNullable();
    table
      .specificType('adoption', text)
      .notNullable()
      .comment('Commit of the change: the environment as it was adopted');
    table.specificType('change_id', text).notNullable();
    table.specificType('recorded_at', text).notNullable();
    table.primary(['environment', 'commit']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('adopted_commits');
};
