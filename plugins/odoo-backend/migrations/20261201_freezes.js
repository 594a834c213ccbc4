// @ts-check

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('freeze_publications', table => {
    table.comment(
      'What became of the file by which the controller of a cluster keeps freezes',
    );
    table.string('cluster', 63).primary();
    table.string('commit', 64).comment('Null: never published by this portal');
    table.string('published_at', 40).comment('Of that commit, RFC 3339');
    table
      .string('known_until', 40)
      .comment('When the file closes unless it is rendered anew');
    table
      .string('checked_at', 40)
      .comment('When the file was last found to be right, or was made so');
    table.text('error').comment('Why it could not be published; null: it was');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('freeze_publications');
};
