// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('observed_freezes', table => {
    table.comment('What each cluster itself showed of freezes in Git, last');
    table.string('cluster', 63).primary();
    table.string('observed_at', 40).notNullable().comment('RFC 3339');
    table.text('document').notNullable().comment('ObservedFreezes, JSON');
  });
  await knex.schema.createTable('freeze_branch', table => {
    table.comment(
      'Commits of freezes that were put on the branch of their pull request, to know them from what others push there',
    );
    table.string('commit', 64).primary();
    table.text('document').notNullable().comment('What it brings, JSON');
  });
  await knex.schema.createTable('unread_tenants', table => {
    table.comment(
      'Whom freezes in Git close because a calendar cannot be read',
    );
    table.string('tenant', 63).primary();
    table
      .string('readable_at', 40)
      .comment('Since when it can be read again, RFC 3339; null: it cannot');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('unread_tenants');
  await knex.schema.dropTable('freeze_branch');
  await knex.schema.dropTable('observed_freezes');
};
