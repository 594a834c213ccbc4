export * from './PipelineEvidenceReader';
export * from './extensionPoint';
