// Every kind of record the app knows, in the order of the first screen: adding one is a file and a line here.
import { person } from '../people/person.ts';
import { advocacyEvent } from './advocacy-event.ts';
import { careTarget } from './care-target.ts';
import { careUpdate } from './care-update.ts';
import { civilPostApplication } from './civil-post-application.ts';
import { civilPostReview } from './civil-post-review.ts';
import { commitmentEvaluation } from './commitment-evaluation.ts';
import { commitmentProgress } from './commitment-progress.ts';
import { condolenceVisit } from './condolence-visit.ts';
import { defineRegistry } from './define-registry.ts';
import { demoBase } from './demo-base.ts';
import { essay } from './essay.ts';
import { familyHonour } from './family-honour.ts';
import { familyMediation } from './family-mediation.ts';
import { homeVisit } from './home-visit.ts';
import { honour } from './honour.ts';
import { jobService } from './job-service.ts';
import { learningEvent } from './learning-event.ts';
import { livelihoodAnswer } from './livelihood-answer.ts';
import { livelihoodIssue } from './livelihood-issue.ts';
import { meeting } from './meeting.ts';
import { pairEnd } from './pair-end.ts';
import { pairSupport } from './pair-support.ts';
import { pairVisit } from './pair-visit.ts';
import { publicCommitment } from './public-commitment.ts';
import { reflection } from './reflection.ts';
import { skillContest } from './skill-contest.ts';
import { skilledWoman } from './skilled-woman.ts';
import { studyProgress } from './study-progress.ts';
import { themeEducationForm } from './theme-education-form.ts';
import { themeEducationReview } from './theme-education-review.ts';
import { trainingAttendance } from './training-attendance.ts';
import { trainingCourse } from './training-course.ts';
import { volunteerActivity } from './volunteer-activity.ts';
import { volunteerLeave } from './volunteer-leave.ts';
import { volunteerTeam } from './volunteer-team.ts';
import { volunteer } from './volunteer.ts';
import { womensCouncil } from './womens-council.ts';
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
  themeEducationForm,
  themeEducationReview,
  person,
]);
