// Pages that the office has in a form of its own. What they consist of is named here, not in the router, which every phone loads first.
// This file belongs to every screen, so its name does not begin with `office-` (`vite.config.ts`).
import type { Component } from 'vue';
import { officePage } from './choose-page.ts';

/** By the name of their route. Without the parts of the office 数据统计 is 查数 of the same unit and days. */
export const pagesWithOffice = {
  home: () =>
    officePage(
      () => import('../home/HomePage.vue'),
      () => import('../office/OfficeTodo.vue'),
    ),
  people: () =>
    officePage(
      () => import('../people/PeoplePage.vue'),
      () => import('../office/OfficePeople.vue'),
    ),
  review: () =>
    officePage(
      () => import('../review/ReviewPage.vue'),
      () => import('../office/OfficeReview.vue'),
    ),
  statistics: () =>
    officePage(
      () => import('../indicators/FiguresPage.vue'),
      () => import('../office/OfficeStatistics.vue'),
    ),
  grading: () =>
    officePage(
      () => import('../grading/GradingPage.vue'),
      () => import('../office/OfficeGrading.vue'),
    ),
} as const satisfies Readonly<Record<string, () => Promise<Component>>>;
