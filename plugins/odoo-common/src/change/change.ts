import { z } from 'zod';
import { monthlyCostSchema, planSchema } from '../environment/plan';
import { environmentSpecSchema } from '../environment/spec';
import {
  restorePointSchema,
  signedRestoreTestSchema,
} from '../recovery/restoreTest';
import { pullRequestSchema } from './pullRequest';
import { CHANGE_STATES } from './states';

export const CHANGE_KINDS = [
  'create',
  'update',
  'promote',
  'roll-back',
  'restore-test',
  'restore',
  'decommission',
] as const;
export const changeKindSchema = z.enum(CHANGE_KINDS);
export type ChangeKind = z.infer<typeof changeKindSchema>;

export const GATE_VERDICTS = [
  'pass',
  'fail',
  'blocked',
  'overridden',
  'pending',
] as const;

/** `pending` waits for people (approvals); `blocked` could not be evaluated and blocks. */
export const gateResultSchema = z.object({
  id: z.string(),
  title: z.string(),
  verdict: z.enum(GATE_VERDICTS),
  /** Of an overridden one: who let it be passed, why and until when. */
  summary: z.string(),
  /** What the machine says of an overridden one; it counts again when the override is over. */
  judged: z
    .object({ verdict: z.enum(['fail', 'blocked']), summary: z.string() })
    .optional(),
  /** Of a restore point: the moment that database and filestore can be brought back to. */
  at: z.iso.datetime().optional(),
  evidence: z.array(
    z.object({
      title: z.string(),
      detail: z.string().optional(),
      /** Path in the repository or URL where it can be checked. */
      link: z.string().optional(),
      verdict: z.enum(['pass', 'fail', 'error', 'note']).optional(),
    }),
  ),
});
export type GateResult = z.infer<typeof gateResultSchema>;

export const fileChangeSchema = z.object({
  path: z.string(),
  action: z.enum(['add', 'modify', 'delete']),
  /** Unified diff of this file. */
  diff: z.string(),
});
export type FileChange = z.infer<typeof fileChangeSchema>;

export const approvalSchema = z.object({
  approver: z.string(),
  comment: z.string(),
  contentHash: z.string(),
  at: z.iso.datetime(),
  /** False once a new revision made the approval void. */
  valid: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** Gates that a second person may override; what the others say holds for everybody. */
export const OVERRIDABLE_GATES = ['provenance', 'ring', 'calendar'] as const;
export const overridableGateSchema = z.enum(OVERRIDABLE_GATES);
export type OverridableGate = z.infer<typeof overridableGateSchema>;

/** A second person lets a gate be passed for a while, and answers for it. */
export const overrideSchema = z.object({
  gate: overridableGateSchema,
  by: z.string(),
  reason: z.string(),
  contentHash: z.string(),
  at: z.iso.datetime(),
  /** From then on the gate counts again, also at apply. */
  until: z.iso.datetime(),
  /** False once a new revision made it void, or whoever gave it lost the permission. */
  valid: z.boolean(),
  /** What was not passed when it was given: it covers nothing else. Absent: nobody kept it, so it covers nothing. */
  saw: z.array(z.string()).optional(),
  /** What was done about it afterwards; absent: that is still owed. */
  followUp: z
    .object({ by: z.string(), comment: z.string(), at: z.iso.datetime() })
    .optional(),
});
export type Override = z.infer<typeof overrideSchema>;

/** Ways back to an earlier release, the gentlest first. */
export const ROLL_BACK_MOVES = [
  'image-only',
  'configuration-only',
  'restore',
  'fix-forward',
] as const;
export const rollBackMoveSchema = z.enum(ROLL_BACK_MOVES);
export type RollBackMove = z.infer<typeof rollBackMoveSchema>;

/** The moves that a change of kind `roll-back` can make; the others are other kinds of change. */
export const rollBackSchema = z.object({
  move: z.enum(['image-only', 'configuration-only']),
  /** Of `image-only`: the release that runs again. Of `configuration-only`: the change whose spec is taken back. */
  to: z.string().min(1).max(64),
});
export type RollBack = z.infer<typeof rollBackSchema>;

export const timelineEntrySchema = z.object({
  state: z.enum(CHANGE_STATES),
  at: z.iso.datetime(),
  note: z.string().optional(),
  /** User or, for steps of the portal itself, absent. */
  actor: z.string().optional(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** What the person who asks may do now, decided by the server; each refusal says why. */
export const changeActionsSchema = z.object({
  approve: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  reject: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  cancel: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  update: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  /** Of the gates that stand in the way now; absent: there is none that anybody could override. */
  override: z
    .object({
      allowed: z.boolean(),
      reason: z.string().optional(),
      gates: z.array(overridableGateSchema),
    })
    .optional(),
  /** Of the overrides that wait for one; absent: none does. */
  followUp: z
    .object({ allowed: z.boolean(), reason: z.string().optional() })
    .optional(),
});
export type ChangeActions = z.infer<typeof changeActionsSchema>;

/** What a restore test restores, and what came of it. */
export const testedRestoreSchema = z.object({
  /** What the requester asked for; absent: the newest moment. */
  to: z.iso.datetime().optional(),
  point: restorePointSchema,
  /** Chosen for this one test: only a signed result that repeats it counts. */
  nonce: z.string(),
  /** Until when its result is awaited; absent while the test has not begun. */
  deadline: z.iso.datetime().optional(),
  result: signedRestoreTestSchema.optional(),
});
export type TestedRestore = z.infer<typeof testedRestoreSchema>;

/** What a decommission takes away and what it leaves. */
export const decommissionedSchema = z.object({
  cluster: z.string(),
  /** `Kind namespace/name` of what stops and goes. */
  goes: z.array(z.string()),
  /** `Kind namespace/name` of what stays in the cluster, detached: it holds data or keeps it safe. */
  stays: z.array(z.string()),
  /** Of what stays, item by item as in the plan; absent for changes from before this was told. */
  monthlyCost: monthlyCostSchema.optional(),
  /** URL of its backups, without any credential; absent for a tier that has none. */
  backups: z.url().optional(),
  /** Since when it is known that nothing writes any more: the first time that all of it was seen gone. */
  stoppedAt: z.iso.datetime().optional(),
  /** Up to when it can be brought back, as the store was last read; absent: not at all, or not known yet. */
  lastRestorePoint: z.iso.datetime().optional(),
});
export type Decommissioned = z.infer<typeof decommissionedSchema>;

/**
 * What the first of two commits came to: a restore test has ended, or what a decommission stops has stopped. From
 * then on the second commit takes the files away; of a decommission that was cancelled it brings them back.
 */
export const conclusionSchema = z.object({
  outcome: z.enum(['passed', 'failed', 'cancelled']),
  note: z.string(),
  at: z.iso.datetime(),
  /** Who cancelled it. */
  actor: z.string().optional(),
  /** The second commit, and its parent. */
  commit: z.string().optional(),
  parent: z.string().optional(),
  /** When the commit that brings an environment back was in Git: from then on the cluster is awaited. */
  arrivedAt: z.iso.datetime().optional(),
});
export type Conclusion = z.infer<typeof conclusionSchema>;

/** What changes can be a part of. */
export const parentKindSchema = z.enum(['rollout', 'series-upgrade']);
export type ParentKind = z.infer<typeof parentKindSchema>;

/** A commit that came past change control, and whose it is as Git tells. */
export const adoptedCommitSchema = z.object({
  commit: z.string(),
  author: z.string(),
});
export type AdoptedCommit = z.infer<typeof adoptedCommitSchema>;

export const changeSchema = z.object({
  /** Absent from the answer to a dry run. */
  id: z.string().optional(),
  kind: changeKindSchema,
  /** `<tenant>/<stage>` */
  environment: z.string(),
  state: z.enum(CHANGE_STATES),
  requester: z.string(),
  /** Everybody who wrote a revision; none of them can approve. */
  authors: z.array(z.string()),
  reason: z.string(),
  spec: environmentSpecSchema,
  contentHash: z.string(),
  revision: z.int(),
  files: z.array(fileChangeSchema),
  plan: planSchema,
  /** Of the environment as it is, for an update: shown as before -> after. */
  previousPlan: planSchema.optional(),
  gates: z.array(gateResultSchema),
  approvals: z.array(approvalSchema),
  approvalsNeeded: z.int(),
  timeline: z.array(timelineEntrySchema),
  /** What is awaited, since when, and what is stuck, while checks run at the repository's host or a change reconciles. */
  awaiting: z
    .object({
      what: z.string(),
      since: z.iso.datetime(),
      stuck: z.boolean(),
    })
    .optional(),
  commit: z.string().optional(),
  /** Of that commit. */
  commitParent: z.string().optional(),
  /** Where the repository's host has them: the one of its newest commit. */
  pullRequest: pullRequestSchema.optional(),
  /** Id of the rollout or the series upgrade that it is a part of. */
  parent: z.string().optional(),
  /** What that is the id of; absent beside a parent: of a rollout, as in changes from before there was anything else. */
  parentKind: parentKindSchema.optional(),
  /** Present when it brings another release. */
  release: z.object({ from: z.string().optional(), to: z.string() }).optional(),
  /** Of an update that changes no file: what came past change control, and is as it should be, becomes its own. */
  adopts: z.array(adoptedCommitSchema).optional(),
  /** Of a roll-back alone. */
  rollBack: rollBackSchema.optional(),
  overrides: z.array(overrideSchema).default([]),
  /** Of a restore test alone. */
  restoreTest: testedRestoreSchema.optional(),
  /** Of a decommission alone. */
  decommissioned: decommissionedSchema.optional(),
  /** Of a restore test or a decommission whose first commit has done its work. */
  conclusion: conclusionSchema.optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  actions: changeActionsSchema.optional(),
});
export type Change = z.infer<typeof changeSchema>;
