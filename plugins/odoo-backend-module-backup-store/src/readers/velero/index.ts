export * from './VeleroReader';
