export * from './calendar';
export { changeOf, contentHashOf, planOf } from './changes';
export { choicesOf } from './choices';
export * from './environments';
export * from './recovery';
export { evidenceOf, evidentReleaseOf } from './releases';
