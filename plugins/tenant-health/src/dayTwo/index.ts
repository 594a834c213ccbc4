export { DayTwoActions, type DayTwoActionsProps } from './DayTwoActions';
