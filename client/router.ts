// Every screen and its address. Pages are loaded when they are first needed and then from the service worker.
import { createRouter, createWebHistory, type Router, type RouteRecordRaw } from 'vue-router';
import type { pagesWithOffice } from './session/pages-with-office.ts';

/** Not in the shell: what chooses between a page and the office's form of it is loaded with the first of them. */
const withOffice = (page: keyof typeof pagesWithOffice) => async () =>
  (await import('./session/pages-with-office.ts')).pagesWithOffice[page]();

/** Names are what components link to; paths may change. `section` marks the tab that a page belongs to. */
const routes: readonly RouteRecordRaw[] = [
  {
    path: '/',
    name: 'home',
    component: withOffice('home'),
    meta: { section: 'home' },
  },
  {
    path: '/capture',
    name: 'record-types',
    component: () => import('./capture/RecordTypesPage.vue'),
    meta: { section: 'capture' },
  },
  {
    // ?draft=ID goes on with a draft · ?record=ID corrects a record · ?refused=ID corrects what the server refused
    // ?person=ID begins with a person · ?about=ID continues a standing record
    path: '/capture/:type',
    name: 'capture',
    component: async () => (await import('./capture/capture-parts.ts')).captureParts.page,
    meta: { section: 'form' },
  },
  {
    path: '/records',
    name: 'records',
    component: () => import('./records/RecordsPage.vue'),
    meta: { section: 'records' },
  },
  {
    path: '/records/:id',
    name: 'record',
    component: () => import('./records/RecordPage.vue'),
    meta: { section: 'detail' },
  },
  {
    path: '/people',
    name: 'people',
    component: withOffice('people'),
    meta: { section: 'people' },
  },
  {
    path: '/people/check',
    name: 'people-check',
    component: () => import('./people/PeopleCheckPage.vue'),
    meta: { section: 'detail' },
  },
  {
    path: '/people/:id',
    name: 'person',
    component: () => import('./people/PersonPage.vue'),
    meta: { section: 'detail' },
  },
  {
    path: '/review',
    name: 'review',
    component: withOffice('review'),
    meta: { section: 'review' },
  },
  {
    // ?kind=KIND&unit=CODE&state=STATE
    path: '/campaign',
    name: 'campaign',
    component: () => import('./campaign/CampaignPage.vue'),
    meta: { section: 'campaign' },
  },
  {
    // ?unit=CODE&from=DAY&until=DAY
    path: '/figures',
    name: 'figures',
    component: () => import('./indicators/FiguresPage.vue'),
    meta: { section: 'figures' },
  },
  {
    // ?unit=CODE&from=DAY&until=DAY&figure=LINE
    path: '/statistics',
    name: 'statistics',
    component: withOffice('statistics'),
    meta: { section: 'statistics' },
  },
  {
    // ?type=KIND&unit=CODE&from=DAY&until=DAY
    path: '/ledgers',
    name: 'ledgers',
    component: () => import('./ledgers/LedgersPage.vue'),
    meta: { section: 'ledgers' },
  },
  {
    // ?unit=CODE&year=YEAR
    path: '/grading',
    name: 'grading',
    component: withOffice('grading'),
    meta: { section: 'grading' },
  },
  {
    // ?from=FIRST_DAY_OF_A_HALF_YEAR&unit=CODE&month=MONTH
    path: '/periods',
    name: 'periods',
    component: () => import('./periods/office-periods.ts').then(({ periodsPage }) => periodsPage),
    meta: { section: 'periods' },
  },
  {
    path: '/reports/:id?',
    name: 'reports',
    component: () => import('./reports/office-reports.ts').then(({ reportsArea }) => reportsArea),
    meta: { section: 'reports' },
  },
  {
    // ?type=KIND
    path: '/import',
    name: 'import',
    component: () => import('./import/ImportPage.vue'),
    meta: { section: 'detail' },
  },
  {
    path: '/search',
    name: 'search',
    component: () => import('./search/SearchPage.vue'),
    meta: { section: 'search' },
  },
  {
    path: '/inbox',
    name: 'inbox',
    component: () => import('./inbox/InboxPage.vue'),
    meta: { section: 'detail' },
  },
  {
    path: '/delegations',
    name: 'delegations',
    component: () => import('./delegation/DelegationsPage.vue'),
    meta: { section: 'detail' },
  },
  { path: '/me', name: 'me', component: () => import('./session/MePage.vue'), meta: { section: 'me' } },
  { path: '/:rest(.*)*', redirect: { name: 'home' } },
];

export function createAppRouter(): Router {
  return createRouter({
    history: createWebHistory(),
    // A page that only names its state in the address stays where it is.
    scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
    routes: [...routes],
  });
}
