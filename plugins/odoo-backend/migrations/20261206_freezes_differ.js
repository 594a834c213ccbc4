// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('observed_freezes', table => {
    table
      .string('differs_since', 40)
      .comment(
        'When the cluster was first seen to differ from Git, RFC 3339; null: it did not',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('observed_freezes', table => {
    table.dropColumn('differs_since');
  });
};
