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

  await knex.schema.createTable('recovery_facts', table => {
    table.comment('The latest fact of each kind that each source told');
    table.specificType('environment', text).notNullable();
    table.specificType('kind', text).notNullable();
    table.specificType('collector', text).notNullable();
    table.specificType('scope', text).notNullable();
    table.specificType('observed_at', text).notNullable();
    table.specificType('expires_at', text).notNullable();
    table.text('document').notNullable().comment('JSON: the whole fact');
    table.primary(['environment', 'kind', 'collector', 'scope']);
  });

  await knex.schema.createTable('recovery_assessments', table => {
    table.comment('The readiness of each environment, good until reassess_at');
    table.specificType('environment', text).primary();
    table.specificType('band', text).notNullable();
    table.float('score', 53).comment('Null: it does not apply');
    table
      .float('rpo_seconds', 53)
      .comment('Worst that is demanded; null: none');
    table.float('rto_seconds', 53).comment('Null: never measured');
    table.specificType('last_test_at', text);
    table.specificType('test_due_at', text).index();
    table.text('weakest_link').notNullable();
    table.specificType('reassess_at', text).index();
    table.text('last_test').comment('JSON: what lists show of it');
    table.text('document').notNullable().comment('JSON: the assessment');
  });

  await knex.schema.createTable('recovery_records', table => {
    table.comment('What people stated: exemptions and drills');
    table.specificType('id', text).primary();
    table.specificType('environment', text).notNullable().index();
    table.specificType('author', text).notNullable();
    table.specificType('created_at', text).notNullable();
    table.specificType('confirmed_by', text);
    table.specificType('confirmed_at', text);
    table.specificType('withdrawn_by', text);
    table.specificType('withdrawn_at', text);
    table.text('statement').notNullable().comment('JSON');
  });

  await knex.schema.createTable('restore_tests', table => {
    table.comment(
      'Tests that the portal asked for: a result counts only with the nonce of one of them',
    );
    table.specificType('change_id', text).primary();
    table.specificType('environment', text).notNullable();
    table.specificType('nonce', text).notNullable().unique();
    table.specificType('asked_at', text).notNullable();
    table
      .specificType('ended_at', text)
      .comment('Null: on its way, clean-up included');
    table.specificType('outcome', text).comment('Null: none yet');
    table.text('document').notNullable().comment('JSON: point and result');
    table.index(['environment', 'asked_at']);
    // The database decides which of two requests is first.
    table.unique(['environment'], {
      indexName: 'restore_tests_one_at_a_time',
      predicate: knex.whereNull('ended_at'),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'restore_tests',
    'recovery_records',
    'recovery_assessments',
    'recovery_facts',
  ]) {
    await knex.schema.dropTable(table);
  }
};
