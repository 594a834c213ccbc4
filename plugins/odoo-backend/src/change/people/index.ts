export * from './ChangePresenter';
export * from './ChangeProposals';
export * from './ChangeReviews';
