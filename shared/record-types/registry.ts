// Every kind of record the app knows, in the order of the first screen: adding one is a file and a line here.
import { person } from '../people/person.ts';
import { advocacyEvent } from './advocacy-event.ts';
import { baseline } from './baseline.ts';
import { cadreReview } from './cadre-review.ts';
import { campaign } from './campaign.ts';
import { campaignProgress } from './campaign-progress.ts';
import { centreTask } from './centre-task.ts';
import { commitmentEvaluation } from './commitment-evaluation.ts';
import { commitmentProgress } from './commitment-progress.ts';
import { committeeSeat } from './committee-seat.ts';
import { condolenceVisit } from './condolence-visit.ts';
import { cooperation } from './cooperation.ts';
import { defineRegistry } from './define-registry.ts';
import { demoCreation } from './demo-creation.ts';
import { demoStage } from './demo-stage.ts';
import { documentHandling } from './document-handling.ts';
import { funding } from './funding.ts';
import { gradeResult } from './grade-result.ts';
import { handoverReceipt } from './handover-receipt.ts';
import { homeVisit } from './home-visit.ts';
import { honour } from './honour.ts';
import { issuedDocument } from './issued-document.ts';
import { leadingGroup } from './leading-group.ts';
import { learningEvent } from './learning-event.ts';
import { meeting } from './meeting.ts';
import { nextStep } from './next-step.ts';
import { nextStepProgress } from './next-step-progress.ts';
import { orgMember } from './org-member.ts';
import { outlineIndicator } from './outline-indicator.ts';
import { partyGroupMeeting } from './party-group-meeting.ts';
import { partyLinkage } from './party-linkage.ts';
import { postHandover } from './post-handover.ts';
import { publicCommitment } from './public-commitment.ts';
import { receivedDocument } from './received-document.ts';
import { rectification } from './rectification.ts';
import { regulation } from './regulation.ts';
import { statusChange } from './status-change.ts';
import { supervision } from './supervision.ts';
import { supervisionIssue } from './supervision-issue.ts';
import { task } from './task.ts';
import { taskProgress } from './task-progress.ts';
import { volunteerActivity } from './volunteer-activity.ts';
import { womensHome } from './womens-home.ts';
import { womensOrg } from './womens-org.ts';

/** The built-in registry. */
export const recordTypes = defineRegistry([
  homeVisit,
  volunteerActivity,
  learningEvent,
  meeting,
  condolenceVisit,
  publicCommitment,
  commitmentProgress,
  commitmentEvaluation,
  honour,
  advocacyEvent,
  campaign,
  campaignProgress,
  leadingGroup,
  receivedDocument,
  documentHandling,
  issuedDocument,
  task,
  taskProgress,
  supervision,
  supervisionIssue,
  rectification,
  centreTask,
  nextStep,
  nextStepProgress,
  gradeResult,
  cadreReview,
  womensOrg,
  orgMember,
  womensHome,
  statusChange,
  regulation,
  funding,
  partyLinkage,
  demoCreation,
  demoStage,
  cooperation,
  committeeSeat,
  outlineIndicator,
  baseline,
  postHandover,
  handoverReceipt,
  partyGroupMeeting,
  person,
]);
