// @ts-check

/**
 * Times are RFC 3339 text in UTC with milliseconds and compare as text (see `20261123_observe.js`).
 * Every added column may be null: while replicas of two versions run, the older one writes without it.
 *
 * @param {import('knex').Knex} knex
 */
function textType(knex) {
  return knex.client.config.client === 'pg' ? 'text collate "C"' : 'text';
}

const ADDED = {
  environments: ['changed_at', 'expires', 'series'],
  verdicts: [
    'held_from',
    'held_until',
    'rolled_until',
    'decided_by',
    'cause_kind',
    'cause_name',
    'expiring_source',
  ],
  observations: ['fingerprint', 'expires_at'],
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const text = textType(knex);

  for (const [name, columns] of Object.entries(ADDED)) {
    await knex.schema.alterTable(name, table => {
      for (const column of columns) table.specificType(column, text);
    });
  }
  await knex.schema.alterTable('verdicts', table => {
    table.index(['held_until']);
  });

  await knex.schema.createTable('verdict_intervals', table => {
    table.comment(
      'Verdicts that no longer hold: from when until when somebody vouched for them',
    );
    table.specificType('environment', text).notNullable();
    table.specificType('from_at', text).notNullable();
    table.specificType('to_at', text).notNullable().index();
    table.specificType('status', text).notNullable();
    table.primary(['environment', 'from_at']);
  });

  await knex.schema.createTable('daily_health', table => {
    table.comment('Days that are over, in UTC, by environment');
    table.specificType('environment', text).notNullable();
    table.specificType('day', text).notNullable().index();
    table.text('seconds').notNullable().comment('JSON: by verdict');
    table.primary(['environment', 'day']);
  });

  await knex.schema.createTable('acknowledgements', table => {
    table.comment('What people said about the state of an environment');
    table.specificType('id', text).primary();
    table.specificType('environment', text).notNullable().index();
    table.specificType('kind', text).notNullable();
    table.specificType('probe', text).comment('Null: as a whole');
    table.text('reason').notNullable();
    table.specificType('by_ref', text).notNullable();
    table.specificType('at', text).notNullable();
    table.specificType('until', text).notNullable().index();
    table.integer('severity').notNullable().comment('Of what was meant');
    table.specificType('decided_by', text).comment('The probe that decided');
  });

  await knex.schema.createTable('incident_notices', table => {
    table.comment(
      'Incidents that people were told of, and what they were told',
    );
    table.specificType('incident', text).primary();
    table.specificType('status', text).comment('Null: nothing yet');
    table.text('recipients').notNullable().comment('JSON: who was told');
    table.text('environments').notNullable().comment('JSON: references');
    table
      .text('statuses')
      .notNullable()
      .comment('JSON: by environment, of those that are not well');
    table
      .specificType('claimed_until', text)
      .comment('A replica is telling them');
  });

  await knex.schema.createTable('commit_position', table => {
    table.comment(
      'One row: up to which commit the history was compared with the ledger',
    );
    table.integer('id').primary();
    table.text('document').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'commit_position',
    'incident_notices',
    'acknowledgements',
    'daily_health',
    'verdict_intervals',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('verdicts', table => {
    table.dropIndex(['held_until']);
  });
  for (const [name, columns] of Object.entries(ADDED)) {
    await knex.schema.alterTable(name, table => table.dropColumns(...columns));
  }
};
