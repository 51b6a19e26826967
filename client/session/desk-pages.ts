// Pages that an office has in a form of its own, behind one door: the first download names this file and not two pages for each.
import type { Component } from 'vue';
import { officePage } from './choose-page.ts';

export function peoplePage(): Promise<Component> {
  return officePage(
    () => import('../people/PeoplePage.vue'),
    () => import('../office/OfficePeople.vue'),
  );
}

export function reviewPage(): Promise<Component> {
  return officePage(
    () => import('../review/ReviewPage.vue'),
    () => import('../office/OfficeReview.vue'),
  );
}

export function gradingPage(): Promise<Component> {
  return officePage(
    () => import('../grading/GradingPage.vue'),
    () => import('../office/OfficeGrading.vue'),
  );
}
