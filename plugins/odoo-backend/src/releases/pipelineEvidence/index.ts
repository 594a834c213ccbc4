export { PipelineEvidenceTask } from './PipelineEvidenceTask';
export { PipelineRunStore } from './PipelineRunStore';
export { PipelineRuns } from './PipelineRuns';
