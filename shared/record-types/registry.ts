// Every kind of record the app knows, in the order of the first screen: adding one is a file and a line here.
import { person } from '../people/person.ts';
import { advocacyEvent } from './advocacy-event.ts';
import { baseline } from './baseline.ts';
import { cadreReview } from './cadre-review.ts';
import { campaign } from './campaign.ts';
import { campaignProgress } from './campaign-progress.ts';
import { careTarget } from './care-target.ts';
import { careUpdate } from './care-update.ts';
import { centreTask } from './centre-task.ts';
import { civilPostApplication } from './civil-post-application.ts';
import { civilPostReview } from './civil-post-review.ts';
import { commitmentEvaluation } from './commitment-evaluation.ts';
import { commitmentProgress } from './commitment-progress.ts';
import { committeeSeat } from './committee-seat.ts';
import { condolenceVisit } from './condolence-visit.ts';
import { cooperation } from './cooperation.ts';
import { defineRegistry } from './define-registry.ts';
import { demoBase } from './demo-base.ts';
import { demoCreation } from './demo-creation.ts';
import { demoStage } from './demo-stage.ts';
import { documentHandling } from './document-handling.ts';
import { essay } from './essay.ts';
import { familyHonour } from './family-honour.ts';
import { familyMediation } from './family-mediation.ts';
import { funding } from './funding.ts';
import { gradeResult } from './grade-result.ts';
import { gradingScheme } from './grading-scheme.ts';
import { handoverReceipt } from './handover-receipt.ts';
import { homeVisit } from './home-visit.ts';
import { honour } from './honour.ts';
import { issuedDocument } from './issued-document.ts';
import { jobService } from './job-service.ts';
import { leadingGroup } from './leading-group.ts';
import { learningEvent } from './learning-event.ts';
import { livelihoodAnswer } from './livelihood-answer.ts';
import { livelihoodIssue } from './livelihood-issue.ts';
import { meeting } from './meeting.ts';
import { nextStep } from './next-step.ts';
import { nextStepProgress } from './next-step-progress.ts';
import { orgMember } from './org-member.ts';
import { outlineIndicator } from './outline-indicator.ts';
import { screeningCounts } from './screening-counts.ts';
import { pairEnd } from './pair-end.ts';
import { pairSupport } from './pair-support.ts';
import { pairVisit } from './pair-visit.ts';
import { partyGroupMeeting } from './party-group-meeting.ts';
import { partyLinkage } from './party-linkage.ts';
import { postHandover } from './post-handover.ts';
import { publicCommitment } from './public-commitment.ts';
import { receivedDocument } from './received-document.ts';
import { rectification } from './rectification.ts';
import { reflection } from './reflection.ts';
import { regulation } from './regulation.ts';
import { skillContest } from './skill-contest.ts';
import { skilledWoman } from './skilled-woman.ts';
import { statusChange } from './status-change.ts';
import { studyProgress } from './study-progress.ts';
import { supervision } from './supervision.ts';
import { supervisionIssue } from './supervision-issue.ts';
import { task } from './task.ts';
import { taskProgress } from './task-progress.ts';
import { themeEducationForm } from './theme-education-form.ts';
import { themeEducationReview } from './theme-education-review.ts';
import { trainingAttendance } from './training-attendance.ts';
import { trainingCourse } from './training-course.ts';
import { volunteer } from './volunteer.ts';
import { volunteerActivity } from './volunteer-activity.ts';
import { volunteerLeave } from './volunteer-leave.ts';
import { volunteerTeam } from './volunteer-team.ts';
import { womensCouncil } from './womens-council.ts';
import { womensHome } from './womens-home.ts';
import { womensOrg } from './womens-org.ts';
import { workBrief } from './work-brief.ts';

/** The built-in registry. */
export const recordTypes = defineRegistry([
  homeVisit,
  volunteerActivity,
  learningEvent,
  meeting,
  condolenceVisit,
  advocacyEvent,
  womensCouncil,
  familyMediation,
  jobService,
  workBrief,
  volunteerTeam,
  volunteer,
  volunteerLeave,
  pairSupport,
  pairVisit,
  pairEnd,
  careTarget,
  careUpdate,
  essay,
  studyProgress,
  reflection,
  trainingCourse,
  trainingAttendance,
  skillContest,
  familyHonour,
  demoBase,
  skilledWoman,
  honour,
  civilPostApplication,
  civilPostReview,
  livelihoodIssue,
  livelihoodAnswer,
  publicCommitment,
  commitmentProgress,
  commitmentEvaluation,
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
  gradingScheme,
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
  screeningCounts,
  baseline,
  postHandover,
  handoverReceipt,
  partyGroupMeeting,
  themeEducationForm,
  themeEducationReview,
  person,
]);
