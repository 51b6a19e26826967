// The kinds that a first screen needs: the five commonest. No others are loaded with it.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { condolenceVisit } from '../../shared/record-types/condolence-visit.ts';
import { homeVisit } from '../../shared/record-types/home-visit.ts';
import { learningEvent } from '../../shared/record-types/learning-event.ts';
import { meeting } from '../../shared/record-types/meeting.ts';
import { volunteerActivity } from '../../shared/record-types/volunteer-activity.ts';

export const firstTypes: readonly RecordDefinition[] = [
  homeVisit,
  volunteerActivity,
  learningEvent,
  meeting,
  condolenceVisit,
];
