// @ts-check

/**
 * Of two rollouts of a release to a ring that are begun at once the database decides which is the one. Those from before
 * run to their end: nobody can say which of two of them it is.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const now = new Date().toISOString();
  await knex.schema.alterTable('rollouts', table => {
    table.unique(['ring', 'release_version'], {
      indexName: 'rollouts_open_ring_release',
      predicate: knex.whereRaw(
        `state in ('running', 'paused') and created_at >= '${now}'`,
      ),
    });
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('rollouts', table => {
    table.dropIndex(['ring', 'release_version'], 'rollouts_open_ring_release');
  });
};
